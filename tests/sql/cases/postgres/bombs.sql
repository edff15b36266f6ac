SELECT COUNT(*) FROM generate_series(1, 1000000000)
SELECT COUNT(*) FROM generate_series(1, 1000000000::bigint)
SELECT COUNT(*) FROM generate_series(1, (SELECT 1000000000))
WITH RECURSIVE t(d) AS (SELECT DATE '0001-01-01' UNION ALL SELECT (d + INTERVAL '1 day')::date FROM t WHERE d < DATE '9999-01-01') SELECT COUNT(*) FROM t
WITH RECURSIVE t(n, s) AS (SELECT 1, 'ab' UNION ALL SELECT n + 1, format('%s%s', s, s) FROM t WHERE n < 40) SELECT LENGTH(s) FROM t
SELECT COUNT(*) FROM generate_series(1, (SELECT MAX(id) FROM orders) * 1000000)
SELECT COUNT(*) FROM orders, generate_series(1, orders.id * 100000)
SELECT COUNT(*) FROM generate_series(1, 10 ^ 9)
SELECT COUNT(*) FROM generate_series(1, power(10, 9)::int)
SELECT COUNT(*) FROM generate_series(1, 1000 * 1000 * 1000)
SELECT COUNT(*) FROM generate_series(1, 2000000000, 2)
SELECT COUNT(*) FROM generate_series(-1000000000, 0)
SELECT COUNT(*) FROM generate_series(1, 5000) a, generate_series(1, 5000) b
SELECT COUNT(*) FROM generate_series(1, 1000000) g CROSS JOIN orders
SELECT generate_series(1, 100000), generate_series(1, 100000)
SELECT COUNT(*) FROM generate_series('1000-01-01'::timestamp, '2024-01-01', '1 second')
SELECT COUNT(*) FROM orders o, generate_series(o.placed, now(), '1 second'::interval)
SELECT repeat('x', 1000000000)
SELECT repeat(repeat('x', 100000), 100000)
SELECT length(lpad('x', 1000000000))
SELECT array_fill(0, ARRAY[1000000000])
SELECT factorial(1000000)
SELECT format('%1000000000s', 'x')
WITH RECURSIVE t AS (SELECT now() AS d UNION ALL SELECT d + interval '1 day' FROM t WHERE d > '2000-01-01') SELECT count(*) FROM t
WITH RECURSIVE t AS (SELECT 'x' AS s, 1 AS n UNION ALL SELECT s || s, n + 1 FROM t WHERE n < 60) SELECT length(s) FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 1000000000
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t ORDER BY n DESC LIMIT 1
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT t.n FROM t, orders LIMIT 1
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE length(n::text) > 0) SELECT count(*) FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t, (VALUES (1), (2)) v(x) WHERE n < 50) SELECT count(*) FROM t
SELECT count(*) FROM unnest(ARRAY(SELECT id FROM orders)) a, unnest(ARRAY(SELECT id FROM orders)) b, unnest(ARRAY(SELECT id FROM orders)) c
SELECT count(*) FROM orders a JOIN LATERAL (SELECT 1 FROM orders b, orders c, orders d) x ON true
SELECT array_fill(1, ARRAY[100000, 100000])
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 2 OFFSET 1000000000000
-- More of every kind
SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b
SELECT generate_series('2000-01-01'::timestamp, '2100-01-01'::timestamp, '1 microsecond')
SELECT repeat(repeat('x', 10000), 100000)
SELECT string_agg(repeat('x', 100000), '') FROM generate_series(1, 100000)
SELECT factorial(100000)
SELECT array_fill(1, ARRAY[1000000, 1000])
WITH RECURSIVE t(n, s) AS (SELECT 1, 'x' UNION ALL SELECT n + 1, s || s FROM t WHERE n < 40) SELECT length(s) FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n > 0) SELECT count(*) FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n * 1 FROM t WHERE n < 10) SELECT count(*) FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n - 1 FROM t WHERE n < 10) SELECT count(*) FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL (SELECT n + 1 FROM t UNION ALL SELECT n + 2 FROM t WHERE n < 100)) SELECT count(*) FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 1000000000) SELECT count(*) FROM t
WITH RECURSIVE t AS (SELECT id FROM orders UNION ALL SELECT t.id FROM t, orders) SELECT count(*) FROM t
SELECT lpad('', 500000000, 'x')
SELECT (SELECT count(*) FROM generate_series(1, 100000000))
SELECT count(*) FROM orders, generate_series(1, 10000000)
SELECT x.n FROM orders o CROSS JOIN LATERAL generate_series(1, 100000000) AS x(n)
SELECT to_char(1, repeat('9', 10000000))
SELECT overlay(repeat('x', 1000000000) placing 'a' from 1)
SELECT json_agg(g) FROM generate_series(1, 50000000) g
SELECT count(*) FROM unnest(array_fill(1, ARRAY[100000000]))
SELECT 10::numeric ^ 100000
SELECT power(9, power(9, 9)) FROM orders
SELECT name FROM customers WHERE name ~ '^(a+)+$'
SELECT regexp_replace(note, '(x+x+)+y', '') FROM orders
SELECT string_agg(repeat('x', 100000), '') FROM customers, orders
SELECT repeat('a', (SELECT count(*) FROM items)::int * 100000000)
SELECT substring(name from '^(.*)*$') FROM customers
SELECT jsonb_path_query(profile, '$.** ? (@ like_regex "(a+)+$")') FROM customers
WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT (x + 1) % 10 FROM r WHERE x < 100) SELECT COUNT(*) FROM r
WITH RECURSIVE r(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a FROM r WHERE a < 5) SELECT COUNT(*) FROM r
WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT -x FROM r WHERE x < 10) SELECT COUNT(*) FROM r
WITH RECURSIVE r(x) AS (SELECT 5 UNION ALL SELECT ABS(x - 1) FROM r WHERE x < 10) SELECT COUNT(*) FROM r
SELECT id FROM customers WHERE name LIKE '%a%b%c%d%e%f%g%h%i%j%k%l%m%'
SELECT MD5(REPEAT(MD5(REPEAT('a', 99999)), 99999)) FROM customers
SELECT MD5(REPEAT(name, 60000)), MD5(REPEAT(city, 60000)) FROM customers
SELECT LEVENSHTEIN(REPEAT('a', 5000), REPEAT('b', 5000)) FROM customers
SELECT name LIKE REPEAT('%a', 1000) || 'b' FROM customers
SELECT ST_Buffer(ST_MakePoint(1, 2), 10, 1000000)
SELECT ST_Buffer(ST_MakePoint(1, 2), 10, 'quad_segs=500000')
SELECT ST_Segmentize(ST_MakeLine(ST_MakePoint(1, 2), ST_MakePoint(100, 2)), 0.0000001)
SELECT COUNT(*) FROM (SELECT 1 AS k, id FROM customers) a JOIN (SELECT 1 AS k, id FROM orders) b USING (k) JOIN (SELECT 1 AS k, id FROM items) c USING (k)
SELECT COUNT(*) FROM items NATURAL JOIN order_lines NATURAL JOIN "Odd Names"
SELECT COUNT(*) FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY CUBE (o.id, c.id, total, placed, shipped, status, note, name, city, country)
SELECT COUNT(*) FROM customers a JOIN orders b ON a.id IS DISTINCT FROM b.id JOIN items c ON c.id IS DISTINCT FROM b.id
SELECT COUNT(*) FROM customers a JOIN orders b ON (a.id = b.id) IS NOT NULL JOIN items c ON (c.id = b.id) IS NOT NULL
SELECT COUNT(*) FROM customers a JOIN orders b ON (a.id > 0 AND b.id > 0) OR (a.id < 5 AND b.id < 5) JOIN items c ON (c.id > 0 AND b.id > 0) OR b.id IS NULL
SELECT COUNT(*) FROM (SELECT 1::int AS k FROM customers) a JOIN (SELECT 0 + 1 AS k FROM orders) b ON a.k = b.k JOIN (SELECT CAST('1' AS int) AS k FROM items) c ON b.k = c.k
WITH RECURSIVE t(d) AS (SELECT now() UNION ALL SELECT d + interval '1 microsecond' FROM t WHERE d < now() + interval '1 year') SELECT COUNT(*) FROM t
-- lists of an expression that has no FROM, and that is read more than once
WITH a AS (SELECT generate_series(1, 10000) AS n), b AS (SELECT x.n FROM a x, a y) SELECT COUNT(*) FROM b x, b y
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 100000) SELECT COUNT(*) FROM t AS a CROSS JOIN t AS b
SELECT COUNT(*) FROM (SELECT total FROM orders) AS a NATURAL JOIN (SELECT name FROM customers) AS b NATURAL JOIN (SELECT price FROM items) AS c
SELECT COUNT(*) FROM orders AS a, LATERAL (SELECT b.id FROM orders AS b, orders AS c) AS x
SELECT generate_series(1, 1000000) FROM orders, customers
-- Lengths that columns multiply
SELECT REPEAT(name, id * 100000) FROM employees
SELECT REPEAT(REPEAT(name, id), id) FROM employees
SELECT REPEAT('x', CAST(10 ^ id AS INT)), REPEAT('x', 1 << id) FROM employees
SELECT ARRAY_FILL(1, ARRAY[id, id, id]) FROM employees
SELECT REGEXP_REPLACE(REPEAT('a', 30000), '', REPEAT('b', 30000), 'g')
SELECT COUNT(*) FROM generate_series(1, 100000) AS a(n), LATERAL generate_series(1, a.n) AS b
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t, LATERAL (VALUES (1), (2)) v WHERE n < 40) SELECT count(*) FROM t
SELECT COUNT(*) FROM orders, generate_series(9999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999, 3)
-- Walks that stay where they are
WITH RECURSIVE t AS (SELECT id FROM orders UNION ALL SELECT id FROM orders JOIN t USING (id)) SELECT COUNT(*) FROM t
SELECT COUNT(*) FROM orders o, LATERAL (SELECT 1 FROM orders a, orders b WHERE a.id > o.id) x
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT unnest(ARRAY[n, n + 1]) FROM t WHERE n < 60) SELECT COUNT(*) FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT unnest(ARRAY[n + 1, n + 2]) FROM t WHERE n < 60) SELECT COUNT(*) FROM t
SELECT name FROM customers WHERE name ~ ('(a' || '+)' || '+$')
SELECT name FROM customers WHERE name ~ CONCAT('(a+)', '+$')
WITH RECURSIVE ends AS (SELECT 1 AS n, 9 AS last), t AS (SELECT * FROM ends UNION ALL SELECT n + 1, last FROM t WHERE n > 0) SELECT * FROM t
WITH RECURSIVE t AS (SELECT * FROM employees UNION ALL SELECT t.* FROM t WHERE id < 10) SELECT * FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL (WITH u AS (SELECT n FROM t WHERE n < 70) SELECT n + 1 FROM u UNION ALL SELECT n + 1 FROM u)) SELECT COUNT(*) FROM t
SELECT COUNT(*) FROM orders, LATERAL (SELECT * FROM items WHERE price > total) AS i, LATERAL (SELECT * FROM order_lines WHERE discount > total) AS l
SELECT repeat('x', ('1000000000')::int)
SELECT COUNT(*) FROM orders AS a CROSS JOIN LATERAL (SELECT COUNT(*) AS n FROM orders AS b JOIN orders AS c ON b.id < c.id WHERE b.id > a.id) AS x
-- Series until now, and until large numbers
SELECT * FROM GENERATE_SERIES(TIMESTAMP '1970-01-01', NOW(), INTERVAL '1 minute') AS g
SELECT * FROM GENERATE_SERIES(NOW() - INTERVAL '100 years', NOW(), INTERVAL '1 minute') AS g
SELECT * FROM GENERATE_SERIES(NOW(), NOW() + INTERVAL '100000 years', INTERVAL '1 hour') AS g
SELECT * FROM GENERATE_SERIES(1, LENGTH('a') + 1000000000) AS g
SELECT * FROM GENERATE_SERIES(1, CASE WHEN 1 = 1 THEN 1000000000 END) AS g
SELECT * FROM GENERATE_SERIES(1, ~0) AS g
SELECT * FROM GENERATE_SERIES(1, CAST(EXTRACT(EPOCH FROM NOW()) AS BIGINT)) AS g
-- Long texts that an aggregate keeps
SELECT STRING_AGG(REPEAT('a', 100000), ',') FROM orders
SELECT ARRAY_AGG(REPEAT('a', 100000)) FROM orders
SELECT COUNT(*) FROM orders a, generate_series(1, a.id) b, generate_series(1, b) c, generate_series(1, c) d
SELECT name ~ repeat('a?', 5000) FROM customers
SELECT name ~ (repeat('(', 1000) || 'a' || repeat('*)', 1000)) FROM customers
-- Series by the clock, and steps in other spellings
SELECT * FROM generate_series('1900-01-01'::timestamp, now(), interval '1 minute')
SELECT COUNT(*) FROM generate_series(current_date - 100000, current_date, '1 minute')
SELECT * FROM generate_series(now() - interval '100 years', now(), '1 min')
SELECT * FROM generate_series(date_trunc('year', now()), now(), '1 second')
SELECT * FROM generate_series(now(), date_trunc('year', now()) + interval '1 year', '1 second')
SELECT * FROM generate_series('1900-01-01'::timestamp, '2100-01-01', '1 sec')
SELECT * FROM generate_series('1900-01-01'::timestamp, '2100-01-01', '00:00:01'::interval)
SELECT * FROM generate_series('1900-01-01'::timestamp, '2100-01-01', interval '1 second' * 2)
SELECT * FROM generate_series('1900-01-01'::timestamp, '2100-01-01', make_interval(secs => 1))
SELECT COUNT(*) FROM generate_series(1, '1000000000')
WITH RECURSIVE t(d) AS (SELECT now() - interval '10 years' UNION ALL SELECT d + interval '1 minute' FROM t WHERE d < now()) SELECT COUNT(*) FROM t
SELECT jsonb_path_query(profile, '$.**.**.**.**.**') FROM customers
-- Series that end never, or in a time that no calendar has
SELECT * FROM generate_series(now(), 'infinity'::timestamptz, '1 day')
SELECT * FROM generate_series(now(), now() + INTERVAL 'infinity', INTERVAL '1 day')
SELECT * FROM generate_series(now() - INTERVAL '1e308 days' * 1e308, now(), '1 hour')
SELECT * FROM generate_series(now(), now() + INTERVAL '1 day', 'nan')
-- Equations of values that very many rows share
SELECT COUNT(*) FROM customers a JOIN customers b ON LENGTH(a.name) = LENGTH(b.name) JOIN customers c ON LENGTH(b.name) = LENGTH(c.name)
SELECT COUNT(*) FROM orders a JOIN orders b ON EXTRACT(YEAR FROM a.placed) = EXTRACT(YEAR FROM b.placed) JOIN orders c ON TO_CHAR(b.placed, 'YYYY') = TO_CHAR(c.placed, 'YYYY')
SELECT COUNT(*) FROM orders a JOIN orders b ON DATE_TRUNC('century', a.placed) = DATE_TRUNC('century', b.placed) JOIN orders c ON DATE_TRUNC('century', c.placed) = DATE_TRUNC('century', b.placed)
SELECT COUNT(*) FROM orders a JOIN orders b ON a.id % 1000 = b.id % 1000 JOIN orders c ON LEAST(b.id, 5) = LEAST(c.id, 5)
SELECT COUNT(*) FROM orders a JOIN orders b ON COALESCE(a.id = b.id, TRUE) JOIN orders c ON COALESCE(b.id = c.id, TRUE)
SELECT COUNT(*) FROM customers a JOIN customers b ON LEFT(a.name, 1) = LEFT(b.name, 1) JOIN customers c ON SUBSTR(c.name, 1, 1) = SUBSTR(b.name, 1, 1)
-- Subqueries that read earlier relations only in their outputs, and lists of totals
SELECT COUNT(*) FROM orders a, LATERAL (SELECT b.id, a.id AS first FROM orders b) b, LATERAL (SELECT c.id, b.id AS second FROM orders c) c
SELECT COUNT(*) FROM (SELECT UNNEST(ARRAY_AGG(id)) AS x FROM orders) a, (SELECT UNNEST(ARRAY_AGG(id)) AS x FROM orders) b, (SELECT UNNEST(ARRAY_AGG(id)) AS x FROM orders) c
-- Amounts of amounts
SELECT REPEAT('x', id * id * id) FROM orders
SELECT REPEAT('x', POWER(id, 3)::int) FROM orders
WITH RECURSIVE r AS (SELECT 'a' AS s, 1 AS n UNION ALL SELECT OVERLAY(s PLACING s FROM 1 FOR 0), n + 1 FROM r WHERE n < 60) SELECT s FROM r
SELECT generate_series(1, generate_series(1, 1000000))
SELECT REPLACE(REPLACE(note, 'e', note), 'e', note) FROM orders
-- Conditions that hold for almost all pairs, whatever they are written with
SELECT COUNT(*) FROM customers a JOIN customers b ON a.name !~ b.name JOIN customers c ON b.name NOT SIMILAR TO c.name
SELECT COUNT(*) FROM customers a JOIN customers b ON a.name || b.name ~ '' JOIN customers c ON (b.id > c.id)::int >= 0
SELECT COUNT(*) FROM orders a JOIN orders b ON TO_CHAR(a.placed, 'Mon') = TO_CHAR(b.placed, 'Mon') JOIN orders c ON PG_TYPEOF(b.id) = PG_TYPEOF(c.id)
-- Numbers by their names
WITH p AS (SELECT 1000000000 AS n) SELECT COUNT(*) FROM p, generate_series(1, p.n)
SELECT COUNT(*) FROM generate_series(1, (SELECT v FROM (VALUES (1000000000)) t(v)))
WITH p(n) AS (SELECT 1000000000) SELECT repeat('x', p.n) FROM p
SELECT generate_series(1, 1000000) FROM orders
-- Equal columns of queries in FROM that tell nothing
SELECT COUNT(*) FROM (SELECT 1 AS k, id AS a FROM orders) a NATURAL JOIN (SELECT 1 AS k, id AS b FROM orders) b NATURAL JOIN (SELECT 1 AS k, id AS c FROM orders) c
SELECT COUNT(*) FROM (SELECT id, total > 5 AS k FROM orders) a JOIN (SELECT id, total > 5 AS k FROM orders) b ON a.k = b.k JOIN (SELECT id, total > 5 AS k FROM orders) c ON c.k = b.k
SELECT COUNT(*) FROM generate_series(1, SQRT(1e18)::bigint) AS s(i)
SELECT FORMAT('%' || 1000000000 || 's', 'a')
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n % 2 IN (0, 1)) SELECT COUNT(*) AS n FROM t
SELECT c.name FROM customers c CROSS JOIN orders o CROSS JOIN items i WHERE c.name = 'x' AND o.status = 'y' AND i.name = 'z'
SELECT c.name FROM customers c CROSS JOIN orders o CROSS JOIN order_lines l WHERE l.order_id = 3
SELECT c.name FROM customers c CROSS JOIN orders o CROSS JOIN items i WHERE c.id = 3 OR o.id = 4 OR i.id = 5
SELECT c.name FROM customers c CROSS JOIN orders o CROSS JOIN items i CROSS JOIN employees e WHERE c.id = 3
