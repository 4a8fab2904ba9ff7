import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const TYPES = {date: "date"};

/**
 * Edits an answer as the customer's page does: a choice by its list, a date by a
 * calendar, the rest as a text. The record tells `kind` and `options`.
 */
export class AnswerValueField extends Component {
    static template = "customer_insight.AnswerValueField";
    static props = {...standardFieldProps};

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    get options() {
        return this.props.record.data.options || [];
    }

    get isLong() {
        return ["text", "note"].includes(this.props.record.data.kind);
    }

    get type() {
        return TYPES[this.props.record.data.kind] || "text";
    }

    onChange(ev) {
        return this.props.record.update({[this.props.name]: ev.target.value});
    }
}

registry.category("fields").add("insight_answer_value", {
    component: AnswerValueField,
    supportedTypes: ["text", "char"],
    fieldDependencies: [
        {name: "kind", type: "selection"},
        {name: "options", type: "json"},
    ],
});
