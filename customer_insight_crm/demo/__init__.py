from . import customer_insight_crm_demo
