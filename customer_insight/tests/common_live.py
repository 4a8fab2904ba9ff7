from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import freeze_time, new_test_user, tagged

from ..models.waking import wake_later
from .common import InsightCase

USER = "customer_insight.customer_insight_group_user"
MANAGER = "customer_insight.customer_insight_group_manager"
CONTACTS = "base.group_partner_manager"
CURSOR = "odoo.tests.test_cursor.TestCursor"


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class LiveCase(InsightCase):
    """Today is the last day of the tables' window, and people are at work.

    A live refresh has the reference date of the tables, 2026-01-01.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls._create_user("anna", f"{USER},{CONTACTS}")
        cls.bert = cls._create_user("bert", f"{USER},{CONTACTS}")
        cls.chief = cls._create_user("chief", f"{MANAGER},{CONTACTS}")

    @classmethod
    def _create_user(cls, login, groups, **values):
        return new_test_user(
            cls.env,
            login=login,
            name=login.title(),
            groups=groups,
            company_id=cls.company.id,
            **values,
        )

    @classmethod
    def classify(cls, partners=None):
        """Refresh as of today, as a user's button or the scheduled action does."""
        cls.env.flush_all()
        count = cls.engine.refresh(cls.company, partners=partners)
        cls.env.invalidate_all()
        return count

    @classmethod
    def judge(cls, partner, dimension, value, **details):
        """Judge in the name of the environment's user."""
        name = f"{dimension}_override"
        values = {f"{name}_{key}": detail for key, detail in details.items()}
        partner.insight_id.sudo(False).write({name: value, **values})

    def steps(self, partner):
        """The open activities that a playbook scheduled for the customer."""
        return self.env["mail.activity"].search(
            [("res_id", "=", partner.id), ("insight_playbook_id", "!=", False)]
        )

    # Scheduled actions

    def end_transaction(self):
        """Do what a commit does before it."""
        self.env.cr.flush()

    def waiting(self):
        """The customers who wait for a refresh after the transaction."""
        self.end_transaction()
        self.env.cr.execute("SELECT partner_ref FROM customer_insight_request")
        return self.env["res.partner"].browse(row[0] for row in self.env.cr.fetchall())

    def nobody_waits(self):
        self.end_transaction()
        self.env.cr.execute("DELETE FROM customer_insight_request")
        self.env.cr.postcommit.clear()

    def wakes(self):
        """How often the scheduled action is woken after the commit."""
        hooks = self.env.cr.postcommit._funcs
        return sum(getattr(hook, "func", None) is wake_later for hook in hooks)

    def _triggers(self, name="ir_cron_refresh_changed"):
        cron = self.env.ref(f"customer_insight.{name}")
        return self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])

    def run_cron(self, name):
        """Run the scheduled action as the server does, in a transaction of its own.

        Its clock is the database's, as that of the transaction around it.
        """
        cron = self.env.ref(f"customer_insight.{name}")
        clock = patch(f"{CURSOR}.now", lambda cursor: self.env.cr.now())
        with clock, self.enter_registry_test_mode():
            return cron.method_direct_trigger()

    # Statements

    @contextmanager
    def statements(self):
        """Collect the SQL statements that are executed."""
        found = []
        yield from self._patchExecute(found)
