import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const card = ".o_kanban_record:contains('Tour Customer')";
const column = (stage) =>
    `.o_customer_insight_kanban .o_kanban_group:has(.o_column_title:contains('${stage}'))`;
const head = ".o_form_view .o_customer_insight";

function runAction(name) {
    return [
        {
            content: "open the action menu",
            trigger: ".o_form_view .o_cp_action_menus i.fa-cog",
            run: "click",
        },
        {
            content: `choose “${name}”`,
            trigger: `.o-dropdown-item:contains('${name}')`,
            run: "click",
        },
    ];
}

registry.category("web_tour.tours").add("customer_insight_stage_tour", {
    steps: () => [
        stepUtils.showAppsMenuItem(),
        {
            content: "open the app",
            trigger: ".o_app[data-menu-xmlid='customer_insight.customer_insight_menu']",
            run: "click",
        },
        {
            content: "the customer stands where his orders put him; drag him on",
            trigger: `${column("Intention")} ${card}`,
            run: `drag_and_drop(${column("Quasi-customer")})`,
        },
        {
            content: "he stays there, marked as judged; open him",
            trigger: `${column("Quasi-customer")} ${card}:has(.fa-hand-paper-o)`,
            run: "click",
        },
        {
            content: "his class stands at the top",
            trigger: `${head} [name=insight_category]:contains('EII')`,
        },
        {
            content: "and his stage as judged",
            trigger: `${head} [name=insight_growth_stage]:contains('Quasi-customer')`,
        },
        {
            content: "and why he is there",
            trigger: `${head} [name=insight_explanation]:contains('EII: ')`,
        },
        {
            content: "and what to do next",
            trigger: `${head} [name=insight_next_action]:contains('Find out')`,
        },
        {
            content: "open the page of facts",
            trigger: ".o_notebook_headers .nav-link[name=customer_insight]",
            run: "click",
        },
        {
            content: "it says how to talk with him",
            trigger:
                ".o_notebook_content [name=personality_advice]:contains('Show proof')",
        },
        ...runAction("Schedule Playbook Follow-up"),
        {
            content: "the step is in the chatter",
            trigger: ".o-mail-Activity:contains('Find out')",
        },
        {
            content: "and no second one is offered",
            trigger: `${head}:not(:has(button[name=action_insight_schedule_playbook]))`,
        },
        ...runAction("Set Growth Stage"),
        {
            content: "take the judgement back",
            trigger: ".modal button[name=action_withdraw]",
            run: "click",
        },
        {
            content: "the figures decide again",
            trigger: `${head} [name=insight_growth_stage]:contains('Intention')`,
        },
        {
            content: "nothing is marked as judged",
            trigger: `${head}:not(:has(.fa-hand-paper-o))`,
        },
    ],
});
