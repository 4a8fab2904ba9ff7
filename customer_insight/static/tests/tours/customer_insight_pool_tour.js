import {cookie} from "@web/core/browser/cookie";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";

const card = (name) => `.o_kanban_view .o_kanban_record:contains('${name}')`;
const row = (name) => `.o_list_view .o_data_row:contains('${name}')`;
const told = (text) => `.o_notification:contains('${text}')`;
const refused = (text) => `.modal .modal-body:contains('${text}')`;

/** Claim in the name of a colleague, while the customer is still on the screen. */
async function colleagueClaims() {
    const [db, user, key, waiting] = cookie.get("insight_faster").split("|");
    await rpc("/jsonrpc", {
        service: "object",
        method: "execute_kw",
        args: [
            db,
            Number(user),
            key,
            "customer.insight.pool",
            "action_claim",
            [[Number(waiting)]],
        ],
    });
}

const closeDialog = [
    {
        content: "close it: nothing else is lost",
        trigger: ".modal .modal-footer button",
        run: "click",
    },
    {content: "it is closed", trigger: "body:not(:has(.modal))"},
];

const claimOnTheForm = (name) => [
    {content: "open a customer first", trigger: card(name), run: "click"},
    {
        content: "his form says why he is in the pool; claim him there",
        trigger: ".o_form_view [name=insight_pool]:contains('In the pool') button",
        run: "click",
    },
    {
        content: "he is mine: the form says nothing of the pool any more",
        trigger: ".o_form_view .o_customer_insight:not(:has([name=insight_pool]))",
    },
    {
        content: "back to the pool",
        trigger: ".o_back_button, .o_breadcrumb .breadcrumb-item a",
        run: "click",
    },
];

const hearWhoWasFaster = [
    {content: "he is still on the screen", trigger: card("Rare"), run: colleagueClaims},
    {
        content: "claim him all the same",
        trigger: `${card("Rare")} button:contains('Claim')`,
        run: "click",
    },
    {content: "hear who was faster", trigger: refused("Colleague got Tour Rare first")},
    ...closeDialog,
];

registry.category("web_tour.tours").add("customer_insight_pool_tour", {
    steps: () => [
        {
            content: "claim from the list",
            trigger: `${row("First")} button:contains('Claim')`,
            run: "click",
        },
        {content: "he is mine; two more today", trigger: told("2 more today")},
        {
            content: "he has left the list",
            trigger: ".o_list_view:not(:contains('Tour First')):contains('Tour Rare')",
        },
        {
            content: "see them as cards",
            trigger: ".o_switch_view.o_kanban",
            run: "click",
        },
        {
            content: "whom I lost myself, I cannot claim yet; it says from when",
            trigger: `${card("Lost")}:not(:has(button:contains('Claim'))):contains('You may claim from')`,
        },
        {
            content: "claim from a card",
            trigger: `${card("Second")} button:contains('Claim')`,
            run: "click",
        },
        {content: "one more today", trigger: told("1 more today")},
        ...hearWhoWasFaster,
        ...claimOnTheForm("Third"),
        {
            content: "one too many for today",
            trigger: `${card("Fourth")} button:contains('Claim')`,
            run: "click",
        },
        {
            content: "hear which limit, and when to go on",
            trigger: refused("You have claimed your 3 customers of today"),
        },
        ...closeDialog,
        {
            content: "he still waits",
            trigger: `${card("Fourth")} button:contains('Claim')`,
        },
    ],
});

registry.category("web_tour.tours").add("customer_insight_pool_phone_tour", {
    steps: () => [
        {
            content: "cards on a phone: claim with the thumb",
            trigger: `${card("First")} button:contains('Claim')`,
            run: "click",
        },
        {content: "he is mine; two more today", trigger: told("2 more today")},
        ...hearWhoWasFaster,
        ...claimOnTheForm("Second"),
        {content: "the pool again", trigger: card("Fourth")},
    ],
});
