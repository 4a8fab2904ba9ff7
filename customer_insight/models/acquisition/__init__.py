from . import customer_insight_source
from . import res_partner_source
from . import res_partner_referral
from . import res_partner_second_look
from . import customer_insight_acquisition
from . import customer_insight_past
from . import customer_insight_end_customer
