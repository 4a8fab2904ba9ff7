import {registry} from "@web/core/registry";

const type = (page) => `.o_notebook .nav-link[name='${page}']`;

registry.category("web_tour.tours").add("customer_insight_file_tour", {
    steps: () => [
        {
            content: "Say who buys",
            trigger:
                "div[name='insight_market'] .o_selection_badge:contains('Business')",
            run: "click",
        },
        {
            content: "What to expect of a business customer is told at once",
            trigger: ".o_form_view:contains('Several people decide')",
        },
        {content: "Go to the company", trigger: type("company"), run: "click"},
        {
            content: "Say what it lives on",
            trigger: "div[name='insight_line_of_business'] input",
            run: "edit Repair of vans",
        },
        {
            content: "Add a facility in the list",
            isActive: ["desktop"],
            trigger: "div[name='insight_facility_ids'] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "Name it",
            isActive: ["desktop"],
            trigger: "div[name='insight_facility_ids'] div[name='name'] input",
            run: "edit Hall",
        },
        {
            content: "Add a facility by a card",
            isActive: ["mobile"],
            trigger: "div[name='insight_facility_ids'] .o-kanban-button-new",
            run: "click",
        },
        {
            content: "Name it on its own screen",
            isActive: ["mobile"],
            trigger: ".modal div[name='name'] input",
            run: "edit Hall",
        },
        {
            content: "Close its screen",
            isActive: ["mobile"],
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            content: "Go to the business",
            trigger: `body:not(:has(.modal)) ${type("business")}`,
            run: "click",
        },
        {
            content: "Grade its sales power",
            trigger:
                "div[name='insight_sales_power'] .o_selection_badge:contains('Weak')",
            run: "click",
        },
        {
            content: "Change one's mind",
            trigger:
                "div[name='insight_sales_power'] .o_selection_badge:contains('Strong')",
            run: "click",
        },
        {content: "Save", trigger: ".o_form_button_save:enabled", run: "click"},
        {
            content: "It is saved",
            trigger: ".o_form_saved, .o_form_status_indicator_buttons.invisible",
        },
    ],
});
