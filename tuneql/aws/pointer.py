"""Reads and writes the champion parameter in SSM Parameter Store: what serves users."""

from typing import Any

from tuneql.aws.clients import listed, translated_errors
from tuneql.release.champion import Champion, read_record
from tuneql.release.history import Version


class SsmPointer:
    """`Pointer` in SSM, whose versions are the history of releases.

    Args:
        client: a boto3 `ssm` client.
        name: the parameter's name; the data stack creates it with the value `{}`.
    """

    def __init__(self, client: Any, name: str) -> None:
        self._client, self._name = client, name

    def read(self, *, fresh: bool = False) -> Champion | None:  # noqa: ARG002 - every reading is
        """The champion, or None before the first promotion."""
        with translated_errors("read the champion parameter"):
            value = self._client.get_parameter(Name=self._name)["Parameter"]["Value"]
        return read_record(value)

    def versions(self) -> tuple[Version, ...]:
        """Every version of the champion's record that SSM keeps (a hundred), the oldest first."""
        doing = "read the history of the champion parameter"
        found = listed(self._client, "get_parameter_history", "Parameters", doing=doing, Name=self._name)
        return tuple(
            Version(
                number=each["Version"],
                at=each["LastModifiedDate"],
                by=each["LastModifiedUser"],
                champion=read_record(each["Value"]),
            )
            for each in found
        )

    def write(self, champion: Champion | None) -> None:
        """Record the champion; earlier values stay in the parameter's history."""
        value = champion.record if champion else "{}"
        with translated_errors("write the champion parameter"):
            self._client.put_parameter(Name=self._name, Value=value, Type="String", Overwrite=True)


class MemoryPointer:
    """`Pointer` in memory, for tests; `history` holds every value."""

    def __init__(self, champion: Champion | None = None) -> None:
        self.history = [champion]

    def read(self, *, fresh: bool = False) -> Champion | None:  # noqa: ARG002 - every reading is
        """As `SsmPointer.read`."""
        return self.history[-1]

    def write(self, champion: Champion | None) -> None:
        """As `SsmPointer.write`."""
        self.history.append(champion)
