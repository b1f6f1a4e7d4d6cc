from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from app.dialogs.entry import EntryForm
from geo.entry import IncidentEntry, entry_of
from geo.places.locate import bundled_locator
from geo.sources.bundled import bundled
from tests.app.samples import PAYLOADS


@pytest.fixture
def form(qtbot) -> EntryForm:
    made = EntryForm(bundled())
    qtbot.addWidget(made)
    made.set_entry(IncidentEntry())
    made.show()
    return made


def field(form: EntryForm, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, f"entry {name}")
    assert found is not None
    return found


def type_in(form: EntryForm, name: str, text: str) -> None:
    """As by keys, without the suggestions that come up."""
    field(form, name).setText(text)
    field(form, name).textEdited.emit(text)


def choose(form: EntryForm, name: str, value: str) -> None:
    box = form.findChild(QComboBox, f"entry {name}")
    assert box is not None
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def words(form: EntryForm) -> list[str]:
    return [each.text() for each in form.findChildren(QLabel) if each.isVisible()]


def test_every_bundled_incident_goes_through_the_form_unchanged(form: EntryForm) -> None:
    dataset = bundled()
    for row in range(0, len(dataset.incidents), 20):
        incident = dataset.incidents.row(row)
        claims = dataset.claims.get(incident.incident_id, ())
        form.set_entry(entry_of(incident, claims))
        assert form.check is not None
        assert (form.check.incident, form.check.claims) == (incident, claims)
        assert not form.is_changed


def test_a_new_incident_is_typed_and_checked(form: EntryForm) -> None:
    assert form.summary() == "Still needed: the day, the place, the type."
    assert not [text for text in words(form) if "missing" in text]
    type_in(form, "date_start", "3-5 Nov 2024")
    type_in(form, "location", "Bannu")
    choose(form, "event_type", "Battles")
    type_in(form, "killed_best", "0")
    assert form.check is not None
    incident = form.check.incident
    assert incident is not None
    assert (incident.district, incident.killed_best, incident.injured) == ("Bannu", 0, None)
    assert form.summary() == ""
    assert field(form, "district").placeholderText() == "Bannu"
    assert "Read as 3–5 Nov 2024." in words(form)
    type_in(form, "killed_low", "7")
    assert form.check.incident is None
    assert "The figures of killed must rise from low to best to high." in words(form)
    assert form.summary() == "To be corrected: killed (best)."


@pytest.mark.parametrize(
    ("best", "ends"), [("0", ("0", "0")), ("3-5", ("3", "5")), ("at least 3", ("3", "unknown")), ("", ("unknown",) * 2)]
)
def test_the_ends_of_a_figure_show_in_grey_what_would_be_stored(
    form: EntryForm, best: str, ends: tuple[str, str]
) -> None:
    type_in(form, "killed_best", best)
    form.check_now()
    assert field(form, "killed_low").placeholderText() == ("unknown" if not best else ""), "the rest is missing"
    type_in(form, "date_start", "3 Nov 2024")
    type_in(form, "location", "Bannu")
    choose(form, "event_type", "Battles")
    form.check_now()
    assert tuple(field(form, name).placeholderText() for name in ("killed_low", "killed_high")) == ends


def test_a_point_from_the_map_gives_its_district_and_says_that_a_line_is_near(form: EntryForm) -> None:
    form.set_entry(entry_of(bundled().incidents.row(5)))
    form.set_point(70.604, 32.985)
    assert form.check is not None
    assert (form.check.found.district, form.entry().district) == ("Bannu", "")
    assert not any("district line" in text for text in words(form))
    lons = [70.6 + step / 100 for step in range(60)]
    is_near = bundled_locator().near_boundary(lons, [32.985] * len(lons))
    line = lons[is_near.tolist().index(True)]
    form.set_point(line, 32.985)
    assert form.check is not None
    assert any("A district line is within 5 km" in text for text in words(form))


def test_another_type_gives_up_the_sub_type_of_the_first(form: EntryForm) -> None:
    form.set_entry(IncidentEntry(event_type="Battles", sub_event_type="Armed clash"))
    choose(form, "event_type", "Protests")
    assert (form.entry().event_type, form.entry().sub_event_type) == ("Protests", "")


def test_texts_of_the_data_are_shown_as_they_are(form: EntryForm) -> None:
    for text in PAYLOADS:
        form.set_entry(IncidentEntry(date_start=text, location=text, district=text, notes=text))
        assert form.entry().notes == text
    assert [each.text() for each in form.findChildren(QLabel) if each.textFormat() != Qt.TextFormat.PlainText] == []
