from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """From signs that a customer may buy to his intention.

    A sign is a row of ``evidence``: ``partner_id, kind, day, p, document_id``, where p
    (0–1) is how far it goes by itself on its day. It loses half its weight with each
    half-life, and each sign leaves less doubt: 1 − Π(1 − p · 2^(−age / half-life)).
    """

    _inherit = "customer.insight.engine"

    def _evidence_parts(self, run):
        """``{name: SQL}`` from documents to evidence."""
        return {
            "documents": self._interest_documents_sql(run),
            "needs": self._needs_sql(run),
            "evidence": SQL(" UNION ALL ").join(self._evidence_sources(run)),
        }

    def _evidence_sources(self, run):
        """Return a list of SQL, each selecting rows of ``evidence``.

        An addon adds its own; they may select from the parts before.
        """
        return [
            self._quotation_evidence_sql(run),
            self._sample_evidence_sql(run),
            self._letter_evidence_sql(run),
            self._file_letter_evidence_sql(run),
            self._meeting_evidence_sql(run),
            self._questionnaire_evidence_sql(run),
        ]

    def _intention_sql(self, run):
        """A row per customer with evidence: ``ln_doubt`` = Σ ln(1 − weight)."""
        return SQL(
            """
            SELECT partner_id, SUM(LN(GREATEST(1 - %s, 1e-9))) AS ln_doubt
              FROM evidence
             WHERE p > 0
             GROUP BY partner_id
            """,
            self._weight_sql(run),
        )

    def _weight_sql(self, run):
        """What a row of evidence weighs on the reference date, 0–1."""
        return SQL("p * %s", self._decay_sql(run))

    def _decay_sql(self, run):
        """2^(−age in days / half-life) of ``day``."""
        return SQL(
            "2 ^ (-(%s::date - day) / %s::float8)",
            run.as_of,
            run.policy.intention_half_life,
        )

    def _evidence(self, company, as_of, partner):
        """Return the customer's signs, the weightiest first, as dicts.

        ``kind, day, document_id``, ``p`` on its day, ``weight`` as of the date (0–1).
        """
        run = self._make_run(company, as_of, partner)
        self.env.flush_all()
        return self.env.execute_query_dict(
            SQL(
                """
                %s SELECT kind, day, document_id, p, %s AS weight
                     FROM evidence
                    WHERE p > 0 AND partner_id = %s
                    ORDER BY weight DESC, day DESC, kind, document_id
                """,
                self._chain(self._evidence_parts(run)),
                self._weight_sql(run),
                partner.commercial_partner_id.id,
            )
        )

    def _in_window_sql(self, run, column):
        """Condition: the day of the column is one of the window's."""
        return SQL(
            "%(column)s >= %(start)s AND %(column)s < %(end)s",
            column=column,
            start=run.start,
            end=run.end,
        )

    def _customers_sql(self, run, partner):
        """Condition on an alias of ``res_partner``: customers whom the run is about."""
        if run.partners is None:
            return SQL("TRUE")
        return SQL(
            "%s = ANY(%s)",
            SQL.identifier(partner, "commercial_partner_id"),
            list(run.partners),
        )
