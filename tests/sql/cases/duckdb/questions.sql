-- As analysts ask DuckDB
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
