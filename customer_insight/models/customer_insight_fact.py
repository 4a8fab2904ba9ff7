from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

SOURCES = [
    ("visit", "Visit"),
    ("customer", "Customer's form"),
    ("survey", "Survey firm"),
    ("import", "Import"),
    ("system", "System"),
]
CONFIDENCES = [("sure", "Sure"), ("likely", "Likely"), ("doubtful", "Doubtful")]
# What people may correct; the rest follows the facts themselves.
CORRECTED = {"source", "date", "confidence", "check_on", "note"}


class CustomerInsightFact(models.Model):
    """Where a fact of the customer file comes from: a row per contact and field."""

    _name = "customer.insight.fact"
    _description = "Source of a Fact"
    _order = "section_sequence, sequence, field_name, id"
    _rec_name = "field_name"

    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    customer_id = fields.Many2one(
        related="partner_id.commercial_partner_id",
        string="Customer",
        store=True,
        index=True,
    )
    requirement_id = fields.Many2one(
        "customer.insight.requirement",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    field_name = fields.Char(required=True, readonly=True)
    section = fields.Selection(related="requirement_id.section", store=True)
    section_sequence = fields.Integer(
        related="requirement_id.section_sequence", store=True, aggregator=False
    )
    sequence = fields.Integer(
        related="requirement_id.sequence", store=True, aggregator=False
    )
    name = fields.Char(string="Fact", compute="_compute_name")
    value = fields.Char(compute="_compute_value")
    source = fields.Selection(SOURCES, required=True, default="visit")
    author_id = fields.Many2one(
        "res.users", string="Who", readonly=True, ondelete="set null"
    )
    date = fields.Date(string="When", required=True, default=fields.Date.context_today)
    confidence = fields.Selection(CONFIDENCES, required=True, default="likely")
    check_on = fields.Date(
        string="Check Again", index="btree_not_null", help="Never again, if empty."
    )
    note = fields.Char()

    _fact_unique = models.Constraint(
        "UNIQUE(partner_id, field_name)", "A contact's fact has one source."
    )

    @api.depends("field_name", "partner_id.name")
    @api.depends_context("lang")
    def _compute_name(self):
        """The fact's label; of his people's with whose it is."""
        labels = self.env["ir.model.fields"].sudo().get_field_string("res.partner")
        for fact in self:
            label = labels.get(fact.field_name, fact.field_name)
            theirs = fact.partner_id != fact.customer_id
            fact.name = f"{label} · {fact.partner_id.name}" if theirs else label

    @api.depends("field_name", "partner_id")
    @api.depends_context("lang", "uid")
    def _compute_value(self):
        for fact in self:
            fact.value = fact.partner_id._insight_in_words(fact.field_name)

    def write(self, vals):
        """Let people correct what is known about a source, where they may edit."""
        if not self.env.su:
            if vals.keys() - CORRECTED:
                raise AccessError(
                    self.env._(
                        "Change the fact itself on its page of the customer file; its "
                        "source follows. Here you correct source, date and confidence."
                    )
                )
            self.partner_id.check_access("write")
        reviewed = self.sudo().filtered_domain(self._stale_domain()).customer_id
        res = super().write(vals)
        reviewed._insight_update_reviews()
        return res

    def unlink(self):
        reviewed = self.sudo().filtered_domain(self._stale_domain()).customer_id
        res = super().unlink()
        reviewed._insight_update_reviews()
        return res

    # Noting what people write

    @api.model
    def _note(self, changed, known=True):
        """Note the sources of facts that were written just now.

        :param changed: ``{partner: names of changed fields}``
        :param known: False when the partners are new, and have no sources yet
        """
        facts = self.sudo()
        rows = facts._rows_of(changed) if known else {}
        gone, told, new = facts.browse(), facts.browse(), []
        for partner, names in changed.items():
            for name in names:
                row = rows.get((partner.id, name), facts.browse())
                if not partner.sudo()[name]:
                    gone |= row
                elif row:
                    told |= row
                else:
                    new.append(partner._insight_fact_values(name))
        gone.unlink()
        told._tell({**self._provenance(), "note": False})
        facts.create(self._dated(new))

    @api.model
    def _rows_of(self, changed):
        """Return ``{(partner id, field): fact}`` of what is noted already."""
        names = {name for several in changed.values() for name in several}
        partners = [partner.id for partner in changed]
        rows = self.search(
            [("partner_id", "in", partners), ("field_name", "in", list(names))]
        )
        return {(row.partner_id.id, row.field_name): row for row in rows}

    @api.model
    def _provenance(self):
        """Where what is written now comes from, by context, user and import.

        The context key ``insight_source`` chooses a source, ``insight_confidence`` how
        sure it is.
        """
        source = self._current_source()
        sure = self.env.context.get("insight_confidence")
        if sure not in dict(CONFIDENCES):
            sure = "sure" if source == "visit" else "likely"
        return {
            "source": source,
            "confidence": sure,
            "author_id": self.env.uid,
            "date": fields.Date.context_today(self),
        }

    @api.model
    def _current_source(self):
        chosen = self.env.context.get("insight_source")
        if chosen in dict(SOURCES):
            return chosen
        if self.env.context.get("import_file"):
            return "import"
        if self.env.uid == api.SUPERUSER_ID:
            return "system"
        return "visit" if self.env.user._is_internal() else "customer"

    def _tell(self, values):
        """Write a provenance, each fact with its own day of checking."""
        by_months = self.grouped(lambda fact: fact.requirement_id.check_months)
        for months, facts in by_months.items():
            facts.write({**values, "check_on": self._check_day(values["date"], months)})

    @api.model
    def _dated(self, vals_list):
        """Complete the values of new facts with provenance and day of checking."""
        provenance = self._provenance() if vals_list else {}
        for vals in vals_list:
            months = vals.pop("check_months")
            check_on = self._check_day(provenance["date"], months)
            vals.update(provenance, check_on=check_on)
        return vals_list

    @api.model
    def _check_day(self, day, months):
        """When to look again: some months later, or never."""
        return day + relativedelta(months=months) if months else False

    # Still true

    def action_confirm(self):
        """Somebody found the facts still true, today."""
        self.check_access("write")
        self.partner_id.check_access("write")
        today = fields.Date.context_today(self)
        self.sudo()._tell({"author_id": self.env.uid, "date": today})

    @api.model
    def _stale_domain(self):
        """Facts past their day of checking, of what the file still holds."""
        today = fields.Date.context_today(self)
        return Domain("check_on", "<", today) & Domain(
            "requirement_id.active", "=", True
        )

    # Merging contacts

    @api.model
    def _merge_into(self, sources, target):
        """Keep the source of the value that survives a merge.

        The remaining contact's value goes before. What he lacks comes from the others,
        the last one's last; lists are joined.
        """
        partners = sources | target
        facts = self.sudo().search([("partner_id", "in", partners.ids)])
        by_name = defaultdict(facts.browse)
        for fact in facts:
            by_name[fact.field_name] |= fact
        for name, rows in by_name.items():
            kept = rows.filtered(
                lambda row, name=name: (
                    row.partner_id == target._insight_survivor(sources, name)
                )
            )
            (rows - kept).unlink()
            kept.partner_id = target
        facts.env.flush_all()
