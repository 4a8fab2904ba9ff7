import ipaddress

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import hmac

# How often within an hour: wrong links from an address, submissions of a questionnaire.
LIMITS = [("wrong", 20), ("submission", 10)]


class CustomerInsightVisit(models.Model):
    """Counts what may not happen too often on the customers' pages."""

    _name = "customer.insight.visit"
    _description = "Customer Page Visit"
    _log_access = False

    kind = fields.Char(required=True)
    visitor = fields.Char(required=True)
    moment = fields.Datetime(required=True, default=fields.Datetime.now)

    _count_idx = models.Index("(visitor, kind, moment)")

    @api.model
    def _is_too_much(self, kind, visitor):
        """Tell whether the hour's share is used up."""
        recent = Domain("moment", ">", self._an_hour_ago())
        mine = Domain("visitor", "=", self._key(visitor)) & Domain("kind", "=", kind)
        limit = dict(LIMITS)[kind]
        return self.sudo().search_count(recent & mine, limit=limit) >= limit

    @api.model
    def _count(self, kind, visitor):
        self.sudo().create({"kind": kind, "visitor": self._key(visitor)})

    @api.model
    def _key(self, visitor):
        """Keep nobody's address, only what recognises it within the hour."""
        return hmac(self.env(su=True), "customer.insight.visit", self._home(visitor))

    @api.model
    def _home(self, visitor):
        """A household has 2⁶⁴ addresses of the newer kind: count them as one."""
        try:
            address = ipaddress.ip_address(visitor)
        except ValueError:
            return visitor
        if address.version == 6:
            return str(ipaddress.ip_network(f"{address}/64", strict=False))
        return str(address)

    @api.model
    def _an_hour_ago(self):
        return fields.Datetime.now() - relativedelta(hours=1)

    @api.model
    def _clear(self):
        self.sudo().search([("moment", "<", self._an_hour_ago())]).unlink()
