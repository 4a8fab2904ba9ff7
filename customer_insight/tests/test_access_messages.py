from odoo.exceptions import AccessError

from . import access_table as table
from .access_case import AccessCase

PLACEHOLDERS = (
    ("inline_template", "{{ object.insight_category }}"),
    ("inline_template", "{{ object.insight_id.explanation }}"),
    ("qweb", "<t t-out='object.insight_category'/>"),
    ("qweb", "<t t-out='object.insight_personality_id.name'/>"),
    (
        "qweb",
        "<t t-out=\"object.env['customer.insight'].search([]).mapped('category')\"/>",
    ),
)


class TestMessages(AccessCase):
    """What is written, sent or shown around a customer does not tell him his class."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # as the web client does it: subscribers are told, changes are tracked
        cls.env = cls.env(
            context=dict(
                cls.env.context, tracking_disable=False, mail_create_nolog=False
            )
        )
        cls.known.message_subscribe(cls.known.ids)
        cls.step = cls.records["mail.activity"][:1]

    def setUp(self):
        super().setUp()
        self.turn("light")

    def messages(self):
        return self.env["mail.message"].search(
            [("model", "=", "res.partner"), ("res_id", "=", self.known.id)]
        )

    def finish_step(self):
        """The salesperson does the playbook's step; return what is noted of it."""
        before = self.messages()
        self.step.with_user(self.users["salesperson"]).action_feedback("He wavers")
        self.env.flush_all()
        self.env.invalidate_all()
        return self.messages() - before

    def test_customer_does_not_read_a_finished_step(self):
        notes = self.finish_step()
        self.assertTrue(notes, "the step leaves a note")
        for note in notes:
            with self.assertRaises(AccessError):
                self.rpc("portal", "mail.message", "read", note.ids, ["body"])
        found = self.rpc("portal", "mail.message", "search", [("id", "in", notes.ids)])
        self.assertFalse(found)

    def test_customer_reads_what_is_meant_for_him(self):
        """Else the refusal above could have another reason."""
        message = self.known.message_post(body="Hello", subtype_xmlid="mail.mt_comment")
        [read] = self.rpc("portal", "mail.message", "read", message.ids, ["body"])
        self.assertIn("Hello", read["body"])

    def test_customer_is_not_told_of_steps(self):
        """He follows his own contact; steps come and go without a word to him."""
        told = [("res_partner_id", "=", self.known.id)]
        before = self.env["mail.notification"].search_count(told)
        self.finish_step()
        self.known.insight_id._schedule_playbook()
        self.assertEqual(self.env["mail.notification"].search_count(told), before)

    def test_customer_does_not_see_steps(self):
        for method, arguments in (
            ("read", [self.step.ids, ["summary"]]),
            ("search", [[("res_id", "=", self.known.id)]]),
        ):
            with self.subTest(method=method), self.assertRaises(AccessError):
                self.rpc("portal", "mail.activity", method, *arguments)

    def test_judging_leaves_no_trace_in_the_chatter(self):
        """Tracked values are texts that no field's groups protect."""
        traces = self.messages(), self.env["mail.tracking.value"].search_count([])
        self.known.with_user(self.users["manager"]).write(
            {"insight_category": "EIV", "insight_rival_response": "follows"}
        )
        self.env.flush_all()
        self.cr.precommit.run()
        self.assertEqual(
            (self.messages(), self.env["mail.tracking.value"].search_count([])), traces
        )

    def test_colleague_cannot_put_a_class_into_a_mail(self):
        """He may edit templates, but they read what he may read."""
        composer = self.as_user("internal", "mail.render.mixin")
        for engine, text in PLACEHOLDERS:
            with self.subTest(text=text), self.assertRaises(Exception) as refused:
                composer._render_template(
                    text, "res.partner", self.known.ids, engine=engine
                )
            self.assertIn("AccessError", repr(self.causes(refused.exception)))

    def causes(self, error):
        """Return the error with all that it came from."""
        return [error, *(self.causes(error.__cause__) if error.__cause__ else ())]

    def test_salesperson_can_put_a_class_into_a_mail(self):
        manager = self.users["manager"]
        manager.group_ids += self.env.ref("mail.group_mail_template_editor")
        composer = self.as_user("manager", "mail.render.mixin")
        for engine, text in PLACEHOLDERS:
            with self.subTest(text=text):
                sent = composer._render_template(
                    text, "res.partner", self.known.ids, engine=engine
                )
                self.assertTrue(sent[self.known.id])

    def test_shared_filter_opens_nothing(self):
        """A manager shares his search; a colleague outside sales gets no count."""
        domain = [("insight_category", "=", "EI")]
        values = {"name": "EI", "model_id": "res.partner", "domain": repr(domain)}
        self.as_user("manager", "ir.filters").create({**values, "user_ids": []})
        filters = self.rpc("internal", "ir.filters", "get_filters", "res.partner")
        self.assertIn("EI", [row["name"] for row in filters])
        with self.assertRaises(AccessError):
            self.rpc("internal", "res.partner", "search_count", domain)

    def test_screens_of_others_have_no_place_for_it(self):
        """A view that asks for a forbidden field would not open."""
        screens = [("internal", model) for model in table.FIELDS]
        for role, model in [
            ("portal", "res.partner"),
            ("portal", "sale.order"),
            *screens,
        ]:
            roles_of = table.spread(table.FIELDS[model])
            with self.subTest(role=role, model=model):
                shown = self.shown_fields(role, model)
                self.assertFalse({n for n in shown if role not in roles_of[n]})

    def shown_fields(self, role, model):
        """Return the names of all fields in the model's views, for the role."""
        views = [[False, kind] for kind in ("form", "list", "kanban", "search")]
        answer = self.rpc(role, model, "get_views", views)
        arch = " ".join(view["arch"] for view in answer["views"].values())
        names = self.our_fields(model)
        found = {name for name in names if f'"{name}"' in arch}
        return found | (names.keys() & answer["models"][model]["fields"].keys())
