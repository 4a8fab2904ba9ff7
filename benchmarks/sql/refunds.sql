-- A posted credit note of one line, linked to the first line of its order.
ANALYZE staging.refund, staging.sale, sale_order_line;

INSERT INTO account_move
    (id, name, move_type, state, payment_state, auto_post, journal_id, company_id, currency_id,
     partner_id, commercial_partner_id, partner_shipping_id, date, invoice_date,
     invoice_currency_rate, amount_untaxed, amount_total, amount_residual,
     amount_untaxed_signed, amount_total_signed, amount_residual_signed,
     create_uid, write_uid, create_date, write_date)
SELECT base.move + me.id, 'RINV/' || me.id, 'out_refund', 'posted', 'not_paid', 'no', base.journal,
       base.company, base.currency, customer.id, customer.commercial_partner_id, customer.id,
       me.day, me.day, 1, me.amount, me.amount, me.amount, -me.amount, -me.amount, -me.amount,
       1, 1, me.day, me.day
FROM staging.base
CROSS JOIN staging.refund me
JOIN staging.sale ON sale.id = me.sale
JOIN res_partner customer ON customer.id = base.partner + sale.partner
ORDER BY me.id;

CREATE TABLE staging.refund_line AS
SELECT nextval('account_move_line_id_seq') AS id, base.move + me.id AS move,
       base.journal, base.company, base.currency, me.day, me.amount, original.id AS original
FROM staging.base
CROSS JOIN staging.refund me
JOIN (SELECT order_id, min(id) AS id FROM sale_order_line GROUP BY order_id) original
  ON original.order_id = base.sale + me.sale;

INSERT INTO account_move_line
    (id, move_id, journal_id, company_id, company_currency_id, currency_id, display_type,
     parent_state, date, name, partner_id, product_id, product_uom_id, quantity, price_unit,
     price_subtotal, price_total, discount, debit, credit, balance, amount_currency, account_id,
     create_uid, write_uid, create_date, write_date)
SELECT me.id, me.move, me.journal, me.company, me.currency, me.currency, 'product',
       'posted', me.day, line.name, line.order_partner_id, line.product_id, line.product_uom_id,
       1, me.amount, me.amount, me.amount, 0, me.amount, 0, me.amount, me.amount,
       (SELECT min(id) FROM account_account WHERE account_type = 'income'),
       1, 1, me.day, me.day
FROM staging.refund_line me JOIN sale_order_line line ON line.id = me.original;

INSERT INTO sale_order_line_invoice_rel (invoice_line_id, order_line_id)
SELECT id, original FROM staging.refund_line;
SELECT setval('account_move_id_seq', (SELECT max(id) FROM account_move))
WHERE EXISTS (SELECT FROM account_move);
