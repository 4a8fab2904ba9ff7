from odoo import api, models

# What the remaining row takes over where it has nothing.
TAKEN = ("share", "supplies", "since_date", "tie")


class CustomerInsightCompetitorPresence(models.Model):
    """Merging customers: one row per rival is left, and nothing known is lost."""

    _inherit = "customer.insight.competitor.presence"

    @api.model
    def _unite(self, sources, destination):
        """Move the sources' rows to the destination; unite those of the same rival."""
        mine = self.search([("partner_id", "=", destination.id)])
        by_rival = {row.competitor_id: row for row in mine}
        for row in self.search([("partner_id", "in", sources.ids)]):
            target = by_rival.get(row.competitor_id)
            if target:
                target._take_over(row)
                row.unlink()
            else:
                row._move_to(destination)
                by_rival[row.competitor_id] = row
        self.flush_model()

    def _move_to(self, partner):
        """Hang the row on another customer; a share too many becomes a note."""
        room = partner._insight_room_for(self)
        values = {"partner_id": partner.id}
        if self.share > room:
            values |= {"share": 0, "note": self._joined(self.note, self._as_note())}
        self.write(values)

    def _take_over(self, other):
        """Fill what is missing here; note what is said otherwise there."""
        room = self.partner_id._insight_room_for(self)
        missing = [name for name in TAKEN if other[name] and not self[name]]
        if other.share > room and "share" in missing:
            missing.remove("share")
        differs = any(
            other[name] and other[name] != self[name]
            for name in TAKEN
            if name not in missing
        )
        values = {name: other[name] for name in missing}
        values["note"] = self._joined(
            self.note, other.note, other._as_note() if differs else False
        )
        seen = [d for d in (self.last_seen_date, other.last_seen_date) if d]
        values["last_seen_date"] = max(seen, default=False)
        self.write(values)

    def _as_note(self):
        """What the row says, in words: share, products, since when, how firmly."""
        tie = dict(self._fields["tie"]._description_selection(self.env)).get(self.tie)
        share = f"{self.share:g} %" if self.share else False
        since = str(self.since_date) if self.since_date else False
        said = [text for text in (share, self.supplies, since, tie) if text]
        return self.env._(
            "Noted at the merged %(customer)s: %(said)s",
            customer=self.partner_id.name,
            said="; ".join(said),
        )

    @api.model
    def _joined(self, *notes):
        """Notes one under the other, none twice."""
        return "\n".join(dict.fromkeys(note for note in notes if note)) or False
