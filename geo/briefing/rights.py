"""Rows that pages and briefs count and do not list, because their licence does not allow to pass rows on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from geo.analysis.licences import restricted_rows
from geo.briefing.sentences import joined, one_line
from geo.view.snapshot import Snapshot
from geo.wording import plural, source_name

__all__ = ["may_be_named", "not_listed", "not_listed_words"]

_MOST_SOURCES = 4


def may_be_named(snapshot: Snapshot, rows: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Which of these rows a page or brief may list (shape of ``rows``)."""
    return np.asarray(~restricted_rows(snapshot.dataset)[rows])


def not_listed(snapshot: Snapshot, rows: npt.NDArray[np.integer], done: str = "counted and not listed") -> str:
    """How many of these rows are not listed and why, as a sentence; blank for none.

    ``done`` says what is done with them.
    """
    source = snapshot.dataset.incidents.coded["source"]
    hidden = rows[~may_be_named(snapshot, rows)]
    counts = np.bincount(source.codes[hidden], minlength=len(source.names)).tolist()
    return not_listed_words(dict(zip(source.names, counts, strict=True)), done)


def not_listed_words(counts: Mapping[str, int], done: str = "counted and not listed") -> str:
    """The sentence for so many incidents of each source; blank for none."""
    total, sources = sum(counts.values()), sorted(name for name, count in counts.items() if count)
    if not total:
        return ""
    names = list(dict.fromkeys(one_line(source_name(name, "a source that is not named")) for name in sources))
    rest = len(names) - _MOST_SOURCES
    shown = names if rest <= 0 else [*names[:_MOST_SOURCES], f"{rest:,} more"]
    verb = "is" if total == 1 else "are"
    why = "its licence does" if len(names) == 1 else "their licences do"
    return f"{plural(total, 'incident')} of {joined(shown)} {verb} {done}: {why} not allow rows to be passed on."
