from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QMenu

from app.dialogs.intake import Confirmed, IntakeDialog
from app.dialogs.intake.reading import Source, WasRead, read, read_again
from app.dialogs.intake.report_view import ReportView, Units
from app.jobs import Jobs
from app.session import Session
from geo.entry import IncidentEntry
from geo.entry.review import Item
from geo.intake.candidates import Span
from geo.intake.readers.report_text import ReportText, pasted
from geo.sources.bundled import bundled
from tests.app.samples import PAYLOADS, Answers, dataset, incident

TEXT = """Breaking 🔥🔥 👮🏽

Gunmen shot dead two policemen in Miranshah on Monday, police said.

A roadside bomb 💥 killed three soldiers in Bannu on Sunday. The TTP claimed responsibility for the blast.

The government announced a ceasefire in Kurram on Tuesday."""
PUBLISHED = date(2024, 11, 20)


def found(text: str = TEXT, published: date | None = PUBLISHED) -> WasRead:
    return read_again(ReportText(text, "Two attacks", "Example Daily", published), bundled(), None)


@pytest.fixture
def make(qtbot) -> Iterator[Callable[..., IntakeDialog]]:
    made: list[IntakeDialog] = []

    def build(stored: Any = None, workspace: Any = None) -> IntakeDialog:
        dialog = IntakeDialog(Session(stored or bundled()), Jobs(), lambda: workspace)
        made.append(dialog)
        dialog.resize(1000, 700)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    yield build
    for dialog in made:
        dialog.texts._jobs.wait()
        dialog._is_discarded = True
        dialog.close()
        dialog.deleteLater()


def press(qtbot, dialog: IntakeDialog, keys: str) -> None:
    for key in keys:
        qtbot.keyClick(dialog.focusWidget() or dialog, getattr(Qt.Key, f"Key_{key}"))


def decisions(dialog: IntakeDialog) -> list[str]:
    assert dialog.review is not None
    return [item.decision for item in dialog.review.items]


def entry(item: Item) -> IncidentEntry:
    assert isinstance(item.entry, IncidentEntry)
    return item.entry


def highlighted(view: ReportView, strength: int) -> list[str]:
    """The words that are highlighted so strongly, as Qt has them."""
    from PySide6.QtGui import QTextFormat

    return [
        mark.cursor.selectedText() for mark in view.extraSelections()
        if mark.format.property(QTextFormat.Property.UserProperty) == strength
    ]  # fmt: skip


# the text


@pytest.mark.parametrize("text", ["plain", "𝒳y🔥", "🔥🔥", "بنوں 💥 x", "a\u200b\U0001f46e\U0001f3fd\nb\tc"])
def test_offsets_are_those_of_qt_and_back(text: str) -> None:
    units = Units(text)
    for at in range(len(text) + 1):
        assert units.unit(at) == len(text[:at].encode("utf-16-le")) // 2
        assert units.offset(units.unit(at)) == at


def test_highlights_are_the_words_with_astral_characters_before_them(make) -> None:
    dialog = make()
    dialog.show_read(found())
    view, item = dialog.parts.text, dialog.review.items[0]
    assert view.toPlainText() == TEXT
    dialog.parts.fields.focus_on("killed_best")
    assert highlighted(view, 110) == [span.words(TEXT) for span in item.evidence["killed_best"]]
    assert "two policemen" in highlighted(view, 110)
    assert set(highlighted(view, 46)) == {span.words(TEXT) for span in item.spans}


HOSTILE = (
    *PAYLOADS, "a\x00b\x07c\x1b[31m red", "x \u202e dne \u2066 y \u2069 z", "a\r\nb\u2028c\u2029d\ufdd0e\ufdd1f",
    "<b>bold</b> &amp; x",
)  # fmt: skip


