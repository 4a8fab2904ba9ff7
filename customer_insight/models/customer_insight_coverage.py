from odoo import api, fields, models

from .customer_insight import CATEGORIES

KINDS = [
    ("no_decision_maker", "No decision maker is known"),
    ("decision_maker_left", "The decision maker left"),
    ("decision_maker_opposes", "A decision maker opposes us"),
    ("single_contact", "Only a single contact is known"),
    ("role_left", "Somebody who left still holds a role"),
    ("no_purchaser", "Nobody who purchases is known"),
    ("no_user", "Nobody in the using department is known"),
]
SEVERITIES = [("high", "Risk"), ("medium", "Weakness"), ("low", "Note")]


def applies_to(category):
    return fields.Boolean(string=category, default=True)


class CustomerInsightCoverage(models.Model):
    """A rule on the people we should know at a customer, and what to do about a gap."""

    _name = "customer.insight.coverage"
    _description = "Coverage Rule"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind = fields.Selection(KINDS, string="What It Finds", required=True)
    severity = fields.Selection(SEVERITIES, required=True, default="medium")
    advice = fields.Text(
        string="What to Do",
        translate=True,
        help="Shown on the customer's page and in the activity.",
    )
    for_ei = applies_to("EI")
    for_eii = applies_to("EII")
    for_eiii = applies_to("EIII")
    for_eiv = applies_to("EIV")
    for_pi = applies_to("PI")
    for_pii = applies_to("PII")
    for_piii = applies_to("PIII")
    for_piv = applies_to("PIV")
    for_f = applies_to("F")
    classes = fields.Char(
        compute="_compute_classes", help="The classes that the rule applies to."
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        domain="[('res_model', 'in', ['res.partner', False])]",
        ondelete="restrict",
        help="Scheduled for the salesperson. If empty, the gap is only shown.",
    )
    days = fields.Integer(
        string="Due In (days)", default=7, help="From the day the gap is found."
    )
    repeat_days = fields.Integer(
        string="Again After (days)",
        default=90,
        help="When the activity was done and the gap is still there.",
    )

    _days_positive = models.Constraint(
        "CHECK(days >= 0 AND repeat_days >= 0)", "Days cannot be negative."
    )

    @api.depends(lambda self: [self._class_field(code) for code, _name in CATEGORIES])
    def _compute_classes(self):
        for rule in self:
            rule.classes = " ".join(rule._categories())

    @api.model
    def _class_field(self, category):
        return f"for_{category.lower()}"

    def _categories(self):
        """Return the codes of the classes that the rule applies to."""
        return [code for code, _name in CATEGORIES if self[self._class_field(code)]]

    @api.model
    def _ranks(self):
        """Return ``{severity: rank}``; what is worst comes first."""
        return {code: rank for rank, (code, _name) in enumerate(SEVERITIES)}

    def _describe(self):
        """Return what the customer's page shows of a broken rule."""
        severities = dict(self._fields["severity"]._description_selection(self.env))
        return {
            "name": self.name,
            "advice": self.advice or "",
            "severity": self.severity,
            "label": severities[self.severity],
        }
