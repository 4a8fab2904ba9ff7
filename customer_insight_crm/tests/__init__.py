from . import test_future_customers, test_handover, test_lost_reason, test_meetings
from . import test_needs, test_pipeline, test_pipeline_oracle
from . import test_pipeline_requests, test_touches
