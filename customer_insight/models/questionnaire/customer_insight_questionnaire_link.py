import hashlib
import re
import secrets

from odoo import api, fields, models

from .customer_insight_questionnaire import OPEN

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
PATH = "/customer-file"


class CustomerInsightQuestionnaireLink(models.Model):
    """A way to open a questionnaire, known only by the hash of its secret.

    Who reads the database cannot open the page. A questionnaire may have several
    links, so that the one in the first mail works after a reminder, too.
    """

    _name = "customer.insight.questionnaire.link"
    _description = "Customer Questionnaire Link"

    questionnaire_id = fields.Many2one(
        "customer.insight.questionnaire", required=True, ondelete="cascade", index=True
    )
    token_hash = fields.Char(required=True)

    _token_hash_unique = models.UniqueIndex("(token_hash)")

    @api.model
    def _hash(self, token):
        """The secret has 256 random bits: no salt is needed, nothing can be guessed."""
        return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

    @api.model
    def _make(self, questionnaire):
        """Return the address of a new link; it cannot be read again."""
        token = secrets.token_urlsafe(32)
        values = {
            "questionnaire_id": questionnaire.id,
            "token_hash": self._hash(token),
        }
        self.sudo().create(values)
        return f"{questionnaire.get_base_url()}{PATH}/{token}"

    @api.model
    def _open(self, token):
        """Return the questionnaire that a token opens, as superuser; empty for none.

        Looked up by hash, so that no timing tells how near a guess was.
        """
        Questionnaire = self.env["customer.insight.questionnaire"].sudo()
        if not TOKEN.fullmatch(token):
            return Questionnaire
        link = self.sudo().search([("token_hash", "=", self._hash(token))])
        return link.questionnaire_id.filtered(lambda found: found._is_open())


class CustomerInsightQuestionnaire(models.Model):
    _inherit = "customer.insight.questionnaire"

    def _is_open(self):
        """Whether the customer may answer now."""
        self.ensure_one()
        return (
            self.state in OPEN
            and self.expires >= fields.Date.today()
            and self.partner_id.active
            and self.company_id.active
        )
