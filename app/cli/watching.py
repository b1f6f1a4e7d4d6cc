"""``watch``: run the rules of the watch list, add, list, remove and acknowledge them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.cli.misuse import WrongUse
from app.cli.output import print_error, print_json, print_line, visible
from geo.errors import InputError, UnknownName, did_you_mean
from geo.wording import plural

if TYPE_CHECKING:
    from geo.analysis.watch import Finding, Outcome, Rule
    from geo.dataset import Dataset
    from geo.store import StoredRule, Workspace

__all__ = ["NEWS", "add_options", "outcome_answer", "watch"]

NEWS = 3
"""The exit code when a rule has found something new."""

_EVERY = "*"
_FILTERS = ("types", "sub_types", "actors", "provinces", "divisions", "districts", "sources", "attribution",
            "min_killed", "text", "within", "of", "first", "last", "certain_days")  # fmt: skip


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options, but for the workspace and the filters."""
    one = command.add_mutually_exclusive_group()
    one.add_argument("--add", metavar="NAME", default="", help="save a rule, in place of one of that name")
    one.add_argument("--list", action="store_true", help="list the rules without running them")
    one.add_argument("--remove", metavar="NAME", default="", help="remove a rule")
    one.add_argument("--acknowledge", nargs="?", const=_EVERY, default="", metavar="NAME",
                     help="acknowledge what a rule has found; without a name, what all have")  # fmt: skip
    command.add_argument("--threshold", metavar="WHAT", default=None, help="for --add: much above usual, above usual "
                         "(the default) or worth a look, for any district or province; or a number of incidents that "
                         "all that passes the filters has to reach")  # fmt: skip
    command.add_argument("--window", type=int, metavar="DAYS", default=None,
                         help="for --add: the last days of the data that are looked at; default: 28")  # fmt: skip


def watch(arguments: argparse.Namespace) -> int:
    """Do what is asked; 3 if rules were run and found something new. Raises `AtlasError`."""
    _require_fitting(arguments)
    workspace: Workspace = arguments.workspace
    if arguments.remove:
        workspace.remove_watch_rule(arguments.remove)
        return _said(arguments, workspace, f"Removed: {arguments.remove}.")
    if arguments.add:
        return _said(arguments, workspace, _add(arguments, workspace))
    if arguments.list:
        return _said(arguments, workspace, "")
    return _run(arguments, workspace)


def _require_fitting(arguments: argparse.Namespace) -> None:
    given = [arguments.threshold, arguments.window, *(getattr(arguments, name) for name in _FILTERS)]
    if not arguments.add and (any(given) or arguments.place_precision != "country"):
        raise WrongUse("--threshold, --window and the filters describe the rule of --add NAME.")
    if arguments.first or arguments.last or arguments.certain_days:
        raise WrongUse("A rule looks at the last days of the data: leave out --from, --to and --certain-days.")


def _add(arguments: argparse.Namespace, workspace: Workspace) -> str:
    from app.cli.filters import query_from
    from geo.analysis.watch import Rule, rule_text, threshold_of
    from geo.store import StoredRule

    try:
        rule = Rule(
            arguments.add,
            query_from(arguments, workspace.load()),
            threshold_of(arguments.threshold or "above usual"),
            28 if arguments.window is None else arguments.window,
        )
        workspace.store_watch_rules(StoredRule(rule.name, rule_text(rule)))
    except InputError as error:
        raise WrongUse(str(error)) from None
    return f"Saved: {rule.name}: {rule.words}."


def _said(arguments: argparse.Namespace, workspace: Workspace, sentence: str) -> int:
    """Print what was done and the rules that are saved now."""
    rules = workspace.watch_rules()
    if arguments.json:
        print_json({"rules": [_rule_answer(rule) for rule in rules]})
        return 0
    if sentence:
        print_line(visible(sentence))
    for rule in rules if arguments.list else ():
        answer = _rule_answer(rule)
        print_line(visible(f"{rule.name}: {answer['words'] or answer['not_run']}"))
    if arguments.list and not rules:
        print_line(_NONE)
    return 0


