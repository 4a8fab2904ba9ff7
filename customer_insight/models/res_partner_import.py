from odoo import api, models

LANGUAGES = ("zh_CN", "zh_TW")
"""Languages with a template of their own; the others get the English one."""


class ResPartner(models.Model):
    """Import of the whole customer file by Odoo's own import."""

    _inherit = "res.partner"

    @api.model
    def get_import_templates(self):
        """Offer the customer file's template beside core's, to those who may fill it.

        Odoo finds columns by the labels in the user's language.
        """
        templates = super().get_import_templates()
        if not self._has_field_access(self._fields["insight_id"], "read"):
            return templates
        suffix = f"_{self.env.lang}" if self.env.lang in LANGUAGES else ""
        return [
            *templates,
            {
                "label": self.env._("Import Template for the Customer File"),
                "template": f"/customer_insight/static/xls/customer_file{suffix}.xlsx",
            },
        ]
