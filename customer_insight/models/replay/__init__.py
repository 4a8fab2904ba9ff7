from . import customer_insight_replay
from . import customer_insight_replay_parameter
from . import customer_insight_replay_finding
from . import replay_look
from . import replay_result
from . import customer_insight_detector_setting
