"""Who may do what with what this addon adds: see access_table.py of the main addon."""

from odoo.addons.customer_insight.tests.access_table import SALES

FIELDS = {
    "res.partner": {
        "insight_opportunity_count insight_opportunity_amount"
        " insight_reason_suggestion": SALES,
    },
    "crm.lead": {"insight_category insight_explanation": SALES},
    "crm.lost.reason": {"insight_reason_id": SALES},
}

METHODS = {
    "customer.insight": {"action_open_opportunities": SALES},
    "res.partner": {"action_insight_open_opportunities": SALES},
    "crm.lead": {"action_insight_make_customers": SALES},
    "calendar.event": {"action_insight_promise": SALES},
}

MENUS = {"crm_lead_menu_without_contact": SALES}
WINDOWS = {"crm_lead_action_without_contact": SALES}


def change(table):
    """CRM lets every salesperson edit contacts, and so their files."""
    table.EDITORS[:] = SALES
    table.FILE["salesperson"] = "rwcu"


def records(case, customers):
    """A lost opportunity of each customer, and why."""
    reason = case.env.ref("customer_insight.reason_intention_rival")
    lost = case.env["crm.lost.reason"].create(
        [{"name": name, "insight_reason_id": reason.id} for name in ("Dear", "Late")]
    )
    leads = case.env["crm.lead"].create(
        [
            {
                "name": "Opportunity",
                "partner_id": customer.id,
                "company_id": case.company.id,
                "user_id": case.users["salesperson"].id,
            }
            for customer in customers
        ]
    )
    leads.action_set_lost(lost_reason_id=lost[0].id)
    return {"crm.lead": leads, "crm.lost.reason": lost}
