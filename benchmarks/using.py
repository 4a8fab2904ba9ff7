"""Times what people do, with and without the addon, turn by turn in one process.

``python -m benchmarks.using WITH WITHOUT ORDERS FORMS GROUPINGS`` prints
{what: {"with": [seconds], "without": [seconds]}}. Both databases hold the same rows
under the same ids. Every action is a request of the administrator, in a transaction of
its own.
"""

import sys

from . import odoo_side, web_client

ADMIN = 2
CLASSES, STORED = ["insight_category"], ["type"]


def paired(count, title, actions):
    """Return {name: [seconds]}: each action ``count`` times, turn by turn."""
    times = {name: [] for name in actions}
    names = list(actions)
    for number in range(count):
        if not number % 50:
            odoo_side.progress(f"{title}: {number} of {count}")
        for name in names if number % 2 else reversed(names):
            times[name].append(actions[name](number))
    return {name: values[count // 10 :] for name, values in times.items()}


class Confirming:
    """Confirms the database's draft quotations, one after the other."""

    def __init__(self, registry):
        self.registry = registry
        with odoo_side.environment(registry, ADMIN) as env:
            found = env["sale.order"].search([("state", "=", "draft")], order="id")
            self.ids = found.ids

    def __len__(self):
        return len(self.ids)

    def __call__(self, number):
        with odoo_side.environment(self.registry, ADMIN) as env:
            order = env["sale.order"].browse(self.ids[number])
            return odoo_side.seconds(lambda: self._confirm(order))

    def _confirm(self, order):
        order.action_confirm()
        order.env.cr.commit()  # pylint: disable=invalid-commit  (as a request ends)


class Opening:
    """Opens the form of one customer after the other, as the web client does."""

    def __init__(self, registry):
        self.registry = registry
        with odoo_side.environment(registry, ADMIN) as env:
            customers = env["res.partner"].search(
                [("is_company", "=", True)], order="id"
            )
            self.ids = customers.ids
            self.reads = web_client.load_views(customers[:1])

    def __call__(self, number):
        with odoo_side.environment(self.registry, ADMIN) as env:
            partner = env["res.partner"].browse(self.ids[number * 37 % len(self.ids)])
            return odoo_side.seconds(lambda: self._open(partner))

    def _open(self, partner):
        web_client.open_form(partner, self.reads)


class Loading(Opening):
    """Loads the views of the form before it opens a customer."""

    def _open(self, partner):
        web_client.open_form(partner, web_client.load_views(partner))


class Grouping:
    """Groups all partners by a field, as the list view does."""

    def __init__(self, registry, field):
        self.registry, self.field = registry, field

    def __call__(self, number):
        with odoo_side.environment(self.registry, ADMIN) as env:
            partners = env["res.partner"]
            return odoo_side.seconds(
                lambda: partners.formatted_read_group([], self.field, ["__count"])
            )


def main(with_addon, without, orders, forms, groupings):
    ours, bare = odoo_side.registry(with_addon), odoo_side.registry(without)
    both = {"with": ours, "without": bare}
    confirming = {name: Confirming(registry) for name, registry in both.items()}
    opening = {name: Opening(registry) for name, registry in both.items()}
    loading = {name: Loading(registry) for name, registry in both.items()}
    grouping = {"class": Grouping(ours, CLASSES), "stored": Grouping(ours, STORED)}
    odoo_side.settle()
    orders = min(int(orders), *map(len, confirming.values()))
    answer = {
        "confirm": paired(orders, "confirming orders", confirming),
        "form": paired(int(forms), "opening customers", opening),
        "views": paired(int(forms), "loading views as well", loading),
        "group": paired(int(groupings), "grouping customers", grouping),
    }
    odoo_side.answer(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
