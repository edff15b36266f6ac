-- As analysts ask BigQuery
SELECT name, city FROM `my-project.shop.customers` WHERE country = 'NL' ORDER BY name LIMIT 10
SELECT name FROM `my-project`.shop.customers
SELECT name FROM `my-project`.`shop`.`customers` AS c WHERE c.city IS NOT NULL
SELECT name FROM shop.customers LIMIT 10 OFFSET 5
SELECT o.id FROM `shop.orders` o
SELECT name FROM customers UNION DISTINCT SELECT name FROM employees
SELECT name FROM customers EXCEPT DISTINCT SELECT name FROM employees
SELECT name FROM customers INTERSECT DISTINCT SELECT name FROM employees
(SELECT name FROM customers LIMIT 1) UNION ALL (SELECT name FROM employees LIMIT 1) ORDER BY name
SELECT c.name, tag FROM shop.customers AS c, UNNEST(c.tags) AS tag
SELECT c.name, tag, off FROM shop.customers AS c CROSS JOIN UNNEST(c.tags) AS tag WITH OFFSET AS off ORDER BY off
SELECT c.name, tag FROM shop.customers c, c.tags AS tag
SELECT c.name FROM shop.customers c WHERE 'vip' IN UNNEST(c.tags) AND EXISTS (SELECT 1 FROM UNNEST(c.tags) t WHERE t LIKE 'v%')
SELECT o.id, l.item_id, l.quantity * l.price AS amount FROM shop.orders o, UNNEST(o.lines) AS l WHERE l.quantity > 1
SELECT o.id, (SELECT SUM(l.price * l.quantity) FROM UNNEST(o.lines) AS l) AS amount FROM shop.orders o
SELECT o.id, ARRAY(SELECT l.item_id FROM UNNEST(o.lines) l ORDER BY l.price DESC LIMIT 2) AS top FROM shop.orders o
SELECT id, ARRAY_LENGTH(lines), lines[OFFSET(0)].price, lines[ORDINAL(1)].quantity, lines[SAFE_OFFSET(5)].item_id, lines[0].price FROM shop.orders
SELECT address.street, address.geo.lat, c.address.zip, address.* FROM shop.customers c
SELECT STRUCT(id, name AS label) AS s, STRUCT<a INT64, b STRING>(1, 'x'), [1, 2, 3], ARRAY<STRING>['a', 'b'], (SELECT AS STRUCT 1 AS a, 2 AS b) FROM shop.customers
SELECT AS STRUCT id, name FROM shop.customers
SELECT AS VALUE STRUCT(id AS a, name AS b) FROM shop.customers
SELECT * EXCEPT (email, profile) FROM shop.customers
SELECT * REPLACE (UPPER(name) AS name) FROM shop.customers
SELECT o.* EXCEPT (lines), c.name FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id
SELECT id, total FROM shop.orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) = 1
SELECT id, RANK() OVER (PARTITION BY customer_id ORDER BY total DESC) AS rk FROM shop.orders WHERE TRUE QUALIFY rk <= 3
SELECT id, SUM(total) OVER w AS s FROM shop.orders WINDOW w AS (PARTITION BY customer_id ORDER BY placed ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
SELECT id, LAST_VALUE(total IGNORE NULLS) OVER (PARTITION BY customer_id ORDER BY placed), LAG(total, 2, 0) OVER (ORDER BY placed), PERCENTILE_CONT(total, 0.5) OVER (PARTITION BY customer_id), NTH_VALUE(total, 2) OVER (ORDER BY placed) FROM shop.orders
SELECT id, SUM(total) OVER (ORDER BY UNIX_DATE(shipped) RANGE BETWEEN 6 PRECEDING AND CURRENT ROW) FROM shop.orders
SELECT * FROM shop.quarters UNPIVOT (amount FOR quarter IN (q1, q2, q3, q4))
SELECT * FROM shop.quarters UNPIVOT INCLUDE NULLS (amount FOR quarter IN (q1 AS 'Q1', q2 AS 'Q2'))
SELECT * FROM (SELECT customer_id, status, total FROM shop.orders) PIVOT (SUM(total) FOR status IN ('open', 'paid'))
SELECT * FROM (SELECT customer_id, status, total FROM shop.orders) PIVOT (SUM(total) AS t, COUNT(*) AS n FOR status IN ('open' AS o, 'paid' AS p))
SELECT d, COUNT(o.id) FROM UNNEST(GENERATE_DATE_ARRAY('2024-01-01', '2024-12-31')) AS d LEFT JOIN shop.orders o ON DATE(o.placed) = d GROUP BY d ORDER BY d
SELECT m FROM UNNEST(GENERATE_DATE_ARRAY(DATE '2024-01-01', CURRENT_DATE(), INTERVAL 1 MONTH)) AS m
SELECT d FROM UNNEST(GENERATE_DATE_ARRAY((SELECT MIN(joined) FROM shop.customers), (SELECT MAX(joined) FROM shop.customers), INTERVAL 1 WEEK)) AS d
SELECT n FROM UNNEST(GENERATE_ARRAY(1, 100)) AS n
SELECT t FROM UNNEST(GENERATE_TIMESTAMP_ARRAY('2024-01-01', '2024-01-02', INTERVAL 1 HOUR)) AS t
SELECT x.a, x.b FROM UNNEST([STRUCT(1 AS a, 'x' AS b), (2, 'y')]) AS x
SELECT DATE_TRUNC(DATE(placed), MONTH) AS month, SUM(total) FROM shop.orders GROUP BY 1 ORDER BY 1
SELECT TIMESTAMP_TRUNC(placed, DAY), DATE_ADD(shipped, INTERVAL 1 DAY), DATE_SUB(CURRENT_DATE(), INTERVAL 30 DAY), DATE_DIFF(shipped, DATE(placed), DAY), DATE_DIFF(shipped, CURRENT_DATE(), WEEK(MONDAY)), TIMESTAMP_DIFF(CURRENT_TIMESTAMP(), placed, HOUR), TIMESTAMP_ADD(placed, INTERVAL 2 HOUR), EXTRACT(YEAR FROM placed), EXTRACT(DAYOFWEEK FROM placed AT TIME ZONE 'Europe/Amsterdam'), EXTRACT(ISOWEEK FROM shipped), FORMAT_DATE('%Y-%m', shipped), FORMAT_TIMESTAMP('%F', placed, 'UTC'), PARSE_DATE('%Y%m%d', '20240101'), PARSE_TIMESTAMP('%F', '2024-01-01'), DATETIME(placed, 'UTC'), DATE(placed, 'UTC'), LAST_DAY(shipped, MONTH), UNIX_SECONDS(placed), TIMESTAMP_SECONDS(0), DATE(2024, 1, 1), TIME(10, 0, 0), CURRENT_TIMESTAMP(), CURRENT_DATETIME('UTC'), placed + INTERVAL 1 DAY, DATE '2024-01-01', TIMESTAMP '2024-01-01 00:00:00 UTC' FROM shop.orders
SELECT id FROM shop.orders WHERE placed >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 7 DAY) AND DATE(placed) BETWEEN '2024-01-01' AND '2024-12-31'
SELECT COUNTIF(status = 'paid') / COUNT(*) AS share, SAFE_DIVIDE(SUM(total), COUNT(*)), APPROX_COUNT_DISTINCT(customer_id), APPROX_QUANTILES(total, 100)[OFFSET(50)], ANY_VALUE(note), ANY_VALUE(note HAVING MAX total), ARRAY_AGG(status IGNORE NULLS ORDER BY placed LIMIT 5), STRING_AGG(DISTINCT status, ', ' ORDER BY status), ARRAY_AGG(STRUCT(id, total) ORDER BY total DESC LIMIT 1)[OFFSET(0)].id, LOGICAL_OR(total > 5), MAX_BY(id, total), CORR(total, id), STDDEV(total), APPROX_TOP_COUNT(status, 3), HLL_COUNT.INIT(id), BIT_OR(id) FROM shop.orders
SELECT IF(total > 100, 'big', 'small') AS size, IFNULL(note, ''), NULLIF(total, 0), COALESCE(note, status), SAFE_CAST(note AS INT64), CAST(total AS STRING), CAST(placed AS DATE), CAST(total AS STRING FORMAT '999.00'), GREATEST(1, 2), LEAST(1, 2), ROUND(total, 1), TRUNC(total), MOD(id, 3), DIV(id, 3), SAFE.SUBSTR(note, 0, 2), IEEE_DIVIDE(1, 0), RAND(), GENERATE_UUID(), TO_JSON_STRING(lines) FROM shop.orders
SELECT LOWER(name), INITCAP(name), CONCAT(name, ' ', city), name || '-' || city, SUBSTR(name, 1, 3), LEFT(name, 2), LENGTH(name), CHAR_LENGTH(name), TRIM(name, 'x'), SPLIT(email, '@')[OFFSET(1)], REGEXP_CONTAINS(name, r'^A\d+'), REGEXP_EXTRACT(email, r'@(.+)$'), REGEXP_REPLACE(name, r'\s+', ' '), REGEXP_EXTRACT_ALL(name, r'[a-z]'), STARTS_WITH(name, 'A'), ENDS_WITH(name, 'z'), CONTAINS_SUBSTR(name, 'a'), STRPOS(name, 'a'), INSTR(name, 'a'), LPAD(name, 10, '.'), REPEAT('x', 3), REVERSE(name), FORMAT('%s-%d', name, id), TO_HEX(MD5(name)), FARM_FINGERPRINT(name), TO_BASE64(SHA256(name)), NORMALIZE(name), EDIT_DISTANCE(name, city), ASCII(name), SAFE_CONVERT_BYTES_TO_STRING(b'x') FROM shop.customers
SELECT JSON_VALUE(profile, '$.name'), JSON_QUERY(profile, '$.tags'), JSON_EXTRACT_SCALAR(profile, '$.a'), JSON_VALUE_ARRAY(profile, '$.tags'), profile.address.city, STRING(profile.name), INT64(profile.age), LAX_INT64(profile.age), profile['tags'][0], PARSE_JSON('{"a": 1}').a, TO_JSON(STRUCT(1 AS a)), JSON_TYPE(profile), JSON_QUERY_ARRAY(profile.tags) FROM shop.customers WHERE JSON_VALUE(profile, '$.vip') = 'true'
SELECT JSON_VALUE(payload, '$.user') AS user, COUNT(*) FROM shop.events GROUP BY user
SELECT name FROM shop.customers WHERE name LIKE '%an%' AND name NOT LIKE 'x\\_%' AND name LIKE ANY ('a%', 'b%') AND name IN ('a', "b") AND city IS DISTINCT FROM country AND (id, city) IN ((1, 'x'), (2, 'y')) AND id IN UNNEST([1, 2, 3])
WITH RECURSIVE chain AS (SELECT id, name, 1 AS level FROM shop.employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, c.level + 1 FROM shop.employees e JOIN chain c ON e.manager_id = c.id) SELECT * FROM chain
WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM n WHERE x < 10) SELECT x FROM n
WITH RECURSIVE d AS (SELECT DATE '2024-01-01' AS day UNION ALL SELECT DATE_ADD(day, INTERVAL 1 DAY) FROM d WHERE day < '2024-12-31') SELECT day FROM d
SELECT status, COUNT(*) FROM shop.orders GROUP BY ALL
SELECT country, city, COUNT(*), GROUPING(city) FROM shop.customers GROUP BY ROLLUP (country, city)
SELECT country, city, COUNT(*) FROM shop.customers GROUP BY GROUPING SETS ((country, city), country, ())
SELECT country, city, COUNT(*) FROM shop.customers GROUP BY CUBE (country, city)
SELECT * FROM shop.orders TABLESAMPLE SYSTEM (10 PERCENT)
SELECT c.name, o.total FROM shop.customers c JOIN shop.orders o ON o.customer_id = c.id AND o.total > 5 LEFT JOIN shop.items i ON i.id = o.id
SELECT id, c.name, total FROM shop.customers c JOIN shop.orders o USING (id)
SELECT c.name, x.m FROM shop.customers c LEFT JOIN (SELECT customer_id, MAX(total) AS m FROM shop.orders GROUP BY customer_id) x ON x.customer_id = c.id WHERE x.m IS NULL OR x.m > 10
SELECT r'raw \d string', """triple; DROP TABLE x""", '''it's; DELETE''', "it's", 'a\'b', b'bytes', 'C:\\temp' AS s
SELECT 'DROP TABLE shop.orders; --' AS s, "EXPORT DATA" AS t # comment; DROP
SELECT `name` AS `select`, `city` AS `from` FROM `shop`.`customers` AS `table`
SELECT id, kind, at FROM shop.events WHERE kind IN ('delete', 'insert') AND at > DATETIME_SUB(CURRENT_DATETIME(), INTERVAL 1 HOUR)
SELECT ST_DISTANCE(place, ST_GEOGPOINT(4.3, 52.0)), ST_X(place), ST_ASTEXT(place), ST_DWITHIN(place, ST_GEOGPOINT(4, 52), 1000), LENGTH(raw), TO_HEX(raw) FROM shop.events
SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size, COUNT(*) AS n FROM shop.orders GROUP BY size HAVING n > 1 ORDER BY size
SELECT SUM(total) AS revenue FROM shop.orders WHERE EXTRACT(YEAR FROM placed) = EXTRACT(YEAR FROM CURRENT_DATE()) - 1
SELECT customer_id, SUM(IF(status = 'paid', total, 0)) AS paid FROM shop.orders GROUP BY 1 ORDER BY 2 DESC
SELECT ARRAY_TO_STRING(tags, ','), ARRAY_CONCAT(tags, ['x']), ARRAY_REVERSE(tags), ARRAY_LENGTH(tags), ARRAY_FIRST(tags), (SELECT COUNT(*) FROM UNNEST(tags) t WHERE t = 'vip') FROM shop.customers
FROM shop.orders |> WHERE total > 5 |> AGGREGATE SUM(total) AS t GROUP BY status |> ORDER BY t DESC |> LIMIT 3
WITH a AS (SELECT id FROM shop.orders), b AS (SELECT a.id FROM a) SELECT COUNT(*) FROM b, UNNEST([1, 2]) AS m
SELECT c FROM shop.customers c LIMIT 1
SELECT ANY_VALUE(c).name FROM shop.customers c
SELECT NET.HOST('http://x.nl/a') FROM shop.customers
SELECT i.name FROM shop.items i WHERE i.price > (SELECT AVG(j.price) FROM shop.items j WHERE j.category = i.category)
SELECT orders.id, customers.name FROM shop.orders JOIN shop.customers ON customers.id = orders.customer_id
SELECT quantity FROM shop.orders o, UNNEST(o.lines) AS l
SELECT item_id, SUM(quantity) FROM shop.orders, UNNEST(lines) GROUP BY item_id
SELECT a, b FROM UNNEST([STRUCT(1 AS a, 'x' AS b)]) AS x
SELECT l.price, price, off FROM shop.orders o, UNNEST(lines) AS l WITH OFFSET AS off
SELECT id FROM shop.orders FOR SYSTEM_TIME AS OF TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 1 DAY)
