"""Functions that engines have, the parser has no node type for, and that only compute a value from their arguments.

Lower case, for all dialects together: a name that the asked engine lacks fails there, and harms nothing. Never add
one that sleeps, locks, notifies, sets, or reads files, settings, catalogues or the network (pg_sleep, load_file,
pg_read_file, current_setting, dblink, lo_get, query_to_xml, readfile, load_extension, fts3_tokenizer).
"""

from typing import Final

_SQLITE = """
    date datetime time
    char julianday likelihood likely unlikely printf quote
    strftime timediff total unistr unixepoch octet_length string_agg subtype json_patch json_pretty
    json_quote json_valid json_error_position json_group_array json_group_object json_each json_tree
"""
_POSTGRES = """
    age bool_and bool_or btrim bit_and bit_or bit_xor cardinality date_part div clock_timestamp
    every justify_days justify_hours justify_interval make_date make_interval make_time make_timestamp
    make_timestamptz num_nonnulls num_nulls isfinite to_hex regexp_match regexp_matches regexp_split_to_array
    regexp_split_to_table scale min_scale trim_scale similarity word_similarity starts_with statement_timestamp
    string_to_table timeofday transaction_timestamp unnest array_ndims array_dims array_lower array_upper array_fill
    array_positions array_replace jsonb_array_elements jsonb_array_elements_text json_array_elements
    json_array_elements_text jsonb_each jsonb_each_text json_each_text jsonb_object_keys json_object_keys
    jsonb_array_length json_array_length jsonb_typeof json_typeof jsonb_build_object json_build_object
    jsonb_build_array json_build_array jsonb_agg to_json to_jsonb row_to_json jsonb_pretty to_tsvector to_tsquery
    plainto_tsquery phraseto_tsquery websearch_to_tsquery ts_rank ts_rank_cd ts_headline erf erfc gcd lcm
    quote_ident quote_literal quote_nullable translate unaccent
"""
_MYSQL = """
    now sysdate
    adddate subdate addtime subtime bin conv crc32 export_set field find_in_set format_bytes inet_aton inet_ntoa
    insert interval is_uuid last_day locate make_set makedate maketime microsecond mid oct ord period_add period_diff
    sec_to_time time_to_sec time_format timestampadd truncate yearweek json_contains json_contains_path json_depth
    json_length json_overlaps json_search json_unquote std bit_count to_seconds from_days weekday
"""
_TSQL = """
    choose datename datepart datefromparts datetime2fromparts datetimefromparts datetimeoffsetfromparts
    smalldatetimefromparts timefromparts dateadd datediff datediff_big date_bucket difference
    eomonth getdate getutcdate isdate isnumeric iif log10 nchar parse patindex quotename replicate sysdatetime
    sysutcdatetime sysdatetimeoffset square str switchoffset todatetimeoffset try_parse checksum_agg count_big stdev
    stdevp var varp string_escape string_split json_modify json_query isjson approx_count_distinct
"""
_WAREHOUSES = """
    to_timestamp to_date to_decimal
    add_days add_hours approx_percentile array_length array_size array_to_string boolor_agg booland_agg
    date_from_unix_date format_date format_datetime format_time format_timestamp generate_uuid hash haversine
    ieee_divide is_null_value lpad rpad ratio_to_report rtrim ltrim safe_divide safe_cast seqnum timeadd timediff
    to_timestamp_ntz to_timestamp_ltz to_timestamp_tz try_to_date try_to_decimal try_to_number try_to_timestamp
    try_to_time zeroifnull nullifzero div0 div0null bround bigint_to_text instr nvl trunc_date listagg object_construct
    object_keys array_construct get get_path epoch epoch_ms epoch_us strptime try_strptime datesub date_sub datediff
    list_aggregate list_contains list_distinct list_extract list_filter list_sort list_sum list_transform list_unique
    regexp_split_to_array struct_pack isodow isoyear century decade millennium dayname monthname
    weekofyear yearweek to_days to_hours to_minutes to_months to_seconds to_weeks to_years bit_length
"""

ENGINE_FUNCTIONS: Final = frozenset(
    name for names in (_SQLITE, _POSTGRES, _MYSQL, _TSQL, _WAREHOUSES) for name in names.split()
)
