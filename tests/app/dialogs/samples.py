"""One of each dialog of the application, filled as in use."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog

import app.dialogs
from app.actions.palette import PaletteDialog
from app.actions.table import ACTIONS
from app.dialogs.about import AboutDialog
from app.dialogs.atlas import AtlasDialog
from app.dialogs.backups import BackupsDialog
from app.dialogs.brief import BriefDialog
from app.dialogs.changes import ChangesDialog
from app.dialogs.checked_file import CheckedFileDialog
from app.dialogs.checked_file.totals import CheckedTotalsDialog
from app.dialogs.column_mapping import ColumnMappingDialog
from app.dialogs.context_event import ContextEventDialog
from app.dialogs.duplicates import DuplicatesDialog
from app.dialogs.entry.claims import ClaimDialog
from app.dialogs.entry.dialog import EntryDialog
from app.dialogs.entry.history import HistoryDialog
from app.dialogs.entry.offers import OffersDialog
from app.dialogs.entry.reasons import RestoreDialog, WithdrawDialog
from app.dialogs.film import FilmDialog
from app.dialogs.intake import IntakeDialog
from app.dialogs.intake.reading import read_again
from app.dialogs.near import NearDialog
from app.dialogs.picture import PictureDialog
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.questions import QuestionsDialog
from app.dialogs.saved_views import SavedViewsDialog, SaveViewDialog
from app.dialogs.sharing import SharingDialog
from app.dialogs.table import TableDialog
from app.dialogs.totals import TotalsDialog
from app.dialogs.user_layer import UserLayerDialog
from app.dialogs.watch_rule import WatchRuleDialog
from app.jobs import Jobs
from app.session import Session
from geo import store
from geo.briefing.saved_views import SavedView
from geo.entry import ClaimEntry, entry_of
from geo.export.formats import HAND_OVER
from geo.export.sharing.profile import Profile
from geo.incidents import Release
from geo.incidents.by_hand import Reason
from geo.incidents.findings import Checked
from geo.incidents.totals import Total
from geo.intake.readers.report_text import ReportText
from geo.places.user_layers import Feature, UserLayer
from geo.query import Query
from geo.sources.bundled import bundled
from geo.sources.importing import preview
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from geo.store import StoredVersion
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.app.samples import incident
from tests.geo.sources.totals.files import opened
from tests.stored import store_rows

__all__ = ["DIALOGS", "checked_file", "every_kind"]

HEADER = "incident_id,date_start,event_type,province,district,notes\n"
COUNTS = "Month,District,No. of incidents\nNov 2024,Bannu,12\nNov 2024,Atlantis,3\n"
UNKNOWN = "Date,Type,District,Who\n03/04/2024,flummery,Bannu,A group\n05/06/2024,clash,Kurram,TTP\n"


def written(folder: Path, name: str, text: str) -> IncidentFile:
    """A file of incidents with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return IncidentFile(path)


def checked_file(folder: Path) -> CheckedFileDialog:
    """The dialog of a file with a valid row and one with two errors."""
    rows = "a,2024-11-18,Battles,Balochistan,,\nb,2024-13-45,Battels,Balochistan,,\n"
    file = written(folder, "a.csv", f"{HEADER}{rows}")
    return CheckedFileDialog(file, preview(file))


def checked_totals(folder: Path) -> CheckedTotalsDialog:
    """The dialog of a file of counts with a valid row and one with an error."""
    options = ReadOptions()
    file = opened(folder, COUNTS, options)
    return CheckedTotalsDialog(file, file.read(), options)


def totals(_: Path) -> TotalsDialog:
    """The table of one total of a source."""
    month = (date(2024, 1, 1), date(2024, 1, 31))
    kp = "Khyber Pakhtunkhwa"
    total = Total("office", "r", *month, kp, "Bannu", kp, "Bannu", "", "", 9, None)
    return TotalsDialog(replace(bundled(), totals=(total,)))


def questions(folder: Path) -> QuestionsDialog:
    """The dialog of a file whose days can be read in two orders."""
    file = written(folder, "q.csv", f"{HEADER}a,03/04/2024,Battles,Balochistan,Quetta,\n")
    return QuestionsDialog(file, ReadOptions())


def stored(folder: Path) -> store.Workspace:
    """A workspace of two sources whose incidents may be one event, with a backup."""
    workspace = store.workspace_at(folder / "w.gpkg")
    workspace.create()
    for name in ("own", "other"):
        row = incident(0, source=name, incident_id=f"{name}:0")
        release = Release(name, name, "2026-01-01T00:00:00Z", "a.csv", "", 1)
        store_rows(folder / "w.gpkg", Checked([row]), release, backup=True)
    return workspace


