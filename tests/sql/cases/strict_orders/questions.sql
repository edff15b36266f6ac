-- Orders by what is selected with DISTINCT
SELECT DISTINCT city FROM customers ORDER BY city
SELECT DISTINCT c.city AS town, c.name FROM customers AS c ORDER BY town, c.name DESC
SELECT DISTINCT city, name FROM customers ORDER BY 2, customers.city
SELECT DISTINCT UPPER(city) AS town FROM customers ORDER BY UPPER(city)
SELECT DISTINCT status, COUNT(*) AS n FROM orders GROUP BY status ORDER BY COUNT(*) DESC, n
SELECT DISTINCT o.total + 1 FROM orders AS o ORDER BY (o.total + 1)
SELECT DISTINCT name AS city, city AS town FROM customers ORDER BY city, town
