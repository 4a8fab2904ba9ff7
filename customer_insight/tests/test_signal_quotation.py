from datetime import date

from .common_signals import SignalCase


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

    def test_orders_for_something_else_or_before_end_no_need(self):
        self.quote(["2025-12-01", "2025-12-08", "2025-12-20"])
        self.buys(self.partner, ["2025-12-10"], product_id=self.products[1].id)
        self.buys(self.partner, ["2025-11-30"])
        self.assertFires("quotation", self.partner, count=3)

    def test_others_are_never_told_of_where_a_manager_says_so(self):
        other = self.customer("Other")
        self.quote([f"2025-12-{day:02}" for day in range(1, 9)], other)
        self.tune("quotation", revisions_others=0)
        self.assertSilent("quotation", other)

    def test_samples_and_empty_quotations_are_no_prices(self):
        self.quote(["2025-12-20"])
        self.quote(["2025-12-01", "2025-12-08"], insight_is_sample=True)
        free = [{"price_unit": 0}]
        self.quote(["2025-12-02", "2025-12-09"], lines=free)
        self.assertSilent("quotation", self.partner)

    def test_old_quotations_and_those_of_later_days_do_not_count(self):
        self.quote(["2025-11-10", "2025-12-08", "2025-12-20"])
        self.assertSilent("quotation", self.partner)
        self.quote(["2025-12-30"])
        self.assertSilent("quotation", self.partner, as_of=date(2025, 12, 30))
        self.assertFires("quotation", self.partner, as_of=date(2025, 12, 31), count=3)

    def test_other_companies_quotations_are_theirs(self):
        self.quote(["2025-12-01", "2025-12-08", "2025-12-20"])
        self.assertOnlyHere("quotation")

    def test_quotations_for_different_products_are_no_versions(self):
        for product, day in zip(self.products, (1, 8, 20), strict=False):
            line = {"product_id": product.id, "price_unit": 500}
            self.quote([f"2025-12-{day:02}"], lines=[line])
        self.assertSilent("quotation", self.partner)

    def test_withdrawn_ones_alone_are_past(self):
        self.quote(["2025-12-01", "2025-12-08", "2025-12-20"], state="cancel")
        self.assertSilent("quotation", self.partner)

    def changed(self, quotation, moment, name="amount_untaxed"):
        """Note on a quotation that a field was changed at a moment."""
        message = quotation.message_post(body="Changed")
        message.date = moment
        field = self.env["ir.model.fields"]._get("sale.order", name)
        self.env["mail.tracking.value"].create(
            {"mail_message_id": message.id, "field_id": field.id}
        )

    def sent(self):
        """A quotation, sent on 10 December at noon."""
        [quotation] = self.quote(["2025-12-08"])
        message = quotation.message_post(
            body="Sent", subtype_xmlid="sale.mt_order_sent"
        )
        message.date = "2025-12-10 12:00:00"
        return quotation

    def test_a_changed_price_after_sending_is_a_version(self):
        quotation = self.sent()
        for day in (12, 30):
            self.changed(quotation, f"2025-12-{day} 12:00:00")
        self.assertFires("quotation", self.partner, count=3, days=23)
        self.assertSilent("quotation", self.partner, as_of=date(2025, 12, 30))

    def test_changes_before_sending_or_of_other_fields_are_no_version(self):
        quotation = self.sent()
        for hour in (10, 11):
            self.changed(quotation, f"2025-12-10 {hour}:00:00")
            self.changed(quotation, f"2025-12-20 {hour}:00:00", "user_id")
        self.assertSilent("quotation", self.partner)
