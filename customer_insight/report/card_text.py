"""Texts that fit on paper: a card is one page, whatever people wrote."""

from unicodedata import east_asian_width

from odoo.tools.misc import format_decimalized_number

ELLIPSIS = "…"
HUNDRED_MILLION, TEN_THOUSAND = 10**8, 10**4
CHINESE_UNITS = {"zh_CN": "亿万", "zh_TW": "億萬", "zh_HK": "億萬"}


def width(text):
    """Width in Latin letters; a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def cut(text, room):
    """Return ``text`` on one line, at most ``room`` Latin letters wide."""
    text = " ".join(str(text or "").split())
    if width(text) <= room:
        return text
    kept, used = [], width(ELLIPSIS)
    for char in text:
        used += width(char)
        if used > room:
            break
        kept.append(char)
    return "".join(kept).rstrip() + ELLIPSIS


def compact(amount, lang):
    """Return a short number: 94.8k, or 9.5万 where people count so."""
    for size, unit in zip(
        (HUNDRED_MILLION, TEN_THOUSAND), CHINESE_UNITS.get(lang, ""), strict=False
    ):
        if abs(amount) >= size:
            return f"{round(amount / size, 1):g}{unit}"
    if lang in CHINESE_UNITS:
        return f"{round(amount):d}"
    return format_decimalized_number(amount)
