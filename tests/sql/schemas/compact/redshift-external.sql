CREATE EXTERNAL TABLE spectrum.events(
  id bigint,
  data struct<a:int,b:array<struct<c:int,d:string>>>,
  name varchar(20))
PARTITIONED BY (day date, region varchar(10))
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
LOCATION 's3://bucket/events/';
