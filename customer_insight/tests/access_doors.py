"""Every door through which a value may come out, one line each.

A door returns None when it shows nothing.
"""

from odoo.service.model import call_kw


class Visit:
    """A user in front of one field of the first of some records."""

    def __init__(self, records, field, value):
        self.records, self.all = records[:1], records
        self.field = records._fields[field]
        self.name, self.value = field, value

    def __str__(self):
        return f"{self.records._name}.{self.name}"

    @property
    def scope(self):
        return [("id", "in", self.records.ids)]

    @property
    def group(self):
        is_date = self.field.type in ("date", "datetime")
        return f"{self.name}:month" if is_date else self.name

    def ask(self, method, *args, **kwargs):
        return call_kw(self.records.browse(), method, args, kwargs)

    def on(self, method, *args, **kwargs):
        return self.ask(method, self.records.ids, *args, **kwargs)

    def count(self, operator, value):
        return self.ask("search_count", [*self.scope, (self.name, operator, value)])

    def sorted(self, order):
        return self.ask("search", [("id", "in", self.all.ids)], order=order)

    def grouped(self, groups, aggregates, **options):
        return self.ask(
            "formatted_read_group", self.scope, groups, aggregates, **options
        )

    def new(self):
        """Ask for the values of a new record that belongs to the customer's."""
        link = "parent_id" if "parent_id" in self.records._fields else "partner_id"
        values = {link: self.records.id} if link in self.records._fields else {}
        spec = {name: {} for name in (*values, self.name)}
        return self.ask("onchange", [], values, [*values], spec)["value"].get(self.name)

    def load(self):
        """Import the value over the first record; return the ids that were written."""
        column = f"{self.name}/.id" if self.field.type == "many2one" else self.name
        row = [str(self.records.id), str(self.value)]
        return self.ask("load", [".id", column], [row])["ids"] or None

    def panel(self, kind):
        return self.ask(
            f"search_panel_select_{kind}",
            self.name,
            search_domain=self.scope,
            enable_counters=True,
        )


DOORS = {
    # reading
    "read": lambda v: v.on("read", [v.name]),
    "read on the web": lambda v: v.on("web_read", {v.name: {}}),
    "list": lambda v: v.ask("search_read", v.scope, [v.name]),
    "list on the web": lambda v: v.ask("web_search_read", v.scope, {v.name: {}}),
    "attribute": lambda v: v.records.mapped(v.name),
    "export": lambda v: v.on("export_data", [v.name]),
    "description": lambda v: v.ask("fields_get", [v.name]).get(v.name),
    "duplicate": lambda v: v.on("copy_data")[0].get(v.name),
    # searching: a count is an answer
    "equal": lambda v: v.count("=", v.value),
    "different": lambda v: v.count("!=", v.value),
    "in": lambda v: v.count("in", [v.value]),
    "not in": lambda v: v.count("not in", [v.value]),
    "empty": lambda v: v.count("=", False),
    "filled": lambda v: v.count("!=", False),
    "greater": lambda v: v.count(">", v.value),
    "not greater": lambda v: v.count("<=", v.value),
    "like": lambda v: v.count("ilike", str(v.value)),
    "not like": lambda v: v.count("not ilike", str(v.value)),
    "any": lambda v: v.count("any", [("id", "=", v.value)]),
    "not any": lambda v: v.count("not any", [("id", "=", v.value)]),
    "child of": lambda v: v.count("child_of", v.value),
    "part of a date": lambda v: v.ask(
        "search_count", [*v.scope, (f"{v.name}.month_number", "=", 1)]
    ),
    "filter": lambda v: v.records.filtered_domain([(v.name, "=", v.value)]).ids,
    "name": lambda v: v.ask("name_search", "", [*v.scope, (v.name, "=", v.value)]),
    "name on the web": lambda v: v.ask(
        "web_name_search", "", {"display_name": {}}, [*v.scope, (v.name, "=", v.value)]
    ),
    # sorting and grouping
    "order": lambda v: v.sorted(v.name),
    "order down": lambda v: v.sorted(f"{v.name} DESC NULLS LAST"),
    "group": lambda v: v.grouped([v.group], ["__count"]),
    "largest": lambda v: v.grouped([], [f"{v.name}:max"]),
    "distinct": lambda v: v.grouped([], [f"{v.name}:count_distinct"]),
    "all values": lambda v: v.grouped([], [f"{v.name}:array_agg"]),
    "groups in order": lambda v: v.grouped([v.group], [], order=v.group),
    "groups having": lambda v: v.grouped(
        [v.group], ["__count"], having=[("__count", ">", 0)]
    ),
    "groups on the web": lambda v: v.ask("web_read_group", v.scope, [v.group]),
    "several groups": lambda v: v.ask(
        "formatted_read_grouping_sets", v.scope, [[v.group]], ["__count"]
    ),
    "progress bar": lambda v: v.ask(
        "read_progress_bar",
        v.scope,
        "id",
        {"field": v.name, "colors": {str(v.value): "danger"}},
    ),
    "search panel": lambda v: v.panel("range"),
    "search panel of many": lambda v: v.panel("multi_range"),
    # changing
    "onchange": Visit.new,
    "write": lambda v: v.on("write", {v.name: v.value}),
    "save": lambda v: v.on("web_save", {v.name: v.value}, {v.name: {}}),
    "import": Visit.load,
}
WRITING = {"onchange", "write", "save", "import"}
SLOW = {"import"}  # tried with the samples of each kind only
# What these show does not depend on the value.
SILENT = {"description", "distinct", "write", "save", "import"}


def knock(visit, door):
    """Return what a user sees: ``(whether he sees anything, what exactly)``.

    Errors are answers, too: two worlds must not give two texts. What he changes is
    taken back.
    """
    savepoint = visit.records.env.cr.savepoint(flush=False)
    try:
        answer = DOORS[door](visit)
        return answer is not None, repr(answer)
    except Exception as error:  # noqa: BLE001 - a user reads whatever the server says
        return False, f"{type(error).__name__}: {error}"
    finally:
        savepoint.close(rollback=True)
        if door in WRITING:
            visit.records.env.transaction.clear()
