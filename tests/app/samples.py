"""Datasets, a fake map and hostile texts for the tests of the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.map.page_state import PageState, difference
from geo.dataset import Dataset, claims_by_incident
from geo.incidents import Claim, Incident, Incidents
from geo.incidents.columns import COLUMN_NAMES, NUMBERS
from geo.sources.bundled import bundled
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES

FIRST = date(2024, 11, 1)

PAYLOADS = (
    "<script>document.title='x'</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<b>bold</b>", "<i>", "</b>", "<a href='file:///etc/passwd'>here</a>", "<a href=\"javascript:alert(1)\">x</a>",
    "<svg/onload=alert(1)>", "<iframe src=//example.org></iframe>", "<!-- comment -->", "<!DOCTYPE html>", "<?xml ?>",
    "<br>one<br/>two", "<table><tr><td>1</td></tr></table>", "<font color=red size=7>x</font>", "<h1>big</h1>",
    "<style>*{display:none}</style>", "<img src='file:///etc/hostname'>", "<p style='font-size:99px'>x</p>",
    "&lt;b&gt;", "&amp;", "&#60;script&#62;", "&nbsp;&nbsp;", "O'Brien", "O`Brien", '"quoted"', "a & b && c", "&File",
    "${alert(1)}", "`${1+1}`", "{{ 7*7 }}", "{% if 1 %}x{% endif %}", "{# gone #}", "%s %d %n", "{0} {name}", "$name",
    "$x^2$", "$$", "_a_ *b* ~c~", "\\n \\u0041 \\x3c", "'; DROP TABLE incidents; --", "=cmd|' /C calc'!A0", "@SUM(1)",
    "../../etc/passwd", "javascript:alert(1)", "one\ttab", "two\nlines", "1 < 2 > 0", "\u202egnirts", "a\u200bb",
    "خیبر پختونخوا <b>بنوں</b>", "x" * 300,
)  # fmt: skip
"""Texts that a file may hold; each has a meaning in some markup, template or formula language."""


def incident(number: int = 0, **fields: Any) -> Incident:
    """An incident in Bannu on day `number`; `fields` replace the defaults."""
    day = FIRST + timedelta(days=number)
    plain: dict[str, Any] = {
        "incident_id": f"test:{number:06}",
        "date_start": day,
        "date_end": day,
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "province": "Khyber Pakhtunkhwa",
        "district": "Bannu",
        "location": "Bannu",
        "place_precision": "exact",
        "lon": 70.6,
        "lat": 32.99,
        "source": "test",
        "killed_best": number % 7,
    }
    return Incident(**plain | fields)


def dataset(rows: Iterable[Incident], claims: Iterable[Claim] = (), **more: Any) -> Dataset:
    return Dataset(incidents=Incidents.from_rows(rows), claims=claims_by_incident(claims), origin="test", **more)


def hostile() -> Dataset:
    """An incident for each payload, with the payload in every field that takes text."""
    rows = [
        incident(
            i, incident_id=f"{i:03} {text}", location=text, location_as_given=text, actor1=text, actor1_as_given=text,
            actor2=f"{text} 2", actor2_as_given=text, actors_associated=text.replace(";", ","), district_as_given=text,
            sub_event_type=text, sources=text, url=text, notes=text, source=text,
        )
        for i, text in enumerate(PAYLOADS)
    ]  # fmt: skip
    claims = [Claim(row.incident_id, "claimed", row.notes, row.notes, remark=row.notes) for row in rows]
    return replace(dataset(rows, claims), notice=PAYLOADS[0])


def empty() -> Dataset:
    return dataset(())


@cache
def many(n: int = 100_000) -> Dataset:
    """Rows of all types over six years in all districts; built from columns, because rows would be slow."""
    rng = np.random.default_rng(7)
    names = [district.name for district in bundled().gazetteer.drawn]
    provinces = {district.name: district.province for district in bundled().gazetteer.drawn}
    kinds = [EVENT_TYPES[i] for i in rng.integers(0, 6, n)]
    districts = [names[i] for i in rng.integers(0, len(names), n)]
    days = np.sort(rng.integers(18_628, 20_800, n)).tolist()
    columns: dict[str, Sequence[Any]] = {name: [""] * n for name in COLUMN_NAMES}
    columns |= {name: [None] * n for name in NUMBERS}
    columns |= {
        "incident_id": [f"many:{i}" for i in range(n)],
        "date_start": days,
        "date_end": days,
        "date_precision": ["day"] * n,
        "lon": rng.uniform(66, 72, n).tolist(),
        "lat": rng.uniform(26, 35, n).tolist(),
        "place_precision": ["near"] * n,
        "event_type": kinds,
        "sub_event_type": [SUB_EVENT_TYPES[kind][-1] for kind in kinds],
        "district": districts,
        "province": [provinces[name] for name in districts],
        "location": [f"place {i}" for i in rng.integers(0, 5_000, n)],
        "actor1": [f"actor {i}" for i in rng.integers(0, 60, n)],
        "killed_best": rng.integers(0, 30, n).astype(float).tolist(),
        "source": ["test"] * n,
    }
    return Dataset(incidents=Incidents.from_columns(columns), origin="many")


class FakeMap(QWidget):
    """A map that draws nothing: it records its states and calls; a test emits its signals in place of a user."""

    ready = Signal()
    caught_up = Signal()
    selected = Signal(list)
    district_selected = Signal(int)
    view_changed = Signal(float, float, float)
    pointed = Signal(float, float)
    line_drawn = Signal(list)
    reset_requested = Signal()
    failed = Signal(str)
    recovered = Signal(str)
    part_failed = Signal(str)
    ground_failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("map_panel")
        self.setAccessibleName("Map")
        self.state = PageState()
        self.messages: list[dict[str, Any]] = []
        self.shown_messages: list[str] = []
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.card_of: Any = None
        self.district_card_of: Any = None

    @property
    def page_size(self) -> QSize:
        return QSize(608, 510)

    def show_state(self, state: PageState) -> None:
        """Replace the state, and record the message that a page would be sent."""
        changes = difference(self.state, state)
        self.state = state
        if changes:
            self.messages.append(changes)

    def change(self, **changes: Any) -> None:
        self.show_state(replace(self.state, **changes))

    def fit(self, *bounds: Any) -> None:
        self.calls.append(("fit", bounds))
        self.change(camera=self.state.camera.at_bounds(bounds[0] if bounds else None))

    def reveal(self, bounds: Any) -> None:
        self.calls.append(("reveal", (bounds,)))

    def look_at(self, lon: float, lat: float, zoom: float) -> None:
        self.change(camera=self.state.camera.at_view(lon, lat, zoom))

    def set_theme(self, name: str) -> None:
        self.calls.append(("set_theme", (name,)))
        self.change(theme=name)

    def set_ground(self, ground: Any) -> None:
        self.calls.append(("set_ground", (ground,)))

    def take_focus(self) -> None:
        self.setFocus()

    def spread_selection(self) -> None:
        self.calls.append(("spread_selection", ()))

    def draw_line(self) -> None:
        self.calls.append(("draw_line", ()))

    def pick_point(self, *, is_on: bool) -> None:
        self.calls.append(("pick_point", (is_on,)))

    def set_card_provider(self, card_of: Any) -> None:
        self.card_of = card_of

    def set_district_card_provider(self, card_of: Any) -> None:
        self.district_card_of = card_of

    def show_message(self, sentence: str) -> None:
        self.shown_messages.append(sentence)

    def start(self) -> None:
        self.calls.append(("start", ()))

    def calls_to(self, name: str) -> list[tuple[Any, ...]]:
        """The arguments of every call of this method, in order."""
        return [values for called, values in self.calls if called == name]


class Answers:
    """Answers the dialogs that open in its context, and records them and their texts.

    ``answer`` is called with each dialog; by default dialogs are rejected.
    """

    def __init__(self, answer: Any = None) -> None:
        self.dialogs: list[QDialog] = []
        self.texts: list[str] = []
        self._answer = answer or (lambda dialog: dialog.reject())
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._poll)

    def __enter__(self) -> Answers:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def _poll(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog not in self.dialogs:
            self.dialogs.append(dialog)
            self.texts.append(getattr(dialog, "text", str)() if callable(getattr(dialog, "text", None)) else "")
            try:
                self._answer(dialog)
            except Exception:
                dialog.reject()  # a dialog that stays open would block the test run
                raise
