"""The window of the intake: the text at the left; candidates and the fields of the chosen one at the right.

Nothing is fetched, and nothing is stored that was not confirmed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget

from app.dialogs.intake.asking import AGAIN, asks, lost_words
from app.dialogs.intake.fields import CLAIM, clicked, spans_of
from app.dialogs.intake.item_list import decision_words, item_words
from app.dialogs.intake.layout import Parts, fit_to_screen
from app.dialogs.intake.merge_menu import offer_merge
from app.dialogs.intake.reading import Source, WasRead
from app.dialogs.intake.review import Confirmed, Review
from app.dialogs.intake.texts import Texts, sources_in
from app.jobs import Jobs
from app.session import Session
from geo.entry import IncidentEntry, prepare_checks
from geo.errors import InputError
from geo.intake.readers.opening import ENDINGS
from geo.reading.direction import without_overrides
from geo.store import Workspace

__all__ = ["IntakeDialog"]

_COMPARING = "intake comparing"
_FILES = f"Reports ({' '.join(f'*{ending}' for ending in ENDINGS)});;All files (*)"


class IntakeDialog(QDialog):
    """A window beside the main one.

    Parameters
    ----------
    session
        Its incidents are those that candidates are compared with.
    jobs
        Reads in the background.
    workspace
        The open workspace; None while the bundled incidents are shown.
    start
        Returns the folder in which file dialogs start.
    """

    store_wanted = Signal(object)
    """Emitted with `Confirmed`; `show_stored` or `show_not_stored` answers."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        workspace: Callable[[], Workspace | None] = lambda: None,
        start: Callable[[], Path] = Path.home,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("intake dialog")
        self.setWindowTitle("New from a text")
        self.setAcceptDrops(True)
        fit_to_screen(self)
        self._session, self._jobs, self._workspace, self._start = session, jobs, workspace, start
        self.review: Review | None = None
        self.texts = Texts(jobs, lambda: (session.dataset, workspace()), self)
        self._field = ""
        self._is_storing = self._is_discarded = False
        commands = {
            "confirm": self.confirm, "reject": self.reject_item, "edit": self.edit, "merge": self.offer_merge,
            "split": self.split, "previous": lambda: self.step(-1), "next": lambda: self.step(1),
            "same": self.confirm_same, "add": self.add, "store": self.store, "paste": self.paste,
            "open": self.open_files, "watch": self.watch_folder, "next_text": self.next_text,
            "cancel": self.cancel_reading, "close": self.reject,
        }  # fmt: skip
        self.parts = Parts(self, commands)
        self._connect()
        self._refresh()
        self.parts.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        parts = self.parts
        parts.items.currentRowChanged.connect(self._choose)
        parts.text.clicked_at.connect(self._on_clicked_at)
        parts.fields.field_chosen.connect(self._show_field)
        parts.fields.typed.connect(lambda texts: self._change(lambda review: review.type(texts)))
        parts.fields.claim_kept.connect(lambda at, kept: self._change(lambda review: review.keep_claim(at, kept)))
        parts.about.changed.connect(self._recite)
        parts.about.day_changed.connect(self._read_again)
        self.texts.was_read.connect(self.show_read)
        self.texts.refused.connect(self._on_refused)
        self.texts.changed.connect(self._refresh)
        self._session.replaced.connect(self._on_replaced)

    # taking texts

    def take(self, sources: Iterable[Source]) -> None:
        """Read texts, one after another; they wait while there is something to decide on."""
        self.texts.add(sources)
        if self.review is None or not self.review.unsettled:
            self.texts.read_next()

    def paste(self) -> None:
        """Read what was copied: words, or files."""
        if sources := sources_in(QGuiApplication.clipboard().mimeData()):
            self.take(sources)
        else:
            self.say("Nothing was copied: copy the text of a report first.")

    def open_files(self) -> None:
        """Let the user choose files."""
        names, _ = QFileDialog.getOpenFileNames(self, "Open reports", str(self._start()), _FILES)
        self.take([Source(Path(name)) for name in names])

    def watch_folder(self) -> None:
        """Let the user choose a folder whose new files are offered; again to stop."""
        folder = self.texts.folder
        if folder.folder is not None:
            folder.watch(None)
        else:
            name = QFileDialog.getExistingDirectory(self, "Watch a folder for new reports", str(self._start()))
            folder.watch(Path(name) if name else None)
        self._refresh()

    def next_text(self) -> None:
        """Read the next text that waits, once the user agrees to leave what is not stored."""
        if self.texts.waiting and not self.is_busy and self._may_leave("Leave this text?", "Read the next text"):
            self.say("")
            self.texts.read_next()

    def cancel_reading(self) -> None:
        """Drop what is being read."""
        self.texts.cancel()
        self.say("Cancelled: the text was not read.")

    def _on_refused(self, message: str) -> None:
        """Say why a text cannot be read, and go on with the next one."""
        told = "\n".join(filter(None, (self.parts.message.text(), message)))
        if self.review is None or not self.review.unsettled:
            self.texts.read_next()
        self.say(told)

    def show_read(self, found: WasRead) -> None:
        """Show a report that was read, with the first of its items."""
        self.review, report = found.review, found.review.report
        if found.review.dataset is not self._session.dataset:  # it has changed meanwhile
            self._on_replaced(None)
        self._field = ""
        self.parts.about.show_report(report, found.published)
        self.parts.show_notes(found.notes, is_warning=found.is_repeated)
        self.parts.text.show_report(report.text)
        self.parts.make_room(len(found.review.items))
        self._refresh(goes_there=True)
        self.parts.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _recite(self) -> None:
        review = self.review
        if review is not None and (report := self.parts.about.applied(review.report)) != review.report:
            review.set_report(report)
            self._refresh()

    def _read_again(self) -> None:
        """Another day of publication changes what “on Tuesday” means."""
        review = self.review
        if review is None:
            return
        self._recite()
        if review.is_touched and not asks(self, "Read again?", AGAIN, "Read again", "Keep what is here"):
            return
        self.texts.read_again(review.report)

    # deciding

    def confirm(self) -> None:
        """The chosen item is to be stored."""
        self._decide("confirmed")

    def confirm_same(self) -> None:
        """The chosen item is the stored incident that is chosen among those like it."""
        if self.parts.similar.isHidden():
            return
        if self._workspace() is None:
            self.say("The bundled incidents cannot be changed: open a workspace that holds the incident.")
            return
        self._decide("same", self.parts.similar.chosen)

    def reject_item(self) -> None:
        """The chosen item is not to be stored."""
        self._decide("rejected")

    def _decide(self, decision: str, stored_id: str = "") -> None:
        review = self.review
        if review is None or self.is_busy:
            return
        try:
            review.decide(decision, stored_id)
        except InputError as error:
            self.say(str(error))
            if review.item is not None and (errors := review.errors(review.at)):
                self.parts.fields.focus_on(errors[0].field)
            return
        self.say("")
        item = review.item
        if item is not None and item.decision != "open":
            review.at = review.next_open()
        self._field = ""
        self._refresh(goes_there=True)
        self.parts.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> None:
        """Go to the first field that is wrong, or else to the first one."""
        review = self.review
        if review is None or review.item is None:
            return
        errors, item = review.errors(review.at), review.item
        first = "date_start" if isinstance(item.entry, IncidentEntry) else "title"
        self.parts.fields.focus_on(errors[0].field if errors else first)

    def offer_merge(self) -> None:
        """Let the user choose the candidate that is the same as the chosen one."""
        if self.review is not None:
            self.say(offer_merge(self.review, self.merge, self.parts.keys.buttons["merge"]))

    def merge(self, other: int) -> None:
        """Make one of the chosen item and another."""
        self._change(lambda review: review.merge(other))

    def split(self) -> None:
        """Make two of the chosen item, by the words that are marked in the text if any are."""
        part = self.parts.text.selected_span()
        self.parts.text.unmark()
        self._change(lambda review: review.split(part), goes_there=part is not None)

    def add(self) -> None:
        """Make an item of the words that are marked in the text: an incident that was not found."""
        part = self.parts.text.selected_span()
        self.parts.text.unmark()
        self._change(lambda review: review.add(part), goes_there=True)

    def _change(self, change: Callable[[Review], str | None], *, goes_there: bool = False) -> None:
        """Change the items, and say what the change says."""
        if self.review is None or self.is_busy:
            return
        try:
            said = change(self.review)
        except InputError as error:
            said = str(error)
        self.say(said or "")
        self._refresh(goes_there=goes_there)

    def step(self, by: int) -> None:
        """Choose another item."""
        if self.review is not None and self.review.items:
            self._choose(max(0, min(self.review.at + by, len(self.review.items) - 1)))

    # storing

    def store(self) -> None:
        """Ask for what is confirmed to be stored."""
        if self.review is None or self.is_busy:
            return
        if not self.review.to_store:
            self.say("Nothing is confirmed yet: C confirms the chosen candidate.")
            return
        self._recite()  # a field may still have the focus
        self._is_storing = True
        self._refresh()
        self.store_wanted.emit(Confirmed(self.review.report, self.review.to_store, self._session.dataset))

    def show_stored(self, sentence: str) -> None:
        """What was asked for is stored."""
        self._is_storing = False
        if self.review is not None:
            self.review.mark_stored()
        self.say(sentence)
        self._refresh()

    def show_not_stored(self, message: str) -> None:
        """What was asked for is not stored."""
        self._is_storing = False
        self.say(message)
        self._refresh()

    def _on_replaced(self, _snapshot: object) -> None:
        """Compare with the incidents that are stored now, once their names are looked up in the background."""
        dataset = self._session.dataset

        def then(_: None) -> None:
            if self.review is not None and dataset is self._session.dataset:
                self.review.set_dataset(dataset)
                self._refresh()

        self._jobs.run(_COMPARING, lambda: prepare_checks(dataset), then, self.say)

    # showing

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or stored: nothing can be decided meanwhile."""
        return self._is_storing or bool(self.texts.reading)

    def say(self, message: str) -> None:
        """Show a sentence above the buttons."""
        self.parts.say(message)

    def _choose(self, at: int) -> None:
        if self.review is not None and 0 <= at < len(self.review.items):
            self.review.at, self._field = at, ""
            self._refresh(goes_there=True)

    def _refresh(self, *, goes_there: bool = False) -> None:
        review, parts = self.review, self.parts
        reading = self.texts.reading
        parts.show_progress(f"Reading {without_overrides(reading)}…" if reading else "")
        parts.show_state(review, self.texts, is_busy=self.is_busy)
        if review is None:
            return
        rows = [(item_words(item), decision_words(review, at)) for at, item in enumerate(review.items)]
        parts.items.show_items(rows, review.at)
        parts.show_item(review)
        self._highlight(goes_there=goes_there)

    def _show_field(self, field: str) -> None:
        self._field = field
        self._highlight(goes_there=True)

    def _highlight(self, *, goes_there: bool) -> None:
        review = self.review
        item = review.item if review is not None else None
        if review is None or item is None:
            self.parts.text.highlight()
            return
        is_shown = self._field and (self._field in self.parts.fields.editors or self._field.startswith(CLAIM))
        chosen = spans_of(item, self._field) if is_shown else ()
        sentences = {span for each in review.items for span in each.sentences}
        self.parts.text.highlight(chosen, item.spans, sentences)
        if goes_there:
            self.parts.text.go_to(chosen or item.sentences or item.spans)

    def _on_clicked_at(self, offset: int) -> None:
        """Go to the field whose words were clicked, of the chosen item or of another one."""
        review = self.review
        if review is None or review.item is None:
            return
        at, field = clicked(review.items, review.at, offset, self._field) or (review.at, "")
        if at != review.at:
            self._choose(at)
        if field:
            self._show_field(field)
            self.parts.fields.focus_on(field)

    # leaving

    def may_close(self) -> bool:
        """Whether nothing is lost by closing, or the user agrees to it."""
        return self._may_leave("Close without storing?", "Close")

    def _may_leave(self, title: str, button: str) -> bool:
        review, is_closing = self.review, button == "Close"
        unsettled = review.unsettled if review is not None else 0
        lost = lost_words(unsettled, len(self.texts.waiting) if is_closing else 0)
        if self._is_discarded or not lost:
            return True
        agreed = asks(self, title, lost, button, "Stay here")
        self._is_discarded = agreed and is_closing
        return agreed

    def reject(self) -> None:
        """Close the window, if the user agrees to lose what is not stored."""
        if self.may_close():
            self.texts.cancel()
            self._jobs.cancel(_COMPARING)
            self.texts.folder.watch(None)
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in a field goes back to the list; elsewhere it closes the window. Enter presses no button."""
        is_typing = isinstance(QApplication.focusWidget(), QLineEdit) or self.parts.fields.isAncestorOf(
            QApplication.focusWidget() or self
        )
        if event.key() == Qt.Key.Key_Escape and is_typing:
            self.parts.items.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept local files and words."""
        if sources_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped, after the event."""
        sources = sources_in(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.take(sources))
