import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** What does not suit this customer, why, and what to do; nothing is blocked. */
export class GuardsField extends Component {
    static template = "customer_insight.GuardsField";
    static props = {...standardFieldProps};

    setup() {
        this.ui = useState(useService("ui"));
    }

    /** Warnings first. */
    get guards() {
        const guards = this.props.record.data[this.props.name] || [];
        return guards.toSorted((one, other) => one.is_hint - other.is_hint);
    }

    /** On a phone the quotation itself comes first: one is told, the rest unfolds. */
    get shown() {
        return this.ui.isSmall ? this.guards.slice(0, 1) : this.guards;
    }

    get folded() {
        return this.guards.slice(this.shown.length);
    }

    get foldedText() {
        return _t("And %(count)s more", {count: this.folded.length});
    }

    get color() {
        return this.guards.some((guard) => !guard.is_hint) ? "warning" : "info";
    }
}

registry.category("fields").add("customer_insight_guards", {
    component: GuardsField,
    supportedTypes: ["json"],
});
