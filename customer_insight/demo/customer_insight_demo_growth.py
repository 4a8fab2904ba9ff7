from odoo import models
from odoo.tools import SQL


class CustomerInsightDemo(models.AbstractModel):
    """The demo's customers and orders were entered in their time, not all today.

    So the growth path tells how long they stayed in each stage.
    """

    _inherit = "customer.insight.demo"

    def _create_documents(self):
        res = super()._create_documents()
        self.env.flush_all()
        for sql in (self._quoted_before_sql(), self._known_before_sql()):
            self.env.cr.execute(sql)
        self.env.invalidate_all(flush=False)
        return res

    def _quoted_before_sql(self):
        """Every third order was quoted some days or weeks before it was confirmed."""
        return SQL(
            """
            UPDATE sale_order so SET create_date = date_order - days * INTERVAL '1 day'
              FROM (SELECT id, CASE WHEN number %% 3 = 1
                                THEN number * 11 %% 47 ELSE 0 END AS days
                      FROM (SELECT id, ROW_NUMBER() OVER (
                                       PARTITION BY partner_id ORDER BY date_order, id)
                                   + partner_id %% 5 AS number
                              FROM sale_order WHERE company_id = %s) numbered) quoted
             WHERE quoted.id = so.id
            """,
            self.env.company.id,
        )

    def _known_before_sql(self):
        """Customers were known for some weeks before their first document."""
        return SQL(
            """
            UPDATE res_partner customer
               SET create_date = COALESCE(first, NOW() AT TIME ZONE 'UTC'
                       - INTERVAL '30 days')
                       - (customer.id * 13 %% 90) * INTERVAL '1 day'
              FROM res_partner own
         LEFT JOIN (SELECT partner.commercial_partner_id AS partner_id,
                           MIN(so.create_date) AS first
                      FROM sale_order so
                      JOIN res_partner partner ON partner.id = so.partner_id
                     WHERE so.company_id = %(company)s GROUP BY 1) documents
                ON documents.partner_id = own.id
             WHERE own.id = customer.id AND own.company_id = %(company)s
               AND own.is_company
            """,
            company=self.env.company.id,
        )
