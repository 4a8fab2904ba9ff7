from odoo import Command, fields, models

SALESPEOPLE = ("lin_hao", "zhao_wen", "chen_bo", "zhou_jing")
CREATED = 400  # days ago, of those whom nobody followed up


class CustomerInsightDemo(models.AbstractModel):
    """A team with a pool: who waits, who is about to return, who was claimed."""

    _inherit = "customer.insight.demo"

    def _know_people(self):
        res = super()._know_people()
        team = self._create_team()
        for row in self._read("pool.csv"):
            customer = self._customer(row["customer"]).sudo()
            getattr(self, f"_pool_{row['state']}")(customer, team, row)
        self._prepare_handover()
        return res

    def _create_team(self):
        users = [self._record(f"user_{name}").id for name in SALESPEOPLE]
        values = {
            "name": "Hangzhou 杭州",
            "company_id": self.env.company.id,
            "user_id": self._record("user_shen_yue").id,
            "member_ids": [Command.set(users)],
            "insight_pool": True,
            "insight_pool_cap": 30,
            "insight_pool_keep_ei": True,
            "insight_pool_keep_eii": True,
        }
        [team] = self.env["crm.team"]._load_records(
            [
                {
                    "xml_id": "customer_insight.demo_team",
                    "values": values,
                    "noupdate": True,
                }
            ]
        )
        return team

    def _pool_open(self, customer, team, row):
        """Who was taken in some days ago, by the night or by his salesperson."""
        day = self._days_ago(int(row["days"]))
        user = row["user"] and self._record(f"user_{row['user']}")
        by = user.id if row["reason"] == "put_back" else False
        self.env["customer.insight.pool"]._enter(
            customer, team, row["reason"], day, why={"date": day, "user_id": by}
        )

    def _pool_warned(self, customer, team, row):
        """Who returns in some days: nobody has been in touch for long."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = %s WHERE id = %s",
            (self._days_ago(CREATED), customer.id),
        )
        customer.invalidate_recordset(["create_date"])
        Pool = self.env["customer.insight.pool"]
        left = int(row["days"])
        day = self._days_ago(team.insight_pool_warning_days - left)
        Pool._warn(Pool._due(fields.Date.today(), customer.ids), day)

    def _pool_claimed(self, customer, team, row):
        user = self._record(f"user_{row['user']}")
        self.env["customer.insight.pool.move"].sudo().create(
            {
                "partner_id": customer.id,
                "team_id": team.id,
                "kind": "claimed",
                "to_user_id": user.id,
                "user_id": user.id,
                "date": self._days_ago(int(row["days"])),
            }
        )

    def _prepare_handover(self):
        """Zhou Jing moves on; before that, she completes the files."""
        self.env["customer.insight.handover"].create(
            {
                "from_user_id": self._record("user_zhou_jing").id,
                "to_user_id": self._record("user_zhao_wen").id,
            }
        )
