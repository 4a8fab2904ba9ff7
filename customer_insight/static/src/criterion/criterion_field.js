import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** A criterion of the scorecard, with what its stars mean below. */
export class CriterionField extends Component {
    static template = "customer_insight.CriterionField";
    static props = {...standardFieldProps};

    get name() {
        return this.props.record.data[this.props.name]?.display_name;
    }

    get description() {
        return this.props.record.data.description;
    }
}

registry.category("fields").add("customer_insight_criterion", {
    component: CriterionField,
    supportedTypes: ["many2one"],
});
