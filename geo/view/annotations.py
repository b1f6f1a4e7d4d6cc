"""What a user writes and draws on the map of a page: texts, arrows, circles of a stated radius, areas."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from geo.errors import InputError
from geo.wording import plural

__all__ = ["KINDS", "LONGEST_TEXT", "MOST", "Annotation", "Kind", "annotation_from", "annotation_of", "require_few"]

Kind = Literal["text", "arrow", "circle", "area"]
KINDS: tuple[Kind, ...] = get_args(Kind)

MOST = 50
LONGEST_TEXT = 200
_MOST_CORNERS = 200
_KM_RANGE = (0.1, 500.0)
_POINTS = {"text": (1, 1), "arrow": (2, 2), "circle": (1, 1), "area": (3, _MOST_CORNERS)}
_NEEDS = {
    "text": "it needs one",
    "arrow": "it needs its tail and its head",
    "circle": "it needs its centre",
    "area": f"it needs at least three, and no more than {_MOST_CORNERS}",
}
_REACH = (40.0, 10.0, 100.0, 50.0)
_FORMS = {
    "text": "text LAT,LON WORDS",
    "arrow": "arrow LAT,LON LAT,LON [WORDS]: from its tail to its head",
    "circle": "circle LAT,LON KM [WORDS]",
    "area": "area LAT,LON LAT,LON LAT,LON … [WORDS]",
}


@dataclass(frozen=True, slots=True)
class Annotation:
    """One of them.

    Attributes
    ----------
    kind
        One of `KINDS`.
    points
        Longitude and latitude (EPSG:4326 degrees): where a text stands, tail and head of an arrow, the centre of a
        circle, the corners of an area.
    text
        What is written beside it.
    km
        The radius of a circle, geodesic; 0 for others. It is always written beside the circle.

    Raises
    ------
    InputError
        If it has too few or too many points, one out of reach, no text where it needs one, or no sensible radius.
    """

    kind: Kind
    points: tuple[tuple[float, float], ...]
    text: str = ""
    km: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InputError(f"There is no annotation {self.kind!r}: choose {', '.join(KINDS)}.")
        least, most = _POINTS[self.kind]
        if not least <= len(self.points) <= most:
            raise InputError(
                f"The annotation {self.kind} has {plural(len(self.points), 'point')}: {_NEEDS[self.kind]}."
            )
        for lon, lat in self.points:
            _require_reach(lon, lat)
        if len(self.text) > LONGEST_TEXT:
            raise InputError(f"A text on the map has at most {LONGEST_TEXT} characters; this one has {len(self.text)}.")
        if self.kind == "text" and not self.text.strip():
            raise InputError("An annotation of the kind text needs words.")
        if self.kind == "circle" and not _KM_RANGE[0] <= self.km <= _KM_RANGE[1]:
            raise InputError(f"A circle has a radius of {_KM_RANGE[0]:g} to {_KM_RANGE[1]:g} km, not {self.km:g}.")

    @property
    def words(self) -> str:
        """What is written beside it: the radius of a circle is always said."""
        if self.kind != "circle":
            return self.text
        radius = f"{self.km:g} km around"
        return f"{self.text} ({radius})" if self.text.strip() else radius

    @property
    def record(self) -> dict[str, Any]:
        """It as plain JSON values; `annotation_of` is the way back."""
        return asdict(self) | {"points": [list(point) for point in self.points]}


def annotation_of(record: Mapping[str, Any]) -> Annotation:
    """An annotation from its record; `KeyError`, `TypeError`, `ValueError` or `InputError` if it is none."""
    points = tuple((float(lon), float(lat)) for lon, lat in record["points"])
    return Annotation(record["kind"], points, str(record["text"]), float(record["km"]))


def annotation_from(text: str) -> Annotation:
    """An annotation as it is typed: ``circle 34.01,71.55 20 Works``.

    Raises
    ------
    InputError
        If it is not understood; the message shows the form.
    """
    kind, *words = text.split() or ("",)
    if kind not in KINDS:
        raise InputError(f"{text!r} is no annotation. Write {'; '.join(_FORMS.values())}.")
    points: list[tuple[float, float]] = []
    while words and (point := _typed_point(words[0])) is not None and len(points) < _POINTS[kind][1]:
        points.append(point)
        del words[0]
    km = 0.0
    if kind == "circle":
        km = _typed_km(words.pop(0) if words else "", text)
    if len(points) < _POINTS[kind][0]:
        raise InputError(f"{text!r} lacks places. Write {_FORMS[kind]}.")
    return Annotation(kind, tuple(points), " ".join(words), km)


def require_few(annotations: tuple[Annotation, ...]) -> None:
    """Raise `InputError` where there are more than a page can show."""
    if len(annotations) > MOST:
        raise InputError(f"{len(annotations)} annotations are too many for one map: {MOST} at most.")


def _typed_point(word: str) -> tuple[float, float] | None:
    """Longitude and latitude of a word such as ``34.01,71.55``."""
    lat, comma, lon = word.partition(",")
    try:
        return (float(lon), float(lat)) if comma else None
    except ValueError:
        return None


def _typed_km(word: str, text: str) -> float:
    try:
        return float(word.removesuffix("km"))
    except ValueError:
        raise InputError(f"{text!r} has no radius. Write {_FORMS['circle']}.") from None


def _require_reach(lon: float, lat: float) -> None:
    west, south, east, north = _REACH
    if math.isfinite(lon) and math.isfinite(lat) and west <= lon <= east and south <= lat <= north:
        return
    swapped = " Write the latitude first." if west <= lat <= east and south <= lon <= north else ""
    raise InputError(f"The point {lat:g},{lon:g} is not on any map of the region.{swapped}")
