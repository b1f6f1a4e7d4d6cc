"""The short cards beside the cursor: of an incident, of several under one mark, of a district. All texts are plain."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from app.map.panel import Card
from geo.analysis.districts import districts, is_listed
from geo.analysis.drawn import drawn_words, is_known, outside_words
from geo.dataset import Dataset
from geo.incidents.attribution import actors_words, attribution_of
from geo.incidents.whose_figures import in_brackets
from geo.incidents.words import PLACE_PRECISION_WORDS, date_words, figure_words
from geo.reading.direction import without_overrides
from geo.tally.figures import figures
from geo.taxonomy import EVENT_TYPES
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["district_card", "rows_card"]

LONGEST_NOTE, LONGEST_PLACE = 220, 80
FEW = 8
"""Of more incidents at one place the first says little: they are summed up."""


def rows_card(dataset: Dataset, rows: Sequence[int]) -> Card:
    """The card of what lies under the cursor: of one incident, or of several by type with their deaths.

    Parameters
    ----------
    rows : sequence of int
        At least one. Where a few are at one place, the first is shown and the others are counted.
    """
    if len(rows) == 1:
        return _incident_card(dataset, rows[0])
    incidents = dataset.incidents
    at = np.array(rows)
    if (
        len(rows) <= FEW
        and incidents.has_point[at].all()
        and not (np.ptp(incidents.lon[at]) or np.ptp(incidents.lat[at]))
    ):
        card = _incident_card(dataset, rows[0])
        return {**card, "lines": [*card["lines"], f"and {len(rows) - 1:,} more here: click for the list"]}
    return _mark_card(dataset, np.sort(at).astype(np.int32))


def _mark_card(dataset: Dataset, rows: npt.NDArray[np.int32]) -> Card:
    incidents = dataset.incidents
    has_point = incidents.has_point[rows]
    where = "here" if has_point.any() else "known only to the district"
    sums = figures(incidents, rows)
    killed = f"Reported killed: {sums.killed_words}{in_brackets(dataset.figures)}"
    if 0 < sums.no_figure < sums.incidents:
        killed += f"; {sums.no_figure:,} without a figure"
    codes = incidents.coded["event_type"].recode(EVENT_TYPES)[rows]
    counts = np.bincount(codes[codes >= 0], minlength=len(EVENT_TYPES))
    types = sorted((int(many), -kind) for kind, many in enumerate(counts) if many)
    lines = [killed, *(f"{EVENT_TYPES[-kind]}: {many:,}" for many, kind in reversed(types))]
    precision = incidents.coded["place_precision"]
    known = {"exact": "exact", "near": "only near the one named"}
    many = {words: int(np.count_nonzero(precision.isin((name,))[rows])) for name, words in known.items()}
    if any(many.values()):
        lines.append("Places: " + ", ".join(f"{number:,} {words}" for words, number in many.items() if number))
    lines.append("Click for the list, double click to go in" if has_point.any() else "Click for the list")
    return {"title": f"{plural(len(rows), 'incident')} {where}", "lines": lines}


def _incident_card(dataset: Dataset, row: int) -> Card:
    incident = dataset.incidents.row(row)
    claims = dataset.claims.get(incident.incident_id, ())
    lines = [
        f"Killed: {figure_words(incident)}{in_brackets(dataset.figures)}",
        actors_words(incident.actors, claims) if attribution_of(claims) == "disputed" else "",
        *(claim.sentence() for claim in claims[:3]),
        PLACE_PRECISION_WORDS.get(incident.place_precision, ""),
        drawn_words(dataset, row),
        _shortened(incident.notes, LONGEST_NOTE),
    ]
    place = ", ".join(filter(None, (_shortened(incident.location, LONGEST_PLACE), incident.district)))
    return {
        "title": without_overrides(incident.sub_event_type or incident.event_type),
        "date": date_words(incident),
        "place": without_overrides(place),
        "lines": [without_overrides(line) for line in lines if line],
    }


def district_card(snapshot: Snapshot, number: int) -> Card | None:
    """The card of a district by its number; ``None`` for one that the filter by place leaves out."""
    lines = districts(snapshot)
    if number >= len(lines) or not is_listed(snapshot)[number]:
        return None
    line = lines[number]
    beside = outside_words(snapshot, number) if is_known(snapshot.dataset) else ""
    return {
        "title": without_overrides(line.name),
        "date": snapshot.period_words,
        "place": without_overrides(line.province),
        "lines": [*line.sentences, *([beside] if beside else []), *_spot_lines(snapshot, line.name)],
    }


def _spot_lines(snapshot: Snapshot, district: str) -> list[str]:
    """What the hot spots on the map say of a district; nothing where none are shown, or where cells are compared."""
    if snapshot.state.hot_spots is None:
        return []
    from geo.analysis.hotspots.methods import answered

    found = answered(snapshot)
    return [] if found is None else [without_overrides(row.sentence) for row in found.rows if row.place == district]


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
