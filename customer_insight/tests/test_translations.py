import io
import re
from collections import Counter

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import TRANSLATED_ATTRS, trans_export

LANGUAGES = ("zh_CN", "zh_TW")
TAG = re.compile(r"<[^>]+>")
READ = re.compile(rf'\b(?:{"|".join(sorted(TRANSLATED_ATTRS))})="[^"]*"')
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\{.*?\}\}")
HAN = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")
# Codes and names that stay as they are in Chinese.
KEPT = {"EI", "EII", "EIII", "EIV", "PI", "PII", "PIII", "PIV", "ID", "IT", "QQ"}


def in_simplified(char):
    """Tell whether mainland China's character set has it."""
    return bool(char.encode("gb2312", "ignore"))


def in_traditional(char):
    """Tell whether it is one of the 5,401 common characters of Taiwan's."""
    return b"\xa4" <= char.encode("big5", "ignore") < b"\xc9"


def foreign(text, lang):
    """Return the Chinese characters that only the other script has."""
    mine, other = in_simplified, in_traditional
    if lang == "zh_TW":
        mine, other = other, mine
    return "".join(char for char in HAN.findall(text) if other(char) and not mine(char))


def markup(text):
    """Count the tags and placeholders, without the attributes that people read."""
    tags = (READ.sub("", tag) for tag in TAG.findall(text))
    return Counter([*tags, *PLACEHOLDER.findall(text)])


def plain(text):
    """Return what people read of a term, and nothing else."""
    read = " ".join(READ.findall(text))
    read = " ".join(re.findall(r'"([^"]*)"', read))
    return PLACEHOLDER.sub(" ", f"{TAG.sub(' ', text)} {read}")


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Every term of this addon and of those built on it speaks good Chinese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        addons = cls.env["ir.module.module"].search(
            [("name", "=like", "customer\\_insight%"), ("state", "=", "installed")]
        )
        # beside these, Odoo counts terms of the main addon's models as theirs
        addons = addons.filtered("auto_install") or addons
        cls.has_demo = any(addons.mapped("demo"))
        cls.exported = {name: cls._export(name) for name in addons.mapped("name")}

    @classmethod
    def _export(cls, name):
        """Return the template of what the code and the data say now.

        One addon at a time: what two of them extend, Odoo would give to one of them.
        """
        template = io.BytesIO()
        trans_export(None, [name], template, "po", cls.env)
        return polib.pofile(template.getvalue().decode())

    def _assert_none(self, faulty, why):
        terms = "\n".join(f"- {term}" for term in faulty)
        self.assertFalse(faulty, f"{why}\n{terms}")

    def _assert_no_term(self, find, why):
        """Check every file: ``find(translated file, template, lang)`` names faults."""
        for addon, template in self.exported.items():
            for lang in LANGUAGES:
                with self.subTest(addon=addon, lang=lang):
                    po = polib.pofile(file_path(f"{addon}/i18n/{lang}.po"))
                    self._assert_none(sorted(find(po, template, lang)), why)

    def test_template_is_what_the_code_exports(self):
        if self.has_demo:
            self.skipTest("Demo records are no part of the template.")
        for addon, exported in self.exported.items():
            with self.subTest(addon=addon):
                stored = polib.pofile(file_path(f"{addon}/i18n/{addon}.pot"))
                changed = self._uses(exported) ^ self._uses(stored)
                self._assert_none(
                    sorted({term for term, _place in changed}),
                    "New, gone or moved terms; run ./dev i18n:",
                )

    def _uses(self, template):
        """Return ``{(term, where it is used)}``."""
        return {
            (entry.msgid, place)
            for entry in template
            for place, _line in entry.occurrences
        }

    def test_every_term_is_translated(self):
        def missing(po, template, _lang):
            translated = {entry.msgid for entry in po.translated_entries()}
            return {entry.msgid for entry in template} - translated

        self._assert_no_term(missing, "Not translated, or fuzzy:")

    def test_no_translation_is_stale(self):
        if self.has_demo:
            self.skipTest("Demo records are no part of the template.")

        def stale(po, template, _lang):
            known = {entry.msgid for entry in template}
            return {entry.msgid for entry in po if entry.obsolete} | (
                {entry.msgid for entry in po} - known
            )

        self._assert_no_term(stale, "Nobody shows these any more; run ./dev i18n:")

    def test_placeholders_and_tags_are_kept(self):
        def broken(po, _template, _lang):
            return {
                entry.msgid
                for entry in po.translated_entries()
                if markup(entry.msgid) != markup(entry.msgstr)
            }

        self._assert_no_term(broken, "Other placeholders or tags than the original:")

    def test_no_english_is_left(self):
        def english(po, _template, _lang):
            return {
                entry.msgstr
                for entry in po.translated_entries()
                if set(WORD.findall(plain(entry.msgstr))) - KEPT
            }

        self._assert_no_term(english, "English words in the Chinese:")

    def test_each_language_keeps_to_its_script(self):
        def mixed(po, _template, lang):
            return {
                f"{foreign(entry.msgstr, lang)}: {entry.msgstr}"
                for entry in po
                if foreign(entry.msgstr, lang)
            }

        self._assert_no_term(mixed, "Characters of the other script:")
