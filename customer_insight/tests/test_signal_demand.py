from datetime import date

from .common_signals import SignalCase


class TestSignalJump(SignalCase):
    """One product's demand jumps, against his own history and the market's."""

    def months(self, amounts, year=2025, partner=None):
        """Quantities bought on the 10th of months from January on."""
        for month, quantity in enumerate(amounts, start=1):
            if quantity:
                self.buys(
                    partner or self.partner,
                    [f"{year}-{month:02}-10"],
                    product_uom_qty=quantity,
                    price_unit=10,
                )

    def test_tells_of_a_jump(self):
        """10 a month, then 60: 110 in 335 days known are 9.8 in 30 days."""
        self.months([*[10] * 11, 60])
        row = self.assertFires(
            "product_jump",
            self.partner,
            self.product,
            quantity=60,
            event_date=date(2025, 12, 10),
        )
        usual = 110 * 30 / 326  # from 10 January to 2 December
        self.assertAlmostEqual(row["severity"], 100 * (1 - usual / 60), places=2)
        self.assertAlmostEqual(row["value"], 10 * (60 - usual), places=2)

    def test_a_little_more_is_no_jump(self):
        self.months([*[10] * 11, 25])
        self.assertSilent("product_jump", self.partner)

    def test_the_peak_of_the_season_was_there_last_year(self):
        self.months([*[10] * 11, 60], year=2024)
        self.months([*[10] * 11, 65])
        self.assertSilent("product_jump", self.partner)

    def test_far_above_last_years_season_is_a_jump(self):
        self.months([*[10] * 11, 30], year=2024)
        self.months([*[10] * 11, 65])
        self.assertFires("product_jump", self.partner, self.product)

    def test_a_lot_that_he_buys_from_time_to_time_is_none(self):
        """60 each quarter are 20 a month: no jump, though three times as much."""
        self.months([0, 0, 60, 0, 0, 60, 0, 0, 60, 0, 0, 60])
        self.assertSilent("product_jump", self.partner)

    def test_a_product_that_he_just_began_to_buy_does_not_jump(self):
        self.months([0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 60])
        self.assertSilent("product_jump", self.partner)

    def test_when_everybody_takes_more_it_is_the_market(self):
        self.months([*[10] * 11, 60])
        for customer in self.customers(3):
            self.months([*[10] * 11, 60], partner=customer)
        self.assertFalse(self.found("product_jump"))

    def test_a_dozen_is_twelve_pieces(self):
        self.months([*[12] * 11])
        dozen = self.env.ref("uom.product_uom_dozen")
        self.buys(
            self.partner,
            ["2025-12-10"],
            product_uom_qty=1,
            product_uom_id=dozen.id,
            price_unit=120,
        )
        self.assertSilent("product_jump", self.partner)
        self.buys(
            self.partner,
            ["2025-12-11"],
            product_uom_qty=5,
            product_uom_id=dozen.id,
            price_unit=120,
        )
        self.assertFires("product_jump", self.partner, self.product, quantity=72)


class TestSignalDecline(SignalCase):
    """Contribution or stability fall against three months ago."""

    def test_tells_of_falling_contribution(self):
        """Half a year at 1000 a month, then less: 12 months ago falls out."""
        self.buys(self.partner, [f"2024-{m:02}-15" for m in range(10, 13)], 3000)
        self.buys(self.partner, [f"2025-{m:02}-15" for m in range(1, 13)], 1000)
        row = self.assertFires("decline", self.partner, months=3)
        self.assertEqual(row["evidence"]["contribution_amount"], 12000)
        self.assertEqual(row["evidence"]["earlier_amount"], 18000)
        self.assertAlmostEqual(row["value"], 6000, places=2)

    def test_steady_customers_are_left_alone(self):
        days = [f"{y}-{m:02}-15" for y in (2024, 2025) for m in range(1, 13)]
        self.buys(self.partner, days, 1000)
        self.assertSilent("decline", self.partner)

    def test_a_season_is_in_both_windows(self):
        """Only in summer, both years: the windows hold one summer each."""
        days = [f"{y}-{m:02}-15" for y in (2024, 2025) for m in (5, 6, 7, 8)]
        self.buys(self.partner, days, 1000)
        self.tune("decline", points=100)
        self.assertSilent("decline", self.partner)

    def test_few_orders_make_no_figure(self):
        self.buys(self.partner, ["2024-11-15", "2025-01-15"], 1000)
        self.assertSilent("decline", self.partner)


class TestSignalQuotation(SignalCase):
    """The third version of a quotation, for a suspicious customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.insight_personality_id = cls.env.ref(
            "customer_insight.trait_personality_suspicious"
        )

    def quote(self, days, partner=None, **values):
        return [
            self.quotation(partner or self.partner, day, 500, **values) for day in days
        ]

    def test_tells_of_the_third_version(self):
        self.quote(["2025-12-01"], state="cancel")
        self.quote(["2025-12-08", "2025-12-20"])
        self.assertFires(
            "quotation", self.partner, count=3, days=20, severity=50.0, value=500.0
        )

    def test_two_versions_are_usual(self):
        self.quote(["2025-12-08", "2025-12-20"])
        self.assertSilent("quotation", self.partner)

    def test_others_may_ask_once_more(self):
        other = self.customer("Other")
        self.quote(["2025-12-01", "2025-12-08", "2025-12-20"], other)
        self.assertSilent("quotation", other)
        self.quote(["2025-12-22"], other)
        self.assertFires("quotation", other, count=4)

    def test_an_order_in_between_ends_the_need(self):
        self.quote(["2025-12-01", "2025-12-08", "2025-12-20"])
        self.buys(self.partner, ["2025-12-10"])
        self.assertSilent("quotation", self.partner)

    def test_quotations_for_different_products_are_no_versions(self):
        for product, day in zip(self.products, (1, 8, 20), strict=False):
            line = {"product_id": product.id, "price_unit": 500}
            self.quote([f"2025-12-{day:02}"], lines=[line])
        self.assertSilent("quotation", self.partner)

    def test_withdrawn_ones_alone_are_past(self):
        self.quote(["2025-12-01", "2025-12-08", "2025-12-20"], state="cancel")
        self.assertSilent("quotation", self.partner)

    def test_a_changed_price_after_sending_is_a_version(self):
        [quotation] = self.quote(["2025-12-08"])
        quotation.message_post(body="Sent", subtype_xmlid="sale.mt_order_sent")
        field = self.env["ir.model.fields"]._get("sale.order", "amount_untaxed")
        for hour in (1, 2):
            message = quotation.message_post(body="Changed")
            message.date = f"2025-12-31 1{hour + 2}:00:00"
            self.env["mail.tracking.value"].create(
                {"mail_message_id": message.id, "field_id": field.id}
            )
        self.assertFires("quotation", self.partner, count=3)
