from . import customer_insight_customer_reason
from . import customer_reason_countermeasure
from . import customer_insight_reason
from . import customer_insight
from . import res_partner
