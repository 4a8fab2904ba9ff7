import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Touches} from "./touches_field";

/** How far trust has come, and what helps at this moment. */
export class DevelopmentField extends Component {
    static template = "customer_insight.DevelopmentField";
    static components = {Touches};
    static props = {...standardFieldProps};

    get now() {
        return this.props.record.data[this.props.name] || {advice: []};
    }

    get last() {
        return this.now.last && formatDate(deserializeDate(this.now.last));
    }

    get meeting() {
        return this.now.meeting && formatDate(deserializeDate(this.now.meeting));
    }

    traits(advice) {
        return advice.traits.join(", ");
    }
}

registry.category("fields").add("customer_insight_development", {
    component: DevelopmentField,
    displayName: _t("Development Now"),
    supportedTypes: ["json"],
});
