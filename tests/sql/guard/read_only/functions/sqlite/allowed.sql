-- Text
upper(status) || lower(note)
length(note), octet_length(note), char(65, 66), unicode('a')
concat(status, '-', note), concat_ws('-', status, note)
format('%05d', id), printf('%.2f', total)
glob('a*', status), like('a%', status), instr(note, 'x')
hex(note), unhex('6162'), quote(note)
ltrim(note), rtrim(note), trim(note, 'x'), replace(note, 'a', 'b')
substr(note, 2, 3), substring(note, 2), soundex(status)
unistr('\u0061')
-- Numbers
abs(total), round(total, 1), sign(total), max(1, total), min(total, 2)
acos(0.5), asin(0.5), atan(1), atan2(1, 2), cos(0), sin(0), tan(0)
acosh(2), asinh(1), atanh(0.5), cosh(1), sinh(1), tanh(1)
ceil(total), ceiling(total), floor(total), trunc(total), mod(id, 3)
degrees(pi()), radians(180), exp(1), ln(2), log(10), log10(10), log2(8), log(2, 8)
pow(2, 3), power(2, 3), sqrt(total)
random() % 10
-- Conditions and types
coalesce(note, status, 'x'), ifnull(note, ''), nullif(status, 'open'), iif(total > 1, 'a', 'b')
typeof(total), CAST(total AS INTEGER)
likely(total > 1), unlikely(total > 1), likelihood(total > 1, 0.5)
hex(zeroblob(4)), length(randomblob(8))
-- Dates and times
date('now'), time('now'), datetime('now', 'localtime'), julianday(placed)
strftime('%Y-%m', placed), unixepoch(placed)
date(placed, 'start of month', '+1 month', '-1 day')
timediff(placed, shipped)
CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP
-- Aggregates
count(*), count(DISTINCT status), sum(total), total(total), avg(total), min(total), max(total)
group_concat(status), group_concat(DISTINCT status), group_concat(status, '; ')
string_agg(status, ', ')
sum(total) FILTER (WHERE status = 'open')
json_group_array(status), json_group_object(id, status)
percentile(total, 50), median(total), percentile_cont(total, 0.5), percentile_disc(total, 0.5)
-- Windows
row_number() OVER (ORDER BY id), rank() OVER (ORDER BY total), dense_rank() OVER (ORDER BY total)
percent_rank() OVER (ORDER BY total), cume_dist() OVER (ORDER BY total), ntile(4) OVER (ORDER BY total)
lag(total, 1, 0) OVER (ORDER BY id), lead(total) OVER (ORDER BY id)
SELECT first_value(total) OVER w, last_value(total) OVER w, nth_value(total, 2) OVER w FROM orders WINDOW w AS (PARTITION BY status ORDER BY id)
sum(total) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
-- JSON
json('{"a": 1}'), json_array(1, 2), json_object('a', id)
json_extract('{"a": 1}', '$.a'), '{"a": 1}' ->> '$.a', json_type('{"a": 1}', '$.a')
json_array_length('[1, 2]'), json_valid(note), json_quote(status)
json_insert('{}', '$.a', 1), json_replace('{"a": 1}', '$.a', 2), json_set('{}', '$.a', 1), json_remove('{"a": 1}', '$.a')
json_patch('{"a": 1}', '{"b": 2}')
json_pretty('{"a": 1}'), json_error_position('{')
jsonb('{}'), jsonb_extract('{"a": 1}', '$.a'), jsonb_array(1), jsonb_object('a', 1)
jsonb_insert('{}', '$.a', 1), jsonb_set('{}', '$.a', 1), jsonb_replace('{}', '$.a', 1), jsonb_remove('{}', '$.a'), jsonb_patch('{}', '{}')
jsonb_group_array(id), jsonb_group_object(id, status)
-- In FROM
FROM json_each('[1, 2]')
FROM json_tree('{"a": [1, 2]}') AS t WHERE t.key = 'a'
FROM orders, json_each('[1, 2]') AS j WHERE j.value = orders.id
FROM generate_series(1, 10)
-- Elsewhere in a statement
FROM orders WHERE lower(status) = 'open' AND length(note) > 1
FROM orders ORDER BY lower(status), abs(total) DESC
FROM orders GROUP BY strftime('%Y', placed) HAVING sum(total) > 1
FROM orders AS a JOIN orders AS b ON date(a.placed) = date(b.placed)
FROM (SELECT upper(status) AS s FROM orders) AS x
FROM orders WHERE id IN (SELECT max(id) FROM orders)
FROM orders WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.id = orders.id)
-- Spellings
UPPER(status), Upper (status), upper/* of the status */(status), "upper"(status), [lower](status), `lower`(status)
SELECT CASE WHEN length(note) > 1 THEN upper(note) ELSE lower(note) END FROM orders
SELECT status, count(*) FROM orders GROUP BY status HAVING count(*) > 1 ORDER BY 2 DESC
SELECT max(s) FROM (SELECT substr(status, 1, 1) AS s FROM orders UNION ALL SELECT trim(note) FROM orders) AS x
SELECT total FROM orders WHERE total > (SELECT avg(total) FROM orders)
abs(round(max(total), 1)), max(length(note))
