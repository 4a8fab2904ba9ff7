# Run in Odoo's shell: set everybody's language, print the class table as JSON.
import json


def say_again(activity):
    """An activity keeps the language in which it was planned: of the installation."""
    kind = activity.activity_type_id
    for name, source in (("summary", "summary"), ("note", "default_note")):
        said = {kind.with_context(lang=code)[source] for code in languages}
        if activity[name] in said:
            activity[name] = kind.with_context(lang=lang)[source]


def say_steps_again(plan):
    """So do the steps that a plan took from its template."""
    for line in plan.template_id.line_ids:
        said = {line.with_context(lang=code).name for code in languages}
        for step in plan.step_ids.filtered(lambda step, said=said: step.name in said):
            step.name = line.with_context(lang=lang).name


[lang] = arguments
others = env["res.users"].search([("lang", "!=", lang)])
if others:
    others.lang = lang
    languages = [code for code, _name in env["res.lang"].get_installed()]
    for activity in env["mail.activity"].search([("summary", "!=", False)]):
        say_again(activity)
    for plan in env["customer.insight.development"].search([]):
        say_steps_again(plan)
env.cr.commit()

Insight = env["customer.insight"].with_context(lang=lang)
labels = Insight.fields_get(
    ["category", "contribution", "stability"], ["string", "selection"]
)
groups = Insight._read_group(
    [("category", "!=", False)],
    ["company_id", "category"],
    ["__count", "contribution:sum", "stability:avg"],
)
order = [value for value, _label in labels["category"]["selection"]]
groups.sort(key=lambda group: (group[0].id, order.index(group[1])))
names = dict(labels["category"]["selection"])
rows = [
    [
        f"{company.name} ({company.currency_id.name})",
        names[category],
        count,
        contribution,
        stability,
    ]
    for company, category, count, contribution, stability in groups
]
heads = [labels[name]["string"] for name in ("category", "contribution", "stability")]
print(json.dumps({"lang": lang, "heads": heads, "rows": rows}))
