from __future__ import annotations

from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QToolButton, QTreeWidgetItem, QWidget

from app.panels.filters.choices import ChoiceTree
from app.panels.filters.panel import AT_ONCE, PRECISIONS, FiltersPanel
from app.session import Session
from app.widgets.columns import LEFT_PX, MIN_LEFT_PX
from geo.analysis.facets import facet
from geo.incidents import PLACE_PRECISIONS
from geo.places.border_bands import BorderZone
from geo.places.target import point_target
from geo.query import Listed, Query, Within, answer
from geo.sources.bundled import bundled
from geo.taxonomy import SUB_EVENT_TYPES
from geo.wording import source_name
from tests.app.samples import dataset, empty, incident, many

KP, BALOCHISTAN = "Khyber Pakhtunkhwa", "Balochistan"


@pytest.fixture
def panel(qtbot, session: Session) -> FiltersPanel:
    filters_panel = FiltersPanel(session)
    qtbot.addWidget(filters_panel)
    filters_panel.resize(300, 900)
    filters_panel.show()
    return filters_panel


def item(tree: ChoiceTree, name: str) -> QTreeWidgetItem:
    items = tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return items[0]


def tick(tree: ChoiceTree, *names: str, on: bool = True) -> None:
    for name in names:
        item(tree, name).setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def changed_filters(session: Session) -> dict[str, object]:
    """The fields of the query that differ from their defaults."""
    plain = Query()
    query = session.state.query
    return {f.name: v for f in fields(Query) if (v := getattr(query, f.name)) != getattr(plain, f.name)}


NO_COUNT = -1


def counts(tree: ChoiceTree) -> dict[str, int]:
    items = tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    return {each.text(0): int(each.text(1).replace(",", "") or NO_COUNT) for each in items}


# Filters


def test_a_type_filter_is_one_undo_step(panel: FiltersPanel, session: Session) -> None:
    tick(panel.types, "Battles")
    assert changed_filters(session) == {"types": {"Battles"}}
    session.undo()
    assert session.state.query == Query()
    assert panel.types.chosen() == ((), ())
    session.redo()
    assert panel.types.chosen() == (("Battles",), ())


def test_two_types_are_one_filter(panel: FiltersPanel, session: Session) -> None:
    tick(panel.types, "Battles", "Riots")
    assert changed_filters(session) == {"types": {"Battles", "Riots"}}


def test_a_sub_type_is_filtered_alone(panel: FiltersPanel, session: Session) -> None:
    tick(panel.types, "Suicide bomb")
    assert changed_filters(session) == {"sub_types": {"Suicide bomb"}}


def test_a_type_and_a_sub_type_of_another_type_are_joined_by_or(panel: FiltersPanel, session: Session) -> None:
    tick(panel.types, "Battles", "Suicide bomb")
    both = {kind: len(answer(session.dataset, Query(types=frozenset({kind})))) for kind in ("Battles",)}
    bombs = len(answer(session.dataset, Query(sub_types=frozenset({"Suicide bomb"}))))
    assert len(session.snapshot.answer) == both["Battles"] + bombs


def test_unticking_a_part_keeps_the_others(panel: FiltersPanel, session: Session) -> None:
    tick(panel.types, "Battles")
    tick(panel.types, "Armed clash", on=False)
    assert changed_filters(session) == {"sub_types": set(SUB_EVENT_TYPES["Battles"]) - {"Armed clash"}}
    assert item(panel.types, "Battles").checkState(0) == Qt.CheckState.PartiallyChecked


def test_a_province_filter_is_one_undo_step(panel: FiltersPanel, session: Session) -> None:
    tick(panel.places, KP)
    assert changed_filters(session) == {"provinces": {KP}}
    session.undo()
    assert not session.can_undo


def test_a_division_filters_by_its_districts(panel: FiltersPanel, session: Session) -> None:
    tick(panel.places, "Bannu division")
    (division,) = (d for d in session.dataset.gazetteer.divisions if d.name == "Bannu")
    assert changed_filters(session) == {"districts": set(division.districts)}
    assert len(session.snapshot.answer) == len(answer(session.dataset, Query(divisions=frozenset({"Bannu"}))))


