"""The one exception that people are meant to see."""


class Problem(Exception):
    """Something the user can act on; shown as one line, without a traceback."""
