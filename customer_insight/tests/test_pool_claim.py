from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common_live import CONTACTS, USER
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
        self.assertEqual(self.moves(first), [("claimed", False, "anna", "anna")])
        self.claim(self.anna, second)
        with self.assertRaisesRegex(UserError, "claimed your 2"):
            self.claim(self.anna, third)
        with self.assertRaisesRegex(UserError, "claimed your 2 .* again tomorrow"):
            third.with_user(self.anna).user_id = self.anna
        self.assertFalse(third.user_id)
        self.assertEqual(self.state(third), "open", "he waits as before")

    def test_the_cap_and_the_team_hold_by_hand_too(self):
        self.team.insight_pool_cap = 1
        self.known("Has", self.anna)
        carl = self._create_user("carl", f"{USER},{CONTACTS}")
        customer = self.waiting()
        for user, words in ((self.anna, "allows 1 each"), (carl, "Only members")):
            with self.assertRaisesRegex(UserError, words):
                customer.with_user(user).user_id = user

    def test_managers_automations_and_whoever_gives_to_others_are_not_bound(self):
        first, second, third = (self.waiting(f"No {n}") for n in range(3))
        self.team.insight_pool_daily_limit = 1
        self.claim(self.anna, self.waiting("Today's"))
        first.with_user(self.anna).user_id = self.bert
        second.with_user(self.anna).sudo().user_id = self.anna
        self.claim(self.chief, self.waiting("The chief's"))
        third.with_user(self.chief).user_id = self.chief
        self.assertEqual(
            [customer.user_id for customer in (first, second, third)],
            [self.bert, self.anna, self.chief],
        )

    def test_an_import_names_the_row_that_is_beyond_the_limit(self):
        self.team.insight_pool_daily_limit = 1
        customers = [self.waiting(f"No {n}") for n in range(2)]
        result = (
            self.env["res.partner"]
            .with_user(self.anna)
            .load(
                [".id", "user_id/.id"],
                [[str(c.id), str(self.anna.id)] for c in customers],
            )
        )
        self.assertFalse(result["ids"], "all or nothing")
        told = [m["message"] for m in result["messages"] if m.get("record") == 1]
        self.assertIn("your 1 customers of today", told[0])

    # Back to the former salesperson

    def lost(self, user):
        """A customer whom a salesperson lost to the pool on 11 December."""
        customer = self.known("Lost", user)
        for day in (7, 10):
            self.night(day)
        return customer

    def test_who_lost_him_waits_and_hears_until_when(self):
        customer = self.lost(self.anna)
        with freeze_time("2025-12-14 12:00:00"):
            words = "was yours until 12/11/2025.* claim him from 12/15/2025"
            with self.assertRaisesRegex(UserError, words):
                self.claim(self.anna, customer)
            with self.assertRaisesRegex(UserError, words):
                customer.with_user(self.anna).user_id = self.anna
            self.assertFalse(customer.user_id)
            row = self.row(customer)
            self.assertEqual(str(row.with_user(self.anna).claim_from), "2025-12-15")
            self.assertFalse(row.with_user(self.bert).claim_from)
            line = customer.with_user(self.anna).insight_summary["pool"]
            self.assertFalse(line["claimable"])
            self.assertIn("you may claim him again from 12/15/2025", line["text"])
        self.env.invalidate_all()
        with freeze_time("2025-12-15 00:05:00"):
            self.assertFalse(self.row(customer).with_user(self.anna).claim_from)
            self.claim(self.anna, customer)
        self.assertEqual(customer.user_id, self.anna)

    def test_colleagues_come_first(self):
        customer = self.lost(self.anna)
        with freeze_time("2025-12-11 12:00:00"):
            self.claim(self.bert, customer)
        self.assertEqual(customer.user_id, self.bert)

    def test_a_manager_gives_him_back_at_once(self):
        customer = self.lost(self.anna)
        with freeze_time("2025-12-11 12:00:00"):
            customer.with_user(self.chief).user_id = self.anna
        self.assertEqual(customer.user_id, self.anna)

    def test_who_put_him_back_himself_waits_too_unless_the_team_says_no(self):
        customer = self.known("Mine", self.anna)
        self.put_back(customer, self.anna)
        with self.assertRaisesRegex(UserError, "from 12/05/2025"):
            self.claim(self.anna, customer)
        self.team.insight_pool_wait_days = 0
        self.claim(self.anna, customer)
        self.assertEqual(customer.user_id, self.anna)

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
            {
                "text": "In the pool since 12/01/2025: No salesperson",
                "open": True,
                "claimable": True,
            },
        )
        customer.with_user(self.anna).action_insight_pool_claim()
        self.assertEqual(customer.user_id, self.anna)
        self.env.invalidate_all()
        self.assertNotIn("pool", customer.with_user(self.anna).insight_summary)
        told = customer.with_user(self.bert).action_insight_pool_claim()
        self.assertIn("belongs to Anna", told["params"]["message"])
