UNLOAD ('SELECT * FROM customers') TO 's3://bucket/x' IAM_ROLE 'arn:aws:iam::1:role/x'
UNLOAD ($$SELECT * FROM customers$$) TO 's3://bucket/x' CREDENTIALS 'x' PARALLEL OFF
COPY orders FROM 's3://bucket/x' IAM_ROLE 'x'
COPY orders FROM 's3://bucket/x' CREDENTIALS 'aws_access_key_id=x'
CREATE EXTERNAL TABLE spectrum.x (a INT) LOCATION 's3://x'
CREATE EXTERNAL SCHEMA s FROM DATA CATALOG DATABASE 'x' IAM_ROLE 'y'
CREATE EXTERNAL FUNCTION f(INT) RETURNS INT VOLATILE LAMBDA 'x' IAM_ROLE 'y'
CREATE MODEL m FROM orders TARGET total FUNCTION f IAM_ROLE 'x' SETTINGS (S3_BUCKET 'x')
CREATE DATASHARE d
ALTER DATASHARE d ADD SCHEMA public
CREATE LIBRARY l LANGUAGE plpythonu FROM 's3://x'
CREATE MATERIALIZED VIEW v AS SELECT * FROM orders
CREATE USER u PASSWORD 'x'
SELECT * FROM spectrum.sales
SELECT * FROM stl_query
SELECT * FROM stv_sessions
SELECT * FROM svl_qlog
SELECT * FROM svv_tables
SELECT * FROM sys_query_history
SELECT * FROM pg_table_def
SELECT * FROM pg_user_info
SELECT * FROM svv_external_tables
SELECT * FROM information_schema.tables
SELECT * FROM archive.public.orders
SELECT * FROM otherdb.public.customers
SELECT * FROM customers, svv_all_tables
SELECT * FROM pg_catalog.stl_query
SELECT pg_terminate_backend(1)
SELECT pg_cancel_backend(1)
SELECT pg_backend_pid()
SELECT pg_last_copy_id()
SELECT pg_last_unload_count()
SELECT pg_get_iam_role_by_user('x')
SELECT explain_model('m')
SELECT current_user_id, version()
SELECT CURRENT_DATABASE(), CURRENT_SCHEMA()
SELECT has_schema_privilege('public', 'usage')
SELECT change_query_priority(1, 'high')
SELECT change_session_priority(1, 'high')
SELECT set_config('x', 'y', false)
SELECT ai_function('x')
SELECT external_f(name) FROM customers
SELECT f_sql_udf(name) FROM customers
LOCK orders
ANALYZE COMPRESSION orders
VACUUM DELETE ONLY orders
SET query_group TO 'x'
SET enable_result_cache_for_session TO OFF
RESET query_group
SHOW search_path
CANCEL 5
CLOSE c
CALL sp_x()
APPEND FROM x
ALTER TABLE orders APPEND FROM items
SELECT id INTO TEMP x FROM orders
SELECT id INTO #temp FROM orders
SELECT TOP 5 id INTO x FROM orders
SELECT * FROM #temp
CREATE TABLE #t AS SELECT 1
DELETE orders
DELETE FROM orders USING items WHERE orders.id = items.id
UPDATE orders SET total = 0 FROM items WHERE orders.id = items.id
INSERT INTO orders (SELECT * FROM orders)
SELECT c.nothing FROM customers c
SELECT nothing FROM customers c, c.profile.items AS t
SELECT x.nothing FROM (SELECT id FROM orders) x
SELECT c.secret.address FROM customers c
SELECT nothing.address FROM customers
SELECT t.a FROM customers c, c.nothing AS t
SELECT t.a FROM customers c, d.profile AS t
SELECT LISTAGG(nothing, ',') WITHIN GROUP (ORDER BY name) FROM customers
SELECT LISTAGG(name, ',') WITHIN GROUP (ORDER BY nothing) FROM customers
SELECT DATEADD(day, 1, nothing) FROM orders
SELECT DATEDIFF(day, placed, nothing) FROM orders
SELECT k, nothing FROM customers c, UNPIVOT c.profile AS v AT k
SELECT nothing FROM customers AS c, c.profile.phones AS p AT i
SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM c.phones p)
SELECT name FROM customers c, (SELECT 1 FROM c.profile p) q
SELECT id FROM orders@elsewhere
SELECT id FROM orders JOIN items USING (id), employees
SELECT q.id FROM (SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id) q
WITH q AS (SELECT o.id, c.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id) SELECT name FROM q WHERE id = 3
SELECT name AS n, city AS n FROM customers ORDER BY n
SELECT name AS id, c.* FROM customers c ORDER BY id
SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY nothing ORDER BY id) = 1
SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (ORDER BY pg_sleep(1)) = 1
SELECT id FROM employees START WITH nothing IS NULL CONNECT BY PRIOR id = manager_id
SELECT id FROM employees START WITH manager_id IS NULL CONNECT BY PRIOR id = nothing
SELECT * EXCLUDE nothing, secret FROM orders
SELECT * FROM (SELECT status, total FROM orders) PIVOT (SUM(total) FOR status IN ('a')) WHERE pg_sleep(1) IS NULL
SELECT "SELECT" FROM customers
SELECT * FROM "odd name"
SELECT name FROM customers WHERE name = "Ada"
SELECT E'\'; DROP TABLE x; --'; DROP TABLE orders
GRANT USAGE ON DATASHARE d TO NAMESPACE 'x'
REVOKE ALL ON orders FROM PUBLIC
TRUNCATE orders
REFRESH MATERIALIZED VIEW v
EXPLAIN SELECT id FROM orders
DECLARE c CURSOR FOR SELECT 1
FETCH FORWARD 10 FROM c
START TRANSACTION READ WRITE
ABORT
END
DROP DATASHARE d
DROP SCHEMA public CASCADE
DROP LIBRARY l
PREPARE p AS SELECT 1
SELECT $1
SELECT * FROM TABLE(f(1))
SELECT dblink('x', 'y')
SELECT * FROM customers c JOIN s3.x ON true
SELECT * FROM s3_table
SELECT OBJECT_TRANSFORM(nothing KEEP 'a') FROM customers
SELECT pg_read_file('x')
SELECT name FROM customers FOR SHARE
-- More that reads, waits, or takes what is not its own
SELECT * FROM pg_user
SELECT pg_backend_pid(), pg_terminate_backend(1), pg_cancel_backend(1)
SELECT CURRENT_SETTING('x'), SET_CONFIG('a', 'b', false)
SELECT CURRENT_USER_ID, CURRENT_NAMESPACE
SELECT pg_last_query_id(), pg_last_copy_id()
SELECT EXPLAIN_MODEL('x')
SELECT my_ml_model(1)
SELECT f_udf(1)
SELECT has_table_privilege('x', 'y')
UNLOAD ('select 1') TO 's3://x' CREDENTIALS 'x'
COPY orders FROM 's3://x' IAM_ROLE default
SELECT * FROM spectrum.external_table
SELECT REPEAT('x', 100000000)
SELECT * FROM GENERATE_SERIES(1, 1000000000)
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT * FROM t
SELECT version()
CREATE EXTERNAL SCHEMA x FROM DATA CATALOG DATABASE 'y'
SHOW PARAMETER x
REFRESH MATERIALIZED VIEW x
SELECT CHANGE_USER_PRIORITY('a', 'b'), CHANGE_QUERY_PRIORITY(1, 'x'), CHANGE_SESSION_PRIORITY(1, 'x')
SELECT PG_SLEEP(5)
SELECT NVL(pg_get_session_roles(), 'x')
SELECT LISTAGG(usename) FROM pg_user_info
SELECT slice_num()
SELECT GET_JOB_STATUS(1)
SELECT name INTO TEMP x FROM customers
SELECT lambda_udf('http://evil')
VACUUM FULL orders
SELECT COALESCE(nope -> 'a', 'x') FROM customers
SELECT c.id FROM customers c LEFT JOIN c.nope.items AS x ON TRUE
SELECT nope FROM customers c LEFT JOIN c.profile.items AS x ON TRUE
SELECT nope FROM (SELECT status, total FROM orders) PIVOT (SUM(total) FOR status IN ('paid' AS p, 'open'))
-- units of time that there are not
SELECT DATEDIFF(nope, shipped, placed) FROM orders
SELECT DATEADD(nope, 1, placed) FROM orders
SELECT DATE_PART(nope, placed) FROM orders
SELECT id FROM dev.archive.orders
SELECT id FROM dev.orders
-- what would be left out of the text
SELECT UNNEST(status), id FROM orders
WITH a AS (SELECT id FROM b), b AS (SELECT id FROM orders) SELECT id FROM a
SELECT id FROM orders WHERE placed > DATETIME('now', '-7 days')
SELECT STRUCT(total, status) FROM orders
-- An alias that comes later
SELECT twice + 1 AS more, total * 2 AS twice FROM orders
SELECT twice AS twice FROM orders
-- UNPIVOT of nothing
SELECT v FROM customers c, UNPIVOT c.profiles AS v
SELECT v FROM customers c, UNPIVOT x.profile AS v
SELECT w FROM customers c, UNPIVOT c.profile AS v
-- Names of SQL Server
SELECT [name] FROM customers
SELECT c.id AS id, COUNT(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY id
SELECT c.name FROM customers c JOIN (orders o JOIN order_lines l ON l.order_id = o.id AND o.customer_id = c.id) ON l.quantity = c.id
SELECT o.* EXCLUDE (c.note) FROM orders o
-- Aggregates of the outer query in its WHERE: the table of the subquery has no such column
SELECT id FROM orders WHERE total > (SELECT AVG(total) FROM items)
SELECT name FROM employees e WHERE e.salary = (SELECT MAX(e.salary) FROM customers c WHERE c.id = e.id)
SELECT DATEADD($$a; DROP TABLE orders; --$$, 1, placed) FROM orders
SELECT DATEDIFF(@'a; DROP TABLE orders; --', placed, placed) FROM orders
SELECT c.id, (SELECT COUNT(*) FROM q.lines AS l) AS lines FROM customers AS c, c.profile.orders AS o
-- A row as an output
SELECT (id, total) FROM orders
-- EXCEPT ALL
SELECT id FROM orders EXCEPT ALL SELECT id FROM customers
SELECT SUM(total) OVER (PARTITION BY status ROWS UNBOUNDED PRECEDING) FROM orders
