SELECT COUNT(*) FROM range(10000000000)
SELECT COUNT(*) FROM generate_series(1, 10000000000)
SELECT COUNT(*) FROM range(0, 10000000000, 2)
SELECT COUNT(*) FROM range(10000) a, range(10000) b
SELECT COUNT(*) FROM range(1000000) CROSS JOIN orders
SELECT UNNEST(range(10000000000))
SELECT len(range(10000000000))
SELECT list_transform(range(1000000000), x -> x + 1)
SELECT COUNT(*) FROM range((SELECT MAX(id) FROM orders) * 1000000)
SELECT COUNT(*) FROM range(TIMESTAMP '1900-01-01', TIMESTAMP '2024-01-01', INTERVAL 1 SECOND)
SELECT repeat('x', 10000000000)
SELECT lpad('x', 1000000000, 'y')
SELECT list_resize([1], 1000000000)
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT SUM(n) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n % 2 >= 0) SELECT SUM(n) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT unnest([n + 1, n + 2]) FROM t) SELECT COUNT(*) FROM t
FROM orders a, orders b, orders c
FROM orders a, orders b, orders c SELECT COUNT(*)
PIVOT (SELECT a.status, a.total FROM orders a, orders b, orders c) ON status USING SUM(total)
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 2 OFFSET 1000000000000
-- More of every kind
SELECT count(*) FROM range(1000000) a, range(1000000) b
SELECT count(*) FROM range(1000000000)
SELECT sum(range) FROM range(0, 10000000000, 1)
SELECT unnest(range(1000000000))
SELECT unnest(generate_series(1, 1000000000))
SELECT repeat(repeat('x', 100000), 100000)
SELECT list_resize([1], 1000000000, 0)
SELECT [x FOR x IN range(1000000000)]
SELECT list_transform(range(100000), x -> range(100000))
SELECT * FROM repeat_row(1, 2, num_rows = 1000000000)
SELECT * FROM generate_series(TIMESTAMP '2000-01-01', TIMESTAMP '2100-01-01', INTERVAL 1 MICROSECOND)
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 1000000000) SELECT count(*) FROM t
SELECT printf('%1000000000d', 1)
SELECT format('{:1000000000}', 1)
SELECT count(*) FROM orders a POSITIONAL JOIN orders b CROSS JOIN orders c CROSS JOIN items
SELECT list_aggregate(range(1000000000), 'sum')
SELECT string_agg(repeat('x', 1000000), '') FROM range(1000000)
SELECT array_resize([1], 10000000000, 0)
WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT (x + 1) % 10 FROM r WHERE x < 100) SELECT COUNT(*) FROM r
WITH RECURSIVE r(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a FROM r WHERE a < 5) SELECT COUNT(*) FROM r
WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT -x FROM r WHERE x < 10) SELECT COUNT(*) FROM r
WITH RECURSIVE r(x) AS (SELECT 5 UNION ALL SELECT ABS(x - 1) FROM r WHERE x < 10) SELECT COUNT(*) FROM r
SELECT id FROM customers WHERE name LIKE '%a%b%c%d%e%f%g%h%i%j%k%l%m%'
SELECT MD5(REPEAT(MD5(REPEAT('a', 99999)), 99999)) FROM customers
SELECT MD5(REPEAT(name, 60000)), MD5(REPEAT(city, 60000)) FROM customers
SELECT LEVENSHTEIN(REPEAT('a', 5000), REPEAT('b', 5000)) FROM customers
SELECT name LIKE REPEAT('%a', 1000) || 'b' FROM customers
SELECT COUNT(*) FROM (SELECT 1 AS k, id FROM customers) a JOIN (SELECT 1 AS k, id FROM orders) b USING (k) JOIN (SELECT 1 AS k, id FROM items) c USING (k)
SELECT COUNT(*) FROM items NATURAL JOIN order_lines NATURAL JOIN "Odd Names"
SELECT COUNT(*) FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY CUBE (o.id, c.id, total, placed, shipped, status, note, name, city, country)
SELECT bitstring('1', 2000000000)
SELECT to_base(1, 2, 1000000000)
SELECT COUNT(*) FROM customers a JOIN orders b ON a.id IS DISTINCT FROM b.id JOIN items c ON c.id IS DISTINCT FROM b.id
SELECT COUNT(*) FROM customers a JOIN orders b ON (a.id = b.id) IS NOT NULL JOIN items c ON (c.id = b.id) IS NOT NULL
WITH RECURSIVE t AS (SELECT [1] AS l UNION ALL SELECT list_concat(l, l) FROM t WHERE len(l) < 1000000000) SELECT len(l) FROM t
-- called as methods
SELECT 'x'.repeat(1000000000)
SELECT name.repeat(1000000000) FROM customers
SELECT 'x'.lpad(1000000000, 'y'), main.rpad('x', 1000000000, 'y')
SELECT [1].list_resize(1000000000)
SELECT '%1000000000d'.printf(1)
SELECT (100000).factorial()
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 100000) SELECT COUNT(*) FROM t AS a CROSS JOIN t AS b
SELECT COUNT(*) FROM (SELECT total FROM orders) AS a NATURAL JOIN (SELECT name FROM customers) AS b NATURAL JOIN (SELECT price FROM items) AS c
-- Lengths that columns multiply
SELECT REPEAT(name, salary * 100000) FROM employees
SELECT REPEAT(REPEAT(name, id), id) FROM employees
SELECT RPAD(name, POWER(10, id)::INT, 'x') FROM employees
SELECT REPEAT('x', 1 << id), REPEAT('x', CASE WHEN id > 1 THEN 1000000000 ELSE 1 END) FROM employees
SELECT LIST_RESIZE([1], id * 10000000) FROM employees
SELECT FORMAT('{:>{}}', name, 1000000000) FROM employees
SELECT LIST_REDUCE(RANGE(40)::VARCHAR[], LAMBDA a, b: a || a)
SELECT LIST_REDUCE([['a'], ['b']], LAMBDA a, b: LIST_CONCAT(a, LIST_CONCAT(b, a)))
SELECT range(n) FROM range(100000) AS t(n)
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 50%
SELECT * FROM generate_series(TIMESTAMP '2000-01-01', TIMESTAMP '2100-01-01', INTERVAL 1e-320 MICROSECOND)
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL (WITH u AS (SELECT n FROM t WHERE n < 70) SELECT n + 1 FROM u UNION ALL SELECT n + 1 FROM u)) SELECT COUNT(*) FROM t
SELECT * FROM customers, orders, order_lines PIVOT (SUM(discount) FOR quantity IN (1, 2)) AS p
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT * FROM (SELECT n + 1 AS n FROM t) AS s) SELECT COUNT(*) FROM t
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT * REPLACE (1 AS n) FROM (SELECT n + 1 AS n FROM t WHERE n < 9) AS s) SELECT COUNT(*) FROM t
SELECT COUNT(*) FROM orders AS a CROSS JOIN LATERAL (SELECT COUNT(*) AS n FROM orders AS b JOIN orders AS c ON b.id < c.id WHERE b.id > a.id) AS x
