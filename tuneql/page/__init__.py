"""What all HTML pages share: one style, and templates that escape everything they print."""

from contextlib import suppress
from functools import lru_cache

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket


class _Bytecode(FileSystemBytecodeCache):
    """Compiled templates in a temporary folder of this user alone; kept nowhere if it cannot be written."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@lru_cache
def environment(package: str) -> Environment:
    """The templates of a package; they escape everything they print, and an unknown name is an error."""
    return Environment(
        loader=_loader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Otherwise a filter's result could become part of the compiled template, and outlive a change of the filter.
        optimized=False,
        bytecode_cache=_bytecode(),
    )


def _loader(package: str) -> BaseLoader:
    """Finds the templates in a package's folder `page`, and `style.css.j2` here."""
    return ChoiceLoader([PackageLoader(package, "page"), PackageLoader("tuneql.page", "")])


def _bytecode() -> FileSystemBytecodeCache | None:
    """A cache, because compiling is most of rendering a report, and a tenth of scoring a thousand answers."""
    try:
        return _Bytecode()
    except (OSError, RuntimeError):  # jinja2 finds no safe folder
        return None
