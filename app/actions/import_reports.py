"""The report of an import in the notice bar, and the filter that shows only what is new."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject

from app.actions.action import ActionHost
from app.actions.map_view import fit_shown
from app.actions.totals import show_totals
from app.actions.view import show_panel
from app.widgets.notice import Report
from app.workspace.arrivals import Arrivals
from geo.query import Listed, Query
from geo.view.snapshot import Snapshot
from geo.view.state import State

__all__ = ["NewIncidents", "report_import"]

_TIP = "Filters, period and section of the map come back with the same button, or with Edit › Undo"
_BACK = "Back to the filters as before"


def report_import(host: ActionHost, arrived: Arrivals) -> None:
    """Report an import until the user closes the line, and offer to show what is new."""
    report = host.notice.add_report(f"{arrived.sentence} {_hidden_words(host.session.snapshot, arrived)}".strip())
    if arrived.new_ids:
        NewIncidents(host, arrived, report)
    elif arrived.report.has_totals:
        report.offer("Show the totals…", "The numbers that the source states, beside the incidents that are stored")
        report.button.clicked.connect(lambda: show_totals(host))


def _hidden_words(snapshot: Snapshot, arrived: Arrivals) -> str:
    """How many of the new incidents the filters or the period hide; blank if none."""
    positions = snapshot.dataset.incidents.positions
    rows = np.array([positions[one] for one in arrived.new_ids if one in positions], np.int32)
    hidden = len(rows) - int(np.count_nonzero(np.isin(rows, snapshot.rows)))
    if not hidden:
        return ""
    which = "None of the new incidents is" if hidden == len(rows) else f"{hidden:,} of the new incidents are not"
    return f"{which} within the filters and the period that are set."


class NewIncidents(QObject):
    """Switches between the new incidents alone and what was shown before; a child of the report."""

    def __init__(self, host: ActionHost, arrived: Arrivals, report: Report) -> None:
        super().__init__(report)
        self._host, self._report = host, report
        self._listed = Listed(f"new with the import of {arrived.file_name}", arrived.new_ids)
        self._before = State()
        self._offer(host.session.snapshot)
        report.button.clicked.connect(self._switch)
        host.session.changed.connect(self._follow)
        host.session.replaced.connect(self._offer)

    def _follow(self, before: Snapshot, after: Snapshot) -> None:
        if before.state.query.listed != after.state.query.listed:
            self._offer(after)

    def _offer(self, snapshot: Snapshot) -> None:
        """Name what the button does now; without the new incidents there is nothing to show."""
        n = len(self._listed.ids)
        shows = "Show the new one" if n == 1 else f"Show the {n:,} new ones"
        self._report.offer(_BACK if self._is_shown(snapshot) else shows, _TIP)
        held = snapshot.dataset.incidents.positions
        self._report.button.setEnabled(any(one in held for one in self._listed.ids))

    def _is_shown(self, snapshot: Snapshot) -> bool:
        return snapshot.state.query.listed == self._listed

    def _switch(self) -> None:
        session = self._host.session
        if self._is_shown(session.snapshot):
            session.update(replace(session.state, query=self._before.query, view=self._before.view))
            return
        self._before = replace(session.state, query=replace(session.state.query, listed=None))
        session.update(replace(session.state, query=Query(listed=self._listed), selected=()))
        show_panel(self._host, "incidents")
        fit_shown(self._host)
