from odoo.tests import Form

from .common_pool import PoolCase


class TestPoolPreview(PoolCase):
    """A manager sees whom the next night takes, before he switches a pool on."""

    def setUp(self):
        super().setUp()
        cron = self.env.ref("customer_insight.ir_cron_watch_pool")
        cron.nextcall = "2025-12-02 03:50:00"
        self.chief.group_ids += self.env.ref("sales_team.group_sale_manager")
        self.team.insight_pool = False
        self.ownerless = self.known("Ownerless")
        self.overdue = self.known("Overdue", self.anna, created="2025-11-24")
        self.fresh = self.known("Fresh", self.anna, created="2025-11-26")

    def form(self):
        return Form(self.team.with_user(self.chief), "sales_team.crm_team_view_form")

    def test_switching_it_on_names_them_before_it_is_saved(self):
        form = self.form()
        self.assertFalse(form.insight_pool_preview)
        form.insight_pool = True
        taken, warned = form.insight_pool_preview.split("Warned of")
        self.assertIn("Come into the pool on 12/02/2025: 1", taken)
        self.assertIn("Ownerless", taken)
        self.assertIn("in the pool on 12/05/2025 unless somebody follows up: 1", warned)
        self.assertIn("Overdue", warned)
        self.assertNotIn("Fresh", form.insight_pool_preview)
        self.assertFalse(self.team.insight_pool)

    def test_it_follows_the_numbers_of_the_form(self):
        form = self.form()
        form.insight_pool = True
        form.insight_pool_days = 9
        self.assertIn("Fresh", form.insight_pool_preview)
        form.insight_pool_warning_days = 1
        self.assertNotIn("Fresh", form.insight_pool_preview)
        form.insight_pool_keep_f = True
        self.assertIn("Nobody:", form.insight_pool_preview)

    def test_the_night_does_what_it_says(self):
        form = self.form()
        form.insight_pool = True
        plan = self.team._insight_pool_plan(self.team._insight_pool_night())
        form.save()
        self.night(1)
        rows = self.row(self.ownerless + self.overdue + self.fresh)
        for step, state in (("_take_in", "open"), ("_warn", "warned")):
            told = [fact["partner_id"] for fact in plan[step]]
            done = rows.filtered(lambda row, state=state: row.state == state)
            self.assertEqual(told, done.partner_id.ids)

    def test_other_teams_customers_are_left_out(self):
        self._create_team("Insight South", self.bert)
        theirs = self.known("Theirs", self.bert, created="2020-01-01")
        form = self.form()
        form.insight_pool = True
        self.assertIn("Overdue", form.insight_pool_preview)
        self.assertNotIn(theirs.name, form.insight_pool_preview)

    def test_whom_the_manager_may_not_see_is_only_counted(self):
        self.ownerless.company_id = self._create_company("Insight Elsewhere")
        form = self.form()
        form.insight_pool = True
        self.assertNotIn("Ownerless", form.insight_pool_preview)
        self.assertIn("and 1 more", form.insight_pool_preview)
