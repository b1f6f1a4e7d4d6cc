"""Words for what people read: a number with what it counts, and the names of sources."""

from __future__ import annotations

__all__ = ["plural", "source_name"]

_SOURCE_NAMES = {
    "curated": "Bundled sample",
    "acled": "ACLED",
    "gtd": "GTD",
    "ucdp-ged": "UCDP GED",
    "ucdp-candidate": "UCDP Candidate",
}
"""How a source is named to people, where its stored name is not how it is known."""


def plural(count: int, noun: str, many: str = "") -> str:
    """A count with its noun: "1 incident", "1,204 incidents"; ``many`` is a plural that does not only add an s."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def about(seconds: float) -> str:
    """A duration in words, rounded: "about 20 seconds", "about 4 minutes", "about 3 hours"."""
    if seconds < 90:
        return f"about {plural(round(seconds) if seconds < 10 else round(seconds / 5) * 5, 'second')}"
    return f"about {plural(round(seconds / 60), 'minute') if seconds < 5400 else plural(round(seconds / 3600), 'hour')}"


def source_name(source: str, unknown: str = "source not stated") -> str:
    """The name of a source as it is shown; JSON, CSV, ids and what is stored have ``source`` itself."""
    return _SOURCE_NAMES.get(source, source or unknown)
