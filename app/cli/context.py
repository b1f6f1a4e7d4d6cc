"""``context``: list context events, and enter, correct or withdraw own ones."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from app.cli.context_options import CONTEXT_FIELDS
from app.cli.incident import reason_of
from app.cli.misuse import WrongUse
from app.cli.output import aligned, fitted, print_error, print_json, print_line, visible
from app.cli.shapes import json_value
from geo.calendar.days import period_text
from geo.entry import ContextEntry, FieldProblem, check_context, context_entry_of
from geo.errors import UnknownName
from geo.incidents import ContextEvent
from geo.sources.bundled import bundled
from geo.wording import plural

__all__ = ["context"]

_WORDS = {"list": 1, "add": 1, "edit": 2, "withdraw": 2}
_WIDEST = 60


def context(arguments: argparse.Namespace) -> int:
    """Do what is asked; 1 if nothing was stored because of a problem. Raises `AtlasError`."""
    what = arguments.words[0].casefold()
    if len(arguments.words) != _WORDS.get(what):
        raise WrongUse("context list, context add, context edit ID, or context withdraw ID.")
    typed = {CONTEXT_FIELDS[name][0]: text for name in CONTEXT_FIELDS if (text := getattr(arguments, name)) is not None}
    if typed and what in ("list", "withdraw"):
        raise WrongUse(f"The fields of an event do not go with context {what}.")
    if what == "list":
        return _list(arguments)
    if arguments.workspace is None:
        raise WrongUse("The bundled context events cannot be changed: name a workspace with --workspace.")
    if what == "withdraw":
        with arguments.workspace.by_hand(reason_of(arguments)) as hand:
            hand.withdraw_context(arguments.words[1])
        return _said(arguments, arguments.words[1], None, is_stored=True)
    return _store(arguments, typed)


def _store(arguments: argparse.Namespace, typed: dict[str, str]) -> int:
    is_new = len(arguments.words) == 1
    entry = ContextEntry() if is_new else context_entry_of(_event(arguments, arguments.words[1]))
    if "date_start" in typed and "date_end" not in typed:
        entry = replace(entry, date_end="")
    event, problems = check_context(replace(entry, **typed))
    if event is None:
        return _refused(arguments, problems)
    context_events = bundled().context_events if is_new else None
    with arguments.workspace.by_hand(reason_of(arguments), context_events) as hand:
        if is_new:
            event = replace(event, event_id=hand.add_context(event))
            is_stored = True
        else:
            is_stored = hand.edit_context(event)
    return _said(arguments, event.event_id, event, is_stored=is_stored)


def _event(arguments: argparse.Namespace, event_id: str) -> ContextEvent:
    events: tuple[ContextEvent, ...] = arguments.workspace.load().context_events
    found = [event for event in events if event.event_id == event_id]
    if not found or not event_id:
        raise UnknownName(
            f"There is no context event {event_id[:80]!r} that was entered here. context list shows them."
        )
    return found[0]


def _refused(arguments: argparse.Namespace, problems: Sequence[FieldProblem]) -> int:
    if arguments.json:
        listed = [{"column": p.field, "message": p.message, "severity": p.severity} for p in problems]
        print_json({"event_id": None, "stored": False, "event": None, "problems": listed})
    for problem in problems:
        print_error(visible(f"{problem.field}: {problem.message}"))
    print_error("Nothing was stored.")
    return 1


def _said(arguments: argparse.Namespace, event_id: str, event: ContextEvent | None, *, is_stored: bool) -> int:
    if arguments.json:
        answer = None if event is None else _answer(event)
        print_json({"event_id": event_id, "stored": is_stored, "event": answer, "problems": []})
    elif event is None:
        print_line(visible(f"Withdrawn: {event_id}. The versions before stay in its history."))
    else:
        done = "Stored as" if is_stored else "Nothing differs from"
        days = period_text(event.date_start, event.date_end)
        print_line(visible(f"{done} {event_id}: {days}, {event.title}."))
    return 0


def _answer(event: ContextEvent) -> dict[str, Any]:
    return {name: json_value(value) for name, value in asdict(event).items()}


def _list(arguments: argparse.Namespace) -> int:
    dataset = bundled() if arguments.workspace is None else arguments.workspace.load()
    events = dataset.context_events
    if arguments.json:
        print_json({"made_up": bool(dataset.label), "events": [_answer(event) for event in events]})
        return 0
    print_line(f"{plural(len(events), 'context event')}.")
    rows = [
        [period_text(event.date_start, event.date_end), event.category, event.scope, event.title, event.event_id]
        for event in events
    ]
    shown = [[fitted(visible(cell), _WIDEST) for cell in row] for row in rows]
    for line in aligned(["days", "category", "scope", "title", "id of own ones"], shown) if shown else ():
        print_line(line)
    return 0
