"""Who may do what with every model, field, method, menu, action and route of ours.

The tests find models, fields, methods and the rest by inspection of all addons whose
name begins with "customer_insight", and compare them with this page. What is not
written here fails with the line to add.
"""

import importlib
import sys

OWN = "customer_insight"

# Roles, with the groups that make them. The internal user has everything that lets him
# meet customers, except our groups: contacts, invoices, exports, mail templates.
ROLES = {
    "public": None,  # the database's own public user
    "portal": "base.group_portal",
    "internal": "base.group_user,base.group_partner_manager,base.group_allow_export,"
    "account.group_account_invoice,mail.group_mail_template_editor",
    "salesperson": "customer_insight.customer_insight_group_user,"
    "base.group_allow_export",
    "manager": "customer_insight.customer_insight_group_manager,"
    "base.group_partner_manager,base.group_allow_export",
}
CLOSED = ("public", "portal", "internal")
SALES = ("salesperson", "manager")
MANAGER = ("manager",)
STAFF = ("internal", *SALES)
NOBODY = ()

# Who may edit the contact, may edit his file. Odoo's CRM lets every salesperson.
EDITORS = ["manager"]
FILE = {"salesperson": "r", "manager": "rwcu"}

# Models of ours: r(ead), w(rite), c(reate), u(nlink). Who is not named may nothing.
MODELS = {
    "customer.insight": {"salesperson": "rw", "manager": "rw"},
    "customer.insight.criterion": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.calibration": {},
    "customer.insight.card.wizard": {"salesperson": "rwcu", "manager": "rwcu"},
    "customer.insight.competitor": {"salesperson": "rc", "manager": "rwcu"},
    "customer.insight.competitor.point": {"salesperson": "rwc", "manager": "rwcu"},
    "customer.insight.competitor.presence": FILE,
    "customer.insight.coverage": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.customer.reason": FILE,
    "customer.insight.cutoff": {"salesperson": "r", "manager": "r"},
    "customer.insight.demo": {},
    "customer.insight.detector": {},
    "customer.insight.detector.decline": {},
    "customer.insight.detector.dispute": {},
    "customer.insight.detector.late_payment": {},
    "customer.insight.detector.missing_product": {},
    "customer.insight.detector.overdue": {},
    "customer.insight.detector.parameter": {"manager": "rw"},
    "customer.insight.detector.product_jump": {},
    "customer.insight.detector.quotation": {},
    "customer.insight.detector.returned_soon": {},
    "customer.insight.detector.stuck": {},
    "customer.insight.detector.setting": {"manager": "rw"},
    "customer.insight.dispute.wizard": {"salesperson": "rwcu", "manager": "rwcu"},
    "customer.insight.engine": {},
    "customer.insight.file.mixin": {},
    "customer.insight.asking": {},
    "customer.insight.growth.path": {},
    "customer.insight.equipment": FILE,
    "customer.insight.end_customer": FILE,
    "customer.insight.facility": FILE,
    "customer.insight.words.mixin": {},
    "customer.insight.answer": {"salesperson": "rwc", "manager": "rwcu"},
    "customer.insight.questionnaire": {"salesperson": "rwc", "manager": "rwcu"},
    "customer.insight.questionnaire.link": {},
    "customer.insight.questionnaire.share": {"salesperson": "rc", "manager": "rc"},
    "customer.insight.visit": {},
    "customer.insight.evidence.mixin": {},
    "customer.insight.guard": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.detector.discount": {},
    "customer.insight.detector.margin": {},
    "customer.insight.detector.new_product": {},
    "customer.insight.detector.slow_service": {},
    "customer.insight.parameter.mixin": {},
    "customer.insight.replay": {"manager": "rwcu"},
    "customer.insight.replay.finding": {"manager": "r"},
    "customer.insight.replay.parameter": {"manager": "rwcu"},
    "customer.insight.fact": {"salesperson": "rw", "manager": "rw"},
    "customer.insight.requirement": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.override.wizard": {"salesperson": "rwcu", "manager": "rwcu"},
    "customer.insight.person": {"salesperson": "rwcu", "manager": "rwcu"},
    "customer.insight.playbook": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.pool": {"salesperson": "r", "manager": "r"},
    "customer.insight.pool.assign": {"manager": "rwcu"},
    "customer.insight.pool.put_back": {"salesperson": "rwcu", "manager": "rwcu"},
    "customer.insight.pool.move": {"salesperson": "r", "manager": "r"},
    "customer.insight.handover": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.handover.line": {"salesperson": "r", "manager": "r"},
    "customer.insight.policy": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.rating": {"salesperson": "rwcu", "manager": "rwcu"},
    "customer.insight.rating.line": {"salesperson": "rwcu", "manager": "rwcu"},
    "customer.insight.request": {},
    "customer.insight.snapshot": {"salesperson": "r", "manager": "r"},
    "customer.insight.target": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.reason": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.signal": {"salesperson": "rw", "manager": "rwu"},
    "customer.insight.source": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.acquisition": {"salesperson": "r", "manager": "r"},
    "customer.insight.past": {"salesperson": "r", "manager": "r"},
    "customer.insight.look.wizard": {"salesperson": "rwcu", "manager": "rwcu"},
    "customer.insight.development": {"salesperson": "rwc", "manager": "rwcu"},
    "customer.insight.development.step": {"salesperson": "rwcu", "manager": "rwcu"},
    "customer.insight.development.template": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.development.template.line": {
        "salesperson": "r",
        "manager": "rwcu",
    },
    "customer.insight.promise": {"salesperson": "rwc", "manager": "rwcu"},
    "customer.insight.advice": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.trait": {"salesperson": "r", "manager": "rwcu"},
    "customer.insight.type": {"salesperson": "r", "manager": "rwcu"},
    "report.customer_insight.report_customer_card": {},
}

