"""The texts and figures of the incidents of an offline map, as columns.

A column of texts is its distinct texts, sorted by their first row, and for each row the number of its text: most texts
repeat. All texts are plain; the page sets them as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from geo.analysis.drawn import drawn_texts
from geo.briefing.incident_facts import facts_of, origin_of
from geo.incidents.words import date_words
from geo.reading.direction import without_overrides
from geo.view.snapshot import Snapshot

__all__ = ["incident_texts"]

_DATE, _TITLE, _PLACE, _NOTES, _CLAIMS = "date", "title", "place", "notes", "claims"


def incident_texts(snapshot: Snapshot) -> dict[str, Any]:
    """The content of ``incidents.json``, one value a row of the snapshot in each column.

    ``heads`` are the columns of the list, ``facts`` those of the card of an incident by their names and in their
    order, ``killed``, ``low`` and ``high`` the reported deaths (``None``: no figure), ``district`` the number of the
    drawn district (-1: none).
    """
    dataset, rows = snapshot.dataset, snapshot.rows.tolist()
    drawn = drawn_texts(dataset, snapshot.rows)
    heads: dict[str, list[str]] = {name: [] for name in (_DATE, _TITLE, _PLACE, _NOTES, _CLAIMS)}
    facts: dict[str, list[str]] = {}
    for at, (row, incident) in enumerate(zip(rows, dataset.incidents.rows(rows), strict=True)):
        claims = dataset.claims.get(incident.incident_id, ())
        heads[_DATE].append(date_words(incident))
        heads[_TITLE].append(incident.sub_event_type or incident.event_type)
        heads[_PLACE].append(", ".join(filter(None, (incident.location, incident.district, incident.province))))
        heads[_NOTES].append(incident.notes)
        heads[_CLAIMS].append("\n".join(claim.sentence() for claim in claims))
        _add_facts(facts, at, (*facts_of(incident, drawn.get(row, ""), claims, dataset.figures), *origin_of(incident)))
    return {
        "heads": {name: _column(texts) for name, texts in heads.items()},
        "facts": {name: _column(texts + [""] * (len(rows) - len(texts))) for name, texts in facts.items()},
        "district": dataset.polygons[snapshot.rows].tolist(),
        **_figures(snapshot),
    }


def _add_facts(columns: dict[str, list[str]], at: int, stated: Iterable[tuple[str, str]]) -> None:
    """Put the facts of an incident into their columns; one without a name belongs to the one before it."""
    last = ""
    for name, value in stated:
        column = columns.setdefault(name or last, [])
        if name:
            column += [""] * (at - len(column))
            column.append(value)
        else:
            column[-1] += f"; {value}"
        last = name or last


def _column(texts: Iterable[str]) -> dict[str, Any]:
    numbers: dict[str, int] = {}
    of = [numbers.setdefault(without_overrides(text), len(numbers)) for text in texts]
    return {"words": list(numbers), "of": of}


def _figures(snapshot: Snapshot) -> Mapping[str, list[int | None]]:
    """The deaths of each row: the best figure, the lowest and the highest; ``None`` where there is no figure."""
    tallied, rows = snapshot.dataset.incidents.tallied, snapshot.rows
    unknown = tallied["no_figure"][rows] > 0
    columns = {"killed": "killed_best", "low": "killed_low", "high": "killed_high"}
    return {name: _whole(tallied[column][rows], unknown) for name, column in columns.items()}


def _whole(figures: Any, unknown: Any) -> list[int | None]:
    pairs = zip(np.rint(figures).astype(np.int64).tolist(), unknown.tolist(), strict=True)
    return [None if is_unknown else figure for figure, is_unknown in pairs]
