INSERT INTO sale_order
    (id, name, partner_id, partner_invoice_id, partner_shipping_id, company_id, currency_id,
     currency_rate, user_id, team_id, state, date_order, amount_untaxed, amount_tax,
     amount_total, invoice_status, locked, require_signature, require_payment,
     prepayment_percent, create_uid, write_uid, create_date, write_date)
SELECT base.sale + me.id, me.name, base.partner + me.partner, base.partner + me.partner,
       base.partner + me.partner, base.company, base.currency, 1, base.salesman, base.team,
       me.state, me.moment, me.untaxed, 0, me.untaxed,
       CASE me.state WHEN 'sale' THEN 'to invoice' ELSE 'no' END, false, false, false,
       1, 1, 1, me.moment, me.moment
FROM staging.base, staging.sale me ORDER BY me.id;
SELECT setval('sale_order_id_seq', (SELECT max(id) FROM sale_order));
