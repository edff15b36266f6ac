-- Text
UPPER(status), LOWER(status), LEN(note), DATALENGTH(note)
CONCAT(status, '-', note), CONCAT_WS('-', status, note), status + '-' + note
LEFT(note, 2), RIGHT(note, 2), SUBSTRING(note, 1, 2), STUFF(note, 1, 2, 'x')
LTRIM(note), RTRIM(note), TRIM(note), TRIM('x' FROM note)
CHARINDEX('a', note), PATINDEX('%a%', note), REPLACE(note, 'a', 'b'), TRANSLATE(note, 'ab', 'cd')
REVERSE(note), REPLICATE('0', 5), SPACE(2), STR(total, 10, 2)
ASCII('a'), CHAR(65), UNICODE('a'), NCHAR(65), SOUNDEX(note), DIFFERENCE(status, note), QUOTENAME(status), PARSENAME('a.b', 1)
FORMAT(placed, 'yyyy-MM'), FORMAT(total, 'N2'), STRING_ESCAPE(note, 'json'), FORMATMESSAGE('%s', note)
HASHBYTES('SHA2_256', note), CHECKSUM(note), BINARY_CHECKSUM(note)
REGEXP_REPLACE(note, 'a', 'b'), REGEXP_COUNT(note, 'a'), REGEXP_SUBSTR(note, 'a')
-- Numbers
ABS(total), CEILING(total), FLOOR(total), ROUND(total, 1), SIGN(total), SQRT(total), SQUARE(total), POWER(2, 3), EXP(1), LOG(2), LOG10(10)
PI(), DEGREES(1), RADIANS(1), SIN(0), COS(0), TAN(0), ASIN(0), ACOS(0), ATAN(0), ATN2(1, 2), COT(1), RAND()
BIT_COUNT(5), GET_BIT(5, 1), LEFT_SHIFT(1, 2), RIGHT_SHIFT(8, 1)
-- Conditions and conversions
COALESCE(note, 'x'), ISNULL(note, 'x'), NULLIF(status, 'open'), IIF(total > 1, 'a', 'b'), CHOOSE(1, 'a', 'b'), GREATEST(1, 2), LEAST(1, 2)
CAST(total AS INT), CAST(total AS DECIMAL(10, 2)), CONVERT(VARCHAR(10), placed, 120), CONVERT(DATE, placed), TRY_CAST(note AS INT), TRY_CONVERT(INT, note), PARSE('1' AS INT), TRY_PARSE('1' AS INT)
ISNUMERIC(note), ISDATE(note), ISJSON(note), COMPRESS(note), DECOMPRESS(COMPRESS(note))
-- Dates and times
GETDATE(), GETUTCDATE(), SYSDATETIME(), SYSUTCDATETIME(), SYSDATETIMEOFFSET(), CURRENT_TIMESTAMP, CURRENT_TIMEZONE()
YEAR(placed), MONTH(placed), DAY(placed), DATEPART(quarter, placed), DATENAME(month, placed), EOMONTH(placed), EOMONTH(placed, 1)
DATEADD(day, 7, placed), DATEDIFF(day, placed, GETDATE()), DATEDIFF_BIG(second, placed, GETDATE()), DATETRUNC(month, placed), DATE_BUCKET(week, 1, placed)
DATEFROMPARTS(2024, 1, 2), DATETIMEFROMPARTS(2024, 1, 2, 3, 4, 5, 6), DATETIME2FROMPARTS(2024, 1, 2, 3, 4, 5, 6, 7), TIMEFROMPARTS(1, 2, 3, 4, 5), SMALLDATETIMEFROMPARTS(2024, 1, 2, 3, 4)
SWITCHOFFSET(SYSDATETIMEOFFSET(), '+01:00'), TODATETIMEOFFSET(placed, '+01:00'), placed AT TIME ZONE ('UTC')
-- Aggregates
COUNT(*), COUNT_BIG(*), COUNT(DISTINCT status), SUM(total), AVG(total), MIN(total), MAX(total), STDEV(total), STDEVP(total), VAR(total), VARP(total)
STRING_AGG(status, ',') WITHIN GROUP (ORDER BY id)
APPROX_COUNT_DISTINCT(id)
CHECKSUM_AGG(CAST(id AS INT))
JSON_ARRAYAGG(status)
-- Windows
ROW_NUMBER() OVER (ORDER BY id), RANK() OVER (ORDER BY id), DENSE_RANK() OVER (ORDER BY id), NTILE(4) OVER (ORDER BY id)
PERCENT_RANK() OVER (ORDER BY id), CUME_DIST() OVER (ORDER BY id)
LAG(total) OVER (ORDER BY id), LEAD(total, 1, 0) OVER (ORDER BY id)
FIRST_VALUE(total) OVER (ORDER BY id), LAST_VALUE(total) OVER (ORDER BY id)
PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total) OVER (PARTITION BY status)
-- JSON
JSON_VALUE(note, '$.a'), JSON_QUERY(note, '$.a'), JSON_MODIFY(note, '$.a', 1)
JSON_OBJECT('a': 1), JSON_ARRAY(1, 2), JSON_PATH_EXISTS(note, '$.a')
-- Identifiers
NEWID()
-- In FROM
FROM OPENJSON('[1]')
FROM OPENJSON('[1]') WITH (a INT '$.a', b NVARCHAR(10) '$.b') AS j
FROM STRING_SPLIT('a,b', ',')
FROM orders CROSS APPLY STRING_SPLIT(note, ',') AS s
FROM orders OUTER APPLY OPENJSON(note) AS j
FROM GENERATE_SERIES(1, 3)
-- Methods
SELECT body.value('(/a)[1]', 'int'), body.query('/a'), body.exist('/a') FROM events
SELECT e.body.value('(/a)[1]', 'nvarchar(50)') FROM events AS e
SELECT n.x.value('.', 'int') FROM events CROSS APPLY body.nodes('/a') AS n(x)
geography::Point(1, 2, 4326).STDistance(geography::Point(3, 4, 4326))
-- Elsewhere in a statement
FROM orders WHERE LOWER(status) = 'open' AND LEN(note) > 1
FROM orders ORDER BY LEN(note), ABS(total) DESC
SELECT TOP (5) UPPER(status) FROM orders ORDER BY ABS(total)
SELECT YEAR(placed), SUM(total) FROM orders GROUP BY YEAR(placed) HAVING SUM(total) > 1
SELECT status, GROUPING(status), SUM(total) FROM orders GROUP BY ROLLUP (status)
SELECT status, SUM(total) FROM orders GROUP BY GROUPING SETS ((status), ())
FROM orders AS a JOIN orders AS b ON LOWER(a.status) = LOWER(b.status)
SELECT x.m FROM (SELECT MAX(id) AS m FROM orders) AS x
SELECT CASE WHEN LEN(note) > 1 THEN UPPER(note) ELSE LOWER(note) END FROM orders
FROM orders WHERE placed >= DATEADD(month, -1, GETDATE())
FROM orders WITH (INDEX(IX_orders))
FROM orders FOR JSON PATH, ROOT('orders')
-- Spellings
lower(status), [lower](status), LOWER (status), lower/* of it */(status)
"upper"(status)
SUM(CASE WHEN status = 'open' THEN total ELSE 0 END) / NULLIF(COUNT(DISTINCT MONTH(placed)), 0)
ROUND(AVG(CAST(DATEDIFF(day, placed, shipped) AS FLOAT)), 2)
