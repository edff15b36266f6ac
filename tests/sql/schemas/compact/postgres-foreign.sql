CREATE TYPE public.tide AS ENUM ('ebb', 'flood');
CREATE TABLE public.berths (berth_id integer PRIMARY KEY, tide public.tide DEFAULT 'ebb'::public.tide);
CREATE FOREIGN TABLE public.moorings (
    mooring_id integer OPTIONS (column_name 'id') NOT NULL,
    yacht text
) SERVER harbour OPTIONS (schema_name 'public', table_name 'moorings');
