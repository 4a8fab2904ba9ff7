from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged

USER = "customer_insight.customer_insight_group_user"
MANAGER = "customer_insight.customer_insight_group_manager"


class DevelopmentTour(HttpCase):
    """Winning a customer, and handing customers over, in a real browser."""

    def win_a_customer(self):
        groups = f"{USER},base.group_partner_manager"
        user = new_test_user(self.env, "insight_win", groups=groups)
        partner = self.env["res.partner"].create(
            {"name": "Shop", "is_company": True, "user_id": user.id}
        )
        form = self.env.ref("customer_insight.view_partner_customer_file_form")
        action = self.env["ir.actions.act_window"].create(
            {"name": "File", "res_model": "res.partner", "view_id": form.id}
        )
        action.view_mode = "form"
        self.start_tour(
            f"/odoo/action-{action.id}/{partner.id}",
            "customer_insight_development_tour",
            login="insight_win",
        )
        plan = partner.insight_development_ids
        self.assertEqual((plan.goal_stage, plan.goal_amount), ("trial", 5000))
        self.assertEqual(plan.step_ids.mapped("is_done"), [True] + 4 * [False])
        promise = partner.insight_promise_ids
        self.assertEqual((promise.state, promise.user_id), ("broken", user))
        reminders = partner.activity_ids.mapped("summary")
        self.assertEqual(reminders, [plan.next_step], "of the step, and no promise")

    def hand_over(self):
        manager = new_test_user(
            self.env, "insight_chief", groups=f"{MANAGER},base.group_partner_manager"
        )
        leaver, _heir = (
            new_test_user(self.env, f"insight_{name}", name=f"Tour {name}", groups=USER)
            for name in ("Leaver", "Heir")
        )
        partner = self.env["res.partner"].create(
            {
                "name": "Left Alone",
                "is_company": True,
                "user_id": leaver.id,
            }
        )
        product = self.env["product.product"].create({"name": "P", "type": "service"})
        line = {"product_id": product.id, "price_unit": 100, "tax_ids": False}
        self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "state": "sale",
                "order_line": [Command.create(line)],
            }
        )
        self.env["customer.insight.engine"].refresh(manager.company_id)
        self.start_tour(
            "/odoo/action-customer_insight.customer_insight_handover_action/new",
            "customer_insight_handover_tour",
            login="insight_chief",
        )
        handover = self.env["customer.insight.handover"].search(
            [("from_user_id", "=", leaver.id)]
        )
        self.assertEqual(handover.state, "undone")
        self.assertEqual(partner.user_id, leaver, "he has him again")
        self.assertEqual(handover.line_ids.mapped("state"), ["restored"])


@tagged("post_install", "-at_install")
class TestDevelopmentTourDesktop(DevelopmentTour):
    def test_plan_and_promise_are_worked_through_on_a_desktop(self):
        self.win_a_customer()

    def test_customers_are_handed_over_and_taken_back_on_a_desktop(self):
        self.hand_over()


@tagged("post_install", "-at_install")
class TestDevelopmentTourPhone(DevelopmentTour):
    browser_size = "390x844"
    touch_enabled = True

    def test_plan_and_promise_are_worked_through_on_a_phone(self):
        self.win_a_customer()

    def test_customers_are_handed_over_and_taken_back_on_a_phone(self):
        self.hand_over()
