"""A presentation as template: its layouts by what they hold, and room for the content where they hold too little.

A layout is chosen by the names of its placeholders ("map", "chart") before their types. A template without a title or
without room for content is used with blank layouts and text boxes of our own, and says so.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.draw.page.paper import Box
from geo.errors import InputError

__all__ = ["EMU_PER_MM", "NO_TITLE", "Spot", "Template", "open_template", "read_template", "spot_for", "title_points"]

EMU_PER_MM = 36_000
_MOST_BYTES, _MOST_UNPACKED = 100_000_000, 500_000_000
_TEMPLATE_TYPE = b"presentationml.template.main+xml"
_PRESENTATION_TYPE = b"presentationml.presentation.main+xml"
_CONTENT_TYPES = "[Content_Types].xml"
_LEAST_WIDTH, _LEAST_HEIGHT = 0.7, 0.4
_MARGIN_SHARE = 0.045
_TITLE_PT = 44.0
_DRAWN = {"map": "PICTURE", "chart": "CHART"}

NO_TITLE = (
    "No layout of the template has a placeholder for a title: its blank layout is used, with text boxes in place of "
    "placeholders."
)
NO_CONTENT = "No layout of the template has a placeholder for content: it stands below the title."


@dataclass(frozen=True, slots=True)
class Template:
    """A template: the name of its file, the presentation as bytes, and what could not be used of it, as sentences."""

    name: str
    content: bytes
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the content of a slide goes: the layout, the box in millimetres, and the placeholder that has that box.

    ``index`` is the number of the placeholder; ``None`` where the content stands beside placeholders. ``has_title``
    says whether the layout has a placeholder for the title; else ``title`` is its box.
    """

    layout: Any
    box: Box
    index: int | None
    has_title: bool
    title: Box


def read_template(path: Path) -> Template:
    """Read a template.

    Raises
    ------
    InputError
        If it cannot be read, is no presentation or template of PowerPoint (``.pptx``, ``.potx``), or is too large.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path.name} is too large for a template.")
        content = _as_presentation(path.read_bytes(), path.name)
        presentation = open_template(content)
    except OSError as error:
        raise InputError(f"The template {path.name} cannot be read: {error.strerror or error}.") from None
    except (ValueError, KeyError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        raise InputError(f"{path.name} is no presentation or template of PowerPoint.") from error
    spots = spot_for(presentation, "text")
    notes = () if spots.has_title else (NO_TITLE,)
    if spots.has_title and spots.index is None:
        notes = (NO_CONTENT,)
    return Template(path.name, content, notes)


def _as_presentation(content: bytes, name: str) -> bytes:
    """The package as a presentation: a template differs only in its declared type."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        infos = package.infolist()
        if sum(info.file_size for info in infos) > _MOST_UNPACKED:
            raise InputError(f"{name} is too large for a template.")
        types = package.read(_CONTENT_TYPES)
        if b"macroEnabled" in types:
            raise InputError(f"{name} has macros, which are not taken over. Save it as .pptx or .potx.")
        if _TEMPLATE_TYPE not in types:
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for info in infos:
                blob = package.read(info.filename)
                if info.filename == _CONTENT_TYPES:
                    blob = blob.replace(_TEMPLATE_TYPE, _PRESENTATION_TYPE)
                new.writestr(info.filename, blob)
    return out.getvalue()


def open_template(content: bytes) -> Any:
    """The presentation without its slides; raises what python-pptx raises for a file that is none."""
    from pptx import Presentation

    presentation = Presentation(io.BytesIO(content))
    listed = presentation.slides._sldIdLst
    for one in list(listed):
        presentation.part.drop_rel(one.rId)
        listed.remove(one)
    if not len(presentation.slide_layouts):
        raise ValueError("it has no slide layouts")
    return presentation


