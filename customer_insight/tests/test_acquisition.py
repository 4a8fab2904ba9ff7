from datetime import date

from psycopg2.errors import RestrictViolation

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common_invoicing import InvoicingCase
from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestReferralChain(LiveCase):
    """Who came through whom: a chain with a beginning, never a circle."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root, cls.middle, cls.leaf, cls.other = (
            cls.customer(name, is_company=True, user_id=cls.anna.id)
            for name in ("Root", "Middle", "Leaf", "Other")
        )
        cls.teller = cls.customer("Ms Wu", parent_id=cls.root.id)
        cls.middle.insight_referred_by_id = cls.teller
        cls.leaf.insight_referred_by_id = cls.middle
        cls.other.insight_referred_by_id = cls.middle

    def chain(self, partner, user=None):
        self.env.invalidate_all()
        return partner.with_user(user or self.anna).insight_referral

    def merge(self, destination, *others):
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [
                    Command.set([destination.id, *(other.id for other in others)])
                ],
                "dst_partner_id": destination.id,
                "state": "selection",
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()

    def assertNoLoop(self):
        for customer in (self.root | self.middle | self.leaf | self.other).exists():
            self.assertNotIn(
                customer.id, customer._insight_referrers()[customer.id], customer.name
            )

    def test_way_up_leads_to_the_root_through_a_contact(self):
        names = [step["name"] for step in self.chain(self.leaf)["above"]]
        self.assertEqual(names, ["Root", "Middle"])
        self.assertEqual(self.chain(self.root)["above"], [])
        teller = self.chain(self.teller)
        self.assertEqual(teller, self.chain(self.root), "a contact is his customer")

    def test_chain_is_worth_what_all_of_them_bought(self):
        self.order(self.leaf, "2025-11-10", 300)
        self.order(self.middle, "2025-11-10", 1000)
        self.order(self.root, "2025-11-10", 50000)
        self.classify()
        chain = self.chain(self.root)
        self.assertEqual((chain["direct"], chain["all"], chain["bought"]), (1, 3, 2))
        self.assertEqual(chain["worth"], 1300, "1000 + 300, without his own")
        self.assertEqual(self.chain(self.middle)["worth"], 300)

    def test_who_is_archived_or_unseen_is_not_counted(self):
        self.other.active = False
        foreign = self._create_company("Elsewhere")
        self.leaf.company_id = foreign
        chain = self.chain(self.root)
        self.assertEqual((chain["direct"], chain["all"]), (1, 1))
        self.assertEqual(len(self.chain(self.leaf, self.env.user)["above"]), 2)

    def test_loops_are_refused_with_the_way(self):
        with self.assertRaisesRegex(ValidationError, "Root ← Leaf ← Middle ← Root"):
            self.root.insight_referred_by_id = self.leaf
        with self.assertRaisesRegex(ValidationError, "leads back"):
            self.root.insight_referred_by_id = self.customer(
                "Mr Li", parent_id=self.leaf.id
            )

    def test_loop_made_in_one_write_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "leads back"):
            (self.root | self.middle).insight_referred_by_id = self.other

    def test_import_refuses_a_loop_and_names_the_row(self):
        result = self.env["res.partner"].load(
            [".id", "insight_referred_by_id/.id"],
            [[str(self.root.id), str(self.leaf.id)]],
        )
        self.assertFalse(result["ids"])
        self.assertIn("leads back", result["messages"][0]["message"])
        self.assertFalse(self.root.insight_referred_by_id)

    def test_chain_is_held_while_it_is_checked(self):
        with self.statements() as found:
            self.customer("New", insight_referred_by_id=self.leaf.id)
            self.env.flush_all()
        held = [text for text in map(str, found) if "FOR SHARE" in text]
        self.assertTrue(held, "two who close a loop from both ends collide")

    def test_merge_of_both_ends_leaves_the_first_without_referrer(self):
        self.merge(self.leaf, self.root)
        self.assertFalse(self.leaf.insight_referred_by_id)
        self.assertEqual(self.middle.insight_referred_by_id, self.teller)
        self.assertEqual(self.teller.parent_id, self.leaf)
        self.assertNoLoop()

    def test_merge_with_his_referrer_takes_over_whom_that_one_came_from(self):
        self.merge(self.leaf, self.middle)
        self.assertEqual(self.leaf.insight_referred_by_id, self.teller)
        self.assertEqual(self.other.insight_referred_by_id, self.leaf)
        self.assertNoLoop()

    def test_merge_keeps_the_only_referrer(self):
        twin = self.customer("Twin", is_company=True)
        self.merge(twin, self.leaf)
        self.assertEqual(twin.insight_referred_by_id, self.middle)

    def test_contact_who_moves_closes_no_loop(self):
        """Root's contact sent Middle; now he works for Leaf."""
        self.teller.parent_id = self.leaf
        self.assertFalse(self.leaf.insight_referred_by_id, "Leaf begins the chain")
        self.assertNoLoop()

    def test_button_opens_everybody_he_brought(self):
        action = self.root.with_user(self.anna).action_insight_open_referred()
        found = self.env["res.partner"].search(action["domain"])
        self.assertEqual(found, self.middle | self.leaf | self.other)


