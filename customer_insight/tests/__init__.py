from . import (
    test_engine_band,
    test_engine_class,
    test_engine_contribution,
    test_engine_currency,
    test_engine_cutoffs,
    test_engine_growth,
    test_engine_loyalty,
    test_engine_margin,
    test_engine_override,
    test_engine_partner,
    test_engine_prospect,
    test_engine_refresh,
    test_engine_refund,
    test_engine_reinvoice,
    test_engine_stability,
    test_engine_status,
)
from . import test_engine_oracle
from . import test_translations
from . import test_engine_merge
from . import test_demo
from . import test_dispute_message
from . import test_access_doors
from . import test_access_table
from . import test_access_company
from . import test_access_judgement
from . import test_access_messages
from . import test_access_paths
from . import (
    test_explanation,
    test_explanation_documents,
    test_filters,
    test_guard_signals,
    test_guards,
    test_judgement,
    test_judgement_partner,
    test_library,
    test_orders_untouched,
    test_partner_groups,
    test_partner_search,
    test_coverage,
    test_people,
    test_person,
    test_person_access,
    test_person_privacy,
    test_playbook,
    test_playbook_people,
    test_policy,
    test_replay,
    test_replay_findings,
    test_requests,
    test_requests_cron,
    test_summary,
    test_wizards,
)
from . import test_scorecard
from . import test_snapshots
from . import test_completeness
from . import test_file_review
from . import test_sources
from . import test_customer_card, test_customer_card_http
from . import test_file_facts, test_file_tour
from . import test_customer_file_import
from . import test_tours
from . import test_logistic, test_waking
from . import test_competitor, test_competitor_merge
from . import (
    test_signal_access,
    test_signal_decline,
    test_signal_demand,
    test_signal_detectors,
    test_signal_documents,
    test_signal_invoices,
    test_signal_learned,
    test_signal_mail,
    test_signal_quotation,
    test_signal_recovery,
    test_signal_recovery_dispute,
    test_signal_returned,
    test_signal_rhythm,
    test_signal_upsert,
    test_signal_work,
)
from . import (
    test_questionnaire,
    test_questionnaire_hostile,
    test_questionnaire_kinds,
    test_questionnaire_pages,
    test_questionnaire_portal,
    test_questionnaire_rates,
    test_questionnaire_review,
)
from . import test_handover, test_pool_claim, test_pool_race, test_pool_tour
from . import test_pool_preview, test_pool_put_back, test_pool_watch
from . import test_widgets
from . import test_customer_reasons
from . import test_intention, test_intention_requests, test_intention_steps
from . import test_acquisition, test_future_customers, test_past_worth
from . import test_referral, test_second_look
from . import test_advice, test_touches
from . import test_development_goals, test_development_steps, test_development_tour
from . import test_calibration_screen
from . import test_promise
from . import test_growth_since, test_growth_stuck
from . import test_growth_path, test_growth_calibration
from . import test_growth_life, test_growth_screens
