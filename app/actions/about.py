"""Information about the application, and links that leave it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from app.actions.action import Action, ActionHost, Area
from app.actions.messages import confirm

__all__ = ["AREA", "open_link", "show_about"]


def attach(host: ActionHost) -> None:
    """Connect the link of the details panel."""
    host.sides.details.link_requested.connect(lambda url: open_link(host, url))


def show_about(host: ActionHost) -> None:
    """Show what the application is, its data, limits and licences."""
    from app.dialogs.about import AboutDialog

    AboutDialog(host.session.dataset, host.window).exec()


def open_link(host: ActionHost, url: str) -> None:
    """Open a report in the browser, after asking."""
    question = f"Open this address in your browser? It leaves the application and needs a network.\n\n{url}"
    if confirm(host.window, "Open a report", question, QMessageBox.StandardButton.Open):
        QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))


AREA = Area((
    Action("show_about", "Help", "about", "About and sources", "F1",
           "What this is, its data, its limits and its licences", show_about),
), attach)  # fmt: skip
