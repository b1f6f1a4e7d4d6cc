"""``watch`` and ``example``."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geo import store
from geo.incidents.findings import Checked
from geo.incidents.releases import Release
from geo.sources.example import recipe, workspace
from tests.app.cli.commands import Commands
from tests.stored import store_rows
from tests.watched import surge_rows


@pytest.fixture(scope="module")
def surge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("surge") / "w.gpkg"
    store.workspace_at(made).create()
    store_rows(made, Checked(surge_rows()), Release("first", "own", "2025-01-01T00:00:00Z", "a.csv", "", 0))
    return made


@pytest.fixture
def path(surge: Path, tmp_path: Path) -> Path:
    """A copy of the workspace with the surge, for one test."""
    return Path(shutil.copyfile(surge, tmp_path / "w.gpkg"))


def test_rules_are_added_run_acknowledged_and_removed(path: Path, run_cli: Commands) -> None:
    run: Callable[..., object] = lambda *words: run_cli("watch", "--workspace", path, *words)  # noqa: E731
    assert run_cli("watch", "--workspace", path).code == 0
    saved = run_cli("watch", "--workspace", path, "--add", "Any district", "--province", "KP")
    assert (saved.code, "Saved: Any district" in saved.out) == (0, True)
    run("--add", "Many", "--district", "Bannu", "--threshold", "15", "--window", "56")
    first = run_cli("watch", "--workspace", path)
    assert first.code == 3
    assert "new: Bannu: 16 incidents" in first.out
    assert run_cli("watch", "--workspace", path).code == 3
    assert run_cli("watch", "--workspace", path, "--acknowledge", "Many").code == 0
    assert run_cli("watch", "--workspace", path).code == 3
    assert run_cli("watch", "--workspace", path, "--acknowledge").code == 0
    quiet = run_cli("watch", "--workspace", path)
    assert (quiet.code, "acknowledged: Bannu" in quiet.out) == (0, True)
    assert run_cli("watch", "--workspace", path, "--remove", "Many").code == 0
    assert [rule.name for rule in store.workspace_at(path).watch_rules()] == ["Any district"]


def test_the_answer_has_the_documented_keys(path: Path, run_cli: Commands) -> None:
    run_cli("watch", "--workspace", path, "--add", "Any", "--type", "Battles")
    result = run_cli("watch", "--workspace", path, "--json")
    assert result.code == 3
    assert list(result.answer) == ["new", "made_up", "rules"]
    (rule,) = result.answer["rules"]
    assert list(rule) == [
        "name", "filters", "threshold", "window_days", "words", "window", "not_run", "new", "findings",
    ]  # fmt: skip
    assert (rule["filters"], rule["threshold"], rule["window_days"]) == ({"type": ["Battles"]}, "above usual", 28)
    (finding,) = rule["findings"]
    assert list(finding) == [
        "province", "district", "observed", "expected", "ratio", "ratio_low", "ratio_high", "verdict", "worth_a_look",
        "sentence", "is_new", "acknowledged",
    ]  # fmt: skip
    assert (finding["district"], finding["observed"], finding["is_new"]) == ("Bannu", 16, True)
    listed = run_cli("watch", "--workspace", path, "--list", "--json").answer
    assert [one["name"] for one in listed["rules"]] == ["Any"]


@pytest.mark.parametrize(("words", "says"), [
    (("--add", "x", "--threshold", "often"), "no threshold"),
    (("--add", "x", "--from", "2024"), "last days of the data"),
    (("--add", " "), "needs a name"),
    (("--add", "x" * 200), "needs a name"),
    (("--add", "x", "--window", "0"), "window of 0 days"),
    (("--add", "x", "--district", "Atlantis"), "Atlantis"),
    (("--type", "Battles"), "--add NAME"),
    (("--threshold", "5"), "--add NAME"),
])  # fmt: skip
def test_wrong_use_is_said(path: Path, run_cli: Commands, words: tuple[str, ...], says: str) -> None:
    result = run_cli("watch", "--workspace", path, *words)
    assert result.code == 2
    assert says in result.err
    assert store.workspace_at(path).watch_rules() == ()


@pytest.mark.parametrize("words", [("--remove", "Anny"), ("--acknowledge", "Anny")])
def test_a_name_that_is_not_there_is_said_with_the_nearest(
    path: Path, run_cli: Commands, words: tuple[str, ...]
) -> None:
    run_cli("watch", "--workspace", path, "--add", "Any")
    result = run_cli("watch", "--workspace", path, *words)
    assert result.code == 1
    assert "Did you mean 'Any'?" in result.err


def test_a_rule_of_that_name_is_replaced(path: Path, run_cli: Commands) -> None:
    run_cli("watch", "--workspace", path, "--add", "Any")
    run_cli("watch", "--workspace", path, "--acknowledge")
    run_cli("watch", "--workspace", path, "--add", "Any", "--threshold", "5")
    (rule,) = store.workspace_at(path).watch_rules()
    assert '"threshold": 5' in rule.rule
    assert rule.state == ""


# the example


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shorter example: its last 20 weeks."""
    monkeypatch.setattr(recipe, "WEEKS", 20)
    monkeypatch.setattr(recipe, "WEEKLY_FROM", 12)
    monkeypatch.setattr(recipe, "SURGES", ())


def test_the_example_is_made_and_says_that_it_is_made_up(small: None, tmp_path: Path, run_cli: Commands) -> None:
    path = tmp_path / "example.gpkg"
    made = run_cli("example", "--out", path)
    assert (made.code, made.out.startswith("Made up: no real incidents.")) == (0, True)
    again = run_cli("example", "--out", path, "--json")
    assert again.code == 1
    assert "already a file" in again.answer["error"]
    for command in (
        ("info",),
        ("list", "--to", "2021-07-20"),
        ("table", "--by", "district"),
        ("hotspots",),
        ("hotspots", "--method", "moran", "--permutations", "0"),
        ("changes", "--since", "2000-01-01"),
        ("duplicates",),
        ("watch",),
    ):
        shown = run_cli(*command, "--workspace", path)
        assert "Made up: no real incidents" in shown.out, command
        answer = run_cli(*command, "--workspace", path, "--json").answer
        assert answer["made_up"] is True, command
    assert "Made up: no real incidents" in run_cli("table", "--by", "year", "--csv", "--workspace", path).out
    assert "Made up, not a real incident" in run_cli("list", "--csv", "--workspace", path).out


def test_the_example_needs_the_name_of_a_workspace(tmp_path: Path, run_cli: Commands) -> None:
    result = run_cli("example", "--out", tmp_path / "example.csv")
    assert result.code == 2
    assert ".gpkg" in result.err
    assert workspace.CITATION.count(str(recipe.SEED)) == 1
