"""A label that never widens what it stands in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.widgets.elided import ElidedLabel, combo_box, one_line

LONG = "a text of very many words that does not fit into a narrow column " * 5


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_long_text_takes_only_its_lines_and_ends_with_an_ellipsis(qtbot, lines: int) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.set_lines(lines)
    label.resize(200, 100)
    shown = label._shown_lines()
    assert len(shown) == lines
    assert shown[-1].endswith("…")
    assert all(label.fontMetrics().horizontalAdvance(line) <= 200 for line in shown)
    assert " ".join(shown)[:-1].rstrip() in LONG
    assert label.minimumSizeHint().height() == lines * label.fontMetrics().height()
    label.grab()


def test_a_short_text_is_shown_whole_and_a_long_word_is_cut(qtbot) -> None:
    label = ElidedLabel("two\nlines")
    qtbot.addWidget(label)
    label.set_lines(2)
    label.resize(400, 40)
    assert "".join(label._shown_lines()) == "two lines"
    label.show_text("x" * 500)
    assert len(label._shown_lines()[0]) < 500


@pytest.mark.parametrize(("lines", "whole"), [(1, 1), (2, 2), (4, 3)])
def test_whole_sentences_go_where_there_is_no_room(qtbot, lines: int, whole: int) -> None:
    sentences = ["The first is short.", "The second one is as short.", "The third has more words than the others have."]
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.show_sentences(sentences)
    label.set_lines(lines)
    label.resize(label.fontMetrics().horizontalAdvance(sentences[1]) + 4, 200)
    assert " ".join(label._shown_lines()) == " ".join(sentences[:whole])
    assert label.text() == " ".join(sentences)
    label.set_lines(1)
    label.resize(60, 200)
    assert label._shown_lines()[0].endswith("…")


def test_sentences_that_fit_on_fewer_lines_are_all_shown(qtbot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.set_lines(2)
    label.show_sentences(["The first is short.", "The second too."])
    label.resize(2_000, 200)
    assert label._shown_lines() == ["The first is short. The second too."]


def test_markup_is_shown_as_text(qtbot) -> None:
    label = ElidedLabel("<b>x</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "<b>" not in label.toolTip()


def test_a_long_choice_does_not_widen_the_box(qtbot) -> None:
    short, long = combo_box([("a", "")], "", "A"), combo_box([("a" * 400, "")], "", "A")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.sizeHint().width() == short.sizeHint().width()


def test_a_text_that_turns_its_direction_turns_nothing_after_it() -> None:
    assert one_line("a\u202eb\nc") == "a[RLO]b c"
