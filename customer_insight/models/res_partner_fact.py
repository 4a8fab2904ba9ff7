from odoo import Command, api, fields, models
from odoo.tools import format_date, format_list, formatLang

from .res_partner import USER

CHANGING = (Command.CREATE, Command.UPDATE)
LONGEST = 90  # characters of a fact that the list of sources shows


class ResPartner(models.Model):
    """Notes the source of each fact of the file when somebody writes it."""

    _inherit = "res.partner"

    insight_fact_ids = fields.One2many(
        "customer.insight.fact",
        "customer_id",
        string="Sources",
        copy=False,
        groups=USER,
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        changed = {
            partner: names
            for partner, vals in zip(partners, vals_list, strict=True)
            if (names := partner._insight_watched(vals))
        }
        partners._insight_facts_changed(changed, known=False)
        return partners

    def write(self, vals):
        """Note what really changes: the same value again tells nothing new."""
        watched = {
            partner: names
            for partner in self
            if (names := partner._insight_watched(vals))
        }
        before = {
            (partner, name): partner.sudo()[name]
            for partner, names in watched.items()
            for name in names
        }
        res = super().write(vals)
        if watched:
            changed = self._insight_really_changed(watched, before, vals)
            self._insight_facts_changed(changed)
        return res

    def _insight_watched(self, vals):
        """Return the fields among those written whose sources are noted."""
        watched = self.env["customer.insight.requirement"]._watched()
        names = watched["people"].keys() & vals.keys()
        own = watched["customer"].keys() & vals.keys()
        if own and self.sudo().commercial_partner_id == self:
            names |= own
        return {name for name in names if not self._insight_tells_itself(name)}

    @api.model
    def _insight_tells_itself(self, name):
        """Lines of the file note their sources, whoever writes them."""
        lines = self.env.get(self._fields[name].comodel_name)
        return lines is not None and hasattr(lines, "_note_sources")

    @api.model
    def _insight_really_changed(self, watched, before, vals):
        """Return ``{partner: names}`` of values that differ, or whose lines do."""
        rewritten = {
            name
            for name in set().union(*watched.values())
            if self._fields[name].type in ("one2many", "many2many")
            and any(
                not isinstance(command, int) and command[0] in CHANGING
                for command in vals[name] or ()
            )
        }
        changed = {
            partner: {
                name
                for name in names
                if name in rewritten or partner.sudo()[name] != before[partner, name]
            }
            for partner, names in watched.items()
        }
        return {partner: names for partner, names in changed.items() if names}

    @api.model
    def _insight_facts_changed(self, changed, known=True):
        """Note the sources, and have the files' completeness counted anew.

        For whoever writes facts past ``res.partner.write``, too.
        """
        if not changed:
            return
        if not self.env.context.get("insight_keep_sources"):
            self.env["customer.insight.fact"]._note(changed, known=known)
        partners = self.concat(*changed)
        self.env["customer.insight"]._complete_soon(partners)

    def _insight_fact_values(self, name):
        """Return what a new row about one of the contact's facts begins with."""
        watched = self.env["customer.insight.requirement"]._watched()
        customer = self.sudo().commercial_partner_id
        own = customer == self and watched["customer"].get(name)
        values = own or watched["people"][name]
        return {**values, "partner_id": self.id, "customer_id": customer.id}

    def _insight_survivor(self, sources, name):
        """Return whose value of a field remains after a merge into this contact."""
        holders = [p for p in [self, *reversed(sources)] if p.sudo()[name]]
        return holders[0] if holders else self

    # In words

    def _insight_in_words(self, name):
        """Return a fact as people say it, or nothing for who may not see it."""
        field = self._fields.get(name)
        if not field or not self._has_field_access(field, "read"):
            return False
        value = self[name]
        if not value:
            return False
        if field.relational:
            words = self._insight_names(value)
        elif field.type == "selection":
            words = dict(field._description_selection(self.env)).get(value)
        elif field.type == "date":
            words = format_date(self.env, value)
        elif field.type in ("integer", "float", "monetary"):
            words = self._insight_number(field, value)
        else:
            words = " ".join(str(value).split())
        words = words or str(value)
        return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"

    def _insight_names(self, records):
        """Name the first three, and count the rest."""
        names = [record.display_name or "" for record in records[:3]]
        if len(records) > 3:
            names.append(self.env._("%(count)s more", count=len(records) - 3))
        return format_list(self.env, names)

    def _insight_number(self, field, value):
        if field.type == "monetary":
            currency = self[field.get_currency_field(self)]
            return formatLang(self.env, value, currency_obj=currency)
        digits = 0 if field.type == "integer" else 2
        return formatLang(self.env, value, digits=digits)
