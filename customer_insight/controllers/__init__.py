from . import customer_file
from . import portal