_NONE = 'There are no rules. Save one: watch --workspace W.gpkg --add NAME --threshold "above usual"'


def _rule_answer(stored: StoredRule) -> dict[str, Any]:
    from geo.analysis.watch import rule_of

    try:
        return {**_described(stored.name, rule_of(stored.name, stored.rule)), "not_run": None}
    except InputError as error:
        return {**_described(stored.name, None), "not_run": str(error)}


def _described(name: str, rule: Rule | None) -> dict[str, Any]:
    from app.cli.shapes import filters_answer

    return {
        "name": name,
        "filters": {} if rule is None else filters_answer(rule.query),
        "threshold": None if rule is None else rule.threshold,
        "window_days": None if rule is None else rule.window_days,
        "words": None if rule is None else rule.words,
    }


def _run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    from geo.analysis.watch import run_rules

    rules, dataset = workspace.watch_rules(), workspace.load()
    outcomes = run_rules(dataset, rules)
    if arguments.acknowledge:
        outcomes = _acknowledge(arguments.acknowledge, workspace, dataset, outcomes)
    answers = [outcome_answer(outcome) for outcome in outcomes]
    n_new = sum(answer["new"] for answer in answers)
    if arguments.json:
        print_json({"new": n_new, "made_up": bool(dataset.label), "rules": answers})
    else:
        _print(dataset, outcomes)
    return NEWS if n_new and not arguments.acknowledge else 0


def _acknowledge(name: str, workspace: Workspace, dataset: Dataset, outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Acknowledge what one rule or all rules have found, and run them again."""
    from geo.analysis.watch import acknowledge, run_rules

    stored = {rule.name: rule for rule in workspace.watch_rules()}
    if name not in (*stored, _EVERY):
        raise UnknownName(f"There is no rule {name!r} in {workspace.name}.{did_you_mean(name, stored)}")
    chosen = [outcome for outcome in outcomes if outcome.new and name in (_EVERY, outcome.name)]
    workspace.store_watch_rules(*(acknowledge(stored[outcome.name], outcome) for outcome in chosen))
    return run_rules(dataset, workspace.watch_rules())


def outcome_answer(outcome: Outcome) -> dict[str, Any]:
    """What a rule has found, as JSON."""
    from geo.calendar.days import from_day_number

    first, last = (from_day_number(day).isoformat() for day in outcome.window)
    return {
        **_described(outcome.name, outcome.rule),
        "window": {"first_day": first, "last_day": last},
        "not_run": outcome.why_not or None,
        "new": len(outcome.new),
        "findings": [_finding_answer(finding, outcome) for finding in outcome.findings],
    }


def _finding_answer(finding: Finding, outcome: Outcome) -> dict[str, Any]:
    from geo.calendar.days import from_day_number

    place, before = finding.place, outcome.acknowledged.get(finding.key)
    numbers = ("expected", "ratio", "ratio_low", "ratio_high")
    return {
        "province": None if place is None else place.province,
        "district": None if place is None else place.district or None,
        "observed": finding.observed,
        **{name: None if place is None else _rounded(getattr(place, name)) for name in numbers},
        "verdict": None if place is None else place.verdict.value,
        "worth_a_look": None if place is None else place.is_worth_a_look,
        "sentence": finding.sentence,
        "is_new": finding.is_new,
        "acknowledged": None if before is None else from_day_number(before.last_day).isoformat(),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _print(dataset: Dataset, outcomes: Iterable[Outcome]) -> None:
    if dataset.label:
        print_line(f"{dataset.label}.")
    outcomes = tuple(outcomes)
    if not outcomes:
        print_error(_NONE)
    for outcome in outcomes:
        print_line(visible(f"{outcome.name}: {outcome.words}"))
        for finding in outcome.findings:
            print_line(visible(f"  {'new: ' if finding.is_new else 'acknowledged: '}{finding.sentence}"))
    n_new = sum(len(outcome.new) for outcome in outcomes)
    if n_new:
        print_line(f"{plural(n_new, 'finding')} new. watch --acknowledge keeps them quiet until they get worse.")
