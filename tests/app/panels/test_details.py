from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton

from app.panels.details.panel import DetailsPanel
from app.session import Session
from geo.incidents import Claim
from geo.reading.direction import without_overrides
from tests.app.samples import PAYLOADS, dataset, hostile, incident

BREAK = "\u200b"


@pytest.fixture
def panel(qtbot, session: Session) -> DetailsPanel:
    details = DetailsPanel(session)
    qtbot.addWidget(details)
    details.resize(340, 500)
    details.show()
    return details


def texts(panel: DetailsPanel) -> list[str]:
    """The texts of the labels, without zero-width spaces."""
    body = panel.area.widget()
    assert body is not None
    return [w.text().replace(BREAK, "") for w in body.findChildren(QLabel)]


def facts(panel: DetailsPanel) -> dict[str, str]:
    shown_texts = texts(panel)
    return dict(pairwise(shown_texts))


def show(session: Session, *rows, claims=()) -> None:
    session.open(dataset(rows, claims))
    session.select(tuple(row.incident_id for row in rows))


def button(panel: DetailsPanel, name: str) -> QToolButton:
    (tool_button,) = panel.findChildren(QToolButton, name)
    return tool_button


def test_an_incident_is_shown_with_all_fields(panel: DetailsPanel, session: Session) -> None:
    show(
        session,
        incident(
            0, killed_low=5, killed_best=7, killed_high=9, killed_security=4, killed_militants=3, injured=1200,
            abducted=7, actor1="A", actor1_as_given="a.", actor2="B", actors_associated="C; D", sources="Dawn; AFP",
            district_as_given="Bannu FR", notes="What happened.",
        ),
    )  # fmt: skip
    shown_facts = facts(panel)
    assert texts(panel)[:3] == [
        "Armed clash", "1 Nov 2024 · Bannu, Bannu, Khyber Pakhtunkhwa", "What happened.",
    ]  # fmt: skip
    assert shown_facts["Killed"] == "7 (reports from 5 to 9)"
    assert shown_facts["Of these"] == "4 security forces, 3 called militants by the source"
    assert (shown_facts["Injured"], shown_facts["Abducted"]) == ("1,200", "7")
    assert (shown_facts["Actors"], shown_facts["As given"]) == ("A; B; C; D", "a.")
    assert shown_facts["Place"] == "at the place named (32.9900° N, 70.6000° E)"
    assert shown_facts["Reported by"] == "Dawn; AFP"
    assert shown_facts["District as given"] == "Bannu FR"


def test_unknown_fields_are_shown_as_not_stated(panel: DetailsPanel, session: Session) -> None:
    bare = incident(
        0, killed_best=None, location="", district="", province="", place_precision="country", lon=None, lat=None
    )
    show(session, bare)
    shown_facts = facts(panel)
    assert "1 Nov 2024 · place not known" in texts(panel)
    assert (shown_facts["Killed"], shown_facts["Injured"], shown_facts["Actors"]) == (
        "no figure",
        "not stated",
        "not stated",
    )
    assert shown_facts["Reported by"] == "not stated"
    assert "Abducted" not in shown_facts
    assert "No claim, attribution or denial is recorded." in texts(panel)


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("near", "near the place named"),
        ("district", "known only to the district"),
        ("province", "known only to the province"),
        ("country", "place not known more closely than the country"),
    ],
)
def test_the_precision_of_a_place_is_shown_in_words(panel, session, precision: str, words: str) -> None:
    show(session, incident(0, place_precision=precision, lon=None, lat=None))
    assert facts(panel)["Place"] == words


@pytest.mark.parametrize(
    ("precision", "end", "words"),
    [
        ("day", date(2024, 11, 1), "1 Nov 2024"),
        ("day", date(2024, 11, 3), "1–3 Nov 2024"),
        ("week", date(2024, 11, 7), "some day in the week 1–7 Nov 2024"),
        ("month", date(2024, 11, 30), "some day in November 2024"),
        ("year", date(2024, 12, 31), "some day in 2024"),
    ],
)
def test_the_precision_of_a_date_is_shown_in_words(panel, session, precision: str, end: date, words: str) -> None:
    show(session, incident(0, date_precision=precision, date_end=end))
    assert texts(panel)[1].startswith(f"{words} · ")


