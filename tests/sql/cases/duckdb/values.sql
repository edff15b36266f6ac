-- Statements whose values tell whether what comes back means the same
SELECT 7 / 2, 7 // 2, -7 // 2, -7 % 3, 2 ** 3 ** 2, -2 ** 2, 2 ^ 3, CAST(7 AS DECIMAL(10, 2)) / 2, @ -5
SELECT jaro_winkler_similarity('abc', 'ABC'), log10(1000), log2(8), log(100), date_trunc('week', DATE '2024-05-01')
SELECT 1_000, 0x1F, 'it''s', [1, 2, 3][-1], {'a': 1}.a, list_transform([1, 2], lambda x: x + 1), 'a' || NULL
SELECT x'41', X'', x'00ff', b'101', typeof(x'41'), typeof(b'01'), octet_length(x'4142')
SELECT - ~5, ~ ~5, ~ -5, 7 & ~2, [1, 2, 3][::-1], apply([1, 2], lambda x: x + 1)
PIVOT (SELECT a.k, b.v FROM (VALUES (1, 'x'), (2, 'y')) AS a(k, v) JOIN (VALUES (1, 'p'), (2, 'q')) AS b(k, v) ON a.k = b.k) ON v USING COUNT(*) ORDER BY k
WITH t AS (SELECT 1 AS k, 'x' AS v UNION ALL SELECT 2, 'y') PIVOT t ON v USING COUNT(*) ORDER BY k DESC LIMIT 1
UNPIVOT (SELECT a.x, b.y FROM (SELECT 1 AS k, 2 AS x) AS a JOIN (SELECT 1 AS k, 3 AS y) AS b ON a.k = b.k) ON x, y INTO NAME n VALUE v ORDER BY v DESC
SELECT interval + 1, interval - 1, interval * 2, interval / 2, interval % 4, -interval, map, map || 'x' FROM (SELECT 7 AS interval, 'm' AS map)
SELECT map.map FROM (SELECT 1 AS map) AS map GROUP BY map.map HAVING MAX(map.map) = 1
SELECT interval AS select, x AS not FROM (SELECT 7 AS interval, 1 AS x UNION ALL SELECT 8, 2) ORDER BY interval DESC
SELECT JSON_TRANSFORM(d -> 'a', '{"b": "INTEGER"}').b, JSON_TRANSFORM_STRICT(d -> 'a', '{"b": "INTEGER"}') FROM (SELECT CAST('{"a": {"b": 1}}' AS JSON) AS d)
SELECT t.a, x.tag, f.name FROM (SELECT 1 AS a, ['p', 'q'] AS tags) AS t, unnest(t.tags) AS x(tag) FULL JOIN (VALUES ('q'), ('r')) AS f(name) ON f.name = x.tag ORDER BY ALL
SELECT @ -5 - 1, @ -2 * 3 + 1, @ -7 // 2, @ -2 ** 3, @(-5) - 1, [@ -3], @ -2 < 1
FROM (VALUES (1), (2)) v(g) JOIN (FROM (VALUES (1), (3)) w(h), (VALUES (5)) x(i) SELECT * EXCLUDE (i)) y ON y.h >= v.g SELECT DISTINCT v.g, y.h ORDER BY ALL
