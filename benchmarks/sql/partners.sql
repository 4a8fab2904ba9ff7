-- A child belongs to its parent commercially, unless it is a company itself.
INSERT INTO res_partner
    (id, parent_id, commercial_partner_id, name, complete_name, commercial_company_name,
     is_company, type, lang, country_id, user_id, active, partner_share, color,
     customer_rank, supplier_rank, message_bounce, autopost_bills,
     create_uid, write_uid, create_date, write_date)
SELECT base.partner + me.id, base.partner + me.parent, base.partner + coalesce(me.parent, me.id),
       me.name, concat_ws(', ', parent.name, me.name),
       coalesce(parent.name, CASE WHEN me.is_company THEN me.name END),
       me.is_company, 'contact', 'en_US', country.ids[1 + me.id % 5], base.salesman, true, true, 0,
       0, 0, 0, 'ask', 1, 1, now(), now()
FROM staging.base
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM res_country) country
CROSS JOIN staging.partner me
LEFT JOIN staging.partner parent ON parent.id = me.parent
ORDER BY me.id;
SELECT setval('res_partner_id_seq', (SELECT max(id) FROM res_partner));
