from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorQuotation(models.AbstractModel):
    """A quotation is revised again and again.

    Odoo keeps no versions of a quotation. What can be known: how many quotations for
    the same product a customer got lately, without an order between; and how often the
    amount of one was changed after it had been sent (tracked in its messages). Both
    together are the revisions. A quotation that became an order is no longer one, so a
    replay on the past sees fewer than there were.
    """

    _name = "customer.insight.detector.quotation"
    _inherit = "customer.insight.detector"
    _description = "Detector: Quotation Revised Again"
    _sequence = 70
    _topic = "quotation"
    _quiet_days = 30
    _recovery_days = 60
    _title = _lt("Quotation revised again")
    _about = _lt(
        "A customer asks for the price again and again: the third quotation for the "
        "same product in short time for a suspicious one, later for the others. Not "
        "when he ordered in between."
    )
    _sentence = _lt(
        "%(count)s versions of a quotation in %(days)s days; the latest is over "
        "%(latest_amount)s."
    )
    _parameters = (
        Parameter(
            "revisions",
            _lt("Suspicious customers: from"),
            3,
            _lt("versions"),
            _lt("Whose personality has a rule on revisions. It is set on his file."),
            minimum=2,
        ),
        Parameter(
            "revisions_others",
            _lt("Others: from"),
            4,
            _lt("versions (0: never)"),
        ),
        Parameter("days", _lt("Within"), 45, _lt("days"), minimum=1, maximum=365),
    )

    def _detect_sql(self, company, as_of, parameters):
        since = SQL("%s::date - %s", as_of, int(parameters["days"]))
        return SQL(
            """
            WITH quotes AS (%(quotes)s), changes AS (%(changes)s),
                 needs AS (%(needs)s)
            SELECT partner_id, NULL::int AS product_id,
                   LEAST(100, 50 + 15 * (version_count - needed)) AS severity,
                   latest_amount AS value,
                   jsonb_build_object(
                       'count', version_count, 'days', last_day - first_day + 1,
                       'latest_amount', ROUND(latest_amount::numeric, 2),
                       'orders', order_ids) AS evidence,
                   last_day AS event_date
              FROM (
                SELECT DISTINCT ON (needs.partner_id) needs.*,
                       CASE WHEN partner.insight_personality_id IN (
                                SELECT trait_id FROM (%(suspicious)s) traits)
                            THEN %(revisions)s ELSE NULLIF(%(others)s, 0) END AS needed
                  FROM needs JOIN res_partner partner ON partner.id = needs.partner_id
                 WHERE NOT EXISTS (
                       SELECT 1 FROM (%(bought)s) bought
                        WHERE bought.partner_id = needs.partner_id
                          AND bought.product_id = needs.product_id
                          AND bought.day >= needs.first_day)
                 ORDER BY needs.partner_id, version_count DESC, latest_amount DESC,
                          product_id
              ) asked
             WHERE version_count >= needed
            """,
            quotes=self._quotes_sql(company, as_of, since),
            changes=self._changes_sql(as_of),
            needs=self._needs_sql(),
            bought=self._bought_sql(company, as_of, since),
            suspicious=self.env["customer.insight.guard"]._traits_sql("revisions"),
            revisions=parameters["revisions"],
            others=parameters["revisions_others"],
        )

    def _versions_sql(self, company, as_of, parameters, customer, products):
        """``version_count, order_ids`` of one customer's needs: rows for the products.

        The same count, for the quotation that somebody writes just now.
        """
        since = SQL("%s::date - %s", as_of, int(parameters["days"]))
        return SQL(
            """
            WITH quotes AS (%(quotes)s), changes AS (%(changes)s),
                 needs AS (%(needs)s)
            SELECT version_count, order_ids FROM needs
             WHERE product_id = ANY(%(products)s) AND NOT EXISTS (
                   SELECT 1 FROM sale_order so
                     JOIN res_partner partner ON partner.id = so.partner_id
                     JOIN sale_order_line line ON line.order_id = so.id
                    WHERE partner.commercial_partner_id = %(customer)s
                      AND line.product_id = needs.product_id
                      AND so.date_order::date >= needs.first_day AND %(purchase)s)
            """,
            quotes=self._quotes_sql(company, as_of, since, customer),
            changes=self._changes_sql(as_of),
            needs=self._needs_sql(),
            products=products,
            customer=customer.id,
            purchase=self._is_purchase_sql(company, as_of, since),
        )

    def _quotes_sql(self, company, as_of, since, customer=None):
        """Quotations of the last days, those withdrawn for a newer one, too."""
        return SQL(
            """
            SELECT so.id AS order_id, partner.commercial_partner_id AS partner_id,
                   so.state, so.date_order::date AS day,
                   (so.amount_untaxed
                       / COALESCE(NULLIF(so.currency_rate, 0), 1))::float8 AS amount
              FROM sale_order so
              JOIN res_partner partner ON partner.id = so.partner_id
             WHERE so.company_id = %s AND so.state IN ('draft', 'sent', 'cancel')
               AND so.amount_untaxed > 0 AND so.insight_is_sample IS NOT TRUE
               AND so.date_order < %s AND so.date_order >= %s AND %s
            """,
            company.id,
            as_of,
            since,
            SQL("partner.commercial_partner_id = %s", customer.id)
            if customer
            else SQL("TRUE"),
        )

    def _changes_sql(self, as_of):
        """``order_id, change_count, day``: amounts changed after the sending."""
        sent = self.env.ref("sale.mt_order_sent").id
        return SQL(
            """
            SELECT message.res_id AS order_id, COUNT(DISTINCT message.id)
                       AS change_count,
                   MAX(message.date)::date AS day
              FROM mail_message message
              JOIN mail_tracking_value value ON value.mail_message_id = message.id
              JOIN ir_model_fields field ON field.id = value.field_id
               AND field.name = 'amount_untaxed'
              JOIN (
                SELECT res_id, MIN(date) AS sent_on FROM mail_message
                 WHERE model = 'sale.order' AND subtype_id = %(sent)s
                   AND res_id IN (SELECT order_id FROM quotes)
                 GROUP BY res_id
              ) sending ON sending.res_id = message.res_id
                       AND message.date > sending.sent_on
             WHERE message.model = 'sale.order' AND message.date < %(as_of)s
             GROUP BY message.res_id
            """,
            sent=sent,
            as_of=as_of,
        )

    def _needs_sql(self):
        """A row per customer and product with an open quotation: the versions."""
        return SQL(
            """
            SELECT partner_id, product_id, MIN(day) AS first_day,
                   MAX(GREATEST(day, changed_on)) AS last_day,
                   (COUNT(*) + SUM(change_count))::int AS version_count,
                   (ARRAY_AGG(amount ORDER BY day DESC, order_id DESC))[1]
                       AS latest_amount,
                   ARRAY_AGG(order_id ORDER BY day DESC, order_id DESC) AS order_ids
              FROM (
                SELECT DISTINCT quotes.*, line.product_id, changes.day AS changed_on,
                       COALESCE(changes.change_count, 0) AS change_count
                  FROM quotes
                  JOIN sale_order_line line ON line.order_id = quotes.order_id
                   AND line.product_id IS NOT NULL
             LEFT JOIN changes ON changes.order_id = quotes.order_id
              ) quoted
             GROUP BY partner_id, product_id
            HAVING BOOL_OR(state IN ('draft', 'sent'))
            """
        )

    def _recovered_sql(self, company, as_of):
        """Signals whose customer ordered something of what he was quoted."""
        return SQL(
            """
            SELECT signal.id AS signal_id
              FROM customer_insight_signal signal
             WHERE %(waiting)s AND EXISTS (
                SELECT 1 FROM sale_order_line quoted
                  JOIN (%(bought)s) bought ON bought.product_id = quoted.product_id
                 WHERE quoted.order_id IN (%(quotations)s)
                   AND bought.partner_id = signal.partner_id
                   AND bought.day > signal.event_date)
            """,
            quotations=self._named_sql("orders"),
            waiting=self._waiting_sql(company),
            bought=self._bought_sql(
                company, as_of, SQL("%s::date - %s", as_of, 2 * self._recovery_days)
            ),
        )
