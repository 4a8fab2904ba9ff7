import {
    Component,
    onWillStart,
    status,
    useComponent,
    useEffect,
    useRef,
} from "@odoo/owl";
import {loadBundle} from "@web/core/assets";
import {cookie} from "@web/core/browser/cookie";
import {getColor} from "@web/core/colors/colors";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {formatFloat, formatMonetary} from "@web/views/fields/formatters";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const NAMES = {as_set: _t("As It Is"), what_if: _t("What If")};
const COLORS = {as_set: 1, what_if: 0};

/** What a detector would have told: it looks on while it is shown, then counts. */
export class ReplayField extends Component {
    static template = "customer_insight.ReplayField";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.component = useComponent();
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                this.advance();
            },
            () => [this.isRunning, this.props.record.data.next_day?.toMillis()]
        );
        useEffect(
            () => {
                if (!this.canvas.el) {
                    return;
                }
                const chart = new Chart(this.canvas.el, this.config());
                return () => chart.destroy();
            },
            () => [JSON.stringify(this.result.weeks), this.isRunning]
        );
    }

    get result() {
        return this.props.record.data[this.props.name] || {};
    }

    get isRunning() {
        return this.props.record.data.state === "running";
    }

    /** Let the server look on for some seconds, and show how far it is. */
    async advance() {
        const {record} = this.props;
        if (!this.isRunning || this.isAsking) {
            return;
        }
        this.isAsking = true;
        try {
            await this.orm.call(record.resModel, "advance", [[record.resId]]);
        } finally {
            this.isAsking = false;
        }
        if (status(this.component) !== "destroyed") {
            await record.load();
        }
    }

    get sides() {
        return this.result.sides || [];
    }

    get hasFound() {
        return this.sides.some((side) => side.count);
    }

    get hasStood() {
        return this.sides.some((side) => side.standing);
    }

    /** Stopped before its end, its figures are of a part of the time. */
    get stoppedText() {
        const {stopped} = this.result;
        return (
            stopped &&
            _t("Stopped: it looked until %(day)s, and counts no further.", {
                day: this.dayText(stopped),
            })
        );
    }

    /** Rows of the table: a title and a cell for each set of numbers. */
    get rows() {
        const {currency_id} = this.props.record.data;
        const money = (value) => formatMonetary(value, {currencyId: currency_id?.id});
        const perWeek = ({count}) =>
            formatFloat(count / Math.max(this.result.weeks.length, 1), {
                digits: [9, 1],
            });
        const share = ({precision}) =>
            precision === false ? "–" : `${formatFloat(precision, {digits: [5, 1]})} %`;
        return [
            {title: _t("Found"), cell: (side) => side.count},
            {title: _t("A week"), cell: perWeek},
            {title: _t("In the busiest week"), cell: (side) => side.most},
            {title: _t("At risk together"), cell: (side) => money(side.at_risk)},
            {title: _t("Came back by himself"), cell: (side) => side.back},
            {title: _t("Did not"), cell: (side) => side.away},
            {title: _t("Not known"), cell: (side) => side.unknown},
            {title: _t("Right, of those known"), cell: share, isStrong: true},
            {title: _t("Stood already before"), cell: (side) => side.standing},
        ];
    }

    sideName(side) {
        return NAMES[side];
    }

    perWeek(person, side) {
        return formatFloat(person[`${side}_week`], {digits: [9, 1]});
    }

    /** The chart in words, for those who do not see it. */
    get description() {
        return (this.result.weeks || [])
            .map((week) => {
                const counts = this.sides.map(
                    ({side}) => `${NAMES[side]} ${week[side]}`
                );
                return `${this.dayText(week.day)}: ${counts.join(", ")}`;
            })
            .join("; ");
    }

    dayText(day) {
        return formatDate(deserializeDate(day));
    }

    config() {
        const style = getComputedStyle(this.canvas.el);
        const grid = `color-mix(in srgb, ${style.color} 15%, transparent)`;
        const {weeks} = this.result;
        return {
            type: "bar",
            data: {
                labels: weeks.map(({day}) => this.dayText(day)),
                datasets: this.sides.map(({side}) => ({
                    label: NAMES[side].toString(),
                    data: weeks.map((week) => week[side]),
                    backgroundColor: getColor(
                        COLORS[side],
                        cookie.get("color_scheme"),
                        "odoo"
                    ),
                })),
            },
            options: {
                animation: false,
                maintainAspectRatio: false,
                plugins: {
                    legend: {
                        display: this.sides.length > 1,
                        labels: {color: style.color},
                    },
                },
                scales: {
                    x: {
                        ticks: {color: style.color, maxTicksLimit: 13},
                        grid: {display: false},
                    },
                    y: {
                        beginAtZero: true,
                        title: {
                            display: true,
                            text: _t("Found in the week").toString(),
                            color: style.color,
                        },
                        ticks: {color: style.color, precision: 0},
                        grid: {color: grid},
                    },
                },
            },
        };
    }
}

registry.category("fields").add("customer_insight_replay", {
    component: ReplayField,
    supportedTypes: ["json"],
    fieldDependencies: [
        {name: "state", type: "selection"},
        {name: "next_day", type: "date"},
        {name: "currency_id", type: "many2one"},
    ],
});
