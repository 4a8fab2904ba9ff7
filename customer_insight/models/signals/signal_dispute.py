from odoo import api, fields, models


class CustomerInsightSignal(models.Model):
    """Disputes, which people open."""

    _inherit = "customer.insight.signal"

    @api.model
    def _open_dispute(self, company, partner, text, **details):
        """Open a dispute, or add to the one that is open.

        :param details: ``product, orders, invoices, value, reason``, each may be empty
        """
        orders = details.get("orders") or self.env["sale.order"]
        invoices = details.get("invoices") or self.env["account.move"]
        product = details.get("product") or self.env["product.product"]
        known = self._open_signal(company, "dispute", partner, product.id)
        signal = self._record(
            company,
            "dispute",
            partner,
            product_id=product.id,
            severity=100,
            value=details.get("value") or 0,
            # told again, it is as old as it was
            event_date=known.event_date or fields.Date.context_today(self),
            evidence=self._dispute_evidence(known, text, orders, invoices),
        )
        if details.get("reason"):
            signal.reason_id = details["reason"]
        if signal.state != "investigating":
            signal.state = "investigating"
        return signal

    @api.model
    def _dispute_evidence(self, known, text, orders, invoices):
        """What is told and its documents, after what the open dispute has already."""
        before = known.evidence or {}
        documents = {"orders": orders, "invoices": invoices | orders.sudo().invoice_ids}
        return {
            "text": "\n".join(filter(None, [before.get("text"), text])),
            **{
                name: [*before.get(name, []), *records.ids]
                for name, records in documents.items()
            },
        }
