from . import base_partner_merge
from . import base_partner_merge_people
from . import base_partner_merge_facts
from . import customer_insight_override_wizard
from . import customer_insight_card_wizard
from . import base_partner_merge_presences
from . import base_partner_merge_file
