"""What is written into a file besides the picture: title, source, description, and the view as JSON.

From the view and the same incidents, the same document can be made again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from geo.query import Query
from geo.view.state import State

__all__ = ["FORMAT", "Record", "query_record", "record_json", "state_record"]

FORMAT = 2
"""The version of the view's layout."""


@dataclass(frozen=True, slots=True)
class Record:
    """The metadata of a document; ``view`` is JSON, ``made`` the day on which the document was made."""

    title: str
    source: str
    description: str
    view: str
    made: date

    def with_settings(self, kind: str, settings: Mapping[str, Any]) -> Record:
        """The record with the settings of a drawing in its view, under their own key."""
        return replace(self, view=record_json(json.loads(self.view) | {kind: dict(settings)}))


def record_json(view: Mapping[str, Any]) -> str:
    """A view as JSON, the same text for the same view."""
    return json.dumps({"format": FORMAT, **view}, sort_keys=True, separators=(",", ":"))


def state_record(state: State) -> dict[str, Any]:
    """A state as plain JSON values; `geo.briefing.reopening.state_of` is the way back."""
    asked = state.hot_spots
    return {
        "query": query_record(state.query),
        "size_by": state.size_by,
        "figures": state.figures,
        "colour_by": state.colour_by,
        "compare": state.compare,
        "view": None if state.view is None else asdict(state.view),
        "district": state.district,
        "selected": list(state.selected),
        "current": state.current,
        "layers": sorted(state.layers),
        "hidden": sorted(state.hidden),
        "annotations": [annotation.record for annotation in state.annotations],
        "page_setup": state.page,
        "hot_spots": None if asked is None else {"method": asked.method, "settings": dict(asked.settings)},
    }


def query_record(query: Query) -> dict[str, Any]:
    """A query as plain JSON values: names in order, days as ISO text."""
    return {name: _plain_value(value) for name, value in asdict(query).items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain_value(part) for name, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value
