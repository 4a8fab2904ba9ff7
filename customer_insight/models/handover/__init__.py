from . import customer_insight_handover
from . import customer_insight_handover_line
from . import handover_preview
from . import handover_missing
from . import handover_move
from . import handover_undo
from . import res_partner_handover
