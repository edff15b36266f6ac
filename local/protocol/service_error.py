"""A stand-in's error."""


class ServiceError(Exception):
    """An error that the service answers with.

    Attributes:
        code: the name of an exception shape in the service model, e.g. `ValidationException`.
        message: what the caller reads.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(f"{code}: {message}")
