from odoo import api, models
from odoo.tools import SQL

BASE = "customer.insight.detector"
PREFIX = f"{BASE}."


class CustomerInsightDetector(models.AbstractModel):
    """What every detector has: words, parameters and one statement.

    A detector is a class with a ``_name`` of its own that inherits from this one and
    returns its statement; nothing else registers it. docs/inside.md shows one.
    """

    _name = "customer.insight.detector"
    _description = "Signal Detector"

    # What it is called, what it notices, and the sentence of a signal. The sentence
    # may use each figure of the evidence, and product: "%(days)s days".
    _title = ""
    _about = ""
    _sentence = ""
    # The causes to choose from: a topic of customer.insight.reason.
    _topic = ""
    # ``Parameter`` objects; their names are the keys of ``parameters`` below.
    _parameters = ()
    # For so many days after a signal was closed, the same is no news.
    _quiet_days = 90
    # When nothing better is known for so many days, it is not recovered; 0: nobody
    # can say that from documents.
    _recovery_days = 180
    # Nobody has to look any more when it is over; False where its cause matters still.
    _closes_by_itself = True
    # Opened by people, never by the nightly run.
    _by_hand = False
    _sequence = 50

    def _detect_sql(self, company, as_of, parameters):
        """Return the statement that finds the events of all customers.

        A pure function: documents dated on or after ``as_of`` do not exist for it.

        :param company: one ``res.company``
        :param as_of: a date
        :param parameters: ``{name: number}`` with a value for each of ``_parameters``
        :return: ``SQL`` of rows ``partner_id`` (a commercial partner), ``product_id``
            (or null), ``severity`` (0–100), ``value`` (at stake, company currency),
            ``evidence`` (jsonb: figures by name, and documents as lists of ids under
            the names of ``_document_models``), ``event_date``
        """
        raise NotImplementedError

    def _recovered_sql(self, company, as_of):
        """Return the statement ``signal_id``: signals whose customer has recovered.

        None where the documents cannot tell; then people say so.
        """
        return

    def _sentence_for(self, evidence):
        """Return the sentence that suits the evidence, with places for its figures.

        Or several, one after the other.
        """
        return self._sentence

    def _evidence_on(self, evidence, day):
        """Return the evidence of an open signal on a day: what time alone changes."""
        return evidence

    def _waiting_sql(self, company):
        """Condition on ``signal``: one of this detector, whose end is not known yet."""
        return SQL(
            "signal.company_id = %s AND signal.detector = %s"
            " AND signal.recovered = 'unknown'",
            company.id,
            self._name.removeprefix(PREFIX),
        )

    def _named_sql(self, name):
        """The ids of a ``signal``'s documents of this name, none if there are none."""
        return SQL(
            """
            SELECT value::int FROM jsonb_array_elements_text(
                CASE jsonb_typeof(signal.evidence->%(name)s)
                WHEN 'array' THEN signal.evidence->%(name)s ELSE '[]' END)
            """,
            name=name,
        )

    def _waiting_partners(self, company):
        """Customers of those signals: whom a recovery has to be worked out for.

        On the past, they are those of the findings.
        """
        partner_ids = self.env.context.get("insight_waiting_partner_ids")
        if partner_ids is not None:
            return self.env["res.partner"].browse(partner_ids)
        signals = self.env["customer.insight.signal"].sudo()
        return signals.search(
            [
                ("company_id", "=", company.id),
                ("detector", "=", self._name.removeprefix(PREFIX)),
                ("recovered", "=", "unknown"),
            ]
        ).partner_id

    def _numbers(self, company):
        """Return ``{name: number}`` of the parameters, as the company set them."""
        key = self._name.removeprefix(PREFIX)
        setting = self.env["customer.insight.detector.setting"]._of(company, key)
        return setting._values() if setting else self._defaults()

    @api.model
    def _detectors(self):
        """Return ``{key: detector}`` of all installed ones, in their order.

        The key is the model's name without "customer.insight.detector.".
        """
        names = self.env.registry.descendants([BASE], "_inherit")
        found = [self.env[name] for name in names if name != BASE]
        found.sort(key=lambda detector: (detector._sequence, detector._name))
        return {detector._name.removeprefix(PREFIX): detector for detector in found}

    def _defaults(self):
        """Return ``{name: number}`` of the parameters as they are shipped."""
        return {parameter.name: parameter.default for parameter in self._parameters}

    def _words(self, source):
        """Return a term of the class in the language of the environment."""
        return self.env._(source) if source else ""

    def _nothing_sql(self):
        """Return the statement of a detector that finds nothing by itself."""
        return SQL(
            "SELECT NULL::int AS partner_id, NULL::int AS product_id,"
            " 0::float8 AS severity, 0::float8 AS value, '{}'::jsonb AS evidence,"
            " NULL::date AS event_date WHERE FALSE"
        )
