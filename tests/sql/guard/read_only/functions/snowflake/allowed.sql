-- Text
UPPER(status), LOWER(status), INITCAP(status), LENGTH(note), LEN(note), OCTET_LENGTH(note)
CONCAT(status, '-', note), CONCAT_WS('-', status, note)
LEFT(note, 2), RIGHT(note, 2), SUBSTR(note, 1, 2), SUBSTRING(note, 1, 2), INSERT(note, 1, 2, 'x')
LTRIM(note), RTRIM(note), TRIM(note, 'x'), LPAD(note, 9, ' '), RPAD(note, 9, ' ')
CHARINDEX('a', note), POSITION('a' IN note), CONTAINS(note, 'a'), STARTSWITH(note, 'a'), ENDSWITH(note, 'a')
REPLACE(note, 'a', 'b'), TRANSLATE(note, 'a', 'b'), REVERSE(note), REPEAT(note, 2), SPACE(2)
SPLIT(note, ','), SPLIT_PART(note, ',', 1), STRTOK(note, ',', 1), STRTOK_TO_ARRAY(note, ',')
REGEXP_LIKE(note, 'a'), REGEXP_REPLACE(note, 'a', 'b'), REGEXP_SUBSTR(note, 'a'), REGEXP_COUNT(note, 'a'), REGEXP_INSTR(note, 'a'), RLIKE(note, 'a')
ASCII('a'), CHR(65), UNICODE('a'), HEX_ENCODE(note), BASE64_ENCODE(note), BASE64_DECODE_STRING('YQ==')
MD5(note), SHA1(note), SHA2(note, 256), HASH(note), SOUNDEX(note), EDITDISTANCE(status, note), JAROWINKLER_SIMILARITY(status, note)
COLLATE(note, 'en-ci'), PARSE_URL('https://x/y'), UUID_STRING()
-- Numbers
ABS(total), CEIL(total), FLOOR(total), ROUND(total, 1), TRUNC(total, 1), SIGN(total), MOD(id, 3), DIV0(total, id), DIV0NULL(total, id)
SQRT(total), CBRT(27), EXP(1), LN(2), LOG(10, 2), POWER(2, 3), POW(2, 3), SQUARE(2), PI(), DEGREES(1), RADIANS(1), FACTORIAL(5)
SIN(0), COS(0), TAN(0), ASIN(0), ACOS(0), ATAN(0), ATAN2(1, 2), COT(1), HAVERSINE(1, 2, 3, 4), WIDTH_BUCKET(total, 0, 100, 10)
BITAND(id, 1), BITOR(id, 1), BITXOR(id, 1), BITSHIFTLEFT(id, 1), RANDOM(), UNIFORM(1, 10, RANDOM()), NORMAL(0, 1, RANDOM())
-- Conditions and conversions
COALESCE(note, 'x'), NVL(note, 'x'), NVL2(note, 'a', 'b'), IFNULL(note, 'x'), NULLIF(status, 'open'), IFF(total > 1, 'a', 'b'), ZEROIFNULL(total), NULLIFZERO(total), EQUAL_NULL(note, status)
DECODE(status, 'open', 1, 0), GREATEST(1, 2), LEAST(1, 2), BOOLAND(1, 0), BOOLOR(1, 0)
CAST(id AS VARCHAR), id::NUMBER(10, 2), TRY_CAST(note AS INT), TO_VARCHAR(id), TO_CHAR(placed, 'YYYY-MM'), TO_NUMBER('1'), TO_DECIMAL('1', 10, 2), TO_DATE('2024-01-01'), TO_TIMESTAMP('2024-01-01'), TO_BOOLEAN('true')
TRY_TO_NUMBER(note), TRY_TO_DATE(note), TRY_TO_TIMESTAMP(note), TYPEOF(PARSE_JSON(note))
-- Dates and times
CURRENT_DATE(), CURRENT_DATE, CURRENT_TIMESTAMP(), GETDATE(), SYSDATE(), LOCALTIMESTAMP()
DATEADD(day, 7, placed), DATEDIFF(day, placed, CURRENT_DATE()), TIMESTAMPDIFF(hour, placed, CURRENT_TIMESTAMP()), DATE_TRUNC('month', placed), DATE_PART(year, placed), EXTRACT(year FROM placed)
YEAR(placed), MONTH(placed), DAY(placed), HOUR(placed), QUARTER(placed), WEEK(placed), DAYOFWEEK(placed), DAYNAME(placed), MONTHNAME(placed), WEEKISO(placed), YEAROFWEEK(placed)
ADD_MONTHS(placed, 1), MONTHS_BETWEEN(placed, shipped), LAST_DAY(placed), NEXT_DAY(placed, 'mo'), DATE_FROM_PARTS(2024, 1, 2), TIME_SLICE(placed, 1, 'WEEK'), CONVERT_TIMEZONE('UTC', placed)
-- Aggregates
COUNT(*), COUNT(DISTINCT status), COUNT_IF(total > 1), SUM(total), AVG(total), MIN(total), MAX(total), MEDIAN(total), MODE(status), ANY_VALUE(status)
STDDEV(total), STDDEV_POP(total), VARIANCE(total), VAR_POP(total), CORR(total, id), COVAR_POP(total, id), REGR_SLOPE(total, id), SKEW(total), KURTOSIS(total)
LISTAGG(status, ',') WITHIN GROUP (ORDER BY id), ARRAY_AGG(id), ARRAY_UNIQUE_AGG(id), OBJECT_AGG(status, id::VARIANT)
APPROX_COUNT_DISTINCT(id), HLL(id), APPROX_PERCENTILE(total, 0.5), APPROX_TOP_K(status, 3), PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total), MAX_BY(id, total), MIN_BY(id, total)
BOOLAND_AGG(total > 1), BOOLOR_AGG(total > 1), BITAND_AGG(id), HASH_AGG(id)
-- Windows
ROW_NUMBER() OVER (ORDER BY id), RANK() OVER (ORDER BY id), DENSE_RANK() OVER (ORDER BY id), NTILE(4) OVER (ORDER BY id), PERCENT_RANK() OVER (ORDER BY id), CUME_DIST() OVER (ORDER BY id)
LAG(total) OVER (ORDER BY id), LEAD(total) OVER (ORDER BY id), FIRST_VALUE(total) OVER (ORDER BY id), LAST_VALUE(total) OVER (ORDER BY id), NTH_VALUE(total, 2) OVER (ORDER BY id)
RATIO_TO_REPORT(total) OVER (PARTITION BY status), CONDITIONAL_CHANGE_EVENT(status) OVER (ORDER BY id), CONDITIONAL_TRUE_EVENT(total > 1) OVER (ORDER BY id)
-- Semi-structured data
PARSE_JSON(note), TRY_PARSE_JSON(note), TO_JSON(PARSE_JSON(note)), PARSE_JSON(note):a.b::STRING, GET_PATH(PARSE_JSON(note), 'a'), GET(PARSE_JSON(note), 'a'), CHECK_JSON(note)
OBJECT_CONSTRUCT('a', id), OBJECT_KEYS(OBJECT_CONSTRUCT('a', id)), OBJECT_INSERT(OBJECT_CONSTRUCT(), 'a', 1), OBJECT_DELETE(OBJECT_CONSTRUCT(), 'a'), OBJECT_PICK(OBJECT_CONSTRUCT(), 'a')
ARRAY_CONSTRUCT(1, 2), ARRAY_SIZE(ARRAY_CONSTRUCT(1)), ARRAY_CONTAINS(1::VARIANT, ARRAY_CONSTRUCT(1)), ARRAY_APPEND(ARRAY_CONSTRUCT(), 1), ARRAY_CAT(ARRAY_CONSTRUCT(), ARRAY_CONSTRUCT()), ARRAY_DISTINCT(ARRAY_CONSTRUCT(1)), ARRAY_TO_STRING(ARRAY_CONSTRUCT(1), ','), ARRAY_SLICE(ARRAY_CONSTRUCT(1), 0, 1), ARRAYS_OVERLAP(ARRAY_CONSTRUCT(1), ARRAY_CONSTRUCT(1))
AS_VARCHAR(PARSE_JSON(note)), IS_ARRAY(PARSE_JSON(note)), IS_OBJECT(PARSE_JSON(note)), IS_NULL_VALUE(PARSE_JSON(note)), TO_VARIANT(id), TO_ARRAY(id), XMLGET(PARSE_XML('<a/>'), 'b')
-- Geometry
ST_DISTANCE(ST_MAKEPOINT(1, 2), ST_MAKEPOINT(3, 4)), ST_ASTEXT(TO_GEOGRAPHY('POINT(1 2)')), ST_X(ST_MAKEPOINT(1, 2)), ST_DWITHIN(ST_MAKEPOINT(1, 2), ST_MAKEPOINT(3, 4), 5), H3_LATLNG_TO_CELL(1, 2, 8)
-- In FROM
FROM TABLE(FLATTEN(input => PARSE_JSON('[1]'))) AS f
FROM orders, LATERAL FLATTEN(input => PARSE_JSON(note)) AS f
FROM TABLE(GENERATOR(ROWCOUNT => 5))
FROM orders, TABLE(SPLIT_TO_TABLE(note, ',')) AS s
SELECT SEQ4(), ROW_NUMBER() OVER (ORDER BY SEQ4()) FROM TABLE(GENERATOR(ROWCOUNT => 5))
-- Elsewhere in a statement
FROM orders WHERE LOWER(status) = 'open'
FROM orders WHERE status ILIKE ANY ('a%', 'b%')
FROM orders ORDER BY LENGTH(note), ABS(total) DESC
SELECT DATE_TRUNC('month', placed) AS m, SUM(total) FROM orders GROUP BY 1 HAVING SUM(total) > 1
SELECT status FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY status ORDER BY id) = 1
SELECT status, GROUPING(status), SUM(total) FROM orders GROUP BY ROLLUP (status)
FROM orders AS a JOIN orders AS b ON LOWER(a.status) = LOWER(b.status)
SELECT x.m FROM (SELECT MAX(id) AS m FROM orders) AS x
SELECT CASE WHEN LENGTH(note) > 1 THEN UPPER(note) ELSE LOWER(note) END FROM orders
FROM orders WHERE placed >= DATEADD(month, -1, CURRENT_DATE())
FROM orders SAMPLE (10)
FROM orders WHERE id IN (SELECT MAX(id) FROM orders GROUP BY status)
-- Spellings
lower(status), LOWER (status), lower/* of it */(status)
SUM(IFF(status = 'open', total, 0)) / NULLIF(COUNT(DISTINCT MONTH(placed)), 0)
"LOWER"(status)
SELECT TO_DATE(placed) AS d, COUNT(*) FROM orders GROUP BY TO_DATE(placed)
SELECT status, LISTAGG(DISTINCT note, '; ') FROM orders GROUP BY status
SELECT (SELECT MAX(total) FROM orders AS o WHERE o.status = orders.status) FROM orders
SELECT SUM(total) OVER (PARTITION BY status ORDER BY placed ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM orders
SELECT * FROM orders PIVOT (SUM(total) FOR status IN ('open', 'paid'))
