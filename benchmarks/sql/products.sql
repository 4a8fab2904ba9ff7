INSERT INTO product_category
    (id, name, complete_name, parent_path, create_uid, write_uid, create_date, write_date)
SELECT base.family + me.id, me.name, me.name, (base.family + me.id) || '/', 1, 1, now(), now()
FROM staging.base, staging.family me ORDER BY me.id;

INSERT INTO product_template
    (id, name, categ_id, uom_id, list_price, type, service_tracking, service_type,
     invoice_policy, expense_policy, sequence, sale_ok, purchase_ok, active,
     create_uid, write_uid, create_date, write_date)
SELECT base.template + me.id, jsonb_build_object('en_US', me.name), base.family + me.family,
       base.unit, me.price, 'consu', 'no', 'manual', 'order', 'no', 1, true, true, true,
       1, 1, now(), now()
FROM staging.base, staging.product me ORDER BY me.id;

INSERT INTO product_product
    (id, product_tmpl_id, combination_indices, active,
     create_uid, write_uid, create_date, write_date)
SELECT base.product + me.id, base.template + me.id, '', true, 1, 1, now(), now()
FROM staging.base, staging.product me ORDER BY me.id;

SELECT setval('product_category_id_seq', (SELECT max(id) FROM product_category)),
       setval('product_template_id_seq', (SELECT max(id) FROM product_template)),
       setval('product_product_id_seq', (SELECT max(id) FROM product_product));
