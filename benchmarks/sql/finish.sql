DROP SCHEMA staging CASCADE;
-- A server that somebody starts must not work on these databases while we measure.
UPDATE ir_cron SET active = false;
VACUUM ANALYZE;
