-- As analysts ask MySQL
SELECT DATE_FORMAT(placed, '%Y-%m') AS month, SUM(total) AS revenue FROM orders GROUP BY DATE_FORMAT(placed, '%Y-%m') ORDER BY month
SELECT `c`.`name`, COUNT(*) AS `n` FROM `customers` AS `c` INNER JOIN `orders` AS `o` ON `o`.`customer_id` = `c`.`id` GROUP BY `c`.`id` ORDER BY `n` DESC LIMIT 5
SELECT name FROM customers ORDER BY id LIMIT 10, 5
SELECT name FROM customers ORDER BY id LIMIT 5 OFFSET 10
SELECT id FROM orders WHERE placed >= CURDATE() - INTERVAL 30 DAY AND placed < CURDATE() + INTERVAL 1 DAY
SELECT id FROM orders WHERE YEAR(placed) = YEAR(CURDATE()) - 1 AND MONTH(placed) IN (1, 2, 3)
SELECT id FROM orders WHERE placed BETWEEN '2024-01-01' AND LAST_DAY('2024-02-01')
SELECT TIMESTAMPDIFF(DAY, placed, shipped) AS days, DATEDIFF(shipped, placed) AS d2, TIMESTAMPADD(MONTH, 1, placed) AS due FROM orders
SELECT DATE_ADD(placed, INTERVAL 1 MONTH), DATE_SUB(NOW(), INTERVAL 1 YEAR), placed + INTERVAL 2 HOUR, STR_TO_DATE('01-02-2024', '%d-%m-%Y'), UNIX_TIMESTAMP(placed), FROM_UNIXTIME(0), WEEK(placed, 3), DAYNAME(placed), QUARTER(placed), EXTRACT(YEAR_MONTH FROM placed), DATE(placed), TIME(placed) FROM orders
SELECT GROUP_CONCAT(name ORDER BY name SEPARATOR ', ') FROM customers GROUP BY city
SELECT GROUP_CONCAT(DISTINCT city ORDER BY city DESC SEPARATOR '; ') AS cities FROM customers
SELECT IF(total > 100, 'big', 'small') AS size, COUNT(*) FROM orders GROUP BY size WITH ROLLUP
SELECT country, city, COUNT(*), GROUPING(country) FROM customers GROUP BY country, city WITH ROLLUP HAVING COUNT(*) > 1
SELECT SUM(status = 'paid') AS paid, SUM(IF(shipped IS NULL, 1, 0)) AS waiting, COUNT(DISTINCT customer_id, status) FROM orders
SELECT name, RANK() OVER (PARTITION BY department ORDER BY salary DESC) AS r FROM employees
SELECT name, ROW_NUMBER() OVER w AS rn, LAG(salary) OVER w AS prev FROM employees WINDOW w AS (PARTITION BY department ORDER BY hired)
SELECT id, SUM(total) OVER (ORDER BY placed RANGE BETWEEN INTERVAL 7 DAY PRECEDING AND CURRENT ROW) AS week_total FROM orders
SELECT id, NTH_VALUE(total, 2) OVER (ORDER BY placed), FIRST_VALUE(total) OVER (ORDER BY placed) FROM orders
WITH RECURSIVE seq AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM seq WHERE n < 100) SELECT n FROM seq
WITH RECURSIVE seq (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM seq LIMIT 10) SELECT n FROM seq
WITH RECURSIVE days AS (SELECT CAST('2024-01-01' AS DATE) AS d UNION ALL SELECT d + INTERVAL 1 DAY FROM days WHERE d < '2024-01-31') SELECT days.d, COUNT(o.id) FROM days LEFT JOIN orders o ON DATE(o.placed) = days.d GROUP BY days.d
WITH RECURSIVE days (d) AS (SELECT MIN(DATE(placed)) FROM orders UNION ALL SELECT DATE_ADD(d, INTERVAL 1 DAY) FROM days WHERE d < (SELECT MAX(DATE(placed)) FROM orders)) SELECT d FROM days
WITH RECURSIVE chain (id, name, path) AS (SELECT id, name, CAST(id AS CHAR(200)) FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, CONCAT(c.path, ',', e.id) FROM chain AS c JOIN employees AS e ON c.id = e.manager_id) SELECT * FROM chain ORDER BY path
WITH totals AS (SELECT customer_id, SUM(total) AS t FROM orders GROUP BY customer_id) SELECT c.name, t.t FROM customers c JOIN totals t ON t.customer_id = c.id WHERE t.t > (SELECT AVG(t) FROM totals)
SELECT * FROM (VALUES ROW(1, 'a'), ROW(2, 'b')) AS v (n, s)
VALUES ROW(1, 'a'), ROW(2, 'b')
SELECT c.name, o.total FROM customers c, LATERAL (SELECT total FROM orders WHERE orders.customer_id = c.id ORDER BY placed DESC LIMIT 1) AS o
SELECT c.name, o.total FROM customers c LEFT JOIN LATERAL (SELECT total FROM orders WHERE orders.customer_id = c.id LIMIT 1) AS o ON TRUE
SELECT c.name, j.tag FROM customers c, JSON_TABLE(c.profile, '$.tags[*]' COLUMNS (tag VARCHAR(40) PATH '$')) AS j
SELECT j.* FROM customers c JOIN JSON_TABLE(c.profile, '$' COLUMNS (age INT PATH '$.age', NESTED PATH '$.pets[*]' COLUMNS (pet VARCHAR(20) PATH '$.name'))) AS j ON TRUE
SELECT profile->>'$.name', profile->'$.tags[0]', JSON_EXTRACT(profile, '$.a', '$.b'), JSON_UNQUOTE(profile->'$.a'), JSON_CONTAINS(profile->'$.tags', '"vip"'), JSON_LENGTH(profile->'$.tags') FROM customers WHERE profile->>'$.vip' = 'true'
SELECT JSON_ARRAYAGG(name), JSON_OBJECTAGG(id, name) FROM customers GROUP BY city
SELECT name FROM customers WHERE name REGEXP '^[A-C]' AND name NOT RLIKE 'x$' AND REGEXP_LIKE(name, 'a') AND name LIKE '50\%%' AND name NOT LIKE '\_%'
SELECT CONCAT(name, ' <', email, '>'), CONCAT_WS(', ', name, city), SUBSTRING_INDEX(email, '@', -1), LEFT(name, 3), RIGHT(name, 2), LPAD(id, 6, '0'), REVERSE(name), CHAR_LENGTH(name), LOCATE('@', email), INSTR(email, '@'), REPLACE(name, ' ', ''), TRIM(BOTH '.' FROM name), UCASE(name), MID(name, 2, 3), FIELD(country, 'NL', 'BE'), ELT(1, 'a', 'b'), FIND_IN_SET('a', 'a,b') FROM customers
SELECT FORMAT(total, 2), ROUND(total, -1), TRUNCATE(total, 1), total DIV 3, total MOD 3, total % 3, total <=> NULL, !total, -total FROM orders
SELECT COALESCE(note, 'n/a'), IFNULL(note, ''), NULLIF(status, 'open'), ISNULL(note), GREATEST(1, 2), LEAST(1, 2), CAST(total AS SIGNED), CONVERT(total, CHAR), CAST(total AS CHAR(10)) FROM orders
SELECT id FROM orders WHERE (customer_id, status) IN ((1, 'open'), (2, 'paid')) AND (customer_id, total) = (SELECT customer_id, MAX(total) FROM orders GROUP BY customer_id LIMIT 1)
SELECT id FROM orders WHERE total > ALL (SELECT price FROM items) OR total = ANY (SELECT price FROM items) OR total < SOME (SELECT price FROM items) OR total = SOME (SELECT price FROM items)
SELECT id FROM orders WHERE status = 'open' && total > 5 || note IS NULL XOR total < 3
SELECT name FROM customers WHERE name = 'O\'Brien' OR name = "double ""quoted""" OR name = 'back\\slash' OR name = 'semi;colon -- x # y /* z */'
SELECT 'DROP TABLE orders' AS `drop`, "DELETE FROM orders" AS `delete`, 'INTO OUTFILE' AS `into` FROM orders
SELECT `select`, `group`, `qty;sold`, `it's` FROM `odd names` ORDER BY `select`
SELECT name FROM customers # a comment; DROP TABLE orders
SELECT name FROM customers -- a comment; DROP TABLE orders
SELECT /* hm; */ name FROM customers WHERE /* DELETE */ city IS NOT NULL
SELECT STRAIGHT_JOIN c.name FROM customers c JOIN orders o ON o.customer_id = c.id
SELECT c.name FROM customers c USE INDEX (by_city) WHERE c.city = 'Delft'
SELECT c.name FROM customers c FORCE INDEX (by_city) JOIN orders o IGNORE INDEX (idx_customer) ON o.customer_id = c.id
SELECT c.name FROM customers c LEFT OUTER JOIN orders o USING (id)
SELECT * FROM customers NATURAL JOIN employees
SELECT c.name, e.name FROM customers c CROSS JOIN employees e
SELECT i.name FROM items i WHERE MATCH(i.name) AGAINST('+book -toy' IN BOOLEAN MODE) > 0.5
SELECT DISTINCT c.city FROM customers c WHERE c.city IS NOT NULL AND c.city <> '' ORDER BY c.city COLLATE utf8mb4_bin
SELECT (SELECT COUNT(*) FROM orders) AS orders, (SELECT COUNT(*) FROM customers) AS customers
SELECT 1 + 1 AS two FROM DUAL
SELECT c.id, (SELECT MAX(o.placed) FROM orders o WHERE o.customer_id = c.id) AS last_order FROM customers c HAVING last_order IS NOT NULL
SELECT id, status + 0 AS code, CASE status WHEN 'open' THEN 1 ELSE 0 END AS o FROM orders ORDER BY FIELD(status, 'paid', 'open', 'sent'), id DESC
SELECT (name) FROM ((SELECT name FROM customers) UNION ALL (SELECT name FROM employees)) AS people
(SELECT name FROM customers ORDER BY id LIMIT 1) UNION (SELECT name FROM employees ORDER BY id LIMIT 1) ORDER BY name LIMIT 2
SELECT name FROM customers EXCEPT SELECT name FROM employees
SELECT name FROM customers INTERSECT SELECT name FROM employees
SELECT at, kind FROM events WHERE at > NOW(6) - INTERVAL 10 MINUTE AND kind <> 'lock'
SELECT HOUR(placed) AS h, COUNT(*) AS n FROM orders GROUP BY h ORDER BY n DESC LIMIT 1
SELECT MAKEDATE(2024, 60), MAKETIME(1, 2, 3), SEC_TO_TIME(100), PERIOD_DIFF(202402, 202312), GET_FORMAT(DATE, 'ISO'), CONVERT_TZ(placed, 'UTC', 'Europe/Amsterdam'), UTC_TIMESTAMP() FROM orders
SELECT STDDEV(total), STDDEV_SAMP(total), VAR_POP(total), VARIANCE(total), BIT_OR(id), BIT_XOR(id), ANY_VALUE(note) FROM orders
SELECT id FROM orders ORDER BY total IS NULL, total DESC
SELECT COUNT(*) FROM orders WHERE NOT (status <=> 'open') AND total NOT BETWEEN 1 AND 3 AND note IS NOT NULL
SELECT REGEXP_SUBSTR(email, '[^@]+$') AS domain, COUNT(*) FROM customers GROUP BY domain
SELECT e.department, AVG(e.salary) OVER (PARTITION BY e.department) AS mean, e.salary FROM employees e
SELECT a.department FROM (SELECT department, COUNT(*) n FROM employees GROUP BY department) a WHERE a.n = (SELECT MAX(n) FROM (SELECT COUNT(*) n FROM employees GROUP BY department) b)
SELECT l.order_id, SUM(l.quantity * i.price * (1 - IFNULL(l.discount, 0))) AS amount FROM order_lines l JOIN items i ON i.id = l.item_id GROUP BY l.order_id HAVING amount > 100
SELECT c.name FROM customers c WHERE c.joined = (SELECT MIN(joined) FROM customers) AND c.country IN (SELECT DISTINCT country FROM customers WHERE city LIKE 'D%')
SELECT o.id, CASE WHEN o.shipped IS NULL THEN 'waiting' WHEN DATEDIFF(o.shipped, o.placed) > 7 THEN 'late' ELSE 'on time' END AS delivery FROM orders o
SELECT CONVERT(name USING ascii), name COLLATE utf8mb4_general_ci, BINARY name = 'x', CAST(name AS BINARY), _latin1'x' FROM customers
SELECT SUBSTRING(name, 1, 1) AS initial, COUNT(*) FROM customers GROUP BY 1 HAVING COUNT(*) > 1 ORDER BY 2 DESC, 1
SELECT TABLE_1.n FROM (SELECT COUNT(*) AS n FROM orders) AS TABLE_1
TABLE customers ORDER BY name LIMIT 5
SELECT 0x41, X'41', 0b01, b'01', 1e2, .5, TRUE, NULL FROM orders
-- Comparisons of comparisons, and fractions of a day
SELECT id, total NOT BETWEEN 1 AND 9 = (status NOT IN ('open')) AS same, (shipped IS NOT NULL) + 0 AS sent FROM orders WHERE placed > NOW() - INTERVAL 1.5 DAY
-- In the manner of its documentation
SELECT DATE_FORMAT(placed, '%Y-%m'), DATE_ADD(placed, INTERVAL 1 MONTH), DATE_SUB(NOW(), INTERVAL 7 DAY), DATEDIFF(shipped, placed), TIMESTAMPDIFF(HOUR, placed, NOW()), STR_TO_DATE('01,5,2013', '%d,%m,%Y'), LAST_DAY(placed), DAYNAME(placed), WEEKOFYEAR(placed), YEARWEEK(placed, 1), QUARTER(placed), MAKEDATE(2024, 32), FROM_UNIXTIME(0), UNIX_TIMESTAMP(placed), CONVERT_TZ(placed, 'UTC', '+02:00'), EXTRACT(YEAR_MONTH FROM placed), PERIOD_DIFF(202401, 202312), TO_DAYS(placed), ADDTIME(placed, '01:00:00'), SEC_TO_TIME(100), TIME_FORMAT('10:00', '%H'), CURDATE(), CURTIME(), UTC_TIMESTAMP(), SYSDATE() FROM orders
SELECT name AS n, name AS n FROM customers ORDER BY n
SELECT name, name AS name, city FROM customers ORDER BY name
SELECT c.*, UPPER(name) AS name FROM customers c ORDER BY name
SELECT profile->'$.name', profile->>'$.name', JSON_EXTRACT(profile, '$.a', '$.b'), JSON_UNQUOTE(JSON_EXTRACT(profile, '$.a')), JSON_CONTAINS(profile, '1', '$.a'), JSON_SEARCH(profile, 'one', 'x'), JSON_KEYS(profile), JSON_LENGTH(profile), JSON_TYPE(profile), JSON_VALID(profile), JSON_OBJECT('a', 1), JSON_ARRAY(1, 2), JSON_VALUE(profile, '$.age' RETURNING UNSIGNED), 'x' MEMBER OF (profile->'$.tags'), JSON_OVERLAPS(profile, '[1]') FROM customers
SELECT JSON_VALUE(profile, '$.age') FROM customers
SELECT 17 MEMBER OF ('[23, "abc", 17, "ab", 10]')
SELECT jt.* FROM customers c, JSON_TABLE(c.profile, '$.tags[*]' COLUMNS (n FOR ORDINALITY, tag VARCHAR(20) PATH '$')) AS jt
SELECT JSON_ARRAYAGG(name), JSON_OBJECTAGG(id, name) FROM customers
SELECT GROUP_CONCAT(DISTINCT name ORDER BY name DESC SEPARATOR '; ') FROM customers GROUP BY country
SELECT name REGEXP '^A', name RLIKE 'b', name NOT REGEXP 'c', REGEXP_LIKE(name, 'a', 'i'), REGEXP_REPLACE(name, 'a', 'b'), REGEXP_SUBSTR(name, '[a-z]+'), REGEXP_INSTR(name, 'a') FROM customers
SELECT IF(total > 1, 'a', 'b'), IFNULL(note, ''), ISNULL(note), NULLIF(total, 0), COALESCE(note, status), total <=> 5, total DIV 2, total MOD 3, total % 3, NOT total, !total, total XOR 1, id | 1, id & 1, id ^ 1, ~id, id << 1, id >> 1 FROM orders
SELECT FIELD(status, 'open', 'paid'), ELT(1, 'a', 'b'), FIND_IN_SET('a', 'a,b'), SUBSTRING_INDEX(note, ',', -1), LOCATE('a', note), INSTR(note, 'a'), LPAD(id, 5, '0'), CONCAT(note, status), CONCAT_WS('-', note, status), LEFT(note, 1), MID(note, 1, 2), REVERSE(note), CHAR_LENGTH(note), FORMAT(total, 2), HEX(id), CONV(10, 10, 2), REPLACE(note, 'a', 'b'), INSERT(note, 1, 1, 'x'), TRIM(LEADING 'x' FROM note), SOUNDEX(note), UCASE(note), MD5(note), SHA2(note, 256), CRC32(note), ASCII(note), SPACE(2), STRCMP(note, status), QUOTE(note), TO_BASE64(note), EXPORT_SET(5, 'Y', 'N'), MAKE_SET(1, 'a'), BIN(5), OCT(8), ORD('a') FROM orders ORDER BY FIELD(status, 'open', 'paid')
SELECT CAST(total AS SIGNED), CAST(total AS UNSIGNED), CAST(id AS CHAR), CONVERT(note USING utf8mb4), CONVERT(total, DECIMAL(10, 1)), CAST(placed AS DATE), BINARY note, CAST('[1]' AS JSON) FROM orders
SELECT note COLLATE utf8mb4_bin, _utf8mb4'abc' COLLATE utf8mb4_general_ci, N'x', x'41', 0x41, b'101', TRUE, DATE '2024-01-01', TIMESTAMP '2024-01-01 00:00:00' FROM orders
SELECT name FROM customers WHERE name LIKE '%!%%' ESCAPE '!' COLLATE utf8mb4_bin
SELECT name FROM customers WHERE name LIKE BINARY 'A%' AND name NOT LIKE '%x%' AND name SOUNDS LIKE 'ada'
SELECT id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) rn, SUM(total) OVER w, LAG(total) OVER w FROM orders WINDOW w AS (ORDER BY placed)
SELECT id, SUM(total) OVER (ORDER BY placed RANGE BETWEEN INTERVAL 7 DAY PRECEDING AND CURRENT ROW) FROM orders
SELECT country, city, COUNT(*), GROUPING(country) FROM customers GROUP BY country, city WITH ROLLUP
WITH RECURSIVE seq AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM seq WHERE n < 10) SELECT n FROM seq
WITH RECURSIVE cal (d) AS (SELECT CAST('2024-01-01' AS DATE) UNION ALL SELECT d + INTERVAL 1 DAY FROM cal WHERE d + INTERVAL 1 DAY <= '2024-01-31') SELECT d FROM cal
WITH RECURSIVE tree (id, name, path) AS (SELECT id, name, CAST(id AS CHAR(200)) FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, CONCAT(t.path, ',', e.id) FROM tree AS t JOIN employees AS e ON t.id = e.manager_id) SELECT * FROM tree ORDER BY path
SELECT c.name, x.total FROM customers c, LATERAL (SELECT o.total FROM orders o WHERE o.customer_id = c.id ORDER BY o.total DESC LIMIT 1) x
SELECT * FROM customers c STRAIGHT_JOIN orders o ON c.id = o.customer_id
SELECT SQL_NO_CACHE name FROM customers USE INDEX (by_city) IGNORE INDEX FOR ORDER BY (by_email) WHERE city = 'x'
SELECT DISTINCTROW city FROM customers
SELECT MATCH (name) AGAINST ('+red -blue' IN BOOLEAN MODE), name FROM items WHERE MATCH (name) AGAINST ('red' WITH QUERY EXPANSION)
SELECT `select`, `group`, `it's`, `qty;sold` FROM `odd names` WHERE `select` = "drop table"
SELECT name FROM customers UNION SELECT name FROM items INTERSECT SELECT name FROM employees EXCEPT SELECT 'x'
SELECT * FROM (VALUES ROW(1, 'a'), ROW(2, 'b')) AS t (n, s)
VALUES ROW(1, 2), ROW(3, 4)
TABLE customers ORDER BY name LIMIT 3
SELECT STD(total), STDDEV(total), VARIANCE(total), VAR_POP(total), BIT_AND(id), BIT_XOR(id), ANY_VALUE(status), COUNT(DISTINCT customer_id, status) FROM orders
SELECT INET_ATON('10.0.0.1'), INET_NTOA(1), IS_IPV4('x'), UUID(), BIN_TO_UUID(UUID_TO_BIN(UUID())), GREATEST(1, 2), LEAST(1, 2), TRUNCATE(1.234, 1), ROUND(1.5), RAND(), RAND(3), POW(2, 3), LOG2(8), PI(), CEILING(1.2), ATAN2(1, 2), DEGREES(1), SIGN(-1)
SELECT name, (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id) AS n FROM customers c HAVING n > 2 ORDER BY n DESC
SELECT id FROM orders WHERE placed BETWEEN '2024-01-01' AND '2024-12-31 23:59:59' AND status IN ('open', 'paid') AND (customer_id, status) = (1, 'open')
SELECT INTERVAL(5, 1, 3, 7), CURRENT_DATE + INTERVAL 1 DAY, '2024-01-01' - INTERVAL 1 SECOND, ADDDATE('2024-01-01', 31), SUBDATE('2024-01-01', INTERVAL 1 DAY), TIMESTAMP('2024-01-01', '10:00'), DAYOFWEEK(NOW()), WEEKDAY(NOW()), MONTHNAME(NOW()), MICROSECOND(NOW(6))
SELECT o.id FROM orders o JOIN customers c USING (id) NATURAL JOIN items
SELECT id FROM orders WHERE total > ANY (SELECT price FROM items) AND total <= ALL (SELECT price FROM items) AND NOT EXISTS (SELECT * FROM events)
SELECT CASE status WHEN 'open' THEN 1 ELSE 0 END AS `desc`, COUNT(*) AS `rank` FROM orders GROUP BY `desc` ORDER BY `rank` DESC
SELECT 'it\'s', "double ""quoted""", 'a' 'b', 'semi;colon -- not a comment' # trailing
SELECT name, SUM(total) AS sum FROM customers, orders WHERE customers.id = orders.customer_id GROUP BY customers.id WITH ROLLUP
SELECT ST_Distance(ST_GeomFromText('POINT(1 1)'), ST_GeomFromText('POINT(2 2)')), ST_X(POINT(1, 2)), ST_AsText(POINT(1, 2))
SELECT WEIGHT_STRING('ab'), CHARSET('a'), COLLATION('a'), COERCIBILITY('a'), FORMAT_BYTES(512), SOUNDEX('a'), COMPRESS('a'), UNHEX('4D')
SELECT DATE(placed) AS date, HOUR(placed) AS hour, COUNT(*) FROM orders GROUP BY date, hour ORDER BY date ASC, hour DESC LIMIT 10 OFFSET 20
-- Words in another order, literals of ODBC, partitions
SELECT HIGH_PRIORITY DISTINCT city FROM customers
SELECT {d '2024-01-31'}, {ts '2024-01-31 10:00:00'} FROM orders WHERE placed >= {d '2024-01-01'}
SELECT id FROM events PARTITION (p2023, p2024) WHERE kind = 'login'
SELECT t.tag FROM customers, JSON_TABLE(profile, '$.tags[*]' COLUMNS (n FOR ORDINALITY, tag VARCHAR(20) PATH '$' DEFAULT '"none"' ON EMPTY NULL ON ERROR)) AS t
SELECT LOG10(total), LOG2(total), LOG(10, total) FROM orders
SELECT INTERVAL(total, 10, 100, 1000) FROM orders
-- A join of all with all before one with a condition
SELECT c.name, i.name FROM customers c JOIN orders o LEFT JOIN items i ON i.id = c.id WHERE o.customer_id = c.id
-- Escapes of ODBC, and words that need no parentheses
SELECT {fn UCASE(name)}, {fn LENGTH({fn LCASE(name)})} FROM customers
SELECT a.name FROM {oj customers a LEFT OUTER JOIN orders b ON a.id = b.customer_id}
SELECT UTC_TIMESTAMP, UTC_DATE, UTC_TIME
SELECT 1 FROM DUAL WHERE 1 = 1
SELECT CAST(SUM(total) AS REAL) * 100 / COUNT(*) AS `real` FROM orders
SELECT a.name FROM customers a IGNORE INDEX FOR JOIN (PRIMARY) JOIN orders b ON a.id = b.customer_id
SELECT INTERVAL 1 DAY + '2024-01-01', DATE_SUB(placed, INTERVAL 1 SECOND), placed + INTERVAL 1 SECOND FROM orders
-- Hints to the optimizer
SELECT /*+ MAX_EXECUTION_TIME(1000) */ name FROM customers
SELECT /*+ JOIN_ORDER(c, o) NO_INDEX_MERGE(o PRIMARY) */ c.name FROM customers c JOIN orders o ON o.customer_id = c.id
-- Regular expressions, JSON and time zones
SELECT name FROM customers WHERE name REGEXP '^[a-c]' AND NOT email RLIKE 'test' OR name NOT REGEXP BINARY 'A'
SELECT 1 = REGEXP_LIKE(name, CONCAT('^', city)), REGEXP_LIKE(name, 'a' OR city), REGEXP_LIKE(name, 'a', 'i') FROM customers
SELECT (name REGEXP ('a|b')) + 1, name REGEXP 'a' REGEXP '1', -(name REGEXP 'a'), SUM(name REGEXP 'a') OVER () FROM customers
SELECT JSON_VALUE(profile, '$.age' RETURNING SIGNED DEFAULT 0 ON EMPTY), JSON_VALUE(profile, '$.n' RETURNING UNSIGNED) FROM customers
SELECT JSON_ARRAY(name, city NULL ON NULL), JSON_ARRAY(id ABSENT ON NULL) FROM customers
SELECT c.id, t.* FROM customers c, JSON_TABLE(c.profile, '$.a[*]' COLUMNS (n FOR ORDINALITY, v INT PATH '$.v' DEFAULT '1' ON EMPTY NULL ON ERROR, known INT EXISTS PATH '$.k', NESTED PATH '$.b' COLUMNS (b INT PATH '$'), NESTED '$.c[*]' COLUMNS (c CHAR(3) PATH '$'))) AS t WHERE t.known
SELECT CAST(at AT TIME ZONE '+00:00' AS DATETIME(3)) FROM events
SELECT v.column_0, v.column_1 FROM (VALUES ROW(1, 'a'), ROW(2, 'b')) AS v
SELECT NTH_VALUE(total, 2) FROM FIRST RESPECT NULLS OVER (ORDER BY id), NTH_VALUE(total, 3) FROM FIRST OVER w FROM orders WINDOW w AS (ORDER BY placed)
SELECT DATE_FORMAT(placed, IF(total > 1, '%M', '%i')) FROM orders
WITH orders AS (SELECT * FROM orders WHERE total > 10) SELECT id FROM orders
VALUES ROW(1, 'x'), ROW(2, 'y') ORDER BY column_0 DESC LIMIT 1
WITH best AS (SELECT id, total FROM orders ORDER BY total DESC LIMIT 10) SELECT a.id, b.id, c.id FROM best AS a CROSS JOIN best AS b CROSS JOIN best AS c
SELECT REPEAT('*', id), REPEAT(' ', 4 * id), REPEAT('#', CAST(ROUND(100.0 * id / 7) AS SIGNED)), LPAD(name, 10 - id, '.'), CONCAT(REPEAT('a', id), REPEAT('b', 10 - id)), REPEAT(LPAD(name, 10, ' '), 2) FROM employees
SELECT department, REPEAT('=', CAST(COUNT(*) AS SIGNED)), REPEAT('-', CAST(100 * COUNT(*) / 7 AS SIGNED)) FROM employees GROUP BY department
SELECT o.select, o.group FROM `odd names` o WHERE o.select = 'a' ORDER BY o.group
SELECT DEFAULT(country) FROM customers WHERE country <> DEFAULT(customers.country)
SELECT id FROM items WHERE MATCH name AGAINST ('+lamp' IN BOOLEAN MODE)
WITH RECURSIVE m AS (SELECT DATE('2024-01-01') AS d UNION ALL SELECT d + INTERVAL 1 MONTH FROM m WHERE MONTH(d) < 12) SELECT m.d, COUNT(o.id) FROM m LEFT JOIN orders o ON o.placed >= m.d AND o.placed < m.d + INTERVAL 1 MONTH GROUP BY m.d
WITH RECURSIVE m AS (SELECT DATE('2024-01-01') AS d UNION ALL SELECT d + INTERVAL 1 DAY FROM m WHERE YEAR(d + INTERVAL 1 DAY) = 2024) SELECT COUNT(*) FROM m
WITH RECURSIVE m AS (SELECT TIMESTAMP('2024-01-01') AS d UNION ALL SELECT d + INTERVAL 1 SECOND FROM m WHERE d < '2024-01-02') SELECT COUNT(*) FROM m
SELECT charset, any, MAX(rollback) AS n FROM (SELECT 1 AS any, 'x' AS charset, 3 AS rollback) AS t WHERE any > 0 AND charset = ANY (SELECT name FROM items) GROUP BY charset, any ORDER BY any
SELECT COUNT(*) FROM orders a JOIN orders b ON (a.id = b.id) = 1 JOIN orders c ON (b.id = c.id) IS TRUE
SELECT COUNT(*) FROM orders a JOIN orders b ON IF(a.note = b.note, a.id, 0) = b.id JOIN orders c ON LENGTH(c.note) = LENGTH(b.note)
-- Groups, rows of values and conditions on outputs
SELECT city, COUNT(*) FROM customers GROUP BY city WITH ROLLUP
SELECT COUNT(DISTINCT city, country) FROM customers
SELECT total * 2 AS doubled FROM orders HAVING doubled > 10
SELECT city AS c FROM customers HAVING city = 'Delft' OR c = 'Ede'
SELECT name, name FROM customers ORDER BY name
SELECT *, LOWER(name) AS name FROM customers ORDER BY name
SELECT COUNT(*) FROM customers GROUP BY YEAR(joined), city HAVING city LIKE 'A%' AND MAX(joined) > '2024-01-01'
SELECT name FROM customers AS c WHERE EXISTS (SELECT 1 FROM orders AS o GROUP BY o.status HAVING COUNT(*) > c.id)
WITH x (c, o) AS (SELECT c.id, o.id FROM customers AS c JOIN orders AS o ON o.customer_id = c.id) SELECT o FROM x
SELECT id FROM orders WHERE (id, customer_id) IN ((1, 2), (3, 4)) AND (id, customer_id) = (SELECT id, 5 FROM customers LIMIT 1)
WITH RECURSIVE t (boss, depth) AS (SELECT id, 0 FROM employees WHERE manager_id IS NULL UNION ALL SELECT id, depth + 1 FROM employees JOIN t ON manager_id = boss WHERE depth < 10) SELECT * FROM t
WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT x.i FROM (SELECT i + 1 AS i FROM n WHERE i < 10) x) SELECT i FROM n
WITH RECURSIVE b AS (SELECT MIN(placed) AS d0 FROM orders), s AS (SELECT 0 AS n, d0 AS d FROM b UNION ALL SELECT n + 1, b.d0 + INTERVAL n DAY FROM s CROSS JOIN b WHERE n < 365) SELECT d FROM s
SELECT c.name FROM customers c WHERE EXISTS (SELECT 1 FROM JSON_TABLE(c.profile, '$.lines[*]' COLUMNS (v JSON PATH '$')) e WHERE EXISTS (SELECT 1 FROM JSON_TABLE(e.v, '$[*]' COLUMNS (w INT PATH '$')) f WHERE f.w = 1))
-- Aggregates of the outer query's columns in its WHERE, which MySQL computes in the subquery
SELECT id FROM orders WHERE total > (SELECT AVG(total) FROM items)
SELECT name FROM employees e WHERE e.salary = (SELECT MAX(e.salary) FROM customers c WHERE c.id = e.id)
SELECT JSON_VALUE(profile, '$.age' DEFAULT 'x\\' ON EMPTY), JSON_VALUE(profile, '$.n' NULL ON EMPTY DEFAULT `name` ON ERROR), ', not this' FROM customers
-- Columns that have one value in a group, by keys and joins
SELECT c.name, SUM(o.total) FROM customers AS c JOIN orders AS o ON o.customer_id = c.id GROUP BY o.customer_id
WITH RECURSIVE up (id, boss) AS (SELECT id, manager_id FROM employees UNION ALL SELECT e.id, e.manager_id FROM up LEFT JOIN employees e ON e.id = up.boss WHERE e.id IS NOT NULL) SELECT id FROM up
