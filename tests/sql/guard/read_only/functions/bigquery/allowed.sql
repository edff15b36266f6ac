-- Text
UPPER(status), LOWER(status), INITCAP(status), LENGTH(note), CHAR_LENGTH(note), BYTE_LENGTH(note)
CONCAT(status, '-', note), FORMAT('%d', id), status || note
LEFT(note, 2), RIGHT(note, 2), SUBSTR(note, 1, 2), SUBSTRING(note, 1, 2), LTRIM(note), RTRIM(note), TRIM(note), LPAD(note, 9), RPAD(note, 9)
STRPOS(note, 'a'), INSTR(note, 'a'), STARTS_WITH(note, 'a'), ENDS_WITH(note, 'a'), CONTAINS_SUBSTR(note, 'a'), REPLACE(note, 'a', 'b'), TRANSLATE(note, 'a', 'b'), REVERSE(note), REPEAT(note, 2)
SPLIT(note, ','), SPLIT(note, ',')[SAFE_OFFSET(0)], SPLIT(note, ',')[ORDINAL(1)]
REGEXP_CONTAINS(note, r'a'), REGEXP_EXTRACT(note, r'a'), REGEXP_EXTRACT_ALL(note, r'a'), REGEXP_REPLACE(note, r'a', 'b'), REGEXP_SUBSTR(note, r'a'), REGEXP_INSTR(note, r'a')
ASCII('a'), CHR(65), UNICODE('a'), TO_CODE_POINTS(note), NORMALIZE(note), NORMALIZE_AND_CASEFOLD(note), SOUNDEX(note), EDIT_DISTANCE(status, note)
TO_HEX(MD5(note)), SHA256(note), SHA1(note), SHA512(note), FARM_FINGERPRINT(note), TO_BASE64(b'a'), FROM_BASE64('YQ=='), FROM_HEX('61'), GENERATE_UUID()
NET.HOST(note), NET.REG_DOMAIN(note), NET.IP_FROM_STRING('10.0.0.1'), NET.IP_TO_STRING(b'0000')
-- Numbers
ABS(total), CEIL(total), CEILING(total), FLOOR(total), ROUND(total, 1), TRUNC(total, 1), SIGN(total), MOD(id, 3), DIV(9, 2)
SQRT(total), CBRT(27), EXP(1), LN(2), LOG(10), LOG10(10), POW(2, 3), POWER(2, 3), RAND(), IS_NAN(1.5), IS_INF(1.5), IEEE_DIVIDE(1, 0)
SIN(0), COS(0), TAN(0), ASIN(0), ACOS(0), ATAN(0), ATAN2(1, 2), COT(1), SINH(0), GREATEST(1, 2), LEAST(1, 2), BIT_COUNT(5)
SAFE_DIVIDE(total, id), SAFE_ADD(1, 2), SAFE_MULTIPLY(1, 2), SAFE_NEGATE(1), SAFE_SUBTRACT(1, 2), RANGE_BUCKET(id, [1, 2])
-- Conditions and conversions
COALESCE(note, 'x'), IFNULL(note, 'x'), NULLIF(status, 'open'), IF(total > 1, 'a', 'b')
CAST(id AS STRING), SAFE_CAST(note AS INT64), PARSE_NUMERIC('1'), PARSE_BIGNUMERIC('1'), SAFE.PARSE_DATE('%Y', note), SAFE.SUBSTR(note, 1, 2)
-- Dates and times
CURRENT_DATE(), CURRENT_DATETIME(), CURRENT_TIMESTAMP(), CURRENT_TIME(), CURRENT_DATE('Europe/Amsterdam')
DATE(placed), DATETIME(placed), TIMESTAMP(placed), TIME(placed), DATE(2024, 1, 2), EXTRACT(YEAR FROM placed), EXTRACT(WEEK(MONDAY) FROM placed), LAST_DAY(shipped)
DATE_ADD(shipped, INTERVAL 1 DAY), DATE_SUB(shipped, INTERVAL 1 MONTH), DATE_DIFF(shipped, shipped, DAY), DATE_TRUNC(shipped, MONTH), DATE_TRUNC(shipped, WEEK(MONDAY))
TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL 1 HOUR), TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 1 HOUR), TIMESTAMP_DIFF(CURRENT_TIMESTAMP(), CURRENT_TIMESTAMP(), SECOND), TIMESTAMP_TRUNC(CURRENT_TIMESTAMP(), DAY)
DATETIME_ADD(CURRENT_DATETIME(), INTERVAL 1 DAY), DATETIME_DIFF(CURRENT_DATETIME(), CURRENT_DATETIME(), DAY), DATETIME_TRUNC(CURRENT_DATETIME(), DAY)
FORMAT_DATE('%Y', shipped), FORMAT_TIMESTAMP('%Y', CURRENT_TIMESTAMP()), FORMAT_DATETIME('%Y', CURRENT_DATETIME()), PARSE_DATE('%Y', '2024'), PARSE_TIMESTAMP('%Y', '2024'), PARSE_DATETIME('%Y', '2024')
UNIX_SECONDS(CURRENT_TIMESTAMP()), UNIX_MILLIS(CURRENT_TIMESTAMP()), TIMESTAMP_SECONDS(0), TIMESTAMP_MILLIS(0), UNIX_DATE(shipped), DATE_FROM_UNIX_DATE(0)
-- Aggregates
COUNT(*), COUNT(DISTINCT status), COUNTIF(total > 1), SUM(total), AVG(total), MIN(total), MAX(total), ANY_VALUE(status), STDDEV(total), STDDEV_POP(total), VARIANCE(total), VAR_POP(total)
ARRAY_AGG(id ORDER BY id LIMIT 3), ARRAY_AGG(DISTINCT status IGNORE NULLS), STRING_AGG(status, ',' ORDER BY id), LOGICAL_AND(total > 1), LOGICAL_OR(total > 1), BIT_AND(id), BIT_OR(id), BIT_XOR(id)
APPROX_COUNT_DISTINCT(id), APPROX_QUANTILES(total, 4), APPROX_QUANTILES(total, 100)[OFFSET(50)], APPROX_TOP_COUNT(status, 3), APPROX_TOP_SUM(status, total, 3), CORR(total, id), COVAR_POP(total, id), MAX_BY(id, total), MIN_BY(id, total)
HLL_COUNT.EXTRACT(HLL_COUNT.INIT(id)), HLL_COUNT.MERGE(HLL_COUNT.INIT(id))
-- Windows
ROW_NUMBER() OVER (ORDER BY id), RANK() OVER (ORDER BY id), DENSE_RANK() OVER (ORDER BY id), NTILE(4) OVER (ORDER BY id), PERCENT_RANK() OVER (ORDER BY id), CUME_DIST() OVER (ORDER BY id)
LAG(total) OVER (ORDER BY id), LEAD(total, 1, 0) OVER (ORDER BY id), FIRST_VALUE(total) OVER (ORDER BY id), LAST_VALUE(total) OVER (ORDER BY id), NTH_VALUE(total, 2) OVER (ORDER BY id)
PERCENTILE_CONT(total, 0.5) OVER (PARTITION BY status), PERCENTILE_DISC(total, 0.5) OVER (PARTITION BY status)
-- Arrays and structs
ARRAY_LENGTH([1]), ARRAY_CONCAT([1], [2]), ARRAY_TO_STRING(['a'], ','), ARRAY_REVERSE([1]), GENERATE_ARRAY(1, 3), GENERATE_DATE_ARRAY(DATE '2024-01-01', DATE '2024-01-03'), ARRAY_FIRST([1]), ARRAY_LAST([1])
ARRAY(SELECT 1), STRUCT(1 AS a, 'x' AS b), STRUCT(1, 2), [1, 2][OFFSET(0)]
-- JSON
JSON_VALUE(note, '$.a'), JSON_QUERY(note, '$.a'), JSON_EXTRACT(note, '$.a'), JSON_EXTRACT_SCALAR(note, '$.a'), JSON_EXTRACT_ARRAY(note, '$.a'), JSON_QUERY_ARRAY(note, '$.a'), JSON_VALUE_ARRAY(note, '$.a')
PARSE_JSON(note), TO_JSON(id), TO_JSON_STRING(STRUCT(id)), JSON_OBJECT('a', 1), JSON_ARRAY(1, 2), JSON_KEYS(PARSE_JSON(note)), JSON_TYPE(PARSE_JSON(note)), LAX_INT64(PARSE_JSON(note)), LAX_STRING(PARSE_JSON(note))
-- Geometry
ST_DISTANCE(ST_GEOGPOINT(1, 2), ST_GEOGPOINT(3, 4)), ST_ASTEXT(ST_GEOGFROMTEXT('POINT(1 2)')), ST_DWITHIN(ST_GEOGPOINT(1, 2), ST_GEOGPOINT(3, 4), 5), ST_X(ST_GEOGPOINT(1, 2)), ST_AREA(ST_GEOGFROMTEXT('POINT(1 2)'))
-- In FROM
FROM UNNEST([1, 2]) AS x
FROM UNNEST([1, 2]) AS x WITH OFFSET AS n
FROM UNNEST(GENERATE_ARRAY(1, 3)) AS x
FROM UNNEST(GENERATE_DATE_ARRAY(DATE '2024-01-01', DATE '2024-01-03', INTERVAL 1 DAY)) AS day
SELECT part FROM shop.orders, UNNEST(SPLIT(note, ',')) AS part
SELECT part FROM shop.orders CROSS JOIN UNNEST(REGEXP_EXTRACT_ALL(note, r'a')) AS part
-- Elsewhere in a statement
SELECT id FROM shop.orders WHERE LOWER(status) = 'open'
SELECT id FROM shop.orders ORDER BY LENGTH(note), ABS(total) DESC
SELECT DATE_TRUNC(shipped, MONTH) AS m, SUM(total) FROM shop.orders GROUP BY 1 HAVING SUM(total) > 1
SELECT status FROM shop.orders QUALIFY ROW_NUMBER() OVER (PARTITION BY status ORDER BY id) = 1
SELECT status, GROUPING(status), SUM(total) FROM shop.orders GROUP BY ROLLUP (status)
SELECT a.id FROM shop.orders AS a JOIN shop.orders AS b ON LOWER(a.status) = LOWER(b.status)
SELECT x.m FROM (SELECT MAX(id) AS m FROM shop.orders) AS x
SELECT CASE WHEN LENGTH(note) > 1 THEN UPPER(note) ELSE LOWER(note) END FROM shop.orders
SELECT id FROM shop.orders WHERE shipped >= DATE_SUB(CURRENT_DATE(), INTERVAL 30 DAY)
SELECT id FROM shop.orders TABLESAMPLE SYSTEM (10 PERCENT)
SELECT id FROM shop.orders WHERE id IN (SELECT MAX(id) FROM shop.orders GROUP BY status)
SELECT SUM(total) OVER w FROM shop.orders WINDOW w AS (PARTITION BY status ORDER BY placed)
SELECT * EXCEPT (note) REPLACE (UPPER(status) AS status) FROM shop.orders
-- Spellings
lower(status), LOWER (status), lower/* of it */(status), `lower`(status)
SUM(IF(status = 'open', total, 0)) / NULLIF(COUNT(DISTINCT EXTRACT(MONTH FROM placed)), 0)
ROUND(AVG(DATE_DIFF(shipped, shipped, DAY)), 2)
SELECT TIMESTAMP_TRUNC(TIMESTAMP(placed), DAY) AS d, COUNT(*) FROM shop.orders GROUP BY d
SELECT status, STRING_AGG(DISTINCT note, '; ') FROM shop.orders GROUP BY status
SELECT (SELECT MAX(total) FROM shop.orders AS o WHERE o.status = orders.status) FROM shop.orders
SELECT SUM(total) OVER (PARTITION BY status ORDER BY placed ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM shop.orders
SELECT * FROM (SELECT status, total FROM shop.orders) PIVOT (SUM(total) FOR status IN ('open', 'paid'))
-- Features, which need no model: cloud.google.com/bigquery/docs/manual-preprocessing
SELECT ML.NGRAMS(SPLIT(note, ' '), [1, 2], '-'), ML.BUCKETIZE(total, [1, 5]), ML.HASH_BUCKETIZE(status, 10) FROM shop.orders
SELECT ML.STANDARD_SCALER(total) OVER (), ML.QUANTILE_BUCKETIZE(total, 4) OVER (), ML.LABEL_ENCODER(status) OVER () FROM shop.orders
SELECT ML.FEATURE_CROSS(STRUCT(status, note)), ML.POLYNOMIAL_EXPAND(STRUCT(id, total), 2), ML.LP_NORM([1.0, 2.0], 2.0) FROM shop.orders
