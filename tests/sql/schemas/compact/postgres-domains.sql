CREATE DOMAIN public.year AS integer CONSTRAINT year_check CHECK (((VALUE >= 1901) AND (VALUE <= 2155)));
CREATE DOMAIN public."bıgint" AS bigint;
CREATE DOMAIN eur numeric(12,2) NOT NULL;
CREATE DOMAIN label AS character varying(20);
CREATE TYPE mood AS ENUM ('calm', 'rough');
CREATE TABLE public.film (film_id integer NOT NULL, release_year public.year, x public."bıgint", price eur, title label, sea mood);
