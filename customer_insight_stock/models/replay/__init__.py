from . import customer_insight_replay_finding