def title_points(spot: Spot) -> float:
    """The size of a title as its layout or the master of that states it; `_TITLE_PT` where neither does."""
    title = _title_of(spot.layout)
    master = spot.layout.slide_master._element
    places = [] if title is None else [title._element, master.find(".//{*}titleStyle")]
    letters = [one for place in places if place is not None for one in place.iterfind(".//{*}lvl1pPr/{*}defRPr")]
    stated = [int(one.get("sz")) / 100 for one in letters if one.get("sz") is not None]
    return stated[0] if stated else _TITLE_PT


def spot_for(presentation: Any, kind: str) -> Spot:
    """Where content of a kind (``text``, ``map``, ``chart``) goes on the slides of a presentation."""
    width, height = presentation.slide_width / EMU_PER_MM, presentation.slide_height / EMU_PER_MM
    page = Box(0, 0, width, height)
    candidates = [(_rank(layout, kind, page), n, layout) for n, layout in enumerate(presentation.slide_layouts)]
    (has_no_title, *_), _, layout = min(candidates, key=lambda item: item[:2])
    margin = _MARGIN_SHARE * width
    if has_no_title:
        title = Box(margin, margin * 0.7, width - 2 * margin, 0.11 * height)
        return Spot(
            layout, Box(margin, title.bottom + 3, title.w, 0.92 * height - title.bottom - 3), None, False, title
        )
    title = _box_of(_title_of(layout))
    holder = _content_of(layout, kind, page)
    if holder is not None:
        return Spot(layout, _box_of(holder), holder.placeholder_format.idx, True, title)
    top = min(max(title.bottom + 3, 0.1 * height), 0.35 * height)
    return Spot(layout, Box(margin, top, width - 2 * margin, 0.92 * height - top), None, True, title)


def _rank(layout: Any, kind: str, page: Box) -> tuple[bool, int, int]:
    """How well a layout suits: a title above all, then one place for the content, then few other placeholders."""
    if _title_of(layout) is None:
        return True, 2, len(list(layout.placeholders))
    found = list(_contents(layout))
    holder = _content_of(layout, kind, page)
    if holder is None:
        return False, 3 if found else 2, len(found)
    is_meant = (kind in _DRAWN and kind in holder.name.casefold()) or _type_of(holder) == _DRAWN.get(kind)
    return False, 0 if is_meant else 1, len(found)


def _title_of(layout: Any) -> Any:
    """The placeholder of the title, above the middle and horizontal; ``None`` if there is none."""
    for holder in layout.placeholders:
        if _type_of(holder) in ("TITLE", "CENTER_TITLE") and _has_box(holder) and holder.width > holder.height:
            is_of_cover = _type_of(holder) == "CENTER_TITLE"
            return None if is_of_cover else holder
    return None


def _contents(layout: Any) -> Iterator[Any]:
    types = ("OBJECT", "BODY", "PICTURE", "CHART", "TABLE")
    return (holder for holder in layout.placeholders if _type_of(holder) in types and _has_box(holder))


def _content_of(layout: Any, kind: str, page: Box) -> Any:
    """The one placeholder for content of a kind that is large enough; ``None`` if there is none."""
    large = [holder for holder in _contents(layout) if _is_large(holder, page) and not _is_vertical(holder)]
    named = [holder for holder in large if kind in _DRAWN and kind in holder.name.casefold()]
    typed = [holder for holder in large if _type_of(holder) == _DRAWN.get(kind)]
    if named or typed:
        return (named or typed)[0]
    usual = [holder for holder in large if _type_of(holder) in ("OBJECT", "BODY")]
    return usual[0] if usual and len(list(_contents(layout))) == 1 else None


def _is_large(holder: Any, page: Box) -> bool:
    box = _box_of(holder)
    return box.w >= _LEAST_WIDTH * page.w and box.h >= _LEAST_HEIGHT * page.h


def _is_vertical(holder: Any) -> bool:
    return "vertical" in holder.name.casefold()


def _has_box(holder: Any) -> bool:
    return None not in (holder.left, holder.top, holder.width, holder.height)


def _type_of(holder: Any) -> str:
    return str(holder.placeholder_format.type).partition(" ")[0]


def _box_of(holder: Any) -> Box:
    return Box(*(value / EMU_PER_MM for value in (holder.left, holder.top, holder.width, holder.height)))
