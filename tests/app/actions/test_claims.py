"""Claims of an incident are added, corrected, withdrawn and undone from the ledger in the details."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QToolButton

from app.dialogs.entry.claims import ClaimDialog
from app.dialogs.entry.lines import set_value
from app.window import Window
from geo import store
from geo.export.incidents_csv import write_csv
from geo.incidents import Claim
from geo.incidents.by_hand import ByHand
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from tests.app.samples import Answers, incident


@pytest.fixture
def window(open_window, tmp_path: Path) -> Window:
    """A workspace of one incident, which is selected, with one claim."""
    claim = Claim("own:0", "claimed", "TTP", "", source="Dawn", url="https://example.org/a")
    path = write_csv(tmp_path / "a.csv", [incident(0, source="own", incident_id="own:0")], {"own:0": [claim]})
    import_files([IncidentFile(path)], store.workspace_at(tmp_path / "w.gpkg"))
    made: Window = open_window(tmp_path / "w.gpkg")
    made.session.select(("own:0",))
    return made


def passages(window: Window) -> str:
    return "\n".join(passage.text() for passage in window.sides.details.findChildren(QLabel))


def click(window: Window, name: str) -> None:
    window.sides.details.findChild(QToolButton, name).click()


def said(window: Window) -> list[str]:
    return [claim.sentence() for claim in window.session.dataset.claims.get("own:0", ())]


def test_a_claim_is_added_corrected_withdrawn_and_undone(qtbot, window: Window, tmp_path: Path) -> None:
    def denial(dialog: QDialog) -> None:
        assert isinstance(dialog, ClaimDialog)
        set_value(dialog._fields["kind"], "denied")
        set_value(dialog._fields["by"], "TTP spokesman")
        dialog._check()
        dialog._accept()

    with Answers(denial):
        click(window, "add claim")
    qtbot.waitUntil(lambda: len(said(window)) == 2, timeout=20_000)
    assert "Responsibility: disputed" in passages(window)
    assert "TTP spokesman (armed group): denies it" in passages(window)
    assert window.session.state.selected == ("own:0",)

    def figure(dialog: QDialog) -> None:
        assert isinstance(dialog, ClaimDialog)
        assert dialog.entry().by == "TTP"
        set_value(dialog._fields["figure"], "killed")
        set_value(dialog._fields["value"], "9")
        dialog._check()
        dialog._accept()

    with Answers(figure):
        click(window, "edit claim")
    qtbot.waitUntil(lambda: said(window)[0].endswith("killed: 9"), timeout=20_000)
    click(window, "withdraw claim")
    qtbot.waitUntil(lambda: said(window) == ["Denied by TTP spokesman"], timeout=20_000)
    window.session.undo()
    qtbot.waitUntil(lambda: len(said(window)) == 2, timeout=20_000)

    versions = store.workspace_at(tmp_path / "w.gpkg").versions("own:0")
    assert [len(version.claims) for version in versions] == [1, 2, 2]
    told = [ByHand.of(version.release) for version in versions[1:] if version.release is not None]
    assert [each.why for each in told if each is not None] == ["a claim added", "a claim corrected"]


def test_claims_of_the_bundled_incidents_have_no_buttons_to_change_them(open_window) -> None:
    window: Window = open_window()
    ids = window.session.dataset.claims
    window.session.select((next(iter(ids)),))
    assert window.sides.details.findChildren(QToolButton, "add claim") == []
