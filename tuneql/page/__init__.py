"""What all pages look like: one style, and templates that print nothing unescaped."""

from contextlib import suppress
from functools import lru_cache

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket


class _Bytecode(FileSystemBytecodeCache):
    """In a folder of temporary files that only this user can reach; nothing is lost where it cannot be written."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@lru_cache
def environment(package: str) -> Environment:
    """Templates of a package: everything that is printed is escaped, and a name that is not there is an error."""
    return Environment(
        loader=_loader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Else a filter's answer could become part of what is kept, and outlive a change of the filter.
        optimized=False,
        bytecode_cache=_bytecode(),
    )


def _loader(package: str) -> BaseLoader:
    """The templates of a package's folder `page`, and this package's own: `style.css.j2`."""
    return ChoiceLoader([PackageLoader(package, "page"), PackageLoader("tuneql.page", "")])


def _bytecode() -> FileSystemBytecodeCache | None:
    """Compiling is most of rendering a report, and a tenth of scoring a thousand answers."""
    try:
        return _Bytecode()
    except (OSError, RuntimeError):  # jinja2 finds no such folder that is safe
        return None
