"""Changes by hand: each is a revision, and no import overwrites it unasked. On the file and on the one in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.errors import InputError, UnknownName, WorkspaceMissing, WorkspaceReadOnly
from geo.incidents import Claim, ContextEvent, Incident, Release
from geo.incidents.by_hand import ByHand, Reason
from geo.incidents.findings import Checked
from geo.incidents.made_up import SOURCE
from geo.incidents.releases import ReleasePolicy
from geo.reading.sketch import sketch_of
from geo.sources.incident_file import IncidentFile
from geo.store import ImportReport, IntakeText, Workspace, differing_fields, most_alike, workspace_at
from tests.geo.store.memory import MemoryServer
from tests.geo.store.older_formats import turn_back
from tests.stored import store_rows

Rows = Callable[[int], list[Incident]]

WHY = Reason("Amina", "the police corrected it")
EVENT = ContextEvent(date(2024, 1, 1), date(2024, 2, 1), "Ceasefire", "", "ceasefire", "")


def release(number: int, licence: str = "CC0") -> Release:
    return Release(f"import {number}", "own", f"2026-01-{number:02}T12:00:00Z", f"file v{number}.csv", "", 0, licence)


@pytest.fixture(params=["file", "memory"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path, rows: Rows) -> Workspace:
    """A workspace with three imported incidents, of which the first has a claim."""
    address = str(tmp_path / "w.gpkg") if request.param == "file" else "memory://server/w"
    opened = workspace_at(address, {"memory": MemoryServer().workspace})
    store_rows(opened, Checked(rows(3), claims=[Claim("own:000000", "claimed", "X", "")]), release(1))
    return opened


def stored(workspace: Workspace, incident_id: str) -> Incident | None:
    dataset = workspace.load()
    at = dataset.incidents.positions.get(incident_id)
    return None if at is None else dataset.incidents.row(at)


def edit(workspace: Workspace, incident_id: str = "own:000001", notes: str = "corrected") -> None:
    row = stored(workspace, incident_id)
    assert row is not None
    with workspace.by_hand(WHY) as hand:
        assert hand.edit(replace(row, notes=notes))


def import_notes(workspace: Workspace, rows: Rows, notes: str, number: int, **options: str) -> ImportReport:
    """Import the three rows, the second with other notes."""
    new = [replace(row, notes=notes) if row.incident_id == "own:000001" else row for row in rows(3)]
    with workspace.importing() as transaction:
        session = transaction.begin(release(number), None, options.get("edited", "keep"))  # type: ignore[arg-type]
        session.add(Checked(new, has_claims=False))
        return session.finish("all")


def notes_of(workspace: Workspace) -> str | None:
    row = stored(workspace, "own:000001")
    return row and row.notes


def interrupted(workspace: Workspace) -> None:
    with workspace.by_hand(WHY) as hand:
        hand.withdraw("own:000000")
        raise ZeroDivisionError


def change_twice(workspace: Workspace) -> None:
    with workspace.by_hand(WHY) as hand:
        hand.set_claims("own:000000", ())
        hand.withdraw("own:000000")


def test_each_change_is_a_revision_with_who_and_why(workspace: Workspace, rows: Rows) -> None:
    edit(workspace)
    before, after = workspace.versions("own:000001")
    assert (before.state, after.state, before.replaced_by) == ("revised", "present", after.release)
    assert differing_fields(before, after) == ("notes",)
    told = after.release and ByHand.of(after.release)
    assert told
    assert (told.what, told.who, told.why, told.base) == ("edited", *("Amina", WHY.why), "import 1")
    assert after.release
    assert (after.release.licence, after.release.is_cited) == ("CC0", False), "its terms still apply"
    (revision,) = workspace.changes_since("import 1").revised
    assert (revision.fields, revision.before.notes) == (("notes",), "note 1")
    past = workspace.load_as_of("import 1").incidents
    assert past.row(past.positions["own:000001"]).notes == "note 1"


def test_what_is_entered_is_withdrawn_restored_and_undone(workspace: Workspace, rows: Rows) -> None:
    claim = Claim("", "reported", "police", "", figure="killed", value="3-5", url="https://example.org")
    with workspace.by_hand(Reason()) as hand:
        key = hand.add(replace(rows(2)[1], incident_id="x", source="ucdp-ged"), [claim])
    dataset = workspace.load()
    assert key.startswith("own:")
    assert len(key) == 40
    assert (stored(workspace, key) or rows(1)[0]).source == "own"
    assert dataset.claims[key] == (replace(claim, incident_id=key),)
    assert dataset.claims[key][0].number == (3, 3, 5)
    states = [dataset.releases]
    for change in ("withdraw", "restore"):
        with workspace.by_hand(WHY) as hand:
            getattr(hand, change)(key)
        assert (stored(workspace, key) is None) == (change == "withdraw")
        assert [one.incident.incident_id for one in workspace.withdrawn_by_hand()] == [key] * (change == "withdraw")
        states.append(workspace.load().releases)
    assert workspace.load().claims[key] == dataset.claims[key]
    for expected in reversed(states[:-1]):
        workspace.undo_last()
        assert workspace.load().releases == expected
    workspace.undo_last()
    assert stored(workspace, key) is None
    assert len(workspace.load().incidents) == 3


def test_a_step_is_stored_and_undone_as_a_whole(workspace: Workspace, rows: Rows) -> None:
    start = workspace.load()
    row = stored(workspace, "own:000002")
    assert row is not None
    with workspace.by_hand(WHY) as hand:
        hand.add(rows(1)[0])
        hand.edit(replace(row, injured=4))
        hand.set_claims("own:000000", ())
        event_id = hand.add_context(EVENT)
        hand.add_text(IntakeText("abc", "A title"))
    found = workspace.load()
    assert (len(found.incidents), found.claims.get("own:000000", ())) == (4, ())
    assert [event.event_id for event in found.context_events] == [event_id]
    assert [text.title for text in workspace.intake_texts()] == ["A title"]
    with pytest.raises(ZeroDivisionError):
        interrupted(workspace)
    assert workspace.undo_last() == found.releases[1].name
    back = workspace.load()
    assert (back.releases, back.context_events, dict(back.claims)) == (start.releases, (), dict(start.claims))
    assert list(back.incidents.rows()) == list(start.incidents.rows())
    assert workspace.intake_texts() == ()


def test_context_events_by_hand_keep_their_versions(workspace: Workspace) -> None:
    with workspace.by_hand(WHY) as hand:
        key = hand.add_context(EVENT)
    with workspace.by_hand(WHY) as hand:
        assert hand.edit_context(replace(EVENT, event_id=key, title="Truce"))
        assert not hand.edit_context(replace(EVENT, event_id=key, title="Truce"))
    edited = workspace.load()
    with workspace.by_hand(WHY) as hand:
        hand.withdraw_context(key)
    assert workspace.load().context_events == ()
    titles = [[e.title for e in workspace.load_as_of(one.name).context_events] for one in workspace.load().releases]
    assert titles == [[], ["Ceasefire"], ["Truce"], []]
    workspace.undo_last()
    assert workspace.load().context_events == edited.context_events
    with pytest.raises(UnknownName), workspace.by_hand(WHY) as hand:
        hand.withdraw_context("")


def test_an_import_keeps_what_was_edited_and_offers_its_version(workspace: Workspace, rows: Rows) -> None:
    edit(workspace)
    assert import_notes(workspace, rows, "note 1", 2).has_changes is False, "the source has nothing new"
    report = import_notes(workspace, rows, "newer", 2)
    assert (report.edited, report.offered, report.revised, notes_of(workspace)) == (1, 1, 0, "corrected")
    assert import_notes(workspace, rows, "newer", 3).has_changes is False, "it is offered already"
    (offer,) = workspace.offered()
    assert (offer.incident.notes, offer.state) == ("newer", "offered")
    with workspace.by_hand(WHY) as hand:
        hand.decide("own:000001", take=False)
    assert (notes_of(workspace), workspace.offered()) == ("corrected", ())
    assert import_notes(workspace, rows, "newer", 3).has_changes is False, "it was declined"
    assert import_notes(workspace, rows, "newest", 4).offered == 1
    with workspace.by_hand(WHY) as hand:
        hand.decide("own:000001", take=True)
    assert notes_of(workspace) == "newest"
    assert import_notes(workspace, rows, "still newer", 5).revised == 1, "it is as the source has it, and goes with it"
    assert notes_of(workspace) == "still newer"
    for expected in ("newest", "corrected"):
        workspace.undo_last()
        assert notes_of(workspace) == expected
    assert [one.incident.notes for one in workspace.offered()] == ["newest"]


def test_an_import_replaces_what_was_edited_when_told_to(workspace: Workspace, rows: Rows) -> None:
    edit(workspace)
    import_notes(workspace, rows, "newer", 2)
    report = import_notes(workspace, rows, "newer", 3, edited="replace")
    assert (report.revised, report.edited_replaced, report.edited) == (1, 1, 0)
    assert (notes_of(workspace), workspace.offered()) == ("newer", ())


def test_an_import_neither_withdraws_entries_nor_adds_what_was_withdrawn(workspace: Workspace, rows: Rows) -> None:
    with workspace.by_hand(WHY) as hand:
        key = hand.add(rows(1)[0])
        hand.withdraw("own:000001")
    report = import_notes(workspace, rows, "newer", 2)
    assert report.left_out == {"withdrawn by hand": 1}
    assert (stored(workspace, "own:000001"), report.added) == (None, 0)
    assert stored(workspace, key) is not None
    assert import_notes(workspace, rows, "newer", 3, edited="replace").added == 1
    assert stored(workspace, key) is not None, "no source ever had it"


def test_claims_by_hand_do_not_hold_back_an_import_without_claims(workspace: Workspace, rows: Rows) -> None:
    with workspace.by_hand(WHY) as hand:
        hand.set_claims("own:000001", [Claim("", "denied", "Y", "")])
    assert import_notes(workspace, rows, "newer", 2).revised == 1
    assert [claim.by for claim in workspace.load().claims["own:000001"]] == ["Y"]


def test_what_cannot_be_done_is_refused_in_words(workspace: Workspace, rows: Rows) -> None:
    before = workspace.load()
    for call in ("withdraw", "restore"):
        with pytest.raises(UnknownName, match="own:9"), workspace.by_hand(WHY) as hand:
            getattr(hand, call)("own:9")
    with pytest.raises(InputError, match="not withdrawn"), workspace.by_hand(WHY) as hand:
        hand.restore("own:000001")
    with pytest.raises(InputError, match="twice"):
        change_twice(workspace)
    with pytest.raises(UnknownName, match="offers another"), workspace.by_hand(WHY) as hand:
        hand.decide("own:000001", take=True)
    with pytest.raises(UnknownName, match="was none"):
        workspace.versions("own:9")
    with workspace.by_hand(WHY) as hand:
        assert not hand.edit(replace(rows(2)[1], source="other")), "the source is that of the stored one"
    assert list(workspace.load().incidents.rows()) == list(before.incidents.rows())
    assert workspace.load().releases == before.releases
    with pytest.raises(InputError, match="one line"):
        Reason("a\nb")


def test_a_made_up_workspace_marks_what_is_entered(tmp_path: Path, rows: Rows) -> None:
    workspace = workspace_at(tmp_path / "w.gpkg")
    store_rows(workspace, Checked([replace(rows(1)[0], source=SOURCE)]), replace(release(1), source=SOURCE))
    with workspace.by_hand(WHY) as hand:
        key = hand.add(rows(1)[0])
    assert key.startswith(f"{SOURCE}:")
    assert workspace.load().is_made_up


def test_the_first_entry_makes_a_workspace_and_a_failed_one_leaves_none(tmp_path: Path, rows: Rows) -> None:
    workspace = workspace_at(tmp_path / "w.gpkg")
    with pytest.raises(WorkspaceMissing), workspace.by_hand(WHY):
        pass
    with pytest.raises(UnknownName), workspace.by_hand(WHY, [EVENT]) as hand:
        hand.withdraw("own:1")
    assert not workspace.exists()
    with workspace.by_hand(WHY, [EVENT]) as hand:
        hand.add(rows(1)[0])
    assert (len(workspace.load().incidents), workspace.load().context_events) == (1, (EVENT,))
    (tmp_path / "w.gpkg").chmod(0o444)
    with pytest.raises(WorkspaceReadOnly), workspace.by_hand(WHY) as hand:
        hand.add(rows(1)[0])


def test_a_workspace_of_the_format_before_keeps_its_claims_and_takes_changes(tmp_path: Path, rows: Rows) -> None:
    path = tmp_path / "w.gpkg"
    store_rows(path, Checked(rows(2), claims=[Claim("own:000000", "claimed", "X", "")]), release(1))
    turn_back(path, 5)
    (part,) = IncidentFile(path).parts()
    assert [claim.by for claim in part.claims] == ["X"], "as a file it is read as it is"
    edit(workspace_at(path))
    assert notes_of(workspace_at(path)) == "corrected"
    assert [claim.by for claim in workspace_at(path).load().claims["own:000000"]] == ["X"]


def test_a_source_that_replaces_another_says_what_was_edited(tmp_path: Path, rows: Rows) -> None:
    workspace = workspace_at(tmp_path / "w.gpkg")
    store_rows(workspace, Checked([replace(row, source="candidate") for row in rows(2)]), release(1))
    edit(workspace)
    final = [replace(rows(1)[0], incident_id="final:1", source="final")]
    policy = ReleasePolicy(replaces=("candidate",))
    report = store_rows(workspace, Checked(final), replace(release(2), source="final"), policy, withdraw="auto")
    assert (report.withdrawn, report.edited_replaced) == (2, 1)


def test_a_change_keeps_the_geometry_and_the_extent_of_the_layer(tmp_path: Path, rows: Rows) -> None:
    workspace = workspace_at(tmp_path / "w.gpkg")
    with workspace.by_hand(WHY, []) as hand:
        hand.add(rows(2)[1])
        hand.add(replace(rows(2)[1], lon=70.0, lat=33.0))
    with closing(sqlite3.connect(tmp_path / "w.gpkg")) as connection:
        points = connection.execute("SELECT count(geom) FROM incidents").fetchone()
        extent = connection.execute("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents "
                                    "WHERE table_name = 'incidents'").fetchone()  # fmt: skip
    assert (points, extent) == ((2,), (67.0, 30.2, 70.0, 33.0))


def test_a_change_writes_only_the_pages_that_it_touches(tmp_path: Path, rows: Rows) -> None:
    path = tmp_path / "w.gpkg"
    store_rows(path, Checked(rows(3_000)), release(1))
    before, inode = path.read_bytes(), path.stat().st_ino
    edit(workspace_at(path))
    after = path.read_bytes()
    pages = range(0, len(before), 4096)
    changed = sum(before[at : at + 4096] != after[at : at + 4096] for at in pages)
    assert path.stat().st_ino == inode
    assert changed < 25 < len(pages) // 4


def test_a_text_is_recognised_when_nine_tenths_are_the_same() -> None:
    words = [f"word{i}" for i in range(400)]
    text = " ".join(words)
    known = IntakeText("a", sketch=sketch_of(text))
    near = " ".join([*words, "and", "a", "line"]).upper()
    assert (most_alike([known], "b", sketch_of(near)) or (None, 0))[0] == known
    assert most_alike([known], "b", sketch_of(" ".join([*words[:300], *(f"other{i}" for i in range(100))]))) is None
    assert most_alike([known], "a", "") == (known, 1.0)
