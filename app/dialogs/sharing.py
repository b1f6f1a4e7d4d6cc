"""The dialog before incidents leave: the format, what leaves with a choice each, the recipient, and what that means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from app.widgets.choices import choice
from app.widgets.forms import line_field, tick_box
from app.widgets.number_boxes import NumberBox
from app.widgets.paper import TITLE_HINT
from app.widgets.text import label, tip
from geo.errors import ExportFailed
from geo.export.file_format import FileFormat
from geo.export.formats import require_content
from geo.export.request import ExportRequest
from geo.export.sharing.guard import without_rights
from geo.export.sharing.profile import CAREFUL, MOST_SMALL, OWN, PROFILES, Profile
from geo.export.sharing.statement import statement_of
from geo.view.snapshot import Snapshot

__all__ = ["SharingDialog"]

_PLACES = (
    ("Districts", "district"),
    ("Squares of 10 km", "grid-10"),
    ("Squares of 5 km", "grid-5"),
    ("No coordinates", "none"),
    ("Coordinates as they are stored", "as-is"),
)
_TITLES = {
    "careful": "Careful: districts, no notes",
    "district": "Districts, all counts",
    "grid-10": "Squares of 10 km",
    "grid-5": "Squares of 5 km",
    "no-places": "No coordinates",
    "counts-only": "Counts only, no rows",
    "as-is": "Everything as it is",
}
_LONGEST_NAME = 60


class SharingDialog(QDialog):
    """Accepted with `profile` and `file_format`, which `title` and `remembered` go with."""

    def __init__(
        self,
        snapshot: Snapshot,
        formats: Sequence[FileFormat[ExportRequest]],
        remembered: Mapping[str, Profile],
        parent: QWidget | None = None,
    ) -> None:
        """Ask how what is shown leaves.

        Parameters
        ----------
        snapshot
            What is shown.
        formats
            The formats to choose from; with one alone there is nothing to choose.
        remembered
            The profiles of recipients by name.
        """
        super().__init__(parent)
        self.setObjectName("sharing dialog")
        self.setWindowTitle("Export what is shown" if len(formats) > 1 else "Save the incidents shown")
        self.setMinimumWidth(560)
        self._snapshot, self._formats = snapshot, formats
        self._known = {**PROFILES, **remembered}
        self._make_fields(remembered)
        self._lay_out()
        self._show_profile(CAREFUL)

    def _make_fields(self, remembered: Mapping[str, Profile]) -> None:
        self.format = choice("export format", "Format of the file", [(f.name, f.ending) for f in self._formats])
        self.title = line_field("export title", "Title of the file", TITLE_HINT)
        names = [*((_TITLES[name], name) for name in PROFILES), *((name, name) for name in remembered)]
        self.recipient = choice("sharing profile", "What leaves, or for whom", [*names, ("Own choices", OWN)])
        self.places = choice("sharing places", "Precision of places", _PLACES)
        self.rows = tick_box("sharing rows", "A row for each incident")
        self.notes = tick_box("sharing notes", "Notes, addresses of reports, quotes")
        self.place_names = tick_box("sharing place names", "Names of places finer than the district")
        self.user_layers = tick_box("sharing user layers", "User layers")
        self.restricted = tick_box("sharing restricted", "Rows whose licence forbids passing them on")
        self.small_counts = NumberBox()
        self.small_counts.setObjectName("sharing small counts")
        self.small_counts.setAccessibleName("Counts below this number are not written in tables")
        self.small_counts.setRange(0, MOST_SMALL)
        self.small_counts.setSpecialValueText("no number: all counts are written")
        of_name = "Remember these choices for a recipient of this name"
        hint = "A recipient; if blank, the choices are not remembered"
        self.name = line_field("sharing name", of_name, hint, _LONGEST_NAME)
        self.name.setToolTip(tip("The name stays on this machine: it is not written into the file."))
        self.said = label("", wrap=True)
        self.said.setObjectName("sharing statement")
        self.problem = label("", "warning", wrap=True)
        self.problem.setObjectName("sharing problem")
        self.recipient.currentIndexChanged.connect(self._choose)
        self.format.currentIndexChanged.connect(self._tell)
        self.name.textChanged.connect(self._tell)
        self.places.currentIndexChanged.connect(self._change)
        self.small_counts.valueChanged.connect(self._change)
        for box in self._boxes.values():
            box.toggled.connect(self._change)

    @property
    def _boxes(self) -> dict[str, QCheckBox]:
        """The boxes to tick, under the names of the choices."""
        return {
            "rows": self.rows, "notes": self.notes, "place_names": self.place_names, "user_layers": self.user_layers,
            "restricted": self.restricted,
        }  # fmt: skip

    def _lay_out(self) -> None:
        form = QFormLayout()
        if len(self._formats) > 1:
            form.addRow(label("Format"), self.format)
            form.addRow(label("Title"), self.title)
        form.addRow(label("What leaves"), self.recipient)
        form.addRow(label("Places"), self.places)
        dataset = self._snapshot.dataset
        needless = set()
        if all(layer.is_districts for layer in dataset.user_layers):
            needless.add("user_layers")
        if not without_rights(self._snapshot):
            needless.add("restricted")
        for name, box in self._boxes.items():
            if name not in needless:
                form.addRow("", box)
        form.addRow(label("Hide counts below"), self.small_counts)
        form.addRow(label("Remember for"), self.name)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = self._buttons.addButton("Choose the file…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setObjectName("choose export file")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(label("What will be in the file", "heading"))
        layout.addWidget(self.said)
        layout.addWidget(self.problem)
        layout.addStretch()
        layout.addWidget(self._buttons)

    @property
    def file_format(self) -> FileFormat[ExportRequest]:
        """The chosen format."""
        return self._formats[max(self.format.currentIndex(), 0)]

    @property
    def profile(self) -> Profile:
        """The choices, under the name of the recipient if there is one."""
        chosen = {name: box.isChecked() for name, box in self._boxes.items()}
        named = str(self.recipient.currentData())
        return Profile(
            self.name.text().strip() or named,
            self.places.currentData(),
            small_counts=self.small_counts.value(),
            **chosen,
        )

    @property
    def remembered(self) -> Profile | None:
        """The profile that is to be remembered; ``None`` without the name of a recipient."""
        return self.profile if self.name.text().strip() else None

    def _choose(self) -> None:
        known = self._known.get(str(self.recipient.currentData()))
        if known is not None:
            self._show_profile(known)

    def _show_profile(self, profile: Profile) -> None:
        """Show the choices of a profile."""
        fields: list[QWidget] = [self.places, self.small_counts, *self._boxes.values()]
        blockers = [QSignalBlocker(field) for field in fields]
        self.places.setCurrentIndex(self.places.findData(profile.places))
        self.small_counts.setValue(profile.small_counts)
        for name, box in self._boxes.items():
            box.setChecked(getattr(profile, name))
        del blockers
        self.name.setText("" if profile.name in PROFILES else profile.name)
        self._tell()

    def _change(self) -> None:
        """A choice was changed: it is no profile that is always there any more, unless it equals one."""
        same = (n for n, known in self._known.items() if replace(known, name="") == replace(self.profile, name=""))
        with QSignalBlocker(self.recipient):
            self.recipient.setCurrentIndex(self.recipient.findData(next(same, OWN)))
        self._tell()

    def _tell(self) -> None:
        """Say what will be in the file, and why it cannot be written so."""
        problem = ""
        if self.name.text().strip() in PROFILES:
            problem = "This name is that of a profile that is always there: choose another one."
        try:
            require_content(self.file_format, self.profile)
        except ExportFailed as error:
            problem = str(error)
        stated = statement_of(self._snapshot, self.profile)
        self.said.setText("\n".join(f"• {sentence}" for sentence in stated.sentences))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.save.setEnabled(not problem)
        if (layout := self.layout()) is not None:  # else wrapped lines would be paid for by the fields
            self.setMinimumHeight(layout.totalHeightForWidth(max(self.width(), self.minimumWidth())))
