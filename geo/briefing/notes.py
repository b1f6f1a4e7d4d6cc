"""What a briefing counts, maps and leaves out, where its data come from, and how its boundaries are to be read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from geo.briefing.citing import reporters
from geo.briefing.sentences import listed, one_line
from geo.calendar.days import day_text
from geo.places.user_layers import UserLayer
from geo.tally.figures import LeftOut
from geo.wording import plural

__all__ = [
    "LEGEND_ELSEWHERE",
    "NEUTRALITY",
    "PROJECTION",
    "Mapped",
    "Notes",
    "OnMap",
    "base_map",
    "counted",
    "made_on",
    "projection_note",
    "scale_note",
    "sources",
    "switched_off",
]

NEUTRALITY = (
    "Boundaries shown do not imply endorsement; neither do names. "
    "The north-western line is the Pakistan–Afghanistan border (Durand Line)."
)
NEUTRALITY_IN_SHORT = "Boundaries and names do not imply endorsement."
PROJECTION = "Equal-area projection"
LEGEND_ELSEWHERE = "The legend is on the second sheet."
TILES_NOT_DRAWN = "The tiles of the screen are not drawn."
_BASE_MAP = "Provinces, neighbours, rivers: Natural Earth (public domain). {districts} Towns: GeoNames (CC BY 4.0)."
_BUNDLED_DISTRICTS = (
    "Districts are generalised and indicative, of about 2010; newer ones are shown within the district that they came "
    "from."
)


@dataclass(frozen=True, slots=True)
class OnMap:
    """What a map has room for: incidents in symbols and rings, those in hatched districts, those without a number.

    The last ones are in rings and districts that have no room for their number.
    """

    points: int
    in_districts: int
    unnumbered: int = 0


@dataclass(frozen=True, slots=True)
class Mapped:
    """How the incidents stand on a map: ``points`` with coordinates, ``in_districts`` known only to the district.

    ``not_drawn`` says in words what is known too coarsely for either, ``has_symbols`` whether points are drawn at all.
    """

    points: int
    in_districts: int
    not_drawn: tuple[str, ...]
    has_symbols: bool = True

    @property
    def whole(self) -> OnMap:
        """A map that shows everything."""
        return OnMap(self.points, self.in_districts)

    @property
    def fullest(self) -> OnMap:
        """A map of which there is most to say."""
        return OnMap(max(self.points - 1, 0), max(self.in_districts - 1, 0), self.points)

    def beyond(self, drawn: OnMap) -> str:
        """How many incidents lie beyond a map, in words; blank for none."""
        beyond = self.in_districts - drawn.in_districts + (self.points - drawn.points if self.has_symbols else 0)
        if not beyond:
            return ""
        total = plural(self.points + self.in_districts, "incident")
        return f"{beyond:,} of {total} {'lies' if beyond == 1 else 'lie'} beyond this map"

    def text(self, drawn: OnMap) -> str:
        """The sentence about a map; blank if there is no incident."""
        if not (self.points or self.in_districts or self.not_drawn):
            return ""
        parts = [f"{drawn.points:,} as symbols or in rings" if self.has_symbols else "no symbols: their layer is off"]
        if drawn.in_districts:
            parts.append(f"{drawn.in_districts:,} known only to the district, hatched with their number")
        if drawn.unnumbered:
            parts.append(f"{drawn.unnumbered:,} of these in rings or districts without room for a number")
        if beyond := self.beyond(drawn):
            parts.append(beyond)
        return f"On the map: {'; '.join((*parts, *self.not_drawn))}."


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a briefing, each in whole sentences."""

    counted: str
    mapped: Mapped
    made: str
    sources: str
    cited: str
    base_map: str
    borders: str = NEUTRALITY
    hot_spots: str = ""
    tiles: str = ""
    """That the tiles of the screen are not drawn; blank if it has none."""

    elsewhere: str = ""
    """What stands on another sheet; blank for nothing."""

    def in_short(self, drawn: OnMap) -> str:
        """What a slide has to say of them: what is not on the map, how boundaries are to be read, what is cited."""
        missing = (self.mapped.beyond(drawn), *self.mapped.not_drawn)
        off_map = "; ".join(filter(None, missing))
        said = (self.elsewhere, off_map and f"{off_map}.", self.tiles, NEUTRALITY_IN_SHORT)
        return " ".join(filter(None, (*said, f"Sources: {self.cited}", self.made)))

    def headed(self, drawn: OnMap) -> tuple[tuple[str, str], ...]:
        """All notes in their order, each with its heading, for a map."""
        return (
            ("Counted", " ".join(filter(None, (self.counted, self.mapped.text(drawn), self.elsewhere, self.made)))),
            *((("Hot spots", self.hot_spots),) if self.hot_spots else ()),
            ("Borders", self.borders),
            ("Sources", self.sources),
            ("Base map", f"{self.base_map} {self.tiles}".strip()),
        )


