from odoo.tests import HttpCase, new_test_user, tagged


class FileTour(HttpCase):
    """A salesperson fills a customer's file in a real browser."""

    def fill_a_file(self):
        new_test_user(
            self.env,
            "insight_file_tour",
            groups="customer_insight.customer_insight_group_user,"
            "base.group_partner_manager",
        )
        partner = self.env["res.partner"].create({"name": "Shop", "is_company": True})
        form = self.env.ref("customer_insight.view_partner_customer_file_form")
        action = self.env["ir.actions.act_window"].create(
            {"name": "File", "res_model": "res.partner", "view_id": form.id}
        )
        action.view_mode = "form"
        self.start_tour(
            f"/odoo/action-{action.id}/{partner.id}",
            "customer_insight_file_tour",
            login="insight_file_tour",
        )
        self.assertEqual(partner.insight_market, "business")
        self.assertEqual(partner.insight_line_of_business, "Repair of vans")
        self.assertEqual(partner.insight_facility_ids.name, "Hall")
        self.assertEqual(partner.insight_sales_power, "strong")


@tagged("post_install", "-at_install")
class TestFileTourDesktop(FileTour):
    def test_file_is_filled_on_a_desktop(self):
        self.fill_a_file()


@tagged("post_install", "-at_install")
class TestFileTourPhone(FileTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_file_is_filled_on_a_phone(self):
        self.fill_a_file()
