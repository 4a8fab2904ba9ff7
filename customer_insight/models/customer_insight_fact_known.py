from odoo import api, models
from odoo.tools import SQL

SPREAD_DAYS = 60


class CustomerInsightFact(models.Model):
    """What the company knew of its customers before it kept sources."""

    _inherit = "customer.insight.fact"

    @api.model
    def _note_known(self):
        """Note "System" for what is known without a source, of whoever we have quoted.

        Nobody can say any more who told it. The days of checking are spread over two
        months, so that the reviews do not come all at once.

        :return: number of facts noted
        """
        watched = self.env["customer.insight.requirement"]._watched()
        self.env.flush_all()
        noted = 0
        for kind, facts in watched.items():
            for name, fact in facts.items():
                field = self.env["res.partner"]._fields[name]
                if field.store and field.column_type:
                    self.env.cr.execute(self._note_known_sql(kind, field, fact))
                    noted += self.env.cr.rowcount
        self.invalidate_model()
        return noted

    @api.model
    def _note_known_sql(self, kind, field, fact):
        column = SQL.identifier("partner", field.name)
        is_known = SQL("%s IS NOT NULL", column)
        if field.is_text:
            is_known = SQL("%s <> ''", column)
        elif field.type in ("integer", "float", "monetary"):
            is_known = SQL("%s <> 0", column)
        elif field.type == "boolean":
            is_known = column
        return SQL(
            """
            INSERT INTO customer_insight_fact
                   (partner_id, customer_id, requirement_id, field_name, section,
                    section_sequence, sequence, source, confidence, date, check_on,
                    create_uid, create_date, write_uid, write_date)
            SELECT partner.id, partner.commercial_partner_id, %(requirement)s, %(name)s,
                   %(section)s, %(section_sequence)s, %(sequence)s, 'system', 'likely',
                   CURRENT_DATE,
                   CURRENT_DATE + NULLIF(%(months)s, 0) * INTERVAL '1 month'
                       + partner.id %% %(spread)s * INTERVAL '1 day',
                   %(uid)s, NOW() AT TIME ZONE 'UTC', %(uid)s, NOW() AT TIME ZONE 'UTC'
              FROM res_partner partner
             WHERE (partner.id = partner.commercial_partner_id) = %(is_own)s
               AND %(is_known)s
               AND partner.commercial_partner_id IN (
                    SELECT asked.commercial_partner_id
                      FROM sale_order so
                      JOIN res_partner asked ON asked.id = so.partner_id
                   )
                ON CONFLICT DO NOTHING
            """,
            requirement=fact["requirement_id"],
            name=field.name,
            section=fact["section"],
            section_sequence=fact["section_sequence"],
            sequence=fact["sequence"],
            months=fact["check_months"],
            spread=SPREAD_DAYS,
            uid=self.env.uid,
            is_own=kind == "customer",
            is_known=is_known,
        )
