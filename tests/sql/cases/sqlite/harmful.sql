ATTACH DATABASE '/tmp/x.db' AS x
ATTACH 'file:x?mode=rwc' AS y
DETACH DATABASE x
PRAGMA table_info(orders)
PRAGMA writable_schema = ON
PRAGMA journal_mode = DELETE
PRAGMA database_list
pragma user_version
SELECT * FROM pragma_table_info('orders')
SELECT * FROM pragma_database_list
SELECT * FROM pragma_function_list()
SELECT * FROM pragma_table_list
SELECT name FROM customers, pragma_table_info('orders')
SELECT * FROM sqlite_master
SELECT * FROM sqlite_schema
SELECT * FROM sqlite_temp_master
SELECT * FROM sqlite_temp_schema
SELECT * FROM main.sqlite_master
SELECT * FROM temp.sqlite_master
SELECT * FROM "sqlite_master"
SELECT * FROM [sqlite_master]
SELECT * FROM `sqlite_master`
SELECT * FROM 'sqlite_master'
SELECT * FROM SQLITE_MASTER
SELECT * FROM sqlite_sequence
SELECT * FROM sqlite_stat1
SELECT * FROM sqlite_dbpage
SELECT * FROM dbstat
SELECT * FROM bytecode('SELECT 1')
SELECT * FROM tables_used('SELECT 1')
SELECT * FROM fts_content
SELECT * FROM docs_segdir
SELECT * FROM notes_config
SELECT * FROM temp.orders
SELECT * FROM other.orders
SELECT * FROM orders, sqlite_master
SELECT name FROM customers WHERE EXISTS (SELECT 1 FROM sqlite_master WHERE sqlite_master.name = customers.name)
SELECT sql FROM sqlite_master WHERE type = 'table'
SELECT load_extension('x.so')
SELECT load_extension('x.so', 'entry')
SELECT readfile('/etc/passwd')
SELECT writefile('/tmp/x', 'y')
SELECT edit('x')
SELECT fts3_tokenizer('simple')
SELECT fts3_tokenizer('simple', x'00')
SELECT fts5(?)
SELECT shell('id')
SELECT system('id')
SELECT eval('SELECT 1')
SELECT fileio_read('x')
SELECT lsmode(1)
SELECT * FROM fsdir('/')
SELECT * FROM zipfile('x.zip')
SELECT * FROM csv('x.csv')
SELECT sqlite_version(), sqlite_source_id()
SELECT sqlite_compileoption_get(1), sqlite_compileoption_used('x')
SELECT sqlite_offset(id) FROM orders
SELECT sqlite_log(1, 'x')
SELECT last_insert_rowid(), changes(), total_changes()
SELECT rtreecheck('x'), rtreenode(1, x'00')
SELECT matchinfo(customers), snippet(customers), offsets(customers), optimize(customers) FROM customers
SELECT geopoly_debug(1)
SELECT highlight(customers, 0, 'a', 'b') FROM customers
SELECT "load_extension"('x')
SELECT [load_extension]('x')
SELECT sqlite_rename_column('x', 'y', 'z', 1, 2, 3, 4, 5)
CREATE VIRTUAL TABLE x USING fts5(a)
CREATE TEMP TABLE x (a)
CREATE TABLE IF NOT EXISTS x AS SELECT 1
CREATE UNIQUE INDEX i ON orders (id)
CREATE TEMP TRIGGER t AFTER UPDATE ON orders BEGIN SELECT 1; END
ALTER TABLE orders RENAME COLUMN id TO x
DROP TRIGGER t
DROP INDEX orders_by_customer
REINDEX
REINDEX orders
VACUUM
VACUUM INTO '/tmp/x'
VACUUM main INTO '/tmp/x'
ANALYZE
ANALYZE sqlite_master
INSERT OR REPLACE INTO orders (id) VALUES (1)
INSERT OR IGNORE INTO orders (id) VALUES (1)
REPLACE INTO orders (id) VALUES (1)
INSERT INTO orders (id) VALUES (1) ON CONFLICT DO NOTHING
INSERT INTO orders DEFAULT VALUES
INSERT INTO orders (id) VALUES (1) RETURNING id
UPDATE OR REPLACE orders SET id = 1
UPDATE orders SET total = 0 FROM items WHERE items.id = orders.id
DELETE FROM orders WHERE id = 1 RETURNING *
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) DELETE FROM orders WHERE id IN (SELECT n FROM r)
WITH a AS (SELECT 1) REPLACE INTO orders (id) VALUES (1)
BEGIN IMMEDIATE
BEGIN EXCLUSIVE TRANSACTION
END TRANSACTION
SAVEPOINT x
RELEASE x
ROLLBACK TO x
EXPLAIN QUERY PLAN SELECT 1
EXPLAIN DELETE FROM orders
.tables
.shell id
.read /tmp/x
SELECT 1; .shell id
SELECT ?1
SELECT :x, @y, $z
SELECT 'a'; DROP TABLE orders; --'
SELECT 'it''s'; DELETE FROM orders
SELECT "a"";"; DROP TABLE orders
SELECT [a;b]; DROP TABLE orders
SELECT /* x */ 1 /* ; */; /* y */ DROP TABLE orders
SELECT c.nothing FROM customers c
SELECT "nothing" FROM customers
SELECT c."nothing" FROM customers c
SELECT `nothing` FROM customers
SELECT [nothing] FROM customers
SELECT nothing FROM customers, json_each(customers.profile) AS j
SELECT j.nothing FROM customers, json_each(customers.profile) AS j
SELECT j.value FROM customers, json_each(customers.nothing) AS j
SELECT j.value FROM customers, json_each(other.profile) AS j
SELECT nothing FROM (VALUES (1, 2))
SELECT v.nothing FROM (VALUES (1, 2)) AS v
SELECT column3 FROM (VALUES (1, 2))
SELECT group_concat(nothing) FROM customers
SELECT group_concat(name ORDER BY nothing) FROM customers
SELECT count(*) FILTER (WHERE nothing = 1) FROM customers
SELECT sum(id) OVER (PARTITION BY nothing) FROM customers
SELECT sum(id) OVER w FROM customers WINDOW w AS (ORDER BY nothing)
SELECT id FROM orders LIMIT (SELECT nothing FROM items)
SELECT id FROM orders LIMIT nothing
SELECT id FROM orders WHERE (id, nothing) IN (SELECT id, total FROM orders)
SELECT id FROM orders WHERE (id, total) IN (SELECT id, nothing FROM orders)
SELECT id FROM orders o WHERE o.total > (SELECT AVG(x.total) FROM orders x WHERE x.nothing = o.id)
SELECT id FROM orders GROUP BY id HAVING nothing > 1
SELECT nothing.id FROM orders
SELECT orders.id FROM orders AS o
SELECT main.orders.nothing FROM orders
SELECT other.orders.id FROM orders
SELECT a.id FROM orders a JOIN orders b ON a.id = b.nothing
SELECT a.id FROM orders a LEFT JOIN customers b USING (nothing)
SELECT x FROM (SELECT id AS y FROM orders)
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT nothing FROM r WHERE n < 5) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE nothing < 5) SELECT n FROM r
SELECT id FROM orders INDEXED BY orders_by_customer, sqlite_master
SELECT rowid FROM sqlite_master
SELECT CAST(nothing AS TEXT) FROM orders
SELECT CASE nothing WHEN 1 THEN 2 END FROM orders
SELECT id FROM orders ORDER BY CASE WHEN nothing THEN 1 END
SELECT nothing COLLATE NOCASE FROM orders
SELECT -nothing FROM orders
SELECT id FROM orders WHERE NOT nothing
SELECT id FROM orders WHERE nothing IS NULL
SELECT id FROM orders WHERE nothing
SELECT name FROM customers WHERE city = `Delft`
-- More that reads, waits, or takes what is not its own
PRAGMA table_info(customers)
SELECT * FROM pragma_table_info('customers')
SELECT sql FROM sqlite_schema
SELECT readfile('/etc/passwd'), writefile('x', 'y'), edit('x')
DETACH y
VACUUM INTO 'x'
SELECT * FROM bytecode('select 1')
SELECT last_insert_rowid(), changes(), total_changes(), sqlite_version(), sqlite_source_id(), sqlite_compileoption_get(1)
SELECT fts3_tokenizer('x')
SELECT printf('%.*c', 1000000000, 'x')
SELECT replace(hex(zeroblob(10000000)), '00', 'xxxxxxxxxxxxxxxx')
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t
WITH RECURSIVE t(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM t LIMIT 100) SELECT * FROM t
WITH t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT count(*) FROM t
SELECT * FROM generate_series(1, 1000000000000)
SELECT * FROM customers WHERE rowid = secret
SELECT temp.x FROM customers
SELECT * FROM temp.customers
SELECT * FROM other.customers
REPLACE INTO customers (id) VALUES (1)
INSERT OR REPLACE INTO customers (id) VALUES (1)
SELECT "secret" FROM customers
SELECT [secret] FROM customers
SELECT `secret` FROM customers
SELECT * FROM csv('x')
SELECT sha3('x'), eval('DROP TABLE x'), zipfile('x', 'y')
SELECT * FROM carray(1, 2)
SELECT name FROM customers INDEXED BY nothing WHERE hidden = 1
.shell ls
SELECT snippet(evil) FROM customers
SELECT max(hidden) FROM customers
SELECT json_each.hidden FROM customers, json_each(profile)
SELECT * FROM json_each(hidden)
SELECT geopoly_area('x')
SELECT * FROM vec_each('x')
SELECT unknown_fn(name) FROM customers
-- What virtual tables are made of
SELECT * FROM docs_content
SELECT block FROM docs_data
INSERT INTO docs (docs) VALUES ('optimize')
SELECT rank FROM boxes
-- An alias is no column of the other outputs
SELECT id + 1 AS made, made * 2 FROM customers
-- tables that are called, and are none for text search, or not in FROM
SELECT docs('x') FROM docs('y')
SELECT d.nope FROM docs('word') AS d
SELECT * FROM customers('x')
SELECT * FROM docs((SELECT sql FROM sqlite_master))
SELECT * FROM docs_content('x')
SELECT COALESCE(nope -> 'a', 'x') FROM customers
SELECT id FROM orders WHERE placed > DATE('now') - INTERVAL '1 day'
-- what would be left out of the text
SELECT GROUP_CONCAT(name, city, email) FROM customers
SELECT TRUNC(total, 2) FROM orders
-- columns in double quotation marks that there are not
SELECT UPPER("nope") FROM customers
SELECT "no such" FROM customers
SELECT MAX("nope", total) FROM orders
SELECT COALESCE("nope", name) FROM customers
SELECT name FROM customers ORDER BY "nope"
SELECT c."%Y" FROM customers c
SELECT "%Y" FROM customers
SELECT SUM("%") FROM orders
SELECT ROUND("rate %", 1) FROM orders
SELECT name FROM customers GROUP BY "2024"
WITH orders AS (SELECT * FROM orders WHERE total > 10) SELECT id FROM orders
SELECT id FROM customers WHERE id IN (WITH events AS (SELECT id FROM (SELECT id FROM events)) SELECT id FROM events)
WITH RECURSIVE c AS (SELECT id FROM c) SELECT id FROM c
SELECT rowid FROM customers c JOIN orders o ON o.customer_id = c.id
WITH c AS (SELECT name FROM customers) SELECT rowid FROM c
SELECT id FROM orders WHERE placed >= DATE '2024-05-01'
SELECT placed::DATE FROM orders
SELECT TIMESTAMP '2024-05-01 10:00:00' FROM orders
SELECT * FROM (VALUES (1, 2), (3)) AS v
SELECT LAST_VALUE(note IGNORE NULLS) OVER (ORDER BY placed) FROM orders
SELECT LAG(note) IGNORE NULLS OVER (ORDER BY placed) FROM orders
-- Parentheses where SQLite reads none
(SELECT name FROM customers)
(SELECT name FROM customers ORDER BY name LIMIT 1) UNION ALL SELECT name FROM employees
SELECT name FROM customers UNION ALL (SELECT name FROM employees LIMIT 1)
SELECT name FROM items EXCEPT (SELECT name FROM customers UNION SELECT name FROM employees)
-- what would be compared in another order
SELECT id FROM orders WHERE 1 < total NOT BETWEEN 4 AND 7
SELECT id FROM orders WHERE status = note NOT GLOB 'a*' OR 1 < total NOT IN (1, 2)
-- functions in FROM that give no rows, and columns behind texts
SELECT * FROM customers, json_patch(profile, '{}')
SELECT * FROM zeroblob(2)
SELECT nothing FROM generate_series(1, 5)
SELECT 'customers'.nothing FROM customers
WITH v AS ((SELECT id FROM orders)) SELECT id FROM v
-- What SQLite has not
SELECT a, b FROM (SELECT id, total FROM orders) AS t(a, b)
WITH t(a) AS (SELECT id, total FROM orders) SELECT a FROM t
SELECT id FROM orders WHERE total > ALL (SELECT total FROM orders)
SELECT id FROM orders WHERE total = ANY (SELECT total FROM orders)
SELECT status, COUNT(*) FROM orders GROUP BY ROLLUP (status)
SELECT id FROM orders WHERE total NOT BETWEEN 0 AND 1 <= id
SELECT id FROM orders WHERE status SIMILAR TO 'p%'
SELECT o.id FROM orders o JOIN customers c ON
SELECT o.id FROM orders o, customers c ON ORDER BY o.id
SELECT status, COUNT(*) FROM orders GROUP BY GROUPING SETS ((status), ())
SELECT c.name, l.id FROM customers c, LATERAL (SELECT o.id FROM orders o WHERE o.customer_id = c.id) l
-- Commas with nothing behind them
SELECT id, FROM orders
SELECT id FROM orders WHERE id IN (1, 2,)
SELECT id FROM orders, WHERE id = 1
SELECT COUNT(DISTINCT *) FROM orders
-- HAVING without groups
SELECT id FROM orders HAVING id > 3
SELECT DISTINCT status AS s FROM orders HAVING status = 'open' ORDER BY s
-- Rows of values that do not fit
SELECT id FROM orders WHERE (id, customer_id) IN (SELECT id FROM customers)
SELECT id FROM orders WHERE (id, customer_id) = (1, 2, 3)
SELECT COUNT(id, total) FROM orders
SELECT id FROM orders ORDER BY id OFFSET 5
SELECT c.id AS id, COUNT(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY id
SELECT c.name FROM customers c JOIN (orders o JOIN order_lines l ON l.order_id = o.id AND o.customer_id = c.id) ON l.quantity = c.id
SELECT order_id FROM order_lines l JOIN order_lines m ON l.item_id = m.item_id JOIN order_lines n USING (order_id)
SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY id
SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
-- Aggregates of the outer query in its WHERE: the table of the subquery has no such column
SELECT id FROM orders WHERE total > (SELECT AVG(total) FROM items)
SELECT name FROM employees e WHERE e.salary = (SELECT MAX(e.salary) FROM customers c WHERE c.id = e.id)
SELECT CAST(name AS "a#b") FROM customers
-- Rows without ids
SELECT rowid FROM order_lines
SELECT l._rowid_ FROM order_lines AS l
SELECT id FROM orders WHERE id IN (SELECT oid FROM order_lines WHERE quantity > 1)
-- More or fewer arguments than a function takes, of which some would be left out
SELECT COALESCE(price) FROM items
SELECT IFNULL(price) FROM items
SELECT GROUP_CONCAT(name, ',', 'x') FROM items
SELECT RTRIM(name, 'x', 'y') FROM items
SELECT HEX(id, 1) FROM orders
SELECT ROUND(price, 1, 2) FROM items
SELECT REPLACE(name, 'a') FROM items
SELECT SUBSTR(name) FROM items
SELECT LENGTH(name, 'utf8') FROM items
SELECT RANDOM(1, 10) FROM items
SELECT ROW_NUMBER(1) OVER (ORDER BY id) FROM orders
-- Rows as values
SELECT generate_series(1, 5)
SELECT json_each(attributes) FROM items
SELECT id FROM items WHERE id IN (generate_series(1, 5))
SELECT MAX(jsonb_tree(attributes)) FROM items
-- Columns of outer queries in ORDER BY and GROUP BY
SELECT (SELECT i.name FROM items i ORDER BY ABS(i.price - o.total) LIMIT 1) FROM orders o
SELECT (SELECT COUNT(*) FROM items i GROUP BY o.status) FROM orders o
SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM items i GROUP BY i.name, o.id)
SELECT (SELECT name FROM items UNION SELECT name FROM customers ORDER BY o.id LIMIT 1) FROM orders o
SELECT (SELECT i.name FROM items i ORDER BY (SELECT MAX(l.quantity) FROM order_lines l WHERE l.order_id = o.id) LIMIT 1) FROM orders o
SELECT q."count(*)" FROM (SELECT COUNT(id) FROM orders) q
-- Unknown collations
SELECT name FROM customers ORDER BY name COLLATE city
SELECT name FROM customers ORDER BY name COLLATE utf8mb4_bin
-- An aggregate of the outer query, since the subquery's table is without the column
WITH spent AS (SELECT customer_id, SUM(total) AS amount FROM orders GROUP BY customer_id) SELECT id FROM customers WHERE id > (SELECT AVG(name) FROM spent)
-- A row as an output
SELECT (id, total) FROM orders
-- Syntax of other engines that the parser writes as it is
SELECT status, COUNT(*) FROM orders GROUP BY ALL
SELECT total ^ 2 FROM orders
SELECT SUM(total) WITHIN GROUP (ORDER BY total) FROM orders
SELECT GROUP_CONCAT(DISTINCT city, ', ') FROM customers
-- Aggregates of all rows, beside single rows
SELECT id FROM orders ORDER BY COUNT(*)
SELECT id FROM orders HAVING COUNT(*) > 1
-- Recursions
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT MAX(n) + 1 FROM r WHERE n < 5) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5 GROUP BY n) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + ROW_NUMBER() OVER (ORDER BY n) FROM r WHERE n < 5) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT id FROM orders WHERE id IN (SELECT n + 1 FROM r WHERE n < 5)) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM (SELECT n FROM r) AS s WHERE n < 5) SELECT n FROM r
SELECT id FROM orders ORDER BY (status, total)
SELECT status, COUNT(*) FROM orders GROUP BY (status, total)
SELECT name FROM customers WHERE name MATCH 'ann'
SELECT name FROM customers WHERE customers MATCH 'ann'
-- EXCEPT ALL
SELECT id FROM orders EXCEPT ALL SELECT id FROM customers
-- DISTINCT with OVER
SELECT COUNT(DISTINCT status) OVER () FROM orders
