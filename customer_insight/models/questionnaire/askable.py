"""Which facts a customer may be asked about, and of which he sees what we know.

Neutral ones only: what he is, has and does. Never what we think of him (class, stage,
personality, credit standing, reputation, attitude), and never what others told us.
"""

ADDRESS = (
    "name",
    "vat",
    "street",
    "street2",
    "zip",
    "city",
    "country_id",
    "phone",
    "email",
    "website",
    "industry_id",
)
MESSENGERS = ("insight_fax", "insight_wechat", "insight_qq", "insight_messenger")
COMPANY = (
    "insight_ownership",
    "insight_legal_form",
    "insight_founded_date",
    "insight_employee_count",
    "insight_line_of_business",
    "insight_assets",
    "insight_turnover",
    "insight_turnover_previous",
    "insight_organisation",
    "insight_growth_history",
    "insight_facility_ids",
)
BUSINESS = (
    "insight_resale",
    "insight_end_user",
    "insight_service_area",
    "insight_philosophy",
    "insight_policies",
    "insight_trading_state",
    "insight_problems",
    "insight_advantages",
    "insight_trade_terms",
    "insight_industry_state",
    "insight_industry_note",
    "insight_equipment_ids",
    "insight_end_customer_ids",
    "insight_presence_ids",  # from whom else he buys; what we think of it is not shown
)
ASKABLE = frozenset((*ADDRESS, *MESSENGERS, *COMPANY, *BUSINESS))

# Of a fact that is out of date he is shown what we know, to confirm it. Not of texts in
# which a salesperson may have noted more, nor of figures that others may have told us.
SHOWN = frozenset(
    (
        *ADDRESS,
        *MESSENGERS,
        "insight_ownership",
        "insight_legal_form",
        "insight_founded_date",
        "insight_employee_count",
        "insight_line_of_business",
        "insight_resale",
        "insight_service_area",
    )
)

# Facts about his people: he answers in words, and is shown nothing of what we know.
ASKABLE_PEOPLE = frozenset(
    ("name", "function", "phone", "email", "insight_decision_role", "insight_function")
)

# Lists short enough to choose from, and known to everybody.
LISTS = frozenset(("res.country", "res.partner.industry"))

KINDS = [
    ("char", "Line"),
    ("text", "Text"),
    ("integer", "Whole number"),
    ("float", "Number"),
    ("monetary", "Amount"),
    ("date", "Date"),
    ("boolean", "Yes or no"),
    ("selection", "Choice"),
    ("many2one", "Choice from a list"),
    ("note", "Note to transfer by hand"),
]
WRITTEN_BY_HAND = frozenset(("one2many", "many2many", "html"))


def kind_of(field):
    """Return how a field is asked; None if it cannot be."""
    if field.type in WRITTEN_BY_HAND:
        return "note"
    if field.type == "many2one":
        return "many2one" if field.comodel_name in LISTS else None
    return field.type if field.type in dict(KINDS) else None