def test_claims_attributions_and_denials_are_distinguished(panel: DetailsPanel, session: Session) -> None:
    one = incident(0)
    claims = [
        Claim(one.incident_id, "claimed", "TTP", "", date(2024, 11, 12), "Dawn", remark="by telephone"),
        Claim(one.incident_id, "reported", "police", "", figure="killed", value="3-5"),
        Claim(one.incident_id, "reported", "BLA", "", figure="killed", value="9"),
        Claim(one.incident_id, "attributed", "the army", "TTP"),
        Claim(one.incident_id, "denied", "TTP", "the number of deaths"),
        Claim("another", "claimed", "somebody else", ""),
    ]
    show(session, one, claims=claims)
    shown_texts = texts(panel)
    at = shown_texts.index("Who says what")
    assert shown_texts[at + 1 : at + 8] == [
        "Responsibility: disputed",
        "TTP (armed group): claims it (by telephone)", "12 Nov 2024 · Dawn",
        "the army (official): attributes it to TTP", "day not stated",
        "TTP (armed group): denies it: the number of deaths", "day not stated",
    ]  # fmt: skip
    killed = shown_texts.index("Killed: from 3 to 9")
    assert shown_texts[killed + 1 : killed + 5] == ["police (official): 3-5", "day not stated", "BLA (armed group): 9",
                                                    "day not stated"]  # fmt: skip
    assert not any("somebody else" in text for text in shown_texts)


def test_every_bundled_incident_can_be_shown(panel: DetailsPanel, session: Session) -> None:
    for incident_id in session.dataset.incidents.texts["incident_id"]:
        session.select((incident_id,))
        shown = texts(panel)
        assert incident_id in shown
        assert "not foreseen" not in shown


