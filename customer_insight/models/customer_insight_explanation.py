from functools import partial
from types import SimpleNamespace

from odoo import api, fields, models
from odoo.tools import float_round, format_amount, format_date


class CustomerInsight(models.Model):
    """Why a customer is in his class: one sentence with its figures."""

    _inherit = "customer.insight"

    explanation = fields.Char(
        compute="_compute_explanation", compute_sudo=True, help="Why this class."
    )

    @api.depends("category", "category_computed", "contribution", "stability")
    @api.depends_context("lang")
    def _compute_explanation(self):
        cutoffs = self.env["customer.insight.cutoff"].search_fetch(
            [("company_id", "in", self.company_id.ids)],
            ["company_id", "contribution_cut", "stability_cut", "window_months"],
        )
        by_company = {cutoff.company_id: cutoff for cutoff in cutoffs}
        for insight in self:
            insight.explanation = insight._explain(
                by_company.get(insight.company_id, cutoffs.browse())
            )

    def _explain(self, cutoff):
        """Return the sentence of the computed class, with a judgement added."""
        sentence = self._explain_figures(cutoff)
        if sentence and self.category != self.category_computed:
            return self._explain_judgement(sentence)
        return sentence

    def _explain_figures(self, cutoff):
        """Return the sentence of the computed class."""
        if not self.category_computed:
            return False
        if self.order_count:
            return self._explain_buying(cutoff)
        if self.order_total_count:
            return self._explain_past(cutoff)
        if self.category_computed == "F":
            return self.env._(
                "F: nothing bought, quoted or tried in the last %(months)s months. "
                "Make him a potential customer.",
                months=cutoff.window_months,
            )
        return self._explain_potential()

    def _explain_buying(self, cutoff):
        return self.env._(
            "%(category)s: %(side)s contribution of %(amount)s in %(months)s months "
            "(high from %(cut)s; orders: %(count)s), %(steadiness)s stability of "
            "%(stability)s out of 100 (high from %(stability_cut)s; last order "
            "%(last)s).%(band)s",
            category=self.category_computed,
            side=self._side(self.category_computed in ("EI", "EII")),
            amount=self._format_amount(self.contribution),
            months=cutoff.window_months,
            cut=self._format_amount(cutoff.contribution_cut),
            count=self.order_count,
            steadiness=self._side(self.category_computed in ("EI", "EIII")),
            stability=f"{self.stability:.0f}",
            stability_cut=f"{cutoff.stability_cut:.0f}",
            last=format_date(self.env, self.last_order_date),
            band=self._explain_band(cutoff),
        )

    def _explain_band(self, cutoff):
        """Say so where the class before keeps the customer on his side."""
        above = (
            self.contribution >= cutoff.contribution_cut,
            self.stability >= cutoff.stability_cut,
        )
        sides = (
            self.category_computed in ("EI", "EII"),
            self.category_computed in ("EI", "EIII"),
        )
        if above == sides:
            return ""
        return self.env._(
            " He is within the band around a cut-off, so his class before decides."
        )

    def _explain_past(self, cutoff):
        return self.env._(
            "%(category)s: no order in the last %(months)s months, so he keeps his "
            "last class (orders ever: %(count)s; the last on %(last)s).",
            category=self.category_computed,
            months=cutoff.window_months,
            count=self.order_total_count,
            last=format_date(self.env, self.last_order_date),
        )

    def _explain_potential(self):
        return self.env._(
            "%(category)s: %(side)s expected contribution of %(expected)s out of 100 "
            "(%(because)s), %(eagerness)s intention of %(intention)s out of 100 "
            "(%(signs)s).",
            category=self.category_computed,
            side=self._side(self.category_computed in ("PI", "PII")),
            expected=f"{self.expected_contribution:.0f}",
            because=self._explain_expectation(),
            eagerness=self._side(self.category_computed in ("PI", "PIII")),
            intention=f"{self.intention:.0f}",
            signs=", ".join(self._explain_signs()) or self._explain_no_document(),
        )

    def _explain_signs(self):
        """Return the documents that intention comes from; an addon adds its own."""
        signs = []
        if count := self.quotation_count:
            signs.append(self.env._("open quotations: %(count)s", count=count))
        if count := self.sample_count:
            signs.append(self.env._("samples: %(count)s", count=count))
        return signs

    def _explain_no_document(self):
        if self.intention:
            return self.env._("from meetings, calls or answers")
        return self.env._("no sign of it now")

    def _explain_judgement(self, sentence):
        judge = self.category_override_user_id.name or self.env._("somebody")
        return self.env._(
            "%(user)s judged him %(category)s on %(date)s: %(reason)s. By the figures: "
            "%(sentence)s",
            user=judge,
            category=self.category,
            date=format_date(self.env, self.category_override_date),
            reason=self.category_override_reason or self.env._("no reason given"),
            sentence=sentence,
        )

    def _side(self, is_high):
        return self.env._("high") if is_high else self.env._("low")

    def _format_amount(self, amount):
        return format_amount(self.env, amount or 0, self._currency_format())

    def _currency_format(self):
        """How the currency is written: from Odoo's cache, for no query on each form."""
        known = self.env["res.currency"].get_all_currencies().get(self.currency_id.id)
        if not known:  # not active any more
            return self.currency_id
        places = known["digits"][1]
        rounded = partial(float_round, precision_digits=places)
        return SimpleNamespace(decimal_places=places, round=rounded, **known)
