"""A page that is dropped on the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from app.actions.file import receive
from app.session import Session
from geo.draw.page import PageOptions
from geo.export.file_format import format_of
from geo.export.formats import PAGES
from geo.export.pages import PageRequest
from geo.query import Query
from geo.sources.bundled import bundled
from geo.view.snapshot import resolve
from geo.view.state import State


def test_a_page_that_is_dropped_is_shown_again_as_one_step(qtbot: Any, tmp_path: Path) -> None:
    shown = State(query=Query(first=date(2024, 11, 1), districts=frozenset({"Khyber"})), colour_by="killed")
    path, extent = tmp_path / "page.png", (69.0, 32.0, 73.0, 36.0)
    options = PageOptions(dpi=50, extent=extent)
    format_of(path, PAGES).write(path, PageRequest(resolve(bundled(), shown), options))
    other = tmp_path / "rows.csv"
    fitted_to: list[object] = []
    imported: list[Path] = []
    said: list[str] = []
    host: Any = SimpleNamespace(
        session=Session(bundled()),
        map=SimpleNamespace(fit=fitted_to.append),
        imports=SimpleNamespace(receive=imported.extend),
        notice=SimpleNamespace(show_message=said.append),
    )
    receive(host, [path, other])
    assert host.session.state == shown
    assert (fitted_to, imported, said) == ([extent], [other], ["Shown as on the page page.png."])
    host.session.undo()
    assert host.session.state == replace(State())
