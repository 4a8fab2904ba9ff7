from odoo import api, models


class CustomerInsightFileMixin(models.AbstractModel):
    """Lines of the file that change, tell where the customer's list comes from."""

    _inherit = "customer.insight.file.mixin"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._note_sources(lines.partner_id)
        return lines

    def write(self, vals):
        before = self.partner_id
        told = self._tells_something_new(vals)
        res = super().write(vals)
        if told:
            self._note_sources(before | self.partner_id)
        return res

    def unlink(self):
        partners = self.partner_id
        res = super().unlink()
        self._note_sources(partners)
        return res

    def _tells_something_new(self, vals):
        """The order of lines is no fact, nor is the same value again."""
        return any(
            line[name]
            != line._fields[name].convert_to_record(
                line._fields[name].convert_to_cache(value, line), line
            )
            for line in self
            for name, value in vals.items()
            if name in line._fields and name != "sequence"
        )

    @api.model
    def _note_sources(self, partners):
        """Note the lists of these customers that hold such lines."""
        watched = self.env["customer.insight.requirement"]._watched()["customer"]
        lists = self.env.registry.field_inverses[self._fields["partner_id"]]
        names = {field.name for field in lists if field.name in watched}
        if names:
            changed = {partner: names for partner in partners.exists()}
            self.env["res.partner"]._insight_facts_changed(changed)
