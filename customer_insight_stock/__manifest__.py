{
    "name": "Customer Insight: Stock",
    "summary": "Returns and late deliveries raise signals",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Customer Insight Founders",
    "license": "LGPL-3",
    "depends": ["customer_insight", "sale_stock"],
    "data": [
        "data/ir_actions_server_data.xml",
        "data/customer_insight_detector_data.xml",
        "views/customer_insight_signal_views.xml",
    ],
    "demo": [
        "demo/customer_insight_stock_demo.xml",
    ],
    # Read by the demo itself, quietly and relative to the day of installation.
    "oca_data_manual": [
        "demo/deliveries.csv",
    ],
    "auto_install": True,
}