def test_several_incidents_are_shown_one_by_one(qtbot, panel: DetailsPanel, session: Session) -> None:
    rows = [incident(n, notes=f"note {n}") for n in range(3)]
    show(session, *rows)
    back, forth = button(panel, "previous incident"), button(panel, "next incident")
    assert "note 0" in texts(panel)
    assert not back.isEnabled()
    qtbot.mouseClick(forth, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(forth, Qt.MouseButton.LeftButton)
    assert "note 2" in texts(panel)
    assert not forth.isEnabled()
    assert [w.text() for w in panel.findChildren(QLabel) if "selected" in w.text()] == ["3 of 3 selected"]
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert "note 1" in texts(panel)


def test_turning_to_the_next_moves_the_session_and_requests_the_map(qtbot, panel: DetailsPanel, session) -> None:
    rows = [incident(n, notes=f"note {n}") for n in range(3)]
    show(session, *rows)
    with qtbot.waitSignal(panel.incident_requested) as emitted:
        qtbot.mouseClick(button(panel, "next incident"), Qt.MouseButton.LeftButton)
    assert emitted.args == [1]
    assert (session.state.current, session.state.selected) == ("test:000001", tuple(r.incident_id for r in rows))
    session.select(session.state.selected, "test:000002")
    assert "note 2" in texts(panel)
    with qtbot.assertNotEmitted(panel.incident_requested):
        panel.step(1)
    assert not session.can_undo


def test_one_incident_has_no_next_button(panel: DetailsPanel, session: Session) -> None:
    show(session, incident(0))
    assert not button(panel, "next incident").isVisible()


def test_filtering_keeps_the_incident_in_view(qtbot, panel: DetailsPanel, session: Session) -> None:
    show(session, *[incident(n, notes=f"note {n}") for n in range(3)])
    qtbot.mouseClick(button(panel, "next incident"), Qt.MouseButton.LeftButton)
    session.set_filters(min_killed=1)
    assert "note 1" in texts(panel)


@pytest.mark.parametrize("words", ["x" * 400, "خیبرپختونخواہ" * 30, "a/" * 200, "https://example.org/" + "y" * 300])
def test_very_long_words_do_not_widen_the_panel(qtbot, panel: DetailsPanel, session: Session, words: str) -> None:
    show(session, incident(0, notes=words, location=words, url=words, actor1=words))
    qtbot.waitUntil(lambda: panel.area.widget().height() > panel.height())
    assert panel.area.widget().width() <= panel.area.viewport().width()
    assert not panel.area.horizontalScrollBar().isVisible()
    assert facts(panel)["Actors"] == words


def test_urdu_is_shown_unchanged(panel: DetailsPanel, session: Session) -> None:
    text = "بنوں میں سات پولیس اہلکار اغوا"
    show(session, incident(0, notes=text))
    assert text in texts(panel)


@pytest.mark.parametrize("number", range(len(PAYLOADS)), ids=str)
def test_hostile_text_is_shown_unchanged(panel: DetailsPanel, session: Session, number: int) -> None:
    data, text = hostile(), without_overrides(PAYLOADS[number])
    session.open(data)
    session.select((data.incidents.texts["incident_id"][number],))
    shown_texts = texts(panel)
    assert shown_texts.count(text.replace(BREAK, "")) >= 2
    assert any("claims it: " in s and text.replace(BREAK, "") in s for s in shown_texts)
    labels = panel.findChildren(QLabel)
    assert {w.textFormat() for w in labels} == {Qt.TextFormat.PlainText}
    assert not any(w.openExternalLinks() for w in labels)


def test_copied_text_has_no_zero_width_spaces(qtbot, panel: DetailsPanel, session: Session) -> None:
    long_id = "own:" + "0123456789" * 5
    show(session, incident(0, incident_id=long_id))
    (label,) = (w for w in panel.area.widget().findChildren(QLabel) if w.text().replace(BREAK, "") == long_id)
    assert BREAK in label.text()
    label.setSelection(0, len(label.text()))
    QApplication.clipboard().clear()
    qtbot.keySequence(label, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QApplication.clipboard().text() == long_id


@pytest.mark.qt_log_ignore("This plugin does not support grabbing")
def test_the_whole_text_can_be_copied_from_the_menu(qtbot, panel: DetailsPanel, session: Session) -> None:
    show(session, incident(0, notes="y" * 60))
    (label,) = (w for w in panel.area.widget().findChildren(QLabel) if w.text().startswith("yyy"))
    at = QPoint(3, 3)
    QApplication.sendEvent(label, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, label.mapToGlobal(at)))
    (menu,) = label.findChildren(QMenu)
    copy, copy_all = menu.actions()
    assert not copy.isEnabled()
    copy_all.trigger()
    assert QApplication.clipboard().text() == "y" * 60
    menu.close()


def test_only_a_web_address_can_be_opened(qtbot, panel: DetailsPanel, session: Session) -> None:
    show(session, incident(0, url="https://example.org/a?b=1"))
    with qtbot.waitSignal(panel.link_requested) as signal:
        qtbot.mouseClick(button(panel, "open report"), Qt.MouseButton.LeftButton)
    assert signal.args == ["https://example.org/a?b=1"]
    for url in ("javascript:alert(1)", "file:///etc/passwd", "Dawn, 19 Nov 2024", " https://x", "data:text/html,x"):
        show(session, incident(0, url=url))
        assert panel.findChildren(QToolButton, "open report") == []


def test_a_filtered_out_incident_is_marked_as_not_shown(panel: DetailsPanel, session: Session) -> None:
    show(session, incident(0, killed_best=1), incident(1, killed_best=5))
    session.select(("test:000000",))
    assert not any("not among" in text for text in texts(panel))
    session.set_filters(min_killed=3)
    assert texts(panel)[0] == "This incident is not shown: the filters or the period leave it out."
    session.undo()
    assert not any("not among" in text for text in texts(panel))


def test_an_incident_drawn_in_another_district_says_so(panel: DetailsPanel, session: Session) -> None:
    show(session, incident(0, lon=70.14, lat=33.0))
    assert "Its point lies in North Waziristan as drawn; it is counted in Bannu." in texts(panel)
