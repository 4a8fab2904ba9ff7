import re
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from .common import MONTHS
from .common_live import LiveCase

SELLING = {"res_partner", "sale_order", "sale_order_line"}
WRITTEN = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')


@tagged("post_install", "-at_install")
class TestOrdersUntouched(LiveCase):
    """Selling goes on as fast as before, and nobody's records are touched."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer(user_id=cls.anna.id)
        cls.classify()
        cls.quotes = [cls.quotation(cls.partner, day, 100) for day in MONTHS]
        cls.env.cr.flush()
        cls.env.cr.execute("DELETE FROM customer_insight_request")

    def test_confirming_writes_neither_customers_nor_insights(self):
        written = self._written(self._confirm(self.quotes[0]))
        self.assertIn("sale_order", written)
        self.assertNotIn("res_partner", written)
        self.assertNotIn("customer_insight", written)
        self.assertNotIn("mail_activity", written)

    def test_confirming_asks_with_one_statement(self):
        ours = [
            sql for sql in self._confirm(self.quotes[0]) if "customer_insight" in sql
        ]
        self.assertEqual(self._written(ours), ["customer_insight_request"])
        self.assertEqual(len(ours), 1)

    def test_confirming_many_orders_asks_with_one_statement(self):
        orders = self.env["sale.order"].concat(*self.quotes)
        ours = [sql for sql in self._confirm(orders) if "customer_insight" in sql]
        self.assertEqual(len(ours), 1)

    def test_confirming_costs_one_more_query(self):
        self._confirm(self.quotes[0])  # rights and rules are known then
        with_us = len(self._confirm(self.quotes[1]))
        with patch.object(type(self.env["customer.insight.request"]), "_ask"):
            without = len(self._confirm(self.quotes[2]))
        self.assertLessEqual(with_us - without, 1, "the request")

    def test_confirming_locks_no_customer(self):
        statements = self._confirm(self.quotes[0])
        locks = [sql for sql in statements if re.search("FOR (NO KEY )?UPDATE", sql)]
        self.assertFalse([sql for sql in locks if "res_partner" in sql])

    def test_writing_a_line_asks_with_one_statement(self):
        line = self.quotes[0].order_line
        with self.statements() as found:
            line.write({"price_unit": 120})
            line.write({"product_uom_qty": 2})
        self.assertEqual(len([sql for sql in found if "customer_insight" in sql]), 1)

    def test_reading_orders_reads_no_insight(self):
        self.env.invalidate_all()
        with self.statements() as found:
            self.quotes[0].web_read({"name": {}, "partner_id": {}, "amount_total": {}})
        self.assertFalse([sql for sql in found if "customer_insight" in sql])

    def test_refresh_replaces_no_row_of_customers_and_orders(self):
        self.quotes[0].action_confirm()
        self.env.flush_all()
        before = self._versions()
        with self.statements() as found:
            self.engine.refresh(self.company)
        self.assertEqual(self.partner.insight_category, "EII")
        self.assertEqual(self._versions(), before)
        self.assertFalse(SELLING.intersection(self._written(found)))

    def test_nightly_refresh_replaces_no_row_of_customers_and_orders(self):
        self.quotes[0].action_confirm()
        self.env.flush_all()
        before = self._versions()
        self.run_cron("ir_cron_refresh_all")
        self.assertEqual(self.partner.insight_category, "EII")
        self.assertEqual(self._versions(), before)

    def test_refresh_says_nothing_in_the_chatter(self):
        before = self.partner.message_ids
        self.quotes[0].action_confirm()
        self.classify()
        self.assertEqual(self.partner.message_ids, before)

    def _confirm(self, orders):
        """Confirm and end the transaction; return its statements."""
        self.env.invalidate_all()
        with self.statements() as found:
            orders.action_confirm()
        return found

    @staticmethod
    def _written(statements):
        """The tables that the statements write."""
        found = (WRITTEN.match(sql) for sql in statements)
        return [match[1] for match in found if match]

    def _versions(self):
        """The physical rows and their transactions: any write replaces both."""
        return self.env.execute_query(
            SQL(" UNION ALL ").join(
                SQL("SELECT %s, id, xmin, ctid FROM %s", table, SQL.identifier(table))
                for table in SELLING
            )
        )
