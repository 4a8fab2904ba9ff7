from . import customer_insight_demo
from . import customer_insight_demo_orders
from . import customer_insight_demo_files
from . import customer_insight_demo_follow_ups
from . import customer_insight_demo_competitors
from . import customer_insight_demo_sources
from . import customer_insight_demo_people
from . import customer_insight_demo_signals
