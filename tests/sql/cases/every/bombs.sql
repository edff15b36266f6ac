-- Products
SELECT COUNT(*) AS n FROM customers, orders, items
SELECT COUNT(*) AS n FROM customers a, orders b, order_lines c WHERE (a.id = b.customer_id) = (b.id = c.order_id)
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < CAST('1000000000' AS INTEGER)) SELECT COUNT(*) FROM t
SELECT COUNT(*) AS n FROM customers AS a CROSS JOIN customers AS b CROSS JOIN customers AS c
SELECT a.id FROM orders AS a, orders AS b, orders AS c WHERE a.total > 5 AND b.total > 5 AND c.total > 5
SELECT a.id FROM orders AS a, orders AS b, orders AS c WHERE a.id = a.id AND b.id = b.id
SELECT a.id FROM orders AS a, orders AS b, orders AS c WHERE a.id <> b.id AND b.id <> c.id
SELECT COUNT(*) FROM orders a, orders b, orders c WHERE a.id IN (b.id, c.id)
WITH RECURSIVE t (n, s) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, REPLACE(s, 'a', 'aa') FROM t WHERE n < 60) SELECT MAX(s) FROM t
SELECT a.id FROM orders AS a JOIN orders AS b ON 1 = 1 JOIN orders AS c ON 1 = 1
SELECT a.id FROM orders AS a JOIN orders AS b ON a.id * 0 = b.id * 0 JOIN orders AS c ON c.id * 0 = b.id * 0
SELECT a.id FROM orders AS a, orders AS b, orders AS c WHERE a.id - a.id = b.id - b.id AND POWER(b.id, 0) = POWER(c.id, 0)
SELECT a.id FROM orders AS a, orders AS b, orders AS c WHERE a.id + b.id = a.id + b.id AND b.id + c.id = b.id + c.id
SELECT a.id FROM orders AS a JOIN orders AS b ON a.id <= b.id OR a.id > b.id JOIN orders AS c ON c.id <= b.id OR c.id > b.id
SELECT a.id FROM orders AS a JOIN orders AS b ON a.id BETWEEN b.id - 1000000 AND b.id + 1000000 JOIN orders AS c ON c.id BETWEEN b.id - 1000000 AND b.id + 1000000
SELECT a.id FROM orders AS a JOIN orders AS b ON ABS(a.id - b.id) < 100000000 JOIN orders AS c ON ABS(c.id - b.id) >= 0
SELECT a.id FROM orders AS a JOIN orders AS b ON CASE WHEN a.id > 0 THEN 1 ELSE 0 END = CASE WHEN b.id > 0 THEN 1 ELSE 0 END JOIN orders AS c ON SIGN(c.id) = SIGN(b.id)
SELECT a.id FROM orders AS a JOIN orders AS b ON a.id = a.id JOIN orders AS c ON c.id = c.id
SELECT a.id FROM orders AS a LEFT JOIN orders AS b ON b.total > 5 LEFT JOIN orders AS c ON c.total > 5
SELECT o.id FROM orders AS o, employees AS e, order_lines AS l WHERE customer_id = 1 AND salary = 5
SELECT o.id FROM orders AS o, employees AS e, order_lines AS l WHERE customer_id = total AND salary = manager_id
SELECT a.id FROM orders AS a, orders AS b, orders AS c WHERE a.id = b.id OR a.total > 5
SELECT a.id FROM orders AS a, orders AS b, orders AS c WHERE (a.id = b.id AND b.id = c.id) OR 1 = 1
SELECT x.id FROM (SELECT a.id FROM orders AS a, orders AS b) AS x, customers AS c
SELECT COUNT(*) AS n FROM (SELECT a.id FROM orders AS a CROSS JOIN orders AS b) AS x CROSS JOIN (SELECT a.id FROM orders AS a CROSS JOIN orders AS b) AS y
WITH x AS (SELECT a.id FROM orders AS a, orders AS b) SELECT COUNT(*) AS n FROM x, orders
WITH x AS (SELECT a.id FROM orders AS a, orders AS b), y AS (SELECT p.id FROM x AS p, x AS q) SELECT COUNT(*) AS n FROM y
WITH x AS (SELECT id FROM orders) SELECT COUNT(*) AS n FROM x AS a, x AS b, x AS c
SELECT name FROM customers WHERE id IN (SELECT a.id FROM orders AS a, orders AS b, orders AS c)
SELECT name FROM customers WHERE EXISTS (SELECT 1 FROM orders AS a, items AS b, events AS c)
SELECT (SELECT COUNT(*) FROM orders AS a, items AS b, events AS c) AS n FROM customers
SELECT id FROM orders UNION ALL SELECT a.id FROM orders AS a, items AS b, events AS c
WITH d AS (SELECT 1 AS x UNION ALL SELECT 1 UNION ALL SELECT 1 UNION ALL SELECT 1 UNION ALL SELECT 1 UNION ALL SELECT 1 UNION ALL SELECT 1 UNION ALL SELECT 1), e AS (SELECT a.x FROM d AS a CROSS JOIN d AS b CROSS JOIN d AS c), f AS (SELECT a.x FROM e AS a CROSS JOIN e AS b CROSS JOIN e AS c) SELECT COUNT(*) AS n FROM f
-- Recursion
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n > 0) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n >= 1 AND n <> 0) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE 0 < n) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE NOT n < 0) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n IS NOT NULL) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n = n) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < n + 1) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10 OR n > 0) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 1000000000) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n - 1 FROM t WHERE n < 10) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n * 2 FROM t WHERE n > 0) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n FROM t WHERE n < 10) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n * 0 FROM t WHERE n < 10) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT 1 FROM t WHERE n < 10) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n, k) AS (SELECT 1, 1 UNION ALL SELECT n + 1, k FROM t WHERE k < 10) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT t.n + 1 FROM t JOIN orders AS o ON o.total > 0) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT t.n + 1 FROM t CROSS JOIN orders) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT t.n + 1 FROM t CROSS JOIN orders WHERE t.n < 50) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n, k) AS (SELECT 1, 1 UNION ALL SELECT t.n + 1, t.k FROM t JOIN orders AS o ON o.id = t.k) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT o.id FROM t JOIN orders AS o ON o.id > t.n) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT a.n + 1 FROM t AS a, t AS b WHERE a.n < 40 AND b.n < 40) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n, s) AS (SELECT 1, 'x' UNION ALL SELECT n + 1, CONCAT(s, s) FROM t WHERE n < 60) SELECT MAX(s) AS s FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM (SELECT n FROM t) AS x WHERE x.n > 0) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t), u AS (SELECT n FROM t WHERE n < 10) SELECT n FROM u
WITH RECURSIVE t (n) AS (SELECT 1 UNION SELECT n + 1 FROM t) SELECT COUNT(*) AS n FROM t
SELECT name FROM customers WHERE id IN (WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t)
-- More of every kind
SELECT COUNT(*) FROM orders a JOIN orders b ON TRUE JOIN orders c ON TRUE
SELECT COUNT(*) FROM customers, orders, items WHERE customers.id > 0
SELECT COUNT(*) FROM customers a CROSS JOIN customers b CROSS JOIN customers c CROSS JOIN customers d
SELECT COUNT(*) FROM customers a, customers b, customers c WHERE a.name <> b.name AND b.name <> c.name
SELECT COUNT(*) FROM customers a, customers b, customers c WHERE a.id = b.id OR 1 = 1
SELECT COUNT(*) FROM (SELECT a.id FROM customers a CROSS JOIN customers b) x CROSS JOIN orders o
WITH a AS (SELECT x.id FROM orders x CROSS JOIN orders y), b AS (SELECT p.id FROM a p CROSS JOIN a q) SELECT COUNT(*) FROM b
SELECT a.id FROM orders a LEFT JOIN orders b ON 1 = 1 LEFT JOIN orders c ON 1 = 1 ORDER BY a.total
SELECT COUNT(*) FROM orders a INNER JOIN orders b ON a.id = a.id INNER JOIN orders c ON c.id = c.id
SELECT SUM(a.total) FROM orders a JOIN orders b ON a.id >= 0 JOIN orders c ON b.id >= 0
SELECT COUNT(*) FROM orders WHERE EXISTS (SELECT 1 FROM orders a, orders b, orders c)
SELECT (SELECT COUNT(*) FROM orders a, orders b, orders c) AS n
SELECT id FROM orders UNION ALL SELECT a.id FROM orders a, orders b, orders c
SELECT DISTINCT a.id FROM orders a, items b, employees c, customers d
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n * 1 FROM t WHERE n < 10) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 0 FROM t WHERE n < 10) SELECT COUNT(*) FROM t
SELECT COUNT(*) FROM orders a JOIN orders b ON a.id < b.id JOIN orders c ON b.id < c.id
SELECT COUNT(*) FROM orders a, orders b, orders c WHERE a.id < b.id
SELECT COUNT(*) FROM ((customers c CROSS JOIN orders o) CROSS JOIN order_lines l)
SELECT COUNT(*) FROM ((customers c JOIN orders o ON o.id <> c.id) JOIN order_lines l ON l.order_id <> o.id)
-- links that are none: constants, no columns in common
SELECT COUNT(*) FROM (SELECT 1 AS k, id FROM customers) a JOIN (SELECT 1 AS k, id FROM orders) b ON a.k = b.k JOIN (SELECT 1 AS k, id FROM items) c ON c.k = b.k
WITH a AS (SELECT 1 AS k, id FROM orders) SELECT COUNT(*) FROM a JOIN a b ON a.k = b.k JOIN a c ON c.k = b.k
-- texts that grow with each replacement
SELECT REPLACE(REPLACE(REPLACE(REPLACE(name, 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa') FROM customers
-- pairs of rows that are not the same, in other words
SELECT COUNT(*) FROM customers a JOIN orders b ON NOT a.id = b.id JOIN items c ON NOT (c.id = b.id)
-- joined to a row of the query around, or to themselves, and to nothing beside them
SELECT o.id FROM orders o WHERE EXISTS (SELECT 1 FROM orders a JOIN items b ON b.id = o.id JOIN customers c ON c.id = o.id)
SELECT a.id FROM orders a JOIN items b ON b.id = a.id JOIN customers c ON c.id = c.id JOIN employees e ON e.id = e.id
-- linked by a bound to what is mixed of them
SELECT COUNT(*) FROM customers a, orders b, items c WHERE a.id + b.id + c.id > 0
SELECT COUNT(*) FROM customers a JOIN orders b ON a.id * b.id >= 0 JOIN items c ON COALESCE(c.id, b.id) > 0
SELECT COUNT(*) FROM customers a, orders b, items c WHERE CONCAT(a.name, b.status, c.name) LIKE '%e%'
WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT COUNT(*) FROM customers, orders, n
SELECT COUNT(*) FROM orders a, orders b, orders c WHERE a.total - b.total > 0 AND b.total - c.total > 0
SELECT COUNT(*) FROM orders a, orders b, orders c WHERE a.id NOT IN (b.id, b.id + 1) AND b.id NOT BETWEEN c.id AND c.id + 1
-- once for each pair of rows of the query around
SELECT COUNT(*) FROM orders AS a CROSS JOIN orders AS b WHERE EXISTS (SELECT 1 FROM orders AS c WHERE c.total > a.total)
SELECT (SELECT COUNT(*) FROM orders AS b CROSS JOIN orders AS c WHERE b.total > a.total) AS n FROM orders AS a
SELECT a.id FROM items a, items b, items c WHERE a.price + b.price + c.price = 100
SELECT name FROM customers WHERE EXISTS (SELECT 1 FROM orders a, orders b, orders c WHERE a.id + b.id + c.id = customers.id)
SELECT COUNT(*) FROM orders a, orders b, orders c WHERE a.id * b.id * c.id IN (1, 2, 3)
SELECT (SELECT COUNT(*) FROM orders b WHERE b.total > a.total AND b.total > (SELECT COUNT(*) FROM orders c WHERE c.id > b.id)) FROM orders a
SELECT a.id FROM orders a WHERE (SELECT COUNT(*) FROM orders b WHERE b.id <> a.id AND (SELECT COUNT(*) FROM items c WHERE c.id <> b.id) > 1) > 1
-- Expressions that read one another
WITH a0 AS (SELECT id FROM orders), a1 AS (SELECT id FROM a0 UNION ALL SELECT id FROM a0), a2 AS (SELECT id FROM a1 UNION ALL SELECT id FROM a1), a3 AS (SELECT id FROM a2 UNION ALL SELECT id FROM a2), a4 AS (SELECT id FROM a3 UNION ALL SELECT id FROM a3), a5 AS (SELECT id FROM a4 UNION ALL SELECT id FROM a4), a6 AS (SELECT id FROM a5 UNION ALL SELECT id FROM a5), a7 AS (SELECT id FROM a6 UNION ALL SELECT id FROM a6), a8 AS (SELECT id FROM a7 UNION ALL SELECT id FROM a7), a9 AS (SELECT id FROM a8 UNION ALL SELECT id FROM a8), a10 AS (SELECT id FROM a9 UNION ALL SELECT id FROM a9) SELECT COUNT(*) FROM a10
WITH a AS (SELECT id FROM orders), b AS (SELECT id FROM a UNION ALL SELECT id FROM a UNION ALL SELECT id FROM a UNION ALL SELECT id FROM a UNION ALL SELECT id FROM a UNION ALL SELECT id FROM a UNION ALL SELECT id FROM a UNION ALL SELECT id FROM a UNION ALL SELECT id FROM a UNION ALL SELECT id FROM a), c AS (SELECT id FROM b UNION ALL SELECT id FROM b UNION ALL SELECT id FROM b UNION ALL SELECT id FROM b UNION ALL SELECT id FROM b UNION ALL SELECT id FROM b UNION ALL SELECT id FROM b UNION ALL SELECT id FROM b UNION ALL SELECT id FROM b UNION ALL SELECT id FROM b), d AS (SELECT id FROM c UNION ALL SELECT id FROM c UNION ALL SELECT id FROM c UNION ALL SELECT id FROM c UNION ALL SELECT id FROM c UNION ALL SELECT id FROM c UNION ALL SELECT id FROM c UNION ALL SELECT id FROM c UNION ALL SELECT id FROM c UNION ALL SELECT id FROM c), e AS (SELECT id FROM d UNION ALL SELECT id FROM d UNION ALL SELECT id FROM d UNION ALL SELECT id FROM d UNION ALL SELECT id FROM d UNION ALL SELECT id FROM d UNION ALL SELECT id FROM d UNION ALL SELECT id FROM d UNION ALL SELECT id FROM d UNION ALL SELECT id FROM d) SELECT COUNT(*) FROM e
WITH a0 AS (SELECT id FROM orders), a1 AS (SELECT x.id FROM a0 AS x INNER JOIN a0 AS y ON x.id = y.id), a2 AS (SELECT x.id FROM a1 AS x INNER JOIN a1 AS y ON x.id = y.id), a3 AS (SELECT x.id FROM a2 AS x INNER JOIN a2 AS y ON x.id = y.id), a4 AS (SELECT x.id FROM a3 AS x INNER JOIN a3 AS y ON x.id = y.id), a5 AS (SELECT x.id FROM a4 AS x INNER JOIN a4 AS y ON x.id = y.id), a6 AS (SELECT x.id FROM a5 AS x INNER JOIN a5 AS y ON x.id = y.id), a7 AS (SELECT x.id FROM a6 AS x INNER JOIN a6 AS y ON x.id = y.id), a8 AS (SELECT x.id FROM a7 AS x INNER JOIN a7 AS y ON x.id = y.id), a9 AS (SELECT x.id FROM a8 AS x INNER JOIN a8 AS y ON x.id = y.id), a10 AS (SELECT x.id FROM a9 AS x INNER JOIN a9 AS y ON x.id = y.id) SELECT COUNT(*) FROM a10
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < (SELECT COUNT(*) FROM orders) * 1000000000) SELECT COUNT(*) FROM r
SELECT COUNT(*) AS n FROM (SELECT id * 0 AS k FROM orders) AS p JOIN (SELECT id * 0 AS k FROM customers) AS q ON p.k = q.k JOIN (SELECT id * 0 AS k FROM items) AS r ON q.k = r.k
SELECT COUNT(*) AS n FROM customers, orders, items WHERE customers.id BETWEEN orders.id AND items.id
SELECT COUNT(*) AS n FROM customers AS a JOIN customers AS b ON a.id IN (b.id, a.id) JOIN customers AS c ON c.id IN (a.id, c.id)
SELECT COUNT(*) AS n FROM customers AS a JOIN customers AS b ON CASE WHEN a.id = b.id THEN 1 ELSE 1 END = 1 JOIN customers AS c ON CASE WHEN a.id = c.id THEN 1 ELSE 1 END = 1
SELECT COUNT(*) AS n FROM orders AS a JOIN orders AS b ON a.id = b.id + (a.id - b.id) JOIN orders AS c ON c.id - b.id + a.id = a.id - b.id + c.id
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT CASE WHEN n < 5 THEN n + 1 ELSE 1 END FROM t WHERE n < 10) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 0 UNION ALL SELECT n * 2 FROM t WHERE n < 10) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n BETWEEN 1 AND 10000000000) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t CROSS JOIN (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3) AS u WHERE n < 15) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT ROUND(n) FROM t WHERE n < 10) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT COALESCE(n, 0) FROM t WHERE n < 10) SELECT COUNT(*) FROM t
WITH RECURSIVE t (s) AS (SELECT 'a' UNION ALL SELECT CONCAT(s, 'b') FROM t WHERE s <> '') SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT COUNT(*) * 1000000 FROM orders)) SELECT COUNT(*) FROM t
WITH RECURSIVE t (d) AS (SELECT CAST('1000-01-01' AS DATE) UNION ALL SELECT d + INTERVAL '1' MINUTE FROM t WHERE d < '9999-01-01') SELECT COUNT(*) FROM t
-- Lists of constants, each with all of the others
SELECT COUNT(*) FROM (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d0, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d1, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d2, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d3, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d4, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d5, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d6, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d7, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d8, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d9, (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d10
WITH RECURSIVE t (n) AS (SELECT id FROM orders UNION ALL SELECT o.id FROM orders AS o JOIN t ON o.id = t.n) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT t.n + 1 FROM t LEFT JOIN orders o ON o.id = t.n) SELECT COUNT(*) FROM t
SELECT COUNT(*) FROM orders a, orders b, orders c WHERE a.id IN (SELECT id FROM customers) AND b.id IN (SELECT id FROM orders)
WITH a AS (SELECT name AS s FROM customers), b AS (SELECT CONCAT(s, s, s, s, s, s, s, s, s, s) AS s FROM a), c AS (SELECT CONCAT(s, s, s, s, s, s, s, s, s, s) AS s FROM b), d AS (SELECT CONCAT(s, s, s, s, s, s, s, s, s, s) AS s FROM c), e AS (SELECT CONCAT(s, s, s, s, s, s, s, s, s, s) AS s FROM d), f AS (SELECT CONCAT(s, s, s, s, s, s, s, s, s, s) AS s FROM e), g AS (SELECT CONCAT(s, s, s, s, s, s, s, s, s, s) AS s FROM f), h AS (SELECT CONCAT(s, s, s, s, s, s, s, s, s, s) AS s FROM g) SELECT s FROM h
SELECT COUNT(*) FROM orders a, orders b, orders c WHERE a.id + b.id = c.id
SELECT COUNT(*) FROM orders a, orders b, orders c WHERE c.id = a.id * b.id
WITH RECURSIVE t (n) AS (SELECT 1.0 UNION ALL SELECT n * 1.0000001 FROM t WHERE n < 100) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT CASE WHEN n < 5 THEN n + 1 ELSE n - 1 END FROM t WHERE n < 10) SELECT COUNT(*) FROM t
SELECT COUNT(*) FROM order_lines JOIN orders ON discount < total JOIN items ON price > total
SELECT id FROM orders WHERE EXISTS (SELECT 1 FROM items, order_lines WHERE price > total)
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE NOT n >= 1000000000) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 1000000000 OR n < 5) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT x.n FROM (SELECT n AS n FROM t WHERE n < 9) AS x) SELECT COUNT(*) FROM t
-- Single bounds between queries of tables
WITH x AS (SELECT a.id AS id, b.id AS bid FROM orders AS a JOIN orders AS b ON a.id < b.id) SELECT COUNT(*) FROM x JOIN orders AS c ON x.bid < c.id
WITH p AS (SELECT id FROM orders) SELECT COUNT(*) FROM p AS a, p AS b, p AS c WHERE a.id < b.id AND b.id < c.id
SELECT COUNT(*) FROM (SELECT id FROM orders) AS p JOIN (SELECT id FROM orders) AS q ON p.id < q.id JOIN (SELECT id FROM orders) AS r ON q.id < r.id
WITH p AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT COUNT(*) FROM p AS a, p AS b, p AS c WHERE a.s < b.s AND b.s < c.s
-- Sides computed from all pairs of rows of two tables
SELECT COUNT(*) FROM customers AS a, customers AS b, customers AS c WHERE CONCAT(a.name, b.name) = c.name
SELECT COUNT(*) FROM customers AS a, customers AS b, customers AS c WHERE CONCAT(a.name, b.name) = CONCAT(c.name, b.name)
SELECT COUNT(*) FROM customers AS a, customers AS b, customers AS c WHERE c.name LIKE CONCAT(a.name, b.name)
SELECT COUNT(*) FROM orders AS a, orders AS b, orders AS c WHERE CASE WHEN a.total > b.total THEN a.id ELSE b.id END = c.id
SELECT COUNT(*) FROM orders AS a, orders AS b, orders AS c WHERE ABS(a.id - b.id) = c.id
-- Equal constants
SELECT COUNT(*) FROM customers AS a JOIN customers AS b ON SUBSTRING(a.name, 1, 0) = SUBSTRING(b.name, 1, 0) JOIN customers AS c ON SUBSTRING(b.name, 1, 0) = SUBSTRING(c.name, 1, 0)
SELECT COUNT(*) FROM (SELECT id, CONCAT('x', 'y') AS k FROM orders) a JOIN (SELECT id, CONCAT('x', 'y') AS k FROM orders) b ON a.k = b.k JOIN (SELECT id, CONCAT('x', 'y') AS k FROM orders) c ON b.k = c.k
SELECT COUNT(*) FROM (SELECT id, CURRENT_DATE AS k FROM orders) a JOIN (SELECT id, CURRENT_DATE AS k FROM orders) b ON a.k = b.k JOIN (SELECT id, CURRENT_DATE AS k FROM orders) c ON b.k = c.k
SELECT COUNT(*) FROM orders a JOIN orders b ON NOT (a.id = b.id AND a.total = b.total) JOIN orders c ON NOT (c.id = b.id AND c.total = b.total)
SELECT COUNT(*) FROM orders a JOIN orders b ON a.id >= b.id AND a.total >= b.total JOIN orders c ON b.id >= c.id AND b.total >= c.total
SELECT COUNT(*) FROM customers AS a JOIN customers AS b ON COALESCE(1, a.id) = COALESCE(1, b.id) JOIN customers AS c ON COALESCE(1, b.id) = COALESCE(1, c.id)
-- Steps of a recursion that a bound hides, and rows that a single bound multiplies
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < ABS(-1000000000)) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < COALESCE(NULL, 1000000000)) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n - 1000000000 < 0) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n / 1000 < 1000000) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT t.n + 1 FROM t JOIN orders AS o ON o.id > t.n WHERE t.n < 50) SELECT COUNT(*) FROM t
-- Equations of values that very many rows share
SELECT COUNT(*) AS n FROM orders AS a JOIN orders AS b ON FLOOR(a.total / 1000) = FLOOR(b.total / 1000) JOIN orders AS c ON FLOOR(b.total / 1000) = FLOOR(c.total / 1000)
SELECT COUNT(*) AS n FROM orders AS a, orders AS b, orders AS c WHERE ROUND(a.total, -3) = ROUND(b.total, -3) AND ROUND(c.total, -3) = ROUND(b.total, -3)
WITH x AS (SELECT FLOOR(total / 1000) AS k FROM orders) SELECT COUNT(*) AS n FROM x AS a JOIN x AS b ON a.k = b.k JOIN x AS c ON b.k = c.k
SELECT COUNT(*) AS n FROM orders AS a JOIN orders AS b ON (SELECT COUNT(*) FROM items AS i WHERE i.price = a.total) = (SELECT COUNT(*) FROM items AS i WHERE i.price = b.total) JOIN orders AS c ON (SELECT COUNT(*) FROM items AS i WHERE i.price = b.total) = (SELECT COUNT(*) FROM items AS i WHERE i.price = c.total)
-- Conditions that hold for almost all pairs, whatever they are written with
SELECT COUNT(*) AS n FROM customers AS a JOIN customers AS b ON a.name NOT LIKE b.name JOIN customers AS c ON b.name NOT LIKE c.name
SELECT COUNT(*) AS n FROM orders AS a JOIN orders AS b ON CASE WHEN a.id = b.id THEN 1 ELSE 2 END > 0 JOIN orders AS c ON POWER(b.id - c.id, 2) >= 0
SELECT COUNT(*) AS n FROM orders AS a JOIN orders AS b ON a.id * b.id = b.id * a.id JOIN orders AS c ON b.id * c.id = c.id * b.id
-- Numbers by their names
WITH RECURSIVE t (n, most) AS (SELECT 1, 1000000000 UNION ALL SELECT n + 1, most FROM t WHERE n < most) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE p AS (SELECT 1000000000 AS most), t (n) AS (SELECT 1 UNION ALL SELECT t.n + 1 FROM t CROSS JOIN p WHERE t.n < p.most) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE p AS (SELECT 1000000000 AS most), t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT most FROM p)) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n * 0 + 1 FROM t WHERE n < 10) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n - n + 1 FROM t WHERE n < 10) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n FROM t WHERE n IN (1, 2)) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n FROM t WHERE EXISTS (SELECT 1 FROM orders o WHERE o.id = t.n)) SELECT COUNT(*) AS n FROM t
WITH RECURSIVE t (s) AS (SELECT 'a' UNION ALL SELECT CONCAT(s, 'a') FROM t WHERE s <> 'b') SELECT COUNT(*) AS n FROM t
SELECT a0.id FROM orders a0 WHERE EXISTS (SELECT 1 FROM orders a1 WHERE a1.customer_id = a0.customer_id AND EXISTS (SELECT 1 FROM orders a2 WHERE a2.customer_id = a1.customer_id AND EXISTS (SELECT 1 FROM orders a3 WHERE a3.customer_id = a2.customer_id AND EXISTS (SELECT 1 FROM orders a4 WHERE a4.customer_id = a3.customer_id AND EXISTS (SELECT 1 FROM orders a5 WHERE a5.customer_id = a4.customer_id AND EXISTS (SELECT 1 FROM orders a6 WHERE a6.customer_id = a5.customer_id AND EXISTS (SELECT 1 FROM orders a7 WHERE a7.customer_id = a6.customer_id AND EXISTS (SELECT 1 FROM orders a8 WHERE a8.customer_id = a7.customer_id AND EXISTS (SELECT 1 FROM orders a9 WHERE a9.customer_id = a8.customer_id AND EXISTS (SELECT 1 FROM orders a10 WHERE a10.customer_id = a9.customer_id AND EXISTS (SELECT 1 FROM orders a11 WHERE a11.customer_id = a10.customer_id AND EXISTS (SELECT 1 FROM orders a12 WHERE a12.customer_id = a11.customer_id AND EXISTS (SELECT 1 FROM orders a13 WHERE a13.customer_id = a12.customer_id AND EXISTS (SELECT 1 FROM orders a14 WHERE a14.customer_id = a13.customer_id AND EXISTS (SELECT 1 FROM orders a15 WHERE a15.customer_id = a14.customer_id AND EXISTS (SELECT 1 FROM orders a16 WHERE a16.customer_id = a15.customer_id AND EXISTS (SELECT 1 FROM orders a17 WHERE a17.customer_id = a16.customer_id AND EXISTS (SELECT 1 FROM orders a18 WHERE a18.customer_id = a17.customer_id))))))))))))))))))
