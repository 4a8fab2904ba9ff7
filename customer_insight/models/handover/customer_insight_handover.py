from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

STATES = [("draft", "Prepared"), ("done", "Handed over"), ("undone", "Undone")]
SCOPES = [("all", "All customers of a salesperson"), ("chosen", "Chosen customers")]


class CustomerInsightHandover(models.Model):
    """A salesperson's customers go to another one, with the work that is open.

    Prepared first: the former one still completes the files. Keeps what was moved, so
    that one button takes it back.
    """

    _name = "customer.insight.handover"
    _description = "Hand-over of Customers"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "id DESC"
    _mail_post_access = "read"

    scope = fields.Selection(SCOPES, string="What", required=True, default="all")
    from_user_id = fields.Many2one(
        "res.users",
        string="From",
        domain=[("share", "=", False)],
        context={"active_test": False},
        index="btree_not_null",
        ondelete="restrict",
        help="He may have left: archived users can be chosen.",
    )
    to_user_id = fields.Many2one(
        "res.users",
        string="To",
        required=True,
        domain="[('share', '=', False), ('company_ids', '=', company_id)]",
        index=True,
        ondelete="restrict",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "customer_insight_handover_partner_rel",
        string="Customers",
        context={"active_test": False},
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    with_activities = fields.Boolean(
        string="Open Activities",
        default=True,
        help="His activities at these customers, those of plans and signals, too; his "
        "open development plans, and promises that he made and has still to keep.",
    )
    with_orders = fields.Boolean(
        string="Open Quotations",
        default=True,
        help="Quotations that he has not confirmed or cancelled yet.",
    )
    with_order_activities = fields.Boolean(
        string="Activities on Quotations",
        default=True,
        help="His activities on quotations and orders of these customers.",
    )
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False
    )
    date = fields.Datetime(string="Handed Over On", readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users", string="By", readonly=True, copy=False, ondelete="set null"
    )
    undone_on = fields.Datetime(readonly=True, copy=False)
    undone_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="set null"
    )
    line_ids = fields.One2many(
        "customer.insight.handover.line", "handover_id", readonly=True
    )

    @api.depends("from_user_id", "to_user_id")
    def _compute_display_name(self):
        for handover in self:
            names = handover.from_user_id.name, handover.to_user_id.name
            handover.display_name = " → ".join(name or "…" for name in names)

    @api.constrains("from_user_id", "to_user_id")
    def _check_another(self):
        for handover in self:
            if handover.from_user_id == handover.to_user_id:
                raise ValidationError(
                    self.env._(
                        "%(salesperson)s has these customers already. Choose who gets "
                        "them.",
                        salesperson=handover.to_user_id.name,
                    )
                )

    @api.constrains("scope", "from_user_id")
    def _check_from(self):
        for handover in self:
            if handover.scope == "all" and not handover.from_user_id:
                raise ValidationError(
                    self.env._(
                        "Choose the salesperson whose customers are handed over."
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_prepared(self):
        if any(handover.state == "done" for handover in self):
            raise UserError(
                self.env._(
                    "What was handed over cannot be undone without this record. Undo "
                    "it first, or keep it."
                )
            )

    def write(self, vals):
        """What was handed over stays as it was noted."""
        settled = self.filtered(lambda handover: handover.state != "draft")
        fixed = self._settled_fields()
        if settled and not self.env.su and not fixed.isdisjoint(vals):
            raise UserError(
                self.env._(
                    "This was handed over already. Undo it, or prepare another one."
                )
            )
        return super().write(vals)

    def _settled_fields(self):
        """Return the fields that say what is handed over; an addon adds its own."""
        return SETTLED


SETTLED = {
    "scope",
    "from_user_id",
    "to_user_id",
    "partner_ids",
    "company_id",
    "with_activities",
    "with_orders",
    "with_order_activities",
}
