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
WITH r AS (SELECT CAST('a' AS VARCHAR(99)) AS s, 1 AS n UNION ALL SELECT CAST(STUFF(s, 1, 0, 'b') AS VARCHAR(99)), n + 1 FROM r WHERE n < 60) SELECT s FROM r
SELECT ROUND(total, 2), CEILING(total), FLOOR(total), ABS(total), SQRT(total), SQUARE(total), POWER(total, 2), SIGN(total), total % 3, RAND(), LOG(2), LOG10(2), EXP(1), PI() FROM orders
SELECT IIF(total > 5 AND (note LIKE 'a!%' ESCAPE '!'), 1, 0), CASE WHEN EXISTS (SELECT 1 FROM dbo.items WHERE price = 1) THEN 1 END AS e, SUM(total) OVER (ORDER BY id RANGE UNBOUNDED PRECEDING) FROM dbo.orders WHERE NOT (id = 1 OR status IN ('a')) ORDER BY CASE WHEN shipped IS NULL THEN 1 ELSE 0 END
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
-- In the manner of its documentation
SELECT TOP (10) WITH TIES c.name, SUM(o.total) AS spent FROM dbo.customers c JOIN dbo.orders o ON o.customer_id = c.id GROUP BY c.name ORDER BY SUM(o.total) DESC
SELECT id FROM orders WHERE total !< 5 AND total !> 10
SELECT DATEADD(DAY, 1 - DATEPART(WEEKDAY, placed), CAST(placed AS DATE)), DATEDIFF_BIG(SECOND, placed, SYSUTCDATETIME()), SWITCHOFFSET(at, '+02:00'), TODATETIMEOFFSET(placed, '+01:00'), SYSDATETIMEOFFSET(), EOMONTH(placed, -1), DATENAME(MONTH, placed), DATETIMEFROMPARTS(2024, 1, 1, 0, 0, 0, 0), TIMEFROMPARTS(1, 2, 3, 0, 0), ISO_WEEK = DATEPART(ISO_WEEK, placed) FROM orders, events
SELECT CONVERT(VARCHAR, placed, 103), CONVERT(CHAR(8), placed, 112), FORMAT(total, 'C', 'en-US'), FORMAT(placed, 'dd/MM/yyyy'), CAST(placed AS DATETIME2(0)), TRY_CAST(note AS DECIMAL(10, 2)) FROM orders
SELECT c.id, j.* FROM customers c OUTER APPLY OPENJSON(c.profile, '$.lines') WITH (sku NVARCHAR(20) '$.sku', qty INT, raw NVARCHAR(MAX) '$.raw' AS JSON) AS j
SELECT c.id, k.[key], k.value FROM customers c CROSS APPLY OPENJSON(c.profile) k WHERE k.type = 1
SELECT value, ordinal FROM STRING_SPLIT('a,b', ',', 1)
SELECT c.id, p.part FROM customers c CROSS APPLY STRING_SPLIT(c.name, ' ') AS p(part)
SELECT STRING_AGG(CAST(name AS NVARCHAR(MAX)), CHAR(13)) WITHIN GROUP (ORDER BY name ASC) FROM customers
SELECT name AS n, name AS n FROM customers ORDER BY n
SELECT name, name AS name, city FROM customers ORDER BY name
SELECT name, NTILE(4) OVER (ORDER BY salary DESC), PERCENT_RANK() OVER (PARTITION BY department ORDER BY salary), PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY salary) OVER (PARTITION BY department) FROM employees
SELECT id, SUM(total) OVER (ORDER BY placed ROWS 2 PRECEDING), COUNT(*) OVER (), LAG(total, 1, 0) IGNORE NULLS OVER (ORDER BY id) FROM orders
SELECT * FROM (SELECT YEAR(placed) AS y, MONTH(placed) AS m, total FROM orders) AS src PIVOT (SUM(total) FOR m IN ([1], [2], [3])) AS p ORDER BY y
SELECT item, quarter, amount FROM (SELECT name AS item, CAST(price AS INT) AS q1, id AS q2 FROM items) AS s UNPIVOT (amount FOR quarter IN (q1, q2)) AS u
SELECT o.id, v.metric, v.val FROM orders o CROSS APPLY (VALUES ('total', o.total), ('id', o.id)) v(metric, val)
SELECT c.name FROM customers c WHERE c.id IN (SELECT customer_id FROM orders GROUP BY customer_id HAVING COUNT(*) > 5) OPTION (HASH JOIN, MAXDOP 2)
SELECT name FROM customers ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH FIRST 5 ROWS ONLY
WITH org AS (SELECT id, manager_id, 0 AS lvl, CAST(name AS VARCHAR(1000)) AS p FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, e.manager_id, o.lvl + 1, CAST(o.p + '/' + e.name AS VARCHAR(1000)) FROM employees e INNER JOIN org o ON o.id = e.manager_id) SELECT * FROM org ORDER BY p OPTION (MAXRECURSION 100)
WITH n AS (SELECT TOP (100) ROW_NUMBER() OVER (ORDER BY (SELECT NULL)) AS i FROM orders) SELECT i FROM n
SELECT [status] = CASE WHEN total > 10 THEN 'big' ELSE 'small' END, COUNT(*) AS [count] FROM orders GROUP BY CASE WHEN total > 10 THEN 'big' ELSE 'small' END
SELECT body.value('(/root/@id)[1]', 'INT') AS id, body.query('for $x in /root return $x') FROM events
SELECT t.c.value('@n', 'int') FROM events CROSS APPLY body.nodes('/r/i') AS t(c)
SELECT name FROM customers FOR XML PATH('customer'), ROOT('customers'), ELEMENTS
SELECT id AS 'order.id', total AS 'order.total' FROM orders FOR JSON PATH, WITHOUT_ARRAY_WRAPPER, INCLUDE_NULL_VALUES
SELECT STUFF((SELECT ',' + name FROM items FOR XML PATH(''), TYPE).value('.', 'NVARCHAR(MAX)'), 1, 1, '') AS names
SELECT name COLLATE SQL_Latin1_General_CP1_CI_AS FROM customers WHERE name COLLATE Latin1_General_BIN = 'x' ORDER BY name COLLATE Latin1_General_CI_AI
SELECT name FROM customers WHERE name LIKE '%!%%' ESCAPE '!' COLLATE Latin1_General_BIN
SELECT COUNT(DISTINCT customer_id), SUM(DISTINCT total), AVG(CAST(total AS FLOAT)), STDEV(total), VAR(total), MIN(placed), GROUPING(status) FROM orders GROUP BY ROLLUP(status)
SELECT country, city, COUNT(*) FROM customers GROUP BY country, city WITH ROLLUP
SELECT country, city, COUNT(*) FROM customers GROUP BY country, city WITH CUBE
SELECT o.id FROM orders AS o INNER LOOP JOIN customers AS c ON c.id = o.customer_id LEFT OUTER MERGE JOIN items i ON i.id = o.id
SELECT id FROM orders o WHERE EXISTS (SELECT o.note INTERSECT SELECT o.status)
SELECT id, IIF(is_gift = 1, 'yes', 'no') FROM orders WHERE is_gift = 1 AND NOT (shipped IS NULL)
SELECT [select], [group] FROM [dbo].[Odd Names] AS [order] WHERE [order].[select] LIKE N'[a-z]%'
SELECT "name" FROM "customers" WHERE "city" = 'Delft'
SELECT CONCAT_WS(', ', city, country), TRIM('x' FROM name), LTRIM(name), TRANSLATE(name, 'abc', 'xyz'), STRING_ESCAPE(name, 'json'), QUOTENAME(name, '"'), PATINDEX('%[aeiou]%', name), REPLICATE('0', 5 - LEN(id)) + CAST(id AS VARCHAR), RIGHT('00000' + CAST(id AS VARCHAR(5)), 5), NULLIF(LTRIM(RTRIM(city)), '') FROM customers
SELECT PARSENAME('a.b.c', 1), ISNUMERIC(name), BINARY_CHECKSUM(name), HASHBYTES('SHA2_256', name), CHECKSUM(*), NEWID(), COMPRESS(name) FROM customers
SELECT geography::Point(52.0, 4.3, 4326).STDistance(geography::STGeomFromText('POINT(4 52)', 4326)) AS meters
SELECT hierarchyid::Parse('/1/').ToString()
SELECT o.id, o.total, d.dow FROM orders o CROSS JOIN (SELECT DATEPART(dw, GETDATE()) AS dow) d WHERE DATEPART(dw, o.placed) = d.dow
SELECT TOP 1 PERCENT * FROM orders ORDER BY NEWID()
SELECT COALESCE(NULLIF(note, ''), 'n/a') AS note, ISNULL(CAST(shipped AS VARCHAR(10)), '-') FROM orders
SELECT DATEDIFF(YEAR, hired, GETDATE()) - CASE WHEN DATEADD(YEAR, DATEDIFF(YEAR, hired, GETDATE()), hired) > GETDATE() THEN 1 ELSE 0 END AS years FROM employees
SELECT id FROM orders WHERE CAST(placed AS DATE) = CAST(GETDATE() AS DATE) AND placed >= DATEADD(MONTH, DATEDIFF(MONTH, 0, GETDATE()) - 1, 0)
SELECT LEFT(name, CHARINDEX(' ', name + ' ') - 1) AS first FROM customers
SELECT s.name FROM (SELECT name, DENSE_RANK() OVER (ORDER BY salary DESC) AS r FROM employees) AS s WHERE s.r = 2;
SELECT AVG(salary) OVER (PARTITION BY department) AS a, salary AS KEEP FROM employees
SELECT department, MAX(salary) KEEP FROM employees GROUP BY department
SELECT c.name, COUNT(o.id) n FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.placed >= '2024-01-01' GROUP BY c.name HAVING COUNT(o.id) = 0
SELECT APPROX_COUNT_DISTINCT(customer_id), LEAST(1, 2), GREATEST(total, 3), BIT_COUNT(id), DATETRUNC(WEEK, placed), DATE_BUCKET(MONTH, 1, placed) FROM orders GROUP BY total, id, placed
SELECT value FROM GENERATE_SERIES(CAST(1 AS INT), 10, 2)
SELECT id FROM orders FOR SYSTEM_TIME AS OF '2024-01-01'
SELECT LOWER(name) AS [lower], UPPER(city) AS [upper] FROM customers WHERE LEN(name) BETWEEN 3 AND 10 AND city NOT IN ('a', 'b') ORDER BY 1, [upper] DESC
SELECT id, CAST(total AS DECIMAL(18,2)) / NULLIF(SUM(total) OVER (), 0) * 100 AS pct FROM orders
SELECT SUM(IIF(status = 'paid', 1, 0)) AS paid, SUM(CASE status WHEN 'open' THEN 1 END) AS [open] FROM orders
SELECT a.name FROM employees AS a, employees AS b WHERE a.manager_id = b.id AND a.salary > b.salary
SELECT COLUMN_VALUE = s.value FROM customers AS c CROSS APPLY STRING_SPLIT(c.city, '-') AS s WHERE RTRIM(s.value) <> ''
SELECT CURRENT_TIMESTAMP, GETUTCDATE(), SYSDATETIME(), CURRENT_TIMEZONE(), CURRENT_DATE
SELECT DISTINCT department, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY salary) OVER (PARTITION BY department) FROM employees
SELECT REGEXP_LIKE(name, '^A'), REGEXP_REPLACE(name, 'a', 'b'), REGEXP_SUBSTR(name, '\d+'), REGEXP_COUNT(name, 'x') FROM customers
SELECT id FROM orders WHERE CONTAINS(note, '"late" NEAR "order"') OR FREETEXT(note, 'late order')
SELECT POWER(2, 10), LOG(total, 10), ROUND(total, 0, 1), ATN2(1, 2), RAND(5), SQUARE(2), CEILING(1.2), 1 ^ 2, ~1 FROM orders
-- Money, literals of ODBC, cultures, names of parts of dates
SELECT name FROM dbo.items WHERE price > $5.00 AND price < $1000
SELECT {d '2024-01-31'}, {ts '2024-01-31 10:00:00'} FROM dbo.orders
SELECT PARSE('1,5' AS DECIMAL(10, 2) USING 'de-DE'), TRY_PARSE(note AS DATE USING N'en-US'), PARSE(CAST(note AS VARCHAR(9)) AS DECIMAL(10, 2)) FROM dbo.orders
SELECT DATENAME(quarter, placed), DATENAME(dayofyear, placed), DATENAME(hour, placed), DATENAME(weekday, placed), DATEDIFF(hour, at, placed), LOG10(total) FROM dbo.orders CROSS JOIN dbo.events
SELECT SQUARE(total), SYSDATETIME(), 'yes' 'answer' FROM dbo.orders
-- APPLY to a table
SELECT c.name, o.total FROM customers c CROSS APPLY orders o WHERE o.customer_id = c.id
WITH t AS (SELECT id AS k FROM orders) SELECT c.name, t.k FROM customers c OUTER APPLY t WHERE t.k = c.id
-- Escapes of ODBC, a hint without WITH, REAL
SELECT {fn NOW()}, {fn UCASE(name)}, {fn LENGTH(name)}, {fn CURDATE()}, {fn YEAR({fn NOW()})} FROM customers
SELECT {fn QUARTER({d '2024-05-01'})}, {fn DAYNAME({ts '2024-05-01 10:00:00'})}, {fn TIMESTAMPDIFF(SQL_TSI_DAY, {d '2024-01-01'}, {fn NOW()})}
SELECT a.name FROM {oj customers a LEFT OUTER JOIN orders b ON a.id = b.customer_id}
SELECT {guid '6F9619FF-8B86-D011-B42D-00C04FC964FF'} AS g
SELECT a.name FROM customers a (NOLOCK) JOIN dbo.orders (NOLOCK) ON orders.customer_id = a.id
SELECT CAST(total AS REAL), CONVERT(REAL, total), total AS real FROM orders
SELECT CONVERT(REAL, /* half the digits */ total) FROM orders
-- Escapes of ODBC
SELECT {t '12:00:00'}, {fn EXTRACT(YEAR FROM placed)}, {fn CONVERT({fn LENGTH(note)}, SQL_INTEGER)}, {fn TRUNCATE(total, 1)}, {fn BIT_LENGTH(note)}, {fn CURRENT_DATE()} FROM orders
-- Other words of the engine
SELECT $identity, c.$IDENTITY, $rowguid FROM customers c
SELECT JSON_ARRAY(1, name, NULL NULL ON NULL), JSON_ARRAY(name ABSENT ON NULL), JSON_OBJECT('a': name ABSENT ON NULL) FROM customers
SELECT name FROM customers FOR XML RAW('customer'), ELEMENTS XSINIL, ROOT('all')
SELECT id FROM orders WHERE shipped < CURRENT_DATE
-- Turned columns
SELECT p.paid, [open], customer_id FROM (SELECT customer_id, status, total FROM orders) s PIVOT (SUM(total) FOR status IN ([paid], [open])) AS p
SELECT u.id, kind, n FROM (SELECT id, total, total * 0.2 AS tax FROM orders) q UNPIVOT (n FOR kind IN (total, tax)) AS u
-- Options of JSON, and hints
SELECT JSON_VALUE(profile, '$.a' RETURNING int), JSON_QUERY(profile, '$.a[*]' WITH ARRAY WRAPPER), ISJSON(profile, OBJECT) FROM customers
SELECT id FROM orders WITH (INDEX = by_date, NOLOCK) OPTION (RECOMPILE, USE HINT ('DISABLE_PARAMETER_SNIFFING'))
SELECT id FROM orders OPTION (USE HINT ('FORCE_LEGACY_CARDINALITY_ESTIMATION'))
SELECT CAST('/1/' AS hierarchyid).GetLevel(), v.b FROM (VALUES (1, 2), (3, 4)) AS v (a, b)
SELECT a.id FROM customers c CROSS APPLY OPENJSON(c.profile) WITH (id INT '$.id') AS a CROSS APPLY OPENJSON(c.profile) WITH (id INT '$.id') AS b CROSS APPLY OPENJSON(c.profile) WITH (id INT '$.id') AS d WHERE b.id = a.id AND d.id = b.id
SELECT id FROM orders WITH (NOLOCK, FORCESEEK (IX_orders (customer_id))) WHERE customer_id = 3
-- Indexes in parentheses of their own
SELECT id FROM dbo.orders WITH (INDEX = (IX_orders), NOLOCK)
SELECT name FROM dbo.items ORDER BY price OFFSET (5 * 2) ROWS FETCH NEXT (5) ROWS ONLY
SELECT name FROM dbo.items WHERE price >= $10 OR price < -$20
SELECT c.name, k.[RANK] FROM dbo.customers AS c INNER JOIN CONTAINSTABLE(dbo.customers, (name, city), 'ann OR "van dam"') AS k ON k.[KEY] = c.id ORDER BY k.RANK DESC
SELECT TOP (10) k.[KEY] FROM FREETEXTTABLE(customers, *, N'green', 10) AS k
SELECT TOP 3 name FROM customers UNION ALL SELECT TOP (3) name FROM employees
SELECT name FROM customers UNION SELECT TOP 3 WITH TIES name FROM employees ORDER BY name
SELECT DATE_BUCKET(wk, 2, placed) AS fortnight, COUNT(*) FROM orders GROUP BY DATE_BUCKET(wk, 2, placed)
WITH m AS (SELECT CAST('2024-01-01' AS DATE) AS d UNION ALL SELECT DATEADD(DAY, 1, d) FROM m WHERE DATEPART(YEAR, DATEADD(DAY, 1, d)) < 2025) SELECT COUNT(*) FROM m OPTION (MAXRECURSION 366)
SELECT name FROM customers ORDER BY name OFFSET 5 + 5 ROWS FETCH NEXT (2 * 3) ROWS ONLY
SELECT m.match_value, s.ordinal FROM customers CROSS APPLY REGEXP_MATCHES(name, '[a-z]+') AS m CROSS APPLY REGEXP_SPLIT_TO_TABLE(m.match_value, '-') AS s
SELECT a.name, x.id FROM customers a CROSS APPLY (SELECT TOP 1 o.id FROM orders o WHERE o.customer_id <> a.id ORDER BY o.id) x CROSS APPLY (SELECT COUNT(*) AS n FROM orders o WHERE o.id <> x.id) y
-- The first day of a week, without which DATEPART tells nothing
SELECT (DATEPART(dw, placed) + @@DATEFIRST - 2) % 7 + 1 AS weekday FROM orders
-- Orders of windows and of queries within others
SELECT RANK() OVER w FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY total)
SELECT x.name FROM (SELECT TOP 3 name FROM customers ORDER BY name) AS x
SELECT x.name FROM (SELECT name FROM customers ORDER BY name OFFSET 2 ROWS) AS x
SELECT COUNT(*) FROM orders HAVING COUNT(*) > 3
SELECT category, p.[1], p.[2] FROM order_lines AS l JOIN items AS i ON i.id = l.item_id PIVOT (SUM(discount) FOR quantity IN ([1], [2])) AS p
-- Small amounts of money, languages of searches and namespaces of XML
SELECT name FROM dbo.items WHERE price > $5 AND price <> -$0
SELECT name, ISNULL(price, $0) FROM dbo.items WHERE price = $5 OR price IN ($1.50, $2, $3.25)
SELECT name FROM dbo.items WHERE CONTAINS(name, 'lamp', LANGUAGE 1033)
SELECT i.name, k.RANK FROM dbo.items AS i JOIN FREETEXTTABLE(items, *, 'old lamp', LANGUAGE 'English', 10) AS k ON k.[KEY] = i.id
SELECT i.name FROM dbo.items AS i JOIN CONTAINSTABLE(items, (name, category), N'lamp', LANGUAGE 1033) AS k ON k.[KEY] = i.id
WITH XMLNAMESPACES ('urn:a' AS a, DEFAULT 'urn:b') SELECT body.value('(/a:x/@y)[1]', 'INT') FROM dbo.events
;WITH XMLNAMESPACES (N'urn:it''s' AS a), c AS (SELECT name FROM customers) SELECT name FROM c FOR XML PATH('a:c')
SELECT x.limit, COUNT(*) FROM (SELECT total AS limit FROM orders) x GROUP BY limit ORDER BY limit DESC
SELECT SUM(total) AS N'Total Sales', MAX(id) AS N'a; DROP TABLE orders; --' FROM orders
SELECT c.name FROM customers c WHERE EXISTS (SELECT 1 FROM OPENJSON(c.profile, '$.lines') e WHERE EXISTS (SELECT 1 FROM OPENJSON(e.value) f WHERE f.value = '1'))
-- Members of values
SELECT d.name, d.place.Lat, d.place.Long, place.STAsText(), d.place.STBuffer(50).STArea(), place.STBuffer(5).STSrid FROM dbo.depots AS d
SELECT name, branch.GetLevel(), branch.GetAncestor(1).ToString() FROM depots WHERE branch.IsDescendantOf(hierarchyid::Parse('/1/')) = 1
SELECT crest.Blazon, d.crest.Tincture FROM depots AS d
SELECT dbo.events.body.value('(/a)[1]', 'INT'), CAST(payload AS XML).value('(/a)[1]', 'INT'), TRY_CONVERT(XML, payload).exist('/a') FROM dbo.events
SELECT q.doc.value('(/a)[1]', 'INT'), q.spot.Lat FROM (SELECT CAST(e.payload AS XML) AS doc, d.place AS spot FROM events AS e JOIN depots AS d ON d.id = e.id) AS q
SELECT e.id FROM events AS e CROSS APPLY e.body.nodes('/a') AS t(x) WHERE t.x IS NOT NULL AND x.exist('b') = 1 ORDER BY x.value('@n', 'INT')
SELECT e.*, m.y.query('.') FROM events AS e CROSS APPLY e.body.nodes('/a') AS t(x) CROSS APPLY t.x.nodes('b') AS m(y)
SELECT e.id FROM events AS e WHERE EXISTS (SELECT * FROM e.body.nodes('/a') AS t(x) WHERE t.x.value('@n', 'INT') = 1)
-- Documents of rows, which are one column
SELECT c.name, x.orders FROM customers AS c CROSS APPLY (SELECT o.id, o.total FROM orders AS o WHERE o.customer_id = c.id FOR JSON PATH) AS x(orders)
SELECT c.name, STUFF(x.list.value('.', 'NVARCHAR(MAX)'), 1, 2, '') FROM customers AS c OUTER APPLY (SELECT ', ' + o.status FROM orders AS o WHERE o.customer_id = c.id FOR XML PATH(''), TYPE) AS x(list)
WITH d (doc) AS (SELECT id, total FROM orders FOR JSON AUTO) SELECT doc FROM d
SELECT name, city FROM customers ORDER BY 2 FOR JSON PATH
SELECT DISTINCT TOP 5 [name], LEN(city) AS n FROM customers ORDER BY name, n DESC
