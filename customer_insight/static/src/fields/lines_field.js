import {registry} from "@web/core/registry";
import {TextField, textField} from "@web/views/fields/text/text_field";

/** A text with one thought to a line: readers see a list. */
export class LinesField extends TextField {
    static template = "customer_insight.LinesField";

    get lines() {
        const text = this.props.record.data[this.props.name] || "";
        return text.split("\n").filter((line) => line.trim());
    }
}

export const linesField = {...textField, component: LinesField};

registry.category("fields").add("customer_insight_lines", linesField);
