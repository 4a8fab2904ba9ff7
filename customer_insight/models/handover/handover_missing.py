from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

SHOWN = 20
"""Files named in the list of what is missing; the button opens all."""


class CustomerInsightHandover(models.Model):
    """What the former salesperson should still write down before he leaves."""

    _inherit = "customer.insight.handover"

    incomplete_count = fields.Integer(
        string="Files With Gaps", compute="_compute_missing"
    )
    completeness = fields.Integer(
        string="Files Complete (%)",
        compute="_compute_missing",
        help="On average over these customers.",
    )
    missing_html = fields.Html(
        string="Missing in the Files", compute="_compute_missing", sanitize=False
    )
    can_ask = fields.Boolean(compute="_compute_can_ask")

    @api.depends("scope", "from_user_id", "to_user_id", "partner_ids", "company_id")
    @api.depends_context("lang")
    def _compute_missing(self):
        for handover in self:
            gaps, complete = handover._gaps()
            handover.incomplete_count = len(gaps)
            handover.completeness = complete
            handover.missing_html = handover._render_missing(gaps)

    @api.depends("scope", "from_user_id", "to_user_id", "partner_ids", "company_id")
    def _compute_can_ask(self):
        """Who has left, cannot be asked; nor can several at once."""
        for handover in self:
            user = handover._asked()
            handover.can_ask = bool(user and user.active and not user.share)

    def _asked(self):
        """The former salesperson: chosen, or the one of all chosen customers."""
        owner = self.from_user_id or self._customers().user_id
        return owner if len(owner) == 1 else owner.browse()

    def _gaps(self):
        """Return ``(customers whose file has gaps, average of all)``, worst first."""
        rows = (
            self.env["customer.insight"]
            .sudo()
            .search_fetch(
                [
                    ("partner_id", "in", self._customers().ids),
                    ("company_id", "=", self.company_id.id),
                ],
                ["partner_id", "completeness"],
                order="completeness, contribution DESC, partner_id",
            )
        )
        values = rows.mapped("completeness")
        gaps = rows.filtered(lambda row: row.completeness < 100).partner_id
        return gaps, sum(values) // len(values) if values else 0

    def _render_missing(self, gaps):
        """Return the list as HTML, in the language of the environment."""
        shown = gaps[:SHOWN].with_env(self.env).with_company(self.company_id)
        count = len(gaps) - len(shown)
        more = count and self.env._("… and %(count)s more.", count=count)
        return self.env["ir.qweb"]._render(
            "customer_insight.handover_missing", {"customers": shown, "more": more}
        )

    def action_ask_to_complete(self):
        """Give the former salesperson the list, as an activity on this record."""
        self.check_access("write")
        for handover in self:
            user = handover._asked()
            if not handover.can_ask:
                raise UserError(
                    self.env._(
                        "Nobody can be asked: the former salesperson is archived, or "
                        "the customers belong to several. Complete the files yourself."
                    )
                )
            told = handover.with_context(lang=user.lang)
            gaps, _complete = told._gaps()
            handover.activity_schedule(
                "customer_insight.mail_activity_type_complete_files",
                fields.Date.add(fields.Date.context_today(handover), days=7),
                note=told._render_missing(gaps),
                user_id=user.id,
            )
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_open_customers(self):
        """Open these customers, with what their files lack."""
        self.check_access("read")
        customers = self.env["res.partner"].union(*(h._customers() for h in self))
        view = self.env.ref("customer_insight.res_partner_view_list_handover")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customers to Hand Over"),
            "res_model": "res.partner",
            "domain": list(Domain("id", "in", customers.ids)),
            "views": [(view.id, "list"), (False, "form")],
        }

    def action_open_left(self):
        """Open what the undoing left where it is."""
        self.check_access("read")
        left = Domain("handover_id", "in", self.ids) & Domain("state", "=", "left")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Left"),
            "res_model": "customer.insight.handover.line",
            "domain": list(left),
            "views": [(False, "list")],
        }
