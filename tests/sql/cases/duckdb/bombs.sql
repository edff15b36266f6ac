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
