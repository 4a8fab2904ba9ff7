from odoo.tests import freeze_time, tagged

from odoo.addons.customer_insight.tests.common_pool import PoolCase

from .common import PipelineCase


@tagged("post_install", "-at_install")
@freeze_time("2025-12-01 12:00:00")
class TestHandover(PipelineCase, PoolCase):
    """The pipeline goes along with the customers, and comes back."""

    def setUp(self):
        super().setUp()
        self.one = self.known("One", self.anna)
        self.contact = self.customer("Contact", parent_id=self.one.id)
        self.deal = self.lead(self.contact)

    def prepare(self, **values):
        users = {"from_user_id": self.anna.id, "to_user_id": self.bert.id}
        handovers = self.env["customer.insight.handover"].with_user(self.chief)
        return handovers.create({**users, **values})

    def call(self, record, user):
        return record.activity_schedule("mail.mail_activity_data_call", user_id=user.id)

    def test_open_opportunities_go_with_their_activities(self):
        self.team.company_id = False
        lead = self.lead(self.one, type="lead", company_id=False)
        colleague = self.lead(self.one, user_id=self.chief.id)
        lost = self.lead(self.one)
        lost.action_set_lost()
        mine, his = self.call(self.deal, self.anna), self.call(self.deal, self.chief)
        handover = self.prepare()
        self.assertEqual(handover.opportunity_count, 2)
        self.assertEqual(handover.activity_count, 1)
        handover.action_hand_over()
        self.assertEqual((self.deal + lead).user_id, self.bert)
        self.assertEqual(colleague.user_id, self.chief, "a colleague's stays his")
        self.assertEqual(lost.user_id, self.anna, "what is lost is history")
        self.assertEqual(mine.user_id, self.bert)
        self.assertEqual(his.user_id, self.chief)
        told = handover.message_ids.filtered("partner_ids").body
        self.assertIn("open opportunities: 2", told)

    def test_they_stay_if_not_wanted(self):
        mine = self.call(self.deal, self.anna)
        handover = self.prepare(with_opportunities=False)
        self.assertEqual((handover.opportunity_count, handover.activity_count), (0, 0))
        handover.action_hand_over()
        self.assertEqual((self.deal.user_id, self.one.user_id), (self.anna, self.bert))
        self.assertEqual(mine.user_id, self.anna)

    def test_other_companies_keep_theirs(self):
        other = self._create_company("Other")
        self.anna.company_ids |= other
        self.team.company_id = False
        self.deal.company_id = other
        self.prepare().action_hand_over()
        self.assertEqual(self.deal.user_id, self.anna)

    def test_undo_gives_back_the_team_that_an_opportunity_had(self):
        """Anna is in the pool's team: Odoo would choose that one for her."""
        key_accounts = self._create_team("Key Accounts", self.env["res.users"])
        east = self._create_team("East", self.bert)
        without = self.lead(self.one)
        self.deal.team_id, without.team_id = key_accounts, False
        handover = self.prepare()
        handover.action_hand_over()
        self.assertEqual((self.deal + without).team_id, east, "his who has it now")
        handover.action_undo()
        self.assertEqual((self.deal + without).user_id, self.anna)
        self.assertEqual(self.deal.team_id, key_accounts)
        self.assertFalse(without.team_id)

    def test_undo_gives_back_what_is_still_open(self):
        won, given = self.lead(self.one), self.lead(self.one)
        mine = self.call(self.deal, self.anna)
        handover = self.prepare()
        handover.action_hand_over()
        won.action_set_won()
        given.user_id = self.chief
        handover.action_undo()
        self.assertEqual(self.deal.user_id, self.anna)
        self.assertEqual(mine.user_id, self.anna)
        self.assertEqual(won.user_id, self.bert, "he won it")
        self.assertEqual(given.user_id, self.chief)
        left = handover.line_ids.filtered(lambda line: line.state == "left")
        why = {line.res_id: line.why_left for line in left}
        self.assertEqual(why, {won.id: "done", given.id: "changed"})
