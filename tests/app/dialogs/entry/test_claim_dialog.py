"""The small forms of a claim and of a context event: nothing is lost unasked, nothing lies over something else."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QWidget

from app.dialogs.context_event import ContextEventDialog
from app.dialogs.entry.claims import ClaimDialog
from geo.entry import ClaimEntry, ContextEntry
from tests.app.samples import Answers

FORMS = {
    "claim": (lambda: ClaimDialog(ClaimEntry(kind="claimed", by="X")), "entry claim by"),
    "event": (lambda: ContextEventDialog(ContextEntry(title="Road closed")), "context title"),
}


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_not_lost_unasked(qtbot, themed: None, name: str) -> None:
    make, field = FORMS[name]
    untouched, dialog = make(), make()
    for each in (untouched, dialog):
        qtbot.addWidget(each)
        each.show()
    with Answers() as asked:
        untouched.reject()
        assert (asked.dialogs, untouched.isVisible()) == ([], False)
        edit = dialog.findChild(QLineEdit, field)
        assert edit is not None
        edit.setText("another")
        dialog.reject()
        assert (len(asked.dialogs), dialog.isVisible()) == (1, True)
    with Answers(lambda box: box.button(box.StandardButton.Discard).click()):
        dialog.reject()
    assert not dialog.isVisible()


def test_what_is_wrong_with_a_claim_pushes_nothing_over_its_fields(qtbot, themed: None) -> None:
    dialog: QDialog = ClaimDialog(ClaimEntry(kind="reported", by="Police"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(dialog.minimumSize())
    qtbot.waitUntil(lambda: dialog.size() == dialog.minimumSize())
    figure = dialog.findChild(QComboBox, "entry claim figure")
    assert figure is not None
    figure.setCurrentIndex(1)
    figure.activated.emit(1)
    QApplication.processEvents()
    fields = [dialog.findChild(QWidget, f"entry claim {name}") for name in ("value", "quote", "remark")]
    tops_and_bottoms = [y for field in fields if field for y in (field.geometry().top(), field.geometry().bottom())]
    assert (len(tops_and_bottoms), tops_and_bottoms) == (6, sorted(tops_and_bottoms))
