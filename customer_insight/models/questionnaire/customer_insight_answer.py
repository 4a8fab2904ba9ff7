from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .askable import KINDS, SHOWN
from .values import options_of, parse, raw_of, words_of

STATES = [
    ("pending", "To decide"),
    ("accepted", "Accepted"),
    ("edited", "Edited"),
    ("rejected", "Rejected"),
]
FORM = "answer_"
FIXED = {
    "answer",
    "field_name",
    "kind",
    "question",
    "questionnaire_id",
    "requirement_id",
}


class CustomerInsightAnswer(models.Model):
    """One question to a customer about one fact of his file, and what he said."""

    _name = "customer.insight.answer"
    _description = "Customer Answer"
    _order = "questionnaire_id, sequence, id"
    _rec_name = "question"

    questionnaire_id = fields.Many2one(
        "customer.insight.questionnaire", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    requirement_id = fields.Many2one(
        "customer.insight.requirement", readonly=True, index=True, ondelete="set null"
    )
    field_name = fields.Char("Field", required=True, readonly=True)
    field_label = fields.Char("Fact", compute="_compute_field_label")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    question = fields.Text(translate=True, readonly=True)
    is_asked = fields.Boolean("Ask", default=True)
    is_stale = fields.Boolean(
        "Out of Date", readonly=True, help="Known, but too long ago to rely on."
    )
    options = fields.Json(compute="_compute_options")

    # Raw values and their words: see values.py.
    asked_value = fields.Text("Known When Asked", readonly=True)
    answer = fields.Text("Answer as Sent", readonly=True)
    value = fields.Text("Value to Write")
    known = fields.Text(compute="_compute_known")
    known_words = fields.Text("Known Now", compute="_compute_known")
    answer_words = fields.Text("Answer", compute="_compute_answer_words")
    value_words = fields.Text("Accepted Value", compute="_compute_answer_words")
    is_changed = fields.Boolean(
        "Changed Meanwhile",
        compute="_compute_known",
        help="The file holds something else than when the customer was asked.",
    )

    state = fields.Selection(STATES, required=True, readonly=True, default="pending")
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_date = fields.Datetime("Decided On", readonly=True)
    decided_known = fields.Text(readonly=True, help="What the file held by then.")
    is_overtaken = fields.Boolean(compute="_compute_known")

    _requirement_unique = models.UniqueIndex(
        "(questionnaire_id, requirement_id)", "A fact is asked once."
    )

    @api.depends("field_name")
    @api.depends_context("lang")
    def _compute_field_label(self):
        labels = self.env["res.partner"].fields_get(
            {*self.mapped("field_name")}, ["string"]
        )
        for answer in self:
            known = labels.get(answer.field_name, {})
            answer.field_label = known.get("string", answer.field_name)

    @api.depends("field_name")
    @api.depends_context("lang")
    def _compute_options(self):
        for answer in self:
            field = answer._field()
            closed = not field or answer.kind == "note"
            answer.options = [] if closed else options_of(self.env, field)

    @api.depends("field_name", "asked_value", "decided_known")
    @api.depends_context("lang")
    def _compute_known(self):
        for answer in self:
            answer.known = answer._known()
            answer.known_words = answer._words(answer.known)
            answer.is_changed = (answer.known or "") != (answer.asked_value or "")
            answer.is_overtaken = (answer.known or "") != (answer.decided_known or "")

    @api.depends("field_name", "answer", "value")
    @api.depends_context("lang")
    def _compute_answer_words(self):
        for answer in self:
            answer.answer_words = answer._words(answer.answer)
            answer.value_words = answer._words(answer.value)

    @api.model_create_multi
    def create(self, vals_list):
        """The customer reads the file's question, never what somebody sends along."""
        Requirement = self.env["customer.insight.requirement"]
        for vals in vals_list:
            requirement = Requirement.browse(vals.get("requirement_id"))
            if not requirement._askable():
                raise ValidationError(
                    self.env._(
                        "A customer cannot be asked about “%(fact)s”.",
                        fact=requirement.name or "",
                    )
                )
            vals.update(
                field_name=requirement.field_name,
                kind=requirement._answer_kind(),
                question="",
            )
        answers = super().create(vals_list)
        answers.sudo()._copy_questions()
        answers._remember_known()
        return answers

    def _copy_questions(self):
        """Keep each question as it was asked, in every language."""
        for lang, _name in self.env["res.lang"].get_installed():
            for answer in self.with_context(lang=lang):
                answer.question = answer.requirement_id.question

    def _remember_known(self):
        for answer in self:
            answer.asked_value = answer.known

    def write(self, vals):
        """What was asked stays; only the review goes on."""
        if not self.env.su and (fixed := FIXED & vals.keys()):
            raise AccessError(
                self.env._("%(fields)s cannot be changed.", fields=", ".join(fixed))
            )
        return super().write(vals)

    def _known(self):
        """Return what the file holds as a raw value; of his people their names."""
        if not self._field():
            return ""
        if self.requirement_id.kind == "people":
            return self._known_people()
        return raw_of(self._customer(), self.field_name)

    def _known_people(self):
        requirement = self.requirement_id
        holders = self._customer().child_ids.filtered(
            lambda person: (
                person[self.field_name] == requirement.value
                if requirement.value
                else person[self.field_name]
            )
        )
        return ", ".join(holders.mapped("name"))

    def _field(self):
        return self.env["res.partner"]._fields.get(self.field_name)

    def _customer(self):
        """The customer as the asking company sees him: amounts are in its currency."""
        questionnaire = self.questionnaire_id
        return questionnaire.partner_id.with_company(questionnaire.company_id)

    def _words(self, raw):
        if not raw or not self._field() or self.kind == "note":
            return raw
        return words_of(self._customer(), self.field_name, raw)

    # The customer's page

    def _form_name(self):
        return f"{FORM}{self.id}"

    def _parse(self, typed):
        return parse(self.env, self._field(), self.kind, typed)

    def _unit(self):
        """The currency of an amount."""
        if self.kind != "monetary":
            return ""
        customer = self._customer()
        return customer[self._field().get_currency_field(customer)].name

    def _is_shown(self):
        """Whether he sees what we know, to confirm it."""
        return (
            self.is_stale
            and self.requirement_id.kind == "customer"
            and self.field_name in SHOWN
        )
