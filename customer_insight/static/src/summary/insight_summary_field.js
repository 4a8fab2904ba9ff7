import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {capitalize} from "@web/core/utils/strings";
import {ViewButton} from "@web/views/view_button/view_button";
import {formatMonetary} from "@web/views/fields/formatters";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const {DateTime} = luxon;

const COLORS = {
    EI: "success",
    EII: "danger",
    EIII: "info",
    PI: "success",
    PII: "warning",
    PIII: "warning",
};
const MANY_DAYS = 99;

/** What a salesperson must know of a customer at once, drawn from one value. */
export class InsightSummaryField extends Component {
    static template = "customer_insight.InsightSummaryField";
    static components = {ViewButton};
    static props = {...standardFieldProps};

    get summary() {
        return this.props.record.data[this.props.name] || {};
    }

    get color() {
        return COLORS[this.summary.category] || "300";
    }

    /** The stage with the days he has been in it. */
    get stageText() {
        const {growth_stage_label, stage_days} = this.summary;
        return stage_days > 0
            ? _t("%(stage)s for %(days)s days", {
                  stage: growth_stage_label,
                  days: stage_days,
              })
            : growth_stage_label;
    }

    get quotationAmount() {
        const {quotation_amount, currency_id} = this.summary;
        return formatMonetary(quotation_amount, {currencyId: currency_id});
    }

    get reasons() {
        return this.summary.reasons.join(" · ");
    }

    get day() {
        const day = this.summary.next_action_date;
        return day ? deserializeDate(day) : null;
    }

    get daysLeft() {
        return this.day.diff(DateTime.local().startOf("day"), "days").days;
    }

    get dayText() {
        return formatDate(this.day);
    }

    /** The day in words; counted in days, for "last month" may be yesterday. */
    get dayWords() {
        const days = Math.round(this.daysLeft);
        if (Math.abs(days) > MANY_DAYS) {
            return this.dayText;
        }
        const words = this.day.toRelativeCalendar({unit: "days"});
        return days < 0 ? _t("Overdue: %s", words) : capitalize(words);
    }

    get dayClass() {
        if (this.daysLeft < 0) {
            return "text-danger fw-bold";
        }
        return this.daysLeft < 1 ? "text-warning fw-bold" : "text-muted";
    }

    button(name) {
        return {type: "object", name};
    }
}

/** How to sell to him and how to talk to him. */
export class InsightAdviceField extends Component {
    static template = "customer_insight.InsightAdviceField";
    static props = {...standardFieldProps};

    get advice() {
        const summary = this.props.record.data[this.props.name] || {};
        return summary.advice || [];
    }

    icon(kind) {
        return kind === "personality" ? "fa-lightbulb-o" : "fa-comments-o";
    }

    title(kind) {
        return kind === "personality"
            ? _t("How to sell to him")
            : _t("How to talk to him");
    }
}

const fields = registry.category("fields");
fields.add("customer_insight_summary", {
    component: InsightSummaryField,
    displayName: _t("Customer at a Glance"),
    supportedTypes: ["json"],
});
fields.add("customer_insight_advice", {
    component: InsightAdviceField,
    displayName: _t("Selling Advice"),
    supportedTypes: ["json"],
});
