import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
} from "@web/../tests/web_test_helpers";

const GUARDS = [
    {kind: "first_lot", trait: "Conservative", reason: "New", is_hint: true},
    {kind: "revisions", trait: "Suspicious", reason: "Third", is_hint: false},
    // of the company and of who asks: two personalities may have the same rule
    {kind: "first_lot", trait: "Visual", reason: "Written", is_hint: true},
];

class Quotation extends models.Model {
    name = fields.Char();
    hints = fields.Json();

    _records = [
        {id: 1, name: "Several", hints: GUARDS},
        {id: 2, name: "One", hints: GUARDS.slice(0, 1)},
    ];
}

defineMailModels();
defineModels([Quotation]);

const open = (resId) =>
    mountView({
        type: "form",
        resModel: "quotation",
        resId,
        arch: `<form><field name="hints" widget="customer_insight_guards"/></form>`,
    });

test.tags("desktop");
test("a wide screen tells every hint at once, warnings first", async () => {
    await open(1);
    expect(queryAllTexts(".o_customer_insight_guard strong:first-child")).toEqual([
        "Suspicious",
        "Conservative",
        "Visual",
    ]);
    expect(".alert details").toHaveCount(0);
});

test.tags("mobile");
test("a phone tells the warning, and the rest when it is asked", async () => {
    await open(1);
    expect(".alert > .o_customer_insight_guard").toHaveCount(1);
    expect(".alert > .o_customer_insight_guard").toHaveText(/Suspicious/);
    expect(".alert details:not([open]) summary").toHaveText("And 2 more");
    await contains(".alert summary").click();
    expect(".alert details[open] .o_customer_insight_guard").toHaveCount(2);
});

test.tags("mobile");
test("a single hint has nothing to unfold", async () => {
    await open(2);
    expect(".alert > .o_customer_insight_guard").toHaveCount(1);
    expect(".alert details").toHaveCount(0);
});
