"""The dialog before incidents leave."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.dialogs.sharing import SharingDialog
from app.settings import Settings
from geo.export.formats import HAND_OVER
from geo.export.sharing.profile import CAREFUL, OWN, PROFILES, Profile
from geo.incidents import Release
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.draw.page.pages import dataset_of, incident

PARTNER = Profile("OCHA", "grid-10", notes=True)


@pytest.fixture
def dialog(qtbot: QtBot) -> SharingDialog:
    rows = [incident(1, source="acled", release="a"), incident(2)]
    release = Release("a", "acled", "", "a.csv", "", 1, "ACLED's terms of use")
    made = SharingDialog(resolve(dataset_of(*rows, releases=(release,)), State()), HAND_OVER, {"OCHA": PARTNER})
    qtbot.addWidget(made)
    return made


def test_the_default_is_the_careful_profile_and_says_what_stays_out(dialog: SharingDialog) -> None:
    assert dialog.profile == CAREFUL
    assert "1 incident of 2" in dialog.said.text()
    assert "acled (ACLED's terms of use)" in dialog.said.text()
    assert dialog.remembered is None


@pytest.mark.parametrize("name", PROFILES)
def test_each_profile_is_shown_and_read_back(dialog: SharingDialog, name: str) -> None:
    dialog.recipient.setCurrentIndex(dialog.recipient.findData(name))
    assert dialog.profile == PROFILES[name]


def test_a_changed_choice_is_no_profile_until_it_equals_one(dialog: SharingDialog) -> None:
    dialog.notes.setChecked(True)
    assert dialog.recipient.currentData() == OWN
    assert "names of places finer" in dialog.said.text()
    dialog.notes.setChecked(False)
    assert dialog.recipient.currentData() == "careful"


def test_a_recipient_is_remembered_and_shown_again(dialog: SharingDialog, tmp_path) -> None:
    dialog.recipient.setCurrentIndex(dialog.recipient.findData("OCHA"))
    assert dialog.profile == PARTNER == dialog.remembered
    dialog.places.setCurrentIndex(dialog.places.findData("none"))
    dialog.name.setText("careful")
    assert not dialog.save.isEnabled()
    dialog.name.setText("Partner")
    settings = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    assert dialog.remembered is not None
    settings.remember_profile(dialog.remembered)
    assert settings.sharing_profiles == {"Partner": Profile("Partner", "none", notes=True)}
    settings._store.setValue("sharing_profiles", '{"x": {"places": "secret"}}')
    assert settings.sharing_profiles == {}


def test_a_format_that_would_hold_nothing_is_not_written(dialog: SharingDialog) -> None:
    dialog.recipient.setCurrentIndex(dialog.recipient.findData("counts-only"))
    assert dialog.save.isEnabled()
    dialog.format.setCurrentIndex(dialog.format.findData(".kml"))
    assert not dialog.save.isEnabled()
    assert "Counts are in" in dialog.problem.text()
