import {registry} from "@web/core/registry";

const row = (name) => `.o_list_view .o_data_row:contains('${name}')`;

registry.category("web_tour.tours").add("customer_insight_list_tour", {
    steps: () => [
        {
            content: "see the customers as a list",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "mark the first customer",
            trigger: `${row("Tour Customer")} .o_list_record_selector input`,
            run: "check",
        },
        {
            content: "mark the second customer",
            trigger: `${row("Tour Neighbour")} .o_list_record_selector input`,
            run: "check",
        },
        {
            content: "open the action menu",
            trigger: ".o_cp_action_menus .dropdown-toggle:contains('Actions')",
            run: "click",
        },
        {
            content: "choose to judge the stage",
            trigger: ".o-dropdown-item:contains('Set Growth Stage')",
            run: "click",
        },
        {
            content: "both are named",
            trigger: ".modal [name=partner_ids] .o_tag:contains('Tour Neighbour')",
        },
        {
            content: "open the stages",
            trigger: ".modal [name=growth_stage] input",
            run: "click",
        },
        {
            content: "choose one",
            trigger: ".o_select_menu_item:contains('Regular')",
            run: "click",
        },
        {
            content: "say why",
            trigger: ".modal [name=reason] input",
            run: "edit Signed a yearly contract",
        },
        {
            content: "apply",
            trigger: ".modal button[name=action_apply]",
            run: "click",
        },
        {
            content: "the list shows it",
            trigger: `body:not(:has(.modal)) ${row("Tour Neighbour")}:contains('Regular')`,
        },
        {
            content: "for both",
            trigger: `${row("Tour Customer")}:contains('Regular')`,
        },
    ],
});
