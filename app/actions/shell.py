"""The pieces of the window that actions work on, and the ways in which actions ask and tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QMainWindow, QMessageBox, QWidget

from app.jobs import Jobs
from app.map.panel import MapPanel
from app.session import Session
from app.settings import Settings
from app.sides import Sides
from app.timebar.bar import TimeBar
from app.widgets.notice import NoticeBar
from app.workspace.import_queue import ImportQueue
from app.workspace.opened import OpenedWorkspace

__all__ = ["INCIDENT_FILES", "LAYER_FILES", "WORKSPACES", "Parts", "box", "complain", "documents", "tell"]

WORKSPACES = "Workspaces (*.gpkg);;All files (*)"
INCIDENT_FILES = (
    "Incident files (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.parquet *.geojson *.json *.gpkg *.kml *.kmz *.gpx *.shp "
    "*.zip);;All files (*)"
)
LAYER_FILES = "Layers (*.geojson *.json *.gpkg *.shp *.zip *.kml *.kmz *.gpx *.csv *.tsv *.txt *.xlsx);;All files (*)"


@dataclass(frozen=True)
class Parts:
    """The pieces of the window that actions work on."""

    window: QMainWindow
    session: Session
    workspace: OpenedWorkspace
    imports: ImportQueue
    jobs: Jobs
    map: MapPanel
    time_bar: TimeBar
    sides: Sides
    notice: NoticeBar
    settings: Settings
    set_theme: Callable[[str], None]
    tell: Callable[[str], None] | None = None
    """Where messages go when nobody can answer a dialog; ``None`` for a dialog."""


def complain(parts: Parts, message: str) -> None:
    """Tell that something could not be done."""
    if parts.tell is not None:
        parts.tell(message)
    else:
        tell(parts.window, "That did not work", message)


def tell(parent: QWidget, title: str, message: str) -> None:
    """Show a message as plain text."""
    box(parent, title, message).exec()


def box(parent: QWidget, title: str, message: str) -> QMessageBox:
    """A box with a message as plain text, to be given its buttons."""
    made = QMessageBox(parent)
    made.setObjectName("message")
    made.setWindowTitle(title)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(message)
    return made


def documents() -> Path:
    """Where file dialogs begin."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
