from tuneql.corpus.schemas.dumps import without_dumped_rows
from tuneql.corpus.schemas.schemas import Schemas
from tuneql.limits import SCHEMA_CHARACTERS


def test_of_what_is_too_long_only_the_tables_stay() -> None:
    table, row = "CREATE TABLE t (a TEXT);\n", "INSERT INTO t VALUES ('it\\'s; here');\n"
    dump = table + row * (SCHEMA_CHARACTERS // len(row) + 1)
    found = without_dumped_rows(Schemas(by_id={"long": dump, "short": table + row}, default=dump), "mysql")
    assert (found.by_id["long"].strip(), found.by_id["short"]) == (table.strip(), table + row)
    assert found.default == found.by_id["long"]
