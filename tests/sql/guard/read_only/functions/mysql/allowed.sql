-- Text
UPPER(status), LOWER(status), UCASE(note), LCASE(note), LENGTH(note), CHAR_LENGTH(note), BIT_LENGTH(note), OCTET_LENGTH(note)
CONCAT(status, '-', note), CONCAT_WS('-', status, note)
LEFT(note, 2), RIGHT(note, 2), SUBSTRING(note, 1, 2), SUBSTR(note, 1, 2), MID(note, 1, 2), SUBSTRING_INDEX(note, ',', 1)
LTRIM(note), RTRIM(note), TRIM(note), TRIM(BOTH 'x' FROM note), LPAD(note, 9, ' '), RPAD(note, 9, ' ')
LOCATE('a', note), INSTR(note, 'a'), POSITION('a' IN note), REPLACE(note, 'a', 'b'), REVERSE(note), REPEAT(note, 2), SPACE(2), INSERT(note, 1, 2, 'x')
FIELD(status, 'a', 'b'), FIND_IN_SET('a', note), ELT(1, 'a', 'b'), MAKE_SET(1, 'a'), EXPORT_SET(5, 'Y', 'N')
REGEXP_LIKE(note, 'a'), REGEXP_REPLACE(note, 'a', 'b'), REGEXP_SUBSTR(note, 'a'), REGEXP_INSTR(note, 'a'), note REGEXP 'a', note RLIKE ('a')
ASCII('a'), CHAR(65), ORD('a'), HEX(note), UNHEX('61'), BIN(5), OCT(8), CONV('f', 16, 10), QUOTE(note), TO_BASE64(note), FROM_BASE64('YQ==')
MD5(note), SHA1(note), SHA2(note, 256), CRC32(note), SOUNDEX(note), STRCMP(status, note), FORMAT(total, 2), COMPRESS(note), UNCOMPRESS(COMPRESS(note))
CHARSET(note), COLLATION(note), WEIGHT_STRING(note)
-- Numbers
ABS(total), CEIL(total), CEILING(total), FLOOR(total), ROUND(total, 1), TRUNCATE(total, 1), SIGN(total), MOD(id, 3), id MOD (3), id DIV (2)
SQRT(total), EXP(1), LN(2), LOG(2), LOG10(10), LOG2(8), POW(2, 3), POWER(2, 3), PI(), DEGREES(1), RADIANS(1), RAND()
SIN(0), COS(0), TAN(0), ASIN(0), ACOS(0), ATAN(0), ATAN2(1, 2), COT(1), BIT_COUNT(5), GREATEST(1, 2), LEAST(1, 2)
-- Conditions and conversions
COALESCE(note, 'x'), IFNULL(note, 'x'), NULLIF(status, 'open'), IF(total > 1, 'a', 'b'), ISNULL(note), INTERVAL(5, 1, 10)
CAST(id AS CHAR), CAST(total AS DECIMAL(10, 2)), CONVERT(id, CHAR(10)), CONVERT(note USING utf8mb4), ANY_VALUE(status)
-- Dates and times
NOW(), CURDATE(), CURTIME(), CURRENT_DATE, CURRENT_TIMESTAMP, SYSDATE(), UTC_TIMESTAMP(), UTC_DATE(), LOCALTIME(), UNIX_TIMESTAMP(placed), FROM_UNIXTIME(0)
DATE(placed), TIME(placed), YEAR(placed), MONTH(placed), DAY(placed), HOUR(placed), MINUTE(placed), SECOND(placed), QUARTER(placed), WEEK(placed), WEEKDAY(placed), WEEKOFYEAR(placed), YEARWEEK(placed)
DAYNAME(placed), MONTHNAME(placed), DAYOFWEEK(placed), DAYOFMONTH(placed), DAYOFYEAR(placed), LAST_DAY(placed), TO_DAYS(placed), FROM_DAYS(1), TO_SECONDS(placed), EXTRACT(YEAR FROM placed)
DATE_FORMAT(placed, '%Y-%m'), STR_TO_DATE('2024', '%Y'), TIME_FORMAT(placed, '%H'), DATE_ADD(placed, INTERVAL 1 DAY), DATE_SUB(placed, INTERVAL 1 MONTH), ADDDATE(placed, 1), SUBDATE(placed, 1)
DATEDIFF(placed, shipped), TIMEDIFF(placed, placed), TIMESTAMPDIFF(DAY, placed, NOW()), TIMESTAMPADD(DAY, 1, placed), ADDTIME(placed, '1:00:00'), SUBTIME(placed, '1:00:00'), PERIOD_DIFF(202401, 202312), PERIOD_ADD(202401, 1)
MAKEDATE(2024, 1), MAKETIME(1, 2, 3), SEC_TO_TIME(60), TIME_TO_SEC('1:00'), CONVERT_TZ(placed, '+00:00', '+01:00'), MICROSECOND(placed), GET_FORMAT(DATE, 'EUR')
-- Aggregates
COUNT(*), COUNT(DISTINCT status), SUM(total), AVG(total), MIN(total), MAX(total), STD(total), STDDEV(total), STDDEV_POP(total), STDDEV_SAMP(total), VAR_POP(total), VAR_SAMP(total), VARIANCE(total)
GROUP_CONCAT(status ORDER BY id SEPARATOR ', '), GROUP_CONCAT(DISTINCT status), JSON_ARRAYAGG(status), JSON_OBJECTAGG(id, status), BIT_AND(id), BIT_OR(id), BIT_XOR(id)
-- Windows
ROW_NUMBER() OVER (ORDER BY id), RANK() OVER (ORDER BY id), DENSE_RANK() OVER (ORDER BY id), NTILE(4) OVER (ORDER BY id), PERCENT_RANK() OVER (ORDER BY id), CUME_DIST() OVER (ORDER BY id)
LAG(total) OVER (ORDER BY id), LEAD(total, 1, 0) OVER (ORDER BY id), FIRST_VALUE(total) OVER (ORDER BY id), LAST_VALUE(total) OVER (ORDER BY id), NTH_VALUE(total, 2) OVER (ORDER BY id)
-- JSON
JSON_EXTRACT(note, '$.a'), note->'$.a', note->>'$.a', JSON_UNQUOTE(note), JSON_VALUE(note, '$.a'), JSON_TYPE(note), JSON_VALID(note), JSON_LENGTH(note), JSON_KEYS(note), JSON_DEPTH(note)
JSON_OBJECT('a', id), JSON_ARRAY(1, 2), JSON_SET(note, '$.a', 1), JSON_INSERT(note, '$.a', 1), JSON_REPLACE(note, '$.a', 1), JSON_REMOVE(note, '$.a'), JSON_MERGE_PATCH(note, '{}'), JSON_ARRAY_APPEND(note, '$', 1)
JSON_CONTAINS(note, '1'), JSON_CONTAINS_PATH(note, 'one', '$.a'), JSON_SEARCH(note, 'one', 'a'), JSON_OVERLAPS(note, '[1]'), JSON_QUOTE(note), JSON_PRETTY(note), JSON_STORAGE_SIZE(note)
-- Network addresses and identifiers
INET_ATON('10.0.0.1'), INET_NTOA(1), INET6_ATON('::1'), IS_IPV4('10.0.0.1'), UUID(), UUID_TO_BIN(UUID()), BIN_TO_UUID(UUID_TO_BIN(UUID())), IS_UUID('x')
-- Geometry
ST_Distance(POINT(1, 2), POINT(3, 4)), ST_Distance_Sphere(POINT(1, 2), POINT(3, 4)), ST_AsText(ST_GeomFromText('POINT(1 2)')), ST_Contains(ST_GeomFromText('POINT(1 2)'), POINT(1, 2)), ST_X(POINT(1, 2)), MBRContains(POINT(1, 2), POINT(1, 2))
-- In FROM
FROM JSON_TABLE('[1]', '$[*]' COLUMNS (a INT PATH '$', b VARCHAR(10) PATH '$.b')) AS t
FROM orders, JSON_TABLE(note, '$[*]' COLUMNS (a INT PATH '$')) AS t
-- Elsewhere in a statement
FROM orders WHERE LOWER(status) = 'open'
FROM orders WHERE note LIKE CONCAT('%', status, '%')
FROM orders ORDER BY LENGTH(note), ABS(total) DESC
FROM orders ORDER BY RAND() LIMIT 1
SELECT YEAR(placed), SUM(total) FROM orders GROUP BY YEAR(placed) WITH ROLLUP
SELECT status, COUNT(*) FROM orders GROUP BY status HAVING COUNT(*) > 1
FROM orders AS a JOIN orders AS b ON LOWER(a.status) = LOWER(b.status)
SELECT x.m FROM (SELECT MAX(id) AS m FROM orders) AS x
SELECT (SELECT MAX(total) FROM orders AS o WHERE o.status = orders.status) FROM orders
SELECT CASE WHEN LENGTH(note) > 1 THEN UPPER(note) ELSE LOWER(note) END FROM orders
SELECT SUM(total) OVER w FROM orders WINDOW w AS (PARTITION BY status ORDER BY placed)
FROM orders WHERE placed > DATE_SUB(CURDATE(), INTERVAL 30 DAY)
FROM orders WHERE placed BETWEEN DATE('2024-01-01') AND NOW()
FROM orders WHERE id IN (SELECT MAX(id) FROM orders GROUP BY status)
FROM orders WHERE MATCH (note) AGAINST ('x' IN BOOLEAN MODE)
FROM orders USE INDEX (idx_customer) WHERE ABS(total) > 1
SELECT LOWER(s) FROM (SELECT status AS s FROM orders UNION SELECT note FROM orders) AS x
SELECT LENGTH(s) FROM (SELECT UPPER(status) AS s FROM orders) AS t
FROM orders WHERE IFNULL(note, '') <> '' AND CHAR_LENGTH(TRIM(note)) > 1
SELECT status, SUM(total) / COUNT(*) FROM orders GROUP BY status ORDER BY SUM(total) / COUNT(*) DESC
SELECT DATE_FORMAT(placed, '%Y-%m') AS m, COUNT(*) FROM orders GROUP BY m
SELECT LAST_DAY(CURDATE()), QUARTER(NOW())
-- Spellings
lower(status), Lower (status), lower/* of it */(status)
`lower`(status)
COUNT( * ), COUNT(*)
SUM(IF(status = 'open', total, 0)) / COUNT(DISTINCT MONTH(placed))
ROUND(AVG(DATEDIFF(shipped, placed)), 2)
FROM orders WHERE STR_TO_DATE(note, '%Y-%m-%d') = DATE(placed)
