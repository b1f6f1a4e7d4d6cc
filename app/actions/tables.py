"""Show tables of counts beside the map, and write them to files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.actions.action import Action, ActionHost, Area
from app.actions.messages import documents_folder, message_box, show_error
from geo.view.snapshot import Snapshot
from geo.wording import plural

if TYPE_CHECKING:
    from app.dialogs.table import TableDialog

__all__ = ["AREA", "show_tables"]


def show_tables(host: ActionHost) -> None:
    """Open the window of tables, or bring the one that is open to the front."""
    from PySide6.QtCore import Qt

    from app.dialogs.table import TableDialog

    dialog = host.window.findChild(TableDialog)
    if dialog is None:
        dialog = TableDialog(host.session, host.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filter_requested.connect(lambda fields: _show_alone(host, fields))
        dialog.distances_wanted.connect(lambda layer, km: _measure_sites(host, dialog, layer, km))
        dialog.save_requested.connect(lambda sheet: _save(host, sheet))
        dialog.preparation_wanted.connect(lambda by, across, names: _prepare(host, by, across, names))
        _measure_borders(host)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def _show_alone(host: ActionHost, fields: dict[str, Any]) -> None:
    """Show the incidents of a cell alone; the map goes to a site that it is about."""
    host.session.set_filters(**fields)
    if within := fields.get("within"):
        from geo.places.target import bounds_within

        host.map.fit(bounds_within(within.target, within.km))


def _measure_sites(host: ActionHost, dialog: TableDialog, layer: str, km: float) -> None:
    """Measure how far incidents are from the features of a user layer, in the background, and show the table."""
    from shiboken6 import isValid

    from geo.analysis.sites import measure

    def then(_: object) -> None:
        if isValid(dialog):
            dialog.refresh()

    dataset = host.session.dataset
    host.jobs.run("distances from sites", lambda: measure(dataset, layer, km), then, host.notice.show_message)


def _measure_borders(host: ActionHost) -> None:
    """Have the distances from the borders at hand before a table by them is chosen."""
    dataset = host.session.dataset
    if not dataset.has_border_distances:
        host.jobs.run("distances from borders", lambda: dataset.border_km, lambda _: None, host.notice.show_message)


def _prepare(host: ActionHost, by: str, across: str, names: tuple[str, ...]) -> None:
    """Keep running sums of a table, in the background, so that it follows the time bar."""
    from geo.analysis.crossing import prepare

    snapshot: Snapshot = host.session.snapshot
    host.jobs.run(
        "sums of a table", lambda: prepare(snapshot, by, across, names), lambda _: None, host.notice.show_message
    )


def _save(host: ActionHost, sheet: object) -> None:
    """Let the user choose whether small counts leave, and a file; write the table."""
    from app.widgets.file_names import ask_for_file
    from geo.analysis.table_figures import FIGURES
    from geo.analysis.table_sheet import TableSheet
    from geo.export.file_format import format_of
    from geo.export.formats import TABLES
    from geo.export.sharing.profile import CAREFUL
    from geo.export.sharing.tables import without_small_counts
    from geo.export.tables import with_terms

    assert isinstance(sheet, TableSheet)
    below = _asked_below(host, len(sheet.rows), CAREFUL.small_counts)
    if below is None:
        return
    shared = sheet
    if below:
        counts = FIGURES["incidents"].title
        if counts not in sheet.header and not sheet.title.startswith(f"{counts}:"):
            show_error(host, f"Small counts are hidden by the numbers of incidents: choose {counts} for the cells.")
            return
        shared = without_small_counts(sheet, sheet, below)
    path = ask_for_file(host.window, "Save the table", documents_folder() / f"table{TABLES[-1].ending}", TABLES)
    if path is None:
        return
    content = with_terms(shared, host.session.dataset)
    host.jobs.run(
        f"table {path}",
        lambda: format_of(path, TABLES).write(path, content),
        lambda written: host.notice.show_message(f"Written: {written}"),
        lambda text: show_error(host, text),
    )


def _asked_below(host: ActionHost, rows: int, below: int) -> int | None:
    """The number below which counts are hidden, as the user chooses; 0 for none, ``None`` if the user cancelled."""
    from PySide6.QtWidgets import QMessageBox

    question = (
        f"The file will have {plural(rows, 'row')} of counts, and no row of an incident.\n\nCounts below {below} can "
        f"be written as <{below}; then so many others are not shown that sums do not give them away."
    )
    box = message_box(host.window, "Save the table", question)
    hide = box.addButton(f"Hide counts below {below}", QMessageBox.ButtonRole.AcceptRole)
    write = box.addButton("Write all counts", QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(hide)
    box.exec()
    pressed = box.clickedButton()
    return below if pressed is hide else 0 if pressed is write else None


AREA = Area((
    Action("show_tables", "View", "panels", "Tables…", "Ctrl+Shift+T",
           "Counts by place, type, actor, source, time, distance from a border, any two; and near sites", show_tables),
))  # fmt: skip
