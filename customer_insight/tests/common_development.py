from .common_live import LiveCase

TODAY = "2025-12-31"


class DevelopmentCase(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer("Firm", is_company=True, user_id=cls.anna.id)
        cls.classify()

    def plan(self, **values):
        return (
            self.env["customer.insight.development"]
            .with_user(self.anna)
            .create(
                {
                    "partner_id": self.partner.id,
                    "goal_stage": "quasi",
                    "start_date": "2025-11-01",
                    "deadline": "2026-01-31",
                    **values,
                }
            )
        )

    def activities(self, kind):
        kind = self.env.ref(f"customer_insight.mail_activity_type_{kind}")
        return self.env["mail.activity"].search(
            [("activity_type_id", "=", kind.id), ("res_id", "=", self.partner.id)]
        )

    def done(self, kind, day, record=None):
        """An activity of Odoo's own kinds that was done on a day."""
        activity = (record or self.partner).activity_schedule(
            f"mail.mail_activity_data_{kind}", user_id=self.anna.id
        )
        activity._action_done()
        activity.date_done = day
