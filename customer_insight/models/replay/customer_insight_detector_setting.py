from odoo import models


class CustomerInsightDetectorSetting(models.Model):
    _inherit = "customer.insight.detector.setting"

    def action_try_on_past(self):
        """Ask for which time, and with which other numbers."""
        self.ensure_one().check_access("write")
        replay = self.env["customer.insight.replay"].create({"setting_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try on the Past"),
            "res_model": replay._name,
            "res_id": replay.id,
            "views": [(False, "form")],
        }
