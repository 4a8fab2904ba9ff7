from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, new_test_user, tagged

from .common_signals import SignalCase

MAIL = """
<div>Ten of the brake pads squeak.<br/>Please call me.</div>
<blockquote data-o-mail-quote="1">You wrote on Monday: it is on its way</blockquote>
"""


class TestDisputeMessage(SignalCase):
    """What a customer writes becomes a dispute, with its text and its document."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.user_id = cls.anna
        cls.sale = cls.order(cls.partner, "2025-12-01", 1000)
        cls.sale.user_id = cls.anna

    def mail(self, document=None, **values):
        """A mail of the customer on the document, as Anna has it."""
        message = (document or self.sale).message_post(
            body=MAIL,
            body_is_html=True,
            subject="Re: your order",
            message_type="email",
            author_id=self.partner.id,
            **values,
        )
        return message.with_user(self.anna)

    def context(self, message):
        return message.action_insight_open_dispute()["context"]

    def test_the_text_is_there_without_what_the_mail_quotes(self):
        self.assertEqual(
            self.context(self.mail())["default_text"],
            "Re: your order\nTen of the brake pads squeak.\nPlease call me.",
        )

    def test_the_message_and_its_order_become_the_dispute(self):
        context = self.context(self.mail())
        wizard = self.env["customer.insight.dispute.wizard"].with_user(self.anna)
        action = wizard.with_context(**context).create({}).action_open()
        signal = self.Signal.browse(action["res_id"])
        self.assertEqual(signal.partner_id, self.partner)
        self.assertEqual(signal.evidence["orders"], self.sale.ids)
        self.assertEqual(signal.value, 1000)
        self.assertIn("brake pads squeak", signal.explanation)

    def test_messages_of_invoices_and_contacts_too(self):
        invoice = self.post(self.sale._create_invoices(), "2025-12-02")
        context = self.context(self.mail(invoice).sudo())
        self.assertEqual(context["default_invoice_id"], invoice.id)
        self.assertEqual(context["default_partner_id"], self.partner.id)
        context = self.context(self.mail(self.partner))
        self.assertEqual(context["default_partner_id"], self.partner.id)
        self.assertFalse(context["default_order_id"])

    def test_a_note_of_ours_has_no_subject_to_tell(self):
        note = self.sale.message_post(body="He called: they squeak", subject="Call")
        text = self.context(note.with_user(self.anna))["default_text"]
        self.assertEqual(text, "He called: they squeak")

    def test_who_sees_no_signals_opens_none(self):
        clerk = self._create_user("clerk", "base.group_user")
        for user in (clerk, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.mail().with_user(user).action_insight_open_dispute()

    # What is asked, and who gets it as work

    def ask(self, document, user=None):
        """Return the filled dialog of a document's action."""
        user = user or self.anna
        context = document.with_user(user).action_insight_open_dispute()["context"]
        wizard = self.env["customer.insight.dispute.wizard"].with_user(user)
        return wizard.with_context(**context).create({"text": "They squeak"})

    def dispute(self, wizard):
        return self.Signal.browse(wizard.action_open()["res_id"])

    def test_a_complaint_without_document_is_about_a_years_turnover(self):
        """With nothing at stake it would be the last on the list."""
        self.env["customer.insight.engine"].refresh(self.company)
        turnover = self.partner.with_company(self.company).insight_id.contribution
        self.assertGreater(turnover, 0)
        self.assertEqual(self.ask(self.partner).value, turnover)

    def test_told_again_it_says_so_and_keeps_what_is_at_stake(self):
        first = self.ask(self.sale)
        self.assertFalse(first.known)
        signal = self.dispute(first)
        again = self.ask(self.partner)
        self.assertIn("has been open since", again.known)
        self.assertEqual(again.value, 1000)
        self.assertEqual(self.dispute(again), signal)
        self.assertEqual(signal.value, 1000)
        other = self.env["product.product"].create({"name": "Other"})
        again.product_id = other
        self.assertFalse(again.known, "about another product it is another dispute")

    def test_another_order_adds_to_what_is_at_stake(self):
        signal = self.dispute(self.ask(self.sale))
        other = self.order(self.partner, "2025-12-02", 300)
        self.dispute(self.ask(other))
        self.assertEqual(signal.value, 1300)
        self.assertEqual(signal.at_risk, 1300)
        self.dispute(self.ask(other))
        self.assertEqual(signal.value, 1300, "the same order counts once")

    def test_a_contacts_dispute_is_the_customers(self):
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.partner.id}
        )
        first = self.Signal._open_dispute(self.company, self.partner, "Squeaks")
        again = self.Signal._open_dispute(self.company, contact, "Still squeaks")
        self.assertEqual(first, again)
        self.assertEqual(first.evidence["text"], "Squeaks\nStill squeaks")

    def test_the_salesperson_gets_what_others_open(self):
        self.dispute(self.ask(self.sale, self.chief))
        signal = self.dispute(self.ask(self.sale, self.chief))
        self.assertEqual(signal.activity_ids.user_id, self.anna)
        self.assertEqual(len(signal.activity_ids), 1, "told again, no second one")

    def test_who_opens_it_himself_knows(self):
        self.assertFalse(self.dispute(self.ask(self.sale)).activity_ids)

    def test_without_a_customer_it_says_what_to_do(self):
        entry = self.env["account.move"].create({"move_type": "entry"})
        with self.assertRaisesRegex(UserError, "customer invoice"):
            entry.action_insight_open_dispute()
        invoice = self.env["account.move"].create({"move_type": "out_invoice"})
        with self.assertRaisesRegex(UserError, "Choose one first"):
            invoice.action_insight_open_dispute()

    def test_a_salesperson_opens_the_invoice_behind_it(self):
        """Without any right to payments, as most salespeople are."""
        invoice = self.post(self.sale._create_invoices(), "2025-12-02")
        self.assertFalse(
            self.env["account.payment"].with_user(self.anna).has_access("read")
        )
        self.env.invalidate_all()
        form = Form(invoice.with_user(self.anna))
        self.assertNotIn("payment_count", form._view["fields"])
        self.assertEqual(form.partner_id, self.partner)


@tagged("post_install", "-at_install")
class TestDisputeTour(HttpCase):
    """The action stands in the menu of a message, in a real browser."""

    def open_order(self, groups):
        user = new_test_user(self.env, "insight_dispute", groups=groups)
        partner = self.env["res.partner"].create({"name": "Shop", "user_id": user.id})
        order = self.env["sale.order"].create(
            {"partner_id": partner.id, "user_id": user.id}
        )
        order.message_post(body="They squeak", message_type="comment")
        return order, f"/odoo/action-sale.action_quotations/{order.id}"

    def test_a_salesperson_opens_a_dispute_from_a_message(self):
        order, url = self.open_order("customer_insight.customer_insight_group_user")
        self.start_tour(url, "customer_insight_dispute_tour", login="insight_dispute")
        signal = self.env["customer.insight.signal"].search(
            [("partner_id", "=", order.partner_id.id)]
        )
        self.assertEqual(signal.detector, "dispute")
        self.assertEqual(signal.evidence["text"], "They squeak")

    def test_others_do_not_see_the_action(self):
        order, url = self.open_order("base.group_user,sales_team.group_sale_salesman")
        group = self.env.ref("customer_insight.customer_insight_group_user")
        self.assertNotIn(group, order.user_id.all_group_ids)
        self.start_tour(
            url, "customer_insight_no_dispute_tour", login="insight_dispute"
        )
