"""What the pages of a questionnaire have in common, by link or in the portal.

The questionnaires that come here are superuser's: each route has checked who asks.
"""

from odoo.http import request

from ..models.questionnaire.ir_http import MAX_REQUEST

HEADERS = (
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
)
THANKS = "/customer-file/thanks"
ANSWERED = "insight_answered"  # in the visitor's session


class QuestionnairePages:
    """Shows a questionnaire and takes its answers. Mixed into controllers."""

    def _render(self, template, values, status=200):
        response = request.render(f"customer_insight.{template}", values)
        response.status_code = status
        for name, value in HEADERS:
            response.headers[name] = value
        return response

    def _message(self, kind, status, company=None):
        """A page that says one thing, the same for all whom it concerns."""
        values = {"kind": kind, "company": company or request.env.company.sudo()}
        return self._render("questionnaire_message", values, status)

    def _too_large(self):
        """The page is made at once: it leaves by another way than others."""
        response = self._message("too_large", 413)
        response.flatten()
        return response

    def _speak(self, lang):
        """Show what follows in a language, if it is installed."""
        languages = request.env["res.lang"]._get_frontend()
        if lang in languages:
            request.lang = languages[lang]
            request.update_context(lang=lang)

    def _serve(self, questionnaire, template):
        """Answer a request for an open questionnaire."""
        http = request.httprequest
        is_sent = http.method == "POST"
        # an address fills nothing in, but it may choose the language
        form = http.form if is_sent else {}
        for lang in (http.args.get("lang"), form.get("lang"), form.get("switch_lang")):
            self._speak(lang)
        questionnaire = questionnaire.with_context(lang=request.lang.code)
        page = Page(questionnaire, form, template)
        if is_sent:
            return self._submit(page)
        questionnaire._mark_opened()
        return self._show(page)

    def _show(self, page, status=200, notice="", errors=None):
        values = page.values(errors or {})
        values.update(notice=notice, status=status, max_request=MAX_REQUEST)
        return self._render(page.template, values, status)

    def _submit(self, page):
        """Take the answers, or show them again with what is wrong."""
        if "switch_lang" in page.form:
            return self._show(page)
        refusal = self._refusal(page)
        if refusal:
            return self._show(page, *refusal)
        values, errors = page.questionnaire._read_form(page.form)
        if errors:
            notice = page.env._("Please look at the marked answers.")
            return self._show(page, 422, notice, errors)
        if not any(values.values()) and not page.comment:
            notice = page.env._("You have not answered anything yet.")
            return self._show(page, 422, notice)
        page.questionnaire._take_answers(values, page.comment)
        request.session[ANSWERED] = page.questionnaire.id
        return request.redirect(f"{THANKS}?lang={request.lang.code}")

    def _refusal(self, page):
        """Return ``(status, notice)`` when a submission is not looked at."""
        # here and not by core, whose page would throw away what was typed
        if not request.validate_csrf(page.form.get("csrf_token")):
            return 400, page.env._(
                "This page was open for a long time. Please send it again."
            )
        visits, visitor = page.env["customer.insight.visit"], page.visitor
        if visits._is_too_much("submission", visitor):
            return 429, page.env._(
                "You have sent this many times. Please try again in an hour."
            )
        visits._count("submission", visitor)
        return None


class Page:
    """A questionnaire with what a visitor typed into it."""

    def __init__(self, questionnaire, form, template):
        self.questionnaire, self.form, self.template = questionnaire, form, template
        self.env = questionnaire.env
        self.visitor = f"questionnaire {questionnaire.id}"
        self.comment = form.get("comment", "")

    def values(self, errors):
        """Return what the templates show."""
        return {
            "company": self.questionnaire.company_id,
            "questions": [self._question(a, errors) for a in self._answers()],
            "comment": self.comment,
            "errors": errors,
            "expires": self.questionnaire.expires,
            "page_name": "customer_file",
            "languages": self.env["res.lang"]._get_frontend(),
        }

    def _answers(self):
        return self.questionnaire.answer_ids

    def _question(self, answer, errors):
        name, is_shown = answer._form_name(), answer._is_shown()
        return {
            "name": name,
            "text": answer.question or answer.field_label,
            "kind": answer.kind,
            "options": answer.options or [],
            "unit": answer._unit(),
            "known": answer.known_words if is_shown else "",
            "value": self.form.get(name, answer.known if is_shown else ""),
            "error": errors.get(name, ""),
        }
