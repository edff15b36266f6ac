-- Text
upper(status), lower(status), initcap(status)
len(note), length(note), octet_length(note), char_length(note)
concat(status, note), status || note
left(note, 2), right(note, 2), substring(note, 1, 2), substr(note, 1, 2)
ltrim(note), rtrim(note), btrim(note), trim(note), lpad(note, 9), rpad(note, 9, ' ')
charindex('a', note), strpos(note, 'a'), position('a' IN note)
replace(note, 'a', 'b'), translate(note, 'a', 'b'), repeat(note, 2), reverse(note)
split_part(note, ',', 1)
regexp_replace(note, 'a', 'b'), regexp_substr(note, 'a'), regexp_count(note, 'a'), regexp_instr(note, 'a')
ascii('a'), chr(65), to_hex(255), strtol('ff', 16)
quote_ident(status), quote_literal(note)
md5(note), sha1(note), sha2(note, 256), func_sha1(note), fnv_hash(note), crc32(note), checksum(id), murmur3_32_hash(note)
soundex(status), difference(status, note), collate(status, 'case_insensitive')
-- Numbers
abs(total), ceil(total), ceiling(total), floor(total), round(total, 1), trunc(total), sign(total), mod(id, 3)
sqrt(total), cbrt(27), exp(1), ln(2), log(10), power(2, 3), pi(), degrees(1), radians(1), random()
sin(0), cos(0), tan(0), asin(0), acos(0), atan(0), atan2(1, 2), cot(1)
dexp(1), dlog1(2), dlog10(10)
-- Conditions and conversions
coalesce(note, 'x'), nvl(note, 'x'), nvl2(note, 'a', 'b'), nullif(status, 'open')
greatest(total, 1), least(total, 1)
decode(status, 'open', 1, 0)
CASE WHEN total > 1 THEN upper(status) ELSE lower(status) END
CAST(id AS varchar), id::varchar(10), convert(int, total)
to_char(placed, 'YYYY-MM'), to_date('2024-01-01', 'YYYY-MM-DD'), to_number('1', '9'), to_timestamp('2024', 'YYYY')
-- Dates and times
getdate(), sysdate, current_date, current_timestamp, timeofday()
dateadd(day, 7, placed), datediff(day, placed, getdate()), date_trunc('month', placed), date_part(year, placed), date_part_year(shipped)
extract(month FROM placed)
add_months(placed, 1), months_between(placed, shipped), last_day(placed), next_day(placed, 'Mon')
convert_timezone('UTC', 'Europe/Amsterdam', placed)
trunc(placed), placed::date
date_cmp(shipped, shipped), timestamp_cmp(placed, placed), interval_cmp(interval '1 day', interval '2 days')
placed + interval '1 day'
-- Aggregates
count(*), count(DISTINCT status), sum(total), avg(total), min(total), max(total)
stddev(total), stddev_pop(total), stddev_samp(total), var_pop(total), var_samp(total), variance(total)
listagg(status, ',') WITHIN GROUP (ORDER BY id)
median(total)
percentile_cont(0.5) WITHIN GROUP (ORDER BY total)
approximate count(DISTINCT id)
bool_and(total > 1), bool_or(total > 1), bit_and(id), bit_or(id)
any_value(status), hll(id)
-- Windows
row_number() OVER (ORDER BY id), rank() OVER (ORDER BY id), dense_rank() OVER (ORDER BY id)
ntile(4) OVER (ORDER BY id), percent_rank() OVER (ORDER BY id), cume_dist() OVER (ORDER BY id)
lag(total) OVER (ORDER BY id), lead(total) OVER (ORDER BY id)
first_value(total) OVER (PARTITION BY status ORDER BY id ROWS UNBOUNDED PRECEDING)
ratio_to_report(total) OVER (PARTITION BY status)
sum(total) OVER (PARTITION BY status ORDER BY placed ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
-- JSON and SUPER
json_extract_path_text(note, 'a', 'b')
json_extract_array_element_text(note, 0)
json_array_length(note), is_valid_json(note), is_valid_json_array(note)
json_parse(note), json_serialize(json_parse(note)), json_typeof(json_parse(note)), can_json_parse(note)
get_array_length(json_parse(note)), array(1, 2), array_concat(array(1), array(2)), subarray(array(1, 2), 0, 1), array_flatten(array(array(1)))
split_to_array(note, ','), is_array(json_parse(note)), is_object(json_parse(note)), object('a', 1)
-- Geometry
st_distance(st_point(1, 2), st_point(3, 4)), st_astext(st_geomfromtext('POINT(1 2)'))
st_dwithin(st_point(1, 2), st_point(3, 4), 5), st_x(st_point(1, 2)), h3_fromlonglat(1.0, 2.0, 5)
-- In FROM
FROM generate_series(1, 3) AS n
-- Qualified, and other spellings
pg_catalog.lower(status), "lower"(status), LOWER (status), lower/* of it */(status)
-- Elsewhere in a statement
FROM orders WHERE lower(status) = 'open' AND len(note) > 1
FROM orders ORDER BY lower(status), abs(total)
SELECT date_trunc('month', placed) AS m, sum(total) FROM orders GROUP BY 1 HAVING sum(total) > 1
FROM orders AS a JOIN orders AS b ON lower(a.status) = lower(b.status)
SELECT x.m FROM (SELECT max(id) AS m FROM orders) AS x
SELECT status FROM orders QUALIFY row_number() OVER (PARTITION BY status ORDER BY id) = 1
