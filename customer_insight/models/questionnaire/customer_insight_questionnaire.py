from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

STATES = [
    ("draft", "Draft"),
    ("sent", "Sent"),
    ("opened", "Opened"),
    ("answered", "Answered"),
    ("reviewed", "Reviewed"),
    ("expired", "Expired"),
    ("cancelled", "Cancelled"),
]
OPEN = ("sent", "opened")


class CustomerInsightQuestionnaire(models.Model):
    """Questions that a customer answers on a page of his own.

    What he says changes nothing by itself: a salesperson reviews each answer.
    """

    _name = "customer.insight.questionnaire"
    _description = "Customer Questionnaire"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, ondelete="cascade", index=True
    )
    recipient_id = fields.Many2one(
        "res.partner",
        compute="_compute_recipient_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('commercial_partner_id', '=', partner_id)]",
        index="btree_not_null",
        ondelete="set null",
        help="Who gets the mail and is asked in his language.",
    )
    recipient_email = fields.Char(related="recipient_id.email")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language",
        compute="_compute_lang",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users", "Asked By", readonly=True, default=lambda self: self.env.user
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, default="draft", copy=False
    )
    expires = fields.Date(
        "Valid Until", default=lambda self: self._default_expires(), copy=False
    )
    sent_date = fields.Datetime("Sent On", readonly=True, copy=False)
    mailed_date = fields.Datetime("Mailed On", readonly=True, copy=False)
    reminded_date = fields.Datetime("Reminded On", readonly=True, copy=False)
    opened_date = fields.Datetime("Opened On", readonly=True, copy=False)
    answered_date = fields.Datetime("Answered On", readonly=True, copy=False)
    reviewed_date = fields.Datetime("Reviewed On", readonly=True, copy=False)
    comment = fields.Text("Customer's Comment", readonly=True, copy=False)
    answer_ids = fields.One2many(
        "customer.insight.answer", "questionnaire_id", "Questions"
    )
    link_ids = fields.One2many(
        "customer.insight.questionnaire.link",
        "questionnaire_id",
        groups="base.group_no_one",
        copy=False,
    )
    pending_count = fields.Integer("To Decide", compute="_compute_pending_count")
    accepted_count = fields.Integer("To Write", compute="_compute_pending_count")

    _open_idx = models.Index("(expires) WHERE state IN ('sent', 'opened')")

    @api.model
    def _default_expires(self):
        policy = self.env["customer.insight.policy"]._for_company(self.env.company)
        return fields.Date.context_today(self) + relativedelta(
            days=policy.sudo().questionnaire_days
        )

    @api.depends("partner_id")
    def _compute_recipient_id(self):
        """The customer's address if it has a mail, else his first contact with one."""
        for questionnaire in self:
            customer = questionnaire.partner_id
            people = customer | customer.child_ids
            mailed = people.filtered("email")
            questionnaire.recipient_id = (mailed or people)[:1]

    @api.depends("recipient_id", "partner_id")
    def _compute_lang(self):
        installed = dict(self.env["res.lang"].get_installed())
        for questionnaire in self:
            recipient = questionnaire.recipient_id or questionnaire.partner_id
            lang = recipient.lang or questionnaire.partner_id.lang
            if lang not in installed:
                lang = self.env.user.lang or self.env.lang
            questionnaire.lang = lang if lang in installed else next(iter(installed))

    @api.depends("answer_ids.state", "answer_ids.answer")
    def _compute_pending_count(self):
        for questionnaire in self:
            answers = questionnaire.answer_ids
            questionnaire.pending_count = len(answers._undecided())
            questionnaire.accepted_count = len(answers._to_write())

    @api.depends("partner_id", "create_date")
    def _compute_display_name(self):
        for questionnaire in self:
            questionnaire.display_name = self.env._(
                "Questions to %(customer)s",
                customer=questionnaire.partner_id.display_name,
            )

    @api.constrains("partner_id", "recipient_id")
    def _check_recipient_id(self):
        for questionnaire in self:
            customer = questionnaire.partner_id
            recipient = questionnaire.recipient_id
            if recipient and recipient.commercial_partner_id != (
                customer.commercial_partner_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(recipient)s is no contact of %(customer)s.",
                        recipient=recipient.display_name,
                        customer=customer.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        questionnaires = super().create(vals_list)
        questionnaires._check_may_edit_customer()
        return questionnaires

    def _check_may_edit_customer(self):
        """Asking leads to writing: who may not edit the customer doesn't ask him."""
        self.partner_id.check_access("write")

    def _check_state(self, *states):
        for questionnaire in self:
            if questionnaire.state not in states:
                raise UserError(
                    self.env._(
                        "%(questionnaire)s: not possible any more, it is “%(state)s”.",
                        questionnaire=questionnaire.display_name,
                        state=questionnaire._state_words(),
                    )
                )

    def _state_words(self):
        selection = self._fields["state"]._description_selection(self.env)
        return dict(selection)[self.state]

    # Drafts

    @api.model
    def _ask(self, partner):
        """Return a draft with all that is missing or stale, ready to choose from.

        A draft that was left is taken up again, with what is missing now.
        """
        partner.check_access("write")
        mine = Domain("partner_id", "=", partner.id) & Domain("state", "=", "draft")
        mine &= Domain("company_id", "=", self.env.company.id)
        mine &= Domain("user_id", "=", self.env.uid)
        draft = self.search(mine, limit=1) or self.create({"partner_id": partner.id})
        draft._renew_questions()
        return draft

    def _renew_questions(self):
        """Put the questions for what is missing or stale now; all are chosen."""
        self.answer_ids.sudo().unlink()
        Requirement = self.env["customer.insight.requirement"]
        customer = self.partner_id
        missing = Requirement._missing(customer)[customer.id]._askable()
        stale = Requirement._stale(customer)[customer.id]._askable()
        self.env["customer.insight.answer"].create(
            [
                {
                    "questionnaire_id": self.id,
                    "sequence": sequence,
                    "requirement_id": requirement.id,
                    "is_stale": requirement in stale,
                }
                for sequence, requirement in enumerate((missing | stale).sorted())
            ]
        )

    def action_cancel(self):
        """Close the questionnaire: its links stop working."""
        self._check_may_edit_customer()
        self._check_state("draft", *OPEN, "answered", "expired")
        self.sudo().link_ids.unlink()
        self.sudo().activity_unlink(["customer_insight.mail_activity_type_answers"])
        self.state = "cancelled"

    def action_open_customer(self):
        return self.partner_id.action_insight_open_file()
