from concurrent.futures import ThreadPoolExecutor
from time import sleep

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged

GROUP = "customer_insight.customer_insight_group_user"


@tagged("post_install", "-at_install")
class TestPoolRace(BaseCase):
    """Two people, two connections, one customer: committed, and cleaned up after."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.made = []
        self.addCleanup(self.clean)
        with self.registry.cursor() as cr:
            self.prepare(api.Environment(cr, SUPERUSER_ID, {"no_reset_password": True}))

    def prepare(self, env):
        company = env.ref("base.main_company")
        names = "insight_race_anna", "insight_race_bert"
        users = [
            new_test_user(env, login, groups=GROUP, company_id=company.id, name=login)
            for login in names
        ]
        team = env["crm.team"].create(
            {
                "name": "Insight Race",
                "company_id": company.id,
                "member_ids": [user.id for user in users],
                "insight_pool": True,
                "insight_pool_daily_limit": 1,
            }
        )
        partners = env["res.partner"].create([{"name": "Race 1"}, {"name": "Race 2"}])
        rows = env["customer.insight.pool"].create(
            [
                {
                    "partner_id": partner.id,
                    "team_id": team.id,
                    "state": "open",
                    "reason": "no_salesperson",
                    "since": "2025-12-01",
                }
                for partner in partners
            ]
        )
        self.users, self.rows = [user.id for user in users], rows.ids
        self.partners = partners.ids
        self.made = [
            (records._name, records.ids)
            for records in (
                rows,
                partners,
                team,
                env["res.users"].union(*users),
            )
        ]

    def clean(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            for model, ids in self.made:
                records = env[model].browse(ids).exists()
                people = records.partner_id if model == "res.users" else None
                records.unlink()
                if people:
                    people.unlink()

    def claim(self, user_id, row_id, held=0.0):
        """Claim as the server does for a click; hold the transaction for a while."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, user_id, {})

            def click():
                rows = env["customer.insight.pool"].browse(row_id)
                rows.exists()  # the snapshot is taken: both saw him in the pool
                rows.action_claim()
                env.flush_all()
                sleep(held)

            try:
                retrying(click, env)
            except UserError as error:
                return str(error)
            return "claimed"

    def race(self, *claims):
        """Start each a moment after the one before, which still holds its locks."""
        with ThreadPoolExecutor(len(claims)) as pool:
            futures = []
            for claim in claims:
                futures.append(pool.submit(self.claim, *claim, held=1.0))
                sleep(0.4)
            return [future.result(timeout=60) for future in futures]

    def owners(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            return [p.user_id.id for p in env["res.partner"].browse(self.partners)]

    def test_one_of_two_gets_the_customer_and_the_other_hears_who(self):
        anna, bert = self.users
        results = self.race((anna, self.rows[0]), (bert, self.rows[0]))
        self.assertEqual(self.owners()[0], anna)
        self.assertEqual(results[0], "claimed")
        self.assertIn("insight_race_anna got Race 1 first", results[1])

    def test_two_clicks_of_one_salesperson_keep_to_the_limit(self):
        anna, _bert = self.users
        results = self.race((anna, self.rows[0]), (anna, self.rows[1]))
        self.assertEqual(results[0], "claimed")
        self.assertIn("claimed your 1 customers of today", results[1])
        self.assertEqual(self.owners(), [anna, False])
