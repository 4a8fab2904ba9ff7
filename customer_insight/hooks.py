def post_init_hook(env):
    """Give sales teams their groups and every company its policy; then classify.

    What is known already gets a source.

    A first class schedules nothing, so installing floods nobody.
    """
    _grant(env, "sales_team.group_sale_salesman", "customer_insight_group_user")
    _grant(env, "sales_team.group_sale_manager", "customer_insight_group_manager")
    for company in env["res.company"].search([]):
        env["customer.insight.policy"]._for_company(company)
    env["customer.insight.fact"]._note_known()
    for cron in ("ir_cron_refresh_all", "ir_cron_take_snapshots"):
        env.ref(f"customer_insight.{cron}")._trigger()


def _grant(env, sales_group, group):
    """Who sells already, gets the matching group of ours."""
    users = env.ref(sales_group).all_user_ids
    env.ref(f"customer_insight.{group}").write(
        {"user_ids": [(4, user.id) for user in users if not user.share]}
    )


def uninstall_hook(env):
    """Leave others' tables as they were, and to the users what is theirs."""
    _withdraw_steps(env)
    _withdraw_reviews(env)
    _withdraw_development(env)
    _let_go_of_library(env)
    _give_away_used_types(env)
    _forget_names(env)


def _withdraw_steps(env):
    """Open and done steps of playbooks and coverage rules go with them."""
    env["mail.activity"].with_context(active_test=False).search(
        [
            "|",
            "|",
            "|",
            ("insight_playbook_id", "!=", False),
            ("insight_step_id", "!=", False),
            ("insight_coverage_id", "!=", False),
            (
                "res_model",
                "in",
                ["customer.insight.person", "customer.insight.handover"],
            ),
        ]
    ).unlink()
    env["customer.insight.pool"].search([]).unlink()


def _withdraw_reviews(env):
    """Reviews of the file go with the file."""
    Partner = env["res.partner"]
    (Partner._insight_reviews() + Partner._insight_reviews(done=True)).unlink()


def _withdraw_development(env):
    """Open reminders of steps, goals, promises and second looks go with these."""
    names = ("development_step", "goal_reached", "goal_missed")
    kinds = env["mail.activity.type"]
    for name in (*names, "promise", "second_look"):
        kind = env.ref(f"customer_insight.mail_activity_type_{name}", False)
        kinds |= kind or kinds.browse()
    env["mail.activity"].search([("activity_type_id", "in", kinds.ids)]).unlink()


def _let_go_of_library(env):
    """Contacts let go of the library: it goes before their columns."""
    env.cr.execute(
        "UPDATE res_partner SET insight_type_id = NULL, insight_personality_id = NULL,"
        " insight_communication_id = NULL, insight_source_id = NULL"
        " WHERE COALESCE(insight_type_id, insight_personality_id,"
        " insight_communication_id, insight_source_id) IS NOT NULL"
    )


def _give_away_used_types(env):
    """Activity types that people used in plans of their own stay, as theirs."""
    ours = env["ir.model.data"].search([("module", "=", "customer_insight")])
    plans = ours.filtered(lambda data: data.model == "mail.activity.plan")
    own_steps = env["mail.activity.plan.template"].search(
        [("plan_id", "not in", plans.mapped("res_id"))]
    )
    ours.filtered(
        lambda data: (
            data.model == "mail.activity.type"
            and data.res_id in own_steps.activity_type_id.ids
        )
    ).unlink()


def _forget_names(env):
    """What other addons noted of our models goes with them: core leaves the names."""
    env.cr.execute(
        r"DELETE FROM ir_model_data WHERE module NOT LIKE 'customer\_insight%'"
        r" AND name LIKE '%\_\_customer\_insight\_%'"
        " AND model IN ('ir.model.inherit', 'ir.model.fields.selection')"
    )
