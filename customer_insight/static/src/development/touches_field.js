import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const ENOUGH = 4;

/** The touches that make trust: ●●○○, and in words. */
export class Touches extends Component {
    static template = "customer_insight.Touches";
    static props = {count: Number};

    get dots() {
        return Array.from({length: ENOUGH}, (_none, index) => index < this.props.count);
    }

    get words() {
        const {count} = this.props;
        return count > ENOUGH ? _t("%s touches", count) : _t("%s of 4", count);
    }
}

export class TouchesField extends Component {
    static template = "customer_insight.TouchesField";
    static components = {Touches};
    static props = {...standardFieldProps};

    get count() {
        return this.props.record.data[this.props.name] || 0;
    }
}

registry.category("fields").add("customer_insight_touches", {
    component: TouchesField,
    displayName: _t("Touches"),
    supportedTypes: ["integer"],
});
