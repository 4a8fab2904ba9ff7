from datetime import date, timedelta

from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged


class GrowthScreens(HttpCase):
    """The growth path and the calibration in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        salesperson = new_test_user(
            cls.env,
            "insight_path",
            groups="customer_insight.customer_insight_group_user",
        )
        product = cls.env["product.product"].create({"name": "Part", "type": "service"})
        names = ("Bought After Trial", "Still Trying")
        cls.customers = cls.env["res.partner"].create([{"name": n} for n in names])
        cls.customers[1].user_id = salesperson
        for partner in cls.customers:
            cls._order(partner, product, 40, insight_is_sample=True)
        cls._order(cls.customers[0], product, 10)
        cls.env["customer.insight.engine"].refresh(cls.env.company)

    @staticmethod
    def _order(partner, product, days_ago, **values):
        line = {"product_id": product.id, "price_unit": 100, "tax_ids": False}
        return partner.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "state": "sale",
                "date_order": date.today() - timedelta(days_ago),
                "order_line": [Command.create(line)],
                **values,
            }
        )

    def walk(self):
        self.start_tour(
            "/odoo/growth-path",
            "customer_insight_growth_path_tour",
            login="insight_path",
        )
        self.start_tour(
            "/odoo/calibration",
            "customer_insight_calibration_tour",
            login="insight_path",
        )


@tagged("post_install", "-at_install")
class TestGrowthScreensDesktop(GrowthScreens):
    def test_numbers_open_their_customers_on_a_desktop(self):
        self.walk()


@tagged("post_install", "-at_install")
class TestGrowthScreensPhone(GrowthScreens):
    browser_size = "390x844"
    touch_enabled = True

    def test_numbers_open_their_customers_on_a_phone(self):
        self.walk()
