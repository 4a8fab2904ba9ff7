from .res_partner import USER


def fact(kind, *args, **kwargs):
    """Return a field of the customer file, which people fill.

    Read together with the file's other facts, and only with them: no other screen
    waits for it. Not copied: a duplicate is somebody else.
    """
    return kind(*args, copy=False, groups=USER, prefetch="insight_file", **kwargs)