# Fields of ours on the models of others, by who may see them. The fields of our own
# models follow their model.
FIELDS = {
    "res.partner": {
        # what people know
        "insight_type_id insight_personality_id insight_communication_id"
        " insight_selling_style insight_personality_advice"
        " insight_communication_advice insight_decision_role insight_decision_makers"
        " insight_function insight_level insight_referred_by_id"
        " insight_rival_response": SALES,
        # his people
        "insight_people_ids insight_influence insight_attitude insight_department_kind"
        " insight_position insight_has_left insight_manager_id"
        " insight_report_ids": SALES,
        # the customer file: type
        "insight_market insight_is_key_account insight_resale insight_end_user"
        " insight_is_internal insight_nature insight_contract_environment"
        " insight_maturity insight_term insight_target_ids insight_life_status"
        " insight_trade_status insight_market_position": SALES,
        # the customer file: company
        "insight_ownership insight_legal_form insight_founded_date"
        " insight_trade_since insight_employee_count insight_line_of_business"
        " insight_assets insight_turnover insight_turnover_previous"
        " insight_organisation insight_growth_history insight_facility_ids"
        " insight_fax insight_wechat insight_qq insight_messenger"
        " insight_kept_currency_id insight_file_currency_id": SALES,
        # the customer file: business
        "insight_service_area insight_sales_power insight_growth_potential"
        " insight_philosophy insight_policies insight_management_style"
        " insight_manager_quality insight_staff_quality insight_rival_relations"
        " insight_attitude_to_us insight_relation_to_us insight_trading_state"
        " insight_problems insight_advantages insight_countermeasures"
        " insight_reputation insight_credit_standing insight_trade_terms"
        " insight_credit_problems insight_industry_state"
        " insight_industry_note": SALES,
        # the customer file: installed base, his customers
        "insight_equipment_ids insight_yearly_demand insight_wallet_share"
        " insight_end_customer_ids": SALES,
        # who else supplies him
        "insight_presence_ids insight_purchase_shares": SALES,
        # how he was found, and who gave him up
        "insight_source_id insight_source_date insight_source_note insight_referral"
        " insight_ruled_out insight_ruled_out_note insight_ruled_out_date"
        " insight_second_look_date": SALES,
        # how he is won
        "insight_development_ids insight_promise_ids insight_touch_count"
        " insight_development": SALES,
        # people, worked out
        "insight_coverage_gaps insight_personal_access": SALES,
        "insight_questionnaire_ids insight_questionnaire_count": SALES,
        # what is computed or judged
        "insight_id insight_category insight_category_computed"
        " insight_category_previous insight_category_since insight_category_override"
        " insight_growth_stage insight_growth_stage_computed"
        " insight_growth_stage_override insight_purchase_mode"
        " insight_purchase_mode_computed insight_purchase_mode_override"
        " insight_currency_id insight_contribution insight_stability"
        " insight_expected_contribution insight_intention insight_order_count"
        " insight_quotation_count insight_quotation_amount insight_first_order_date"
        " insight_last_order_date insight_full_price_share insight_loyalty_count"
        " insight_is_lapsed insight_is_new insight_is_overridden": SALES,
        # where it comes from, and what is missing
        "insight_fact_ids insight_completeness insight_file_completeness"
        " insight_missing_ids insight_missing_count insight_sections": SALES,
        # why, and what to do
        "insight_explanation insight_next_action insight_next_action_date"
        " insight_has_next_action insight_strategy insight_summary": SALES,
        # what changed, and why
        "insight_signal_count insight_reason_ids": SALES,
        # how long he has been in his stage
        "insight_growth_stage_since insight_stage_days insight_is_stuck": SALES,
    },
    "crm.team": {
        "insight_pool insight_pool_days insight_pool_warning_days"
        " insight_pool_protection_days insight_pool_wait_days"
        " insight_pool_daily_limit insight_pool_cap"
        " insight_pool_keep_ei insight_pool_keep_eii insight_pool_keep_eiii"
        " insight_pool_keep_eiv insight_pool_keep_pi insight_pool_keep_pii"
        " insight_pool_keep_piii insight_pool_keep_piv insight_pool_keep_f"
        " insight_pool_open_count insight_pool_warned_count": SALES,
        "insight_pool_preview": MANAGER,
    },
    "mail.activity.type": {"insight_touch": SALES},
    "sale.order": {"insight_is_sample": STAFF, "insight_guards": SALES},
    "mail.activity": {
        "insight_company_id insight_playbook_id insight_step_id"
        " insight_coverage_id": SALES
    },
}

