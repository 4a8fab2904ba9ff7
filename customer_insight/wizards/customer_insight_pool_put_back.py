from odoo import api, fields, models


class CustomerInsightPoolPutBack(models.TransientModel):
    """Asks before customers go into the pool: how many, whose pool, what follows."""

    _name = "customer.insight.pool.put_back"
    _description = "Put Into the Pool"

    partner_ids = fields.Many2many(
        "res.partner",
        "customer_insight_pool_put_back_partner_rel",
        string="Customers",
        required=True,
    )
    customer_count = fields.Integer(compute="_compute_words")
    question = fields.Char(compute="_compute_words")
    wait = fields.Char(compute="_compute_words")

    @api.depends("partner_ids")
    @api.depends_context("lang")
    def _compute_words(self):
        for wizard in self:
            customers = wizard.partner_ids.sudo()
            teams = self.env["crm.team"].union(*customers._insight_pool_by_team())
            days = max(teams.sudo().mapped("insight_pool_wait_days"), default=0)
            wizard.customer_count = len(customers)
            wizard.question = self.env._(
                "Put %(who)s into the pool of %(teams)s?",
                who=wizard.partner_ids._insight_named(),
                teams=", ".join(teams.sudo().mapped("name")),
            )
            wizard.wait = bool(days) and self.env._(
                "Whoever looked after them may claim them again in %(days)s days.",
                days=days,
            )

    def action_put_back(self):
        """Put them into the pool, as far as they are not there by now."""
        self.check_access("write")
        self.partner_ids.check_access("read")
        customers = self.partner_ids._insight_pool_leaving()
        Pool = self.env["customer.insight.pool"]
        for team, mine in customers._insight_pool_by_team().items():
            Pool._enter(mine, team, "put_back", fields.Date.today())
        return self.env["res.partner"]._insight_notify(
            customers._insight_pool_put_words(), "success" if customers else "warning"
        )
