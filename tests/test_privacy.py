"""Erasing personal files, where Odoo's privacy lookup is installed."""


def test_personal_files_are_found_and_erased(throw_away, run_tests):
    """The addon's own tests, which wait for that app, run and hold."""
    tags = "/customer_insight:TestPersonPrivacy"
    database = throw_away("privacy_lookup")
    said = run_tests(database, "-u", "customer_insight", "--test-tags", tags)
    assert "0 failed, 0 error(s) of 4 tests" in said, said[-3000:]
    assert "skipped" not in said
