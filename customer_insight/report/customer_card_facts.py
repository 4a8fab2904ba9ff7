from odoo import models
from odoo.tools import format_amount, format_date, html2plaintext
from odoo.tools.misc import formatLang

from .card_text import cut

FACTS = (
    "insight_is_key_account",
    "insight_ownership",
    "insight_legal_form",
    "insight_founded_date",
    "insight_trade_since",
    "insight_employee_count",
    "insight_line_of_business",
    "insight_turnover",
    "insight_assets",
    "insight_market",
    "insight_resale",
    "insight_end_user",
    "insight_life_status",
    "insight_trade_status",
    "insight_market_position",
    "insight_service_area",
    "insight_industry_state",
    "insight_equipment_ids",
    "insight_yearly_demand",
    "insight_wallet_share",
    "insight_end_customer_ids",
    "insight_facility_ids",
    "insight_presence_ids",
    "insight_target_ids",
    "insight_contract_environment",
    "insight_term",
    "insight_trade_terms",
)
"""Fields of the customer file for the card, the most useful first."""

OPINIONS = (
    "insight_attitude_to_us",
    "insight_relation_to_us",
    "insight_reputation",
    "insight_sales_power",
    "insight_growth_potential",
    "insight_manager_quality",
    "insight_staff_quality",
    "insight_problems",
    "insight_advantages",
    "insight_countermeasures",
)
"""What we think of him: printed with our judgement only."""

PERSONAL = (
    "birthday",
    "family",
    "children",
    "hobbies",
    "likes",
    "dislikes",
    "education",
    "career",
    "achievements",
    "places",
)
"""Fields of a personal file for the card; character and ability are not among them."""

CREDIT = ("insight_credit_standing", "insight_credit_problems")


class ReportCustomerCard(models.AbstractModel):
    """The file's facts on the card: whichever fields there are and have a value."""

    _inherit = "report.customer_insight.report_customer_card"

    def _facts(self, customer):
        """Rows of two facts each."""
        facts = self._labelled(customer, FACTS, 42)
        return [facts[at : at + 2] for at in range(0, len(facts), 2)]

    def _asked(self, customer, include):
        """Sections ``(title, rows)`` that are printed only when asked for."""
        sections = {
            "judgement": (self.env._("Our judgement"), self._judgement_rows),
            "personality": (self.env._("Personality"), self._personality_rows),
            "credit": (self.env._("Credit"), self._credit_rows),
            "personal_file": (self.env._("Personal File"), self._personal_file_rows),
        }
        return [
            (title, rows(customer))
            for name, (title, rows) in sections.items()
            if name in include
        ]

    def _personality_rows(self, customer):
        """Character and way to talk, each with its advice."""
        pairs = (
            ("insight_personality_id", "insight_personality_advice"),
            ("insight_communication_id", "insight_communication_advice"),
        )
        return [
            (
                customer._fields[kind]._description_string(self.env),
                cut(f"{self._shown(customer, kind)} · {customer[advice] or ''}", 190),
            )
            for kind, advice in pairs
            if customer[kind]
        ]

    def _credit_rows(self, customer):
        return self._labelled(customer, CREDIT, 190)

    def _personal_file_rows(self, customer):
        """What opens a conversation with each person whose file the user may read."""
        files = self._personal_file_model().search(
            [("partner_id", "in", (customer | customer.child_ids).ids)]
        )
        return [
            (cut(file.partner_id.name, 18), cut(self._joined(file, PERSONAL), 190))
            for file in files
        ]

    def _judgement_rows(self, customer):
        """Overrides with their reason; then opinions, two a row."""
        insight = customer.insight_id
        rows = [
            (
                insight._fields[name]._description_string(self.env),
                cut(self._judgement(insight, name), 100),
            )
            for name in ("category", "growth_stage", "purchase_mode")
            if insight[f"{name}_override"]
        ]
        opinions = self._labelled(customer, OPINIONS, 190)
        return rows + opinions

    def _judgement(self, insight, name):
        """Return “Regular · signed a contract · Anna · until 31 December”."""
        until = insight[f"{name}_override_until"]
        parts = (
            self._shown(insight, f"{name}_override"),
            insight[f"{name}_override_reason"],
            insight[f"{name}_override_user_id"].name,
            until and self.env._("until %(date)s", date=format_date(self.env, until)),
        )
        return " · ".join(part for part in parts if part)

    def _until(self, day):
        return self.env._("until %(date)s", date=format_date(self.env, day))

    def _personal_file_model(self):
        """The model of personal files if there is one and the user may read it."""
        model = self.env.get("customer.insight.person")
        return model if model is not None and model.has_access("read") else None

    # Fields as text

    def _labelled(self, record, names, room, empty=None):
        """Return ``[(label, text)]`` of fields that exist, are open and have a value.

        :param empty: text for those without a value, instead of leaving them out
        """
        rows = [
            (
                record._fields[name]._description_string(self.env),
                cut(self._shown(record, name), room) or empty,
            )
            for name in names
            if name in record and record._has_field_access(record._fields[name], "read")
        ]
        return [row for row in rows if row[1]]

    def _shown(self, record, name):
        """Return a field's value as people read it, in the user's language."""
        field, value = record._fields[name], record[name]
        if not value:
            return ""
        match field.type:
            case "selection":
                return dict(field._description_selection(self.env)).get(value, "")
            case "monetary":
                currency = record[field.get_currency_field(record)]
                return format_amount(
                    self.env, round(value), currency, trailing_zeroes=False
                )
            case "date" | "datetime":
                return format_date(self.env, value)
            case "float":
                return formatLang(self.env, value, digits=0)
            case "boolean":
                return self.env._("Yes")
            case "many2one" | "one2many" | "many2many":
                if name == "insight_presence_ids":
                    value = value.competitor_id
                return ", ".join(value.mapped("display_name"))
            case "html":
                return html2plaintext(value)
            case _:
                return str(value)
