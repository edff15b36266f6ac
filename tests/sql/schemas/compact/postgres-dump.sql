--
-- PostgreSQL database dump
--

\restrict x1y2z3

SET statement_timeout = 0;
SET search_path = public, pg_catalog;

\connect shop

CREATE TABLE public.items (
    item_id bigint DEFAULT '0'::bigint NOT NULL,
    name character varying(40) DEFAULT NULL::character varying,
    added timestamp without time zone DEFAULT now() NOT NULL,
    price double precision,
    photo bytea,
    code uuid
);

ALTER TABLE public.items OWNER TO postgres;

COMMENT ON TABLE public.items IS 'What is sold';

ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_pkey PRIMARY KEY (item_id);

ALTER TABLE public.items ADD COLUMN stock integer, ADD COLUMN shelf text;

CREATE INDEX items_name ON public.items USING btree (name);

\unrestrict x1y2z3
