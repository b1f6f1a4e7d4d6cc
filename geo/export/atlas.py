"""An atlas as one PDF file, or as a folder of PNG pages: whole or not at all."""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.briefing.atlas import AtlasOptions, atlas_of
from geo.draw.page import PageOptions, load_matplotlib
from geo.draw.page.templates import TEMPLATES
from geo.errors import Cancelled, ExportFailed, InputError
from geo.export.pages import pdf_metadata, png_metadata, sheet_path
from geo.view.snapshot import Snapshot
from geo.whole_file import require_writable, write_whole

if TYPE_CHECKING:
    from geo.draw.page.figure import PageFigure

__all__ = ["SIZES", "Progress", "require_place", "write_atlas"]

SIZES = tuple(name for name, template in TEMPLATES.items() if template.kind in ("paper", "slide"))
"""The sizes of pages that have room for a list of contents."""

Progress = Callable[[int, int], bool]
"""Told how many pages of how many are drawn; ``False`` ends the work."""

_MOST_OF_NAME = 40


def write_atlas(
    path: Path, snapshot: Snapshot, options: PageOptions, atlas: AtlasOptions, progress: Progress = lambda _n, _of: True
) -> Path:
    """Write an atlas; its path. Between two of its pages, another thread can draw one.

    Parameters
    ----------
    path
        A name that ends with ``.pdf``, or else that of a folder which does not exist yet or is empty.
    snapshot
        What is shown: districts or months of it get a page each.
    options
        The paper and the look of every page. A section in degrees is not used: each page shows its own place.
    progress
        Called after each page.

    Raises
    ------
    InputError
        If no page would be left, or the size is none of `SIZES`.
    ExportFailed
        If it cannot be written.
    Cancelled
        If ``progress`` ended it; nothing is written then.
    """
    if options.size not in SIZES:
        raise InputError(f"An atlas has no pages of the size {options.size}: choose {', '.join(SIZES)}.")
    require_place(path)
    load_matplotlib()
    from geo.draw.page.atlas_pages import atlas_figures, number_of_pages

    content = atlas_of(snapshot, atlas, options.title, options.made, options.imprint)
    total = number_of_pages(content, options)
    pages = _counted(atlas_figures(content, options), total, progress)
    if path.suffix.casefold() == ".pdf":
        from geo.draw.page.pdf import pdf_bytes

        first = next(pages)
        return write_whole(path, pdf_bytes(_sheets(first, pages), pdf_metadata(first.record)))
    names = ["contents"] * (total - len(content.entries)) + [entry.name for entry in content.entries]
    return _write_folder(path, pages, names)


def require_place(path: Path) -> None:
    """Raise `ExportFailed` at once if an atlas cannot be put there: no other file of a folder is touched."""
    if path.suffix.casefold() == ".pdf":
        require_writable(path)
        return
    if path.suffix:
        raise ExportFailed(f"{path.name!r} does not say what to write: end the name with .pdf, or give a new folder.")
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise ExportFailed(f"{path} exists and is not an empty folder. Choose another name.")
    require_writable(path.with_name(f"{path.name[:_MOST_OF_NAME]}.pages"))


def _counted(pages: Iterator[PageFigure], total: int, progress: Progress) -> Iterator[PageFigure]:
    for number, page in enumerate(pages, 1):
        yield page
        page.release()
        if not progress(number, total):
            raise Cancelled("The atlas was cancelled; nothing was written.")


def _sheets(first: PageFigure, rest: Iterator[PageFigure]) -> Iterator[Any]:
    """All sheets of pages: a long legend is a sheet of its own."""
    for page in chain([first], rest):
        yield page
        yield from page.further


def _write_folder(path: Path, pages: Iterator[PageFigure], names: list[str]) -> Path:
    """Write pages into a folder beside the target, and give it its name when all are there."""
    draft = path.with_name(f".{path.name[:_MOST_OF_NAME]}.{secrets.token_hex(4)}.part")
    try:
        draft.mkdir()
        for number, (page, name) in enumerate(zip(pages, names, strict=True), 1):
            file = draft / f"{number:03d}-{_file_name(name)}.png"
            texts = png_metadata(page.record)
            file.write_bytes(page.encoded("png", texts))
            for sheet, content in enumerate(page.further_encoded("png", texts), 2):
                sheet_path(file, sheet).write_bytes(content)
        if path.exists():
            path.rmdir()
        draft.replace(path)
    except OSError as error:
        raise ExportFailed(f"{path} could not be written: {error.strerror or error}. Choose another folder.") from error
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(draft)
    return path


def _file_name(name: str) -> str:
    """A name that any file system takes: text from data is never a path."""
    return re.sub(r"[^\w]+", "-", name.casefold())[:_MOST_OF_NAME].strip("-") or "page"
