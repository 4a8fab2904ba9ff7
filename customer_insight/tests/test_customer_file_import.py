import csv
import io
import json

import openpyxl

from odoo import http
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools.misc import file_path

RIGHTS = (
    "customer_insight.customer_insight_group_user,base.group_partner_manager,"
    "base.group_allow_export"
)
LINES = (
    "insight_facility_ids",
    "insight_equipment_ids",
    "insight_end_customer_ids",
    "insight_presence_ids",
)
KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ImportCase(HttpCase):
    """A salesperson who may change, export and import contacts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ("zh_CN", "zh_TW"):
            cls.env["res.lang"]._activate_lang(lang)
        modules = cls.env["ir.module.module"].search([("state", "=", "installed")])
        modules._load_module_terms(modules.mapped("name"), ["zh_CN", "zh_TW"])
        cls.sales = new_test_user(cls.env, "file_sales", groups=RIGHTS)
        cls.exports = cls.env.ref("customer_insight.ir_exports_customer_file")
        cls.columns = cls.exports.export_fields.mapped("name")

    def start(self, content, kind, user=None, **context):
        """Upload a file; return Odoo's import, its columns and options."""
        user = user or self.sales
        wizard = self.env["base_import.import"].with_user(user)
        wizard = wizard.with_context(lang=user.lang, **context).create(
            {
                "res_model": "res.partner",
                "file": content,
                "file_type": KINDS[kind],
                "file_name": f"file.{kind}",
            }
        )
        options = {"has_headers": True, "quoting": '"', "separator": ","}
        preview = wizard.parse_preview(options)
        self.assertFalse(preview.get("error"), preview.get("error"))
        headers, matches = preview["headers"], preview["matches"]
        fields = [
            "/".join(matches[at]) if at in matches else False
            for at in range(len(headers))
        ]
        return wizard, headers, fields, preview["options"]

    def load(self, content, kind, **options):
        wizard, headers, fields, settings = self.start(content, kind, **options)
        return wizard.execute_import(fields, headers, settings)

    def table(self, *rows):
        stream = io.StringIO()
        csv.writer(stream).writerows(rows)
        return stream.getvalue().encode()


