import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

const LOOKS = {
    high: {icon: "fa-exclamation-triangle", color: "danger"},
    medium: {icon: "fa-exclamation-circle", color: "warning"},
    low: {icon: "fa-info-circle", color: "info"},
};

/** Lists the gaps in the people known, each with what to do about it. */
export class GapsField extends Component {
    static template = "customer_insight.GapsField";
    static props = {...standardFieldProps};

    get gaps() {
        return (this.props.record.data[this.props.name] || []).map((gap) => ({
            ...gap,
            ...LOOKS[gap.severity],
        }));
    }
}

registry.category("fields").add("customer_insight_gaps", {
    component: GapsField,
    supportedTypes: ["json"],
});
