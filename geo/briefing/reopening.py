"""The state of a view from the record that a page carries: the way back from `geo.briefing.record`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from geo.briefing.record import FORMAT
from geo.errors import InputError
from geo.incidents.attribution import ATTRIBUTIONS
from geo.incidents.whose_figures import BEST, FIXED, PUBLISHER
from geo.places.border_bands import BorderZone
from geo.places.target import Target
from geo.query import Listed, Query, Within
from geo.view.annotations import annotation_of
from geo.view.state import HotSpotQuestion, MapView, State

__all__ = ["query_of", "state_of"]

_SETS = ("types", "sub_types", "actors", "provinces", "divisions", "districts", "sources", "attribution")


def state_of(record: Mapping[str, Any]) -> State:
    """What a page shows.

    Raises
    ------
    InputError
        If the record is of a newer version, or of no page.
    """
    if record.get("format") != FORMAT:
        raise InputError("The page was written by another version of Incident Atlas, whose record is not known here.")
    try:
        view = record["view"]
        return State(
            query=query_of(record["query"]),
            layers=frozenset(record["layers"]),
            hidden=frozenset(record["hidden"]),
            size_by=record["size_by"],
            figures=_figures_of(record.get("figures", BEST)),
            colour_by=record["colour_by"],
            compare=record["compare"],
            view=None if view is None else MapView(**view),
            district=record["district"],
            hot_spots=_question_of(record["hot_spots"]),
            page=str(record.get("page_setup", "")),
            annotations=tuple(annotation_of(one) for one in record.get("annotations", ())),
            selected=tuple(record["selected"]),
            current=record["current"],
        )
    except (KeyError, TypeError, ValueError):
        raise InputError("The page has no complete record of its view.") from None


def _figures_of(value: object) -> str:
    """Whose figures; the best in a view that was saved earlier. `ValueError` for no such choice."""
    if not isinstance(value, str) or not (value in FIXED or value.startswith(PUBLISHER)):
        raise ValueError("figures")
    return value


def _question_of(values: Mapping[str, Any] | None) -> HotSpotQuestion | None:
    """The hot spots of a record, with settings that their method has; `KeyError`, `TypeError` or `ValueError` else."""
    if values is None:
        return None
    from geo.analysis.hotspots.methods import METHODS, question

    method = values["method"]
    try:
        return question(method, METHODS[method].settings(**values["settings"]))
    except InputError as error:
        raise ValueError(str(error)) from None


def query_of(values: Mapping[str, Any]) -> Query:
    """A query from its record; `KeyError`, `TypeError` or `ValueError` if it is none."""
    known = {name.name: values[name.name] for name in fields(Query) if name.name != "attribution"}
    known["attribution"] = values.get("attribution", ())  # a view that was saved earlier has none
    if not set(known["attribution"]) <= set(ATTRIBUTIONS):
        raise ValueError("attribution")
    for name in _SETS:
        known[name] = frozenset(known[name])
    for name in ("first", "last"):
        known[name] = None if known[name] is None else date.fromisoformat(known[name])
    if known["within"] is not None:
        target = known["within"]["target"]
        place = Target(target["name"], target["key"], tuple(target["shapes"]))
        known["within"] = Within(**(known["within"] | {"target": place}))
    if known["listed"] is not None:
        known["listed"] = Listed(known["listed"]["words"], frozenset(known["listed"]["ids"]))
    if known["border"] is not None:
        known["border"] = BorderZone(**known["border"])
    return Query(**known)
