from odoo import models

# In this order: a row may name those before it.
FILES = (
    "customer.insight.target.csv",
    "res.partner-file.csv",
    "customer.insight.facility.csv",
    "customer.insight.equipment.csv",
    "customer.insight.end_customer.csv",
)


class CustomerInsightDemo(models.AbstractModel):
    """The demo's customer files: some complete, some poor, every value somewhere."""

    _inherit = "customer.insight.demo"

    def _fill_files(self):
        for name in FILES:
            self._load_file(name)
