SELECT * FROM ships
select count(*) from ships
SELECT name , tons FROM ships WHERE tons > 3
SELECT DISTINCT name FROM ships ORDER BY name DESC LIMIT 3;
SELECT T1.name, COUNT(DISTINCT T2.port) AS ports FROM ships AS T1 JOIN calls T2 ON T1.id = T2.ship_id AND T2.day >= '2024-01-01' GROUP BY T1.name, T1.id HAVING COUNT(*) > 2 AND max(T2.tons) <> 1.5 ORDER BY count(*) ASC, T1.name
SELECT s.* FROM ships AS s LEFT JOIN calls AS c ON s.id = c.ship_id WHERE c.id IS NULL OR c.day IS NOT NULL
SELECT name FROM ships INNER JOIN ports ON ships.port = ports.id
SELECT a.name FROM ships AS a, ports AS b WHERE a.port = b.id
SELECT name FROM ships WHERE (tons = 1 OR tons = -2) AND NOT name = 'x'
SELECT name FROM ships WHERE id NOT IN (SELECT ship_id FROM calls) AND kind IN ('a', "b", 3)
SELECT name FROM ships WHERE NOT id IN (SELECT ship_id FROM calls WHERE NOT (day = 'x'))
SELECT name FROM ships WHERE name LIKE '%a%' AND name NOT LIKE "b%" AND tons BETWEEN 1 AND 2.5 AND tons NOT BETWEEN 3 AND (SELECT MAX(tons) FROM ships)
SELECT name FROM ships WHERE tons > (SELECT AVG(tons) FROM ships)
SELECT n FROM (SELECT name AS n FROM ships GROUP BY name) AS s WHERE n != ''
SELECT name FROM ships UNION SELECT name FROM ports
SELECT name FROM ships UNION ALL SELECT name FROM ports
SELECT name FROM ships INTERSECT SELECT name FROM ports WHERE name <= 'b'
SELECT name FROM ships EXCEPT SELECT name FROM ports GROUP BY name
SELECT "Ship name" FROM "ships" WHERE "Ship name" < 'é'
SELECT year, MIN(date), sum(rank), avg(position) FROM results WHERE year = 2001 GROUP BY year
SELECT 1
SELECT name,tons FROM ships WHERE tons<3 AND tons>=1
SELECT
  name
FROM ships
WHERE name = 'a
b'
SELECT s.name FROM ships AS s WHERE EXISTS (SELECT 1 FROM ports AS p WHERE p.id = s.port_id) AND s.id > 3
SELECT name FROM ships WHERE NOT EXISTS(SELECT * FROM ports WHERE ports.id = ships.port_id AND name IN('a', 'b'))
SELECT list FROM list WHERE list.list = 'a'
WITH big AS (SELECT id, name FROM ships WHERE tons > 1000) SELECT name FROM big ORDER BY name DESC LIMIT 3
WITH a AS(SELECT id FROM ships), "b c" AS (SELECT id FROM ports UNION SELECT port_id FROM ships) SELECT a.id FROM a JOIN "b c" AS b ON a.id = b.id;
with a as (select max(tons) AS most from ships) select name from ships, a where tons = most except select name from ports
