from odoo import fields, models
from odoo.tools import SQL, format_date
from odoo.tools.misc import formatLang

from ..signals.customer_insight_signal import OPEN

SLOW = ("dispute", "slow_service", "late_delivery")
NAMED = 3  # products are named, the others counted


class SaleOrder(models.Model):
    """One method a rule: it returns the reason to say something, or nothing."""

    _inherit = "sale.order"

    def _insight_number(self, value):
        return formatLang(self.env, value, digits=0 if value == int(value) else 1)

    def _insight_goods(self):
        """The lines that sell something, and reductions; no sections, no advances."""
        return self.order_line.filtered(
            lambda line: not line.display_type and not line.is_downpayment
        )

    # Suspicious: a third price proves that the first two were wrong

    def _insight_check_revisions(self, limit):
        count = self._insight_count_versions()
        if count > limit:
            return self.env._(
                "Version %(count)s for the same need; the rule says %(limit)s at most.",
                count=count,
                limit=self._insight_number(limit),
            )
        return False

    def _insight_count_versions(self):
        """Count as the detector of revised quotations does, with this one as it is."""
        products = self._insight_goods().product_id.ids
        if not products:
            return 0
        rows = self.env.execute_query(self._insight_versions_sql(products))
        return max(
            (count + (self._origin.id not in orders) for count, orders in rows),
            default=1,
        )

    def _insight_versions_sql(self, products):
        """``count, orders`` of his open quotations for each of the products."""
        detector = self.env["customer.insight.detector.quotation"]
        setting = self.env["customer.insight.detector.setting"]._of(
            self.company_id, "quotation"
        )
        return detector._versions_sql(
            self.company_id,
            self.env["customer.insight.engine"]._today(),
            setting._values() if setting else detector._defaults(),
            self.partner_id.commercial_partner_id,
            products,
        )

    # Realistic: small discounts only

    def _insight_check_discount(self, limit):
        given = self._insight_discount()
        if given > limit:
            return self.env._(
                "%(discount)s %% off; %(limit)s %% are the most for this customer.",
                discount=self._insight_number(given),
                limit=self._insight_number(limit),
            )
        return False

    def _insight_discount(self):
        """Return the largest of the lines' discounts and that of the whole, in %.

        To one digit, as it is shown: a rounded price is no larger discount.
        """
        lines = self._insight_goods()
        sold = lines.filtered(lambda line: line.price_subtotal > 0)
        full = sum(
            line.price_subtotal / (1 - line.discount / 100)
            for line in sold
            if line.discount < 100
        )
        net = sum(lines.mapped("price_subtotal"))
        whole = 100 * (1 - net / full) if full else 0
        return round(max([whole, *lines.mapped("discount")]), 1)

    # Difficult: little that earns nothing

    def _insight_check_margin(self, limit):
        if not self.env["customer.insight.guard"]._has_margin():
            return False
        margin = round(100 * self.margin_percent, 1)
        if self.amount_untaxed and margin < limit:
            return self.env._(
                "The margin is %(margin)s %%; %(limit)s %% are the least.",
                margin=self._insight_number(margin),
                limit=self._insight_number(limit),
            )
        return False

    # Conservative: slow with new products

    def _insight_check_new_product(self, limit):
        new = self._insight_new_products()
        if not new:
            return False
        names = new[:NAMED].mapped("name")
        more = len(new) - NAMED
        if more > 0:
            names.append(self.env._("%(count)s more", count=more))
        return self.env._("He never bought: %(products)s.", products=", ".join(names))

    def _insight_new_products(self):
        """Return what is quoted and what he never ordered, whichever variant."""
        quoted = self._insight_goods().product_id.product_tmpl_id
        if not quoted:
            return quoted
        customer = self.partner_id.commercial_partner_id
        groups = (
            self.env["sale.order.line"]
            .sudo()
            ._read_group(
                [
                    ("order_partner_id.commercial_partner_id", "=", customer.id),
                    ("company_id", "=", self.company_id.id),
                    ("state", "=", "sale"),
                    ("product_id.product_tmpl_id", "in", quoted._origin.ids),
                ],
                ["product_id"],
            )
        )
        bought = {product.product_tmpl_id.id for (product,) in groups}
        return quoted.filtered(lambda template: template._origin.id not in bought)

    # Friendly: leaves quietly when service is slow

    def _insight_check_slow_service(self, limit):
        signal = self.env["customer.insight.signal"].search(
            [
                ("partner_id", "=", self.partner_id.commercial_partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("detector", "in", SLOW),
                ("state", "in", OPEN),
            ],
            order="event_date, id",
            limit=1,
        )
        if not signal:
            return False
        return self.env._(
            "Open since %(day)s: %(signal)s.",
            day=format_date(self.env, signal.event_date),
            signal=dict(signal._get_detectors()).get(signal.detector),
        )

    # Stubborn: his own view, lightly followed up

    def _insight_check_follow_up(self, limit):
        if self.state == "draft":
            return self.env._("Before you send it: ask for his opinion.")
        days = self._insight_days_of_silence()
        if days < limit:
            return False
        return self.env._("No word for %(days)s days: time to ask.", days=days)

    def _insight_days_of_silence(self):
        """Return the days since somebody wrote on the sent quotation."""
        [(last,)] = self.env.execute_query(
            SQL(
                "SELECT MAX(date) FROM mail_message WHERE model = 'sale.order'"
                " AND res_id = %s AND message_type IN"
                " ('comment', 'email', 'email_outgoing')",
                self._origin.id,
            )
        )
        today = fields.Date.context_today(self)
        return (today - max(last or self.date_order, self.date_order).date()).days
