"""Show the totals that sources state."""

from __future__ import annotations

from app.actions.action import ActionHost
from app.actions.messages import show_error

__all__ = ["show_totals"]

NONE = (
    "There are no totals here. Import a file of numbers of events, by district and month for example, and choose to "
    "keep them as totals."
)


def show_totals(host: ActionHost) -> None:
    """Show the totals of the open workspace beside the counts of its incidents."""
    if not host.session.dataset.totals:
        show_error(host, NONE)
        return
    from app.dialogs.totals import TotalsDialog

    TotalsDialog(host.session.dataset, host.window).exec()
