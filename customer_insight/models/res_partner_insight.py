import operator

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .res_partner import USER

COMPARISONS = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def insight(name, kind=fields.Float, readonly=True, **kwargs):
    """A field of the customer's insight, shown on the partner."""
    return kind(related=f"insight_id.{name}", readonly=readonly, groups=USER, **kwargs)


def known(value):
    """Return a description that is known without trying it on the database."""
    return lambda _env: value


def is_column_of_insight(field):
    """Return whether the field shows what is stored on the customer's insight."""
    path = (field.related or "").split(".")
    return path[0] == "insight_id" and field.related_field.store


def search_by(name):
    """Return the search method of an insight's field that is shown on the partner.

    Who has no insight, has 0 or nothing there. (Core's search of related fields takes
    him in for each comparison with 0.)
    """

    def search(_partners, sign, value):
        if sign.startswith("not"):
            return NotImplemented
        found = Domain("insight_id", "any!", [(name, sign, value)])
        if sign == "in":
            nothing = not all(value)
        else:
            compare = COMPARISONS.get(sign)
            nothing = compare and isinstance(value, int | float) and compare(0, value)
        return found | Domain("insight_id", "=", False) if nothing else found

    return search


class ResPartner(models.Model):
    """The computed side of a customer, read from his insight in this company.

    Not stored here: the relation joins in SQL, so the fields search, sort and group.
    """

    _inherit = "res.partner"

    insight_id = fields.Many2one(
        "customer.insight",
        compute="_compute_insight_id",
        search="_search_insight_id",
        compute_sudo=True,
        groups=USER,
    )
    insight_category = insight(
        "category", kind=fields.Selection, readonly=False, group_expand=True
    )
    insight_category_computed = insight("category_computed", kind=fields.Selection)
    insight_category_previous = insight("category_previous", kind=fields.Selection)
    insight_category_since = insight("category_since", kind=fields.Date)
    insight_category_override = insight(
        "category_override", kind=fields.Selection, readonly=False
    )
    insight_growth_stage = insight(
        "growth_stage", kind=fields.Selection, readonly=False, group_expand=True
    )
    insight_growth_stage_computed = insight(
        "growth_stage_computed", kind=fields.Selection
    )
    insight_growth_stage_override = insight(
        "growth_stage_override", kind=fields.Selection, readonly=False
    )
    insight_purchase_mode = insight(
        "purchase_mode", kind=fields.Selection, readonly=False, group_expand=True
    )
    insight_purchase_mode_computed = insight(
        "purchase_mode_computed", kind=fields.Selection
    )
    insight_purchase_mode_override = insight(
        "purchase_mode_override", kind=fields.Selection, readonly=False
    )
    insight_currency_id = insight(
        "currency_id", kind=fields.Many2one, string="Insight Currency"
    )
    insight_contribution = insight(
        "contribution", kind=fields.Monetary, currency_field="insight_currency_id"
    )
    insight_stability = insight("stability")
    insight_expected_contribution = insight("expected_contribution")
    insight_intention = insight("intention")
    insight_order_count = insight("order_count", kind=fields.Integer)
    insight_quotation_count = insight("quotation_count", kind=fields.Integer)
    insight_quotation_amount = insight(
        "quotation_amount", kind=fields.Monetary, currency_field="insight_currency_id"
    )
    insight_first_order_date = insight("first_order_date", kind=fields.Date)
    insight_last_order_date = insight("last_order_date", kind=fields.Date)
    insight_full_price_share = insight("full_price_share")
    insight_loyalty_count = insight("loyalty_count", kind=fields.Integer)
    insight_is_lapsed = insight("is_lapsed", kind=fields.Boolean)
    insight_is_new = insight("is_new", kind=fields.Boolean)
    insight_is_overridden = insight("is_overridden", kind=fields.Boolean)
    insight_explanation = insight("explanation", kind=fields.Char)
    insight_next_action = insight("next_action", kind=fields.Char)
    insight_next_action_date = insight("next_action_date", kind=fields.Date)
    insight_has_next_action = insight("has_next_action", kind=fields.Boolean)
    insight_strategy = insight("strategy", kind=fields.Char)

    @api.depends("commercial_partner_id")
    @api.depends_context("company")
    def _compute_insight_id(self):
        insights = self.env["customer.insight"].search_fetch(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("company_id", "=", self.env.company.id),
            ],
            self.env["customer.insight"]._stored_columns(),
            order="id",
        )
        by_partner = {insight.partner_id.id: insight for insight in insights}
        for partner in self:
            partner.insight_id = by_partner.get(partner.commercial_partner_id.id, False)

    def _search_insight_id(self, operator, value):
        """Customers whose insight in this company is as asked."""
        if not self._has_field_access(self._fields["insight_id"], "read"):
            return Domain.custom(to_sql=self._refuse_insight)
        if operator not in ("any", "any!", "in"):
            return NotImplemented
        if operator == "in":
            known = self._with_insight(Domain("id", "in", [v for v in value if v]))
            return known | ~self._with_insight(Domain.TRUE) if False in value else known
        return self._with_insight(Domain(value))

    def _with_insight(self, asked):
        """Partners whose customer's insight in this company is as asked."""
        here = Domain("company_id", "=", self.env.company.id)
        rows = self.env["customer.insight"].sudo()._search(here & asked)
        return Domain("commercial_partner_id", "in", rows.subselect("partner_id"))

    def _refuse_insight(self, model, alias, query):
        """Raise AccessError, when the condition is about to become SQL.

        An error raised earlier, in the search method, makes the ORM ask again as
        superuser; then a count would tell a portal user his class.
        """
        model._check_field_access(model._fields["insight_id"], "read")
        return SQL("FALSE")

    def _post_model_setup__(self):
        """Give the insight's fields their search; a related field takes none itself."""
        res = super()._post_model_setup__()
        for field in self._fields.values():
            path = (field.related or "").split(".")
            if path[0] == "insight_id" and field.search:
                field.search = search_by(path[1])
                if is_column_of_insight(field):
                    field._description_groupable = known(True)
                    field._description_sortable = known(True)
                    field._description_aggregator = known(field.aggregator)
        return res

    @api.model
    def _get_view_fields(self, view_type, models):
        """Describe ours to a search only where it uses them, or can group by them.

        Core describes all fields with each search view; a filter of one's own asks for
        the fields itself.
        """
        used = set(models.get(self._name, ()))
        models = super()._get_view_fields(view_type, models)
        if view_type == "search":
            models[self._name] = [
                name
                for name in models[self._name]
                if name in used or self._is_grouped_by(name)
            ]
        return models

    def _is_grouped_by(self, name):
        field = self._fields[name]
        if not name.startswith("insight_"):
            return True
        if field.type in ("text", "html", "json", "one2many"):
            return False
        if field.prefetch == "insight_file":
            return False  # facts are grouped by where the search is about the file
        return field.store or is_column_of_insight(field)

    def _traverse_related_sql(self, alias, field, query):
        """Join the insight of this company once for all its related fields.

        Core does not look at a related field's groups here, so this does.
        """
        self._check_field_access(field, "read")
        if not field.related.startswith("insight_id."):
            return super()._traverse_related_sql(alias, field, query)
        row = query.make_alias(alias, "insight_id")
        query.add_join(
            "LEFT JOIN",
            row,
            "customer_insight",
            SQL(
                "%s = %s AND %s = %s",
                SQL.identifier(row, "partner_id"),
                SQL.identifier(alias, "commercial_partner_id"),
                SQL.identifier(row, "company_id"),
                self.env.company.id,
            ),
        )
        Insight = self.env["customer.insight"].sudo()
        return Insight, Insight._fields[field.related.split(".")[1]], row
