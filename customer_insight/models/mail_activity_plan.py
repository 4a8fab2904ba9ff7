from odoo import api, models


class ForgetsWords(models.AbstractModel):
    """What a playbook's words are made of: kept until one of these changes."""

    _name = "customer.insight.words.mixin"
    _description = "Part of a Playbook's Words"

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()


class MailActivityPlanTemplate(models.Model):
    _name = "mail.activity.plan.template"
    _inherit = ("mail.activity.plan.template", "customer.insight.words.mixin")


class MailActivityType(models.Model):
    _name = "mail.activity.type"
    _inherit = ("mail.activity.type", "customer.insight.words.mixin")
