from datetime import date, timedelta

from odoo.tests import tagged

from .common import AS_OF
from .common_invoicing import InvoicingCase
from .common_live import LiveCase


@tagged("post_install", "-at_install")
class SignalCase(LiveCase, InvoicingCase):
    """Hand-made histories up to the last day of 2025, and one detector at a time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Signal = cls.env["customer.insight.signal"]
        cls.Setting = cls.env["customer.insight.detector.setting"]
        cls.Setting._sync()
        # nobody's rhythm is known in the first 90 days of a company's records
        cls.buys(cls.customer("The first one"), ["2023-06-01"])

    @classmethod
    def setting(cls, detector):
        return cls.Setting.search(
            [("detector", "=", detector), ("company_id", "=", cls.company.id)]
        )

    @classmethod
    def tune(cls, detector, **values):
        """Set parameters of a detector."""
        for row in cls.setting(detector).parameter_ids:
            if row.name in values:
                row.value = values[row.name]

    def found(self, detector, as_of=AS_OF, company=None):
        """What the detector's statement returns: ``{(partner, product): row}``."""
        setting = self.setting(detector)
        self.env.flush_all()
        sql = setting._detector()._detect_sql(
            company or self.company, as_of, setting._values()
        )
        rows = self.env.execute_query_dict(sql)
        return {(row["partner_id"], row["product_id"]): row for row in rows}

    def assertFires(self, detector, partner, product=None, as_of=AS_OF, **expected):
        """The detector tells of this customer and product, with these values."""
        rows = self.found(detector, as_of)
        key = partner.id, product.id if product else None
        self.assertIn(key, rows, f"{detector} has to fire")
        row = rows[key]
        figures = {**row["evidence"], **row}
        for name, value in expected.items():
            with self.subTest(figure=name):
                if isinstance(value, float):
                    self.assertAlmostEqual(figures[name], value, places=2)
                else:
                    self.assertEqual(figures[name], value)
        return row

    def assertSilent(self, detector, partner, as_of=AS_OF):
        told = [
            row
            for key, row in self.found(detector, as_of).items()
            if key[0] == partner.id
        ]
        self.assertFalse(told, f"{detector} must not fire")

    def assertOnlyHere(self, detector):
        """It fires in this company, and finds nothing of it in another one."""
        self.assertTrue(self.found(detector), f"{detector} has to fire")
        elsewhere = self._create_company("Elsewhere")
        self.assertFalse(self.found(detector, company=elsewhere))

    def run_detector(self, detector, as_of=AS_OF):
        """Run as the night does; return the detector's signals of the company."""
        self.env.flush_all()
        setting = self.setting(detector)
        setting._run(as_of)
        self.assertFalse(setting.last_error)
        return self.signals(detector)

    def assertRecovers(self, signal, as_of, expected="yes"):
        self.run_detector(signal.detector, as_of)
        self.assertEqual(signal.recovered, expected)

    def signals(self, detector):
        return self.Signal.search(
            [("detector", "=", detector), ("company_id", "=", self.company.id)]
        )

    # Histories

    @staticmethod
    def every(days, count, last):
        """``count`` days, ``days`` apart, the last of them given."""
        last = date.fromisoformat(str(last))
        return [last - timedelta(days * n) for n in reversed(range(count))]

    @classmethod
    def buys(cls, partner, days, amount=100, **line):
        """One order of one piece (or as ``line`` says) on each of the days."""
        line = {"price_unit": amount, **line}
        return cls.orders([(partner, day, None, {"lines": [line]}) for day in days])

    @classmethod
    def buys_products(cls, partner, day, products):
        lines = [{"product_id": product.id, "price_unit": 100} for product in products]
        return cls.order(partner, day, lines=lines)
