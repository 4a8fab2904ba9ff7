from psycopg2 import IntegrityError

from odoo import fields
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common_live import LiveCase

CRON = "customer_insight.ir_cron_remind_birthdays"


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class PersonCase(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.firm = cls.customer("Firm", is_company=True, user_id=cls.anna.id)
        cls.contact = cls.customer("Contact", parent_id=cls.firm.id)
        cls.Person = cls.env["customer.insight.person"]

    @classmethod
    def file(cls, contact=None, **values):
        contact = contact or cls.contact
        return cls.Person.create({"partner_id": contact.id, **values})


class TestPerson(PersonCase):
    """A contact's personal file lives and ends with him."""

    def test_a_contact_has_one_file(self):
        self.file()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.file()
            self.env.flush_all()

    def test_a_deleted_contact_leaves_nothing(self):
        person = self.file(hobbies="Fishing", birthday="1980-01-02")
        person._remind()
        activities = person.activity_ids
        self.assertTrue(activities)
        self.contact.unlink()
        self.assertFalse(person.exists())
        self.assertFalse(activities.exists())

    def test_a_duplicate_of_a_contact_has_no_file(self):
        self.file(hobbies="Fishing")
        twin = self.contact.copy()
        self.assertFalse(self.Person.search([("partner_id", "=", twin.id)]))

    def test_age_is_full_years_and_unknown_without_a_year(self):
        person = self.file(birthday="1980-12-31")
        self.assertEqual(person.age, 45)
        person.birthday = "1981-01-01"
        self.assertEqual(person.age, 44)
        person.birth_year_unknown = True
        self.assertEqual(person.age, 0)

    # Merging

    def merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((source | target).ids, target)
        self.env.invalidate_all()

    def test_merging_loses_no_word(self):
        twin = self.customer("Twin", parent_id=self.firm.id)
        person = self.file(hobbies="Fishing", likes="Tea", birthday="1980-01-02")
        self.file(
            twin,
            hobbies="Chess",
            likes="Tea",
            family="Married",
            birthday="1981-02-03",
        )
        self.merge(twin, self.contact)
        self.assertEqual(person.hobbies, "Fishing\nChess")
        self.assertEqual(person.likes, "Tea")
        self.assertEqual(person.family, "Married")
        self.assertEqual(str(person.birthday), "1980-01-02")
        self.assertIn("1981-02-03", person.notes)
        self.assertEqual(self.Person.search([("partner_id", "=", twin.id)]).ids, [])

    def test_merging_moves_the_only_file(self):
        twin = self.customer("Twin", parent_id=self.firm.id)
        person = self.file(twin, hobbies="Chess")
        self.merge(twin, self.contact)
        self.assertEqual(person.partner_id, self.contact)
        self.assertEqual(person.hobbies, "Chess")

    # The form

    def test_the_card_opens_the_file_or_a_new_one(self):
        action = self.contact.with_user(self.anna).action_insight_open_personal_file()
        self.assertFalse(action["res_id"])
        people = self.Person.with_user(self.anna).with_context(**action["context"])
        with Form(people) as form:
            form.hobbies = "Fishing"
        again = self.contact.with_user(self.anna).action_insight_open_personal_file()
        self.assertEqual(self.Person.browse(again["res_id"]).hobbies, "Fishing")

    def test_character_is_asked_of_owner_manager_and_representative(self):
        form = Form(self.file())
        self.assertTrue(form._get_modifier("character", "invisible"))
        self.contact.insight_position = "owner"
        form = Form(self.Person.search([("partner_id", "=", self.contact.id)]))
        self.assertFalse(form._get_modifier("character", "invisible"))


class TestBirthday(PersonCase):
    """The salesperson hears of a birthday in time, once a year."""

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref(CRON).method_direct_trigger()
        self.env.invalidate_all()

    def reminders(self, person):
        return self.env["mail.activity"].search(
            [("res_model", "=", person._name), ("res_id", "=", person.id)]
        )

    def test_reminded_some_days_before_across_the_year(self):
        person = self.file(birthday="1980-01-07")
        self.run_cron()
        activity = self.reminders(person)
        self.assertEqual(activity.user_id, self.anna)
        self.assertEqual(str(activity.date_deadline), "2026-01-07")

    def test_not_earlier_than_the_policy_says(self):
        person = self.file(birthday="1980-01-08")
        self.run_cron()
        self.assertFalse(self.reminders(person))
        self.policy.birthday_days = 8
        self.run_cron()
        self.assertTrue(self.reminders(person))

    def test_never_when_the_policy_says_so(self):
        self.policy.birthday_days = -1
        person = self.file(birthday="1980-12-31")
        self.run_cron()
        self.assertFalse(self.reminders(person))

    def test_once_a_year_also_when_done_or_cancelled(self):
        person = self.file(birthday="1980-01-02")
        self.run_cron()
        self.reminders(person).with_user(self.anna).action_feedback("Called")
        self.run_cron()
        self.assertFalse(self.reminders(person))
        with freeze_time("2026-12-31 12:00:00"):
            self.run_cron()
            self.assertEqual(
                str(self.reminders(person).date_deadline), "2027-01-02", "next year"
            )

    def test_a_done_reminder_leaves_no_message(self):
        person = self.file(birthday="1980-01-02")
        self.run_cron()
        self.reminders(person).with_user(self.anna).action_feedback("Called")
        messages = self.env["mail.message"].search([("model", "=", person._name)])
        self.assertFalse(messages)

    def test_29_february_is_the_28th_in_short_years(self):
        person = self.file(birthday="1980-02-29")
        for day, expected in (
            ("2026-02-25", "2026-02-28"),
            ("2028-02-25", "2028-02-29"),
            ("2028-02-29", "2028-02-29"),
        ):
            today = fields.Date.to_date(day)
            self.assertEqual(str(person._next_birthday(today)), expected)
        with freeze_time("2026-02-21 12:00:00"):
            self.run_cron()
            self.assertEqual(str(self.reminders(person).date_deadline), "2026-02-28")

    def test_the_day_is_the_salespersons(self):
        """At noon in London, Kiritimati is in the new day, and Pago Pago is not."""
        self.policy.birthday_days = 0
        person = self.file(birthday="1980-01-01")
        self.anna.tz = "Pacific/Pago_Pago"
        self.run_cron()
        self.assertFalse(self.reminders(person))
        self.anna.tz = "Pacific/Kiritimati"
        self.run_cron()
        self.assertEqual(str(self.reminders(person).date_deadline), "2026-01-01")

    def test_a_corrected_birthday_is_announced_anew(self):
        person = self.file(birthday="1980-01-02")
        self.run_cron()
        person.birthday = "1980-01-04"
        self.run_cron()
        self.assertEqual(str(self.reminders(person).date_deadline), "2026-01-04")
        person.birthday = False
        self.assertFalse(self.reminders(person))

    def test_who_left_is_not_announced(self):
        person = self.file(birthday="1980-01-02")
        self.run_cron()
        self.contact.insight_has_left = True
        self.run_cron()
        self.assertFalse(self.reminders(person))

    def test_the_reminder_follows_the_customer(self):
        person = self.file(birthday="1980-01-02")
        self.run_cron()
        self.firm.user_id = self.bert
        self.assertEqual(self.reminders(person).user_id, self.bert)
