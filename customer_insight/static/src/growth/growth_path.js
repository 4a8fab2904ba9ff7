import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {formatFloat, formatInteger} from "@web/views/fields/formatters";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";

const {DateTime} = luxon;

const MODEL = "customer.insight.growth.path";

/** How many customers go on from stage to stage, and how long it takes them. */
export class GrowthPath extends Component {
    static template = "customer_insight.GrowthPath";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.display = {controlPanel: {}};
        this.state = useState({
            filters: this.props.state?.filters || {},
            data: null,
            error: null,
            isLoading: false,
        });
        useSetupAction({getLocalState: () => ({filters: {...this.state.filters}})});
        onWillStart(() => this.load());
    }

    async load() {
        this.state.isLoading = true;
        this.state.error = null;
        try {
            this.state.data = await this.keepLast.add(
                this.orm.call(MODEL, "get_path", [[], {...this.state.filters}])
            );
        } catch (error) {
            this.state.error = error.data?.message || error.message;
        }
        this.state.isLoading = false;
    }

    // Filters

    get selects() {
        const titles = {
            user_id: _t("Salesperson"),
            team_id: _t("Sales Team"),
            type_id: _t("Customer Type"),
            state_id: _t("Region"),
        };
        return Object.entries(titles)
            .map(([name, title]) => ({
                name,
                title,
                choices: this.state.data?.choices[name] || [],
            }))
            .filter(({choices}) => choices.length);
    }

    get periods() {
        const today = DateTime.local();
        const year = today.startOf("year");
        const spans = [
            [
                "year",
                _t("Last 12 months"),
                today.minus({years: 1}).plus({days: 1}),
                today,
            ],
            ["quarter", _t("Last 3 months"), today.minus({months: 3}), today],
            ["this", _t("This year"), year, today],
            ["last", _t("Last year"), year.minus({years: 1}), year.minus({days: 1})],
            ["ever", _t("Ever"), DateTime.fromISO("2000-01-01"), today],
        ];
        return spans.map(([key, label, from, to]) => ({
            key,
            label,
            from: from.toISODate(),
            to: to.toISODate(),
        }));
    }

    get period() {
        const {from, to} = this.state.data || {};
        const found = this.periods.find((one) => one.from === from && one.to === to);
        return found ? found.key : "";
    }

    choosePeriod(key) {
        const period = this.periods.find((one) => one.key === key);
        if (period) {
            this.filter({from: period.from, to: period.to});
        }
    }

    filter(values) {
        Object.assign(this.state.filters, values);
        return this.load();
    }

    setFilter(name, value) {
        const isDay = ["from", "to"].includes(name);
        return this.filter({[name]: isDay ? value : Number(value)});
    }

    reset() {
        this.state.filters = {};
        return this.load();
    }

    get isFiltered() {
        return Object.values(this.state.filters).some(Boolean);
    }

    // Stages

    get stages() {
        return this.state.data?.stages || [];
    }

    get isEmpty() {
        return !this.stages.some(({entered}) => entered);
    }

    width({entered}) {
        const most = Math.max(...this.stages.map((stage) => stage.entered), 1);
        return `width: ${(100 * entered) / most}%`;
    }

    number(value) {
        return formatInteger(value);
    }

    barTitle({label, entered}) {
        return _t("%(stage)s: %(count)s customers. Show them", {
            stage: label,
            count: formatInteger(entered),
        });
    }

    wentOn({share, went_on}) {
        return _t("%(share)s went on (%(count)s)", {
            share: `${formatFloat(share, {digits: [0, 0]})} %`,
            count: formatInteger(went_on),
        });
    }

    stayed({entered, went_on}) {
        return _t("%s not yet", formatInteger(entered - went_on));
    }

    after(days) {
        return _t("after %s days", formatInteger(Math.round(days)));
    }

    soFar(days) {
        return _t("for %s days so far", formatInteger(Math.round(days)));
    }

    direct({direct}, index) {
        return _t("%(count)s came here without being in “%(stage)s”", {
            count: formatInteger(direct),
            stage: this.stages[index - 1].label,
        });
    }

    async open(stage, who) {
        const action = await this.orm.call(MODEL, "action_open_stage", [
            [],
            {...this.state.filters},
            stage,
            who,
        ]);
        return this.action.doAction(action);
    }
}

registry.category("actions").add("customer_insight.growth_path", GrowthPath);
