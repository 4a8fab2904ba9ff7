# Run in Odoo's shell: set the administrator's language, print the class table as JSON.
import json

[lang] = arguments
env.ref("base.user_admin").lang = lang
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
