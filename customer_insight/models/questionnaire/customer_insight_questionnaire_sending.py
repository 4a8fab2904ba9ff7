from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .customer_insight_questionnaire import OPEN

REMIND_DAYS = 3
KEEP_DRAFTS_DAYS = 30


class CustomerInsightQuestionnaire(models.Model):
    """How a questionnaire reaches the customer, and how it ends without an answer."""

    _inherit = "customer.insight.questionnaire"

    def action_send(self):
        """Mail a link to the recipient, in his language."""
        self.ensure_one()
        self._prepare_sending()
        if not self.recipient_id.email:
            raise UserError(
                self.env._(
                    "%(recipient)s has no mail address. Enter one, choose another "
                    "recipient, or copy the link and send it by WeChat.",
                    recipient=(self.recipient_id or self.partner_id).display_name,
                )
            )
        self._mail("customer_insight.mail_template_questionnaire")
        self.mailed_date = fields.Datetime.now()
        return self._told(
            self.env._(
                "The questions are on their way to %(email)s.",
                email=self.recipient_id.email,
            )
        )

    def action_share(self):
        """Show a new link, to be sent by WeChat or any other way."""
        self.ensure_one()
        self._prepare_sending()
        url = self.env["customer.insight.questionnaire.link"]._make(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Link for the Customer"),
            "res_model": "customer.insight.questionnaire.share",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_url": url, "default_message": self._invitation(url)},
        }

    def _invitation(self, url):
        """The text that goes with the link, in the recipient's language."""
        return self.with_context(lang=self.lang).env._(
            "Hello, this is %(company)s. May we ask you a few questions about your "
            "company? It takes a few minutes: %(url)s (valid until %(date)s)",
            company=self.company_id.name,
            url=url,
            date=self.expires,
        )

    def _prepare_sending(self):
        """Check that it may go out, and keep what was chosen."""
        self._check_may_edit_customer()
        self._check_state("draft", *OPEN)
        if not self.expires or self.expires < fields.Date.context_today(self):
            raise UserError(self.env._("Choose a day in the future for “Valid Until”."))
        if self.state == "draft":
            self.answer_ids.filtered(lambda answer: not answer.is_asked).sudo().unlink()
            self.answer_ids._remember_known()
        if not self.answer_ids:
            raise UserError(self.env._("Choose at least one question."))
        if self.state == "draft":
            self.write({"state": "sent", "sent_date": fields.Datetime.now()})

    def _mail(self, template):
        """Send a mail with a link of its own; neither is kept."""
        link = self.env["customer.insight.questionnaire.link"]._make(self)
        template = self.env.ref(template).with_context(insight_link=link)
        mail_id = template.send_mail(self.id, force_send=True)
        mail = self.env["mail.mail"].sudo().browse(mail_id).exists()
        if mail.state == "exception":
            raise UserError(
                self.env._(
                    "The mail to %(email)s could not be sent: %(reason)s",
                    email=self.recipient_id.email,
                    reason=mail.failure_reason or "",
                )
            )

    def _told(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "success",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    # Scheduled action

    @api.model
    def _cron_questionnaires(self):
        """Remind, close what is over, and forget what is no longer needed."""
        self._remind()
        self._expire()
        self._clear_drafts()
        self.env["customer.insight.visit"]._clear()

    def _remind(self):
        """Mail once, a few days before the end, to those who got a mail."""
        today = fields.Date.context_today(self)
        soon = today + relativedelta(days=REMIND_DAYS)
        found = self.search(
            Domain("state", "in", OPEN)
            & Domain("mailed_date", "<", fields.Datetime.now() - relativedelta(days=1))
            & Domain("reminded_date", "=", False)
            & Domain("expires", ">=", today)
            & Domain("expires", "<=", soon)
            & Domain("recipient_id.email", "!=", False)
        ).filtered(lambda one: one._is_open())
        for questionnaire in found:
            questionnaire.reminded_date = fields.Datetime.now()
            questionnaire._mail("customer_insight.mail_template_questionnaire_reminder")
            self.env["ir.cron"]._commit_progress(1)

    def _expire(self):
        over = self.search(
            Domain("state", "in", OPEN)
            & Domain("expires", "<", fields.Date.context_today(self))
        )
        over.link_ids.unlink()
        over.state = "expired"

    def _clear_drafts(self):
        old = fields.Datetime.now() - relativedelta(days=KEEP_DRAFTS_DAYS)
        self.search([("state", "=", "draft"), ("write_date", "<", old)]).unlink()
