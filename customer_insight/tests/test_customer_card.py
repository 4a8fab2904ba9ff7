import io
from datetime import date
from unittest.mock import patch

from lxml import html

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools.pdf import PdfFileReader

from ..report.card_text import compact, cut, width
from .common_live import LiveCase

CARD = "customer_insight.report_customer_card"
EVERYTHING = [
    "figures",
    "classification",
    "judgement",
    "personality",
    "credit",
    "personal_file",
]


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class CardCase(LiveCase):
    """A customer with people, orders, a quotation, a personality and a judgement."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.suspicious = cls.env["customer.insight.trait"].create(
            {"name": "Doubting Thomas", "kind": "personality", "advice": "Prove it."}
        )
        cls.buyer = cls.customer(
            "Wheels & Co",
            is_company=True,
            street="Long Road 1",
            phone="+49 30 1234",
            user_id=cls.anna.id,
            insight_personality_id=cls.suspicious.id,
            child_ids=[
                Command.create({"name": "Berta Buys", "insight_decision_role": "uses"}),
                Command.create(
                    {"name": "Doris Decides", "insight_decision_role": "decides"}
                ),
                Command.create({"name": "The Branch", "type": "delivery"}),
            ],
        )
        cls.buy(cls.buyer, {"2025-01-10": 300, "2025-12-20": 100, "2025-12-30": 20})
        cls.quotation(cls.buyer, "2025-12-29", 77)
        cls.classify()

    def values(self, partners, user=None, **data):
        report = self.env[f"report.{CARD}"].with_user(user or self.anna)
        return report._get_report_values(partners.ids, data)

    def card(self, partner, **data):
        return self.values(partner, **data)["cards"][0]

    def page(self, partners, user=None, lang=None, **data):
        """Return the pages' HTML as the user's browser shows it."""
        report = self.env["ir.actions.report"].with_user(user or self.anna)
        report = report.with_context(lang=lang or "en_US")
        return report._render_qweb_html(CARD, partners.ids, data=data)[0].decode()

    def text(self, partners, **options):
        tree = html.fromstring(self.page(partners, **options))
        for style in tree.xpath("//style"):
            style.drop_tree()
        return " ".join(tree.text_content().split())


class TestCard(CardCase):
    """The card says who he is and what to do, and keeps quiet about the rest."""

    def test_card_shows_customer_class_figures_people_and_quotations(self):
        text = self.text(self.buyer)
        insight = self.buyer.insight_id
        for expected in (
            "Wheels & Co",
            "Long Road 1",
            "+49 30 1234",
            "Anna",
            insight.explanation,
            insight.strategy,
            insight.next_action,
            "420",
            "Doris Decides",
            "12/29/2025",
            "for internal use only",
        ):
            self.assertIn(" ".join(expected.split()), text)

    def test_who_decides_comes_first_and_addresses_are_no_people(self):
        names = [person["name"] for person in self.card(self.buyer)["people"][0]]
        self.assertEqual(names, ["Doris Decides", "Berta Buys"])

    def test_contacts_give_their_customer_once(self):
        chosen = self.buyer | self.buyer.child_ids
        self.assertEqual(len(self.values(chosen)["cards"]), 1)

    def test_nothing_chosen_is_told(self):
        with self.assertRaisesRegex(UserError, "no customer to print"):
            self.values(self.env["res.partner"])

    def test_customer_without_documents_has_a_card(self):
        self.assertIn("Not classified yet", self.text(self.customer("Stranger")))

    # What is sensitive

    def test_personality_is_printed_when_asked_for_only(self):
        self.assertNotIn("Doubting", self.text(self.buyer))
        text = self.text(self.buyer, include=["personality"])
        self.assertIn("Doubting Thomas", text)
        self.assertIn("Prove it.", text)

    def test_judgement_is_printed_when_asked_for_only(self):
        self.judge(self.buyer, "category", "EIV", reason="He told me he will leave")
        text = self.text(self.buyer)
        self.assertIn("EIV · Settle", text, "the class that holds")
        for betraying in ("told me", "judged", "EI:", "EII:", "EIII:"):
            self.assertNotIn(betraying, text, "a judgement shows")
        text = self.text(self.buyer, include=["classification", "judgement"])
        self.assertIn("He told me he will leave", text)
        self.assertIn("contribution of", text, "the figures' class beside it")

    def test_figures_and_class_can_be_left_out(self):
        text = self.text(self.buyer, include=[])
        self.assertIn("Wheels & Co", text)
        for left_out in ("Contribution", "420", "Strategy", "Open quotations"):
            self.assertNotIn(left_out, text)

    def test_personal_file_is_for_those_who_may_read_it(self):
        Report = type(self.env[f"report.{CARD}"])
        with patch.object(Report, "_personal_file_model", lambda _self: None):
            report = self.env[f"report.{CARD}"].with_user(self.anna)
            self.assertNotIn("personal_file", report._included(EVERYTHING))
            wizard = self.env["customer.insight.card.wizard"].with_user(self.anna)
            self.assertFalse(wizard.new({}).may_print_personal_file)

    def test_personal_file_is_printed_when_asked_for_only(self):
        model = self.env.get("customer.insight.person")
        if model is None:
            self.skipTest("There are no personal files.")
        person = self.buyer.child_ids[:1]
        model.create({"partner_id": person.id, "hobbies": "Collects stamps"})
        self.assertNotIn("stamps", self.text(self.buyer))
        asked = {"include": ["personal_file"]}
        self.assertIn("Collects stamps", self.text(self.buyer, **asked))
        self.assertNotIn("stamps", self.text(self.buyer, user=self.bert, **asked))

    # Months

    def test_bars_are_the_engines_net_by_calendar_month(self):
        months = self.engine._calendar_months(
            self.company, date(2026, 1, 1), self.buyer
        )[self.buyer.id]
        self.assertEqual(min(months), date(2025, 1, 1))
        self.assertEqual(max(months), date(2025, 12, 1))
        self.assertEqual(months[date(2025, 1, 1)], 300)
        self.assertEqual(months[date(2025, 12, 1)], 120)
        self.assertEqual(sum(months.values()), self.buyer.insight_contribution)

    def test_samples_and_older_orders_have_no_bar(self):
        self.sample(self.buyer, "2025-06-10", 50)
        self.order(self.buyer, "2024-12-31", 999)
        chart = self.card(self.buyer)["chart"]
        self.assertEqual(
            [bar["height"] for bar in chart], [70] + [0] * 10 + [28], "120 of 300"
        )

    def test_months_of_a_batch_are_one_query(self):
        customers = self.buyer | self.customers(5)
        self.engine._calendar_months(self.company, date(2026, 1, 1), customers)
        self.env.flush_all()
        with self.assertQueryCount(2):  # the policy, and all months
            self.engine._calendar_months(self.company, date(2026, 1, 1), customers)

    # Room

    def test_texts_are_cut_by_their_width(self):
        self.assertEqual(cut("short", 10), "short")
        self.assertEqual(cut("a longer text", 10), "a longer…")
        self.assertEqual(cut("十个汉字要二十格那么宽", 10), "十个汉字…")
        self.assertEqual(cut("two\nlines", 20), "two lines")
        self.assertLessEqual(width(cut("混合 mixed 文字" * 9, 21)), 21)
        self.assertEqual(cut(False, 5), "")

    def test_amounts_are_short_in_the_readers_way_of_counting(self):
        self.assertEqual(compact(94830, "en_US"), "94.8k")
        self.assertEqual(compact(94830, "zh_CN"), "9.5万")
        self.assertEqual(compact(2.5e8, "zh_TW"), "2.5億")
        self.assertEqual(compact(-12000, "zh_CN"), "-1.2万")


class TestCardAccess(CardCase):
    """Nobody prints what he may not read."""

    def test_outsiders_get_no_card(self):
        portal = self._create_user("pia", "base.group_portal")
        clerk = self._create_user("kim", "base.group_user")
        for user in (portal, clerk):
            for partner in (self.buyer, user.partner_id, self.env["res.partner"]):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    self.values(partner, user=user)

    def test_salesperson_prints_the_customers_that_he_may_read_only(self):
        elsewhere = self._create_company("Elsewhere")
        theirs = self.customer("Theirs", company_id=elsewhere.id)
        with self.assertRaises(AccessError):
            self.values(self.buyer | theirs)

    def test_contact_does_not_open_its_hidden_customer(self):
        elsewhere = self._create_company("Elsewhere")
        theirs = self.customer("Theirs", is_company=True)
        contact = self.customer("Contact", parent_id=theirs.id)
        self.env.cr.execute(
            "UPDATE res_partner SET company_id = %s WHERE id = %s",
            (elsewhere.id, theirs.id),
        )
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.values(contact)

    def test_print_menu_offers_the_card_to_sales_only(self):
        clerk = self._create_user("kim", "base.group_user")
        ours = {
            self.env.ref("customer_insight.action_report_customer_card").id,
            self.env.ref("customer_insight.customer_insight_card_wizard_action").id,
        }
        for user, expected in ((self.anna, ours), (clerk, set())):
            Actions = self.env["ir.actions.actions"].with_user(user)
            offered = Actions.get_bindings("res.partner").get("report", [])
            found = {action["id"] for action in offered}
            with self.subTest(user=user.login):
                self.assertEqual(found & ours, expected)


class TestCardWizard(CardCase):
    """What to include is chosen before printing."""

    def wizard(self, **values):
        Wizard = self.env["customer.insight.card.wizard"].with_user(self.anna)
        chosen = self.buyer.child_ids[:1]
        return Wizard.with_context(
            active_model="res.partner", active_ids=chosen.ids
        ).create(values)

    def test_wizard_starts_with_what_is_not_sensitive(self):
        action = self.wizard().action_print()
        self.assertEqual(action["data"]["ids"], self.buyer.ids)
        self.assertEqual(action["data"]["include"], ["figures", "classification"])
        self.assertEqual(action["report_type"], "qweb-pdf")

    def test_choice_reaches_the_paper(self):
        wizard = self.wizard(personality=True, figures=False)
        action = wizard.action_preview()
        self.assertEqual(action["report_type"], "qweb-html")
        report = self.env[f"report.{CARD}"].with_user(self.anna)
        card = report._get_report_values(None, action["data"])["cards"][0]
        self.assertEqual([title for title, _rows in card["asked"]], ["Personality"])
        self.assertNotIn("figures", card)


@tagged("post_install", "-at_install")
class TestCardPaper(CardCase):
    """However much people wrote: a customer is a page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        words, chinese = "Absurdly long words " * 99, "没有尽头的文字" * 99
        cls.absurd = cls.customer(
            chinese[:500],
            is_company=True,
            street=words,
            city="X" * 500,
            phone="9" * 300,
            email="a" * 300,
            child_ids=[
                Command.create(
                    {
                        "name": chinese,
                        "function": words,
                        "phone": "1" * 200,
                        "insight_decision_role": "decides",
                        "insight_function": "management",
                        "insight_level": "executive",
                    }
                )
                for _number in range(40)
            ],
            insight_personality_id=cls.suspicious.id,
            insight_communication_id=cls.env.ref(
                "customer_insight.trait_communication_visual"
            ).id,
        )
        cls.suspicious.advice = words
        cls.buy(cls.absurd, {f"2025-{month:02}-10": 9e10 for month in range(1, 13)})
        for _number in range(9):
            cls.quotation(cls.absurd, "2025-12-29", 9e10)
        cls.classify()
        for dimension, value in (
            ("category", "EIV"),
            ("growth_stage", "trial"),
            ("purchase_mode", "loyal"),
        ):
            cls.judge(cls.absurd, dimension, value, reason=words)

    def pdf(self, partners, **data):
        """Return the PDF, without the server's style sheets."""
        report = self.env["ir.actions.report"].with_user(self.anna)
        report = report.with_context(force_report_rendering=True)
        if report.get_wkhtmltopdf_state() != "ok":
            self.skipTest("wkhtmltopdf is not installed")
        content, kind = report._render_qweb_pdf(CARD, partners.ids, data=data)
        self.assertEqual(kind, "pdf")
        return PdfFileReader(io.BytesIO(content))

    def test_absurdly_long_texts_stay_on_one_page(self):
        pdf = self.pdf(self.absurd, include=EVERYTHING)
        self.assertEqual(len(pdf.pages), 1)

    def test_a_batch_has_as_many_pages_as_customers(self):
        batch = self.absurd | self.buyer | self.customer("Third")
        self.assertEqual(len(self.pdf(batch).pages), 3)

    def test_page_is_portrait_a4(self):
        box = self.pdf(self.buyer).pages[0].mediabox
        self.assertEqual((round(box.width), round(box.height)), (595, 842))

    def test_chinese_is_printed_as_chinese(self):
        text = self.pdf(self.absurd).pages[0].extract_text()
        self.assertIn("没有尽头的文字", text.replace("\n", ""))

    def test_notes_keep_some_room_and_what_is_asked_for_is_there(self):
        text = self.text(self.absurd, include=EVERYTHING)
        self.assertGreater(text.count("没有尽头"), 6)
        for section in ("Our judgement", "Personality", "Notes"):
            self.assertIn(section, text)
