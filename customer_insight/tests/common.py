from datetime import date

from odoo import Command, fields
from odoo.tests import TransactionCase, tagged

AS_OF = date(2026, 1, 1)
"""The reference date of the tables: the window is the calendar year 2025.

365 days cut by time: a month is 30 days 10 h, a quarter 91 days 6 h. Any 15th falls
into the bucket of its calendar month. Quarters start on 1 January 00:00, 2 April
06:00, 2 July 12:00 and 1 October 18:00.
"""

MONTHS = [f"2025-{month:02}-15" for month in range(1, 13)]
QUARTERS = MONTHS[1::3]


@tagged("post_install", "-at_install")
class InsightCase(TransactionCase):
    """A company without any document, and short ways to write documents into it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(
                cls.env.context,
                tracking_disable=True,
                mail_create_nolog=True,
                sale_no_log_for_new_lines=True,
            )
        )
        cls.company = cls._create_company("Insight Test")
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.company = cls.company.with_env(cls.env)
        cls.engine = cls.env["customer.insight.engine"]
        cls.policy = cls.env["customer.insight.policy"]._for_company(cls.company)
        cls.families = cls.env["product.category"].create(
            [{"name": name} for name in ("Brakes", "Filters", "Lamps", "Tyres")]
        )
        cls.products = cls.env["product.product"].create(
            [cls._product_values(family) for family in cls.families]
        )
        cls.product = cls.products[0]

    @classmethod
    def _create_company(cls, name, **values):
        euro = cls.env.ref("base.EUR")
        euro.active = True
        company = cls.env["res.company"].create(
            {"name": name, "currency_id": euro.id, **values}
        )
        cls.env.user.company_ids += company
        return company

    @staticmethod
    def _product_values(family):
        return {
            "name": f"Part of {family.name}",
            "categ_id": family.id,
            "type": "service",
            "invoice_policy": "order",
            "taxes_id": False,
        }

    # Records

    @classmethod
    def customer(cls, name="Customer", **values):
        return cls.env["res.partner"].create({"name": name, **values})

    @classmethod
    def customers(cls, count):
        return cls.env["res.partner"].create(
            [{"name": f"Customer {n}"} for n in range(1, count + 1)]
        )

    @classmethod
    def order(cls, partner, day, amount=None, **values):
        """A confirmed order; ``amount=None`` for one with ``lines`` of its own."""
        return cls.orders([(partner, day, amount, values)])

    @classmethod
    def orders(cls, rows):
        """Orders from rows ``(partner, day, amount[, values])``, in one batch."""
        return cls.env["sale.order"].create([cls._order_values(*row) for row in rows])

    @classmethod
    def buy(cls, partner, amounts):
        """Orders of one customer from ``{day: amount}``."""
        return cls.orders([(partner, day, amounts[day]) for day in amounts])

    @classmethod
    def quotation(cls, partner, day, amount, state="sent", **values):
        """A quotation that never runs out, unless ``validity_date`` says so."""
        values = {"state": state, "validity_date": False, **values}
        return cls.order(partner, day, amount, **values)

    @classmethod
    def sample(cls, partner, day, amount=0, **values):
        return cls.order(partner, day, amount, insight_is_sample=True, **values)

    @classmethod
    def _order_values(cls, partner, day, amount, values=None):
        values = dict(values or {})
        lines = values.pop("lines", None) or [{"price_unit": amount}]
        if currency := values.pop("currency", None):
            values["pricelist_id"] = cls.pricelist(currency).id
        return {
            "partner_id": partner.id,
            "company_id": cls.company.id,
            "date_order": cls._moment(day),
            "state": "sale",
            "order_line": [
                Command.create({"product_id": cls.product.id, "tax_ids": False, **line})
                for line in lines
            ],
            **values,
        }

    @staticmethod
    def _moment(day):
        """Noon, unless an hour is given: ``2025-04-02 06:00:00``."""
        day = str(day)
        return day if ":" in day else f"{day} 12:00:00"

    # Currencies

    @classmethod
    def currency(cls, code, rates):
        """A currency with ``{day: units for one unit of the company's}``."""
        currency = cls.env.ref(f"base.{code}")
        currency.active = True
        cls.env["res.currency.rate"].create(
            [
                {
                    "name": day,
                    "rate": rate,
                    "currency_id": currency.id,
                    "company_id": cls.company.id,
                }
                for day, rate in rates.items()
            ]
        )
        return currency

    @classmethod
    def pricelist(cls, currency):
        return cls.env["product.pricelist"].create(
            {"name": currency.name, "currency_id": currency.id}
        )

    # Running the engine

    def evaluate(self, partners=None, as_of=AS_OF, previous=None, policy=None):
        """Return ``{partner id: figures}``; nobody has a previous class, unless given
        as ``{partner: class}``."""
        previous = {p.id: category for p, category in (previous or {}).items()}
        rows = self.engine.evaluate(
            self.company,
            fields.Date.to_date(as_of),
            partners=partners,
            policy=policy,
            previous=previous,
        )
        self.assertEqual(
            len(rows), len({row["partner_id"] for row in rows}), "one row a customer"
        )
        return {row["partner_id"]: row for row in rows}

    def figures(self, partner, **options):
        """Return the figures of one customer among all of the company."""
        return self.evaluate(**options)[partner.id]

    def categories(self, partners, **options):
        """Return the classes in the order of ``partners``, with spaces between."""
        rows = self.evaluate(**options)
        return " ".join(rows[partner.id]["category"] for partner in partners)

    def contribution(self, partner, **options):
        return self.figures(partner, **options)["contribution"]

    def assertFigures(self, partner, expected, places=4, **options):
        """Compare the named figures: numbers to some places, the rest exactly."""
        row = self.figures(partner, **options)
        for name, value in expected.items():
            with self.subTest(figure=name):
                if isinstance(value, float):
                    self.assertAlmostEqual(row[name], value, places=places)
                else:
                    self.assertEqual(row[name], value)

    def stored(self, partner):
        """Return the customer's stored row in the test company."""
        Insight = self.env["customer.insight"].with_context(active_test=False)
        return Insight.search(
            [("partner_id", "=", partner.id), ("company_id", "=", self.company.id)]
        )

    def refresh(self, as_of=AS_OF, partners=None):
        count = self.engine.refresh(self.company, as_of, partners)
        self.env.invalidate_all()
        return count
