from odoo import models
from odoo.tools import SQL


class CustomerInsightDetector(models.AbstractModel):
    """What detectors of rules that personalities have in common."""

    _inherit = "customer.insight.detector"

    def _guarded_sql(self, company, as_of, days, kind):
        """Quotations sent and orders of the last days, of customers with such a rule.

        ``order_id, partner_id, day, amount`` (untaxed, company currency), ``cap``.
        """
        return SQL(
            """
            SELECT so.id AS order_id, customer.id AS partner_id,
                   so.date_order::date AS day, guard.cap,
                   (so.amount_untaxed
                       / COALESCE(NULLIF(so.currency_rate, 0), 1))::float8 AS amount
              FROM (%(guards)s) guard
              JOIN res_partner customer
                ON customer.insight_personality_id = guard.trait_id
              JOIN res_partner partner ON partner.commercial_partner_id = customer.id
              JOIN sale_order so ON so.partner_id = partner.id
             WHERE customer.commercial_partner_id = customer.id
               AND so.company_id = %(company)s AND so.state IN ('sent', 'sale')
               AND so.insight_is_sample IS NOT TRUE AND so.amount_untaxed > 0
               AND so.date_order < %(as_of)s
               AND so.date_order >= %(as_of)s::date - %(days)s::int
            """,
            guards=self.env["customer.insight.guard"]._traits_sql(kind),
            company=company.id,
            as_of=as_of,
            days=days,
        )

    def _kept_again_sql(self, company, latest, keeps):
        """Signals since which the latest quotation or order keeps to the rule.

        It may be the same one, mended.

        :param latest: ``order_id, partner_id, day, …`` of quotations and orders
        :param keeps: condition on ``latest`` and ``signal``
        """
        return SQL(
            """
            SELECT signal_id FROM (
                SELECT DISTINCT ON (signal.id) signal.id AS signal_id, %(keeps)s AS kept
                  FROM customer_insight_signal signal
                  JOIN (%(latest)s) latest ON latest.partner_id = signal.partner_id
                   AND latest.day >= signal.event_date
                 WHERE %(waiting)s
                 ORDER BY signal.id, latest.day DESC, latest.order_id DESC
            ) latest WHERE kept
            """,
            keeps=keeps,
            latest=latest,
            waiting=self._waiting_sql(company),
        )
