CREATE TABLE shop.events (
  id INT64 OPTIONS (description = 'grows'),
  tags ARRAY<STRING>,
  at STRUCT<lat FLOAT64, lon FLOAT64>,
  `group` STRING
) OPTIONS (description = 'What happened');
