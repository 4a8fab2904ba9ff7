import re

from lxml import html

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

USER = "customer_insight.customer_insight_group_user,base.group_partner_manager"
MANAGER = "customer_insight.customer_insight_group_manager,base.group_partner_manager"
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"
CHINESE = "zh_CN"


@tagged("post_install", "-at_install")
class QuestionnaireCase(HttpCase):
    """A customer with a contact, his salesperson, and the facts that may be asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang(CHINESE)
        cls.anna = cls._create_user("q_anna", USER)
        cls.bert = cls._create_user("q_bert", USER)
        cls.chief = cls._create_user("q_chief", MANAGER)
        cls.customer = cls.env["res.partner"].create(
            {"name": "Secret Trading", "is_company": True, "user_id": cls.anna.id}
        )
        cls.contact = cls.env["res.partner"].create(
            {
                "name": "Li Wei",
                "parent_id": cls.customer.id,
                "email": "li@secret.example",
                "lang": CHINESE,
            }
        )
        cls.env["customer.insight.requirement"].search([]).active = False
        cls.env["customer.insight.visit"].sudo().search([]).unlink()

    @classmethod
    def _create_user(cls, login, group):
        return new_test_user(cls.env, login, group, email=f"{login}@ours.example")

    @classmethod
    def requirement(cls, name, kind="customer", **values):
        """The file's fact about a field, which customers are asked."""
        Requirement = cls.env["customer.insight.requirement"].with_context(
            active_test=False
        )
        found = Requirement.search(
            [("field_name", "=", name), ("kind", "=", kind)], limit=1
        )
        values = {
            "active": True,
            "is_asked": True,
            "question": f"What about {name}?",
            "weight_f": 1,
            **values,
        }
        if found:
            found.write(values)
            return found
        return Requirement.create(
            {"name": name, "field_name": name, "kind": kind, **values}
        )

    def ask(self, *names, user=None, customer=None):
        """Return a draft about these facts, as the salesperson gets it."""
        for name in names:
            self.requirement(name)
        customer = (customer or self.customer).with_user(user or self.anna)
        action = customer.action_insight_ask_customer()
        drafts = self.env[action["res_model"]].with_user(user or self.anna)
        return drafts.browse(action["res_id"])

    def send(self, *names, **options):
        """Return ``(questionnaire, path of its page)``, sent as a link."""
        questionnaire = self.ask(*names, **options)
        return questionnaire, self.share(questionnaire)

    def share(self, questionnaire):
        url = questionnaire.action_share()["context"]["default_url"]
        return url.partition(questionnaire.get_base_url())[2]

    def answer_of(self, questionnaire, name):
        return questionnaire.answer_ids.filtered(lambda one: one.field_name == name)

    # The customer's browser

    def visit(self, path, **options):
        return self.url_open(path, **options)

    def page(self, path):
        answer = self.visit(path)
        self.assertEqual(answer.status_code, 200, answer.text[:500])
        return html.fromstring(answer.text)

    def text(self, answer):
        return " ".join(html.fromstring(answer.text).text_content().split())

    def post(self, path, questionnaire, comment="", extra=None, token=None, **values):
        """Fill the page as a browser does; the values by the names of the fields."""
        if token is None:
            [token] = self.page(path).xpath("//input[@name='csrf_token']/@value")
        form = {
            f"answer_{self.answer_of(questionnaire, name).id}": value
            for name, value in values.items()
        }
        form |= {"csrf_token": token, "comment": comment, **(extra or {})}
        parts = {name: (None, value) for name, value in form.items()}
        answer = self.url_open(path, files=parts, timeout=60)
        questionnaire.invalidate_recordset()
        return answer

    def answered(self, *names, **values):
        """Return a questionnaire that the customer has answered."""
        questionnaire, path = self.send(*(names or values))
        answer = self.post(path, questionnaire, **values)
        self.assertEqual(answer.status_code, 200, self.text(answer))
        self.assertEqual(questionnaire.state, "answered", self.text(answer))
        return questionnaire

    def assertClosed(self, answer, secrets=()):
        """The one page for whatever is not valid: it tells nothing more."""
        self.assertEqual(answer.status_code, 404)
        self.assertIn("This link is not valid any more", self.text(answer))
        for secret in ("Secret Trading", "Li Wei", *secrets):
            self.assertNotIn(secret, answer.text)
        self.assertHeaders(answer)

    def assertUntouched(self, questionnaire):
        questionnaire.invalidate_recordset()
        self.assertIn(questionnaire.state, ("sent", "opened"))
        self.assertFalse(any(questionnaire.answer_ids.mapped("answer")))
        self.assertFalse(questionnaire.comment)

    def assertHeaders(self, answer):
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("noindex", answer.headers["X-Robots-Tag"])

    def unique(self, answer):
        """The page without what differs from request to request."""
        return re.sub(r'"?csrf_token"?: ?"[^"]*"', "", answer.text)

    def make_stale(self, name):
        """Let the fact's day of checking be past."""
        fact = self.env["customer.insight.fact"].search(
            [("partner_id", "=", self.customer.id), ("field_name", "=", name)]
        )
        fact.sudo().write({"check_on": fields.Date.to_date("2020-01-01")})
        return fact
