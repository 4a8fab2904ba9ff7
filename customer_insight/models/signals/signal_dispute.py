from odoo import api, fields, models

from .signal_states import INVESTIGATE


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
        partner = partner.commercial_partner_id
        known = self._open_signal(company, "dispute", partner, product.id)
        signal = self._record(
            company,
            "dispute",
            partner,
            product_id=product.id,
            severity=100,
            value=self._dispute_value(
                known, details.get("value") or 0, orders, invoices
            ),
            # told again, it is as old as it was
            event_date=known.event_date or fields.Date.context_today(self),
            evidence=self._dispute_evidence(known, text, orders, invoices),
        )
        if details.get("reason"):
            signal.reason_id = details["reason"]
        if signal.state != "investigating":
            signal.state = "investigating"
        signal._tell_responsible()
        return signal

    @api.model
    def _dispute_value(self, known, value, orders, invoices):
        """What is at stake: another document adds to the open dispute."""
        evidence = known.evidence or {}
        told = {*evidence.get("orders", ())}, {*evidence.get("invoices", ())}
        is_told = {*orders.ids} <= told[0] and {*invoices.ids} <= told[1]
        return max(known.value, value) if is_told else known.value + value

    def _tell_responsible(self):
        """Give the customer's salesperson work, unless he opened it himself."""
        user = self._responsible()
        is_told = self.activity_search([INVESTIGATE], user_id=user.id)
        if user and user != self.env.user and not is_told:
            self._schedule_investigation(user)

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
