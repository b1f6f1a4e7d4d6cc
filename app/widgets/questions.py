"""The questions that a file leaves open, each with its candidates to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from app.widgets.column_names import NONE, in_words, order_words
from app.widgets.elided import combo_box
from app.widgets.text import label
from geo.reading.direction import without_overrides
from geo.sources.answers import may_be_none
from geo.sources.questions import Question

__all__ = ["QuestionsView"]

CHOOSE = "– choose –"


class QuestionsView(QWidget):
    """A line for each question: its text, and a combo box of its candidates or a hint where to decide it.

    Parameters
    ----------
    questions
        The questions, in their order; they are numbered from 1.
    sample
        Says more about a candidate: the first values of a column. Blank for nothing.
    """

    answered = Signal(object, str)
    """Emitted with a `Question` and the candidate that the user has chosen; blank for none."""

    def __init__(
        self,
        questions: Sequence[Question],
        sample: Callable[[str], str] = lambda _candidate: "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("questions")
        self.combos: dict[Question, QComboBox] = {}
        self._texts: list[tuple[Question, QLabel]] = []
        self._sample = sample
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 2)
        for row, question in enumerate(questions):
            text = label("", wrap=True)
            self._texts.append((question, text))
            grid.addWidget(text, row, 0)
            grid.addWidget(self._choice(question, row + 1), row, 1, Qt.AlignmentFlag.AlignTop)

    def _choice(self, question: Question, number: int) -> QWidget:
        if not question.candidates:
            where = "Name it in the field “Who made it”." if question.about == "source" else "Choose it below."
            return label(where, "muted")
        offered = [(CHOOSE, ""), *((self._words(candidate), candidate) for candidate in question.candidates)]
        if may_be_none(question):
            offered.append((NONE, NONE))
        combo = combo_box(offered, "", f"Answer to question {number}: {question.text}")
        combo.setObjectName(f"question {number}")
        combo.activated.connect(lambda: self.answered.emit(question, combo.currentData()))
        self.combos[question] = combo
        return combo

    def _words(self, candidate: str) -> str:
        more = self._sample(candidate)
        return f"{order_words(candidate)}  ({more})" if more else order_words(candidate)

    def show_answers(self, is_open: Callable[[Question], bool], chosen: Callable[[Question], str]) -> None:
        """Show which questions are open, and what is chosen for each; blank for nothing."""
        for number, (question, text) in enumerate(self._texts, 1):
            state = "Question" if is_open(question) else "Decided"
            sentence = in_words(without_overrides(question.text))
            text.setText(f"{state} {number}: {sentence[:1].upper()}{sentence[1:]}.")
            if (combo := self.combos.get(question)) is not None:
                with QSignalBlocker(combo):
                    combo.setCurrentIndex(max(0, combo.findData(chosen(question))))

    def focus_on(self, question: Question) -> None:
        """Put the keyboard focus on the candidates of a question."""
        if (combo := self.combos.get(question)) is not None:
            combo.setFocus(Qt.FocusReason.OtherFocusReason)
