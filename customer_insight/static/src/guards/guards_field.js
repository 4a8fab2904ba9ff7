import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** What does not suit this customer, why, and what to do; nothing is blocked. */
export class GuardsField extends Component {
    static template = "customer_insight.GuardsField";
    static props = {...standardFieldProps};

    /** Warnings first. */
    get guards() {
        const guards = this.props.record.data[this.props.name] || [];
        return guards.toSorted((one, other) => one.is_hint - other.is_hint);
    }

    get color() {
        return this.guards.some((guard) => !guard.is_hint) ? "warning" : "info";
    }
}

registry.category("fields").add("customer_insight_guards", {
    component: GuardsField,
    supportedTypes: ["json"],
});
