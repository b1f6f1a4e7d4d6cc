"""Files that are there already: one of this program is replaced, any other only if that was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import ExportFailed
from geo.store import names_workspace
from geo.whole_file import write_whole
from tests.app.cli.commands import Commands

NOVEMBER = ("--from", "2024-11-01", "--to", "2024-11-30", "--dpi", "50")


@pytest.mark.parametrize(("command", "name"), [("table --by district", "a.csv"), ("hotspots", "a.csv")])
def test_a_table_replaces_a_file_only_on_demand(run_cli: Commands, tmp_path: Path, command: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"of another program")
    refused = run_cli(*command.split(), "--out", path)
    assert (refused.code, path.read_bytes()) == (1, b"of another program")
    assert "add --overwrite" in refused.err
    assert run_cli(*command.split(), "--out", path, "--overwrite").code == 0
    assert path.read_bytes() != b"of another program"


@pytest.mark.parametrize("command", ["export", "hotspots"])
def test_a_workspace_is_never_replaced(run_cli: Commands, tmp_path: Path, command: str) -> None:
    path = tmp_path / "w.gpkg"
    day = ("--date", "20 Nov 2024", "--type", "IED", "--place", "Bannu")
    assert run_cli("incident", "add", "--workspace", path, *day).code == 0
    before = path.read_bytes()
    refused = run_cli(command, "--workspace", path, "--out", path, "--overwrite")
    assert (refused.code, path.read_bytes()) == (1, before)
    assert "is a workspace" in refused.err
    other = path.rename(tmp_path / "w.csv")
    refused = run_cli(command, "--workspace", other, "--out", other, "--overwrite")
    assert (refused.code, other.read_bytes()) == (1, before), "whatever its name"
    assert "is a workspace" in refused.err
    with pytest.raises(ExportFailed, match="is a GeoPackage or a workspace"):
        write_whole(other, b"incident_id")
    assert (other.read_bytes(), list(tmp_path.iterdir())) == (before, [other])
    assert names_workspace(other)


def test_a_brief_that_fails_leaves_no_folder(run_cli: Commands, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "brief"
    assert run_cli("brief", "--out", folder, "--district", "Nowhere").code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("command", "name"),
    [("snapshot", "a.png"), ("brief", "a.docx"), ("brief", "a.pdf"), ("brief --atlas month", "atlas.pdf")],
)
def test_a_file_of_another_program_is_not_replaced(run_cli: Commands, tmp_path: Path, command: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK of another program")
    refused = run_cli(*command.split(), *NOVEMBER, "--out", path)
    assert refused.code == 1
    assert "add --overwrite" in refused.err
    assert path.read_bytes() == b"PK of another program"


def test_a_page_is_replaced_by_another_and_any_file_on_demand(run_cli: Commands, tmp_path: Path) -> None:
    path, other = tmp_path / "a.png", tmp_path / "b.png"
    path.touch()  # nothing is lost
    assert run_cli("snapshot", *NOVEMBER, "--map-only", "--dpi", "50", "--out", path).code == 0
    written = path.read_bytes()
    other.write_bytes(b"a picture of another program")
    assert run_cli("recreate", path, "--out", other).code == 1
    assert other.read_bytes() == b"a picture of another program"
    assert run_cli("recreate", path, "--out", path, "--overwrite").code == 0
    assert path.read_bytes() == written
