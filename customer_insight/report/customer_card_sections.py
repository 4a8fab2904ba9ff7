from odoo import models
from odoo.tools import format_amount, format_date

from .card_text import compact, cut

PEOPLE_SHOWN = 6
QUOTATIONS_SHOWN = 3
SCORES = ("stability", "expected_contribution", "intention")
BAR_HEIGHT = 70
"""Pixels of the chart's tallest bar."""


class ReportCustomerCard(models.AbstractModel):
    """What the card says in each section, cut to the room there is."""

    _inherit = "report.customer_insight.report_customer_card"

    def _identity(self, customer):
        """Who he is: rows of ``(label, text)``, only those that have a text."""
        rows = [
            (self.env._("Address"), cut(self._address(customer), 76)),
            (self.env._("Phone"), cut(customer.phone, 36)),
            (self.env._("Email"), cut(customer.email, 36)),
            *self._labelled(
                customer,
                ("insight_fax", "insight_wechat", "insight_qq", "insight_messenger"),
                36,
            )[:2],
            *self._labelled(customer, ("insight_type_id", "insight_nature"), 70),
            (self.env._("Salesperson"), cut(customer.user_id.name, 36)),
        ]
        return [row for row in rows if row[1]]

    def _address(self, customer):
        lines = customer._display_address(without_company=True).split("\n")
        return ", ".join(line.strip(" ,") for line in lines if line.strip(" ,"))

    # Class and figures

    def _classification(self, customer, judged):
        """Class and what follows from it; why, unless that tells a judgement."""
        insight = customer.insight_id
        if not insight:
            return None
        return {
            "category": insight.category,
            "label": self._shown(insight, "category"),
            "explanation": self._explanation(insight, judged),
            "rows": [
                *self._labelled(
                    customer,
                    ("insight_growth_stage", "insight_purchase_mode"),
                    50,
                ),
                *self._labelled(customer, ("insight_strategy",), 160),
                *self._next_action(customer),
            ],
            "marks": [
                insight._fields[mark]._description_string(self.env)
                for mark in ("is_new", "is_lapsed")
                if insight[mark]
            ],
        }

    def _explanation(self, insight, judged):
        """Why by the figures; nothing where they would betray a judgement."""
        if insight.category != insight.category_computed and not judged:
            return ""
        return cut(insight._explain_figures(insight._cutoff()), 250)

    def _next_action(self, customer):
        text = customer.insight_next_action
        if not text:
            return []
        if date := customer.insight_next_action_date:
            text = f"{format_date(self.env, date)} · {text}"
        return [(self.env._("Next action"), cut(text, 100))]

    def _figures(self, customer):
        """Key figures ``(label, text)``: of a buyer, or of one who might become it."""
        insight = customer.insight_id
        names = ("contribution", "stability", "order_count", "last_order_date")
        if not insight.order_total_count:
            names = ("expected_contribution", "intention", "sample_count")
        names = (*names, "quotation_count", "quotation_amount")
        if not insight:
            return []
        figures = self._labelled(insight, names, 22, empty="0")
        return [
            (label, f"{text} / 100" if name in SCORES else text)
            for name, (label, text) in zip(names, figures, strict=True)
        ]

    def _months(self, customers):
        """Return ``{customer id: {month: net}}``; one query for all customers."""
        engine = self.env["customer.insight.engine"]
        return engine._calendar_months(self.env.company, engine._today(), customers)

    def _chart(self, months):
        """A bar per month: ``label, amount, height``. Nothing sold: no chart."""
        top = max(months.values(), default=0)
        if top <= 0:
            return []
        return [
            {
                "label": format_date(self.env, month, date_format="MMM"),
                "amount": compact(net, self.env.lang) if net else "",
                "height": round(BAR_HEIGHT * max(net, 0) / top),
            }
            for month, net in months.items()
        ]

    def _open_quotations(self, customers):
        """Return ``{customer id: (rows, what is left out)}``, the largest first."""
        insights = customers.insight_id
        if not insights:
            return {}
        orders = self.env["sale.order"].search(
            insights._open_quotations_domain(),
            order="amount_untaxed DESC, id",
        )
        by_customer = orders.grouped(
            lambda order: order.partner_id.commercial_partner_id
        )
        return {
            customer.id: (
                [self._quotation(order) for order in found[:QUOTATIONS_SHOWN]],
                self._more(len(found[QUOTATIONS_SHOWN:])),
            )
            for customer, found in by_customer.items()
        }

    def _quotation(self, order):
        return {
            "name": cut(order.name, 24),
            "date": format_date(self.env, order.date_order),
            "until": order.validity_date and self._until(order.validity_date),
            "state": self._shown(order, "state"),
            "amount": format_amount(self.env, order.amount_untaxed, order.currency_id),
        }

    # People

    def _people(self, customer, with_opinions):
        """Return ``(rows, what is left out)``: his people, who decides first."""
        order = [*customer._fields["insight_decision_role"].get_values(self.env), False]
        people = (customer.child_ids | customer).filtered(self._is_person)
        people = people.sorted(
            lambda person: (order.index(person.insight_decision_role), person.id)
        )
        rows = [self._person(person, with_opinions) for person in people[:PEOPLE_SHOWN]]
        return rows, self._more(len(people[PEOPLE_SHOWN:]))

    def _more(self, count):
        return self.env._("%(count)s more", count=count) if count else ""

    def _is_person(self, partner):
        """Contacts who still work there; the customer himself if he has a role."""
        if "insight_has_left" in partner and partner.insight_has_left:
            return False
        if partner.insight_decision_role:
            return True
        return (
            partner.type == "contact" and partner.parent_id and not partner.is_company
        )

    def _person(self, person, with_opinions):
        opinions = ("insight_influence", "insight_attitude") if with_opinions else ()
        role = self._joined(person, ("insight_decision_role", *opinions))
        work = self._joined(person, ("insight_function", "insight_level"))
        return {
            "name": cut(person.name, 24),
            "job": cut(person.function, 26),
            "role": cut(role, 34 if with_opinions else 24),
            "work": cut(work, 30),
            "phone": cut(person.phone, 20),
        }

    def _joined(self, record, names):
        known = (name for name in names if name in record and record[name] != "unknown")
        texts = (self._shown(record, name) for name in known)
        return " · ".join(text for text in texts if text)
