"""A source layout is one file: recognised, translated, credited, a choice on the command line, with its own policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import geo.sources.layouts as package
from app.cli.arguments import parser
from geo import store
from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources import layout_registry
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from geo.sources.layout import has_columns
from geo.sources.read_options import ReadOptions, layout_choices
from tests.geo.checked_files import read_file

NEW_LAYOUT = '''
"""The incident database of an imagined institute."""

from geo.incidents.releases import ReleasePolicy
from geo.sources.layout import DataSource, Layout, has_columns
from geo.sources.translation import Translation


class InstituteTranslator:
    name = "institute"
    source = "institute-final"

    def translate(self, sheet, names):
        columns = {"date_start": sheet.column("when"), "district": sheet.column("where")}
        columns["incident_id"] = [f"institute:{number}" for number in sheet.column("number")]
        columns["source"] = [self.source] * len(sheet)
        columns["event_type"] = ["Battles"] * len(sheet)
        return Translation(columns, {"date_start": "when", "district": "where"})


LAYOUT = Layout(
    name="institute",
    title="the database of the institute",
    recognise=has_columns("number", "when", "where", "code_of_the_institute"),
    translator=lambda header, first: InstituteTranslator(),
    sources=(
        DataSource("institute-final", "The Institute (2026)", "CC0", ReleasePolicy(replaces=("institute-draft",))),
        DataSource("institute-draft", "The Institute, preliminary"),
    ),
)
'''
TABLE = "number,when,where,code_of_the_institute\n7,2024-11-18,Bannu,x\n"


@pytest.fixture
def new_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An additional module in the package of layouts."""
    folder = tmp_path / "layouts"
    folder.mkdir()
    (folder / "institute.py").write_text(NEW_LAYOUT, encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    yield
    layout_registry._load.cache_clear()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "november.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.mark.usefixtures("new_layout")
def test_a_new_layout_is_recognised_translated_credited_and_stored(tmp_path: Path, file: Path) -> None:
    workspace = tmp_path / "w.gpkg"
    (outcome,), is_good = import_files([IncidentFile(file)], store.workspace_at(workspace))
    assert (is_good, outcome.report.added) == (True, 1)
    dataset = store.workspace_at(workspace).load()
    assert dataset.incidents.row(0).incident_id == "institute:7"
    (release,) = dataset.releases
    assert (release.source, release.citation, release.licence) == ("institute-final", "The Institute (2026)", "CC0")
    assert '"layout": "institute"' in release.options


@pytest.mark.usefixtures("new_layout")
def test_a_new_layout_is_a_choice_on_the_command_line(file: Path) -> None:
    assert "institute" in layout_choices()
    arguments = parser().parse_args(["import", str(file), "--workspace", "w.gpkg", "--layout", "institute"])
    assert arguments.layout == "institute"
    assert len(read_file(file, ReadOptions(layout="institute")).incidents) == 1
    with pytest.raises(FileRefused, match="does not have the columns of an ACLED export"):
        IncidentFile(file, ReadOptions(layout="acled"))


@pytest.mark.usefixtures("new_layout")
def test_the_release_policy_of_a_new_layout_is_applied_by_the_workspace(tmp_path: Path, file: Path) -> None:
    workspace = tmp_path / "w.gpkg"
    draft = tmp_path / "draft.csv"
    draft.write_text(
        "incident_id,source,date_start,event_type,district\n"
        "institute-draft:1,institute-draft,2024-03-01,Battles,Kurram\n"
        "institute-draft:2,institute-draft,2025-03-01,Battles,Kurram\n",
        encoding="utf-8",
    )
    import_files([IncidentFile(draft)], store.workspace_at(workspace))
    (outcome,), _ = import_files([IncidentFile(file)], store.workspace_at(workspace))
    assert (outcome.report.added, outcome.report.withdrawn) == (1, 1)
    rows = store.workspace_at(workspace).load().incidents.rows()
    assert {row.incident_id for row in rows} == {"institute-draft:2", "institute:7"}


def test_a_table_of_an_unregistered_layout_is_unknown(file: Path) -> None:
    assert "institute" not in layout_choices()
    with pytest.raises(FileRefused):
        list(IncidentFile(file, ReadOptions(source="x")).parts())


def test_the_older_name_of_the_layout_option_is_accepted() -> None:
    arguments = parser().parse_args(["import", "a.csv", "--workspace", "w.gpkg", "--source", "ucdp"])
    assert arguments.layout == "ucdp"


def test_layouts_are_sorted_and_named_like_their_files() -> None:
    names = layout_registry.layout_names()
    assert names == tuple(sorted(names))
    assert [layout.name for layout in layout_registry.layouts()] == list(names)
    assert {"acled", "gtd", "ucdp"} <= set(names)


def test_each_data_source_is_declared_once_and_credited() -> None:
    sources = [source for layout in layout_registry.layouts() for source in layout.sources]
    assert len({source.name for source in sources}) == len(sources)
    assert all(source.citation and source.licence for source in sources)
    assert layout_registry.data_source("nobody").citation == ""


def test_a_layout_under_another_name_than_its_file_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.py").write_text(NEW_LAYOUT, encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [str(tmp_path)])
    with pytest.raises(ValueError, match=r"other\.py defines the layout 'institute'"):
        layout_registry.layouts()


def test_the_layout_with_more_required_columns_has_precedence() -> None:
    empty = RawTable((), [])
    few, many = has_columns("a"), has_columns("a", "b")
    assert (few(["a", "b"], empty), many(["a", "b"], empty), many(["a"], empty)) == (1, 2, 0)
