"""The dialog for a film: how far time goes with each frame, what a frame shows, how long, and the size."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.widgets.choices import choice
from app.widgets.forms import form_of, number_field, save_or_cancel
from app.widgets.text import label
from geo.draw.film.options import SIZES, FilmOptions, not_drawn, periods_of
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = ["FilmDialog"]

_STEPS = (("Day", "day"), ("Week", "week"), ("Month", "month"))
_SHOWS = (("The days of the step", "step"), ("The days up to it", "window"), ("All days from the first one", "all"))
_SIZES = {
    "1080p": "1920×1080, for slides",
    "720p": "1280×720, smaller files",
    "square": "1080×1080, for phones",
}
_SECONDS = (0.1, 0.2, 0.4, 0.7, 1.0, 2.0)


class FilmDialog(QDialog):
    """Accepted with `options`."""

    def __init__(self, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        """Ask about a film of what is shown."""
        super().__init__(parent)
        self.setObjectName("film dialog")
        self.setWindowTitle("Film of the time bar")
        self.setMinimumWidth(420)
        self._days, usual = snapshot.period, FilmOptions()
        self.step = choice("film step", "How far time goes with each frame", _STEPS)
        self.step.setCurrentIndex(self.step.findData(usual.step))
        self.shows = choice("film shows", "What a frame shows", _SHOWS)
        self.window_days = number_field("film window", "Days that a frame shows", (2, 3_660), 30)
        self.window_days.setSuffix(" days")
        self.seconds = choice("film seconds", "How long a frame is shown", [(f"{s:g} s", s) for s in _SECONDS])
        self.seconds.setCurrentIndex(self.seconds.findData(usual.seconds))
        self.size_choice = choice("film size", "Size of the film", [(_SIZES[name], name) for name in SIZES])
        self.said = label("", "muted", wrap=True)
        self.said.setObjectName("film length")
        self.left_out = label(not_drawn(snapshot.state), "warning", wrap=True)
        self.left_out.setVisible(bool(self.left_out.text()))
        self._lay_out()
        for field in (self.step, self.shows, self.seconds):
            field.currentIndexChanged.connect(self._tell)
        self._tell()

    def _lay_out(self) -> None:
        rows = (
            ("Step", self.step), ("A frame shows", self.shows), ("", self.window_days), ("For", self.seconds),
            ("Size", self.size_choice),
        )  # fmt: skip
        layout = QVBoxLayout(self)
        layout.addLayout(form_of(rows))
        layout.addWidget(self.said)
        layout.addWidget(self.left_out)
        layout.addStretch()
        layout.addWidget(save_or_cancel(self))

    @property
    def options(self) -> FilmOptions:
        """The options as they are chosen."""
        shows = self.shows.currentData()
        return FilmOptions(
            size=self.size_choice.currentData(),
            step=self.step.currentData(),
            window=self.window_days.value() if shows == "window" else 0,
            cumulative=shows == "all",
            seconds=self.seconds.currentData(),
        )

    def _tell(self) -> None:
        """Say how long the film is."""
        self.window_days.setEnabled(self.shows.currentData() == "window")
        options = self.options
        frames = len(periods_of(self._days, options))
        seconds = round(frames * options.seconds + options.hold)
        self.said.setText(f"{plural(frames, 'frame')}, {plural(seconds, 'second')}: {self._days.words}")
