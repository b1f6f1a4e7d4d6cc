"""Where drawn lines and counts differ: tables count by the district that is stated, the map draws the point.

The lines are generalised and of about 2010, and a point may be the middle of a place that reaches across one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.dataset import Dataset
from geo.query import MANY
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["beside_words", "drawn_beside", "drawn_texts", "drawn_words", "is_known", "outside_words"]

_KEY = "drawn beside"
_Numbers = npt.NDArray[np.int32]


def drawn_beside(dataset: Dataset) -> _Numbers:
    """The rows that are counted in a district and whose point lies outside it as drawn, in order; cached."""
    return dataset.memo.get(_KEY, lambda: _drawn_beside(dataset))


def is_known(dataset: Dataset) -> bool:
    """Whether `drawn_beside` is cheap: it is cached, or the incidents are few."""
    return len(dataset.incidents) <= MANY or dataset.memo.holds(_KEY)


def _drawn_beside(dataset: Dataset) -> _Numbers:
    incidents = dataset.incidents
    rows = np.flatnonzero(incidents.has_point & (dataset.polygons >= 0)).astype(np.int32)
    once, place = np.unique(incidents.lon[rows] + 1j * incidents.lat[rows], return_inverse=True)
    numbers = dataset.gazetteer.drawn_at(once.real.astype(float), once.imag.astype(float))
    return np.asarray(rows[numbers[place] != dataset.polygons[rows]], np.int32)


def _shown_beside(snapshot: Snapshot) -> _Numbers:
    beside = drawn_beside(snapshot.dataset)
    return beside[np.isin(beside, snapshot.rows, assume_unique=True)]


def beside_words(snapshot: Snapshot) -> str:
    """How many of the incidents shown the map draws outside the district that counts them, as a sentence; or blank."""
    n = len(_shown_beside(snapshot))
    if not n:
        return ""
    have, them = ("has", "it") if n == 1 else ("have", "them")
    return f"{plural(n, 'incident')} {have} a point outside the drawn line of the district that counts {them}."


def outside_words(snapshot: Snapshot, number: int) -> str:
    """How many of the incidents that a district counts are drawn outside its line, as a sentence; or blank."""
    n = int(np.count_nonzero(snapshot.dataset.polygons[_shown_beside(snapshot)] == number))
    return f"{n:,} of them {'has' if n == 1 else 'have'} a point outside its drawn line." if n else ""


def drawn_words(dataset: Dataset, row: int) -> str:
    """Where an incident is drawn and where it is counted, as a sentence; blank if that is the same district."""
    return drawn_texts(dataset, np.array([row], np.int32)).get(row, "")


def drawn_texts(dataset: Dataset, rows: _Numbers) -> dict[int, str]:
    """The sentences of `drawn_words` by row, of those of some rows that are drawn elsewhere than they are counted."""
    incidents, counted = dataset.incidents, dataset.polygons
    rows = rows[(counted[rows] >= 0) & incidents.has_point[rows]]
    numbers = dataset.gazetteer.drawn_at(incidents.lon[rows], incidents.lat[rows])
    drawn = dataset.gazetteer.drawn
    texts = {}
    for row, at in zip(rows.tolist(), numbers.tolist(), strict=True):
        if at != counted[row]:
            where = "outside all districts" if at < 0 else f"in {drawn[at].name}"
            texts[row] = f"Its point lies {where} as drawn; it is counted in {drawn[counted[row]].name}."
    return texts
