"""Extremes of any number of values, and no call of a script that would fail for many."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo import assets
from tests.web.scripts import Scripts

SPREAD = re.compile(
    r"(?:Math\.\w+|\.(?:push|unshift|splice|concat|apply)|fromCharCode|fromCodePoint|Array\.of|Reflect\.apply)"
    r"\s*\((?:[^()\[\]]|\([^()]*\))*\.\.\."
)
"""A call that gets each value of an array as an argument of its own; about 100,000 arguments are too many."""
APPLY = re.compile(r"(?:Math\.\w+|push|fromCharCode)\.apply\s*\(")
SCRIPTS = sorted(path for path in assets.path("web").rglob("*.js") if "vendor" not in path.parts)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_spreads_an_array_over_the_arguments_of_a_call(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [match[0] for pattern in (SPREAD, APPLY) for match in pattern.finditer(text)] == []


@pytest.mark.parametrize(
    ("text", "is_spread"),
    [
        ("Math.min(...side)", True),
        ("Math.max(0, ...sides.map((s) => s[0]))", True),
        ("all.push(...rows)", True),
        ("String.fromCharCode(...codes)", True),
        ("Math.max.apply(null, side)", True),
        ("[...rows].sort()", False),
        ("all.push([name, ...values])", False),
        ("Math.max(1, Math.min(2, x)); const all = [...rows];", False),
    ],
)
def test_the_search_finds_spread_arrays(text: str, is_spread: bool) -> None:
    assert bool(SPREAD.search(text) or APPLY.search(text)) == is_spread


def test_extremes_of_many_few_and_no_numbers() -> None:
    scripts = Scripts("data/extremes.js")
    many = "const many = new Float64Array(300000); many[7] = -2; many[200000] = 5; return [least(many), greatest(many)]"
    assert scripts.run(many) == [-2, 5]
    assert scripts.run("return [least([3]), greatest([3])]") == [3, 3]
    assert scripts.run("return [least([]) === Infinity, greatest([]) === -Infinity]") == [True, True]
