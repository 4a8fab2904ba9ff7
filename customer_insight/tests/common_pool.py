from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from .common_live import LiveCase

FIRST = fields.Date.to_date("2025-12-01")


@tagged("post_install", "-at_install")
@freeze_time("2025-12-01 12:00:00")
class PoolCase(LiveCase):
    """A team with a pool: anna and bert are members, chief leads it.

    Ten days without follow-up, warned three days before, protected for five;
    who had him last waits four before he claims him again.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.team"].search([("insight_pool", "=", True)]).insight_pool = False
        cls.team = cls._create_team("Insight North", cls.anna + cls.bert, cls.chief)
        cls.Pool = cls.env["customer.insight.pool"]
        cls.Move = cls.env["customer.insight.pool.move"]

    @classmethod
    def _create_team(cls, name, members, leader=None, **values):
        return cls.env["crm.team"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "user_id": leader and leader.id,
                "member_ids": members.ids,
                "insight_pool": True,
                "insight_pool_days": 10,
                "insight_pool_warning_days": 3,
                "insight_pool_protection_days": 5,
                "insight_pool_wait_days": 4,
                "insight_pool_daily_limit": 2,
                "insight_pool_cap": 0,
                **values,
            }
        )

    @classmethod
    def known(cls, name="Customer", owner=None, created="2025-12-01", **values):
        """A customer of the company, whom nobody has followed up since a day."""
        partner = cls.customer(name, is_company=True, **values)
        partner.user_id = owner
        cls.Move.search([("partner_id", "=", partner.id)]).unlink()
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE res_partner SET create_date = %s WHERE id = %s",
            (created, partner.id),
        )
        cls.env["customer.insight"].create(
            {
                "partner_id": partner.id,
                "company_id": cls.company.id,
                "category_computed": values.get("category", "F"),
            }
        )
        cls.env.invalidate_all()
        return partner

    @classmethod
    def waiting(cls, name="Waiting", team=None, **values):
        """A customer in the pool."""
        partner = cls.known(name, **values)
        cls.Pool.create(
            {
                "partner_id": partner.id,
                "team_id": (team or cls.team).id,
                "state": "open",
                "reason": "no_salesperson",
                "since": FIRST,
            }
        )
        return partner

    def night(self, number):
        """What is done in the night after so many days."""
        day = FIRST + timedelta(days=number)
        with freeze_time(f"{day} 03:50:00"):
            self.Pool._watch(day)
        self.env.invalidate_all()

    def row(self, partner):
        return self.Pool.search([("partner_id", "in", partner.ids)], order="id")

    def state(self, partner):
        return self.row(partner).state

    def claim(self, user, *partners):
        rows = self.row(self.env["res.partner"].union(*partners))
        result = rows.with_user(user).action_claim()
        self.env.invalidate_all()
        return result["params"]["message"]

    def asked(self, partners, user):
        """The question that comes before customers are put into the pool."""
        action = partners.with_user(user).action_insight_pool_put_back()
        wizard = self.env[action["res_model"]].with_user(user)
        return wizard.with_context(**action["context"]).create({})

    def put_back(self, partners, user):
        result = self.asked(partners, user).action_put_back()
        self.env.invalidate_all()
        return result["params"]["message"]

    def moves(self, partner):
        """The customer's moves as ``(kind, from, to, by)``, the first one first."""
        found = self.Move.search([("partner_id", "=", partner.id)], order="id")
        return [
            (m.kind, m.from_user_id.login, m.to_user_id.login, m.user_id.login)
            for m in found
        ]
