"""What the actions do: ask for files and answers, then hand them to session, workspaces, map and time bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from app.actions.base_maps import BaseMaps
from app.actions.data import DataCommands
from app.actions.layers import LayerCommands
from app.actions.shell import WORKSPACES, Parts, box, complain, documents
from app.actions.table import ACTIONS
from app.widgets.file_names import completed_path
from geo.calendar.days import day_number, from_day_number
from geo.tiles.archive import SUFFIXES
from geo.view.snapshot import Snapshot

__all__ = ["Commands"]


class Commands(DataCommands):
    """The actions of `app.actions`, on the parts of one window."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._layers = LayerCommands(parts)
        self._base_maps = BaseMaps(parts, parts.settings)
        self._base_maps.restore()
        parts.workspaces.failed.connect(self.complain)
        parts.map.pointed.connect(lambda lon, lat: self.show_near(f"{lat:.4f}, {lon:.4f}"))
        parts.sides.filters.near_requested.connect(self.show_near)
        parts.workspaces.stored.connect(parts.notice.say)
        parts.sides.districts.district_requested.connect(self.show_district)
        parts.sides.incidents.reset_requested.connect(self.reset_filters)
        parts.sides.details.link_requested.connect(self.open_link)

    # files

    def open_workspace(self) -> None:
        """Ask for a workspace and open it."""
        name, _ = QFileDialog.getOpenFileName(self._parts.window, "Open a workspace", str(documents()), WORKSPACES)
        if name:
            self._parts.workspaces.open(Path(name))

    def open_bundled(self) -> None:
        """Show the bundled incidents."""
        self._parts.workspaces.open_bundled()

    def receive(self, paths: Sequence[Path]) -> None:
        """Take files that were dropped or named: a base map is shown, a workspace opened, anything else looked at."""
        ground = [path for path in paths if path.suffix.casefold() in SUFFIXES]
        for path in ground[-1:]:
            self._base_maps.use_file(path)
        self._parts.workspaces.receive([path for path in paths if path not in ground])

    def show_preferences(self) -> None:
        """Ask for preferences."""
        self._base_maps.choose()

    def add_layer(self) -> None:
        """Ask for a file and show it as a layer."""
        self._layers.add_layer()

    def save_picture(self) -> None:
        """Ask for title, size and file, and write the page in the background."""
        from app.dialogs.picture import PictureDialog, PictureRequest

        snapshot = self._session.snapshot
        wish = PictureDialog(snapshot, self._parts.window).wish(documents())
        if wish is None:
            return

        def work(wish: PictureRequest = wish) -> Path:
            from geo.draw.page import PageOptions, save

            return save(snapshot, wish.path, PageOptions(title=wish.title, size=wish.size, dpi=wish.dpi))

        self._parts.notice.say(f"Writing {wish.path.name} …")
        self._parts.jobs.run(f"picture {wish.path}", work, self._tell_written, self.complain)

    def save_table(self) -> None:
        """Ask for a file and write the incidents shown."""
        start = str(documents() / "incidents.csv")
        name, _ = QFileDialog.getSaveFileName(self._parts.window, "Save the incidents shown", start, "CSV (*.csv)")
        if not name:
            return
        path = completed_path(self._parts.window, name, ".csv", (".csv",))
        if path is None:
            return
        snapshot = self._session.snapshot

        def work() -> Path:
            from geo.sources.csvfile import write_csv

            dataset = snapshot.dataset
            write_csv(path, dataset.incidents.rows(snapshot.rows.tolist()), dataset.claims)
            return path

        self._parts.jobs.run(f"table {path}", work, self._tell_written, self.complain)

    def _tell_written(self, path: Path) -> None:
        self._parts.notice.say(f"Written: {path}")

    def close(self) -> bool:
        """Close the window."""
        return self._parts.window.close()

    # the view

    def undo(self) -> None:
        """Take back the last change."""
        self._session.undo()

    def redo(self) -> None:
        """Take it again."""
        self._session.redo()

    def reset_filters(self) -> None:
        """Show everything."""
        self._session.reset_filters()

    def clear_selection(self) -> None:
        """Select nothing."""
        self._session.select(())

    def search(self) -> None:
        """Go to the text search."""
        self.show_panel("filters")
        self._parts.sides.filters.focus_text()

    def window_before(self) -> None:
        """Show the period just before, as long as this one."""
        self._show_days(*self._session.snapshot.period.before)

    def year_before(self) -> None:
        """Show the same days of the year before; of 29 February the 28th."""
        first, last = (from_day_number(day) for day in self._session.snapshot.period)
        self._show_days(*(day_number(_year_before(day)) for day in (first, last)))

    def _show_days(self, first: int, last: int) -> None:
        """Show a period if the data have a day of it."""
        period = self._session.dataset.incidents.period
        if period is None or last < period[0]:
            self._parts.notice.say("The data do not reach back so far.")
        else:
            self._session.set_filters(first=from_day_number(first), last=from_day_number(last))

    def whole_period(self) -> None:
        """Show all days that the data hold."""
        self._session.set_filters(first=None, last=None)

    def show_panel(self, name: str) -> None:
        """Go to a part of the window."""
        if name == "map":
            self._parts.map.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif name == "time":
            self._parts.time_bar.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._parts.sides.set_visible(True)
            self._parts.sides.show(name)

    def toggle_sides(self) -> None:
        """Hide or show the panels beside the map."""
        self._parts.sides.set_visible(self._parts.sides.left.isHidden())

    def toggle_layer(self, name: str) -> None:
        """Switch a layer of the map."""
        state = self._session.state
        self._session.update(replace(state, layers=state.layers ^ {name}))

    def set_theme(self, name: str) -> None:
        """Choose light, dark or the system's colours."""
        self._parts.set_theme(name)

    def fit_everything(self) -> None:
        """Show both provinces whole."""
        self._parts.map.fit()

    def fit_shown(self) -> None:
        """Zoom to the selection, or else to all that is shown."""
        snapshot = self._session.snapshot
        bounds = _bounds(snapshot, list(snapshot.selected_rows) or snapshot.rows.tolist())
        if bounds is None:
            self._parts.notice.say("Nothing that is shown has a place on the map to zoom to.")
        else:
            self._parts.map.fit(bounds)

    def spread(self) -> None:
        """Lay out the incidents at the place of the selection, or together again."""
        self._parts.map.spread_selection()

    def show_near(self, place: str = "") -> None:
        """Ask what incidents are to be near, and show those alone."""
        from app.dialogs.near import USUAL_KM, NearDialog

        asked = self._session.state.query.within
        text = place or (asked.target.name if asked else self._selected_place())
        dialog = NearDialog(self._session.dataset, text, asked.km if asked else USUAL_KM, self._parts.window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._session.set_filters(within=dialog.within)

    def _selected_place(self) -> str:
        """Where the selected incident was, as latitude and longitude; blank for none."""
        incidents = self._session.dataset.incidents
        placed = [row for row in self._session.snapshot.selected_rows if incidents.has_point[row]]
        return f"{incidents.lat[placed[0]]:.4f}, {incidents.lon[placed[0]]:.4f}" if placed else ""

    def show_district(self, name: str) -> None:
        """Zoom to a district."""
        self._parts.map.fit(self._session.dataset.gazetteer.bounds_of(name))

    def play(self) -> None:
        """Let time run, or hold it."""
        self._parts.time_bar.toggle_play()

    def step(self, steps: int) -> None:
        """Move the period."""
        self._parts.time_bar.step(steps)

    # dialogs

    def show_palette(self) -> None:
        """Find an action by its name, and do it."""
        from app.actions.palette import PaletteDialog

        dialog = PaletteDialog(ACTIONS, self._parts.window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
            dialog.chosen.run(self)

    def show_about(self) -> None:
        """Tell about the application and its data."""
        from app.dialogs.about import AboutDialog

        AboutDialog(self._session.dataset, self._parts.window).exec()

    def complain(self, message: str) -> None:
        """Tell that something could not be done."""
        complain(self._parts, message)

    def open_link(self, url: str) -> None:
        """Open a report in the browser, after asking."""
        question = f"Open this address in your browser? It leaves the application and needs a network.\n\n{url}"
        asked = box(self._parts.window, "Open a report", question)
        asked.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
        if asked.exec() == QMessageBox.StandardButton.Open:
            QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _bounds(snapshot: Snapshot, rows: list[int]) -> tuple[float, float, float, float] | None:
    """West, south, east and north of what these rows have on the map, with a margin; ``None`` if that is nothing."""
    incidents = snapshot.dataset.incidents
    gazetteer = snapshot.dataset.gazetteer
    boxes = [
        (incidents.lon[i], incidents.lat[i], incidents.lon[i], incidents.lat[i]) for i in rows if incidents.has_point[i]
    ]
    areas = {int(snapshot.dataset.polygons[i]) for i in rows if not incidents.has_point[i]} - {-1}
    boxes += [gazetteer.bounds_of(gazetteer.drawn[number].name) for number in areas]
    if not boxes:
        return None
    west, south, east, north = (
        pick(side) for pick, side in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
    )
    margin = 0.1
    return float(west) - margin, float(south) - margin, float(east) + margin, float(north) + margin