def test_districts_of_two_provinces_are_one_filter(panel: FiltersPanel, session: Session) -> None:
    tick(panel.places, "Bannu", "Quetta")
    assert changed_filters(session) == {"districts": {"Bannu", "Quetta"}}


def test_provinces_are_joined_by_or(panel: FiltersPanel, session: Session) -> None:
    tick(panel.places, KP, BALOCHISTAN)
    assert changed_filters(session) == {"provinces": {KP, BALOCHISTAN}}
    assert len(session.snapshot.answer) == 261


def test_actors_and_sources(panel: FiltersPanel, session: Session) -> None:
    tick(panel.actors, "Tehrik-i-Taliban Pakistan")
    tick(panel.sources, "Bundled sample")
    assert set(changed_filters(session)) == {"actors", "sources"}
    assert session.state.query.sources == {"curated"}
    tick(panel.actors, "Tehrik-i-Taliban Pakistan", on=False)
    assert set(changed_filters(session)) == {"sources"}


def test_typing_a_minimum_killed_is_one_undo_step(qtbot, panel: FiltersPanel, session: Session) -> None:
    panel.killed.setFocus()
    panel.killed.selectAll()
    qtbot.keyClicks(panel.killed, "25")
    assert changed_filters(session) == {"min_killed": 25}
    session.undo()
    assert panel.killed.value() == 0


@pytest.mark.parametrize("value", PLACE_PRECISIONS)
def test_each_precision_can_be_chosen(panel: FiltersPanel, session: Session, value: str) -> None:
    panel.precision.setCurrentIndex([v for v, _ in PRECISIONS].index(value))
    assert session.state.query.coarsest == value


def test_text_is_searched_while_typing_as_one_undo_step(qtbot, panel: FiltersPanel, session: Session) -> None:
    qtbot.keyClicks(panel.text, "Bannu policemen ")
    assert changed_filters(session) == {"text": "Bannu policemen"}
    assert panel.text.text() == "Bannu policemen ", "the space that is being typed stays"
    assert 0 < len(session.snapshot.answer) < 20
    session.undo()
    assert panel.text.text() == ""
    assert not session.can_undo


@pytest.mark.parametrize("text", ["%", "_", "*", ".*", "(", "'", "\\", "بنوں", "<b>", "   "])
def test_a_search_has_no_wildcards(panel: FiltersPanel, session: Session, text: str) -> None:
    needle = text.strip()
    panel.text.setText(text)
    matches = [t for t in session.dataset.incidents.searchable if needle in t]
    assert len(session.snapshot.answer) == len(matches)


# Counts and choices


def test_counts_are_the_facets_of_the_snapshot(panel: FiltersPanel, session: Session) -> None:
    session.set_filters(min_killed=5, text="police")
    snapshot = session.snapshot
    types, places = counts(panel.types), counts(panel.places)
    assert {k: v for k, v in types.items() if v} == {
        k: v for k, v in (facet(snapshot, "types") | facet(snapshot, "sub_types")).items() if v
    }
    expected = facet(snapshot, "provinces") | facet(snapshot, "districts")
    assert {k: places[k] for k in expected} == expected
    assert {k: places[f"{k} division"] for k in facet(snapshot, "divisions")} == facet(snapshot, "divisions")
    assert counts(panel.actors) == facet(snapshot, "actors")
    assert counts(panel.sources) == {source_name(k): n for k, n in facet(snapshot, "sources").items()}


@pytest.mark.parametrize("tree", ["types", "places", "actors", "sources"])
def test_ticking_a_choice_shows_its_count_of_incidents(panel: FiltersPanel, session: Session, tree: str) -> None:
    session.set_filters(min_killed=3)
    choices: ChoiceTree = getattr(panel, tree)
    for name, n in list(counts(choices).items()):
        tick(choices, name)
        assert len(session.snapshot.answer) == n, name
        session.undo()


def test_ticking_a_choice_keeps_the_counts_of_the_others(panel: FiltersPanel) -> None:
    before = counts(panel.types)
    tick(panel.types, "Battles", "Suicide bomb")
    assert counts(panel.types) == before


def test_counts_follow_the_period(panel: FiltersPanel, session: Session) -> None:
    before = counts(panel.types)["Battles"]
    november = session.state.with_query(first=session.dataset.incidents.row(100).date_start)
    session.preview(november)
    assert counts(panel.types)["Battles"] == facet(session.snapshot, "types")["Battles"] < before


