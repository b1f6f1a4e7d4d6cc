"""What a look rests on: days, incidents used and left out, and what a reader has to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from geo.analysis.late_reports import is_published_late, late_days, late_words
from geo.analysis.unusual.estimates import Compared
from geo.analysis.unusual.late import AsKnown, as_known
from geo.analysis.unusual.places import counted_query, place_codes
from geo.analysis.unusual.result import REFERENCE, Notes
from geo.analysis.unusual.sentences import age_words
from geo.analysis.unusual.settings import Settings
from geo.calendar.days import number_text
from geo.calendar.period import Period
from geo.query import Query, passes, period_rows
from geo.tally.figures import LeftOut
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["noted", "notes_of"]

_METHOD = (
    "The count of each window against the earlier ones of the same place: negative binomial with the error of its mean "
    "(beta-binomial given the total), dispersion pooled over districts, false discovery rate over all places."
)


def late_of(
    snapshot: Snapshot, question: Query, edges: npt.NDArray[np.int32], counts: npt.NDArray[np.int64], settings: Settings
) -> AsKnown | None:
    """The windows as they were known at the age of the one looked at; ``None`` if nothing is late, or nothing tells."""
    if not is_published_late(snapshot):
        return None
    return as_known(snapshot.dataset, question, edges, counts, settings)


def notes_of(
    snapshot: Snapshot, edges: npt.NDArray[np.int32], settings: Settings, why_not: str, late: AsKnown | None = None
) -> Notes:
    """The notes of a look, but for what depends on its numbers.

    Parameters
    ----------
    snapshot, settings
        What is shown, and how it is compared.
    edges
        The first day of each window, and the day after the last.
    why_not
        Why no place is comparable, as a clause; blank if some are.
    late
        The windows as they were known at the age of the one looked at; ``None``: as they are known now.
    """
    first, start, after = int(edges[0]), int(edges[-2]), int(edges[-1])
    used, left_out = _parts(snapshot, edges, settings, late)
    late_from = _late_from(snapshot, after - 1)
    return Notes(
        method=_METHOD,
        reference=REFERENCE,
        parameters=settings.parameters,
        window=Period(start, after - 1),
        baseline=Period(first, start - 1),
        n_windows=settings.n_windows,
        n_used=used,
        left_out=left_out,
        n_looked_at=0,
        by_chance=0.0,
        dispersion=None,
        why_not=f"{why_not[0].upper()}{why_not[1:]}." if why_not else "",
        end="" if why_not else _end_words(snapshot, after - 1),
        late=_late_words(snapshot, late_from, Period(start, after - 1)) if late is None else _as_known_words(late),
        late_from=late_from,
        known_after=None if late is None else late.age_days,
        known_share=None if late is None or late.share is None else late.share.mean,
    )


def noted(notes: Notes, result: Compared) -> Notes:
    """The same notes with what the comparison adds, and all that a reader has to know in sentences."""
    n = len(result.numbers.now)
    if n:
        by_chance = notes.parameters["worth_a_look_p"] * n
        season, spread = result.season.words, result.dispersion
        notes = replace(notes, n_looked_at=n, by_chance=by_chance, dispersion=spread, season=season)
    return replace(notes, sentences=tuple(filter(None, _sentences(notes))))


def _sentences(notes: Notes) -> Iterator[str]:
    past = f"{notes.n_windows} windows of {plural(notes.window.width_days, 'day')} before"
    yield f"Window: {notes.window.words}; compared with the {past}, {notes.baseline.words}."
    yield notes.end
    yield f"Not comparable: {notes.why_not}" if notes.why_not else ""
    if notes.n_looked_at:
        yield (
            f"{plural(notes.n_looked_at, 'place')} compared (districts and provinces). About 1 quiet look in "
            f"{round(1 / notes.parameters['false_discovery_rate'])} says of any place that it is above usual; places "
            f"worth a look are {notes.by_chance_words} at most in a quiet look, by chance."
        )
        yield f"A variance of {notes.dispersion:.1f} times the mean is allowed for: counts vary by more than chance."
        yield notes.season
    yield notes.late


def _parts(
    snapshot: Snapshot, edges: npt.NDArray[np.int32], settings: Settings, late: AsKnown | None
) -> tuple[int, tuple[LeftOut, ...]]:
    """How many incidents of the days count in a place looked at, and the others; together all that pass the filters."""
    dataset, query = snapshot.dataset, snapshot.state.query
    span = period_rows(dataset.incidents, int(edges[0]), int(edges[-1]) - 1).rows
    shown = passes(dataset, query)
    rows = span if shown is None else span[shown[span]]
    counted = passes(dataset, counted_query(query, all_types=settings.all_types))
    is_counted = np.ones(len(rows), np.bool_) if counted is None else counted[rows]
    first, last = (edges.searchsorted(days[rows], "right") for days in (dataset.incidents.start, dataset.incidents.end))
    is_coarse = is_counted & (first != last)
    districts, provinces = (codes[rows] for codes in place_codes(dataset))
    is_later = is_counted & ~is_coarse & (False if late is None else late.is_later[rows])
    is_rest = is_counted & ~is_coarse & ~is_later
    is_elsewhere = is_rest & (districts < 0) & (provinces < 0)
    is_wide = is_rest & (districts < 0) & (provinces >= 0)
    parts = (
        ("strategic developments, protests and riots", ~is_counted),
        ("whose day is known too coarsely to say which window", is_coarse),
        ("of earlier windows, known only later than the window looked at is now", is_later),
        ("in neither province", is_elsewhere),
        ("known only to the province, which count there and in no district", is_wide),
    )
    items = [LeftOut(reason, int(np.count_nonzero(mask))) for reason, mask in parts]
    return len(rows) - sum(item.n for item in items), tuple(item for item in items if item.n)


def _end_words(snapshot: Snapshot, last: int) -> str:
    """That the window ends before the period does, because the data do."""
    if snapshot.state.query.last is None or snapshot.period.last <= last:
        return ""
    return f"The data end on {number_text(last)}, before the period does: the window ends with them."


def _late_from(snapshot: Snapshot, last: int) -> int | None:
    """The first day of a window that ends on ``last`` from which reports are still to come; ``None`` for none."""
    late = late_days(snapshot)
    return None if late is None or late.first > last else late.first


def _as_known_words(late: AsKnown) -> str:
    """That windows are counted as known at one age, and how much that is."""
    words = (
        f"Late reports: each window is counted as it was known {age_words(late.age_days)}, by the releases in the "
        "workspace."
    )
    if late.share is None:
        return f"{words} How many are still to come is not known: too few windows are complete."
    share = f"{late.share.mean:.0%}".replace("%", " %")
    return f"{words} {share} of the incidents of a window are known by then; the final count is estimated from that."


def _late_words(snapshot: Snapshot, late_from: int | None, window: Period) -> str:
    if late_from is None:
        return ""
    if snapshot.dataset.incomplete_from is not None:
        return late_words(snapshot)
    days = min(window.last - late_from + 1, window.width_days)
    part = "all days of the window" if days == window.width_days else f"the last {plural(days, 'day')} of the window"
    return (
        f"Reports of the days from {number_text(late_from)} are not complete, {part} among them: its count will "
        "probably rise."
    )
