"""What the web client asks the server for when somebody opens a form."""

from lxml import etree

ALWAYS = ("1", "True")
X2MANY = ("one2many", "many2many")


def load_views(record):
    """Load the form's and the search's views; return what the form reads.

    The client does so once, when somebody opens the list or kanban before the form.
    """
    views = record.get_views([(False, "form"), (False, "search")], {"toolbar": True})
    form = etree.fromstring(views["views"]["form"]["arch"])
    return specification(form, record._name, views["models"])


def open_form(record, reads):
    """Load the record's values as its form specifies them, for each record opened."""
    return record.web_read(reads)


def specification(arch, model, models):
    """Return what ``web_read`` reads for ``arch``, like the client's getFieldsSpec."""
    fields = models[model]["fields"]
    level = arch.xpath("count(ancestor-or-self::field)")
    nodes = arch.xpath(".//field[count(ancestor::field) = $level]", level=level)
    return {
        node.get("name"): _read(node, fields[node.get("name")], models)
        for node in nodes
    }


def _read(node, field, models):
    if field["type"] in X2MANY:
        return _read_many(node, field, models)
    if field["type"] in ("many2one", "reference"):
        return {"fields": {} if _is_hidden(node) else {"display_name": {}}}
    return {}


def _read_many(node, field, models):
    """Return the rows' specification: of the list inside, else what a tag shows."""
    if _is_hidden(node):
        return {}
    inner = [view for view in node if view.tag in ("list", "kanban")]
    if not inner:
        return {"fields": {"display_name": {}}}
    return {"fields": specification(inner[0], field["relation"], models), "limit": 40}


def _is_hidden(node):
    return node.get("invisible") in ALWAYS