def test_headings_show_how_many_are_chosen_and_clear_them(qtbot, panel: FiltersPanel, session: Session) -> None:
    query = Query(
        types=frozenset({"Battles"}), districts=frozenset({"Bannu", "Quetta"}), actors=frozenset({"x"}),
        sources=frozenset({"y"}), min_killed=2, coarsest="near",
    )  # fmt: skip
    session.update(replace(session.state, query=query))
    sections = {
        panel.section_types: "Type · 1 chosen", panel.section_places: "Place · 2 chosen",
        panel.section_actors: "Actor · 1 chosen", panel.section_sources: "Source · 1 chosen",
    }  # fmt: skip
    assert {s.heading.text() for s in sections} == set(sections.values())
    for section in (*sections, panel.section_killed, panel.section_precision):
        assert section.clear.isVisible()
        qtbot.mouseClick(section.clear, Qt.MouseButton.LeftButton)
        assert not section.clear.isVisible()
    assert session.state.query == Query()


def all_set(session: Session) -> Query:
    """A query that every section of the filters shows."""
    return Query(
        types=frozenset({"Battles"}), districts=frozenset({"Bannu"}), actors=frozenset({"x"}), coarsest="near",
        sources=frozenset({"y"}), min_killed=100_000, certain=True, within=Within(point_target(71.5, 34.0), 30),
        border=BorderZone("Afghanistan", 33.0, 5.0), attribution=frozenset({"disputed"}),
        listed=Listed("new with an import", frozenset(session.dataset.incidents.texts["incident_id"][:2])),
    )  # fmt: skip


@pytest.mark.parametrize("width", [MIN_LEFT_PX, LEFT_PX, 400])
@pytest.mark.parametrize("is_set", [False, True], ids=["nothing set", "everything set"])
def test_nothing_is_cut_off_at_any_width(
    panel: FiltersPanel, session: Session, themed: None, width: int, is_set: bool
) -> None:
    panel.resize(width, 900)
    for section in panel._sections:
        section.heading.setChecked(True)
    if is_set:
        session.update(replace(session.state, query=all_set(session), figures="lowest"))
    QApplication.processEvents()
    area = panel.findChild(QScrollArea, "filters area")
    inner = area.widget()
    shown = [w for w in inner.findChildren(QWidget) if w.isVisibleTo(inner)]
    beyond = [w for w in shown if w.mapTo(inner, w.rect().topRight()).x() >= area.viewport().width()]
    assert [f"{type(w).__name__} {w.objectName()}" for w in beyond] == []
    clearing = [s.clear for s in panel._sections if s.clear.isVisibleTo(inner)]
    assert [w.objectName() for w in clearing if w.width() < w.sizeHint().width()] == []
    assert len(clearing) == (len(panel._sections) if is_set else 0)


def test_an_actor_that_is_not_in_the_data_can_be_cleared(qtbot, panel, session) -> None:
    session.set_filters(actors=frozenset({"nobody"}))
    assert panel.section_actors.clear.isVisible()
    qtbot.mouseClick(panel.section_actors.clear, Qt.MouseButton.LeftButton)
    assert session.state.query == Query()


def test_a_ticked_actor_stays_ticked_after_a_search(qtbot, panel: FiltersPanel, session: Session) -> None:
    qtbot.keyClicks(panel.actor_search, "baloch liberation a")
    tick(panel.actors, "Baloch Liberation Army")
    assert changed_filters(session) == {"actors": {"Baloch Liberation Army"}}
    assert item(panel.actors, "Tehrik-i-Taliban Pakistan").isHidden()
    panel.actor_search.clear()
    assert not item(panel.actors, "Tehrik-i-Taliban Pakistan").isHidden()
    assert panel.actors.chosen() == (("Baloch Liberation Army",), ())


def test_a_search_for_a_district_expands_its_parents(qtbot, panel: FiltersPanel) -> None:
    qtbot.keyClicks(panel.place_search, "quett")
    assert not panel.places.visualItemRect(item(panel.places, "Quetta")).isEmpty()
    assert item(panel.places, KP).isHidden()


