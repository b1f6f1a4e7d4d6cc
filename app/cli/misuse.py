"""Wrong use of the command line, as an error."""

from __future__ import annotations

from geo.errors import InputError

__all__ = ["WrongUse"]


class WrongUse(InputError):
    """Arguments that cannot be understood; the message says which, ``usage`` how the command is called."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage
