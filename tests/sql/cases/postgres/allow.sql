-- Plain questions
SELECT * FROM customers
TABLE customers
SELECT name, city FROM public.customers WHERE country = 'NL' ORDER BY name ASC NULLS LAST LIMIT 10 OFFSET 20
SELECT name FROM customers ORDER BY id FETCH FIRST 5 ROWS ONLY
SELECT name FROM customers ORDER BY id OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY
SELECT DISTINCT ON (customer_id) customer_id, total, placed FROM orders ORDER BY customer_id, placed DESC
SELECT COUNT(*), COUNT(DISTINCT customer_id), SUM(total), AVG(total)::numeric(10, 2), MIN(placed), MAX(placed) FROM orders
SELECT c.name, SUM(o.total) AS spent FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id HAVING SUM(o.total) > 100 ORDER BY spent DESC
SELECT c.name FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE o.id IS NULL
SELECT c.name, o.total FROM customers c, orders o WHERE c.id = o.customer_id
SELECT c.name, i.name FROM customers c, orders o, order_lines l, items i WHERE c.id = o.customer_id AND l.order_id = o.id AND l.item_id = i.id
SELECT c.name, o.id FROM customers AS c FULL OUTER JOIN orders AS o ON o.customer_id = c.id
SELECT e.name, m.name FROM employees e RIGHT JOIN employees m ON m.id = e.manager_id
SELECT d.department, s.status FROM (SELECT DISTINCT department FROM employees) d CROSS JOIN (SELECT DISTINCT status FROM orders) s
SELECT order_id FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN items i ON i.id = l.item_id AND i.price > 5
SELECT id FROM customers NATURAL JOIN employees
SELECT id, c.name FROM customers c JOIN orders USING (id)
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE total > 50) AND city <> ALL (ARRAY['Delft', 'Gouda'])
SELECT name FROM customers c WHERE NOT EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id)
SELECT name FROM items WHERE price >= ALL (SELECT price FROM items WHERE price IS NOT NULL) OR price = ANY (SELECT 5)
SELECT name, (SELECT MAX(total) FROM orders o WHERE o.customer_id = c.id) FROM customers c
SELECT id, total FROM orders WHERE (customer_id, total) IN (SELECT customer_id, MAX(total) FROM orders GROUP BY 1)
SELECT id FROM open_orders WHERE total > 5
SELECT c.id, n.total FROM customers c CROSS JOIN LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id ORDER BY placed DESC LIMIT 3) n
SELECT c.id, n.total FROM customers c LEFT JOIN LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id) n ON TRUE
SELECT c.id, n.n FROM customers c, LATERAL (SELECT COUNT(*) AS n FROM orders o WHERE o.customer_id = c.id) AS n
-- Set operations, values, common table expressions
SELECT name FROM customers UNION SELECT name FROM employees ORDER BY 1
(SELECT id FROM orders ORDER BY total DESC LIMIT 3) UNION ALL (SELECT id FROM orders ORDER BY total LIMIT 3)
SELECT id FROM customers EXCEPT ALL SELECT customer_id FROM orders
SELECT id FROM customers INTERSECT SELECT customer_id FROM orders
VALUES (1, 'one'), (2, 'two')
SELECT v.id, v.word FROM (VALUES (1, 'one'), (2, 'two')) AS v (id, word)
SELECT o.id, v.label FROM orders o JOIN (VALUES ('open', 'Open'), ('paid', 'Paid')) v (status, label) ON v.status = o.status
WITH spent AS (SELECT customer_id, SUM(total) AS amount FROM orders GROUP BY customer_id) SELECT c.name, s.amount FROM customers c JOIN spent s ON s.customer_id = c.id
WITH a AS NOT MATERIALIZED (SELECT 1 AS x), b AS MATERIALIZED (SELECT x + 1 AS y FROM a) SELECT x, y FROM a CROSS JOIN b
WITH RECURSIVE chain AS (SELECT id, name, 0 AS depth FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, c.depth + 1 FROM employees e JOIN chain c ON c.id = e.manager_id) SELECT * FROM chain
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT sum(i) FROM n
WITH RECURSIVE d AS (SELECT DATE '2024-01-01' AS day UNION ALL SELECT (day + INTERVAL '1 day')::date FROM d WHERE day < DATE '2024-01-31') SELECT day FROM d
WITH RECURSIVE tree AS (SELECT id, manager_id, ARRAY[id] AS path FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.manager_id, t.path || e.id FROM employees e JOIN tree t ON e.manager_id = t.id WHERE NOT e.id = ANY (t.path)) SELECT * FROM tree
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 10
SELECT * FROM (WITH t AS (SELECT id FROM items) SELECT id FROM t) AS u
-- Grouping
SELECT city, country, COUNT(*) FROM customers GROUP BY GROUPING SETS ((city, country), (country), ())
SELECT country, city, GROUPING(country, city), COUNT(*) FROM customers GROUP BY ROLLUP (country, city)
SELECT country, city, COUNT(*) FROM customers GROUP BY CUBE (country, city)
SELECT status, COUNT(*) FILTER (WHERE total > 100) AS big, SUM(total) FILTER (WHERE shipped IS NULL) FROM orders GROUP BY status
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total), percentile_disc(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY total), mode() WITHIN GROUP (ORDER BY status) FROM orders
SELECT array_agg(name ORDER BY name), string_agg(name, ', ' ORDER BY joined DESC), string_agg(DISTINCT city, ';') FROM customers
SELECT json_agg(o), jsonb_agg(total), json_object_agg(id, total), jsonb_object_agg(id, status) FROM orders o
SELECT bool_and(total > 0), bool_or(total > 9), every(total > 0), bit_and(1), bit_or(2), bit_xor(3) FROM orders
SELECT corr(total, id), covar_pop(total, id), covar_samp(total, id), regr_slope(total, id), regr_intercept(total, id), regr_r2(total, id), regr_count(total, id), regr_avgx(total, id), regr_avgy(total, id), regr_sxx(total, id), regr_sxy(total, id), regr_syy(total, id), stddev(total), stddev_pop(total), stddev_samp(total), variance(total), var_pop(total), var_samp(total) FROM orders
SELECT date_trunc('month', placed) AS month, SUM(total) FROM orders GROUP BY month ORDER BY month
SELECT EXTRACT(YEAR FROM placed) AS year, COUNT(*) AS n FROM orders GROUP BY 1 ORDER BY n DESC
SELECT range_agg(int4range(1, 5)), rank(5) WITHIN GROUP (ORDER BY total), cume_dist(5) WITHIN GROUP (ORDER BY total) FROM orders
-- Windows
SELECT name, RANK() OVER (PARTITION BY department ORDER BY salary DESC), DENSE_RANK() OVER w, ROW_NUMBER() OVER w, NTILE(4) OVER w, PERCENT_RANK() OVER w, CUME_DIST() OVER w FROM employees WINDOW w AS (ORDER BY salary DESC)
SELECT placed, SUM(total) OVER (PARTITION BY customer_id ORDER BY placed ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM orders
SELECT placed, AVG(total) OVER (ORDER BY placed RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW) FROM orders
SELECT id, LAG(total) OVER w, LEAD(total, 2, 0) OVER w, FIRST_VALUE(total) OVER w, LAST_VALUE(total) OVER w, NTH_VALUE(total, 2) OVER w FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY placed)
SELECT id, SUM(total) OVER (ORDER BY placed GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES) FROM orders
SELECT status, SUM(SUM(total)) OVER (ORDER BY status) FROM orders GROUP BY status
SELECT id, COUNT(*) FILTER (WHERE total > 5) OVER (PARTITION BY status) FROM orders
SELECT * FROM (SELECT o.*, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) AS rn FROM orders o) t WHERE rn = 1
-- Text
SELECT UPPER(name), lower(name), initcap(name), length(name), char_length(name), octet_length(name), bit_length(name), trim(name), ltrim(name), rtrim(name, 'x'), btrim(name, 'xy'), TRIM(LEADING 'x' FROM name), TRIM(BOTH FROM name) FROM customers
SELECT substring(name FROM 2 FOR 3), substring(name, 1, 3), substr(name, 2), left(name, 2), right(name, 2), position('a' IN name), strpos(name, 'a'), overlay(name PLACING 'xx' FROM 2 FOR 3), substring(name FROM '[a-z]+') FROM customers
SELECT replace(name, 'a', 'b'), translate(name, 'abc', 'xyz'), reverse(name), repeat('ab', 3), lpad(name, 10, '.'), rpad(name, 10), split_part(email, '@', 2), concat(name, ' ', city), concat_ws(', ', name, city), chr(65), ascii(name), md5(name), to_hex(255), quote_literal(name), quote_ident(name), quote_nullable(note), format('%s: %s', name, city), starts_with(name, 'A'), encode(sha256('a'::bytea), 'hex'), decode('YQ==', 'base64') FROM customers JOIN orders ON TRUE
SELECT name || ' ' || COALESCE(city, '-') FROM customers
SELECT name FROM customers WHERE name ILIKE '%an%' OR name SIMILAR TO '(A|B)%' OR name ~ '^[A-C]' OR name ~* 'x$' OR name !~ 'y' OR name !~* 'z' OR name NOT ILIKE 'q%' OR name LIKE '5\%' ESCAPE '\'
SELECT regexp_replace(name, '\s+', ' ', 'g'), regexp_match(email, '@(.*)$'), (regexp_match(email, '@(.*)$'))[1], regexp_split_to_array(name, ' '), string_to_array(name, ' '), array_to_string(tags, ','), regexp_count(name, 'a'), regexp_substr(name, 'a+'), regexp_like(name, 'a'), regexp_instr(name, 'a') FROM customers
SELECT m[1], w FROM customers, regexp_matches(name, '(a)', 'g') AS m, regexp_split_to_table(name, ' ') AS w
SELECT name COLLATE "C" FROM customers ORDER BY name COLLATE "C"
SELECT to_tsvector('english', note) @@ plainto_tsquery('english', 'late'), ts_rank(to_tsvector(note), to_tsquery('late')), ts_headline(note, phraseto_tsquery('late')), websearch_to_tsquery('a b') FROM orders
SELECT E'it''s\n', 'it''s', $$it's$$, $tag$a $$ b$tag$, 'C:\temp', B'101', X'1F', U&'d\0061t'
-- Numbers
SELECT abs(total), ceil(total), ceiling(total), floor(total), round(total, 1), round(total), trunc(total, 1), sign(total), sqrt(total), cbrt(8), power(2, 3), exp(1), ln(2), log(10), log(2, 8), mod(7, 3), div(7, 3), gcd(4, 6), lcm(4, 6), pi(), degrees(1), radians(1), sin(1), cos(1), tan(1), cot(1), asin(1), acos(1), atan(1), atan2(1, 2), sinh(1), cosh(1), tanh(1), random(), width_bucket(total, 0, 100, 10), greatest(total, 1), least(total, 9), factorial(5), scale(total), min_scale(total), trim_scale(total) FROM orders
SELECT total / NULLIF(quantity, 0), total % 3, total ^ 2, |/ 25.0, ||/ 27.0, 5 & 3, 5 | 3, 5 # 3, ~ 5, 1 << 4, 8 >> 1 FROM orders JOIN order_lines ON order_id = id
SELECT total::int, CAST(total AS text), total::double precision, '5'::int + 1, id::varchar(10), '{1,2}'::int[], 'now'::timestamp FROM orders
SELECT to_char(total, 'FM999,990.00'), to_char(placed, 'YYYY-MM-DD HH24:MI'), to_number('12,454.8', '99G999D9'), to_date('2024-01-01', 'YYYY-MM-DD'), to_timestamp('2024', 'YYYY'), to_timestamp(1700000000) FROM orders
-- Dates
SELECT now(), CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP, LOCALTIME, LOCALTIMESTAMP, clock_timestamp(), statement_timestamp(), transaction_timestamp(), timeofday()
SELECT placed + INTERVAL '1 month', placed - INTERVAL '1 day 2 hours', placed::date - shipped, age(placed), age(shipped, placed::date), CURRENT_DATE - 7, shipped - placed::date AS days FROM orders
SELECT EXTRACT(EPOCH FROM placed), EXTRACT(DOW FROM placed), EXTRACT(ISODOW FROM placed), EXTRACT(DOY FROM placed), EXTRACT(WEEK FROM placed), EXTRACT(QUARTER FROM placed), EXTRACT(CENTURY FROM placed), date_part('month', placed), DATE_PART('day', age(placed)) FROM orders
SELECT date_trunc('week', placed), date_trunc('quarter', placed, 'Europe/Amsterdam'), date_bin('15 minutes', placed, TIMESTAMPTZ '2001-01-01'), make_date(2024, 1, 1), make_time(1, 2, 3.5), make_timestamp(2024, 1, 1, 0, 0, 0), make_timestamptz(2024, 1, 1, 0, 0, 0), make_interval(days => 10), justify_days(INTERVAL '35 days'), justify_hours(INTERVAL '27 hours'), justify_interval(INTERVAL '1 mon -1 hour'), isfinite(placed) FROM orders
SELECT placed AT TIME ZONE 'Europe/Amsterdam', timezone('UTC', placed), (placed AT TIME ZONE 'UTC')::date FROM orders
SELECT id FROM orders WHERE placed >= date_trunc('month', now()) - INTERVAL '1 month' AND placed < date_trunc('month', now())
SELECT id FROM orders WHERE (placed, shipped) OVERLAPS (DATE '2024-01-01', DATE '2024-12-31')
SELECT id FROM orders WHERE placed BETWEEN TIMESTAMP '2024-01-01 00:00:00' AND '2024-02-01' AND shipped > DATE '2024-01-01'
SELECT d::date, COUNT(o.id) FROM generate_series('2024-01-01'::date, '2024-12-31'::date, '1 day'::interval) AS d LEFT JOIN orders o ON o.placed::date = d::date GROUP BY 1 ORDER BY 1
SELECT g.d, c.city FROM generate_series(DATE '2024-01-01', DATE '2024-03-01', INTERVAL '1 month') AS g (d) CROSS JOIN (SELECT DISTINCT city FROM customers) AS c
SELECT generate_series(1, 12) AS month
SELECT s.i, o.id FROM generate_series(1, 24) s (i) LEFT JOIN orders o ON EXTRACT(HOUR FROM o.placed) = s.i
SELECT generate_series(MIN(joined), MAX(joined), '1 month') FROM customers
-- Conditions
SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size, COUNT(*) FROM orders GROUP BY size
SELECT id FROM orders WHERE shipped IS NULL AND status IS DISTINCT FROM 'open' AND note IS NOT NULL AND (total > 5) IS TRUE AND (total > 5) IS NOT UNKNOWN
SELECT id FROM orders WHERE status IN ('open', 'paid') AND total NOT BETWEEN 1 AND 5 AND total BETWEEN SYMMETRIC 9 AND 3
SELECT COALESCE(note, status), NULLIF(total, 0), GREATEST(1, 2, 3), LEAST(1, 2), num_nulls(note, shipped), num_nonnulls(note) FROM orders
SELECT TRUE AND NOT FALSE, 1 = 1, 'a' < 'b', NULL IS NULL
SELECT id FROM orders WHERE TRUE ORDER BY total DESC, placed ASC
-- Arrays, JSON, ranges
SELECT tags[1], tags[1:2], array_length(tags, 1), cardinality(tags), array_position(tags, 'vip'), array_append(tags, 'x'), array_prepend('x', tags), array_cat(tags, tags), array_remove(tags, 'x'), array_replace(tags, 'a', 'b'), array_upper(tags, 1), array_lower(tags, 1), array_ndims(tags), tags || ARRAY['y'], tags @> ARRAY['vip'], tags <@ ARRAY['a'], tags && ARRAY['b'], 'vip' = ANY (tags), array_positions(tags, 'a'), array_fill(0, ARRAY[3]), trim_array(tags, 0) FROM customers
SELECT c.name, t.tag FROM customers c, unnest(c.tags) AS t (tag)
SELECT c.name, t.tag, t.place FROM customers c CROSS JOIN LATERAL unnest(c.tags) WITH ORDINALITY AS t (tag, place)
SELECT unnest(tags) AS tag, COUNT(*) FROM customers GROUP BY 1
SELECT ARRAY(SELECT name FROM items ORDER BY name), ARRAY[1, 2, 3], ARRAY[[1, 2], [3, 4]]
SELECT profile -> 'age', profile ->> 'name', profile #> '{a,b}', profile #>> '{a,b}', profile @> '{"vip": true}', profile ? 'age', profile ?| ARRAY['a', 'b'], profile ?& ARRAY['a'], (profile ->> 'age')::int, profile - 'x', profile || '{"a": 1}', profile['age'] FROM customers
SELECT jsonb_array_length(profile -> 'tags'), jsonb_typeof(profile), jsonb_build_object('id', id, 'name', name), json_build_array(1, 2), to_jsonb(name), to_json(tags), row_to_json(c), jsonb_pretty(profile), jsonb_set(profile, '{a}', '1'), jsonb_strip_nulls(profile), jsonb_extract_path_text(profile, 'a'), json_extract_path(profile::json, 'a'), jsonb_path_query_first(profile, '$.a'), jsonb_path_exists(profile, '$.a'), jsonb_insert(profile, '{b}', '1') FROM customers c
SELECT c.name, k.key, k.value FROM customers c, jsonb_each_text(c.profile) AS k
SELECT c.name, e.value FROM customers c CROSS JOIN LATERAL jsonb_array_elements(c.profile -> 'tags') AS e
SELECT jsonb_object_keys(profile) FROM customers
SELECT x.a, x.b FROM customers c, jsonb_to_record(c.profile) AS x (a int, b text)
SELECT int4range(1, 10) @> 5, daterange('2024-01-01', '2024-02-01') && daterange('2024-01-15', NULL), lower(int4range(1, 5)), upper(int4range(1, 5)), isempty(int4range(1, 1)), tsrange(NULL, NULL), numrange(1, 2)
SELECT host(source), family(source), masklen(source), text(source), abbrev(source), network(source), source << inet '10.0.0.0/8' FROM events
-- Names and words
SELECT "Qty;Sold", "select", "group", "from" FROM "Odd Names" WHERE "Mixed Case" = 'drop table orders'
SELECT o."select" AS "delete", o."from" AS "update" FROM "Odd Names" AS o
SELECT name FROM customers WHERE name = 'Robert''); DROP TABLE customers; --'
SELECT name AS insert_name, city AS "into" FROM customers WHERE email LIKE '%; DELETE FROM orders'
SELECT 'pg_sleep(10)', 'COPY x TO PROGRAM', '/* not a comment */', '-- nor this'
SELECT NAME, City FROM CUSTOMERS WHERE Country = 'NL'
SELECT "name", "customers"."city" FROM "public"."customers"
SELECT c.* FROM customers c; -- all
SELECT /* nested /* comment */ here */ name FROM customers
SELECT count(c), c FROM customers c GROUP BY c
SELECT id, kind, at FROM events WHERE at > now() AND kind = 'update'
SELECT name, "name" AS value, total AS temp, status AS type, note AS comment, placed AS date, shipped AS day FROM orders JOIN customers ON customers.id = customer_id
SELECT CAST(ROW (1, 'a') AS text), ROW (1, 2) = ROW (1, 2), (1, 2) < (3, 4)
SELECT gen_random_uuid() FROM customers WHERE FALSE
SELECT COUNT(*) FROM orders TABLESAMPLE SYSTEM (10)
SELECT ceil(EXTRACT(EPOCH FROM took) / 60), took * 2, kind::mood FROM events WHERE FALSE
-- Types of the schema, forms of Unicode
SELECT name::pg_catalog.text, to_tsvector('english'::regconfig, name) FROM customers
SELECT name IS NFC NORMALIZED, name IS NOT NFKD NORMALIZED, name IS NORMALIZED, name IS NOT NORMALIZED FROM customers
-- Recursions whose columns change places, or go down by what they leave
WITH RECURSIVE fib(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM fib WHERE a < 100) SELECT a FROM fib
WITH RECURSIVE gcd(a, b) AS (SELECT 48, 18 UNION ALL SELECT b, a % b FROM gcd WHERE b > 0) SELECT MAX(a) FROM gcd
WITH RECURSIVE lcg(i, seed) AS (SELECT 1, 42 UNION ALL SELECT i + 1, (seed * 1103 + 12345) % 65536 FROM lcg WHERE i < 50) SELECT seed FROM lcg
WITH RECURSIVE c(n) AS (SELECT 27 UNION ALL SELECT CASE WHEN n % 2 = 0 THEN n / 2 ELSE 3 * n + 1 END FROM c WHERE n <> 1) SELECT n FROM c
-- Collations and cycles under their full names
SELECT name COLLATE "C", name COLLATE pg_catalog."C" FROM customers ORDER BY name COLLATE pg_catalog."C"
WITH RECURSIVE up AS (SELECT id, manager_id FROM employees UNION ALL SELECT e.id, e.manager_id FROM employees e, up WHERE e.manager_id = up.id) SEARCH DEPTH FIRST BY id SET place CYCLE id SET is_cycle USING path SELECT id, place, is_cycle, path FROM up LIMIT 10
-- Types before a text
SELECT box '((0,0),(1,1))' @> point '(0.5,0.5)', circle '<(0,0),1>' && circle '<(1,0),1>', cidr '10.0.0.0/8', tsquery 'a & b', tsvector 'a b', jsonpath '$.a', polygon '((0,0),(1,1),(1,0))', macaddr '08:00:2b:01:02:03' FROM customers
-- Series by the clock, and steps of several units
SELECT t FROM generate_series(now() - interval '1 hour', now(), interval '1 second') AS t
SELECT t FROM generate_series(date_trunc('day', now()), date_trunc('day', now()) + interval '1 day' - interval '1 second', '30 seconds'::interval) AS t
SELECT t FROM generate_series((current_date - 30)::timestamp, current_date::timestamp, interval '10 minutes') AS t
SELECT t FROM generate_series(timestamp '2024-01-01', timestamp '2024-01-02', interval '1 hour 30 minutes') AS t
SELECT t FROM generate_series(timestamp '2024-01-01', timestamp '2024-01-02', '01:30') AS t
SELECT t FROM generate_series(1, 10, '2') AS t
WITH RECURSIVE t(d) AS (SELECT now() - interval '10 hours' UNION ALL SELECT d + interval '1 minute' FROM t WHERE d < now()) SELECT COUNT(*) FROM t
SELECT jsonb_path_query(profile, '$.**.city') FROM customers
-- Equations of values that many rows share, beside others or of few rows
SELECT COUNT(*) FROM orders o JOIN customers c ON EXTRACT(YEAR FROM c.joined) = EXTRACT(YEAR FROM o.placed) AND EXTRACT(MONTH FROM c.joined) = EXTRACT(MONTH FROM o.placed) JOIN employees e ON EXTRACT(YEAR FROM e.hired) = EXTRACT(YEAR FROM o.placed) AND EXTRACT(MONTH FROM e.hired) = EXTRACT(MONTH FROM o.placed)
SELECT o.id, x.tax, y.whole FROM orders o CROSS JOIN LATERAL (SELECT o.total * 0.2 AS tax) x CROSS JOIN LATERAL (SELECT o.total + x.tax AS whole) y CROSS JOIN LATERAL (SELECT o.total + g AS n FROM generate_series(1, 3) g) z
SELECT REPEAT('*', (quantity * discount / 10)::int) FROM order_lines
-- Calendars with a bound between them
SELECT a.d::date, COUNT(DISTINCT o.id) FROM generate_series('2024-01-01'::date, '2024-12-31'::date, '1 day') AS a(d) JOIN generate_series('2024-01-01'::date, '2024-12-31'::date, '1 day') AS b(d) ON b.d <= a.d LEFT JOIN orders o ON o.placed::date = b.d::date GROUP BY 1
SELECT COUNT(*) FROM orders o JOIN customers c ON COALESCE(c.id = o.customer_id, FALSE) JOIN employees e ON COALESCE(e.id = c.id, FALSE)
-- Pairs in any order
SELECT COUNT(*) FROM order_lines a JOIN order_lines b ON GREATEST(a.order_id, a.item_id) = GREATEST(b.order_id, b.item_id) AND LEAST(a.order_id, a.item_id) = LEAST(b.order_id, b.item_id) JOIN orders c ON TO_CHAR(c.placed, 'YYYY-MM') = TO_CHAR(c.placed, 'YYYY-MM') AND c.id = b.order_id
-- Numbers by their names
WITH p AS (SELECT DATE '2024-01-01' AS first, 365 AS days) SELECT p.first + g FROM p, generate_series(0, p.days - 1) AS g
WITH RECURSIVE p AS (SELECT 100 AS most), t (n) AS (SELECT 1 UNION ALL SELECT t.n + 1 FROM t CROSS JOIN p WHERE t.n < p.most) SELECT COUNT(*) AS n FROM t
WITH p AS (SELECT 5000 AS budget) SELECT o.id, REPEAT('*', 5) FROM orders o CROSS JOIN p WHERE o.total < p.budget
WITH RECURSIVE t (id, n, most) AS (SELECT item_id, 1, quantity FROM order_lines UNION ALL SELECT id, n + 1, most FROM t WHERE n < most) SELECT COUNT(*) FROM t
SELECT generate_series(1, 12), id FROM orders
-- A call within forty others
SELECT REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(name, 'à', 'a'), 'á', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a'), 'æ', 'a'), 'ç', 'a'), 'è', 'a'), 'é', 'a'), 'ê', 'a'), 'ë', 'a'), 'ì', 'a'), 'í', 'a'), 'î', 'a'), 'ï', 'a'), 'ð', 'a'), 'ñ', 'a'), 'ò', 'a'), 'ó', 'a'), 'ô', 'a'), 'õ', 'a'), 'ö', 'a'), '÷', 'a'), 'ø', 'a') AS plain FROM customers
-- Rows and composite types as values
SELECT (q.x).title FROM (SELECT d AS x FROM depots d) q
SELECT (SELECT d FROM depots d LIMIT 1).title
SELECT (unnest(array_agg(d))).title FROM depots d
SELECT (first_value(d) OVER (ORDER BY d.id)).title FROM depots d
SELECT (lag(d) OVER (ORDER BY d.id)).title FROM depots d
SELECT (NULL::depots).title
SELECT (NULL::public.depots).title
SELECT (jsonb_populate_record(NULL::depots,'{}')).title
SELECT (jsonb_populate_recordset(NULL::depots,'[{}]')).title
SELECT (r).title FROM depots d, LATERAL (SELECT d AS r) z
SELECT ((array_agg(d))[1]).title FROM depots d
SELECT ((array_agg(d ORDER BY d.opened DESC) FILTER (WHERE d.id > 0))[1]).title FROM depots d
SELECT (ARRAY(SELECT d FROM depots d))[1].title
SELECT (ARRAY[d])[1].title FROM depots d
SELECT (d).title FROM depots d
SELECT (d.address).city FROM depots d
SELECT ((d).address).zip FROM depots d
SELECT (d).address.zip FROM depots d
SELECT (d.docks[1]).height FROM depots d
SELECT ((d.docks[1]).address).city FROM depots d
SELECT (d.docks[1]).address.city FROM depots d
SELECT (unnest(d.docks)).height FROM depots d
SELECT s.height FROM depots d, unnest(d.docks) AS s
SELECT (s.address).city FROM depots d, unnest(d.docks) AS s
SELECT (s).height FROM depots d, unnest(d.docks) AS s
SELECT (COALESCE(d, d)).title FROM depots d
SELECT (CASE WHEN true THEN d END).title FROM depots d
SELECT (CASE WHEN d.id = 1 THEN d ELSE NULL END).title FROM depots d
SELECT (ROW('a','b')::place).city
SELECT (CAST(ROW('a','b') AS place)).zip
SELECT (ROW(1,2)).f1
SELECT (ROW(1,2)).f2
SELECT (q.r).f1 FROM (SELECT ROW(1,2) AS r) q
WITH c AS (SELECT d AS x FROM depots d) SELECT (c.x).title FROM c
WITH c AS (SELECT d FROM depots d) SELECT (d).title, (d).address, ((d).address).zip FROM c
SELECT (q).title FROM (SELECT * FROM depots) q
SELECT (q.q2).title FROM (SELECT q2 FROM (SELECT * FROM depots) q2) q
SELECT (jsonb_each('{"a":1}')).key
SELECT (json_each_text('{"a":1}')).value
SELECT (x.d).id, (x.v).weight FROM (SELECT d, v FROM depots d JOIN deliveries v ON v.depot_id = d.id) x
SELECT (SELECT v FROM deliveries v WHERE v.depot_id = d.id ORDER BY v.delivered DESC LIMIT 1).weight FROM depots d
SELECT (t.tags)[1] FROM deliveries t
SELECT (array_agg(v.weight))[1] FROM deliveries v
SELECT ((SELECT array_agg(v) FROM deliveries v)[1]).weight
SELECT (u).weight FROM (SELECT unnest(array_agg(v)) AS u FROM deliveries v) z
SELECT u.weight FROM (SELECT array_agg(v) AS vs FROM deliveries v) z CROSS JOIN LATERAL unnest(z.vs) AS u
SELECT (x).a FROM (VALUES (1, 2)) AS x(a, b)
SELECT (q.x).a FROM (SELECT x FROM (VALUES (1, 2)) AS x(a, b)) q
SELECT (x).weight FROM jsonb_to_recordset('[{"weight":1}]') AS x(weight int, b text)
SELECT (q.x).* FROM (SELECT d AS x FROM depots d) q
SELECT (d.address).* FROM depots d
SELECT (SELECT d FROM depots d LIMIT 1).*
SELECT z.title FROM (SELECT (q.x).* FROM (SELECT d AS x FROM depots d) q) z
SELECT z.city FROM (SELECT (d.address).* FROM depots d) z
SELECT count(*) FROM depots d GROUP BY (d.address).city HAVING (d.address).city > 'a'
SELECT (nth_value(d, 2) OVER w).title FROM depots d WINDOW w AS (ORDER BY d.id)
SELECT (NULLIF(d, NULL)).title FROM depots d
SELECT (array_agg(d)::depots[])[1].title FROM depots d
SELECT ((q.ds)[1]).title FROM (SELECT array_agg(d) ds FROM depots d) q
SELECT ((q.ds)[1:2])[1].title FROM (SELECT array_agg(d) ds FROM depots d) q
SELECT (array_remove(array_agg(d), NULL))[1].title FROM depots d
SELECT (array_cat(array_agg(d), array_agg(d)))[1].title FROM depots d
SELECT (greatest(d, d)).title FROM depots d
SELECT u.height, u.ordinality FROM depots d, unnest(d.docks) WITH ORDINALITY AS u
SELECT u.address, u.height, u.n FROM depots d, unnest(d.docks) WITH ORDINALITY AS u(address, height, n)
SELECT unnest.height FROM depots d, unnest(d.docks)
SELECT (u.address).city FROM depots d LEFT JOIN LATERAL unnest(d.docks) u ON true WHERE u.height > 1
SELECT count(u) FROM depots d, unnest(d.docks) u
SELECT d.id FROM depots d WHERE EXISTS (SELECT 1 FROM unnest(d.docks) s WHERE s.height > 3 AND (s.address).city = 'x')
SELECT (SELECT max(s.height) FROM unnest(d.docks) AS s) FROM depots d
SELECT t FROM deliveries v, unnest(v.tags) t
SELECT t.t FROM deliveries v, unnest(v.tags) t
SELECT row_to_json(q) FROM (SELECT id, title FROM depots) q
SELECT (SELECT row_to_json(q) FROM (SELECT d.id, d.address) q) FROM depots d
SELECT json_agg(d ORDER BY d.id) FROM depots d
SELECT (m).weight FROM (SELECT DISTINCT ON (v.depot_id) v AS m FROM deliveries v ORDER BY v.depot_id, v.weight DESC) t
SELECT (t.m).* FROM (SELECT DISTINCT ON (v.depot_id) v AS m FROM deliveries v ORDER BY v.depot_id, v.weight DESC) t
WITH RECURSIVE r AS (SELECT d AS x, 1 AS n FROM depots d UNION ALL SELECT r.x, r.n + 1 FROM r WHERE r.n < 3) SELECT (r.x).title FROM r
WITH r(y) AS (SELECT d AS x FROM depots d) SELECT (r.y).title FROM r
SELECT (s.y).title FROM (SELECT d AS x FROM depots d) s(y)
SELECT (x).title FROM (SELECT d AS x FROM depots d UNION SELECT d FROM depots d) q
SELECT (COALESCE((SELECT v FROM deliveries v LIMIT 1), NULL)).weight
SELECT (percentile_disc(0.5) WITHIN GROUP (ORDER BY v.weight)) FROM deliveries v
SELECT (array_agg(d.address))[1].city FROM depots d
SELECT (array_agg(DISTINCT d.address))[1].city FROM depots d
SELECT (array_append(d.docks, d.docks[1]))[1].height FROM depots d
SELECT (d.docks || d.docks)[1].height FROM depots d
SELECT (trim_array(d.docks, 1))[1].height FROM depots d
SELECT (x.r).f1 FROM (SELECT ROW(d.id, d.title) AS r FROM depots d) x
SELECT (x.r).f2 FROM (SELECT (d.id, d.title) AS r FROM depots d) x
SELECT ((d.id, d.title)).f2 FROM depots d
-- Outputs without a name
SELECT q.max, q."?column?" FROM (SELECT MAX(total), 1 + 1 FROM orders) q
SELECT "?column?" FROM (SELECT name || 'x' FROM customers) q
SELECT "?column?" FROM (SELECT id IN (1, 2) FROM orders) q
SELECT "?column?" FROM (SELECT '{"a":1}'::jsonb -> 'a') q
WITH c AS (SELECT id, total * 2 FROM orders) SELECT id, "?column?" FROM c
SELECT id * 2 FROM orders GROUP BY id ORDER BY "?column?"
-- Orders of DISTINCT ON, collations, whole rows
SELECT DISTINCT ON (o.customer_id, status) customer_id, total FROM orders o ORDER BY status, o.customer_id, total DESC
SELECT DISTINCT ON (customer_id, status) customer_id FROM orders ORDER BY status
SELECT DISTINCT ON (1) customer_id AS c, total FROM orders ORDER BY c, placed DESC
SELECT DISTINCT ON (date_trunc('month', placed)) id FROM orders ORDER BY DATE_TRUNC('month', placed), id
SELECT name COLLATE "en-x-icu" AS n FROM customers ORDER BY name COLLATE "POSIX", name COLLATE ucs_basic
SELECT c, COUNT(o.id) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id
SELECT status, GROUPING(status), RANK() OVER (ORDER BY SUM(total)), SUM(COUNT(*)) OVER (PARTITION BY status) FROM orders GROUP BY ROLLUP (status)
SELECT kv.key, COUNT(*) FROM customers c, jsonb_each_text(c.profile) AS kv WHERE kv.value = 'true' GROUP BY kv.key
SELECT d::date AS day, SUM(o.total) FROM generate_series('2024-01-01'::date, '2024-03-01'::date, '1 day') AS d LEFT JOIN orders o ON o.placed::date = d::date GROUP BY 1
SELECT profile ->> 'a', upper(city), COUNT(*) FROM customers GROUP BY profile ->> 'a', upper(city)
SELECT status, ROW_NUMBER() OVER (ORDER BY 'x'), SUM(SUM(total)) OVER (ORDER BY status RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM orders GROUP BY status ORDER BY status FETCH FIRST 5 ROWS WITH TIES
SELECT DISTINCT "name", lower(city) FROM customers ORDER BY name, lower
SELECT o.*, COUNT(l.item_id) FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id GROUP BY o.id
SELECT id FROM orders WHERE status = ANY ('{open,late}') EXCEPT ALL SELECT id FROM customers
-- Tables of which one row is left
SELECT c.name, o.total, i.name FROM customers c, orders o, items i WHERE c.id = 3 AND o.id = 4 AND 5 = i.id
SELECT c.name FROM customers c CROSS JOIN orders o CROSS JOIN order_lines l WHERE l.order_id = 3 AND l.item_id = 4
