"""What a briefing counts, maps and leaves out, where its data come from, and how its boundaries are to be read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from geo.briefing.citing import reporters
from geo.briefing.imprint import Imprint
from geo.briefing.sentences import listed, one_line
from geo.calendar.days import day_text, from_day_number, period_text
from geo.calendar.period import Period
from geo.places.user_layers import UserLayer
from geo.tally.figures import LeftOut
from geo.wording import plural

__all__ = [
    "NEUTRALITY",
    "PROJECTION",
    "Mapped",
    "Notes",
    "OnMap",
    "base_map",
    "borders",
    "counted",
    "made_on",
    "projection_note",
    "scale_note",
    "sources",
    "switched_off",
]

_DURAND = "The north-western line is the Pakistan–Afghanistan border (Durand Line)."
NEUTRALITY = f"Boundaries shown do not imply endorsement; neither do names. {_DURAND}"
_NEUTRALITY_IN_SHORT = "Boundaries and names do not imply endorsement."
_ONLY_PROVINCES = "Of all boundaries only the outlines of the two provinces, and lines within them, are drawn."
PROJECTION = "Equal-area projection"
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

    ``not_drawn`` says in words what is known too coarsely for either, and ``not_drawn_in_short`` the same in one
    sentence; ``has_symbols`` whether points are drawn at all.
    """

    points: int
    in_districts: int
    not_drawn: tuple[str, ...]
    has_symbols: bool = True
    not_drawn_in_short: str = ""

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
    """The notes of a briefing, each in whole sentences.

    ``tiles`` says that the tiles of the screen are not drawn, ``elsewhere`` what stands on another sheet. ``cited`` are
    the citations of the sources, ``named`` their names and licences.
    """

    counted: str
    mapped: Mapped
    made: str
    sources: str
    cited: str
    base_map: str
    borders: str = NEUTRALITY
    borders_in_short: str = _NEUTRALITY_IN_SHORT
    note: str = ""
    hot_spots: str = ""
    tiles: str = ""
    elsewhere: str = ""
    named: str = ""

    def with_sheet(self, number: int, *, has_message: bool = True, in_short: bool = False) -> Notes:
        """What has to stand beside the map where all else is on another sheet.

        Without ``has_message`` that sheet has the key message too, with ``in_short`` the whole disclaimer.
        """
        names = "Notes and citations" if has_message else "Key message, notes and citations"
        said = f"{self.elsewhere} {names} are on sheet {number}.".strip()
        least = f"{_NEUTRALITY_IN_SHORT[:-1]}; the whole disclaimer is on sheet {number}."
        return replace(
            self, elsewhere=said, cited=self.named, sources=self.named, note="", made="", hot_spots="", base_map="",
            borders=least if in_short else self.borders,
            borders_in_short=least if in_short else self.borders_in_short,
        )  # fmt: skip

    def in_short(self, drawn: OnMap) -> str:
        """What a slide has to say of them: what is not on the map, how boundaries are to be read, what is cited."""
        beyond = self.mapped.beyond(drawn)
        off_map = (beyond and f"{beyond}.", self.mapped.not_drawn_in_short)
        said = (self.elsewhere, *off_map, self.tiles, self.borders_in_short, self.note)
        return " ".join(filter(None, (*said, f"Sources: {self.cited}", self.made)))

    def headed(self, drawn: OnMap) -> tuple[tuple[str, str], ...]:
        """All notes in their order, each with its heading, for a map."""
        return (
            ("Counted", " ".join(filter(None, (self.counted, self.mapped.text(drawn), self.elsewhere, self.made)))),
            *((("Hot spots", self.hot_spots),) if self.hot_spots else ()),
            *((("Note", self.note),) if self.note else ()),
            ("Borders", self.borders),
            ("Sources", self.sources),
            *((("Base map", base),) if (base := f"{self.base_map} {self.tiles}".strip()) else ()),
        )


def borders(imprint: Imprint) -> tuple[str, str]:
    """How boundaries and names are to be read: as the user says, or in the name of the organisation; and in short."""
    if imprint.disclaimer:
        return imprint.disclaimer, imprint.disclaimer
    by = f" by {imprint.organisation}" if imprint.organisation else ""
    short = f"{_NEUTRALITY_IN_SHORT[:-1]}{by}."
    whole = f"Boundaries shown do not imply endorsement{by}; neither do names."
    if imprint.boundaries == "neutral":
        return f"{whole} {_ONLY_PROVINCES}", short
    return f"{whole} {_DURAND}", short


def counted(shown: int, total: int, left_out: Iterable[LeftOut], remarks: Iterable[str]) -> str:
    """How many incidents of how many are counted, why not the others, and remarks."""
    reasons = "; ".join(f"{item.n:,} {item.reason}" for item in left_out)
    sentences = (f"{shown:,} of {plural(total, 'incident')}.", f"Left out: {reasons}." if reasons else "", *remarks)
    return " ".join(sentence for sentence in sentences if sentence)


def made_on(day: date, data: Period | None, *, has_annotations: bool = False) -> str:
    """Which days the data are of, when the briefing was made, and what on its map is not of the data."""
    days = f"Data of {period_text(*map(from_day_number, data))}." if data else ""
    added = "Framed texts, arrows and outlines on the map were added by its author." if has_annotations else ""
    return " ".join(filter(None, (days, f"Made on {day_text(day)} with Incident Atlas.", added)))


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
