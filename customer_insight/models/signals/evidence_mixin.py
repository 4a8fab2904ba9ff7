from odoo import api, fields, models
from odoo.tools import format_amount, format_date
from odoo.tools.misc import formatLang


class CustomerInsightEvidenceMixin(models.AbstractModel):
    """The evidence: its figures in words, and its documents one click away.

    For models with ``evidence``, ``detector``, ``product_id`` and ``currency_id``.
    """

    _name = "customer.insight.evidence.mixin"
    _description = "Evidence in Words"

    evidence = fields.Json(readonly=True)

    explanation = fields.Text(string="What Changed", compute="_compute_explanation")
    order_count = fields.Integer(string="Orders", compute="_compute_document_counts")
    invoice_count = fields.Integer(
        string="Invoices", compute="_compute_document_counts"
    )

    @api.depends("evidence", "detector", "product_id")
    @api.depends_context("lang")
    def _compute_explanation(self):
        detectors = self.env["customer.insight.detector"]._detectors()
        for signal in self:
            detector = detectors.get(signal.detector)
            signal.explanation = signal._sentence(detector)

    def _sentence(self, detector):
        """The detector's sentence with the figures of the evidence in it.

        Of a detector that was removed, the figures by their names.
        """
        words = {"product": self.product_id.display_name or ""}
        evidence = self._told(detector)
        for name, figure in evidence.items():
            if not isinstance(figure, list):
                words[name] = self._figure(name, figure)
        said = detector is not None and self._say(detector, evidence, words)
        figures = (f"{name}: {word}" for name, word in words.items() if word)
        return said or ", ".join(figures)

    def _told(self, detector):
        """The evidence as the sentence tells it."""
        return self.evidence or {}

    def _say(self, detector, evidence, words):
        """Return the sentences with these words; nothing if they lack one."""
        words = {"unit": self.product_id.uom_id.name or "", **words}
        sentences = detector._sentence_for(evidence)
        if not isinstance(sentences, tuple):
            sentences = (sentences,)
        try:
            return " ".join(detector._words(one) % words for one in sentences)
        except (KeyError, ValueError, TypeError):
            return ""  # older evidence, or a translation, does not know a figure

    def _figure(self, name, figure):
        """Write a figure as people do: by its name, money, a date or a number."""
        if name.endswith("_amount"):
            return format_amount(self.env, figure or 0, self.currency_id)
        if name.endswith("_date"):
            return format_date(self.env, figure)
        if isinstance(figure, int | float) and not isinstance(figure, bool):
            digits = 0 if float(figure).is_integer() else 1
            return formatLang(self.env, figure, digits=digits)
        return figure or ""

    @api.depends("evidence")
    def _compute_document_counts(self):
        for signal in self:
            signal.order_count = len(signal._document_ids("orders"))
            signal.invoice_count = len(signal._document_ids("invoices"))

    def _document_ids(self, name):
        return list(dict.fromkeys((self.evidence or {}).get(name) or ()))

    def _document_models(self):
        """Lists of ids in the evidence, and whose they are."""
        return {"orders": "sale.order", "invoices": "account.move"}

    def _document_titles(self):
        return {"orders": self.env._("Orders"), "invoices": self.env._("Invoices")}

    def _open_documents(self, name):
        """Return the action that opens the documents which made it."""
        self.ensure_one().check_access("read")
        ids = self._document_ids(name)
        action = {
            "type": "ir.actions.act_window",
            "name": self._document_titles()[name],
            "res_model": self._document_models()[name],
            "context": {"create": False},
        }
        if len(ids) == 1:
            return {**action, "views": [(False, "form")], "res_id": ids[0]}
        views = [(False, "list"), (False, "form")]
        return {**action, "views": views, "domain": [("id", "in", ids)]}
