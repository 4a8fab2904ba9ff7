INSERT INTO sale_order_line
    (order_id, sequence, order_partner_id, company_id, currency_id, salesman_id, state,
     product_id, product_uom_id, name, product_uom_qty, price_unit, technical_price_unit,
     discount, price_subtotal, price_tax, price_total, price_reduce_taxexcl,
     price_reduce_taxinc, customer_lead, is_downpayment, is_expense, qty_delivered_method,
     qty_delivered, qty_invoiced, qty_to_invoice, untaxed_amount_invoiced,
     untaxed_amount_to_invoice, invoice_status, create_uid, write_uid, create_date, write_date)
SELECT base.sale + sale.id, 10, base.partner + sale.partner, base.company, base.currency,
       base.salesman, sale.state, base.product + me.product, base.unit, product.name,
       me.quantity, me.price, me.price, me.discount, me.subtotal, 0, me.subtotal,
       me.subtotal / me.quantity, me.subtotal / me.quantity, 0, false, false, 'manual',
       0, 0, wanted.share * me.quantity, 0, wanted.share * me.subtotal,
       CASE wanted.share WHEN 1 THEN 'to invoice' ELSE 'no' END, 1, 1, sale.moment, sale.moment
FROM staging.base
CROSS JOIN staging.line me
JOIN staging.sale ON sale.id = me.sale
JOIN staging.product ON product.id = me.product
CROSS JOIN LATERAL (SELECT CASE sale.state WHEN 'sale' THEN 1 ELSE 0 END AS share) wanted
ORDER BY sale.id;
