from . import test_demo_stock
from . import test_late_delivery
from . import test_returned_soon
from . import test_stock_access
