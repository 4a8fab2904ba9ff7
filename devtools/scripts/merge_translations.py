# Run with the project's Python: merge a template into .po files, keep translations.
import sys
from pathlib import Path

import polib

PLURALS = "nplurals=1; plural=0;"


def merge(template, path):
    """Bring one language up to date; return how many terms still need somebody."""
    po = polib.pofile(path) if Path(path).exists() else polib.POFile()
    po.wrapwidth = template.wrapwidth
    po.merge(template)
    for stale in po.obsolete_entries():
        po.remove(stale)
    order = {entry.msgid: place for place, entry in enumerate(template)}
    po.sort(key=lambda entry: order[entry.msgid])
    language = Path(path).stem
    po.metadata = {**template.metadata, "Language": language, "Plural-Forms": PLURALS}
    po.save(path)
    return len(po.untranslated_entries()) + len(po.fuzzy_entries())


template_path, *po_paths = sys.argv[1:]
pot = polib.pofile(template_path)
for po_path in po_paths:
    left = merge(pot, po_path)
    sys.stdout.write(f"{po_path}: {len(pot)} terms, {left} untranslated\n")
