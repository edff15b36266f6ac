-- As analysts ask SQLite
SELECT AVG(total) FROM (SELECT total FROM orders ORDER BY total LIMIT 2 - (SELECT COUNT(*) FROM orders) % 2 OFFSET (SELECT (COUNT(*) - 1) / 2 FROM orders))
SELECT strftime('%Y-%m', placed) AS month, SUM(total) AS revenue FROM orders GROUP BY month ORDER BY month DESC LIMIT 12
SELECT date(placed) AS day, COUNT(*) FROM orders WHERE placed >= datetime('now', '-30 days') GROUP BY date(placed)
SELECT julianday(shipped) - julianday(placed) AS days FROM orders WHERE shipped IS NOT NULL ORDER BY days DESC LIMIT 5 OFFSET 10
SELECT name FROM customers ORDER BY id LIMIT 10, 5
SELECT name FROM customers WHERE name LIKE 'a%' COLLATE NOCASE OR name GLOB 'B*' OR instr(name, 'x') > 0
SELECT IIF(total > 100, 'big', 'small') AS size, COUNT(*) AS n FROM orders GROUP BY 1
SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id ORDER BY o.total DESC NULLS LAST, c.name COLLATE NOCASE ASC NULLS FIRST
WITH RECURSIVE cnt(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM cnt WHERE x < 1000) SELECT x FROM cnt
WITH RECURSIVE cnt(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM cnt LIMIT 100) SELECT x FROM cnt
WITH RECURSIVE dates(d) AS (SELECT '2024-01-01' UNION ALL SELECT date(d, '+1 day') FROM dates WHERE d < '2024-12-31') SELECT d, COUNT(o.id) FROM dates LEFT JOIN orders o ON date(o.placed) = d GROUP BY d
WITH RECURSIVE dates(d) AS (SELECT MIN(joined) FROM customers UNION ALL SELECT date(d, '+1 month') FROM dates WHERE d < (SELECT MAX(joined) FROM customers)) SELECT d FROM dates
WITH RECURSIVE boss(id, name, level) AS (SELECT id, name, 0 FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, b.level + 1 FROM employees e JOIN boss b ON e.manager_id = b.id ORDER BY 3 DESC) SELECT substr('..........', 1, level * 3) || name FROM boss
WITH RECURSIVE reach(id) AS (SELECT 1 UNION SELECT e.id FROM employees e, reach r WHERE e.manager_id = r.id) SELECT COUNT(*) FROM reach
WITH RECURSIVE split(word, rest) AS (SELECT '', name || ' ' FROM customers UNION ALL SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> '') SELECT word, COUNT(*) FROM split WHERE word <> '' GROUP BY word
WITH RECURSIVE fact(n, f) AS (SELECT 0, 1 UNION ALL SELECT n + 1, f * (n + 1) FROM fact WHERE n < 10) SELECT * FROM fact
SELECT name, json_extract(profile, '$.age') AS age, profile ->> '$.city', profile -> 'tags' FROM customers WHERE json_valid(profile)
SELECT c.name, t.value FROM customers c, json_each(c.profile, '$.tags') t WHERE t.value LIKE 'v%'
SELECT c.name, t.key, t.atom FROM customers c JOIN json_tree(c.profile) AS t WHERE t.type = 'text'
SELECT json_group_array(json_object('id', id, 'total', total)) FROM orders GROUP BY status
SELECT json_group_object(status, n) FROM (SELECT status, COUNT(*) AS n FROM orders GROUP BY status)
SELECT group_concat(name, ', ') FROM customers GROUP BY city
SELECT group_concat(DISTINCT city) FROM customers
SELECT group_concat(name, '; ' ORDER BY joined) FILTER (WHERE country = 'NL') FROM customers
SELECT total(quantity), sum(quantity), avg(quantity), max(quantity, 1), min(quantity, 5) FROM order_lines
SELECT printf('%.2f', total), format('%05d', id), round(total, 2), abs(-total), total * 1.0 / 3, total % 7, CAST(total AS INT) / 2 FROM orders
SELECT substr(name, 1, 3), substring(name, 2), length(name), trim(name), ltrim(name, 'x'), upper(name) || '!', replace(name, 'a', 'b'), hex(name), quote(name), unicode(name), char(65, 66), typeof(name), nullif(city, ''), ifnull(city, '-'), coalesce(city, country) FROM customers
SELECT RANK() OVER win AS r, SUM(total) OVER win AS s FROM orders WINDOW win AS (PARTITION BY customer_id ORDER BY placed)
SELECT id, COUNT(*) FILTER (WHERE total > 5) OVER (PARTITION BY status) AS n FROM orders
SELECT id, SUM(total) OVER (ORDER BY placed RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP) AS s, NTH_VALUE(total, 2) OVER (ORDER BY id) AS second FROM orders
SELECT id, SUM(total) OVER (ORDER BY id GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS s FROM orders
SELECT * FROM (VALUES (1, 'a'), (2, 'b'))
SELECT column1, column2 FROM (VALUES (1, 'a'), (2, 'b')) WHERE column1 > 1
WITH v(id, word) AS (VALUES (1, 'one'), (2, 'two')) SELECT v.word, o.total FROM v LEFT JOIN orders o USING (id)
VALUES (1, 2), (3, 4)
SELECT name FROM customers INTERSECT SELECT name FROM employees EXCEPT SELECT name FROM items ORDER BY 1
SELECT id FROM orders WHERE (customer_id, total) IN (SELECT customer_id, MAX(total) FROM orders GROUP BY customer_id)
SELECT id FROM orders WHERE (customer_id, total) = (1, 2.5) OR (customer_id, id) > (3, 4)
SELECT id FROM orders WHERE shipped IS NOT placed AND status IS 'open' OR note IS NOT NULL AND note NOTNULL AND status NOT NULL
SELECT id FROM orders WHERE status IS DISTINCT FROM 'open' AND note IS NOT DISTINCT FROM NULL
SELECT "select", "group", [Mixed Case], `Qty;Sold` FROM "Odd Names" WHERE "group" = 'drop'
SELECT status AS [key], note AS `index`, total AS "order", placed AS date, id AS rowid_copy FROM orders
SELECT rowid, id FROM orders WHERE rowid < 10
SELECT c.rowid, oid FROM customers c
SELECT * FROM main.orders WHERE main.orders.id = 1
SELECT o.id FROM orders AS o INDEXED BY orders_by_customer WHERE o.customer_id = 3
SELECT o.id FROM orders AS o NOT INDEXED WHERE o.customer_id = 3
SELECT CASE WHEN EXISTS (SELECT 1 FROM orders WHERE total > 100) THEN 'yes' ELSE 'no' END AS answer
SELECT EXISTS (SELECT 1 FROM orders WHERE customer_id = 7) AS has_any
SELECT c.name, (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id AND o.total > (SELECT AVG(total) FROM orders p WHERE p.status = o.status)) AS n FROM customers c
SELECT customer_id, MAX(total), note FROM orders GROUP BY customer_id
SELECT COUNT(*) FROM customers NATURAL JOIN employees
SELECT * FROM customers LEFT JOIN orders USING (id) LEFT JOIN items USING (id)
SELECT a.name FROM customers a CROSS JOIN customers b WHERE a.id <> b.id AND a.city = b.city
SELECT o.id FROM (orders o JOIN customers c ON c.id = o.customer_id) JOIN order_lines l ON l.order_id = o.id
SELECT 'DROP TABLE x; --' AS s, '/* x */' AS t, 'it''s', x'1F', 0x1F, 1e3, .5 FROM orders
SELECT name FROM customers WHERE name = "Ada" OR city = "Den Haag"
SELECT date('now'), time('now'), datetime('now', 'localtime', 'start of month', '+1 month', '-1 day'), unixepoch('now'), CURRENT_TIMESTAMP, CURRENT_DATE, strftime('%w', 'now'), timediff('now', '2024-01-01')
SELECT CAST(strftime('%Y', placed) AS INTEGER) - CAST(strftime('%Y', joined) AS INTEGER) AS years FROM orders JOIN customers ON customers.id = customer_id
SELECT ROUND(100.0 * SUM(status = 'paid') / COUNT(*), 1) AS paid, SUM(total > 50) AS big, AVG(shipped IS NULL) AS waiting FROM orders
SELECT name FROM items ORDER BY CASE category WHEN 'toys' THEN 0 ELSE 1 END, price DESC
SELECT DISTINCT category, COUNT(*) OVER (PARTITION BY category) AS n FROM items
SELECT likelihood(price > 5, 0.5), likely(price > 5), unlikely(price < 1), random() % 10 FROM items
SELECT max(placed), id FROM orders WHERE status IN ('open', 'paid') AND NOT total BETWEEN 1 AND 2
SELECT 1 WHERE 1 IN () OR 2 NOT IN ()
SELECT -total, +total, ~id, id << 2, id >> 1, id & 3, id | 4, NOT id, total == 5, total <> 6, 'a' || 'b' || id FROM orders
SELECT ltrim(substr(email, instr(email, '@') + 1)) AS domain, COUNT(*) FROM customers WHERE email LIKE '%@%' GROUP BY domain HAVING COUNT(*) > 1
SELECT SUM(l.quantity * i.price) FROM orders o, order_lines l, items i WHERE o.id = l.order_id AND l.item_id = i.id AND o.placed BETWEEN '2024-01-01' AND '2024-03-31'
SELECT T1.name, T2.total FROM customers AS T1 INNER JOIN orders AS T2 ON T1.id = T2.customer_id WHERE T2.status = 'paid' ORDER BY T2.total DESC LIMIT 1
SELECT T1.name FROM customers AS T1 JOIN orders AS T2 ON T1.id = T2.customer_id GROUP BY T1.id ORDER BY COUNT(*) DESC LIMIT 1
SELECT count(*) FROM (SELECT name FROM customers EXCEPT SELECT name FROM employees)
SELECT name FROM customers WHERE id NOT IN (SELECT customer_id FROM orders)
SELECT avg(total), max(total), min(total) FROM orders WHERE customer_id = (SELECT id FROM customers WHERE name = 'Ada')
SELECT json_extract(attributes, '$.colour', '$.size'), json_array_length(attributes, '$.sizes'), json_type(attributes), json_patch(attributes, '{"a":1}'), json_remove(attributes, '$.a'), json_set(attributes, '$.b', 2), json_quote(name), json_array(1, 2) FROM items
WITH a AS MATERIALIZED (SELECT 1 AS x), b AS NOT MATERIALIZED (SELECT x FROM a) SELECT * FROM b
SELECT sum(CASE WHEN a.total > b.mean THEN 1 END) FROM orders a, (SELECT avg(total) AS mean FROM orders) b
SELECT id, total FROM orders ORDER BY abs(total - 50), random() LIMIT 1
SELECT sqrt(total), pow(total, 2), power(2, 3), ln(2), log(10), exp(1), floor(total), ceil(total), sign(total), mod(7, 3), pi() FROM orders
SELECT concat(name, '-', city), concat_ws(', ', name, city), string_agg(name, ',') FROM customers
SELECT o.customer_id, sum(o.total) FILTER (WHERE o.status = 'paid') AS paid FROM orders o GROUP BY o.customer_id HAVING paid > 10
SELECT total * 2 AS twice FROM orders WHERE twice > 10 ORDER BY twice
-- In the manner of its documentation
SELECT strftime('%Y-%m', placed), date(placed, 'start of month', '+1 month', '-1 day'), julianday('now') - julianday(placed), datetime(placed, 'localtime'), time(placed), unixepoch(placed), timediff('now', placed) FROM orders
SELECT profile ->> '$.name', profile -> '$.tags', json_extract(profile, '$.a', '$.b'), json_array_length(profile, '$.tags'), json_type(profile, '$.a'), json_valid(profile), json_object('a', 1), json_array(1, 2), json_set('{}', '$.a', 1), json_patch('{}', '{}'), json_group_array(name), json_group_object(name, id) FROM customers
SELECT c.name, t.value, t.key, t.type FROM customers c, json_each(c.profile, '$.tags') AS t
SELECT t.fullkey, t.atom FROM customers c JOIN json_tree(c.profile) t WHERE t.type = 'text'
SELECT value FROM json_each('[1, 2, 3]')
SELECT name FROM customers WHERE name GLOB 'A*' AND name NOT GLOB '*z' AND city LIKE 'a\_%' ESCAPE '\' AND email IS NOT 'x' AND name IS 'Ada' AND city IS NOT NULL AND email NOTNULL AND country ISNULL
SELECT name COLLATE NOCASE FROM customers ORDER BY name COLLATE RTRIM DESC
SELECT iif(total > 5, 'a', 'b'), ifnull(note, ''), nullif(total, 0), coalesce(note, 'x'), instr(note, 'a'), substr(note, 2, 3), printf('%.2f', total), format('%05d', id), hex(note), quote(note), typeof(total), round(total, 1), abs(total), random(), upper(note), trim(note, 'x'), replace(note, 'a', 'b'), length(note), unicode('a'), char(65), likely(total > 5), max(total, 1), min(total, 2), zeroblob(4), sign(-1), total % 2, id << 1, ~id, total || 'x' FROM orders
SELECT group_concat(name, ', '), group_concat(DISTINCT city), total(id), avg(id), count(*) FILTER (WHERE city IS NOT NULL) FROM customers
SELECT string_agg(name, ', ' ORDER BY name) FROM customers
SELECT id, row_number() OVER (PARTITION BY customer_id ORDER BY placed), sum(total) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES), lag(total, 1, 0) OVER w, count(*) FILTER (WHERE total > 5) OVER w FROM orders WINDOW w AS (PARTITION BY status ORDER BY id)
SELECT id, sum(total) OVER (ORDER BY total GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM orders
WITH RECURSIVE cnt(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM cnt WHERE x < 100) SELECT x FROM cnt
WITH RECURSIVE cnt(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM cnt LIMIT 100) SELECT x FROM cnt
WITH RECURSIVE under(id, lvl) AS (SELECT id, 0 FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, u.lvl + 1 FROM employees e JOIN under u ON e.manager_id = u.id ORDER BY 2) SELECT substr('..........', 1, lvl * 3) || id FROM under
WITH RECURSIVE dates(d) AS (SELECT date('2024-01-01') UNION ALL SELECT date(d, '+1 day') FROM dates WHERE d < '2024-01-31') SELECT d FROM dates
WITH t AS MATERIALIZED (SELECT id FROM orders) SELECT count(*) FROM t
SELECT * FROM customers NATURAL JOIN employees
SELECT c.name FROM customers AS c LEFT JOIN orders AS o ON c.id = o.customer_id WHERE o.id IS NULL
SELECT * FROM orders INDEXED BY orders_by_customer WHERE customer_id = 1
SELECT * FROM orders NOT INDEXED WHERE customer_id = 1
SELECT rowid, oid, _rowid_, name FROM customers ORDER BY rowid DESC LIMIT 5
SELECT name FROM customers LIMIT 5 OFFSET 10
SELECT name FROM customers LIMIT 10, 5
SELECT "select", [group], `Mixed Case`, "Qty;Sold" FROM "Odd Names" WHERE "select" = 'a' AND [group] <> 'b'
SELECT CAST(total AS INTEGER), CAST(strftime('%Y', placed) AS INT) AS year, total * 1.0 / 3 FROM orders
SELECT name FROM customers WHERE city = "Delft" OR city IN ("a", "b")
SELECT 'it''s', x'53', 0x1F, 1e3, NULL, TRUE, -1, +1, 'a' || 'b', 1 == 1, 1 <> 2
SELECT id FROM orders WHERE (customer_id, status) IN (SELECT id, name FROM customers) AND total BETWEEN 1 AND 5
SELECT id FROM orders WHERE (customer_id, status) = (1, 'open')
VALUES (1, 'a'), (2, 'b')
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v
SELECT column1, column2 FROM (VALUES (1, 'a'))
SELECT name FROM customers UNION SELECT name FROM employees EXCEPT SELECT name FROM items INTERSECT SELECT name FROM customers ORDER BY 1
SELECT CASE WHEN total > 5 THEN 'a' END AS "case", count(*) AS "order" FROM orders GROUP BY "case" HAVING "order" > 1
SELECT id FROM orders WHERE id IN (SELECT order_id FROM order_lines) AND NOT EXISTS (SELECT * FROM events WHERE events.id = orders.id)
SELECT max(total), id FROM orders GROUP BY customer_id HAVING count(*) > 1 ORDER BY max(total) DESC NULLS LAST
SELECT * FROM customers c FULL OUTER JOIN orders o ON o.customer_id = c.id
SELECT o.id IS NULL, o.total IS NOT DISTINCT FROM 5, NOT o.id FROM orders o
SELECT sqrt(total), pow(total, 2), ceil(total), floor(total), ln(total), log(2, 8), pi(), mod(id, 2), trunc(total) FROM orders
SELECT main.customers.name FROM main.customers
SELECT strftime('%w', placed) AS dow, count(*) FROM orders WHERE placed >= date('now', '-30 days') GROUP BY dow ORDER BY dow
SELECT name, (SELECT count(*) FROM orders WHERE customer_id = customers.id) AS n FROM customers WHERE n > 2
SELECT DISTINCT substr(name, 1, instr(name || ' ', ' ') - 1) AS first FROM customers
SELECT date('now', 'weekday 1', '-7 days'), strftime('%s', 'now') / 86400, CURRENT_TIMESTAMP, date(1700000000, 'unixepoch')
SELECT id, total, round(100.0 * total / sum(total) OVER (), 2) AS pct FROM orders
SELECT a.id FROM orders a, orders b WHERE a.customer_id = b.customer_id AND a.id <> b.id
SELECT percent_rank() OVER (ORDER BY total), cume_dist() OVER (ORDER BY total), ntile(4) OVER (ORDER BY total), nth_value(total, 2) OVER (ORDER BY id), dense_rank() OVER (ORDER BY total) FROM orders
SELECT json_each.value FROM customers, json_each(customers.profile) WHERE json_each.key = 'a'
SELECT name FROM items WHERE attributes ->> 'colour' = 'red' ORDER BY attributes ->> 'size' COLLATE NOCASE
SELECT name FROM customers WHERE name LIKE '%x%' COLLATE NOCASE
-- A name in quotes of a text, and the rest of numbers that are not whole
SELECT 'yes' 'answer', mod(7.5, 2), 7.5 % 2, log10(total), log2(total) FROM orders
-- Types that are NUMERIC to SQLite, whatever they are called
SELECT CAST(count(*) AS NUMERIC) / 2, CAST(7 AS DECIMAL(10, 2)) / 2, CAST('2024-05-01' AS DATE), CAST(0.5 AS BOOLEAN), CAST(7 AS REAL) / 2 FROM orders
-- text in double quotation marks, where no column would be meant
SELECT strftime("%Y-%m", placed) AS month, COUNT(*) FROM orders GROUP BY month
SELECT DATE("now", "-7 days"), DATE(placed, "start of month"), julianday("now") FROM orders
SELECT name || " " || city, REPLACE(name, " ", "_"), IFNULL(country, "none"), CASE WHEN city = "Oslo" THEN "yes" ELSE "no" END FROM customers
SELECT GROUP_CONCAT(name, ", "), COUNT(*) FROM customers WHERE strftime("%Y", joined) = "2024"
-- Names that are told later, and that mean no table
WITH late AS (SELECT id, spent FROM big WHERE spent > 10), big AS (SELECT customer_id AS id, SUM(total) AS spent FROM orders GROUP BY customer_id) SELECT * FROM late
WITH orders AS (SELECT * FROM main.orders WHERE total > 10) SELECT id FROM orders
SELECT c.rowid, o.rowid FROM customers c JOIN orders o ON o.customer_id = c.id WHERE EXISTS (SELECT 1 FROM (SELECT 1) AS one WHERE o.rowid > 1)
SELECT placed AS date, total AS time FROM orders WHERE date > '2024-05-01' ORDER BY date
SELECT date 'Day' FROM (SELECT placed AS date FROM orders)
SELECT name FROM customers UNION ALL SELECT department FROM employees ORDER BY department
WITH RECURSIVE line (top, id, depth) AS (SELECT id, id, 1 FROM employees WHERE manager_id IS NULL UNION ALL SELECT line.top, e.id, line.depth + 1 FROM employees e JOIN line ON e.manager_id = line.id) SELECT top, COUNT(*) FROM line GROUP BY top
WITH other AS (SELECT id FROM orders), line (top, id, depth) AS (SELECT id, id, 1 FROM employees) SELECT line.top FROM line JOIN other ON other.id = line.id
-- Each day with each pair, though the statement does not tell how many days there are
WITH RECURSIVE days(day) AS (SELECT MIN(placed) FROM orders UNION ALL SELECT DATE(day, '+1 day') FROM days WHERE day < (SELECT MAX(placed) FROM orders)) SELECT day, c.country, i.category, COUNT(o.id) FROM days CROSS JOIN (SELECT DISTINCT country FROM customers) AS c CROSS JOIN (SELECT DISTINCT category FROM items) AS i LEFT JOIN orders AS o ON DATE(o.placed) = day GROUP BY day, c.country, i.category
-- A text of which a piece is replaced, or comes to its end, in each step
WITH RECURSIVE x(s, at) AS (SELECT name, instr(name, ' ') FROM customers UNION ALL SELECT substr(s, 1, at - 1) || '_' || substr(s, at + 1), instr(substr(s, 1, at - 1) || '_' || substr(s, at + 1), ' ') FROM x WHERE at > 0) SELECT s FROM x WHERE at = 0
WITH RECURSIVE turned(n, s) AS (SELECT 1, name FROM customers UNION ALL SELECT n + 1, substr(s, 2) || substr(s, 1, 1) FROM turned WHERE n < 5) SELECT s FROM turned
WITH best AS (SELECT id, total FROM orders ORDER BY total DESC LIMIT 10) SELECT a.id, b.id, c.id FROM best AS a CROSS JOIN best AS b CROSS JOIN best AS c
-- Words that are names where they stand
SELECT like, glob, with, cross, any FROM (SELECT 1 AS "like", 2 AS "glob", 3 AS "with", 4 AS "cross", 5 AS "any")
SELECT with.name, semi.total FROM customers AS with JOIN orders semi ON semi.customer_id = with.id
SELECT offset.name AS like FROM customers offset WHERE offset.name LIKE 'a%' LIMIT 3 OFFSET 1
SELECT if, range, fetch f FROM (SELECT id AS "if", total AS range, 1 AS fetch FROM orders) WHERE if = 1 AND range < 3 AND fetch NOT BETWEEN 2 AND fetch
-- Texts that grow by a sign, and minutes
WITH RECURSIVE x(s) AS (SELECT 'a' UNION ALL SELECT s || 'a' FROM x WHERE length(s) < 10) SELECT s FROM x
WITH RECURSIVE m(t) AS (SELECT datetime('2020-01-01') UNION ALL SELECT datetime(t, '+15 minutes') FROM m WHERE t < '2020-01-02') SELECT t FROM m
WITH RECURSIVE days(d) AS (SELECT date('now') UNION ALL SELECT date(d, '-1 day') FROM days WHERE d > date('now', '-30 days')) SELECT d FROM days
WITH RECURSIVE months(m) AS (SELECT '2024-01-01' UNION ALL SELECT date(m, '+1 month') FROM months WHERE strftime('%Y', m) = '2024') SELECT m FROM months
WITH RECURSIVE t (boss, depth) AS (SELECT id, 0 FROM employees WHERE manager_id IS NULL UNION ALL SELECT id, depth + 1 FROM employees JOIN t ON manager_id = boss WHERE depth < 10) SELECT * FROM t
-- ORDER BY takes the first of several columns of a star
SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id DESC LIMIT 5
SELECT o.*, c.name FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY id
SELECT name, (SELECT SUM((SELECT COUNT(*) FROM json_each(e.value))) FROM json_each(c.profile, '$.tags') AS e) AS n FROM customers c
-- Aggregates of an outer column that FILTER by the subquery's
SELECT o.id FROM orders o WHERE o.total > (SELECT MAX(o.total - 1) FILTER (WHERE i.price > 1) FROM items i)
SELECT l.quantity, rowid FROM order_lines l JOIN items i ON i.id = l.item_id WHERE i.rowid > 1
WITH total(a, b) AS (SELECT 1, 2) SELECT a, b FROM total
-- Columns of outer queries, in the other clauses of subqueries
SELECT (SELECT i.name FROM items i WHERE i.price <= o.total ORDER BY i.price DESC LIMIT 1) FROM orders o
SELECT (SELECT ABS(i.price - o.total) AS apart FROM items i ORDER BY apart LIMIT 1) FROM orders o
SELECT id FROM orders o WHERE EXISTS (SELECT o.status AS s FROM items i GROUP BY s HAVING COUNT(*) > o.total)
SELECT (SELECT i.name FROM items i ORDER BY (SELECT MAX(l.quantity) FROM order_lines l WHERE l.item_id = i.id) LIMIT 1) FROM orders o
SELECT (SELECT SUM(i.price) OVER (ORDER BY o.total) FROM items i LIMIT 1) FROM orders o
SELECT id FROM orders o WHERE total > (SELECT price FROM items UNION SELECT o.total ORDER BY price DESC LIMIT 1)
-- A comparison by IS DISTINCT FROM as an argument
SELECT ROUND(CASE WHEN city IS NOT DISTINCT FROM country THEN 1.5 ELSE id END, 1), IFNULL(city IS DISTINCT FROM country, FALSE) FROM customers
SELECT GROUP_CONCAT(DISTINCT city), GROUP_CONCAT(city, ', ') FROM customers
WITH RECURSIVE r (n) AS (SELECT MIN(id) FROM orders UNION ALL SELECT n + 1 FROM r WHERE n < (SELECT MAX(id) FROM orders)) SELECT n FROM r
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT DISTINCT MAX(n, 2) + 1 FROM r LEFT JOIN orders ON id = n WHERE n < 5) SELECT n FROM r
WITH RECURSIVE up (id, boss) AS (SELECT id, manager_id FROM employees UNION ALL SELECT e.id, e.manager_id FROM up LEFT JOIN employees e ON e.id = up.boss WHERE e.id IS NOT NULL) SELECT id FROM up
