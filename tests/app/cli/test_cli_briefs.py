"""``brief``: files, the paragraph, what changed, and wrong use."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from geo.incidents import Release
from geo.incidents.findings import Checked
from tests.app.cli.commands import Commands
from tests.app.samples import incident
from tests.stored import store_rows

NOVEMBER = ("--from", "2024-11-01", "--to", "2024-11-30")
SMALL = ("--parts", "situation", "changes", "--dpi", "50")


def test_a_folder_gets_a_file_of_each_format(run_cli: Commands, tmp_path: Path) -> None:
    result = run_cli("brief", *NOVEMBER, *SMALL, "--out", tmp_path / "briefs", "--json")
    assert result.code == 0
    names = ["brief.docx", "brief.pdf", "brief.pptx"]
    assert sorted(path.name for path in (tmp_path / "briefs").iterdir()) == names
    assert sorted(Path(name).name for name in result.answer["out"]) == names
    assert (result.answer["shown"], result.answer["of"]) == (13, 261)
    assert "tables" not in result.answer


def test_the_paragraph_is_printed_and_traced_to_its_tables(run_cli: Commands) -> None:
    printed = run_cli("brief", *NOVEMBER, "--paragraph").out
    answer = run_cli("brief", *NOVEMBER, "--paragraph", "--json").answer
    assert printed.strip() == answer["paragraph"]
    assert answer["out"] == []
    for sentence in answer["sentences"]:
        for cell in sentence["cells"]:
            table = answer["tables"][cell["table"]]
            value = table["rows"][cell["row"]][table["header"].index(cell["column"])]
            shown = "–" if value is None else f"{value:,}" if isinstance(value, int) else value
            assert shown == cell["value"]


def test_an_edited_paragraph_is_taken_from_a_file(run_cli: Commands, tmp_path: Path) -> None:
    text = tmp_path / "own.txt"
    text.write_text("In our own words.", encoding="utf-8")
    result = run_cli("brief", *NOVEMBER, "--paragraph", "--own-paragraph", text)
    assert result.out.strip() == "In our own words."


def test_changes_are_told_since_an_import_and_since_an_earlier_brief(run_cli: Commands, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    for n in (1, 2):
        release = Release(f"week {n}", "own", f"2026-01-0{n}T00:00:00Z", f"{n}.csv", "", n)
        store_rows(path, Checked([incident(k, source="own", incident_id=f"own:{k}") for k in range(n)]), release)
        if n == 1:
            assert run_cli("brief", "--workspace", path, *SMALL, "--out", tmp_path / "first.docx").code == 0
    for since, words in (("week 1", "since the import of week 1"), (tmp_path / "first.docx", "since the brief of ")):
        result = run_cli("brief", "--workspace", path, "--since", since, "--paragraph")
        assert f"Changed {words}" in result.out
        assert "1 new, 0 revised, 0 withdrawn." in result.out


def test_a_brief_under_a_sharing_profile_has_no_true_place(run_cli: Commands, tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    result = run_cli("brief", *NOVEMBER, "--parts", "situation", "incidents", "--share-as", "careful", "--out", out)
    assert result.code == 0
    assert result.err
    document = Document(str(out))
    cells = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    text = " ".join([*(p.text for p in document.paragraphs), cells])
    assert "42" in text
    assert "Mandori" not in text
    open_text = run_cli("brief", *NOVEMBER, "--paragraph").out
    assert "Mandori" in open_text


def test_a_brief_is_made_again_from_its_file(run_cli: Commands, tmp_path: Path) -> None:
    first, again = tmp_path / "first.docx", tmp_path / "again.docx"
    assert run_cli("brief", *NOVEMBER, *SMALL, "--title", "Ours", "--most-districts", "3", "--out", first).code == 0
    result = run_cli("recreate", first, "--out", again, "--json")
    assert result.code == 0
    assert result.answer["same_count"] is True
    assert again.read_bytes() == first.read_bytes()


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        ((), 2, "--out"),
        (("--out", "a.gif"), 2, ".pptx, .docx or .pdf"),
        (("--out", "a.docx", "--template", "t.pptx"), 2, "--template is for slides"),
        (("--out", "a.pptx", "--template", "no.pptx"), 1, "no.pptx cannot be read"),
        (("--out", "no/such/folder/a.pptx"), 1, "could not be written"),
        (("--paragraph", "--since", "2024-11-01"), 2, "--since needs --workspace"),
        (("--paragraph", "--most-incidents", "0"), 2, "1 to 100"),
        (("--paragraph", "--share-as", "counts-only"), 2, "no rows may leave"),
        (("--paragraph", "--share-as", "careful", "--workspace", "w.gpkg", "--since", "x"), 2, "with --share-as"),
        (("--paragraph", "--own-paragraph", "no.txt"), 1, "no.txt"),
    ],
)
def test_wrong_use_is_an_error_with_a_message(
    run_cli: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], code: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run_cli("brief", *argv)
    assert (result.code, result.out) == (code, "")
    assert message in result.err
    assert list(tmp_path.iterdir()) == []
