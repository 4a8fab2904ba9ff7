from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common_pool import PoolCase


class TestPoolClaim(PoolCase):
    """Who comes first gets the customer, within his limits; all is noted."""

    def test_the_customer_belongs_to_who_claimed_him(self):
        customer = self.waiting()
        contact = self.customer("Contact", parent_id=customer.id)
        other = self.customer("Own", parent_id=customer.id, user_id=self.chief.id)
        message = self.claim(self.anna, customer)
        self.assertEqual((customer + contact).user_id, self.anna)
        self.assertEqual(other.user_id, self.chief, "he has a salesperson of his own")
        self.assertFalse(self.row(customer))
        self.assertEqual(self.moves(customer), [("claimed", False, "anna", "anna")])
        self.assertIn("1 more today", message)

    def test_a_salesperson_without_rights_on_contacts_claims(self):
        carl = self._create_user("carl", "customer_insight.customer_insight_group_user")
        self.team.member_ids += carl
        customer = self.waiting()
        self.claim(carl, customer)
        self.assertEqual(customer.user_id, carl)

    def test_the_second_is_told_who_was_first(self):
        customer = self.waiting("Rare")
        late = self.row(customer).with_user(self.bert)
        self.claim(self.anna, customer)
        with self.assertRaisesRegex(UserError, "Anna got Rare first, at 12:00"):
            late.action_claim()
        self.assertEqual(customer.user_id, self.anna)
        with self.assertRaisesRegex(UserError, "yours already"):
            late.with_user(self.anna).action_claim()

    def test_of_several_the_free_ones_are_claimed(self):
        rare, free = self.waiting("Rare"), self.waiting("Free")
        rows = self.row(rare + free).with_user(self.bert)
        self.claim(self.anna, rare)
        message = rows.action_claim()["params"]["message"]
        self.assertIn("Anna got Rare first", message)
        self.assertEqual(free.user_id, self.bert)

    def test_the_limit_of_the_day_and_when_it_ends(self):
        customers = [self.waiting(f"No {n}") for n in range(4)]
        with self.assertRaisesRegex(UserError, "chose 3 .* may claim 2 more"):
            self.claim(self.anna, *customers[:3])
        self.claim(self.anna, *customers[:2])
        with self.assertRaisesRegex(UserError, "your 2 customers of today.*12/02/2025"):
            self.claim(self.anna, customers[2])
        self.claim(self.bert, customers[2])
        with freeze_time("2025-12-02 00:05:00"):
            self.claim(self.anna, customers[3])

    def test_who_enters_himself_by_hand_has_claimed_too(self):
        first, second, third = (self.waiting(f"No {n}") for n in range(3))
        first.with_user(self.anna).user_id = self.anna
        self.assertFalse(self.row(first), "no error, and he left the pool")
        self.assertEqual(self.moves(first), [("assigned", False, "anna", "anna")])
        self.claim(self.anna, second)
        with self.assertRaisesRegex(UserError, "claimed your 2"):
            self.claim(self.anna, third)

    def test_the_day_is_the_salespersons_own(self):
        self.anna.tz = "Asia/Shanghai"
        customers = [self.waiting(f"No {n}") for n in range(3)]
        with freeze_time("2025-12-01 15:30:00"):  # half an hour before his midnight
            self.claim(self.anna, *customers[:2])
        with freeze_time("2025-12-01 16:30:00"):
            self.claim(self.anna, customers[2])

    def test_the_cap_counts_all_his_customers(self):
        self.team.insight_pool_cap = 2
        self.known("Has", self.anna)
        self.claim(self.anna, self.waiting("Second"))
        third = self.waiting("Third")
        with self.assertRaisesRegex(UserError, "look after 2 .* allows 2 .* 0 more"):
            self.claim(self.anna, third)
        self.claim(self.bert, third)

    def test_who_is_only_warned_of_is_not_claimed(self):
        customer = self.known("Warned", self.anna)
        self.night(7)
        with self.assertRaisesRegex(UserError, "still belongs to Anna.*12/11/2025"):
            self.claim(self.bert, customer)

    def test_other_teams_pools_are_closed(self):
        carl = self._create_user("carl", "customer_insight.customer_insight_group_user")
        row = self.row(self.waiting())
        with self.assertRaises(AccessError):
            row.with_user(carl).action_claim()
        self.assertFalse(self.Pool.with_user(carl).search_count([]))
        self.assertEqual(self.Pool.with_user(self.anna).search_count([]), 1)

    def test_another_company_sees_nothing(self):
        other = self._create_company("Insight Elsewhere")
        elsa = self._create_user(
            "elsa", "customer_insight.customer_insight_group_manager"
        )
        elsa.write({"company_ids": other.ids, "company_id": other.id})
        row = self.row(self.waiting()).with_user(elsa)
        row = row.with_context(allowed_company_ids=other.ids)
        self.assertFalse(row.search_count([]))
        with self.assertRaises(AccessError):
            row.action_claim()

    def test_changes_by_hand_are_noted_and_never_refused(self):
        customer = self.known("By hand", self.anna)
        customer.with_user(self.chief).user_id = self.bert
        customer.with_user(self.chief).user_id = False
        self.assertEqual(
            self.moves(customer),
            [
                ("assigned", "anna", "bert", "chief"),
                ("returned", "bert", False, "chief"),
            ],
        )

    def test_put_back_by_the_manager_or_his_own_salesperson(self):
        mine, other = self.known("Mine", self.anna), self.known("Other", self.bert)
        with self.assertRaisesRegex(UserError, "Other is not yours"):
            other.with_user(self.anna).action_insight_pool_put_back()
        mine.with_user(self.anna).action_insight_pool_put_back()
        other.with_user(self.chief).action_insight_pool_put_back()
        rows = self.row(mine + other)
        self.assertEqual(rows.mapped("reason"), ["put_back", "put_back"])
        self.assertEqual(rows.user_id, self.anna + self.bert)
        self.assertFalse((mine + other).user_id)

    def test_a_manager_assigns_beyond_the_limits(self):
        customers = self.waiting("A") + self.waiting("B") + self.waiting("C")
        action = self.row(customers).with_user(self.chief).action_assign()
        wizard = self.env[action["res_model"]].with_user(self.chief)
        wizard = wizard.with_context(**action["context"]).create(
            {"user_id": self.anna.id}
        )
        wizard.action_assign()
        self.assertEqual(customers.user_id, self.anna)
        self.assertEqual(
            self.moves(customers[0]), [("assigned", False, "anna", "chief")]
        )
        self.claim(self.anna, self.waiting("D"))  # given ones are no claims

    def test_a_manager_takes_a_claim_back(self):
        customer = self.waiting()
        self.claim(self.anna, customer)
        move = self.Move.search([("partner_id", "=", customer.id)])
        with self.assertRaises(AccessError):
            move.with_user(self.anna).action_undo()
        move.with_user(self.chief).action_undo()
        self.assertFalse(customer.user_id)
        self.assertEqual(self.row(customer).reason, "undone")
        self.assertEqual(move.undone_by_id, self.chief)
        with self.assertRaisesRegex(UserError, "already"):
            move.with_user(self.chief).action_undo()

    def test_a_return_is_taken_back(self):
        customer = self.known("Back", self.anna)
        for day in (7, 10):
            self.night(day)
        self.Move.search([("partner_id", "=", customer.id)]).with_user(
            self.chief
        ).action_undo()
        self.assertEqual(customer.user_id, self.anna)
        self.assertFalse(self.row(customer))

    def test_what_somebody_changed_since_stays(self):
        customer = self.waiting()
        self.claim(self.anna, customer)
        move = self.Move.search([("partner_id", "=", customer.id)])
        customer.user_id = self.bert
        with self.assertRaisesRegex(UserError, "stays with Bert"):
            move.with_user(self.chief).action_undo()
        self.assertEqual(customer.user_id, self.bert)

    def test_the_form_says_so_and_claims(self):
        customer = self.waiting()
        line = customer.with_user(self.anna).insight_summary["pool"]
        self.assertEqual(
            line,
            {"text": "In the pool since 12/01/2025: No salesperson", "open": True},
        )
        customer.with_user(self.anna).action_insight_pool_claim()
        self.assertEqual(customer.user_id, self.anna)
        self.env.invalidate_all()
        self.assertNotIn("pool", customer.with_user(self.anna).insight_summary)
        told = customer.with_user(self.bert).action_insight_pool_claim()
        self.assertIn("belongs to Anna", told["params"]["message"])
