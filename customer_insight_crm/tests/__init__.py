from . import test_future_customers, test_lost_reason, test_meetings
from . import test_pipeline, test_pipeline_requests
