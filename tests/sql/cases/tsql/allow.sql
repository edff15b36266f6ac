-- Plain questions
SELECT * FROM customers
SELECT TOP 10 name, city FROM dbo.customers WHERE country = 'NL' ORDER BY name
SELECT TOP (5) WITH TIES name FROM [dbo].[customers] ORDER BY joined DESC
SELECT TOP 10 PERCENT [name] FROM [customers] ORDER BY [joined]
SELECT DISTINCT TOP 3 city FROM customers ORDER BY city
SELECT name FROM customers ORDER BY name OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY
SELECT name FROM customers ORDER BY name OFFSET 10 ROWS
SELECT COUNT(*), COUNT_BIG(*), COUNT(DISTINCT customer_id), SUM(total), AVG(total), MIN(total), MAX(total), STDEV(total), STDEVP(total), VAR(total), VARP(total), CHECKSUM_AGG(CAST(id AS INT)), APPROX_COUNT_DISTINCT(id) FROM orders
SELECT c.name, SUM(o.total) AS spent FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.name HAVING SUM(o.total) > 100 ORDER BY spent DESC
SELECT c.name FROM customers c LEFT OUTER JOIN orders o ON c.id = o.customer_id WHERE o.id IS NULL
SELECT c.name, o.total FROM customers c, orders o WHERE c.id = o.customer_id
SELECT c.name, o.id FROM customers AS c FULL JOIN orders AS o ON o.customer_id = c.id
SELECT d.department, s.status FROM (SELECT DISTINCT department FROM employees) d CROSS JOIN (SELECT DISTINCT status FROM orders) s
SELECT c.name, n.total FROM customers c CROSS APPLY (SELECT TOP 3 total FROM orders o WHERE o.customer_id = c.id ORDER BY placed DESC) n
SELECT c.name, n.total FROM customers c OUTER APPLY (SELECT TOP 1 o.total FROM orders o WHERE o.customer_id = c.id ORDER BY o.placed DESC) AS n
SELECT c.name, x.a FROM customers c CROSS APPLY (VALUES (c.city), (c.country)) AS x (a)
SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE total > 50)
SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)
SELECT name FROM items WHERE price > ALL (SELECT 5) AND price >= ANY (SELECT 1)
SELECT name, (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id) AS n FROM customers c
SELECT v.id, v.word FROM (VALUES (1, 'one'), (2, 'two')) AS v (id, word)
SELECT name FROM customers ORDER BY name OPTION (MAXRECURSION 100)
SELECT name FROM customers OPTION (RECOMPILE)
SELECT name, total FROM customers INNER HASH JOIN orders ON orders.customer_id = customers.id
-- Set operations and common table expressions
SELECT name FROM customers UNION SELECT name FROM items ORDER BY name
SELECT id FROM customers EXCEPT SELECT customer_id FROM orders
SELECT id FROM customers INTERSECT SELECT customer_id FROM orders
SELECT name FROM customers UNION ALL SELECT name FROM employees
WITH spent AS (SELECT customer_id, SUM(total) AS amount FROM orders GROUP BY customer_id) SELECT c.name, s.amount FROM customers c JOIN spent s ON s.customer_id = c.id
WITH chain AS (SELECT id, name, 0 AS depth FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.name, c.depth + 1 FROM employees e JOIN chain c ON e.manager_id = c.id) SELECT * FROM chain
WITH n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT i FROM n OPTION (MAXRECURSION 200)
WITH days AS (SELECT CAST('2024-01-01' AS DATE) AS day UNION ALL SELECT DATEADD(DAY, 1, day) FROM days WHERE day < '2024-12-31') SELECT d.day, COUNT(o.id) FROM days d LEFT JOIN orders o ON CAST(o.placed AS DATE) = d.day GROUP BY d.day OPTION (MAXRECURSION 0)
WITH a (x) AS (SELECT 1), b AS (SELECT x + 1 AS y FROM a) SELECT x, y FROM a CROSS JOIN b
-- Grouping, windows, pivots
SELECT country, city, COUNT(*), GROUPING(city), GROUPING_ID(country, city) FROM customers GROUP BY ROLLUP (country, city)
SELECT country, city, COUNT(*) FROM customers GROUP BY GROUPING SETS ((country, city), (country), ())
SELECT country, city, COUNT(*) FROM customers GROUP BY CUBE (country, city)
SELECT STRING_AGG(name, ', ') WITHIN GROUP (ORDER BY name DESC), STRING_AGG(CAST(city AS NVARCHAR(MAX)), ';') FROM customers
SELECT YEAR(placed) AS y, MONTH(placed) AS m, SUM(total) AS revenue FROM orders GROUP BY YEAR(placed), MONTH(placed) ORDER BY y, m
SELECT name, RANK() OVER (PARTITION BY department ORDER BY salary DESC) AS r, ROW_NUMBER() OVER (ORDER BY (SELECT NULL)) AS rn, DENSE_RANK() OVER (ORDER BY salary) AS dr, NTILE(4) OVER (ORDER BY salary) AS q, PERCENT_RANK() OVER (ORDER BY salary) AS p, CUME_DIST() OVER (ORDER BY salary) AS c, LAG(salary, 1, 0) OVER (ORDER BY hired) AS l, LEAD(salary) OVER (ORDER BY hired) AS n, FIRST_VALUE(salary) OVER (ORDER BY hired) AS f, LAST_VALUE(salary) OVER (ORDER BY hired ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS la FROM employees
SELECT DISTINCT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY salary) OVER (PARTITION BY department) AS median, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY salary) OVER () AS disc FROM employees
SELECT placed, SUM(total) OVER (ORDER BY placed ROWS UNBOUNDED PRECEDING) AS running FROM orders
SELECT * FROM (SELECT status, total, YEAR(placed) AS y FROM orders) AS s PIVOT (SUM(total) FOR status IN ([open], [paid])) AS p
SELECT id, what, amount FROM (SELECT id, CAST(total AS FLOAT) AS total, CAST(customer_id AS FLOAT) AS customer_id FROM orders) AS s UNPIVOT (amount FOR what IN (total, customer_id)) AS u
SELECT name FROM (SELECT name, ROW_NUMBER() OVER (PARTITION BY department ORDER BY salary DESC) AS rn FROM employees) t WHERE rn = 1
SELECT name, city FROM customers FOR JSON PATH
SELECT name, city FROM customers FOR JSON AUTO, ROOT('customers')
SELECT name, city FROM customers FOR XML PATH('customer'), ROOT('customers')
SELECT STUFF((SELECT ',' + name FROM customers FOR XML PATH('')), 1, 1, '') AS names
-- Text
SELECT UPPER(name), LOWER(name), LEN(name), DATALENGTH(name), TRIM(name), LTRIM(name), RTRIM(name), SUBSTRING(name, 1, 3), LEFT(name, 2), RIGHT(name, 2), CHARINDEX('a', name), CHARINDEX('a', name, 2), PATINDEX('%a%', name), REPLACE(name, 'a', 'b'), TRANSLATE(name, 'ab', 'xy'), REVERSE(name), REPLICATE('a', 3), SPACE(3), STUFF(name, 1, 2, 'x'), CONCAT(name, ' ', city), CONCAT_WS(', ', name, city), QUOTENAME(name), ASCII(name), CHAR(65), UNICODE(name), NCHAR(65), SOUNDEX(name), DIFFERENCE(name, city), STR(3.14, 5, 2), FORMAT(joined, 'yyyy-MM'), FORMAT(1234.5, 'N2', 'en-US'), STRING_ESCAPE(name, 'json') FROM customers
SELECT name + ' ' + ISNULL(city, '-'), N'unicode', 'O''Brien' FROM customers
SELECT name FROM customers WHERE name LIKE '%[a-c]%' OR name LIKE 'a!%' ESCAPE '!' OR name NOT LIKE 'z%' OR name COLLATE Latin1_General_CI_AS = 'x'
SELECT c.name, s.value FROM customers c CROSS APPLY STRING_SPLIT(c.email, '@') s
SELECT value FROM STRING_SPLIT('a,b', ',')
SELECT CHECKSUM(name), BINARY_CHECKSUM(name), HASHBYTES('SHA2_256', name), NEWID(), COMPRESS(name), ISNUMERIC(name), ISDATE(name) FROM customers
-- Numbers and conversions
SELECT ABS(total), CEILING(total), FLOOR(total), ROUND(total, 1), ROUND(total, 1, 1), SIGN(total), SQRT(total), SQUARE(total), POWER(total, 2), EXP(1), LOG(2), LOG(8, 2), LOG10(100), PI(), RAND(), DEGREES(1), RADIANS(1), SIN(1), COS(1), TAN(1), COT(1), ASIN(1), ACOS(1), ATAN(1), ATN2(1, 2), 7 % 3, 5 & 3, 5 | 3, 5 ^ 3, ~5, GREATEST(1, 2), LEAST(1, 2) FROM orders
SELECT CAST(total AS INT), CONVERT(VARCHAR(10), placed, 120), CONVERT(INT, '5'), TRY_CAST('x' AS INT), TRY_CONVERT(DATE, '2024-01-01'), PARSE('1' AS INT), CAST(total AS DECIMAL(10, 2)), CAST(placed AS DATE) FROM orders
SELECT CAST(total AS FLOAT) / NULLIF(CAST(customer_id AS FLOAT), 0), total * 1.0 / 3, -total FROM orders
-- Dates
SELECT GETDATE(), GETUTCDATE(), SYSDATETIME(), SYSUTCDATETIME(), SYSDATETIMEOFFSET(), CURRENT_TIMESTAMP
SELECT YEAR(placed), MONTH(placed), DAY(placed), DATEPART(QUARTER, placed), DATEPART(weekday, placed), DATEPART(iso_week, placed), DATEPART(hh, placed), DATENAME(MONTH, placed), DATEADD(MONTH, 1, placed), DATEADD(dd, -7, GETDATE()), DATEDIFF(DAY, placed, shipped), DATEDIFF_BIG(SECOND, placed, GETDATE()), EOMONTH(placed), DATEFROMPARTS(2024, 1, 1), DATETIME2FROMPARTS(2024, 1, 1, 0, 0, 0, 0, 3), TIMEFROMPARTS(1, 2, 3, 0, 0), DATETRUNC(MONTH, placed), SWITCHOFFSET(SYSDATETIMEOFFSET(), '+01:00'), TODATETIMEOFFSET(placed, '+01:00'), placed AT TIME ZONE 'UTC' AT TIME ZONE 'W. Europe Standard Time' FROM orders
SELECT DATEADD(MONTH, DATEDIFF(MONTH, 0, placed), 0) AS month, COUNT(*) FROM orders GROUP BY DATEADD(MONTH, DATEDIFF(MONTH, 0, placed), 0)
SELECT id FROM orders WHERE placed >= DATEADD(DAY, -30, CAST(GETDATE() AS DATE)) AND placed < '2024-02-01' AND shipped BETWEEN '2024-01-01' AND '2024-12-31'
-- Conditions, JSON and XML
SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size, IIF(total > 5, 'a', 'b'), ISNULL(note, ''), COALESCE(note, status), NULLIF(total, 0), CHOOSE(2, 'a', 'b') FROM orders
SELECT id FROM orders WHERE is_gift = 1 AND status <> 'open' AND status != 'x' AND total BETWEEN 1 AND 5 AND note IS NOT NULL AND status NOT IN ('a')
SELECT JSON_VALUE(profile, '$.name'), JSON_QUERY(profile, '$.tags'), ISJSON(profile), JSON_MODIFY(profile, '$.a', 1), JSON_OBJECT('a': 1), JSON_ARRAY(1, 2) FROM customers
SELECT c.name, j.[key], j.[value] FROM customers c CROSS APPLY OPENJSON(c.profile) j
SELECT c.name, j.tag FROM customers c CROSS APPLY OPENJSON(c.profile, '$.tags') WITH (tag NVARCHAR(20) '$') AS j
SELECT body.value('(/a/b)[1]', 'int'), body.query('/a'), body.exist('/a') FROM events
-- Names and words
SELECT [Qty;Sold], [select] AS [delete], [group] FROM dbo.[Odd Names] WHERE [select] = 'drop table x'
SELECT "Qty;Sold" FROM "Odd Names"
SELECT name AS [full name], 'x' AS 'quoted' FROM customers
SELECT name FROM customers WHERE name = 'Robert''); DROP TABLE customers; --'
SELECT 'xp_cmdshell', 'WAITFOR DELAY ''0:0:5''', '/* no comment */', '-- nor this' FROM customers
SELECT NAME, City FROM CUSTOMERS -- everyone
SELECT /* a /* nested */ comment */ name FROM customers;
SELECT c.* FROM dbo.customers AS c WHERE c.name > 'a'
SELECT o.id AS [key], o.status AS value, o.placed AS date, o.note AS [order] FROM orders AS o
SELECT kind, [at] FROM events WHERE kind = 'update'
SELECT FORMAT(joined, 'mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmx') FROM customers
WITH d AS (SELECT EOMONTH('2024-01-01') AS d UNION ALL SELECT EOMONTH(d, 1) FROM d WHERE d < '2024-12-31') SELECT d FROM d
WITH d AS (SELECT EOMONTH('2024-01-01') AS d UNION ALL SELECT EOMONTH(d, -1) FROM d WHERE d > '2023-01-31') SELECT d FROM d
SELECT DATEADD(DAY, value, '2020-01-01') AS d FROM GENERATE_SERIES(0, DATEDIFF(DAY, '2020-01-01', GETDATE()))
SELECT DATEADD(HOUR, value, '2024-01-01') AS d FROM GENERATE_SERIES(0, DATEDIFF(HOUR, '2024-01-01', '2024-02-01'))
SELECT DATEADD(YEAR, value, '1900-01-01') AS d FROM GENERATE_SERIES(0, DATEDIFF(YEAR, '1900-01-01', GETDATE()))
-- A call within forty others
SELECT REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(name, 'à', 'a'), 'á', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a'), 'æ', 'a'), 'ç', 'a'), 'è', 'a'), 'é', 'a'), 'ê', 'a'), 'ë', 'a'), 'ì', 'a'), 'í', 'a'), 'î', 'a'), 'ï', 'a'), 'ð', 'a'), 'ñ', 'a'), 'ò', 'a'), 'ó', 'a'), 'ô', 'a'), 'õ', 'a'), 'ö', 'a'), '÷', 'a'), 'ø', 'a'), 'ù', 'a'), 'ú', 'a'), 'û', 'a'), 'ü', 'a'), 'ý', 'a'), 'þ', 'a'), 'ÿ', 'a'), 'Ā', 'a'), 'ā', 'a'), 'Ă', 'a'), 'ă', 'a'), 'Ą', 'a'), 'ą', 'a'), 'Ć', 'a'), 'ć', 'a') AS plain FROM customers
