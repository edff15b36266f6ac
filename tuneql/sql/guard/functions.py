"""Functions that engines have, the parser has no node type for, and that only compute a value from their arguments.

Lower case, for all dialects together: a name that the asked engine lacks fails there, and harms nothing. Never add
one that sleeps, locks, notifies, sets, or reads files, settings, catalogues or the network (pg_sleep, load_file,
pg_read_file, current_setting, dblink, lo_get, query_to_xml, readfile, load_extension, fts3_tokenizer).
"""

from functools import cache
from typing import Final

import sqlglot

from tuneql.sql.dialects import descends_from

_SQLITE = """
    date datetime time char julianday likelihood likely unlikely printf quote strftime timediff total unistr
    unixepoch octet_length string_agg subtype json_patch json_pretty json_quote json_valid json_error_position
    json_group_array json_group_object json_each json_tree json json_insert json_replace json_array_insert jsonb
    jsonb_array jsonb_extract jsonb_group_array jsonb_group_object jsonb_object jsonb_patch jsonb_remove
    jsonb_replace zeroblob randomblob if concat concat_ws percentile sign soundex
"""
_POSTGRES = """
    age bool_and bool_or btrim bit_and bit_or bit_xor cardinality date_part div clock_timestamp every justify_days
    justify_hours justify_interval make_date make_interval make_time make_timestamp make_timestamptz num_nonnulls
    num_nulls isfinite to_hex regexp_match regexp_matches regexp_split_to_array regexp_split_to_table scale
    min_scale trim_scale similarity word_similarity starts_with statement_timestamp string_to_table timeofday
    transaction_timestamp unnest array_ndims array_dims array_lower array_upper array_fill array_positions
    array_replace jsonb_array_elements jsonb_array_elements_text json_array_elements json_array_elements_text
    jsonb_each jsonb_each_text json_each_text jsonb_object_keys json_object_keys jsonb_array_length
    json_array_length jsonb_typeof json_typeof jsonb_build_object json_build_object jsonb_build_array
    json_build_array jsonb_agg to_json to_jsonb row_to_json jsonb_pretty to_tsvector to_tsquery plainto_tsquery
    phraseto_tsquery websearch_to_tsquery ts_rank ts_rank_cd ts_headline erf erfc gcd lcm quote_ident quote_literal
    quote_nullable translate unaccent all row range_agg range_intersect_agg range_merge isempty lower_inc upper_inc
    lower_inf upper_inf int4range int8range numrange tsrange tstzrange daterange int4multirange nummultirange
    datemultirange multirange host hostmask netmask network abbrev broadcast family masklen set_masklen
    inet_same_family inet_merge text timezone trim_array jsonb_insert jsonb_set jsonb_set_lax jsonb_strip_nulls
    jsonb_path_exists jsonb_path_match jsonb_path_query jsonb_path_query_array jsonb_path_query_first
    jsonb_path_exists_tz jsonb_path_query_tz jsonb_to_record jsonb_to_recordset json_to_record json_to_recordset
    jsonb_populate_record jsonb_populate_recordset json_populate_record json_populate_recordset json_each
    jsonb_extract_path jsonb_extract_path_text json_extract_path json_extract_path_text json_object_agg
    jsonb_object_agg json_agg json_object jsonb_object array_to_json json_strip_nulls jsonb_object_agg_unique hstore
    akeys avals skeys svals factorial width_bucket ascii chr convert_from convert_to get_byte get_bit set_byte
    set_bit parse_ident normalize sha224 sha256 sha384 sha512 crc32 gen_random_uuid uuid_generate_v4 uuidv4 uuidv7
    uuid_extract_timestamp random_normal array_sample array_shuffle array_cat array_append array_prepend
    array_length array_position array_remove array_agg generate_subscripts numnode querytree setweight strip
    tsvector_to_array array_to_tsvector ts_delete ts_filter tsquery_phrase percentile_cont percentile_disc mode
    grouping xmlelement xmlforest xmlconcat xmlagg xpath xpath_exists levenshtein levenshtein_less_equal soundex
    difference metaphone dmetaphone show_trgm strict_word_similarity date_add date_subtract bit_count acosd asind
    atand atan2d cosd cotd sind tand pi st_astext st_asgeojson st_asewkt st_area st_buffer st_centroid st_contains
    st_covers st_coveredby st_crosses st_difference st_disjoint st_distance st_distancesphere st_dwithin st_envelope
    st_equals st_geogfromtext st_geogpoint st_geohash st_geomfromgeojson st_geomfromtext st_geomfromwkb
    st_geometrytype st_intersection st_intersects st_isempty st_isvalid st_length st_linefromtext st_makeenvelope
    st_makeline st_makepoint st_makepolygon st_makevalid st_npoints st_numpoints st_overlaps st_perimeter st_point
    st_pointfromtext st_polygon st_setsrid st_simplify st_srid st_touches st_transform st_translate st_union
    st_within st_x st_y st_z st_xmax st_xmin st_ymax st_ymin st_azimuth st_boundary st_closestpoint st_collect
    st_convexhull st_dimension st_endpoint st_startpoint st_exteriorring st_geometryn st_numgeometries
    st_hausdorffdistance st_issimple st_isclosed st_pointn st_symdifference st_snaptogrid st_extent st_clusterdbscan
    box circle point polygon path line lseg center diameter height width radius area length isclosed npoints
"""
_MYSQL = """
    now sysdate adddate subdate addtime subtime bin conv crc32 export_set field find_in_set format_bytes inet_aton
    inet_ntoa insert interval is_uuid last_day locate make_set makedate maketime microsecond mid oct ord period_add
    period_diff sec_to_time time_to_sec time_format timestampadd truncate yearweek json_contains json_contains_path
    json_depth json_length json_overlaps json_search json_unquote std bit_count to_seconds from_days weekday
    json_arrayagg json_objectagg json_array_insert json_array_append json_merge json_merge_patch json_merge_preserve
    json_pretty json_schema_valid json_schema_validation_report json_storage_size json_storage_free json_value
    json_keys strcmp compress uncompress uncompressed_length is_ipv4 is_ipv6 is_ipv4_compat is_ipv4_mapped
    inet6_aton inet6_ntoa unix_timestamp get_format uuid uuid_short uuid_to_bin bin_to_uuid soundex quote char
    charset collation coercibility linestring multipoint multilinestring multipolygon geometrycollection
    st_distance_sphere st_asbinary st_aswkb st_aswkt st_latitude st_longitude st_geomfromtext st_geomcollfromtext
    st_pointfromgeohash st_latfromgeohash st_longfromgeohash st_swapxy mbrcontains mbrwithin mbrintersects mbrequals
    sha1 aes_encrypt aes_decrypt any_value
"""
_TSQL = """
    choose datename datepart datefromparts datetime2fromparts datetimefromparts datetimeoffsetfromparts
    smalldatetimefromparts timefromparts dateadd datediff datediff_big date_bucket difference eomonth getdate
    getutcdate isdate isnumeric iif log10 nchar parse patindex quotename replicate sysdatetime json_array
    json_object json_path_exists json_arrayagg json_objectagg datalength compress decompress checksum
    binary_checksum hashbytes newid datetrunc approx_percentile_cont approx_percentile_disc atn2 trim formatmessage
    unistr current_timezone string_agg grouping_id bit_count get_bit set_bit left_shift right_shift generate_series
    regexp_like regexp_replace regexp_substr regexp_instr regexp_count stastext stdistance stcontains stintersects
    starea stlength stwithin sysutcdatetime sysdatetimeoffset square str switchoffset todatetimeoffset try_parse
    checksum_agg count_big stdev stdevp var varp string_escape string_split json_modify json_query isjson
    approx_count_distinct
"""
_WAREHOUSES = """
    to_timestamp to_date to_decimal add_days add_hours approx_percentile array_length array_size array_to_string
    boolor_agg booland_agg date_from_unix_date format_date format_datetime format_time format_timestamp
    generate_uuid hash haversine ieee_divide is_null_value lpad rpad ratio_to_report rtrim ltrim safe_divide
    safe_cast seqnum timeadd timediff to_timestamp_ntz to_timestamp_ltz to_timestamp_tz try_to_date try_to_decimal
    try_to_number try_to_timestamp try_to_time zeroifnull nullifzero div0 div0null bround bigint_to_text instr nvl
    trunc_date listagg object_construct object_keys array_construct get get_path epoch epoch_ms epoch_us strptime
    try_strptime datesub date_sub datediff list_aggregate list_contains list_distinct list_extract list_filter
    list_sort list_sum list_transform list_unique regexp_split_to_array struct_pack isodow isoyear century decade
    millennium dayname monthname weekofyear yearweek to_days to_hours to_minutes to_months to_seconds to_weeks
    to_years bit_length approx_top_count approx_top_sum array_concat_agg array_is_distinct array_filter
    array_transform array_zip array_first array_last array_includes array_contains array_cat array_compact
    array_distinct array_except array_flatten array_generate_range array_insert array_intersection array_max
    array_min array_position array_prepend array_append array_remove array_remove_at array_slice array_sort
    arrays_overlap arrays_to_object array_agg array_unique_agg array_union_agg array_reverse array_concat array_incl
    as_array as_binary as_boolean as_char as_varchar as_date as_decimal as_number as_double as_real as_integer
    as_object as_time as_timestamp_ltz as_timestamp_ntz as_timestamp_tz base64_decode_binary base64_decode_string
    base64_encode bitand bitor bitxor bitnot bitshiftleft bitshiftright bitand_agg bitor_agg bitxor_agg bit_and_agg
    bit_or_agg bit_xor_agg boolxor_agg charindex check_json check_xml collate collation compress decompress_string
    decompress_binary contains convert_timezone count_if cot date_from_parts date_part date_trunc dateadd dateddiff
    datefromparts decode editdistance endswith equal_null filter flatten from_base64 getbit greatest_ignore_nulls
    least_ignore_nulls h3_latlng_to_cell hash_agg hex_decode_binary hex_decode_string hex_encode hll hll_accumulate
    hll_combine hll_estimate hll_export hll_import hour iff ifnull ilike insert is_array is_binary is_boolean
    is_char is_date is_decimal is_double is_integer is_object is_real is_time is_timestamp_ltz is_timestamp_ntz
    is_timestamp_tz is_varchar jarowinkler_similarity json_extract_path_text kurtosis least like like_all like_any
    localtime map_cat map_contains_key map_delete map_insert map_keys map_pick map_size max_by md5_binary md5_hex
    md5_number_lower64 md5_number_upper64 min_by minhash minhash_combine months_between next_day object_agg
    object_construct_keep_null object_delete object_insert object_pick parse_ip parse_json parse_url parse_xml
    percentile_cont previous_day quarter randstr regexp_substr_all regr_valx regr_valy round rtrimmed_length second
    seq1 seq2 seq4 seq8 sha1_binary sha1_hex sha2_binary sha2_hex skew soundex_p123 space split_to_table square
    st_aswkt st_aswkb st_makegeompoint st_geographyfromwkt st_geogfromgeojson st_geogfromwkb startswith
    strip_null_value strtok strtok_split_to_table strtok_to_array sysdate time_from_parts time_slice
    timestamp_from_parts timestamp_ltz_from_parts timestamp_ntz_from_parts timestamp_tz_from_parts timestampdiff
    to_array to_binary to_boolean to_char to_double to_geography to_geometry to_json to_number to_numeric to_object
    to_time to_varchar to_variant to_xml truncate try_base64_decode_binary try_base64_decode_string try_cast
    try_hex_decode_binary try_hex_decode_string try_parse_json try_to_binary try_to_boolean try_to_double
    try_to_geography try_to_numeric try_to_timestamp_ltz try_to_timestamp_ntz try_to_timestamp_tz typeof uniform
    unicode uuid_string vector_cosine_similarity vector_inner_product vector_l2_distance week weekiso xmlget year
    yearofweek yearofweekiso zipf generator reduce transform acosh asinh atanh bit_count byte_length char_length chr
    code_points_to_bytes code_points_to_string contains_substr corr cosh covar_pop cume_dist current_datetime
    date_diff datetime_add datetime_diff datetime_sub datetime_trunc edit_distance farm_fingerprint format
    from_base32 generate_array generate_date_array generate_timestamp_array generate_range_array grouping initcap
    int64 float64 bool string lax_bool lax_int64 lax_string json_extract_array json_extract_string_array json_query
    json_query_array json_value_array json_array_append json_array_insert json_remove json_set json_strip_nulls
    json_flatten left normalize normalize_and_casefold parse_bignumeric parse_date parse_datetime parse_numeric
    parse_time parse_timestamp percentile_disc range range_bucket range_contains range_end range_intersect
    range_overlaps range_sessionize range_start regexp_contains regexp_extract regexp_extract_all regexp_instr
    regexp_replace regexp_substr safe_add safe_convert_bytes_to_string safe_multiply safe_negate safe_subtract sec
    sech sha1 sha256 sha512 sinh split st_geogfrom st_maxdistance st_numpoints timestamp_micros timestamp_millis
    timestamp_seconds timestamp_trunc to_base32 to_code_points unix_date unix_micros unix_millis unix_seconds csc
    csch cbrt euclidean_distance cosine_distance is_inf is_nan bag_of_words tf_idf text_analyze search hll_count
    merge extract init merge_partial quantile logical_and logical_or countif string_agg columns replace upper lower
    mad favg fsum geometric_mean geomean sumkahan entropy histogram mode arg_max_null arg_min_null
    reservoir_quantile approx_quantile product bitstring_agg any_value list list_zip list_reverse list_slice
    list_resize list_reduce list_apply list_any_value list_append list_prepend list_avg list_cat list_concat
    list_count list_cosine_similarity list_distance list_dot_product list_first list_last list_has list_has_any
    list_has_all list_indexof list_intersect list_inner_product list_max list_median list_min list_mode list_pack
    list_position list_product list_reverse_sort list_select list_stddev_pop list_stddev_samp list_string_agg
    list_value list_var_pop list_var_samp list_where list_entropy list_histogram list_bool_and list_bool_or
    list_element array_aggregate array_apply array_has array_has_any array_has_all array_indexof array_pop_back
    array_pop_front array_push_back array_push_front array_resize array_reverse_sort array_select
    array_to_string_comma_default array_unique array_value array_where array_cosine_similarity array_distance
    array_inner_product array_cross_product array_reduce array_extract map_entries map_values map_extract
    map_extract_value map_concat map_from_entries map_contains element_at cardinality map struct_extract
    struct_insert struct_concat struct_extract_at row json_structure json_merge_patch json_transform
    json_transform_strict from_json from_json_strict json_contains json_exists json_extract_string
    json_group_structure nfc_normalize damerau_levenshtein url_encode url_decode jaccard hamming mismatches
    levenshtein jaro_similarity jaro_winkler_similarity strip_accents bar base64 to_base64 from_hex to_hex bin
    from_binary formatreadablesize format_bytes parse_dirname parse_dirpath parse_filename parse_path regexp_escape
    regexp_full_match regexp_split_to_table string_split string_split_regex str_split str_split_regex
    string_to_array strlen length_grapheme left_grapheme right_grapheme substring_grapheme prefix suffix ord unbin
    gamma lgamma even signbit nextafter fdiv fmod fdivide isinf isnan isfinite bit_position set_bit get_bit xor
    setbit md5_number md5_number_lower md5_number_upper get_current_time get_current_timestamp today
    current_localtime current_localtimestamp epoch_ns dayofmonth dayofweek dayofyear era julian microsecond
    millisecond nanosecond minute month timezone timezone_hour timezone_minute time_bucket make_date make_time
    make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz to_microseconds to_milliseconds to_quarters
    to_decades to_centuries to_millennia last_day datetrunc strftime constant_or_null if nullif
    least_common_multiple greatest_common_divisor lcm gcd uuidv4 uuidv7 union_extract union_tag union_value
    unpivot_list generate_subscripts can_cast_implicitly equi_width_bins enum_code enum_first enum_last enum_range
    enum_range_boundary arg_min arg_max first last count_star sem regr_avgx regr_avgy regr_count regr_r2 regr_slope
    skewness kurtosis_pop quantile_cont quantile_disc is_histogram_other_bin nvl2 date_part_year interval_cmp
    add_months trunc strtol strpos crc32 func_sha1 fnv_hash text_to_int_alt text_to_numeric_alt bpcharcmp btrim len
    replicate json_extract_array_element_text json_array_length is_valid_json is_valid_json_array can_json_parse
    json_parse json_serialize json_serialize_to_varbyte json_typeof json_size object_transform get_array_length
    split_to_array subarray is_bigint is_float is_scalar is_smallint median listaggdistinct timeofday dexp dlog1
    dlog10 dpow checksum date_cmp date_cmp_timestamp timestamp_cmp timestamp_cmp_date hll_create_sketch
    hll_cardinality hll_combine_sketches
"""

# What is harmless in one engine alone: DuckDB's QUERY runs its text, T-SQL's looks into XML.
_ALONE: Final = {"tsql": frozenset({"exist", "nodes", "query", "value"})}

_EVERYWHERE: Final = frozenset(
    name for names in (_SQLITE, _POSTGRES, _MYSQL, _TSQL, _WAREHOUSES) for name in names.split()
)


@cache
def engine_functions(dialect: type[sqlglot.Dialect]) -> frozenset[str]:
    """The names that are allowed in a dialect."""
    return _EVERYWHERE.union(*(names for name, names in _ALONE.items() if descends_from(dialect, name)))
