EXPORT DATA OPTIONS (uri = 'gs://x/*.csv', format = 'CSV') AS SELECT * FROM shop.customers
SELECT * FROM GAP_FILL(TABLE shop.secrets, ts_column => 'placed', bucket_width => INTERVAL 1 HOUR)
SELECT * FROM GAP_FILL(TABLE shop.orders, ts_column => 'time', bucket_width => INTERVAL 1 HOUR)
SELECT g.note FROM GAP_FILL(TABLE shop.orders, ts_column => 'placed', bucket_width => INTERVAL 1 HOUR) AS g
SELECT l.price FROM (SELECT l.* FROM shop.orders o, UNNEST(o.lines) AS l) AS q
SELECT l FROM (SELECT * FROM shop.orders o, o.lines AS l)
SELECT * EXCEPT (l) FROM shop.orders o, o.lines AS l
FROM shop.orders |> AGGREGATE COUNT(*) AS n GROUP BY ROLLUP (state)
FROM shop.orders |> WHERE RANK() OVER (ORDER BY price) = 1
LOAD DATA INTO shop.orders FROM FILES (format = 'CSV', uris = ['gs://x'])
EXPORT MODEL m OPTIONS (uri = 'gs://x')
CREATE OR REPLACE TABLE shop.x AS SELECT 1 AS a
CREATE TEMP TABLE x AS SELECT 1 AS a
CREATE TEMP FUNCTION f(x INT64) AS (x + 1); SELECT f(1)
CREATE TEMP FUNCTION f(x STRING) RETURNS STRING LANGUAGE js AS "return x;"; SELECT f('a')
CREATE FUNCTION shop.f(x INT64) AS (x)
CREATE MODEL shop.m OPTIONS (model_type = 'linear_reg') AS SELECT 1 AS label
CREATE EXTERNAL TABLE shop.x OPTIONS (format = 'CSV', uris = ['gs://x'])
CREATE SNAPSHOT TABLE shop.x CLONE shop.orders
CREATE MATERIALIZED VIEW shop.v AS SELECT 1 AS x
CREATE ROW ACCESS POLICY p ON shop.orders FILTER USING (TRUE)
CREATE PROCEDURE shop.p() BEGIN SELECT 1; END
CREATE SCHEMA s
CREATE RESERVATION `a.b.c` OPTIONS (slot_capacity = 100)
CREATE CAPACITY `a.b.c` OPTIONS (x = 1)
ALTER TABLE shop.orders SET OPTIONS (description = 'x')
ALTER SCHEMA shop SET OPTIONS (x = 1)
DROP TABLE shop.orders
DROP SCHEMA shop CASCADE
DROP ALL ROW ACCESS POLICIES ON shop.orders
UNDROP SCHEMA shop
INSERT shop.orders (id) VALUES (1)
INSERT INTO shop.orders (id) SELECT 1
UPDATE shop.orders SET total = 0 WHERE TRUE
DELETE shop.orders WHERE TRUE
DELETE FROM shop.orders WHERE TRUE
MERGE shop.orders o USING shop.items i ON o.id = i.id WHEN MATCHED THEN DELETE
TRUNCATE TABLE shop.orders
GRANT `roles/bigquery.dataViewer` ON TABLE shop.orders TO 'user:x@y.z'
REVOKE `roles/bigquery.dataViewer` ON TABLE shop.orders FROM 'user:x@y.z'
DECLARE x INT64 DEFAULT 1; SELECT x
DECLARE x INT64
SET x = 1
BEGIN SELECT 1; END
BEGIN TRANSACTION
COMMIT TRANSACTION
IF TRUE THEN SELECT 1; END IF
LOOP SELECT 1; END LOOP
WHILE TRUE DO SELECT 1; END WHILE
FOR r IN (SELECT 1) DO SELECT 1; END FOR
REPEAT SELECT 1; UNTIL TRUE END REPEAT
CASE WHEN TRUE THEN SELECT 1; END CASE
EXECUTE IMMEDIATE 'DROP TABLE shop.orders'
EXECUTE IMMEDIATE "SELECT ?" USING 1
CALL shop.p()
CALL BQ.REFRESH_MATERIALIZED_VIEW('x')
CALL BQ.ABORT_SESSION()
RAISE USING MESSAGE = 'x'
ASSERT TRUE AS 'x'
BREAK
SELECT ERROR('x')
SELECT * FROM EXTERNAL_QUERY('c', 'SELECT 1')
SELECT * FROM EXTERNAL_QUERY('projects/p/locations/l/connections/c', 'SELECT * FROM x')
SELECT * FROM ML.PREDICT(MODEL shop.m, TABLE shop.orders)
SELECT * FROM ML.GENERATE_TEXT(MODEL shop.m, (SELECT 'x' AS prompt))
SELECT * FROM AI.GENERATE_TABLE(MODEL m, TABLE shop.orders)
SELECT AI.GENERATE('x', connection_id => 'y')
SELECT * FROM ML.EVALUATE(MODEL shop.m)
SELECT * FROM VECTOR_SEARCH(TABLE shop.orders, 'a', TABLE shop.items)
SELECT * FROM APPENDS(TABLE shop.orders, NULL, NULL)
SELECT * FROM CHANGES(TABLE shop.orders, NULL, NULL)
SELECT * FROM shop.my_tvf(1)
SELECT * FROM my_tvf(TABLE shop.orders)
SELECT shop.my_udf(id) FROM shop.orders
SELECT `my-project`.shop.my_udf(id) FROM shop.orders
SELECT my_udf(id) FROM shop.orders
SELECT * FROM shop.INFORMATION_SCHEMA.TABLES
SELECT * FROM `my-project.shop.INFORMATION_SCHEMA.COLUMNS`
SELECT * FROM `region-us`.INFORMATION_SCHEMA.JOBS
SELECT * FROM `region-eu.INFORMATION_SCHEMA.JOBS_BY_PROJECT`
SELECT * FROM INFORMATION_SCHEMA.SCHEMATA
SELECT * FROM shop.__TABLES__
SELECT * FROM `my-project.shop.__TABLES_SUMMARY__`
SELECT * FROM `my-project.shop.orders_*`
SELECT * FROM `shop.ord*`
SELECT * FROM `my-project.shop.*`
SELECT * FROM shop.orders_2024
SELECT * FROM `other-project.shop.orders`
SELECT * FROM `other-project`.shop.orders
SELECT * FROM other.orders
SELECT * FROM `my-project.other.orders`
SELECT * FROM `bigquery-public-data.samples.shakespeare`
SELECT * FROM `my-project:shop.orders`
SELECT * FROM [my-project:shop.orders]
SELECT * FROM `orders$20240101`
SELECT * FROM shop.orders@-3600000
SELECT _TABLE_SUFFIX FROM `shop.ord*`
SELECT * FROM TABLE_DATE_RANGE([shop.orders], TIMESTAMP('2024-01-01'), TIMESTAMP('2024-01-02'))
SELECT SESSION_USER(), @@project_id
SELECT @@query_label
SELECT @p
SELECT * FROM shop.orders WHERE id = @id
SELECT * FROM shop.orders WHERE id = ?
SELECT KEYS.NEW_KEYSET('AEAD_AES_GCM_256')
SELECT AEAD.DECRYPT_STRING(KEYS.KEYSET_CHAIN('gcp-kms://x', b'y'), b'z', '')
SELECT DLP_KEY_CHAIN('x', b'y')
SELECT OBJ.GET_ACCESS_URL(x, 'r')
SELECT nothing FROM shop.customers, UNNEST(tags) AS t
SELECT nothing FROM shop.customers c, UNNEST(c.tags) AS t WITH OFFSET AS o
SELECT t FROM shop.customers c, UNNEST(c.nothing) AS t
SELECT t FROM shop.customers c, UNNEST(d.tags) AS t
SELECT l.item_id FROM shop.orders o, o.nothing AS l
SELECT l.item_id FROM shop.orders o, nothing.lines AS l
SELECT nothing FROM UNNEST([1, 2]) AS x
SELECT nothing FROM UNNEST(GENERATE_ARRAY(1, 5)) AS x
SELECT nothing FROM shop.orders o, UNNEST(o.lines) AS l
SELECT * EXCEPT (id), nothing FROM shop.orders
SELECT * REPLACE (nothing AS id) FROM shop.orders
SELECT STRUCT(nothing AS a) FROM shop.orders
SELECT ARRAY(SELECT nothing FROM UNNEST(o.lines) AS l) FROM shop.orders o
SELECT ARRAY_AGG(nothing) FROM shop.orders
SELECT ARRAY_AGG(id ORDER BY nothing) FROM shop.orders
SELECT id FROM shop.orders QUALIFY ROW_NUMBER() OVER (PARTITION BY nothing ORDER BY id) = 1
SELECT id FROM shop.orders WINDOW w AS (PARTITION BY nothing)
SELECT DATE_DIFF(shipped, nothing, DAY) FROM shop.orders
SELECT SAFE_CAST(nothing AS INT64) FROM shop.orders
SELECT IF(nothing, 1, 2) FROM shop.orders
SELECT nothing.street FROM shop.customers
SELECT c.nothing.street FROM shop.customers c
SELECT shop.customers.password FROM shop.customers
FROM shop.orders |> WHERE nothing > 5
FROM shop.secret |> SELECT id
FROM shop.orders |> DROP id |> SELECT nothing
FROM shop.orders |> CALL my_tvf(1)
FROM shop.orders |> JOIN shop.secret USING (id)
SELECT 1; SELECT 2;
SELECT id FROM orders JOIN items USING (id), employees
SELECT q.id FROM (SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id) q
WITH q AS (SELECT o.id, c.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id) SELECT name FROM q WHERE id = 3
SELECT name AS n, city AS n FROM customers ORDER BY n
SELECT name AS id, c.* FROM customers c ORDER BY id
SELECT """a"""; DROP TABLE shop.orders
SELECT name FROM shop.customers FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP() JOIN shop.secret ON TRUE
SELECT * FROM shop.customers CROSS JOIN shop.secret
SELECT * FROM TABLE shop.orders
SELECT WITH DIFFERENTIAL_PRIVACY OPTIONS (epsilon = 1) COUNT(*) FROM shop.secret
-- More that reads, waits, or takes what is not its own
SELECT * FROM EXTERNAL_QUERY('conn', 'SELECT 1')
SELECT * FROM ML.PREDICT(MODEL shop.m, TABLE shop.customers)
SELECT * FROM AI.GENERATE_TABLE(MODEL shop.m, TABLE shop.customers)
SELECT AI.GENERATE('x', connection_id => 'y'), AI.IF('x'), AI.CLASSIFY('a', ['b']), AI.SCORE('x'), AI.GENERATE_BOOL('x')
SELECT * FROM VECTOR_SEARCH(TABLE shop.customers, 'x', TABLE shop.customers)
SELECT * FROM `my-project.shop.__TABLES__`
SELECT * FROM `shop.customers_*`
SELECT * FROM `other-project.shop.customers`
SELECT * FROM other.customers
SELECT SESSION_USER(), @@project_id, @@session_id
SELECT @param
SELECT name FROM shop.customers WHERE id = @id
SELECT ERROR(CONCAT('x', secret)) FROM shop.customers
SELECT shop.my_udf(1)
SELECT `my-project.shop.my_udf`(1)
SELECT my_udf(1)
CREATE TEMP FUNCTION f(x INT64) AS (x); SELECT f(1)
CREATE TEMP FUNCTION f(x STRING) RETURNS STRING LANGUAGE js AS 'return x'; SELECT f('a')
EXECUTE IMMEDIATE 'SELECT 1'
EXPORT DATA OPTIONS(uri='gs://x') AS SELECT 1
LOAD DATA INTO shop.customers FROM FILES (uris = ['gs://x'])
ASSERT 1 = 1
MERGE shop.customers USING shop.orders ON FALSE WHEN NOT MATCHED THEN INSERT ROW
INSERT shop.customers (id) VALUES (1)
DELETE shop.customers WHERE TRUE
UPDATE shop.customers SET name = 'x' WHERE TRUE
TRUNCATE TABLE shop.customers
CREATE MODEL shop.m OPTIONS(model_type='x') AS SELECT 1
SELECT KEYS.NEW_KEYSET('x'), AEAD.ENCRYPT(b'', 'x', 'y'), KEYS.KEYSET_CHAIN('gcp-kms://x', b'')
SELECT DETERMINISTIC_ENCRYPT(b'', 'x', 'y')
SELECT * FROM UNNEST(GENERATE_ARRAY(1, 10000000000))
SELECT * FROM UNNEST(GENERATE_DATE_ARRAY('0001-01-01', '9999-12-31')) a, UNNEST(GENERATE_DATE_ARRAY('0001-01-01', '9999-12-31')) b
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t
SELECT * FROM shop.tvf(1)
SELECT * FROM TABLE_QUERY(shop, 'x')
SELECT * FROM [my-project:shop.customers]
SELECT secret FROM shop.customers c, UNNEST(c.tags) secret2
SELECT hidden FROM shop.customers, UNNEST(tags) t
SELECT l.hidden FROM shop.orders o, UNNEST(o.lines) l
SELECT c.hidden.x FROM shop.customers c
FROM shop.orders |> DROP nothing
FROM shop.secrets |> SELECT x
FROM shop.orders |> SELECT hidden
FROM shop.orders |> WHERE hidden = 1
FROM shop.orders |> CALL shop.tvf()
FROM shop.orders |> AGGREGATE SUM(hidden) AS s
GRANT `roles/x` ON TABLE shop.customers TO 'user:x'
ALTER TABLE shop.customers SET OPTIONS (x = 1)
CREATE SNAPSHOT TABLE shop.x CLONE shop.customers
SELECT OBJ.FETCH_METADATA(ref), OBJ.GET_ACCESS_URL(ref, 'r') FROM shop.customers
SELECT NET.EVIL('x'), SAFE.evil(1), KLL_QUANTILES.EVIL(1)
SELECT FLOAT64(secret) FROM shop.customers
SELECT * FROM ML.FORECAST(MODEL shop.m), ML.EVALUATE(MODEL shop.m)
SELECT * EXCEPT (nothing) FROM shop.customers
SELECT c.* EXCEPT (nothing, name) FROM shop.customers c
SELECT o.lines.quantity FROM shop.orders o
SELECT address.street.name FROM shop.customers
SELECT o.id FROM shop.orders o, o.nope AS l WITH OFFSET
SELECT o.id FROM shop.orders o JOIN secrets.lines l ON l.price > o.total
FROM shop.orders |> DROP nope
FROM shop.orders |> SET nope = 1
FROM shop.orders |> DROP status |> SELECT status
SELECT q1 FROM shop.quarters UNPIVOT(n FOR quarter IN (q1, q2))
SELECT total FROM (SELECT customer_id, status, total FROM shop.orders) PIVOT(SUM(total) FOR status IN ('paid', 'open'))
SELECT email FROM (SELECT * EXCEPT (email) FROM shop.customers)
SELECT lines[0].nope FROM shop.orders
SELECT l.price.nope FROM shop.orders, UNNEST(lines) AS l
SELECT address.geo.nope FROM shop.customers
FROM shop.orders |> AS o |> SELECT o.nope
FROM shop.orders |> AS o |> AGGREGATE SUM(nope)
SELECT ARRAY_TRANSFORM(tags, t -> CONCAT(t, nope)) FROM shop.customers
SELECT COUNT(*) FROM `shop.visits*`
SELECT COUNT(*) FROM `shop.visits_intraday_*`
SELECT COUNT(*) FROM `other.visits_*`
SELECT _TABLE_SUFFIX FROM shop.items
SELECT v._TABLE_SUFFIX FROM shop.visits_20240131 AS v
-- Structures and lists
SELECT a.nothing FROM UNNEST(ARRAY<STRUCT<n INT64, k STRING>>[(1, 'x')]) AS a
SELECT STRUCT(1 AS a).nothing
SELECT c.address.geo.lat.nothing FROM shop.customers AS c
SELECT * FROM shop.customers, UNNEST(name)
SELECT c.n FROM shop.items AS c (n)
SELECT name FROM `other-project.shop.items`
SELECT NORMALIZE_AND_CASEFOLD(name, nothing) FROM shop.items
SELECT price FROM (SELECT id, name FROM shop.items UNION ALL BY NAME ON (name) SELECT name, salary FROM shop.employees)
WITH a AS (SELECT id FROM b), b AS (SELECT id FROM orders) SELECT id FROM a
SELECT CAST(note AS STRING FORMAT N'TIME) FROM shop.secrets; DROP TABLE shop.orders -- FORMAT x') FROM shop.secrets
FROM shop.orders |> SELECT AS STRUCT id, status |> LIMIT 3
FROM shop.orders |> WHERE total > 5 |> TABLESAMPLE SYSTEM (1 PERCENT)
SELECT s.z FROM (SELECT STRUCT(1 AS a) AS s)
SELECT c.address.city FROM (SELECT * FROM shop.customers) AS c
SELECT home.geo.alt FROM (SELECT c.address AS home FROM shop.customers AS c JOIN shop.orders AS o ON o.customer_id = c.id)
WITH a AS (SELECT id, lines FROM shop.orders), b AS (SELECT * FROM a) SELECT l.item FROM b, UNNEST(b.lines) AS l
SELECT n.first FROM (SELECT name AS n FROM shop.customers)
SELECT _FILE_NAME FROM shop.items
SELECT i._FILE_NAME FROM shop.items AS i
SELECT category, COUNT(*) FROM shop.items GROUP BY ALL ORDER BY ALL
SELECT t.x FROM shop.customers, UNNEST(tags) AS t
SELECT l.item_id.x FROM shop.orders, UNNEST(lines) AS l
FROM shop.orders |> RENAME total AS amount |> SELECT total
FROM shop.orders AS o |> AGGREGATE COUNT(*) AS n |> SELECT o.n
FROM shop.orders AS o |> SET total = 1 |> SELECT o.total
-- Pipes that name what is not there
FROM shop.orders |> WITH s AS (SELECT * FROM secret) |> SELECT total
FROM shop.orders |> WITH orders AS (SELECT 1 AS id) |> SELECT total
FROM shop.items |> SELECT category, price |> PIVOT (SUM(price) FOR category IN ('a', 'b')) AS p |> SELECT p.price
SELECT (name).evil() FROM shop.customers
SELECT (nothing).UPPER() FROM shop.customers
SELECT o.id, (SELECT COUNT(*) FROM o.nothing) FROM shop.orders o
-- Fields that are not in what is made
SELECT s.y.z FROM UNNEST([STRUCT(1 AS x, STRUCT(2 AS q) AS y)]) AS s
WITH t AS (SELECT [STRUCT(1 AS x)] AS l) SELECT e.y FROM t, UNNEST(l) AS e
WITH t AS (SELECT ARRAY_AGG(STRUCT(name, price)) AS l FROM shop.items) SELECT e.nothing FROM t, UNNEST(l) AS e
SELECT ANY_VALUE(address).nothing FROM shop.customers
SELECT (SELECT AS STRUCT name, price).nothing FROM shop.items
SELECT y.x FROM UNNEST([1]) AS y
SELECT price FROM (SELECT category, price, id FROM shop.items) PIVOT (SUM(price) FOR id IN (1, 2))
SELECT _3 FROM (SELECT category, price, id FROM shop.items) PIVOT (SUM(price) FOR id IN (1, 2))
SELECT MAX(price).name FROM shop.items
SELECT place.lat FROM shop.events
-- Rows where a value stands
SELECT UNNEST(tags) FROM shop.customers
SELECT id FROM shop.customers WHERE UNNEST(tags) = 'vip'
-- Rows that it makes of structures alone
SELECT a FROM (VALUES (1)) AS v (a)
SELECT name FROM (VALUES (1)) AS v
SELECT n FROM GENERATE_ARRAY(1, 5) AS n
-- Names of tables that a step of a pipe has changed a column of, or that hide another table
FROM shop.orders AS o |> SET total = 1 |> JOIN shop.customers AS c ON c.id = o.customer_id |> SELECT o.total
FROM shop.orders AS o |> EXTEND 1 AS one |> SELECT o.one
FROM shop.orders AS o |> EXTEND 1 AS one |> SELECT o.*, one
FROM shop.orders AS o |> EXTEND 1 AS one |> AGGREGATE COUNT(*) AS n GROUP BY o.status |> WHERE o.status = 'a'
FROM shop.orders |> WHERE total > 5 |> AS items |> JOIN items AS i ON i.id = items.id |> SELECT i.price
SELECT o.id FROM shop.orders AS o |> WHERE o.id = 3
FROM shop.orders |> RENAME nothing AS amount
FROM shop.orders AS o |> CROSS JOIN shop.customers AS c |> RENAME total AS amount
-- Fields that are not in what a star is of
SELECT address.* EXCEPT (nothing) FROM shop.customers
SELECT t.nothing FROM (SELECT id, c.address.* FROM shop.customers AS c) AS t
-- Marks in texts that are none
SELECT 'a''' FROM shop.items; DROP TABLE shop.items
SELECT "a""b" FROM shop.items
-- HAVING without groups
SELECT id FROM orders HAVING id > 3
SELECT DISTINCT status AS s FROM orders HAVING status = 'open' ORDER BY s
SELECT COUNT(id, total) FROM orders
SELECT id FROM orders ORDER BY id OFFSET 5
WITH RECURSIVE t AS (SELECT * FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.* FROM employees e JOIN t ON e.manager_id = t.boss) SELECT * FROM t
WITH RECURSIVE t AS (SELECT *, 1 AS depth FROM employees UNION ALL SELECT e.*, depth + 1 FROM employees e JOIN t ON e.manager_id = t.id WHERE level < 5) SELECT * FROM t
SELECT c.name FROM customers c JOIN (orders o JOIN order_lines l ON l.order_id = o.id AND o.customer_id = c.id) ON l.quantity = c.id
SELECT * FROM shop.order_lines JOIN shop.quarters ON item_id = q1 PIVOT(SUM(discount) FOR quantity IN (1, 2))
SELECT lines.box.height FROM `my-project.shop.orders`, UNNEST(lines) AS lines
-- Variables of WITH(…) that are not used, not there, or would mean something else
SELECT WITH(a AS 1, 2) FROM shop.items
SELECT WITH(a AS hidden, a + 1) FROM shop.items
SELECT WITH(a AS price, a + b) FROM shop.items
SELECT WITH(a AS price, a), a FROM shop.items
SELECT WITH(a AS price, a || 'x', a) FROM shop.items
SELECT WITH(a AS SESSION_USER(), a) FROM shop.items
SELECT WITH(a AS RAND(), a - a) FROM shop.items
SELECT WITH(a AS price, (SELECT MAX(total) FROM shop.orders WHERE total > a)) FROM shop.items
SELECT WITH(a AS 'x', b AS CONCAT(a, a, a, a, a, a, a, a, a), c AS CONCAT(b, b, b, b, b, b, b, b, b), CONCAT(c, c, c, c)) FROM shop.items
SELECT name FROM shop.customers WHERE name LIKE ALL UNNEST(hidden)
FROM shop.orders |> EXTEND SUM(total) OVER x AS s WINDOW w AS (PARTITION BY status)
FROM shop.orders |> EXTEND SUM(total) OVER w AS s WINDOW w AS (PARTITION BY hidden)
-- Patterns of rows with what is not there, and functions outside of patterns
SELECT * FROM shop.orders MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a) DEFINE a AS hidden > 1)
SELECT * FROM shop.orders MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(z.total) AS n PATTERN (a) DEFINE a AS total > 1)
SELECT total FROM shop.orders MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a) DEFINE a AS total > 1)
SELECT * FROM secrets MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a) DEFINE a AS total > 1)
SELECT FIRST(total) FROM shop.orders
SELECT status, LAST(total) FROM shop.orders GROUP BY status
SELECT v.z FROM (SELECT AS VALUE STRUCT(1 AS x)) AS v
WITH places AS (SELECT AS VALUE address FROM shop.customers) SELECT places.town FROM places
SELECT DATE_DIFF(placed, placed, r'a; DROP TABLE orders') FROM orders
-- Functions of whole tables
SELECT base.secret FROM VECTOR_SEARCH(TABLE shop.items, 'price', TABLE shop.items)
SELECT query.name FROM VECTOR_SEARCH(TABLE shop.items, 'price', (SELECT [1.0] AS v))
SELECT name FROM VECTOR_SEARCH(TABLE shop.items, 'price', TABLE shop.items)
SELECT distance FROM VECTOR_SEARCH(TABLE shop.items, 'price', TABLE shop.items, top_k => secret)
SELECT distance FROM VECTOR_SEARCH(TABLE shop.items, 'price', TABLE shop.items, query_column_to_search => 'vector')
SELECT VECTOR_SEARCH(TABLE shop.items, 'price', TABLE shop.items)
SELECT GAP_FILL(TABLE shop.orders, ts_column => 'placed', bucket_width => INTERVAL 1 HOUR)
SELECT name FROM RANGE_SESSIONIZE(TABLE shop.secrets, 'span', ['id'])
SELECT secret FROM RANGE_SESSIONIZE(TABLE shop.items, 'price', ['id'])
SELECT name FROM RANGE_SESSIONIZE(TABLE shop.items, 'span', ['id'])
-- Keys that are two outputs
SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT id FROM shop.orders WHERE status GLOB 'o*'
-- Fields that outputs do not have, and outputs where they cannot be named
SELECT STRUCT(name, city) AS who FROM shop.customers ORDER BY who.secret
SELECT MAX_BY(address, id) AS last FROM shop.customers ORDER BY last.secret
SELECT name AS who FROM shop.customers ORDER BY who.secret
SELECT COUNT(*) AS n FROM shop.customers ORDER BY n.secret
SELECT id + 1 AS n FROM shop.customers ORDER BY n.secret
SELECT STRUCT(name, city) AS who, COUNT(*) FROM shop.customers GROUP BY who.city
SELECT STRUCT(name, city) AS who, who.city FROM shop.customers
SELECT STRUCT(name, city) AS who FROM shop.customers WHERE who.city = 'x'
SELECT name FROM shop.customers c ORDER BY (SELECT MAX(o.id) FROM shop.orders o WHERE o.customer_id = who.id)
SELECT * EXCEPT (current_time) FROM shop.customers
-- Syntax of other engines
SELECT * FROM shop.customers NATURAL JOIN shop.items
FROM shop.customers |> NATURAL JOIN shop.items
SELECT name FROM shop.items WHERE price > ALL (SELECT total FROM shop.orders)
SELECT name FROM shop.items WHERE price = SOME (SELECT total FROM shop.orders)
-- Fields that the elements do not have which functions return
SELECT APPROX_TOP_COUNT(city, 3)[OFFSET(0)].secret FROM shop.customers
SELECT t.sum FROM (SELECT APPROX_TOP_COUNT(city, 3) AS a FROM shop.customers), UNNEST(a) AS t
SELECT value, count FROM UNNEST((SELECT APPROX_TOP_SUM(city, id, 5) FROM shop.customers))
SELECT u.secret FROM UNNEST((SELECT ARRAY_AGG(STRUCT(name AS a, city)) FROM shop.customers)) AS u
SELECT ARRAY_FIRST(lines).secret FROM shop.orders
SELECT l.secret FROM shop.orders o, UNNEST(ARRAY_REVERSE(o.lines)) AS l
-- Columns that PIVOT does not make from numbers, dates and truth values
SELECT n_2025 FROM (SELECT EXTRACT(YEAR FROM placed) AS y, id FROM shop.orders) PIVOT (COUNT(id) AS n FOR y IN (2023, 2024))
SELECT new FROM (SELECT EXTRACT(YEAR FROM placed) AS y, total FROM shop.orders) PIVOT (COUNT(*) AS n FOR y IN (2023 AS new))
SELECT _2024_12_30 FROM (SELECT shipped, total FROM shop.orders) PIVOT (SUM(total) FOR shipped IN (DATE '2024-12-31'))
SELECT t_maybe FROM (SELECT total > 5 AS big, total FROM shop.orders) PIVOT (SUM(total) AS t FOR big IN (TRUE, FALSE))
SELECT _minus_1 FROM (SELECT order_id, quantity AS q FROM shop.order_lines) PIVOT (COUNT(order_id) FOR q IN (-1, 1))
-- Fields that the values of subqueries, whole rows, and what functions choose do not have
SELECT quantity FROM UNNEST((SELECT lines FROM shop.orders LIMIT 1)) WHERE prize > 1
SELECT l.box.height FROM UNNEST((SELECT lines FROM shop.orders LIMIT 1)) AS l
SELECT ANY_VALUE(c HAVING MAX c.joined).address.geo.latt FROM shop.customers AS c GROUP BY country
SELECT ANY_VALUE(c).surname FROM shop.customers AS c
SELECT (SELECT c FROM shop.customers AS c ORDER BY joined LIMIT 1).surname
SELECT (SELECT AS STRUCT id, address FROM shop.customers LIMIT 1).name
SELECT (SELECT AS STRUCT * FROM shop.customers LIMIT 1).address.geo.height
SELECT (SELECT AS VALUE c FROM shop.customers AS c LIMIT 1).surname
SELECT (SELECT COUNT(*) FROM shop.customers).total
SELECT ARRAY_AGG(c ORDER BY c.joined LIMIT 1)[SAFE_OFFSET(0)].address.road FROM shop.customers AS c
SELECT l.quantity FROM UNNEST(ARRAY(SELECT AS STRUCT item_id, price FROM shop.orders, UNNEST(lines))) AS l
SELECT l.prize FROM UNNEST(ARRAY_CONCAT((SELECT lines FROM shop.orders LIMIT 1), (SELECT lines FROM shop.orders LIMIT 1))) AS l
SELECT IF(country = 'NL', address, NULL).zipp FROM shop.customers
SELECT COALESCE(NULL, address).road FROM shop.customers
SELECT CASE WHEN id > 1 THEN address ELSE NULL END.geo.latt FROM shop.customers
SELECT FIRST_VALUE(c) OVER (ORDER BY id).surname FROM shop.customers AS c
WITH firsts AS (SELECT ARRAY_AGG(c) AS found FROM shop.customers AS c) SELECT f.surname FROM firsts, UNNEST(found) AS f
SELECT (SELECT l FROM UNNEST(lines) AS l WHERE l.quantity > 1 LIMIT 1).box.height FROM shop.orders
SELECT ARRAY_CONCAT_AGG(lines)[OFFSET(0)].prize FROM shop.orders
-- Fields that have many values in a group
SELECT address.zip, COUNT(*) FROM customers
SELECT address.zip, COUNT(*) FROM customers GROUP BY address.street
-- Fields that values without fields, values whose fields have no names, and the variables of lambdas do not have
SELECT ARRAY_FILTER(lines, l -> l.prize > 1) FROM shop.orders
SELECT ARRAY_TRANSFORM(o.lines, l -> l.box.height) FROM shop.orders AS o
SELECT l.prize FROM shop.orders, UNNEST(ARRAY_FILTER(lines, l -> l.quantity > 1)) AS l
SELECT (1, 'a').name
SELECT STRUCT(1, 'a' AS name).id
SELECT x.name FROM UNNEST([(1, 'a'), (2, 'b')]) AS x
SELECT x.secret FROM UNNEST([NULL, STRUCT(1 AS id)]) AS x
SELECT ST_BOUNDINGBOX(place).width FROM shop.events
SELECT span.start_date FROM (SELECT CAST('[2024-01-01, 2024-02-01)' AS RANGE<DATE>) AS span)
SELECT CONCAT(name, city).secret FROM shop.customers
SELECT STARTS_WITH(name, 'a').secret FROM shop.customers
SELECT s.secret FROM shop.customers, UNNEST(SPLIT(name, ' ')) AS s
SELECT n.secret FROM UNNEST(GENERATE_ARRAY(1, 3)) AS n
SELECT a FROM shop.customers AS c, UNNEST(c.address) AS a
-- Fields of values that are rows, and the number of an element, which is no field of it
SELECT geo.height FROM (SELECT AS VALUE address FROM shop.customers)
SELECT a.geo.height FROM (SELECT AS VALUE address FROM shop.customers) AS a
WITH rows_ AS (SELECT AS VALUE c FROM shop.customers AS c) SELECT address.road FROM rows_
SELECT item.secret FROM (SELECT AS VALUE STRUCT(STRUCT(1 AS k) AS item))
SELECT l.place FROM shop.orders AS o, UNNEST(o.lines) AS l WITH OFFSET AS place
SELECT place.x FROM shop.orders AS o, UNNEST(o.lines) AS l WITH OFFSET AS place
-- LATERAL of other engines
SELECT l.price FROM shop.orders AS o, LATERAL (SELECT MAX(price) AS price FROM UNNEST(o.lines)) AS l
-- Samples and slices of other engines, and JSON, which is no array
SELECT COUNT(*) FROM shop.orders TABLESAMPLE BERNOULLI (10)
SELECT COUNT(*) FROM shop.orders TABLESAMPLE SYSTEM (100 ROWS)
SELECT tags[1:2] FROM shop.customers
SELECT plan FROM shop.customers AS c, UNNEST(c.profile) AS plan
SELECT plan FROM shop.customers AS c, c.profile AS plan
-- Columns and fields that stars of values do not make
SELECT q.name FROM (SELECT ANY_VALUE(address).* FROM shop.customers) AS q
SELECT q.geo.height FROM (SELECT c.address.* EXCEPT (zip) FROM shop.customers AS c) AS q
SELECT q.zip FROM (SELECT c.address.* EXCEPT (zip) FROM shop.customers AS c) AS q
SELECT ANY_VALUE(address).* EXCEPT (road) FROM shop.customers
SELECT q.least FROM (SELECT (SELECT AS STRUCT MAX(total) AS most FROM shop.orders).*) AS q
WITH firsts AS (SELECT ARRAY_AGG(c ORDER BY joined LIMIT 1)[OFFSET(0)].* FROM shop.customers AS c GROUP BY city) SELECT address.road FROM firsts
WITH RECURSIVE t AS (FROM UNNEST([1]) AS n |> UNION ALL (SELECT n + 1 FROM t)) SELECT n FROM t
-- Columns of tables that are partitioned by the time of ingestion, which these are not
SELECT _PARTITIONTIME FROM shop.orders
SELECT s._PARTITIONDATE FROM shop.scans s
SELECT id FROM shop.scans WHERE _PARTITIONDATE = '2024-01-01'
SELECT v.visitor FROM (SELECT visitor FROM shop.visits_20240131) v WHERE _PARTITIONDATE = '2024-01-01'
-- EXCEPT ALL
SELECT id FROM shop.orders EXCEPT ALL SELECT id FROM shop.customers
