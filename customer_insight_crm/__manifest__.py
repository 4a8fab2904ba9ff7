{
    "name": "Customer Insight: CRM",
    "summary": "The pipeline tells who may buy, and meetings count",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Insight Founders",
    "license": "LGPL-3",
    "depends": ["customer_insight", "sale_crm"],
    "data": [
        "views/customer_insight_policy_views.xml",
        "views/customer_insight_views.xml",
        "views/customer_insight_handover_views.xml",
        "views/customer_insight_customer_reason_views.xml",
        "views/calendar_event_views.xml",
        "views/crm_lost_reason_views.xml",
        "views/crm_lead_views.xml",
        "views/res_partner_views.xml",
        "views/customer_insight_crm_menus.xml",
    ],
    "demo": [
        "demo/customer_insight_crm_demo.xml",
    ],
    # Read by the demo itself, quietly and relative to the day of installation.
    "oca_data_manual": [
        "demo/opportunities.csv",
    ],
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
    "auto_install": True,
}
