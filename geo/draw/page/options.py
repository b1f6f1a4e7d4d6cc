"""What may be chosen for a page: its title, paper, resolution and theme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.errors import InputError, did_you_mean

__all__ = ["ORIENTATIONS", "SIZES", "THEMES", "Ink", "PageOptions"]

_LONG_SHORT_UNIT = {"a4": (297.0, 210.0, 1.0), "a3": (420.0, 297.0, 1.35), "16:9": (338.6667, 190.5, 1.1)}
SIZES = tuple(_LONG_SHORT_UNIT)
ORIENTATIONS = ("landscape", "portrait")
DPI_RANGE = (50, 600)


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a theme, ``#rrggbb``."""

    paper: str
    text: str
    muted: str
    rule: str
    accent: str
    sea: str
    abroad: str
    country: str
    land: str
    district_line: str
    province_line: str
    border_line: str
    river: str
    hatch: str


THEMES = {
    "light": Ink(
        paper="#ffffff",
        text="#1b2530",
        muted="#5c6873",
        rule="#cfd5da",
        accent="#14507a",
        sea="#dfeaf1",
        abroad="#eeeeeb",
        country="#f5f4f0",
        land="#fffefa",
        district_line="#c9c5ba",
        province_line="#4f5861",
        border_line="#a9aaa6",
        river="#a9cbe0",
        hatch="#8a8f94",
    ),
    "dark": Ink(
        paper="#161b20",
        text="#eef1f3",
        muted="#a3aeb8",
        rule="#3a444d",
        accent="#8cc4ec",
        sea="#10202b",
        abroad="#1c2227",
        country="#20272d",
        land="#2a323a",
        district_line="#47525c",
        province_line="#b4bec7",
        border_line="#58636c",
        river="#34617d",
        hatch="#8a949d",
    ),
}


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What is chosen for a page.

    ``title`` of ``None`` is made from the filters; ``made`` of ``None`` is today. Bytes that are to be the same each
    time need a ``made`` of their own.

    Raises
    ------
    InputError
        If a size, orientation, theme or resolution is not offered.
    """

    title: str | None = None
    size: str = "a4"
    dpi: int = 200
    orientation: str = "landscape"
    theme: str = "light"
    made: date | None = None

    def __post_init__(self) -> None:
        _offered("size", self.size, SIZES)
        _offered("orientation", self.orientation, ORIENTATIONS)
        _offered("theme", self.theme, tuple(THEMES))
        if not DPI_RANGE[0] <= self.dpi <= DPI_RANGE[1]:
            raise InputError(f"{self.dpi} dots per inch are not offered: choose {DPI_RANGE[0]} to {DPI_RANGE[1]}.")
        if self.size == "16:9" and self.orientation == "portrait":
            raise InputError("A 16:9 page is a slide and always landscape. Choose a4 or a3 for portrait.")

    @property
    def paper_mm(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        long, short, _ = _LONG_SHORT_UNIT[self.size]
        return (long, short) if self.orientation == "landscape" else (short, long)

    @property
    def unit(self) -> float:
        """How much larger lettering and spacing are than on A4."""
        return _LONG_SHORT_UNIT[self.size][2]

    @property
    def ink(self) -> Ink:
        """The colours of the theme."""
        return THEMES[self.theme]


def _offered(what: str, chosen: str, offered: tuple[str, ...]) -> None:
    if chosen not in offered:
        near = did_you_mean(chosen, offered)
        raise InputError(f"The {what} {chosen!r} is not offered: choose {', '.join(offered)}.{near}")
