from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from .customer_insight import CATEGORIES, DIMENSIONS, GROWTH_STAGES, PURCHASE_MODES

JUDGEMENTS = {
    f"{name}{suffix}"
    for name in DIMENSIONS
    for suffix in ("", "_override", "_override_reason", "_override_until")
}
STAMPS = {
    f"{name}_override_{suffix}" for name in DIMENSIONS for suffix in ("user_id", "date")
}


class CustomerInsight(models.Model):
    """What people judge otherwise than the engine: who, when, why, until when.

    Writing the effective value (as dragging a card does) writes the override; writing
    back the computed value withdraws it.
    """

    _inherit = "customer.insight"

    category = fields.Selection(
        CATEGORIES,
        string="Class",
        compute="_compute_category",
        inverse="_inverse_category",
        store=True,
        readonly=False,
        group_expand=True,
    )
    category_override = fields.Selection(CATEGORIES, string="Own Class", copy=False)
    category_override_reason = fields.Char(string="Why This Class")
    category_override_until = fields.Date(string="Class Holds Until")
    category_override_user_id = fields.Many2one(
        "res.users", string="Class Judged By", readonly=True
    )
    category_override_date = fields.Date(string="Class Judged On", readonly=True)

    growth_stage = fields.Selection(
        GROWTH_STAGES,
        compute="_compute_growth_stage",
        inverse="_inverse_growth_stage",
        store=True,
        readonly=False,
        group_expand=True,
    )
    growth_stage_override = fields.Selection(GROWTH_STAGES, string="Own Stage")
    growth_stage_override_reason = fields.Char(string="Why This Stage")
    growth_stage_override_until = fields.Date(string="Stage Holds Until")
    growth_stage_override_user_id = fields.Many2one(
        "res.users", string="Stage Judged By", readonly=True
    )
    growth_stage_override_date = fields.Date(string="Stage Judged On", readonly=True)

    purchase_mode = fields.Selection(
        PURCHASE_MODES,
        compute="_compute_purchase_mode",
        inverse="_inverse_purchase_mode",
        store=True,
        readonly=False,
        group_expand=True,
    )
    purchase_mode_override = fields.Selection(
        PURCHASE_MODES, string="Own Purchase Mode"
    )
    purchase_mode_override_reason = fields.Char(string="Why This Purchase Mode")
    purchase_mode_override_until = fields.Date(string="Purchase Mode Holds Until")
    purchase_mode_override_user_id = fields.Many2one(
        "res.users", string="Purchase Mode Judged By", readonly=True
    )
    purchase_mode_override_date = fields.Date(
        string="Purchase Mode Judged On", readonly=True
    )

    is_overridden = fields.Boolean(
        string="Judged Otherwise",
        compute="_compute_is_overridden",
        search="_search_is_overridden",
        help="Somebody judged class, stage or mode otherwise than the figures.",
    )

    @api.depends("category_computed", "category_override", "category_override_until")
    def _compute_category(self):
        self._compute_effective("category")

    @api.depends(
        "growth_stage_computed", "growth_stage_override", "growth_stage_override_until"
    )
    def _compute_growth_stage(self):
        self._compute_effective("growth_stage")

    @api.depends(
        "purchase_mode_computed",
        "purchase_mode_override",
        "purchase_mode_override_until",
    )
    def _compute_purchase_mode(self):
        self._compute_effective("purchase_mode")

    def _compute_effective(self, name):
        """Set the override while it holds, else the computed value."""
        today = self.env["customer.insight.engine"]._today() - timedelta(days=1)
        for insight in self:
            override = insight[f"{name}_override"]
            until = insight[f"{name}_override_until"]
            holds = override and (not until or today <= until)
            insight[name] = override if holds else insight[f"{name}_computed"]

    def _inverse_category(self):
        self._inverse_effective("category")

    def _inverse_growth_stage(self):
        self._inverse_effective("growth_stage")

    def _inverse_purchase_mode(self):
        self._inverse_effective("purchase_mode")

    def _inverse_effective(self, name):
        for insight in self:
            value = insight[name]
            differs = value != insight[f"{name}_computed"]
            insight[f"{name}_override"] = value if differs else False

    @api.depends(*DIMENSIONS, *(f"{name}_computed" for name in DIMENSIONS))
    def _compute_is_overridden(self):
        for insight in self:
            insight.is_overridden = any(
                insight[name] != insight[f"{name}_computed"] for name in DIMENSIONS
            )

    def _search_is_overridden(self, operator, value):
        if operator != "in":
            return NotImplemented
        if False in value:
            return Domain.TRUE

        def to_sql(model, alias, query):
            differences = [
                SQL(
                    "%s IS DISTINCT FROM %s",
                    model._field_to_sql(alias, name, query),
                    model._field_to_sql(alias, f"{name}_computed", query),
                )
                for name in DIMENSIONS
            ]
            return SQL("(%s)", SQL(" OR ").join(differences))

        return Domain.custom(
            to_sql=to_sql, predicate=lambda insight: insight.is_overridden
        )

    def write(self, vals):
        """Let people write judgements only, and note who judged and when."""
        if not self.env.su and set(vals) - JUDGEMENTS - STAMPS:
            raise AccessError(
                self.env._(
                    "The figures of a customer are computed from his documents. Judge "
                    "his class, stage or purchase mode instead; the figures stay."
                )
            )
        vals = self._withdraw_cleared(vals)
        self._check_own_customers()
        before = {insight.id: insight.category for insight in self}
        res = super().write(self._stamp(vals))
        if not {"category", "category_override", "category_override_until"}.isdisjoint(
            vals
        ):
            self.filtered(lambda i: i.category != before[i.id])._category_judged(before)
        return res

    @api.model
    def _withdraw_cleared(self, vals):
        """Take an emptied class, stage or mode for a withdrawn judgement."""
        cleared = [name for name in DIMENSIONS if name in vals and not vals[name]]
        kept = {name: value for name, value in vals.items() if name not in cleared}
        return kept | {f"{name}_override": False for name in cleared}

    def _check_own_customers(self):
        """Say whose customer it is, instead of refusing without a name."""
        others = self - self._filtered_access("write")
        if others:
            raise AccessError(
                self.env._(
                    "You judge your own customers and those without a salesperson. Ask "
                    "the salesperson or your manager to judge: %(customers)s",
                    customers=", ".join(
                        others.sudo().partner_id.mapped("display_name")
                    ),
                )
            )

    def _stamp(self, vals):
        """Add who and when for each override that is set; clear a withdrawn one."""
        if self.env.su and not STAMPS.isdisjoint(vals):
            return vals
        stamped = {key: value for key, value in vals.items() if key not in STAMPS}
        for name in DIMENSIONS:
            key = f"{name}_override"
            if key not in vals:
                continue
            judged = bool(vals[key])
            stamped[f"{key}_user_id"] = judged and self.env.uid
            stamped[f"{key}_date"] = judged and fields.Date.context_today(self)
            # a new judgement does not inherit the reason and the last day of the old
            stamped.setdefault(f"{key}_reason", False)
            stamped.setdefault(f"{key}_until", False)
        return stamped

    def _category_judged(self, before):
        """Remember the class before, and act on the new one."""
        today = fields.Date.context_today(self)
        for insight in self.sudo():
            insight.write(
                {"category_previous": before[insight.id], "category_since": today}
            )
        self._class_changed()

    @api.model
    def _judged_domain(self):
        """Insights that carry a judgement."""
        return Domain.OR([(f"{name}_override", "!=", False)] for name in DIMENSIONS)

    def _take_judgements_of(self, other):
        """Take over the overrides of another row where this one has none of its own."""
        suffixes = ("", "_reason", "_until", "_user_id", "_date")
        for insight in self:
            for name in DIMENSIONS:
                key = f"{name}_override"
                if other[key] and not insight[key]:
                    values = {f"{key}{end}": other[f"{key}{end}"] for end in suffixes}
                    insight.write(other._convert_to_write(values))
