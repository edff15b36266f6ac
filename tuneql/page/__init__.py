"""What all pages look like: one style, and templates that print nothing unescaped."""

from functools import lru_cache

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined


def loader(package: str) -> BaseLoader:
    """The templates of a package's folder `page`, and this package's own: `style.css.j2`."""
    return ChoiceLoader([PackageLoader(package, "page"), PackageLoader("tuneql.page", "")])


@lru_cache
def environment(package: str) -> Environment:
    """Templates of a package: everything that is printed is escaped, and a name that is not there is an error."""
    return Environment(
        loader=loader(package), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
