-- Plain questions
SELECT * FROM customers
FROM customers
FROM customers SELECT name WHERE city = 'Delft' LIMIT 5
SELECT name FROM main.customers ORDER BY ALL LIMIT 10 OFFSET 5
SELECT city, COUNT(*) FROM customers GROUP BY ALL ORDER BY ALL DESC
SELECT * EXCLUDE (email, profile) FROM customers
SELECT * REPLACE (upper(name) AS name) FROM customers
SELECT COLUMNS('^n') FROM customers
SELECT MIN(COLUMNS(*)) FROM order_lines
SELECT c.* EXCLUDE (id), o.total FROM customers c JOIN orders o ON o.customer_id = c.id
SELECT COUNT(*), COUNT(DISTINCT customer_id), SUM(total), AVG(total), MIN(placed), MAX(placed), MEDIAN(total), QUANTILE_CONT(total, 0.9), QUANTILE_DISC(total, [0.1, 0.9]), MODE(status), APPROX_COUNT_DISTINCT(id), APPROX_QUANTILE(total, 0.5), ARG_MAX(id, total), MAX_BY(id, total), ARG_MIN(id, total), ANY_VALUE(status), FIRST(id), LAST(id), STDDEV(total), VAR_SAMP(total), SKEWNESS(total), KURTOSIS(total), ENTROPY(status), PRODUCT(2), BIT_AND(1), BOOL_AND(TRUE), HISTOGRAM(status), LIST(id ORDER BY id), ARRAY_AGG(id), STRING_AGG(status, ','), COUNT_IF(total > 5), FSUM(total), GEOMETRIC_MEAN(total), FAVG(total), MAD(total), REGR_SLOPE(total, id), CORR(total, id), COVAR_POP(total, id) FROM orders
SELECT c.name, SUM(o.total) AS spent FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.name HAVING spent > 100 ORDER BY spent DESC
SELECT c.name FROM customers c ANTI JOIN orders o ON o.customer_id = c.id
SELECT c.name FROM customers c SEMI JOIN orders o ON o.customer_id = c.id
SELECT c.name, o.total FROM customers c, orders o WHERE c.id = o.customer_id
SELECT o.id, e.kind FROM orders o ASOF JOIN events e ON o.placed >= e.happened
SELECT o.id, e.kind FROM orders o ASOF LEFT JOIN events e ON o.id = e.id AND o.placed >= e.happened
SELECT a.name, b.item FROM items a POSITIONAL JOIN quarters b
SELECT c.name, n.total FROM customers c, LATERAL (SELECT total FROM orders o WHERE o.customer_id = c.id LIMIT 3) n
SELECT name FROM customers c WHERE EXISTS (FROM orders o WHERE o.customer_id = c.id)
SELECT id, total FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) = 1
SELECT total * 2 AS twice, twice + 1 AS more FROM orders WHERE twice > 5
SELECT id FROM orders JOIN order_lines ON order_id = id JOIN items USING (id)
SELECT name FROM customers UNION BY NAME SELECT name FROM employees
SELECT name FROM customers UNION ALL BY NAME SELECT name, salary FROM employees
SELECT city FROM customers EXCEPT SELECT category FROM items
SELECT * FROM quarters UNPIVOT (sales FOR quarter IN (q1, q2, q3, q4))
SELECT * FROM (SELECT status, total, customer_id FROM orders) PIVOT (SUM(total) FOR status IN ('open', 'paid'))
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) v (id, word)
VALUES (1), (2)
SELECT x FROM unnest([1, 2, 3]) AS t (x)
SELECT * FROM orders USING SAMPLE 10%
SELECT * FROM orders TABLESAMPLE reservoir(20)
SELECT d FROM range(DATE '2024-01-01', DATE '2024-02-01', INTERVAL 1 DAY) AS t (d)
SELECT m, COUNT(o.id) FROM generate_series(1, 12) AS g (m) LEFT JOIN orders o ON month(o.placed) = m GROUP BY m
-- Common table expressions
WITH spent AS (SELECT customer_id, SUM(total) AS amount FROM orders GROUP BY ALL) SELECT name, amount FROM customers JOIN spent ON customer_id = id
WITH RECURSIVE chain AS (SELECT id, name, 0 AS depth FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, depth + 1 FROM employees e JOIN chain c ON e.manager_id = c.id) SELECT * FROM chain
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n
WITH t AS MATERIALIZED (SELECT 1 AS x) FROM t
-- Windows and grouping
SELECT name, RANK() OVER (PARTITION BY department ORDER BY salary DESC), NTILE(4) OVER w, LAG(salary) OVER w, FIRST_VALUE(salary IGNORE NULLS) OVER w FROM employees WINDOW w AS (ORDER BY salary)
SELECT placed, SUM(total) OVER (ORDER BY placed RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND CURRENT ROW) FROM orders
SELECT city, country, GROUPING(city), COUNT(*) FROM customers GROUP BY GROUPING SETS ((city, country), (city), ())
SELECT city, country, COUNT(*) FILTER (WHERE joined > DATE '2024-01-01') FROM customers GROUP BY ROLLUP (city, country)
SELECT city, country, COUNT(*) FROM customers GROUP BY CUBE (city, country)
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total) FROM orders
-- Lists, structs, maps, JSON
SELECT tags[1], tags[1:2], tags[-1], len(tags), list_contains(tags, 'vip'), list_sort(tags), list_distinct(tags), array_to_string(tags, ','), list_aggregate(tags, 'count'), list_value(1, 2), list_concat(tags, ['x']), list_position(tags, 'a'), list_slice(tags, 1, 2), list_reverse(tags), list_zip(tags, tags), flatten([tags]), list_has_any(tags, ['a']), array_length(tags) FROM customers
SELECT name, unnest(tags) AS tag FROM customers
SELECT c.name, t.tag FROM customers c, unnest(c.tags) AS t (tag)
SELECT c.name, tag FROM customers c CROSS JOIN unnest(c.tags) AS u (tag)
SELECT address.street, address['zip'], c.address.zip, struct_extract(address, 'zip'), struct_pack(a := 1, b := name), {'x': 1, 'y': name}, row(1, 2) FROM customers c
SELECT unnest(address) FROM customers
SELECT attributes['colour'], map_keys(attributes), map_values(attributes), cardinality(attributes), map([1, 2], ['a', 'b']), MAP {'a': 1}, map_entries(attributes), element_at(attributes, 'a') FROM items
SELECT profile -> '$.age', profile ->> '$.name', json_extract(profile, '$.a'), json_extract_string(profile, '$.a'), json_array_length(profile), json_keys(profile), json_type(profile), json_valid(profile), json_object('a', 1), json_array(1, 2), to_json(name), json_structure(profile), json_contains(profile, '1'), json_group_array(name) FROM customers GROUP BY ALL
SELECT ['a', 'b'] || ['c'], [1, 2] = [1, 2], 'a' IN ['a', 'b']
SELECT name.upper().replace('A', 'B') FROM customers
-- Text, numbers, dates
SELECT upper(name), lower(name), length(name), trim(name), ltrim(name), replace(name, 'a', 'b'), substring(name, 1, 3), name[1:3], left(name, 2), right(name, 2), lpad(name, 5, '.'), rpad(name, 5, '.'), concat(name, city), concat_ws('-', name, city), split(name, ' '), string_split(name, ' '), split_part(name, ' ', 1), starts_with(name, 'A'), ends_with(name, 'z'), suffix(name, 'z'), prefix(name, 'A'), contains(name, 'b'), position('b' IN name), instr(name, 'b'), strpos(name, 'b'), reverse(name), repeat('a', 3), ascii(name), chr(65), unicode(name), format('{} {}', name, city), printf('%s', name), regexp_matches(name, 'a'), regexp_replace(name, 'a', 'b', 'g'), regexp_extract(name, '(a)', 1), regexp_extract_all(name, 'a'), regexp_full_match(name, 'a'), regexp_split_to_array(name, ' '), levenshtein(name, city), jaccard(name, 'abc'), jaro_winkler_similarity(name, 'x'), hamming('ab', 'ac'), md5(name), sha256(name), hash(name), strip_accents(name), bar(5, 0, 10), base64('a'::BLOB), hex('a'), bit_length(name), strlen(name), translate(name, 'a', 'b'), url_encode(name), damerau_levenshtein(name, city), nfc_normalize(name), format_bytes(1000), string_split_regex(name, ' ') FROM customers
SELECT name FROM customers WHERE name ILIKE '%an%' OR name SIMILAR TO 'A.*' OR name GLOB 'A*' OR name ~ 'A.*' OR name NOT LIKE '%z' OR name ~~ 'a%'
SELECT abs(total), ceil(total), floor(total), round(total, 1), trunc(total), sqrt(total), cbrt(8), power(2, 3), pow(2, 3), 2 ** 3, 2 ^ 3, exp(1), ln(2), log(10), log2(8), log10(100), mod(7, 3), 7 % 3, 7 // 2, sign(total), pi(), random(), greatest(1, 2), least(1, 2), sin(1), cos(1), tan(1), atan2(1, 2), degrees(1), radians(1), gcd(4, 6), lcm(4, 6), factorial(5), even(3), gamma(3), isnan('nan'::DOUBLE), isfinite(1.0), bit_count(5), xor(1, 2), 5 & 3, 1 << 2 FROM orders
SELECT total::INTEGER, CAST(total AS VARCHAR), TRY_CAST('x' AS INTEGER), total::DOUBLE / 2, 1_000_000, 1e3, 0x1F FROM orders
SELECT current_date, today()
SELECT year(placed), month(placed), day(placed), hour(placed), quarter(placed), week(placed), dayofweek(placed), dayofyear(placed), dayname(placed), monthname(placed), isodow(placed), weekofyear(placed), yearweek(placed), epoch(placed), epoch_ms(placed), decade(placed), century(placed), last_day(placed), EXTRACT(year FROM placed), date_part('year', placed), date_trunc('month', placed), datetrunc('month', placed), date_diff('day', placed, shipped), datediff('day', placed, shipped), date_sub('day', placed, shipped), date_add(shipped, INTERVAL 1 MONTH), age(placed), strftime(placed, '%Y-%m'), strptime('2024', '%Y'), try_strptime('2024', '%Y'), make_date(2024, 1, 1), make_timestamp(2024, 1, 1, 0, 0, 0), time_bucket(INTERVAL '1 hour', placed), to_days(3), to_months(1), to_timestamp(1), julian(placed), era(placed), millennium(placed) FROM orders
SELECT placed + INTERVAL 1 DAY, placed - INTERVAL '2 months', shipped - DATE '2024-01-01', placed::DATE, placed AT TIME ZONE 'UTC', INTERVAL (id) DAY, shipped + 1 FROM orders
SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size, if(total > 5, 1, 0), ifnull(note, ''), coalesce(note, status), nullif(total, 0) FROM orders
SELECT id FROM orders WHERE status IS DISTINCT FROM 'open' AND total NOT BETWEEN 1 AND 5 AND note IS NOT NULL AND status NOT IN ('a', 'b')
SELECT uuid(), gen_random_uuid(), typeof(total), hash(1), constant_or_null(1, total) FROM orders
SELECT first_name: name, city FROM customers
-- Names and words
SELECT "Qty;Sold", "select" AS "delete", "group" FROM "Odd Names" WHERE "select" = 'DROP TABLE x; COPY y TO ''z'''
SELECT NAME, City FROM CUSTOMERS -- everyone
SELECT 'read_csv(''/etc/passwd'')', 'ATTACH', $$it's$$, E'a\nb' FROM customers
SELECT c, count(*) FROM customers c GROUP BY c
SELECT rowid, name FROM customers
SELECT quarters.item, q1 + q2 AS "half" FROM quarters;
-- Recursions whose columns change places, or go down by what they leave
WITH RECURSIVE fib(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM fib WHERE a < 100) SELECT a FROM fib
WITH RECURSIVE gcd(a, b) AS (SELECT 48, 18 UNION ALL SELECT b, a % b FROM gcd WHERE b > 0) SELECT MAX(a) FROM gcd
SELECT * FROM customers, (VALUES (1), (2))
SELECT o.id FROM orders o POSITIONAL JOIN customers c
SELECT 0 ** -1, (-1) ** 0.5, POW(total, -1) FROM orders
-- Outputs that have their texts as names
SELECT "sum(total)" / "count_star()" FROM (SELECT SUM(total), COUNT(*) FROM orders)
SELECT "max(id)" FROM (SELECT MAX(id) FROM orders)
SELECT q."(id + 1)" FROM (SELECT id + 1 FROM orders) q
SELECT name COLLATE NOCASE.NOACCENT FROM customers ORDER BY name COLLATE de
SELECT status, GROUPING(status), RANK() OVER (ORDER BY SUM(total)), SUM(COUNT(*)) OVER (PARTITION BY status) FROM orders GROUP BY ROLLUP (status)
SELECT id FROM orders WHERE status IN ()
