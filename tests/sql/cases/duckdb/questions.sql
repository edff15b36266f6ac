-- As analysts ask DuckDB
SELECT status FROM orders GROUP BY ALL UNION (SELECT name FROM items)
FROM orders
FROM orders SELECT status, COUNT(*) GROUP BY ALL ORDER BY ALL
SELECT status, SUM(total) AS revenue FROM orders GROUP BY ALL ORDER BY revenue DESC
SELECT * EXCLUDE (note, shipped) FROM orders
SELECT * REPLACE (ROUND(total) AS total, UPPER(status) AS status) FROM orders
SELECT * RENAME (total AS amount) FROM orders
SELECT COLUMNS('^t') FROM orders
SELECT MIN(COLUMNS(*)) FROM order_lines
SELECT COLUMNS(c -> c LIKE 't%') FROM orders
SELECT o.* EXCLUDE (note), c.name FROM orders o JOIN customers c ON c.id = o.customer_id
PIVOT orders ON status USING SUM(total) GROUP BY customer_id
PIVOT orders ON status IN ('open', 'paid') USING SUM(total) AS t, COUNT(*) AS n GROUP BY customer_id
PIVOT (SELECT status, total, customer_id FROM orders) ON status USING MAX(total)
UNPIVOT quarters ON q1, q2, q3, q4 INTO NAME quarter VALUE amount
UNPIVOT quarters ON COLUMNS(* EXCLUDE (item)) INTO NAME quarter VALUE amount
SELECT * FROM (PIVOT orders ON status USING SUM(total) GROUP BY customer_id)
WITH p AS (PIVOT orders ON status USING COUNT(*) GROUP BY customer_id) SELECT * FROM p
FROM (UNPIVOT quarters ON q1, q2 INTO NAME quarter VALUE amount) SELECT item, quarter, amount WHERE amount > 5
SELECT * FROM orders PIVOT (SUM(total) FOR status IN ('open', 'paid') GROUP BY customer_id)
SELECT * FROM quarters UNPIVOT (amount FOR quarter IN (q1, q2, q3, q4))
SELECT * FROM quarters UNPIVOT INCLUDE NULLS (amount FOR quarter IN (q1, q2))
SELECT [x * 2 for x in [1, 2, 3]] AS doubled
SELECT [x.upper() for x in tags if x <> 'a'] AS loud FROM customers
SELECT [t for t in tags if t LIKE 'v%'] FROM customers
SELECT list_transform([1, 2, 3], x -> x + 1), list_filter(tags, x -> length(x) > 3), list_reduce([1, 2, 3], (a, b) -> a + b), list_sort(tags), list_aggregate([1, 2], 'sum') FROM customers
SELECT list_transform(tags, lambda t : upper(t)) FROM customers
SELECT tags[1], tags[-1], tags[1:2], tags[:2], len(tags), list_contains(tags, 'vip'), array_length(tags), list_distinct(tags), unnest(tags) FROM customers
SELECT c.name, t.tag FROM customers c, UNNEST(c.tags) AS t(tag)
SELECT c.name, tag FROM customers c CROSS JOIN UNNEST(c.tags) AS u(tag) WHERE tag <> ''
SELECT name, UNNEST(tags) AS tag FROM customers
SELECT address.street, address['zip'], struct_extract(address, 'zip'), c.address.street FROM customers c
SELECT {'a': 1, 'b': {'c': 2}} AS s, {'a': 1}.a, struct_pack(x := 1, y := 'b'), ROW(1, 2), MAP {'k': 1, 'l': 2}, MAP {'k': 1}['k'], [1, 2, 3][1]
SELECT unnest({'a': 1, 'b': 2}), unnest([{'a': 1}, {'a': 2}], recursive := true)
SELECT attributes['colour'], map_keys(attributes), map_values(attributes), element_at(attributes, 'x'), cardinality(attributes) FROM items
SELECT profile ->> '$.name', profile -> 'age', json_extract(profile, '$.a[0]'), json_extract_string(profile, '$.b'), profile.name, json_array_length(profile), json_keys(profile) FROM customers
SELECT id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) AS rn FROM orders QUALIFY rn = 1
SELECT id FROM orders QUALIFY RANK() OVER (PARTITION BY customer_id ORDER BY total DESC) <= 3
SELECT id, SUM(total) OVER w FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY placed) QUALIFY COUNT(*) OVER w > 1
SELECT id, AVG(total) OVER (ORDER BY placed RANGE BETWEEN INTERVAL 3 DAYS PRECEDING AND CURRENT ROW) FROM orders
SELECT id, LAST_VALUE(total IGNORE NULLS) OVER (ORDER BY placed), LAG(total, 1, 0 IGNORE NULLS) OVER (ORDER BY placed) FROM orders
SELECT arg_max(name, salary), arg_min(name, salary), max(salary, 3), mode(department), median(salary), quantile_cont(salary, [0.25, 0.75]), approx_count_distinct(name), list(name ORDER BY salary), string_agg(name, ', '), histogram(department), first(name), any_value(name) FROM employees
SELECT date_trunc('month', placed) AS m, COUNT(*) FROM orders GROUP BY m ORDER BY m
SELECT placed::DATE AS d, placed + INTERVAL 1 DAY, placed - INTERVAL '2 hours', date_diff('day', placed, now()::timestamp), datediff('month', shipped, current_date), date_part('year', placed), year(placed), month(placed), dayname(placed), strftime(placed, '%Y-%m'), strptime('2024-01-01', '%Y-%m-%d'), last_day(shipped), epoch(placed), make_date(2024, 1, 1), age(placed), time_bucket(INTERVAL '1 week', placed), extract('dow' FROM placed) FROM orders
SELECT d.day, COUNT(o.id) FROM generate_series(DATE '2024-01-01', DATE '2024-12-31', INTERVAL 1 DAY) AS d(day) LEFT JOIN orders o ON o.placed::DATE = d.day GROUP BY 1
SELECT * FROM range(10) r(i)
SELECT unnest(range(1, 13)) AS month
SELECT UNNEST(generate_series(DATE '2024-01-01', DATE '2024-03-01', INTERVAL 1 MONTH)) AS m
SELECT r.range, i.name FROM range(1, 5) r JOIN items i ON i.id = r.range
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT * FROM t
WITH RECURSIVE chain AS (SELECT id, [name] AS path FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, list_append(c.path, e.name) FROM employees e JOIN chain c ON e.manager_id = c.id) SELECT * FROM chain
WITH RECURSIVE spine AS (SELECT DATE '2024-01-01' AS d UNION ALL SELECT d + INTERVAL 1 DAY FROM spine WHERE d < DATE '2024-02-01') SELECT d FROM spine
SELECT * FROM customers c ASOF JOIN orders o ON c.id = o.customer_id AND c.joined >= o.placed
SELECT * FROM customers c POSITIONAL JOIN employees e
SELECT * FROM customers c SEMI JOIN orders o ON o.customer_id = c.id
SELECT * FROM customers c ANTI JOIN orders o ON o.customer_id = c.id
SELECT * FROM customers c, LATERAL (SELECT MAX(total) AS m FROM orders o WHERE o.customer_id = c.id) AS x WHERE x.m > 5
SELECT c.id, x.total FROM customers c LEFT JOIN LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id ORDER BY placed DESC LIMIT 1) x ON TRUE
SELECT id, name FROM customers UNION BY NAME SELECT id, name, price FROM items
SELECT name FROM customers UNION ALL BY NAME SELECT name, hired FROM employees
SELECT name FROM customers EXCEPT SELECT name FROM employees INTERSECT SELECT name FROM items
SELECT * FROM orders USING SAMPLE 10%
SELECT * FROM orders TABLESAMPLE RESERVOIR (20)
SELECT * FROM orders USING SAMPLE 5 ROWS
SELECT * FROM orders ORDER BY total DESC NULLS LAST LIMIT 10 OFFSET 5
SELECT * FROM orders LIMIT 10%
SELECT DISTINCT ON (customer_id) customer_id, total FROM orders ORDER BY customer_id, total DESC
SELECT COUNT(*) FILTER (total > 5), SUM(total) FILTER (WHERE status = 'paid') FROM orders
SELECT department, city, COUNT(*) FROM employees, customers WHERE employees.id = customers.id GROUP BY GROUPING SETS ((department, city), (department), ())
SELECT department, COUNT(*), GROUPING_ID(department) FROM employees GROUP BY ROLLUP (department)
SELECT name FROM customers WHERE name ILIKE '%a%' AND name SIMILAR TO '[A-C].*' AND regexp_matches(name, '^A') AND name ~ 'A.*' AND name NOT LIKE 'b%' AND name GLOB 'A*' AND starts_with(name, 'A') AND contains(name, 'd') AND name ^@ 'A'
SELECT regexp_extract(email, '@(.+)$', 1), regexp_replace(name, '\s+', ' ', 'g'), string_split(name, ' ')[1], split_part(email, '@', 2), concat_ws(' ', name, city), name || ' ' || city, lower(name).trim(), printf('%s', name), format('{} {}', name, city), levenshtein(name, 'Ada'), jaccard(name, 'Ada') FROM customers
SELECT TRY_CAST(note AS INTEGER), CAST(total AS DOUBLE), total::VARCHAR, note::INT FROM orders
SELECT CASE WHEN total > 5 THEN 'a' ELSE 'b' END AS k, IF(total > 5, 1, 0), IFNULL(note, ''), COALESCE(note, status) FROM orders
SELECT total AS t, t * 2 AS twice, twice + 1 AS more FROM orders WHERE t > 5 AND twice < 100
SELECT "select", "group", "Qty;Sold" FROM "Odd Names" WHERE "select" = 'x; drop table orders'
SELECT 'COPY orders TO ''x''' AS s, 'ATTACH ''x''' AS t, $$INSTALL httpfs$$ AS u, E'a\nb' AS v
SELECT count(*) FROM main.orders o WHERE o.status IN ('open') AND o.id NOT IN (SELECT order_id FROM order_lines)
SELECT x.a, x.b FROM (VALUES (1, 'a'), (2, 'b')) x(a, b)
VALUES (1, 2), (3, 4)
SELECT 'abc'[1], 'abc'[2:3], 10 // 3, 10 % 3, 2 ** 3, 2 ^ 3, 5 & 3, 5 | 3, xor(5, 3), ~5, 1 << 3, 1_000_000, 1e3, 0.5
SELECT id FROM orders WHERE total BETWEEN 1 AND 5 AND (customer_id, total) IN ((1, 2), (3, 4)) AND note IS DISTINCT FROM 'x' AND status = ANY (['open', 'paid']) AND status IN ['open']
SELECT greatest(1, 2), least(1, 2), round(total, 1), ceil(total), sign(total), hash(id), md5(status), abs(-1), even(3), gcd(4, 6), bit_count(5), random() FROM orders
SELECT date '2024-01-01' + 5, INTERVAL '1' YEAR, INTERVAL (id) DAY, TIMESTAMP '2024-01-01 00:00:00', now() AT TIME ZONE 'UTC', today(), current_timestamp FROM orders
SELECT happened, kind, payload ->> 'a', took FROM events WHERE took > INTERVAL '5 seconds' AND kind NOT IN ('drop', 'attach')
WITH a AS MATERIALIZED (FROM orders SELECT id, total), b AS (FROM a WHERE total > 5) FROM b
SELECT sum(x) FROM (SELECT unnest([1, 2, 3]) AS x)
SELECT o.customer_id, list({'id': o.id, 'total': o.total} ORDER BY o.placed) AS orders FROM orders o GROUP BY o.customer_id
SELECT list_zip([1, 2], ['a', 'b']), flatten([[1], [2]]), array_agg(DISTINCT status), list_value(1, 2), list_unique(array_agg(status)) FROM orders
SELECT department, salary, salary - lag(salary) OVER (PARTITION BY department ORDER BY hired) AS delta FROM employees ORDER BY ALL
SELECT a.id FROM orders a JOIN orders b USING (customer_id) WHERE a.id < b.id
-- In the manner of its documentation
FROM customers
FROM orders SELECT status, count(*) GROUP BY ALL ORDER BY ALL
SELECT * EXCLUDE (note) REPLACE (total * 2 AS total) FROM orders
SELECT COLUMNS('.*id'), COLUMNS(c -> c LIKE '%t%') FROM orders
SELECT min(COLUMNS(*)) FROM orders
SELECT arg_max(id, total), arg_min(id, total), max_by(id, total), list(status ORDER BY id), string_agg(status, ','), histogram(status), mode(status), median(total), quantile_cont(total, [0.25, 0.75]), approx_quantile(total, 0.5), first(status), any_value(note), count_if(total > 5), bool_or(total > 5), product(total), kurtosis(total), entropy(id), approx_count_distinct(id), max(total, 3) FROM orders
SELECT tags[1], tags[-1], tags[1:2], len(tags), list_contains(tags, 'a'), list_filter(tags, x -> x <> 'a'), list_transform(tags, lambda x: upper(x)), [x || '!' FOR x IN tags IF x <> ''], list_sort(tags), list_distinct(tags), list_aggregate(tags, 'count'), array_to_string(tags, ','), list_reduce([1, 2], (a, b) -> a + b), list_zip([1], [2]), flatten([[1], [2]]), unnest(tags), range(3), generate_series(1, 3), list_concat(tags, ['x']), tags || ['y'] FROM customers
SELECT address.street, address['zip'], struct_pack(a := 1, b := 2), {'a': 1, 'b': name}, row(1, 2), struct_extract(address, 'zip'), struct_insert(address, c := 1), unnest(address) FROM customers
SELECT attributes['colour'], map_keys(attributes), map_values(attributes), MAP {'a': 1}, map(['a'], [1]), map_extract(attributes, 'x'), cardinality(attributes), map_entries(attributes) FROM items
SELECT profile->'$.a', profile->>'$.a.b', json_extract_string(profile, '$.a'), json_keys(profile), json_array_length(profile), profile.a.b, json_type(profile), to_json(address), json_group_array(name), json_object('a', 1), json_valid('{}'), json_contains(profile, '1') FROM customers GROUP BY ALL
SELECT date_trunc('month', placed), date_diff('day', placed, shipped), date_part('year', placed), datepart('week', placed), strftime(placed, '%Y-%m'), strptime('2024', '%Y'), placed + INTERVAL 1 MONTH, placed - INTERVAL '2 days', last_day(placed), dayname(placed), monthname(placed), epoch(placed), to_timestamp(0), make_date(2024, 1, 1), age(placed), date_add(placed::DATE, INTERVAL 1 DAY), time_bucket(INTERVAL '1 week', placed), year(placed), isodow(placed), extract('hour' FROM placed), current_date, now(), today(), date_sub('month', placed, now()::TIMESTAMP), century(placed), epoch_ms(placed) FROM orders
SELECT name ILIKE '%a%', name SIMILAR TO 'a.*', regexp_matches(name, 'a'), regexp_extract(name, '(\d+)', 1), regexp_replace(name, 'a', 'b', 'g'), regexp_extract_all(name, 'a'), regexp_split_to_array(name, ' '), string_split(name, ' '), split_part(name, ' ', 1), name[1], name[1:3], contains(name, 'a'), starts_with(name, 'A'), prefix(name, 'A'), levenshtein(name, city), jaro_winkler_similarity(name, city), lpad(name, 5, '*'), format('{} {}', name, city), printf('%s', name), concat_ws(' ', name, city), md5(name), sha256(name), hash(name), ascii(name), strip_accents(name), left(name, 2), reverse(name), repeat(name, 2), translate(name, 'a', 'b'), name ^@ 'A', name GLOB 'A*', bar(5, 0, 10), base64('x'::BLOB), trim(name) FROM customers
SELECT id FROM orders QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY placed DESC) = 1
SELECT id, sum(total) OVER (PARTITION BY customer_id ORDER BY placed RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND CURRENT ROW), lag(total IGNORE NULLS) OVER w, first(total) OVER w, fill(total) OVER (ORDER BY id), sum(total) FILTER (WHERE total > 5) OVER w FROM orders WINDOW w AS (ORDER BY placed ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW)
PIVOT orders ON status USING sum(total) GROUP BY customer_id
PIVOT orders ON status IN ('open', 'paid') USING sum(total) AS s, count(*) AS n GROUP BY customer_id ORDER BY customer_id LIMIT 5
SELECT * FROM (PIVOT orders ON status USING count(*))
UNPIVOT quarters ON q1, q2, q3 INTO NAME quarter VALUE amount
SELECT * FROM orders PIVOT (sum(total) FOR status IN ('open', 'paid') GROUP BY customer_id)
SELECT o.id, c.name FROM orders o ASOF JOIN customers c ON o.customer_id = c.id AND o.placed >= c.joined
SELECT * FROM customers POSITIONAL JOIN employees
SELECT c.name, t.tag FROM customers c, unnest(c.tags) AS t(tag)
SELECT c.name, t FROM customers c CROSS JOIN LATERAL unnest(c.tags) AS u(t)
SELECT c.name, x.total FROM customers c, LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id LIMIT 1) x
SELECT d::DATE, count(o.id) FROM generate_series(DATE '2024-01-01', DATE '2024-01-31', INTERVAL 1 DAY) AS g(d) LEFT JOIN orders o ON o.placed::DATE = d GROUP BY 1
SELECT range AS n FROM range(10)
SELECT i FROM range(1, 5) t(i)
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT n FROM t
WITH RECURSIVE tree AS (SELECT id, [name] AS path FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, list_append(t.path, e.name) FROM employees e JOIN tree t ON e.manager_id = t.id) SELECT * FROM tree
SELECT country, city, count(*), grouping(country) FROM customers GROUP BY GROUPING SETS ((country, city), country, ())
SELECT country, city, count(*) FROM customers GROUP BY CUBE (country, city)
SELECT name FROM customers UNION BY NAME SELECT name, salary FROM employees
SELECT name FROM customers UNION ALL BY NAME SELECT salary, name FROM employees
SELECT * FROM orders USING SAMPLE reservoir(50 ROWS) REPEATABLE (100)
SELECT * FROM orders TABLESAMPLE 5 PERCENT (bernoulli)
SELECT total AS t, t * 2 AS d FROM orders WHERE t > 5 GROUP BY ALL HAVING d > 3
SELECT "select", "group", "Qty;Sold" FROM "Odd Names"
SELECT CAST(total AS INT), total::VARCHAR, TRY_CAST(note AS INT), '2024-01-01'::DATE, 5 // 2, 5 % 2, 2 ** 3, 2 ^ 3, 1_000, 0x1F, 1e3, 'a' || 'b', xor(1, 2), ~1, 5 & 3, @(-5) FROM orders
SELECT CASE WHEN total > 5 THEN 'a' ELSE 'b' END AS size, count(*) FROM orders GROUP BY size
SELECT if(total > 5, 1, 0), ifnull(note, ''), nullif(total, 0), coalesce(note, 'x'), greatest(total, 1), least(total, 2), round(total, 1), ceil(total), floor(total), abs(total), sqrt(total), ln(total), log10(total), pow(total, 2), random(), sign(total), mod(id, 3), fmod(5, 2), gcd(4, 6), even(3), factorial(5), isnan(1.0), bit_count(5), trunc(total), uuid() FROM orders
SELECT id FROM orders WHERE (customer_id, status) IN ((1, 'a')) AND total BETWEEN 1 AND 5 AND note IS DISTINCT FROM 'x' AND status NOT IN ('a') AND id = ANY (SELECT id FROM items) AND id IN [1, 2]
VALUES (1, 'a'), (2, 'b')
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(n, s)
SELECT x.* FROM (SELECT unnest([{'a': 1, 'b': 2}], recursive := true)) AS x
SELECT enum_range(NULL::ENUM('a', 'b')), typeof(1), 1::UNION(num INT, str VARCHAR), union_tag(1::UNION(num INT)), 'x'::VARCHAR COLLATE NOCASE
SELECT name FROM customers ORDER BY name COLLATE NOCASE DESC NULLS FIRST LIMIT 10 OFFSET 5
SELECT name FROM customers LIMIT 10%
SELECT t.name FROM customers AS t WHERE t.name LIKE '10$%%' ESCAPE '$'
SELECT count(*) FROM orders WHERE placed >= current_date - INTERVAL 30 DAY AND date_trunc('day', placed) = DATE '2024-01-01'
SELECT name: upper(name), n: 1 FROM customers
SELECT rowid, id FROM orders ORDER BY rowid LIMIT 2
SELECT list_value(1, 2), list_sum([1, 2]), list_avg([1]), list_min([1]), list_position([1], 1), list_slice([1, 2], 1, 1), list_has_any([1], [1]), list_cosine_similarity([1.0], [2.0]), array_value(1, 2), array_cross_product(array_value(1.0, 2, 3), array_value(1.0, 2, 3))
SELECT name.upper().lower(), total.round(1) FROM customers, orders WHERE customers.id = orders.customer_id
SELECT sum(total) AS s FROM orders GROUP BY status HAVING s > (SELECT avg(total) FROM orders) ORDER BY s DESC
SELECT $$it's; DROP$$, E'a\n', 'it''s'
SELECT c.name, x.total FROM customers c JOIN (SELECT total FROM orders o WHERE o.customer_id = c.id ORDER BY total DESC LIMIT 3) x ON TRUE
SELECT c.name, a.n, b.total FROM customers c, (SELECT count(*) AS n FROM orders o WHERE o.customer_id = c.id) a, (SELECT total FROM orders p WHERE p.customer_id = c.id) b
SELECT 5!, id! + 1, i.id!, (1 + 2)!, [3][1]!, length(name)::INT!, 3! = 6, 3 != 6, name !~ 'a', name !~~ 'b' FROM items i WHERE id < 5
SELECT try(1 / 0), reduce([1, 2], lambda x, y: x + y)
SELECT bar(150000, 0, 1000000, 20), list_resize([1], 3, 99999999), to_base(123456789, 2), bitstring('101', 10)
SELECT json_array_length(profile -> 'a'), json_type(profile -> '$.a'), coalesce(profile -> 'b', '1'), to_json(profile -> 'a' -> 'b'), list_transform([1], lambda x: x + 1) FROM customers
SELECT item, quarter, sold, q3 FROM (UNPIVOT quarters ON q1, q2 INTO NAME quarter VALUE sold)
SELECT item, name, value FROM (UNPIVOT quarters ON q1, q2, q3, q4)
SELECT customer_id, paid, "open" FROM orders PIVOT (sum(total) FOR status IN ('paid', 'open') GROUP BY customer_id)
SELECT customer_id, paid_s, n_c FROM (SELECT customer_id, status, total FROM orders) PIVOT (sum(total) AS s, count(*) AS c FOR status IN ('paid', 'new' AS n))
SELECT name FROM customers WHERE name <> ALL(tags) AND 3 > ALL([1, 2]) AND 3 = SOME([3])
-- the database that is in memory
SELECT id FROM memory.main.orders
SELECT memory.main.items.name FROM memory.main.items
SELECT orders.id FROM memory.orders JOIN memory.main.items ON memory.items.id = memory.orders.id
SELECT EXTRACT('isodow' FROM placed), date_part('epoch', placed), datepart('yearweek', shipped), date_sub('millennium', shipped, placed) FROM orders
WITH RECURSIVE t(a, n) USING KEY (a) AS (SELECT 1, 1 UNION SELECT a, n + 1 FROM t WHERE n < 5) SELECT a, n FROM t
SELECT approx_top_k(status, 2) FROM orders
WITH orders AS (SELECT * FROM orders WHERE total > 10) SELECT id FROM orders
-- Names of outputs that are told apart
SELECT total * 2 AS twice, alias.twice + 1 AS more FROM orders WHERE alias.twice > 10 ORDER BY alias.twice
SELECT id, id_1, name FROM (SELECT * FROM customers c JOIN orders o ON o.customer_id = c.id) AS both_of_them
SELECT name_2 FROM (SELECT name, name, lower(name) AS name FROM customers)
SELECT name FROM customers UNION ALL SELECT department FROM employees ORDER BY department
SELECT LAST_VALUE(note IGNORE NULLS) OVER (ORDER BY placed) FROM orders TABLESAMPLE BERNOULLI (100%)
-- Methods of what is computed, of fields, and of the variables of lambdas
SELECT lower(name).trim(), (total + orders.total).round(1), [customers.name, city].len(), (name || ' ' || city).split(' ')[1].upper() FROM customers, orders WHERE customer_id = customers.id
SELECT address.street.upper(), address.zip.left(2), c.tags[1].upper(), main.lower(name), name AS n, n.length() FROM customers AS c
SELECT tags.list_transform(lambda t: (t || name).upper()).len(), [(t || city).trim() FOR t IN tags], (SELECT max(total) FROM orders).round(1) FROM customers
SELECT time_bucket(INTERVAL 1 DAY, placed, placed), time_bucket(INTERVAL 1 DAY, placed), time_bucket(INTERVAL 1 DAY, placed, TIMESTAMP '2001-01-01') FROM orders
SELECT c.name, j.key, j.value, j.atom, t.fullkey, t.path, t.rowid, t.json FROM customers AS c, json_each(c.profile) AS j, json_tree(c.profile) AS t
WITH orders AS (SELECT id FROM orders WHERE total > 9 UNION ALL SELECT order_id FROM order_lines) SELECT COUNT(*) FROM orders
SELECT v.a, o.total FROM ((VALUES (1, 'x'), (2, NULL)) AS v(a, b) LEFT JOIN orders AS o ON o.id = v.a)
WITH best AS (SELECT id, total FROM orders ORDER BY total DESC LIMIT 10) SELECT a.id, b.id, c.id FROM best AS a CROSS JOIN best AS b CROSS JOIN best AS c
SELECT REPEAT('*', id), REPEAT(' ', 4 * id), REPEAT('#', CAST(ROUND(100.0 * id / 7) AS INT)), LPAD(name, 10 - id, '.'), CONCAT(REPEAT('a', id), REPEAT('b', 10 - id)), REPEAT(LPAD(name, 10, ' '), 2) FROM employees
SELECT department, REPEAT('=', CAST(COUNT(*) AS INT)), REPEAT('-', CAST(100 * COUNT(*) / 7 AS INT)) FROM employees GROUP BY department
SELECT LIST_REDUCE(['a', 'b', 'c'], LAMBDA a, b: a || '-' || b), LIST_REDUCE([1, 2, 3], LAMBDA a, b: a * a + b)
SELECT address['STREET'], STRUCT_EXTRACT(address, 'zip'), c.address['zip'], profile['a'], attributes['colour'] FROM customers c, items
SELECT COLUMNS(['NAME', 'city']), COLUMNS('^(na|ci)'), COLUMNS('[a-e]+mail') FROM customers
SELECT s.a, s['b'], s.b.c, s['b']['c'] FROM (SELECT {'a': 1, 'b': {'c': 2}} AS s)
SELECT LIST_AGGREGATE([1, 2], 'sum'), LIST_AGGREGATE(['a', 'b'], 'string_agg', '-'), LIST_AGGR([1, 2], 'STDDEV_POP')
-- Columns that are called list and array
SELECT l.list[1], list[2], l."array"[1], "array"[1:2], ARRAY[list[1]] FROM (SELECT ARRAY[1, 2] AS list, ARRAY[3, 4] AS "array") AS l
SELECT a.name, b.name FROM items a JOIN items b NEAREST 2 BY DISTANCE ABS(a.price - b.price)
-- Words that are names where they stand
SELECT drop, insert, xor, if FROM (SELECT 1 AS "drop", 2 AS "insert", 3 AS xor, 4 AS if) q WHERE q.drop = 1 AND NOT xor > 3 AND if < 5
SELECT q.select, q.join, fixed[1], q.text[1:2], range < 3 FROM (SELECT 2 AS "select", 3 AS "join", [1] AS fixed, [4] AS text, 2 AS range) q
SELECT total * 2 AS twice, twice + 1 AS more FROM orders WHERE more > 3
-- The fields of a structure, each in a column
SELECT a, x.b FROM (SELECT unnest({'a': 1, 'b': 2}), 3 AS c) x
SELECT x.a FROM (SELECT unnest([{'a': 1}], recursive := true)) x
SELECT customer_id, paid_s, open_n FROM (PIVOT orders ON status IN ('paid', 'open') USING sum(total) AS s, count(*) AS n GROUP BY customer_id)
WITH p AS (PIVOT orders ON status IN ('paid', 'open') USING sum(total)) SELECT id, paid FROM p
SELECT * RENAME (status AS state) FROM orders ORDER BY state
SELECT category, "1" FROM order_lines JOIN items ON id = item_id PIVOT (SUM(discount) FOR quantity IN (1, 2)) AS p WHERE p.price > 3
WITH RECURSIVE t AS (SELECT id, 1 AS n FROM employees WHERE manager_id IS NULL UNION ALL (WITH u AS (SELECT id, n FROM t WHERE n < 9) SELECT e.id, u.n + 1 FROM employees e JOIN u ON e.manager_id = u.id)) SELECT * FROM t
-- Stars of two tables, without the column that both have
SELECT id, city FROM (SELECT * EXCLUDE (o.id) FROM orders o JOIN customers c ON c.id = o.customer_id)
WITH j AS (SELECT * EXCLUDE (c.id) FROM orders o JOIN customers c ON c.id = o.customer_id) SELECT j.id, j.name FROM j
SELECT o.*, c.* EXCLUDE (id) FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT * EXCLUDE (c.id) FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT o.* RENAME (id AS order_id), c.* FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT order_id, id FROM (SELECT * RENAME (o.id AS order_id) FROM orders o JOIN customers c ON c.id = o.customer_id)
SELECT order_id FROM (SELECT * EXCLUDE (l.order_id) FROM order_lines l JOIN order_lines m USING (order_id))
-- Columns that a PIVOT makes of numbers and texts
SELECT order_id, "1", "2" FROM order_lines PIVOT (SUM(discount) FOR quantity IN (1, 2) GROUP BY order_id)
SELECT "1_s", "2_n" FROM (PIVOT order_lines ON quantity IN (1, 2) USING SUM(discount) AS s, COUNT(*) AS n GROUP BY order_id)
SELECT "on hold" FROM (PIVOT orders ON status IN ('on hold', 'paid') USING SUM(total) GROUP BY customer_id)
SELECT UPPER(status) AS s, COUNT(*) FROM orders GROUP BY (s) HAVING s <> 'X' AND MAX(status) <> 'y'
SELECT id FROM orders WHERE (customer_id, status) IN (SELECT (id, name) FROM customers)
SELECT decode('\xA0'::BLOB, 'replace') AS t
-- Columns found by a pattern, in a subquery
WITH q AS (SELECT item, COLUMNS('^q') FROM quarters) SELECT item, q1 + q4 AS total FROM q ORDER BY q2
SELECT q1, q2 FROM (SELECT MAX(COLUMNS('q.')) FROM quarters)
SELECT total FROM (SELECT COLUMNS(c -> c LIKE 't%') FROM orders)
SELECT q.item FROM (SELECT COLUMNS(* EXCLUDE (q1))::VARCHAR FROM quarters) q
SELECT first_1 FROM (SELECT COLUMNS('q(.)') AS 'first_\1' FROM quarters)
SELECT q3 FROM (SELECT * LIKE 'q%' FROM quarters) WHERE q1 > 2
SELECT c FROM (SELECT COALESCE(*COLUMNS('^q')) AS c FROM quarters)
SELECT * RENAME (total AS amount) FROM orders WHERE amount > 5
-- A column of USING hides those of later tables, and a comma binds less than JOIN
SELECT order_id FROM order_lines l JOIN order_lines m USING (order_id) JOIN order_lines n ON n.item_id = m.item_id WHERE order_id > 3 ORDER BY order_id
SELECT c.name FROM customers c, orders o JOIN items i USING (id) WHERE c.id = o.customer_id
SELECT c.name FROM customers c, orders o JOIN items i ON i.id = o.id AND i.name = c.name WHERE c.id = o.customer_id
FROM orders SELECT status, COUNT(*) AS n GROUP BY ALL UNION ALL FROM items SELECT category, 1
WITH u AS (FROM orders SELECT status GROUP BY ALL UNION BY NAME FROM items SELECT name) FROM u SELECT name, status
-- A recursion whose step is in FROM
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT * FROM (SELECT n + 1 AS n FROM t WHERE n < 9) AS s) SELECT COUNT(*) FROM t
-- Aggregates of an outer column that FILTER by the subquery's
SELECT o.id FROM orders o WHERE o.total > (SELECT MAX(o.total - 1) FILTER (WHERE i.price > 1) FROM items i)
SELECT COUNT(*) FROM GENERATE_SERIES(NOW() - INTERVAL '30 days', NOW(), INTERVAL '1 minute') AS g
SELECT COUNT(*) FROM GENERATE_SERIES(TIMESTAMP '2020-01-01', NOW() + INTERVAL '1 year', INTERVAL '1 hour') AS g
SELECT STRING_AGG(REPEAT('-', 20) || name, ' ') FROM customers
-- Fields of the elements of a list
SELECT [address][1].street, list(address)[1].Zip FROM customers GROUP BY address
SELECT a.street FROM (SELECT unnest([address]) AS a FROM customers)
SELECT unnest([address]).zip FROM customers
SELECT a.street, u.a.zip FROM customers, unnest([address]) AS u(a)
SELECT (SELECT max(address.zip) FROM unnest([address]) AS u(address)) FROM customers
SELECT list_transform([address], lambda a: a.street), list_transform([address], lambda a, i: a.zip || i) FROM customers
SELECT list_filter([address], lambda a: a.street = 'x')[1:2][1].zip FROM customers
SELECT [a.zip FOR a IN [address] IF a.street = 'x'], [a.zip || i FOR a, i IN [address]] FROM customers
SELECT id, zip FROM (SELECT id, unnest([address], recursive := true) FROM customers)
SELECT y FROM (SELECT unnest([{'x': {'y': id}}], recursive := true) FROM customers)
SELECT ([{'a': 1}])[1]['a'], {'a': {'b': 1}}['a']['b'], STRUCT_EXTRACT(STRUCT_EXTRACT({'a': {'b': 1}}, 'a'), 'b')
SELECT a.b['c'], a['b'].c, a['b']['c'] FROM (SELECT {'b': {'c': 1}} AS a)
SELECT LIST_TRANSFORM(l, x -> x['a']), [x['a'] FOR x IN l], l[1:2][1].a, LIST_FILTER(l, x -> x.a > 1)[1].a FROM (SELECT [{'a': 1}] AS l)
SELECT [name['zip'] FOR name IN [address]] FROM customers
SELECT [[y['zip'] FOR y IN x] FOR x IN [[address]]] FROM customers
SELECT FIRST(address)['zip'], ARG_MAX(address, name).zip, MAX_BY(address, name, 2)[1].zip FROM customers
SELECT LIST_FIRST([address]).zip, LIST_LAST([address])['street'], LIST_EXTRACT([{'a': id}], 1).a, LIST_FIRST([profile]).any FROM customers
SELECT e.key, e.value FROM items, unnest(map_entries(attributes)) AS u(e)
SELECT n.value.deep FROM events, json_each(payload) AS n
SELECT list(range(10)) FROM orders
-- FROM before SELECT, with rows that it makes
FROM (VALUES (1)) v(g) JOIN orders ON orders.id = v.g SELECT v.g
FROM (VALUES (1)) v(g), orders SELECT v.g WHERE orders.id = v.g
FROM (VALUES (1)) AS v(g) LEFT JOIN orders ON orders.id = v.g WHERE v.g > 1
FROM unnest([1]) u(x) JOIN orders ON orders.id = u.x SELECT x
FROM unnest([1, 2]) u(x) SELECT x + 1
FROM (VALUES (1)) v(g) JOIN (FROM (VALUES (1), (2)) w(h) JOIN orders ON orders.id = w.h SELECT h) x ON x.h = v.g SELECT DISTINCT v.g, x.* EXCLUDE (h) ORDER BY ALL
SELECT * FROM (FROM (VALUES (1)) v(g) JOIN orders ON orders.id = v.g SELECT v.g)
WITH c AS (FROM (VALUES (1)) v(g) JOIN orders ON orders.id = v.g SELECT v.g) FROM c
FROM (VALUES (1)) v(g) JOIN orders ON orders.id = v.g SELECT v.g UNION ALL FROM (VALUES (1)) v(g) JOIN orders ON orders.id = v.g SELECT v.g
-- Keys of ORDER BY after a UNION that are columns of its queries
SELECT orders.id FROM orders UNION ALL BY NAME SELECT items.id FROM items ORDER BY orders.id
SELECT orders.id FROM orders UNION ALL SELECT items.id FROM items ORDER BY orders.id DESC
SELECT o.id FROM orders o UNION SELECT i.id FROM items i ORDER BY o.id
SELECT id FROM orders UNION SELECT id FROM items ORDER BY items.id
SELECT o.id AS x FROM orders o UNION SELECT i.id FROM items i ORDER BY o.id
SELECT * FROM items i UNION SELECT * FROM items j ORDER BY j.price
SELECT o.id FROM orders o JOIN items i ON i.id = o.id UNION SELECT i.id FROM items i ORDER BY o.id
SELECT o.id FROM orders o UNION SELECT i.id FROM items i UNION SELECT 3 ORDER BY o.id
SELECT o.id FROM orders o UNION SELECT 3 UNION SELECT i.id FROM items i ORDER BY i.id
-- Names of functions with other parentheses behind them, and arguments that are not counted by commas
WITH replace(a, b, c, d) AS (SELECT 1, 2, 3, 4) SELECT a FROM replace
SELECT a FROM (SELECT 1, 2) AS rank(a, b)
SELECT name.replace('a', 'b').ltrim(), name.split_part(' ', 1) FROM items
SELECT SUBSTRING(name FROM 2 FOR 3), ROUND((SELECT AVG(price) FROM items), 2) FROM items
SELECT LIST({'a': 1, 'b': [2, 3]} ORDER BY name, price), STRING_AGG(name, ',' ORDER BY name, price) FROM items
SELECT * EXCLUDE (email) FROM customers WHERE joined < CURRENT_DATE
-- Fields of the values of subqueries, of whole rows, and of what functions choose among values
SELECT (SELECT c FROM customers AS c LIMIT 1).name, (SELECT address FROM customers LIMIT 1).zip
SELECT LIST(c)[1].address.street, ANY_VALUE(c).name, ARG_MAX(c, id).name FROM customers AS c
SELECT (CASE WHEN id > 1 THEN address END).zip, COALESCE(address, {'street': 'a', 'zip': 'b'}).street FROM customers
SELECT (LAG(address) OVER (ORDER BY id)).zip, IF(id > 1, address, NULL).street FROM customers
WITH firsts AS (SELECT LIST(c) AS found FROM customers AS c) SELECT f.name, f.address.zip FROM firsts, UNNEST(found) AS t(f)
SELECT list_transform(ARRAY(SELECT c FROM customers AS c), lambda x: x.address.zip)
SELECT t.c.name FROM (SELECT c FROM customers AS c) AS t
SELECT (VALUES ({'a': 1})).a
-- Columns of groups by all outputs without an aggregate
SELECT address.zip, COUNT(*) FROM customers GROUP BY address.zip
SELECT c.address.zip, MAX(address.street), COUNT(*) FROM customers AS c GROUP BY c.address.zip
SELECT address.zip AS z, COUNT(*) FROM customers GROUP BY z
SELECT city, name, COUNT(*) FROM customers GROUP BY ALL
-- A comparison by IS DISTINCT FROM as an argument
SELECT ROUND(CASE WHEN city IS NOT DISTINCT FROM country THEN 1.5 ELSE id END, 1), IFNULL(city IS DISTINCT FROM country, FALSE) FROM customers
WITH RECURSIVE customers AS (SELECT name FROM customers) SELECT name FROM customers
-- Fields of the value of a subquery, by a text
SELECT (SELECT address FROM customers LIMIT 1)['zip'], STRUCT_EXTRACT((SELECT address FROM customers LIMIT 1), 'street')
-- Summaries
SUMMARIZE orders
SUMMARIZE TABLE main.orders
SUMMARIZE SELECT total, status FROM orders WHERE total > 5
SUMMARIZE FROM (PIVOT orders ON status USING SUM(total) GROUP BY customer_id)
SELECT s.column_name, s.q50, "count" FROM (SUMMARIZE orders) AS s WHERE null_percentage > 10 ORDER BY approx_unique
WITH s AS (SUMMARIZE orders) SELECT column_name, max FROM s JOIN (SUMMARIZE items) USING (column_name, max)
WITH paid AS (SELECT total FROM orders WHERE status = 'paid') SELECT min, max, avg, std, q25, q75 FROM (SUMMARIZE paid)
WITH RECURSIVE up (id, boss) AS (SELECT id, manager_id FROM employees UNION ALL SELECT e.id, e.manager_id FROM up LEFT JOIN employees e ON e.id = up.boss WHERE e.id IS NOT NULL) SELECT id FROM up
SELECT id FROM orders ORDER BY (status, total)
SELECT tags.list_aggregate('string_agg', ', '), [1, 2].list_aggregate('sum') FROM customers
SELECT e.key, e.value FROM (SELECT unnest(map_entries(attributes)) AS e FROM items)
SELECT list_transform(map_entries(attributes), lambda e: e.key || e.value), map_entries(attributes)[1].key FROM items
