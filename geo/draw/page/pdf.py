"""A page as PDF: text that copies out as it was written, and a language and title for readers.

Shaped letters stand in a file in the order in which they are seen, which is not that of Urdu text. So such a text, and
a name whose letters are set wide, carries itself as it is written (``ActualText``).

Letters are numbered glyphs in the file. The tables by which a font replaces and moves glyphs are left out of it: no
reader of PDF uses them, and to reduce them to the glyphs of a page takes half the time of writing one.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from fontTools import subset
from matplotlib.backends import backend_mixed, backend_pdf
from matplotlib.figure import Figure

from geo.draw.page.fonts import HAIR_SPACE, is_arabic
from geo.draw.page.settings import page_settings
from geo.ending import go_on

__all__ = ["pdf_bytes"]

_POINTS_PER_INCH = 72
_MIXED: Any = backend_mixed
_PDF: Any = backend_pdf
"""Modules without types."""

_LAYOUT_TABLES = ("GDEF", "GPOS", "GSUB")
_load_font = subset.load_font


def _load_without_layout(*values: Any, **options: Any) -> Any:
    """A font to be reduced; it would read the tables of layout even where it is told to drop them."""
    font = _load_font(*values, **options)
    for table in _LAYOUT_TABLES:
        if table in font:
            del font[table]
    return font


subset.load_font = _load_without_layout

_LANGUAGE = "en"


def pdf_bytes(figures: Iterable[Figure], metadata: dict[str, Any]) -> bytes:
    """Figures as a PDF file with a page each, with metadata in matplotlib's terms.

    Each is asked for when those before it are written. The settings of pages hold while one is written, and not while
    the next one is asked for: other pages can be drawn in between.
    """
    content = io.BytesIO()
    with page_settings():
        file: Any = _File(content, metadata=metadata)  # type: ignore[no-untyped-call]
    try:
        for figure in figures:
            with page_settings():
                _add_page(file, figure)
        with page_settings():
            file.finalize()
    finally:
        file.close()
    return content.getvalue()


def _add_page(file: Any, figure: Figure) -> None:
    dpi = figure.dpi
    width, height = figure.get_size_inches()
    try:
        figure.dpi = _POINTS_PER_INCH
        file.newPage(width, height)
        inner = _Renderer(file, dpi, height, width)  # type: ignore[no-untyped-call]
        renderer = _MIXED.MixedModeRenderer(figure, width, height, dpi, inner)
        figure.draw(renderer)
        renderer.finalize()
    finally:
        figure.dpi = dpi


class _File(backend_pdf.PdfFile):
    """A PDF file that names its language and has its title shown in place of its file name."""

    def writeObject(self, reference: Any, contents: Any) -> None:  # noqa: N802
        go_on()
        writer: Any = super()
        if isinstance(contents, dict) and contents.get("Type") == _PDF.Name("Catalog"):
            contents = contents | {"Lang": _LANGUAGE, "ViewerPreferences": {"DisplayDocTitle": True}}
        writer.writeObject(reference, contents)


class _Renderer(backend_pdf.RendererPdf):
    """Writes the text itself beside its letters where their order or spacing differs from it."""

    def draw_text(self, gc: Any, x: Any, y: Any, s: str, *rest: Any, **options: Any) -> None:
        writer: Any = super()
        plain = s.replace(HAIR_SPACE, "")
        if plain == s and not is_arabic(s):
            writer.draw_text(gc, x, y, s, *rest, **options)
            return
        writer.check_gc(gc, gc._rgb)  # a change of colour is not a part of the text
        self.file.write(f"/Span <</ActualText <FEFF{plain.encode('utf-16-be').hex().upper()}>>> BDC\n".encode())
        writer.draw_text(gc, x, y, s, *rest, **options)
        self.file.write(b"EMC\n")
