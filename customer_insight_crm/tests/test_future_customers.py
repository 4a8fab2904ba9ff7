from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import PipelineCase


@tagged("post_install", "-at_install")
class TestFutureCustomers(PipelineCase):
    """Leads of whom we only heard become future customers with a file."""

    def make(self, leads):
        return leads.with_user(self.anna).action_insight_make_customers()

    def test_a_lead_becomes_a_future_customer(self):
        lead = self.lead(
            False, type="lead", partner_name="Shiyu", email_from="a@x.test"
        )
        self.make(lead)
        self.assertEqual(lead.partner_id.name, "Shiyu")
        self.assertTrue(lead.partner_id.is_company)
        self.assertEqual(lead.partner_id.user_id, self.anna, "who follows him")
        self.classify()
        self.assertEqual(lead.partner_id.insight_category, "F")

    def test_who_is_known_by_his_mail_is_not_doubled(self):
        self.buyer.email = "buyer@x.test"
        lead = self.lead(False, type="lead", email_from="Buyer <buyer@x.test>")
        self.make(lead)
        self.assertEqual(lead.partner_id, self.buyer)

    def test_leads_with_contact_stay_as_they_are(self):
        lead = self.lead(self.partner, type="lead")
        self.make(lead)
        self.assertEqual(lead.partner_id, self.partner)

    def test_list_shows_who_has_no_contact(self):
        action = self.env.ref("customer_insight_crm.crm_lead_action_without_contact")
        known = self.lead(self.partner, type="lead")
        heard = self.lead(False, type="lead")
        lost = self.lead(False, type="lead")
        lost.action_set_lost()
        shown = Domain(safe_eval(action.domain))
        found = self.env["crm.lead"].search(
            shown & Domain("id", "in", (known | heard | lost).ids)
        )
        self.assertEqual(found, heard)
