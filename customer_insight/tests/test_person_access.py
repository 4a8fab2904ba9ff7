import json

from odoo import http
from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import HttpCase, new_test_user, tagged

from .common_live import CONTACTS, MANAGER, USER
from .test_person import PersonCase

PERSONAL = "customer_insight.customer_insight_group_personal"
EXPORT = "customer_insight.customer_insight_group_personal_export"
ASKED = {"insight_export_personal_files": True}
SECRET = "Breeds orchids"


@tagged("post_install", "-at_install")
class TestPersonAccess(PersonCase):
    """A personal file is for the customer's salesperson, whatever door one tries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.file(hobbies=SECRET, birthday="1980-01-02")
        cls.keeper = cls._create_user("keeper", f"{PERSONAL},{CONTACTS}")
        cls.exporter = cls._create_user("exporter", f"{EXPORT},{CONTACTS}")
        cls.clerk = cls._create_user("clerk", f"base.group_user,{CONTACTS}")
        cls.portal = new_test_user(cls.env, "visitor", groups="base.group_portal")

    def ask(self, user, method, *args, model="customer.insight.person", **kwargs):
        """Call as RPC does."""
        records = self.env(user=user, su=False, context={})[model]
        return call_kw(records, method, args, kwargs)

    def shown(self, user):
        """What a user gets to see of the file through each reading door."""
        self.env.flush_all()
        doors = (
            lambda: self.ask(user, "read", self.person.ids, ["hobbies"]),
            lambda: self.ask(user, "web_read", self.person.ids, {"hobbies": {}}),
            lambda: self.ask(user, "search_read", [], ["hobbies"]),
            lambda: self.ask(
                user, "formatted_read_group", [], ["hobbies"], ["hobbies:array_agg"]
            ),
            lambda: self.ask(user, "name_search", "Contact"),
            lambda: self.ask(user, "search_count", [("hobbies", "ilike", "orchids")]),
            lambda: self.ask(user, "copy_data", self.person.ids),
            lambda: self.ask(user, "write", self.person.ids, {"likes": "x"}),
            lambda: self.ask(user, "unlink", self.person.ids),
        )
        return [number for number, door in enumerate(doors) if self.opens(door)]

    def opens(self, door):
        savepoint = self.env.cr.savepoint(flush=False)
        try:
            return door()
        except AccessError:
            return False
        finally:
            savepoint.close(rollback=True)
            self.env.transaction.clear()

    def test_the_customers_salesperson_keeps_the_file(self):
        self.assertEqual(len(self.shown(self.anna)), 9)

    def test_another_salesperson_sees_nothing(self):
        self.assertEqual(self.shown(self.bert), [])

    def test_a_manager_without_the_right_sees_nothing(self):
        self.assertEqual(self.shown(self.chief), [])

    def test_a_manager_with_the_right_keeps_every_file(self):
        self.assertEqual(len(self.shown(self.keeper)), 9)

    def test_internal_portal_and_public_see_nothing(self):
        for user in (self.clerk, self.portal, self.env.ref("base.public_user")):
            self.assertEqual(self.shown(user), [], user.login)

    def test_the_former_salesperson_sees_nothing_any_more(self):
        self.assertEqual(self.contact.user_id, self.anna, "core leaves him there")
        self.firm.user_id = self.bert
        self.assertEqual(self.shown(self.anna), [])
        self.assertEqual(len(self.shown(self.bert)), 9)

    def test_a_contacts_own_salesperson_counts_where_the_customer_has_none(self):
        self.firm.user_id = False
        self.contact.user_id = self.bert
        self.assertEqual(len(self.shown(self.bert)), 9)

    def test_the_right_comes_with_neither_group(self):
        for group in (USER, MANAGER):
            implied = self.env.ref(group).all_implied_ids
            self.assertNotIn(self.env.ref(PERSONAL), implied)
            self.assertNotIn(self.env.ref(EXPORT), implied)

    def test_nobody_makes_a_file_for_a_foreign_customers_contact(self):
        other = self.customer("Other", parent_id=self.firm.id)
        with self.assertRaises(AccessError):
            self.ask(self.bert, "create", [{"partner_id": other.id}])
        with self.assertRaisesRegex(AccessError, "kept by the customer's salesperson"):
            other.with_user(self.bert).action_insight_open_personal_file()

    def test_another_companys_contact_is_closed(self):
        self.firm.company_id = self.contact.company_id = self._create_company("Else")
        self.assertEqual(self.shown(self.anna), [])

    # From the contact

    def test_no_field_of_a_contact_leads_to_the_file(self):
        leading = [
            field
            for field in self.env["res.partner"]._fields.values()
            if field.comodel_name == "customer.insight.person"
        ]
        self.assertFalse(leading)
        for path in ("insight_person_id.hobbies", "person_ids.hobbies"):
            with self.assertRaises(ValueError):
                self.ask(
                    self.anna,
                    "search_count",
                    [(path, "=", SECRET)],
                    model="res.partner",
                )

    def test_a_reminder_is_read_by_who_reads_the_file(self):
        self.person._remind()
        activity = self.env["mail.activity"].search(
            [("res_model", "=", "customer.insight.person")]
        )
        self.assertTrue(activity)
        for user in (self.bert, self.clerk, self.chief):
            found = self.ask(
                user, "search", [("id", "=", activity.id)], model="mail.activity"
            )
            self.assertFalse(found, user.login)

    # Export

    def test_export_is_refused_by_default(self):
        for user in (self.anna, self.keeper, self.exporter):
            user.group_ids += self.env.ref("base.group_allow_export")
            with self.assertRaisesRegex(AccessError, "not exported"):
                self.ask(user, "export_data", self.person.ids, ["hobbies"])

    def test_asking_without_the_right_does_not_help(self):
        self.anna.group_ids += self.env.ref("base.group_allow_export")
        with self.assertRaises(AccessError):
            self.ask(
                self.anna, "export_data", self.person.ids, ["hobbies"], context=ASKED
            )
        with self.assertRaises(AccessError):
            self.ask(self.anna, "action_open_for_export", [])

    def test_who_has_the_right_and_asks_exports_what_he_may_read(self):
        self.firm.user_id = self.exporter
        action = self.ask(self.exporter, "action_open_for_export", [])
        self.assertEqual(action["context"], ASKED)
        data = self.ask(
            self.exporter,
            "export_data",
            self.person.ids,
            ["hobbies"],
            context=action["context"],
        )
        self.assertEqual(data["datas"], [[SECRET]])

    def test_export_over_an_activity_is_refused_too(self):
        self.person._remind()
        self.anna.group_ids += self.env.ref("base.group_allow_export")
        with self.assertRaises(AccessError):
            self.person.with_user(self.anna)._export_rows([["hobbies"]])


@tagged("post_install", "-at_install")
class TestPersonExportPage(HttpCase, PersonCase):
    """The export dialog's own page refuses, too."""

    def test_the_export_page_is_refused(self):
        self.file(hobbies=SECRET)
        self.anna.group_ids += self.env.ref("base.group_allow_export")
        self.authenticate("anna", "anna")
        field = {"name": "hobbies", "label": "Hobbies", "type": "text"}
        data = {
            "model": "customer.insight.person",
            "fields": [field],
            "ids": False,
            "domain": [],
            "import_compat": False,
            "context": {},
            "groupby": [],
        }
        response = self.url_open(
            "/web/export/csv",
            data={
                "data": json.dumps(data),
                "csrf_token": http.Request.csrf_token(self),
            },
        )
        self.assertNotIn(SECRET, response.text)
        self.assertIn("not exported", response.text)
