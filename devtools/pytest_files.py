"""A pytest plugin: one worker never removes the files of another.

pytest-odoo gives each worker a database, and all of them one folder of files. After
each class Odoo removes the files that the worker's database does not know, so also the
web client that the other worker has just built. The folder goes with the run anyway.
"""

import pytest


@pytest.fixture(scope="session", autouse=True)
def keep_the_files_of_others(load_registry):
    # imported here: only when it has loaded its configuration
    from odoo.tests.common import TransactionCase

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionCase, "_gc_filestore", lambda: None)
        yield
