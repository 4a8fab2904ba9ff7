from datetime import date
from unittest import SkipTest

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user

from .common_signals import SignalCase


class GuardCase(SignalCase):
    """Customers with a shipped personality, and what their quotations say."""

    def of_kind(self, personality):
        trait = self.env.ref(f"customer_insight.trait_personality_{personality}")
        self.partner.insight_personality_id = trait
        return trait

    def quote(self, day="2025-12-30", state="draft", partner=None, **line):
        line = {"price_unit": 100, **line}
        return self.quotation(
            partner or self.partner, day, None, state=state, lines=[line]
        )

    def two_variants(self):
        """A cap, red and blue."""
        colour = self.env["product.attribute"].create(
            {
                "name": "Colour",
                "value_ids": [Command.create({"name": n}) for n in ("Red", "Blue")],
            }
        )
        values = [Command.set(colour.value_ids.ids)]
        line = {"attribute_id": colour.id, "value_ids": values}
        template = self.env["product.template"].create(
            {"name": "Cap", "attribute_line_ids": [Command.create(line)]}
        )
        return template.product_variant_ids

    def hints(self, order, user=None):
        """``{kind: reason}`` as a salesperson sees them."""
        order.invalidate_recordset()
        order = order.with_user(user or self.anna)
        return {hint["kind"]: hint["reason"] for hint in order.insight_guards or []}


