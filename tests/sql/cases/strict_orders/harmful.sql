-- Orders by what is not selected with DISTINCT
SELECT DISTINCT city FROM customers ORDER BY name
SELECT DISTINCT c.city FROM customers AS c JOIN orders AS o ON o.customer_id = c.id ORDER BY c.city, o.total DESC
SELECT DISTINCT status FROM orders GROUP BY status ORDER BY COUNT(*) DESC
SELECT DISTINCT UPPER(city) FROM customers ORDER BY name
