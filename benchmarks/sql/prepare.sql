-- Staging tables, and the ids after which our own rows begin.
CREATE SCHEMA staging;
CREATE UNLOGGED TABLE staging.partner (id int, parent int, name text, is_company bool);
CREATE UNLOGGED TABLE staging.family (id int, name text);
CREATE UNLOGGED TABLE staging.product (id int, family int, name text, price numeric);
CREATE UNLOGGED TABLE staging.sale
    (id int, partner int, state text, moment timestamp, untaxed numeric, name text);
CREATE UNLOGGED TABLE staging.line
    (sale int, product int, quantity numeric, price numeric, discount numeric, subtotal numeric);
CREATE UNLOGGED TABLE staging.refund (id int, sale int, day date, amount numeric);
CREATE TABLE staging.base AS SELECT
    (SELECT coalesce(max(id), 0) FROM res_partner) AS partner,
    (SELECT coalesce(max(id), 0) FROM product_category) AS family,
    (SELECT coalesce(max(id), 0) FROM product_template) AS template,
    (SELECT coalesce(max(id), 0) FROM product_product) AS product,
    (SELECT coalesce(max(id), 0) FROM sale_order) AS sale,
    (SELECT coalesce(max(id), 0) FROM account_move) AS move,
    company.id AS company,
    company.currency_id AS currency,
    (SELECT id FROM res_users WHERE login = 'admin') AS salesman,
    (SELECT id FROM crm_team WHERE active ORDER BY sequence, id LIMIT 1) AS team,
    (SELECT min(id) FROM uom_uom) AS unit,
    (SELECT min(id) FROM account_journal WHERE type = 'sale') AS journal
FROM res_company company ORDER BY company.id LIMIT 1;
