"""Answers are texts: what they are made from, what they mean, how people read them.

A raw value is the text that a form sends: a number with a point, a date as
2026-01-31, a choice by its key, a list's entry by its id, yes, no or unknown.
"""

import re
import unicodedata
from datetime import date

from odoo import fields
from odoo.tools import format_date, formatLang

from .askable import kind_of

MAX_ANSWER = 2000  # characters
MAX_INTEGER = 2**31 - 1  # what the database's integers hold
MAX_NUMBER = 1e15  # beyond, numbers lose their cents
YEARS = (1600, 2200)
NUMBER = re.compile(r"(\d+|\d{1,3}([ ,]\d{3})+)(\.\d+)?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class AnswerError(ValueError):
    """What is wrong with an answer, in the customer's language."""


def raw_of(record, name):
    """Return what a record holds as a raw value; empty text for nothing."""
    field, value = record._fields[name], record[name]
    match kind_of(field):
        case "note":
            return _raw_note(field, value)
        case "boolean":
            return "yes" if value else "no"
        case "many2one":
            return str(value.id or "")
        case "date":
            return fields.Date.to_string(value) or ""
        case "integer" | "float" | "monetary":
            return format(value, "f").rstrip("0").rstrip(".") if value else ""
        case _:
            return value or ""


def _raw_note(field, value):
    if field.type == "html":
        return value or ""
    return ", ".join(value.sudo().mapped("display_name"))


def options_of(env, field):
    """Return ``[(raw value, label)]`` of a choice, in the environment's language."""
    match kind_of(field):
        case "selection":
            return list(field._description_selection(env))
        case "many2one":
            entries = env[field.comodel_name].sudo().search([])
            return [(str(entry.id), entry.display_name) for entry in entries]
        case "boolean":
            return [
                ("yes", env._("Yes")),
                ("no", env._("No")),
                ("unknown", env._("I don't know")),
            ]
    return []


def parse(env, field, kind, typed):
    """Return the raw value of what somebody typed; raise an AnswerError."""
    if not isinstance(typed, str):
        raise AnswerError(env._("Please answer in words."))
    typed = CONTROL.sub("", typed.replace("\r\n", "\n")).strip()
    if len(typed) > MAX_ANSWER:
        raise AnswerError(
            env._(
                "This is %(length)s characters long; please shorten it to %(limit)s.",
                length=len(typed),
                limit=MAX_ANSWER,
            )
        )
    return _parse(env, field, kind, typed) if typed else ""


def _parse(env, field, kind, typed):
    match kind:
        case "integer" | "float" | "monetary":
            return _parse_number(env, kind, typed)
        case "date":
            return _parse_date(env, typed)
        case "selection" | "many2one" | "boolean":
            return _parse_choice(env, field, typed)
        case "char":
            return _parse_line(env, field, typed)
        case _:
            return typed


def _parse_line(env, field, typed):
    line = " ".join(typed.split())
    if field.size and len(line) > field.size:
        raise AnswerError(
            env._("Please shorten this to %(limit)s characters.", limit=field.size)
        )
    return line


def _parse_number(env, kind, typed):
    """Accept spaces and commas between thousands, and full-width digits."""
    typed = unicodedata.normalize("NFKC", typed)
    if not NUMBER.fullmatch(typed):
        raise AnswerError(env._("Please write a number, such as 1200 or 1200.50."))
    plain = typed.replace(" ", "").replace(",", "")
    if kind == "integer" and "." in plain:
        raise AnswerError(env._("Please write a whole number, such as 1200."))
    if abs(float(plain)) > (MAX_INTEGER if kind == "integer" else MAX_NUMBER):
        raise AnswerError(env._("This number is too large."))
    return str(int(plain)) if kind == "integer" else plain


def _parse_date(env, typed):
    try:
        day = date.fromisoformat(unicodedata.normalize("NFKC", typed))
    except ValueError:
        day = None
    if not day or not YEARS[0] <= day.year <= YEARS[1]:
        raise AnswerError(env._("Please write a date as year-month-day: 2020-12-31."))
    return day.isoformat()


def _parse_choice(env, field, typed):
    if typed not in dict(options_of(env, field)):
        raise AnswerError(env._("Please choose one of the list."))
    return typed


def value_of(field, raw):
    """Return what is written to the field for a raw value."""
    if not raw:
        return False
    match kind_of(field):
        case "integer" | "many2one":
            return int(raw)
        case "float" | "monetary":
            return float(raw)
        case "boolean":
            return raw == "yes"
        case _:
            return raw


def words_of(record, name, raw):
    """Return a raw value as people read it, in the environment's language."""
    field, env = record._fields[name], record.env
    if not raw:
        return ""
    match kind_of(field):
        case "selection" | "many2one" | "boolean":
            return dict(options_of(env, field)).get(raw, raw)
        case "date":
            return format_date(env, raw)
        case "monetary":
            currency = record[field.get_currency_field(record)]
            return formatLang(env, float(raw), currency_obj=currency)
        case "integer":
            return formatLang(env, int(raw), digits=0)
        case _:
            return raw