def test_hostile_text_is_shown_as_it_is_read_with_each_character_in_its_place(qtbot) -> None:
    view = ReportView()
    qtbot.addWidget(view)
    for text in HOSTILE:
        report = pasted(f"{text}\nword 💥 last")
        view.show_report(report.text)
        assert view.document().characterCount() == len(report.text.encode("utf-16-le")) // 2 + 1
        at = report.text.index("last")
        view.highlight([Span(at, at + 4)])
        assert highlighted(view, 110) == ["last"]


def test_a_click_on_words_goes_to_their_field_and_a_click_on_a_field_to_its_words(qtbot, make) -> None:
    dialog = make()
    dialog.show_read(found())
    view = dialog.parts.text
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.units.unit(TEXT.index("three soldiers") + 2))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect(cursor).center())
    assert dialog.review.at == 1
    fields = set()
    for _ in range(6):  # of several fields with these words each click goes to the next one
        fields.add(dialog.focusWidget().objectName())
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect(cursor).center())
    assert fields >= {"intake killed_best", "intake killed_security"}
    editor = dialog.parts.fields.editors["location" if entry(dialog.review.item).location else "district"]
    qtbot.mouseClick(editor, Qt.MouseButton.LeftButton)
    assert highlighted(view, 110) == ["Bannu"]


def test_words_that_are_in_several_fields_go_to_the_one_that_comes_first_in_the_form(make) -> None:
    dialog = make()
    dialog.show_read(found("A bomb killed two soldiers in Wana on Monday."))
    at = dialog.review.report.text.index("Wana") + 1
    shown = []
    for _ in range(4):
        dialog._on_clicked_at(at)
        shown.append(dialog.focusWidget().objectName())
    assert shown[:2] == ["intake location", "intake place_precision"]
    assert shown.index("intake location") == 0


# deciding by keyboard


