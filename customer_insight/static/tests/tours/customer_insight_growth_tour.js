import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const trial = ".o_customer_insight_path li[name=trial]";

tours.add("customer_insight_growth_path_tour", {
    steps: () => [
        {
            content: "two were in trial",
            trigger: `${trial} [name=entered]:contains('2')`,
        },
        {
            content: "one of them went on after a month",
            trigger: `${trial}:has([name=went_on]:contains('50 %')) [name=days]:contains('30 days')`,
        },
        {
            content: "who did not?",
            trigger: `${trial} button[name=stayed]`,
            run: "click",
        },
        {
            content: "his name",
            trigger: ".o_data_row:contains('Still Trying')",
        },
        {
            content: "and nobody else's",
            trigger: ".o_list_view:not(:contains('Bought After Trial'))",
        },
        {
            content: "back",
            trigger: ".o_back_button a, button.o_back_button",
            run: "click",
        },
        {
            content: "one salesperson's customers",
            trigger: "#o_path_user_id",
            run: "selectByIndex 1",
        },
        {
            content: "are fewer",
            trigger: `${trial} [name=entered]:contains('1')`,
        },
        {
            content: "a period in which nothing happened",
            trigger: "#o_path_to",
            run: ({anchor}) => {
                anchor.value = "2001-12-31"; // typing does not work in date inputs
                anchor.dispatchEvent(new Event("change", {bubbles: true}));
            },
        },
        {
            content: "says so, and offers to show everybody again",
            trigger: ".o_customer_insight_path .o_view_nocontent button",
            run: "click",
        },
        {
            content: "they are back",
            trigger: `${trial} [name=entered]:contains('2')`,
        },
    ],
});

tours.add("customer_insight_calibration_tour", {
    steps: () => [
        {
            content: "too few cases: says how many are missing, draws nothing",
            trigger:
                ".o_customer_insight_path section[name=intention]:contains('Too few cases'):not(:has(table))",
        },
        {
            content: "nor of the classes",
            trigger: "section[name=classes]:not(:has(table))",
        },
    ],
});

tours.add("customer_insight_calibration_filled_tour", {
    steps: () => [
        {
            content: "intention: five steps of twenty points, and how well it ranks",
            trigger:
                "section[name=intention]:has(tbody tr:nth-child(5)):contains('ranks customers')",
        },
        {
            content: "scorecards: what they promised and what came of it",
            trigger: "section[name=score]:has(tbody tr):has([name=brier])",
        },
        {
            content: "each class, and who bought again",
            trigger: "section[name=classes]:has(tbody tr:nth-child(4))",
        },
        {
            content: "nothing runs out of the screen, and nothing is missing",
            trigger: ".o_customer_insight_path:not(:contains('Too few'))",
            run: ({anchor}) => {
                if (anchor.scrollWidth > anchor.clientWidth + 1) {
                    throw new Error("The page is wider than the screen");
                }
            },
        },
    ],
});
