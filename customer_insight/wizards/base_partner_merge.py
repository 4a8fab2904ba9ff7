from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Keep judgements: the remaining customer takes over those he lacks.

        Each company has one row per customer, so the others' rows cannot move; the
        figures come anew from the documents.
        """
        Insight = self.env["customer.insight"].sudo()
        mine = Insight.search([("partner_id", "=", dst_partner.id)])
        by_company = mine.grouped("company_id")
        for insight in Insight.search([("partner_id", "in", src_partners.ids)]):
            target = by_company.get(insight.company_id)
            if target:
                target._take_judgements_of(insight)
                insight.unlink()
            else:
                insight.partner_id = dst_partner
                by_company[insight.company_id] = insight
        Insight.flush_model()
        for source in src_partners:
            self.env["customer.insight.snapshot"]._hand_over(source, dst_partner)
        res = super()._update_foreign_keys(src_partners, dst_partner)
        self.env["customer.insight.request"]._ask(dst_partner.ids)
        return res
