from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from .common import InsightCase


@tagged("post_install", "-at_install")
class InvoicingCase(InsightCase):
    """A company that can post invoices and credit notes of a customer's orders."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_accounts()
        cls.partner = cls.customer()

    @classmethod
    def _create_accounts(cls):
        """As little of a chart of accounts as an invoice needs."""
        receivable, cls.income, exchange = cls.env["account.account"].create(
            [
                {"name": "Receivable", "code": "1", "account_type": "asset_receivable"},
                {"name": "Income", "code": "2", "account_type": "income"},
                {"name": "Exchange", "code": "3", "account_type": "expense"},
            ]
        )
        cls.journal, general, cls.bank = cls.env["account.journal"].create(
            [
                {"name": "Sales", "type": "sale", "default_account_id": cls.income.id},
                {"name": "Exchange", "type": "general"},
                {"name": "Bank", "type": "bank", "code": "BNKX"},
            ]
        )
        cls.company.write(
            {
                "currency_exchange_journal_id": general.id,
                "income_currency_exchange_account_id": exchange.id,
                "expense_currency_exchange_account_id": exchange.id,
            }
        )
        cls.env["ir.default"].set(
            "res.partner",
            "property_account_receivable_id",
            receivable.id,
            company_id=cls.company.id,
        )

    def invoiced_order(self, day="2025-06-15"):
        order = self.order(self.partner, day, 1000)
        return self.post(order._create_invoices(), day)

    def post(self, move, day):
        move.invoice_date = day
        move.action_post()
        return move

    def credit(self, invoice, amount, day="2025-08-15", post=True):
        """A credit note of the invoice's first line, with another amount."""
        note = invoice._reverse_moves([{"date": day, "invoice_date": day}])
        first, *others = note.invoice_line_ids.filtered("sale_line_ids")
        note.write(
            {
                "invoice_line_ids": [
                    Command.update(first.id, {"quantity": 1, "price_unit": amount}),
                    *[Command.delete(line.id) for line in others],
                ]
            }
        )
        if post:
            note.action_post()
        return note

    def reverse(self, invoice, day="2025-08-15"):
        note = invoice._reverse_moves([{"date": day, "invoice_date": day}])
        note.action_post()

    def invoice_again(self, invoice, amount, day="2025-09-15", post=True):
        """A corrected invoice, linked to the order as its predecessor was."""
        copy = invoice.copy({"invoice_date": day, "date": day})
        copy.invoice_line_ids.sale_line_ids = invoice.invoice_line_ids.sale_line_ids
        copy.invoice_line_ids.price_unit = amount
        if post:
            self.post(copy, day)
        return copy

    def down_payment(self, order):
        wizard = self.env["sale.advance.payment.inv"].with_context(
            active_model="sale.order", active_ids=order.ids
        )
        values = {"advance_payment_method": "fixed", "fixed_amount": 300}
        action = wizard.create(values).create_invoices()
        invoice = self.env["account.move"].browse(action["res_id"])
        return self.post(invoice, "2025-06-20")

    def assertRefund(self, refund, net, **options):
        figures = {"refund_amount": refund, "contribution": net}
        self.assertFigures(self.partner, figures, **options)

    def bill(self, due, paid=None, amount=1000):
        """An invoice due on a day, and paid (or not) on another."""
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.partner.id,
                "journal_id": self.journal.id,
                "invoice_date": due - timedelta(30),
                "invoice_date_due": due,
                "invoice_payment_term_id": False,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "price_unit": amount,
                            "tax_ids": False,
                            "account_id": self.income.id,
                        }
                    )
                ],
            }
        )
        invoice.invoice_date_due = due
        invoice.action_post()
        if paid:
            self.pay(invoice, paid)
        return invoice

    def pay(self, invoice, day, amount=None):
        """Balance the invoice, or a part of it, by an entry of that day."""
        [term] = invoice.line_ids.filtered(lambda x: x.display_type == "payment_term")
        values = {"account_id": term.account_id.id, "partner_id": self.partner.id}
        paid = amount or term.debit
        entry = self.env["account.move"].create(
            {
                "move_type": "entry",
                "date": day,
                "journal_id": self.bank.id,
                "line_ids": [
                    Command.create({**values, "credit": paid}),
                    Command.create({"account_id": self.income.id, "debit": paid}),
                ],
            }
        )
        entry.action_post()
        (term + entry.line_ids.filtered("credit")).reconcile()
