"""Random pipelines, and how they stand in the tables."""

from datetime import timedelta
from fractions import Fraction

from hypothesis import strategies as st

from odoo.tools import frozendict

from odoo.addons.customer_insight.tests.oracle_rows import ROWS, Rows
from odoo.addons.customer_insight.tests.oracle_worlds import SEEDS, _Chance, worlds

from .oracle_pipeline import Appointment, Lead

PIPELINE = {
    "crm_lead": (
        "id, name, type, partner_id, company_id, active, won_status, probability,"
        " expected_revenue, recurring_revenue_monthly, create_date,"
        " date_last_stage_update"
    ),
    "calendar_event": (
        "id, name, show_as, start, stop, active, privacy, opportunity_id"
    ),
    "calendar_attendee": "id, event_id, partner_id, state",
}


@st.composite
def pipelines(draw, ids, ours):
    """A world as :func:`worlds` makes it, with leads, appointments, activities."""
    world, as_of, policy, previous = draw(worlds(ids, ours))
    world.leads, world.appointments = [], []
    counts = draw(st.sampled_from([0.0, 40.0, 100.0]))
    policy = {**policy, "intention_opportunity": counts}
    for seed in draw(st.lists(SEEDS, max_size=6)):
        world.leads.append(PipelineChance(seed, as_of).lead(ids + ours))
    for document in world.documents:
        chance = PipelineChance(draw(SEEDS), as_of)
        if document.state != "sale" and chance.random() < 0.8:
            chance.link(world.leads, document)
    for seed in draw(st.lists(SEEDS, max_size=5)):
        chance = PipelineChance(seed, as_of)
        if world.leads and chance.random() < 0.4:
            world.activities.append(chance.activity(ids, world.leads))
        else:
            world.appointments.append(chance.appointment(ids, world.leads))
    return world, as_of, policy, previous


class PipelineChance(_Chance):
    def lead(self, ids):
        created = self.moment()
        return Lead(
            self.choice(ids),
            created,
            is_opportunity=self.random() < 0.75,
            probability=self.choice([0, 0, 10, 50, 50, 80, 100]),
            revenue=Fraction(self.choice([0, 20, 100, 100, 200, 800, -50])),
            monthly=Fraction(self.choice([0, 0, 0, 10])),
            stage_since=self.choice([None, created, self.moment(), self.later()]),
            status=self.choice(["pending"] * 5 + ["won", "lost"]),
            is_active=self.random() < 0.9,
            company=self.choice(["ours", "ours", "ours", "none", "other"]),
            of_contact=self.random() < 0.5,
        )

    def link(self, leads, document):
        """To an opportunity of the same customer, mostly."""
        own = [lead for lead in leads if lead.customer == document.customer]
        if not own or self.random() < 0.3:
            own = [self.lead([document.customer])]
            leads += own
        lead = self.choice(leads if self.random() < 0.1 else own)
        lead.quotations.append(document)

    def later(self):
        """After the reference date: it had not come to this stage by then."""
        return self.end + timedelta(days=self.randint(0, 40))

    def appointment(self, ids, leads):
        return Appointment(
            self.choice([None, *ids]),
            self.moment(),
            self.choice([None, *leads]),
            is_active=self.random() < 0.9,
            is_private=self.random() < 0.15,
            has_declined=self.random() < 0.2,
            of_contact=self.random() < 0.5,
        )


class PipelineRows(Rows):
    tables = frozendict(PIPELINE, **ROWS)

    def save(self, world):
        for lead in world.leads:
            self._add_lead(lead)
        for meeting in world.appointments:
            self._add_appointment(meeting)
        saved = super().save(world)
        for lead in world.leads:
            orders = [self.orders[id(document)] for document in lead.quotations]
            self.case.env.cr.execute(
                "UPDATE sale_order SET opportunity_id = %s WHERE id = ANY(%s)",
                (self.orders[id(lead)], orders),
            )
        return saved

    def _add_lead(self, lead):
        case = self.case
        companies = {"ours": case.company.id, "other": case.other.id, "none": None}
        self.orders[id(lead)] = self._add(
            "crm_lead",
            "Need",
            "opportunity" if lead.is_opportunity else "lead",
            self._person(lead),
            companies[lead.company],
            lead.is_active,
            lead.status,
            lead.probability,
            float(lead.revenue),
            float(lead.monthly),
            lead.created,
            lead.stage_since,
        )

    def _add_appointment(self, meeting):
        event = self._add(
            "calendar_event",
            "Visit",
            "busy",
            meeting.moment,
            meeting.moment,
            meeting.is_active,
            "private" if meeting.is_private else None,
            self.orders.get(id(meeting.lead)),
        )
        if meeting.customer:
            state = "declined" if meeting.has_declined else "accepted"
            self._add("calendar_attendee", event, self._person(meeting), state)

    def _place(self, sign):
        if isinstance(sign.document, Lead):
            return "crm.lead", self.orders[id(sign.document)]
        return super()._place(sign)
