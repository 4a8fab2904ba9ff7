from odoo import api, models


class CustomerInsightAsking(models.AbstractModel):
    """A document whose changes change its customers' figures.

    Whoever it was about before, and is about after, is refreshed after the transaction.
    """

    _name = "customer.insight.asking"
    _description = "Document That Asks for a Refresh"

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._insight_changed()
        return documents

    def write(self, vals):
        relevant = not self._insight_relevant().isdisjoint(vals)
        if relevant and not self._insight_naming().isdisjoint(vals):
            self._insight_changed()
        res = super().write(vals)
        if relevant:
            self._insight_changed()
        return res

    def unlink(self):
        self._insight_changed()
        return super().unlink()

    def _insight_relevant(self):
        """Return the fields that change the customers' figures when written."""
        raise NotImplementedError

    def _insight_naming(self):
        """Return those of them that say who the customers are."""
        return {"partner_id"}

    def _insight_customers(self):
        """Return the contacts whom the documents are about, as superuser."""
        return self.sudo().partner_id

    def _insight_changed(self):
        """Have the customers refreshed after this transaction."""
        partners = self._insight_customers()
        self.env["customer.insight.request"]._ask(partners._origin.ids)
