from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerInsightType(models.Model):
    """A node of the tree of customer types: who buys."""

    _name = "customer.insight.type"
    _description = "Customer Type"
    _parent_store = True
    _rec_name = "complete_name"
    _rec_names_search = ("name",)
    _order = "parent_path, sequence, id"

    name = fields.Char(required=True, translate=True)
    complete_name = fields.Char(
        string="Full Name", compute="_compute_complete_name", recursive=True
    )
    parent_id = fields.Many2one(
        "customer.insight.type", string="Part Of", index=True, ondelete="restrict"
    )
    child_ids = fields.One2many("customer.insight.type", "parent_id", string="Parts")
    parent_path = fields.Char(index=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.depends("name", "parent_id.complete_name")
    @api.depends_context("lang")
    def _compute_complete_name(self):
        """Names from the root down; all nodes on the way are read at once."""
        paths = {node: node._path() for node in self}
        everybody = self.browse(id_ for path in paths.values() for id_ in path)
        names = {node.id: node.name for node in everybody | self}
        for node, path in paths.items():
            node.complete_name = " / ".join(
                names[id_] or "" for id_ in path or node.ids
            )

    def _path(self):
        """Ids from the root down to this node."""
        return [int(id_) for id_ in (self.parent_path or "").split("/") if id_]

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A customer type cannot be a part of itself.")
            )
