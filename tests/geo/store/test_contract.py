"""The contract of `Workspace`, checked on the file and on the one in memory."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from geo.dataset import Dataset
from geo.errors import InputError, UnknownName, WorkspaceError, WorkspaceMissing
from geo.incidents import Claim, ContextEvent, Incident, Release
from geo.incidents.findings import Checked
from geo.incidents.releases import ReleasePolicy
from geo.incidents.totals import Total, totals_by_source
from geo.places.user_layers import Feature, UserLayer
from geo.sources.importing import ImportOptions, import_files
from geo.sources.incident_file import IncidentFile
from geo.store import ImportReport, StoredRule, Withdraw, Workspace, workspace_at
from tests.geo.store.memory import MemoryServer
from tests.stored import store_rows

Rows = Callable[[int], list[Incident]]

SQUARE = [[[70.3, 32.7], [70.9, 32.7], [70.9, 33.2], [70.3, 33.2], [70.3, 32.7]]]
EVENT = ContextEvent(date(2024, 1, 1), date(2024, 2, 1), "Ceasefire", "", "ceasefire", "")
HEADER = "incident_id,date_start,event_type,province\n"


def release(number: int, source: str = "own") -> Release:
    return Release(f"import {number}", source, f"2026-01-{number:02}T12:00:00Z", "a.csv", "", 0)


@pytest.fixture(params=["file", "memory"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    """A workspace that does not exist yet."""
    address = str(tmp_path / "w.gpkg") if request.param == "file" else "memory://server/w"
    return workspace_at(address, {"memory": MemoryServer().workspace})


def stored_ids(workspace: Workspace) -> list[str]:
    return [row.incident_id for row in workspace.load().incidents.rows()]


def interrupted(workspace: Workspace, checked: Checked) -> None:
    """An import that fails after its rows were added."""
    with workspace.importing() as transaction:
        transaction.begin(release(2)).add(checked)
        raise ZeroDivisionError


# Creation


def test_an_address_gives_the_same_workspace_again(tmp_path: Path) -> None:
    assert workspace_at(tmp_path / "w.gpkg") == workspace_at(str(tmp_path / "w.gpkg"))
    assert workspace_at("memory://server/w").name == "w", "without a kind for the scheme it is a path"


def test_a_missing_workspace_cannot_be_read(workspace: Workspace) -> None:
    assert (workspace.exists(), workspace.version(), workspace.size_bytes()) == (False, None, 0)
    for read in (workspace.load, workspace.describe, workspace.located_places, workspace.undo_last):
        with pytest.raises(WorkspaceMissing):
            read()


def test_an_empty_workspace_holds_its_context_events(workspace: Workspace) -> None:
    workspace.create([EVENT])
    dataset = workspace.load()
    assert (len(dataset.incidents), dataset.context_events, dataset.releases) == (0, (EVENT,), ())
    assert dataset.origin == workspace.name
    assert workspace.describe().first_day is None
    with pytest.raises(WorkspaceError, match="already"):
        workspace.create()


def test_the_first_import_creates_the_workspace(workspace: Workspace, rows: Rows) -> None:
    with workspace.importing([EVENT]) as transaction:
        session = transaction.begin(release(1))
        session.add(Checked(rows(3)))
        session.finish()
    assert (len(workspace.load().incidents), workspace.load().context_events) == (3, (EVENT,))


def test_an_import_without_rows_creates_no_workspace(workspace: Workspace, rows: Rows) -> None:
    with workspace.importing() as transaction:
        session = transaction.begin(release(1))
        session.add(Checked(rows(3)))
        session.finish()
        transaction.abandon()
    assert not workspace.exists()
    with pytest.raises(ZeroDivisionError):
        interrupted(workspace, Checked(rows(3)))
    assert not workspace.exists()


# Imports


def test_an_import_adds_revises_withdraws_and_counts(workspace: Workspace, rows: Rows) -> None:
    store_rows(workspace, Checked(rows(6)), release(1))
    first, _, *rest = rows(6)
    changed = [replace(first, notes="other", killed_best=9), *rest, replace(first, incident_id="own:x")]
    report = store_rows(workspace, Checked(changed, rejected=2), release(2), withdraw="all")
    counts = (report.added, report.revised, report.withdrawn, report.unchanged, report.rejected)
    assert counts == (1, 1, 1, 4, 2)
    assert (report.release, report.revised_fields) == ("import 2", {"notes": 1, "killed_best": 1})
    assert set(stored_ids(workspace)) == {"own:x", *(f"own:{i:06}" for i in (0, 2, 3, 4, 5))}
    assert store_rows(workspace, Checked(changed), release(3)).release == ""
    assert [record.name for record in workspace.describe().releases] == ["import 1", "import 2"]


def test_a_release_name_in_use_gets_a_number(workspace: Workspace, rows: Rows) -> None:
    names = [store_rows(workspace, Checked(rows(n)), release(1)).release for n in (1, 2, 3)]
    assert names == ["import 1", "import 1 (2)", "import 1 (3)"]


def test_an_older_version_of_a_row_is_left_out(workspace: Workspace, rows: Rows) -> None:
    newer, older = (replace(rows(1)[0], revised_at=f"2026-0{n}-01T00:00:00Z", notes=str(n)) for n in (5, 4))
    store_rows(workspace, Checked([newer]), release(1))
    report = store_rows(workspace, Checked([older]), release(2))
    assert report.left_out == {"older than the version that is stored": 1}
    assert next(workspace.load().incidents.rows()).notes == "5"


def test_stored_records_are_identified_by_fingerprint(workspace: Workspace, rows: Rows) -> None:
    store_rows(workspace, Checked(rows(2), fingerprints=["a", "b"]), release(1))
    with workspace.importing() as transaction:
        assert transaction.begin(release(2)).known_ids(["b", "c", "b"]) == ["own:000001", None, "own:000001"]


def test_an_error_during_an_import_leaves_the_workspace_unchanged(workspace: Workspace, rows: Rows) -> None:
    store_rows(workspace, Checked(rows(2)), release(1))
    before = workspace.describe()
    with pytest.raises(ZeroDivisionError):
        interrupted(workspace, Checked(rows(9)))
    assert workspace.describe() == before


def test_a_source_replaces_another_in_the_years_it_covers(workspace: Workspace, rows: Rows) -> None:
    early = replace(rows(1)[0], incident_id="monthly:1", source="monthly")
    late = replace(early, incident_id="monthly:2", date_start=date(2025, 1, 1), date_end=date(2025, 1, 1))
    yearly = replace(early, incident_id="yearly:1", source="yearly")
    preliminary = ReleasePolicy(replaced_by=("yearly",), reason="covered")
    store_rows(workspace, Checked([early, late]), release(1, "monthly"), preliminary)
    final = ReleasePolicy(replaces=("monthly",))
    report = store_rows(workspace, Checked([yearly]), release(2, "yearly"), final, withdraw="auto")
    assert (report.added, report.withdrawn) == (1, 1)
    assert store_rows(workspace, Checked([early]), release(3, "monthly"), preliminary).left_out == {"covered": 1}
    assert set(stored_ids(workspace)) == {"monthly:2", "yearly:1"}


def test_the_newest_import_can_be_undone(workspace: Workspace, rows: Rows) -> None:
    store_rows(workspace, Checked(rows(3), claims=[Claim("own:000000", "claimed", "X", "")]), release(1))
    before = workspace.load()
    store_rows(workspace, Checked([replace(row, notes="other") for row in rows(2)]), release(2), withdraw="all")
    assert workspace.undo_last() == "import 2"
    after = workspace.load()
    assert list(after.incidents.rows()) == list(before.incidents.rows())
    assert (after.claims, after.releases) == (before.claims, before.releases)
    assert workspace.undo_last() == "import 1"
    with pytest.raises(WorkspaceError, match="no import to undo"):
        workspace.undo_last()


def test_a_trial_import_changes_the_copy_only(workspace: Workspace, rows: Rows) -> None:
    with workspace.trial() as trial:
        assert store_rows(trial, Checked(rows(2)), release(1)).added == 2
    assert not workspace.exists()
    store_rows(workspace, Checked(rows(2)), release(1))
    with workspace.trial() as trial:
        assert store_rows(trial, Checked(rows(5)), release(2)).added == 3
        assert len(trial.load().incidents) == 5
    assert len(workspace.load().incidents) == 2


def test_files_are_imported_into_any_kind_of_workspace(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "own:1,2024-11-18,Battles,Balochistan\nown:2,2024-11-19,Battles,Balochistan\n")
    ((trial,), _) = import_files([IncidentFile(path)], workspace, ImportOptions(dry_run=True))
    assert (trial.report.added, workspace.exists()) == (2, False)
    ((outcome,), is_stored) = import_files([IncidentFile(path)], workspace)
    assert (outcome.report.added, is_stored) == (2, True)
    assert stored_ids(workspace) == ["own:1", "own:2"]
    assert len(workspace.load().context_events) > 10


# Totals


def total(month: int, district: str = "Bannu", events: int = 3, **others: object) -> Total:
    end = date(2024, month + 1, 1) - timedelta(1)
    plain = Total(
        "office", "", date(2024, month, 1), end, "Khyber Pakhtunkhwa", district, "KP", district, "", "", events, None
    )
    return replace(plain, **others)


def store_totals(
    workspace: Workspace, totals: list[Total], record: Release, withdraw: Withdraw = "auto"
) -> ImportReport:
    with workspace.importing() as transaction:
        session = transaction.begin_totals(record)
        session.add(totals, rejected=1, left_out={"outside": 2})
        return session.finish(withdraw)


def stored_totals(workspace: Workspace) -> list[tuple[str, int, int]]:
    return [(each.place, each.date_start.month, each.events) for each in workspace.load().totals]


def test_totals_are_no_incidents(workspace: Workspace, rows: Rows) -> None:
    store_rows(workspace, Checked(rows(3)), release(1))
    before = workspace.describe()
    report = store_totals(workspace, [total(1), total(2)], release(2, "office"))
    assert (report.added, report.totals_added, report.rejected, report.left_out) == (0, 2, 1, {"outside": 2})
    after = workspace.describe()
    assert (after.incidents, after.by_source, after.last_day) == (before.incidents, before.by_source, before.last_day)
    assert after.totals == totals_by_source(workspace.load().totals)
    assert [each.sentence for each in after.totals] == [
        "Totals of office: 6 events in 1 district, 1 Jan – 29 Feb 2024 (not on the map)"
    ]
    assert stored_ids(workspace) == [row.incident_id for row in rows(3)]
    assert len(workspace.load_as_of("import 1").totals) == 0
    changes = workspace.changes_since("import 1")
    assert (changes.added, changes.revised, changes.withdrawn) == ((), (), ())


def test_a_newer_release_replaces_totals_and_undo_restores_them(workspace: Workspace) -> None:
    first = [total(1), total(2), total(3), total(3, "Tank", killed=7)]
    assert store_totals(workspace, first, release(1, "office")).totals_added == 4
    states = [workspace.load().totals]
    newer = [total(1), total(2, events=9), total(3, "Tank", killed=7), total(4)]
    report = store_totals(workspace, newer, release(2, "office"))
    counts = (report.totals_added, report.totals_revised, report.totals_withdrawn, report.totals_unchanged)
    assert counts == (1, 1, 1, 2)
    assert stored_totals(workspace) == [("Bannu", 1, 3), ("Bannu", 2, 9), ("Bannu", 4, 3), ("Tank", 3, 3)]
    states.append(workspace.load().totals)
    assert store_totals(workspace, newer, release(3, "office")).release == ""
    assert [record.name for record in workspace.describe().releases] == ["import 1", "import 2"]
    assert [workspace.load_as_of(f"import {n}").totals for n in (1, 2)] == states
    assert workspace.undo_last() == "import 2"
    assert workspace.load().totals == states[0]
    assert workspace.undo_last() == "import 1"
    assert workspace.load().totals == ()


def test_totals_of_other_sources_stay_and_an_abandoned_import_stores_none(workspace: Workspace) -> None:
    store_totals(workspace, [total(1), total(2)], release(1, "office"))
    other = [total(1, events=8, source="partner"), total(2, source="partner")]
    report = store_totals(workspace, other, release(2, "partner"), withdraw="all")
    assert (report.totals_added, report.totals_withdrawn) == (2, 0)
    with workspace.importing() as transaction:
        session = transaction.begin_totals(release(3, "office"))
        session.add([total(5)])
        session.finish("all")
        transaction.abandon()
    assert len(workspace.load().totals) == 4


def test_both_kinds_of_workspace_agree_on_any_history_of_totals(tmp_path: Path) -> None:
    kinds = [workspace_at(tmp_path / "w.gpkg"), MemoryServer().workspace("memory://w")]
    rng = random.Random(7)
    for number in range(1, 12):
        keys = {(rng.randrange(1, 9), rng.choice(("Bannu", "Tank")), rng.choice(("", "Riots"))) for _ in range(9)}
        incoming = [
            total(month, place, rng.randrange(3), event_type=kind, killed=rng.choice((None, 0, 4)))
            for month, place, kind in sorted(keys)
        ]
        how = rng.choice(("all", "auto", "none"))
        reports = [store_totals(kind, incoming, release(number, "office"), how) for kind in kinds]
        assert reports[0] == reports[1]
        if rng.random() < 0.2:
            assert len({kind.undo_last() for kind in kinds}) == 1
        assert kinds[0].load().totals == kinds[1].load().totals
    for record in kinds[0].load().releases:
        past = [kind.load_as_of(record.name).totals for kind in kinds]
        assert past[0] == past[1]


# Reading


def test_a_description_counts_incidents_claims_and_imports(workspace: Workspace, rows: Rows) -> None:
    store_rows(workspace, Checked(rows(4)), release(1))
    description = workspace.describe()
    assert (description.address, description.incidents) == (workspace.address, 4)
    assert (description.first_day, description.last_day) == (date(2024, 11, 18), date(2024, 11, 21))
    assert (description.by_source, description.by_place_precision) == ({"own": 4}, {"exact": 2, "province": 2})
    assert description.by_province == {"Balochistan": 4}


def test_earlier_states_are_found_by_import_and_day(workspace: Workspace, rows: Rows) -> None:
    for number in (1, 2, 3):
        store_rows(workspace, Checked(rows(number)), release(number))
    whens = ("import 1", "2026-01-02", "2026-01-31")
    assert [len(workspace.load_as_of(when).incidents) for when in whens] == [1, 2, 3]
    past = workspace.load_as_of("import 2")
    assert ([record.name for record in past.releases], past.caveat[:8]) == (["import 1", "import 2"], "State of")
    with pytest.raises(UnknownName, match="held nothing yet on 2025-12-31: the first import was made on 2026-01-01"):
        workspace.load_as_of("2025-12-31")
    with pytest.raises(UnknownName, match="Did you mean 'import 2'"):
        workspace.changes_since("imprt 2")


def test_both_kinds_of_workspace_agree_on_any_history(tmp_path: Path, rows: Rows) -> None:
    kinds = [workspace_at(tmp_path / "w.gpkg"), MemoryServer().workspace("memory://w")]
    rng, plain = random.Random(5), rows(1)[0]
    for number in range(1, 9):
        keys = sorted(f"own:{rng.randrange(20)}" for _ in range(12))
        incoming = [
            replace(plain, incident_id=key, notes=rng.choice("abc"), district=rng.choice(("Bannu", "Kurram", "")))
            for key in dict.fromkeys(keys)
        ]
        claims = [Claim(row.incident_id, "claimed", rng.choice("XY"), "") for row in incoming if rng.random() < 0.4]
        how = rng.choice(("all", "auto", "none"))
        reports = [store_rows(kind, Checked(incoming, claims=claims), release(number), withdraw=how) for kind in kinds]
        assert reports[0] == reports[1]
    states = [kind.load() for kind in kinds]
    assert list(states[0].incidents.rows()) == list(states[1].incidents.rows())
    for record in states[0].releases:
        changes = [kind.changes_since(record.name) for kind in kinds]
        assert changes[0] == changes[1]
        past = [kind.load_as_of(record.name) for kind in kinds]
        assert list(past[0].incidents.rows()) == list(past[1].incidents.rows())
        assert claims_in(past[0]) == claims_in(past[1])


def claims_in(dataset: Dataset) -> dict[str, tuple[Claim, ...]]:
    return {key: claims for key, claims in dataset.claims.items() if claims}


def test_settings_are_stored_by_kind_and_count_as_a_change(workspace: Workspace) -> None:
    for name, value in (("a", "1"), ("b", "2"), ("a", "3")):
        with workspace.importing() as transaction:
            transaction.write_setting("mapping", name, value)
            transaction.write_setting("other", name, "x")
    assert workspace.read_settings("mapping") == {"a": "3", "b": "2"}
    with workspace.importing() as transaction:
        transaction.write_setting("mapping", "a", "3")
        assert not transaction.has_changes
    workspace.store_setting("mapping", "a", "4")
    workspace.store_setting("mapping", "c", "5")
    workspace.remove_setting("mapping", "b")
    assert workspace.read_settings("mapping") == {"a": "4", "c": "5"}
    assert workspace.read_settings("other") == {"a": "x", "b": "x"}
    with pytest.raises(UnknownName, match="no mapping 'b'"):
        workspace.remove_setting("mapping", "b")
    with pytest.raises(InputError, match="too long"):
        workspace.store_setting("mapping", "a", "x" * 1_000_000)
    assert workspace.read_settings("mapping") == {"a": "4", "c": "5"}


def test_located_places_come_from_incidents_with_a_point(workspace: Workspace, rows: Rows) -> None:
    bare, placed = rows(2)
    twice = [replace(placed, incident_id=f"own:{i}", location="Sarwar Kot", district="Bannu") for i in range(2)]
    store_rows(workspace, Checked([replace(bare, location="Elsewhere"), *twice]), release(1))
    assert list(workspace.located_places()) == [("Sarwar Kot", "Bannu", 67.0, 30.2)]


# Other writes


def test_linked_reports_are_shown_as_one(workspace: Workspace, rows: Rows) -> None:
    other = replace(rows(1)[0], incident_id="acled:1", source="acled")
    store_rows(workspace, Checked([*rows(2), other]), release(1))
    workspace.set_links([("own:000000", "acled:1", "same")])
    dataset = workspace.load()
    assert len(dataset.incidents) == 2
    assert dataset.decided == {("acled:1", "own:000000"): "same"}
    for pair, message in ((("own:000000", "gone"), "no incident 'gone'"), (("own:000000", "own:000001"), "one source")):
        with pytest.raises(UnknownName, match=message):
            workspace.set_links([(*pair, "same")])
    workspace.set_links([("acled:1", "own:000000", None)])
    assert (len(workspace.load().incidents), dict(workspace.load().decided)) == (3, {})


def test_user_layers_are_stored_replaced_and_removed(workspace: Workspace) -> None:
    def layer(name: str, *, is_districts: bool = False) -> UserLayer:
        return UserLayer(name, (Feature("Bannu", "Polygon", SQUARE),), is_districts=is_districts)

    def stored() -> list[tuple[str, bool]]:
        return sorted((layer.name, layer.is_districts) for layer in workspace.load().user_layers)

    workspace.create()
    workspace.store_layer(layer("a", is_districts=True))
    workspace.store_layer(layer("b", is_districts=True))
    assert stored() == [("a", False), ("b", True)]
    assert [district.name for district in workspace.load().gazetteer.drawn] == ["Bannu"]
    workspace.store_layer(layer("c"), instead_of="a")
    workspace.remove_layer("b")
    assert stored() == [("c", False)]
    with pytest.raises(UnknownName, match="no layer 'b'"):
        workspace.remove_layer("b")
    with pytest.raises(InputError, match="needs a name"):
        workspace.store_layer(layer("  "))


def test_the_version_differs_after_each_write(workspace: Workspace, rows: Rows) -> None:
    workspace.create()
    versions = [workspace.version()]
    store_rows(workspace, Checked(rows(3)), release(1))
    versions.append(workspace.version())
    workspace.load()
    assert workspace.version() == versions[-1]
    with workspace.importing() as transaction:
        transaction.write_setting("kind", "name", "value" * 5_000)
    versions.append(workspace.version())
    assert len(set(versions)) == 3


def test_rules_of_the_watch_list_are_stored_replaced_and_removed(workspace: Workspace) -> None:
    workspace.create()
    assert workspace.watch_rules() == ()
    workspace.store_watch_rules(StoredRule("a", "{}"), StoredRule("b", "{}", "s"))
    workspace.store_watch_rules(StoredRule("a", "new", "t"))
    assert workspace.watch_rules() == (StoredRule("a", "new", "t"), StoredRule("b", "{}", "s"))
    workspace.remove_watch_rule("a")
    with pytest.raises(UnknownName, match="no rule 'a'"):
        workspace.remove_watch_rule("a")
    for name in ("", " ", "x" * 200, "two\nlines"):
        with pytest.raises(InputError, match="needs a name"):
            workspace.store_watch_rules(StoredRule("ok", "{}"), StoredRule(name, "{}"))
    with pytest.raises(InputError, match="rules already"):
        workspace.store_watch_rules(*(StoredRule(str(n), "{}") for n in range(101)))
    assert workspace.watch_rules() == (StoredRule("b", "{}", "s"),)


def test_rules_stay_when_an_import_is_undone(workspace: Workspace, rows: Rows) -> None:
    with workspace.importing() as transaction:
        session = transaction.begin(release(1))
        session.add(Checked(rows(2)))
        session.finish()
    workspace.store_watch_rules(StoredRule("a", "{}"))
    workspace.undo_last()
    assert workspace.watch_rules() == (StoredRule("a", "{}"),)


def test_made_up_incidents_and_others_are_not_mixed(workspace: Workspace, rows: Rows) -> None:
    invented = [replace(row, source="made-up", incident_id=f"made-up:{n}") for n, row in enumerate(rows(2))]

    def added(number: int, incidents: list[Incident]) -> None:
        with workspace.importing() as transaction:
            session = transaction.begin(release(number))
            session.add(Checked(incidents))
            session.finish()

    added(1, invented)
    assert workspace.load().label
    with pytest.raises(WorkspaceError, match="made-up incidents"):
        added(2, rows(2))
    assert len(workspace.load().incidents) == 2
    workspace.undo_last()
    added(3, rows(2))
    assert not workspace.load().label
    with pytest.raises(WorkspaceError, match="made up"):
        added(4, invented)