@tagged("post_install", "-at_install")
class TestSources(LiveCase):
    """Which way of finding customers pays, calculated by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fair = cls.env.ref("customer_insight.source_fair")
        cls.visit = cls.env.ref("customer_insight.source_cold_visit")
        cls.buyer, cls.quoted, cls.cold, cls.visited = (
            cls.customer(
                name,
                is_company=True,
                user_id=cls.anna.id,
                insight_source_id=source.id,
                insight_source_date=day,
            )
            for name, source, day in (
                ("Buyer", cls.fair, "2025-10-01"),
                ("Quoted", cls.fair, "2025-10-01"),
                ("Cold", cls.fair, "2025-03-01"),
                ("Visited", cls.visit, "2025-10-01"),
            )
        )
        cls.order(cls.buyer, "2025-11-10", 900)
        cls.quotation(cls.quoted, "2025-12-20", 400)
        cls.order(cls.visited, "2025-10-11", 100)
        cls.classify()

    def report(self, *domain):
        rows = (
            self.env["customer.insight.acquisition"]
            .with_user(self.anna)
            .formatted_read_group(
                [("source_id", "in", (self.fair | self.visit).ids), *domain],
                ["source_id"],
                [
                    "customers:sum",
                    "potentials:sum",
                    "buyers:sum",
                    "conversion:avg",
                    "contribution:sum",
                    "days_to_order:avg",
                ],
            )
        )
        return {
            row["source_id"][0]: (
                row["customers:sum"],
                row["potentials:sum"],
                row["buyers:sum"],
                round(row["conversion:avg"], 2),
                row["contribution:sum"],
                row["days_to_order:avg"],
            )
            for row in rows
        }

    def test_report_by_source(self):
        report = self.report()
        # found, potential, bought, 1 of 3 in %, contribution, 1 Oct – 10 Nov
        self.assertEqual(report[self.fair.id], (3, 2, 1, 33.33, 900, 40))
        self.assertEqual(report[self.visit.id], (1, 1, 1, 100, 100, 10))

    def test_report_of_a_period(self):
        report = self.report(("found_date", ">=", "2025-09-01"))
        self.assertEqual(report[self.fair.id], (2, 2, 1, 50, 900, 40))

    def test_potential_once_is_potential_ever(self):
        self.quotation(self.cold, "2024-06-01", 400)
        self.classify()
        self.assertEqual(self.cold.insight_category, "F", "too long ago")
        self.assertEqual(self.report()[self.fair.id][1], 3)

    def test_source_shows_its_counts(self):
        self.assertEqual(
            (
                self.fair.customer_count,
                self.fair.potential_count,
                self.fair.buyer_count,
            ),
            (3, 2, 1),
        )
        action = self.fair.with_user(self.anna).action_open_customers()
        found = self.env["res.partner"].search(action["domain"])
        self.assertEqual(found, self.buyer | self.quoted | self.cold)

    def test_every_source_of_the_trade_is_shipped(self):
        shipped = self.env["customer.insight.source"].search([])
        self.assertEqual(len(shipped.filtered(lambda s: s.get_external_id()[s.id])), 14)

    def test_source_in_use_stays(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(RestrictViolation):
            self.fair.unlink()

    def test_source_is_needed_by_the_file(self):
        missing = self.env["customer.insight.requirement"]._missing(
            self.cold + self.root_without_source()
        )
        names = [m.mapped("field_name") for m in missing.values()]
        self.assertNotIn("insight_source_id", names[0])
        self.assertIn("insight_source_id", names[1])

    def root_without_source(self):
        return self.customer("Nobody knows", is_company=True)

    def test_other_company_has_its_own_report(self):
        other = self._create_company("Other")
        self.engine.refresh(other)
        self.anna.company_ids += other
        rows = (
            self.env["customer.insight.acquisition"]
            .with_user(self.anna)
            .with_context(allowed_company_ids=other.ids)
            .search([("partner_id", "=", self.buyer.id)])
        )
        self.assertEqual((rows.company_id, rows.buyers), (other, 0))


@tagged("post_install", "-at_install")
class TestSecondLook(LiveCase):
    """Who is ruled out comes back on his day; who stopped buying is not forgotten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lost = cls.customer("Lost", is_company=True, user_id=cls.anna.id)
        cls.small = cls.customer("Small", is_company=True, user_id=cls.anna.id)
        cls.cold = cls.customer("Cold", is_company=True, user_id=cls.anna.id)
        cls.classify()

    def decide(self, customers, decision, **values):
        wizard = (
            self.env["customer.insight.look.wizard"]
            .with_user(self.anna)
            .create(
                {
                    "decision": decision,
                    "partner_ids": [Command.set(customers.ids)],
                    **values,
                }
            )
        )
        wizard.action_apply()
        return wizard

    def to_work(self):
        action = self.env.ref("customer_insight.res_partner_action_future")
        search = self.env.ref("customer_insight.res_partner_view_search_future")
        self.assertIn("search_default_to_work", action.context)
        self.assertIn('name="to_work"', search.arch)
        domain = [
            ("insight_category", "=", "F"),
            "|",
            ("insight_ruled_out", "=", False),
            ("insight_second_look_date", "<=", "today"),
            ("id", "in", (self.lost | self.small | self.cold).ids),
        ]
        return self.env["res.partner"].with_user(self.anna).search(domain)

    def looks(self):
        return self.cold._insight_second_looks()

    def test_ruled_out_leaves_the_list_and_comes_back_on_the_day(self):
        self.assertIn(self.cold, self.to_work())
        self.decide(
            self.cold, "rule_out", reason="no_need", note="Fine", date="2026-02-10"
        )
        self.assertNotIn(self.cold, self.to_work())
        self.assertEqual(self.cold.insight_ruled_out, "no_need")
        look = self.looks()
        self.assertEqual(
            (str(look.date_deadline), look.user_id), ("2026-02-10", self.anna)
        )
        self.assertIn("Does not need it: Fine", look.note)
        with freeze_time("2026-02-09"):
            self.assertNotIn(self.cold, self.to_work())
        with freeze_time("2026-02-10"):
            self.assertIn(self.cold, self.to_work())

    def test_half_a_year_is_proposed(self):
        wizard = self.decide(self.cold, "rule_out", reason="not_able")
        self.assertEqual(str(wizard.date), "2026-07-01")

    def test_new_day_moves_the_reminder(self):
        self.decide(self.cold, "rule_out", reason="no_need", date="2026-02-10")
        self.decide(self.cold, "second_look", date="2026-03-01")
        self.assertEqual(len(self.looks()), 1)
        self.assertEqual(str(self.looks().date_deadline), "2026-03-01")
        self.assertEqual(self.cold.insight_ruled_out, "no_need")

    def test_never_again_needs_no_day(self):
        self.decide(self.cold, "rule_out", reason="not_willing", date=False)
        self.assertFalse(self.looks())
        self.assertNotIn(self.cold, self.to_work())

    def test_worth_the_work_after_all(self):
        self.decide(self.cold, "rule_out", reason="no_need", date="2026-02-10")
        self.cold.with_user(self.anna).action_insight_take_back()
        self.assertFalse(self.cold.insight_ruled_out or self.looks())
        self.assertIn(self.cold, self.to_work())

    def test_says_what_is_missing(self):
        with self.assertRaisesRegex(UserError, "Say why"):
            self.decide(self.cold, "rule_out")
        with self.assertRaisesRegex(UserError, "lies ahead"):
            self.decide(self.cold, "second_look", date="2025-12-01")

    def test_playbook_steps_of_who_is_ruled_out_are_withdrawn(self):
        self.env.ref("customer_insight.playbook_f")
        step = self.cold.insight_id._schedule_playbook(automatic=True)
        self.assertTrue(step)
        self.decide(self.cold, "rule_out", reason="no_need")
        self.assertFalse(self.steps(self.cold))

    def past(self):
        return (
            self.env["customer.insight.past"]
            .with_user(self.anna)
            .search([("partner_id", "in", (self.lost | self.small | self.cold).ids)])
        )

    def test_past_customers_by_what_they_were_worth(self):
        self.buy(self.small, {"2024-01-10": 100, "2024-02-10": 150})
        self.buy(self.lost, {"2024-01-20": 4000, "2024-02-10": 1000})
        self.classify()
        self.assertEqual(
            self.past().mapped(lambda row: (row.partner_id.name, row.worth)),
            [("Lost", 5000), ("Small", 250)],
        )

    def test_new_future_customer_is_on_the_list_at_once(self):
        added = self.customer("Just met", is_company=True, user_id=self.anna.id)
        action = added.with_user(self.anna).action_insight_add_future()
        self.env.invalidate_all()
        self.assertEqual(added.insight_category, "F")
        self.assertIn(str(added.id), action["params"]["links"][0]["url"])

    def test_past_customer_names_the_cause_and_the_day(self):
        self.buy(self.lost, {"2024-02-10": 1000})
        reason = self.env.ref("customer_insight.reason_dispute_product")
        signal = self.env["customer.insight.signal"]._open_dispute(
            self.company, self.lost, "It squeaks", reason=reason
        )
        self.assertTrue(signal)
        self.classify()
        action = self.past().action_second_look()
        self.assertEqual(
            action["context"]["default_partner_ids"], self.lost.ids, "asks for a day"
        )
        self.decide(self.lost, "second_look", date="2026-01-20")
        self.env.invalidate_all()
        row = self.past()
        self.assertEqual(
            (row.reason_id, str(row.second_look_date)), (reason, "2026-01-20")
        )

    def test_reason_noted_later_in_the_file_goes_before(self):
        self.buy(self.lost, {"2024-02-10": 1000})
        reason = self.env.ref("customer_insight.reason_waver_rival")
        self.env["customer.insight.signal"]._open_dispute(
            self.company,
            self.lost,
            "It squeaks",
            reason=self.env.ref("customer_insight.reason_dispute_product"),
        )
        self.env["customer.insight.customer.reason"].create(
            {
                "partner_id": self.lost.id,
                "reason_id": reason.id,
                "date": "2026-01-15",
            }
        )
        self.classify()
        self.assertEqual(self.past().reason_id, reason)


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


