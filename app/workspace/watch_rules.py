"""The rules of the watch list: read with the open workspace, run on what it holds, saved and acknowledged in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.jobs import Jobs
from app.session import Session
from app.workspace.opened import OpenedWorkspace
from geo.store import StoredRule, Workspace

if TYPE_CHECKING:
    from geo.analysis.watch import Outcome, Rule
    from geo.dataset import Dataset

__all__ = ["WatchRules"]

_JOB = "watch rules"


class WatchRules(QObject):
    """Runs the rules when a workspace is opened, after each import, and when a rule has changed.

    Nothing of `geo.analysis` is loaded as long as there is no rule.
    """

    ran = Signal(object)
    """Emitted with the `geo.analysis.watch.Outcome` of each rule, in their order."""

    changed = Signal(str)
    """Emitted with a sentence when a rule was saved, removed or acknowledged."""

    def __init__(self, session: Session, jobs: Jobs, opened: OpenedWorkspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._opened = session, jobs, opened
        self.outcomes: tuple[Outcome, ...] = ()
        opened.opened.connect(lambda _name: self.run())

    @property
    def can_save(self) -> bool:
        """Whether a workspace is open, in its present state, that can keep rules."""
        workspace = self._opened.current
        return workspace is not None and workspace.name == self._session.dataset.origin

    def run(self) -> None:
        """Run the rules on what is shown; without a workspace, or in an earlier state of it, there are none."""
        workspace, dataset = self._opened.current, self._session.dataset.as_stored
        if workspace is None or not self.can_save:
            self._jobs.cancel(_JOB)
            self._show(())
            return

        def then(outcomes: tuple[Outcome, ...]) -> None:
            if self._session.dataset.as_stored is dataset:
                self._show(outcomes)

        self._jobs.run(_JOB, lambda: _outcomes(workspace, dataset), then, self._opened.failed.emit)

    def _show(self, outcomes: tuple[Outcome, ...]) -> None:
        self.outcomes = outcomes
        self.ran.emit(outcomes)

    def save(self, rule: Rule) -> None:
        """Save a rule, in place of one of its name, and run it."""

        def write(workspace: Workspace) -> str:
            from geo.analysis.watch import rule_text

            workspace.store_watch_rules(StoredRule(rule.name, rule_text(rule)))
            return f"Saved in {workspace.name}: the rule {rule.name}."

        self._change(write)

    def remove(self, name: str) -> None:
        """Remove a rule."""

        def write(workspace: Workspace) -> str:
            workspace.remove_watch_rule(name)
            return f"Removed from {workspace.name}: the rule {name}."

        self._change(write)

    def acknowledge(self, name: str) -> None:
        """Acknowledge what a rule has found, as it was shown."""
        outcome = next((one for one in self.outcomes if one.name == name and one.new), None)
        if outcome is None:
            return

        def write(workspace: Workspace) -> str:
            from geo.analysis.watch import acknowledge

            stored = next((rule for rule in workspace.watch_rules() if rule.name == name), None)
            if stored is not None:
                workspace.store_watch_rules(acknowledge(stored, outcome))
            return f"Acknowledged: what {name} has found stays quiet until it gets worse or half a year has passed."

        self._change(write)

    def _change(self, write: Callable[[Workspace], str]) -> None:
        def then(sentence: str) -> None:
            self.changed.emit(sentence)
            self.run()

        self._opened.change_aside(write, then)


def _outcomes(workspace: Workspace, dataset: Dataset) -> tuple[Any, ...]:
    stored = workspace.watch_rules()
    if not stored:
        return ()
    from geo.analysis.watch import run_rules

    return run_rules(dataset, stored)
