"""Markdown tables that also read well on a terminal."""


def table(head, rows):
    """Return a Markdown table with padded columns; cells are texts."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    texts = [_line(line, widths) for line in lines]
    rule = "|-" + "-|-".join("-" * width for width in widths) + "-|"
    return "\n".join([texts[0], rule, *texts[1:]])


def _line(cells, widths):
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def word(fulfilled):
    return "ok" if fulfilled else "missed"
