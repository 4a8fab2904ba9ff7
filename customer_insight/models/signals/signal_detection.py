from odoo import api, models
from odoo.tools import SQL

from .customer_insight_signal import CLOSED, OPEN

# What a detector's statement found, before it becomes signals.
FOUND = SQL.identifier("customer_insight_found")


class CustomerInsightSignal(models.Model):
    """From a detector's rows to signals: new ones, and those that changed."""

    _inherit = "customer.insight.signal"

    @api.model
    def _cron_detect(self):
        """Look at every company with every detector, then hand out the work.

        What one detector found is committed before the next begins.
        """
        Setting = self.env["customer.insight.detector.setting"].sudo()
        Setting._sync()
        as_of = self.env["customer.insight.engine"]._today()
        settings = Setting.search([])
        for done, setting in enumerate(settings, start=1):
            setting._run(as_of)
            self.env["ir.cron"]._commit_progress(
                processed=1, remaining=len(settings) - done
            )
        for company in settings.company_id:
            self._follow_up(company, as_of)
            self.env["ir.cron"]._commit_progress()

    @api.model
    def _detect(self, setting, as_of):
        """Store a detector's events as of a date; return how many rows changed.

        One open signal per customer, detector and product: what is found again
        changes its figures and nothing that people wrote.
        """
        self.env.flush_all()
        detector = setting._detector()
        found = detector._detect_sql(setting.company_id, as_of, setting._values())
        self._stage(found)
        self.env.cr.execute(self._upsert_sql(setting, SQL("TABLE %s", FOUND), as_of))
        changed = self.env.cr.rowcount
        detector = detector.with_context(
            insight_waiting_partner_ids=self._waiting_partner_ids(setting)
        )
        recovered = detector._recovered_sql(setting.company_id, as_of)
        if recovered is not None:
            self._stage(recovered)
            self.env.cr.execute(self._recovered_sql(setting, SQL("TABLE %s", FOUND)))
            if detector._recovery_days:
                self.env.cr.execute(self._not_recovered_sql(setting, detector, as_of))
        self.env.invalidate_all(flush=False)
        return changed

    @api.model
    def _stage(self, found):
        """Let a detector's statement fill the temporary table ``FOUND``.

        By itself it may use memory and all cores, and what comes after it knows how
        many rows there are: as part of an upsert or update it takes up to ten times as
        long.
        """
        engine = self.env["customer.insight.engine"]
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS %s", FOUND))
        engine._set_up_planner()
        self.env.cr.execute(
            SQL("CREATE TEMPORARY TABLE %s ON COMMIT DROP AS %s", FOUND, found)
        )
        engine._reset_planner()
        self.env.cr.execute(SQL("ANALYZE %s", FOUND))

    def _upsert_sql(self, setting, found, as_of):
        return SQL(
            """
            INSERT INTO customer_insight_signal AS kept (
                   company_id, detector, partner_id, product_id, event_date,
                   detected_on, severity, value, at_risk, evidence, state, recovered,
                   create_uid, create_date, write_uid, write_date)
            SELECT %(company)s, %(detector)s, partner_id, product_id, event_date,
                   %(as_of)s::date - 1, severity, value,
                   ROUND(value * severity / 100, 2),
                   evidence, 'new', 'unknown', %(uid)s, %(now)s, %(uid)s, %(now)s
              FROM (%(news)s) news
            ON CONFLICT (company_id, partner_id, detector, COALESCE(product_id, 0))
                  WHERE state IN ('new', 'investigating', 'snoozed')
            DO UPDATE SET severity = excluded.severity, value = excluded.value,
                   at_risk = excluded.at_risk, evidence = excluded.evidence,
                   event_date = excluded.event_date, write_date = excluded.write_date
             WHERE (kept.severity, kept.value, kept.evidence, kept.event_date)
                   IS DISTINCT FROM (excluded.severity, excluded.value,
                                     excluded.evidence, excluded.event_date)
            """,
            company=setting.company_id.id,
            detector=setting.detector,
            as_of=as_of,
            uid=self.env.uid,
            now=self.env.cr.now(),
            news=self._news_sql(setting, found, as_of),
        )

    def _news_sql(self, setting, found, as_of):
        """The detector's events, less what is no news.

        No news is what a closed signal told already, and anything like it in the
        quiet time after the closing.
        """
        told = SQL(
            """
            SELECT 1 FROM customer_insight_signal told
             WHERE told.company_id = %(company)s
               AND told.partner_id = found.partner_id
               AND told.detector = %(detector)s
               AND told.product_id IS NOT DISTINCT FROM found.product_id
               AND told.state = ANY(%(closed)s)
               AND (told.event_date >= found.event_date
                    OR told.outcome_date > %(as_of)s::date - 1 - %(quiet)s)
            """,
            company=setting.company_id.id,
            detector=setting.detector,
            closed=list(CLOSED),
            as_of=as_of,
            quiet=setting.quiet_days,
        )
        return self._events_sql(setting.company_id, found, told)

    @api.model
    def _events_sql(self, company, found, told):
        """The detector's rows, one per customer and product, that are not yet told.

        Of customers of the company, not of our own companies; figures in their limits.
        """
        return SQL(
            """
            SELECT DISTINCT ON (found.partner_id, found.product_id)
                   found.partner_id, found.product_id, found.event_date,
                   customer.user_id,
                   COALESCE(found.evidence, '{}'::jsonb) AS evidence,
                   ROUND(GREATEST(0, LEAST(100, found.severity))::numeric, 1)
                       AS severity,
                   ROUND(GREATEST(0, COALESCE(found.value, 0))::numeric, 2) AS value
              FROM (%(found)s) found
              JOIN res_partner customer ON customer.id = found.partner_id
             WHERE customer.active AND found.event_date IS NOT NULL
               AND COALESCE(customer.company_id, %(company)s) = %(company)s
               AND NOT EXISTS (SELECT 1 FROM res_company own
                                WHERE own.partner_id = customer.id)
               AND NOT EXISTS (%(told)s)
             ORDER BY found.partner_id, found.product_id, found.severity DESC,
                      found.event_date DESC
            """,
            found=found,
            company=company.id,
            told=told,
        )

    def _waiting_partner_ids(self, setting):
        """Whose recovery is looked for: not theirs who have just been found again."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT partner_id FROM customer_insight_signal signal
                 WHERE company_id = %s AND detector = %s AND recovered = 'unknown'
                   AND NOT (state = ANY(%s) AND EXISTS (
                       SELECT 1 FROM %s found
                        WHERE found.partner_id = signal.partner_id))
                """,
                setting.company_id.id,
                setting.detector,
                list(OPEN),
                FOUND,
            )
        )
        return [partner_id for (partner_id,) in rows]

    def _recovered_sql(self, setting, recovered):
        """Mark the customers who are back to usual."""
        return SQL(
            """
            UPDATE customer_insight_signal signal SET recovered = 'yes'
             WHERE company_id = %s AND detector = %s AND recovered = 'unknown'
               AND id IN (SELECT signal_id FROM (%s) recovered)
            """,
            setting.company_id.id,
            setting.detector,
            recovered,
        )

    def _not_recovered_sql(self, setting, detector, as_of):
        """Mark those of whom nothing better is known for long since it was noticed."""
        return SQL(
            """
            UPDATE customer_insight_signal signal SET recovered = 'no'
             WHERE company_id = %s AND detector = %s AND recovered = 'unknown'
               AND GREATEST(event_date, detected_on) < %s::date - %s
            """,
            setting.company_id.id,
            setting.detector,
            as_of,
            detector._recovery_days,
        )

    @api.model
    def _follow_up(self, company, as_of):
        """Wake, close and hand out a company's signals after a run."""
        here = [("company_id", "=", company.id)]
        asleep = [("state", "=", "snoozed"), ("snooze_until", "<", as_of)]
        self.sudo().search([*here, *asleep])._wake_up()
        settled = [
            ("state", "=", "new"),
            ("recovered", "=", "yes"),
            ("detector", "in", self._closing_detectors()),
        ]
        self.sudo().search([*here, *settled])._close_by_itself(as_of)
        self._schedule_investigations(company)

    @api.model
    def _closing_detectors(self):
        """Detectors whose signals nobody has to look at when they are over."""
        detectors = self.env["customer.insight.detector"]._detectors()
        return [key for key, one in detectors.items() if one._closes_by_itself]

    @api.model
    def _record(self, company, detector, partner, **values):
        """Raise a signal from Python: a new one, or the open one brought up to date.

        For what a person or a form notices, as the nightly run does for documents.

        :param values: ``product_id, severity, value, evidence, event_date``
        :return: the signal, as superuser
        """
        customer = partner.commercial_partner_id
        values["at_risk"] = values.get("value", 0) * values.get("severity", 0) / 100
        signal = self._open_signal(
            company, detector, customer, values.get("product_id")
        )
        if signal:
            signal.write(values)
            return signal
        return self.sudo().create(
            {
                "company_id": company.id,
                "detector": detector,
                "partner_id": customer.id,
                "detected_on": values.get("event_date"),
                **values,
            }
        )

    @api.model
    def _open_signal(self, company, detector, partner, product_id=None):
        """Return the open signal of this kind, if there is one, as superuser."""
        return self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("detector", "=", detector),
                ("partner_id", "=", partner.commercial_partner_id.id),
                ("product_id", "=", product_id or False),
                ("state", "in", OPEN),
            ],
            limit=1,
        )
