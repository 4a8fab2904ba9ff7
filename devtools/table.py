"""The class table in the terminal, in step although Chinese characters are wide."""

import itertools
import unicodedata

# "customers" is the one heading that is not a field of customer.insight
CUSTOMERS = {"en_US": "Customers", "zh_CN": "客户数", "zh_TW": "客戶數"}


def text(content):
    """Return one table for each company of ``{lang, heads, rows}``."""
    category, contribution, stability = content["heads"]
    heads = [category, CUSTOMERS[content["lang"]], contribution, stability]
    companies = itertools.groupby(content["rows"], key=lambda row: row[0])
    tables = [
        _table(name, heads, [row[1:] for row in rows]) for name, rows in companies
    ]
    return "\n".join(tables)


def _table(title, heads, rows):
    cells = [heads, *map(_formatted, rows)]
    widths = [max(map(text_width, column)) for column in zip(*cells, strict=True)]
    lines = [_line(row, widths) for row in cells]
    rule = "─" * text_width(lines[0])
    return "\n".join(["", title, rule, lines[0], rule, *lines[1:], rule])


def _formatted(row):
    name, count, contribution, stability = row
    return [name, str(count), f"{contribution or 0:,.0f}", f"{stability or 0:.1f}"]


def _line(row, widths):
    """Return the first column to the left, the figures to the right."""
    gaps = [
        " " * (width - text_width(cell))
        for cell, width in zip(row, widths, strict=True)
    ]
    figures = [gap + cell for gap, cell in zip(gaps[1:], row[1:], strict=True)]
    return "  ".join([row[0] + gaps[0], *figures])


def text_width(text):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
