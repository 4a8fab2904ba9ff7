import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const plans = "div[name='insight_development_ids'] .o_kanban_record";
const promises = "div[name='insight_promise_ids'] .o_kanban_record";

function choose(field, name) {
    return [
        {
            content: `Look for ${name}`,
            isActive: ["desktop"],
            trigger: `div[name='${field}'] input`,
            run: `edit ${name}`,
        },
        {
            content: `Choose ${name}`,
            isActive: ["desktop"],
            trigger: `.o-autocomplete--dropdown-item:contains('${name}')`,
            run: "click",
        },
        {
            content: `Look for ${name} on a screen of its own`,
            isActive: ["mobile"],
            trigger: `div[name='${field}'] input`,
            run: "click",
        },
        {
            content: `Touch ${name}`,
            isActive: ["mobile"],
            trigger: `.modal .o_kanban_record:contains('${name}')`,
            run: "click",
        },
    ];
}

tours.add("customer_insight_development_tour", {
    steps: () => [
        {
            content: "Go to his development",
            trigger: ".o_notebook .nav-link[name='development']",
            run: "click",
        },
        {
            content: "He has not heard from us yet",
            trigger: "div[name='insight_development']:contains('0 of 4')",
        },
        {
            content: "Set a goal",
            trigger: "button[name='action_insight_plan']",
            run: "click",
        },
        ...choose("template_id", "Break through"),
        {
            content: "Its steps are there; say for how much",
            trigger:
                ".modal:has(.o_data_row, .o_kanban_record) [name='goal_amount'] input",
            run: "edit 5000",
        },
        {
            content: "Save",
            trigger: ".modal .modal-footer .o_form_button_save",
            run: "click",
        },
        {
            content: "Do the next step",
            trigger: `${plans}:contains('0 of 5 steps') button[name='action_step_done']`,
            run: "click",
        },
        {content: "It is counted", trigger: `${plans}:contains('1 of 5 steps')`},
        {
            content: "Promise something",
            trigger: "button[name='action_insight_promise']",
            run: "click",
        },
        {
            content: "Say what",
            trigger: ".modal div[name='name'] input",
            run: "edit Send the price list",
        },
        {
            content: "Until when?",
            trigger: ".modal div[name='date_deadline'] .o_input",
            run: "click",
        },
        {
            content: "Today",
            trigger: ".o_datetime_picker .o_today",
            run: "click",
        },
        {
            content: "Promised",
            trigger: ".modal button[name='action_save']",
            run: "click",
        },
        {
            content: "Kept",
            trigger: `${promises}:contains('price list') button[name='action_keep']`,
            run: "click",
        },
        {
            content: "No, not yet",
            trigger: `${promises} button[name='action_undo']`,
            run: "click",
        },
        {
            content: "It was broken",
            trigger: `${promises} button[name='action_break']`,
            run: "click",
        },
        {
            content: "That is said, and can be undone",
            trigger: `${promises}:contains('Broken') button[name='action_undo']`,
        },
    ],
});

tours.add("customer_insight_handover_tour", {
    steps: () => [
        {
            content: "Nothing is chosen, so nothing is called complete",
            trigger: ".o_form_view:contains('Choose who hands over to whom')",
        },
        ...choose("from_user_id", "Tour Leaver"),
        ...choose("to_user_id", "Tour Heir"),
        {
            content: "What his files lack is there before anything is saved",
            trigger: "div[name='missing_html']:contains('Left Alone')",
        },
        {
            content: "Hand over",
            trigger: "button[name='action_hand_over']",
            run: "click",
        },
        {
            content: "See what was moved",
            trigger: ".o_notebook .nav-link[name='lines']",
            run: "click",
        },
        {
            content: "The customer is there",
            trigger: "div[name='line_ids']:contains('Left Alone')",
        },
        {
            content: "Take it back",
            trigger: "button[name='action_undo']",
            run: "click",
        },
        {content: "Yes", trigger: ".modal .modal-footer .btn-primary", run: "click"},
        {
            content: "It is said how many were given back",
            trigger: ".o_notification:contains('given back')",
        },
    ],
});
