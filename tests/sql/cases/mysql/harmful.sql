SELECT name FROM customers INTO OUTFILE '/tmp/x'
SELECT name INTO OUTFILE '/tmp/x' FROM customers
SELECT name INTO DUMPFILE '/tmp/x' FROM customers
SELECT name FROM customers INTO DUMPFILE '/tmp/x'
SELECT name INTO @x FROM customers LIMIT 1
SELECT name FROM customers LIMIT 1 INTO @x
SELECT id FROM orders LOCK IN SHARE MODE
SELECT id FROM orders FOR UPDATE SKIP LOCKED
SELECT id FROM orders FOR SHARE OF orders NOWAIT
SELECT 1 /*!50000 INTO OUTFILE '/tmp/x' */
SELECT 1 /*! UNION SELECT * FROM mysql.user */
SELECT /*!50001 SLEEP(5) */ 1
SELECT 1 /*!, (SELECT authentication_string FROM mysql.user LIMIT 1) */
SELECT 1 /*M! , 2 */
SELECT name FROM customers /*!99999 garbage */
/*! DROP TABLE orders */
/*!50003 CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW SET NEW.total = 0 */
SELECT 1 /*!*/
SELECT /*+ SET_VAR(sql_mode='') */ name FROM customers
SELECT /*+ RESOURCE_GROUP(x) */ name FROM customers
SELECT LOAD_FILE('/etc/passwd')
SELECT SLEEP(5)
SELECT BENCHMARK(1000000, SHA1('x'))
SELECT GET_LOCK('x', 5), RELEASE_LOCK('x'), IS_FREE_LOCK('x'), RELEASE_ALL_LOCKS()
SELECT MASTER_POS_WAIT('x', 1), SOURCE_POS_WAIT('x', 1), WAIT_FOR_EXECUTED_GTID_SET('x')
SELECT LAST_INSERT_ID(), ROW_COUNT(), FOUND_ROWS(), CONNECTION_ID()
SELECT USER(), CURRENT_USER(), SESSION_USER(), SYSTEM_USER()
SELECT CURRENT_USER
SELECT DATABASE(), SCHEMA(), VERSION()
SELECT CURRENT_ROLE(), ROLES_GRAPHML()
SELECT @@version, @@datadir
SELECT @@global.read_only
SELECT @@session.sql_mode
SELECT @x
SELECT @x := @x + 1 FROM orders
SELECT (@row := @row + 1) AS n, name FROM customers, (SELECT @row := 0) AS r
SELECT name FROM customers WHERE (@a := 1) = 1
SET @x = 1
SET GLOBAL read_only = 0
SET SESSION sql_mode = ''
SET PASSWORD = 'x'
SET NAMES utf8
SET autocommit = 0
SELECT EXTRACTVALUE(1, CONCAT(0x7e, (SELECT password FROM mysql.user LIMIT 1)))
SELECT UPDATEXML(1, '//x', VERSION())
SELECT ps_current_thread_id()
SELECT sys_exec('id')
SELECT sys_eval('id')
SELECT lib_mysqludf_sys_info()
SELECT name FROM customers PROCEDURE ANALYSE(1)
SELECT * FROM mysql.user
SELECT * FROM `mysql`.`user`
SELECT * FROM information_schema.`tables`
SELECT * FROM INFORMATION_SCHEMA . PROCESSLIST
SELECT * FROM sys.session
SELECT * FROM performance_schema.events_statements_history
SELECT * FROM other.customers
SELECT * FROM `other`.`customers`
SELECT * FROM shop.customers
SELECT mysql.user.host FROM customers
TABLE mysql.user
VALUES ROW(SLEEP(5))
SELECT * FROM (VALUES ROW(SLEEP(5))) AS v
DO SLEEP(5)
SELECT UUID_SHORT() FROM orders
DO RELEASE_LOCK('x')
HANDLER orders OPEN
HANDLER orders READ FIRST
REPLACE INTO orders (id) VALUES (1)
INSERT INTO orders SET id = 1
INSERT INTO orders (id) VALUES (1) ON DUPLICATE KEY UPDATE total = 0
INSERT IGNORE INTO orders (id) VALUES (1)
DELETE o FROM orders o JOIN items i ON i.id = o.id
DELETE FROM orders LIMIT 5
UPDATE orders o JOIN items i ON i.id = o.id SET o.total = 0
LOAD DATA LOCAL INFILE 'x' INTO TABLE orders
LOAD XML INFILE 'x' INTO TABLE orders
LOAD INDEX INTO CACHE orders
RENAME TABLE orders TO x
FLUSH TABLES WITH READ LOCK
FLUSH PRIVILEGES
RESET MASTER
PURGE BINARY LOGS TO 'x'
CHANGE MASTER TO MASTER_HOST = 'x'
START SLAVE
SHUTDOWN
RESTART
KILL QUERY 5
INSTALL PLUGIN x SONAME 'y'
INSTALL COMPONENT 'x'
UNINSTALL PLUGIN x
CREATE USER 'x'@'%' IDENTIFIED BY 'y'
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders
CREATE FUNCTION f RETURNS STRING SONAME 'x.so'
GRANT FILE ON *.* TO 'x'
PREPARE s FROM 'DROP TABLE orders'
EXECUTE s USING @x
DEALLOCATE PREPARE s
DELIMITER //
DELIMITER $$ SELECT 1 $$
SELECT 1\G
SELECT 1 \! id
SELECT nothing ->> '$.a' 'b' FROM customers
source /tmp/x.sql
system id
SHOW DATABASES
SHOW GRANTS
SHOW VARIABLES LIKE 'x'
DESC orders
SELECT id FROM orders JOIN items USING (id), employees
SELECT q.id FROM (SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id) q
WITH q AS (SELECT o.id, c.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id) SELECT name FROM q WHERE id = 3
EXPLAIN ANALYZE SELECT * FROM orders
EXPLAIN FORMAT=JSON SELECT * FROM orders
XA START 'x'
BEGIN WORK
START TRANSACTION WITH CONSISTENT SNAPSHOT
UNLOCK TABLES
CHECK TABLE orders
REPAIR TABLE orders
CHECKSUM TABLE orders
BINLOG 'x'
CACHE INDEX orders IN x
CLONE LOCAL DATA DIRECTORY = '/tmp'
IMPORT TABLE FROM 'x'
SIGNAL SQLSTATE '45000'
GET DIAGNOSTICS @x = NUMBER
HELP 'x'
SELECT 'a\'; DROP TABLE orders; -- '; DROP TABLE items
SELECT "a"; DROP TABLE orders; -- "
SELECT c.nothing FROM customers c
SELECT t.nothing FROM customers c, JSON_TABLE(c.profile, '$' COLUMNS (a INT PATH '$.a')) AS t
SELECT nothing FROM customers c, JSON_TABLE(c.profile, '$' COLUMNS (a INT PATH '$.a')) AS t
SELECT t.a FROM customers c, JSON_TABLE(c.nothing, '$' COLUMNS (a INT PATH '$.a')) AS t
SELECT GROUP_CONCAT(nothing SEPARATOR ',') FROM customers
SELECT GROUP_CONCAT(name ORDER BY nothing) FROM customers
SELECT DATE_ADD(nothing, INTERVAL 1 DAY) FROM orders
SELECT DATE_ADD(placed, INTERVAL nothing DAY) FROM orders
SELECT name FROM customers WHERE MATCH (nothing) AGAINST ('x')
SELECT profile->>'$.a', nothing->>'$.a' FROM customers
SELECT `name``x` FROM customers
SELECT name FROM customers WHERE name = `Ada`
SELECT JSON_EXTRACT(nothing, '$.a') FROM customers
SELECT 1 FROM dual, mysql.user
SELECT mysql.f(1)
SELECT shop.sleep(1)
SELECT `sleep`(5)
SELECT SLEEP (5)
SELECT/**/SLEEP/**/(5)
SELECT sl/**/eep(5)
-- More that reads, waits, or takes what is not its own
SELECT GET_LOCK('a', 10), RELEASE_LOCK('a'), IS_FREE_LOCK('a'), IS_USED_LOCK('a'), RELEASE_ALL_LOCKS()
SELECT @@datadir, @@global.secure_file_priv
SELECT @a := 1
SELECT name, @n := @n + 1 FROM customers
SELECT /*!50000 SLEEP(5) */ 1
SELECT 1 /*! UNION SELECT user FROM mysql.user */
SELECT /*+ SET_VAR(sql_mode = '') */ name FROM customers
SELECT /*+ MAX_EXECUTION_TIME(9) RESOURCE_GROUP(fast) */ name FROM customers
SELECT USER(), CURRENT_USER(), DATABASE(), SCHEMA(), VERSION(), CONNECTION_ID(), LAST_INSERT_ID(), ROW_COUNT(), FOUND_ROWS()
SELECT UPDATEXML('<a/>', CONCAT(0x7e, version()), 'x'), EXTRACTVALUE('<a/>', 'b')
SELECT NAME_CONST('a', 1)
SELECT sys_exec('x'), sys_eval('y'), lib_mysqludf_sys_info()
HANDLER customers OPEN
FLUSH TABLES
SELECT name FROM customers PROCEDURE ANALYSE()
SELECT name FROM customers LOCK IN SHARE MODE
SELECT name FROM customers FOR SHARE NOWAIT
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 'x' AS s UNION ALL SELECT CONCAT(s, s) FROM t WHERE LENGTH(s) < 1000000000) SELECT * FROM t
SELECT UUID_SHORT(), PS_CURRENT_THREAD_ID(), STATEMENT_DIGEST('x'), ROLES_GRAPHML(), ICU_VERSION()
SELECT AES_ENCRYPT('a', 'b'), AES_DECRYPT('a', 'b')
SELECT sys.version_major(), sys.ps_thread_id(1)
DELETE c FROM customers c JOIN orders o
UPDATE customers, orders SET name = 'x'
SELECT GTID_SUBSET('a', 'b')
ANALYZE TABLE customers
OPTIMIZE TABLE customers
RENAME TABLE customers TO x
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM customers
SHOW PROCESSLIST
CHECKSUM TABLE customers
SELECT PASSWORD('x'), OLD_PASSWORD('x'), ENCRYPT('x'), DES_ENCRYPT('x')
SELECT JSON_STORAGE_SIZE(profile), JSON_STORAGE_FREE(profile), CAN_ACCESS_TABLE('a', 'b') FROM customers
SELECT name FROM customers WHERE SLEEP(5) = 0
SELECT name FROM customers ORDER BY SLEEP(1)
SELECT name FROM customers PARTITION (p0) WHERE secret = 1
SELECT VALIDATE_PASSWORD_STRENGTH('x'), RANDOM_BYTES(10), GET_DD_COLUMN_PRIVILEGES('x')
-- Harm within escapes of ODBC
SELECT {fn SLEEP(5)}
SELECT {fn LOAD_FILE('/etc/passwd')}
SELECT {fn USER()}, {fn DATABASE()}
SELECT * FROM {oj customers a LEFT OUTER JOIN mysql.user b ON 1 = 1}
SELECT {x name} FROM customers
SELECT t.nope FROM customers c, JSON_TABLE(c.profile, '$' COLUMNS (known INT EXISTS PATH '$.k')) t
SELECT t.known FROM customers c, JSON_TABLE(c.nope, '$' COLUMNS (known INT EXISTS PATH '$.k')) t
SELECT COALESCE(nope -> 'a', 'x') FROM customers
SELECT GROUP_CONCAT(name SEPARATOR nope) FROM customers
-- Names for other columns than there are
SELECT * FROM customers AS c (a, b)
SELECT v.a FROM (VALUES ROW(1, 2)) AS v (a)
WITH t (a) AS (SELECT id, name FROM items) SELECT a FROM t
SELECT NTH_VALUE(total, 2) FROM LAST OVER (ORDER BY id) FROM orders
WITH a AS (SELECT id FROM b), b AS (SELECT id FROM orders) SELECT id FROM a
SELECT v.* FROM (VALUES ROW(1, 2), ROW(4)) AS v
SELECT name FROM customers UNION ALL SELECT department FROM employees ORDER BY department
SELECT orders.id FROM orders LEFT JOIN customers
SELECT orders.id FROM orders RIGHT OUTER JOIN customers WHERE orders.id > 1
VALUES ROW(1, 'x') ORDER BY column_2
SELECT COUNT(*) FROM orders o FULL JOIN customers c ON c.id = o.customer_id
SELECT c.city, SUM(o.total) FROM customers c FULL OUTER JOIN orders o ON o.customer_id = c.id GROUP BY c.city
SELECT o.id FROM orders o FULL JOIN customers c ON c.id = o.customer_id JOIN order_lines l ON l.order_id = o.id
SELECT id FROM items UNION SELECT o.id FROM orders o FULL JOIN customers c ON c.id = o.customer_id
SELECT UNNEST(ARRAY[1, 2])
SELECT FILTER(total, 5) FROM orders
SELECT id FROM orders WHERE placed > DATETIME('now', '-7 days')
SELECT a <=> b < 1 FROM (SELECT 1 AS a, 2 AS b) AS x
SELECT VALUES(total) FROM orders
SELECT JSON_TABLE('[]', '$[*]' COLUMNS (a INT PATH '$'))
-- Commas with nothing behind them
SELECT id, FROM orders
SELECT id FROM orders WHERE id IN (1, 2,)
SELECT id FROM orders, WHERE id = 1
SELECT COUNT(DISTINCT *) FROM orders
-- Grouping, numbers of rows and rows of values as in other engines
SELECT city, COUNT(*) FROM customers GROUP BY CUBE (city)
SELECT city, COUNT(*) FROM customers GROUP BY city WITH CUBE
SELECT city, COUNT(*) FROM customers GROUP BY GROUPING SETS ((city), ())
SELECT name FROM customers ORDER BY name OFFSET 5
SELECT name FROM customers HAVING city = 'Delft'
SELECT city FROM customers GROUP BY city HAVING name LIKE 'A%'
SELECT UPPER(city) FROM customers HAVING city = 'Delft'
SELECT name, city AS name FROM customers ORDER BY name
SELECT o.total FROM orders AS o JOIN customers AS c ON c.id = o.customer_id JOIN items USING (id)
SELECT COUNT(*), o.* FROM orders AS o GROUP BY 1
SELECT COUNT(*) FROM (SELECT c.id, o.id FROM customers AS c JOIN orders AS o ON o.customer_id = c.id) AS x
WITH x AS (SELECT c.id, o.id, o.total FROM customers AS c JOIN orders AS o ON o.customer_id = c.id) SELECT total FROM x
SELECT COUNT(id, total) FROM orders
SELECT COUNT() FROM orders
SELECT id FROM orders WHERE (id, customer_id) IN (SELECT id FROM customers)
SELECT id FROM orders WHERE (id, customer_id) = (SELECT id FROM customers LIMIT 1)
SELECT id FROM orders WHERE (id, customer_id) = (1, 2, 3)
SELECT id FROM orders WHERE (id, customer_id) IN ((1, 2), (3))
SELECT c.name FROM customers c JOIN (orders o JOIN order_lines l ON l.order_id = o.id AND o.customer_id = c.id) ON l.quantity = c.id
SELECT id FROM orders UNION ALL SELECT id FROM customers HAVING city = 'Delft'
SELECT name FROM customers IGNORE INDEX FOR 'a; DROP TABLE orders' (by_email)
SELECT name AS N'a; DROP TABLE orders; --' FROM customers
SELECT TIMESTAMPDIFF(N'a; DROP TABLE orders', placed, placed) FROM orders
SELECT name AS N'a#' FROM customers WHERE id = 1
-- Keys that are two outputs
SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT id FROM orders WHERE status GLOB 'o*'
SELECT 1 AS a WHERE EXISTS (SELECT name FROM customers HAVING city = 'Delft')
-- What functions, windows and patterns have in other engines only
SELECT ISNULL(city, '-') FROM customers
SELECT DATEDIFF('day', placed, shipped) FROM orders
SELECT id, SUM(total) OVER (ORDER BY id GROUPS 1 PRECEDING) FROM orders
SELECT name FROM customers WHERE name LIKE ANY ('a%', 'b%')
WITH a AS NOT MATERIALIZED (SELECT id FROM orders) SELECT id FROM a
WITH RECURSIVE t AS (SELECT id FROM employees UNION ALL SELECT e.id FROM employees e JOIN t ON t.id = e.manager_id) SEARCH DEPTH FIRST BY id SET place SELECT id FROM t
SELECT q.`count(*)` FROM (SELECT COUNT(id) FROM orders) q
SELECT name COLLATE city FROM customers
-- A row as an output
SELECT (id, total) FROM orders
SELECT id, * FROM orders
SELECT status, COUNT(*) FROM orders GROUP BY ALL
-- Recursions
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT MAX(n) + 1 FROM r WHERE n < 5) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5 GROUP BY n) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + ROW_NUMBER() OVER (ORDER BY n) FROM r WHERE n < 5) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT id FROM orders WHERE id IN (SELECT n + 1 FROM r WHERE n < 5)) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT DISTINCT n + 1 FROM r WHERE n < 5) SELECT n FROM r
SELECT id FROM orders ORDER BY (status, total)
SELECT status, COUNT(*) FROM orders GROUP BY (status, total)
-- DISTINCT with OVER
SELECT COUNT(DISTINCT status) OVER () FROM orders
SELECT id FROM orders WHERE status = ANY ('open', 'late')
SELECT id FROM orders LIMIT (SELECT 1)
SELECT id FROM orders LIMIT -1
SELECT id FROM orders LIMIT 5 OFFSET NULL
