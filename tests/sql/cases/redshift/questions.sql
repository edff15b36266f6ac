-- As analysts ask Redshift
SELECT TOP 3 name FROM customers UNION ALL SELECT TOP 3 name FROM employees ORDER BY 1
SELECT status FROM orders GROUP BY ALL UNION (SELECT name FROM items)
SELECT TOP 10 name FROM customers ORDER BY joined DESC
SELECT name, city FROM public.customers WHERE country = 'NL' ORDER BY name NULLS LAST LIMIT 10 OFFSET 5
SELECT DATE_TRUNC('month', placed) AS month, SUM(total) FROM orders GROUP BY 1 ORDER BY 1
SELECT DATEADD(day, -30, GETDATE()), DATEADD(month, 1, placed), DATEDIFF(day, placed, shipped), DATE_PART(year, placed), DATE_PART('dow', placed), EXTRACT(month FROM placed), TO_CHAR(placed, 'YYYY-MM'), TO_DATE('2024-01-01', 'YYYY-MM-DD'), LAST_DAY(placed), ADD_MONTHS(shipped, 1), MONTHS_BETWEEN(shipped, placed), NEXT_DAY(shipped, 'Monday'), CONVERT_TIMEZONE('UTC', 'Europe/Amsterdam', placed), TRUNC(placed), SYSDATE, CURRENT_DATE, placed::DATE, placed + INTERVAL '1 day', TO_TIMESTAMP('2024', 'YYYY'), DATE_CMP(shipped, CURRENT_DATE), placed AT TIME ZONE 'UTC' FROM orders
SELECT id FROM orders WHERE placed >= DATEADD(week, -1, DATE_TRUNC('week', GETDATE())) AND placed < CURRENT_DATE
SELECT id, total FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) = 1
SELECT LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name) FROM customers GROUP BY city
SELECT LISTAGG(DISTINCT city, ';') WITHIN GROUP (ORDER BY city) AS cities FROM customers
SELECT MEDIAN(total), PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total), APPROXIMATE COUNT(DISTINCT customer_id), STDDEV_SAMP(total), VAR_POP(total), BOOL_OR(total > 5), ANY_VALUE(note) FROM orders
SELECT customer_id, RATIO_TO_REPORT(total) OVER (PARTITION BY customer_id), LAG(total) IGNORE NULLS OVER (PARTITION BY customer_id ORDER BY placed), FIRST_VALUE(total IGNORE NULLS) OVER (PARTITION BY customer_id ORDER BY placed ROWS UNBOUNDED PRECEDING), SUM(total) OVER (PARTITION BY customer_id ORDER BY placed ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM orders
SELECT NVL(note, '-'), NVL2(note, 1, 0), DECODE(status, 'open', 1, 'paid', 2, 0), COALESCE(note, status), NULLIF(total, 0), GREATEST(1, 2), LEAST(1, 2), CAST(total AS INT), total::FLOAT, CONVERT(INTEGER, total), TRY_CAST(note AS INT) FROM orders
SELECT LEN(name), LENGTH(name), CHARINDEX('@', email), STRPOS(email, '@'), POSITION('@' IN email), SPLIT_PART(email, '@', 2), REGEXP_SUBSTR(email, '@(.+)'), REGEXP_REPLACE(name, '\\s+', ' '), REGEXP_COUNT(name, 'a'), REGEXP_INSTR(name, 'a'), LEFT(name, 1), RIGHT(name, 1), SUBSTRING(name, 1, 3), INITCAP(name), LPAD(id::VARCHAR, 6, '0'), REPLACE(name, 'a', 'b'), TRANSLATE(name, 'ab', 'cd'), BTRIM(name), name || ' ' || city, CONCAT(name, city), REVERSE(name), REPEAT('x', 3), MD5(name), SHA2(name, 256), FUNC_SHA1(name), CHR(65), STRTOL('ff', 16), QUOTE_LITERAL(name), CRC32(name) FROM customers
SELECT name FROM customers WHERE name ILIKE '%an%' OR name LIKE 'a\\_%' OR name SIMILAR TO '(A|B)%' OR name ~ '^A' OR name ~* 'b' OR name !~ 'c' OR email NOT ILIKE '%@x.nl'
SELECT profile.address.city, profile.tags[0], profile.age::INT, c.profile.name FROM customers c WHERE c.profile.vip = TRUE
SELECT c.name, t FROM customers c, c.profile.tags AS t
SELECT c.name, t.sku, i FROM customers c, c.profile.items AS t AT i WHERE t.qty > 1
SELECT c.name, a, v FROM customers c, UNPIVOT c.profile AS v AT a
SELECT JSON_EXTRACT_PATH_TEXT(payload, 'a', 'b'), JSON_EXTRACT_ARRAY_ELEMENT_TEXT(payload, 0), JSON_ARRAY_LENGTH(payload), IS_VALID_JSON(payload), JSON_PARSE(payload), JSON_SERIALIZE(JSON_PARSE(payload)), JSON_TYPEOF(JSON_PARSE(payload)) FROM events
SELECT * FROM (SELECT customer_id, status, total FROM orders) PIVOT (SUM(total) FOR status IN ('open', 'paid'))
SELECT * FROM (SELECT 1 AS a, 2 AS b) UNPIVOT (v FOR k IN (a, b))
WITH RECURSIVE chain (id, name, level) AS (SELECT id, name, 0 AS level FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, c.level + 1 FROM employees e, chain c WHERE e.manager_id = c.id) SELECT * FROM chain
WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 31) SELECT x FROM n
WITH RECURSIVE d (day) AS (SELECT '2024-01-01'::DATE UNION ALL SELECT DATEADD(day, 1, day)::DATE FROM d WHERE day < '2024-12-31') SELECT day FROM d
SELECT id, name, LEVEL FROM employees START WITH manager_id IS NULL CONNECT BY PRIOR id = manager_id
SELECT name FROM customers MINUS SELECT name FROM employees
SELECT name FROM customers UNION SELECT name FROM employees EXCEPT SELECT name FROM items
(SELECT name FROM customers LIMIT 3) UNION ALL (SELECT name FROM employees LIMIT 3)
SELECT country, city, COUNT(*), GROUPING(country) FROM customers GROUP BY ROLLUP (country, city)
SELECT country, city, COUNT(*) FROM customers GROUP BY CUBE (country, city)
SELECT country, city, COUNT(*) FROM customers GROUP BY GROUPING SETS ((country), (city), ())
SELECT status, COUNT(*) FROM orders GROUP BY ALL
SELECT total AS t, t * 2 AS twice FROM orders WHERE twice > 5
SELECT "select", "group", "qty;sold" FROM "odd names" WHERE "select" = 'unload; --'
SELECT 'UNLOAD (''SELECT 1'') TO ''s3://x''' AS s, 'COPY orders FROM ''s3://x''' AS t FROM orders
SELECT name FROM customers -- vacuum; analyze
SELECT name AS "Full Name", city AS "user", country "order" FROM customers
SELECT * EXCLUDE note FROM orders
SELECT * EXCLUDE (note, shipped) FROM orders
SELECT c.name, o.total FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.status = 'paid' WHERE o.id IS NULL OR o.total > 5
SELECT id FROM customers JOIN orders USING (id)
SELECT COUNT(*) FROM customers NATURAL JOIN employees
SELECT id FROM orders WHERE (customer_id, status) IN (SELECT id, 'open' FROM customers) AND total BETWEEN 1 AND 5 AND status IN ('open') AND note IS NOT NULL AND NOT (total = 3)
SELECT id FROM orders WHERE total > ALL (SELECT price FROM items) OR total = ANY (SELECT price FROM items)
SELECT SUM(CASE WHEN status = 'paid' THEN total END)::DECIMAL(12, 2) / NULLIF(SUM(total), 0) AS share FROM orders
SELECT ROUND(total, 1), CEIL(total), CEILING(total), FLOOR(total), TRUNC(total, 1), ABS(total), MOD(id, 3), POWER(total, 2), SQRT(total), LN(2), LOG(10), EXP(1), DEXP(1), DLOG10(10), SIGN(total), RANDOM(), PI(), total % 3, total ^ 2, |/ 25 FROM orders
SELECT DISTINCT customer_id, FIRST_VALUE(status) OVER (PARTITION BY customer_id ORDER BY placed ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS first_status FROM orders
SELECT n.n, o.id FROM (SELECT ROW_NUMBER() OVER () AS n FROM events LIMIT 31) n LEFT JOIN orders o ON EXTRACT(day FROM o.placed) = n.n
SELECT d.n, COUNT(o.id) FROM generate_series(1, 12) AS d(n) LEFT JOIN orders o ON EXTRACT(month FROM o.placed) = d.n GROUP BY d.n
WITH big AS (SELECT customer_id, SUM(total) AS t FROM orders GROUP BY customer_id) SELECT c.name, b.t, NTILE(4) OVER (ORDER BY b.t DESC) FROM big b JOIN customers c ON c.id = b.customer_id
SELECT e.kind, MAX(e.at) AS last_at FROM events e WHERE e.at > SYSDATE - INTERVAL '7 days' AND e.kind NOT IN ('lock', 'grant') GROUP BY e.kind HAVING COUNT(*) > 1
SELECT a.id FROM orders a JOIN orders b ON a.customer_id = b.customer_id AND a.placed < b.placed AND DATEDIFF(day, a.placed, b.placed) <= 30
SELECT ARRAY(1, 2, 3), GET_ARRAY_LENGTH(ARRAY(1, 2)), SUBARRAY(ARRAY(1, 2, 3), 1, 2), SPLIT_TO_ARRAY(name, ' '), ARRAY_CONCAT(ARRAY(1), ARRAY(2)) FROM customers
-- In the manner of its documentation
SELECT DATEADD(day, -7, GETDATE()), DATEDIFF(hour, placed, SYSDATE), DATE_PART(dow, placed), DATE_TRUNC('month', placed), LAST_DAY(placed), ADD_MONTHS(placed, 1), MONTHS_BETWEEN(placed, shipped), TRUNC(placed), NEXT_DAY(placed, 'Fri') FROM orders
SELECT TO_CHAR(placed, 'YYYY-MM-DD HH24:MI'), TO_DATE('02 Oct 2001', 'DD Mon YYYY'), TO_TIMESTAMP('2011', 'YYYY'), CONVERT_TIMEZONE('UTC', 'EST', placed), placed AT TIME ZONE 'UTC', EXTRACT(EPOCH FROM placed) FROM orders
SELECT LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name) FROM customers GROUP BY country
SELECT LISTAGG(DISTINCT status, ',') WITHIN GROUP (ORDER BY status) OVER (PARTITION BY customer_id) FROM orders
SELECT MEDIAN(total), PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total), APPROXIMATE COUNT(DISTINCT customer_id), APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY total) FROM orders
SELECT id, total, RATIO_TO_REPORT(total) OVER (PARTITION BY customer_id), LAG(total, 1) IGNORE NULLS OVER (ORDER BY placed), NTILE(4) OVER (ORDER BY total) FROM orders
SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) = 1
SELECT c.profile.name, c.profile.tags[0], c.profile."odd key"::VARCHAR FROM customers c WHERE c.profile.age > 18
SELECT c.id, t FROM customers c, c.profile.tags AS t
SELECT c.id, t, i FROM customers AS c, c.profile.tags AS t AT i
SELECT k, v FROM customers AS c, UNPIVOT c.profile AS v AT k
SELECT JSON_EXTRACT_PATH_TEXT(payload, 'a', 'b'), JSON_EXTRACT_ARRAY_ELEMENT_TEXT(payload, 0), JSON_ARRAY_LENGTH(payload), IS_VALID_JSON(payload), JSON_PARSE(payload), JSON_SERIALIZE(JSON_PARSE(payload)) FROM events
SELECT name ILIKE '%a%', name SIMILAR TO '%(a|b)%', REGEXP_SUBSTR(name, '[a-z]+'), REGEXP_REPLACE(name, 'a', 'b'), REGEXP_COUNT(name, 'a'), REGEXP_INSTR(name, 'a'), SPLIT_PART(email, '@', 2), CHARINDEX('@', email), STRPOS(email, '@'), LEFT(name, 2), LEN(name), REPLACE(name, 'a', 'b'), INITCAP(name), BTRIM(name), LPAD(name, 10, '*'), MD5(name), SHA2(name, 256), FNV_HASH(name), FUNC_SHA1(name) FROM customers
SELECT name || ' ' || city, CONCAT(name, city), name ~ '^A', name !~* 'b' FROM customers
SELECT TOP 5 name FROM customers ORDER BY joined DESC
SELECT * FROM (SELECT status, total FROM orders) PIVOT (SUM(total) FOR status IN ('open', 'paid'))
SELECT * FROM (SELECT id, total FROM orders) UNPIVOT (amount FOR kind IN (total))
WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 10) SELECT x FROM n
SELECT country, city, COUNT(*), GROUPING_ID(country, city) FROM customers GROUP BY ROLLUP (country, city)
SELECT country, SUM(id) FROM customers GROUP BY CUBE (country, city)
SELECT "select", "group", "qty;sold" FROM "odd names"
SELECT OBJECT('a', 1, 'b', 2), ARRAY(1, 2, 3), ARRAY_CONCAT(ARRAY(1), ARRAY(2)), SUBARRAY(ARRAY(1, 2), 0, 1), GET_ARRAY_LENGTH(ARRAY(1, 2)), ARRAY_FLATTEN(ARRAY(ARRAY(1), ARRAY(2)))
SELECT IS_OBJECT(profile), IS_ARRAY(profile), JSON_TYPEOF(profile), IS_INTEGER(profile), IS_VARCHAR(profile) FROM customers
SELECT placed::DATE, CAST(total AS FLOAT8), total::INT, CONVERT(INTEGER, total), TRY_CAST(note AS INT), TO_NUMBER('12,454.8-', '99G999D9S') FROM orders
SELECT GREATEST(total, 1), LEAST(total, 2), ROUND(total, 1), CEIL(total), FLOOR(total), MOD(id, 2), POWER(total, 2), SQRT(total), LN(total), RANDOM(), SIGN(total), ABS(total), CBRT(27), DEXP(1), DLOG10(10) FROM orders
SELECT STDDEV_SAMP(total), VAR_POP(total), BOOL_OR(total > 5), BIT_AND(id), ANY_VALUE(status), COUNT(DISTINCT customer_id) FROM orders
SELECT DATE_CMP(joined, CURRENT_DATE), INTERVAL_CMP('3 days', '1 week'), TIMESTAMP_CMP(placed, placed) FROM customers JOIN orders ON customers.id = customer_id
SELECT id, SUM(total) OVER (PARTITION BY customer_id ORDER BY placed ROWS UNBOUNDED PRECEDING) FROM orders
SELECT DATE_TRUNC('week', placed) AS wk, SUM(CASE WHEN status = 'paid' THEN total ELSE 0 END)::DECIMAL(12, 2) FROM orders WHERE placed >= DATEADD(month, -3, CURRENT_DATE) GROUP BY 1 ORDER BY 1
SELECT INTERVAL '1 day' + placed, placed - INTERVAL '2 hours', CURRENT_DATE - 7, DATE '2024-01-01' FROM orders
SELECT c.name FROM customers c LEFT JOIN orders o ON c.id = o.customer_id AND o.status = 'paid' WHERE o.id IS NULL
SELECT ST_Distance(ST_Point(1, 2), ST_Point(3, 4)), ST_AsText(ST_MakePoint(1, 2))
SELECT id FROM orders WHERE total = ANY (SELECT price FROM items) OR id IN (SELECT order_id FROM order_lines)
SELECT * EXCLUDE (note) FROM orders
SELECT customer_id, MAX(placed) OVER (PARTITION BY customer_id) AS latest, FIRST_VALUE(status) OVER (PARTITION BY customer_id ORDER BY placed ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM orders
SELECT CASE WHEN GETDATE() > placed THEN 'past' ELSE 'future' END AS t, COUNT(*) FROM orders GROUP BY t
SELECT CHR(65), ASCII('A'), TRANSLATE(name, 'a', 'b'), REVERSE(name), REPEAT('a', 3), SUBSTRING(name, 1, 3), SUBSTR(name, 2), TRIM(BOTH 'x' FROM name), UPPER(name), OCTET_LENGTH(name), SOUNDEX(name), DIFFERENCE(name, city), QUOTE_IDENT(name), CRC32(name), STRTOL('ff', 16), TO_HEX(255), FROM_HEX('ff') FROM customers
-- Words of other engines that Redshift takes, too
SELECT ISNULL(note, 'none'), DATEPART(month, placed), ADD_MONTHS(shipped, 1), COLLATE(note, 'case_insensitive') FROM orders
SELECT array_intersection(array(1, 2), array(2)), size(profile) FROM customers
SELECT c.id, x.price, y FROM customers c LEFT JOIN c.profile.items AS x ON TRUE LEFT JOIN c.profile.tags y ON TRUE JOIN orders o ON o.customer_id = c.id
SELECT p, "open" FROM (SELECT status, total FROM orders) PIVOT (SUM(total) FOR status IN ('paid' AS p, 'open'))
-- the database that a cluster has unasked
SELECT id FROM dev.public.orders
SELECT o.id, c.name FROM dev.public.orders AS o JOIN dev.public.customers AS c ON c.id = o.customer_id
SELECT dev.public.items.name FROM dev.public.items
SELECT DATE_PART(dow, placed), DATEDIFF(qtr, shipped, placed), DATEADD(msec, 5, placed) FROM orders
WITH orders AS (SELECT * FROM orders WHERE total > 10) SELECT id FROM orders
SELECT status, COUNT(*) FROM orders GROUP BY status ORDER BY count DESC
SELECT sum, date_trunc FROM (SELECT DATE_TRUNC('month', placed), SUM(total) FROM orders GROUP BY 1) AS q
SELECT id # 3, 5 # 2 FROM customers WHERE id # 1 > 2
SELECT k, v.name FROM customers c, UNPIVOT c.profile AS v AT k WHERE k = 'address'
SELECT p, i FROM customers AS c, c.profile.phones AS p AT i WHERE i < 2
SELECT c.id, (SELECT COUNT(*) FROM c.profile p) AS phones FROM customers c
SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM c.profile.phones p WHERE p.kind = 'mobile')
SELECT month, total FROM (SELECT 1 AS jan, 2 AS feb) UNPIVOT (total FOR month IN (jan AS 'January', feb AS february))
SELECT name AS n, name AS n FROM customers ORDER BY n
SELECT name, name AS name, city FROM customers ORDER BY name
-- An alias is seen by the outputs after it
SELECT total * 2 AS twice, twice + 1 AS more FROM orders WHERE more > 3
-- Values of a document without their names
SELECT v, v.a FROM customers c, UNPIVOT c.profile AS v
SELECT o.*, c.* EXCLUDE (id) FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT JSON_PARSE(note).a.b, (JSON_PARSE(note)).c[0] FROM orders
-- Elements of elements, in subqueries
SELECT c.id, (SELECT COUNT(*) FROM o.lines AS l) AS lines FROM customers AS c, c.profile.orders AS o
SELECT c.id FROM customers AS c, c.profile.orders AS o AT i WHERE EXISTS (SELECT 1 FROM o.lines AS l WHERE l.price > 10)
SELECT c.id FROM customers AS c WHERE EXISTS (SELECT 1 FROM c.profile.orders AS o WHERE EXISTS (SELECT 1 FROM o.lines AS l WHERE l.price > 10))
-- The names of functions as those of their outputs
SELECT q.len, q.charindex, q.mod, q.ceiling, q.concat, q.listagg, q.getdate FROM (SELECT LEN(name), CHARINDEX('@', email), MOD(id, 2), CEILING(id / 2.0), CONCAT(name, city), LISTAGG(name, ',') OVER (), GETDATE() FROM customers) q
SELECT date_diff, COUNT(*) FROM (SELECT DATEDIFF(day, placed, shipped) FROM orders) q GROUP BY date_diff ORDER BY date_diff
-- Fields of documents that functions make
SELECT OBJECT('a', id).a, ARRAY(OBJECT('a', 1))[0].a, SUBARRAY(profile.orders, 0, 2)[0].total, UPPER_ATTRIBUTE_NAMES(profile)."A" FROM customers
-- Columns of groups by all outputs without an aggregate
SELECT city, name, COUNT(*) FROM customers GROUP BY ALL
SELECT SPLIT_PART(email, '#', 1), REPLACE(name, '#', ''), '#' || name, LPAD(name, 8, '#'), id # 5 FROM customers WHERE name LIKE '#%' AND city <> '#'
-- A table before QUALIFY gets an alias
SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed) = 1
