"""The runner of the benchmarks, with small ones that succeed, fail, crash or hang."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench import __main__ as bench

MET = {"name": "a thing", "ours": 0.0000205, "other": 0.00406, "ratio": 198.0, "target": 100.0, "met": True}
MISSED = {**MET, "name": "memory", "ours": 300, "other": 100, "ratio": 3.0, "target": 1.6, "met": False}


def write(folder: Path, name: str, result: object, before: str = "pass") -> None:
    text = f"import os, json\n\n\ndef run():\n    {before}\n    return json.loads({json.dumps(result)!r})\n"
    (folder / f"{name}.py").write_text(text, encoding="utf-8")


def results(folder: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return rows


def test_success_if_every_target_is_met(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "one", MET)
    write(tmp_path, "several", [MET, {**MET, "limit": "at most", "unit": "MB", "ours": 120.5}])
    (tmp_path / "shared.py").write_text("X = 1\n", encoding="utf-8")
    assert bench.main([], tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["what", "a", "a", "a"]
    assert "20.5 µs" in lines[1]
    assert "4.06 ms" in lines[1]
    assert "120.5 MB" in lines[3]
    assert "≤ 100" in lines[3]
    assert [row["name"] for row in results(tmp_path)] == ["a thing"] * 3


def test_a_missed_target_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "one", [MET, MISSED])
    assert bench.main([], tmp_path) == 1
    assert capsys.readouterr().out.splitlines()[2].endswith("NO")
    assert [row["met"] for row in results(tmp_path)] == [True, False]


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("raise ValueError('the two sides disagree')", "failed (1): ValueError: the two sides disagree"),
        ("os.kill(os.getpid(), 9)", "failed (-9): no message"),
    ],
)
def test_a_failure_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], before: str, message: str
) -> None:
    write(tmp_path, "broken", MET, before)
    write(tmp_path, "valid", MET)
    assert bench.main([], tmp_path) == 1
    assert f"broken: {message}" in capsys.readouterr().err
    assert len(results(tmp_path)) == 1


def test_a_missing_benchmark_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "valid", MET)
    assert bench.main(["valid", "absent"], tmp_path) == 1
    assert "absent: no such benchmark" in capsys.readouterr().err


def test_missing_keys_of_a_row_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "partial", {"name": "x", "ours": 1})
    assert bench.main([], tmp_path) == 1
    assert "partial: its result lacks other, ratio, target, met" in capsys.readouterr().err


def test_a_benchmark_that_hangs_is_stopped(tmp_path: Path) -> None:
    write(tmp_path, "endless", MET, "import signal; signal.pause()")
    assert bench.measure(tmp_path / "endless.py", timeout_s=0.5).errors == ["endless: stopped after 0.5 s"]


def test_no_benchmark_at_all_is_a_failure(tmp_path: Path) -> None:
    assert bench.main([], tmp_path) == 1


def test_benchmarks_lists_those_of_the_project() -> None:
    assert {"locate", "period_filter"} <= set(bench.benchmarks(bench.FOLDER))
