from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .card_room import fit
from .card_text import cut

SECTIONS = (
    "figures",
    "classification",
    "judgement",
    "personality",
    "credit",
    "personal_file",
)
"""What a user may put on a card besides who the customer is."""

PLAIN = ("figures", "classification")
"""What a card shows when nobody asked for more."""


class ReportCustomerCard(models.AbstractModel):
    """A customer on one page: for the pocket, the meeting and the folder."""

    _name = "report.customer_insight.report_customer_card"
    _description = "Customer Card"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return the cards; ``data`` may bring ``ids`` and what to ``include``.

        :raise AccessError: for whoever may not see one of the customers, or insights
        """
        data = data or {}
        customers = self._customers(docids or data.get("ids"))
        include = self._included(data.get("include"))
        return {
            "doc_ids": customers.ids,
            "doc_model": "res.partner",
            "docs": customers,
            "cards": self._cards(customers, include),
            "footer": self._footer(),
            "lang": (self.env.lang or "en_US").replace("_", "-"),
        }

    def _footer(self):
        return self.env._(
            "Printed on %(date)s by %(user)s · for internal use only · %(company)s",
            date=format_date(self.env, fields.Date.context_today(self)),
            user=self.env.user.name,
            company=self.env.company.name,
        )

    def _customers(self, ids):
        """The customers of the chosen contacts, each once, if the user may see them."""
        Partner = self.env["res.partner"]
        Partner._insight_check_allowed()
        partners = Partner.browse(int(id_) for id_ in ids or ()).exists()
        if not partners:
            raise UserError(
                self.env._("There is no customer to print. Choose one in the list.")
            )
        partners.check_access("read")
        partners.commercial_partner_id.check_access("read")
        return partners.commercial_partner_id

    def _included(self, asked):
        """Names of sections; never one that the user has no right to."""
        asked = PLAIN if asked is None else asked
        return {name for name in SECTIONS if name in asked and self._may_print(name)}

    @api.model
    def _may_print(self, section):
        """Whether the user may ever see the section."""
        return section != "personal_file" or self._personal_file_model() is not None

    def _cards(self, customers, include):
        """Return a dict per customer, as the template shows it."""
        months = self._months(customers) if "figures" in include else {}
        quotations = self._open_quotations(customers) if "figures" in include else {}
        return [
            self._card(customer, include, months, quotations) for customer in customers
        ]

    def _card(self, customer, include, months, quotations):
        card = {
            "name": cut(customer.name, 44),
            "identity": self._identity(customer),
            "people": self._people(customer, with_opinions="judgement" in include),
        }
        if "figures" in include:
            card["figures"] = self._figures(customer)
            card["chart"] = self._chart(months.get(customer.id, {}))
            card["quotations"] = quotations.get(customer.id)
        if "classification" in include:
            card["classification"] = self._classification(
                customer, judged="judgement" in include
            )
        return card | fit(card, self._asked(customer, include), self._facts(customer))
