from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..models.questionnaire.ir_http import MAX_REQUEST
from .customer_file import PAGE
from .pages import QuestionnairePages


class CustomerFilePortal(QuestionnairePages, CustomerPortal):
    """The questionnaires that wait for a portal user's company, and nothing else."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "customer_file_count" in counters:
            values["customer_file_count"] = len(self._open_questionnaires())
        return values

    def _open_questionnaires(self):
        customer = request.env.user.partner_id.commercial_partner_id
        found = request.env["customer.insight.questionnaire"].sudo()
        found = found.search([("partner_id", "=", customer.id)])
        return found.filtered(lambda questionnaire: questionnaire._is_open())

    @route("/my/customer-files", **PAGE, auth="user", methods=["GET"])
    def customer_files(self, **_kwargs):
        values = {
            **self._prepare_portal_layout_values(),
            "questionnaires": self._open_questionnaires(),
            "page_name": "customer_files",
        }
        return self._render("portal_my_customer_files", values)

    @route(
        "/my/customer-files/<int:questionnaire_id>",
        **PAGE,
        auth="user",
        methods=["GET", "POST"],
        csrf=False,  # checked by the page itself, which keeps what was typed
        max_content_length=MAX_REQUEST,
        insight_too_large=QuestionnairePages._too_large,
    )
    def my_customer_file(self, questionnaire_id, **_form):
        questionnaire = self._open_questionnaires().filtered(
            lambda found: found.id == questionnaire_id
        )
        if not questionnaire:
            return self._message("closed", 404)
        return self._serve(questionnaire, "portal_my_customer_file")
