import csv

from odoo import api, fields, models
from odoo.tools import file_open

MODULE = "customer_insight"
FOLDER = f"{MODULE}/demo"

# In this order: a row may name those before it.
RECORDS = (
    "res.partner.category.csv",
    "res.partner.csv",
    "res.partner-people.csv",
    "customer.insight.person.csv",
    "product.category.csv",
    "product.product.csv",
)

# Nobody is told, nothing is logged, and nothing is delivered where Inventory is there:
# these records tell no news.
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "mail_activity_quick_update": True,
    "sale_no_log_for_new_lines": True,
    "skip_procurement": True,
}

VAT = 13
EURO_RATES = {720: 0.1285, 365: 0.1262, 90: 0.1224}  # days ago: euro for one yuan


class CustomerInsightDemo(models.AbstractModel):
    """Writes the demo data: a trader in auto parts, his customers and two years.

    Python, because orders are relative to the day of installation and classes come
    from the engine. Only the demo file calls it.
    """

    _name = "customer.insight.demo"
    _description = "Customer Insight Demo"

    @api.model
    def _install(self):
        """Fill the demo company, unless it is filled already."""
        company = self.env.ref(f"{MODULE}.demo_company")
        demo = self.with_context(**QUIET, allowed_company_ids=company.ids)
        demo = demo.with_company(company)
        if not demo.env["sale.order"].search_count([("company_id", "=", company.id)]):
            demo._open_books()
            demo._open_warehouse()
            demo._set_policy()
            demo._load_records()
            demo._fill_files()
            demo._create_documents()
            demo._rate()
            demo._classify()
            demo._judge()
            demo._follow_up()
            demo._know_people()

    # Settings

    def _open_books(self):
        """Chart of accounts, VAT and exchange rates, for credit notes and exports."""
        company = self.env.company
        chart = self.env["account.chart.template"]
        chart._load("generic_coa", company, install_demo=False)
        self._move_chart_home(company)
        taxes = company.account_sale_tax_id | company.account_purchase_tax_id
        taxes.write({"amount": VAT, "name": f"{VAT}%"})
        taxes.tax_group_id.name = f"VAT {VAT}%"
        self._set_rates(company)

    def _move_chart_home(self, company):
        """The generic chart comes with country and currency of the United States."""
        home = company.country_id
        here = [("company_id", "=", company.id), ("country_id", "!=", False)]
        company.account_fiscal_country_id = home
        company.currency_id = home.currency_id
        for model in ("account.tax.group", "account.tax", "account.fiscal.position"):
            self.env[model].search(here).country_id = home

    def _set_rates(self, company):
        """Rates of the company's own: others' may be relative to another currency."""
        euro = self.env.ref("base.EUR")
        euro.active = True
        rates = [(company.currency_id, max(EURO_RATES), 1)]
        rates += [(euro, days_ago, rate) for days_ago, rate in EURO_RATES.items()]
        self.env["res.currency.rate"].create(
            [
                {
                    "currency_id": currency.id,
                    "company_id": company.id,
                    "name": self._days_ago(days_ago),
                    "rate": rate,
                }
                for currency, days_ago, rate in rates
            ]
        )

    def _open_warehouse(self):
        """Where Inventory is installed, a company without one may not sell goods."""
        company = self.env.company
        Warehouse = self.env.get("stock.warehouse")
        if Warehouse is None or Warehouse.search([("company_id", "=", company.id)]):
            return
        Warehouse.create({"name": company.name, "code": "HT", "company_id": company.id})

    def _set_policy(self):
        """Only marked contacts are future customers: others' demo contacts are not."""
        policy = self.env["customer.insight.policy"]._for_company(self.env.company)
        policy.write(
            {
                "future_scope": "marked",
                "fallback_user_id": self._record("user_shen_yue").id,
            }
        )

    # Records

    def _load_records(self):
        for name in RECORDS:
            self._load_file(name)

    def _load_file(self, name):
        """Load a CSV file named after its model, as Odoo does, but quietly."""
        with file_open(f"{FOLDER}/{name}") as file:
            columns, *rows = csv.reader(file)
        model = name.removesuffix(".csv").split("-")[0]
        loader = self.env[model].with_context(
            module=MODULE, noupdate=True, install_mode=True
        )
        result = loader.load(columns, rows)
        if not result["ids"]:
            raise ValueError(f"{name}: {result['messages'][0]}")

    @api.model
    def _read(self, name):
        """Return the rows of a table of ours: ``[{column: text}]``."""
        with file_open(f"{FOLDER}/{name}") as file:
            return list(csv.DictReader(file))

    # Short words for the other parts

    def _record(self, name):
        return self.env.ref(f"{MODULE}.{name}").with_env(self.env)

    def _customer(self, name):
        return self._record(f"customer_{name}")

    @api.model
    def _days_ago(self, days):
        return fields.Date.subtract(fields.Date.today(), days=days)
