"""A file of counts before import: what it is, what could be kept as totals, and what is open or wrong in it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.checked_file.tables import COLUMNS, ProblemModel, problem_cells, problem_table
from app.widgets.column_names import note_words
from app.widgets.elided import ElidedLabel
from app.widgets.questions import QuestionsView
from app.widgets.text import label
from geo.incidents.totals import totals_by_source
from geo.sources.answers import answered
from geo.sources.column_mapping.record import SOURCE_NAME
from geo.sources.questions import Question
from geo.sources.read_options import ReadOptions
from geo.sources.totals.file import NAMES_ARE_SHORT, CheckedTotals, TotalsFile
from geo.wording import plural

__all__ = ["CheckedTotalsDialog"]

CHOOSES_COLUMNS, CHECKS_AGAIN = 2, 3
"""Results of the dialog, beside accepted and rejected; as of the dialog of a file of incidents."""

SIZE_PX = (860, 460)
LOW_PX = 300
WHAT_IT_IS = (
    "Each row is a number of events, not an incident: it has no point on the map and no day of its own. Better ask the "
    "provider for the events themselves. The numbers can be kept as totals: in the workspace beside the incidents, "
    "never on the map, and in no count of incidents."
)


class CheckedTotalsDialog(QDialog):
    """Accepted if the totals are to be kept; otherwise the result says what is to be done.

    `CHECKS_AGAIN`: the file is to be read again with `options`. `CHOOSES_COLUMNS`: each row is an incident, and its
    columns are to be chosen.

    Parameters
    ----------
    file
        The file that holds numbers of events.
    checked
        Its totals and what is wrong with the other rows; None as long as a question is open.
    options
        What was decided before about how it is read.
    """

    def __init__(
        self, file: TotalsFile, checked: CheckedTotals | None, options: ReadOptions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("checked totals")
        self.setWindowTitle("Import totals")
        self._file, self._checked, self._options = file, checked, options
        self._answers: dict[Question, str] = {}
        has_problems = checked is not None and bool(checked.findings.problems)
        available = self.screen().availableSize()
        self.resize(min(SIZE_PX[0], available.width()), min(SIZE_PX[1] if has_problems else LOW_PX, available.height()))
        layout = QVBoxLayout(self)
        layout.addLayout(self._heading())
        layout.addWidget(label(WHAT_IT_IS, wrap=True))
        self.questions = QuestionsView(file.questions)
        self.questions.answered.connect(self._answer)
        if file.questions:
            layout.addWidget(self.questions)
        if checked is not None:
            layout.addWidget(label(_summary(checked), wrap=True))
        layout.addWidget(self._tabs(), 1)
        layout.addWidget(self._buttons())
        self._show()
        (self.source if any(question.about == "source" for question in file.questions) else self._accept).setFocus()

    def _heading(self) -> QHBoxLayout:
        """The name of the file, and who made it."""
        self.source = QLineEdit(self._file.source)
        self.source.setObjectName("totals who made it")
        self.source.setAccessibleName("Who made it")
        self.source.setPlaceholderText("a short name, for example partner")
        self.source.setToolTip("A short name: the next file of the same name replaces these totals")
        self.source.setMaximumWidth(240)
        self.source.textEdited.connect(lambda _text: self._show())
        row = QHBoxLayout()
        row.addWidget(ElidedLabel(self._file.path.name, "title"), 1)
        row.addWidget(label("Who made it"))
        row.addWidget(self.source)
        return row

    def _tabs(self) -> QTabWidget:
        """How the file was read, and what is wrong with rows."""
        tabs = QTabWidget()
        tabs.setObjectName("findings")
        if self._checked is not None and (problems := self._checked.findings.problems):
            model = ProblemModel(COLUMNS, problems, problem_cells, self)
            table = problem_table("problems", "Problems of the file", model)
            table.setColumnHidden(COLUMNS.index("Id"), True)  # totals have none
            tabs.addTab(table, f"Problems ({len(problems):,})")
        lines = [note_words(note) for note in self._file.notes]
        if self._checked is not None:
            changes = (f"{each.what} ({plural(each.rows, 'row')})" for each in self._checked.findings.repairs)
            lines += [f"Changed: {change}." for change in changes]
        notes = QPlainTextEdit("\n".join(lines))
        notes.setObjectName("notes")
        notes.setAccessibleName("How it is read")
        notes.setReadOnly(True)
        notes.setTabChangesFocus(True)
        tabs.addTab(notes, "How it is read")
        return tabs

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole
        self._accept = self._button(buttons, "", "keep totals", role.ActionRole)
        self._accept.clicked.connect(self._go_on)
        if not self._file.is_published:
            columns = self._button(buttons, "Each row is an incident…", "choose columns", role.ActionRole)
            columns.setToolTip("Choose what each column is; the numbers of events are then further data of the rows")
            columns.clicked.connect(lambda: self.done(CHOOSES_COLUMNS))
        buttons.rejected.connect(self.reject)
        return buttons

    @staticmethod
    def _button(box: QDialogButtonBox, text: str, name: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = box.addButton(text, role)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    # answers

    @property
    def options(self) -> ReadOptions:
        """How the file is to be read, with what was decided here."""
        options = replace(self._options, keep_totals=True)
        for question, candidate in self._answers.items():
            options = answered(options, question, candidate)
        named = self.source.text().strip()
        return options if named == self._file.source else replace(options, source=named)

    def _answer(self, question: Question, candidate: str) -> None:
        self._answers.pop(question, None)
        if candidate:
            self._answers[question] = candidate
        self._show()

    def _is_open(self, question: Question) -> bool:
        return not self.source.text().strip() if question.about == "source" else question not in self._answers

    def _open(self) -> list[Question]:
        return [question for question in self._file.questions if self._is_open(question)]

    @property
    def _has_bad_name(self) -> bool:
        return not SOURCE_NAME.match(self.source.text().strip())

    @property
    def _is_changed(self) -> bool:
        return bool(self._answers) or self.source.text().strip() != self._file.source

    def _show(self) -> None:
        """Name on the button what comes next, and show which questions are open."""
        self.questions.show_answers(self._is_open, lambda question: self._answers.get(question, ""))
        n_open = len(self._open())
        n = self._checked.findings.accepted if self._checked is not None else 0
        text = f"Keep {plural(n, 'row')} as totals…"
        if n_open:
            text = f"Answer {plural(n_open, 'question')}…"
        elif self._has_bad_name:
            text = "Correct the name…"
        elif self._is_changed or self._checked is None:
            text = "Check again"
        self._accept.setText(text)
        self._accept.setToolTip(f"{NAMES_ARE_SHORT[0].upper()}{NAMES_ARE_SHORT[1:]}" if self._has_bad_name else "")
        self._accept.setEnabled(bool(n_open or n or self._has_bad_name or self._is_changed or self._checked is None))
        self._accept.setDefault(True)

    def _go_on(self) -> None:
        if still_open := self._open():
            if still_open[0] in self.questions.combos:
                self.questions.focus_on(still_open[0])
            else:
                self.source.setFocus()
        elif self._has_bad_name:
            self.source.setFocus()
        elif self._is_changed or self._checked is None:
            self.done(CHECKS_AGAIN)
        else:
            self.accept()


def _summary(checked: CheckedTotals) -> str:
    """What can be kept, what is left out and why, and what is wrong."""
    findings = checked.findings
    kept = " ".join(f"{each.sentence}." for each in totals_by_source(checked.totals)) or "No row can be kept."
    parts = [kept]
    if findings.rejected:
        parts.append(f"{findings.rejected:,} of {plural(findings.rows_read, 'row')} cannot be kept: see Problems.")
    if findings.left_out:
        listed = "; ".join(f"{reason} ({plural(n, 'row')})" for reason, n in findings.left_out.items())
        parts.append(f"Left out: {listed}.")
    return "\n".join(parts)
