"""What a test run would miss if its workers removed each other's files."""

from pathlib import Path


def test_a_worker_keeps_the_files_that_another_has_written():
    from odoo.tests.common import TransactionCase, get_db_name
    from odoo.tools import config

    folder = Path(config.filestore(get_db_name()))
    written, mark = folder / "00" / "of-another", folder / "checklist/00/of-another"
    for path in (written, mark):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    # Odoo's cleaning after a class: no attachment of this database knows the file
    TransactionCase._gc_filestore()
    assert written.exists()
    for path in (written, mark):
        path.unlink()
