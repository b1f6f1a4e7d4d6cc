"""Rules of the watch list in a workspace file."""

from __future__ import annotations

from pathlib import Path

from geo.errors import InputError, UnknownName, did_you_mean
from geo.store.geopackage.connection import reading, writing
from geo.store.geopackage.schema import RULE_COLUMNS, insert_into, select_from
from geo.store.rules import MOST_RULES, StoredRule, require_name

__all__ = ["remove_rule", "rules_of", "store_rules"]


def rules_of(path: Path) -> tuple[StoredRule, ...]:
    """The rules in the order in which they were stored; raises `WorkspaceError` if the file cannot be read."""
    with reading(path) as connection:
        rows = connection.execute(select_from("watch_rules", RULE_COLUMNS, "ORDER BY fid")).fetchall()
    return tuple(StoredRule(*row) for row in rows if all(isinstance(cell, str) for cell in row))


def store_rules(path: Path, *rules: StoredRule) -> None:
    """Store rules, each in place of one of its name, all of them or none.

    Raises
    ------
    InputError
        If a name is blank or too long, or there are too many rules.
    WorkspaceError
        If the workspace cannot be written; it is as it was.
    """
    for rule in rules:
        require_name(rule.name)
    with writing(path) as connection:
        for rule in rules:
            query = "UPDATE main.watch_rules SET rule = ?, state = ? WHERE name = ?"
            if not connection.execute(query, (rule.rule, rule.state, rule.name)).rowcount:
                connection.execute(insert_into("main.watch_rules", RULE_COLUMNS), (rule.name, rule.rule, rule.state))
        if connection.execute("SELECT count(*) FROM main.watch_rules").fetchone()[0] > MOST_RULES:
            raise InputError(f"{path.name} holds {MOST_RULES} rules already. Remove one first.")


def remove_rule(path: Path, name: str) -> None:
    """Remove a rule; raises `UnknownName` if there is none of that name."""
    with writing(path) as connection:
        known = [row[0] for row in connection.execute("SELECT name FROM main.watch_rules ORDER BY fid")]
        if name not in known:
            raise UnknownName(f"There is no rule {name!r} in {path.name}.{did_you_mean(name, known)}")
        connection.execute("DELETE FROM main.watch_rules WHERE name = ?", (name,))
