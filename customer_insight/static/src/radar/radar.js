import {Component, onWillStart, useEffect, useRef} from "@odoo/owl";
import {loadBundle} from "@web/core/assets";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const MOST_STARS = 5;

/** The scorecard's stars as a radar chart; it follows the stars as they are given. */
export class InsightRadar extends Component {
    static template = "customer_insight.Radar";
    static props = {...standardWidgetProps, lines: {type: String, optional: true}};
    static defaultProps = {lines: "line_ids"};

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart = new Chart(this.canvas.el, this.config());
                return () => chart.destroy();
            },
            () => [JSON.stringify(this.points)]
        );
    }

    /** What is drawn: one ``{label, stars}`` for each criterion. */
    get points() {
        return this.props.record.data[this.props.lines].records.map(({data}) => ({
            label: data.criterion_id?.display_name || "",
            stars: Number(data.stars) || 0,
        }));
    }

    /** The chart in words, for those who do not see it. */
    get description() {
        return this.points
            .map(({label, stars}) => `${label}: ${stars}/${MOST_STARS}`)
            .join(", ");
    }

    config() {
        const {color} = getComputedStyle(this.canvas.el);
        const style = getComputedStyle(this.canvas.el.parentElement);
        return {
            type: "radar",
            data: {
                labels: this.points.map(({label}) => this.wrap(label)),
                datasets: [
                    {
                        label: _t("Stars"),
                        data: this.points.map(({stars}) => stars),
                        borderColor: color,
                        backgroundColor: `color-mix(in srgb, ${color} 25%, transparent)`,
                    },
                ],
            },
            options: {
                animation: false,
                aspectRatio: 1.2,
                plugins: {legend: {display: false}},
                scales: {
                    r: {
                        min: 0,
                        max: MOST_STARS,
                        ticks: {stepSize: 1, display: false},
                        pointLabels: {color: style.color, font: {size: 12}},
                        grid: {
                            color: `color-mix(in srgb, ${style.color} 20%, transparent)`,
                        },
                    },
                },
            },
        };
    }

    /** Break a long label into lines. */
    wrap(label) {
        const isSpaced = label.includes(" ");
        const parts = isSpaced ? label.split(" ") : label.match(/.{1,8}/gu) || [];
        const lines = [""];
        for (const part of parts) {
            const line = [lines.at(-1), part].filter(Boolean).join(isSpaced ? " " : "");
            if (line.length > 16 || (!isSpaced && lines.at(-1))) {
                lines.push(part);
            } else {
                lines[lines.length - 1] = line;
            }
        }
        return lines.filter(Boolean);
    }
}

registry.category("view_widgets").add("customer_insight_radar", {
    component: InsightRadar,
    extractProps: ({attrs}) => ({lines: attrs.lines}),
});
