from odoo.http import Controller, request, route

from ..models.questionnaire.ir_http import MAX_REQUEST
from .pages import ANSWERED, QuestionnairePages

PAGE = {
    "type": "http",
    "website": True,
    "sitemap": False,
    # the visitor's language is the recipient's, not a part of the address
    "multilang": False,
}


class CustomerFile(QuestionnairePages, Controller):
    """The customer's page behind a link, for whoever has it."""

    @route(
        "/customer-file/<string:token>",
        **PAGE,
        auth="public",
        methods=["GET", "POST"],
        csrf=False,  # checked by the page itself, which keeps what was typed
        max_content_length=MAX_REQUEST,
        insight_too_large=QuestionnairePages._too_large,
    )
    def customer_file(self, token, **_form):
        visits = request.env["customer.insight.visit"]
        visitor = request.httprequest.remote_addr
        if visits._is_too_much("wrong", visitor):
            return self._message("too_often", 429)
        questionnaire = request.env["customer.insight.questionnaire.link"]._open(token)
        if not questionnaire:
            visits._count("wrong", visitor)
            return self._message("closed", 404)
        self._speak(questionnaire.lang)
        return self._serve(questionnaire, "questionnaire_page")

    @route("/customer-file/thanks", **PAGE, auth="public", methods=["GET"])
    def thanks(self, lang=None, **_kwargs):
        """What the sender sees, and may load again; nobody else."""
        self._speak(lang)
        answered = request.env["customer.insight.questionnaire"].sudo()
        answered = answered.browse(request.session.get(ANSWERED)).exists()
        if not answered:
            return self._message("closed", 404)
        return self._message("thanks", 200, answered.company_id)
