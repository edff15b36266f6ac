-- As analysts ask Snowflake
SELECT TOP 3 name FROM customers UNION ALL SELECT TOP 3 name FROM employees ORDER BY 1
SELECT status FROM orders GROUP BY ALL MINUS SELECT name FROM items GROUP BY ALL UNION (SELECT city FROM customers)
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
-- What is NULL is not true, and not false
SELECT id, total > 100 IS NOT TRUE AS small FROM orders WHERE (status = 'paid') IS NOT TRUE AND shipped IS NOT NULL
-- In the manner of its documentation
SELECT $1, $2 FROM (VALUES (1, 'a'), (2, 'b'))
SELECT $1 AS n, $2 AS s FROM VALUES (1, 'a'), (2, 'b')
SELECT t.$1 FROM (VALUES (1)) t
SELECT * FROM orders MATCH_RECOGNIZE (PARTITION BY customer_id ORDER BY placed MEASURES MATCH_NUMBER() AS m, FIRST(placed) AS s, LAST(placed) AS e, COUNT(*) AS n ONE ROW PER MATCH AFTER MATCH SKIP TO LAST up PATTERN (strt up+ down*) DEFINE up AS total > LAG(total), down AS total < LAG(total))
SELECT DATE_TRUNC('week', placed), DATEADD(month, -1, CURRENT_DATE), DATEDIFF('day', placed, shipped), LAST_DAY(placed, 'month'), TO_CHAR(placed, 'YYYY-MM'), DAYNAME(placed), TIME_SLICE(placed, 1, 'hour'), TO_TIMESTAMP_NTZ('2024-01-01'), TRY_TO_DATE(note, 'YYYY-MM-DD'), YEAROFWEEK(placed), WEEKISO(placed), DATE_PART(week, placed), EXTRACT(dow FROM placed), CURRENT_TIMESTAMP()::DATE, PREVIOUS_DAY(shipped, 'fr'), TIMEADD(minute, 5, placed), TIMEDIFF(hour, placed, placed), TIMESTAMP_FROM_PARTS(2024, 1, 1, 0, 0, 0), ADD_MONTHS(shipped, -1), DATE_PART('year', placed), HOUR(placed), MONTHS_BETWEEN(shipped, placed) FROM orders
SELECT profile:address.city::STRING, profile:tags[0]::STRING, profile['a']['b'], GET(profile, 'a'), GET_PATH(profile, 'a.b[0]'), OBJECT_KEYS(profile), IS_OBJECT(profile:address), AS_INTEGER(profile:age), TRY_CAST(profile:age::STRING AS INT), TYPEOF(profile:x), profile:"Odd Key".x FROM customers
SELECT c.name, f.value:sku::STRING, f.index, f.seq, f.path, f.this FROM customers c, LATERAL FLATTEN(INPUT => c.profile:lines, OUTER => TRUE, PATH => 'x') f
SELECT f.key, COUNT(*) FROM customers c, TABLE(FLATTEN(c.profile)) f GROUP BY f.key
SELECT c.name, t.value FROM customers c, LATERAL FLATTEN(SPLIT(c.name, ' ')) AS t
SELECT value FROM TABLE(FLATTEN(INPUT => PARSE_JSON('[1, 2]')))
SELECT s.value, s.index, s.seq FROM customers c, LATERAL STRTOK_SPLIT_TO_TABLE(c.email, '@') s
SELECT ARRAY_CONSTRUCT(1, 2), ARRAY_APPEND(tags, 'x'), ARRAY_CAT(tags, tags), ARRAY_COMPACT(tags), ARRAY_DISTINCT(tags), ARRAY_EXCEPT(tags, tags), ARRAY_INTERSECTION(tags, tags), ARRAY_MAX(tags), ARRAY_POSITION('a'::VARIANT, tags), ARRAY_SLICE(tags, 0, 2), ARRAY_SORT(tags), ARRAY_TO_STRING(tags, ','), ARRAYS_OVERLAP(tags, tags), ARRAY_UNIQUE_AGG(city), ARRAY_SIZE(tags), ARRAY_GENERATE_RANGE(1, 5), ARRAY_FLATTEN([[1], [2]]), ARRAYS_TO_OBJECT(['a'], [1]) FROM customers GROUP BY tags
SELECT OBJECT_CONSTRUCT_KEEP_NULL('a', 1), OBJECT_DELETE(attributes, 'a'), OBJECT_INSERT(attributes, 'b', 2), OBJECT_PICK(attributes, 'a'), OBJECT_AGG(name, id) OVER (), MAP_KEYS({'a': 1}::MAP(VARCHAR, INT)) FROM items
SELECT * FROM orders QUALIFY SUM(total) OVER (PARTITION BY customer_id) > 100 AND ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY id) = 1
SELECT * FROM (SELECT customer_id, status, total FROM orders) PIVOT (SUM(total) FOR status IN (SELECT DISTINCT kind FROM events)) ORDER BY customer_id
SELECT * FROM orders PIVOT (AVG(total) FOR status IN ('open', 'paid') DEFAULT ON NULL (0)) AS p
SELECT * FROM quarters UNPIVOT (sales FOR quarter IN (q1, q2, q3, q4)) AS u WHERE u.sales > 0
SELECT o.id, c.name FROM orders o ASOF JOIN events e MATCH_CONDITION (o.placed >= e.at) JOIN customers c ON c.id = o.customer_id
SELECT * FROM orders o ASOF JOIN events e MATCH_CONDITION (o.placed >= e.at) ON o.status = e.kind
SELECT country, city, COUNT(*), GROUPING(country) FROM customers GROUP BY GROUPING SETS (country, (country, city))
SELECT id, SUM(total) OVER (PARTITION BY customer_id ORDER BY placed RANGE BETWEEN INTERVAL '1 day' PRECEDING AND INTERVAL '1 day' FOLLOWING), CONDITIONAL_TRUE_EVENT(total > 5) OVER (PARTITION BY customer_id ORDER BY placed), CONDITIONAL_CHANGE_EVENT(status) OVER (ORDER BY placed), NTH_VALUE(total, 2) FROM FIRST OVER (ORDER BY placed), RATIO_TO_REPORT(total) OVER () FROM orders
SELECT name FROM customers WHERE name ILIKE ANY ('%a%', 'b%') AND name NOT ILIKE '%x%' AND name LIKE '%^%%' ESCAPE '^' AND REGEXP_LIKE(name, '[a-z]+', 'i') AND name NOT RLIKE '^x'
SELECT REGEXP_SUBSTR(email, '(.+)@(.+)', 1, 1, 'e', 2), REGEXP_INSTR(name, 'a'), REGEXP_REPLACE(name, '(a)', '\\1'), REGEXP_SUBSTR_ALL(name, 'a'), REGEXP_EXTRACT_ALL(name, 'a'), STRTOK(name, ' ', 1), SPLIT_TO_TABLE IS NULL FROM (SELECT name, email, 1 AS SPLIT_TO_TABLE FROM customers)
SELECT HASH(*), MD5(name), SHA1(name), BASE64_ENCODE(name), HEX_ENCODE(name), JAROWINKLER_SIMILARITY(name, city), EDITDISTANCE(name, city), SOUNDEX(name), UNICODE(name), CHR(65), REPEAT(name, 2), REVERSE(name), SPACE(2), STARTSWITH(name, 'a'), CONTAINS(name, 'b'), INSERT(name, 1, 2, 'x'), RIGHT(name, 2), RTRIM(name), ASCII(name), COLLATE(name, 'en-ci'), PARSE_URL('http://x.nl/a'), UUID_STRING(), RANDSTR(5, RANDOM()), COMPRESS(name, 'SNAPPY') FROM customers
SELECT IFF(total > 5, 'a', 'b'), ZEROIFNULL(total), NULLIFZERO(total), NVL(note, ''), NVL2(note, 1, 2), DECODE(status, 'a', 1, 2), EQUAL_NULL(note, status), BOOLAND(total > 1, id > 1), DIV0NULL(total, 0), REGR_VALX(total, id), GREATEST_IGNORE_NULLS(total, 1), LEAST(total, 2), CASE WHEN total > 5 THEN 1 END, COALESCE(note, status), TO_BOOLEAN('yes'), IS_NULL_VALUE(PARSE_JSON('null')) FROM orders
SELECT APPROX_TOP_K(status, 3), APPROX_PERCENTILE(total, 0.9), HLL(customer_id), COUNT_IF(total > 5), LISTAGG(status, ',') WITHIN GROUP (ORDER BY status), MAX_BY(id, total), MIN_BY(id, total), MODE(status), BITOR_AGG(id), BOOLXOR_AGG(total > 1), PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY total), ANY_VALUE(note), ARRAY_AGG(OBJECT_CONSTRUCT('id', id)) WITHIN GROUP (ORDER BY id), VARIANCE_POP(total), SUM(DISTINCT total), COUNT(DISTINCT customer_id, status), MINHASH(5, *), APPROXIMATE_SIMILARITY(x.mh) FROM orders, (SELECT MINHASH(5, name) AS mh FROM customers) x GROUP BY x.mh
WITH RECURSIVE org AS (SELECT id, name, name AS path FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, o.path || '/' || e.name FROM employees e JOIN org o ON e.manager_id = o.id) SELECT * FROM org
SELECT SYS_CONNECT_BY_PATH(name, ' -> '), LEVEL, CONNECT_BY_ROOT name AS root FROM employees START WITH manager_id IS NULL CONNECT BY manager_id = PRIOR id ORDER BY id
SELECT DATEADD(day, ROW_NUMBER() OVER (ORDER BY SEQ4()) - 1, '2024-01-01'::DATE) FROM TABLE(GENERATOR(ROWCOUNT => 31))
SELECT * FROM orders SAMPLE SYSTEM (3) SEED (82)
SELECT * FROM orders BEFORE (TIMESTAMP => '2024-01-01'::TIMESTAMP)
SELECT * FROM orders AT (TIMESTAMP => DATEADD(hour, -1, CURRENT_TIMESTAMP()))
SELECT * EXCLUDE (note, shipped) REPLACE (total * 2 AS total) RENAME (id AS order_id) FROM orders
SELECT * ILIKE '%name%' FROM customers
SELECT o.*, c.* EXCLUDE id FROM orders o JOIN customers c ON c.id = o.customer_id
SELECT total * 2 AS dbl, dbl + 1 AS inc FROM orders WHERE dbl > 4 GROUP BY ALL ORDER BY ALL
SELECT TO_GEOGRAPHY('POINT(1 2)'), ST_DISTANCE(place, ST_POINT(1, 2)), HAVERSINE(1, 2, 3, 4), H3_LATLNG_TO_CELL(1, 2, 3) FROM events
SELECT FILTER(tags, t -> t ILIKE 'a%'), TRANSFORM(tags, t VARCHAR -> t || '!'), REDUCE([1, 2], 0, (acc, v) -> acc + v), tags[0]::STRING FROM customers
SELECT id FROM orders WHERE placed BETWEEN '2024-01-01' AND '2024-12-31' AND (customer_id, status) IN (SELECT id, kind FROM events)
SELECT CASE WHEN status IN ('a', 'b') THEN 'x' ELSE 'y' END AS "Group", COUNT(*) AS "count" FROM orders GROUP BY "Group"
SELECT 'a''b', $$raw; 'text' -- x$$, '\n', X'AB', 1e3, .5, TRUE, NULL::INT
SELECT a.id FROM (SELECT id FROM orders) a LEFT OUTER JOIN (SELECT id FROM items) b USING (id) CROSS JOIN (SELECT 1 AS one) c
SELECT ROUND(total, -1), TRUNCATE(total, 1), CEIL(total, 1), FLOOR(total), MOD(total, 2), total % 2, POWER(2, 3), LOG(10, 100), SIGN(-1), FACTORIAL(5), BITSHIFTLEFT(1, 2), BITXOR(1, 2), WIDTH_BUCKET(total, 0, 10, 5), UNIFORM(1, 10, RANDOM()), NORMAL(0, 1, RANDOM()), PI() FROM orders
SELECT name FROM customers INTERSECT SELECT name FROM employees MINUS SELECT name FROM items
SELECT SUM(total) AS total, MONTH(placed) AS month, YEAR(placed) AS year FROM orders GROUP BY year, month HAVING SUM(total) > 0 ORDER BY year, month
SELECT column1 AS id, column2 AS name FROM VALUES (1, 'one'), (2, 'two') AS v
SELECT v.* FROM VALUES (1, 'one') AS v (id, name) JOIN items i ON i.id = v.id
SELECT TOP 3 WITH_X.id FROM (SELECT id FROM orders) WITH_X
SELECT PARSE_JSON(payload):a.b[0]::INT, payload:when::TIMESTAMP_NTZ, payload:items[0].sku FROM events WHERE payload:kind = 'x' AND payload:n::INT > 3
SELECT id, LAG(total, 1, 0) OVER (PARTITION BY customer_id ORDER BY placed) AS prev, total - prev AS delta FROM orders
SELECT VECTOR_COSINE_SIMILARITY([1, 2]::VECTOR(FLOAT, 2), [1, 3]::VECTOR(FLOAT, 2))
SELECT TRY_PARSE_JSON(note):x, XMLGET(PARSE_XML(note), 'a'):"$"::STRING FROM orders
SELECT c.name, (SELECT MAX(o.total) FROM orders o WHERE o.customer_id = c.id) AS m FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)
SELECT DATE_TRUNC(month, placed)::DATE AS m, COUNT(DISTINCT IFF(status = 'paid', customer_id, NULL)) AS payers FROM orders WHERE placed >= DATEADD('month', -12, DATE_TRUNC('month', CURRENT_DATE())) GROUP BY 1 ORDER BY 1 DESC NULLS LAST LIMIT 12
SELECT LEVEL AS n FROM (SELECT 1 AS x) CONNECT BY LEVEL <= 12
SELECT * FROM orders MATCH_RECOGNIZE (PARTITION BY customer_id ORDER BY placed MEASURES MATCH_NUMBER() AS n, FIRST(down.total) AS high, LAST(up.total) AS low ALL ROWS PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (start_row down+ up+) DEFINE down AS total < LAG(total), up AS total > LAG(total)) AS matches WHERE matches.n < 5 AND high > low
-- REAL is DOUBLE
SELECT CAST(total AS REAL), total::REAL AS real FROM orders
-- Recursion without the word
WITH t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT n FROM t
WITH orders AS (SELECT * FROM orders) SELECT id FROM orders
-- Changed columns
SELECT buyer FROM (SELECT * EXCLUDE email RENAME (name AS buyer) FROM customers)
SELECT item, quarter, n FROM quarters UNPIVOT (n FOR quarter IN (q1, q2, q3, q4))
SELECT {* EXCLUDE total}, OBJECT_CONSTRUCT(* EXCLUDE (total, note)) FROM orders
SELECT p."'paid'", p.o, p.customer_id FROM (SELECT customer_id, status, total FROM orders) PIVOT (SUM(total) FOR status IN ('paid', 'open' AS o)) AS p
WITH orders AS (SELECT * FROM orders WHERE total > 10) SELECT id FROM orders
-- Keys that come twice in JSON, and another word for a part of dates
SELECT PARSE_JSON(note, 'd'):a, TRY_PARSE_JSON(note, 'd') AS doc, EXTRACT(YEARDAY FROM placed) AS day FROM orders
SELECT CAST(attributes AS OBJECT(color VARCHAR NOT NULL, size NUMBER(3, 0))) AS made FROM items
-- Rows that have changed
SELECT * FROM customers CHANGES (INFORMATION => DEFAULT) AT (OFFSET => -60)
SELECT METADATA$ACTION, c.METADATA$ISUPDATE, c.name FROM customers CHANGES (INFORMATION => APPEND_ONLY) AT (TIMESTAMP => '2024-01-01'::TIMESTAMP) END (OFFSET => -1) AS c WHERE METADATA$ACTION = 'INSERT'
-- Columns by their places, of lists that are joined
SELECT c.$1, UPPER(c.$2) FROM (SELECT name, city FROM customers) AS c ORDER BY c.$1
SELECT a.$2, b.$2 FROM (VALUES (1, 'one')) AS a JOIN (VALUES (1, 'two')) AS b ON b.$1 = a.$1
SELECT c.name, v.$2 FROM customers c JOIN VALUES ('NL', 1.21) v ON v.$1 = c.country
-- What matches give
SELECT customer_id, n, last_total FROM orders MATCH_RECOGNIZE (PARTITION BY customer_id ORDER BY placed MEASURES COUNT(*) AS n, LAST(total) AS last_total PATTERN (a b+) DEFINE b AS total > PREV(total))
SELECT m.customer_id, m.total, m.part FROM orders MATCH_RECOGNIZE (PARTITION BY customer_id ORDER BY placed MEASURES CLASSIFIER() AS part ALL ROWS PER MATCH WITH UNMATCHED ROWS PATTERN (a b+) DEFINE b AS total > a.total) AS m
-- Fields that are called list, and the columns of FLATTEN
SELECT payload:list[0].list[1]::STRING, payload:a[0].array[1] FROM events
SELECT l.list[0], l."ARRAY"[1] FROM (SELECT tags AS list, tags AS "ARRAY" FROM customers) l
SELECT f.seq, f.key, f.path, f.index, f.value, f.this FROM customers c, TABLE(FLATTEN(c.tags)) f
SELECT city, "2023", p."2024" FROM (SELECT city, YEAR(joined) AS y, id FROM customers) PIVOT (COUNT(id) FOR y IN (2023, 2024)) AS p
WITH RECURSIVE d AS (SELECT '2024-01-01'::TIMESTAMP AS t UNION ALL SELECT DATEADD(minute, 15, t) FROM d WHERE t < '2024-02-01') SELECT t FROM d
SELECT id, AVG(MEDIAN(total)) OVER () AS middle FROM orders GROUP BY id
-- Columns called as words of clauses
SELECT top, outer FROM (SELECT total AS top, status AS outer FROM orders) AS x WHERE x.outer = 'a' AND top > 5
-- Windows with names, which are written where the names are
SELECT SUM(total) OVER w, RANK() OVER (w ORDER BY total), COALESCE(LAG(total) OVER v, 0) FROM orders WINDOW w AS (PARTITION BY status), v AS (w ORDER BY id) ORDER BY 1
SELECT x.r FROM (SELECT RANK() OVER w AS r FROM orders WINDOW w AS (ORDER BY total)) AS x UNION ALL SELECT RANK() OVER w FROM items WINDOW w AS (ORDER BY id) QUALIFY RANK() OVER w = 1
SELECT * RENAME (status AS state) FROM orders ORDER BY state
WITH ends AS (SELECT MIN(shipped) AS d, MAX(shipped) AS e FROM orders), days AS (SELECT * FROM ends UNION ALL SELECT DATEADD(day, 1, d), e FROM days WHERE d < e) SELECT d FROM days
-- Turned tables that are joined
SELECT c.name, p.b FROM (SELECT item, q1, q2 FROM quarters) PIVOT (SUM(q1) FOR item IN ('a', 'b')) AS p (q2, a, b) JOIN orders o ON o.id = p.a JOIN customers c ON c.id = p.b WHERE EXISTS (SELECT 1 FROM employees WHERE salary > 5)
SELECT name, "1" FROM order_lines JOIN items ON items.id = item_id PIVOT(SUM(discount) FOR quantity IN (1, 2)) ORDER BY 1
-- MATCH_RECOGNIZE beside other items of FROM
SELECT m.customer_id, c.name, m.n FROM orders MATCH_RECOGNIZE (PARTITION BY customer_id ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a+) DEFINE a AS total > 1) AS m JOIN customers c ON c.id = m.customer_id
SELECT c.name, n FROM customers c LEFT JOIN orders o MATCH_RECOGNIZE (PARTITION BY customer_id ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a b*) DEFINE b AS b.total > LAG(total)) m ON c.id = m.customer_id
SELECT c.name, total FROM orders MATCH_RECOGNIZE (PARTITION BY customer_id ORDER BY placed ALL ROWS PER MATCH PATTERN (a b{2,}) DEFINE b AS total > LAG(total)), customers AS c WHERE c.id = customer_id
-- Columns by position, chains of queries, and names in texts
SELECT c.$1, UPPER(c.$2) FROM customers c WHERE c.$1 > 3
SELECT c.$1, v.$1 FROM customers c JOIN (VALUES (1)) v ON v.$1 = c.id
SELECT 1 ->> SELECT * FROM $1
SELECT id, name FROM customers WHERE country = 'NL' ->> SELECT name FROM $1 ORDER BY name LIMIT 5;
SELECT customer_id, SUM(total) AS t FROM orders GROUP BY 1 ->> SELECT id, name FROM customers ->> SELECT a.name, b.t FROM $1 AS a JOIN $2 AS b ON a.id = b.customer_id
SELECT customer_id AS id FROM orders ->> SELECT c.name FROM customers c JOIN orders o ON o.customer_id = c.id, $1 AS r WHERE r.id = c.id
SELECT total FROM orders ->> WITH big AS (SELECT total FROM $1 WHERE total > 5) SELECT SUM(total) FROM big
SELECT * FROM IDENTIFIER('customers') AS c WHERE IDENTIFIER('c.id') > 3
SELECT "select" FROM TABLE('"Odd Names"')
-- Fields called as keywords
SELECT payload:select, payload:a.distinct, payload:from FROM events
SELECT o.*, c.* EXCLUDE (id) FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT o.* RENAME (id AS order_id), c.name FROM orders o JOIN customers c ON c.id = o.customer_id
-- All columns as an array
SELECT ARRAY_CONSTRUCT(*), ARRAY_SIZE(ARRAY_CONSTRUCT_COMPACT(*)), ARRAY_CONSTRUCT(o.*), ARRAY_CONSTRUCT(id, 1) FROM orders o
SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a{2} b{1,3}) DEFINE a AS total > 1, b AS total > 2)
SELECT c.name FROM customers c WHERE EXISTS (SELECT 1 FROM TABLE(FLATTEN(INPUT => c.profile)) e WHERE EXISTS (SELECT 1 FROM LATERAL FLATTEN(e.value) f WHERE f.value = 1))
SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(*) AS n PATTERN ("a" ( b* | ^ a $ ) {- a -} {2,3} PERMUTE(a, b)?) DEFINE a AS total > 1)
SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a (b | c)+ d) DEFINE a AS total > 1, b AS total > 2, c AS total > 3, d AS total > 4)
SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY placed MEASURES COUNT(*) AS n PATTERN (a /* once */ (b)+) DEFINE a AS total > 1, b AS total > 2)
-- Lists as arguments
SELECT name FROM customers WHERE city IN (** ['Delft', 'Gouda'])
SELECT GREATEST(** [id, 2, 3], 4), COALESCE(NULL, ** [tags[0], 'x']) FROM customers
-- Columns called as functions without parentheses
SELECT * EXCLUDE (current_date) FROM (SELECT 1 AS "CURRENT_DATE", 2 AS b)
SELECT * EXCLUDE (email) FROM customers WHERE joined > CURRENT_DATE
-- Columns of groups by all outputs without an aggregate
SELECT city, name, COUNT(*) FROM customers GROUP BY ALL
-- Keys of structured types, and columns found by a pattern
SELECT sender['address']['zip'], sender:address['zip'], sender['address']:city, GET(sender, 'name'), GET_PATH(sender, 'address.zip') FROM parcels
SELECT p.sender:address:city::string, p.stops[0]:at, stops[ARRAY_SIZE(stops) - 1]['city'], fees['express'] FROM parcels AS p
SELECT s.who:name FROM (SELECT sender AS who FROM parcels) AS s
SELECT ({'a': 1}::OBJECT(a INT)):a, profile:any.key[0]['works'] FROM customers
SELECT id, buyer FROM (SELECT * ILIKE '%ID' RENAME customer_id AS buyer FROM orders)
SELECT stat FROM (SELECT o.* ILIKE '_tat__' RENAME status AS stat FROM orders AS o)
SELECT total FROM (SELECT * ILIKE '\\_%' FROM orders)
SELECT (SELECT sender FROM parcels LIMIT 1):address.zip, TO_VARIANT(sender):any, OBJECT_INSERT(sender, 'new', 1):new FROM parcels
-- Outputs that have their texts as names
SELECT q."COUNT(*)" FROM (SELECT COUNT(*) FROM orders) q
WITH RECURSIVE up (id, boss) AS (SELECT id, manager_id FROM employees UNION ALL SELECT e.id, e.manager_id FROM up LEFT JOIN employees e ON e.id = up.boss WHERE e.id IS NOT NULL) SELECT id FROM up
