from odoo.exceptions import UserError

from .common_pool import PoolCase


class TestPoolPutBack(PoolCase):
    """Who gives customers up, is asked first: colleagues see it at once."""

    def setUp(self):
        super().setUp()
        self.mine = self.known("Mine", self.anna)
        self.other = self.known("Other", self.bert)

    def test_by_the_manager_or_his_own_salesperson(self):
        with self.assertRaisesRegex(UserError, "Other is not yours"):
            self.put_back(self.other, self.anna)
        self.put_back(self.mine, self.anna)
        self.put_back(self.other, self.chief)
        rows = self.row(self.mine + self.other)
        self.assertEqual(rows.mapped("reason"), ["put_back", "put_back"])
        self.assertEqual(rows.user_id, self.anna + self.bert)
        self.assertFalse((self.mine + self.other).user_id)

    def test_the_question_says_how_many_where_and_what_follows(self):
        waiting = self.waiting()
        asked = self.asked(self.mine + self.other + waiting, self.chief)
        self.assertEqual(
            asked.question,
            "Put 2 customers into the pool of Insight North?",
            "who waits there already is not counted",
        )
        self.assertEqual(asked.partner_ids, self.mine + self.other)
        self.assertIn("again in 4 days", asked.wait)
        self.assertFalse(self.row(self.mine + self.other), "nothing is done yet")
        self.team.insight_pool_wait_days = 0
        one = self.asked(self.mine, self.anna)
        self.assertEqual(one.question, "Put Mine into the pool of Insight North?")
        self.assertFalse(one.wait)

    def test_what_changed_while_he_was_asked(self):
        asked = self.asked(self.mine, self.anna)
        self.put_back(self.mine, self.chief)
        self.claim(self.bert, self.mine)
        with self.assertRaisesRegex(UserError, "Mine is not yours"):
            asked.action_put_back()
        self.assertEqual(self.mine.user_id, self.bert)
        both = self.asked(self.mine, self.chief) + self.asked(self.mine, self.chief)
        both[0].action_put_back()
        told = both[1].action_put_back()["params"]
        self.assertEqual(told["type"], "warning")
        self.assertIn("already in the pool", told["message"])

    def test_nobody_is_asked_where_there_is_nothing_to_do(self):
        told = self.waiting().with_user(self.chief).action_insight_pool_put_back()
        self.assertEqual(told["tag"], "display_notification")
        asked = self.asked(self.mine, self.anna)
        self.team.insight_pool = False
        told = asked.action_put_back()["params"]["message"]
        self.assertIn("No sales team has a pool", told)
        self.assertEqual(self.mine.user_id, self.anna)