def mark(dialog: IntakeDialog, words: str) -> None:
    view, text = dialog.parts.text, dialog.review.report.text
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.units.unit(text.index(words)))
    cursor.setPosition(view.units.unit(text.index(words) + len(words)), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def test_an_incident_that_was_not_found_is_read_from_marked_words(qtbot, make) -> None:
    dialog = make()
    sport = "The team won the cricket match by five wickets. A bomb killed two soldiers in Wana on Monday."
    dialog.show_read(found(sport))
    dialog.review.items.clear()
    dialog._refresh()
    assert "mark its words" in dialog.parts._covers[1].text()
    press(qtbot, dialog, "A")
    assert "Mark the words" in dialog.parts.message.text()
    mark(dialog, "A bomb killed two soldiers in Wana on Monday.")
    press(qtbot, dialog, "A")
    (item,) = dialog.review.items
    assert (entry(item).location, entry(item).date_start, entry(item).killed_best) == ("Wana", "2024-11-18", "2")
    assert item.evidence["killed_best"][0].words(sport) == "killed"
    assert (dialog.review.is_touched, dialog.parts.message.text()) == (True, "")
    mark(dialog, "the cricket match")
    press(qtbot, dialog, "A")
    item = dialog.review.item
    assert (entry(item).date_start, entry(item).notes, item.doubts != ()) == ("", "“the cricket match”", True)
    press(qtbot, dialog, "C")
    assert dialog.parts.message.text() == "The day is missing."


def test_what_is_said_of_a_text_goes_with_what_is_known_and_the_next_text(make) -> None:
    dialog = make()
    texts = ["A bomb killed two soldiers in Wana.", "Le gouvernement a annoncé que deux soldats ont été tués."]
    for text, told in zip(texts, ("Who published it is not known", "not seem to be in English"), strict=True):
        dialog.show_read(read_again(ReportText(text, "Title", None, PUBLISHED), bundled(), None))
        assert told in dialog.parts.notes.text()
    dialog.show_read(read_again(ReportText(texts[0], "Title", None, PUBLISHED), bundled(), None))
    dialog.parts.about.publisher.setText("Example Daily")
    dialog.parts.about.changed.emit()
    assert "Who published it" not in dialog.parts.notes.text()


def test_nothing_leaves_the_window_that_was_not_confirmed(qtbot, make) -> None:
    dialog = make()
    wanted: list[Confirmed] = []
    dialog.store_wanted.connect(wanted.append)
    dialog.show_read(found())
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert wanted == []
    press(qtbot, dialog, "CR")
    assert decisions(dialog) == ["confirmed", "rejected", "open"]
    press(qtbot, dialog, "C")
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [item.sentences[0].words(TEXT)[:9] for item in wanted[0].items] == ["Gunmen sh", "The gover"]
    press(qtbot, dialog, "PR")  # nothing is decided while it is stored
    assert decisions(dialog) == ["confirmed", "rejected", "confirmed"]
    dialog.show_stored("Stored.")
    assert decisions(dialog) == ["stored", "rejected", "stored"]
    assert dialog.close()  # there is nothing to ask about


@pytest.mark.qt_log_ignore("This plugin does not support grabbing")
def test_candidates_are_merged_and_split_by_keyboard(qtbot, make) -> None:
    dialog = make()
    dialog.show_read(found())
    before = list(dialog.review.items)
    press(qtbot, dialog, "M")
    (menu,) = dialog.findChildren(QMenu, "merge menu")
    assert [action.text().split("  ")[0] for action in menu.actions()] == ["&1"]
    menu.actions()[0].trigger()
    menu.close()
    assert len(dialog.review.items) == 2
    assert entry(dialog.review.items[0]).claims == entry(before[1]).claims
    assert "differs in: day (2024-11-17, day), place (Bannu" in dialog.parts.fields._doubts.text()
    press(qtbot, dialog, "S")
    assert dialog.review.items == before
    press(qtbot, dialog, "S")
    assert "Mark its words" in dialog.parts.message.text()
    press(qtbot, dialog, "NR")
    view = dialog.parts.text
    marked = view.textCursor()
    marked.setPosition(view.units.unit(TEXT.index("roadside bomb")))
    marked.setPosition(view.units.unit(TEXT.index(" in Bannu on Sunday")), marked.MoveMode.KeepAnchor)
    view.setTextCursor(marked)
    press(qtbot, dialog, "S")
    assert (dialog.review.at, entry(dialog.review.item).killed_best) == (3, "3")
    assert entry(dialog.review.items[2]).killed_best == ""
    assert view.selected_span() is None
    press(qtbot, dialog, "NNNM")
    assert "Choose a candidate incident" in dialog.parts.message.text()


def test_letters_typed_in_fields_are_no_keys_and_a_fault_stops_the_confirmation(qtbot, make) -> None:
    dialog = make()
    dialog.show_read(found())
    press(qtbot, dialog, "E")
    assert dialog.focusWidget() is dialog.parts.fields.editors["date_start"]
    qtbot.keyClicks(dialog.focusWidget(), "crm")
    qtbot.keyClick(dialog.parts.fields.editors["place_precision"], Qt.Key.Key_R)
    assert decisions(dialog) == ["open"] * 3
    assert "date_start" not in dialog.review.items[0].evidence
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert decisions(dialog)[0] == "open"
    assert "crm" in dialog.parts.message.text()
    dialog.parts.fields.editors["date_start"].setFocus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.parts.items


def test_a_stored_incident_that_may_be_the_same_is_shown_at_once_and_taken_by_a_key(qtbot, make) -> None:
    stored = incident(0, incident_id="own:7", date_start=date(2024, 11, 18), date_end=date(2024, 11, 18),
                      location="Miran Shah", district="North Waziristan", lon=70.07, lat=33.0, place_precision="near",
                      event_type="Battles", sub_event_type="Armed clash")  # fmt: skip
    dialog = make(dataset([stored]), workspace=object())
    dialog.show_read(found())  # compared with other incidents: this is done again
    qtbot.waitUntil(lambda: dialog.parts.similar.chosen == "own:7", timeout=20_000)
    press(qtbot, dialog, "D")
    assert (dialog.review.items[0].decision, dialog.review.items[0].stored_id) == ("same", "own:7")
    dialog._session.open(bundled())  # in which it is not stored
    qtbot.waitUntil(lambda: decisions(dialog)[0] == "open", timeout=20_000)


def test_another_day_of_publication_reads_again(qtbot, make) -> None:
    dialog = make()
    dialog.show_read(found(published=None))
    assert entry(dialog.review.items[0]).date_start == ""
    about = dialog.parts.about
    about.day.setText("2024-13-45")
    about.day.editingFinished.emit()
    assert "is no day" in about.problem.text()
    about.day.setText("20 Nov 2024")
    about.day.editingFinished.emit()
    assert dialog.is_busy
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    assert entry(dialog.review.items[0]).date_start == "2024-11-18"
    about.publisher.setText("Another Paper")
    about.publisher.editingFinished.emit()
    assert dialog.review.item.final_entry(dialog.review.report).sources == "Another Paper"


# texts that wait, bad input, leaving


def test_dropped_files_are_read_one_after_another_and_a_bad_one_says_why(qtbot, make, tmp_path: Path) -> None:
    dialog = make()
    bad, good, last = (tmp_path / name for name in ("scan.pdf", "a.txt", "b.txt"))
    bad.write_bytes(b"%PDF-1.4 nothing")
    good.write_text(TEXT, encoding="utf-8")
    last.write_text("Nothing happened in Quetta.", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (bad, good, last)])
    copy, no_key = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), copy, data, Qt.MouseButton.LeftButton, no_key))
    qtbot.waitUntil(lambda: dialog.review is not None and not dialog.is_busy, timeout=20_000)
    assert "scan.pdf is a damaged PDF" in dialog.parts.message.text()
    assert dialog.parts.text.toPlainText() == TEXT
    assert dialog.texts.words == "1 text waiting; next: b.txt"


