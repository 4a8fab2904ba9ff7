from odoo import fields, models


class CustomerInsightFacility(models.Model):
    """What a customer works with: rooms, vehicles, equipment, software."""

    _name = "customer.insight.facility"
    _description = "Customer Facility"
    _inherit = "customer.insight.file.mixin"

    kind = fields.Selection(
        [
            ("warehouse", "Warehouses"),
            ("shop", "Shops"),
            ("workshop", "Workshops"),
            ("vehicle", "Vehicles"),
            ("office_equipment", "Office equipment"),
            ("software", "Software"),
        ],
        required=True,
        default="warehouse",
    )
    name = fields.Char(string="Facility", required=True)
    quantity = fields.Integer(default=1)
    area = fields.Float(
        string="Area (m²)", digits=(12, 1), help="Of rooms, in square metres."
    )
    note = fields.Char(help="State, use, whose it is.")

    _numbers_positive = models.Constraint(
        "CHECK(quantity >= 0 AND area >= 0)",
        "Quantity and area cannot be negative.",
    )