@tagged("post_install", "-at_install")
class TestRoundTrip(ImportCase):
    """Export, edit, import: nothing is lost and nothing is doubled."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rival = cls.env["customer.insight.competitor"].create({"name": "Rival"})
        cls.customer = cls.env["res.partner"].create(
            {
                "name": "Round Trip 往返",
                "is_company": True,
                "user_id": cls.sales.id,
                "insight_nature": "trading",
                "insight_employee_count": 46,
                "insight_founded_date": "2009-03-01",
                "insight_turnover": 1234.5,
                "insight_is_key_account": True,
                "insight_source_id": cls.env.ref("customer_insight.source_fair").id,
                "insight_source_date": "2024-05-01",
                "insight_source_note": "Hangzhou, hall 3",
                "insight_referred_by_id": cls.env["res.partner"]
                .create({"name": "Who told of him"})
                .id,
                "insight_ruled_out": "not_able",
                "insight_ruled_out_note": "Until spring",
                "insight_ruled_out_date": "2025-11-01",
                "insight_second_look_date": "2026-05-01",
                "insight_problems": "One line\nand “another”, with 中文",
                "insight_type_id": cls.env["customer.insight.type"]
                .search([], limit=1)
                .id,
                "insight_target_ids": [
                    (0, 0, {"name": "North", "level": "region"}),
                    (0, 0, {"name": "Young", "level": "social"}),
                ],
                "child_ids": [
                    (0, 0, {"name": "Ann", "insight_decision_role": "decides"}),
                    (0, 0, {"name": "Ben", "insight_has_left": True}),
                    (0, 0, {"name": "Cai", "insight_function": "finance"}),
                ],
                "insight_facility_ids": [
                    (0, 0, {"name": "Yard", "kind": "warehouse", "area": 900}),
                    (0, 0, {"name": "Vans", "kind": "vehicle", "quantity": 6}),
                ],
                "insight_equipment_ids": [
                    (0, 0, {"name": "Brakes", "yearly_demand": 5000, "quantity": 3})
                ],
                "insight_presence_ids": [
                    (0, 0, {"competitor_id": cls.rival.id, "share": 30, "tie": "weak"})
                ],
                "insight_end_customer_ids": [
                    (0, 0, {"name": "Fleets", "share": 25, "reason": "broke"}),
                    (0, 0, {"name": "Walk-in", "share": 75}),
                ],
            }
        )

    def export(self, kind):
        """Download as the export dialog does, compatible with import."""
        self.authenticate("file_sales", "file_sales")
        asked = {
            "model": "res.partner",
            "fields": [
                {"name": name, "label": name, "type": "char"} for name in self.columns
            ],
            "ids": self.customer.ids,
            "domain": [],
            "import_compat": True,
            "context": {"lang": self.sales.lang},
        }
        token = http.Request.csrf_token(self)
        data = {"data": json.dumps(asked), "csrf_token": token}
        answer = self.url_open(f"/web/export/{kind}", data=data)
        answer.raise_for_status()
        return answer.content

    def edit(self, content, kind, old, new):
        """Change one cell, as in a spreadsheet."""
        if kind == "csv":
            return content.decode().replace(old, new).encode()
        book = openpyxl.load_workbook(io.BytesIO(content))
        for row in book.active.iter_rows():
            for cell in row:
                if cell.value == old:
                    cell.value = new
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def file(self):
        """Return all that the columns say, with the ids of the lines."""
        self.env.invalidate_all()
        return {
            name: [
                (record.id, self._value(record, step))
                for record in (self.customer[relation] if relation else self.customer)
            ]
            for name in self.columns
            for relation, _, step in [name.removesuffix("/id").rpartition("/")]
            if step != "id" and name.removesuffix("/id") not in (*LINES, "child_ids")
        }

    def _value(self, record, name):
        value = record[name]
        return value.ids if record._fields[name].relational else value

    def test_nothing_is_lost_on_the_way(self):
        for lang in ("en_US", "zh_CN"):
            for kind in KINDS:
                with self.subTest(kind=kind, lang=lang):
                    self.sales.lang = lang
                    before = self.file()
                    result = self.load(self.export(kind), kind)
                    self.assertEqual(result["messages"], [])
                    self.assertEqual(result["ids"], self.customer.ids)
                    self.assertEqual(self.file(), before)

    def test_a_changed_cell_is_the_only_change(self):
        for kind, old, new in (("csv", "Vans", "Lorries"), ("xlsx", "Yard", "Hall")):
            with self.subTest(kind=kind):
                before = self.file()
                content = self.edit(self.export(kind), kind, old, new)
                self.assertEqual(self.load(content, kind)["messages"], [])
                after = self.file()
                changed = [name for name in before if before[name] != after[name]]
                self.assertEqual(changed, ["insight_facility_ids/name"])
                self.assertIn(new, self.customer.insight_facility_ids.mapped("name"))

    def test_who_may_not_export_gets_no_file(self):
        self.sales.group_ids -= self.env.ref("base.group_allow_export")
        self.assertNotIn(b"Round Trip", self.try_export())

    def try_export(self):
        try:
            return self.export("csv")
        except Exception:  # noqa: BLE001 - any refusal will do
            return b""

    def test_who_may_not_change_contacts_imports_nothing(self):
        content = self.edit(self.export("csv"), "csv", "Vans", "Lorries")
        self.sales.group_ids -= self.env.ref("base.group_partner_manager")
        result = self.load(content, "csv")
        self.assertTrue(result["messages"])
        self.assertNotIn("Lorries", self.customer.insight_facility_ids.mapped("name"))

    def test_what_was_imported_says_so(self):
        self.customer.insight_employee_count = 1
        self.load(self.table(["id", "insight_employee_count"], [self.xid(), 77]), "csv")
        fact = self.env["customer.insight.fact"].search(
            [
                ("partner_id", "=", self.customer.id),
                ("field_name", "=", "insight_employee_count"),
            ]
        )
        self.assertEqual(fact.source, "import")

    def xid(self):
        return self.customer.export_data(["id"])["datas"][0][0]


@tagged("post_install", "-at_install")
class TestImport(ImportCase):
    """The template works, and bad rows say which and why."""

    def templates(self, user, lang="en_US"):
        Partner = self.env["res.partner"].with_user(user).with_context(lang=lang)
        return [entry["template"] for entry in Partner.get_import_templates()]

    def test_template_is_offered_beside_odoos_own(self):
        core = "/base/static/xls/contacts_import_template.xlsx"
        ours = "/customer_insight/static/xls/customer_file{}.xlsx"
        for lang, suffix in (("en_US", ""), ("zh_CN", "_zh_CN")):
            self.assertEqual(
                self.templates(self.sales, lang), [core, ours.format(suffix)]
            )
        clerk = new_test_user(self.env, "file_clerk", groups="base.group_user")
        self.assertEqual(self.templates(clerk), [core])

    def test_templates_headers_are_found_in_their_language(self):
        expected = [
            name.removesuffix("/id")
            for name in self.columns
            if not name.endswith("ids/id") or name == "insight_target_ids/id"
            if name != "id"
        ]
        for lang, suffix in (("en_US", ""), ("zh_CN", "_zh_CN"), ("zh_TW", "_zh_TW")):
            path = file_path(f"customer_insight/static/xls/customer_file{suffix}.xlsx")
            with open(path, "rb") as template, self.subTest(lang=lang):
                self.sales.lang = lang
                _import, _headers, fields, _options = self.start(
                    template.read(), "xlsx"
                )
                self.assertEqual(fields, expected)

    def test_filled_template_makes_a_customer_with_his_lines(self):
        path = file_path("customer_insight/static/xls/customer_file_zh_CN.xlsx")
        self.sales.lang = "zh_CN"
        with open(path, "rb") as template:
            result = self.load(template.read(), "xlsx")
        self.assertEqual(result["messages"], [])
        customer = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(customer.insight_employee_count, 12)
        self.assertEqual(customer.child_ids.mapped("name"), ["Alex Sample"])
        for name in LINES[:3]:
            self.assertEqual(len(customer[name]), 1, name)

    def test_choices_are_taken_by_key_and_by_label_of_each_language(self):
        self.sales.lang = "zh_CN"
        field = self.env["res.partner"]._fields["insight_nature"]
        chinese = dict(
            field._description_selection(self.env(context={"lang": "zh_CN"}))
        )["trading"]
        for text in ("trading", "Trading partner", chinese):
            with self.subTest(text=text):
                result = self.load(
                    self.table(["name", "insight_nature"], ["Chosen", text]), "csv"
                )
                self.assertEqual(result["messages"], [])
                customer = self.env["res.partner"].browse(result["ids"])
                self.assertEqual(customer.insight_nature, "trading")

    def test_source_is_found_by_name_in_each_language_and_by_code(self):
        source = self.env.ref("customer_insight.source_fair")
        chinese = source.with_context(lang="zh_CN").name
        self.assertNotEqual(source.name, chinese)
        for text in (chinese, "fair"):
            with self.subTest(text=text):
                self.sales.lang = "zh_CN"
                result = self.load(
                    self.table(["name", "insight_source_id"], ["Found", text]), "csv"
                )
                self.assertEqual(result["messages"], [])
                customer = self.env["res.partner"].browse(result["ids"])
                self.assertEqual(customer.insight_source_id, source)

    def test_how_he_was_found_and_ruled_out_is_in_the_file(self):
        names = {name.removesuffix("/id") for name in self.columns}
        facts = [
            name
            for name in self.env["res.partner"]._fields
            if name.startswith(("insight_source", "insight_ruled", "insight_second"))
            or name == "insight_referred_by_id"
        ]
        self.assertGreaterEqual(len(facts), 8)
        self.assertLessEqual(set(facts), names)

    def test_bad_row_is_named_with_its_field(self):
        result = self.load(
            self.table(
                ["name", "insight_nature"], ["Good", "trading"], ["Bad", "nonsense"]
            ),
            "csv",
        )
        [message] = result["messages"]
        self.assertEqual(message["record"], 1)
        self.assertEqual(message["field"], "insight_nature")
        self.assertIn("nonsense", message["message"])
        self.assertIn("Customer Nature", message["message"])

    def test_outsiders_never_see_the_export_list(self):
        clerk = new_test_user(
            self.env, "file_kim", groups="base.group_user,base.group_allow_export"
        )
        Exports = self.env["ir.exports"]
        self.assertFalse(
            Exports.with_user(clerk).search([("id", "=", self.exports.id)])
        )
        self.assertTrue(
            Exports.with_user(self.sales).search([("id", "=", self.exports.id)])
        )
