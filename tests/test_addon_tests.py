"""Odoo runs an addon's tests by itself, too: only those that the addon imports."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(ROOT.glob("customer_insight*/tests"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_no_test_file_is_forgotten_where_odoo_runs_the_tests(folder):
    tree = ast.parse((folder / "__init__.py").read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported = {alias.name for node in imports for alias in node.names}
    written = {path.stem for path in folder.glob("test_*.py")}
    assert written - imported == set()
