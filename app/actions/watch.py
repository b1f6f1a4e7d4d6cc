"""The watch list: places on the map, the incidents behind them, and saved rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.actions.action import Action, ActionHost, Area
from app.actions.example import open_example
from app.actions.map_view import show_district
from app.actions.messages import confirm
from app.actions.view import show_panel
from app.workspace.watch_rules import WatchRules
from geo.calendar.days import from_day_number
from geo.calendar.period import Period
from geo.wording import plural

if TYPE_CHECKING:
    from geo.analysis.unusual import PlaceLook
    from geo.analysis.watch import Outcome

__all__ = ["AREA", "Watching", "list_incidents", "show_province"]

_MOST_NAMED = 3


class Watching(QObject):
    """Connects the panel with the rules of the open workspace; a child of the host's window."""

    def __init__(self, host: ActionHost) -> None:
        super().__init__(host.window)
        self._host = host
        self._reports_news = False
        panel = host.sides.watch
        self.rules = WatchRules(host.session, host.jobs, host.workspace, self)
        self.rules.ran.connect(self._on_ran)
        self.rules.changed.connect(host.notice.show_message)
        panel.rule_requested.connect(self._save)
        panel.removal_requested.connect(self._remove)
        panel.acknowledgement_requested.connect(self.rules.acknowledge)
        panel.district_requested.connect(lambda name: show_district(host, name))
        panel.province_requested.connect(lambda name: show_province(host, name))
        panel.listing_requested.connect(lambda place, window: list_incidents(host, place, window))
        panel.example_requested.connect(lambda: open_example(host))
        host.imports.stored.connect(lambda _arrived: self._report_news())
        self.rules.run()

    def _report_news(self) -> None:
        """Report what is new when the rules have run on what an import has brought; that is under way."""
        self._reports_news = True

    def _on_ran(self, outcomes: Sequence[Outcome]) -> None:
        self._host.sides.watch.show_rules(outcomes, self.rules.can_save)
        n_new = sum(len(outcome.new) for outcome in outcomes)
        self._host.sides.mark_watch(n_new)
        reports, self._reports_news = self._reports_news, False
        if reports and n_new:
            report = self._host.notice.add_report(_news(outcomes, n_new))
            report.offer("Show the rules", "What the rules of the watch list have found")
            report.button.clicked.connect(self._show_rules)

    def _show_rules(self) -> None:
        show_panel(self._host, "watch")
        self._host.sides.watch.show_rules_page()

    def _save(self) -> None:
        from app.dialogs.watch_rule import WatchRuleDialog

        names = [outcome.name for outcome in self.rules.outcomes]
        dialog = WatchRuleDialog(self._host.session.state.query, names, self._host.window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.rules.save(dialog.rule)

    def _remove(self, name: str) -> None:
        if confirm(self._host.window, "Remove a rule", f"Remove the rule {name} and what was acknowledged of it?"):
            self.rules.remove(name)


def _news(outcomes: Sequence[Outcome], n_new: int) -> str:
    """What is new, in a sentence: the rules, and the places that the first ones name."""
    found = [(outcome.name, finding.name) for outcome in outcomes for finding in outcome.new]
    named = [f"{rule}: {place}" if place else rule for rule, place in found[:_MOST_NAMED]]
    more = f" and {n_new - _MOST_NAMED:,} more" if n_new > _MOST_NAMED else ""
    return f"Watch list: {plural(n_new, 'finding')} new. {', '.join(named)}{more}."


def show_province(host: ActionHost, name: str) -> None:
    """Zoom to a province."""
    gazetteer = host.session.dataset.gazetteer
    boxes = [gazetteer.bounds_of(district.name) for district in gazetteer.drawn if district.province == name]
    if boxes:
        wests, souths, easts, norths = zip(*boxes, strict=True)
        host.map.fit((min(wests), min(souths), max(easts), max(norths)))


def list_incidents(host: ActionHost, place: PlaceLook, window: Period) -> None:
    """Set the period to a window and list the incidents of a place."""
    first, last = from_day_number(window.first), from_day_number(window.last)
    state = host.session.state.with_query(first=first, last=last)
    if place.is_province:
        nothing: frozenset[str] = frozenset()
        state = state.with_query(provinces=frozenset({place.name}), divisions=nothing, districts=nothing)
    host.session.update(replace(state, district=place.district, selected=(), current=""))
    show_panel(host, "incidents")


def attach(host: ActionHost) -> None:
    """Connect the panel with the rules."""
    Watching(host)


AREA = Area((
    Action("show_watch", "View", "panels", "Watch list", "Ctrl+Shift+W",
           "Districts and provinces with more or fewer incidents than usual there, and saved rules",
           lambda host: show_panel(host, "watch")),
), attach)  # fmt: skip