def test_files_that_arrive_in_a_watched_folder_are_offered_once_they_stop_growing(make, tmp_path: Path) -> None:
    dialog = make()
    (tmp_path / "old.txt").write_text("old")
    folder = dialog.texts.folder
    folder.watch(tmp_path)
    (tmp_path / "new.txt").write_text("half")
    folder.check()
    (tmp_path / "new.txt").write_text("half and more")
    folder.check()
    assert dialog.texts.waiting == []
    folder.check()
    folder.check()
    assert [source.name for source in dialog.texts.waiting] == ["new.txt"]
    assert dialog.review is None


def test_reading_can_be_cancelled(qtbot, make) -> None:
    dialog = make()
    dialog.take([Source(text=TEXT)])
    assert dialog.is_busy
    dialog.cancel_reading()
    assert not dialog.is_busy
    qtbot.waitUntil(lambda: not dialog.texts._jobs.is_busy, timeout=20_000)
    assert dialog.review is None


def test_the_window_asks_before_it_is_closed_with_unconfirmed_candidates(qtbot, make) -> None:
    dialog = make()
    dialog.show_read(found())
    pressed = iter(["Stay here", "Close"])

    def answer(box: Any) -> None:
        assert isinstance(box, QDialog)
        name = next(pressed)
        next(button for button in box.buttons() if button.text() == name).click()

    with Answers(answer) as answers:
        dialog.close()
        assert dialog.isVisible()
        dialog.close()
    assert answers.texts == ["3 items of this text are not stored."] * 2
    assert not dialog.isVisible()


def test_a_text_that_was_taken_in_before_is_said_at_the_top(make, tmp_path: Path) -> None:
    from geo import store
    from geo.entry.taking_in import store_items

    workspace = store.workspace_at(tmp_path / "w.gpkg")
    first = found()
    store_items(workspace, first.review.report, [replace(first.review.items[0], decision="confirmed")], bundled())
    dialog = make(workspace=workspace)
    dialog.show_read(read(Source(text=f"{TEXT} Updated."), bundled(), workspace))
    assert "was taken in on" in dialog.parts.notes.text()
