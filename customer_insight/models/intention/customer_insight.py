from markupsafe import Markup

from odoo import fields, models
from odoo.tools import format_date

ROW = Markup(
    "<tr><td>{words}<div class='text-muted small'>{first}</div></td>"
    "<td class='text-end'>{weight}</td><td class='text-end'>{added}</td></tr>"
)
TABLE = Markup(
    "<table class='table table-sm'><thead><tr><th>{sign}</th>"
    "<th class='text-end'>{weight}</th><th class='text-end'>{added}</th></tr></thead>"
    "<tbody>{rows}</tbody><tfoot><tr><th colspan='2'>{total}</th>"
    "<th class='text-end'>{sum}</th></tr></tfoot></table>"
)
# What a sign's document is, by its kind.
ORDERS = ("sent", "draft", "sample", "version", "viewed", "answer")


class CustomerInsight(models.Model):
    """Intention step by step: which signs made it, and how much each added."""

    _inherit = "customer.insight"

    intention_steps = fields.Html(
        compute="_compute_intention_steps", compute_sudo=True, sanitize=False
    )

    def _compute_intention_steps(self):
        for insight in self:
            steps = insight._intention_steps()
            insight.intention_steps = steps and insight._draw_steps(steps)

    def _intention_steps(self):
        """Return the signs as of the last refresh, the weightiest first, as dicts.

        ``added`` is what the sign adds to those before, in points: together they are
        the intention.
        """
        engine = self.env["customer.insight.engine"]
        steps = engine._evidence(self.company_id, self._as_of().date(), self.partner_id)
        doubt = 100.0
        for step in steps:
            step["added"] = doubt * step["weight"]
            doubt -= step["added"]
        return steps

    def _draw_steps(self, steps):
        names = self._step_names(steps)
        return TABLE.format(
            sign=self.env._("Sign"),
            weight=self.env._("Weight Today"),
            added=self.env._("Adds (Points)"),
            rows=Markup().join(self._draw_step(step, names) for step in steps),
            total=self.env._("Intention (of 100)"),
            sum=f"{sum(step['added'] for step in steps):.1f}",
        )

    def _draw_step(self, step, names):
        return ROW.format(
            words=self._step_words(step, names),
            first=self.env._(
                "%(day)s: %(percent)s %% on its day",
                day=format_date(self.env, step["day"]),
                percent=f"{100 * step['p']:.0f}",
            ),
            weight=f"{100 * step['weight']:.0f} %",
            added=f"+{step['added']:.1f}",
        )

    def _step_words(self, step, names):
        """Return the sign in words, with a link to its document."""
        words = self._step_kinds()[step["kind"]]
        model = self._step_model(step)
        if not model:
            return words
        link = Markup("<a href='/odoo/{model}/{id}'>{name}</a>").format(
            model=model, id=step["document_id"], name=names[model, step["document_id"]]
        )
        return Markup("{words}: {link}").format(words=words, link=link)

    def _step_kinds(self):
        """Return ``{kind of sign: words}``; an addon adds its own."""
        return {
            "sent": self.env._("Quotation sent"),
            "draft": self.env._("Quotation drafted"),
            "version": self.env._("Further version of a quotation"),
            "sample": self.env._("Sample given"),
            "viewed": self.env._("Quotation viewed by the customer"),
            "answer": self.env._("Answer of the customer"),
            "questionnaire": self.env._("Questionnaire filled in"),
            "meeting": self.env._("Meeting"),
            "call": self.env._("Call"),
        }

    def _step_model(self, step):
        """Return the model of the sign's document, or False if it has none."""
        if not step["document_id"]:
            return False
        if step["kind"] in ORDERS:
            return "sale.order"
        return step["kind"] == "questionnaire" and "customer.insight.questionnaire"

    def _step_names(self, steps):
        """Return ``{(model, id): name}`` of the signs' documents."""
        names = {}
        for step in steps:
            if model := self._step_model(step):
                id_ = step["document_id"]
                names[model, id_] = self.env[model].browse(id_).display_name
        return names
