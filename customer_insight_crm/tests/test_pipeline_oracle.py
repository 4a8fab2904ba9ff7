from unittest import SkipTest

from odoo.tests import tagged
from odoo.tools import frozendict

from odoo.addons.customer_insight.tests import test_engine_oracle as base

from .oracle_pipeline import PipelineOracle

try:
    from .oracle_pipeline_worlds import PipelineRows, pipelines
except ImportError:
    PipelineRows = pipelines = None


@tagged("post_install", "-at_install")
class TestPipelineOracle(base.TestOracle):
    """The engine with the pipeline, against the formulas written down again."""

    oracle, rows = PipelineOracle, PipelineRows
    exact = (*base.EXACT, "opportunity_count")
    close = frozendict(base.CLOSE, opportunity_amount=0.0051)
    share = 0.5

    @classmethod
    def setUpClass(cls):
        if pipelines is None:
            raise SkipTest("random histories need hypothesis: pip install hypothesis")
        super().setUpClass()
        if "picking_policy" in cls.env["sale.order"]._fields:  # Inventory requires it
            cls.env.cr.execute(
                "ALTER TABLE sale_order ALTER picking_policy SET DEFAULT 'direct'"
            )

    @staticmethod
    def worlds(ids, ours):
        return pipelines(ids, ours)
