"""What is shown in one line, and what of it the map cannot show as a point."""

from __future__ import annotations

import numpy as np

from geo.analysis.coverage import coverage
from geo.analysis.duplicates import candidates, unlinked
from geo.incidents.attribution import ATTRIBUTIONS
from geo.incidents.whose_figures import figure_title
from geo.tally.figures import LeftOut
from geo.view.figures import figures_words
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["disputed_note", "figures_note", "off_the_map", "status"]


def off_the_map(snapshot: Snapshot) -> tuple[LeftOut, ...]:
    """What is counted but not drawn as a point."""
    known = snapshot.by_place_precision
    not_mapped = known.get("province", 0) + known.get("country", 0) + known.get("unlocated", 0)
    items = (LeftOut("known only to the district", known.get("district", 0)), LeftOut("not mapped", not_mapped))
    return tuple(item for item in items if item.n)


def status(snapshot: Snapshot) -> str:
    """What is shown, what is not drawn, and which days are not covered, in one line."""
    parts = [snapshot.dataset.label] if snapshot.dataset.label else []
    parts += [f"{len(snapshot.answer):,} of {plural(len(snapshot.dataset.incidents), 'incident')}"]
    parts += [f"{item.n:,} {item.reason}" for item in off_the_map(snapshot)]
    pairs = unlinked(snapshot)
    if pairs:
        least = "" if candidates(snapshot.dataset).is_complete else "at least "
        parts.append(f"{least}{plural(pairs, 'pair')} may be one event")
    if words := figures_words(snapshot.dataset):
        parts.append(f"{words}, {snapshot.figures.no_figure:,} without one")
    if words := coverage(snapshot).words:
        parts.append(words)
    if sources := snapshot.dataset.totals_sources:
        parts.append(f"totals of {sources[0] if len(sources) == 1 else f'{len(sources)} sources'} not counted")
    return " · ".join(parts)


def figures_note(snapshot: Snapshot) -> str:
    """Whose figures a table holds, and how many incidents have none; blank for the best figures."""
    if not figures_words(snapshot.dataset):
        return ""
    title, shown = figure_title(snapshot.dataset.figures), plural(len(snapshot.answer), "incident")
    return (
        f"Killed, injured and abducted: {title}; {snapshot.figures.no_figure:,} of {shown} without a figure of deaths."
    )


def disputed_note(snapshot: Snapshot, *by: str) -> str:
    """That actors of a table are those named, and how many attributions are disputed; blank for other groupings."""
    disputed = np.count_nonzero(snapshot.dataset.attribution[snapshot.rows] == ATTRIBUTIONS.index("disputed"))
    if "actor" not in by or not disputed:
        return ""
    return f"Actors as the sources name them; in {plural(int(disputed), 'incident')} the attribution is disputed."
