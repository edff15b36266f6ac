"""Types of engines that the parser does not know."""

from typing import Final

_LISTED: Final = """
    box box2d box3d cid cidr circle citext cube earth gtsvector halfvec hstore int2vector isbn isbn13 issn issn13 ismn
    ismn13 jsonpath line lquery lseg ltree ltxtquery macaddr macaddr8 name oid oidvector path pg_lsn pg_snapshot point
    polygon ean13 upc query_int raster record refcursor seg sparsevec tid timetz tsquery tsvector txid_snapshot varbit
    vector void xid xid8 intervaly2m intervald2s smalldatetime hllsketch varbyte super geometry geography
    hierarchyid sysname
"""

ENGINE_TYPES: Final = frozenset(_LISTED.split())
"""The types of Postgres, its extensions, Redshift and T-SQL, in lower case."""
