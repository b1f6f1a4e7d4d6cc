from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeWidgetItem

from app.panels.filters.choices import Choice, ChoiceTree

CHOICES = (
    Choice("Fruit", (Choice("Apple"), Choice("Pear"), Choice("Quince"))),
    Choice("Roots", (Choice("Garden", (Choice("Carrot"), Choice("Beet"))), Choice("Wild", (Choice("Salsify"),)))),
)


@pytest.fixture
def tree(qtbot) -> ChoiceTree:
    choice_tree = ChoiceTree("food", "Food")
    qtbot.addWidget(choice_tree)
    choice_tree.set_choices(CHOICES)
    choice_tree.resize(300, 400)
    choice_tree.expandAll()
    choice_tree.show()
    return choice_tree


def item(tree: ChoiceTree, name: str) -> QTreeWidgetItem:
    (tree_item,) = tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return tree_item


def check_box(tree: ChoiceTree, name: str) -> QPoint:
    """The centre of the check box of a choice."""
    index = tree.indexFromItem(item(tree, name))
    option = QStyleOptionViewItem()
    tree.initViewItemOption(option)
    option.rect = tree.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    rect: QRect = tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, tree)
    return rect.center()


def click(qtbot, tree: ChoiceTree, name: str) -> None:
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=check_box(tree, name))


def state(tree: ChoiceTree, name: str) -> Qt.CheckState:
    return item(tree, name).checkState(0)


def test_nothing_is_ticked_at_first(tree: ChoiceTree) -> None:
    assert tree.chosen() == ((), ())


def test_ticking_a_choice_ticks_its_parts_and_emits_once(qtbot, tree: ChoiceTree) -> None:
    emitted: list[tuple[object, ...]] = []
    tree.chosen_changed.connect(lambda: emitted.append(tree.chosen()))
    click(qtbot, tree, "Roots")
    assert emitted == [(("Roots",), ())]
    assert state(tree, "Carrot") == state(tree, "Wild") == Qt.CheckState.Checked


def test_ticking_a_part_half_ticks_its_parents(qtbot, tree: ChoiceTree) -> None:
    click(qtbot, tree, "Carrot")
    assert tree.chosen() == ((), ("Carrot",))
    assert state(tree, "Garden") == state(tree, "Roots") == Qt.CheckState.PartiallyChecked
    assert state(tree, "Wild") == Qt.CheckState.Unchecked


def test_ticking_every_part_ticks_the_parent(qtbot, tree: ChoiceTree) -> None:
    for name in ("Apple", "Pear", "Quince"):
        click(qtbot, tree, name)
    assert tree.chosen() == (("Fruit",), ())


def test_a_half_ticked_choice_is_ticked_and_then_unticked(qtbot, tree: ChoiceTree) -> None:
    click(qtbot, tree, "Apple")
    click(qtbot, tree, "Fruit")
    assert tree.chosen() == (("Fruit",), ())
    click(qtbot, tree, "Fruit")
    assert tree.chosen() == ((), ())


def test_the_space_bar_ticks(qtbot, tree: ChoiceTree) -> None:
    tree.setCurrentItem(item(tree, "Pear"))
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert tree.chosen() == ((), ("Pear",))


def test_setting_the_ticked_choices_emits_nothing(qtbot, tree: ChoiceTree) -> None:
    with qtbot.assertNotEmitted(tree.chosen_changed):
        tree.set_chosen(frozenset({"Garden", "Apple"}))
    assert tree.chosen() == ((), ("Apple", "Carrot", "Beet"))
    tree.set_chosen(frozenset())
    assert tree.chosen() == ((), ())
    assert state(tree, "Roots") == Qt.CheckState.Unchecked


def test_counts_are_in_the_second_column(tree: ChoiceTree) -> None:
    tree.set_counts({"Fruit": 1204, "Apple": 3})
    assert [item(tree, name).text(1) for name in ("Fruit", "Apple", "Beet")] == ["1,204", "3", "0"]


def test_a_choice_without_incidents_is_muted_unless_it_is_ticked(tree: ChoiceTree) -> None:
    tree.set_chosen(frozenset({"Beet"}))
    tree.set_counts({})
    quiet, plain = tree.palette().placeholderText().color(), tree.palette().text().color()
    assert item(tree, "Apple").foreground(0).color() == quiet
    assert item(tree, "Beet").foreground(0).color() == plain


def test_a_search_shows_matches_and_their_parents(tree: ChoiceTree) -> None:
    tree.keep_matching("  cARR ")
    visible = [
        c for c in ("Fruit", "Apple", "Roots", "Garden", "Carrot", "Beet", "Wild") if not item(tree, c).isHidden()
    ]
    assert visible == ["Roots", "Garden", "Carrot"]
    tree.keep_matching("")
    assert not item(tree, "Apple").isHidden()


def test_a_hidden_choice_stays_ticked(tree: ChoiceTree) -> None:
    tree.set_chosen(frozenset({"Apple"}))
    tree.keep_matching("carrot")
    assert tree.chosen() == ((), ("Apple",))


def test_a_name_with_markup_is_escaped_in_its_tooltip(tree: ChoiceTree) -> None:
    tree.set_choices([Choice("<b>x</b> &lt;")])
    assert "&lt;b&gt;x&lt;/b&gt; &amp;lt;" in tree.topLevelItem(0).toolTip(0)
    assert tree.topLevelItem(0).text(0) == "<b>x</b> &lt;"
