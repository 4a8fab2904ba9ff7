import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {ViewButton} from "@web/views/view_button/view_button";
import {formatMonetary} from "@web/views/fields/formatters";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Whom a customer came from, up to the first one, and what he brought. */
export class ReferralField extends Component {
    static template = "customer_insight.ReferralField";
    static components = {ViewButton};
    static props = {...standardFieldProps};

    setup() {
        this.action = useService("action");
    }

    get chain() {
        return this.props.record.data[this.props.name] || {above: []};
    }

    get name() {
        return this.props.record.data.name || "";
    }

    get worth() {
        const {worth, currency_id} = this.chain;
        return formatMonetary(worth || 0, {currencyId: currency_id});
    }

    /** In words: how many came through him, directly and in all. */
    get brought() {
        const {direct, all, bought} = this.chain;
        return _t("Brought %(direct)s customers, %(all)s in all; %(bought)s bought", {
            direct,
            all,
            bought,
        });
    }

    open(partner) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "res.partner",
            res_id: partner.id,
            views: [[false, "form"]],
        });
    }

    button(name) {
        return {type: "object", name};
    }
}

registry.category("fields").add("customer_insight_referral", {
    component: ReferralField,
    displayName: _t("Referral Chain"),
    supportedTypes: ["json"],
});
