SELECT * FROM 'file.csv'
SELECT * FROM "file.csv"
SELECT * FROM 'data/*.parquet'
SELECT name::evil FROM customers
SELECT CAST(name AS evil) FROM customers
SELECT * FROM 's3://bucket/x.parquet'
SELECT * FROM 'https://x.com/a.csv'
SELECT * FROM "/etc/passwd"
FROM 'file.json'
FROM "x.parquet"
FROM read_csv('x')
SELECT * FROM read_csv('x.csv')
SELECT * FROM read_csv_auto('x.csv')
SELECT * FROM read_parquet('x.parquet')
SELECT * FROM read_parquet(['a', 'b'])
SELECT * FROM parquet_scan('x')
SELECT * FROM parquet_metadata('x')
SELECT * FROM parquet_schema('x')
SELECT * FROM read_json('x')
SELECT * FROM read_json_auto('x')
SELECT * FROM read_ndjson('x')
SELECT * FROM read_json_objects('x')
SELECT * FROM read_text('/etc/passwd')
SELECT * FROM read_blob('/etc/passwd')
SELECT * FROM read_xlsx('x.xlsx')
SELECT * FROM st_read('x.shp')
SELECT * FROM iceberg_scan('x')
SELECT * FROM delta_scan('x')
SELECT * FROM sqlite_scan('x.db', 't')
SELECT * FROM sqlite_query('x', 'y')
SELECT * FROM postgres_scan('host=x', 'public', 't')
SELECT * FROM postgres_query('x', 'y')
SELECT * FROM mysql_query('x', 'y')
SELECT * FROM sniff_csv('x')
SELECT * FROM glob('/etc/*')
SELECT * FROM arrow_scan(1, 2, 3)
SELECT * FROM pandas_scan(1)
SELECT * FROM query('SELECT 1')
SELECT * FROM query_table('orders')
SELECT * FROM query_table(['orders', 'items'])
SELECT * FROM json_execute_serialized_sql('x')
SELECT * FROM from_substrait('x')
SELECT * FROM sql_auto_complete('SEL')
SELECT * FROM duckdb_tables()
SELECT * FROM duckdb_columns
SELECT * FROM duckdb_secrets()
SELECT * FROM duckdb_functions()
SELECT * FROM duckdb_extensions()
SELECT * FROM pragma_table_info('orders')
SELECT * FROM pragma_database_size()
SELECT * FROM pragma_storage_info('orders')
SELECT * FROM which_secret('x', 'y')
SELECT * FROM information_schema.tables
SELECT * FROM pg_catalog.pg_class
SELECT * FROM pg_class
SELECT * FROM sqlite_master
SELECT * FROM system.information_schema.tables
SELECT * FROM temp.orders
SELECT * FROM other.main.orders
SELECT * FROM memory.main.secret
SELECT * FROM checkpoint()
SELECT * FROM force_checkpoint()
SELECT * FROM repeat_row(1, num_rows = 10)
SELECT * FROM test_all_types()
SELECT * FROM seq_scan('orders')
SELECT * FROM summary('orders')
SELECT * FROM which_secret('s3://x', 's3')
SELECT getenv('HOME')
SELECT getvariable('x')
SELECT current_setting('memory_limit')
SELECT current_database(), current_schema(), current_user, version()
SELECT current_query(), txid_current()
SELECT nextval('s'), currval('s')
SELECT write_log('x')
SELECT parse_duckdb_log_message('a', 'b')
SELECT add_parquet_key('a', 'b')
SELECT json_serialize_sql('SELECT 1')
SELECT has_table_privilege('orders', 'x')
SELECT sleep_ms(100)
SELECT read_text('/etc/passwd')
SELECT "getenv"('HOME')
SELECT getvariable('x').y
SELECT main.getenv('HOME')
SELECT 'HOME'.getenv()
SELECT name.getenv() FROM customers
SELECT [x.getenv() for x in tags] FROM customers
SELECT list_transform(tags, x -> getenv(x)) FROM customers
SELECT list_transform(tags, lambda x : getenv(x)) FROM customers
SELECT list_transform(tags, x -> nothing) FROM customers
SELECT [nothing for x in tags] FROM customers
SELECT [x for x in nothing] FROM customers
SELECT [x for x in tags if nothing > 1] FROM customers
SELECT {'a': getenv('HOME')}
SELECT {'a': nothing} FROM customers
SELECT MAP {'a': nothing} FROM customers
SELECT COLUMNS(*) FROM secret
SELECT * EXCLUDE (id), nothing FROM orders
SELECT * REPLACE (getenv('HOME') AS id) FROM orders
SELECT * REPLACE (nothing AS id) FROM orders
SELECT id FROM orders QUALIFY row_number() OVER (PARTITION BY nothing) = 1
SELECT nothing FROM orders, range(5) AS r
SELECT nothing FROM customers, UNNEST(tags) AS t(tag)
SELECT nothing FROM customers, UNNEST(tags) AS t
SELECT t.nothing FROM customers, UNNEST(tags) AS t(tag)
SELECT nothing FROM generate_series(1, 3) AS g
SELECT nothing FROM (VALUES (1))
SELECT v.b FROM (VALUES (1)) AS v (a)
SELECT x.nothing FROM customers c, LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id) x
PIVOT secret ON status USING SUM(total)
PIVOT orders ON nothing USING SUM(total)
PIVOT orders ON status USING SUM(nothing)
PIVOT orders ON status USING SUM(total) GROUP BY nothing
PIVOT 'x.csv' ON status USING SUM(total)
PIVOT read_csv('x') ON status USING SUM(total)
PIVOT (DELETE FROM orders RETURNING status) ON status
PIVOT orders ON status USING SUM(getenv('x'))
UNPIVOT secret ON q1, q2 INTO NAME a VALUE b
UNPIVOT quarters ON nothing INTO NAME a VALUE b
UNPIVOT 'x.csv' ON q1 INTO NAME a VALUE b
SELECT * FROM (PIVOT secret ON status USING SUM(total))
WITH p AS (PIVOT 'x.csv' ON status USING COUNT(*)) SELECT * FROM p
SELECT * FROM orders PIVOT (SUM(nothing) FOR status IN ('a'))
SELECT * FROM orders PIVOT (SUM(total) FOR nothing IN ('a'))
SELECT * FROM quarters UNPIVOT (v FOR k IN (nothing))
SUMMARIZE 'x.csv'
SUMMARIZE secret
DESCRIBE SELECT * FROM 'x.csv'
SHOW ALL TABLES
COPY orders TO 'x.csv'
COPY (SELECT * FROM orders) TO 'x.parquet' (FORMAT PARQUET)
COPY orders FROM 'x.csv'
COPY FROM DATABASE a TO b
EXPORT DATABASE '/tmp/x'
IMPORT DATABASE '/tmp/x'
ATTACH 'x.db'
ATTACH 'host=x' AS y (TYPE POSTGRES)
ATTACH IF NOT EXISTS 'x.db' AS x (READ_ONLY)
DETACH x
USE x
INSTALL httpfs
INSTALL spatial FROM community
FORCE INSTALL httpfs
LOAD 'x.duckdb_extension'
UPDATE EXTENSIONS
SET memory_limit = '1GB'
SET VARIABLE x = 1
SET GLOBAL enable_external_access = true
RESET memory_limit
PRAGMA enable_profiling
PRAGMA database_list
CALL pragma_version()
CALL duckdb_tables()
CHECKPOINT
FORCE CHECKPOINT
VACUUM ANALYZE
CREATE SECRET s (TYPE S3, KEY_ID 'x')
CREATE MACRO f(x) AS x + 1
CREATE TEMP MACRO t() AS TABLE SELECT 1
CREATE OR REPLACE TABLE x AS FROM orders
CREATE TABLE x AS FROM 'x.csv'
CREATE SEQUENCE s
CREATE TYPE m AS ENUM ('a')
DROP MACRO f
ALTER TABLE orders RENAME id TO x
COMMENT ON TABLE orders IS 'x'
INSERT INTO orders BY NAME SELECT 1 AS id
INSERT OR REPLACE INTO orders (id) VALUES (1)
INSERT INTO orders FROM 'x.csv'
FROM orders INSERT INTO items
DELETE FROM orders USING items WHERE orders.id = items.id
UPDATE orders SET total = 0 RETURNING id
MERGE INTO orders USING items USING (id) WHEN MATCHED THEN DELETE
TRUNCATE orders
PREPARE p AS SELECT $1
EXECUTE p(1)
EXPLAIN ANALYZE SELECT 1
BEGIN TRANSACTION
ABORT
.open x.db
.shell id
SELECT $1
SELECT $x
SELECT ?
SELECT $$a$$; DROP TABLE orders; --$$
SELECT E'\'; DROP TABLE x; --'; DROP TABLE orders
SELECT 1; FROM orders
SELECT * FROM orders AT (VERSION => 1), secret
SELECT * FROM orders POSITIONAL JOIN 'x.csv'
SELECT * FROM orders ASOF JOIN secret ON orders.placed >= secret.placed
SELECT * FROM orders SEMI JOIN 'x.csv' USING (id)
SELECT * FROM orders, 'x.csv'
SELECT * FROM orders JOIN read_csv('x') USING (id)
SELECT id FROM orders UNION ALL BY NAME SELECT * FROM 'x.csv'
SELECT id FROM orders UNION ALL FROM 'x.csv'
SELECT (FROM 'x.csv')
SELECT id FROM orders WHERE id IN (FROM read_csv('x'))
SELECT id FROM orders WHERE EXISTS (FROM 'x.csv')
WITH x AS (FROM 'x.csv') FROM x
TABLE 'x.csv'
VALUES (getenv('HOME'))
SELECT id FROM orders LIMIT (SELECT getenv('x')::INT)
SELECT id FROM orders USING SAMPLE (getenv('x')::INT)
SELECT sum(id) OVER (ORDER BY getenv('x')) FROM orders
SELECT list(id ORDER BY nothing) FROM orders
SELECT arg_max(nothing, id) FROM orders
SELECT id AS a, nothing + a FROM orders
SELECT name FROM customers WHERE address.street = nothing
SELECT nothing.street FROM customers
SELECT c.nothing.street FROM customers c
-- More that reads, waits, or takes what is not its own
SELECT * FROM 'x.csv'
SELECT * FROM "x.parquet"
SELECT * FROM read_csv('x'), read_json('y'), read_text('z')
SELECT * FROM glob('*')
SELECT * FROM 'https://evil/x.csv'
SELECT * FROM sqlite_scan('x', 'y'), postgres_scan('a', 'b', 'c')
SELECT * FROM query_table('customers')
SELECT * FROM duckdb_settings(), duckdb_secrets()
SELECT * FROM pragma_version()
SELECT getenv('HOME'), current_setting('x'), getvariable('x')
SELECT nextval('x'), currval('x')
ATTACH 'x.db' AS y
COPY customers TO 'x.csv'
EXPORT DATABASE 'x'
IMPORT DATABASE 'x'
LOAD httpfs
DESCRIBE customers
FROM 'x.csv' SELECT a
FROM duckdb_functions()
FROM secrets
SELECT * FROM range(10000000000)
SELECT range(10000000000)
SELECT * FROM generate_series(1, 10000000000)
SELECT repeat('x', 1000000000)
SELECT list_transform(range(1000000), x -> range(1000000))
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t
PIVOT secrets ON a USING count(*)
PIVOT orders ON hidden USING sum(total)
UNPIVOT orders ON hidden INTO NAME a VALUE b
CREATE MACRO f(x) AS x
CREATE SECRET s (TYPE S3)
SELECT * FROM customers c, evil(c.id)
SELECT evil(id) FROM customers
SELECT COLUMNS(x -> evil(x)) FROM customers
SELECT [evil(x) FOR x IN tags] FROM customers
SELECT list_transform(tags, x -> hidden) FROM customers
SELECT * FROM duckdb_logs()
SELECT * FROM repeat_row(1, num_rows := 10000000000)
SELECT * FROM repeat(1, 10000000000)
SELECT * FROM seq_scan('customers')
SELECT json_execute_serialized_sql('x')
SELECT json_serialize_sql('select 1'), json_serialize_plan('select 1')
SELECT * FROM st_read('x'), read_xlsx('x'), iceberg_scan('x'), delta_scan('x')
SELECT * FROM which_secret('x', 's3')
SELECT current_database(), current_schema(), current_schemas(true), current_query(), txid_current(), version(), in_search_path('a', 'b')
SELECT http_get('x'), sleep_ms(5)
SELECT address.hidden FROM customers
SELECT c.hidden FROM customers c
FROM customers SELECT hidden
USE memory
SELECT * FROM memory.main.sqlite_master
SELECT * FROM arrow_scan(1, 2, 3), pandas_scan(1)
COMMENT ON TABLE customers IS 'x'
SELECT * FROM parquet_metadata('x'), parquet_schema('x'), parquet_file_metadata('x')
SELECT bar(1, 0, 10, 1000000000)
SELECT tags.name FROM customers
SELECT address.street.name FROM customers
-- names of the side that only filters, and of a star's columns that are none
SELECT orders.id FROM customers SEMI JOIN orders ON customers.id = orders.customer_id
SELECT note FROM customers ANTI JOIN orders ON customers.id = orders.customer_id
SELECT * REPLACE (1 AS nope) FROM customers
SELECT customers.* REPLACE (1 AS nope) FROM customers
SELECT COALESCE(nope -> 'a', 'x') FROM customers
SELECT q1 FROM (UNPIVOT quarters ON q1, q2 INTO NAME quarter VALUE sold)
SELECT nope FROM (UNPIVOT quarters ON q1, q2)
SELECT nope FROM orders PIVOT (sum(total) FOR status IN ('paid', 'open'))
SELECT status FROM orders PIVOT (sum(total) FOR status IN ('paid', 'open') GROUP BY customer_id)
SELECT note FROM orders PIVOT (sum(total) FOR status IN ('paid', 'open') GROUP BY customer_id)
SELECT name FROM customers WHERE name ILIKE ANY(['a%', 'b%'])
SELECT name FROM customers`
-- units of time that there are not
SELECT date_diff('nope', shipped, placed) FROM orders
SELECT date_part('nope', placed) FROM orders
SELECT EXTRACT('nope' FROM placed) FROM orders
SELECT id FROM memory.archive.orders
SELECT id FROM temp.main.orders
WITH RECURSIVE t(a, n) USING KEY (nope) AS (SELECT 1, 1 UNION SELECT a, n + 1 FROM t WHERE n < 5) SELECT a, n FROM t
-- what would be left out of the text
SELECT RANDOM(total), id FROM orders
SELECT LEVENSHTEIN(status, note, 2) FROM orders
WITH a AS (SELECT id FROM b), b AS (SELECT id FROM orders) SELECT id FROM a
SELECT total * 2 AS twice FROM orders WHERE alias.thrice > 10
SELECT id_2 FROM (SELECT * FROM customers c JOIN orders o ON o.customer_id = c.id) AS both_of_them
SELECT rowid FROM customers c JOIN orders o ON o.customer_id = c.id
WITH c AS (SELECT name FROM customers) SELECT rowid FROM c
SELECT * FROM (VALUES (1, 2), (3)) AS v
SELECT id FROM orders TABLESAMPLE BERNOULLI (10)
-- columns that there are not, before a method
SELECT nothing.lower() FROM customers
SELECT c.nothing.lower() FROM customers AS c
SELECT nothing.street.upper() FROM customers
SELECT lower(nothing).trim() FROM customers
SELECT (total + nothing).round(1) FROM orders
SELECT [nothing].len() FROM customers
SELECT (SELECT max(nothing) FROM orders).round(1)
SELECT list_transform(tags, lambda t: (t || nothing).upper()) FROM customers
SELECT nowhere.lower(name) FROM customers
-- columns that there are not, in the places of units and behind functions of JSON
SELECT time_bucket(INTERVAL 1 DAY, placed, nothing) FROM orders
SELECT j.nothing FROM customers, json_each(profile) AS j
SELECT nothing FROM customers, json_tree(profile)
SELECT orders.id FROM orders JOIN customers
SELECT orders.id FROM orders LEFT JOIN customers
SELECT orders.id FROM orders SEMI JOIN customers
SELECT $$$$.id FROM orders AS o
SELECT * FROM orders PIVOT (SUM(total) FOR status IN ('open', 'paid') GROUP BY nothing)
-- Columns, fields and functions that a text names
SELECT COLUMNS(['name', 'nickname']) FROM customers
SELECT MAX(COLUMNS('^nick.*')) FROM customers
SELECT address['country'] FROM customers
SELECT STRUCT_EXTRACT(c.address, 'country') FROM customers c
SELECT name['first'] FROM customers
SELECT s.z FROM (SELECT {'a': 1} AS s)
SELECT x.s['z'] FROM (SELECT {'a': 1, 'b': 2} AS s) x
SELECT LIST_AGGREGATE(tags, 'getenv') FROM customers
SELECT LIST_AGGR(tags, 'nope') FROM customers
SELECT a.name FROM items a JOIN items b NEAREST 2 BY DISTANCE ABS(a.price - b.weight)
SELECT a.name FROM items a JOIN items b NEAREST 2 BY DISTANCE pg_sleep(1)
-- An alias that comes later
SELECT twice + 1 AS more, total * 2 AS twice FROM orders
SELECT twice AS twice FROM orders
-- No field of a structure that is spread
SELECT c FROM (SELECT unnest({'a': 1, 'b': 2}))
-- No column of a statement PIVOT that lists its values
SELECT open FROM (PIVOT orders ON status IN ('paid') USING sum(total) GROUP BY customer_id)
SELECT customer_id, paid FROM (PIVOT orders ON status IN ('paid') USING sum(total) AS s GROUP BY customer_id)
SELECT total FROM (PIVOT orders ON status IN ('paid') USING sum(total))
SELECT COUNT(DISTINCT *) FROM orders
-- HAVING without groups
SELECT o.total FROM orders AS o JOIN customers AS c ON c.id = o.customer_id JOIN items USING (id)
SELECT id FROM orders HAVING id > 3
SELECT DISTINCT status AS s FROM orders HAVING status = 'open' ORDER BY s
-- Rows of values that do not fit
SELECT id FROM orders WHERE (id, customer_id) IN (SELECT id FROM customers)
SELECT id FROM orders WHERE (id, customer_id) = (1, 2, 3)
SELECT COUNT(id, total) FROM orders
SELECT c.id AS id, COUNT(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY id
SELECT i.category FROM order_lines l JOIN items i ON i.id = l.item_id PIVOT (SUM(discount) FOR quantity IN (1, 2)) AS p
-- No column of a PIVOT over numbers or other texts
SELECT nope FROM order_lines PIVOT (SUM(discount) FOR quantity IN (1, 2) GROUP BY order_id)
SELECT item_id FROM (PIVOT order_lines ON quantity IN (1, 2) USING SUM(discount) GROUP BY order_id)
SELECT p.total FROM (PIVOT orders ON status IN ('on hold', 'paid') USING SUM(total) GROUP BY customer_id) p
-- Stars without a column of a table that is not there
SELECT * EXCLUDE (c.note) FROM orders o
SELECT o.* EXCLUDE (orders.note) FROM orders o
SELECT COLUMNS(o.* EXCLUDE (nope)) FROM orders o
SELECT o.* RENAME (city AS town) FROM orders o JOIN customers c ON c.id = o.customer_id
SELECT id FROM (SELECT * EXCLUDE (l.item_id, i.id) FROM order_lines l JOIN items i ON i.id = l.item_id)
-- Outputs that GROUP BY, or an aggregate in HAVING, cannot use
SELECT placed::DATE AS day, COUNT(*) FROM orders GROUP BY date_trunc('month', day)
SELECT status, COUNT(*) AS n FROM orders GROUP BY status HAVING MAX(n) > 2
SELECT status, total AS paid FROM orders GROUP BY ALL HAVING COUNT(*) FILTER (paid > 2) > 1
SELECT nope FROM (SELECT MAX(COLUMNS('q.')) FROM quarters)
SELECT q.nope FROM (SELECT item, * LIKE 'q%' FROM quarters) q
SELECT q1 FROM (SELECT COALESCE(*COLUMNS('^q')) AS c FROM quarters)
SELECT total FROM (SELECT COLUMNS('_id') FROM orders)
SELECT COUNT(*) FROM orders o, quarters q JOIN items i USING (id)
-- Aggregates of the outer query in its WHERE: the table of the subquery has no such column
SELECT id FROM orders WHERE total > (SELECT AVG(total) FROM items)
SELECT name FROM employees e WHERE e.salary = (SELECT MAX(e.salary) FROM customers c WHERE c.id = e.id)
SELECT name COLLATE 'a; DROP TABLE orders' FROM customers
SELECT name AS $$a#b$$ FROM customers
-- No field of the elements of a list
SELECT [address][1].streets FROM customers
SELECT list(address)[1].streets FROM customers
SELECT a.streets FROM (SELECT unnest([address]) AS a FROM customers)
SELECT unnest([address]).streets FROM customers
SELECT a.streets FROM customers, unnest([address]) AS u(a)
SELECT u.a.streets FROM customers AS c CROSS JOIN unnest([c.address]) AS u(a)
SELECT list_transform([address], lambda a: a.streets) FROM customers
SELECT list_filter([address], lambda a: a.streets = 'x') FROM customers
SELECT tags[1].name FROM customers
SELECT [a.streets FOR a IN [address]] FROM customers
SELECT [a.zip FOR a IN [address] IF a.streets = 'x'] FROM customers
SELECT streets FROM (SELECT unnest([address], recursive := true) FROM customers)
SELECT streets FROM (SELECT id, unnest([address], max_depth := 2) FROM customers)
SELECT ([{'a': 1}])[1]['nope']
SELECT {'a': 1}['nope']
SELECT STRUCT_EXTRACT({'a': {'b': 1}}, 'nope')
SELECT STRUCT_EXTRACT(STRUCT_EXTRACT({'a': {'b': 1}}, 'a'), 'nope')
SELECT c.address['nope'] FROM customers c
SELECT a.b['nope'] FROM (SELECT {'b': {'c': 1}} AS a)
SELECT a['b'].nope FROM (SELECT {'b': {'c': 1}} AS a)
SELECT LIST_TRANSFORM(l, x -> x['nope']) FROM (SELECT [{'a': 1}] AS l)
SELECT [x['nope'] FOR x IN l] FROM (SELECT [{'a': 1}] AS l)
SELECT l[1:2][1].nope FROM (SELECT [{'a': 1}] AS l)
SELECT LIST_FILTER(l, x -> x.a > 1)[1].nope FROM (SELECT [{'a': 1}] AS l)
SELECT FIRST(address)['nope'], ARG_MAX(address, name).zip FROM customers
SELECT FIRST(address)['zip'], ARG_MAX(address, name).nope FROM customers
SELECT MAX_BY(address, name, 2)[1].nope FROM customers
SELECT LIST_FIRST([address]).nope FROM customers
SELECT LIST_EXTRACT(l, 1)['nope'] FROM (SELECT [{'a': 1}] AS l)
-- Keys that are two outputs
SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
-- Databases that there are not
SELECT id FROM shop.orders
SELECT shop.orders.id FROM orders
SELECT id FROM memory.shop.orders
SELECT id FROM shop.main.orders
-- Keys of ORDER BY after a UNION that are columns of none of its queries
SELECT id FROM orders UNION SELECT id FROM items ORDER BY nope.id
SELECT id FROM orders UNION SELECT id FROM items ORDER BY orders.total
SELECT id FROM orders UNION SELECT id FROM items ORDER BY orders.id + 1
SELECT o.id AS x FROM orders o UNION SELECT i.id FROM items i ORDER BY o.x
SELECT o.id FROM orders o JOIN items i ON i.id = o.id UNION SELECT 1 ORDER BY i.id
SELECT o.id + 1 FROM orders o UNION SELECT 1 ORDER BY o.id
-- More or fewer arguments than a function takes, of which some would be left out
SELECT ARRAY_AGG(name, ',') FROM items
SELECT STRING_AGG(name, ',', 'x') FROM items
SELECT LTRIM(name, 'x', 'y') FROM items
SELECT HEX(id, 1) FROM orders
SELECT STRFTIME(placed, '%Y', 'utc') FROM orders
SELECT TO_TIMESTAMP(status, '%Y') FROM orders
SELECT SPLIT_PART(name, ',') FROM items
SELECT ROUND(price, 1, 2) FROM items
SELECT REPLACE(name, 'a') FROM items
SELECT CONCAT_WS(',') FROM items
SELECT RANK(id) OVER (ORDER BY id) FROM orders
SELECT NTILE() OVER (ORDER BY id) FROM orders
-- Rows as values
SELECT json_each(payload) FROM events
-- Fields that the values of subqueries, whole rows, and what functions choose do not have
SELECT (SELECT c FROM customers AS c LIMIT 1).surname
SELECT (SELECT address FROM customers LIMIT 1).road
SELECT LIST(c)[1].address.road FROM customers AS c
SELECT ANY_VALUE(c).surname FROM customers AS c
SELECT ARG_MAX(c, id).surname FROM customers AS c
SELECT (CASE WHEN id > 1 THEN address END).road FROM customers
SELECT COALESCE(address, {'street': 'a', 'zip': 'b'}).road FROM customers
SELECT (LAG(address) OVER (ORDER BY id)).road FROM customers
SELECT IF(id > 1, address, NULL).road FROM customers
WITH firsts AS (SELECT LIST(c) AS found FROM customers AS c) SELECT f.surname FROM firsts, UNNEST(found) AS t(f)
SELECT list_transform(ARRAY(SELECT c FROM customers AS c), lambda x: x.address.road)
SELECT t.c.surname FROM (SELECT c FROM customers AS c) AS t
SELECT (SELECT COUNT(*) FROM customers).total
SELECT unnest.road FROM UNNEST((SELECT LIST(address) FROM customers))
SELECT struct_extract(c, 'surname') FROM customers AS c
-- Fields that have many values in a group
SELECT address.zip, COUNT(*) FROM customers
SELECT address.zip, COUNT(*) FROM customers GROUP BY address.street
-- Fields of the value of a subquery, by a text
SELECT (SELECT address FROM customers LIMIT 1)['nope']
SELECT STRUCT_EXTRACT((SELECT address FROM customers LIMIT 1), 'nope')
SELECT q."count(*)" FROM (SELECT COUNT(id) FROM orders) q
-- Whole rows that are not grouped, unknown collations, GROUPING of what is no key
SELECT c, COUNT(*) FROM customers c GROUP BY city
SELECT name COLLATE utf8mb4_bin FROM customers
SELECT GROUPING(total), COUNT(*) FROM orders GROUP BY status
SELECT STRING_AGG(DISTINCT city, ',' ORDER BY name) FROM customers
SELECT x FROM customers, unnest(customers.name) AS t(x)
-- Summaries
SUMMARIZE 'orders.csv'
SUMMARIZE "orders.csv"
SUMMARIZE read_csv('orders.csv')
SUMMARIZE SELECT * FROM 'orders.csv'
FROM (SUMMARIZE 'orders.csv')
WITH s AS (SUMMARIZE 'orders.csv') SELECT 1
SUMMARIZE duckdb_settings()
SUMMARIZE information_schema.tables
SUMMARIZE query('DROP TABLE orders')
SUMMARIZE VALUES (getenv('HOME'))
SUMMARIZE DELETE FROM orders
SUMMARIZE orders; DROP TABLE orders
SUMMARIZE refunds
SUMMARIZE orders o
SUMMARIZE SELECT colour FROM orders
SELECT total FROM (SUMMARIZE orders)
SELECT id FROM orders WHERE total IN (SUMMARIZE orders)
SELECT (SUMMARIZE orders)
PIVOT orders ON status USING total
SELECT name FROM customers ORDER BY 'name'
SELECT tags.list_aggregate('getenv') FROM customers
SELECT ['HOME'].list_aggregate('getenv')
SELECT e.val FROM (SELECT unnest(map_entries(attributes)) AS e FROM items)
SELECT list_transform(map_entries(attributes), lambda e: e.val) FROM items
