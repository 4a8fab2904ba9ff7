from .common import InsightCase

DAY = "2025-11-02"  # 60 days before the reference date: one half-life
VIEWED = "sale.mt_order_viewed"


class IntentionCase(InsightCase):
    """A customer with a contact, and short ways to leave signs of him."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()
        cls.buyer = cls.customer("Buyer", parent_id=cls.partner.id)

    @classmethod
    def letter(cls, record, day=DAY, author=None, kind="email", **values):
        return cls.env["mail.message"].create(
            {
                "model": record._name,
                "res_id": record.id,
                "author_id": (author or cls.partner).id,
                "message_type": kind,
                "date": cls._moment(day),
                **values,
            }
        )

    @classmethod
    def viewed(cls, order, day=DAY, **values):
        """As Odoo's portal notes it: in the name of the system."""
        subtype = cls.env.ref(VIEWED).id
        bot = cls.env.ref("base.partner_root")
        return cls.letter(order, day, bot, "notification", subtype_id=subtype, **values)

    @classmethod
    def met(cls, record, day=DAY, kind="meeting", done=True, **values):
        activity = cls.env["mail.activity"].create(
            {
                "res_model_id": cls.env["ir.model"]._get_id(record._name),
                "res_id": record.id,
                "activity_type_id": cls.env.ref(f"mail.mail_activity_data_{kind}").id,
                "date_deadline": day,
                **values,
            }
        )
        if done:
            activity.action_archive()
            activity.date_done = day
        return activity

    def assertIntention(self, expected, **options):
        self.assertFigures(self.partner, {"intention": expected}, places=2, **options)
