from odoo.tests import HttpCase, new_test_user, tagged

CARD = "/report/{}/customer_insight.report_customer_card{}"
OPTIONS = '?options={"ids":[%s],"include":["personality","judgement"]}'


@tagged("post_install", "-at_install")
class TestCardHttp(HttpCase):
    """The report's address gives nothing to those who must not know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            login: new_test_user(cls.env, f"card_{login}", groups=groups)
            for login, groups in {
                "portal": "base.group_portal",
                "internal": "base.group_user",
                "sales": "customer_insight.customer_insight_group_user",
            }.items()
        }
        cls.me = cls.users["portal"].partner_id

    def ask(self, login, kind, query):
        if login:
            self.authenticate(f"card_{login}", f"card_{login}")
        return self.url_open(CARD.format(kind, query), allow_redirects=False)

    def test_addresses_of_the_card_are_shut_to_outsiders(self):
        for login in (None, "portal", "internal"):
            for kind in ("pdf", "html", "text"):
                for query in (f"/{self.me.id}", OPTIONS % self.me.id, ""):
                    with self.subTest(login=login, kind=kind, query=query):
                        answer = self.ask(login, kind, query)
                        self.assertNotEqual(answer.status_code, 200)
                        self.assertNotIn("ci_card", answer.text)

    def test_addresses_of_the_card_open_to_sales(self):
        """Otherwise the test before proves nothing."""
        for query in (f"/{self.me.id}", OPTIONS % self.me.id):
            answer = self.ask("sales", "html", query)
            self.assertEqual(answer.status_code, 200)
            self.assertIn(self.me.name, answer.text)