def changes(folder: Path) -> ChangesDialog:
    """The dialog of two imports."""
    workspace = stored(folder)
    return ChangesDialog(workspace.describe().releases, workspace.changes_since)


def entry_dialog(_: Path) -> EntryDialog:
    """The form of a stored incident."""
    dialog = EntryDialog("Edit an incident", bundled())
    dialog.show_entry(entry_of(bundled().incidents.row(5)))
    return dialog


def edited(folder: Path) -> tuple[StoredVersion, ...]:
    """The versions of an incident that was edited once."""
    workspace = store.workspace_at(folder / "w.gpkg")
    if not workspace.exists():
        stored(folder)
        with workspace.by_hand(Reason("Amina", "it was corrected")) as hand:
            hand.edit(replace(workspace.versions("own:0")[-1].incident, killed_high=99))
    return workspace.versions("own:0")


def intake(_: Path) -> IntakeDialog:
    """The window of a report with a candidate that was rejected."""
    dialog = IntakeDialog(Session(bundled()), Jobs())
    text = "Gunmen shot dead two policemen in Bannu on 18 November 2024. The TTP claimed responsibility for the attack."
    dialog.show_read(read_again(ReportText(text), bundled(), None))
    dialog.reject_item()
    return dialog


DIALOGS: dict[str, Callable[[Path], QDialog]] = {
    "about": lambda _: AboutDialog(bundled()),
    "atlas dialog": lambda _: AtlasDialog(resolve(bundled(), State())),
    "backups dialog": lambda folder: BackupsDialog("w.gpkg", stored(folder).backups()),
    "film dialog": lambda _: FilmDialog(resolve(bundled(), State(colour_by="killed"))),
    "brief dialog": lambda folder: BriefDialog(resolve(bundled(), State()), stored(folder).describe().releases),
    "changes dialog": changes,
    "checked file": checked_file,
    "checked totals": checked_totals,
    "claim dialog": lambda _: ClaimDialog(ClaimEntry(kind="claimed")),
    "entry dialog": entry_dialog,
    "history dialog": lambda folder: HistoryDialog("own:0", edited(folder)),
    "offers dialog": lambda folder: OffersDialog([(edited(folder)[-1], edited(folder)[0])]),
    "restore dialog": lambda folder: RestoreDialog(edited(folder)[:1]),
    "withdraw dialog": lambda _: WithdrawDialog(incident(0)),
    "duplicates dialog": lambda folder: DuplicatesDialog(stored(folder).load()),
    "intake dialog": intake,
    "mapping dialog": lambda folder: ColumnMappingDialog(written(folder, "partner.csv", UNKNOWN)),
    "near dialog": lambda _: NearDialog(bundled()),
    "palette": lambda _: PaletteDialog(ACTIONS),
    "picture dialog": lambda _: PictureDialog(resolve(bundled(), State())),
    "preferences dialog": lambda _: PreferencesDialog(""),
    "questions dialog": questions,
    "save view dialog": lambda _: SaveViewDialog(State(query=Query(text="Bannu")), ["Weekly"]),
    "saved views dialog": lambda _: SavedViewsDialog(
        "w.gpkg", [SavedView("Weekly", State(query=Query(text="Bannu"))), SavedView("Of another version", None)]
    ),
    "sharing dialog": lambda _: SharingDialog(resolve(bundled(), State()), HAND_OVER, {"OCHA": Profile("OCHA")}),
    "table dialog": lambda _: TableDialog(Session(bundled())),
    "totals dialog": totals,
    "user layer dialog": lambda _: UserLayerDialog(UserLayer("Sites", (Feature("A site", "Point", [70.6, 33.0]),))),
    "context event dialog": lambda _: ContextEventDialog(known=bundled().context_events),
    "watch rule dialog": lambda _: WatchRuleDialog(Query()),
}
"""By ``objectName``; each is made with a folder for the files that it needs."""


def every_kind() -> set[type[QDialog]]:
    """All classes of dialogs of the application."""
    for module in pkgutil.walk_packages(app.dialogs.__path__, "app.dialogs."):
        importlib.import_module(module.name)
    kinds = [
        *QDialog.__subclasses__(),
        *(lower for kind in QDialog.__subclasses__() for lower in kind.__subclasses__()),
    ]
    return {kind for kind in kinds if kind.__module__.startswith("app.") and not kind.__name__.startswith("_")}