@tagged("post_install", "-at_install")
class TestMarkets(LiveCase):
    """A market is worked when somebody is known there, or in a part of it."""

    def test_a_market_with_a_worked_part_is_worked(self):
        Target = self.env["customer.insight.target"]
        east = Target.create({"name": "East", "level": "region"})
        part, west = Target.create(
            [
                {"name": "Anhui", "level": "region", "parent_id": east.id},
                {"name": "West", "level": "region"},
            ]
        )
        self.customer("Known there", insight_target_ids=part.ids)
        search = self.env.ref("customer_insight.customer_insight_target_view_search")
        self.assertIn("('customer_count', '=', 0)", search.arch)
        unworked = Target.search(
            [("id", "in", (east + part + west).ids), ("customer_count", "=", 0)]
        )
        self.assertEqual(unworked, west)
        self.assertEqual(east.customer_count, 1)


@tagged("post_install", "-at_install")
class TestEndCustomerBecomesOurs(LiveCase):
    """A customer's customer becomes a future customer who knows where he came from."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.firm = cls.customer("Firm", is_company=True, user_id=cls.anna.id)
        cls.line = cls.env["customer.insight.end_customer"].create(
            {"partner_id": cls.firm.id, "name": "Taxi depot", "segment": "Taxis"}
        )

    def test_button_makes_one_and_links_both(self):
        line = self.line.with_user(self.anna)
        action = line.action_make_future_customer()
        made = self.line.prospect_id
        self.assertEqual(action["res_id"], made.id)
        self.assertEqual(
            (made.name, made.insight_referred_by_id, made.user_id),
            ("Taxi depot", self.firm, self.anna),
        )
        self.assertEqual(made.insight_source_id.code, "chain")
        line.action_make_future_customer()
        self.assertEqual(self.line.prospect_id, made, "no second one")
        self.classify()
        self.assertEqual(made.insight_category, "F")

    def test_link_survives_his_merge(self):
        self.line.with_user(self.anna).action_make_future_customer()
        known = self.customer("Taxi depot Ltd", is_company=True)
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [Command.set((known | self.line.prospect_id).ids)],
                "dst_partner_id": known.id,
                "state": "selection",
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()
        self.assertEqual(self.line.prospect_id, known)
        self.assertEqual(known.insight_referred_by_id, self.firm)
