from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

GROUP = "customer_insight.customer_insight_group_user"


class PoolTour(HttpCase):
    """A salesperson takes customers from the pool in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.team"].search([("insight_pool", "=", True)]).insight_pool = False
        # without any right to change contacts: claiming must not need one
        cls.me, cls.colleague = (
            new_test_user(cls.env, f"insight_{name.lower()}", groups=GROUP, name=name)
            for name in ("Me", "Colleague")
        )
        cls.team = cls.env["crm.team"].create(
            {
                "name": "Insight Tour",
                "company_id": cls.env.company.id,
                "member_ids": (cls.me + cls.colleague).ids,
                "insight_pool": True,
                "insight_pool_daily_limit": 3,
            }
        )
        names = ("First", "Second", "Third", "Fourth", "Rare", "Lost")
        cls.customers = {name: cls._create_waiting(name) for name in names}

    @classmethod
    def _create_waiting(cls, name):
        partner = cls.env["res.partner"].create(
            {"name": f"Tour {name}", "is_company": True}
        )
        cls.env["customer.insight.pool"].create(
            {
                "partner_id": partner.id,
                "team_id": cls.team.id,
                "state": "open",
                "reason": "no_follow_up",
                "since": fields.Date.today(),
                "user_id": cls.me.id if name == "Lost" else False,
            }
        )
        return partner

    def walk(self, tour):
        rare = self.env["customer.insight.pool"].search(
            [("partner_id", "=", self.customers["Rare"].id)]
        )
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        keys = self.env["res.users.apikeys"].with_user(self.colleague)
        key = keys._generate("rpc", "tour", tomorrow)
        faster = (self.env.cr.dbname, self.colleague.id, key, rare.id)
        self.env["customer.insight.engine"].refresh(self.env.company)
        self.start_tour(
            "/odoo/customer-pool",
            tour,
            login="insight_me",
            cookies={"insight_faster": "|".join(map(str, faster))},
        )
        self.env.invalidate_all()
        return {
            name: customer.user_id.name for name, customer in self.customers.items()
        }


@tagged("post_install", "-at_install")
class TestPoolTourDesktop(PoolTour):
    def test_claims_from_list_card_and_form_until_a_limit_or_a_colleague(self):
        self.assertEqual(
            self.walk("customer_insight_pool_tour"),
            {
                "First": "Me",
                "Second": "Me",
                "Third": "Me",
                "Fourth": False,
                "Rare": "Colleague",
                "Lost": False,
            },
        )


@tagged("post_install", "-at_install")
class TestPoolTourPhone(PoolTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_claims_on_a_phone_and_hears_who_was_faster(self):
        owners = self.walk("customer_insight_pool_phone_tour")
        self.assertEqual(
            [owners[name] for name in ("First", "Second", "Rare")],
            ["Me", "Me", "Colleague"],
        )