class TestGuards(GuardCase):
    """A quotation tells what does not suit the customer; it never blocks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.user_id = cls.anna

    def test_who_has_no_rule_gets_no_hint_and_costs_little(self):
        order = self.quote(discount=50).with_user(self.anna)
        self.assertFalse(order.insight_guards)
        order.invalidate_recordset()
        order.partner_id.read(["name"])
        order.read(["state"])
        with self.assertQueryCount(2):
            order.read(["insight_guards"])

    # Suspicious

    def test_the_third_price_for_the_same_need_is_one_too_many(self):
        self.of_kind("suspicious")
        self.assertFalse(self.hints(self.quote("2025-12-10", "sent")))
        self.assertFalse(self.hints(self.quote("2025-12-15", "sent")))
        order = self.quote()
        self.assertIn("Version 3 for the same need", self.hints(order)["revisions"])

    def test_other_needs_old_ones_and_other_customers_are_not_counted(self):
        self.of_kind("suspicious")
        for day in ("2025-12-10", "2025-12-15"):
            self.quote(day, "sent", product_id=self.products[1].id)
            self.quote(day, "sent", partner=self.customer("Other"))
        for day in ("2025-10-01", "2025-10-02"):
            self.quote(day, "sent")
        self.assertFalse(self.hints(self.quote()))

    def test_an_order_before_or_for_something_else_ends_no_need(self):
        self.of_kind("suspicious")
        self.quote("2025-12-10", "sent")
        self.quote("2025-12-15", "sent")
        self.buys(self.partner, ["2025-12-09"])
        self.buys(self.partner, ["2025-12-20"], product_id=self.products[1].id)
        self.assertIn("revisions", self.hints(self.quote()))

    def test_after_an_order_the_count_begins_anew(self):
        self.of_kind("suspicious")
        self.quote("2025-12-10", "cancel")
        self.quote("2025-12-15", "cancel")
        self.buys(self.partner, ["2025-12-20"])
        self.assertFalse(self.hints(self.quote()))

    def test_the_count_includes_what_is_just_being_typed(self):
        self.of_kind("suspicious")
        self.quote("2025-12-10", "sent")
        self.quote("2025-12-15", "sent")
        anna = self.env(user=self.anna)
        with Form(anna["sale.order"]) as form:
            form.partner_id = self.partner.with_env(anna)
            self.assertFalse(form.insight_guards)
            with form.order_line.new() as line:
                line.product_id = self.product.with_env(anna)
                line.price_unit = 90
            self.assertIn("Version 3", form.insight_guards[0]["reason"])

    def test_quotations_of_colleagues_and_contacts_count(self):
        self.of_kind("suspicious")
        buyer = self.customer("Buyer", parent_id=self.partner.id)
        self.quote("2025-12-10", "sent", partner=buyer).user_id = self.bert
        self.quote("2025-12-15", "sent").user_id = self.bert
        order = self.quote(partner=buyer)
        order.user_id = self.anna
        self.assertIn("revisions", self.hints(order))

    def test_a_manager_sets_the_limit(self):
        trait = self.of_kind("suspicious")
        trait.guard_ids.with_user(self.chief).cap = 1
        self.quote("2025-12-10", "sent")
        self.assertIn("says 1 at most", self.hints(self.quote())["revisions"])
        with self.assertRaises(AccessError):
            trait.guard_ids.with_user(self.anna).cap = 9

    # Realistic

    def test_a_discount_over_the_cap(self):
        self.of_kind("realistic")
        self.assertFalse(self.hints(self.quote(discount=5)))
        self.assertEqual(
            self.hints(self.quote(discount=8))["discount"],
            "8 % off; 5 % are the most for this customer.",
        )

    def test_a_reduction_on_a_line_of_its_own_counts(self):
        self.of_kind("realistic")
        lines = [{"price_unit": 100}, {"price_unit": -12}]
        order = self.quotation(self.partner, "2025-12-30", None, "draft", lines=lines)
        self.assertIn("12 % off", self.hints(order)["discount"])

    def test_a_free_line_and_an_empty_quotation_break_nothing(self):
        self.of_kind("realistic")
        self.assertIn("100 % off", self.hints(self.quote(discount=100))["discount"])
        order = self.env["sale.order"].create({"partner_id": self.partner.id})
        self.assertFalse(self.hints(order))

    def test_what_is_paid_in_advance_is_no_discount(self):
        self.of_kind("realistic")
        lines = [{"price_unit": 100}, {"price_unit": -30, "is_downpayment": True}]
        order = self.quotation(self.partner, "2025-12-30", None, "draft", lines=lines)
        self.assertFalse(self.hints(order))

    # Conservative

    def test_a_product_that_he_never_bought(self):
        self.of_kind("conservative")
        self.buys(self.partner, ["2025-06-01"])
        self.assertFalse(self.hints(self.quote()))
        order = self.quote(product_id=self.products[1].id)
        self.assertIn("Part of Filters", self.hints(order)["new_product"])

    def test_another_variant_is_nothing_new(self):
        self.of_kind("conservative")
        red, blue = self.two_variants()
        self.buys(self.partner, ["2025-06-01"], product_id=red.id)
        self.assertFalse(self.hints(self.quote(product_id=blue.id)))

    def test_what_others_bought_is_new_to_him(self):
        self.of_kind("conservative")
        self.buys(self.customer(), ["2025-06-01"])
        self.assertIn("new_product", self.hints(self.quote()))

    def test_what_he_bought_of_another_company_is_new_to_us(self):
        self.of_kind("conservative")
        order = self.buys(self.partner, ["2025-06-01"])
        self.assertFalse(self.hints(self.quote()))
        order.company_id = self._create_company("Elsewhere")
        self.assertIn("new_product", self.hints(self.quote()))

    # Friendly

    def test_an_open_complaint_comes_before_an_offer(self):
        self.of_kind("friendly")
        self.assertFalse(self.hints(self.quote()))
        dispute = self.Signal._open_dispute(self.company, self.partner, "Squeaks")
        reason = self.hints(self.quote())["slow_service"]
        self.assertEqual(reason, "Open since 12/31/2025: Dispute.")
        dispute.write({"state": "dismissed"})
        self.assertFalse(self.hints(self.quote()))

    def test_others_complaints_and_other_signals_are_none_of_his(self):
        self.of_kind("friendly")
        elsewhere = self._create_company("Elsewhere")
        self.chief.company_ids += elsewhere
        self.Signal._open_dispute(self.company, self.customer("Other"), "Squeaks")
        self.Signal._open_dispute(elsewhere, self.partner, "Squeaks")
        self.Signal._record(
            self.company, "overdue", self.partner, event_date=date(2025, 12, 1)
        )
        companies = (self.company | elsewhere).ids
        order = self.quote().with_context(allowed_company_ids=companies)
        self.assertFalse(self.hints(order, self.chief))

    def test_a_colleague_learns_nothing_of_the_complaint(self):
        self.of_kind("friendly")
        self.Signal._open_dispute(self.company, self.partner, "Squeaks")
        order = self.quote()
        order.user_id = self.bert
        self.assertFalse(self.hints(order, self.bert))

    # Stubborn

    def test_ask_his_advice_and_follow_up_lightly(self):
        self.of_kind("stubborn")
        order = self.quote("2025-12-20")
        self.assertIn("ask for his opinion", self.hints(order)["follow_up"])
        order.state = "sent"
        order.message_post(body="Stage changed", message_type="notification")
        self.assertIn("No word for 11 days", self.hints(order)["follow_up"])
        self.env["mail.message"].create(
            {
                "model": "sale.order",
                "res_id": order.id,
                "message_type": "comment",
                "date": "2025-12-28 09:00:00",
            }
        )
        self.assertFalse(self.hints(order), "written to three days ago")

    # Where it is shown, and where not

    def test_a_confirmed_order_asks_nothing(self):
        self.of_kind("realistic")
        order = self.quote(discount=50)
        order.state = "sale"
        order.invalidate_recordset()
        order.read(["state"])
        with self.assertQueryCount(0):
            self.assertFalse(order.insight_guards)

    def test_confirming_looks_at_no_rule(self):
        self.of_kind("suspicious")
        order = self.quote(discount=50)
        self.patch(type(order), "_compute_insight_guards", self.fail)
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_the_customer_cannot_read_it(self):
        self.of_kind("realistic")
        portal = new_test_user(
            self.env,
            "guard_portal",
            groups="base.group_portal",
            company_id=self.company.id,
        )
        self.partner = portal.partner_id
        self.of_kind("realistic")
        order = self.quote(discount=50, state="sent")
        order.message_subscribe(portal.partner_id.ids)
        self.assertTrue(order.with_user(portal).read(["name"]))
        with self.assertRaises(AccessError):
            order.with_user(portal).read(["insight_guards"])

    def test_the_rules_of_the_contact_who_asks_count_too(self):
        buyer = self.customer("Buyer", parent_id=self.partner.id)
        buyer.insight_personality_id = self.env.ref(
            "customer_insight.trait_personality_realistic"
        )
        self.assertIn("discount", self.hints(self.quote(discount=50, partner=buyer)))

    def test_an_archived_rule_is_silent(self):
        self.of_kind("realistic").guard_ids.active = False
        self.assertFalse(self.hints(self.quote(discount=50)))


class TestGuardMargin(GuardCase):
    """Difficult: where margins are known, little that earns nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env["customer.insight.guard"]._has_margin():
            raise SkipTest("margins are known only with the addon sale_margin")

    def test_a_margin_under_the_floor(self):
        trait = self.of_kind("difficult")
        order = self.quote("2025-12-28", "sent", purchase_price=90)
        self.assertEqual(
            self.hints(order, self.chief)["margin"],
            "The margin is 10 %; 15 % are the least.",
        )
        self.assertFires("margin", self.partner, margin=10, cap=15, severity=50)
        trait.guard_ids.cap = 10
        self.assertFalse(self.hints(order, self.chief))
        self.assertSilent("margin", self.partner)

    def test_the_margin_follows_what_is_typed(self):
        self.of_kind("difficult")
        order = self.quote(purchase_price=20)
        with Form(order.with_user(self.chief)) as form:
            self.assertFalse(form.insight_guards)
            with form.order_line.edit(0) as line:
                line.price_unit = 21
            self.assertIn("4.8 %", form.insight_guards[0]["reason"])
