# Run in Odoo's shell: classify every company's customers, prepare the first page.
for company in env["res.company"].search([]):
    env["customer.insight.engine"].refresh(company)
for bundle in ("web.assets_web", "web.assets_frontend"):
    env["ir.qweb"]._get_asset_nodes(bundle, css=True, js=True)
env.cr.commit()
