from unittest import SkipTest

from freezegun import freeze_time

from odoo.tests import tagged

from .common_invoicing import InvoicingCase


@tagged("post_install", "-at_install")
class TestMargin(InvoicingCase):
    """Contribution measured in margin: turnover 1000, cost 800, margin 200."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if "margin" not in cls.env["sale.order"]._fields:
            raise SkipTest("margins are known only with the addon sale_margin")
        cls.policy.measure = "margin"

    def test_contribution_is_the_margin(self):
        self._order()
        self.assertRefund(0.0, net=200.0)

    def test_margin_is_converted(self):
        self._order(currency=self.currency("USD", {"2025-01-01": 4}))
        self.assertRefund(0.0, net=50.0)

    def test_half_refunded_order_loses_half_its_margin(self):
        self._credited(500)
        self.assertRefund(100.0, net=100.0)

    def test_order_returned_in_full_has_no_margin_and_is_no_purchase(self):
        self._credited(1000)
        self.assertRefund(200.0, net=0.0)
        self.assertFigures(self.partner, {"order_count": 0})

    def test_corrected_invoice_leaves_the_margin(self):
        self.invoice_again(self._credited(1000), 1000)
        self.assertRefund(0.0, net=200.0)

    def test_order_without_margin_is_no_sample_and_no_purchase(self):
        self._order(cost=1000)
        self.assertRefund(0.0, net=0.0)
        self.assertFigures(self.partner, {"sample_count": 0, "order_count": 0})

    def test_order_below_cost_takes_away(self):
        self._order()
        self._order(cost=1050)
        self.assertRefund(0.0, net=150.0)

    def test_full_price_share_goes_by_turnover(self):
        self._order(discount=50)  # 500 at a discount, a loss of 300
        self._order()
        self._order()
        # Purchases, with a margin above 0, are the other two.
        self.assertFigures(self.partner, {"full_price_share": 100.0})

    def test_quotations_are_measured_in_margin_too(self):
        self._order(state="sent", validity_date=False)
        self.assertFigures(self.partner, {"quotation_amount": 200.0})

    def _order(self, cost=800, discount=0, **values):
        line = {"price_unit": 1000, "purchase_price": cost, "discount": discount}
        return self.order(self.partner, "2025-06-15", lines=[line], **values)

    def _credited(self, amount):
        invoice = self.post(self._order()._create_invoices(), "2025-06-20")
        self.credit(invoice, amount)
        return invoice

    @freeze_time("2026-01-01")
    def test_our_share_of_his_demand_goes_by_turnover(self):
        self._order()
        self._order(currency=self.currency("USD", {"2025-01-01": 4}))
        self.env["customer.insight.equipment"].create(
            {"partner_id": self.partner.id, "name": "Lift", "yearly_demand": 5000}
        )
        self.env.flush_all()
        partner = self.partner.with_company(self.company)
        self.assertEqual(partner.insight_wallet_share, 25)
