import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatDate, deserializeDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {Layout} from "@web/search/layout";
import {formatFloat, formatInteger, formatMonetary} from "@web/views/fields/formatters";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

const MODEL = "customer.insight.calibration";
const BIN = 20;

/** How well intention, scorecards and classes predicted what customers did. */
export class Calibration extends Component {
    static template = "customer_insight.Calibration";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.display = {controlPanel: {}};
        this.state = useState({data: null, error: null});
        onWillStart(() => this.load());
    }

    async load() {
        this.state.error = null;
        try {
            this.state.data = await this.orm.call(MODEL, "get_calibration", [[]]);
        } catch (error) {
            this.state.error = error.data?.message || error.message;
        }
    }

    get data() {
        return this.state.data;
    }

    get sections() {
        const {intention, score, days, window} = this.data;
        return [
            {
                key: "intention",
                title: _t("Intention"),
                about: _t(
                    "Of potential customers at past months' ends: did those with a high intention buy within %s days?",
                    days
                ),
                outcome: _t("Bought"),
                ...intention,
            },
            {
                key: "score",
                title: _t("Scorecard"),
                about: _t(
                    "Of customers who were rated before their first order: did they reach the contribution cut-off within %s months?",
                    window
                ),
                outcome: _t("Reached the cut-off"),
                hasAmount: true,
                ...score,
            },
        ];
    }

    get spanText() {
        const {months, days} = this.data;
        if (months.length === 1) {
            return _t(
                "The month's end of %(day)s, with what came in the %(days)s days after.",
                {day: formatDate(deserializeDate(months[0])), days}
            );
        }
        return _t(
            "%(count)s months' ends from %(first)s to %(last)s, so far apart that no order counts twice; each with what came in the %(days)s days after.",
            {
                count: months.length,
                first: formatDate(deserializeDate(months.at(-1))),
                last: formatDate(deserializeDate(months[0])),
                days,
            }
        );
    }

    get rebuiltText() {
        return _t(
            "%s of them were worked out afterwards. Odoo keeps a document's last state only: a quotation that was confirmed since is not an open one there, so intention looks lower than it was. Months that end from now on are kept as they are.",
            this.data.rebuilt
        );
    }

    missingText({won, lost, missing_won, missing_lost}) {
        return _t(
            "Too few cases to say anything: %(won)s came true, %(lost)s did not. Still needed: %(missing_won)s and %(missing_lost)s.",
            {won, lost, missing_won, missing_lost}
        );
    }

    isSilent({missing_won, missing_lost}) {
        return Boolean(missing_won || missing_lost);
    }

    binLabel({bin}) {
        return `${BIN * bin}–${BIN * (bin + 1)}`;
    }

    percent(value) {
        return `${formatFloat(value, {digits: [0, 0]})} %`;
    }

    figure(value) {
        return formatFloat(value, {digits: [0, 3]});
    }

    number(value) {
        return formatInteger(value);
    }

    amount(value) {
        return formatMonetary(value, {currencyId: this.data.currency_id});
    }

    width(value) {
        return `width: ${Math.min(100, value)}%`;
    }

    rankText({auc}) {
        if (auc >= 0.7) {
            return _t("It ranks customers well.");
        }
        return auc > 0.55
            ? _t("It ranks customers a little better than chance.")
            : _t("It ranks customers no better than chance.");
    }

    brierText({brier, brier_base}) {
        return brier < brier_base
            ? _t("Better than always saying the average (%s).", this.figure(brier_base))
            : _t(
                  "Not better than always saying the average (%s): read it as a ranking, not as a probability.",
                  this.figure(brier_base)
              );
    }

    get classesSilent() {
        const count = this.data.classes.reduce((sum, row) => sum + row.count, 0);
        return count < this.data.minimum;
    }
}

registry.category("actions").add("customer_insight.calibration", Calibration);
