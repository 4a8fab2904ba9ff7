"""Write the import templates of the customer file, one a language.

    ./dev shell DB < devtools/scripts/import_templates.py

DB has the addon with zh_CN and zh_TW. Columns are those of the export list, without
what only a machine knows (external IDs), headed by the labels of each language. A
second sheet lists what may be chosen.
"""

from datetime import datetime

import xlsxwriter

from odoo.tools.misc import file_path

CHANGING = ("email", "user_id", "insight_end_user")
"""Fields whose Chinese label other apps change, or is another field's, too."""

EXAMPLE = {
    "name": "Sample Trading Ltd",
    "is_company": "1",
    "phone": "+86 21 5555 0100",
    "insight_employee_count": "12",
    "insight_line_of_business": "Parts",
    "child_ids/name": "Alex Sample",
    "insight_facility_ids/kind": "warehouse",
    "insight_facility_ids/name": "Main warehouse",
    "insight_equipment_ids/name": "Brake parts",
    "insight_end_customer_ids/name": "Repair shops",
}


def field_of(env, path):
    model = env["res.partner"]
    *relations, name = path.split("/")
    for relation in relations:
        model = model[relation]
    return model._fields[name]


def columns(env):
    lines = env.ref("customer_insight.ir_exports_customer_file").export_fields
    names = [name.removesuffix("/id") for name in lines.mapped("name")]
    return [
        name
        for name in names
        if name != "id" and field_of(env, name).type != "one2many"
    ]


def header(env, path):
    """The labels along the path, as far as Odoo can find the column by them."""
    steps = path.split("/")
    return "/".join(label(env, "/".join(steps[: at + 1])) for at in range(len(steps)))


def label(env, path):
    """English, which Odoo knows too, where a slash or other apps would part them."""
    field = field_of(env, path)
    text = field._description_string(env)
    if "/" in text or field.name in CHANGING:
        return field._description_string(env(context={"lang": "en_US"}))
    return text


def example(env, path):
    text, field = EXAMPLE.get(path, ""), field_of(env, path)
    if field.type == "selection":
        return dict(field._description_selection(env)).get(text, "")
    return text


def write(env, lang, suffix):
    env = env(context=dict(env.context, lang=lang))
    path = f"{file_path('customer_insight/static/xls')}/customer_file{suffix}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        bold = book.add_format({"bold": True, "bg_color": "#E9ECEF"})
        sheet, choices = book.add_worksheet("1"), book.add_worksheet("2")
        sheet.freeze_panes(1, 1)
        place = 0
        for at, name in enumerate(columns(env)):
            sheet.write(0, at, header(env, name), bold)
            sheet.write(1, at, example(env, name))
            sheet.set_column(at, at, 22)
            field = field_of(env, name)
            if field.type == "selection":
                choices.write(0, place, header(env, name), bold)
                for row, (_key, label) in enumerate(
                    field._description_selection(env), start=1
                ):
                    choices.write(row, place, label)
                choices.set_column(place, place, 26)
                place += 1


for lang, suffix in (("en_US", ""), ("zh_CN", "_zh_CN"), ("zh_TW", "_zh_TW")):
    write(env, lang, suffix)
