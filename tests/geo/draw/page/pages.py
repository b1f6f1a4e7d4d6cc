"""Snapshots and pages for the tests, and the content of a page read from its artists."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from geo.dataset import Dataset
from geo.draw.page import PageOptions, render
from geo.draw.page.figure import PageFigure
from geo.incidents import Incident, Incidents
from geo.query import Query
from geo.sources.bundled import bundled
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State

MADE = date(2026, 7, 1)
ALL = Query()
NOVEMBER = Query(first=date(2024, 11, 1), last=date(2024, 11, 30))
NOTHING = Query(first=date(2021, 2, 1), last=date(2021, 2, 3), districts=frozenset({"Bannu"}))


def snapshot_of(query: Query = ALL, dataset: Dataset | None = None, **state: Any) -> Snapshot:
    return resolve(dataset or bundled(), State(query=query, **state))


def incident(number: int, **values: Any) -> Incident:
    given: dict[str, Any] = {
        "incident_id": f"own:{number:04d}",
        "date_start": date(2024, 3, 1),
        "date_end": date(2024, 3, 1),
        "event_type": "Battles",
        "province": "Khyber Pakhtunkhwa",
        "place_precision": "province",
    }
    return Incident(**(given | values))


def dataset_of(*incidents: Incident, **values: Any) -> Dataset:
    return Dataset(Incidents.from_rows(incidents), origin="test", **values)


@cache
def page_of(query: Query, options: PageOptions) -> PageFigure:
    """The page of the bundled incidents, cached: drawing is expensive."""
    return render(snapshot_of(query), options)


def drawn_page(query: Query = ALL, **chosen: Any) -> PageFigure:
    return page_of(query, PageOptions(**({"made": MADE, "dpi": 100} | chosen)))


def texts(page: Figure, gid: str | None = None) -> list[str]:
    """The texts with this group id (by default all), in drawing order."""
    return [artist.get_text() for artist in page.findobj(Text) if artist.get_text() and gid in (None, artist.get_gid())]


def all_text(page: Figure) -> str:
    return " ".join(" ".join(texts(page)).split())


def map_box(page: Figure, label: str = "map") -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the map, or of its detail, on the paper in millimetres."""
    axes = next(a for a in page.axes if a.get_label() == label)
    width, height = page.get_size_inches() * 25.4
    position = axes.get_position(original=True)
    return position.x0 * width, (1 - position.y1) * height, position.x1 * width, (1 - position.y0) * height


def on_ground(page: Figure, pixels: list[tuple[float, float]]) -> np.ndarray:
    """Metres of the plane, shape (n, 2), of pixels of the page, counted from its lower left corner."""
    axes = next(a for a in page.axes if a.get_label() == "map")
    shares = axes.get_position(original=True).transformed(page.transFigure)
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    x, y = np.array(pixels).T
    across, up = (x - shares.x0) / shares.width, (y - shares.y0) / shares.height
    return np.column_stack((west + across * (east - west), south + up * (north - south)))


def plain(text: str) -> str:
    """A name on the map in one line and without the spaces between its letters."""
    return text.replace("\n", " ").replace("\N{HAIR SPACE}", "")


def symbols(page: Figure) -> np.ndarray:
    """Positions of all incident symbols in millimetres (shape n, 2), legend and detail map included."""
    offsets = [c.get_offsets() for c in page.findobj(PathCollection) if c.get_gid() == "incidents"]
    return np.concatenate([np.asarray(o) for o in offsets]) if offsets else np.zeros((0, 2))


def on_map(page: Figure) -> np.ndarray:
    """The positions of symbols inside the map frame."""
    left, top, right, bottom = map_box(page)
    x, y = symbols(page).T
    return symbols(page)[(x >= left) & (x <= right) & (y >= top) & (y <= bottom)]


def scale_bar_mm(page: Figure) -> float:
    return next(p for p in page.findobj(Rectangle) if p.get_gid() == "scale bar").get_width()


def extents(page: Figure, prefix: str) -> list[tuple[str, np.ndarray]]:
    """Texts whose group id has this prefix, each with left, lower, right and upper edge in pixels, without halo."""
    renderer = page.canvas.get_renderer()  # type: ignore[attr-defined]
    artists = [t for t in page.findobj(Text) if (t.get_gid() or "").startswith(prefix) and t.get_text()]
    return [(t.get_text(), _letters(t, t.get_window_extent(renderer).extents)) for t in artists]


def _letters(text: Text, box: np.ndarray) -> np.ndarray:
    """The box of the glyphs: matplotlib includes the ascent and descent reserved by the font."""
    left, low, right, high = box
    line = (high - low) / (1 + text.get_text().count("\n"))
    return np.array([left, low + 0.05 * line, right, high - 0.22 * line])
