from odoo import models


class ResPartner(models.Model):
    """What the Action menu and the form's buttons do for customers."""

    _inherit = "res.partner"

    def _insight_check_allowed(self):
        """Actions are for those who may see the customers and their insight."""
        self.check_access("read")
        self._check_field_access(self._fields["insight_id"], "read")

    def action_insight_refresh(self):
        """Refresh the customers' figures in this company, now."""
        self._insight_check_allowed()
        self.env["customer.insight.engine"].refresh(self.env.company, partners=self)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_insight_schedule_playbook(self):
        """Schedule the customers' playbook; tell how many got a follow-up."""
        self._insight_check_allowed()
        customers = self.commercial_partner_id
        activities = customers.insight_id._schedule_playbook()
        return self._insight_notify(
            self.env._(
                "%(scheduled)s of %(customers)s customers got a follow-up. The others "
                "have one open already, or nobody is responsible for them.",
                scheduled=len(activities),
                customers=len(customers),
            ),
            "success" if activities else "warning",
        )

    def action_insight_rate(self):
        """Open a new scorecard of the customer; it begins with his last stars."""
        self._insight_check_allowed()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Scorecard"),
            "res_model": "customer.insight.rating",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_partner_id": self.commercial_partner_id[:1].id,
                "insight_dialog": True,
            },
        }

    def action_insight_judge(self, dimension):
        """Ask for a judgement on these customers: class, stage or purchase mode.

        Proposes what holds now when it is one customer.
        """
        self._insight_check_allowed()
        customers = self.commercial_partner_id
        insight = customers.insight_id if len(customers) == 1 else self.insight_id[:0]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Judge Customers"),
            "res_model": "customer.insight.override.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_dimension": dimension,
                "default_partner_ids": customers.ids,
                f"default_{dimension}": insight[dimension],
            },
        }

    def _insight_notify(self, message, kind, customer=None):
        """Tell what was done; with a link to the customer whom it was done to."""
        params = {
            "message": message,
            "type": kind,
            "next": {"type": "ir.actions.client", "tag": "soft_reload"},
        }
        if customer:
            label = self.env._("Open Customer")
            params["message"] = f"{message.replace('%', '%%')} %s"
            params["links"] = [
                {"label": label, "url": f"/odoo/res.partner/{customer.id}"}
            ]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": params,
        }

    def _insight_list(self, domain, name):
        """Open some customers, in the views of the menu Customers."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_insight.res_partner_action"
        )
        return {**action, "domain": domain, "display_name": name}

    def action_insight_open_quotations(self):
        """Open the customer's open quotations."""
        return self.insight_id.action_open_quotations()

    def action_open_insight(self):
        """Open the customer's insight: every figure with its documents."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "customer.insight",
            "res_id": self.insight_id.id,
            "views": [(False, "form")],
        }
