import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Names what a customer's file lacks; each name opens its page of the file. */
export class MissingFacts extends Component {
    static template = "customer_insight.MissingFacts";
    static props = {...standardFieldProps};

    get facts() {
        return this.props.record.data[this.props.name].records.map((record) => ({
            id: record.resId,
            name: record.data.display_name,
            section: record.data.section,
        }));
    }

    /** How many more are missing than are named. */
    get more() {
        return (this.props.record.data.insight_missing_count || 0) - this.facts.length;
    }

    openPage(section, ev) {
        const form = ev.currentTarget.closest(".o_form_view");
        form?.querySelector(`.o_notebook_headers [name="${section}"]`)?.click();
    }
}

export const missingFacts = {
    component: MissingFacts,
    supportedTypes: ["many2many"],
    relatedFields: [
        {name: "display_name", type: "char"},
        {name: "section", type: "selection", selection: []},
    ],
};

registry.category("fields").add("customer_insight_missing", missingFacts);
