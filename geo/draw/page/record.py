"""What is written into a page besides the picture: title, source, period, filters, and the view as JSON.

The JSON holds all that it takes to make the same page again from the same incidents.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from geo.calendar.days import from_day_number
from geo.draw.page import words
from geo.draw.page.lettering import plain
from geo.draw.page.options import PageOptions
from geo.query import Query
from geo.view.snapshot import Snapshot

__all__ = ["FORMAT", "Record", "query_record", "record_of"]

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """The words and the view that travel inside the file; ``made`` is its day."""

    title: str
    source: str
    description: str
    view: str
    made: date


def record_of(snapshot: Snapshot, options: PageOptions, made: date) -> Record:
    """The record of a page."""
    query = snapshot.state.query
    said = (snapshot.period_words, words.filters(query, 50), words.counted(snapshot))
    return Record(
        title=plain(options.title or "") or words.default_title(query),
        source=words.sources(snapshot),
        description=" · ".join(said),
        view=json.dumps(_view(snapshot, options), sort_keys=True, separators=(",", ":")),
        made=made,
    )


def _view(snapshot: Snapshot, options: PageOptions) -> dict[str, Any]:
    first, last = snapshot.period
    return {
        "format": FORMAT,
        "title": options.title,
        "page": {k: v for k, v in asdict(options).items() if k not in ("title", "made")},
        "query": query_record(snapshot.state.query),
        "layers": sorted(snapshot.state.layers),
        "hidden": sorted(snapshot.state.hidden),
        "user_layers": [
            {"name": r.name, "sha256": r.sha256, "districts": r.is_districts} for r in snapshot.dataset.user_layers
        ],
        "period": [from_day_number(first).isoformat(), from_day_number(last).isoformat()],
        "origin": snapshot.dataset.origin,
        "releases": [{"name": r.name, "sha256": r.sha256, "rows": r.rows} for r in snapshot.dataset.releases],
        "shown": len(snapshot.answer),
        "of": len(snapshot.dataset.incidents),
    }


def query_record(query: Query) -> dict[str, Any]:
    """A query as plain JSON values: names in order, days as ISO text."""
    return {name: _plain_value(value) for name, value in asdict(query).items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value
