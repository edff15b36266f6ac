-- As analysts ask Postgres
SELECT c.name, COUNT(*) FILTER (WHERE o.status = 'paid') * 100.0 / NULLIF(COUNT(*), 0) AS paid_share FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id, c.name ORDER BY paid_share DESC NULLS LAST LIMIT 10
SELECT to_char(date_trunc('month', o.placed), 'YYYY-MM') AS month, SUM(o.total) AS revenue, SUM(o.total) - LAG(SUM(o.total)) OVER (ORDER BY date_trunc('month', o.placed)) AS change FROM orders o GROUP BY date_trunc('month', o.placed) ORDER BY 1
SELECT d.day, COALESCE(SUM(o.total), 0) AS revenue FROM generate_series(CURRENT_DATE - 29, CURRENT_DATE, INTERVAL '1 day') AS d(day) LEFT JOIN orders o ON o.placed::date = d.day::date GROUP BY d.day ORDER BY d.day
WITH months AS (SELECT generate_series(date_trunc('month', now()) - interval '11 months', date_trunc('month', now()), interval '1 month') AS m) SELECT months.m, count(o.id) FROM months LEFT JOIN orders o ON date_trunc('month', o.placed) = months.m GROUP BY months.m ORDER BY months.m
WITH RECURSIVE dates AS (SELECT MIN(joined) AS d, MAX(joined) AS stop FROM customers UNION ALL SELECT d + 1, stop FROM dates WHERE d < stop) SELECT d FROM dates
WITH RECURSIVE dates(d) AS (VALUES (DATE '2024-01-01') UNION ALL SELECT d + 1 FROM dates WHERE d + 1 <= DATE '2024-12-31') SELECT d, EXTRACT(isodow FROM d) FROM dates
WITH RECURSIVE up AS (SELECT id, name, manager_id FROM employees WHERE name = 'Ada' UNION SELECT e.id, e.name, e.manager_id FROM employees e, up WHERE e.id = up.manager_id) SELECT name FROM up
WITH RECURSIVE r(id, depth, path) AS (SELECT id, 1, ARRAY[id] FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, r.depth + 1, r.path || e.id FROM employees e JOIN r ON e.manager_id = r.id WHERE r.depth < 10) SELECT id, depth, array_to_string(path, ' > ') FROM r ORDER BY path
WITH RECURSIVE fib(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM fib WHERE b < 1000) SELECT a FROM fib
WITH RECURSIVE countdown(n) AS (SELECT 10 UNION ALL SELECT n - 1 FROM countdown WHERE n > 1) SELECT n FROM countdown
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT 100
WITH RECURSIVE sub AS (SELECT id FROM employees WHERE id = 1 UNION ALL SELECT e.id FROM employees e INNER JOIN sub s ON e.manager_id = s.id) SEARCH BREADTH FIRST BY id SET ordercol SELECT id FROM sub ORDER BY ordercol
WITH RECURSIVE t AS (SELECT id, manager_id FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.manager_id FROM employees AS e JOIN t ON t.id = e.manager_id) CYCLE id SET is_cycle USING path SELECT id, is_cycle FROM t
SELECT name, salary, rank() OVER w AS r, salary - avg(salary) OVER w2 AS diff FROM employees WINDOW w AS (PARTITION BY department ORDER BY salary DESC), w2 AS (PARTITION BY department)
SELECT id, sum(total) OVER (w ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY placed)
SELECT id, total, count(*) OVER (ORDER BY placed RANGE BETWEEN '1 day'::interval PRECEDING AND '1 day'::interval FOLLOWING EXCLUDE CURRENT ROW) FROM orders
SELECT DISTINCT ON (o.customer_id) o.customer_id, o.id, o.total FROM public.orders AS o WHERE o.shipped IS NOT NULL ORDER BY o.customer_id, o.total DESC NULLS LAST, o.id
SELECT c.name, last_order.* FROM customers c CROSS JOIN LATERAL (SELECT o.id AS order_id, o.total FROM orders o WHERE o.customer_id = c.id ORDER BY o.placed DESC FETCH FIRST 1 ROW ONLY) AS last_order
SELECT c.name, t.tag, t.ord FROM customers AS c LEFT JOIN LATERAL unnest(c.tags) WITH ORDINALITY AS t(tag, ord) ON true WHERE t.tag ILIKE ANY (ARRAY['vip%', 'gold%'])
SELECT tag, count(*) FROM customers, unnest(tags) AS tag GROUP BY tag ORDER BY 2 DESC
SELECT a, b FROM unnest(ARRAY[1, 2], ARRAY['x', 'y']) AS u(a, b)
SELECT * FROM ROWS FROM (generate_series(1, 3), unnest(ARRAY['a', 'b', 'c'])) AS r(n, letter)
SELECT id FROM orders WHERE (customer_id, total) > (5, 10.0)
SELECT id FROM orders WHERE ROW(customer_id, status) = ROW(5, 'open') OR (id, total) IN (VALUES (1, 2.0), (3, 4.0))
SELECT id FROM orders WHERE (customer_id, status) IS NOT DISTINCT FROM (5, NULL)
SELECT id FROM orders WHERE total BETWEEN SYMMETRIC 100 AND 10 AND NOT total BETWEEN 20 AND 30
SELECT id FROM orders WHERE status = ANY ('{open,paid}'::text[]) AND total <> ALL (SELECT price FROM items WHERE price IS NOT NULL) AND total > SOME (SELECT price FROM items)
SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (3, NULL)) AS v(n, s) WHERE v.s IS NOT NULL
(SELECT name FROM customers WHERE country = 'NL' EXCEPT SELECT name FROM employees) UNION ALL (SELECT name FROM items INTERSECT SELECT name FROM customers) ORDER BY name LIMIT 5
SELECT id FROM orders ORDER BY total DESC FETCH FIRST 3 ROWS WITH TIES
SELECT count(*) FROM orders TABLESAMPLE BERNOULLI (10) REPEATABLE (42)
SELECT count(*) FROM orders TABLESAMPLE SYSTEM (5)
SELECT country, city, count(*), grouping(country) FROM customers GROUP BY GROUPING SETS ((country, city), country, ()) HAVING count(*) > 1
SELECT date_part('year', placed) AS y, status, sum(total) FROM orders GROUP BY CUBE (date_part('year', placed), status)
SELECT date_part('year', placed) AS y, status, sum(total) FROM orders GROUP BY ROLLUP (1, 2) ORDER BY 1, 2
SELECT department, percentile_cont(0.5) WITHIN GROUP (ORDER BY salary) AS median, percentile_cont(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY salary) AS quartiles FROM employees GROUP BY department
SELECT string_agg(DISTINCT name, ', ' ORDER BY name) FILTER (WHERE city IS NOT NULL) FROM customers
SELECT (array_agg(total ORDER BY placed DESC))[1] AS newest, (array_agg(total ORDER BY placed))[1:3] AS oldest FROM orders GROUP BY customer_id
SELECT profile -> 'address' ->> 'city' AS town, (profile #>> '{orders,0,total}')::numeric AS first_total FROM customers WHERE profile @> '{"vip": true}' AND profile ? 'address'
SELECT profile['address']['city'] FROM customers WHERE profile @? '$.tags[*] ? (@ == "vip")' OR profile @@ '$.age > 18'
SELECT c.id, kv.key, kv.value FROM customers c CROSS JOIN LATERAL jsonb_each(c.profile) kv WHERE jsonb_typeof(kv.value) = 'string'
SELECT r.city, r.zip FROM customers c, jsonb_to_record(c.profile -> 'address') AS r(city text, zip text)
SELECT jt.a FROM customers c, jsonb_to_recordset(c.profile -> 'items') AS jt(a int, b text) WHERE jt.a > 1
SELECT jsonb_agg(jsonb_build_object('name', name, 'city', city) ORDER BY name) FROM customers
SELECT jsonb_object_agg(k, v) FROM (SELECT status AS k, count(*) AS v FROM orders GROUP BY status) s
SELECT now() - interval '1 year 2 months 3 days', interval '90 minutes', INTERVAL '1' DAY, '2024-01-31'::date + interval '1 month', age('2024-05-01', '2024-01-01')
SELECT extract(epoch FROM (max(placed) - min(placed))) / 86400 AS days, extract(hour FROM placed AT TIME ZONE 'UTC') FROM orders GROUP BY placed
SELECT o.id FROM orders o WHERE o.placed >= timestamp '2024-01-01' AND o.placed < timestamp '2024-01-01' + interval '3 months' AND o.placed::time BETWEEN time '09:00' AND time '17:30'
SELECT make_interval(hours => 10), make_date(2024, 2, 29), date '2024-01-01' + 5, date '2024-03-01' - date '2024-02-01', to_timestamp(0) AT TIME ZONE 'Europe/Amsterdam'
SELECT (placed, placed + interval '1 day') OVERLAPS (timestamptz '2024-01-01', timestamptz '2024-01-02') FROM orders
SELECT name FROM customers WHERE name ~ '^(van|de)\s' AND name !~* 'corp$' AND name SIMILAR TO '%(berg|stad)' AND email NOT LIKE '%@example.com' AND name ~~ 'A%' AND name !~~* 'z%'
SELECT regexp_replace(email, '@.*$', ''), (regexp_matches(email, '@(.+)$'))[1], split_part(email, '@', 1), substring(email from '@(.*)$'), substring(name for 3), position('@' in email), overlay(name placing '***' from 2 for 3) FROM customers
SELECT format('%s (%s)', name, coalesce(city, '?')), concat_ws(' - ', name, city), name || E'\t' || city, left(name, 1) || '.', repeat('*', 5), lpad(id::text, 8, '0') FROM customers
SELECT 'select 1; drop table orders' AS text, E'\'; DELETE FROM orders; --' AS other, $$; TRUNCATE orders; $$ AS third, $x$ $$ COMMIT $$ $x$ AS fourth
SELECT "select", "group", "Mixed Case", "Qty;Sold" * 2 AS "a;b", "from" FROM "Odd Names" WHERE "from" > '2024-01-01' ORDER BY "select"
SELECT o."id", o.status AS "user", o.note AS "table", o.total value, o.placed AS year, o.shipped AS date, o.customer_id AS key FROM orders o
SELECT c.id AS "Customer ID", c.name AS "Navn – æøå", 'ümlaut' AS "ß" FROM customers c
SELECT count(*) FROM orders AS "from" WHERE "from".total > 5
SELECT id, at, kind FROM events WHERE at >= now() - interval '7 days' AND took > interval '5 seconds'
SELECT kind, avg(took), max(took), justify_interval(sum(took)) FROM events GROUP BY kind
SELECT CASE WHEN total > 1000 THEN 'A' WHEN total > 100 THEN 'B' ELSE 'C' END AS class, count(*) FROM orders GROUP BY class ORDER BY class
SELECT width_bucket(total, 0, 1000, 10) AS bucket, numrange(min(total), max(total), '[]'), count(*) FROM orders GROUP BY bucket
SELECT greatest(shipped, placed::date), least(1, NULL, 3), nullif(status, ''), coalesce(note, status, '') FROM orders
SELECT bool_or(shipped IS NULL) AS any_waiting, every(total > 0), bit_or(quantity) FROM orders JOIN order_lines ON order_lines.order_id = orders.id
SELECT c.* FROM customers c WHERE c.id NOT IN (SELECT customer_id FROM orders WHERE customer_id IS NOT NULL)
SELECT c FROM customers c LIMIT 1
SELECT (c).name, (c).city FROM customers c
SELECT count(c.*), count(DISTINCT (c.city, c.country)) FROM customers c
SELECT id FROM customers WHERE city IN (VALUES ('Delft'), ('Gouda'))
SELECT x.n, (SELECT count(*) FROM orders o WHERE o.customer_id = x.n) FROM generate_series(1, 10) x(n)
SELECT gs AS hour, count(o.id) FROM generate_series(0, 23) gs LEFT JOIN orders o ON extract(hour from o.placed) = gs GROUP BY gs ORDER BY gs
WITH cohort AS (SELECT id, date_trunc('month', joined) AS m FROM customers), activity AS (SELECT c.m, date_trunc('month', o.placed) AS om, count(DISTINCT c.id) AS n FROM cohort c JOIN orders o ON o.customer_id = c.id GROUP BY 1, 2) SELECT m, om, n, first_value(n) OVER (PARTITION BY m ORDER BY om) AS base FROM activity
WITH gaps AS (SELECT customer_id, placed, placed - lag(placed) OVER (PARTITION BY customer_id ORDER BY placed) AS gap FROM orders), flags AS (SELECT *, CASE WHEN gap > interval '30 days' THEN 1 ELSE 0 END AS new_island FROM gaps) SELECT customer_id, sum(new_island) OVER (PARTITION BY customer_id ORDER BY placed) AS island FROM flags
SELECT a.item_id, b.item_id, count(*) AS together FROM order_lines a JOIN order_lines b ON a.order_id = b.order_id AND a.item_id < b.item_id GROUP BY 1, 2 ORDER BY together DESC LIMIT 20
SELECT i.name FROM items i WHERE i.id IN (SELECT item_id FROM order_lines GROUP BY item_id HAVING count(DISTINCT order_id) = (SELECT count(*) FROM orders))
SELECT c.name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM items i WHERE NOT EXISTS (SELECT 1 FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.customer_id = c.id AND l.item_id = i.id))
SELECT id, order_id FROM orders JOIN order_lines ON orders.id = order_lines.order_id JOIN items USING (id)
SELECT * FROM customers NATURAL LEFT JOIN employees
SELECT o.id FROM (orders o JOIN customers c ON c.id = o.customer_id) LEFT JOIN (order_lines l JOIN items i ON i.id = l.item_id) ON l.order_id = o.id WHERE i.id IS NULL
SELECT t.order_id FROM (orders JOIN customers ON customers.id = orders.customer_id) AS t(order_id)
SELECT s.total FROM (SELECT id, total FROM orders) AS s (key, total) WHERE s.key = 3
SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM orders HAVING count(*) > 10)
SELECT sum(x) FROM (SELECT 1 AS x UNION ALL SELECT 2 UNION ALL SELECT 3) s
SELECT id::text || ':' || status AS label, CAST(total AS money), total::int8, placed::timestamp(0), '1'::bigint FROM orders
SELECT array_length(tags, 1), tags[array_upper(tags, 1)], tags || '{x}'::text[], ARRAY(SELECT DISTINCT unnest(tags) ORDER BY 1), 'vip' = ANY(tags), tags @> '{vip}', cardinality(tags) FROM customers
SELECT name FROM customers WHERE tags && ARRAY['a', 'b']::text[] AND NOT tags <@ ARRAY['c'] AND array_position(tags, 'a') IS NOT NULL
SELECT c.name COLLATE "POSIX" FROM customers c ORDER BY c.name COLLATE "C" DESC
SELECT id FROM orders o WHERE o.total IS NOT NULL IS TRUE AND (o.note IS NULL) = false AND o.status IS NOT DISTINCT FROM 'open' AND o.note ISNULL AND o.status NOTNULL
SELECT EXTRACT(YEAR FROM AGE(joined)) AS years FROM customers WHERE EXTRACT(MONTH FROM joined) = 12 AND EXTRACT(DAY FROM joined) IN (24, 25)
SELECT * FROM open_orders WHERE total > 100 ORDER BY total LIMIT ALL OFFSET 0
SELECT to_tsvector('dutch', coalesce(note, '')) @@ to_tsquery('dutch', 'laat & traag') FROM orders
SELECT corr(quantity, discount), regr_slope(quantity, discount), stddev_samp(quantity), var_pop(quantity) FROM order_lines
SELECT count(*) FROM customers c, orders o, order_lines l WHERE c.id = o.customer_id AND o.id = l.order_id AND l.quantity BETWEEN 1 AND 5
SELECT grp.status, (SELECT array_agg(o.id) FROM orders o WHERE o.status = grp.status) FROM (SELECT DISTINCT status FROM orders) grp
SELECT MAX(o.total) FILTER (WHERE o.status = 'paid') OVER (PARTITION BY o.customer_id), lead(o.total, 1, 0::numeric) OVER (ORDER BY o.id) FROM orders o
SELECT round(avg(total), 2), trunc(123.456, 1), total::float8 / 3, 7 / 2.0, 2 ^ 10, |/ 16 FROM orders GROUP BY total
-- In the manner of its documentation
SELECT source << inet '10.0.0.0/8', source <<= inet '10.0.0.0/8', source >>= '10.1.1.1', source && '10.0.0.0/8' FROM events
SELECT id FROM events WHERE source <<= '192.168.1.0/24'::inet
SELECT host(source), masklen(source), network(source), family(source), broadcast(source), abbrev(source) FROM events
SELECT date_trunc('week', placed)::date AS week, count(*) FILTER (WHERE status = 'paid') AS paid FROM orders GROUP BY 1 ORDER BY 1
SELECT age(now(), placed), age(placed), justify_interval(now() - placed), extract(epoch FROM now() - placed) / 3600 FROM orders
SELECT placed AT TIME ZONE 'Europe/Amsterdam' AT TIME ZONE 'UTC', timezone('UTC', placed) FROM orders
SELECT to_char(placed, 'YYYY-"W"IW'), to_date('20240101', 'YYYYMMDD'), to_timestamp(0), to_number('1,234', '9,999') FROM orders
SELECT date_bin('15 minutes', placed, TIMESTAMP '2001-01-01') AS bin, count(*) FROM orders GROUP BY bin
SELECT make_date(2024, 1, 1), make_interval(days => 10), make_timestamp(2024, 1, 1, 0, 0, 0), isfinite(placed), date_part('dow', placed) FROM orders
SELECT profile->>'name', profile->'tags'->0, profile#>'{a,b}', profile#>>'{a,b}', profile @> '{"vip": true}', profile ? 'vip', profile ?| array['a', 'b'], profile ?& array['a'] FROM customers
SELECT profile - 'a', profile || '{"b": 1}', profile #- '{a,b}', jsonb_set(profile, '{a}', '1'), jsonb_pretty(profile), jsonb_typeof(profile) FROM customers
SELECT profile @? '$.tags[*] ? (@ == "vip")', profile @@ '$.age > 18', jsonb_path_query_array(profile, '$.tags[*]') FROM customers
SELECT c.id, kv.key, kv.value FROM customers c, jsonb_each_text(c.profile) AS kv
SELECT c.id, t FROM customers c CROSS JOIN LATERAL jsonb_array_elements_text(c.profile->'tags') AS t
SELECT x.a, x.b FROM customers c, jsonb_to_record(c.profile) AS x(a int, b text)
SELECT x.* FROM customers c, jsonb_to_recordset(c.profile->'lines') AS x(sku text, qty int)
SELECT jsonb_build_object('id', id, 'tags', to_jsonb(tags)), json_agg(name ORDER BY id), jsonb_object_agg(id, name), row_to_json(c) FROM customers c GROUP BY c.id, c.name, c.tags, c.*
SELECT tags[1], tags[1:2], array_length(tags, 1), cardinality(tags), 'vip' = ANY (tags), tags && ARRAY['a'], tags @> ARRAY['b'], array_to_string(tags, ',') FROM customers
SELECT unnest(tags) AS tag, count(*) FROM customers GROUP BY tag ORDER BY count(*) DESC
SELECT c.name, t.tag, t.n FROM customers c, unnest(c.tags) WITH ORDINALITY AS t(tag, n)
SELECT a.x, a.y FROM unnest(ARRAY[1, 2], ARRAY['a', 'b']) AS a(x, y)
SELECT array_agg(DISTINCT city ORDER BY city), string_agg(name, ', ' ORDER BY name) FROM customers
SELECT ARRAY(SELECT name FROM items ORDER BY price LIMIT 3) AS cheapest
SELECT name ~ '^A', name ~* 'b$', name !~ 'c', name !~* 'd', name SIMILAR TO '(A|B)%', regexp_replace(name, '\s+', ' ', 'g'), substring(name from '[0-9]+'), regexp_match(name, '(a)(b)') FROM customers
SELECT m[1] FROM customers, regexp_matches(email, '(.+)@(.+)', 'g') AS m
SELECT word FROM customers, regexp_split_to_table(name, '\s+') AS word
SELECT split_part(email, '@', 2), left(name, 3), right(name, -1), lpad(id::text, 6, '0'), initcap(name), overlay(name placing 'x' from 1 for 2), position('@' in email), strpos(email, '@'), format('%s <%s>', name, email), concat_ws(' ', name, city), translate(name, 'ab', 'cd'), trim(both 'x' from name), reverse(name), repeat('ab', 3), md5(name), encode(sha256(name::bytea), 'hex') FROM customers
SELECT DISTINCT ON (customer_id) customer_id, id, total FROM orders ORDER BY customer_id, placed DESC
SELECT id, total, percent_rank() OVER w, sum(total) OVER (w ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY placed)
SELECT id, avg(total) OVER (ORDER BY placed RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW), sum(total) OVER (ORDER BY placed GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM orders
SELECT country, city, count(*), grouping(country, city) FROM customers GROUP BY GROUPING SETS ((country, city), (country), ())
SELECT country, city, count(*) FROM customers GROUP BY ROLLUP (country, city) HAVING count(*) > 1
SELECT country, city, count(*) FROM customers GROUP BY country, CUBE (city, joined)
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total), percentile_disc(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY total), mode() WITHIN GROUP (ORDER BY status) FROM orders
SELECT corr(total, id), regr_slope(total, id), stddev_samp(total), var_pop(total), covar_pop(total, id), bool_and(total > 5), every(total > 0), bit_or(id) FROM orders
WITH RECURSIVE tree AS (SELECT id, name, ARRAY[id] AS path, false AS cycle FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, t.path || e.id, e.id = ANY (t.path) FROM employees e JOIN tree t ON e.manager_id = t.id WHERE NOT t.cycle) SELECT * FROM tree
WITH RECURSIVE fib (a, b) AS (VALUES (0, 1) UNION ALL SELECT b, a + b FROM fib WHERE b < 1000) SELECT a FROM fib
WITH recent AS MATERIALIZED (SELECT * FROM orders WHERE placed > now() - INTERVAL '30 days') SELECT customer_id, count(*) FROM recent GROUP BY customer_id
WITH recent AS NOT MATERIALIZED (SELECT * FROM orders) SELECT count(*) FROM recent
SELECT d::date, count(o.id) FROM generate_series(date '2024-01-01', date '2024-01-31', interval '1 day') AS d LEFT JOIN orders o ON o.placed::date = d::date GROUP BY d ORDER BY d
SELECT g, g * 2 FROM generate_series(1, 10) AS g WHERE g % 2 = 0
SELECT c.name, o.* FROM customers c LEFT JOIN LATERAL (SELECT id, total FROM orders WHERE customer_id = c.id ORDER BY total DESC FETCH FIRST 3 ROWS WITH TIES) o ON true
SELECT "Mixed Case", "select", "from", "Qty;Sold" FROM "Odd Names" WHERE "group" IS NOT NULL
SELECT o.status AS "order", count(*) AS "select" FROM orders AS o GROUP BY "order" ORDER BY "select" DESC NULLS LAST
SELECT id FROM orders WHERE (customer_id, status) IN (VALUES (1, 'open'), (2, 'paid'))
SELECT id FROM orders WHERE (placed, placed + interval '1 day') OVERLAPS (now(), now() + interval '2 days')
SELECT id FROM orders WHERE total BETWEEN SYMMETRIC 10 AND 1 AND note IS DISTINCT FROM 'x' AND (total > 0) IS TRUE AND status IS NOT NULL
SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size, count(*) FROM orders GROUP BY 1
SELECT name COLLATE "C" FROM customers ORDER BY name COLLATE "C" DESC
SELECT name FROM customers WHERE name LIKE '%!%%' ESCAPE '!' COLLATE "C"
SELECT width_bucket(total, 0, 100, 5), trunc(total, 1), div(total, 2), mod(id, 3), round(total), ceil(total), random(), greatest(total, 1), least(total, 2), nullif(total, 0), gcd(6, 4) FROM orders
SELECT to_tsvector('english', note) @@ to_tsquery('english', 'late & order'), ts_rank(to_tsvector(note), plainto_tsquery('x')), ts_headline(note, to_tsquery('x')) FROM orders
SELECT daterange(joined, current_date, '[)') @> current_date, int4range(1, 5) * int4range(3, 7), upper(numrange(1, 2)), isempty(int4range(1, 1)) FROM customers
SELECT count(*) FROM orders TABLESAMPLE BERNOULLI (10) REPEATABLE (1)
SELECT name FROM ONLY customers
TABLE customers
SELECT * FROM customers c NATURAL JOIN employees e
SELECT c.name FROM customers c WHERE EXISTS (TABLE orders)
SELECT (c).name, (c.*)::text FROM customers AS c
SELECT coalesce(sum(total) FILTER (WHERE shipped IS NULL), 0)::money, count(DISTINCT (customer_id, status)) FROM orders
SELECT i.attributes->>'colour' AS colour, json_array_length(i.attributes->'sizes') FROM items i WHERE (i.attributes->>'weight')::numeric > 1.5
SELECT CAST(placed AS date), placed::time, CAST('1 day' AS interval), DATE '2024-01-01' + 1, TIME '10:00', now()::timestamp(0) FROM orders
SELECT extract(isodow FROM joined), extract(year FROM age(joined)), joined + make_interval(months => 1), joined - date '2024-01-01', (joined + interval '1 month' - interval '1 day')::date FROM customers
SELECT took * 2, extract(hour from took), took > interval '1 hour 30 minutes' FROM events
SELECT name, sum(total) FROM customers JOIN orders ON customers.id = orders.customer_id GROUP BY customers.id, name ORDER BY sum(total) DESC OFFSET 5 ROWS FETCH NEXT 10 ROWS ONLY
SELECT ROW(1, 'a') = ROW(1, 'a'), (SELECT ROW(id, name) FROM items LIMIT 1)
SELECT id FROM orders WHERE NOT total < ALL (ARRAY[1, 2]) OR total = SOME (SELECT price FROM items)
(SELECT id FROM orders ORDER BY id LIMIT 1) UNION (SELECT id FROM items) EXCEPT ALL SELECT id FROM employees
-- Spellings of Postgres 16 and 17
SELECT @ (total - 5) AS off, @ total - 5, 1_000_000, 0xFF, 0b101, 0o17 FROM orders
SELECT t.sku, t.amount FROM events, JSON_TABLE(payload, '$.items[*]' COLUMNS (n FOR ORDINALITY, sku text PATH '$.sku', amount int PATH '$.amount' DEFAULT 0 ON EMPTY)) AS t
SELECT JSON_QUERY(profile, '$.tags' WITH WRAPPER), JSON_QUERY(profile, '$.name' OMIT QUOTES) FROM customers
SELECT normalize(name, NFC), log10(total), log(2, total), regexp_like(name, 'x', 'i'), current_timestamp(0) FROM customers JOIN orders ON orders.customer_id = customers.id
SELECT json_object(ARRAY['a', 'b'], ARRAY['1', '2']), json_object('{a,1}') FROM customers
SELECT country AS land, count(*) AS n FROM customers GROUP BY ROLLUP (land) ORDER BY (land), n DESC NULLS LAST
SELECT DISTINCT ON (land) country AS land, name FROM customers ORDER BY land, name
SELECT JSON_ARRAY(name, email NULL ON NULL), JSON_ARRAY(1, 2 RETURNING jsonb), JSON_OBJECT('k' VALUE 1 WITH UNIQUE KEYS RETURNING jsonb), JSON_OBJECT('a': 1, 'b': city ABSENT ON NULL) FROM customers
SELECT JSON_ARRAYAGG(name ORDER BY id DESC NULL ON NULL), JSON_ARRAYAGG(name ABSENT ON NULL RETURNING jsonb), JSON_OBJECTAGG(name: city ABSENT ON NULL RETURNING json) FROM customers
SELECT point(1, 2) ~= point(1, 2), point(1, 2) <^ point(1, 3), box '(1,1),(0,0)' |>> box '(3,3),(2,2)', box '(1,1),(0,0)' <<| box '(3,3),(2,2)', point(1, 2) ?- point(0, 2), name ~<~ 'b' FROM customers
SELECT e.source <<= inet '10.0.0.0/8', e.id::oid FROM events e ORDER BY e.id USING >, e.kind USING <
SELECT substring(name SIMILAR '%#"a#"%' ESCAPE '#') FROM customers
SELECT c.id, x.b FROM customers c, XMLTABLE('/a' PASSING CAST(c.name AS xml) COLUMNS b text PATH 'b') AS x
SELECT x.id, x.n FROM XMLTABLE('/r/c' PASSING ('<r><c id="1"/></r>'::xml) COLUMNS id int PATH '@id', n text PATH 'n' DEFAULT 'none') AS x
SELECT array_fill(1000000, ARRAY[3]), replace(replace(replace(name, '&', '&amp;'), '<', '&lt;'), '>', '&gt;') FROM customers
SELECT name FROM customers WHERE name !~ ANY (tags) AND name !~* ALL (tags) AND name !~ 'a' AND NOT name ~ ANY (tags)
SELECT interval '1.5' hour, interval '1.5 hours', interval '1.5' second
WITH RECURSIVE t(n, d) AS (SELECT 1, now() UNION ALL SELECT n + 1, d + interval '1 second' FROM t WHERE n < 100) SELECT d FROM t
SELECT COUNT(*) FROM customers a JOIN orders b ON (a.id = b.customer_id AND b.total > 1) OR (a.id = b.id AND a.city = b.note) JOIN order_lines c ON c.order_id = b.id AND (c.quantity > 1 OR b.total > 1)
SELECT name FROM customers WHERE email LIKE '%<!ENTITY%' AND '<a/>'::xml IS NOT NULL
-- a calendar for each of two tables
WITH days AS (SELECT generate_series(DATE '2024-01-01', DATE '2024-12-31', INTERVAL '1 day')::date AS day) SELECT d.day, i.id, COUNT(l.order_id) FROM days d CROSS JOIN items i LEFT JOIN order_lines l ON l.item_id = i.id GROUP BY d.day, i.id
-- a name for what USING merges, and XML by the words of the standard
SELECT j.id, a.total FROM orders a LEFT JOIN items b USING (id) AS j WHERE j.id > 3 ORDER BY j.id
SELECT xpath('/a/text()', XMLPARSE(DOCUMENT '<a>1</a>')), XMLSERIALIZE(CONTENT XMLPARSE(CONTENT note) AS text) FROM orders
SELECT id FROM orders WHERE XMLPARSE(CONTENT note) IS NOT DOCUMENT AND XMLELEMENT(NAME a, note) IS DOCUMENT
SELECT NULL::customers, '<1,2,3>'::text::circle, '10.0.0.0/8'::cidr, 'a'::tsvector, '$.a'::jsonpath
SELECT placed + INTERVAL '3 days ago', placed - INTERVAL '1 month 04:01', INTERVAL '-1 day 23 hours 12.34 sec', INTERVAL '12:34.5678' MINUTE TO SECOND(2), INTERVAL 'P1M' FROM orders
WITH orders AS (SELECT * FROM orders WHERE total > 10) SELECT id FROM orders
WITH RECURSIVE late AS (SELECT id FROM big), big AS (SELECT customer_id AS id FROM orders GROUP BY customer_id HAVING SUM(total) > 10) SELECT id FROM late
SELECT a.total FROM orders a JOIN items b USING (id) AS j WHERE EXISTS (SELECT 1 FROM order_lines l JOIN employees e ON e.id = l.item_id WHERE l.order_id = j.id)
WITH q AS (SELECT j.id, a.total FROM orders a LEFT JOIN items b USING (id) AS j WHERE ABS(j.id) > 3) SELECT * FROM q
SELECT date_part('year', placed) AS year, date_part('epoch', max(placed) - min(placed)) / 86400 AS days FROM orders GROUP BY 1
-- Each day with each pair, though the statement does not tell how many days there are
SELECT d, c.country, i.category, (SELECT COUNT(*) FROM orders AS o WHERE o.placed <= d) FROM generate_series((SELECT MIN(placed) FROM orders), now(), interval '1 day') AS d CROSS JOIN (SELECT DISTINCT country FROM customers) AS c CROSS JOIN (SELECT DISTINCT category FROM items) AS i
SELECT m.n, c.country, i.category FROM (WITH RECURSIVE m(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM m WHERE n < 12) SELECT n FROM m) AS m CROSS JOIN (SELECT DISTINCT country FROM customers) AS c CROSS JOIN (SELECT DISTINCT category FROM items) AS i
-- Signs that are no functions' names, beside comments; roots
SELECT name FROM customers WHERE name ~ ('^' || city) /* a pattern */ AND NOT name ~~ ('%' || city)
SELECT ~ (id) & 3, |/ total + 1, ||/ total, @ total - 5 FROM orders -- of numbers
-- Outputs under the names that they have without being given one
SELECT city, COUNT(*) FROM customers GROUP BY city ORDER BY count DESC, city
SELECT date_trunc('month', placed), SUM(total) FROM orders GROUP BY date_trunc ORDER BY sum
WITH t AS (SELECT status, COUNT(*), MAX(total)::int, array_agg(id) FROM orders GROUP BY status) SELECT t.count, max, array_agg[1] FROM t WHERE t.count > 1
SELECT q.total, "case", q.exists, q.unnest, row_number FROM (SELECT total::int, CASE WHEN true THEN 1 END, EXISTS (SELECT 1), unnest(ARRAY[1]), row_number() OVER () FROM orders) AS q
SELECT max FROM (SELECT (SELECT MAX(total) FROM orders)) AS q UNION SELECT greatest FROM (SELECT CASE WHEN true THEN 0 ELSE greatest(total, 1) END FROM orders) AS q
SELECT date_bin('15 minutes', placed, '2001-01-01'), date_bin(interval '1 day', placed, greatest(placed, '2001-01-01')), date_bin('1 day', placed, placed) FROM orders
SELECT - ~ id, ~ ~ id, ~ - id, 5 & ~ id FROM orders
-- A table behind the expression of its name; a join in parentheses that begins with values
WITH orders AS (SELECT id FROM orders WHERE total > 9 UNION ALL SELECT order_id FROM order_lines) SELECT COUNT(*) FROM orders
SELECT v.a, o.total FROM ((VALUES (1, 'x'), (2, NULL)) AS v(a, b) LEFT JOIN orders AS o ON o.id = v.a)
SELECT date_part('month', placed), COUNT(*) FROM orders GROUP BY date_part ORDER BY date_part
SELECT q.extract FROM (SELECT extract(year FROM placed)::int FROM orders) AS q
WITH best AS (SELECT id, total FROM orders ORDER BY total DESC LIMIT 10) SELECT a.id, b.id, c.id FROM best AS a CROSS JOIN best AS b CROSS JOIN best AS c
SELECT REPEAT('*', id), REPEAT(' ', 4 * id), REPEAT('#', CAST(ROUND(100.0 * id / 7) AS INT)), LPAD(name, 10 - id, '.'), CONCAT(REPEAT('a', id), REPEAT('b', 10 - id)), REPEAT(LPAD(name, 10, ' '), 2) FROM employees
SELECT department, REPEAT('=', CAST(COUNT(*) AS INT)), REPEAT('-', CAST(100 * COUNT(*) / 7 AS INT)) FROM employees GROUP BY department
-- Columns that are called list and array
SELECT l.list[1], list[2], l."array"[1], "array"[1:2], ARRAY[list[1]] FROM (SELECT ARRAY[1, 2] AS list, ARRAY[3, 4] AS "array") AS l
SELECT j.*, a.total FROM orders a JOIN items b USING (id) AS j
SELECT q.id FROM (SELECT j.* FROM orders a LEFT JOIN items b USING (id) AS j) q
WITH RECURSIVE up AS (SELECT id, manager_id FROM employees UNION ALL SELECT e.id, e.manager_id FROM employees e, up WHERE e.manager_id = up.id) SEARCH DEPTH FIRST BY id, manager_id SET place CYCLE id, manager_id SET is_cycle TO 'Y' DEFAULT 'N' USING path SELECT id, place, is_cycle, path FROM up LIMIT 10
WITH RECURSIVE up("The id", boss) AS (SELECT id, manager_id FROM employees UNION ALL SELECT e.id, e.manager_id FROM employees e, up WHERE e.manager_id = up."The id") CYCLE "The id", boss SET is_cycle USING path SELECT "The id" FROM up WHERE NOT is_cycle
WITH RECURSIVE up("The id") AS (SELECT id FROM employees UNION ALL SELECT e.id FROM employees e, up WHERE e.manager_id = up."The id") SEARCH BREADTH FIRST BY "The id" SET place SELECT "The id" FROM up ORDER BY place
SELECT CASE .5 WHEN discount THEN 'half' ELSE 'other' END, COUNT(DISTINCT .5) FROM order_lines GROUP BY discount
SELECT DISTINCT .5 * quantity FROM order_lines
SELECT COLLATION FOR (name), COLLATION FOR ('a' || city) FROM customers
SELECT DATE '2024-03-01'::timestamp, TIMESTAMP WITH TIME ZONE '2024-03-01 10:00'::date, JSON '{"a": 1}'::jsonb -> 'a'
SELECT id FROM orders WHERE total BETWEEN SYMMETRIC (20) AND (10) OR total NOT BETWEEN ASYMMETRIC (1) AND 2
SELECT UPPER(profile -> 'address' ->> 'city'::text), LOWER(profile -> 'address' ->> city), MAX(profile -> 'a' #>> '{b}'::text[]) FROM customers GROUP BY profile, city
SELECT name AS n, name AS n FROM customers ORDER BY n
SELECT name, name AS name, city FROM customers ORDER BY name
SELECT customer_id, SUM(COUNT(*)) FILTER (WHERE customer_id > 1) OVER (ORDER BY customer_id) FROM orders GROUP BY customer_id
-- Words that are names where they stand
SELECT drop, insert, xor, if FROM (SELECT 1 AS "drop", 2 AS "insert", 3 AS xor, 4 AS if) q WHERE q.drop = 1 AND NOT xor > 3 AND if < 5
SELECT semi.id, qualify.name FROM orders semi JOIN customers qualify ON qualify.id = semi.customer_id
SELECT between, q.select, q.join FROM (SELECT 1 AS between, 2 AS "select", 3 AS "join") q WHERE between BETWEEN 0 AND between AND between::int BETWEEN SYMMETRIC 5 AND 1
SELECT q.select, q.join, name AS not FROM (SELECT name AS select, city AS join, name FROM customers) q ORDER BY q.select
SELECT STRPOS(name COLLATE "C", 'x'), STRPOS(name || 'x', LOWER(name)) FROM customers
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t FETCH FIRST 5 ROWS ONLY
-- Steps that end, and sums of what is linked
WITH RECURSIVE t(n) AS (SELECT 27 UNION ALL SELECT CASE WHEN n % 2 = 0 THEN n / 2 ELSE 3 * n + 1 END FROM t WHERE n <> 1) SELECT COUNT(*) FROM t
WITH RECURSIVE t(d) AS (SELECT DATE '2024-01-01' UNION ALL SELECT (d + INTERVAL '1 day')::date FROM t WHERE d < DATE '2030-01-01') SELECT COUNT(*) FROM t
WITH RECURSIVE t(n, s) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, format('%s, %s', s, n) FROM t WHERE n < 40) SELECT LENGTH(s) FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT unnest(ARRAY[2 * n, 2 * n + 1]) FROM t WHERE n < 60) SELECT COUNT(*) FROM t
WITH RECURSIVE t(n) AS (SELECT 1000000 UNION ALL SELECT n / 2 FROM t WHERE n > 1) SELECT COUNT(*) FROM t
SELECT a.id FROM orders a JOIN orders b ON a.customer_id = b.customer_id JOIN orders c ON c.total = a.total + b.total
-- Recursion whose first query is all of another
WITH RECURSIVE ends AS (SELECT MIN(shipped) AS d, MAX(shipped) AS last FROM orders), days AS (SELECT * FROM ends UNION ALL SELECT d + 1, last FROM days WHERE d < last) SELECT d FROM days
-- Fields of rows
SELECT (o).total, (o.*).id FROM orders AS o
SELECT (array_agg(o ORDER BY o.total DESC))[1].id FROM orders AS o
SELECT (SELECT o FROM orders AS o ORDER BY o.total DESC LIMIT 1).id
SELECT (x.o).total FROM (SELECT o FROM orders AS o) AS x
SELECT (ROW(1, 'a'::text)).f2, (json_populate_record(NULL::orders, '{}')).total
SELECT (pair).key, (pair).value FROM jsonb_each('{"a": 1}') AS pair
SELECT n FROM ROWS FROM (generate_series(1, 3)) AS n
SELECT day FROM date_trunc('day', now()) AS day
WITH RECURSIVE t AS (SELECT id, 1 AS n FROM employees WHERE manager_id IS NULL UNION ALL (WITH u AS (SELECT id, n FROM t WHERE n < 9) SELECT e.id, u.n + 1 FROM employees e JOIN u ON e.manager_id = u.id)) SELECT * FROM t
-- The names of functions as those of their outputs
SELECT date(placed), COUNT(*) FROM orders GROUP BY date ORDER BY date
SELECT city, string_agg(name, ', ') FROM customers GROUP BY city ORDER BY string_agg DESC
SELECT q.array_length, q.concat, q.ceil, q.json_agg, q.timezone FROM (SELECT array_length(tags, 1), concat(name, '!'), ceil(id / 2.0), json_agg(id) OVER (), now() AT TIME ZONE 'UTC' FROM customers) q
SELECT q.mod, q.char_length, q.ceiling, q.strpos, q.substr, q.variance, q.pow, q.now FROM (SELECT MOD(id, 2), CHAR_LENGTH(note), CEILING(total), STRPOS(note, 'a'), SUBSTR(note, 2), VARIANCE(total) OVER (), POW(total, 2), NOW() FROM orders) q
SELECT mod, COUNT(*) FROM (SELECT MOD(id + 1, 2) FROM orders) q GROUP BY mod ORDER BY mod
SELECT q.ltrim, q.btrim, q.lpad, q.acos, q.make_time, q.power, q.array_append, q.regexp_count, q.lower FROM (SELECT LTRIM(name), TRIM(name), LPAD(name, 3), ACOS(1), MAKE_TIME(1, 2, 3), POWER(id, 2), ARRAY_APPEND(tags, 'a'), REGEXP_COUNT(name, 'a'), pg_catalog.lower(name) FROM customers) q
SELECT q.numeric, q.date, q.interval, q.localtime, q.row FROM (SELECT (total + 1)::numeric, '2024-01-01'::date, INTERVAL '1 day', LOCALTIME, ROW(1, 2) FROM orders) q
SELECT now, strpos.strpos FROM now(), strpos('abc', 'b')
-- Words after the argument of a function for JSON
SELECT JSON('{}' WITH UNIQUE KEYS), JSON_EXISTS(profile, '$.a' ERROR ON ERROR), JSON_SERIALIZE(profile RETURNING bytea) FROM customers
SELECT JSON_VALUE(profile, '$.a[$i]' PASSING id AS i), JSON_VALUE(profile, '$.a' PASSING 1 AS i, LENGTH(name) + 1 AS j RETURNING numeric DEFAULT 0 ON EMPTY) FROM customers
SELECT id FROM customers c WHERE JSON_EXISTS(c.profile, '$.a ? (@ > $x)' PASSING CAST(c.id AS int) AS x ERROR ON ERROR) AND JSON_QUERY(profile, '$.a[$i]' PASSING 0 AS i WITH WRAPPER) IS NOT NULL
SELECT t.a FROM customers c, JSON_TABLE(c.profile, '$.a[*] ? (@.b > $x)' PASSING c.id AS x COLUMNS (a int PATH '$.b')) AS t
SELECT XMLEXISTS('//a' PASSING BY VALUE (note::xml)), XMLEXISTS('//a' PASSING (note::xml) BY REF) FROM orders
-- All fields of a value
SELECT q.key, q.value FROM (SELECT id, (jsonb_each(profile)).* FROM customers) AS q
SELECT q.name, q.total FROM (SELECT (c).*, (o).* FROM customers AS c JOIN orders AS o ON o.customer_id = c.id) AS q
SELECT q.name FROM (SELECT (SELECT c FROM customers AS c LIMIT 1).*) AS q
SELECT q.mood, q.int4, q.xmlelement, q.cidr FROM (SELECT 'ok'::mood, '{1}'::int[], XMLELEMENT(NAME a, 1), '10.0.0.0/8'::cidr) AS q
-- Clocks in FROM, moments in the zone of the session, and lengths of time with a precision
SELECT d, ts FROM CURRENT_DATE AS d CROSS JOIN LOCALTIMESTAMP AS l(ts)
SELECT o.id, "current_date" FROM orders AS o JOIN customers AS c ON c.id = o.customer_id, CURRENT_DATE WHERE o.placed < CURRENT_DATE
SELECT placed AT LOCAL, q.timezone FROM orders, (SELECT NOW() AT LOCAL) AS q WHERE placed AT LOCAL > '2024-01-01'
SELECT (NOW() - placed)::interval(0), CAST('1.25 s' AS INTERVAL(1)) FROM orders
-- A recursion whose step is in FROM
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT * FROM (SELECT n + 1 AS n FROM t WHERE n < 9) AS s) SELECT COUNT(*) FROM t
-- Functions in FROM without an alias, by their own names
SELECT generate_series.generate_series, unnest.*, jsonb_each.key FROM customers, generate_series(1, 2), unnest(tags), jsonb_each(profile)
SELECT l.email, l.total FROM customers c CROSS JOIN LATERAL (SELECT c.*, o.total FROM orders o WHERE o.customer_id = c.id) l
SELECT c.id, (SELECT COUNT((SELECT COUNT(*) FROM jsonb_array_elements(e.value))) FROM jsonb_array_elements(c.profile) e) FROM customers c
-- Aggregates of an outer column that FILTER by the subquery's
SELECT o.id FROM orders o WHERE o.total > (SELECT MAX(o.total - 1) FILTER (WHERE i.price > 1) FROM items i)
SELECT COALESCE(a.id, b.id, c.id) FROM customers a FULL JOIN employees b ON a.id = b.id FULL JOIN orders c ON c.id = COALESCE(a.id, b.id)
SELECT c.name, x.n FROM customers AS c CROSS JOIN LATERAL (SELECT COUNT(*) AS n FROM orders AS o JOIN orders AS p ON p.customer_id = o.customer_id AND p.id < o.id WHERE o.customer_id = c.id) AS x
SELECT COUNT(*) FROM GENERATE_SERIES(NOW() - INTERVAL '30 days', NOW(), INTERVAL '1 minute') AS g
SELECT COUNT(*) FROM GENERATE_SERIES(TIMESTAMP '2020-01-01', NOW() + INTERVAL '1 year', INTERVAL '1 hour') AS g
SELECT STRING_AGG(REPEAT('-', 20) || name, ' ') FROM customers
SELECT COUNT(*) FROM orders a, generate_series(1, a.id) b, generate_series(1, b) c
SELECT name ~ ('^' || repeat('[a-z]', 3)) FROM customers
-- Operators and functions of extensions
SELECT id, 1 - (tags <=> '{a}') AS likeness FROM customers WHERE tags <=> '{a}' < 0.5 ORDER BY tags <=> '{a}', tags <#> '{a}' LIMIT 5
SELECT name % 'a', 'a' <% name, name %> 'a', name <->> 'a', POINT(1, 2) <@> POINT(3, 4), id % 2 > 1 FROM customers
SELECT TIME_BUCKET('1 day', placed) AS day, FIRST(total, placed), LAST(total, placed) FROM orders GROUP BY day
SELECT COSINE_DISTANCE(tags, '{a}'), NLEVEL(tags), SUBPATH(tags, 0, 1) FROM customers
SELECT $$'a' NULL ON EMPTY$$, $a$'x' WITH WRAPPER$a$, JSON_VALUE(profile, '$.a' PASSING id AS x) FROM customers WHERE city = $$it's$$
-- Columns of groups by the primary key, by an alias, and by the name that the engine gives
SELECT c.name, c.city, SUM(o.total) FROM customers AS c JOIN orders AS o ON o.customer_id = c.id GROUP BY c.id
SELECT c.* FROM customers AS c GROUP BY c.id
SELECT UPPER(name), COUNT(*) FROM customers GROUP BY upper
SELECT city AS place, name, COUNT(*) FROM customers GROUP BY GROUPING SETS ((place), (place, name), ())
SELECT (city), name, COUNT(*) FROM customers GROUP BY (city, name)
WITH RECURSIVE up (id, boss) AS (SELECT id, manager_id FROM employees UNION ALL SELECT e.id, e.manager_id FROM up LEFT JOIN employees e ON e.id = up.boss WHERE e.id IS NOT NULL) SELECT id FROM up
