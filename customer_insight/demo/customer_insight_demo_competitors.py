import base64

from odoo import api, fields, models

from .customer_insight_demo import MODULE

CARDS = ("customer.insight.competitor.csv", "customer.insight.competitor.point.csv")
COLORS = ("#8c4a4a", "#3f6a8a", "#4f7a54", "#8a6d3b", "#6b5b95")
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
    '<rect width="64" height="64" rx="10" fill="%s"/>'
    '<text x="32" y="45" font-size="36" font-family="sans-serif" fill="#fff"'
    ' text-anchor="middle">%s</text></svg>'
)


class CustomerInsightDemo(models.AbstractModel):
    """Rivals of a trader in auto parts, and where they are met."""

    _inherit = "customer.insight.demo"

    @api.model
    def _load_records(self):
        res = super()._load_records()
        for name in CARDS:
            self._load_file(name)
        self._translate_cards()
        self._draw_logos()
        self._place_competitors()
        return res

    def _translate_cards(self):
        """Cards speak the languages that are installed."""
        installed = dict(self.env["res.lang"].get_installed())
        for row in self._read("competitor_words.csv"):
            for lang in installed.keys() & row.keys():
                record = self._record(row["record"]).with_context(lang=lang)
                record[row["field"]] = row[lang]

    def _draw_logos(self):
        """The first letter on a colour: nobody's real sign."""
        rivals = self.env["customer.insight.competitor"].search(
            [("company_id", "=", self.env.company.id)]
        )
        for rival, color in zip(rivals, COLORS, strict=True):
            drawing = LOGO % (color, rival.with_context(lang="en_US").name[0])
            rival.logo = base64.b64encode(drawing.encode())

    def _place_competitors(self):
        self.env["customer.insight.competitor.presence"].create(
            [self._presence(row) for row in self._read("competitor_presences.csv")]
        )

    def _presence(self, row):
        since = self._days_ago(365 * int(row["years"]))
        return {
            "partner_id": self._customer(row["customer"]).id,
            "competitor_id": self.env.ref(
                f"{MODULE}.competitor_{row['competitor']}"
            ).id,
            "share": float(row["share"]),
            "supplies": row["supplies"],
            "since_date": fields.Date.start_of(since, "year"),
            "tie": row["tie"],
            "last_seen_date": self._days_ago(int(row["seen"])),
            "note": row["note"] or False,
        }
