"""A dialog for what a file of a known layout leaves open, for example the order of day and month."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.widgets.column_names import note_words
from app.widgets.elided import ElidedLabel
from app.widgets.questions import QuestionsView
from app.widgets.text import label
from geo.sources.answers import answered
from geo.sources.incident_file import IncidentFile
from geo.sources.questions import Question
from geo.sources.read_options import ReadOptions
from geo.wording import plural

__all__ = ["CHOOSES_COLUMNS", "QuestionsDialog"]

CHOOSES_COLUMNS = 2
"""The result of the dialog, beside accepted and rejected."""

WIDTH_PX = 760


class QuestionsDialog(QDialog):
    """Accepted with `options` for reading the file; `CHOOSES_COLUMNS` if the columns are to be reviewed.

    Parameters
    ----------
    file
        The file with its questions.
    options
        What was decided before; the answers are added to it.
    """

    def __init__(self, file: IncidentFile, options: ReadOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("questions dialog")
        self.setWindowTitle("Import incidents")
        self.setMinimumWidth(min(WIDTH_PX, self.screen().availableSize().width()))
        self.options = options
        self._questions, self._answers = file.questions, dict[Question, str]()
        self.view = QuestionsView(self._questions)
        self.view.answered.connect(self._answer)
        layout = QVBoxLayout(self)
        layout.addWidget(ElidedLabel(file.path.name, "title"))
        layout.addWidget(label("Nothing is stored before these questions are decided.", "muted", wrap=True))
        layout.addWidget(self.view)
        if file.notes:
            layout.addWidget(label("\n".join(map(note_words, file.notes)), "muted", wrap=True))
        layout.addStretch(1)
        layout.addWidget(self._buttons())
        self._show()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self._accept.setObjectName("accept answers")
        self._accept.setDefault(True)
        self._accept.clicked.connect(self._accept_answers)
        columns = buttons.addButton("Choose the columns…", QDialogButtonBox.ButtonRole.ActionRole)
        columns.setObjectName("choose columns")
        columns.setToolTip("Choose what each column is, whatever layout was recognised")
        columns.setAutoDefault(False)
        columns.clicked.connect(lambda: self.done(CHOOSES_COLUMNS))
        buttons.rejected.connect(self.reject)
        return buttons

    def _answer(self, question: Question, candidate: str) -> None:
        self._answers.pop(question, None)
        if candidate:
            self._answers[question] = candidate
        self._show()

    def _open(self) -> list[Question]:
        """What is still to be decided, and can be decided here."""
        return [q for q in self._questions if q not in self._answers]

    def _show(self) -> None:
        n = len(self._open())
        self.view.show_answers(lambda question: question not in self._answers, lambda q: self._answers.get(q, ""))
        self._accept.setText(f"Answer {plural(n, 'question')}…" if n else "Check all rows")

    def _accept_answers(self) -> None:
        """Accept the answers, or go to the first question that is open."""
        if still_open := self._open():
            self.view.focus_on(still_open[0])
            return
        for question, candidate in self._answers.items():
            self.options = answered(self.options, question, candidate)
        self.accept()
