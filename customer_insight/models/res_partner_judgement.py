from odoo import api, models

# Changes of a partner that change whose documents count, or who is a customer.
STRUCTURE = {
    "parent_id",
    "is_company",
    "active",
    "company_id",
    "user_id",
    "customer_rank",
    "supplier_rank",
    "insight_type_id",
    "insight_referred_by_id",
    "insight_rival_response",
}


class ResPartner(models.Model):
    """Writing a customer: facts stay here, judgements go to his insight."""

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        split = [self._split_judgements(vals) for vals in vals_list]
        partners = super().create([facts for facts, _judged in split])
        partners._insight_changed()
        for partner, (_facts, judged) in zip(partners, split, strict=True):
            # a form sends the empty ones, too
            partner._judge({name: value for name, value in judged.items() if value})
        return partners

    def write(self, vals):
        """Write judgements on the insight: it has rules of its own for that."""
        facts, judged = self._split_judgements(vals)
        structural = not STRUCTURE.isdisjoint(facts)
        if structural:
            self._insight_changed()
        res = super().write(facts) if facts or not judged else True
        if structural:
            self._insight_changed()
        self._judge(judged)
        if "user_id" in facts:
            self._insight_hand_over()
        return res

    def _insight_changed(self):
        """Have these, their customers and who referred them refreshed soon."""
        partners = self.sudo()
        related = partners.commercial_partner_id | partners.insight_referred_by_id
        self.env["customer.insight.request"]._ask((partners | related).ids)

    @api.model
    def _split_judgements(self, vals):
        """Return ``(facts, judged)``: what is the partner's, what is his insight's."""
        facts, judged = {}, {}
        for name, value in vals.items():
            field = self._fields.get(name)
            path = (field and field.related or "").split(".")
            if path[0] == "insight_id":
                judged[path[1]] = value
            else:
                facts[name] = value
        return facts, judged

    def _judge(self, judged):
        """Write the customers' judgement; whoever is judged is a customer."""
        if judged:
            self._ensure_insight()
            self.insight_id.write(judged)

    def _ensure_insight(self):
        """A judgement needs a row to be written on."""
        self._insight_check_allowed()
        company = self.env.company
        missing = self.sudo().filtered(lambda partner: not partner.insight_id)
        if missing:
            self.env["customer.insight.engine"].sudo().refresh(
                company, partners=missing
            )
            others = missing.filtered(lambda partner: not partner.insight_id)
            others.commercial_partner_id._add_insight(company)

    def _add_insight(self, company):
        """Make customers of those whom the engine would not take for any."""
        nothing = {"category_computed": "F", "growth_stage_computed": "potential"}
        self.env["customer.insight"].sudo().create(
            [
                {"partner_id": partner.id, "company_id": company.id, **nothing}
                for partner in self
            ]
        )
        self.invalidate_recordset(["insight_id"])

    def unlink(self):
        self._insight_changed()
        return super().unlink()

    def _insight_hand_over(self):
        """The playbook's open steps follow the customer to his new salesperson."""
        Activity = self.env["mail.activity"].sudo()
        for user, partners in self.sudo().grouped("user_id").items():
            steps = Activity.search(
                [
                    ("insight_playbook_id", "!=", False),
                    ("insight_step_id.responsible_type", "!=", "other"),
                    ("res_model", "=", "res.partner"),
                    ("res_id", "in", partners.ids),
                    ("user_id", "!=", user.id),
                ]
            )
            if user and steps:
                steps.write({"user_id": user.id})
