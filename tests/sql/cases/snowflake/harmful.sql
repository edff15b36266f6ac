SELECT * FROM @stage
SELECT name FROM shop..customers
SELECT c.$3 FROM (SELECT name, city FROM customers) AS c
SELECT p.$5 FROM orders PIVOT (SUM(total) FOR status IN ('a')) AS p
SELECT * FROM @~/file.csv
SELECT * FROM @%orders
SELECT $1 FROM @stage/file.csv
SELECT $1, $2 FROM @stage (FILE_FORMAT => 'f', PATTERN => '.*csv')
SELECT t.$1 FROM @stage t
SELECT * FROM 's3://bucket/x'
SELECT * FROM '@stage/x'
SELECT * FROM DIRECTORY(@stage)
SELECT * FROM TABLE(DIRECTORY('@stage'))
LIST @stage
LS @stage
GET @stage file:///tmp
PUT file:///tmp/x @stage
REMOVE @stage
RM @stage
COPY INTO orders FROM @stage
COPY INTO @stage FROM orders
COPY INTO 's3://x' FROM (SELECT * FROM orders) STORAGE_INTEGRATION = x
COPY FILES INTO @a FROM @b
SELECT * FROM TABLE('secret_table')
SELECT * FROM TABLE($x)
SELECT * FROM IDENTIFIER('secret')
SELECT * FROM IDENTIFIER($x)
SELECT IDENTIFIER('password') FROM customers
SELECT IDENTIFIER('system$wait')(5)
SELECT * FROM TABLE(IDENTIFIER('f')(1))
SELECT $x
SELECT $1
SELECT * FROM customers WHERE id = $id
SET x = 1
SET (a, b) = (1, 2)
UNSET x
USE ROLE accountadmin
USE WAREHOUSE w
USE DATABASE d
USE SCHEMA s
USE SECONDARY ROLES ALL
ALTER SESSION SET QUERY_TAG = 'x'
ALTER WAREHOUSE w RESUME
ALTER ACCOUNT SET x = 1
ALTER USER u SET PASSWORD = 'x'
SELECT SYSTEM$WAIT(5)
SELECT SYSTEM$ABORT_SESSION(1)
SELECT SYSTEM$CANCEL_ALL_QUERIES(1)
SELECT SYSTEM$TYPEOF(id) FROM orders
SELECT SYSTEM$WHITELIST()
SELECT SYSTEM$GET_PRIVATELINK_CONFIG()
CALL SYSTEM$SEND_EMAIL('x', 'y', 'z', 'w')
SELECT CURRENT_ROLE(), CURRENT_USER(), CURRENT_ACCOUNT(), CURRENT_WAREHOUSE()
SELECT CURRENT_DATABASE(), CURRENT_SCHEMA(), CURRENT_SESSION(), CURRENT_VERSION()
SELECT CURRENT_IP_ADDRESS(), CURRENT_AVAILABLE_ROLES()
SELECT IS_ROLE_IN_SESSION('ACCOUNTADMIN')
SELECT LAST_QUERY_ID()
SELECT GET_DDL('table', 'orders')
SELECT GET_STAGE_LOCATION(@stage), GET_PRESIGNED_URL(@stage, 'x')
SELECT BUILD_SCOPED_FILE_URL(@stage, 'x'), GET_ABSOLUTE_PATH(@stage, 'x')
SELECT * FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()))
SELECT * FROM TABLE(RESULT_SCAN('x'))
SELECT * FROM TABLE(INFORMATION_SCHEMA.QUERY_HISTORY())
SELECT * FROM TABLE(INFER_SCHEMA(LOCATION => '@stage', FILE_FORMAT => 'f'))
SELECT * FROM TABLE(VALIDATE(orders, JOB_ID => '_last'))
SELECT * FROM TABLE(my_udtf(1))
SELECT * FROM TABLE(TO_QUERY('SELECT 1'))
SELECT * FROM INFORMATION_SCHEMA.TABLES
SELECT * FROM SNOWFLAKE.ACCOUNT_USAGE.QUERY_HISTORY
SELECT * FROM "SNOWFLAKE"."ACCOUNT_USAGE"."USERS"
SELECT * FROM other_db.public.orders
SELECT * FROM other_db..orders
SELECT * FROM db.public.customers
SELECT SNOWFLAKE.CORTEX.COMPLETE('m', name) FROM customers
SELECT AI_COMPLETE('m', name) FROM customers
SELECT AI_CLASSIFY(name, ['a']) FROM customers
SELECT SNOWFLAKE.CORTEX.SENTIMENT(name) FROM customers
SELECT mydb.public.my_udf(name) FROM customers
SELECT my_external_function(name) FROM customers
SELECT my_seq.NEXTVAL
SELECT s.NEXTVAL, id FROM orders
SELECT SEQ.CURRVAL FROM orders
CREATE STAGE s URL = 's3://x'
CREATE PIPE p AS COPY INTO orders FROM @s
CREATE TASK t SCHEDULE = '1 minute' AS DELETE FROM orders
CREATE STREAM s ON TABLE orders
CREATE EXTERNAL FUNCTION f(x INT) RETURNS INT API_INTEGRATION = a AS 'https://x'
CREATE OR REPLACE PROCEDURE p() RETURNS INT LANGUAGE JAVASCRIPT AS $$ return 1 $$
CREATE TABLE x CLONE orders
CREATE SHARE s
CREATE INTEGRATION i
CREATE SECRET s
CREATE DYNAMIC TABLE d TARGET_LAG = '1 minute' WAREHOUSE = w AS SELECT 1
UNDROP TABLE orders
DROP STAGE s
DROP TASK t
EXECUTE TASK t
EXECUTE IMMEDIATE $$ BEGIN DELETE FROM orders; END $$
EXECUTE IMMEDIATE 'DROP TABLE orders'
BEGIN DELETE FROM orders; END
DECLARE x INT; BEGIN RETURN 1; END
CALL p()
WITH p AS PROCEDURE () RETURNS INT LANGUAGE SQL AS $$ BEGIN RETURN 1; END $$ CALL p()
INSERT OVERWRITE INTO orders SELECT * FROM orders
INSERT ALL INTO orders (id) VALUES (1) SELECT 1
MERGE INTO orders USING items ON orders.id = items.id WHEN MATCHED THEN DELETE
UPDATE orders SET total = 0 FROM items
DELETE FROM orders USING items WHERE orders.id = items.id
TRUNCATE TABLE IF EXISTS orders
GRANT ROLE r TO USER u
GRANT OWNERSHIP ON orders TO ROLE r
REVOKE SELECT ON orders FROM ROLE r
SHOW TABLES
SHOW USERS ->> SELECT * FROM $1
DESC TABLE orders
DESCRIBE USER u
EXPLAIN USING TEXT SELECT 1
SELECT id FROM orders JOIN items USING (id), employees
SELECT q.id FROM (SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id) q
WITH q AS (SELECT o.id, c.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id) SELECT name FROM q WHERE id = 3
SELECT * FROM orders AT (TIMESTAMP => '2024-01-01'::TIMESTAMP) JOIN secret
SELECT * FROM orders CHANGES (INFORMATION => DEFAULT) AT (OFFSET => -60), secret
SELECT c.nothing FROM customers c
SELECT nothing FROM customers c, LATERAL FLATTEN(input => c.tags) f
SELECT f.nothing FROM customers c, LATERAL FLATTEN(input => c.tags) f
SELECT f.value FROM customers c, LATERAL FLATTEN(input => c.nothing) f
SELECT f.value FROM customers c, LATERAL FLATTEN(input => d.tags) f
SELECT nothing FROM TABLE(GENERATOR(ROWCOUNT => 5))
SELECT nothing:a.b::STRING FROM customers
SELECT profile:a, c.nothing:b FROM customers c
SELECT OBJECT_CONSTRUCT('a', nothing) FROM customers
SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY nothing ORDER BY id) = 1
SELECT LISTAGG(name, ',') WITHIN GROUP (ORDER BY nothing) FROM customers
SELECT "name" FROM customers
SELECT "Customers".id FROM customers
SELECT * FROM "customers"
SELECT * FROM "odd names"
SELECT TRANSFORM(tags, x -> UPPER(nothing)) FROM customers
SELECT DATEADD(day, 1, nothing) FROM orders
SELECT DECODE(nothing, 1, 2) FROM orders
SELECT v.nothing FROM (VALUES (1)) AS v (x)
SELECT nothing FROM (VALUES (1))
SELECT x.total FROM customers c, LATERAL (SELECT o.total FROM orders o WHERE o.customer_id = c.nothing) x
SELECT $$x$$; DROP TABLE orders; SELECT $$y$$
SELECT 'a\'; DROP TABLE orders; --'; DELETE FROM items
SELECT id FROM employees START WITH manager_id IS NULL CONNECT BY PRIOR id = nothing
SELECT name FROM customers AS OF TIMESTAMP 5
-- More that reads, waits, or takes what is not its own
SELECT SYSTEM$TYPEOF(1), SYSTEM$CANCEL_ALL_QUERIES(1), SYSTEM$ABORT_SESSION(1), SYSTEM$GET_PRIVATELINK(), SYSTEM$PIPE_STATUS('x'), SYSTEM$CLUSTERING_INFORMATION('orders')
SELECT GET_DDL('table', 'customers')
SELECT CURRENT_ACCOUNT(), CURRENT_ROLE(), CURRENT_WAREHOUSE(), CURRENT_DATABASE(), CURRENT_SCHEMA(), CURRENT_SESSION(), CURRENT_IP_ADDRESS(), CURRENT_REGION(), CURRENT_VERSION(), CURRENT_CLIENT()
SELECT SNOWFLAKE.CORTEX.COMPLETE('m', 'x')
SELECT AI_COMPLETE('m', 'x'), AI_CLASSIFY('x', ['a']), AI_FILTER('x'), AI_AGG(name, 'x'), AI_SUMMARIZE_AGG(name), AI_EMBED('m', 'x'), AI_SENTIMENT('x'), AI_EXTRACT('x', 'y'), AI_TRANSLATE('a', 'b', 'c'), AI_SIMILARITY('a', 'b') FROM customers
SELECT * FROM @stage/x.csv
SELECT $1 FROM @stage
SELECT t.$1 FROM @~/x (FILE_FORMAT => 'y') t
SELECT * FROM 's3://x'
SELECT * FROM TABLE(INFER_SCHEMA(LOCATION => '@s'))
SELECT * FROM DIRECTORY(@s)
SELECT BUILD_SCOPED_FILE_URL(@s, 'x'), GET_PRESIGNED_URL(@s, 'x'), BUILD_STAGE_FILE_URL(@s, 'x'), GET_STAGE_LOCATION(@s)
SELECT * FROM IDENTIFIER('secrets')
SELECT IDENTIFIER('secret') FROM customers
SELECT * FROM TABLE('secrets')
SELECT $x FROM customers
SELECT $secret, $1 FROM VALUES (1)
EXECUTE IMMEDIATE 'DROP TABLE x'
CALL SYSTEM$WAIT(5)
PUT file:///x @s
GET @s file:///x
LIST @s
REMOVE @s
COPY INTO customers FROM @s
COPY INTO @s FROM customers
CREATE STAGE s
ALTER SESSION SET x = 1
SHOW TABLES ->> SELECT * FROM $1
SELECT 1 ->> SELECT * FROM $2
SELECT * FROM TABLE(GENERATOR(ROWCOUNT => 10000000000))
SELECT * FROM TABLE(GENERATOR(TIMELIMIT => 3600))
SELECT SEQ.NEXTVAL
SELECT s.NEXTVAL FROM customers s
SELECT s.NEXTVAL FROM customers, TABLE(GETNEXTVAL(s)) s
SELECT ENCRYPT('a', 'b'), DECRYPT('a', 'b'), ENCRYPT_RAW('a', 'b', 'c')
SELECT INVOKER_ROLE(), IS_ROLE_IN_SESSION('x'), INVOKER_SHARE(), POLICY_CONTEXT('x'), ALL_USER_NAMES(), CURRENT_AVAILABLE_ROLES(), CURRENT_SECONDARY_ROLES(), CURRENT_TRANSACTION(), CURRENT_STATEMENT()
SELECT my_udf(1), db.sch.f(1)
SELECT c.name FROM customers c, TABLE(evil(c.name)) t
SELECT c.name FROM customers c, LATERAL evil(c.name) t
INSERT ALL INTO customers SELECT 1
INSERT OVERWRITE INTO customers SELECT 1
UNDROP TABLE x
SELECT METADATA$FILENAME FROM customers
SELECT EXTERNAL_FUNC('http://x'), SNOWFLAKE.ML.FORECAST(1)
SELECT FILE_URL FROM customers
SELECT TO_FILE('@s/x'), FL_GET_SIZE(TO_FILE('@s/x'))
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t
SELECT RANDSTR(1000000000, 1)
SELECT ARRAY_GENERATE_RANGE(0, 10000000000)
BEGIN SELECT 1; END
SELECT LAST_QUERY_ID(), LAST_TRANSACTION()
SELECT VALIDATE_PIPE_LOAD('x'), GETVARIABLE('x'), EXPLAIN_JSON('x')
SELECT * FROM customers MATCH_RECOGNIZE (ORDER BY secret MEASURES FIRST(id) AS f PATTERN (a) DEFINE a AS id > 1)
SELECT * FROM customers MATCH_RECOGNIZE (ORDER BY id MEASURES FIRST(secret) AS f PATTERN (a) DEFINE a AS id > 1)
SELECT * FROM customers MATCH_RECOGNIZE (ORDER BY id MEASURES evil(id) AS f PATTERN (a) DEFINE a AS secret > 1)
SELECT * FROM customers MATCH_RECOGNIZE (ORDER BY id MEASURES MATCH_NUMBER() AS f PATTERN (a) DEFINE a AS (SELECT COUNT(*) FROM secrets) > 1)
SELECT * FROM secrets MATCH_RECOGNIZE (ORDER BY id MEASURES MATCH_NUMBER() AS f PATTERN (a) DEFINE a AS id > 1)
SELECT * FROM SEMANTIC_VIEW(x METRICS y)
SELECT * FROM TABLE(SPLIT_TO_TABLE((SELECT secret FROM customers), ','))
SELECT * FROM customers, LATERAL FLATTEN(INPUT => secret)
SELECT * FROM customers AT (STATEMENT => 'x') WHERE hidden = 1
-- Calls without what they are of
SELECT ZEROIFNULL() FROM orders
SELECT * EXCLUDE (nothing) FROM customers
SELECT * FROM customers, LATERAL secret
SELECT id FROM orders AT (STREAM => 'changes')
SELECT email FROM (SELECT * EXCLUDE email FROM customers)
SELECT name FROM (SELECT * RENAME name AS buyer FROM customers)
SELECT q1 FROM quarters UNPIVOT (n FOR quarter IN (q1, q2, q3, q4))
SELECT OBJECT_CONSTRUCT(* EXCLUDE nope) FROM orders
SELECT id FROM orders FETCH FIRST nope ROWS ONLY
-- Columns by their places, and those that are turned
SELECT $3 FROM (VALUES (1, 2))
SELECT $0 FROM (VALUES (1, 2))
SELECT p.status FROM (SELECT customer_id, status, total FROM orders) PIVOT (SUM(total) FOR status IN ('paid', 'open')) AS p
WITH a AS (SELECT id FROM b), b AS (SELECT id FROM orders) SELECT id FROM a
SELECT x.$1 FROM VALUES (1, 'a') AS t
SELECT c.$9, v.$1 FROM customers c JOIN (VALUES (1)) v ON v.$1 = c.id
SELECT METADATA$ACTION FROM customers
SELECT * FROM secret CHANGES (INFORMATION => DEFAULT) AT (OFFSET => -60)
SELECT at(1) FROM customers
-- What is not among the columns of matches, lists, documents and hierarchies
SELECT total FROM orders MATCH_RECOGNIZE (PARTITION BY customer_id ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a+) DEFINE a AS total > 1)
SELECT f.position FROM customers c, TABLE(FLATTEN(c.tags)) f
SELECT payload.kind FROM events
SELECT f.value.a FROM customers c, LATERAL FLATTEN(input => c.tags) f
SELECT LEVEL FROM employees
SELECT "2025" FROM (SELECT city, YEAR(joined) AS y, id FROM customers) PIVOT (COUNT(id) FOR y IN (2023, 2024))
SELECT y FROM (SELECT city, YEAR(joined) AS y, id FROM customers) PIVOT (COUNT(id) FOR y IN (2023, 2024))
-- Rows where a value stands, and without the word TABLE
SELECT UNNEST([1, 2]) FROM orders
SELECT id, FLATTEN(profile) FROM customers
SELECT * FROM customers, FLATTEN(profile) AS f
SELECT * FROM GENERATOR(ROWCOUNT => 10)
-- Halves of joins and intervals, of which something else was written back
SELECT c.id FROM customers AS c LATERAL FLATTEN(c.profile) AS f
SELECT o.id FROM orders AS o JOIN customers AS c ON WHERE o.id = 1
SELECT id FROM orders WHERE placed > CURRENT_DATE - INTERVAL id DAY
SELECT INTERVAL (1 + 1) DAY
-- Rows that no frame leaves out
SELECT SUM(quantity) OVER (ORDER BY item_id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) FROM order_lines
-- Columns of what is flattened under another name
SELECT x FROM UNNEST([1, 2]) AS x
-- Windows that are defined nowhere, or by nothing
SELECT RANK() OVER v FROM orders WINDOW w AS (ORDER BY total)
SELECT RANK() OVER w FROM orders WINDOW w AS (ORDER BY nothing)
SELECT RANK() OVER w FROM (SELECT id FROM orders WINDOW w AS (ORDER BY id)) AS x
-- Marks of templates that are words of types
SELECT id FROM orders WHERE status = {date}
SELECT id FROM orders WHERE status = {'a'}
-- HAVING without groups
SELECT id FROM orders HAVING id > 3
SELECT DISTINCT status AS s FROM orders HAVING status = 'open' ORDER BY s
WITH t AS (SELECT * FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.* FROM employees e JOIN t ON e.manager_id = t.boss) SELECT * FROM t
WITH t AS (SELECT *, 1 AS depth FROM employees UNION ALL SELECT e.*, depth + 1 FROM employees e JOIN t ON e.manager_id = t.id WHERE level < 5) SELECT * FROM t
SELECT c.name FROM customers c JOIN (orders o JOIN order_lines l ON l.order_id = o.id AND o.customer_id = c.id) ON l.quantity = c.id
SELECTSUM(total) OVER w FROM orders WINDOW w AS (ORDER BY id)
WINDOW w AS (ORDER BY id)
SELECT id FROM orders; WINDOW w AS (ORDER BY id)
WINDOW w AS (ORDER BY id) SELECT
-- Positions, chains, and names in texts
SELECT c.$20 FROM customers c
SELECT name, $1 FROM customers
WITH customers AS (SELECT 1 AS a) SELECT customers.$2 FROM customers
DELETE FROM customers ->> SELECT * FROM $1
SELECT id FROM customers ->> DROP TABLE customers
SELECT id FROM customers ->> SELECT secret FROM $1
SELECT id FROM customers ->> SELECT id FROM $1; DROP TABLE customers
SELECT id FROM customers; DROP TABLE customers ->> SELECT id FROM $1
SELECT id FROM customers) SELECT id FROM customers ->> SELECT id FROM $1
SELECT payload ->> 'a' FROM events
SELECT a.id FROM orders a, orders b ->> SELECT * FROM $1, orders
SELECT * FROM IDENTIFIER('information_schema.tables')
SELECT * FROM IDENTIFIER('customers c, secrets')
SELECT * FROM IDENTIFIER('@stage')
SELECT * FROM TABLE('secrets')
SELECT n FROM orders MATCH_RECOGNIZE (PARTITION BY customer_id ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a+) DEFINE a AS total > 1) m JOIN customers c ON c.id = m.total
SELECT o.* EXCLUDE (c.note) FROM orders o
SELECT FIRST(total) FROM orders
SELECT DATEADD($$a; DROP TABLE orders; --$$, 1, placed) FROM orders
SELECT DATEADD(DAY, 1, 'a#b' => placed) FROM orders
SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a 'x); DROP TABLE orders; --' b) DEFINE a AS total > 1)
SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a $$x); DROP TABLE orders$$ b) DEFINE a AS total > 1)
SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY placed MEASURES SYSTEM$WAIT(5) AS n PATTERN (system$wait (b)+) DEFINE b AS total > 2)
-- Keys that are two outputs
SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT id FROM orders WHERE status GLOB 'o*'
SELECT id FROM (SELECT payload ->> 'a' AS id FROM events) AS e
-- Lists as arguments
SELECT name FROM customers WHERE id IN (** [(SELECT secret FROM vault)])
SELECT GREATEST(** [secret]) FROM customers
SELECT ** [1, 2]
-- Keys that a structured type does not have, and columns that a pattern does not find
SELECT sender:nope FROM parcels
SELECT sender:address.street FROM parcels
SELECT sender['nope'] FROM parcels
SELECT sender['address']['street'] FROM parcels
SELECT sender:address['street'] FROM parcels
SELECT sender['address']:street FROM parcels
SELECT GET(sender, 'nope') FROM parcels
SELECT GET_PATH(sender, 'address.street') FROM parcels
SELECT id FROM parcels AS p WHERE p.stops[0]:zip::string = 'x'
SELECT stops[id]['zip'] FROM parcels
SELECT s.who:nope FROM (SELECT sender AS who FROM parcels) AS s
SELECT ({'a': 1}::OBJECT(a INT)):b
SELECT total FROM (SELECT * ILIKE '%id%' FROM orders)
SELECT s.customer_id FROM (SELECT o.* ILIKE '_d' FROM orders AS o) AS s
WITH found AS (SELECT * ILIKE 'STAT%' FROM orders) SELECT id, status FROM found
SELECT (SELECT sender FROM parcels LIMIT 1):nope
SELECT MAX(sender:address):street, COALESCE(sender, NULL):name FROM parcels
SELECT q."count(*)" FROM (SELECT COUNT(id) FROM orders) q
-- A row as an output
SELECT (id, total) FROM orders
SELECT LISTAGG(DISTINCT city, ',') WITHIN GROUP (ORDER BY name) FROM customers
-- Recursions
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT MAX(n) + 1 FROM r WHERE n < 5) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5 GROUP BY n) SELECT n FROM r
-- EXCEPT ALL
SELECT id FROM orders EXCEPT ALL SELECT id FROM customers
SELECT id FROM orders WHERE status = ANY ('open', 'late')
