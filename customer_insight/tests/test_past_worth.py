from datetime import date

from odoo.tests import tagged

from .common_invoicing import InvoicingCase


@tagged("post_install", "-at_install")
class TestPastWorth(InvoicingCase):
    """What a past customer was worth: what he paid, not what he sent back.

    Old orders; the last day of all tables is 31 December 2025.
    """

    def worth(self):
        self.refresh()
        self.env.invalidate_all()
        rows = self.env["customer.insight.past"].search(
            [("partner_id", "=", self.partner.id)]
        )
        return rows.worth

    def test_credit_notes_are_taken_off(self):
        first = self.invoiced_order("2024-02-10")
        self.order(self.partner, "2024-03-10", 250)
        self.assertEqual(self.worth(), 1250)
        self.credit(first, 300, "2024-04-01")
        self.assertEqual(self.worth(), 950, "1000 − 300 + 250")
        self.credit(first, 100, "2024-04-02", post=False)
        self.assertEqual(self.worth(), 950, "a draft takes nothing off")

    def test_what_was_only_corrected_is_no_refund(self):
        """Invoiced 1000 twice by mistake, 1000 credited: he paid 1000."""
        invoice = self.invoiced_order("2024-02-10")
        again = invoice.copy()
        again.invoice_line_ids.sale_line_ids = invoice.invoice_line_ids.sale_line_ids
        self.post(again, "2024-02-11")
        self.credit(invoice, 1000, "2024-02-12")
        self.assertEqual(self.worth(), 1000)

    def test_samples_and_foreign_currency(self):
        self.order(self.partner, "2024-02-10", 500, insight_is_sample=True)
        order = self.order(self.partner, "2024-03-10", 800)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order SET currency_rate = 1.25 WHERE id = %s", [order.id]
        )
        self.assertEqual(self.worth(), 640, "800 / 1.25; the sample was free")

    def test_worth_is_the_contribution_that_the_engine_found_then(self):
        first = self.invoiced_order("2024-02-10")
        self.order(self.partner, "2024-05-10", 400)
        self.credit(first, 1200, "2024-04-01")
        [then] = [
            row
            for row in self.engine.evaluate(self.company, as_of=date(2024, 7, 1))
            if row["partner_id"] == self.partner.id
        ]
        self.assertEqual(then["contribution"], 200, "1000 − 1200 + 400")
        self.assertEqual(self.worth(), 200)
