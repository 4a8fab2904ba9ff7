from . import access_table as table
from .access_case import WORLDS, AccessCase

TARGETS = (
    "insight_category",
    "insight_id",
    "insight_personality_id",
    "insight_selling_style",
    "insight_referred_by_id",
)
# Ways from others' records to a customer that only two steps or a special field make.
LONG_WAYS = {
    "res.partner": (
        "child_ids.parent_id",
        "commercial_partner_id",
        "user_ids.partner_id",
    ),
    "res.users": ("partner_id.commercial_partner_id",),
    "sale.order": ("order_line.order_partner_id", "order_line.order_id.partner_id"),
}


class TestPaths(AccessCase):
    """No way over other records leads to what we say about a customer.

    Core lets go of rights on some ways: a user's contact, followers, delegated fields.
    """

    def test_no_search_from_another_record_leads_there(self):
        for role in ("portal", "internal"):
            answered = [
                f"{model}: {way}.{target}"
                for model, way in self.ways(role)
                for target in TARGETS
                if self.is_answered(
                    role, model, "search_count", [(f"{way}.{target}", "!=", False)]
                )
            ]
            self.assertFalse(answered, f"Ways of the {role} user")

    def ways(self, role):
        """Yield ``(model, field)`` for all relations that lead to a partner."""
        for model, cls in self.env.registry.items():
            if self.is_walked(role, model):
                for name, field in cls._fields.items():
                    if field.comodel_name == "res.partner" and not field.inherited:
                        yield model, name
                yield from ((model, way) for way in LONG_WAYS.get(model, ()))

    def is_walked(self, role, model):
        cls = self.env.registry[model]
        return (
            not (cls._abstract or cls._transient or model in table.MODELS)
            and cls._auto
            and self.as_user(role, model).has_access("read")
        )

    def is_answered(self, role, model, method, *arguments):
        """Any error is a refusal here; the walk over doors compares what errors say."""
        try:
            with self.env.cr.savepoint(flush=False):
                self.rpc(role, model, method, *arguments)
        except Exception:  # noqa: BLE001 - core refuses in many ways
            return False
        return True

    def test_nothing_hangs_on_a_quotation(self):
        """Nested reads, export and grouping by a path, from his own order."""
        for role in ("portal", "internal"):
            for name, call in self.nested().items():
                with self.subTest(role=role, way=name):
                    self.assertFalse(self.is_answered(role, "sale.order", *call))

    def nested(self):
        order = self.records["sale.order"][:1]
        mine, leaf = [("id", "=", order.id)], {"fields": {TARGETS[0]: {}}}
        tree, new = {"partner_id": leaf}, {"partner_id": {}, "partner_invoice_id": leaf}
        return {
            "read": ("web_read", order.ids, tree),
            "list": ("web_search_read", mine, tree),
            "onchange": (
                "onchange",
                [],
                {"partner_id": self.known.id},
                ["partner_id"],
                new,
            ),
            "export": ("export_data", order.ids, [f"partner_id/{TARGETS[0]}"]),
            "group": ("formatted_read_group", mine, [f"partner_id.{TARGETS[0]}"], []),
            "search": ("search_read", [*mine, (f"partner_id.{TARGETS[0]}", "=", "EI")]),
        }

    def test_all_of_them_lead_sales_there(self):
        """Else the refusals above could have other reasons."""
        for name, (method, *arguments) in self.nested().items():
            with self.subTest(way=name):
                light, dark = (
                    self.seen(world, "sale.order", method, *arguments)
                    for world in WORLDS
                )
                self.assertNotEqual(light, dark)

    def test_sales_search_from_other_records(self):
        for model, ways in LONG_WAYS.items():
            for way in ways:
                with self.subTest(model=model, way=way):
                    found = [(f"{way}.insight_category", "!=", False)]
                    self.assertGreater(
                        self.seen("light", model, "search_count", found), 0
                    )

    def seen(self, world, model, method, *arguments):
        self.turn(world)
        return self.rpc("manager", model, method, *arguments)
