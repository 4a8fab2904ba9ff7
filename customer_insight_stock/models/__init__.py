from . import evidence_mixin
from . import customer_insight_signal
from . import replay
from . import detector_late_delivery
from . import detector_returned_soon
from . import stock_picking
