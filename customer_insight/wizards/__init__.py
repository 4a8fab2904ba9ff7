from . import base_partner_merge
from . import customer_insight_override_wizard
