from . import customer_card
from . import customer_card_sections
from . import customer_card_facts
