"""What all pages share: one style, and templates that escape everything they print."""

from contextlib import suppress
from functools import lru_cache

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket


class _Bytecode(FileSystemBytecodeCache):
    """Compiled templates in a temporary folder of this user; if it cannot be written, nothing is kept."""

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
        # Otherwise a filter's result could be cached with the template, and outlive a change of the filter.
        optimized=False,
        bytecode_cache=_bytecode(),
    )


def _loader(package: str) -> BaseLoader:
    """Finds the templates in a package's folder `page`, and `style.css.j2` here."""
    return ChoiceLoader([PackageLoader(package, "page"), PackageLoader("tuneql.page", "")])


def _bytecode() -> FileSystemBytecodeCache | None:
    """The cache, since compiling takes most of the time of rendering a report; None if there is no folder for it."""
    try:
        return _Bytecode()
    except (OSError, RuntimeError):  # jinja2 finds no such folder that is safe
        return None
