-- Columns that have many values in a group
SELECT *, COUNT(*) FROM customers
SELECT c.*, MAX(c.joined) FROM customers AS c
WITH t AS (SELECT city, name FROM customers) SELECT city, name, COUNT(*) FROM t GROUP BY city
SELECT t.name, COUNT(*) FROM (SELECT city, name FROM customers) AS t GROUP BY t.city
SELECT name, COUNT(*) FROM customers
SELECT city, name, COUNT(*) FROM customers GROUP BY city
SELECT c.city, UPPER(c.name) AS n, SUM(o.total) FROM customers AS c JOIN orders AS o ON o.customer_id = c.id GROUP BY c.city
SELECT o.customer_id, c.city, COUNT(*) FROM customers AS c JOIN orders AS o ON o.customer_id = c.id GROUP BY o.customer_id
SELECT status, COUNT(*) FROM orders GROUP BY status HAVING total > 5
SELECT status, COUNT(*) FROM orders GROUP BY status ORDER BY total
SELECT SUM(total) / total FROM orders
WITH sums AS (SELECT customer_id, status, SUM(total) AS t FROM orders GROUP BY customer_id) SELECT c.name, s.t FROM customers AS c JOIN sums AS s ON s.customer_id = c.id
SELECT status, RANK() OVER (ORDER BY total) FROM orders GROUP BY status
SELECT status, SUM(SUM(total)) OVER (ORDER BY shipped) FROM orders GROUP BY status
SELECT status, SUM(total) OVER (PARTITION BY status) AS s FROM orders GROUP BY status
SELECT REPLACE(name, 'a', 'b'), COUNT(*) FROM customers GROUP BY city
-- Joins with a condition too many
SELECT o.id FROM orders AS o CROSS JOIN order_lines AS l ON l.order_id = o.id
SELECT * FROM orders GROUP BY status
SELECT o.*, COUNT(*) FROM orders AS o JOIN customers AS c ON c.id = o.customer_id GROUP BY o.status, c.id
