from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorMissingProduct(models.AbstractModel):
    """A product that he always bought is missing in his recent orders.

    Of the (up to ten) days of purchase before the recent ones, the product was in at
    least the share asked for; it is in none of the recent ones.
    """

    _name = "customer.insight.detector.missing_product"
    _inherit = "customer.insight.detector"
    _description = "Detector: Usual Product Missing"
    _sequence = 20
    _topic = "missing_product"
    _title = _lt("Usual product missing")
    _about = _lt(
        "A product that a customer always bought is missing in his latest orders. Not "
        "when he left it out at the same time last year, nor when it is no longer sold."
    )
    _sentence = _lt(
        "%(product)s was in %(bought_count)s of %(earlier_count)s orders, and is in "
        "none of the last %(recent_count)s. He bought it last on %(last_date)s."
    )
    _parameters = (
        Parameter(
            "recent",
            _lt("Missing in the last"),
            3,
            _lt("orders"),
            _lt("Orders of one day count as one."),
            minimum=1,
            maximum=20,
        ),
        Parameter(
            "earlier",
            _lt("Known from at least"),
            4,
            _lt("orders before"),
            _lt("With fewer, nothing can be called usual."),
            minimum=2,
            maximum=10,
        ),
        Parameter(
            "share",
            _lt("Usual from"),
            80,
            _lt("% of those orders"),
            _lt("How often the product was there before."),
            minimum=1,
            maximum=100,
        ),
        Parameter(
            "fresh_days",
            _lt("Told for"),
            60,
            _lt("days"),
            _lt("Counted from the latest order without the product."),
            minimum=1,
        ),
    )

    def _detect_sql(self, company, as_of, parameters):
        return SQL(
            """
            WITH bought AS (%(bought)s), days AS (%(days)s), spans AS (%(spans)s),
                 products AS (%(products)s)
            SELECT partner_id, product_id,
                   100 * share * (1 - 2 ^ (-%(recent)s::float8)) AS severity,
                   yearly AS value,
                   jsonb_build_object(
                       'bought_count', bought_count, 'earlier_count', earlier_count,
                       'recent_count', %(recent)s::int, 'last_date', last_bought,
                       'orders', recent_ids) AS evidence,
                   last_day AS event_date
              FROM products
              JOIN product_product product ON product.id = products.product_id
              JOIN product_template template ON template.id = product.product_tmpl_id
             WHERE product.active AND template.active AND template.sale_ok
            """,
            bought=self._bought_sql(company, as_of, since=self._since_sql(as_of)),
            days=self._days_sql(),
            spans=self._spans_sql(as_of, parameters),
            products=self._products_sql(as_of, parameters),
            recent=parameters["recent"],
        )

    def _since_sql(self, as_of):
        return SQL("%s::date - 730", as_of)

    def _days_sql(self):
        """Days of purchase, numbered from the last."""
        return SQL(
            """
            SELECT *, ROW_NUMBER() OVER (PARTITION BY partner_id ORDER BY day DESC)
                       AS back
              FROM (SELECT partner_id, day, MAX(order_id) AS order_id
                      FROM bought GROUP BY partner_id, day) days
            """
        )

    def _spans_sql(self, as_of, parameters):
        """A row per customer: from which days on orders are recent, and earlier."""
        return SQL(
            """
            SELECT partner_id, MAX(day) AS last_day,
                   MIN(day) FILTER (WHERE back <= %(recent)s) AS recent_day,
                   MIN(day) AS earlier_day,
                   COUNT(*) FILTER (WHERE back > %(recent)s) AS earlier_count,
                   ARRAY_AGG(order_id ORDER BY back) FILTER (WHERE back <= %(recent)s)
                       AS recent_ids
              FROM days WHERE back <= %(recent)s + 10
             GROUP BY partner_id
            HAVING COUNT(*) FILTER (WHERE back > %(recent)s) >= %(earlier)s
               AND MAX(day) >= %(as_of)s::date - %(fresh)s::int
            """,
            recent=parameters["recent"],
            earlier=parameters["earlier"],
            fresh=parameters["fresh_days"],
            as_of=as_of,
        )

    def _products_sql(self, as_of, parameters):
        """A row per customer and usual product that is missing now.

        Last year at the same time: he ordered, and without the product, although he
        had bought it before. Then it is the season.
        """
        return SQL(
            """
            SELECT *, bought_count::float8 / earlier_count AS share
              FROM (
                SELECT spans.*, product_id, MAX(day) AS last_bought,
                       MIN(day) AS first_day,
                       COUNT(DISTINCT day) FILTER (WHERE day >= earlier_day)
                           AS bought_count,
                       SUM(amount) FILTER (WHERE day >= %(as_of)s::date - 365)
                           AS yearly,
                       BOOL_OR(%(a_year_ago)s) AS in_season
                  FROM bought JOIN spans USING (partner_id)
                 GROUP BY spans.partner_id, last_day, recent_day, earlier_day,
                       earlier_count, recent_ids, product_id
                HAVING MAX(day) < recent_day
              ) usual
             WHERE bought_count >= %(share)s::float8 * earlier_count AND yearly > 0
               AND NOT (NOT in_season AND first_day < recent_day - 365 AND EXISTS (
                   SELECT 1 FROM days ago WHERE ago.partner_id = usual.partner_id
                      AND %(a_year_ago)s))
            """,
            as_of=as_of,
            a_year_ago=SQL("day >= recent_day - 365 AND day < %s::date - 365", as_of),
            share=parameters["share"] / 100,
        )

    def _recovered_sql(self, company, as_of):
        return self._ordered_again_sql(company, as_of)
