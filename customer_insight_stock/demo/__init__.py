from . import customer_insight_stock_demo
