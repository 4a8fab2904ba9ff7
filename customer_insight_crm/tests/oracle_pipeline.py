"""docs/formulas.md once more, with what CRM adds: slow, in plain Python, from lists."""

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from odoo.addons.customer_insight.tests.oracle import Oracle
from odoo.addons.customer_insight.tests.oracle_words import rounded


@dataclass
class Lead:
    """A lead or an opportunity, of a customer or of one of his contacts."""

    customer: int
    created: datetime
    is_opportunity: bool = True
    probability: int = 50
    revenue: Fraction = Fraction()
    monthly: Fraction = Fraction()  # what recurs
    stage_since: datetime | None = None
    status: str = "pending"  # pending | won | lost
    is_active: bool = True
    company: str = "ours"  # ours | none | other
    of_contact: bool = False
    quotations: list = field(default_factory=list)  # documents

    @property
    def of_other_company(self):
        return self.company == "other"


@dataclass
class Appointment:
    """A meeting in the calendar, with a customer or about an opportunity."""

    customer: int | None
    moment: datetime
    lead: Lead | None = None
    is_active: bool = True
    is_private: bool = False
    has_declined: bool = False
    of_contact: bool = False

    @property
    def day(self) -> date:
        return self.moment.date()


class PipelineOracle(Oracle):
    """The pipeline: who is known, his intention, what he is expected to buy."""

    def leads(self, number):
        return [
            lead
            for lead in self.world.leads
            if lead.customer == number
            and not lead.of_other_company
            and lead.is_active
            and lead.status == "pending"
            and lead.created < self.end
        ]

    def opportunities(self, number):
        return [lead for lead in self.leads(number) if lead.is_opportunity]

    def is_known(self, number, customer, documents):
        known = super().is_known(number, customer, documents)
        return known or bool(self.leads(number))

    def interest(self, number, documents):
        row, found = super().interest(number, documents), self.opportunities(number)
        amounts = (max(lead.revenue + 12 * lead.monthly, 0) for lead in found)
        row["opportunity_count"] = len(found)
        row["opportunity_amount"] = rounded(sum(amounts, Fraction()))
        row["has_evidence"] = row["has_evidence"] or bool(found)
        return row

    def open_amount(self, row):
        return max(row["quotation_amount"], row["opportunity_amount"])

    # Signs

    def signs(self, number, documents):
        found = super().signs(number, documents)
        quoted = list(filter(self.is_open, documents))
        offers = self.offers(number, quoted, alone=True)
        for lead in self.opportunities(number):
            weight, day = self.expected_sign(lead)
            best = self.need(lead, offers)[:1]
            if weight > 0 and not any(self.says_more(o, lead) for o in best):
                found.append((weight, day))
        return found

    def expected_sign(self, lead):
        day = (lead.stage_since or lead.created).date()
        weight = self.policy.intention_opportunity * lead.probability / 100
        return weight, min(day, self.last_day)

    # One need counts once

    def need(self, lead, offers):
        """Return the opportunity's open quotations, the weightiest first."""
        linked = [
            (self.faded(weight, document.moment.date()), place, document)
            for place, (document, weight, is_version) in enumerate(offers)
            if not is_version and any(document is one for one in lead.quotations)
        ]
        return sorted(linked, key=lambda offer: offer[:2], reverse=True)

    def says_more(self, offer, lead):
        return offer[0] >= self.faded(*self.expected_sign(lead))

    def offers(self, number, quoted, alone=False):
        """:param alone: as they weigh without opportunities"""
        offers, changed = super().offers(number, quoted), {}
        if alone:
            return offers
        for lead in self.opportunities(number):
            for place, offer in enumerate(self.need(lead, offers)):
                further = self.policy.intention_version if place else 0
                if place or not self.says_more(offer, lead):
                    changed[id(offer[2])] = further
        return [
            (document, min(weight, changed.get(id(document), weight)), is_version)
            for document, weight, is_version in offers
        ]

    def meeting_signs(self, number):
        """A day with an activity and an appointment has one meeting."""
        found = set(super().meeting_signs(number))
        for meeting in self.world.appointments:
            if self.took_place(meeting) and self.is_at(meeting, number):
                found.add((self.policy.intention_meeting, meeting.day))
        return found

    def took_place(self, meeting):
        return (
            meeting.is_active
            and not meeting.is_private
            and self.start <= meeting.moment < self.end
        )

    def is_at(self, meeting, number):
        if meeting.customer == number and not meeting.has_declined:
            return True
        lead = meeting.lead
        return bool(lead and lead.customer == number and not lead.of_other_company)
