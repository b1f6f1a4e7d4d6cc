"""Printed output on any terminal and with any text in the data."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.output import aligned, csv_cell, fitted, print_csv, print_json, print_line, visible, width

PROGRAM = "import sys; from app.cli import run; sys.exit(run(sys.argv[1:]))"


def run_program(*argv: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", PROGRAM, *argv]
    return subprocess.run(command, capture_output=True, env={**os.environ, **(environment or {})}, check=False)


@pytest.mark.parametrize("argv", [("list",), ("list", "--json"), ("table", "--by", "district"), ("info",)])
def test_output_works_on_a_terminal_without_unicode(argv: tuple[str, ...]) -> None:
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    process = run_program(*argv, environment=plain)
    assert process.returncode == 0, process.stderr
    assert process.stdout.decode("ascii")
    assert process.stderr == b""


def test_a_closed_pipe_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_queries_import_no_slow_library() -> None:
    heavy = "('PySide6', 'pandas', 'geopandas', 'shapely', 'pyproj', 'matplotlib', 'folium', 'sqlite3')"
    commands = [["info"], ["list"], ["table", "--by", "week"]]
    loaded = f"sys.exit(repr([m for m in {heavy} if m in sys.modules]))"
    code = f"import sys; from app.cli import run; [run(argv) for argv in {commands}]; {loaded}"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert process.stderr.strip() == "[]"


def test_an_import_of_a_text_file_imports_no_library_for_tables(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("date_start,event_type,lon,lat,district\n2024-11-18,Battles,70.0,33.9,Kurram\n", encoding="utf-8")
    argv = ["import", str(file), "--workspace", str(tmp_path / "w.gpkg")]
    loaded = "sys.exit(repr([m for m in ('PySide6', 'pandas', 'geopandas', 'pyogrio', 'pyarrow') if m in sys.modules]))"
    code = f"import sys; from app.cli import run; assert run({argv!r}) == 0; {loaded}"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert process.stderr.strip() == "[]"


def test_the_command_names_import_neither_argparse_nor_numpy() -> None:
    code = "import sys; from app.cli import COMMANDS; sys.exit('argparse' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text())
def test_printed_text_holds_no_control_characters(text: str) -> None:
    shown = visible(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in shown)
    assert visible(shown) == shown


@given(st.text(), st.integers(1, 30))
def test_fitted_text_is_not_wider_than_its_column(text: str, columns: int) -> None:
    assert width(fitted(visible(text), columns)) <= max(columns, 1)


@given(st.lists(st.tuples(st.text(max_size=8), st.integers()), min_size=1, max_size=5))
def test_the_columns_of_a_table_are_aligned(rows: list[tuple[str, int]]) -> None:
    lines = aligned(("name", "number"), [[name, str(number)] for name, number in rows], (1,))
    assert len(lines) == len(rows) + 2
    assert len({width(line) for line in lines}) == 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1"])
def test_a_text_that_a_spreadsheet_would_run_is_escaped(capsys: pytest.CaptureFixture[str], text: str) -> None:
    print_csv([("text", "number"), [csv_cell(text), csv_cell(-3)]])
    _, row = capsys.readouterr().out.split("\n", 1)
    assert row.lstrip('"').startswith("'")
    assert ",-3" in row


class Terminal(io.StringIO):
    """A stream that is a terminal, in UTF-8."""

    encoding = "utf-8"  # type: ignore[assignment]

    def isatty(self) -> bool:
        return True


HOSTILE = ["\x1b[2J\x1b[31mred", "\x9b31m", "\x1b]0;title\x07", "a\rb", "a\u202egnp.exe", "\x07bell", "\u2028x"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_obeys_nothing_in_the_data(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    print_csv([("text",), (text,)])
    print_line(text)
    print_json({"text": text})
    printed = terminal.getvalue()
    kinds = {unicodedata.category(c) for c in printed if c != "\n"}
    assert not kinds & {"Cc", "Cf", "Zl", "Zp"}
    answer = printed[printed.index("{") :]
    assert json.loads(answer) == {"text": text}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_piped_is_exact(capsys: pytest.CaptureFixture[str], text: str) -> None:
    rows = [("text",), (text,)]
    print_csv(rows)
    exact = io.StringIO()
    csv.writer(exact, lineterminator="\n").writerows(rows)
    assert capsys.readouterr().out == exact.getvalue()
