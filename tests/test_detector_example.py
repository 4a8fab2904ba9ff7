"""The detector that docs/inside.md shows works as it stands there."""

import re

import pytest

from devtools import layout

MANIFEST = """{
    "name": "Signal Example", "version": "19.0.1.0.0", "license": "LGPL-3",
    "author": "Somebody", "depends": ["customer_insight"],
}
"""

CHECK = """
from odoo.addons.customer_insight.tests.common_signals import SignalCase as Case


class TestExample(Case):
    def test_a_big_order_is_told(self):
        self.Setting._sync()
        self.buys(self.partner, self.every(20, 5, "2025-12-01"), 100)
        self.assertFalse(self.run_detector("big_order"))
        self.buys(self.partner, ["2025-12-20"], 1500)
        signal = self.run_detector("big_order")
        self.assertEqual(signal.partner_id, self.partner)
        self.assertIn("1,500.00", signal.explanation)
        self.assertEqual(signal.order_count, 1)
        self.assertTrue(signal.candidate_ids)
        self.assertEqual(self.setting("big_order").parameter_ids.label, "Big is")


del Case
"""


def example():
    """Return the code block of docs/inside.md."""
    text = (layout.CHECKOUT / "docs" / "inside.md").read_text()
    section = text.partition("## A detector of your own")[2]
    return re.search(r"```python\n(.*?)```", section, re.DOTALL)[1]


@pytest.fixture
def addon(tmp_path):
    """A folder with an addon of nothing but that code and a test of it."""
    folder = tmp_path / "signal_example"
    (folder / "tests").mkdir(parents=True)
    (folder / "__manifest__.py").write_text(MANIFEST)
    (folder / "__init__.py").write_text(example())
    (folder / "tests" / "__init__.py").write_text("from . import test_example\n")
    (folder / "tests" / "test_example.py").write_text(CHECK)
    return folder


def test_example_is_short():
    assert len(example().splitlines()) < 40


def test_example_detects_when_installed(project, throw_away, run_tests, addon):
    folders = [addon.parent, layout.CHECKOUT, *project.odoo.addons]
    said = run_tests(
        throw_away(),
        "--addons-path",
        ",".join(map(str, folders)),
        "-i",
        "signal_example",
        "--test-tags",
        "/signal_example",
    )
    assert "0 failed, 0 error(s) of 1 tests" in said, said[-3000:]
