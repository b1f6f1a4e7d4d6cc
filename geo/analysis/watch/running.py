"""Running rules on the data: which places reach the threshold, and which of them are new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geo.analysis.coverage import coverage
from geo.analysis.unusual import Look, PlaceLook, Settings, Verdict, look
from geo.analysis.watch.rule import THRESHOLDS, Rule, rule_of
from geo.analysis.watch.state import Acknowledged, acknowledged, is_new, state_of, state_text
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.dataset import Dataset
from geo.errors import InputError
from geo.query import fitted
from geo.store import StoredRule
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from geo.wording import plural

__all__ = ["Finding", "Outcome", "acknowledge", "run_rule", "run_rules"]

_COUNT_KEY = "count"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that reaches the threshold of a rule, or the number of incidents that does.

    Attributes
    ----------
    key
        What it is about, for acknowledging it: that of a `PlaceLook`, or ``count``.
    last_day
        The last day of the window, as day number.
    rank
        How unusual it is: higher is more; 0 for a number of incidents.
    observed
        Incidents in the window.
    sentence
        What was found, in words.
    place
        The look at the place; ``None`` for a number of incidents.
    is_new
        Whether it was not acknowledged, has become worse since, or that was half a year ago.
    """

    key: str
    last_day: int
    rank: int
    observed: int
    sentence: str
    place: PlaceLook | None = None
    is_new: bool = True

    @property
    def name(self) -> str:
        """The name of the place; blank for a number of incidents."""
        return "" if self.place is None else self.place.name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule finds.

    Attributes
    ----------
    name
        The name of the rule.
    rule
        The rule; ``None`` if it could not be read.
    window
        The days looked at.
    findings
        What reaches the threshold, the most unusual first.
    acknowledged
        What was acknowledged.
    why_not
        Why it finds nothing whatever has happened, as a sentence; blank where it can.
    """

    name: str
    rule: Rule | None
    window: Period
    findings: tuple[Finding, ...]
    acknowledged: Mapping[str, Acknowledged]
    why_not: str = ""

    @property
    def new(self) -> tuple[Finding, ...]:
        """The findings that are new."""
        return tuple(finding for finding in self.findings if finding.is_new)

    @property
    def words(self) -> str:
        """How much it has found, in words."""
        if self.why_not:
            return self.why_not
        quiet = len(self.findings) - len(self.new)
        parts = [f"{len(self.new)} new" if self.new else "", f"{quiet} acknowledged" if quiet else ""]
        return ", ".join(filter(None, parts)) or "nothing"


def acknowledge(stored: StoredRule, outcome: Outcome) -> StoredRule:
    """A stored rule with what it has found acknowledged as it is now."""
    return replace(stored, state=state_text(acknowledged(outcome.acknowledged, outcome.new)))


def run_rules(dataset: Dataset, stored: Iterable[StoredRule]) -> tuple[Outcome, ...]:
    """Run the rules of a workspace on its data, in their order.

    A rule that cannot be read, or not be run, says why instead.
    """
    return tuple(_outcome(dataset, one.name, one.rule, one.state) for one in stored)


def _outcome(dataset: Dataset, name: str, text: str, state: str) -> Outcome:
    try:
        return run_rule(dataset, rule_of(name, text), state_of(state))
    except InputError as error:
        return Outcome(name, None, dataset.incidents.period or Period(0, 0), (), {}, str(error))


def run_rule(dataset: Dataset, rule: Rule, state: Mapping[str, Acknowledged] | None = None) -> Outcome:
    """Run a rule on the last days of the data.

    Parameters
    ----------
    dataset
        The data.
    rule
        The rule.
    state
        What was acknowledged.
    """
    state = state or {}
    query = fitted(rule.query, dataset.gazetteer)
    if (rule.query.districts and not query.districts) or (rule.query.divisions and not query.divisions):
        why_not = "None of the places of this rule is among the districts that are used now."
        return Outcome(rule.name, rule, dataset.incidents.period or Period(0, 0), (), state, why_not)
    snapshot = resolve(dataset, State(query=query))
    run = _by_number if isinstance(rule.threshold, int) else _by_verdict
    outcome = run(snapshot, rule)
    findings = tuple(replace(one, is_new=is_new(one, state.get(one.key))) for one in outcome.findings)
    return replace(outcome, findings=findings, acknowledged=state)


def _by_verdict(snapshot: Snapshot, rule: Rule) -> Outcome:
    found = look(snapshot, Settings(window_days=rule.window_days))
    least = _rank_of(str(rule.threshold))
    findings = tuple(
        Finding(row.key, found.notes.window.last, _rank(row), row.observed, row.sentence, row)
        for row in found.ranked
        if _rank(row) >= least
    )
    return Outcome(rule.name, rule, found.notes.window, findings, {}, _why_not(found))


def _why_not(found: Look) -> str:
    return f"Not comparable: {found.notes.why_not}" if found.notes.why_not else ""


def _rank_of(threshold: str) -> int:
    return len(THRESHOLDS) - THRESHOLDS.index(threshold)


def _rank(row: PlaceLook) -> int:
    if row.verdict in (Verdict.MUCH_ABOVE, Verdict.ABOVE):
        return _rank_of(row.verdict.value)
    return _rank_of(THRESHOLDS[-1]) if row.is_worth_a_look and _is_high(row) else 0


def _is_high(row: PlaceLook) -> bool:
    return row.expected is not None and row.observed > row.expected


def _by_number(snapshot: Snapshot, rule: Rule) -> Outcome:
    """Hold the number of all incidents that pass the filters in the last days of the data against the threshold."""
    assert isinstance(rule.threshold, int)
    ends = [one.days.last for one in coverage(snapshot).by_source]
    whole = snapshot.dataset.incidents.period
    if whole is None or not ends:
        return Outcome(rule.name, rule, Period(0, 0), (), {}, "There are no incidents in this workspace.")
    last = min(whole.last, max(ends))
    window = Period(last - rule.window_days + 1, last)
    first_day, last_day = from_day_number(window.first), from_day_number(window.last)
    observed = len(snapshot.with_query(replace(snapshot.state.query, first=first_day, last=last_day)).answer)
    if observed < rule.threshold:
        return Outcome(rule.name, rule, window, (), {})
    sentence = f"{plural(observed, 'incident')} in {window.words}; the rule says {rule.threshold:,} or more."
    return Outcome(rule.name, rule, window, (Finding(_COUNT_KEY, last, 0, observed, sentence),), {})
