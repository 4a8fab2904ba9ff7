import logging
import time
from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from ..signals.signal_detection import FOUND

_logger = logging.getLogger(__name__)

SLICE_SECONDS = 4


class CustomerInsightReplay(models.TransientModel):
    """Looking as of one day after the other, in slices that a browser waits for."""

    _inherit = "customer.insight.replay"

    def advance(self):
        """Look on for some seconds; return whether there is more to look at.

        What is wrong with a detector's statement is noted, and ends the looking.
        """
        self.ensure_one().check_access("write")
        end = time.monotonic() + SLICE_SECONDS
        while self.state == "running":
            try:
                with self.env.cr.savepoint():
                    self._look(self.next_day)
            except Exception as error:
                _logger.exception("Trying %s failed", self.setting_id.detector)
                self.write({"state": "done", "last_error": str(error)})
                break
            self._next()
            if time.monotonic() >= end:
                break
        return self.state == "running"

    def _next(self):
        following = self.next_day + timedelta(days=self.step_days)
        is_over = following > self.date_to
        self.write({"next_day": following, "state": "done" if is_over else "running"})

    def _look(self, day):
        """Find the events as of a day's end, with each set of numbers."""
        self.env.flush_all()
        company, detector = self.setting_id.company_id, self.setting_id._detector()
        for side, values in self._numbers().items():
            found = detector._detect_sql(company, day + timedelta(days=1), values)
            self.env["customer.insight.signal"]._stage(found)
            self.env.cr.execute(self._find_sql(side, day))
        self._judge(day)
        self.env["customer.insight.replay.finding"].invalidate_model()

    def _numbers(self):
        """Return ``{side: numbers}``; the other side only where it differs."""
        rows = self.parameter_ids
        defaults = self.setting_id._detector()._defaults()
        sides = ("as_set", "what_if") if self.is_compared else ("as_set",)
        return {
            side: {**defaults, **{row.name: row[side] for row in rows}}
            for side in sides
        }

    def _find_sql(self, side, day):
        """Keep what is new, and note of what is known that it was seen again.

        A signal stays open while each look finds it. After that, only a later event
        is told, and not before the quiet time is over: as with signals, if people
        close them when the customer is back to usual.
        """
        events = self.env["customer.insight.signal"]._events_sql(
            self.setting_id.company_id,
            SQL("TABLE %s", FOUND),
            SQL("SELECT 1 WHERE FALSE"),
        )
        return SQL(
            """
            WITH hits AS MATERIALIZED (%(events)s),
                 told AS MATERIALIZED (
                SELECT id, partner_id, product_id, last_event_date, last_seen
                  FROM customer_insight_replay_finding
                 WHERE replay_id = %(replay)s AND side = %(side)s),
                 again AS (
                UPDATE customer_insight_replay_finding finding
                   SET last_seen = %(day)s,
                       last_event_date = GREATEST(
                           finding.last_event_date, hits.event_date)
                  FROM hits JOIN told ON told.partner_id = hits.partner_id
                   AND told.product_id IS NOT DISTINCT FROM hits.product_id
                 WHERE finding.id = told.id AND told.last_seen = %(before)s)
            INSERT INTO customer_insight_replay_finding (
                   replay_id, side, partner_id, product_id, user_id, found_on,
                   last_seen, event_date, last_event_date, severity, value, at_risk,
                   evidence, outcome, create_uid, create_date, write_uid, write_date)
            SELECT %(replay)s, %(side)s, partner_id, product_id, user_id, %(day)s,
                   %(day)s, event_date, event_date, severity, value,
                   ROUND(value * severity / 100, 2), evidence, 'unknown',
                   %(uid)s, %(now)s, %(uid)s, %(now)s
              FROM hits
             WHERE NOT EXISTS (
                   SELECT 1 FROM told
                    WHERE told.partner_id = hits.partner_id
                      AND told.product_id IS NOT DISTINCT FROM hits.product_id
                      AND (told.last_seen = %(before)s
                           OR told.last_event_date >= hits.event_date
                           OR told.last_seen > %(day)s::date - %(quiet)s))
            """,
            events=events,
            replay=self.id,
            side=side,
            day=day,
            before=day - timedelta(days=self.step_days),
            quiet=self.setting_id.quiet_days,
            uid=self.env.uid,
            now=self.env.cr.now(),
        )

    def _judge(self, day):
        """Note who of the day's new ones was back to usual some days later."""
        today = fields.Date.context_today(self)
        until = day + timedelta(days=self.outcome_days)
        as_of = min(until, today) + timedelta(days=1)
        detector = self.setting_id._detector()
        found = self._groups(["partner_id"], domain=[("found_on", "=", day)])
        detector = detector.with_context(
            insight_waiting_partner_ids=[partner.id for (partner,) in found]
        )
        recovered = detector._recovered_sql(self.setting_id.company_id, as_of)
        if recovered is None:
            return
        self.env["customer.insight.signal"]._stage(self._back_sql(recovered, day))
        self.env.cr.execute(
            SQL(
                "UPDATE customer_insight_replay_finding SET outcome = 'back'"
                " WHERE id IN (SELECT signal_id FROM %s)",
                FOUND,
            )
        )
        if until <= today:
            self.env.cr.execute(
                SQL(
                    "UPDATE customer_insight_replay_finding SET outcome = 'away'"
                    " WHERE replay_id = %s AND found_on = %s AND outcome = 'unknown'",
                    self.id,
                    day,
                )
            )

    def _back_sql(self, recovered, day):
        """``signal_id`` of the recovered, by the detector's own statement for signals.

        In it, the day's findings stand where else the table of signals would.
        """
        return SQL(
            """
            WITH customer_insight_signal AS MATERIALIZED (
                SELECT id, %(company)s AS company_id, %(detector)s AS detector,
                       partner_id, product_id, event_date, severity, value, evidence,
                       found_on AS detected_on, 'new' AS state, 'unknown' AS recovered
                  FROM customer_insight_replay_finding
                 WHERE replay_id = %(replay)s AND found_on = %(day)s)
            SELECT signal_id FROM (%(recovered)s) recovered
            """,
            company=self.setting_id.company_id.id,
            detector=self.setting_id.detector,
            replay=self.id,
            day=day,
            recovered=recovered,
        )
