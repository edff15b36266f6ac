CREATE EXTERNAL TABLE `lake.events` (id INT64, data STRUCT<a INT64, b STRING>)
WITH PARTITION COLUMNS (day DATE, region STRING)
OPTIONS (format = "PARQUET", uris = ["gs://bucket/*"], hive_partition_uri_prefix = "gs://bucket");
