-- Plain questions
SELECT * FROM customers
SELECT name, city FROM customers WHERE country = 'NL' ORDER BY name LIMIT 10
SELECT DISTINCT city FROM customers WHERE city IS NOT NULL
SELECT COUNT(*), COUNT(DISTINCT customer_id), SUM(total), AVG(total), MIN(total), MAX(total), TOTAL(total) FROM orders
SELECT status, COUNT(*) AS n FROM orders GROUP BY status HAVING n > 3 ORDER BY n DESC
SELECT status, COUNT(*) FROM orders GROUP BY 1 ORDER BY 2 DESC, 1
SELECT c.name, SUM(o.total) AS spent FROM customers AS c JOIN orders AS o ON o.customer_id = c.id GROUP BY c.id, c.name ORDER BY spent DESC LIMIT 5 OFFSET 5
SELECT name FROM customers LIMIT 5, 10
SELECT c.name, o.id FROM customers c LEFT OUTER JOIN orders o ON c.id = o.customer_id WHERE o.id IS NULL
SELECT c.name, o.total FROM customers c, orders o WHERE c.id = o.customer_id AND o.total > 100
SELECT c.name, i.name FROM customers c, orders o, order_lines l, items i WHERE c.id = o.customer_id AND l.order_id = o.id AND l.item_id = i.id
SELECT c.name, i.name FROM customers c JOIN orders o ON o.customer_id = c.id JOIN order_lines l ON l.order_id = o.id JOIN items i ON i.id = l.item_id WHERE i.category IN ('book', 'game')
SELECT a.name, b.name FROM items a, items b WHERE a.id < b.id AND a.category = b.category
SELECT c.city, s.status FROM (SELECT DISTINCT city FROM customers) AS c CROSS JOIN (SELECT DISTINCT status FROM orders) AS s
SELECT e.name, m.name AS boss FROM employees e LEFT JOIN employees m ON m.id = e.manager_id
SELECT id FROM orders NATURAL JOIN order_lines
SELECT order_id, quantity FROM orders JOIN order_lines ON order_id = orders.id
SELECT customers.name FROM customers INNER JOIN orders USING (id)
SELECT o.id, l.quantity FROM orders o JOIN order_lines l ON l.order_id = o.id AND l.quantity > 1
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE total > 50)
SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.status = 'open')
SELECT name, (SELECT COUNT(*) FROM orders WHERE customer_id = customers.id) AS orders FROM customers
SELECT name FROM items WHERE price > (SELECT AVG(price) FROM items)
SELECT name FROM items WHERE price = (SELECT MAX(price) FROM items WHERE category = 'book')
SELECT (SELECT COUNT(*) FROM orders WHERE status = 'open') * 1.0 / (SELECT COUNT(*) FROM orders) AS share
SELECT id, total FROM orders WHERE (customer_id, total) IN (SELECT customer_id, MAX(total) FROM orders GROUP BY customer_id)
SELECT 1
SELECT 1 AS one, 'two' AS two, NULL AS three, 1.5e3, x'CAFE', TRUE, FALSE
VALUES (1, 'a'), (2, 'b')
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v
SELECT column1 FROM (VALUES (1), (2))
-- Set operations and common table expressions
SELECT name FROM customers UNION SELECT name FROM items ORDER BY name
SELECT city FROM customers UNION ALL SELECT category FROM items LIMIT 20
SELECT id FROM customers EXCEPT SELECT customer_id FROM orders
SELECT id FROM customers INTERSECT SELECT customer_id FROM orders
SELECT * FROM (SELECT name FROM customers UNION SELECT name FROM employees) AS everybody WHERE name LIKE 'A%'
WITH spent AS (SELECT customer_id, SUM(total) AS amount FROM orders GROUP BY customer_id) SELECT name, amount FROM customers JOIN spent ON spent.customer_id = customers.id WHERE amount > (SELECT AVG(amount) FROM spent)
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a), c (z) AS (SELECT x + y FROM a, b) SELECT z FROM c
WITH monthly AS MATERIALIZED (SELECT strftime('%Y-%m', placed) AS month, SUM(total) AS revenue FROM orders GROUP BY 1) SELECT month, revenue, revenue - LAG(revenue) OVER (ORDER BY month) AS growth FROM monthly
SELECT * FROM (WITH t AS (SELECT id FROM items) SELECT id FROM t)
WITH RECURSIVE chain (id, name, depth) AS (SELECT id, name, 0 FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, c.depth + 1 FROM employees e JOIN chain c ON e.manager_id = c.id) SELECT * FROM chain ORDER BY depth
WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT SUM(i) FROM n
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50) SELECT i FROM n
WITH RECURSIVE days (day) AS (SELECT date('2024-01-01') UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < '2024-12-31') SELECT day, COUNT(o.id) FROM days LEFT JOIN orders o ON date(o.placed) = day GROUP BY day
WITH RECURSIVE up AS (SELECT id, manager_id FROM employees WHERE name = 'Ann' UNION SELECT e.id, e.manager_id FROM employees e, up WHERE e.id = up.manager_id) SELECT id FROM up
-- Windows
SELECT name, RANK() OVER (ORDER BY salary DESC) AS place FROM employees
SELECT name, department, DENSE_RANK() OVER (PARTITION BY department ORDER BY salary DESC) AS place, ROW_NUMBER() OVER () FROM employees
SELECT placed, SUM(total) OVER (ORDER BY placed ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running FROM orders
SELECT placed, AVG(total) OVER w, MAX(total) OVER w FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY placed ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)
SELECT id, NTILE(4) OVER (ORDER BY total), PERCENT_RANK() OVER (ORDER BY total), CUME_DIST() OVER (ORDER BY total) FROM orders
SELECT id, LAG(total, 1, 0) OVER (ORDER BY placed), LEAD(total) OVER (ORDER BY placed), FIRST_VALUE(total) OVER (ORDER BY placed), LAST_VALUE(total) OVER (ORDER BY placed), NTH_VALUE(total, 2) OVER (ORDER BY placed) FROM orders
SELECT id, COUNT(*) FILTER (WHERE total > 10) OVER (PARTITION BY status) FROM orders
SELECT status, SUM(total) FILTER (WHERE shipped IS NOT NULL) FROM orders GROUP BY status
SELECT * FROM (SELECT name, department, ROW_NUMBER() OVER (PARTITION BY department ORDER BY salary DESC) AS rn FROM employees) WHERE rn <= 3
SELECT total, SUM(total) OVER (ORDER BY total RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING EXCLUDE CURRENT ROW) FROM orders
SELECT total, SUM(total) OVER (ORDER BY total GROUPS 1 PRECEDING) FROM orders
-- Text
SELECT UPPER(name), LOWER(name), LENGTH(name), TRIM(name), LTRIM(name, 'x'), RTRIM(name), SUBSTR(name, 1, 3), SUBSTRING(name, 2), REPLACE(name, 'a', 'b'), INSTR(name, 'a') FROM customers
SELECT name || ' (' || city || ')' FROM customers
SELECT printf('%05.2f', total), format('%d', id), char(65, 66), unicode(status), hex(note), quote(note), zeroblob(4) FROM orders
SELECT name FROM customers WHERE name LIKE '%an%' OR name LIKE '100\%' ESCAPE '\'
SELECT name FROM customers WHERE name GLOB 'A*' OR name NOT LIKE 'B%'
SELECT soundex('a') IS NULL OR 1
SELECT group_concat(name), group_concat(DISTINCT city), group_concat(name, '; ') FROM customers
SELECT name COLLATE NOCASE FROM customers ORDER BY name COLLATE BINARY DESC
SELECT name FROM customers WHERE name = 'O''Brien'
-- Numbers
SELECT ABS(total), ROUND(total, 1), ROUND(total), MAX(total, 0), MIN(total, 100), SIGN(total), RANDOM() FROM orders
SELECT CEIL(total), CEILING(total), FLOOR(total), SQRT(total), POWER(total, 2), POW(total, 2), EXP(1), LN(2), LOG(10), LOG10(10), LOG2(8), LOG(2, 8), MOD(7, 3), PI(), RADIANS(180), DEGREES(3.14), SIN(1), COS(1), TAN(1), ASIN(1), ACOS(1), ATAN(1), ATAN2(1, 2), TRUNC(1.5) FROM orders
SELECT total / 3, total % 2, -total, +total, id << 2, id >> 1, id & 1, id | 1, ~id FROM orders
SELECT CAST(total AS INTEGER), CAST(id AS TEXT), CAST('1' AS REAL) FROM orders
SELECT typeof(total), coalesce(note, status, '-'), ifnull(note, ''), nullif(total, 0), iif(total > 10, 'big', 'small') FROM orders
SELECT likely(total > 1), unlikely(total > 1), likelihood(total > 1, 0.5) FROM orders
-- Dates
SELECT date('now'), time('now'), datetime('now', 'localtime'), julianday('now'), strftime('%s', 'now'), unixepoch('now'), CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP
SELECT strftime('%Y', placed) AS year, COUNT(*) FROM orders GROUP BY year
SELECT id FROM orders WHERE placed >= date('now', 'start of month', '-1 month') AND placed < date('now', 'start of month')
SELECT julianday(shipped) - julianday(placed) AS days FROM orders WHERE shipped IS NOT NULL
SELECT id FROM orders WHERE placed BETWEEN '2024-01-01' AND '2024-12-31 23:59:59'
SELECT CAST(strftime('%m', placed) AS INTEGER) BETWEEN 4 AND 6, date(placed, 'weekday 0', '-6 days') FROM orders
-- Conditions
SELECT CASE WHEN total > 100 THEN 'big' WHEN total > 10 THEN 'small' ELSE 'tiny' END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total > 100 THEN 'big' WHEN total > 10 THEN 'small' ELSE 'tiny' END
SELECT CASE status WHEN 'open' THEN 1 ELSE 0 END FROM orders
SELECT id FROM orders WHERE note IS NULL AND status IS NOT 'open' AND shipped IS NOT NULL
SELECT id FROM orders WHERE note ISNULL OR status NOTNULL
SELECT id FROM orders WHERE NOT (total BETWEEN 5 AND 10) AND status NOT IN ('open', 'paid')
SELECT id FROM orders WHERE total <> 0 AND total != 1 AND total == 2 AND status IS DISTINCT FROM 'x'
SELECT id FROM orders ORDER BY shipped NULLS LAST, total DESC NULLS FIRST
SELECT SUM(status = 'open'), SUM(CASE WHEN status = 'paid' THEN total ELSE 0 END) FROM orders
SELECT status, MAX(total), id FROM orders GROUP BY status
-- JSON
SELECT json_extract(profile, '$.age'), profile -> '$.age', profile ->> '$.name' FROM customers
SELECT c.name, t.value FROM customers c, json_each(c.profile, '$.tags') t
SELECT c.name, t.key, t.value FROM customers AS c JOIN json_each(c.profile) AS t ON t.type = 'text'
SELECT json_group_array(name), json_group_object(name, city) FROM customers
SELECT json_object('a', 1, 'b', name), json_array(1, 2, name), json_array_length(profile), json_type(profile), json_valid(profile), json_quote(name), json(profile), json_insert(profile, '$.a', 1), json_patch(profile, profile), json_remove(profile, '$.a'), json_replace(profile, '$.a', 1), json_set(profile, '$.a', 1) FROM customers WHERE 1
SELECT fullkey, atom FROM customers, json_tree(customers.profile)
-- Names and words
SELECT "Qty;Sold", "select", "group" FROM "Odd Names" WHERE "Mixed Case" = 'drop table orders'
SELECT [Qty;Sold], `select` FROM [Odd Names] ORDER BY "group"
SELECT o."select" AS "delete", o."group" AS "update" FROM "Odd Names" AS o
SELECT name FROM customers WHERE name = 'Robert''); DROP TABLE customers; --'
SELECT name AS truncate_date, city AS "insert into" FROM customers WHERE email LIKE '%; DELETE FROM orders'
SELECT 'ATTACH DATABASE', 'PRAGMA writable_schema', '/* not a comment */', '-- nor this'
SELECT NAME, City FROM Customers WHERE COUNTRY = 'nl'
SELECT main.customers.name, customers.city FROM main.customers
SELECT rowid, name FROM customers ORDER BY rowid
SELECT _rowid_, oid FROM orders
SELECT c.rowid FROM customers AS c WHERE c.rowid > 5
SELECT c.* , o.total FROM customers AS c JOIN orders AS o ON o.customer_id = c.id
SELECT customers.*, 1 AS extra FROM customers
SELECT name FROM customers -- who
SELECT /* all of them */ name FROM customers;
SELECT name FROM customers WHERE city = "Utrecht"
SELECT name FROM customers WHERE city = "Utrecht" COLLATE NOCASE
SELECT total * 2 AS double, double + 1 FROM (SELECT total, 2 AS double FROM orders)
SELECT total AS t FROM orders WHERE t > 5 GROUP BY t ORDER BY t
SELECT id AS "key", kind AS value, at AS "index" FROM events
SELECT replace(name, 'x', 'y') AS replace, kind AS "table" FROM events JOIN customers ON customers.id = events.id
SELECT id FROM orders WHERE id IN ()
-- Virtual tables: text search, and boxes
SELECT title, body FROM docs WHERE docs MATCH 'word' ORDER BY rank
SELECT title, bm25(docs, 10.0, 5.0) AS score FROM docs WHERE docs MATCH 'title: word' ORDER BY score LIMIT 5
SELECT highlight(docs, 0, '<b>', '</b>'), snippet(docs, 1, '[', ']', '...', 10) FROM docs WHERE docs MATCH 'wor*'
SELECT rowid, rank FROM docs AS d WHERE docs MATCH 'word AND a' AND rank MATCH 'bm25(10.0)'
SELECT d.title, c.name FROM docs d JOIN customers c ON c.id = d.rowid WHERE d.title MATCH 'word'
SELECT id, label FROM boxes WHERE minX >= -1 AND maxX <= 5
-- Recursions whose columns change places, or go down by what they leave
WITH RECURSIVE fib(a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM fib WHERE a < 100) SELECT a FROM fib
WITH RECURSIVE gcd(a, b) AS (SELECT 48, 18 UNION ALL SELECT b, a % b FROM gcd WHERE b > 0) SELECT MAX(a) FROM gcd
WITH RECURSIVE lcg(i, seed) AS (SELECT 1, 42 UNION ALL SELECT i + 1, (seed * 1103 + 12345) % 65536 FROM lcg WHERE i < 50) SELECT seed FROM lcg
WITH RECURSIVE c(n) AS (SELECT 27 UNION ALL SELECT CASE WHEN n % 2 = 0 THEN n / 2 ELSE 3 * n + 1 END FROM c WHERE n <> 1) SELECT n FROM c
SELECT id + 1 AS made FROM customers WHERE made > 1 GROUP BY made HAVING made < 5 ORDER BY made
SELECT c.name, o.total FROM customers AS c, orders AS o ON o.customer_id = c.id WHERE o.status IN ('paid', 'open')
SELECT i.name FROM orders o, order_lines l ON l.order_id = o.id, items i ON i.id = l.item_id
SELECT * FROM customers, orders USING (id)
SELECT title, rank FROM docs('word OR other') ORDER BY rank
SELECT c.name, d.title FROM customers c LEFT JOIN docs('word') AS d ON d.title = c.name
SELECT highlight(docs, 0, '<b>', '</b>') FROM docs('word')
SELECT CAST(total AS UNSIGNED BIG INT), CAST(note AS VARYING CHARACTER(255)), CAST(note AS NATIVE CHARACTER(70)), CAST(total AS DOUBLE PRECISION), CAST(total AS LONG NUMBER(3)) FROM orders
SELECT * FROM customers, (VALUES (1), (2))
-- A call within twenty others
SELECT REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(name, 'à', 'a'), 'á', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a'), 'æ', 'a'), 'ç', 'a'), 'è', 'a'), 'é', 'a'), 'ê', 'a'), 'ë', 'a'), 'ì', 'a'), 'í', 'a'), 'î', 'a'), 'ï', 'a'), 'ð', 'a'), 'ñ', 'a'), 'ò', 'a'), 'ó', 'a') AS plain FROM customers
-- Outputs that have their texts as names
SELECT q."count(*)" FROM (SELECT COUNT(*) FROM orders) q
SELECT "id+1", [max(total)] FROM (SELECT id + 1, MAX(total) FROM orders GROUP BY id)
SELECT MAX(total) FROM orders HAVING COUNT(*) > 1 ORDER BY COUNT(*)
SELECT id FROM orders ORDER BY MAX(id, customer_id)