def test_a_change_of_theme_keeps_the_state_of_the_trees(panel: FiltersPanel) -> None:
    panel.actor_search.setText("baloch")
    item(panel.types, "Battles").setExpanded(True)
    tick(panel.types, "Armed clash")
    panel.restyle()
    assert item(panel.types, "Battles").isExpanded()
    assert panel.types.chosen() == ((), ("Armed clash",))
    assert item(panel.actors, "Tehrik-i-Taliban Pakistan").isHidden()


def test_another_dataset_replaces_the_choices(panel: FiltersPanel, session: Session) -> None:
    panel.actor_search.setText("baloch")
    session.set_filters(text="x", min_killed=4)
    session.open(dataset([incident(actor1="One"), incident(1, actor1="Two"), incident(2, actor1="Two")]))
    assert list(counts(panel.actors).items()) == [("Two", 2), ("One", 1)]
    assert not item(panel.actors, "Two").isHidden()
    assert (panel.actor_search.text(), panel.text.text(), panel.killed.value()) == ("", "", 0)


def test_a_dataset_without_incidents_shows_no_counts(panel: FiltersPanel, session: Session) -> None:
    session.open(empty())
    assert set(counts(panel.types).values()) == {NO_COUNT}
    assert set(counts(panel.places).values()) == {NO_COUNT}
    assert panel.actors.topLevelItemCount() == 0


def test_counts_of_many_incidents_are_debounced(qtbot, panel, session: Session) -> None:
    data = many()
    assert len(data.incidents) > AT_ONCE
    session.open(data)
    qtbot.waitUntil(lambda: counts(panel.types)["Battles"] == facet(session.snapshot, "types")["Battles"])


def test_a_heading_toggles_its_section(qtbot, panel: FiltersPanel) -> None:
    assert not panel.sources.isVisible()
    qtbot.mouseClick(panel.section_sources.heading, Qt.MouseButton.LeftButton)
    assert panel.sources.isVisible()


def test_all_labels_are_plain_text(panel: FiltersPanel) -> None:
    assert [w for w in panel.findChildren(QLabel) if w.textFormat() != Qt.TextFormat.PlainText] == []


def test_every_drawn_district_is_a_choice(panel: FiltersPanel) -> None:
    names = {district.name for district in bundled().gazetteer.drawn}
    assert names <= set(counts(panel.places))


def clears(panel: FiltersPanel) -> bool:
    """Whether the text search shows the cross that clears it."""
    (cross,) = panel.text.findChildren(QToolButton)
    return bool(cross.property("opacity"))


def test_the_cross_of_the_text_search_is_there_only_with_a_text(qtbot, panel: FiltersPanel, session: Session) -> None:
    assert not clears(panel)
    qtbot.keyClicks(panel.text, "bomb")
    qtbot.waitUntil(lambda: clears(panel))
    session.reset_filters()
    qtbot.waitUntil(lambda: not clears(panel))
    session.undo()
    qtbot.waitUntil(lambda: clears(panel))
    assert session.state.query.text == "bomb"


def test_the_text_search_comes_into_view_with_the_focus(qtbot, panel: FiltersPanel) -> None:
    panel.resize(300, 300)
    area = panel.findChild(QScrollArea, "filters area")
    QApplication.processEvents()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert panel.text.visibleRegion().isEmpty()
    panel.focus_text()
    qtbot.waitUntil(lambda: not panel.text.visibleRegion().isEmpty())


def test_a_distance_from_a_border_is_chosen_shown_and_cleared(panel: FiltersPanel, session: Session) -> None:
    panel.border.distance.setCurrentIndex(1)
    assert changed_filters(session) == {"border": BorderZone("", 10.0)}
    panel.border.country.setCurrentIndex(2)
    assert changed_filters(session) == {"border": BorderZone("Iran", 10.0)}
    session.set_filters(border=BorderZone("Afghanistan", 33.0, 5.0))
    assert panel.border.distance.currentText() == "5–33 km"
    assert panel.border.country.currentText() == "Border with Afghanistan"
    assert changed_filters(session) == {"border": BorderZone("Afghanistan", 33.0, 5.0)}
    panel.section_border.clear.click()
    assert changed_filters(session) == {}
    assert panel.border.distance.currentText() == "Any distance"
