-- The same words in all eight dialects, as models write them
SELECT name FROM customers WHERE country = 'NL' AND city <> 'Delft' ORDER BY name
SELECT COUNT(*) AS n FROM orders WHERE status = 'open'
SELECT c.name, COUNT(o.id) AS orders, COALESCE(SUM(o.total), 0) AS spent FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id GROUP BY c.id, c.name ORDER BY spent DESC, c.name
SELECT c.country, COUNT(DISTINCT c.id) AS buyers, AVG(o.total) AS average FROM customers c INNER JOIN orders o ON c.id = o.customer_id GROUP BY c.country HAVING COUNT(DISTINCT c.id) >= 2 AND AVG(o.total) > 10
SELECT i.category, SUM(l.quantity * i.price * (1 - l.discount)) AS revenue FROM order_lines l JOIN items i ON i.id = l.item_id GROUP BY i.category
SELECT c.name FROM customers c WHERE c.id IN (SELECT o.customer_id FROM orders o WHERE o.total > (SELECT AVG(total) FROM orders))
SELECT c.name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.status = 'paid')
SELECT c.name FROM customers c WHERE EXISTS (SELECT * FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.customer_id = c.id AND l.quantity > 3)
SELECT o.id FROM orders o WHERE o.total = (SELECT MAX(p.total) FROM orders p WHERE p.customer_id = o.customer_id)
SELECT o.id, o.total - (SELECT AVG(p.total) FROM orders p WHERE p.customer_id = o.customer_id) AS above FROM orders o
SELECT e.name AS employee, m.name AS manager FROM employees e LEFT JOIN employees m ON m.id = e.manager_id WHERE e.salary > m.salary OR m.id IS NULL
SELECT department, MAX(salary) - MIN(salary) AS spread FROM employees GROUP BY department HAVING COUNT(*) > 1
SELECT name, salary, RANK() OVER (PARTITION BY department ORDER BY salary DESC) AS place FROM employees
SELECT name FROM (SELECT name, ROW_NUMBER() OVER (PARTITION BY department ORDER BY salary DESC, id) AS rn FROM employees) AS ranked WHERE rn <= 3
WITH ranked AS (SELECT name, department, DENSE_RANK() OVER (PARTITION BY department ORDER BY salary DESC) AS rk FROM employees) SELECT name, department FROM ranked WHERE rk = 2
WITH per_customer AS (SELECT customer_id, SUM(total) AS spent FROM orders GROUP BY customer_id), average AS (SELECT AVG(spent) AS mean FROM per_customer) SELECT p.customer_id, p.spent FROM per_customer p CROSS JOIN average a WHERE p.spent > a.mean
WITH big AS (SELECT id, customer_id FROM orders WHERE total > 100), names AS (SELECT b.id, c.name FROM big b JOIN customers c ON c.id = b.customer_id) SELECT n.name, COUNT(*) AS n FROM names n GROUP BY n.name
SELECT id, placed, SUM(total) OVER (PARTITION BY customer_id ORDER BY placed, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running FROM orders
SELECT id, total, LAG(total, 1) OVER (PARTITION BY customer_id ORDER BY placed) AS before_it, LEAD(total) OVER (PARTITION BY customer_id ORDER BY placed) AS after_it FROM orders
SELECT id, AVG(total) OVER (ORDER BY placed ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS moving FROM orders
SELECT id, NTILE(4) OVER (ORDER BY total) AS quartile, PERCENT_RANK() OVER (ORDER BY total) AS share, CUME_DIST() OVER (ORDER BY total) AS cumulated FROM orders
SELECT status, COUNT(*) AS n, 100.0 * COUNT(*) / SUM(COUNT(*)) OVER () AS percentage FROM orders GROUP BY status
SELECT id, FIRST_VALUE(total) OVER (PARTITION BY customer_id ORDER BY placed) AS opening, LAST_VALUE(total) OVER (PARTITION BY customer_id ORDER BY placed ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS closing FROM orders
SELECT status, SUM(CASE WHEN total > 100 THEN 1 ELSE 0 END) AS large, SUM(CASE WHEN shipped IS NULL THEN 1 ELSE 0 END) AS waiting FROM orders GROUP BY status
SELECT CASE status WHEN 'open' THEN 'to do' WHEN 'paid' THEN 'to send' ELSE 'done' END AS stage, COUNT(*) AS n FROM orders GROUP BY CASE status WHEN 'open' THEN 'to do' WHEN 'paid' THEN 'to send' ELSE 'done' END
SELECT name, 'customer' AS kind FROM customers UNION ALL SELECT name, 'employee' FROM employees UNION ALL SELECT name, 'item' FROM items ORDER BY kind, name
SELECT u.kind, COUNT(*) AS n FROM (SELECT 'c' AS kind FROM customers UNION ALL SELECT 'e' FROM employees) AS u GROUP BY u.kind
SELECT a.id, b.id AS other FROM customers a JOIN customers b ON a.city = b.city AND a.id < b.id
SELECT o.id FROM orders o FULL OUTER JOIN customers c ON c.id = o.customer_id WHERE c.id IS NULL OR o.id IS NULL
SELECT i.name FROM order_lines l RIGHT JOIN items i ON i.id = l.item_id WHERE l.order_id IS NULL
SELECT c.city, i.category FROM (SELECT DISTINCT city FROM customers) AS c CROSS JOIN (SELECT DISTINCT category FROM items) AS i
SELECT o.id, m.largest FROM orders o, (SELECT MAX(total) AS largest FROM orders) AS m WHERE o.total = m.largest
SELECT name FROM items WHERE price BETWEEN 5 AND 10 AND name LIKE '%book%' AND category IN ('toys', 'games') AND NOT (name = 'x' OR price < 6)
SELECT name FROM items WHERE price NOT BETWEEN 5 AND 10 AND name NOT LIKE 'a_b%' AND category NOT IN ('toys')
SELECT name FROM items WHERE name LIKE '10!%%' ESCAPE '!'
SELECT DISTINCT c.city FROM customers c JOIN orders o ON o.customer_id = c.id WHERE o.shipped IS NOT NULL
SELECT COUNT(*) AS n, COUNT(shipped) AS shipped, COUNT(DISTINCT customer_id) AS buyers, MIN(placed) AS first_one, MAX(placed) AS last_one FROM orders
SELECT COALESCE(note, status, 'none') AS text, NULLIF(total, 0) AS total, ABS(total) AS size, ROUND(total, 1) AS rounded FROM orders
SELECT UPPER(name) AS loud, LOWER(email) AS mail, REPLACE(city, ' ', '-') AS slug FROM customers
SELECT CAST(total AS INTEGER) AS whole FROM orders
SELECT id FROM orders WHERE status = 'drop table orders; --' OR note = 'DELETE FROM orders' OR note LIKE '%; UPDATE orders SET total = 0%'
SELECT id FROM orders WHERE note = 'its /* not */ a -- comment' OR note = '"quoted" and; so'
SELECT name FROM customers -- the customer; drop nothing
SELECT /* how many; really */ COUNT(*) AS n /* DELETE FROM orders */ FROM orders /* ; */
SELECT id AS update_count, total AS delete_flag, status AS insert_status, note AS grant_note FROM orders
SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id JOIN order_lines l ON l.order_id = o.id JOIN items i ON i.id = l.item_id WHERE i.category = 'toys' AND c.country IN ('NL', 'BE')
SELECT c.name, x.n FROM customers c JOIN (SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id HAVING COUNT(*) > 2) x ON x.customer_id = c.id
SELECT a.department, a.mean, b.mean AS overall FROM (SELECT department, AVG(salary) AS mean FROM employees GROUP BY department) a CROSS JOIN (SELECT AVG(salary) AS mean FROM employees) b WHERE a.mean > b.mean
SELECT e.name FROM employees e WHERE e.salary > (SELECT AVG(f.salary) FROM employees f WHERE f.department = e.department AND f.id <> e.id)
SELECT i.name FROM items i WHERE (SELECT COUNT(*) FROM order_lines l WHERE l.item_id = i.id) > 1 ORDER BY (SELECT SUM(l.quantity) FROM order_lines l WHERE l.item_id = i.id) DESC
WITH a AS (SELECT id FROM orders), b AS (SELECT id FROM a), c AS (SELECT id FROM b) SELECT COUNT(*) AS n FROM c
WITH a AS (SELECT customer_id, MIN(placed) AS first_placed FROM orders GROUP BY customer_id) SELECT o.id FROM orders o JOIN a ON a.customer_id = o.customer_id AND a.first_placed = o.placed
SELECT x.name FROM (SELECT y.name FROM (SELECT name, city FROM customers WHERE country = 'NL') AS y WHERE y.city = 'Delft') AS x
SELECT SUM(total) AS "sum", MIN(total) AS lowest FROM orders WHERE total >= 0.5 AND total < 1e3 AND total <> -1 AND total != 2
SELECT ((total + 1) * 2 - 3) / 4 AS odd FROM orders WHERE ((status = 'open' AND (total > 1)) OR ((note IS NULL)))
SELECT o.* FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.name = 'Zoë' OR c.name = '日本' OR c.name = '😀'
SELECT MAX(CASE WHEN status = 'open' THEN total END) AS open_max, MAX(CASE WHEN status = 'paid' THEN total END) AS paid_max FROM orders
SELECT c.name FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.name HAVING SUM(o.total) > (SELECT AVG(total) FROM orders)
SELECT manager_id, COUNT(*) AS reports FROM employees WHERE manager_id IS NOT NULL GROUP BY manager_id ORDER BY COUNT(*) DESC, manager_id
SELECT l.order_id, SUM(l.quantity) AS pieces FROM order_lines l WHERE l.order_id IN (SELECT id FROM orders WHERE customer_id IN (SELECT id FROM customers WHERE city = 'Delft')) GROUP BY l.order_id
SELECT id, total, SUM(total) OVER (PARTITION BY customer_id) AS of_customer, total / NULLIF(SUM(total) OVER (PARTITION BY customer_id), 0) AS share FROM orders
SELECT p.customer_id FROM (SELECT customer_id, LAG(placed) OVER (PARTITION BY customer_id ORDER BY placed) AS previous, placed FROM orders) p WHERE p.previous IS NOT NULL GROUP BY p.customer_id
SELECT kind, COUNT(*) AS n FROM events WHERE kind IN ('insert', 'update', 'delete', 'drop', 'grant', 'exec') GROUP BY kind
SELECT 100 * a.d + 10 * b.d + c.d AS n FROM (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2) AS a CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2) AS b CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2) AS c
SELECT a.name, b.name AS other, c.name AS third FROM customers AS a JOIN customers AS b ON b.city = a.city AND b.id <> a.id JOIN customers AS c ON c.city = b.city AND c.id <> b.id
SELECT x.n AS customers, y.n AS orders, z.n AS items FROM (SELECT COUNT(*) AS n FROM customers) AS x CROSS JOIN (SELECT COUNT(*) AS n FROM orders) AS y CROSS JOIN (SELECT COUNT(*) AS n FROM items) AS z
SELECT city, category, department FROM (SELECT DISTINCT city FROM customers) AS a JOIN items AS i ON i.name = a.city JOIN employees AS e ON e.name = i.name
SELECT total, salary, price FROM orders, employees, items WHERE customer_id = manager_id AND salary = price
SELECT a.id FROM orders a JOIN customers c ON c.id = a.customer_id JOIN orders b ON b.customer_id = c.id AND b.total < a.total
SELECT a.id FROM orders a JOIN items low ON a.total >= low.price AND a.total < low.price + 5 JOIN items high ON a.total > high.price AND a.total <= high.price + 9
-- Joins in parentheses
SELECT c.name, l.quantity FROM ((customers c INNER JOIN orders o ON o.customer_id = c.id) LEFT JOIN order_lines l ON l.order_id = o.id) WHERE c.id = 3
SELECT c.name, i.price FROM (((customers c JOIN orders o ON o.customer_id = c.id) JOIN order_lines l ON l.order_id = o.id) JOIN items i ON i.id = l.item_id)
SELECT c.name, i.price FROM (customers c JOIN orders o ON customer_id = c.id) JOIN (order_lines l JOIN items i ON id = item_id) ON order_id = o.id
SELECT c.name, l.quantity FROM customers c LEFT JOIN (orders o CROSS JOIN order_lines l) ON o.customer_id = c.id AND l.order_id = o.id
SELECT r.id, o.total FROM ((SELECT id FROM customers) r JOIN orders o ON o.customer_id = r.id)
SELECT name, name FROM customers UNION ALL SELECT name, category FROM items
SELECT a.*, b.* FROM items a JOIN items b ON a.id = b.id UNION ALL SELECT c.*, d.* FROM items c JOIN items d ON c.id = d.id
-- linked by closeness, by a certain sum, or by what overlaps
SELECT a.id FROM orders a JOIN orders b ON ABS(a.total - b.total) < 5 JOIN items c ON ABS(c.price - b.total) < 1
SELECT a.id FROM orders a JOIN orders b ON a.total + b.total > 10 JOIN items c ON c.id = b.id
SELECT a.id FROM orders a JOIN orders b ON a.total + 1 > b.total AND a.total < b.total JOIN items c ON c.price = b.total
SELECT a.id FROM orders a, orders b, orders c WHERE b.total - a.total > 0 AND b.total - a.total < 5 AND c.total - b.total BETWEEN 0 AND 5
WITH line (top, id, depth) AS (SELECT id, id, 1 FROM employees WHERE manager_id IS NULL), other AS (SELECT id FROM orders) SELECT line.top FROM line JOIN other ON other.id = line.id
SELECT COUNT(*) AS n FROM orders AS a JOIN orders AS b ON a.customer_id = b.customer_id WHERE EXISTS (SELECT 1 FROM orders AS a WHERE a.total > b.total)
WITH customers AS (SELECT id FROM orders) SELECT a.id FROM customers AS a JOIN customers AS b ON a.id = b.id
SELECT d.id FROM orders a JOIN orders b ON a.id = b.id JOIN orders c ON b.id = c.id JOIN orders d ON COALESCE(a.id, b.id, c.id) = d.id
SELECT c.id FROM orders a JOIN orders b ON a.id = b.customer_id JOIN orders c ON a.id + b.id = c.id
WITH a0 AS (SELECT id FROM orders), a1 AS (SELECT id FROM a0 UNION ALL SELECT id FROM a0), a2 AS (SELECT id FROM a1 UNION ALL SELECT id FROM a1), a3 AS (SELECT id FROM a2 UNION ALL SELECT id FROM a2), a4 AS (SELECT id FROM a3 UNION ALL SELECT id FROM a3), a5 AS (SELECT id FROM a4 UNION ALL SELECT id FROM a4), a6 AS (SELECT id FROM a5 UNION ALL SELECT id FROM a5), a7 AS (SELECT id FROM a6 UNION ALL SELECT id FROM a6), a8 AS (SELECT id FROM a7 UNION ALL SELECT id FROM a7), b AS (SELECT COUNT(*) AS n FROM a8 UNION ALL SELECT COUNT(*) FROM a7 UNION ALL SELECT COUNT(*) FROM a6) SELECT n FROM b
WITH RECURSIVE r (n) AS (SELECT 2592000 UNION ALL SELECT n + 1 FROM r WHERE n < (SELECT COUNT(*) FROM orders WHERE total < 5000000) + 2592000) SELECT COUNT(*) FROM r
SELECT SUM(salary) AS paid FROM employees, customers, orders WHERE manager_id = customers.id AND customers.id = customer_id AND salary > (SELECT AVG(quantity * price) FROM order_lines, items, orders WHERE item_id = items.id AND order_id = orders.id AND customer_id = manager_id)
SELECT a.id FROM orders AS a JOIN orders AS b ON a.total BETWEEN b.total - 50 AND b.total + 50 JOIN orders AS c ON ABS(c.total - b.total) < 50
SELECT customer_id, SUM(SUM(total)) OVER (ORDER BY customer_id) AS running FROM orders GROUP BY customer_id
SELECT customer_id, RANK() OVER (ORDER BY COUNT(*) DESC) AS place FROM orders GROUP BY customer_id
SELECT MAX(n) AS most FROM (SELECT COUNT(*) AS n FROM orders GROUP BY customer_id) AS t
SELECT customer_id FROM orders WHERE total > (SELECT AVG(total) FROM orders) GROUP BY customer_id HAVING COUNT(*) > 1
SELECT COUNT(*) AS n FROM customers AS a JOIN orders AS b ON a.id = b.customer_id JOIN orders AS c ON b.total BETWEEN c.total - 5 AND c.total + 5
SELECT COUNT(*) AS n FROM customers AS a JOIN orders AS b ON CASE WHEN a.id = b.customer_id THEN 1 ELSE 0 END = 1 JOIN items AS c ON c.id IN (a.id, b.id)
SELECT COUNT(*) AS n FROM orders AS a JOIN orders AS b ON a.id = b.id + 1 JOIN orders AS c ON c.id - b.id = b.id - a.id
WITH RECURSIVE t (n) AS (SELECT 100 UNION ALL SELECT CASE WHEN n > 7 THEN n - 7 ELSE 0 END FROM t WHERE n > 0) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 27 UNION ALL SELECT CASE WHEN n % 2 = 0 THEN n / 2 ELSE 3 * n + 1 END FROM t WHERE n > 1) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t CROSS JOIN (SELECT 1 AS k UNION ALL SELECT 2) AS u WHERE n BETWEEN 1 AND 6) SELECT COUNT(*) FROM t
WITH RECURSIVE growth (n, price) AS (SELECT 1, 1.0 UNION ALL SELECT n + 1, ROUND(price * 1.05, 2) FROM growth WHERE n < 10) SELECT n, price FROM growth
-- Aggregates called as the columns are that WHERE and GROUP BY read
SELECT customer_id, SUM(total) AS total FROM orders WHERE total > 3 GROUP BY customer_id ORDER BY total
-- Keys that are the places of outputs
SELECT *, 1 FROM order_lines ORDER BY 5, 1
SELECT status, COUNT(*) FROM orders GROUP BY 1 ORDER BY 2 DESC
SELECT id, name FROM customers UNION ALL SELECT id, status FROM orders ORDER BY 2
-- Numbers made of their digits
SELECT a.n + 4 * b.n + 16 * c.n + 64 * d.n AS n FROM (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) a CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) b CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) c CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) d ORDER BY 1
-- Aggregates of columns of both queries, and of inner ones that are called as outer ones
SELECT o.id FROM orders o WHERE o.total > (SELECT AVG(i.price + o.total) FROM items i)
SELECT e.name FROM employees e WHERE e.salary > (SELECT AVG(salary) FROM (SELECT salary FROM employees) x)
SELECT o.id FROM orders o WHERE o.total IN (SELECT SUM(o.total) OVER (ORDER BY i.id) FROM items i)
-- Subqueries within subqueries, each linked to those around
SELECT c.name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM items i WHERE i.category = 'x' AND NOT EXISTS (SELECT 1 FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE l.item_id = i.id AND o.customer_id = c.id))
SELECT c.name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.total > (SELECT AVG(p.total) FROM orders p WHERE p.customer_id = o.customer_id))
SELECT a.id FROM customers c, orders a, employees e WHERE e.name = CONCAT(c.name, a.status) AND a.customer_id = c.id
WITH m AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT a.customer_id, SUM(b.s) FROM m AS a JOIN m AS b ON b.s <= a.s JOIN customers c ON c.id = a.customer_id GROUP BY a.customer_id
WITH b AS (SELECT 0 AS lo UNION ALL SELECT 10) SELECT b.lo, COUNT(*) FROM orders o JOIN customers c ON c.id = o.customer_id JOIN b ON o.total >= b.lo GROUP BY b.lo
WITH RECURSIVE t (n, d) AS (SELECT id, 1 FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, t.d + 1 FROM t JOIN employees e ON e.manager_id = t.n AND e.id <> t.n WHERE t.d < 50) SELECT COUNT(*) FROM t
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n + 1 <= 5 * 20) SELECT n FROM t
SELECT COUNT(*) FROM orders a JOIN orders b ON a.placed < b.shipped AND b.placed < a.shipped JOIN orders c ON b.placed < c.shipped AND c.placed < b.shipped
WITH p AS (SELECT CURRENT_DATE AS today) SELECT c.name FROM customers c JOIN orders o ON o.customer_id = c.id JOIN p ON o.placed <= p.today
-- Equations of values that many rows share, beside others or of few rows
SELECT COUNT(*) AS n FROM (SELECT FLOOR(total / 100) AS k FROM orders GROUP BY FLOOR(total / 100)) AS a JOIN (SELECT FLOOR(price / 100) AS k FROM items GROUP BY FLOOR(price / 100)) AS b ON a.k = b.k JOIN (SELECT FLOOR(salary / 100) AS k FROM employees GROUP BY FLOOR(salary / 100)) AS c ON c.k = b.k
SELECT COUNT(*) AS n FROM orders AS o JOIN customers AS c ON c.id = o.customer_id JOIN items AS i ON FLOOR(i.price / 100) = FLOOR(o.total / 100)
SELECT REPLACE(REPLACE(o.note, '{name}', c.name), '{country}', c.country) AS letter FROM orders AS o JOIN customers AS c ON c.id = o.customer_id
-- Columns of groups
WITH t AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT c.city, MAX(t.s) FROM customers AS c JOIN t ON t.customer_id = c.id GROUP BY c.city
WITH t AS (SELECT customer_id, SUM(total) AS s FROM orders GROUP BY customer_id) SELECT customer_id, s, 100 * s / SUM(s) OVER () AS share FROM t
SELECT y.city, (SELECT MAX(t.s) FROM (SELECT total AS s, status FROM orders) AS t WHERE t.status = y.city) AS m FROM customers AS y
SELECT c.city, COUNT(*), MAX(c.name) FROM customers AS c GROUP BY c.city HAVING MIN(c.name) > 'a' ORDER BY MAX(c.joined)
SELECT city, (SELECT MAX(o.total) FROM orders AS o WHERE o.status = c.city) FROM customers AS c GROUP BY city
SELECT c.name, (SELECT COUNT(*) FROM orders AS o WHERE o.customer_id = c.id) FROM customers AS c
SELECT COALESCE(city, 'none') AS city, COUNT(*) FROM customers GROUP BY city
SELECT CASE WHEN total > 5 THEN 'big' ELSE status END AS size, COUNT(*) FROM orders GROUP BY CASE WHEN total > 5 THEN 'big' ELSE status END
SELECT status, total, SUM(total) OVER (PARTITION BY status) AS t FROM orders
SELECT c.name, s.t FROM customers AS c JOIN (SELECT customer_id, SUM(total) AS t FROM orders GROUP BY customer_id) AS s ON s.customer_id = c.id
SELECT status, SUM(total) AS t, RANK() OVER (ORDER BY SUM(total) DESC) AS r FROM orders GROUP BY status
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n IN (1, 2, 3)) SELECT n FROM t
WITH RECURSIVE t (n, s) AS (SELECT 1, 'a' UNION ALL SELECT n + 1, s FROM t WHERE n < 10 AND s <> 'b') SELECT n FROM t
WITH RECURSIVE t (id, city) AS (SELECT id, city FROM customers WHERE id = 1 UNION ALL SELECT c.id, t.city FROM t JOIN customers c ON c.id = t.id + 1 WHERE t.city IN ('Delft', 'Gouda')) SELECT id FROM t
SELECT COALESCE(SUM(total) OVER (), 0), ROUND(AVG(total) OVER (ORDER BY id), 2) FROM orders
SELECT COUNT(DISTINCT UPPER(name)), COALESCE(SUM(DISTINCT id), 0) FROM customers
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT COUNT(*), MAX(n) FROM r GROUP BY n
SELECT SUM(total) OVER (ORDER BY id ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING), MAX(total) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) FROM orders
SELECT MIN(total) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING), AVG(total) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) FROM orders
SELECT a0.id FROM orders a0 WHERE EXISTS (SELECT 1 FROM orders a1 WHERE a1.customer_id = a0.customer_id AND EXISTS (SELECT 1 FROM orders a2 WHERE a2.customer_id = a1.customer_id AND EXISTS (SELECT 1 FROM orders a3 WHERE a3.customer_id = a2.customer_id AND EXISTS (SELECT 1 FROM orders a4 WHERE a4.customer_id = a3.customer_id AND EXISTS (SELECT 1 FROM orders a5 WHERE a5.customer_id = a4.customer_id)))))
