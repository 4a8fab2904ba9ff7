import {_t} from "@web/core/l10n/translation";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {patch} from "@web/core/utils/patch";
import {InsightSummaryField} from "../summary/insight_summary_field";

const {DateTime} = luxon;

/** The head of the form tells what was promised and is not kept yet. */
patch(InsightSummaryField.prototype, {
    get promiseWords() {
        const {count, date} = this.summary.promises;
        const day = formatDate(deserializeDate(date));
        return count > 1
            ? _t("%(count)s open, the next until %(day)s", {count, day})
            : _t("1 open, until %s", day);
    },

    get promiseClass() {
        const day = deserializeDate(this.summary.promises.date);
        const late = day < DateTime.local().startOf("day");
        return late ? "text-danger fw-bold" : "";
    },
});
