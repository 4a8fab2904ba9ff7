from odoo import api, fields, models
from odoo.fields import Domain

# What the screen filters by, and the field of a customer behind it.
FILTERS = {
    "user_id": "user_id",
    "team_id": "user_id.crm_team_ids",
    "type_id": "insight_type_id",
    "state_id": "state_id",
}


class CustomerInsightGrowthPath(models.AbstractModel):
    """Whose growth the screen shows: by salesperson, team, type and region."""

    _name = "customer.insight.growth.path"
    _description = "Growth Path"

    @api.model
    def _customers_domain(self, filters):
        """Return the domain of customers that the filters leave."""
        domain = Domain("parent_id", "=", False) | Domain("is_company", "=", True)
        for name, field in FILTERS.items():
            if wanted := filters.get(name):
                operator = "child_of" if name == "type_id" else "in"
                domain &= Domain(field, operator, [int(wanted)])
        return domain

    @api.model
    def _customers_sql(self, filters):
        """Return the ids of customers that the user may see, archived ones too."""
        partners = self.env["res.partner"].with_context(active_test=False)
        return partners._search(self._customers_domain(filters)).subselect()

    @api.model
    def _choices(self):
        """Return ``{filter: [(id, name)]}``: what customers of the company have."""
        choices = {
            name: self._used(field)
            for name, field in FILTERS.items()
            if "." not in field
        }
        users = self.env["res.users"].browse(id_ for id_, _name in choices["user_id"])
        teams = users.crm_team_ids.sudo(False)
        choices["team_id"] = [(team.id, team.display_name) for team in teams]
        return choices

    @api.model
    def _used(self, field):
        groups = self.env["res.partner"]._read_group(
            [("insight_id", "!=", False), (field, "!=", False)], [field]
        )
        found = [(record.id, record.display_name) for (record,) in groups]
        return sorted(found, key=lambda choice: choice[1])

    @api.model
    def _period(self, filters):
        """Return the first and the last day of the period: a year, unless given."""
        last = self._last_day()
        end = fields.Date.to_date(filters.get("to")) or last
        start = fields.Date.to_date(filters.get("from"))
        return start or fields.Date.subtract(end, years=1, days=-1), end

    @api.model
    def _last_day(self):
        return self.env["customer.insight"]._last_day()