# Public methods of ours, which anybody with a login can call over RPC.
METHODS = {
    "customer.insight": {
        "action_open_orders action_open_orders_ever action_open_months"
        " action_open_quotations action_open_samples action_open_discounted"
        " action_open_refunds action_open_referred action_refresh"
        " action_schedule_playbook action_rate action_open_ratings": SALES,
        "action_open_signals action_open_reasons action_open_history": SALES,
    },
    # for who may edit the customer
    "customer.insight.customer.reason": {
        "action_close action_reopen action_save action_schedule_plan": EDITORS,
        "action_open_customer": SALES,
    },
    "customer.insight.growth.path": {"get_path action_open_stage": SALES},
    "customer.insight.calibration": {"get_calibration": SALES},
    "customer.insight.detector.setting": {
        "action_run action_reset action_open_signals action_open_settings"
        " action_try_on_past": MANAGER,
    },
    "customer.insight.replay": {
        "action_try action_stop action_adopt action_open_findings advance": MANAGER
    },
    "customer.insight.replay.finding": {
        "action_open_orders action_open_invoices": MANAGER
    },
    "mail.message": {"action_insight_open_dispute action_insight_promise": SALES},
    "customer.insight.dispute.wizard": {"action_open": SALES},
    "customer.insight.reason": {
        "action_choose action_open_signals action_open_customer_reasons": SALES
    },
    "customer.insight.signal": {
        "action_open_orders action_open_invoices action_open_customer"
        " action_investigate action_explain action_dismiss action_snooze"
        " action_reopen action_schedule_plan": SALES,
    },
    "customer.insight.card.wizard": {"action_print action_preview": SALES},
    "customer.insight.competitor": {"action_open_presences action_add_point": SALES},
    "customer.insight.competitor.point": {"action_edit": SALES},
    "customer.insight.competitor.presence": {
        "action_open_battle_card action_open_customer": SALES
    },
    "customer.insight.engine": {"evaluate refresh": NOBODY},
    "customer.insight.fact": {"action_confirm": EDITORS},
    # for who may edit the customer
    "customer.insight.answer": {
        "action_accept action_accept_edited action_edit action_reject action_undo": (
            EDITORS
        )
    },
    "customer.insight.questionnaire": {
        "action_send action_share action_accept_all action_done action_cancel": EDITORS,
        "action_open_customer": SALES,
    },
    "customer.insight.override.wizard": {"action_apply action_withdraw": SALES},
    "customer.insight.rating": {"action_save": SALES},
    "customer.insight.person": {
        "action_open_for_export": NOBODY,
        "message_notify message_post_with_source message_subscribe": SALES,
    },
    "crm.team": {"action_insight_open_pool": SALES},
    "customer.insight.pool": {
        "action_claim action_open_customer": SALES,
        "action_assign": MANAGER,
    },
    "customer.insight.pool.assign": {"action_assign": MANAGER},
    "customer.insight.pool.put_back": {"action_put_back": SALES},
    "customer.insight.pool.move": {"action_undo": MANAGER},
    "customer.insight.handover": {
        "action_open_customers action_open_left": SALES,
        "action_ask_to_complete action_hand_over action_undo": MANAGER,
    },
    "customer.insight.policy": {
        "action_refresh": SALES,
        "action_rebuild_history": MANAGER,
    },
    "customer.insight.target": {"action_open_customers": SALES},
    "customer.insight.source": {"action_open_customers": SALES},
    "customer.insight.past": {"action_second_look action_open_customer": SALES},
    # for who may edit the customer
    "customer.insight.end_customer": {"action_make_future_customer": EDITORS},
    "customer.insight.look.wizard": {"action_apply": EDITORS},
    "customer.insight.development": {
        "action_drop action_reopen action_step_done action_open_customer": SALES,
    },
    "customer.insight.promise": {
        "action_keep action_break action_undo action_save action_open_customer": SALES,
    },
    "mail.activity": {"action_insight_promise": SALES},
    "res.partner": {
        "action_insight_open_survey": SALES,
        # who may edit the contact
        "action_insight_confirm_section action_insight_ask_customer": EDITORS,
        "action_insight_open_questionnaires": SALES,
        "action_insight_refresh action_insight_schedule_playbook action_insight_judge"
        " action_insight_open_quotations action_open_insight"
        " action_insight_open_file action_insight_open_organisation"
        " action_insight_rate": SALES,
        "action_insight_open_signals action_insight_open_dispute": SALES,
        "action_insight_note_reason": SALES,
        "action_insight_open_referred action_insight_rule_out"
        " action_insight_second_look action_insight_plan action_insight_promise"
        " action_insight_open_promises": SALES,
        "action_insight_take_back": EDITORS,
        "action_insight_add_future": SALES,
        "action_insight_pool_claim action_insight_pool_put_back": SALES,
        "action_insight_pool_assign action_insight_hand_over": MANAGER,
        # the customer's own salesperson; a manager needs a right of his own
        "action_insight_open_personal_file": ("salesperson",),
    },
    "sale.order": {"action_insight_open_dispute": SALES},
    "account.move": {"action_insight_open_dispute": SALES},
}
# The state of the questionnaire in which a method may be called.
STATES = {
    "action_send action_share": "draft",
    "action_accept action_accept_edited action_edit action_reject action_undo"
    " action_accept_all action_cancel action_done": "answered",
}
ARGUMENTS = {
    "action_insight_judge": ["growth_stage"],
    "evaluate": [1, "2026-01-01"],
    "refresh": [1],
    "get_path": [{}],
    "action_open_stage": [{}, "trial", "entered"],
}

