-- Text
upper(status), lower(status), lcase(status), ucase(status), length(note), len(note), strlen(note), bit_length(note)
concat(status, note), concat_ws('-', status, note), status || note
contains(note, 'a'), starts_with(note, 'a'), ends_with(note, 'a'), prefix(note, 'a'), suffix(note, 'a')
format('{}', id), printf('%d', id), format_bytes(1000), formatReadableSize(1000)
left(note, 2), right(note, 2), substr(note, 1, 2), substring(note, 1, 2), lpad(note, 9, ' '), rpad(note, 9, ' ')
ltrim(note), rtrim(note), trim(note), replace(note, 'a', 'b'), reverse(note), repeat(note, 2), translate(note, 'a', 'b')
instr(note, 'a'), position('a' IN note), strpos(note, 'a'), ascii('a'), chr(65), ord('a'), unicode('a')
split(note, ','), string_split(note, ','), str_split(note, ','), split_part(note, ',', 1), string_split_regex(note, ',')
regexp_matches(note, 'a'), regexp_full_match(note, 'a'), regexp_extract(note, 'a'), regexp_extract_all(note, 'a'), regexp_replace(note, 'a', 'b'), regexp_escape(note)
md5(note), sha256(note), sha1(note), hash(note), base64('a'::BLOB), from_base64('YQ=='), hex(note), unhex('61'), bin(5), unbin('101')
levenshtein(note, 'a'), damerau_levenshtein(note, 'a'), jaccard('ab', 'bc'), jaro_similarity('a', 'b'), jaro_winkler_similarity('a', 'b'), hamming('ab', 'cd'), mismatches('ab', 'cd')
strip_accents(note), nfc_normalize(note), url_encode(note), url_decode(note), bar(total, 0, 10, 5)
parse_filename('a/b.c'), parse_dirname('a/b'), parse_path('a/b'), encode(note), decode('a'::BLOB)
-- Numbers
abs(total), ceil(total), ceiling(total), floor(total), round(total, 1), trunc(total), sign(total), even(total), round_even(total, 1)
acos(0.5), asin(0.5), atan(1), atan2(1, 2), cos(0), cot(1), sin(0), tan(0), degrees(1), radians(1), pi()
cbrt(8), exp(1), ln(2), log(2), log10(2), log2(2), pow(2, 2), power(2, 2), sqrt(2), gamma(3), lgamma(3), factorial(3)
gcd(4, 6), lcm(4, 6), greatest(1, 2), least(1, 2), fmod(5, 3), fdiv(5, 3), divide(5, 2), xor(1, 2), bit_count(5)
isnan(1.0::DOUBLE), isinf(1.0::DOUBLE), isfinite(1.0::DOUBLE), nextafter(1.0::DOUBLE, 2.0::DOUBLE), signbit(1.0), random()
-- Conditions and types
coalesce(note, 'x'), ifnull(note, 'x'), nullif(status, 'x'), if(id > 1, 2, 3), CAST(id AS VARCHAR), TRY_CAST(note AS INTEGER), typeof(id)
-- Dates and times
current_date, current_timestamp, now(), today(), get_current_time(), localtimestamp
year(placed), month(placed), day(placed), hour(placed), minute(placed), second(placed), quarter(placed), week(placed), dayofweek(placed), dayname(placed), monthname(placed), isodow(placed), dayofyear(placed), weekofyear(placed), yearweek(placed)
date_trunc('month', placed), date_part('year', placed), datepart('year', placed), extract(year FROM placed), date_diff('day', placed, now()::TIMESTAMP), datediff('day', placed, placed), date_sub('day', placed, placed), date_add(placed, INTERVAL 1 DAY)
strftime(placed, '%Y'), strptime('2024', '%Y'), try_strptime('x', '%Y'), epoch(placed), epoch_ms(placed), epoch_us(placed), to_timestamp(0), make_date(2024, 1, 2), make_timestamp(2024, 1, 2, 3, 4, 5), last_day(shipped)
time_bucket(INTERVAL 1 DAY, placed), age(placed, placed), to_days(1), to_months(1), to_years(1), to_hours(1), julian(placed), century(placed)
-- Aggregates
count(*), count(DISTINCT status), sum(total), avg(total), min(total), max(total), mean(total), median(total), mode(status), any_value(status)
array_agg(id), list(id), string_agg(status, ','), group_concat(status, ','), listagg(status, ','), first(id), last(id), arg_max(id, total), max_by(id, total)
stddev(total), stddev_pop(total), var_pop(total), variance(total), corr(total, id), covar_pop(total, id), regr_slope(total, id), skewness(total), kurtosis(total), entropy(status), mad(total)
quantile_cont(total, 0.5), quantile_disc(total, 0.5), approx_quantile(total, 0.5), approx_count_distinct(id), histogram(status), product(id), bool_and(id > 1), bool_or(id > 1), bit_and(id), bit_xor(id)
count_if(id > 1), favg(total), fsum(total), percentile_cont(0.5) WITHIN GROUP (ORDER BY total), sum(total) FILTER (WHERE id > 1)
-- Windows
row_number() OVER (ORDER BY id), rank() OVER (ORDER BY id), dense_rank() OVER (ORDER BY id), ntile(2) OVER (ORDER BY id), lag(id) OVER (ORDER BY id), lead(id) OVER (ORDER BY id), first_value(id) OVER (ORDER BY id), nth_value(id, 2) OVER (ORDER BY id), cume_dist() OVER (ORDER BY id), percent_rank() OVER (ORDER BY id)
-- Lists, maps and structs
list_value(1, 2), list_contains([1], 1), list_extract([1], 1), list_sort([2, 1]), list_sum([1]), list_distinct([1]), list_filter([1], x -> x > 0), list_transform([1], x -> x + 1), list_reduce([1, 2], (x, y) -> x + y)
array_length([1]), array_contains([1], 1), array_sort([1]), array_to_string(['a'], ','), list_slice([1, 2], 1, 1), list_zip([1], [2]), flatten([[1]]), list_concat([1], [2]), list_unique([1]), list_reverse([1]), list_avg([1])
map(['a'], [1]), map_keys(MAP {'a': 1}), map_values(MAP {'a': 1}), map_entries(MAP {'a': 1}), element_at(MAP {'a': 1}, 'a'), cardinality(MAP {'a': 1}), map_from_entries([('a', 1)])
struct_pack(a := 1), struct_extract({'a': 1}, 'a'), row(1, 2), struct_insert({'a': 1}, b := 2), struct_keys({'a': 1})
range(3), generate_series(1, 3), unnest([1, 2])
-- JSON
json_extract('{"a": 1}', '$.a'), json_extract_string('{"a": 1}', '$.a'), json_type('1'), json_keys('{"a": 1}'), json_array_length('[1]'), json_valid('1'), json_contains('[1]', '1'), json_exists('{"a": 1}', '$.a'), json_value('{"a": 1}', '$.a')
json_group_array(id), json_group_object(status, id)
to_json(id), json_object('a', 1), json_array(1), json_merge_patch('{}', '{}'), json_structure('{}'), json_transform('{"a": 1}', '{"a": "INTEGER"}'), json_quote(note), row_to_json({'a': 1}), array_to_json([1])
-- Identifiers
uuid(), gen_random_uuid(), uuidv7()
-- In FROM
FROM range(3)
FROM generate_series(1, 3) AS t (i)
FROM unnest([1, 2]) AS t (x)
FROM orders, unnest([1, 2]) AS t (x)
FROM json_each('[1]')
FROM repeat('a', 3)
FROM generate_series(TIMESTAMP '2024-01-01', TIMESTAMP '2024-01-03', INTERVAL 1 DAY) AS t (day)
-- Methods
status.upper(), note.trim().lower(), ('a b').split(' '), [1, 2].list_sum()
main.upper(status)
list_min([1]), list_max([1]), list_median([1]), list_count([1]), list_any_value([1]), list_product([1])
-- Elsewhere in a statement
FROM orders WHERE lower(status) = 'open'
FROM orders ORDER BY length(note)
FROM orders QUALIFY row_number() OVER (PARTITION BY status ORDER BY id) = 1
FROM (SELECT date_trunc('month', placed) AS m, sum(total) FROM orders GROUP BY ALL) AS x
FROM orders AS a JOIN orders AS b ON upper(a.status) = upper(b.status)
FROM orders USING SAMPLE reservoir(5 ROWS)
FROM orders TABLESAMPLE bernoulli(10 PERCENT)
FROM (PIVOT orders ON status USING sum(total))
"upper"(status), UPPER (status), upper/* of it */(status)
FROM orders WHERE id IN (SELECT max(id) FROM orders)
SELECT status, count(*) FROM orders GROUP BY status HAVING count(*) > 1
