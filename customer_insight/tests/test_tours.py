from datetime import date

from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged

ADDRESS = "/odoo/customer-insight"


@tagged("post_install", "-at_install")
class TestTours(HttpCase):
    """A salesperson's morning in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # without any right to change contacts: judging must not need one
        cls.salesperson = new_test_user(
            cls.env,
            "insight_tour",
            groups="customer_insight.customer_insight_group_user",
        )
        cls.customers = cls.env["res.partner"].create(
            [
                {"name": name, "is_company": True, "user_id": cls.salesperson.id}
                for name in ("Tour Customer", "Tour Neighbour")
            ]
        )
        cls.customer = cls.customers[0]
        cls.customer.insight_personality_id = cls.env["customer.insight.trait"].create(
            {"name": "Doubtful", "kind": "personality", "advice": "Show proof"}
        )
        product = cls.env["product.product"].create({"name": "Part", "type": "service"})
        cls.env["sale.order"].create(
            [cls._order(customer, product) for customer in cls.customers]
        )
        cls.env["customer.insight.engine"].refresh(cls.env.company)

    @staticmethod
    def _order(customer, product):
        line = {"product_id": product.id, "price_unit": 1000, "tax_ids": False}
        return {
            "partner_id": customer.id,
            "date_order": date.today(),
            "state": "sale",
            "order_line": [Command.create(line)],
        }

    def test_salesperson_drags_opens_schedules_and_withdraws(self):
        self.start_tour("/odoo", "customer_insight_stage_tour", login="insight_tour")
        insight = self.customer.insight_id
        step = self.customer.activity_ids
        self.assertEqual(len(step), 1, "one follow-up, not two")
        self.assertEqual(step.insight_playbook_id, insight.playbook_id)
        self.assertEqual(step.user_id, self.salesperson)
        self.assertFalse(insight.growth_stage_override, "the judgement is withdrawn")
        self.assertEqual(insight.growth_stage, insight.growth_stage_computed)

    def test_salesperson_judges_several_customers_with_a_reason(self):
        self.start_tour(ADDRESS, "customer_insight_list_tour", login="insight_tour")
        for insight in self.customers.insight_id:
            self.assertEqual(insight.growth_stage, "regular")
            reason = insight.growth_stage_override_reason
            self.assertEqual(reason, "Signed a yearly contract")
            judge = insight.growth_stage_override_user_id
            self.assertEqual(judge, self.salesperson)