# Records of ours that open a door, by who may use them.
MENUS = {
    "customer_insight_menu res_partner_menu customer_insight_menu_analysis"
    " customer_insight_menu_config customer_insight_menu_customers"
    " customer_insight_menu_prospects customer_insight_menu_reporting"
    " customer_insight_rating_menu customer_insight_criterion_menu"
    " customer_insight_person_menu"
    " customer_insight_coverage_menu"
    " customer_insight_snapshot_menu customer_insight_policy_menu"
    " customer_insight_playbook_menu customer_insight_trait_menu"
    " customer_insight_type_menu customer_insight_target_menu": SALES,
    "customer_insight_requirement_menu customer_insight_fact_menu": SALES,
    "customer_insight_menu_competitors customer_insight_competitor_menu"
    " customer_insight_competitor_presence_menu": SALES,
    "customer_insight_signal_menu_root customer_insight_signal_menu"
    " customer_insight_signal_menu_causes customer_insight_reason_menu": SALES,
    "customer_insight_detector_menu": MANAGER,
    "customer_insight_customer_reason_menu": SALES,
    "customer_insight_questionnaire_menu": SALES,
    "res_partner_menu_future customer_insight_development_menu"
    " customer_insight_promise_menu customer_insight_past_menu"
    " customer_insight_end_customer_menu customer_insight_target_menu_unworked"
    " customer_insight_acquisition_menu customer_insight_promise_menu_report"
    " customer_insight_source_menu customer_insight_development_template_menu"
    " customer_insight_advice_menu": SALES,
    "growth_path_menu calibration_menu": SALES,
    "customer_insight_pool_menu customer_insight_pool_move_menu"
    " customer_insight_handover_menu": SALES,
    "customer_insight_pool_team_menu": MANAGER,
}
WINDOWS = {
    "res_partner_action customer_insight_action customer_insight_policy_action"
    " customer_insight_customer_reason_action"
    " customer_insight_snapshot_action customer_insight_rating_action"
    " customer_insight_criterion_action"
    " customer_insight_person_action customer_insight_coverage_action"
    " customer_insight_playbook_action customer_insight_trait_action"
    " customer_insight_type_action customer_insight_target_action": SALES,
    "customer_insight_requirement_action customer_insight_fact_action": SALES,
    "customer_insight_card_wizard_action": SALES,
    "customer_insight_competitor_action"
    " customer_insight_competitor_presence_action": SALES,
    "customer_insight_signal_action customer_insight_signal_action_causes"
    " customer_insight_reason_action": SALES,
    "customer_insight_detector_setting_action": MANAGER,
    "customer_insight_questionnaire_action": SALES,
    "res_partner_action_future res_partner_action_future_new"
    " customer_insight_development_action"
    " customer_insight_promise_action customer_insight_promise_action_report"
    " customer_insight_past_action customer_insight_end_customer_action"
    " customer_insight_target_action_unworked customer_insight_acquisition_action"
    " customer_insight_source_action customer_insight_development_template_action"
    " customer_insight_advice_action": SALES,
    "customer_insight_pool_action customer_insight_pool_move_action"
    " customer_insight_handover_action": SALES,
    # sales teams are everybody's to read, as Odoo has them
    "crm_team_action_pool": STAFF,
}
SERVER_ACTIONS = {
    "action_schedule_playbook action_refresh action_set_stage action_set_purchase_mode"
    " action_set_category": SALES,
    "action_open_dispute_partner action_open_dispute_order"
    " action_open_dispute_invoice": SALES,
    "action_record_promise action_rule_out action_second_look": SALES,
    "action_open_detectors": MANAGER,
    "action_pool_put_back": SALES,
    "action_hand_over": MANAGER,
    "action_export_personal_files": NOBODY,
}
CRONS = {
    "ir_cron_detect_signals ir_cron_signal_digest": NOBODY,
    "ir_cron_refresh_all ir_cron_refresh_changed ir_cron_take_snapshots": NOBODY,
    "ir_cron_complete_files ir_cron_review_files": NOBODY,
    "ir_cron_check_coverage ir_cron_remind_birthdays": NOBODY,
    "ir_cron_questionnaires": NOBODY,
    "ir_cron_check_goals": NOBODY,
    "ir_cron_watch_pool": NOBODY,
}

