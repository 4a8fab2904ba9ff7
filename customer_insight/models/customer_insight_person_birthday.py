from datetime import date, datetime, timedelta

import pytz

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

BATCH = 500


class CustomerInsightPerson(models.Model):
    """Reminds the salesperson of a birthday, once a year, some days before."""

    _inherit = "customer.insight.person"

    def write(self, vals):
        """A corrected birthday is announced anew."""
        if "birthday" in vals:
            day = fields.Date.to_date(vals["birthday"])
            changed = self.filtered(lambda person: person.birthday != day)
            changed._birthday_activities().unlink()
            vals = {"reminded_for": False, **vals} if changed else vals
        return super().write(vals)

    @api.model
    def _cron_remind_birthdays(self, batch_size=BATCH):
        """Announce the birthdays ahead; take back what concerns nobody any more."""
        self._stale_activities().unlink()
        persons = self._with_birthday_near()
        for start in range(0, len(persons), batch_size):
            batch = persons[start : start + batch_size]
            batch._remind()
            self.env["ir.cron"]._commit_progress(
                processed=len(batch), remaining=len(persons) - start - len(batch)
            )

    @api.model
    def _with_birthday_near(self):
        """Files with a birthday in the longest time of any policy, and a day around.

        By month and day; the exact day depends on the salesperson's time zone.
        """
        policies = self.env["customer.insight.policy"].sudo().search([])
        longest = max(policies.mapped("birthday_days"), default=-1)
        today = fields.Date.today()
        near = [today + timedelta(days=n) for n in range(-1, longest + 2)]
        days = {f"{day:%m%d}" for day in near}
        if "0228" in days:
            days.add("0229")
        query = self._search([("birthday", "!=", False)])
        query.add_where(
            SQL(
                "to_char(%s, 'MMDD') = ANY(%s)",
                self._field_to_sql(query.table, "birthday", query),
                list(days),
            )
        )
        return self.browse(query)

    def _remind(self):
        """Schedule the reminders that are due and were not made for this birthday."""
        for person in self:
            user = person._reminded_user()
            if not user:
                continue
            today = self._today_of(user)
            day = person._next_birthday(today)
            policy = self.env["customer.insight.policy"]._for_company(user.company_id)
            ahead = (day - today).days
            if ahead <= policy.birthday_days and person.reminded_for != day:
                person._schedule_reminder(user, day)

    def _reminded_user(self):
        """His salesperson, while the contact is there."""
        partner = self.partner_id
        user = partner.commercial_partner_id.user_id or partner.user_id
        gone = partner.insight_has_left or not partner.active
        able = self.env["customer.insight.playbook"]._able(user)
        return self.env["res.users"] if gone else able

    @api.model
    def _today_of(self, user):
        zone = pytz.timezone(user.tz or "UTC")
        return datetime.now(pytz.utc).astimezone(zone).date()

    def _next_birthday(self, today):
        """The next birthday from a day on; of 29 February, the 28th in short years."""
        day = self._birthday_in(today.year)
        return day if day >= today else self._birthday_in(today.year + 1)

    def _birthday_in(self, year):
        born = self.birthday
        try:
            return date(year, born.month, born.day)
        except ValueError:
            return date(year, 2, 28)

    def _schedule_reminder(self, user, day):
        self.reminded_for = day
        self.with_context(
            lang=user.lang, mail_activity_quick_update=True
        ).activity_schedule(
            "customer_insight.mail_activity_type_birthday",
            date_deadline=day,
            user_id=user.id,
        )

    # Open reminders

    def _birthday_activities(self):
        domain = self._reminders_domain() & Domain("res_id", "in", self.ids)
        return self.env["mail.activity"].sudo().search(domain)

    @api.model
    def _reminders_domain(self):
        kind = self.env.ref("customer_insight.mail_activity_type_birthday")
        return Domain(
            [
                ("res_model", "=", self._name),
                ("activity_type_id", "=", kind.id),
                ("automated", "=", True),
            ]
        )

    @api.model
    def _stale_activities(self):
        """Reminders of people who left, or whom nobody looks after."""
        activities = self.env["mail.activity"].sudo().search(self._reminders_domain())
        return activities.filtered(
            lambda activity: not self.browse(activity.res_id)._reminded_user()
        )

    def _hand_over(self):
        """Reminders follow the customer; without a salesperson nobody may see them."""
        for person in self:
            activities = person._birthday_activities()
            user = person._reminded_user()
            if user:
                activities.write({"user_id": user.id})
            else:
                activities.unlink()
