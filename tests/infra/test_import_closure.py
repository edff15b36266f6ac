from pathlib import Path

import pytest

from stacks.assets.closure import import_closure

FILES = {
    "pkg/__init__.py": "",
    "pkg/start.py": "import os\nfrom pkg.direct import thing\nimport pkg.folder.deep as deep\n",
    "pkg/direct.py": "def thing():\n    from pkg import late\n    return late\n",
    "pkg/late.py": "from pkg.start import nothing\n",
    "pkg/folder/__init__.py": "from pkg.folder.door import name\n",
    "pkg/folder/door.py": "name = 1\n",
    "pkg/folder/deep.py": "",
    "pkg/unused.py": "import pkg.start\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, source in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(source)
    return tmp_path


def test_everything_that_is_imported_and_nothing_else(root: Path) -> None:
    assert {path.as_posix() for path in import_closure("pkg.start", root=root)} == set(FILES) - {"pkg/unused.py"}


def test_a_module_that_imports_nothing_has_its_parents(root: Path) -> None:
    found = {path.as_posix() for path in import_closure("pkg.folder.deep", root=root)}
    assert found == {"pkg/__init__.py", "pkg/folder/__init__.py", "pkg/folder/door.py", "pkg/folder/deep.py"}


def test_what_is_not_ours_is_not_looked_for(root: Path) -> None:
    assert import_closure("json.decoder", root=root) == frozenset()
