from datetime import date, timedelta

from .common_signals import SignalCase


class TestSignalLate(SignalCase):
    """Late against his own habit, and not against the due date."""

    def habit(self, late, count=4):
        for number in range(count):
            due = date(2025, 3, 1) + timedelta(30 * number)
            self.bill(due, due + timedelta(late))

    def test_tells_who_is_later_than_usual(self):
        self.habit(late=2)
        invoice = self.bill(date(2025, 12, 10))
        self.assertFires(
            "late_payment",
            self.partner,
            days=21,
            usual_days=2,
            count=1,
            value=1000.0,
            severity=50.0 * 21 / 12,
            invoices=[invoice.id],
            event_date=date(2025, 12, 23),
        )

    def test_who_always_pays_late_is_not_late(self):
        self.habit(late=20)
        self.bill(date(2025, 12, 10))
        self.assertSilent("late_payment", self.partner)

    def test_without_a_habit_nothing_is_unusual(self):
        self.habit(late=0, count=2)
        self.bill(date(2025, 12, 1))
        self.assertSilent("late_payment", self.partner)

    def test_what_we_held_back_and_what_is_judged_now_make_no_habit(self):
        self.habit(late=0, count=2)
        self.bill(date(2025, 6, 1), date(2025, 6, 1)).no_followup = True
        self.bill(date(2025, 12, 25), date(2025, 12, 25))
        self.bill(date(2025, 12, 1))
        self.assertSilent("late_payment", self.partner)

    def test_whose_habit_varies_has_longer(self):
        """In time or a month late: up to 15 + 1.5 · 30 days are nothing unusual."""
        for number, days in enumerate((0, 0, 30, 30)):
            due = date(2025, 3, 1) + timedelta(30 * number)
            self.bill(due, due + timedelta(days))
        self.bill(date(2025, 11, 5))  # 56 days
        self.assertSilent("late_payment", self.partner)
        self.assertFires("late_payment", self.partner, as_of=date(2026, 1, 6))

    def test_who_pays_early_has_time_until_the_due_date(self):
        self.habit(late=-20)
        self.bill(date(2025, 12, 25))
        self.assertSilent("late_payment", self.partner)

    def test_an_invoice_paid_late_is_told_for_a_while(self):
        self.habit(late=2)
        self.bill(date(2025, 12, 1), date(2025, 12, 28))
        self.assertFires("late_payment", self.partner, days=27)
        self.assertSilent("late_payment", self.partner, as_of=date(2026, 2, 1))

    def test_what_was_not_paid_then_was_open(self):
        self.habit(late=2)
        self.bill(date(2025, 12, 1), date(2025, 12, 28))
        self.assertFires(
            "late_payment", self.partner, as_of=date(2025, 12, 25), days=23
        )

    def test_a_blocked_invoice_is_our_doing(self):
        self.habit(late=2)
        invoice = self.bill(date(2025, 12, 1))
        invoice.action_toggle_block_payment()
        self.assertEqual(invoice.payment_state, "blocked")
        self.assertSilent("late_payment", self.partner)

    def test_an_invoice_taken_out_of_follow_up_is_left_alone(self):
        self.habit(late=2)
        self.bill(date(2025, 12, 1)).no_followup = True
        self.assertSilent("late_payment", self.partner)

    def test_an_invoice_in_dispute_is_left_alone(self):
        self.habit(late=2)
        invoice = self.bill(date(2025, 12, 1))
        dispute = self.Signal._open_dispute(
            self.company, self.partner, "Ten pieces missing", invoices=invoice
        )
        self.assertSilent("late_payment", self.partner)
        dispute.state = "dismissed"
        self.assertFires("late_payment", self.partner)

    def test_a_dispute_about_another_invoice_excuses_nothing(self):
        self.habit(late=2)
        late, other = self.bill(date(2025, 12, 1)), self.bill(date(2025, 12, 30))
        self.Signal._open_dispute(
            self.company, self.partner, "Ten pieces missing", invoices=other
        )
        self.assertFires("late_payment", self.partner, invoices=late.ids)

    def test_a_price_that_we_reduced_later_is_our_doing(self):
        """He paid 900 of 1000 in time; the rest we took off in December."""
        self.habit(late=2)
        invoice = self.bill(date(2025, 11, 20))
        self.transfer(invoice, date(2025, 11, 20), 900)
        self.take_off(invoice, 100, "2025-12-28")
        self.assertEqual(invoice.payment_state, "paid")
        self.assertSilent("late_payment", self.partner)

    def test_what_he_pays_late_is_late_whatever_we_took_off(self):
        self.habit(late=2)
        invoice = self.bill(date(2025, 12, 1))
        self.take_off(invoice, 100, "2025-12-02")
        self.transfer(invoice, date(2025, 12, 28), 900)
        self.assertEqual(invoice.payment_state, "paid")
        self.assertFires("late_payment", self.partner, days=27)

    def transfer(self, invoice, day, amount):
        """Pay a sum by bank; beside a credit note an entry would count as one."""
        account = self.env["account.account"].create(
            {"name": "On its way", "code": "99", "account_type": "asset_current"}
        )
        [method] = self.bank.inbound_payment_method_line_ids
        method.payment_account_id = account
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_id": self.partner.id,
                "amount": amount,
                "date": day,
                "journal_id": self.bank.id,
                "payment_method_line_id": method.id,
            }
        )
        payment.action_post()
        lines = invoice.line_ids.filtered(lambda x: x.display_type == "payment_term")
        owed = payment.move_id.line_ids.filtered(
            lambda x: x.account_id == lines.account_id
        )
        (lines + owed).reconcile()

    def take_off(self, invoice, amount, day):
        """Credit a sum against the invoice."""
        note = invoice._reverse_moves([{"date": day, "invoice_date": day}])
        note.invoice_line_ids.price_unit = amount
        note.action_post()
        self.assertEqual(note.payment_state, "paid", "set off against the invoice")

    def test_a_part_that_is_still_open_is_late(self):
        self.habit(late=2)
        invoice = self.bill(date(2025, 12, 1))
        self.pay(invoice, date(2025, 12, 1), 900)
        self.assertFires("late_payment", self.partner, value=100.0, days=30)

    def test_drafts_and_what_was_taken_back_are_not_owed(self):
        self.habit(late=2)
        self.bill(date(2025, 12, 1)).button_draft()
        self.take_off(self.bill(date(2025, 12, 1)), 1000, "2025-12-20")
        self.assertSilent("late_payment", self.partner)

    def test_what_we_owe_him_is_not_his_to_pay(self):
        self.habit(late=2)
        invoice = self.bill(date(2025, 11, 1), date(2025, 11, 1))
        note = invoice._reverse_moves([{"invoice_date": "2025-11-10"}])
        note.invoice_date_due = date(2025, 11, 20)
        note.action_post()
        self.assertEqual(note.payment_state, "not_paid")
        self.assertSilent("late_payment", self.partner)

    def test_what_is_paid_nobody_knows_when_is_left_out(self):
        self.habit(late=2)
        self.bill(date(2025, 12, 1)).payment_state = "paid"
        self.assertSilent("late_payment", self.partner)

    def test_other_companies_invoices_are_theirs(self):
        self.habit(late=2)
        invoice = self.bill(date(2025, 12, 1))
        self.assertFires("late_payment", self.partner)
        elsewhere = self._create_company("Elsewhere")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move SET company_id = %s WHERE id = %s",
            [elsewhere.id, invoice.id],
        )
        self.assertSilent("late_payment", self.partner)

    def test_a_habit_of_long_ago_is_none(self):
        for number in range(4):
            due = date(2023, 3, 1) + timedelta(30 * number)
            self.bill(due, due + timedelta(2))
        self.bill(date(2025, 12, 1))
        self.assertSilent("late_payment", self.partner)

    def test_one_invoice_is_no_plural(self):
        self.habit(late=2)
        self.bill(date(2025, 12, 10))
        signal = self.run_detector("late_payment")
        self.assertIn("An invoice over 1,000.00", signal.explanation)
        self.assertIn(", 21 days late. He usually pays 2", signal.explanation)
        self.bill(date(2025, 12, 11))
        self.run_detector("late_payment")
        self.assertIn("2 invoices over", signal.explanation)
