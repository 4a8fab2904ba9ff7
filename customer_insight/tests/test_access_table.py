from odoo.exceptions import AccessError
from odoo.http import Controller
from odoo.tools.safe_eval import safe_eval

from . import access_table as table
from .access_case import AccessCase

OPERATIONS = {"read": "r", "write": "w", "create": "c", "unlink": "u"}
INHERITED = {
    "create",
    "default_get",
    "write",
    "unlink",
    "copy",
    "copy_data",
    "get_import_templates",
}
INHERITED |= {"message_post", "message_notify", "session_info"}


class TestTable(AccessCase):
    """What exists is what is written down, and works for those who are named there."""

    def assertWritten(self, found, written, where):
        """Compare names; what an absent addon of ours brings may be written, too."""
        missing = sorted(set(found) - set(written))
        self.assertFalse(
            missing, f"Add to {where} in tests/access_table.py, with roles"
        )

    def ours(self, model):
        """Return ``{name of the external id: record}`` of our addons' records."""
        rows = self.env["ir.model.data"].search(
            [("module", "=like", f"{table.OWN}%"), ("model", "=", model)]
        )
        return {row.name: self.env[model].browse(row.res_id) for row in rows}

    def assertAllowed(self, roles, action, what):
        """Try an action in each role: those not named must get an AccessError."""
        for role in table.ROLES:
            with self.subTest(role=role, what=what):
                if role in roles:
                    action(role)
                else:
                    with self.assertRaises(AccessError):
                        action(role)

    # Models and fields

    def test_every_model_has_its_rights_written(self):
        found = [m for m in self.env.registry if self.is_our_model(m)]
        self.assertWritten(found, table.MODELS, "MODELS")

    def test_everybody_may_do_with_models_what_is_written(self):
        for model in table.MODELS.keys() & self.env.registry.models.keys():
            for role in table.ROLES:
                with self.subTest(model=model, role=role):
                    records = self.as_user(role, model)
                    may = [x for op, x in OPERATIONS.items() if records.has_access(op)]
                    written = table.MODELS[model].get(role, "")
                    self.assertEqual("".join(may), written)

    def test_every_field_on_others_models_has_its_readers_written(self):
        for model in self.env.registry:
            if not self.is_our_model(model):
                written = table.spread(table.FIELDS.get(model, {}))
                where = f"FIELDS[{model!r}]"
                self.assertWritten(self.our_fields(model), written, where)

    def test_fields_are_for_the_groups_that_are_written(self):
        for model, rows in table.FIELDS.items():
            fields = self.our_fields(model)
            for name, roles in table.spread(rows).items():
                may = [r for r in table.ROLES if self.may_read(r, fields.get(name))]
                with self.subTest(field=f"{model}.{name}"):
                    self.assertEqual(may, [r for r in table.ROLES if r in roles])

    def may_read(self, role, field):
        return field and self.as_user(role, field.model_name)._has_field_access(
            field, "read"
        )

    def is_our_model(self, model):
        return self.env[model]._original_module.startswith(table.OWN)

    # Methods and routes

    def test_every_public_method_has_its_callers_written(self):
        for model in self.env.registry:
            written = table.spread(table.METHODS.get(model, {}))
            self.assertWritten(self.our_methods(model), written, f"METHODS[{model!r}]")

    def our_methods(self, model):
        """Names that our addons add; not what they extend."""
        return {
            name
            for cls in type(self.env[model]).mro()
            if cls.__module__.startswith(f"odoo.addons.{table.OWN}")
            for name, value in vars(cls).items()
            if callable(value) and not name.startswith("_") and name not in INHERITED
        }

    def test_methods_answer_those_who_are_written(self):
        for model, rows in table.METHODS.items():
            for name, roles in table.spread(rows).items():
                self.assertAllowed(
                    roles,
                    lambda role, name=name, model=model: self.call(role, model, name),
                    f"{model}.{name}",
                )

    def call(self, role, model, name):
        records = self.records.get(model, self.env[model])
        if self.env[model]._transient:
            clerk = role if role in table.SALES else "manager"
            records = self.as_user(clerk, model).sudo().create(self.started[model])
        arguments = table.ARGUMENTS.get(name, [])
        if state := table.spread(table.STATES).get(name):
            self.records["customer.insight.questionnaire"].write({"state": state})
        return self.rpc(role, model, name, records[:1].ids, *arguments)

    @property
    def started(self):
        """Values of each wizard, ready for its buttons."""
        setting = self.records["customer.insight.detector.setting"]
        replay = {"setting_id": setting.id, "state": "done"}
        return {
            "customer.insight.override.wizard": {
                "dimension": "growth_stage",
                "growth_stage": "regular",
                "partner_ids": self.known.ids,
            },
            "customer.insight.card.wizard": {"partner_ids": self.known.ids},
            "customer.insight.look.wizard": {
                "decision": "second_look",
                "partner_ids": self.known.ids,
            },
            "customer.insight.pool.assign": {
                "partner_ids": self.known.ids,
                "user_id": self.users["salesperson"].id,
            },
            "customer.insight.pool.put_back": {"partner_ids": self.known.ids},
            "customer.insight.dispute.wizard": {
                "partner_id": self.known.id,
                "company_id": self.company.id,
                "text": "It squeaks",
            },
            "customer.insight.replay": replay,
            "customer.insight.replay.finding": {
                "replay_id": self.as_user("manager", "customer.insight.replay")
                .create(replay)
                .id,
                "side": "as_set",
                "partner_id": self.known.id,
            },
        }

    def test_every_route_has_its_visitors_written(self):
        found = {
            route
            for module, classes in Controller.children_classes.items()
            if module.startswith(table.OWN)
            for cls in classes
            for method in vars(cls).values()
            for route in getattr(method, "original_routing", {}).get("routes", ())
        }
        self.assertWritten(found, table.ROUTES, "ROUTES, and test it over HTTP,")

    # Menus and actions

    def test_menus_show_to_those_who_are_written(self):
        menus, roles_of = self.ours("ir.ui.menu"), table.spread(table.MENUS)
        self.assertWritten(menus, roles_of, "MENUS")
        for role in table.ROLES:
            everything = self.as_user(role, "ir.ui.menu")
            tree = everything.load_menus(False) if everything.has_access("read") else ()
            shown = {name for name, menu in menus.items() if menu.id in tree}
            with self.subTest(role=role):
                self.assertEqual(shown, {n for n in menus if role in roles_of[n]})

    def test_windows_open_to_those_who_are_written(self):
        windows = self.ours("ir.actions.act_window")
        roles_of = table.spread(table.WINDOWS)
        self.assertWritten(windows, roles_of, "WINDOWS")
        for name, window in windows.items():
            self.assertAllowed(
                roles_of[name], lambda role, w=window: self.open(role, w), name
            )

    def open(self, role, window):
        domain = safe_eval(window.domain or "[]", {"uid": self.users[role].id})
        self.rpc(role, window.res_model, "search_count", domain)

    def test_server_actions_run_for_those_who_are_written(self):
        actions = self.ours("ir.actions.server")
        crons = self.ours("ir.cron").values()
        codes = {cron.ir_actions_server_id for cron in crons}
        actions = {name: act for name, act in actions.items() if act not in codes}
        roles_of = table.spread(table.SERVER_ACTIONS)
        self.assertWritten(actions, roles_of, "SERVER_ACTIONS")
        for name, action in actions.items():
            self.assertAllowed(
                roles_of[name],
                lambda role, act=action: self.run_action(role, act),
                name,
            )

    def run_action(self, role, action):
        context = {"active_model": "res.partner", "active_ids": self.known.ids}
        self.rpc(role, "ir.actions.server", "run", action.ids, context=context)

    def test_scheduled_actions_run_for_nobody_by_hand(self):
        crons, roles_of = self.ours("ir.cron"), table.spread(table.CRONS)
        self.assertWritten(crons, roles_of, "CRONS")
        for name, cron in crons.items():
            self.assertAllowed(
                roles_of[name],
                lambda role, cron=cron: self.rpc(
                    role, "ir.cron", "method_direct_trigger", cron.ids
                ),
                name,
            )
