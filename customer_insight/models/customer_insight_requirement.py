from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import ormcache

from .customer_insight import CATEGORIES

# The pages of the customer file.
SECTIONS = [
    ("type", "Type"),
    ("company", "Company"),
    ("business", "Business"),
    ("people", "People"),
    ("installed_base", "Installed Base"),
    ("end_customers", "His Customers"),
    ("competitors", "Competitors"),
]
KINDS = [("customer", "The customer"), ("people", "One of his people")]
# The field that holds the weight for each class.
WEIGHTS = {category: f"weight_{category.lower()}" for category, _label in CATEGORIES}
KEPT_AFTER_CREATION = {"kind", "field_name"}
NO_FACTS = ("boolean", "binary", "image", "json", "reference", "properties")
NO_FACT_PREFIXES = ("message_", "activity_", "website_message_", "property_")


def weight(category):
    return fields.Integer(
        string=category,
        default=1,
        aggregator=False,
        help="How much the fact is worth for a customer of this class, from 0 to 10. "
        "0: not needed.",
    )


class CustomerInsightRequirement(models.Model):
    """A fact that the customer file should hold, and for which classes.

    Others ask with ``_missing(partners)``, ``_stale(partners)`` and
    ``_for_class(category)``.
    """

    _name = "customer.insight.requirement"
    _description = "Fact of the Customer File"
    _inherit = "customer.insight.words.mixin"
    _order = "section_sequence, sequence, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        KINDS,
        string="Of",
        required=True,
        default="customer",
        help="A fact of his people is known when one of them has it.",
    )
    field_name = fields.Selection("_selection_field_name", string="Fact", required=True)
    value = fields.Char(
        help="Only this value counts, as Odoo keeps it: “decides” asks for a contact "
        "who decides. Empty: any value does."
    )
    section = fields.Selection(SECTIONS, required=True, default="company")
    section_sequence = fields.Integer(
        compute="_compute_section_sequence", store=True, aggregator=False
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    weight_ei = weight("EI")
    weight_eii = weight("EII")
    weight_eiii = weight("EIII")
    weight_eiv = weight("EIV")
    weight_pi = weight("PI")
    weight_pii = weight("PII")
    weight_piii = weight("PIII")
    weight_piv = weight("PIV")
    weight_f = weight("F")
    check_months = fields.Integer(
        string="Check Again After (months)",
        default=12,
        aggregator=False,
        help="0: stays true, as a founding date does.",
    )
    is_asked = fields.Boolean(
        string="On Questionnaires", help="The customer himself may be asked."
    )
    question = fields.Text(
        translate=True,
        help="As the customer is asked. Without a question it is never asked.",
    )

    _fact_unique = models.UniqueIndex(
        "(kind, field_name, COALESCE(value, ''))",
        "The file holds this fact already, perhaps archived.",
    )
    _weights_are_small = models.Constraint(
        "CHECK(LEAST(%(all)s) >= 0 AND GREATEST(%(all)s) <= 10)"
        % {"all": ", ".join(WEIGHTS.values())},
        "A weight lies between 0 and 10.",
    )
    _check_months_positive = models.Constraint(
        "CHECK(check_months >= 0)", "A fact is checked again after 0 or more months."
    )

    @api.model
    def _selection_field_name(self):
        """Fields of a contact that people fill, by their labels."""
        labels = self.env["ir.model.fields"].sudo().get_field_string("res.partner")
        names = filter(self._can_hold_fact, self.env["res.partner"]._fields.values())
        pairs = [(field.name, labels.get(field.name, field.name)) for field in names]
        return sorted(pairs, key=lambda pair: pair[1])

    @api.model
    def _can_hold_fact(self, field):
        """A stored value that people write; a box that is not ticked tells nothing."""
        return (
            field.store
            and not (field.readonly or field.related)
            and field.type not in NO_FACTS
            and not field.name.startswith(NO_FACT_PREFIXES)
        )

    @api.depends("section")
    def _compute_section_sequence(self):
        order = [section for section, _label in SECTIONS]
        for requirement in self:
            requirement.section_sequence = order.index(requirement.section)

    @api.onchange("field_name")
    def _onchange_field_name(self):
        if self.field_name and not self.name:
            labels = dict(self._selection_field_name())
            self.name = labels.get(self.field_name)

    @api.model_create_multi
    def create(self, vals_list):
        self._recalculate()
        return super().create(vals_list)

    def write(self, vals):
        """Count anew; a fact stays the same fact, as its sources belong to it."""
        for name in KEPT_AFTER_CREATION & vals.keys():
            if any(requirement[name] != vals[name] for requirement in self):
                raise UserError(
                    self.env._(
                        "What was noted about this fact's sources would belong to "
                        "another one. Archive it, and add the other fact instead."
                    )
                )
        self._recalculate()
        return super().write(vals)

    def unlink(self):
        self._recalculate()
        return super().unlink()

    @api.model
    def _recalculate(self):
        """Have the completeness of all files counted anew, soon."""
        cron = self.env.ref(
            "customer_insight.ir_cron_complete_files", raise_if_not_found=False
        )
        if cron and not self.env.context.get("install_mode"):
            cron.sudo()._trigger()

    # What others ask

    @api.model
    def _for_class(self, category):
        """Return what the file of a customer of this class needs, dearest first.

        :param category: ``EI`` … ``EIV``, ``PI`` … ``PIV``, ``F``; False is ``F``
        """
        weighted = WEIGHTS[category or "F"]
        needed = self.search(Domain(weighted, ">", 0))
        needed = needed.filtered(lambda requirement: requirement._exists_as_field())
        return needed.sorted(lambda requirement: -requirement[weighted])

    def _exists_as_field(self):
        """The field may have gone with its addon."""
        return self.field_name in self.env["res.partner"]._fields

    @api.model
    def _missing(self, partners):
        """Return ``{partner id: requirements}`` that their files lack, dearest first.

        What is needed follows the customer's class in the current company; a contact
        stands for his customer. Reads as superuser: check access before you show it.
        """
        return {
            partner.id: needed.filtered(lambda fact, known=known: fact.id not in known)
            for partner, needed, known in self._needed_and_known(partners)
        }

    @api.model
    def _stale(self, partners):
        """Return ``{partner id: requirements}`` to check again, longest overdue first.

        As ``_missing`` otherwise.
        """
        customers = partners.sudo().commercial_partner_id
        facts = self.env["customer.insight.fact"].sudo()
        facts = facts.search(
            facts._stale_domain() & Domain("customer_id", "in", customers.ids),
            order="check_on, id",
        )
        by_customer = facts.grouped("customer_id")
        return {
            partner.id: by_customer.get(
                partner.sudo().commercial_partner_id, facts.browse()
            ).requirement_id.with_env(self.env)
            for partner in partners
        }

    @api.model
    def _needed_and_known(self, partners):
        """Yield ``(partner, requirements of his class, ids of those that he has)``."""
        partners = partners.sudo()
        people = self._people_of(partners)
        needed = {}
        for partner in partners:
            customer = partner.commercial_partner_id
            category = customer.insight_category
            if category not in needed:
                needed[category] = self._for_class(category)
            known = {
                requirement.id
                for requirement in needed[category]
                if requirement._is_known(customer, people.get(customer, customer))
            }
            yield partner, needed[category], known

    @api.model
    def _people_of(self, partners):
        """Return ``{customer: people}``, himself among them."""
        people = partners.browse().search(
            Domain("commercial_partner_id", "in", partners.commercial_partner_id.ids)
            & self._people_domain()
        )
        return people.grouped("commercial_partner_id")

    @api.model
    def _people_domain(self):
        """Who counts as somebody at the customer's."""
        return Domain([("active", "=", True), ("insight_has_left", "=", False)])

    def _is_known(self, customer, people):
        """Tell whether the customer has the fact; the same as ``_known_domain``."""
        holders = people if self.kind == "people" else customer
        values = (holder[self.field_name] for holder in holders)
        if self.value:
            return any(value == self.value for value in values)
        return any(values)

    def _known_domain(self, customer_ids=None):
        """Customers who have the fact; the same as ``_is_known``, for SQL.

        With ids, the people of others are not looked at.
        """
        has = Domain(self.field_name, "!=", False)
        if self.value:
            has = Domain(self.field_name, "=", self.value)
        if self.kind == "customer":
            return has
        has &= self._people_domain()
        if customer_ids is not None:
            has &= Domain("commercial_partner_id", "in", customer_ids)
        people = self.env["res.partner"].sudo()._search(has)
        return Domain("id", "in", people.subselect("commercial_partner_id"))

    def _total_weight(self, category):
        """What these facts are worth for a customer of the class."""
        return sum(self.mapped(WEIGHTS[category or "F"])) if self else 0

    # Which fields are watched

    @api.model
    @ormcache()
    def _watched(self):
        """Return ``{kind: {field of res.partner: values of its fact}}``, archived too.

        The values hold the months until the next check, too.
        """
        watched = {kind: {} for kind, _label in KINDS}
        everything = self.sudo().with_context(active_test=False).search([])
        for requirement in everything.sorted("active"):
            if requirement._exists_as_field():
                watched[requirement.kind][requirement.field_name] = {
                    "requirement_id": requirement.id,
                    "field_name": requirement.field_name,
                    "section": requirement.section,
                    "section_sequence": requirement.section_sequence,
                    "sequence": requirement.sequence,
                    "check_months": requirement.check_months,
                }
        return watched
