from odoo import models

# Whose birthday is near, in days from today.
BIRTHDAYS = {"person_jingtan_1": 3, "person_tuoyu_1": 6}


class CustomerInsightDemo(models.AbstractModel):
    """The demo's gaps in the people known, and birthdays that are near."""

    _inherit = "customer.insight.demo"

    def _know_people(self):
        """Do what the nightly checks do, and let some birthdays be soon."""
        self.env["customer.insight.coverage"]._apply(self.env.company)
        for name, days in BIRTHDAYS.items():
            born = self._days_ago(-days).replace(year=1980)
            self._record(name).birthday = born
        near = self.env["customer.insight.person"]._with_birthday_near()
        near._remind()
