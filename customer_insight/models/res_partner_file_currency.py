from odoo import api, fields, models

from .res_partner_file_fact import fact

AMOUNTS = {"insight_assets", "insight_turnover", "insight_turnover_previous"}


class ResPartner(models.Model):
    """One currency for all amounts of a customer's file.

    It is kept with the first amount, so that an amount means the same whichever
    company reads it; until then the reader's company gives it.
    """

    _inherit = "res.partner"

    insight_kept_currency_id = fact(
        fields.Many2one,
        "res.currency",
        string="Kept Currency",
        ondelete="restrict",
    )
    insight_file_currency_id = fact(
        fields.Many2one,
        "res.currency",
        string="File Currency",
        compute="_compute_insight_file_currency_id",
        inverse="_inverse_insight_file_currency_id",
        help="The currency of all amounts in this file. Amounts are not converted when "
        "it is changed.",
    )

    @api.depends("insight_kept_currency_id")
    @api.depends_context("company")
    def _compute_insight_file_currency_id(self):
        own = self.env.company.currency_id
        for partner in self:
            partner.insight_file_currency_id = partner.insight_kept_currency_id or own

    def _inverse_insight_file_currency_id(self):
        for partner in self:
            partner.insight_kept_currency_id = partner.insight_file_currency_id

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        for partner, vals in zip(partners, vals_list, strict=True):
            if any(vals.get(name) for name in AMOUNTS):
                partner._insight_keep_currency()
        return partners

    def write(self, vals):
        res = super().write(vals)
        if any(vals.get(name) for name in AMOUNTS):
            self._insight_keep_currency()
        return res

    def _insight_keep_currency(self):
        """Amounts are written: from now on they are in this company's currency."""
        for partner in self.filtered(lambda p: not p.insight_kept_currency_id):
            partner.insight_kept_currency_id = partner.insight_file_currency_id

    def _insight_convert_amounts(self, currency):
        """Turn the file's amounts into a currency, at today's rate."""
        self.ensure_one()
        kept = self.insight_kept_currency_id
        if not kept or kept == currency:
            return
        values = {name: self._insight_convert(self[name], currency) for name in AMOUNTS}
        for line in self.insight_equipment_ids:
            line.yearly_demand = self._insight_convert(line.yearly_demand, currency)
        self.write({**values, "insight_kept_currency_id": currency.id})

    def _insight_convert(self, amount, currency):
        """Return an amount of the file in another currency, at today's rate."""
        return self.insight_file_currency_id._convert(
            amount, currency, self.env.company, fields.Date.context_today(self)
        )