# Routes of our controllers: {"/path": roles}. Tried in test_questionnaire_*.py.
EVERYBODY = ("public", "portal", *STAFF)
ROUTES = {
    # who has a link, sees the one questionnaire that it opens
    "/customer-file/<string:token>": EVERYBODY,
    "/customer-file/thanks": EVERYBODY,
    # who has a login, sees what waits for his own company
    "/my/customer-files": ("portal", *STAFF),
    "/my/customer-files/<int:questionnaire_id>": ("portal", *STAFF),
}


def take_in(env):
    """Add what the installed addons that join other apps wrote on a page of their own.

    :return: their pages, ``tests/access_rows.py``: each has some of the tables of this
        page, and the functions ``change(table)`` and ``records(case, customers)``
    """
    found = env["ir.module.module"].search(
        [("name", "=like", f"{OWN}\\_%"), ("state", "=", "installed")]
    )
    pages = [
        importlib.import_module(f"odoo.addons.{name}.tests.access_rows")
        for name in found.mapped("name")
    ]
    for page in pages:
        page.change(sys.modules[__name__])
        for name in ("MODELS", "MENUS", "WINDOWS", "SERVER_ACTIONS", "CRONS", "ROUTES"):
            globals()[name].update(getattr(page, name, {}))
        for name in ("FIELDS", "METHODS"):
            for model, rows in getattr(page, name, {}).items():
                globals()[name].setdefault(model, {}).update(rows)
    return pages


def spread(table):
    """Return ``{name: roles}`` from rows of several names each."""
    return {name: roles for names, roles in table.items() for name in names.split()}
