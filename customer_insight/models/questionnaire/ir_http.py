import werkzeug

from odoo import models
from odoo.http import request

MAX_REQUEST = 64 * 1024  # bytes
MAX_DRAINED = 16 * 1024 * 1024  # bytes; beyond, the connection is just closed


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        """Refuse what is too large for a customer's page before it is read as a form.

        Core's own limit ends in a page that tells the visitor nothing.
        """
        answer = rule.endpoint.routing.get("insight_too_large")
        if answer and (request.httprequest.content_length or 0) > MAX_REQUEST:
            cls._drain_request()
            request.update_context(lang=request.lang.code)
            werkzeug.exceptions.abort(answer(rule.endpoint.func.__self__))
        return super()._pre_dispatch(rule, args)

    @classmethod
    def _drain_request(cls):
        """Browsers show the answer only when they could send all of the request."""
        if request.httprequest.content_length <= MAX_DRAINED:
            request.httprequest.get_data(cache=False)
