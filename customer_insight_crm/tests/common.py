from odoo.addons.customer_insight.tests.common_live import LiveCase

DAY = "2025-11-02"  # 60 days before the reference date: one half-life


class PipelineCase(LiveCase):
    """A customer with a contact, and short ways to fill the pipeline."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer("Firm", is_company=True, user_id=cls.anna.id)
        cls.buyer = cls.customer("Buyer", parent_id=cls.partner.id)
        cls.stage = cls.env["crm.stage"].create({"name": "Offered", "is_won": False})

    @classmethod
    def lead(cls, partner, day=DAY, **values):
        """A lead or an opportunity of a day, in its stage since that day."""
        stage_day = values.pop("stage_day", day)
        lead = cls.env["crm.lead"].create(
            {
                "name": "Need",
                "type": "opportunity",
                "partner_id": partner and partner.id,
                "company_id": cls.company.id,
                "user_id": cls.anna.id,
                "stage_id": cls.stage.id,
                "probability": 50,
                **values,
            }
        )
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE crm_lead SET create_date = %s, date_last_stage_update = %s"
            " WHERE id = %s",
            [cls._moment(day), cls._moment(stage_day), lead.id],
        )
        lead.invalidate_recordset()
        return lead

    @classmethod
    def appointment(cls, partners, day=DAY, **values):
        return cls.env["calendar.event"].create(
            {
                "name": "Visit",
                "start": f"{day} 09:00:00",
                "stop": f"{day} 10:00:00",
                "partner_ids": [(6, 0, partners.ids)],
                **values,
            }
        )

    def assertIntention(self, expected, **options):
        self.assertFigures(self.partner, {"intention": expected}, places=2, **options)
