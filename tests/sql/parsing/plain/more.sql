SELECT a + b FROM ships
SELECT 'it''s'
SELECT name FROM ships -- all
SELECT /* all */ name FROM ships
SELECT name FROM ships LIMIT 3 OFFSET 2
SELECT name FROM ships LIMIT -1
SELECT name FROM ships NATURAL JOIN ports
SELECT name FROM ships LEFT OUTER JOIN ports ON 1 = 1
SELECT name FROM ships JOIN ports USING (id)
SELECT name FROM ships JOIN ports
SELECT name FROM fleet.ships
SELECT name AS n, CASE WHEN tons > 1 THEN 1 END FROM ships
SELECT CAST(tons AS INTEGER) FROM ships
SELECT LENGTH(name) FROM ships
SELECT count(a, b) FROM ships
SELECT count() FROM ships
SELECT sum(DISTINCT *) FROM ships
SELECT MAX(*) FROM ships
SELECT name FROM ships UNION SELECT name FROM ports ORDER BY name
SELECT name FROM ships UNION SELECT name FROM ports UNION SELECT name FROM crews
SELECT name FROM ships; SELECT name FROM ports
SELECT name FROM ships WHERE name = 'a' 'b'
SELECT name FROM ships WHERE tons =-1
SELECT name FROM ships WHERE tons > .5
SELECT name FROM ships WHERE tons > 1.
SELECT name FROM ships WHERE tons > 1e3
SELECT name FROM ships WHERE tons > 0x10
SELECT name FROM ships WHERE name = x'00'
SELECT name FROM ships WHERE name = :name
SELECT name FROM ships WHERE name LIKE 'a!%' ESCAPE '!'
SELECT name FROM ships WHERE a = b = c
SELECT name FROM ships WHERE (a) = 1
SELECT name FROM ships WHERE tons
SELECT name FROM ships WHERE tons BETWEEN SYMMETRIC 1 AND 2
SELECT name FROM ships WHERE größe = 1
SELECT name FROM ships WHERE a$b = 1
SELECT `name` FROM ships
SELECT [name] FROM ships
SELECT name FROM ships WHERE name = 'a\b'
SELECT IF FROM ships
SELECT current_date FROM ships
SELECT name FROM ships ORDER BY name NULLS LAST
SELECT name FROM ships GROUP
SELECT FROM ships
SELECT name FROM
SELECT name name2 FROM ships
SELECT ALL name FROM ships
SELECT name FROM ships FOR UPDATE
SELECT name INTO other FROM ships
WITH RECURSIVE s AS (SELECT 1) SELECT * FROM s
WITH s(a) AS (SELECT 1) SELECT * FROM s
WITH s AS MATERIALIZED (SELECT 1) SELECT * FROM s
WITH s AS (WITH t AS (SELECT 1) SELECT * FROM t) SELECT * FROM s
WITH s AS (SELECT 1), SELECT * FROM s
WITH s AS (VALUES (1)) SELECT * FROM s
WITH s AS (SELECT 1) (SELECT * FROM s)
WITH s AS (SELECT 1) DELETE FROM ships
WITH s AS (SELECT 1) SELECT * FROM s UNION SELECT * FROM s UNION SELECT * FROM s
WITH s AS (DELETE FROM ships RETURNING id) SELECT * FROM s
WITHIN s AS (SELECT 1) SELECT * FROM s
SELECT EXISTS (SELECT 1)
SELECT name FROM ships WHERE EXISTS (SELECT 1 UNION SELECT 2)
SELECT name FROM ships WHERE EXISTS (1)
SELECT name FROM ships WHERE name IN (WITH s AS (SELECT 1) SELECT * FROM s)
(SELECT 1)
VALUES (1)
DELETE FROM ships
