-- As analysts ask SQL Server
SELECT TOP 10 c.name, SUM(o.total) AS spent FROM dbo.customers AS c INNER JOIN dbo.orders AS o ON o.customer_id = c.id GROUP BY c.name ORDER BY spent DESC
SELECT TOP (5) WITH TIES name, salary FROM dbo.employees ORDER BY salary DESC
SELECT TOP (10) PERCENT id FROM orders ORDER BY total DESC
SELECT DISTINCT TOP 3 city FROM customers ORDER BY city
SELECT [name], [city] FROM [dbo].[customers] WHERE [country] = N'NL' ORDER BY [name] OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY
SELECT [select], [group], [Qty;Sold] AS [a;b] FROM dbo.[Odd Names]
SELECT c.name, x.total FROM customers c CROSS APPLY (SELECT TOP 1 o.total FROM orders o WHERE o.customer_id = c.id ORDER BY o.placed DESC) AS x
SELECT c.name, x.total FROM customers c OUTER APPLY (SELECT TOP (3) o.total FROM orders o WHERE o.customer_id = c.id ORDER BY o.placed DESC) x
SELECT v.label, v.amount FROM dbo.orders o CROSS APPLY (VALUES ('total', o.total), ('half', o.total / 2)) AS v (label, amount)
SELECT c.id, s.value FROM customers c CROSS APPLY STRING_SPLIT(c.name, ' ') AS s
SELECT c.name, j.age, j.tag FROM customers c CROSS APPLY OPENJSON(c.profile) WITH (age INT '$.age', tag NVARCHAR(50) '$.tags[0]') AS j
SELECT c.name, j.[key], j.[value], j.[type] FROM customers c CROSS APPLY OPENJSON(c.profile, '$.tags') AS j
SELECT JSON_VALUE(profile, '$.name'), JSON_QUERY(profile, '$.tags'), ISJSON(profile), JSON_MODIFY(profile, '$.a', 1) FROM customers WHERE JSON_VALUE(profile, '$.vip') = 'true'
SELECT * FROM (SELECT customer_id, status, total FROM orders) AS s PIVOT (SUM(total) FOR status IN ([open], [paid], [sent])) AS p
SELECT customer_id, [open], [paid] FROM (SELECT customer_id, status, total FROM orders) src PIVOT (COUNT(total) FOR status IN ([open], [paid])) pvt ORDER BY customer_id
SELECT id, kind, amount FROM (SELECT id, total, CAST(customer_id AS DECIMAL(12, 2)) AS other FROM orders) p UNPIVOT (amount FOR kind IN (total, other)) AS u
WITH t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 100) SELECT n FROM t OPTION (MAXRECURSION 100)
WITH days AS (SELECT CAST('2024-01-01' AS DATE) AS d UNION ALL SELECT DATEADD(day, 1, d) FROM days WHERE d < '2024-12-31') SELECT d FROM days OPTION (MAXRECURSION 366)
WITH days AS (SELECT MIN(CAST(placed AS DATE)) AS d, MAX(CAST(placed AS DATE)) AS stop FROM orders UNION ALL SELECT DATEADD(DAY, 1, d), stop FROM days WHERE d < stop) SELECT days.d, COUNT(o.id) FROM days LEFT JOIN orders o ON CAST(o.placed AS DATE) = days.d GROUP BY days.d OPTION (MAXRECURSION 0)
WITH chain (id, name, level) AS (SELECT id, name, 0 FROM dbo.employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, c.level + 1 FROM dbo.employees AS e INNER JOIN chain AS c ON e.manager_id = c.id) SELECT * FROM chain
WITH chain AS (SELECT id, CAST(name AS NVARCHAR(MAX)) AS path FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, CAST(c.path + ' > ' + e.name AS NVARCHAR(MAX)) FROM employees e JOIN chain c ON e.manager_id = c.id) SELECT path FROM chain
;WITH totals AS (SELECT customer_id, SUM(total) AS t FROM orders GROUP BY customer_id) SELECT c.name, t.t FROM customers c JOIN totals t ON t.customer_id = c.id
WITH a AS (SELECT id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) AS rn FROM orders) SELECT id FROM a WHERE rn = 1;
SELECT id, SUM(total) OVER (PARTITION BY customer_id ORDER BY placed ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running, LAG(total, 1, 0) OVER (ORDER BY id) AS prev, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total) OVER (PARTITION BY customer_id) AS median FROM orders
SELECT name, RANK() OVER w AS r FROM employees WINDOW w AS (PARTITION BY department ORDER BY salary DESC)
SELECT STRING_AGG(name, ', ') WITHIN GROUP (ORDER BY name) AS names FROM customers GROUP BY city
SELECT STUFF((SELECT ', ' + c.name FROM customers c WHERE c.country = 'NL' FOR XML PATH('')), 1, 2, '') AS names
SELECT id, name FROM customers FOR JSON PATH
SELECT id, name FROM customers FOR JSON AUTO, ROOT('customers')
SELECT id, name FROM customers FOR XML AUTO
SELECT country, city, COUNT(*) AS n, GROUPING_ID(country, city) AS g FROM customers GROUP BY ROLLUP (country, city)
SELECT country, city, COUNT(*) AS n FROM customers GROUP BY GROUPING SETS ((country, city), (country), ())
SELECT country, city, COUNT(*) AS n FROM customers GROUP BY CUBE (country, city) HAVING COUNT(*) > 1
SELECT YEAR(placed) AS y, MONTH(placed) AS m, DATEPART(quarter, placed) AS q, DATENAME(weekday, placed) AS d, DATEDIFF(day, placed, shipped) AS days, DATEADD(month, -1, GETDATE()) AS past, EOMONTH(placed) AS month_end, EOMONTH(placed, 1) AS next_end, FORMAT(placed, 'yyyy-MM') AS ym, CONVERT(VARCHAR(10), placed, 120) AS iso, CAST(placed AS DATE) AS day, DATEFROMPARTS(2024, 1, 1) AS ny, DATETRUNC(month, placed) AS mon, ISDATE('x') AS bad FROM orders
SELECT DATEADD(month, DATEDIFF(month, 0, placed), 0) AS month, COUNT(*) FROM orders GROUP BY DATEADD(month, DATEDIFF(month, 0, placed), 0)
SELECT DATE_BUCKET(WEEK, 1, placed) AS w, COUNT(*) FROM orders GROUP BY DATE_BUCKET(WEEK, 1, placed)
SELECT placed AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' FROM orders
SELECT IIF(total > 100, 'big', 'small'), CHOOSE(2, 'a', 'b'), ISNULL(note, ''), COALESCE(note, status), NULLIF(total, 0), TRY_CAST(note AS INT), TRY_CONVERT(DATE, note), TRY_PARSE('1' AS INT), PARSE('1' AS INT) FROM orders
SELECT LEN(name), DATALENGTH(name), LEFT(name, 3), RIGHT(name, 3), SUBSTRING(name, 1, 2), CHARINDEX('@', email), PATINDEX('%[0-9]%', name), REPLACE(name, 'a', 'b'), LTRIM(RTRIM(name)), TRIM(name), UPPER(name), LOWER(name), REVERSE(name), REPLICATE('x', 3), SPACE(2), STUFF(name, 1, 1, 'x'), CONCAT(name, ' ', city), CONCAT_WS(',', name, city), name + ' ' + city, QUOTENAME(name), STR(1.5, 5, 1), CHAR(65), NCHAR(65), ASCII('a'), UNICODE(N'a'), TRANSLATE(name, 'ab', 'cd'), SOUNDEX(name), DIFFERENCE(name, city) FROM customers
SELECT ROUND(total, 2), CEILING(total), FLOOR(total), ABS(total), SQRT(total), SQUARE(total), POWER(total, 2), SIGN(total), total % 3, RAND(), LOG(2), LOG10(2), EXP(1), PI() FROM orders
SELECT id FROM orders WHERE total <> 7 AND total != 8
SELECT name FROM customers WHERE name LIKE '[A-C]%' AND name LIKE '%[^0-9]' AND name LIKE '50!%%' ESCAPE '!' AND name COLLATE Latin1_General_CI_AS = 'ada'
SELECT id FROM orders WHERE total > ALL (SELECT price FROM items) OR total = SOME (SELECT price FROM items) OR total < ANY (SELECT price FROM items)
SELECT c.name FROM customers AS c WITH (NOLOCK) JOIN orders AS o WITH (NOLOCK) ON o.customer_id = c.id
SELECT c.name FROM dbo.customers c (NOLOCK) WHERE c.city = 'Delft'
SELECT name FROM customers WITH (READUNCOMMITTED)
SELECT name FROM customers WITH (INDEX(IX_orders), NOLOCK)
SELECT o.id FROM orders o INNER HASH JOIN customers c ON c.id = o.customer_id
SELECT name FROM customers ORDER BY name OPTION (RECOMPILE) -- EXEC x;
SELECT name FROM customers OPTION (MAXDOP 1, FORCE ORDER)
SELECT name FROM customers EXCEPT SELECT name FROM employees
SELECT name FROM customers INTERSECT SELECT name FROM employees
(SELECT name FROM customers) UNION ALL (SELECT name FROM employees) ORDER BY name
SELECT c.name, o.id FROM customers c FULL JOIN orders o ON o.customer_id = c.id
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v (n, s) WHERE v.n > 1
SELECT 'drop table x; exec xp_cmdshell' AS s, N'it''s -- not' AS t, [name] AS "quoted name" FROM customers
SELECT name AS [delete], city AS [exec], id AS [drop] FROM customers
SELECT total AS 'Total Amount', 'Status' = status FROM orders
SELECT Spent = SUM(o.total), Buyer = c.name FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.name
SELECT name /* a ; nested /* comment */ DROP */ FROM customers
SELECT COUNT_BIG(*) AS n, STDEV(total), STDEVP(total), VAR(total), VARP(total), CHECKSUM_AGG(CAST(id AS INT)), APPROX_COUNT_DISTINCT(customer_id) FROM orders
SELECT body.value('(/a/b)[1]', 'int') AS b, body.query('/a') AS q, body.exist('/a') AS e FROM events WHERE body.exist('/a/b') = 1
SELECT e.id, n.x.value('.', 'nvarchar(50)') AS v FROM events e CROSS APPLY e.body.nodes('/a/b') AS n(x)
SELECT id FROM orders WHERE placed >= '20240101' AND placed < DATEADD(DAY, 1, '20240131') AND CAST(placed AS TIME) BETWEEN '09:00' AND '17:00'
SELECT id FROM orders WHERE shipped IS NULL AND is_gift = 1 AND status IN ('open', 'paid') AND customer_id NOT IN (SELECT id FROM customers WHERE country <> 'NL')
SELECT CASE WHEN EXISTS (SELECT 1 FROM orders WHERE total > 100) THEN 1 ELSE 0 END AS answer
SELECT o.id, o.total - LAG(o.total) OVER (PARTITION BY o.customer_id ORDER BY o.placed) AS change, FIRST_VALUE(o.total) OVER (PARTITION BY o.customer_id ORDER BY o.placed) AS first_total FROM orders o
SELECT NEWID() AS r, id FROM orders ORDER BY NEWID()
SELECT id, HASHBYTES('SHA2_256', note), CHECKSUM(id, note), CONVERT(VARCHAR(64), HASHBYTES('MD5', note), 2) FROM orders
SELECT value FROM GENERATE_SERIES(1, 12)
SELECT g.value AS month, COUNT(o.id) FROM GENERATE_SERIES(1, 12, 1) AS g LEFT JOIN orders o ON MONTH(o.placed) = g.value GROUP BY g.value
SELECT m.n, o.id FROM (SELECT TOP 12 ROW_NUMBER() OVER (ORDER BY (SELECT NULL)) AS n FROM orders) AS m LEFT JOIN orders o ON MONTH(o.placed) = m.n
SELECT id FROM orders WHERE note IS DISTINCT FROM status AND note IS NOT DISTINCT FROM 'x'
SELECT id FROM orders TABLESAMPLE (10 PERCENT)
SELECT SUM(CASE WHEN status = 'paid' THEN total ELSE 0 END) * 100.0 / NULLIF(SUM(total), 0) AS pct FROM orders
SELECT c.name, (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id) AS n FROM customers c ORDER BY n DESC OFFSET 0 ROWS
SELECT CAST(total AS INT), CONVERT(INT, total), CONVERT(DATETIME, '2024-01-01', 121), CAST(N'x' AS NVARCHAR(MAX)), 0x1F, 1e3, -5, +5, ~5, 5 & 3, 5 | 3, 5 ^ 3 FROM orders
SELECT LEAST(1, 2), GREATEST(1, 2), LAST_VALUE(total) IGNORE NULLS OVER (ORDER BY id) FROM orders
SELECT dbo.orders.id, orders.total FROM dbo.orders WHERE dbo.orders.status = 'open'
SELECT o.id FROM orders o, customers c WHERE o.customer_id = c.id AND c.name = 'Ada'
SELECT id FROM orders WHERE CHARINDEX(';', note) > 0 OR note LIKE '%--%' OR note = 'GO' OR note = 'WAITFOR DELAY ''0:0:5'''
SELECT department, AVG(salary) AS mean FROM employees WHERE hired >= DATEFROMPARTS(YEAR(GETDATE()) - 5, 1, 1) GROUP BY department ORDER BY 2 DESC
SELECT t.name, t.rn FROM (SELECT name, ROW_NUMBER() OVER (ORDER BY (SELECT 1)) AS rn FROM items) t WHERE t.rn BETWEEN 11 AND 20
WITH e AS (SELECT 1 AS n FROM (VALUES (1), (1), (1), (1), (1), (1), (1), (1), (1), (1)) AS v (n)), f AS (SELECT 1 AS n FROM e a CROSS JOIN e b), g AS (SELECT 1 AS n FROM f a CROSS JOIN f b) SELECT TOP 366 DATEADD(day, ROW_NUMBER() OVER (ORDER BY (SELECT NULL)) - 1, '20240101') AS day FROM g
WITH t (last, depth, path) AS (SELECT id, 1, CAST(name AS NVARCHAR(MAX)) FROM items UNION ALL SELECT i.id, t.depth + 1, t.path + ',' + i.name FROM t JOIN items i ON i.id > t.last WHERE t.depth < 3) SELECT path FROM t