def counted(shown: int, total: int, left_out: Iterable[LeftOut], remarks: Iterable[str]) -> str:
    """How many incidents of how many are counted, why not the others, and remarks."""
    reasons = "; ".join(f"{item.n:,} {item.reason}" for item in left_out)
    sentences = (f"{shown:,} of {plural(total, 'incident')}.", f"Left out: {reasons}." if reasons else "", *remarks)
    return " ".join(sentence for sentence in sentences if sentence)


def made_on(day: date, *, has_annotations: bool = False) -> str:
    """When the briefing was made, and that what is written over its map is not of the data."""
    made = f"Made on {day_text(day)} with Incident Atlas."
    return f"{made} Framed texts, arrows and outlines on the map were added by its author." if has_annotations else made


def projection_note(scale: int, lean: float) -> str:
    """The projection of a printed map, its scale 1 : ``scale``, and by how many degrees up differs from north."""
    return (
        f"Albers equal-area conic, WGS 84 · about 1 : {scale:,} at this paper size · "
        f"up is north to within {math.ceil(lean)}° on the whole sheet"
    )


_LAYERS = {
    "incidents": "symbols of incidents", "provinces": "lines of provinces", "districts": "lines of districts",
    "labels": "names", "rivers": "rivers",
}  # fmt: skip


def switched_off(layers: Iterable[str], hidden: Iterable[str]) -> str:
    """Which parts of a map are switched off, and which of the user's layers are hidden, as a sentence; or blank."""
    off = [words for name, words in _LAYERS.items() if name not in set(layers)]
    off += [f"the layer {one_line(name)}" for name in sorted(hidden)]
    return f"Switched off: {listed(off, 6, ', ')}." if off else ""


def scale_note(scale: int) -> str:
    """The projection of a printed map and its scale, in short."""
    return f"{PROJECTION} · about 1 : {scale:,}"


def base_map(layers: Sequence[UserLayer], districts: UserLayer | None) -> str:
    """What the map is drawn from: the bundled data, the user's districts if any, and the user layers shown."""
    sentence = _BUNDLED_DISTRICTS
    if districts is not None:
        sentence = f"Districts: the layer {_named(districts)}, supplied by the user."
    bundled = _BASE_MAP.format(districts=sentence)
    others = [_named(layer) for layer in layers if layer is not districts]
    return f"{bundled} Supplied by the user: {listed(others, 4, ', ')}." if others else bundled


def _named(layer: UserLayer) -> str:
    return f"{one_line(layer.name)} ({one_line(layer.file_name)})"


def sources(cited: str, notice: str, reported_by: Iterable[str]) -> str:
    """Who published the incidents, a notice on what they are not, and who reported them.

    Parameters
    ----------
    cited
        Who published them.
    notice
        A sentence on what the data are not.
    reported_by
        The field ``sources`` of each incident shown.
    """
    return f"{cited} {one_line(notice)} {reporters(reported_by)}".strip()
