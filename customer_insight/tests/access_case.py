from datetime import date

from odoo import Command
from odoo.service.model import call_kw
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from . import access_table as table
from .common import InsightCase

WORLDS = ("light", "dark")
KEYS = {"partner_id", "company_id"}


def is_ours(field):
    """Whether one of our addons defines the field, or changes it."""
    return any(module.startswith(table.OWN) for module in field._modules)


@tagged("post_install", "-at_install")
class AccessCase(InsightCase):
    """A customer with a login (``known``), one user for each role, and two worlds.

    The worlds differ in nothing but what we say about him. Whoever may not know it
    must see the same in both. A second customer is always in the other world.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls._create_company("Insight Elsewhere")
        cls.users = {role: cls._create_user(role, cls.company) for role in table.ROLES}
        cls.users["foreign"] = cls._create_user("salesperson", cls.foreign, "foreign")
        cls.known = cls.users["portal"].partner_id
        cls.customer("Branch", parent_id=cls.known.id, insight_decision_role="decides")
        customers = cls.known + cls.customer("Somebody Else")
        customers.user_id = cls.users["salesperson"]
        cls.orders([(customer, date.today(), 500) for customer in customers])
        # hints stand on quotations only
        quotations = cls.orders(
            [(customer, date.today(), 500, {"state": "sent"}) for customer in customers]
        )
        cls.engine.refresh(cls.company)
        questionnaire = cls._create_questionnaire()
        cls.records = {
            "customer.insight": customers.insight_id,
            "customer.insight.questionnaire": questionnaire,
            "customer.insight.answer": questionnaire.answer_ids,
            "customer.insight.policy": cls.policy,
            "customer.insight.target": cls.env["customer.insight.target"].create(
                {"name": "Insight North"}
            ),
            "customer.insight.fact": customers.insight_fact_ids,
            "res.partner": customers,
            "res.users": cls.users["portal"],
            "sale.order": quotations,
            "mail.message": quotations[0].message_post(body="It squeaks"),
            "crm.team": cls.env["crm.team"].create(
                [{"name": name, "company_id": cls.company.id} for name in WORLDS]
            ),
            "mail.activity": customers.insight_id._schedule_playbook(),
            **cls._create_competitor(),
            **cls._signal_records(customers),
            "customer.insight.customer.reason": cls._note_reason(customers),
            **cls._development_records(customers),
        }

        for page in table.take_in(cls.env):
            cls.records |= page.records(cls, customers)

    @classmethod
    def _signal_records(cls, customers):
        """A signal of each customer with a cause, and what made it."""
        Setting = cls.env["customer.insight.detector.setting"]
        Setting._sync()
        reason = cls.env.ref("customer_insight.reason_dispute_product")
        signals = cls.env["customer.insight.signal"]
        for customer in customers:
            signals |= signals._open_dispute(
                cls.company, customer, "It squeaks", reason=reason
            )
        here = [("company_id", "=", cls.company.id)]
        return {
            "customer.insight.signal": signals,
            "customer.insight.reason": reason,
            "customer.insight.detector.setting": Setting.search(here, limit=1),
        }

    @classmethod
    def _note_reason(cls, customers):
        """Why each of them wavers."""
        reason = cls.env.ref("customer_insight.reason_waver_rival")
        return cls.env["customer.insight.customer.reason"].create(
            [{"partner_id": one.id, "reason_id": reason.id} for one in customers]
        )

    @classmethod
    def _development_records(cls, customers):
        """A plan with a step, a promise, and a customer's customer of each."""
        values = [{"partner_id": customer.id} for customer in customers]
        plans = cls.env["customer.insight.development"].create(
            [
                {
                    **own,
                    "goal_stage": "regular",
                    "step_ids": [
                        Command.create({"name": "Visit", "date_deadline": date.today()})
                    ],
                }
                for own in values
            ]
        )
        promise = {"name": "A sample", "date_deadline": date.today()}
        return {
            "customer.insight.development": plans,
            "customer.insight.development.step": plans.step_ids,
            "customer.insight.promise": cls.env["customer.insight.promise"].create(
                [{**own, **promise} for own in values]
            ),
            "customer.insight.end_customer": cls.env[
                "customer.insight.end_customer"
            ].create([{**own, "name": "Taxi owners"} for own in values]),
            "customer.insight.source": cls.env.ref("customer_insight.source_fair"),
            "mail.activity.type": cls.env["mail.activity.type"].create(
                [{"name": "Tea"}, {"name": "Lunch"}]
            ),
        }

    @classmethod
    def _create_competitor(cls):
        """A rival of this company at the customer."""
        rival = cls.env["customer.insight.competitor"].create(
            {
                "name": "Rival",
                "company_id": cls.company.id,
                "point_ids": [Command.create({"topic": "Price"})],
                "presence_ids": [
                    Command.create({"partner_id": cls.known.id, "share": 40})
                ],
            }
        )
        return {row._name: row for row in (rival, rival.point_ids, rival.presence_ids)}

    @classmethod
    def _create_questionnaire(cls):
        """A questionnaire to the customer, who answered something."""
        cls.env["customer.insight.requirement"].search(
            [("field_name", "=", "website")]
        ).write({"weight_f": 10, "is_asked": True, "question": "Where are you?"})
        questionnaire = cls.env["customer.insight.questionnaire"]._ask(cls.known)
        cls.known.email = "known@example.com"
        questionnaire.recipient_id = cls.known
        asked = questionnaire.answer_ids
        site = asked.filtered(lambda answer: answer.field_name == "website")
        (asked - site).unlink()
        site.write({"answer": "https://x.example", "value": "https://x.example"})
        return questionnaire

    @classmethod
    def _create_user(cls, role, company, login=None):
        if not table.ROLES[role]:
            return cls.env.ref("base.public_user")
        return new_test_user(
            cls.env,
            f"insight_{login or role}",
            groups=table.ROLES[role],
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )

    def as_user(self, role, model, **context):
        """Return the model as the role's web client has it: no context of the test."""
        user = self.users[role]
        context = {"allowed_company_ids": user.company_ids.ids, **context}
        return self.env(user=user, su=False, context=context)[model]

    def rpc(self, role, model, method, *args, **kwargs):
        """Call a method with the checks of an RPC call."""
        return call_kw(self.as_user(role, model), method, args, kwargs)

    @classmethod
    def our_fields(cls, model):
        """Return ``{name: field}`` of ours on a model, none that it inherits from."""
        fields = cls.env[model]._fields
        return {name: f for name, f in fields.items() if is_ours(f) and not f.inherited}

    # Worlds

    def turn(self, world):
        """Make the customer's class, figures, facts and steps those of a world."""
        self.env.flush_all()
        first = WORLDS.index(world)
        for model in ("customer.insight", *table.FIELDS):
            for record, side in zip(
                self.records[model], (first, 1 - first), strict=True
            ):
                self._write_columns(record, side)
        self.env.invalidate_all()

    def _write_columns(self, record, side):
        """Write in SQL, so that nothing is computed, asked for or checked."""
        values = {
            name: self._value(field, side)
            for name, field in self.our_fields(record._name).items()
            if field.store and field.column_type and name not in KEYS
        }
        columns = [
            SQL("%s = %s", SQL.identifier(name), values[name]) for name in values
        ]
        if not columns:
            return
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE id = %s",
                SQL.identifier(record._table),
                SQL(", ").join(columns),
                record.id,
            )
        )

    def _value(self, field, side):
        """Return one of two values of the field's type."""
        match field.type:
            case "selection":
                return field.get_values(self.env)[-side]
            case "many2one":
                return self._others(field.comodel_name)[side]
            case "date" | "datetime":
                return date(2026, 1 + side, 15)
            case "boolean":
                return not side
            case "integer" | "float" | "monetary":
                return (10, 90)[side]
            case _:
                return ("twilight", "moonlight")[side]

    def _others(self, model):
        """Return two ids that are not the customer's own."""
        known = self.records.get(model, self.env[model]).ids
        return (
            self.env[model].search([("id", "not in", known)], order="id", limit=2).ids
        )
