from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache

from ..customer_insight import CATEGORIES
from ..res_partner import USER

SWITCHES = {"insight_pool", "active", "company_id", "sequence"}


def keeps(category):
    """A class that stays with its salesperson, whatever he does."""
    return fields.Boolean(string=category, groups=USER)


class CrmTeam(models.Model):
    """A team's pool: customers whom nobody looks after, for its members to claim."""

    _inherit = "crm.team"

    insight_pool = fields.Boolean(
        string="Pool",
        copy=False,
        groups=USER,
        help="Customers whom nobody looks after are taken from their salesperson, "
        "after a warning, and every member of the team may claim them.",
    )
    insight_pool_days = fields.Integer(
        string="Days Without Follow-up",
        default=60,
        groups=USER,
        help="A follow-up is an order or a sent quotation, a finished activity, a "
        "message or note by one of us at the customer or one of his contacts.",
    )
    insight_pool_warning_days = fields.Integer(
        string="Warn Before (days)",
        default=7,
        groups=USER,
        help="The salesperson gets an activity. It goes away when he follows up.",
    )
    insight_pool_protection_days = fields.Integer(
        string="Protection (days)",
        default=30,
        groups=USER,
        help="So long a customer stays with who claimed or was given him.",
    )
    insight_pool_wait_days = fields.Integer(
        string="Former Salesperson Waits (days)",
        default=7,
        groups=USER,
        help="So long after a customer came into the pool, whoever had him before "
        "cannot claim him: the colleagues come first. 0: no wait.",
    )
    insight_pool_daily_limit = fields.Integer(
        string="Claims a Day",
        default=5,
        groups=USER,
        help="Per salesperson. 0: no limit.",
    )
    insight_pool_cap = fields.Integer(
        string="Customers at Most",
        default=100,
        groups=USER,
        help="Who has so many customers, cannot claim another one. 0: no limit.",
    )
    insight_pool_keep_ei = keeps("EI")
    insight_pool_keep_eii = keeps("EII")
    insight_pool_keep_eiii = keeps("EIII")
    insight_pool_keep_eiv = keeps("EIV")
    insight_pool_keep_pi = keeps("PI")
    insight_pool_keep_pii = keeps("PII")
    insight_pool_keep_piii = keeps("PIII")
    insight_pool_keep_piv = keeps("PIV")
    insight_pool_keep_f = keeps("F")
    insight_pool_open_count = fields.Integer(
        string="In the Pool", compute="_compute_insight_pool_counts", groups=USER
    )
    insight_pool_warned_count = fields.Integer(
        string="About to Return", compute="_compute_insight_pool_counts", groups=USER
    )

    _insight_pool_numbers = models.Constraint(
        "CHECK(LEAST(insight_pool_warning_days, insight_pool_protection_days,"
        " insight_pool_wait_days, insight_pool_daily_limit, insight_pool_cap) >= 0)",
        "The pool's days and limits cannot be negative.",
    )

    def _compute_insight_pool_counts(self):
        groups = self.env["customer.insight.pool"]._read_group(
            [("team_id", "in", self.ids)], ["team_id", "state"], ["__count"]
        )
        counts = {(team.id, state): count for team, state, count in groups}
        for team in self:
            team.insight_pool_open_count = counts.get((team.id, "open"), 0)
            team.insight_pool_warned_count = counts.get((team.id, "warned"), 0)

    @api.constrains("insight_pool_days", "insight_pool_warning_days")
    def _check_insight_pool_days(self):
        for team in self.sudo():
            if team.insight_pool_warning_days >= team.insight_pool_days:
                raise ValidationError(
                    self.env._(
                        "The warning of the pool of %(team)s must come after the last "
                        "follow-up: choose fewer days than the %(days)s days without "
                        "follow-up.",
                        team=team.name,
                        days=team.insight_pool_days,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        if any(vals.get("insight_pool") for vals in vals_list):
            self.env.registry.clear_cache()
        return teams

    def write(self, vals):
        res = super().write(vals)
        if not SWITCHES.isdisjoint(vals):
            self.env.registry.clear_cache()
            off = self.sudo().filtered(lambda t: not (t.active and t.insight_pool))
            self.env["customer.insight.pool"]._close(off)
        return res

    def unlink(self):
        self.env["customer.insight.pool"]._close(self)
        res = super().unlink()
        self.env.registry.clear_cache()
        return res

    @api.model
    @ormcache()
    def _insight_pool_ids(self):
        """Return the ids of the teams with a pool, in all companies, first come first.

        Empty where nobody uses a pool: then nothing of it costs anything.
        """
        return tuple(self.sudo().search([("insight_pool", "=", True)]).ids)

    @api.model
    def _insight_with_pool(self):
        """Return the teams with a pool, in all companies, as superuser."""
        return self.sudo().browse(self._insight_pool_ids())

    def _insight_pool_kept(self):
        """Return the classes that never return to this team's pool."""
        return [
            code
            for code, _label in CATEGORIES
            if self[f"insight_pool_keep_{code.lower()}"]
        ]

    def action_insight_open_pool(self):
        """Open the team's customers in the pool, and those about to return."""
        self.check_access("read")
        self._check_field_access(self._fields["insight_pool"], "read")
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_insight.customer_insight_pool_action"
            ),
            "domain": [("team_id", "in", self.ids)],
            "context": {
                f"search_default_{self.env.context.get('insight_state', 'open')}": 1
            },
        }
