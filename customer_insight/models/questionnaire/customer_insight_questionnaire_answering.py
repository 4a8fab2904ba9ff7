from odoo import SUPERUSER_ID, fields, models

from .values import MAX_ANSWER, AnswerError

ACTIVITY = "customer_insight.mail_activity_type_answers"
USER = "customer_insight.customer_insight_group_user"


class CustomerInsightQuestionnaire(models.Model):
    """What the customer's page may do: show, mark as opened, take answers once.

    The controller calls these as superuser, after it has checked who asks.
    """

    _inherit = "customer.insight.questionnaire"

    def _mark_opened(self):
        """Looking changes nothing else: mail scanners look, too."""
        if self.state == "sent":
            self.write({"state": "opened", "opened_date": fields.Datetime.now()})

    def _read_form(self, form):
        """Return ``({answer: raw value}, {name in the form: error})``.

        What is not asked is not looked at.
        """
        values, errors = {}, {}
        for answer in self.answer_ids:
            try:
                values[answer] = answer._parse(form.get(answer._form_name(), ""))
            except AnswerError as error:
                errors[answer._form_name()] = str(error)
        comment = form.get("comment", "")
        if not isinstance(comment, str) or len(comment) > MAX_ANSWER:
            errors["comment"] = self.env._(
                "Please shorten your comment to %(limit)s characters.",
                limit=MAX_ANSWER,
            )
        return values, errors

    def _take_answers(self, values, comment):
        """Keep the answers for review and close the page.

        Of two submissions at the same moment, the database lets one write this row;
        the other is done again and finds the page closed.
        """
        for answer, raw in values.items():
            answer.write({"answer": raw, "value": raw})
        now = fields.Datetime.now()
        self.write({"state": "answered", "answered_date": now, "comment": comment})
        self.link_ids.unlink()
        self._schedule_review()

    def _schedule_review(self):
        """One activity, from the system: who answered is nobody's colleague."""
        user = self._reviewer()
        if user:
            system = self.with_user(SUPERUSER_ID).with_context(lang=user.lang)
            system.activity_schedule(ACTIVITY, user_id=user.id)

    def _reviewer(self):
        """The customer's salesperson, else who asked; somebody who may review."""
        candidates = self.partner_id.user_id | self.user_id
        return candidates.filtered(lambda user: user.active and user.has_group(USER))[
            :1
        ]
