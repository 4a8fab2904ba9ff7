import {registry} from "@web/core/registry";

const message = ".o-mail-Message:contains('They squeak')";

const openMenu = [
    {content: "Look at the message", trigger: message, run: "hover && click"},
    {
        content: "Open its menu",
        trigger: `${message} button[title='Expand']`,
        run: "hover && click",
    },
];

registry.category("web_tour.tours").add("customer_insight_dispute_tour", {
    steps: () => [
        ...openMenu,
        {
            content: "Choose the dispute",
            trigger: ".o-dropdown-item:contains('Open a Dispute')",
            run: "click",
        },
        {
            content: "The text of the message is there; open it",
            trigger: ".modal:has(div[name='text'] textarea) button[name='action_open']",
            run: "click",
        },
        {
            content: "The dispute is a signal of the customer",
            trigger: ".o_form_view:contains('They squeak') [name='candidate_ids']",
        },
    ],
});

registry.category("web_tour.tours").add("customer_insight_no_dispute_tour", {
    steps: () => [
        ...openMenu,
        {
            content: "The menu is open",
            trigger: ".o-dropdown-item:contains('Copy Link')",
        },
        {
            content: "No dispute is offered",
            trigger: "body:not(:has(.o-dropdown-item:contains('Open a Dispute')))",
        },
    ],
});
