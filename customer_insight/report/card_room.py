"""How much fits on a card; pixels as in customer_card_templates.xml."""

from .card_text import width

FREE = 1364 - 26 - 90
"""A page without its last line and some room for notes."""

TOP, CHART, HEADING, FIGURES, ROW, LINE = 347, 130, 36, 56, 23, 21
WIDE = 100
"""Texts that are wider, in Latin letters, take two lines."""


def fit(card, asked, facts):
    """Return ``{"asked", "facts"}`` of the sections that there is room for.

    What was asked for goes first; facts take what is left, the most useful ones.
    """
    room = FREE - used(card)
    kept = []
    for title, rows in asked:
        rows, room = take(rows, room)
        if rows:
            kept.append((title, rows))
    facts, _room = take(facts, room)
    return {"asked": kept, "facts": facts}


def used(card):
    """Pixels that the sections before take."""
    pixels = TOP
    if card.get("figures"):
        pixels += HEADING + FIGURES + (CHART if card["chart"] else 0)
    for rows, more in (card["people"], card.get("quotations") or ((), 0)):
        if rows:
            pixels += HEADING + ROW * len(rows) + (LINE if more else 0)
    return pixels


def take(rows, room):
    """Return the first rows that fit under a heading, and the room that is left."""
    left, kept = room - HEADING, []
    for row in rows:
        if left < height(row):
            break
        left -= height(row)
        kept.append(row)
    return (kept, left) if kept else ([], room)


def height(row):
    """Pixels of a row of texts, or of a row of facts (each a pair of texts)."""
    return ROW + LINE * any(width(text) > WIDE for text in row if isinstance(text, str))
