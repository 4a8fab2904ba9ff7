from . import access_table as table
from .access_case import WORLDS, AccessCase
from .access_doors import DOORS, SILENT, SLOW, Visit, knock

# One of each kind: relation, computed selection, number, date, mark and text; a fact, a
# fact's text, a relation to the same model; and what we add to other models.
SAMPLES = {
    "res.partner": (
        "insight_id",
        "insight_category",
        "insight_stability",
        "insight_last_order_date",
        "insight_is_lapsed",
        "insight_explanation",
        "insight_summary",
        "insight_personality_id",
        "insight_selling_style",
        "insight_referred_by_id",
    ),
    "sale.order": ("insight_is_sample",),
    "mail.activity": ("insight_playbook_id",),
}
USER_SAMPLES = {
    "res.users": ("insight_id", "insight_category", "insight_selling_style")
}


class TestDoors(AccessCase):
    """Nobody but sales learns what we say about a customer, whatever door he tries.

    Neither from what a door shows, nor from what differs between two worlds: a count,
    an order, the text of an error.
    """

    def answers(self, role, fields_of, world=WORLDS[0], doors=frozenset(DOORS)):
        """Return ``{(field, door): answer}`` of a world."""
        self.turn(WORLDS[0])
        visits = list(self.visits(role, fields_of))
        self.turn(world)
        return {(str(v), door): knock(v, door) for v in visits for door in doors}

    def visits(self, role, fields_of):
        """Yield a visit for each field, with the value that the light world shows."""
        for model, names in fields_of.items():
            records = self.records[model]
            for name in names:
                mine = self.as_user(role, model).browse(records.ids)
                yield Visit(mine, name, self.shown(records[0], name))

    def shown(self, record, name):
        return record._fields[name].convert_to_write(record[name], record)

    def assertShut(self, role, fields_of):
        answers = self.answers(role, fields_of, doors=DOORS.keys() - SLOW)
        seen = [
            f"{field} by “{door}”: {text[:200]}"
            for (field, door), (shows, text) in answers.items()
            if shows
        ]
        self.assertFalse(seen, f"The {role} user sees:\n" + "\n".join(seen))

    def assertBlind(self, role, fields_of):
        light, dark = (self.answers(role, fields_of, world) for world in WORLDS)
        told = [
            f"{key}: {light[key]} or {dark[key]}"
            for key in light
            if light[key] != dark[key]
        ]
        self.assertFalse(told, f"The {role} user can tell:\n" + "\n".join(told))

    def closed_to(self, role):
        return {
            model: [
                name for name, roles in table.spread(rows).items() if role not in roles
            ]
            for model, rows in table.FIELDS.items()
        }

    def test_portal_user_sees_nothing_about_himself(self):
        self.assertShut("portal", self.closed_to("portal"))

    def test_portal_user_cannot_tell_two_worlds_apart(self):
        self.assertBlind("portal", SAMPLES)

    def test_internal_user_without_sales_rights_sees_nothing(self):
        self.assertShut("internal", self.closed_to("internal"))

    def test_internal_user_without_sales_rights_cannot_tell_two_worlds_apart(self):
        self.assertBlind("internal", {"res.partner": SAMPLES["res.partner"]})

    def test_public_user_sees_nothing(self):
        self.assertShut("public", SAMPLES)

    def test_login_shows_nothing_of_its_contact(self):
        """A user has all fields of his contact by inheritance."""
        for role in table.CLOSED:
            with self.subTest(role=role):
                self.assertShut(role, USER_SAMPLES)

    def test_each_door_opens_for_sales(self):
        """A door that shows a manager nothing proves nothing about the others."""
        light, dark = (self.answers("manager", SAMPLES, world) for world in WORLDS)
        useful = {
            door
            for field, door in light
            if light[field, door][0]
            and (door in SILENT or light[field, door] != dark[field, door])
        }
        self.assertEqual(useful, set(DOORS))
