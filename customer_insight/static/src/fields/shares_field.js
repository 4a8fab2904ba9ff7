import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {formatFloat} from "@web/views/fields/formatters";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const RIVAL_CLASSES = [
    "text-bg-danger",
    "text-bg-warning",
    "text-bg-info",
    "text-bg-secondary",
    "text-bg-dark",
];

/** Who has which share of a customer's purchases: a stacked bar with its legend. */
export class SharesField extends Component {
    static template = "customer_insight.SharesField";
    static props = {...standardFieldProps};

    get shares() {
        return this.props.record.data[this.props.name] || [];
    }

    get parts() {
        let rivals = 0;
        return this.shares
            .filter((part) => part.share > 0)
            .map((part, index) => ({
                key: index,
                share: part.share,
                percent: this.percent(part.share),
                ...this.look(part, part.who === "rival" ? rivals++ : 0),
            }));
    }

    /** Name and colours of a part: ours first, rivals in turn, the rest empty. */
    look(part, rival) {
        switch (part.who) {
            case "we":
                return {name: _t("We"), color: "text-bg-success"};
            case "rest":
                return {
                    name: _t("Unaccounted for"),
                    color: "bg-transparent text-body border",
                };
            default:
                return {
                    name: part.name,
                    color: RIVAL_CLASSES[rival % RIVAL_CLASSES.length],
                };
        }
    }

    percent(share) {
        const digits = [16, Number.isInteger(share) ? 0 : 1];
        return _t("%s %", formatFloat(share, {digits}));
    }

    get excess() {
        const rest = this.shares.at(-1)?.share || 0;
        return rest < -0.005
            ? _t(
                  "Together %s of what he buys: correct a share, or his yearly demand.",
                  this.percent(100 - rest)
              )
            : false;
    }

    get sentence() {
        return this.parts.map((part) => `${part.name}: ${part.percent}`).join(", ");
    }
}

export const sharesField = {
    component: SharesField,
    displayName: _t("Shares"),
    supportedTypes: ["json"],
};

registry.category("fields").add("customer_insight_shares", sharesField);
