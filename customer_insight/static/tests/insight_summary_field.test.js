import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {expect, test} from "@odoo/hoot";
import {mockDate} from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

const CUSTOMER = {
    category: "EII",
    category_label: "EII · Turn around",
    growth_stage_label: "Regular",
    purchase_mode_label: "Relational",
    explanation: "EII: high contribution, low stability.",
    decision_makers: "Ms Wu (Director)",
    quotation_count: 2,
    quotation_amount: 1500,
    currency_id: 1,
    next_action: "Visit him",
    next_action_date: "2026-03-05",
    has_next_action: true,
    strategy: "Find out why he wavers.",
    advice: [
        {kind: "personality", style: "Cultivating", text: "Show proof"},
        {kind: "communication", style: false, text: "Write to him"},
    ],
};

class Customer extends models.Model {
    name = fields.Char();
    insight_summary = fields.Json();

    _records = [
        {
            id: 1,
            name: "Unclassified",
            insight_summary: {decision_makers: "", advice: []},
        },
    ];
}

defineMailModels();
defineModels([Customer]);

async function open(summary, resId = 2) {
    mockDate("2026-03-02 12:00:00");
    if (summary) {
        Customer._records.push({id: 2, name: "Customer", insight_summary: summary});
    }
    await mountView({
        type: "form",
        resModel: "customer",
        resId,
        arch: `<form>
            <field name="insight_summary" widget="customer_insight_summary"/>
            <field name="insight_summary" widget="customer_insight_advice"/>
        </form>`,
    });
}

test("says class and why, stage, who decides, what is open, what to do", async () => {
    await open(CUSTOMER);
    expect("[name=insight_is_stuck]").toHaveCount(0);
    expect("[name=insight_category]").toHaveText("EII · Turn around");
    expect("[name=insight_category]").toHaveClass("text-bg-danger");
    expect("[name=insight_growth_stage]").toHaveText("Regular");
    expect("[name=insight_purchase_mode]").toHaveText("Relational");
    expect("[name=insight_explanation]").toHaveText(CUSTOMER.explanation);
    expect("[name=insight_decision_makers]").toHaveText("Ms Wu (Director)");
    expect("[name=insight_quotations]").toHaveText(/^2 · .*1,500\.00/);
    expect("[name=insight_next_action]").toHaveText("Visit him");
    expect("[name=insight_next_action_date]").toHaveText("In 3 days");
    expect("[name=insight_strategy]").toHaveText("Find out why he wavers.");
    expect("button[name=action_insight_schedule_playbook]").toHaveCount(0);
});

test("says for how long he has been in his stage, and whether too long", async () => {
    await open({...CUSTOMER, stage_days: 43, is_stuck: true});
    expect("[name=insight_growth_stage]").toHaveText("Regular for 43 days");
    expect("[name=insight_is_stuck]").toHaveText("Stuck");
});

test("marks are there when they hold", async () => {
    await open({...CUSTOMER, is_lapsed: true, is_overridden: true});
    expect(".o_customer_insight .badge:contains(Lapsed)").toHaveCount(1);
    expect(".o_customer_insight .badge:contains(Judged)").toHaveCount(1);
    expect(".o_customer_insight .badge:contains(New)").toHaveCount(0);
});

test("warns where nobody decides, and proposes where nothing is planned", async () => {
    await open({
        ...CUSTOMER,
        decision_makers: "",
        quotation_count: 0,
        next_action_date: false,
        has_next_action: false,
    });
    expect("[name=insight_decision_makers] .text-danger").toHaveText("nobody known");
    expect("[name=insight_quotations]").toHaveCount(0);
    expect("[name=insight_next_action]").toHaveText("Visit him");
    expect("[name=insight_next_action_date]").toHaveCount(0);
    expect("button[name=action_insight_schedule_playbook]").toHaveText("Schedule");
});

test("an overdue step is red", async () => {
    await open({...CUSTOMER, next_action_date: "2026-02-28"});
    expect("[name=insight_next_action_date]").toHaveText("Overdue: 2 days ago");
    expect("[name=insight_next_action_date]").toHaveClass("text-danger");
});

test("today's step is a warning", async () => {
    await open({...CUSTOMER, next_action_date: "2026-03-02"});
    expect("[name=insight_next_action_date]").toHaveText("Today");
    expect("[name=insight_next_action_date]").toHaveClass("text-warning");
});

test("a far day is written as a date", async () => {
    await open({...CUSTOMER, next_action_date: "2026-12-24"});
    expect("[name=insight_next_action_date]").toHaveText(/12.?24.?2026|Dec.*24/);
});

test("buttons call the customer's methods and reload him", async () => {
    onRpc("customer", "action_insight_open_quotations", ({args}) => {
        expect.step(`quotations of ${args[0]}`);
        return false;
    });
    onRpc("web_read", () => {
        expect.step("read");
    });
    await open(CUSTOMER);
    expect.verifySteps(["read"]);
    await contains("button[name=action_insight_open_quotations]").click();
    expect.verifySteps(["quotations of 2", "read"]);
});

test("who is not classified can be", async () => {
    onRpc("customer", "action_insight_refresh", ({args}) => {
        expect.step(`classify ${args[0]}`);
        return false;
    });
    await open(null, 1);
    expect(".o_customer_insight").toHaveText(/Not classified yet/);
    expect("[name=insight_category]").toHaveCount(0);
    await contains("button[name=action_insight_refresh]").click();
    expect.verifySteps(["classify 1"]);
});

test("somebody new shows nothing", async () => {
    await open(null, false);
    expect(".o_customer_insight").toHaveCount(0);
});

test("advice comes with its selling style", async () => {
    await open(CUSTOMER);
    expect("[name=personality_advice]").toHaveText("Cultivating\nShow proof");
    expect("[name=communication_advice]").toHaveText("Write to him");
});
