-- As analysts ask Snowflake
SELECT TOP 10 name FROM customers ORDER BY joined DESC
SELECT name FROM customers ORDER BY joined DESC NULLS LAST LIMIT 10 OFFSET 5
SELECT name FROM customers ORDER BY id LIMIT 5
SELECT name FROM customers ORDER BY id FETCH FIRST 5 ROWS ONLY
SELECT NAME, City FROM CUSTOMERS WHERE COUNTRY = 'NL'
SELECT "NAME" FROM "CUSTOMERS"
SELECT id, total FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) = 1
SELECT id, RANK() OVER (PARTITION BY customer_id ORDER BY total DESC) AS rk FROM orders QUALIFY rk <= 3 ORDER BY id
SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id HAVING n > 2 QUALIFY RANK() OVER (ORDER BY n DESC) < 5
SELECT status, SUM(total) AS revenue FROM orders GROUP BY ALL
SELECT DATE_TRUNC('MONTH', placed) AS month, SUM(total) FROM orders GROUP BY 1 ORDER BY 1
SELECT DATEADD(day, -30, CURRENT_DATE()), DATEADD('month', 1, placed), DATEDIFF(day, placed, shipped), DATEDIFF('month', placed, CURRENT_TIMESTAMP()), TIMESTAMPDIFF(HOUR, placed, CURRENT_TIMESTAMP), TIMESTAMPADD(HOUR, 1, placed), placed::DATE, TO_DATE('2024-01-01'), TO_DATE('01/02/2024', 'DD/MM/YYYY'), TO_TIMESTAMP('2024-01-01 00:00:00'), TO_CHAR(placed, 'YYYY-MM'), YEAR(placed), MONTH(placed), DAYOFWEEK(placed), DAYNAME(placed), MONTHNAME(placed), WEEK(placed), QUARTER(placed), LAST_DAY(placed), EXTRACT(YEAR FROM placed), DATE_PART('epoch_second', placed), CONVERT_TIMEZONE('UTC', 'Europe/Amsterdam', placed), MONTHS_BETWEEN(shipped, placed), ADD_MONTHS(shipped, 1), NEXT_DAY(shipped, 'mo'), DATE_FROM_PARTS(2024, 1, 1), TIME_SLICE(placed, 15, 'MINUTE'), SYSDATE(), GETDATE() FROM orders
SELECT placed + INTERVAL '1 day', placed - INTERVAL '2 hours, 3 minutes', CURRENT_DATE - 7 FROM orders
SELECT profile:name::STRING AS name, profile:address.city::STRING, profile:tags[0]::STRING, profile['age']::INT, profile:"odd key" FROM customers WHERE profile:vip::BOOLEAN
SELECT c.name, f.value::STRING AS tag, f.index FROM customers c, LATERAL FLATTEN(input => c.tags) f
SELECT c.name, f.value:sku::STRING AS sku FROM customers c, LATERAL FLATTEN(INPUT => c.profile:items, OUTER => TRUE) AS f WHERE f.value:qty > 1
SELECT c.id, t.value FROM customers c, TABLE(FLATTEN(c.tags)) t
SELECT c.name, f.key, f.path, f.this FROM customers AS c, LATERAL FLATTEN(c.profile, recursive => TRUE, mode => 'OBJECT') AS f
SELECT s.value FROM customers c, LATERAL SPLIT_TO_TABLE(c.name, ' ') s
SELECT ARRAY_AGG(name) WITHIN GROUP (ORDER BY joined), ARRAY_AGG(DISTINCT city), LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name), LISTAGG(DISTINCT city, ';'), OBJECT_AGG(name, city::VARIANT), ARRAY_SIZE(ARRAY_AGG(name)) FROM customers
SELECT OBJECT_CONSTRUCT('id', id, 'name', name), OBJECT_CONSTRUCT(*), ARRAY_CONSTRUCT(1, 2), PARSE_JSON('{"a": 1}'):a, TRY_PARSE_JSON(name), TO_VARIANT(id), GET_PATH(profile, 'a.b'), GET(tags, 0), ARRAY_CONTAINS('vip'::VARIANT, tags), ARRAY_TO_STRING(tags, ','), TYPEOF(profile), IS_ARRAY(profile), OBJECT_KEYS(profile), {'a': 1, 'b': id}, [1, 2, 3] FROM customers
SELECT * FROM (SELECT customer_id, status, total FROM orders) PIVOT (SUM(total) FOR status IN ('open', 'paid')) AS p
SELECT * FROM orders PIVOT (SUM(total) FOR status IN (ANY ORDER BY status))
SELECT * FROM orders PIVOT (SUM(total) FOR status IN ('open', 'paid')) AS p (id, customer_id, placed, shipped, note, open_total, paid_total)
SELECT * FROM quarters UNPIVOT (amount FOR quarter IN (q1, q2, q3, q4)) ORDER BY item
SELECT item, quarter, amount FROM quarters UNPIVOT INCLUDE NULLS (amount FOR quarter IN (q1 AS 'first', q2 AS 'second'))
SELECT * EXCLUDE (note, shipped) FROM orders
SELECT * EXCLUDE note RENAME (total AS amount) FROM orders
SELECT * REPLACE (ROUND(total) AS total) FROM orders
SELECT * ILIKE '%id%' FROM orders
SELECT o.* EXCLUDE (note), c.name FROM orders o JOIN customers c ON c.id = o.customer_id
SELECT c.name FROM customers c WHERE c.name ILIKE '%an%' OR c.name LIKE ANY ('A%', 'B%') OR c.name ILIKE ANY ('c%', 'd%') OR c.name LIKE ALL ('%a%', '%b%') OR c.name RLIKE '^A.*' OR c.name REGEXP '[a-c]+' OR REGEXP_LIKE(c.name, 'x.*', 'i') OR CONTAINS(c.name, 'x') OR STARTSWITH(c.name, 'y') OR ENDSWITH(c.name, 'z')
SELECT REGEXP_SUBSTR(email, '@(.+)', 1, 1, 'e'), REGEXP_REPLACE(name, '\\s+', ' '), REGEXP_COUNT(name, 'a'), SPLIT_PART(email, '@', 2), SPLIT(name, ' ')[0]::STRING, INITCAP(name), CONCAT(name, ' ', city), name || ' - ' || city, LPAD(id::STRING, 6, '0'), LEFT(name, 1), CHARINDEX('@', email), POSITION('@' IN email), LENGTH(name), TRIM(name), NVL(city, '-'), NVL2(city, 1, 0), IFF(city IS NULL, 'a', 'b'), ZEROIFNULL(id), NULLIFZERO(id), DECODE(country, 'NL', 1, 'BE', 2, 0), COALESCE(city, country), EDITDISTANCE(name, city), MD5(name), SHA2(name, 256), HASH(name), TRANSLATE(name, 'ab', 'cd'), INSERT(name, 1, 1, 'x') FROM customers
SELECT TRY_CAST(note AS NUMBER), TRY_TO_NUMBER(note), TRY_TO_DATE(note), total::INT, total::NUMBER(10, 1), TO_NUMBER('1,234.5', '9,999.9'), ROUND(total, 1), TRUNC(total), MOD(id, 3), DIV0(total, 0), RATIO_TO_REPORT(total) OVER (), WIDTH_BUCKET(total, 0, 100, 10), SQUARE(total), BITAND(id, 1), RANDOM(), UNIFORM(1, 10, RANDOM()) FROM orders
SELECT MEDIAN(total), MODE(status), PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY total), APPROX_COUNT_DISTINCT(customer_id), APPROX_PERCENTILE(total, 0.5), COUNT_IF(total > 5), ANY_VALUE(note), MAX_BY(id, total), MIN_BY(id, total, 2), BOOLOR_AGG(total > 5), SKEW(total), KURTOSIS(total), STDDEV(total), CORR(total, id), HLL(id) FROM orders
SELECT id, LAG(total) IGNORE NULLS OVER (PARTITION BY customer_id ORDER BY placed), FIRST_VALUE(total IGNORE NULLS) OVER (PARTITION BY customer_id ORDER BY placed), SUM(total) OVER (PARTITION BY customer_id ORDER BY placed ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) FROM orders
SELECT id, SUM(total) OVER (ORDER BY placed RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW) FROM orders
WITH RECURSIVE chain AS (SELECT id, name, 1 AS level FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, c.level + 1 FROM employees e JOIN chain c ON e.manager_id = c.id) SELECT * FROM chain
WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 50) SELECT x FROM n
WITH RECURSIVE d AS (SELECT '2024-01-01'::DATE AS day UNION ALL SELECT DATEADD(day, 1, day) FROM d WHERE day < '2024-12-31'::DATE) SELECT day FROM d
SELECT DATEADD(day, SEQ4(), '2024-01-01'::DATE) AS day FROM TABLE(GENERATOR(ROWCOUNT => 366))
SELECT ROW_NUMBER() OVER (ORDER BY NULL) AS n FROM TABLE(GENERATOR(ROWCOUNT => 100))
WITH spine AS (SELECT DATEADD('day', ROW_NUMBER() OVER (ORDER BY SEQ4()) - 1, '2024-01-01') AS d FROM TABLE(GENERATOR(ROWCOUNT => 365))) SELECT s.d, COUNT(o.id) FROM spine s LEFT JOIN orders o ON o.placed::DATE = s.d GROUP BY s.d
SELECT id, name, LEVEL FROM employees START WITH manager_id IS NULL CONNECT BY PRIOR id = manager_id
SELECT CONNECT_BY_ROOT name FROM employees START WITH name = 'Ada' CONNECT BY manager_id = PRIOR id ORDER BY id
SELECT * FROM orders SAMPLE (10)
SELECT * FROM orders TABLESAMPLE BERNOULLI (5) SEED (42)
SELECT * FROM orders SAMPLE ROW (3 ROWS)
SELECT country, city, COUNT(*), GROUPING_ID(country, city) FROM customers GROUP BY GROUPING SETS ((country, city), (country))
SELECT country, city, COUNT(*) FROM customers GROUP BY CUBE (country, city)
SELECT country, city, COUNT(*) FROM customers GROUP BY ROLLUP (country, city) ORDER BY 1 NULLS FIRST
SELECT column1, column2 FROM (VALUES (1, 'a'), (2, 'b'))
SELECT v.n, v.s FROM (VALUES (1, 'a'), (2, 'b')) AS v (n, s)
SELECT * FROM customers c ASOF JOIN orders o MATCH_CONDITION (c.joined >= o.placed) ON c.id = o.customer_id
SELECT c.name, x.total FROM customers c, LATERAL (SELECT o.total FROM orders o WHERE o.customer_id = c.id ORDER BY o.placed DESC LIMIT 1) x
SELECT c.name, x.total FROM customers c LEFT JOIN LATERAL (SELECT MAX(o.total) AS total FROM orders o WHERE o.customer_id = c.id) x
SELECT name FROM customers MINUS SELECT name FROM employees
SELECT name FROM customers UNION SELECT name FROM employees EXCEPT SELECT name FROM items ORDER BY 1
(SELECT name FROM customers LIMIT 2) UNION ALL (SELECT name FROM employees LIMIT 2)
SELECT total AS t, t * 2 AS twice FROM orders WHERE t > 5 AND twice < 100
SELECT "select", "group", "Qty;Sold" FROM "Odd Names" WHERE "select" = 'drop table orders; --'
SELECT $$it's; DROP TABLE orders$$ AS s, 'it''s' AS t, 'a\'b; DELETE' AS u, 'line\n' AS v
SELECT name FROM customers -- drop; table
SELECT name FROM customers // another kind of comment; drop
SELECT id FROM orders WHERE (customer_id, status) IN ((1, 'open'), (2, 'paid')) AND total BETWEEN 1 AND 5 AND EQUAL_NULL(note, status) AND note IS DISTINCT FROM 'x' AND status NOT IN (SELECT kind FROM events)
SELECT id FROM orders WHERE total > ALL (SELECT price FROM items) OR total = ANY (SELECT price FROM items)
SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size, COUNT(*) FROM orders GROUP BY size ORDER BY size
SELECT DISTINCT c.city FROM customers c JOIN orders o USING (id) NATURAL JOIN items
SELECT ST_DISTANCE(place, ST_MAKEPOINT(4.3, 52.0)), ST_X(place), ST_ASGEOJSON(place), payload:kind::STRING FROM events WHERE ST_DWITHIN(place, ST_MAKEPOINT(4, 52), 1000)
SELECT kind, COUNT(*) FROM events WHERE at >= DATEADD(hour, -24, CURRENT_TIMESTAMP()) GROUP BY kind
SELECT attributes:colour::STRING AS colour, OBJECT_KEYS(attributes), ARRAY_SIZE(OBJECT_KEYS(attributes)) FROM items WHERE attributes:size IN ('S', 'M')
SELECT FILTER(tags, x -> x <> 'a'), TRANSFORM(tags, x STRING -> UPPER(x)), REDUCE([1, 2], 0, (a, x) -> a + x) FROM customers
SELECT MAX(placed)::DATE, MIN(placed)::VARCHAR, SUM(total)::FLOAT / COUNT(*) FROM orders
SELECT customer_id, SUM(IFF(status = 'paid', total, 0)) AS paid, SUM(IFF(status = 'open', total, 0)) AS open FROM orders GROUP BY customer_id
SELECT TRY_TO_TIMESTAMP(note), DATE_PART(quarter, placed), TO_VARCHAR(total, '999.00'), TIME(placed), TO_TIME('10:00'), DATE(placed) FROM orders
SELECT id FROM orders AT (OFFSET => -60 * 5)
