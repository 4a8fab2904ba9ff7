"""The measure margin, where the app that knows margins is installed."""


def test_contribution_by_margin_where_margins_are_known(throw_away, run_tests):
    """The addon's own tables, which wait for that app, run and hold."""
    tags = "/customer_insight:TestMargin,/customer_insight:TestGuardMargin"
    database = throw_away("sale_margin")
    said = run_tests(database, "-u", "customer_insight", "--test-tags", tags)
    assert "0 failed, 0 error(s) of 12 tests" in said, said[-3000:]
    assert "skipped" not in said
