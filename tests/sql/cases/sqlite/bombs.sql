WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t) SELECT MAX(n) FROM t
WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t LIMIT 1000000000) SELECT MAX(n) FROM t
WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t LIMIT -1) SELECT MAX(n) FROM t
WITH RECURSIVE t(d) AS (SELECT '2024-01-01' UNION ALL SELECT datetime(d, '+1 minutes') FROM t WHERE d < '9999-01-01') SELECT COUNT(*) FROM t
WITH RECURSIVE t(n, s) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, printf('%s%s', s, s) FROM t WHERE n < 60) SELECT length(s) FROM t
WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n) SELECT MAX(n) FROM t
WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE abs(n) > 0) SELECT MAX(n) FROM t
WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 40 UNION ALL SELECT n + 1 FROM t WHERE n < 40) SELECT COUNT(*) FROM t
WITH RECURSIVE d (x) AS (SELECT date('now') UNION ALL SELECT date(x, '+1 day') FROM d) SELECT COUNT(*) FROM d
WITH RECURSIVE t (n, s) AS (SELECT 1, 'x' UNION ALL SELECT n + 1, s || s FROM t WHERE n < 60) SELECT length(s) FROM t
SELECT zeroblob(1000000000)
SELECT hex(zeroblob(500000000))
SELECT randomblob(1000000000)
SELECT printf('%1000000000d', 1)
SELECT format('%0999999999d', 1)
SELECT replace(hex(zeroblob(10000000)), '00', 'xxxxxxxxxx')
SELECT COUNT(*) FROM orders JOIN customers JOIN items
SELECT COUNT(*) FROM orders a NATURAL JOIN orders b CROSS JOIN items CROSS JOIN events
SELECT max(length(a.name || b.name || c.name)) FROM customers a, customers b, customers c
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 2 OFFSET 1000000000000
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT 2 OFFSET 1000000000000) SELECT n FROM t
-- More of every kind
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 1000000000) SELECT sum(n) FROM t
WITH RECURSIVE t(n) AS (VALUES (1) UNION SELECT n + 1 FROM t) SELECT max(n) FROM t
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT 1000000000) SELECT count(*) FROM t
SELECT value FROM generate_series(1, 1000000000)
SELECT value FROM generate_series(1)
SELECT hex(randomblob(900000000))
SELECT length(replace(hex(zeroblob(1000000)), '0', hex(zeroblob(100000))))
SELECT printf('%900000000s', 'x')
SELECT format('%*d', 900000000, 1)
WITH RECURSIVE t(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM t WHERE length(s) < 1000000000) SELECT length(s) FROM t
WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 100000), b AS (SELECT 1 FROM a x, a y, a z) SELECT count(*) FROM b
WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT (x + 1) % 10 FROM r WHERE x < 100) SELECT COUNT(*) FROM r
WITH RECURSIVE r(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a FROM r WHERE a < 5) SELECT COUNT(*) FROM r
WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT -x FROM r WHERE x < 10) SELECT COUNT(*) FROM r
WITH RECURSIVE r(x) AS (SELECT 5 UNION ALL SELECT ABS(x - 1) FROM r WHERE x < 10) SELECT COUNT(*) FROM r
SELECT id FROM customers WHERE name LIKE '%a%b%c%d%e%f%g%h%i%j%k%l%m%'
SELECT name GLOB '*a*a*a*a*a*a*a*a*a*a*a*a*b' FROM customers
SELECT name LIKE REPLACE(HEX(ZEROBLOB(500)), '00', '%a') FROM customers
SELECT name FROM customers WHERE 1 = LIKE('ABCDEFG', UPPER(HEX(RANDOMBLOB(1000000000/2))))
SELECT ZEROBLOB(1 << 30)
SELECT COUNT(*) FROM (SELECT 1 AS k, id FROM customers) a JOIN (SELECT 1 AS k, id FROM orders) b USING (k) JOIN (SELECT 1 AS k, id FROM items) c USING (k)
SELECT COUNT(*) FROM items NATURAL JOIN order_lines NATURAL JOIN "Odd Names"
SELECT COUNT(*) FROM customers a JOIN orders b ON a.id IS DISTINCT FROM b.id JOIN items c ON c.id IS DISTINCT FROM b.id
SELECT COUNT(*) FROM customers a, orders b, items c WHERE a.id IS NOT b.id AND c.id IS NOT b.id
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 100000) SELECT COUNT(*) FROM t AS a CROSS JOIN t AS b
SELECT COUNT(*) FROM (SELECT total FROM orders) AS a NATURAL JOIN (SELECT name FROM customers) AS b NATURAL JOIN (SELECT price FROM items) AS c
WITH RECURSIVE t(n, s) AS (SELECT 1, 'x' UNION ALL SELECT n + 1, substr(s, 1) || s FROM t WHERE n < 60) SELECT length(s) FROM t
-- Lengths that columns multiply
SELECT ZEROBLOB(salary * 1000000) FROM employees
SELECT RANDOMBLOB(salary * salary * 1000) FROM employees
SELECT HEX(ZEROBLOB(1 << id)) FROM employees
SELECT PRINTF('%*d', salary * 1000000, 1) FROM employees
SELECT ZEROBLOB((SELECT COUNT(*) FROM orders) * 10000000)
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n % 10 + 1 FROM r WHERE n < 100) SELECT COUNT(*) FROM r
-- Steps of a second over ages, and texts of every sign
WITH RECURSIVE d(t) AS (SELECT date('0001-01-01') UNION ALL SELECT datetime(t, '+1 second') FROM d WHERE t < '9999-12-31') SELECT count(*) FROM d
WITH RECURSIVE p(a) AS (SELECT 'a' UNION ALL SELECT a || x FROM p, (SELECT 'a' x UNION SELECT 'b') q WHERE length(a) < 40) SELECT count(*) FROM p
WITH RECURSIVE days(d) AS (SELECT date('now') UNION ALL SELECT date(d, '+1 day') FROM days WHERE d > '2020-01-01') SELECT d FROM days
WITH RECURSIVE days(d) AS (SELECT date('now') UNION ALL SELECT date(d, '-1 day') FROM days WHERE d < '2030-01-01') SELECT d FROM days
SELECT replace(replace(replace(note, 'e', note), 'e', note), 'e', note) FROM orders
SELECT replace(replace(replace('xx', 'x', name || name), 'x', name || name), 'x', name || name) FROM customers
-- Conditions that are true unless a number is 0
SELECT COUNT(*) FROM orders a JOIN orders b ON MAX(a.id, b.id) JOIN orders c ON a.id * c.id
SELECT COUNT(*) FROM orders a JOIN orders b ON TYPEOF(a.id) = TYPEOF(b.id) JOIN orders c ON TYPEOF(a.id) = TYPEOF(c.id)
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT n, MAX(n) FROM t LIMIT 5
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT TOTAL(n) FROM t LIMIT 5
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT n, (SELECT MAX(n) FROM t) FROM t LIMIT 5
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT n, EXISTS (SELECT 1 FROM t AS u WHERE u.n < 0) FROM t LIMIT 5
WITH RECURSIVE t AS MATERIALIZED (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 5
