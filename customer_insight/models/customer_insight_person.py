from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

PERSONAL = "customer_insight.customer_insight_group_personal"
EXPORT = "customer_insight.customer_insight_group_personal_export"
ASKED = "insight_export_personal_files"

# What is written in words; merged files are joined line by line.
TEXTS = (
    "family",
    "children",
    "hobbies",
    "education",
    "career",
    "achievements",
    "places",
    "culture",
    "likes",
    "dislikes",
    "character",
    "ability",
    "notes",
)


class CustomerInsightPerson(models.Model):
    """A contact's personal file: what opens a conversation. Sensitive data.

    No partner field leads here, so no search on contacts tells anything. It has no
    chatter, and an activity on it is read by those who read the file.

    The link does not cascade: the privacy lookup looks only at links that don't. Who
    deletes a contact deletes his file first (``res.partner.unlink``).
    """

    _name = "customer.insight.person"
    _description = "Personal File"
    _inherit = "mail.activity.mixin"
    _rec_name = "partner_id"
    _order = "partner_id, id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        ondelete="restrict",
        domain="[('is_company', '=', False), ('type', '=', 'contact')]",
    )
    family = fields.Text()
    children = fields.Text()
    hobbies = fields.Text()
    education = fields.Text()
    career = fields.Text()
    achievements = fields.Text()
    places = fields.Text(string="Places Travelled")
    culture = fields.Text()
    likes = fields.Text()
    dislikes = fields.Text()
    birthday = fields.Date()
    birth_year_unknown = fields.Boolean(
        string="Year Unknown", help="Only day and month of the birthday are known."
    )
    age = fields.Integer(compute="_compute_age")
    character = fields.Text()
    ability = fields.Text()
    notes = fields.Text()
    insight_position = fields.Selection(related="partner_id.insight_position")
    reminded_for = fields.Date(
        readonly=True, copy=False, help="The last birthday that was announced."
    )

    _partner_unique = models.Constraint(
        "UNIQUE(partner_id)", "A contact has one personal file."
    )

    @api.depends("birthday", "birth_year_unknown")
    @api.depends_context("tz")
    def _compute_age(self):
        """Full years; 0 when the year is not known."""
        today = fields.Date.context_today(self)
        for person in self:
            known = person.birthday and not person.birth_year_unknown
            years = relativedelta(today, person.birthday).years if known else 0
            person.age = max(years, 0)

    @api.model
    def _may_open(self, partner):
        """Whether the user keeps this contact's file: see the record rules."""
        customer = partner.sudo().commercial_partner_id
        responsible = customer.user_id or partner.sudo().user_id
        return (
            self.env.su
            or responsible == self.env.user
            or self.env.user.has_group(PERSONAL)
        )

    # Leaving the database

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        """Refuse to export, in whatever way, unless somebody entitled asks for it."""
        self._check_export()
        return super()._export_rows(fields, _is_toplevel_call=_is_toplevel_call)

    def _check_export(self):
        asked = self.env.context.get(ASKED) and self.env.user.has_group(EXPORT)
        if not (self.env.su or asked):
            raise AccessError(
                self.env._(
                    "Personal files are not exported. Who has the right “Export "
                    "Personal Files” starts from the action of that name."
                )
            )

    def action_open_for_export(self):
        """List the files for somebody who asks to export them, and may."""
        if not self.env.user.has_group(EXPORT):
            raise AccessError(self.env._("You may not export personal files."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_insight.customer_insight_person_action"
        )
        return {**action, "context": {ASKED: True}}

    # No chatter: what activities ask of a document's is answered with nothing

    def message_subscribe(self, *_args, **_kwargs):
        """Nobody follows a personal file."""
        self.check_access("read")
        return True

    def message_notify(self, *_args, **_kwargs):
        """Nobody gets a mail about a personal file; the activity shows by itself."""
        self.check_access("read")
        return self.env["mail.message"]

    def message_post_with_source(self, *_args, **_kwargs):
        """A done reminder leaves no message: there is no chatter to keep it."""
        self.check_access("read")
        return self.env["mail.message"]

    # Merging contacts

    def _merge_into(self, partner):
        """Give the files' contents to a partner's file, without losing a word."""
        target = self.search([("partner_id", "=", partner.id)])
        for person in self.filtered(lambda person: person.partner_id != partner):
            if target:
                target._take_over(person)
                person.unlink()
            else:
                person.partner_id = partner
                target = person
        self.env.flush_all()

    def _take_over(self, other):
        """Add another file's contents to this one; its own words come first."""
        values = {}
        for name in TEXTS:
            mine, theirs = self[name] or "", other[name] or ""
            if theirs and theirs not in mine:
                values[name] = f"{mine}\n{theirs}" if mine else theirs
        if other.birthday and not self.birthday:
            values["birthday"] = other.birthday
            values["birth_year_unknown"] = other.birth_year_unknown
        elif other.birthday and other.birthday != self.birthday:
            notes = [values.get("notes") or self.notes, str(other.birthday)]
            values["notes"] = "\n".join(filter(None, notes))
        self.write(values)
