from odoo import api, fields, models

from ..customer_insight import CATEGORIES
from .pool_claim import MANAGER

# Customers named of those who come into the pool, and of those warned of.
SHOWN = 20


class CrmTeam(models.Model):
    """Whom the next night concerns, by the form as it stands, saved or not."""

    _inherit = "crm.team"

    insight_pool_preview = fields.Html(
        string="The Next Night",
        compute="_compute_insight_pool_preview",
        sanitize=False,
        groups=MANAGER,
    )

    @api.depends(
        "insight_pool",
        "insight_pool_days",
        "insight_pool_warning_days",
        "insight_pool_protection_days",
        *(f"insight_pool_keep_{code.lower()}" for code, _label in CATEGORIES),
        "active",
        "company_id",
    )
    @api.depends_context("lang")
    def _compute_insight_pool_preview(self):
        for team in self:
            asked = team._origin and team.active and team.insight_pool
            team.insight_pool_preview = bool(asked) and team._insight_pool_render()

    def _insight_pool_render(self):
        """Return as HTML who comes into the pool, and of whom is warned."""
        night = self._insight_pool_night()
        plan = self._insight_pool_plan(night)
        back = fields.Date.add(night, days=self.insight_pool_warning_days)
        day = self.env["customer.insight.pool"]._day
        blocks = [
            self._insight_pool_block(
                plan["_take_in"],
                self.env._(
                    "Come into the pool on %(day)s: %(count)s",
                    day=day(night),
                    count=len(plan["_take_in"]),
                ),
            ),
            self._insight_pool_block(
                plan["_warn"],
                self.env._(
                    "Warned of, and in the pool on %(day)s unless somebody follows up: "
                    "%(count)s",
                    day=day(back),
                    count=len(plan["_warn"]),
                ),
            ),
        ]
        return self.env["ir.qweb"]._render(
            "customer_insight.pool_preview",
            {"blocks": [block for block in blocks if block["count"]]},
        )

    def _insight_pool_night(self):
        """Return the day of the next run of the nightly look."""
        cron = self.env.ref("customer_insight.ir_cron_watch_pool").sudo()
        return max(fields.Date.today(), cron.nextcall.date())

    def _insight_pool_plan(self, night):
        """Return what the night does with this team's pool: ``{step: facts}``."""
        pools = self._insight_with_pool() - self._origin + self.sudo()
        plan = self.env["customer.insight.pool"]._plan(night, pools)
        mine = self._origin.id
        return {
            step: [fact for fact in plan[step] if fact["team_id"] == mine]
            for step in ("_take_in", "_warn")
        }

    def _insight_pool_block(self, facts, title):
        """Return what the template shows: the first ones by name, the rest counted."""
        ids = [fact["partner_id"] for fact in facts]
        partners = self.env["res.partner"].browse(ids)._filtered_access("read")
        shown = partners[:SHOWN]
        followed = {fact["partner_id"]: fact["last_follow_up"] for fact in facts}
        more = len(ids) - len(shown)
        return {
            "count": len(ids),
            "title": title,
            "rows": [(partner, followed[partner.id]) for partner in shown],
            "more": more and self.env._("… and %(count)s more.", count=more),
        }
