"""No message counts "1 incidents": a number before a plural noun is never one, or goes through `plural`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOUNS = (
    r" (?:more |further )?(?:actors|areas|cells|changes|columns|days|districts|events|files|filters|groups|hours|"
    r"incidents|layers|marks|minutes|names|pairs|people|periods|places|polygons|points|problems|records|"
    r"releases|reports|rows|sources|symbols|totals|towns|types|words|years)\b"
)
NOUN = re.compile(NOUNS)
IN_SOURCE = re.compile(rf"\}}(?:[\"']+\s*\w?[\"']+)?{NOUNS}")
"""A noun after what is filled in, in the same string or the next one: a file without it need not be parsed."""
GUARDS = ("== 1", '== "1"', "> 1", "!= 1")
"""A condition in the same statement: the plural is written for other numbers only."""
NEVER_ONE = {
    "more than a limit": {
        "{len(members)} files",
        "{len(features)} polygons",
        "{len(problems)} problems",
        "{n_pairs} pairs",
        "{len(places)} places",
        "{n_places} places",
    },
    "outside limits that hold 1": {
        "{self.threshold} incidents",
        "{self.window_days} days",
        "{self.baseline_days} days",
        "{self.longest_days} days",
        "{self.step_days} days",
    },
    "a choice of several days": {"{days} days", "{notes.window.width_days} days", "{last - late_from + 1} days"},
    "a figure with decimals": {
        "{rate_text(self.per_100k)} incidents",
        "{value} incidents",
        "{count} incidents",
        "{usual_words(level.a_week)} incidents",
        "{recurrence / 365.25} years",
    },
    "one has words of its own": {"{len(events)} events", "{len(reports)} reports", "{second.total.events} events"},
    "no count": {
        "{verb} days",
        "{verb} types",
        "{self._path.stem} problems",
        "{'more' if change > 0 else 'fewer'} incidents",
    },
    "many of what is one": {"{_FEWEST_WINDOWS * self.window_days} days"},
}


def counted(path: Path) -> Iterator[tuple[int, str]]:
    """Lines and texts of what stands before a plural noun in an f-string, unless its statement has a guard."""
    text = path.read_text(encoding="utf-8")
    if not IN_SOURCE.search(text):
        return
    tree, lines = ast.parse(text), text.splitlines()
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and not hasattr(node, "body")]
    for statement in statements:
        source = " ".join(lines[statement.lineno - 1 : statement.end_lineno])
        if "{" not in source:
            continue
        for joined in (node for node in ast.walk(statement) if isinstance(node, ast.JoinedStr)):
            for value, after in zip(joined.values, joined.values[1:], strict=False):
                is_text = isinstance(after, ast.Constant) and isinstance(after.value, str)
                if not (isinstance(value, ast.FormattedValue) and is_text and (noun := NOUN.match(after.value))):
                    continue
                is_constant = ast.unparse(value.value).isupper()  # a limit, never one
                if value.conversion == -1 and not is_constant and not any(guard in source for guard in GUARDS):
                    yield joined.lineno, f"{{{ast.unparse(value.value)}}}{noun[0]}"


def test_a_plural_in_a_message_has_a_number_that_is_never_one() -> None:
    known = set().union(*NEVER_ONE.values())
    found = {
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for folder in ("app", "geo")
        for path in (ROOT / folder).rglob("*.py")
        for line, text in counted(path)
        if text not in known
    }
    assert sorted(found) == []
