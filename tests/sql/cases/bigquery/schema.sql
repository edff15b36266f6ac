-- The shop in BigQuery.
CREATE TABLE `my-project.shop.customers` (
  id INT64 NOT NULL OPTIONS (description = 'the key'),
  name STRING NOT NULL,
  email STRING,
  city STRING,
  country STRING(2) DEFAULT 'NL',
  joined DATE,
  tags ARRAY<STRING>,
  address STRUCT<street STRING, zip STRING, geo STRUCT<lat FLOAT64, lon FLOAT64>>,
  profile JSON
) CLUSTER BY country OPTIONS (description = 'who buys');
CREATE TABLE `my-project.shop.orders` (
  id INT64, customer_id INT64, total NUMERIC, placed TIMESTAMP, shipped DATE, status STRING, note STRING,
  lines ARRAY<STRUCT<item_id INT64, quantity INT64, price NUMERIC, box STRUCT<width INT64>>>
) PARTITION BY DATE(placed) CLUSTER BY customer_id OPTIONS (require_partition_filter = FALSE);
CREATE OR REPLACE TABLE shop.items (id INT64, name STRING, price NUMERIC, category STRING);
CREATE TABLE shop.order_lines (order_id INT64, item_id INT64, quantity INT64, discount FLOAT64);
CREATE TABLE shop.employees (id INT64, name STRING, manager_id INT64, department STRING, salary NUMERIC, hired DATE);
CREATE TABLE shop.events (id INT64, kind STRING, at DATETIME, payload STRING, place GEOGRAPHY, raw BYTES);
CREATE TABLE shop.quarters (item STRING, q1 INT64, q2 INT64, q3 INT64, q4 INT64);
CREATE TABLE shop.visits_20240131 (visitor STRING, seconds INT64) PARTITION BY _PARTITIONDATE;
CREATE TABLE shop.scans (id INT64, at TIMESTAMP) PARTITION BY DATE(at);
