-- Text
upper(status), lower(status), initcap(status), length(note), char_length(note), bit_length(note), octet_length(note)
concat(status, '-', note), concat_ws('-', status, note), format('%s of %s', status, note)
left(note, 2), right(note, 2), substring(note FROM 1 FOR 2), substr(note, 1, 2), overlay(note placing 'x' from 1)
ltrim(note), rtrim(note), btrim(note, 'x'), trim(BOTH 'x' FROM note), lpad(note, 9, ' '), rpad(note, 9)
position('a' IN note), strpos(note, 'a'), starts_with(note, 'a'), replace(note, 'a', 'b'), translate(note, 'a', 'b'), reverse(note), repeat(note, 2)
split_part(note, ',', 1), string_to_array(note, ','), array_to_string(ARRAY['a', 'b'], ',')
regexp_replace(note, 'a', 'b', 'g'), regexp_match(note, 'a'), regexp_count(note, 'a'), regexp_substr(note, 'a'), regexp_like(note, 'a'), regexp_split_to_array(note, ',')
ascii('a'), chr(65), to_hex(255), md5(note), sha256(note::bytea), encode(note::bytea, 'hex'), decode('61', 'hex')
quote_ident(status), quote_literal(note), quote_nullable(note), normalize(note), unistr('\0061')
similarity(status, note), levenshtein(status, note), soundex(status), metaphone(status, 4), unaccent(status)
-- Numbers
abs(total), ceil(total), ceiling(total), floor(total), round(total, 1), trunc(total, 1), sign(total), mod(id, 3), div(9, 2), gcd(4, 6), lcm(4, 6)
sqrt(total), cbrt(27), exp(1), ln(2), log(10), log10(10), log(2, 8), power(2, 3), pi(), degrees(1), radians(1), factorial(5), random()
sin(0), cos(0), tan(0), asin(0), acos(0), atan(0), atan2(1, 2), cot(1), sinh(0), cosh(0), tanh(0), sind(30)
width_bucket(total, 0, 100, 10), scale(total), min_scale(total), trim_scale(total)
-- Conditions and types
coalesce(note, 'x'), nullif(status, 'open'), greatest(total, 1), least(total, 1), num_nulls(note, status), num_nonnulls(note)
CAST(id AS text), total::int, pg_typeof(total), pg_size_pretty(1000::bigint), text(id), float8(total)
-- Dates and times
now(), current_date, current_timestamp, current_time, localtime, localtimestamp, clock_timestamp(), statement_timestamp(), transaction_timestamp(), timeofday()
date_trunc('month', placed), date_part('year', placed), extract(epoch FROM placed), age(placed), age(now(), placed), date_bin('1 day', placed, now())
to_char(placed, 'YYYY-MM'), to_char(total, '999'), to_date('2024', 'YYYY'), to_timestamp(0), to_number('1', '9')
make_date(2024, 1, 2), make_interval(days => 3), make_timestamp(2024, 1, 2, 3, 4, 5), justify_days(interval '40 days'), isfinite(placed), timezone('UTC', placed)
(shipped, shipped) OVERLAPS (shipped, shipped)
-- Aggregates
count(*), count(DISTINCT status), sum(total), avg(total), min(total), max(total), stddev(total), stddev_pop(total), variance(total), var_pop(total)
string_agg(status, ',' ORDER BY id), array_agg(id ORDER BY id), json_agg(status), jsonb_agg(status), jsonb_object_agg(id, status), json_object_agg(id, status)
bool_and(total > 1), bool_or(total > 1), every(total > 1), bit_and(id), bit_or(id), corr(total, id), covar_pop(total, id), regr_slope(total, id), regr_r2(total, id)
percentile_cont(0.5) WITHIN GROUP (ORDER BY total), percentile_disc(0.5) WITHIN GROUP (ORDER BY total), mode() WITHIN GROUP (ORDER BY status), sum(total) FILTER (WHERE id > 1)
-- Windows
row_number() OVER (ORDER BY id), rank() OVER (ORDER BY id), dense_rank() OVER (ORDER BY id), ntile(4) OVER (ORDER BY id), percent_rank() OVER (ORDER BY id), cume_dist() OVER (ORDER BY id)
lag(total) OVER (ORDER BY id), lead(total, 1, 0) OVER (ORDER BY id), first_value(total) OVER (ORDER BY id), last_value(total) OVER (ORDER BY id), nth_value(total, 2) OVER (ORDER BY id)
-- Arrays and ranges
array_length(ARRAY[1], 1), cardinality(ARRAY[1]), array_append(ARRAY[1], 2), array_cat(ARRAY[1], ARRAY[2]), array_position(ARRAY[1], 1), array_remove(ARRAY[1], 1), array_prepend(0, ARRAY[1]), array_ndims(ARRAY[1]), unnest(ARRAY[1, 2])
id = ANY (ARRAY[1, 2]), id = ALL (ARRAY[1])
int4range(1, 5), daterange(shipped, shipped), lower(int4range(1, 5)), upper_inc(int4range(1, 5)), isempty(int4range(1, 1)), tstzrange(placed, placed), range_merge(int4range(1, 2), int4range(3, 4))
-- JSON
jsonb_build_object('a', id), json_build_array(1, 2), to_jsonb(status), row_to_json(ROW(1, 2)), jsonb_typeof('1'::jsonb), jsonb_array_length('[1]'::jsonb), jsonb_extract_path_text('{"a": 1}'::jsonb, 'a'), jsonb_pretty('{}'::jsonb)
jsonb_set('{}'::jsonb, '{a}', '1'), jsonb_insert('{}'::jsonb, '{a}', '1'), jsonb_strip_nulls('{}'::jsonb), jsonb_path_exists('{}'::jsonb, '$.a'), jsonb_path_query_first('{}'::jsonb, '$.a'), jsonb_object_keys('{}'::jsonb)
-- XML
xmlelement(name a, id), xmlforest(id AS a), xpath('/a', '<a/>'::xml), xml_is_well_formed('<a/>')
-- Full-text search
to_tsvector('english', note) @@ plainto_tsquery('english', 'x'), ts_rank(to_tsvector(note), to_tsquery('x')), ts_headline(note, to_tsquery('x')), websearch_to_tsquery('x'), phraseto_tsquery('x y'), setweight(to_tsvector(note), 'A')
-- Network addresses and identifiers
host('10.0.0.1'::inet), masklen('10.0.0.0/8'::inet), network('10.0.0.1/8'::inet), family('10.0.0.1'::inet), gen_random_uuid()
-- Geometry
point(1, 2), area(box(point(1, 1), point(2, 2))), center(box(point(1, 1), point(2, 2)))
st_distance(st_makepoint(1, 2), st_setsrid(st_makepoint(3, 4), 0)), st_astext(st_geomfromtext('POINT(1 2)')), st_dwithin(st_point(1, 2), st_point(3, 4), 5)
-- In FROM
FROM generate_series(1, 3) AS n
FROM generate_series(now(), now() + interval '3 days', '1 day') AS t (day)
FROM unnest(ARRAY[1, 2]) WITH ORDINALITY AS t (x, n)
FROM jsonb_array_elements('[1]'::jsonb) AS e
FROM jsonb_each_text('{"a": 1}'::jsonb) AS e
FROM jsonb_to_recordset('[{"a": 1}]'::jsonb) AS t (a int, b varchar(10))
FROM regexp_split_to_table('a,b', ',') AS part
FROM string_to_table('a,b', ',') AS part
FROM orders CROSS JOIN LATERAL unnest(string_to_array(note, ',')) AS t (part)
FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) AS t (a, b)
-- Qualified, and other spellings
id OPERATOR(pg_catalog.+) 1
pg_catalog.lower(status), "pg_catalog"."lower"(status), "lower"(status), LOWER (status), lower/* of it */(status)
-- Elsewhere in a statement
FROM orders WHERE lower(status) = 'open' ORDER BY length(note), abs(total)
SELECT date_trunc('month', placed) AS m, sum(total) FROM orders GROUP BY date_trunc('month', placed) HAVING sum(total) > 1
FROM orders AS a JOIN orders AS b ON lower(a.status) = lower(b.status)
SELECT x.m FROM (SELECT max(id) AS m FROM orders) AS x
SELECT id, status, sum(total) FROM orders GROUP BY GROUPING SETS ((id), (status), ())
SELECT status, grouping(status), sum(total) FROM orders GROUP BY ROLLUP (status)
FROM orders TABLESAMPLE BERNOULLI (10) REPEATABLE (1)
SELECT DISTINCT ON (status) id FROM orders ORDER BY status, placed DESC
SELECT sum(total) OVER w FROM orders WINDOW w AS (PARTITION BY status ORDER BY placed)
SELECT CASE WHEN length(note) > 1 THEN upper(note) ELSE lower(note) END FROM orders
SELECT sum(total) FROM orders WHERE placed >= date_trunc('year', now()) - interval '1 year'
SELECT (SELECT max(total) FROM orders AS o WHERE lower(o.status) = lower(orders.status)) FROM orders
xmlelement(name a, xmlattributes(note AS b), status)
