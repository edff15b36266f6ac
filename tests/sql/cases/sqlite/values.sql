-- Statements whose values tell whether what comes back means the same
SELECT CAST(7 AS NUMERIC) / 2, CAST(7 AS DECIMAL(10, 2)) / 2, CAST(7 AS REAL) / 2, CAST('7' AS INTEGER) / 2
SELECT CAST('2024-05-01' AS DATE), CAST('2024-05-01' AS DATETIME), CAST('1.5' AS BOOLEAN), CAST('12:30' AS TIME)
SELECT 7 / 2, -7 / 2, 7 % 3, -7 % 3, 7.5 % 2, 2 * 3 % 4, 1 << 2 + 1, ~1 & 3, 'a' || 1 + 2, - - 2, 1 - -1
SELECT 1 < 2 < 3, 1 = 1 = 1, NOT 1 = 2, NOT 1 IN (1, 2), NULL IS NULL, 1 IS NOT 2, 1 IS NOT DISTINCT FROM 1
SELECT 'yes' 'answer', 0x1F, x'1F', 'it''s', 1e2, .5, substr('hello', -3, 2), instr('hello', 'l'), round(2.5)
SELECT mod(7.5, 2), log10(1000), log2(8), log(100), log(2, 8)
SELECT CAST('12' AS STRING) = 12, typeof(CAST('abc' AS BINARY)), typeof(CAST(1.5 AS LONG)), typeof(CAST(12 AS VARCHAR(5))), CAST('1.50' AS BYTEA)
SELECT interval + 1, interval - 1, interval * 2, interval / 2, interval % 4, -interval FROM (SELECT 7 AS interval)
SELECT interval FROM (SELECT 7 AS interval UNION ALL SELECT 8) ORDER BY interval DESC
