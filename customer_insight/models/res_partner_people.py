from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .res_partner import USER, guarded
from .res_partner_file_fact import fact

INFLUENCES = [("high", "High"), ("medium", "Medium"), ("low", "Low")]
ATTITUDES = [
    ("supports", "Supports us"),
    ("neutral", "Neutral"),
    ("opposes", "Opposes us"),
    ("unknown", "Unknown"),
]
DEPARTMENT_KINDS = [
    ("uses", "Uses"),
    ("purchases", "Purchases"),
    ("supports", "Supports"),
]
POSITIONS = [
    ("owner", "Owner"),
    ("manager", "Manager"),
    ("legal_representative", "Legal representative"),
    ("employee", "Employee"),
]

# What coverage rules look at: a change is checked soon.
PEOPLE_FACTS = {
    "type",
    "insight_decision_role",
    "insight_function",
    "insight_attitude",
    "insight_department_kind",
    "insight_has_left",
}


class ResPartner(models.Model):
    """The people of a customer: who decides, who reports to whom, who is for us."""

    _inherit = "res.partner"

    insight_people_ids = fields.One2many(
        "res.partner",
        "parent_id",
        string="His People",
        domain=[("type", "=", "contact"), ("is_company", "=", False)],
        search=guarded("insight_people_ids"),
        copy=False,
        groups=USER,
    )
    insight_influence = fact(fields.Selection, INFLUENCES, string="Influence")
    insight_attitude = fact(fields.Selection, ATTITUDES, string="Attitude")
    insight_department_kind = fact(
        fields.Selection,
        DEPARTMENT_KINDS,
        string="Department",
        help="What his department does with what we sell.",
    )
    insight_position = fact(fields.Selection, POSITIONS, string="Position")
    insight_has_left = fact(
        fields.Boolean,
        string="Has Left",
        help="He works there no more. What is known of him stays.",
    )
    insight_manager_id = fact(
        fields.Many2one,
        "res.partner",
        string="Reports To",
        search=guarded("insight_manager_id"),
        index="btree_not_null",
        ondelete="set null",
    )
    insight_report_ids = fields.One2many(
        "res.partner",
        "insight_manager_id",
        string="Direct Reports",
        search=guarded("insight_report_ids"),
        readonly=True,
        groups=USER,
    )

    @api.constrains("insight_manager_id")
    def _check_insight_manager_id(self):
        people = self.sudo().filtered("insight_manager_id")
        for person in people:
            if not person._insight_same_customer(person.insight_manager_id):
                raise ValidationError(
                    self.env._(
                        "%(person)s cannot report to %(manager)s, who does not work "
                        "for the same customer. Choose one of his colleagues.",
                        person=person.name,
                        manager=person.insight_manager_id.name,
                    )
                )
            if person._has_cycle("insight_manager_id"):
                raise ValidationError(
                    self.env._(
                        "%(person)s cannot report to %(manager)s: following the "
                        "reporting line up from there leads back to %(person)s.",
                        person=person.name,
                        manager=person.insight_manager_id.name,
                    )
                )

    def _insight_same_customer(self, other):
        """Whether both are people of one customer."""
        return self.commercial_partner_id == other.commercial_partner_id and not (
            other.is_company
        )

    def write(self, vals):
        res = super().write(vals)
        if not PEOPLE_FACTS.isdisjoint(vals):
            self._insight_changed()
        if not {"parent_id", "is_company"}.isdisjoint(vals):
            self._insight_leave_lines()
        return res

    def _insight_leave_lines(self):
        """Who moves to another customer leaves his reporting line behind."""
        people = self.sudo().with_context(active_test=False)
        people |= people.search([("id", "child_of", people.ids)])
        people |= people.insight_report_ids
        people.filtered(
            lambda person: (
                person.insight_manager_id
                and not person._insight_same_customer(person.insight_manager_id)
            )
        ).insight_manager_id = False

    # Merging

    def _insight_manager_beyond(self):
        """The first manager up the line who is not among these, the last one first."""
        for person in reversed(self):
            manager = person.insight_manager_id
            while manager & self:
                manager = manager.insight_manager_id
            if manager:
                return manager
        return self.browse()

    def _insight_join_line(self, manager):
        """Report to a manager, unless the line would lead back here."""
        self.invalidate_recordset()
        if manager and self._insight_same_customer(manager):
            above = manager
            while above and above != self:
                above = above.insight_manager_id
            self.insight_manager_id = manager if not above else False
        self._insight_leave_lines()
