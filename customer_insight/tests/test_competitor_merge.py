from odoo import Command

from .test_competitor import CompetitorCase


class TestCompetitorMerge(CompetitorCase):
    """Duplicates become one customer, and nothing known of his rivals is lost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.customer("Duplicate", is_company=True)

    def merge(self):
        partners = self.partner + self.other
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [Command.set(partners.ids)],
                "dst_partner_id": self.partner.id,
                "state": "selection",
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()
        self.assertFalse(self.other.exists())
        return {row.competitor_id: row for row in self.partner.insight_presence_ids}

    def test_other_rivals_of_the_duplicate_come_along(self):
        self.presence(self.north, share=30)
        self.presence(self.south, self.other, share=20, note="By phone")
        rows = self.merge()
        self.assertEqual(rows[self.north].share, 30)
        self.assertEqual(
            (rows[self.south].share, rows[self.south].note), (20, "By phone")
        )

    def test_same_rival_keeps_one_row_that_knows_both(self):
        self.presence(self.north, tie="weak", last_seen_date="2025-01-01")
        self.presence(
            self.north,
            self.other,
            share=20,
            supplies="Pads",
            last_seen_date="2025-06-01",
            note="Since the fair",
        )
        row = self.merge()[self.north]
        self.assertEqual((row.share, row.supplies, row.tie), (20, "Pads", "weak"))
        self.assertEqual(str(row.last_seen_date), "2025-06-01")
        self.assertEqual(row.note, "Since the fair")

    def test_what_the_duplicate_said_otherwise_is_noted(self):
        self.presence(self.north, share=30, supplies="Lamps", note="First")
        self.presence(self.north, self.other, share=20, supplies="Pads")
        row = self.merge()[self.north]
        self.assertEqual((row.share, row.supplies), (30, "Lamps"))
        self.assertTrue(row.note.startswith("First\n"))
        for text in ("Duplicate", "20 %", "Pads"):
            self.assertIn(text, row.note)

    def test_shares_that_are_too_many_together_become_a_note(self):
        self.presence(self.north, share=70)
        self.presence(self.south, self.other, share=60, supplies="Pads")
        rows = self.merge()
        self.assertEqual((rows[self.north].share, rows[self.south].share), (70, 0))
        self.assertIn("60 %", rows[self.south].note)

    def test_missing_share_that_does_not_fit_becomes_a_note(self):
        self.presence(self.north, share=70)
        self.presence(self.south)
        self.presence(self.south, self.other, share=60)
        row = self.merge()[self.south]
        self.assertEqual(row.share, 0)
        self.assertIn("60 %", row.note)

    def test_rivals_survive_when_only_the_duplicate_has_some(self):
        self.presence(self.north, self.other, share=70)
        self.assertEqual(self.merge()[self.north].share, 70)
