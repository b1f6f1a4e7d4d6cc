"""Saving the filters that are set as a rule of the watch list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.widgets.elided import combo_box
from app.widgets.forms import form_of, line_field, number_field, save_or_cancel
from app.widgets.text import label
from geo.analysis.watch import THRESHOLDS, Rule
from geo.errors import InputError
from geo.query import Query
from geo.store.rules import LONGEST_NAME, require_name

__all__ = ["WatchRuleDialog"]

NUMBER = "number"
WINDOWS = (7, 28, 56, 91)
HINT = (
    "The rule looks at the last days of the data, after each import. It keeps the filters that are set now, without "
    "their period."
)


class WatchRuleDialog(QDialog):
    """Accepted with `rule`."""

    def __init__(self, query: Query, names: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("watch rule dialog")
        self.setWindowTitle("Save a rule of the watch list")
        self.setMinimumWidth(460)
        self._query, self._names = query, frozenset(names)
        self._rule: Rule | None = None
        self._make_fields()
        self._lay_out()

    def _make_fields(self) -> None:
        self.name = line_field("rule name", "Name of the rule", "For example: Any district", LONGEST_NAME)
        offered = [(f"any district or province {text}", text) for text in THRESHOLDS]
        offered.append(("the number of incidents that pass", NUMBER))
        self.threshold = combo_box(offered, THRESHOLDS[1], "What the rule finds")
        self.number = number_field("rule number", "At least so many incidents", (1, 100_000), 5)
        self.number.setPrefix("at least ")
        windows = [(f"{days} days", str(days)) for days in WINDOWS]
        self.window_days = combo_box(windows, "28", "Length of the window")
        self.problem = label("", "warning", wrap=True)
        self.problem.setObjectName("rule problem")
        self.problem.hide()
        self.name.textChanged.connect(lambda _text: self.problem.hide())
        self.threshold.currentIndexChanged.connect(lambda _at: self._show_number())

    def _lay_out(self) -> None:
        filters = "; ".join(self._query.any_time().words()) or "none: all incidents"
        rows = (
            ("Name", self.name), ("Finds", self.threshold), ("Number", self.number), ("In the last", self.window_days),
            ("Filters", label(filters, wrap=True)),
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.addLayout(form_of(rows))
        layout.addWidget(label(HINT, "muted", wrap=True))
        layout.addWidget(self.problem)
        layout.addStretch()
        layout.addWidget(save_or_cancel(self, self._accept))
        self._show_number()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_number(self) -> None:
        self.number.setEnabled(self.threshold.currentData() == NUMBER)

    def _accept(self) -> None:
        """Accept a rule that is possible; say what is wrong with another one."""
        name, chosen = self.name.text().strip(), self.threshold.currentData()
        threshold = self.number.value() if chosen == NUMBER else str(chosen)
        try:
            require_name(name)
            if name in self._names:
                raise InputError(f"There is a rule {name} already. Choose another name, or remove that one first.")
            self._rule = Rule(name, self._query, threshold, int(self.window_days.currentData()))
        except InputError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.accept()

    @property
    def rule(self) -> Rule:
        """The rule; only after the dialog was accepted."""
        assert self._rule is not None
        return self._rule
