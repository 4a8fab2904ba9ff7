def post_init_hook(env):
    """The pipeline counts from now on: classify everybody again."""
    env.ref("customer_insight.ir_cron_refresh_all")._trigger()


def uninstall_hook(env):
    """The pipeline counts no longer: classify everybody again, without it."""
    env.ref("customer_insight.ir_cron_refresh_all")._trigger()
