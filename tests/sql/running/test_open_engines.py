import pytest

from tuneql.sql.running.engine import Engine, ExecutionFailed, Limits, Script
from tuneql.sql.running.messages import Key
from tuneql.sql.running.open_engines import OpenEngines

LIMITS = Limits()


def key_of(text: str, kind: str = "memory") -> Key:
    return (kind, text), (1.0, 1, 1, 1), None  # type: ignore[return-value] # a kind


def add(engines: OpenEngines, key: Key) -> Engine:
    engine = Engine(Script("CREATE TABLE t (a)"), LIMITS)
    engines.add(key, engine)
    return engine


def test_the_database_that_was_asked_least_recently_goes_first() -> None:
    engines = OpenEngines()
    keys = [key_of(f"-- {number}") for number in range(512)]
    made = [add(engines, key) for key in keys]
    assert engines.get(keys[0]) is made[0]
    add(engines, key_of("-- one more"))
    assert [engines.get(key) for key in keys[:3]] == [made[0], None, made[2]]
    with pytest.raises(ExecutionFailed, match="closed"):
        made[1].run("SELECT 1")


def test_long_scripts_leave_room_for_fewer() -> None:
    engines = OpenEngines()
    keys = [key_of(f"{number}" * 1024 * 1024) for number in range(6)]
    for key in keys:
        add(engines, key)
    assert [engines.get(key) is not None for key in keys] == [False, False, True, True, True, True]


def test_files_stay_and_what_is_closed_leaves_its_room() -> None:
    engines = OpenEngines()
    file = key_of("/a.sqlite", "file")
    add(engines, file)
    large = key_of("x" * 5 * 1024 * 1024)
    add(engines, large)
    assert engines.get(large) is not None
    engines.close(large)
    engines.close(large)
    for number in range(512):
        add(engines, key_of(f"-- {number}"))
    assert engines.get(file) is not None
    assert engines.get(key_of("-- 0")) is not None


@pytest.mark.parametrize("sql", ["SELECT value FROM json_each('[1]')", "SELECT value FROM main.\"JSON_Each\"('[1]')"])
def test_a_database_of_a_script_has_virtual_tables_once_they_are_asked_for_and_its_fences_stand(sql: str) -> None:
    engine = Engine(Script("CREATE TABLE t (a)"), LIMITS)
    for _ in range(2):
        assert engine.run(sql).rows == ((1,),)
        with pytest.raises(ExecutionFailed, match="not authorized"):
            engine.run("DELETE FROM t -- json_each")
        with pytest.raises(ExecutionFailed):
            engine.run("SELECT * FROM sqlite_master")
