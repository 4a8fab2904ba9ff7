import {registry} from "@web/core/registry";

const head = ".o_form_view .o_customer_insight";
const tours = registry.category("web_tour.tours");

function says(name, words) {
    return {
        content: `${name} is “${words}”`,
        trigger: `${head} [name=${name}]:contains('${words}')`,
    };
}

tours.add("customer_insight_life_found_tour", {
    steps: () => [
        {
            content: "somebody was met at a fair: note him",
            trigger: ".o_control_panel .o-kanban-button-new",
            run: "click",
        },
        {
            content: "his name",
            trigger: ".o_form_view .o_field_widget[name=name] :is(input, textarea)",
            run: "edit Met at the Fair",
        },
        {
            content: "keep him",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "classify him now, without waiting",
            trigger: `${head} button[name=action_insight_refresh]`,
            run: "click",
        },
        says("insight_category", "F · Future"),
        says("insight_growth_stage", "Potential"),
        says("insight_decision_makers", "nobody known"),
        {
            content: "open his file",
            trigger: ".o_form_view button[name=action_insight_open_file]",
            run: "click",
        },
        {
            content: "go to the company",
            trigger: ".o_notebook .nav-link[name=company]",
            run: "click",
        },
        {
            content: "note where he was found",
            trigger: "div[name=insight_source_id] input",
            run: "edit fair",
        },
        {
            content: "at a fair",
            trigger: ".o-autocomplete--dropdown-item:contains('Trade fair')",
            run: "click",
        },
        {
            content: "keep it",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "it is kept",
            trigger: ".o_form_saved",
        },
    ],
});

tours.add("customer_insight_life_tried_tour", {
    steps: () => [
        says("insight_category", "PI · Break through"),
        says("insight_growth_stage", "Trial"),
        {
            content: "how long he has been trying",
            trigger: `${head} [name=insight_growth_stage]:contains('12 days')`,
        },
        says("insight_quotations", "5,000.00"),
        says("insight_next_action", "Find what blocks"),
        {
            content: "the step of his class is in the chatter",
            trigger: ".o-mail-Activity:contains('contract')",
        },
    ],
});

tours.add("customer_insight_life_bought_tour", {
    steps: () => [
        says("insight_category", "EII · Turn around"),
        says("insight_growth_stage", "Intention"),
        says("insight_purchase_mode", "Transactional"),
        says("insight_next_action", "Find out"),
        {
            content: "the step of the class before has gone",
            trigger: ".o-mail-Activity:contains('Find out')",
        },
        {
            content: "nothing is open to be signed",
            trigger: ".o-mail-Chatter:not(:has(.o-mail-Activity:contains('contract')))",
        },
    ],
});
