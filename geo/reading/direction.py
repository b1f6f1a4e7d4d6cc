"""Characters that change the direction of text: those of one value must not turn what stands beside it on a line."""

from __future__ import annotations

__all__ = ["without_overrides"]

_MARKS = {0x202D: "[LRO]", 0x202E: "[RLO]"}
"""Overrides turn even figures and Latin letters, so that a text reads as another one: they are shown."""
_EMBEDDINGS = (0x202A, 0x202B, 0x202C, 0x2066, 0x2067, 0x2068, 0x2069)
"""What begins and ends a part of another direction: not needed where a value is a text of its own."""
_TABLE = {**_MARKS, **dict.fromkeys(_EMBEDDINGS, "")}


def without_overrides(text: str) -> str:
    """The text as it is shown beside other text: overrides of its direction as marks, embeddings left out.

    Letters keep the direction that they have by themselves, so Urdu reads as before.
    """
    return text if text.isascii() else text.translate(_TABLE)
