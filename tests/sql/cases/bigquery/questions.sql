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
-- In the manner of its documentation
SELECT DATE_TRUNC(joined, ISOWEEK), DATE_ADD(joined, INTERVAL 1 QUARTER), DATE_DIFF(CURRENT_DATE('UTC'), joined, MONTH), FORMAT_DATE('%B %Y', joined), EXTRACT(WEEK(MONDAY) FROM joined), DATE_FROM_UNIX_DATE(10), LAST_DAY(joined), PARSE_DATE('%F', '2024-01-01') FROM shop.customers
SELECT DATETIME_TRUNC(at, HOUR), DATETIME_DIFF(at, at, MINUTE), DATETIME_ADD(at, INTERVAL 5 MINUTE), FORMAT_DATETIME('%c', at), TIMESTAMP(at, 'UTC'), TIME(at), TIME_TRUNC(TIME(at), MINUTE), TIME_ADD(TIME '10:00:00', INTERVAL 1 HOUR), PARSE_DATETIME('%F %T', '2024-01-01 00:00:00'), TIMESTAMP_MILLIS(0), UNIX_MILLIS(TIMESTAMP(at)), DATETIME '2024-01-01 00:00:00', EXTRACT(DATE FROM at), CURRENT_TIME(), STRING(TIMESTAMP(at)) FROM shop.events
SELECT JSON_VALUE(profile, '$.a'), JSON_QUERY(profile, '$.b'), JSON_EXTRACT_SCALAR(profile, '$.c'), JSON_VALUE_ARRAY(profile, '$.d'), JSON_QUERY_ARRAY(profile, '$.e'), profile.a.b, profile['x'], LAX_STRING(profile.a), INT64(profile.n), TO_JSON_STRING(profile), TO_JSON(STRUCT(1 AS a)), PARSE_JSON('{}'), JSON_TYPE(profile), JSON_KEYS(profile), JSON_SET(profile, '$.a', 1), JSON_OBJECT('a', 1), JSON_ARRAY(1, 2), BOOL(profile.x), STRING(profile.y), FLOAT64(profile.z) FROM shop.customers
SELECT c.name, t, o FROM shop.customers c LEFT JOIN UNNEST(c.tags) AS t WITH OFFSET o
SELECT id, (SELECT AS STRUCT l.item_id, l.price FROM UNNEST(lines) l ORDER BY l.price DESC LIMIT 1).item_id FROM shop.orders
SELECT id, ARRAY(SELECT AS STRUCT l.item_id AS i, l.quantity AS q FROM UNNEST(lines) AS l WHERE l.quantity > 1) AS big FROM shop.orders
SELECT ARRAY_AGG(DISTINCT status IGNORE NULLS ORDER BY status LIMIT 3), ARRAY_CONCAT_AGG(tags), STRING_AGG(name, '; ' ORDER BY name LIMIT 5), COUNTIF(total > 5), APPROX_QUANTILES(total, 4)[SAFE_OFFSET(2)], APPROX_TOP_SUM(status, total, 3), LOGICAL_AND(total > 0), BIT_XOR(o.id), MIN_BY(status, total), ANY_VALUE(status HAVING MIN total), AVG(DISTINCT total), VAR_SAMP(total), COVAR_POP(total, o.id), GROUPING(status) FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id GROUP BY ROLLUP(status)
SELECT id, SUM(total) OVER (PARTITION BY customer_id ORDER BY UNIX_SECONDS(placed) RANGE BETWEEN 604800 PRECEDING AND CURRENT ROW), FIRST_VALUE(total IGNORE NULLS) OVER w, PERCENTILE_DISC(total, 0.9) OVER (PARTITION BY status) FROM shop.orders WINDOW w AS (PARTITION BY customer_id ORDER BY placed)
SELECT * FROM shop.orders WHERE TRUE QUALIFY DENSE_RANK() OVER (PARTITION BY status ORDER BY total DESC) <= 3
SELECT * EXCEPT (note) REPLACE (ROUND(total, 2) AS total) FROM shop.orders
SELECT * FROM (SELECT status, EXTRACT(QUARTER FROM placed) AS q, total FROM shop.orders) PIVOT (SUM(total) AS s, COUNT(*) AS c FOR q IN (1 AS q1, 2 AS q2))
SELECT * FROM shop.quarters UNPIVOT ((a, b) FOR half IN ((q1, q2) AS 'h1', (q3, q4) AS 'h2'))
WITH RECURSIVE t AS ((SELECT 1 AS n) UNION ALL (SELECT n + 1 FROM t WHERE n < 5)) SELECT n FROM t
WITH RECURSIVE boss AS (SELECT id, manager_id, name, [id] AS path FROM shop.employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.manager_id, e.name, ARRAY_CONCAT(b.path, [e.id]) FROM shop.employees e JOIN boss b ON e.manager_id = b.id) SELECT * FROM boss
SELECT day, COUNT(o.id) FROM UNNEST(GENERATE_DATE_ARRAY('2024-01-01', '2024-01-31', INTERVAL 1 DAY)) day LEFT JOIN shop.orders o ON DATE(o.placed) = day GROUP BY day
SELECT * FROM UNNEST(ARRAY<STRUCT<x INT64, y STRING>>[(1, 'foo'), (3, 'bar')])
SELECT * FROM UNNEST([STRUCT('a' AS k, 1 AS v), STRUCT('b', 2)]) WITH OFFSET pos ORDER BY pos
SELECT REGEXP_EXTRACT(email, r'@(.+)$'), REGEXP_CONTAINS(name, r'^A'), REGEXP_REPLACE(name, r'\s+', ' '), REGEXP_EXTRACT_ALL(name, 'a'), REGEXP_INSTR(name, 'a'), REGEXP_SUBSTR(name, 'a'), SPLIT(name, ' ')[SAFE_OFFSET(0)], INSTR(name, 'a'), STRPOS(name, 'a'), STARTS_WITH(name, 'A'), LPAD(name, 5, '*'), FORMAT('%05d %s', id, name), CONCAT(name, '-', city), name || city, INITCAP(name), NORMALIZE(name), SOUNDEX(name), TRANSLATE(name, 'a', 'b'), TO_CODE_POINTS(name), CODE_POINTS_TO_STRING([65]), CONTAINS_SUBSTR(name, 'x'), EDIT_DISTANCE(name, city), LEFT(name, 1), SUBSTR(name, 2, 3), CHAR_LENGTH(name), TRIM(name), REVERSE(name), REPEAT(name, 2), TO_BASE64(SHA256(name)), FROM_HEX('ab'), SAFE_CONVERT_BYTES_TO_STRING(b'x'), FARM_FINGERPRINT(name), MD5(name), COLLATE(name, 'und:ci'), GENERATE_UUID(), ASCII(name), UNICODE(name), CHR(65), BYTE_LENGTH(name) FROM shop.customers
SELECT ROUND(total, 2), TRUNC(total), CEIL(total), DIV(id, 2), MOD(id, 3), POW(2, 3), SQRT(4), LN(2), LOG(8, 2), SIGN(-1), RAND(), GREATEST(1, 2), LEAST(1, 2), IS_NAN(1.0), IS_INF(1.0), ABS(-1), RANGE_BUCKET(total, [0, 10]), ROUND(2.5, 0, 'ROUND_HALF_EVEN'), BIT_COUNT(5), CBRT(27), COSINE_DISTANCE([1.0], [2.0]), EUCLIDEAN_DISTANCE([1.0], [2.0]) FROM shop.orders
SELECT o.id FROM shop.orders o WHERE EXISTS (SELECT 1 FROM UNNEST(o.lines) l WHERE l.price > 100) AND o.id NOT IN UNNEST([1, 2]) AND o.status IN ('a', 'b')
SELECT status, COUNT(*) c FROM shop.orders GROUP BY status HAVING c > 1 ORDER BY c DESC LIMIT 10
SELECT `my-project.shop.customers`.name FROM `my-project.shop.customers`
SELECT name FROM my-project.shop.customers
SELECT c.address.geo.lat, c.address.street AS `from` FROM `my-project`.`shop`.`customers` c WHERE c.address.zip IS NOT NULL
SELECT STRUCT(1 AS a, 'x' AS b).a, STRUCT<x INT64>(1).x, (1, 2) = (1, 2), [1, 2][OFFSET(0)], ARRAY<INT64>[], ARRAY_LENGTH([1]), GENERATE_ARRAY(1, 5), ARRAY_REVERSE([1]), ARRAY_TO_STRING(['a'], ','), ARRAY_INCLUDES([1], 1), ARRAY_FIRST([1]), ARRAY_SLICE([1, 2], 0, 1)
SELECT ST_GEOGPOINT(1, 2), ST_DISTANCE(place, place), ST_WITHIN(place, place), ST_AREA(place), ST_GEOGFROMTEXT('POINT(1 2)'), ST_BUFFER(place, 10), ST_CENTROID(place), ST_CLUSTERDBSCAN(place, 10, 2) OVER (), ST_INTERSECTS(place, place), ST_GEOHASH(place) FROM shop.events
SELECT HLL_COUNT.EXTRACT(HLL_COUNT.INIT(id)), HLL_COUNT.MERGE(s) FROM (SELECT id, HLL_COUNT.INIT(customer_id) AS s FROM shop.orders GROUP BY id) GROUP BY id
SELECT RANGE(DATE '2024-01-01', DATE '2024-02-01'), RANGE_START(RANGE(DATE '2024-01-01', NULL)), RANGE_CONTAINS(RANGE(DATE '2024-01-01', DATE '2024-02-01'), CURRENT_DATE())
SELECT INTERVAL 1 DAY, INTERVAL '1-2' YEAR TO MONTH, MAKE_INTERVAL(2024, 1), EXTRACT(DAY FROM INTERVAL 5 DAY), JUSTIFY_DAYS(INTERVAL 35 DAY), placed - INTERVAL 1 HOUR FROM shop.orders
SELECT CASE status WHEN 'open' THEN 1 ELSE 0 END, COUNT(DISTINCT IF(status = 'paid', customer_id, NULL)) FROM shop.orders GROUP BY 1
FROM shop.orders |> WHERE total > 5 |> EXTEND total * 2 AS dbl |> SELECT id, dbl |> ORDER BY dbl DESC |> LIMIT 5
FROM shop.orders |> AGGREGATE COUNT(*) AS n, SUM(total) AS t GROUP BY status |> WHERE n > 1
FROM shop.customers AS c |> JOIN shop.orders AS o ON o.customer_id = c.id |> AGGREGATE SUM(o.total) AS s GROUP BY c.name
SELECT 1 UNION ALL SELECT 2 UNION ALL (SELECT 3 ORDER BY 1 LIMIT 1)
SELECT name FROM shop.customers INTERSECT DISTINCT (SELECT name FROM shop.employees EXCEPT DISTINCT SELECT name FROM shop.items)
SELECT id FROM shop.orders TABLESAMPLE SYSTEM (1 PERCENT)
SELECT id FROM shop.orders FOR SYSTEM_TIME AS OF TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 1 HOUR)
SELECT name FROM shop.customers WHERE name LIKE r'a\_%' AND city LIKE ANY ('a%', 'b%') AND country NOT LIKE 'x%' AND tags IS NOT NULL
SELECT o.customer_id, o.total - LAG(o.total) OVER (PARTITION BY o.customer_id ORDER BY o.placed) AS delta FROM shop.orders AS o
SELECT i.name, SUM(l.quantity) AS q FROM shop.order_lines l INNER JOIN shop.items i ON l.item_id = i.id GROUP BY i.name ORDER BY q DESC NULLS LAST
SELECT COUNT(*) FROM shop.orders, UNNEST(lines) AS line WHERE line.item_id = 5
SELECT c.id, ARRAY_AGG(STRUCT(o.id, o.total) ORDER BY o.total DESC LIMIT 3) AS top FROM shop.customers c JOIN shop.orders o ON o.customer_id = c.id GROUP BY c.id
WITH a AS (SELECT customer_id, SUM(total) AS t FROM shop.orders GROUP BY 1) SELECT PERCENTILE_CONT(t, 0.5) OVER () AS med FROM a LIMIT 1
SELECT TIMESTAMP_TRUNC(placed, MONTH, 'America/New_York') AS m, SUM(SUM(total)) OVER (ORDER BY TIMESTAMP_TRUNC(placed, MONTH, 'America/New_York')) AS running FROM shop.orders GROUP BY 1
-- Distances between lists, and casts with digits
SELECT ML.DISTANCE([1.0, 2.0], [2.0, 1.0], 'COSINE') AS far, CAST(total AS NUMERIC(12, 2)) AS exact FROM shop.orders
-- Raw bytes
SELECT rb'a\d', BR"x\n", br'''it's''' AS b
SELECT address.* EXCEPT (geo), c.* EXCEPT (address) FROM shop.customers c
SELECT * EXCEPT (zip) FROM (SELECT address.* FROM shop.customers)
-- Arrays of a row, numbered or joined by a condition
SELECT o.id, l.price, n FROM shop.orders o, o.lines AS l WITH OFFSET AS n
SELECT o.id, offset FROM shop.orders AS o, o.lines WITH OFFSET WHERE offset = 0
SELECT o.id FROM shop.orders o JOIN o.lines l ON l.price > o.total LEFT JOIN shop.items i ON i.id = l.item_id
SELECT c.id, t FROM shop.customers AS c LEFT JOIN c.tags AS t WITH OFFSET ON offset < 2
-- Pipes
FROM shop.orders |> SET total = total + 1, status = UPPER(status) |> DROP note, lines |> SELECT total, status
FROM shop.orders |> WINDOW SUM(total) OVER (PARTITION BY status) AS s |> WHERE s > 10 |> DROP s
-- Turned and changed columns
SELECT item, n, quarter FROM shop.quarters UNPIVOT(n FOR quarter IN (q1, q2))
SELECT customer_id, n_paid, n_open FROM (SELECT customer_id, status, total FROM shop.orders) PIVOT(SUM(total) AS n FOR status IN ('paid', 'open'))
-- Intervals
SELECT DATE_ADD(joined, INTERVAL 1 DAY), DATE_SUB(joined, INTERVAL -2 MONTH), INTERVAL '1-2' YEAR TO MONTH FROM shop.customers
SELECT o.id, lines.price, quantity FROM shop.orders o, o.lines
SELECT c.id, tags FROM shop.customers c, UNNEST(c.tags) AS tags WHERE tags LIKE 'a%'
SELECT lines[0].price, lines[SAFE_OFFSET(1)].quantity FROM shop.orders
FROM shop.orders |> AS o |> JOIN shop.customers AS c ON c.id = o.customer_id |> SELECT o.id, c.name
FROM shop.orders AS o |> AGGREGATE COUNT(*) AS n GROUP AND ORDER BY o.status DESC, DATE(placed) AS day |> LIMIT 5
SELECT ARRAY_TRANSFORM([1, 2], e -> e * 2), ARRAY_FILTER(tags, (t, n) -> n > 0 AND t LIKE 'a%'), ARRAY_INCLUDES(tags, t -> t = city) FROM shop.customers
-- Tables of a name, one for each day, and what is kept of them besides
SELECT _TABLE_SUFFIX AS day, COUNT(DISTINCT visitor) FROM `shop.visits_*` WHERE _TABLE_SUFFIX BETWEEN '20240101' AND '20240131' GROUP BY day
SELECT v._TABLE_SUFFIX, v.seconds FROM `shop.visits_2024*` AS v
SELECT v.visitor FROM shop.visits_20240131 AS v WHERE v._PARTITIONDATE >= '2024-01-01'
-- The data set that the job chose
SELECT c.name, i.price FROM customers AS c JOIN items AS i ON i.name = c.name
-- Lists of a row, looked up in a table
SELECT o.id, ARRAY(SELECT AS STRUCT l.*, i.name FROM UNNEST(o.lines) AS l JOIN shop.items AS i ON i.id = l.item_id) AS named FROM shop.orders o
SELECT id FROM shop.orders o WHERE EXISTS (SELECT 1 FROM o.lines AS l, shop.items AS i WHERE i.id = l.item_id AND i.category = 'toys')
-- Lists of rows: the same one more than once, with something said of each
SELECT a.price, b.price, c.price FROM shop.orders AS o, UNNEST(o.lines) AS a, UNNEST(o.lines) AS b, UNNEST(o.lines) AS c WHERE a.item_id = 1 AND b.item_id = 2 AND c.item_id = 3
SELECT a.n, a.k FROM UNNEST(ARRAY<STRUCT<n INT64, k STRING>>[(1, 'x'), (2, 'y')]) AS a
SELECT STRUCT(1 AS a, 2 AS b).a, c.address.geo.lat FROM shop.customers AS c
SELECT a.id, b.id, b.name FROM shop.items AS a JOIN shop.items AS b USING (name) UNION ALL SELECT 1, 2, 'x'
SELECT i.name FROM `my-project.shop.items` AS i
SELECT id, name FROM shop.items UNION ALL BY NAME ON (name) SELECT name, salary FROM shop.employees
SELECT n FROM (SELECT name AS n, city FROM shop.customers FULL UNION ALL BY NAME SELECT name AS n, price FROM shop.items) WHERE price > 1
SELECT NORMALIZE_AND_CASEFOLD(name, NFKC), NORMALIZE(name), NORMALIZE(name, NFD) FROM shop.items
WITH orders AS (SELECT * FROM orders WHERE total > 10) SELECT id FROM orders
-- Windows in WHERE and totals in AGGREGATE of pipes
FROM shop.orders |> WHERE ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) = 1 AND total > 5 |> SELECT id, total
FROM shop.orders o |> WHERE o.total > 1 |> AGGREGATE SUM(o.total) AS total, COUNT(*) AS n DESC GROUP BY ROLLUP (o.status, o.customer_id)
FROM shop.orders o |> AGGREGATE SUM(o.total) /* all */ AS total GROUP BY ROLLUP (o.status, o.customer_id)
FROM shop.orders |> AGGREGATE COUNT(*) AS n GROUP BY status, GROUPING SETS (customer_id, (customer_id, shipped), CUBE (shipped, id), ()) |> WHERE n > 1
-- Orders within AGGREGATE, formats of casts, where NULLs go in windows
FROM shop.orders |> AGGREGATE SUM(total) AS t DESC NULLS LAST, COUNT(*) AS n GROUP BY status, DATE(placed) AS day ASC |> LIMIT 10
FROM shop.items |> AGGREGATE MAX(price) AS dearest GROUP BY category DESC |> SELECT category, dearest
SELECT CAST(note AS TIME FORMAT 'HH:MI P.M.'), CAST(note AS DATETIME FORMAT 'DD/MM/YYYY HH24:MI'), SAFE_CAST(note AS DATE FORMAT 'DD MON YYYY'), CAST(note AS TIMESTAMP FORMAT 'YYYY-MM-DD HH24:MI TZH' AT TIME ZONE 'UTC') FROM shop.orders
SELECT id, AVG(total) OVER (PARTITION BY status ORDER BY shipped ASC NULLS LAST ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS a, LAST_VALUE(total) OVER (ORDER BY shipped DESC NULLS FIRST RANGE UNBOUNDED PRECEDING) AS b FROM shop.orders ORDER BY shipped NULLS LAST, id DESC NULLS FIRST
SELECT s.a FROM (SELECT STRUCT(1 AS a) AS s)
SELECT c.address.geo.lat FROM (SELECT * FROM shop.customers) AS c
SELECT home.geo.lon, home.zip FROM (SELECT c.address AS home FROM shop.customers AS c JOIN shop.orders AS o ON o.customer_id = c.id)
WITH a AS (SELECT id, lines FROM shop.orders), b AS (SELECT * FROM a) SELECT b.id, l.item_id FROM b, UNNEST(b.lines) AS l
SELECT p.plan, place.lat FROM (SELECT profile AS p, address.geo AS place FROM shop.customers)
SELECT address.lat FROM (SELECT * REPLACE (address.geo AS address) FROM shop.customers)
SELECT t.top[SAFE_OFFSET(0)].total FROM (SELECT customer_id, ARRAY_AGG(STRUCT(id, total) ORDER BY total DESC LIMIT 3) AS top FROM shop.orders GROUP BY customer_id) AS t
SELECT j.x, j.x.y FROM UNNEST(ARRAY<JSON>[JSON '{}']) AS j
SELECT t FROM shop.customers, UNNEST(tags) AS t WHERE t LIKE 'a%'
-- Samples, expressions and pivots in pipes
FROM shop.orders AS o |> TABLESAMPLE SYSTEM (10 PERCENT) |> SELECT o.total
FROM shop.orders |> WITH rich AS (SELECT id FROM shop.customers WHERE country = 'NL'), few AS (SELECT id FROM rich) |> JOIN few ON few.id = customer_id |> SELECT total
WITH a AS (SELECT 1 AS id) FROM shop.orders |> WITH b AS (SELECT id FROM a) |> JOIN b ON b.id = customer_id |> SELECT total
SELECT total FROM (FROM shop.orders |> WITH b AS (SELECT 1 AS id) |> JOIN b ON b.id = customer_id)
FROM shop.items |> SELECT category, price, name |> PIVOT (SUM(price) FOR category IN ('a', 'b')) AS p |> SELECT p.name, p.a
FROM shop.quarters |> UNPIVOT (sold FOR quarter IN (q1, q2)) AS u |> WHERE u.sold > 3
FROM shop.customers |> EXTEND (SELECT COUNT(*) FROM UNNEST(tags)) AS n |> SELECT name, n
-- Places of elements, by the name that they have without being given one
SELECT offset, COUNT(*) AS n FROM shop.customers, UNNEST(tags) AS tag WITH OFFSET GROUP BY offset HAVING COUNT(*) > 1 ORDER BY offset LIMIT 3 OFFSET 1
-- Fields of documents as they are written
SELECT JSON '{"a": [1]}'.a[0], JSON '[1]'[0], ST_DUMPPOINTS(place) FROM shop.events
-- Series of times without gaps
SELECT * FROM GAP_FILL(TABLE shop.orders, ts_column => 'placed', bucket_width => INTERVAL 1 HOUR, partitioning_columns => ['customer_id'], value_columns => [('total', 'locf')]) ORDER BY placed
WITH o AS (SELECT customer_id, placed, total FROM shop.orders) SELECT g.placed, g.total FROM GAP_FILL(TABLE o, ts_column => 'placed', bucket_width => INTERVAL 1 DAY, value_columns => [('total', 'linear')], ignore_null_values => FALSE) AS g
SELECT c.name, g.placed FROM GAP_FILL((SELECT customer_id, placed FROM shop.orders), ts_column => 'placed', bucket_width => INTERVAL 5 MINUTE, partitioning_columns => ['customer_id']) g JOIN shop.customers c ON c.id = g.customer_id
-- Windows over medians
SELECT id, PERCENTILE_CONT(total, 0.5) OVER (PARTITION BY customer_id) AS middle FROM shop.orders QUALIFY total > middle
-- Calls one behind the other, and fractions
SELECT (name).UPPER().SUBSTR(1, 3), NET.HOST(email).LOWER() FROM shop.customers WHERE (name).LENGTH() > 3
SELECT CASE .5 WHEN .5 THEN 1 END
-- Arrays of the rows of a query around
SELECT o.id, (SELECT SUM(l.price) FROM o.lines AS l), (SELECT COUNT(*) FROM o.lines) FROM shop.orders o
SELECT c.name FROM shop.customers c WHERE EXISTS (SELECT 1 FROM c.tags t WHERE t = 'a') AND EXTRACT(YEAR FROM c.joined) > 2020
SELECT c.name FROM shop.customers c JOIN shop.orders o ON c.id IS DISTINCT FROM o.customer_id AND (c.id IS NOT DISTINCT FROM o.id)
-- Fields of what is made, and fields that are called list
SELECT s.y.q, x FROM UNNEST([STRUCT(1 AS x, STRUCT(2 AS q) AS y)]) AS s
WITH t AS (SELECT ARRAY_AGG(STRUCT(name, price) ORDER BY price LIMIT 3) AS l FROM shop.items) SELECT e.name, l[0].price FROM t, UNNEST(l) AS e
SELECT ANY_VALUE(address).zip, ANY_VALUE(address).geo.lat FROM shop.customers
SELECT profile.list[0].name, c.profile.list[0].list[1], (c.profile).array[0] FROM shop.customers c
SELECT category, _1, _2 FROM (SELECT category, price, id FROM shop.items) PIVOT (SUM(price) FOR id IN (1, 2))
SELECT m, d FROM UNNEST(GENERATE_ARRAY(1, 12)) AS m, UNNEST(GENERATE_ARRAY(1, 28 + MOD(m, 3))) AS d
SELECT name AS n, name AS n FROM customers ORDER BY n
SELECT name, name AS name, city FROM customers ORDER BY name
-- Names of tables behind steps of pipes that change their columns, and columns under other names
FROM shop.orders AS o |> JOIN shop.customers AS c ON c.id = o.customer_id |> EXTEND o.total * 2 AS twice |> WHERE c.city = 'a' |> SELECT o.total, c.city, twice
FROM shop.orders AS o |> SET status = UPPER(status) |> JOIN shop.customers AS c ON c.id = o.customer_id |> AGGREGATE SUM(o.total) AS t GROUP BY c.city
FROM shop.orders AS o |> DROP note |> WHERE EXISTS (SELECT 1 FROM shop.order_lines AS l WHERE l.order_id = o.id) |> SELECT o.id
FROM shop.orders AS o, shop.customers AS c |> WHERE c.id = o.customer_id |> RENAME total AS amount |> SELECT amount, c.city
FROM shop.orders |> RENAME total AS amount, status state |> WHERE amount > 5
FROM shop.orders |> JOIN shop.order_lines ON order_id = orders.id |> LIMIT 5 |> WHERE order_lines.quantity > 1 AND orders.total > 5
-- Fields of which a star is
SELECT l, l.price, t FROM shop.orders o, UNNEST(o.lines) AS l, (SELECT * FROM UNNEST(['a']) AS t)
SELECT t.zip, t.id FROM (SELECT id, c.address.* EXCEPT (street) FROM shop.customers AS c) AS t
-- Set operations without a word that BigQuery alone asks for
SELECT name FROM shop.items UNION SELECT name FROM shop.customers EXCEPT (SELECT * EXCEPT (id, manager_id, department, salary, hired) FROM shop.employees)
FROM shop.items |> SELECT name |> INTERSECT (SELECT name FROM shop.customers)
-- Ranges that are cut into some, and walks to the next row of the same customer
SELECT d FROM UNNEST(GENERATE_RANGE_ARRAY(RANGE(DATE '2024-01-01', DATE '2034-01-01'), INTERVAL 1 DAY)) AS d
WITH RECURSIVE t AS (SELECT id, customer_id FROM shop.orders UNION ALL SELECT o.id, o.customer_id FROM shop.orders AS o JOIN t ON o.customer_id = t.customer_id AND o.id = t.id + 1) SELECT COUNT(*) FROM t
-- Marks in texts as all other dialects write them
SELECT name FROM shop.items WHERE name = 'it''s; DROP TABLE items; --' OR name IN ('a''', 'b''c''d', '''e'f''')
-- Arrays of what is made in FROM
SELECT o.id, l.price FROM (SELECT * FROM shop.orders) AS o, o.lines AS l WHERE l.quantity > 1
SELECT a.name, n FROM UNNEST([STRUCT('first' AS name, [1, 2] AS numbers)]) AS a LEFT JOIN a.numbers AS n
-- Recursion whose first query is all of another
WITH RECURSIVE ends AS (SELECT MIN(shipped) AS d, MAX(shipped) AS last FROM shop.orders), days AS (SELECT * FROM ends UNION ALL SELECT DATE_ADD(d, INTERVAL 1 DAY), last FROM days WHERE d < last) SELECT d FROM days
WITH RECURSIVE t AS (SELECT e.*, 0 AS depth FROM shop.employees e WHERE e.manager_id IS NULL UNION ALL SELECT e.*, t.depth + 1 FROM shop.employees e JOIN t ON e.manager_id = t.id WHERE t.depth < 9) SELECT name, depth FROM t
-- Turned tables that are joined, and queries within that see nothing of the query around
SELECT c.name, p.q1 + p.q2 FROM (SELECT item, q1, q2, q3 FROM shop.quarters) PIVOT (SUM(q3) FOR item IN ('a' AS q1, 'b' AS q2)) AS p JOIN shop.orders o ON o.id = p.q1 JOIN shop.customers c ON c.id = p.q2
SELECT u.item FROM shop.quarters UNPIVOT (n FOR quarter IN (q1, q2)) AS u JOIN shop.orders o ON o.id = u.n WHERE o.total > (SELECT MAX(salary) FROM shop.employees)
SELECT c.name FROM shop.customers c JOIN shop.orders o ON o.customer_id = c.id WHERE o.total > (SELECT AVG(n) FROM (SELECT customer_id, COUNT(*) AS n FROM shop.orders GROUP BY customer_id))
SELECT lines.item_id, lines.box.width FROM `my-project.shop.orders`, UNNEST(lines) AS lines
SELECT o.*, c.* EXCEPT (id) FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id ORDER BY id
-- Values with variables, patterns in arrays, and steps of pipes
SELECT WITH(a AS 'x', b AS CONCAT(a, 'y'), c AS 'z', CONCAT(b, c)) AS result
SELECT category, WITH(least AS MIN(price), most AS MAX(price), most - least) AS spread FROM shop.items GROUP BY category
SELECT WITH(a AS price, WITH(a AS a + 1, a * 2) + a) AS p, WITH(s AS STRUCT(1 AS x, 2 AS s), s.x + s.s) AS q FROM shop.items
SELECT name FROM shop.customers WHERE WITH(c AS LOWER(city), c = 'ghent' OR STARTS_WITH(c, 'ant'))
SELECT name LIKE ALL UNNEST(tags) AS a, name NOT LIKE ALL UNNEST(['a%', '%b']) AS b FROM shop.customers WHERE name LIKE SOME UNNEST(tags)
FROM shop.orders |> AGGREGATE COUNT(*), SUM(total) DESC GROUP BY status, EXTRACT(YEAR FROM placed)
FROM shop.orders |> AGGREGATE COUNT(*) GROUP AND ORDER BY EXTRACT(YEAR FROM placed) DESC, status
FROM shop.orders |> WHERE total > 5 |> SELECT AS STRUCT id, status
SELECT ARRAY(FROM shop.orders |> SELECT AS STRUCT id, status) AS a
FROM shop.orders |> SELECT id, SUM(total) OVER w AS s WINDOW w AS (PARTITION BY status)
FROM shop.orders |> EXTEND RANK() OVER w AS r, SUM(total) OVER (w ROWS 3 PRECEDING) AS s WINDOW v AS (PARTITION BY status), w AS (v ORDER BY total) |> WHERE r = 1
FROM shop.events |> SELECT id, kind AS time, id AS number |> SET time = UPPER(time) |> DROP number
-- Patterns of rows
SELECT customer_id, least, n FROM shop.orders MATCH_RECOGNIZE (PARTITION BY customer_id ORDER BY placed MEASURES MIN(a.total) AS least, COUNT(b.id) AS n AFTER MATCH SKIP PAST LAST ROW PATTERN (a b+ c?) DEFINE a AS total > 1, b AS total < PREV(total), c AS status = 'x')
SELECT m.n FROM shop.orders MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(*) AS n, MATCH_NUMBER() AS number PATTERN ((Up | down){2,3} up{2}) DEFINE up AS total > 2, down AS Up.total <= FIRST(total)) AS m WHERE m.n > 1
-- Structures as rows
SELECT v.x, y FROM (SELECT AS VALUE STRUCT(1 AS x, name AS y) FROM shop.items) AS v WHERE v IS NOT NULL
WITH places AS (SELECT AS VALUE address FROM shop.customers) SELECT street, places.geo.lat FROM places
-- Reserved words after dots, and WITH in parentheses after WITH
SELECT s.select, s.union, s.as + 1 AS n FROM (SELECT STRUCT(1 AS `select`, 2 AS `union`, 3 AS `as`) AS s) WHERE s.union > 1
WITH a AS (SELECT id FROM shop.items) (WITH b AS (SELECT * FROM a), a AS (SELECT 5 AS v) SELECT b.id, a.v FROM a, b) ORDER BY id
(SELECT status, total FROM shop.orders) AS o |> AGGREGATE SUM(total) AS t GROUP BY o.status |> AS u |> WHERE u.t > 5 |> ORDER BY t DESC
FROM (SELECT name FROM shop.items UNION ALL SELECT name FROM shop.employees) |> ORDER BY name |> LIMIT 3
WITH e AS (SELECT 'a' AS title, ARRAY(SELECT AS STRUCT 1 AS s, ['x'] AS ads) AS parts FROM shop.items) SELECT title, ARRAY(SELECT AS STRUCT p.s, (SELECT COUNT(*) FROM UNNEST(p.ads)) AS n FROM UNNEST(e.parts) AS p) AS ps FROM e
-- Columns called like words that BigQuery does not reserve
SELECT drop, MAX(insert) AS lock FROM (SELECT status AS drop, total AS insert FROM shop.orders) WHERE insert > 1 GROUP BY drop ORDER BY drop
SELECT glob.alter FROM (SELECT id AS alter, id AS returning FROM shop.orders) AS glob WHERE glob.returning IN (1, 2)
WITH describe AS (SELECT id AS revoke FROM shop.orders) SELECT -revoke FROM describe AS lock
FROM shop.orders |> SELECT id AS rollback, total AS xor |> WHERE xor > 1 |> AGGREGATE SUM(xor) AS s GROUP BY rollback |> ORDER BY rollback
-- Set operations of pipes by the names of columns
FROM shop.orders |> SELECT id, status |> UNION ALL CORRESPONDING (SELECT name AS status, id FROM shop.customers)
FROM shop.orders |> SELECT id, status |> FULL UNION ALL STRICT CORRESPONDING (SELECT status, id FROM shop.orders) |> WHERE id > 1
FROM shop.orders |> SELECT id, status |> UNION ALL CORRESPONDING (FROM shop.orders |> SELECT status, id |> LIMIT 3) |> WHERE id > 1
-- Functions of whole tables
SELECT base.name, query.id, distance FROM VECTOR_SEARCH((SELECT id, name, [1.0, 2.0] AS v FROM shop.items), 'v', (SELECT id, [1.0, 2.0] AS v FROM shop.items), top_k => 3, distance_type => 'COSINE') ORDER BY distance
WITH q AS (SELECT [1.0, 2.0] AS v), b AS (SELECT *, [2.0] AS w FROM shop.customers) SELECT s.base.address.zip, s.base.profile.age FROM VECTOR_SEARCH(TABLE b, 'w', TABLE q, query_column_to_search => 'v', options => '{"use_brute_force": true}') AS s WHERE s.distance < 0.5
WITH s AS (SELECT id, name, RANGE<DATE> '[2024-01-01, 2024-02-01)' AS span FROM shop.items) SELECT name, session_range FROM RANGE_SESSIONIZE(TABLE s, 'span', ['id'])
SELECT r.id, RANGE_START(r.session_range) FROM RANGE_SESSIONIZE((SELECT id, RANGE<DATE> '[2024-01-01, 2024-02-01)' AS span FROM shop.items), 'span', ['id'], 'OVERLAPS') AS r
-- Fields of outputs
SELECT STRUCT(c.name, c.city) AS who FROM shop.customers c ORDER BY who.city
SELECT address AS a, COUNT(*) FROM shop.customers GROUP BY a HAVING a.geo.lat > 0 ORDER BY a.zip
SELECT address AS c FROM shop.customers c WHERE c.id > 5 QUALIFY ROW_NUMBER() OVER (ORDER BY c.zip) = 1
SELECT country, MAX_BY(address, id) AS last, ANY_VALUE(c) AS one FROM shop.customers c GROUP BY country ORDER BY last.zip, one.name
SELECT profile.place AS p FROM shop.customers ORDER BY STRING(p.name)
-- Columns called as functions without parentheses
SELECT * EXCEPT (current_time, b) FROM (SELECT 1 AS `current_time`, 2 AS b, 3 AS c)
FROM (SELECT 1 AS `current_date`, 2 AS b) |> DROP current_date
SELECT * EXCEPT (email) FROM shop.customers WHERE joined < CURRENT_DATE
-- Patterns of lists
SELECT name FROM shop.customers WHERE name LIKE SOME ('a%', 'b%') OR name LIKE ANY (SELECT name FROM shop.items)
-- Fields of the elements that functions return
SELECT APPROX_TOP_COUNT(city, 3)[OFFSET(0)].value, APPROX_TOP_SUM(city, id, 3)[SAFE_OFFSET(0)].sum FROM shop.customers
SELECT value, count FROM UNNEST((SELECT APPROX_TOP_COUNT(city, 5) FROM shop.customers))
SELECT u.a, u.city FROM UNNEST((SELECT ARRAY_AGG(STRUCT(name AS a, city)) FROM shop.customers)) AS u
SELECT u.name FROM UNNEST((SELECT ARRAY_AGG(c ORDER BY id LIMIT 2) FROM shop.customers c)) AS u
SELECT ARRAY_FIRST(lines).price, ARRAY_LAST(ARRAY_REVERSE(lines)).quantity, ARRAY_CONCAT(lines, lines)[0].item_id FROM shop.orders
SELECT l.price FROM shop.orders o, UNNEST(ARRAY_SLICE(o.lines, 0, 2)) AS l
SELECT x.id FROM UNNEST(ARRAY(SELECT STRUCT(id) FROM shop.orders)) AS x
-- Columns that PIVOT makes from numbers, dates and truth values
SELECT n_2023, n_2024 FROM (SELECT EXTRACT(YEAR FROM placed) AS y, id FROM shop.orders) PIVOT (COUNT(id) AS n FOR y IN (2023, 2024))
SELECT n_new, t_2024 FROM (SELECT EXTRACT(YEAR FROM placed) AS y, total FROM shop.orders) PIVOT (COUNT(*) AS n, SUM(total) AS t FOR y IN (2023 AS new, 2024))
SELECT _2024_12_31 FROM (SELECT shipped, total FROM shop.orders) PIVOT (SUM(total) FOR shipped IN (DATE '2024-12-31'))
SELECT t_true, t_false FROM (SELECT total > 5 AS big, total FROM shop.orders) PIVOT (SUM(total) AS t FOR big IN (TRUE, FALSE))
SELECT minus_1, _1 FROM (SELECT id, quantity AS q FROM (SELECT order_id AS id, quantity FROM shop.order_lines)) PIVOT (COUNT(id) FOR q IN (-1, 1))
-- Fields of the values of subqueries, of whole rows, and of what functions choose among values
SELECT quantity FROM UNNEST((SELECT lines FROM shop.orders LIMIT 1)) WHERE price > 1
SELECT l.box.width FROM UNNEST((SELECT lines FROM shop.orders LIMIT 1)) AS l
SELECT ANY_VALUE(c HAVING MAX c.joined).address.geo.lat FROM shop.customers AS c GROUP BY country
SELECT (SELECT c FROM shop.customers AS c ORDER BY joined LIMIT 1).name
SELECT (SELECT AS STRUCT id, address FROM shop.customers LIMIT 1).address.zip
SELECT (SELECT AS STRUCT * FROM shop.customers LIMIT 1).address.geo.lon
SELECT (SELECT profile FROM shop.customers LIMIT 1).plan.name
SELECT ARRAY_AGG(c ORDER BY c.joined LIMIT 1)[SAFE_OFFSET(0)].address.street FROM shop.customers AS c
SELECT l.item_id FROM UNNEST(ARRAY(SELECT AS STRUCT item_id, price FROM shop.orders, UNNEST(lines))) AS l
SELECT l.price FROM UNNEST(ARRAY_CONCAT((SELECT lines FROM shop.orders LIMIT 1), (SELECT lines FROM shop.orders LIMIT 1))) AS l
SELECT IF(country = 'NL', address, NULL).zip, COALESCE(NULL, address).street FROM shop.customers
SELECT CASE WHEN id > 1 THEN address ELSE NULL END.geo.lat FROM shop.customers
SELECT FIRST_VALUE(c) OVER (ORDER BY id).name FROM shop.customers AS c
WITH firsts AS (SELECT ARRAY_AGG(c) AS found FROM shop.customers AS c) SELECT f.name, f.address.zip FROM firsts, UNNEST(found) AS f
SELECT (SELECT l FROM UNNEST(lines) AS l WHERE l.quantity > 1 LIMIT 1).box.width FROM shop.orders
SELECT ARRAY_CONCAT_AGG(lines)[OFFSET(0)].price FROM shop.orders
-- Columns of groups by all outputs without an aggregate
SELECT address.zip, COUNT(*) FROM customers GROUP BY address.zip
SELECT c.address.zip, MAX(address.street), COUNT(*) FROM customers AS c GROUP BY c.address.zip
SELECT address.zip AS z, COUNT(*) FROM customers GROUP BY z
SELECT city, name, COUNT(*) FROM customers GROUP BY ALL
-- Fields of the variables of lambdas, of boxes, and of structures some of whose fields have no names
SELECT ARRAY_FILTER(lines, l -> l.price > 1) FROM shop.orders
SELECT ARRAY_TRANSFORM(o.lines, l -> l.box.width) FROM shop.orders AS o
SELECT l.price FROM shop.orders, UNNEST(ARRAY_FILTER(lines, l -> l.quantity > 1)) AS l
SELECT STRUCT(1, 'a' AS name).name, STRUCT(o.lines[0].box.width, 1).width FROM shop.orders AS o
SELECT x.id FROM UNNEST([NULL, STRUCT(1 AS id)]) AS x
SELECT ST_BOUNDINGBOX(place).xmin, ST_EXTENT(place).ymax FROM shop.events GROUP BY 1
-- Variables of WITH that only other variables use, at their beginning
SELECT WITH(a AS total * 2, b AS a + 1, b) FROM shop.orders
-- Fields of values that are rows, and the number of an element, which hides its field
SELECT geo.lat FROM (SELECT AS VALUE address FROM shop.customers)
WITH rows_ AS (SELECT AS VALUE c FROM shop.customers AS c) SELECT address.street, rows_.address.geo.lon FROM rows_
SELECT l.price, place FROM shop.orders AS o, UNNEST(o.lines) AS l WITH OFFSET AS place ORDER BY place
SELECT l.quantity, quantity FROM shop.orders AS o, UNNEST(o.lines) AS l WITH OFFSET AS quantity
SELECT a, b, offset FROM UNNEST([1, 2]) AS a WITH OFFSET JOIN UNNEST([3, 4]) AS b WITH OFFSET USING (offset)
-- Conditions of three tables with branches
SELECT COUNT(*) FROM shop.orders AS a JOIN shop.orders AS b ON IF(a.id = b.id, TRUE, FALSE) JOIN shop.orders AS c ON CASE WHEN a.status = 'new' THEN b.id = c.id ELSE b.customer_id = c.customer_id END
-- Cells and points of places
SELECT S2_COVERINGCELLIDS(place, min_level => 10, max_cells => 500), ST_BUFFER(place, 2000000, num_seg_quarter_circle => 16), ST_BUFFER(place, 5) FROM shop.events
-- Stars of values, and what they make columns
SELECT q.zip, q.geo.lat FROM (SELECT ANY_VALUE(address).* FROM shop.customers) AS q
SELECT q.geo.lon FROM (SELECT c.address.* EXCEPT (zip) FROM shop.customers AS c) AS q
SELECT top.price FROM (SELECT ARRAY_AGG(l ORDER BY l.price DESC LIMIT 1)[OFFSET(0)].* EXCEPT (box) FROM shop.orders, UNNEST(lines) AS l) AS top
SELECT q.most, q.last FROM (SELECT (SELECT AS STRUCT MAX(total) AS most, MAX(placed) AS last FROM shop.orders).*) AS q
WITH firsts AS (SELECT ARRAY_AGG(c ORDER BY joined LIMIT 1)[OFFSET(0)].* FROM shop.customers AS c GROUP BY city) SELECT name, address.street FROM firsts
SELECT _PARTITIONTIME AS pt, COUNT(*) FROM shop.visits_20240131 WHERE _PARTITIONTIME >= TIMESTAMP '2024-01-01' GROUP BY 1
SELECT CAST([] AS ARRAY<STRUCT<a INT64> >) AS a, total FROM shop.orders
