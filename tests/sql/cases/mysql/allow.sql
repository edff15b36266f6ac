-- Plain questions
SELECT * FROM customers
SELECT name, city FROM `customers` WHERE country = 'NL' ORDER BY name LIMIT 10
SELECT name FROM customers ORDER BY id LIMIT 5, 10
SELECT name FROM customers ORDER BY id LIMIT 10 OFFSET 5
SELECT DISTINCT city FROM customers
SELECT DISTINCTROW city FROM customers
SELECT STRAIGHT_JOIN c.name FROM customers c JOIN orders o ON o.customer_id = c.id
SELECT COUNT(*), COUNT(DISTINCT customer_id, status), SUM(total), AVG(total), MIN(total), MAX(total), STD(total), STDDEV(total), STDDEV_POP(total), STDDEV_SAMP(total), VARIANCE(total), VAR_POP(total), VAR_SAMP(total), BIT_AND(id), BIT_OR(id), BIT_XOR(id), ANY_VALUE(note) FROM orders
SELECT c.name, SUM(o.total) AS spent FROM customers c INNER JOIN orders o ON o.customer_id = c.id GROUP BY c.id HAVING spent > 100 ORDER BY spent DESC
SELECT c.name FROM customers c LEFT JOIN orders o ON c.id = o.customer_id WHERE o.id IS NULL
SELECT c.name, o.total FROM customers c, orders o WHERE c.id = o.customer_id
SELECT c.name, o.id FROM customers c STRAIGHT_JOIN orders o ON o.customer_id = c.id
SELECT c.name FROM (customers c, orders o) WHERE c.id = o.customer_id
SELECT id FROM customers NATURAL LEFT JOIN employees
SELECT c.name FROM customers c CROSS JOIN items i WHERE i.price > 5
SELECT c.name, i.name FROM customers c JOIN orders o JOIN order_lines l JOIN items i ON o.customer_id = c.id AND l.order_id = o.id AND i.id = l.item_id
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE total > 50)
SELECT name FROM customers c WHERE EXISTS (SELECT * FROM orders o WHERE o.customer_id = c.id)
SELECT name FROM items WHERE price > ALL (SELECT 5) AND price = ANY (SELECT price FROM items)
SELECT c.id, n.total FROM customers c, LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id ORDER BY placed DESC LIMIT 3) AS n
SELECT c.id, n.total FROM customers c LEFT JOIN LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id) AS n ON TRUE
SELECT 1 FROM DUAL
SELECT name FROM customers USE INDEX (by_city) WHERE city = 'Delft'
SELECT name FROM customers FORCE INDEX (by_city) WHERE city = 'Delft'
SELECT name FROM customers IGNORE INDEX FOR ORDER BY (by_city) ORDER BY city
-- Set operations and common table expressions
SELECT name FROM customers UNION SELECT name FROM items ORDER BY name
(SELECT id FROM orders ORDER BY total DESC LIMIT 3) UNION ALL (SELECT id FROM orders ORDER BY total LIMIT 3)
SELECT id FROM customers EXCEPT SELECT customer_id FROM orders
SELECT id FROM customers INTERSECT SELECT customer_id FROM orders
WITH spent AS (SELECT customer_id, SUM(total) AS amount FROM orders GROUP BY customer_id) SELECT name, amount FROM customers JOIN spent ON spent.customer_id = customers.id
WITH RECURSIVE chain AS (SELECT id, name, 0 AS depth FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, depth + 1 FROM employees e JOIN chain c ON e.manager_id = c.id) SELECT * FROM chain
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT SUM(i) FROM n
WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n LIMIT 50) SELECT i FROM n
WITH RECURSIVE days AS (SELECT CAST('2024-01-01' AS DATE) AS day UNION ALL SELECT day + INTERVAL 1 DAY FROM days WHERE day < '2024-12-31') SELECT day FROM days
SELECT v.a FROM (VALUES ROW(1, 2), ROW(3, 4)) AS v (a, b)
VALUES ROW(3), ROW(7), ROW(1) ORDER BY 1 DESC LIMIT 2
-- Grouping and windows
SELECT country, city, COUNT(*), GROUPING(city) FROM customers GROUP BY country, city WITH ROLLUP
SELECT GROUP_CONCAT(name), GROUP_CONCAT(DISTINCT city ORDER BY city DESC SEPARATOR '; ') FROM customers
SELECT JSON_ARRAYAGG(name), JSON_OBJECTAGG(id, name) FROM customers
SELECT YEAR(placed) AS y, MONTH(placed) AS m, SUM(total) FROM orders GROUP BY y, m ORDER BY y DESC, m
SELECT name, RANK() OVER (PARTITION BY department ORDER BY salary DESC), ROW_NUMBER() OVER w, DENSE_RANK() OVER w, NTILE(4) OVER w, PERCENT_RANK() OVER w, CUME_DIST() OVER w, LAG(salary, 1, 0) OVER w, LEAD(salary) OVER w, FIRST_VALUE(salary) OVER w, LAST_VALUE(salary) OVER w, NTH_VALUE(salary, 2) OVER w FROM employees WINDOW w AS (ORDER BY salary)
SELECT placed, SUM(total) OVER (ORDER BY placed ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) FROM orders
SELECT placed, AVG(total) OVER (ORDER BY placed RANGE BETWEEN INTERVAL 7 DAY PRECEDING AND CURRENT ROW) FROM orders
SELECT status, SUM(status = 'open'), SUM(IF(status = 'paid', total, 0)), COUNT(IF(total > 5, 1, NULL)) FROM orders GROUP BY status
-- Text
SELECT UPPER(name), UCASE(name), LOWER(name), LCASE(name), LENGTH(name), CHAR_LENGTH(name), CHARACTER_LENGTH(name), OCTET_LENGTH(name), BIT_LENGTH(name), TRIM(name), TRIM(LEADING 'x' FROM name), LTRIM(name), RTRIM(name), SUBSTRING(name, 1, 3), SUBSTR(name, 2), MID(name, 1, 2), SUBSTRING(name FROM 2 FOR 3), SUBSTRING_INDEX(email, '@', 1), LEFT(name, 2), RIGHT(name, 2), REPLACE(name, 'a', 'b'), REVERSE(name), REPEAT('a', 3), SPACE(3), LPAD(name, 5, '.'), RPAD(name, 5, '.'), LOCATE('a', name), POSITION('a' IN name), INSTR(name, 'a'), INSERT(name, 1, 2, 'x'), FIELD(status, 'open', 'paid'), FIND_IN_SET('a', 'a,b'), ELT(1, 'a', 'b'), MAKE_SET(1, 'a'), EXPORT_SET(5, 'Y', 'N'), CONCAT(name, ' ', city), CONCAT_WS(', ', name, city), FORMAT(total, 2), ASCII(name), ORD(name), CHAR(65, 66), CHAR(65 USING utf8mb4), HEX(name), UNHEX('41'), BIN(5), OCT(8), CONV('a', 16, 2), QUOTE(name), SOUNDEX(name), STRCMP(name, city), TO_BASE64(name), FROM_BASE64('YQ=='), WEIGHT_STRING(name) FROM customers JOIN orders ON orders.customer_id = customers.id
SELECT name FROM customers WHERE name LIKE '%an%' OR name LIKE 'a|%' ESCAPE '|' OR name REGEXP '^A' OR name RLIKE 'b$' OR name NOT REGEXP 'c' OR name SOUNDS LIKE 'Jon'
SELECT REGEXP_LIKE(name, 'a', 'i'), REGEXP_REPLACE(name, 'a', 'b'), REGEXP_SUBSTR(name, '[a-z]+'), REGEXP_INSTR(name, 'a') FROM customers
SELECT name FROM customers WHERE city = "Delft" AND name = 'O''Brien' OR name = 'O\'Brien' OR name = "it's" OR name = 'a\\b'
SELECT name COLLATE utf8mb4_bin, CONVERT(name USING utf8mb4), _utf8mb4'abc', N'abc', BINARY name FROM customers
SELECT name FROM items WHERE MATCH (name) AGAINST ('book' IN NATURAL LANGUAGE MODE)
SELECT name FROM items WHERE MATCH (name) AGAINST ('+book -old' IN BOOLEAN MODE)
SELECT MD5(name), SHA1(name), SHA(name), SHA2(name, 256), CRC32(name), UUID(), UUID_TO_BIN(UUID()), BIN_TO_UUID(UUID_TO_BIN(UUID())), IS_UUID('a'), INET_ATON('1.2.3.4'), INET_NTOA(1), INET6_ATON('::1'), IS_IPV4('1.2.3.4'), COMPRESS(name), UNCOMPRESS(COMPRESS(name)) FROM customers
-- Numbers
SELECT ABS(total), CEIL(total), CEILING(total), FLOOR(total), ROUND(total, 1), TRUNCATE(total, 1), SIGN(total), SQRT(total), POW(2, 3), POWER(2, 3), EXP(1), LN(2), LOG(10), LOG(2, 8), LOG2(8), LOG10(100), MOD(7, 3), 7 MOD 3, 7 DIV 2, 7 % 3, PI(), RAND(), RAND(5), DEGREES(1), RADIANS(1), SIN(1), COS(1), TAN(1), COT(1), ASIN(1), ACOS(1), ATAN(1), ATAN2(1, 2), ATAN(1, 2), GREATEST(1, 2), LEAST(1, 2), BIT_COUNT(5), 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 2, 8 >> 1 FROM orders
SELECT CAST(total AS SIGNED), CAST(total AS UNSIGNED), CAST(id AS CHAR), CAST('1.5' AS DECIMAL(10, 2)), CONVERT('5', SIGNED), CONVERT(total, CHAR(10)), 5--1, 1.5e3, 0x1F, b'101', TRUE FROM orders
SELECT total / 2, total * 1.21, -total, !TRUE, NOT FALSE, 1 && 0, 1 || 0, 1 XOR 0, NULL <=> NULL FROM orders
-- Dates
SELECT NOW(), NOW(3), SYSDATE(), CURDATE(), CURRENT_DATE, CURRENT_DATE(), CURTIME(), CURRENT_TIME, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP(3), LOCALTIME, LOCALTIMESTAMP, UTC_DATE(), UTC_TIME(), UTC_TIMESTAMP(), UNIX_TIMESTAMP(), UNIX_TIMESTAMP('2024-01-01'), FROM_UNIXTIME(1700000000), FROM_UNIXTIME(1700000000, '%Y')
SELECT YEAR(placed), MONTH(placed), DAY(placed), DAYOFMONTH(placed), DAYOFWEEK(placed), DAYOFYEAR(placed), DAYNAME(placed), MONTHNAME(placed), WEEK(placed), WEEK(placed, 1), WEEKDAY(placed), WEEKOFYEAR(placed), YEARWEEK(placed), QUARTER(placed), HOUR(placed), MINUTE(placed), SECOND(placed), MICROSECOND(placed), LAST_DAY(placed), DATE(placed), TIME(placed), TIMESTAMP(shipped), EXTRACT(YEAR FROM placed), EXTRACT(YEAR_MONTH FROM placed), TO_DAYS(placed), FROM_DAYS(738000), TO_SECONDS(placed), TIME_TO_SEC(placed), SEC_TO_TIME(61), MAKEDATE(2024, 5), MAKETIME(1, 2, 3), PERIOD_ADD(202401, 2), PERIOD_DIFF(202403, 202401) FROM orders
SELECT DATE_ADD(placed, INTERVAL 1 MONTH), DATE_SUB(placed, INTERVAL 7 DAY), ADDDATE(placed, 5), ADDDATE(placed, INTERVAL 1 WEEK), SUBDATE(placed, 5), ADDTIME(placed, '1:0:0'), SUBTIME(placed, '1:0:0'), placed + INTERVAL 1 YEAR, placed - INTERVAL '1 2' DAY_HOUR, INTERVAL 1 DAY + placed, DATEDIFF(shipped, placed), TIMEDIFF('10:00', '09:00'), TIMESTAMPDIFF(MONTH, placed, NOW()), CONVERT_TZ(placed, '+00:00', '+01:00') FROM orders
SELECT DATE_FORMAT(placed, '%Y-%m-%d %H:%i:%s'), TIME_FORMAT(placed, '%H'), STR_TO_DATE('01/02/2024', '%d/%m/%Y'), DATE_FORMAT(placed, '%W %M %e') FROM orders
SELECT id FROM orders WHERE placed >= DATE_FORMAT(NOW(), '%Y-%m-01') AND placed < '2024-02-01' AND shipped > DATE '2024-01-01' AND placed < TIMESTAMP '2024-01-01 00:00:00'
-- Conditions and JSON
SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size, IF(total > 5, 'a', 'b'), IFNULL(note, ''), NULLIF(total, 0), COALESCE(note, status), ISNULL(note), INTERVAL(23, 1, 15, 30), note IS NULL FROM orders
SELECT id FROM orders WHERE status <> 'open' AND total BETWEEN 1 AND 5 AND NOT (note IS NULL) AND status NOT IN ('open') AND (customer_id, total) IN ((1, 2), (3, 4))
SELECT profile -> '$.age', profile ->> '$.name', JSON_EXTRACT(profile, '$.a'), JSON_UNQUOTE(JSON_EXTRACT(profile, '$.a')), JSON_VALUE(profile, '$.a' RETURNING SIGNED), JSON_CONTAINS(profile, '1', '$.a'), JSON_CONTAINS_PATH(profile, 'one', '$.a'), JSON_LENGTH(profile), JSON_KEYS(profile), JSON_TYPE(profile), JSON_VALID(profile), JSON_DEPTH(profile), JSON_SEARCH(profile, 'one', 'a'), JSON_OBJECT('a', 1), JSON_ARRAY(1, 2), JSON_QUOTE(name), JSON_SET(profile, '$.a', 1), JSON_INSERT(profile, '$.a', 1), JSON_REPLACE(profile, '$.a', 1), JSON_REMOVE(profile, '$.a'), JSON_MERGE_PATCH(profile, '{}'), JSON_MERGE_PRESERVE(profile, '{}'), JSON_ARRAY_APPEND(profile, '$.a', 1), JSON_ARRAY_INSERT(profile, '$.a[0]', 1), JSON_PRETTY(profile), JSON_OVERLAPS(profile, '[1]'), 1 MEMBER OF (profile), JSON_STORAGE_SIZE(profile), JSON_SCHEMA_VALID('{}', profile) FROM customers
SELECT c.name, t.tag FROM customers c, JSON_TABLE(c.profile, '$.tags[*]' COLUMNS (tag VARCHAR(20) PATH '$')) AS t
SELECT c.name, t.place, t.tag FROM customers c CROSS JOIN JSON_TABLE(c.profile, '$.tags[*]' COLUMNS (place FOR ORDINALITY, tag VARCHAR(20) PATH '$.name')) AS t
SELECT ST_DISTANCE(POINT(1, 2), POINT(3, 4)), ST_X(POINT(1, 2)), ST_ASTEXT(POINT(1, 2)), ST_DISTANCE_SPHERE(POINT(1, 2), POINT(3, 4)), ST_GEOMFROMTEXT('POINT(1 1)'), ST_CONTAINS(ST_GEOMFROMTEXT('POLYGON((0 0,1 0,1 1,0 0))'), POINT(1, 1))
-- Names and words
SELECT `qty;sold`, `select`, `group` AS `delete` FROM `odd names` WHERE `it's` = 'drop table x'
SELECT name FROM customers WHERE name = 'Robert''); DROP TABLE customers; --' # who is this
SELECT name AS 'full name', city AS "home town" FROM customers
SELECT 'SLEEP(10)', "INTO OUTFILE '/tmp/x'", '/*!50000 x */', '-- no comment' FROM customers -- one
SELECT Name, CITY FROM customers WHERE Country = 'NL'
SELECT /* plain comment */ name FROM customers;
SELECT c.* FROM customers AS c WHERE c.name > 'a' ORDER BY c.name DESC, 2
SELECT id, kind, at FROM events WHERE kind = 'update' AND at > NOW() - INTERVAL 1 HOUR
SELECT o.status AS `key`, o.note AS `index`, o.total AS value, o.placed AS date FROM orders AS o
SELECT orders.id FROM orders JOIN customers
SELECT o.id FROM orders o LEFT JOIN customers c JOIN customers d ON c.id = d.id ON o.customer_id = c.id
SELECT c.id, COUNT(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY id
SELECT CAST(name AS SIGNED INT), CONVERT(name, UNSIGNED INT), CAST(name AS UNSIGNED INTEGER) FROM customers
SELECT c.name FROM customers c JOIN orders o ON (SELECT o.total > 5)
WITH RECURSIVE d AS (SELECT DATE('2024-01-01') AS d UNION ALL SELECT ADDDATE(d, 1) FROM d WHERE d < '2024-03-01') SELECT d FROM d
WITH RECURSIVE d AS (SELECT DATE('2024-01-01') AS d UNION ALL SELECT SUBDATE(d, INTERVAL 1 DAY) FROM d WHERE d > '2023-03-01') SELECT d FROM d
WITH RECURSIVE d AS (SELECT DATE('2024-01-01') AS d UNION ALL SELECT ADDDATE(d, -1) FROM d WHERE d > '2023-12-01') SELECT d FROM d
SELECT LPAD(CRC32(name), 10, '0'), REPEAT('*', '5'), SPACE(0x0A), REPEAT('*', CRC32(name) % 10) FROM customers
WITH RECURSIVE d AS (SELECT DATE('2024-01-31') AS d UNION ALL SELECT LAST_DAY(d + INTERVAL 1 MONTH) FROM d WHERE d < '2024-12-31') SELECT d FROM d
SELECT REPEAT('*', TIMESTAMPDIFF(YEAR, '1970-01-01', NOW())), REPEAT('*', TIMESTAMPDIFF(MONTH, hired, NOW())) FROM employees
SELECT SQL_CALC_FOUND_ROWS name FROM customers LIMIT 5
SELECT DISTINCT SQL_CALC_FOUND_ROWS HIGH_PRIORITY name FROM customers
SELECT id FROM (SELECT SQL_CALC_FOUND_ROWS id FROM orders) t
-- Outputs that have their texts as names
SELECT q.`COUNT(*)` FROM (SELECT COUNT(*) FROM orders) q
SELECT `MAX(o.id)` FROM (SELECT MAX( o.id ) FROM orders o) q
SELECT name COLLATE utf8mb4_0900_as_cs AS n FROM customers ORDER BY name COLLATE utf8mb4_bin
SELECT DISTINCT city FROM customers ORDER BY LOWER(city), LENGTH(city)
SELECT o.id, o.* FROM orders o
