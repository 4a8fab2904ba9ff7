from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

USER = "customer_insight.customer_insight_group_user"

DECISION_ROLES = [
    ("decides", "Decides"),
    ("influences", "Influences"),
    ("uses", "Uses"),
    ("purchases", "Purchases"),
    ("pays", "Pays"),
    ("gatekeeper", "Keeps the gate"),
]
FUNCTIONS = [
    ("management", "General management"),
    ("purchasing", "Purchasing"),
    ("sales", "Sales"),
    ("finance", "Finance"),
    ("logistics", "Logistics"),
    ("warehouse", "Warehouse"),
    ("engineering", "Engineering"),
    ("using", "Using department"),
    ("maintenance", "Maintenance"),
    ("support", "Support"),
]
LEVELS = [
    ("operator", "Operator"),
    ("manager", "Manager"),
    ("executive", "Executive"),
]


def guarded(name):
    """Return a search method for a relation to partners that outsiders cannot use.

    With ``child_of``, core walks such a relation as superuser and never looks at its
    groups.
    """

    def search(partners, operator, value):
        if not partners._has_field_access(partners._fields[name], "read"):
            return Domain.custom(to_sql=partners._refuse_insight)
        return Domain(name, operator, value)

    return search


class ResPartner(models.Model):
    """Facts that people know about a customer and his people.

    Not copied: a duplicate is somebody else, and who may not see the facts could not
    duplicate a contact otherwise.
    """

    _inherit = "res.partner"

    insight_type_id = fields.Many2one(
        "customer.insight.type",
        string="Customer Type",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        groups=USER,
    )
    insight_personality_id = fields.Many2one(
        "customer.insight.trait",
        string="Personality",
        domain="[('kind', '=', 'personality')]",
        ondelete="restrict",
        copy=False,
        groups=USER,
    )
    insight_communication_id = fields.Many2one(
        "customer.insight.trait",
        string="Communication Style",
        domain="[('kind', '=', 'communication')]",
        ondelete="restrict",
        copy=False,
        groups=USER,
    )
    insight_selling_style = fields.Char(
        related="insight_personality_id.selling_style",
        string="Selling Style",
        groups=USER,
    )
    insight_personality_advice = fields.Text(
        related="insight_personality_id.advice", string="Selling Advice", groups=USER
    )
    insight_communication_advice = fields.Text(
        related="insight_communication_id.advice", string="Talking Advice", groups=USER
    )
    insight_decision_role = fields.Selection(
        DECISION_ROLES, string="Decision Role", copy=False, groups=USER
    )
    insight_decision_makers = fields.Char(
        string="Decision Makers",
        compute="_compute_insight_decision_makers",
        groups=USER,
        help="His contacts who decide.",
    )
    insight_function = fields.Selection(
        FUNCTIONS, string="Customer's Function", copy=False, groups=USER
    )
    insight_level = fields.Selection(LEVELS, string="Level", copy=False, groups=USER)
    insight_referred_by_id = fields.Many2one(
        "res.partner",
        string="Referred By",
        search=guarded("insight_referred_by_id"),
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        groups=USER,
    )
    insight_rival_response = fields.Selection(
        [("stays", "Stays with us"), ("follows", "Follows them")],
        string="When Rivals Promote",
        copy=False,
        groups=USER,
    )

    @api.depends(
        *("name", "function", "insight_decision_role", "commercial_partner_id"),
        *("child_ids.name", "child_ids.function", "child_ids.insight_decision_role"),
        *("insight_has_left", "child_ids.insight_has_left"),
    )
    def _compute_insight_decision_makers(self):
        """Name (job) of each who decides for the customer; the same on his contacts."""
        deciders = self._insight_people().filtered(
            lambda person: person.insight_decision_role == "decides"
        )
        deciders._origin.fetch(["insight_has_left"])  # not the whole file
        present = deciders.filtered(lambda person: not person.insight_has_left)
        by_customer = present.grouped("commercial_partner_id")
        for partner in self:
            names = [
                f"{person.name} ({person.function})" if person.function else person.name
                for person in by_customer.get(partner.commercial_partner_id, ())
            ]
            partner.insight_decision_makers = ", ".join(names) or False

    def _insight_people(self):
        """These and their contacts; for a contact, those of his company, too."""
        people = self | self.child_ids
        companies = self.commercial_partner_id - self
        if companies:
            people |= self.search([("commercial_partner_id", "in", companies.ids)])
        return people

    @api.constrains("insight_referred_by_id")
    def _check_insight_referred_by_id(self):
        for partner in self.sudo().filtered("insight_referred_by_id"):
            if partner.insight_referred_by_id.commercial_partner_id == (
                partner.commercial_partner_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(customer)s cannot be referred by himself.",
                        customer=partner.display_name,
                    )
                )
