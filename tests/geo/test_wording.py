"""Numbers in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.wording import about, plural


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 days"), (1, "1 day"), (2, "2 days"), (11, "11 days"), (21, "21 days"), (1_001, "1,001 days")],
    ids=str,
)
def test_only_one_is_singular(count: int, words: str) -> None:
    assert plural(count, "day") == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.6, "1 second"), (9.4, "9 seconds"), (41, "40 seconds"), (89, "90 seconds"), (95, "2 minutes"),
     (236, "4 minutes"), (5_399, "90 minutes"), (6_000, "2 hours")],
)  # fmt: skip
def test_a_duration_is_rounded(seconds: float, words: str) -> None:
    assert about(seconds) == f"about {words}"


def test_an_irregular_plural_is_given() -> None:
    assert [plural(n, "part of a day", "parts of a day") for n in (1, 2)] == ["1 part of a day", "2 parts of a day"]


ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("folder", ["app", "geo"])
def test_no_other_code_decides_on_the_plural_of_a_count(folder: str) -> None:
    """A count before a noun goes through `plural`: else one place or another says "1 incidents"."""
    own = re.compile(r"""\{['"]s?['"] if [^}]*['"]s?['"]\}""")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if own.search(line) and ":,}" in line
    ]
    assert found == []
