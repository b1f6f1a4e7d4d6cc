"""The filters: type, actor, place, deaths, precision, source and text, with counts beside each choice."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from app.panels.filters.border import BorderChoice
from app.panels.filters.choices import ChoiceTree
from app.panels.filters.figures import FigureChoice
from app.panels.filters.offered import (
    DIVISION,
    actor_choices,
    attribution_choices,
    place_choices,
    source_choices,
    type_choices,
)
from app.panels.filters.section import Section, column
from app.session import Session
from app.widgets.debouncer import Debouncer
from app.widgets.number_boxes import NumberBox
from app.widgets.symbols import symbol_icon
from app.widgets.text import label
from geo.analysis.facets import facet
from geo.analysis.nearness import last_near, near_words
from geo.errors import UnknownName
from geo.incidents.whose_figures import BEST
from geo.query import Listed, Query
from geo.taxonomy import EVENT_TYPES, actor_name
from geo.view.snapshot import Snapshot

__all__ = ["FiltersPanel"]

AT_ONCE = 20_000
"""Up to so many incidents the counts are updated at every step; beyond, the update is debounced."""

PRECISIONS = (
    ("exact", "Exact place only"),
    ("near", "Near a named place, or better"),
    ("district", "District, or better"),
    ("province", "Province, or better"),
    ("country", "Any, even the country only"),
)


class FiltersPanel(QWidget):
    """Sets the filters of the session as they are ticked, and shows how many incidents each choice would show."""

    near_requested = Signal()
    """Emitted when the user wants to choose the place that incidents are to be near."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filters")
        self._session = session
        self._is_showing = False
        self._make_fields()
        self._make_near()
        self._make_sections()
        self._area = area = QScrollArea()
        area.setObjectName("filters area")
        area.setAccessibleName("Filters")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QFrame()
        inner.setObjectName("panel")
        column(inner, (self._text_row, *self._sections), margins=(4, 8, 4, 8)).addStretch(1)
        area.setWidget(inner)
        column(self, (area,), margins=(0, 0, 0, 0))
        self._counts = Debouncer(self._write_counts, AT_ONCE, self)
        self._connect()
        self._offer(session.snapshot)

    def focus_text(self) -> None:
        """Put the cursor into the text search, and the search into view."""
        self._area.ensureWidgetVisible(self.text)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def _make_fields(self) -> None:
        self.text = QLineEdit()
        self.text.setObjectName("text filter")
        self.text.setPlaceholderText("Search notes, places, actors")
        self.text.setAccessibleName("Text that incidents must contain")
        self.text.setClearButtonEnabled(True)
        self._text_row = QWidget()
        column(self._text_row, (self.text,), margins=(8, 0, 6, 2))
        self.types = ChoiceTree("type choices", "Event types and sub-event types")
        self.actors = ChoiceTree("actor choices", "Actors")
        self.actor_search = QLineEdit()
        self.actor_search.setObjectName("actor search")
        self.actor_search.setPlaceholderText("Find an actor")
        self.actor_search.setAccessibleName("Find an actor")
        self.places = ChoiceTree("place choices", "Provinces, divisions and districts")
        self.place_search = QLineEdit()
        self.place_search.setObjectName("place search")
        self.place_search.setPlaceholderText("Find a district")
        self.place_search.setAccessibleName("Find a district")
        self.sources = ChoiceTree("source choices", "Sources")
        self.attribution = ChoiceTree("attribution choices", "Attribution, by the claims about an incident")
        self.killed = NumberBox()
        self.killed.setObjectName("killed at least")
        self.killed.setRange(0, 100_000)
        self.killed.setSpecialValueText("Any number")
        self.killed.setAccessibleName("Reported killed, at least")
        self.precision = QComboBox()
        self.precision.setObjectName("place precision")
        self.precision.setAccessibleName("Coarsest precision of the place that is included")
        self.certain = QCheckBox("Only certainly in the period")
        self.certain.setObjectName("certain days")
        self.certain.setAccessibleName("Only what certainly lies in the period")
        self.certain.setToolTip("Leave out what is dated to a week, month or year that reaches beyond the period")
        for line in (self.text, self.actor_search, self.place_search, self.killed.lineEdit()):
            line.setAcceptDrops(False)  # a file dropped here goes to the window
        self.precision.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, text in PRECISIONS:
            self.precision.addItem(text, value)
        self.precision.setCurrentIndex(len(PRECISIONS) - 1)

    def _make_near(self) -> None:
        self.near, self.last_near = label("", wrap=True), label("", "muted", wrap=True)
        self.near_button = QPushButton("Choose a place…")
        self.near_button.setObjectName("choose near")
        self.near_button.setAccessibleName("Choose what incidents are to be near")
        self.near_button.clicked.connect(self.near_requested)

    def _make_sections(self) -> None:
        self.section_types = Section("Type", (self.types,))
        self.section_places = Section("Place", (self.place_search, self.places))
        self.section_actors = Section("Actor", (self.actor_search, self.actors))
        self.section_killed = Section("Killed, at least", (self.killed,))
        self.section_precision = Section("Precision", (self.precision,))
        self.section_certain = Section("Uncertain days", (self.certain,), folded=True)
        self.listed = label("", wrap=True)
        self.section_listed = Section("From an import", (self.listed,))
        self.section_near = Section("Near a place", (self.near, self.last_near, self.near_button))
        self.border = BorderChoice()
        self.section_border = Section("Near a border", (self.border,), folded=True)
        self.section_sources = Section("Source", (self.sources,), folded=True)
        self.figures = FigureChoice()
        self.section_figures = Section("Whose figures", (self.figures,), folded=True)
        self.section_attribution = Section("Attribution", (self.attribution,), folded=True)
        self._sections = (
            self.section_listed,
            self.section_types,
            self.section_places,
            self.section_actors,
            self.section_attribution,
            self.section_killed,
            self.section_precision,
            self.section_near,
            self.section_border,
            self.section_certain,
            self.section_sources,
            self.section_figures,
        )

    def _connect(self) -> None:
        set_filters = self._session.set_filters
        self.text.textChanged.connect(self._search)
        self.killed.valueChanged.connect(lambda n: set_filters(min_killed=n, merge="killed"))
        self.precision.currentIndexChanged.connect(lambda _: set_filters(coarsest=self.precision.currentData()))
        self.certain.toggled.connect(lambda on: set_filters(certain=on))
        self.types.chosen_changed.connect(self._filter_types)
        self.places.chosen_changed.connect(self._filter_places)
        self.actors.chosen_changed.connect(lambda: set_filters(actors=frozenset(self.actors.chosen()[0])))
        self.sources.chosen_changed.connect(lambda: set_filters(sources=frozenset(self.sources.chosen()[0])))
        self.attribution.chosen_changed.connect(
            lambda: set_filters(attribution=frozenset(self.attribution.chosen()[0]))
        )
        self.actor_search.textChanged.connect(lambda text: self.actors.keep_matching(text, actor_name(text)))
        self.place_search.textChanged.connect(self._search_places)
        nothing: frozenset[str] = frozenset()
        self.section_types.clear.clicked.connect(lambda: set_filters(types=nothing, sub_types=nothing))
        self.section_places.clear.clicked.connect(
            lambda: set_filters(provinces=nothing, divisions=nothing, districts=nothing)
        )
        self.section_actors.clear.clicked.connect(lambda: set_filters(actors=nothing))
        self.section_sources.clear.clicked.connect(lambda: set_filters(sources=nothing))
        self.figures.chosen.connect(self._choose_figures)
        self.section_figures.clear.clicked.connect(lambda: self._choose_figures(BEST))
        self.section_attribution.clear.clicked.connect(lambda: set_filters(attribution=nothing))
        self.section_killed.clear.clicked.connect(lambda: set_filters(min_killed=0))
        self.section_precision.clear.clicked.connect(lambda: set_filters(coarsest="country"))
        self.section_near.clear.clicked.connect(lambda: set_filters(within=None))
        self.border.chosen.connect(lambda zone: set_filters(border=zone))
        self.section_border.clear.clicked.connect(lambda: set_filters(border=None))
        self.section_certain.clear.clicked.connect(lambda: set_filters(certain=False))
        self.section_listed.clear.clicked.connect(lambda: set_filters(listed=None))
        self.types.itemExpanded.connect(lambda _: self.types.fit(14))
        self.types.itemCollapsed.connect(lambda _: self.types.fit(14))
        self.places.itemExpanded.connect(lambda _: self.places.fit(12))
        self.places.itemCollapsed.connect(lambda _: self.places.fit(12))
        self._session.changed.connect(self._on_changed)
        self._session.replaced.connect(self._offer)

    def _choose_figures(self, figures: str) -> None:
        self._session.update(replace(self._session.state, figures=figures))

    def _search(self, text: str) -> None:
        if not self._is_showing:
            self._session.set_filters(text=text.strip(), merge="text")

    def _search_places(self, text: str) -> None:
        try:
            meant = self._session.dataset.gazetteer.polygon_of(text) if len(text) > 2 else ""
        except UnknownName:
            meant = ""
        self.places.keep_matching(text, meant)
        if text.strip():
            self.places.expandAll()

    def _filter_types(self) -> None:
        whole, parts = self.types.chosen()
        self._session.set_filters(types=frozenset(whole), sub_types=frozenset(parts))

    def _filter_places(self) -> None:
        whole, parts = self.places.chosen()
        self._session.set_filters(provinces=frozenset(whole), divisions=frozenset(), districts=frozenset(parts))

    def _offer(self, snapshot: Snapshot) -> None:
        dataset = snapshot.dataset
        self.types.set_choices(type_choices(self._icons()))
        self.places.set_choices(place_choices(dataset.gazetteer))
        self.actors.set_choices(actor_choices(dataset.incidents))
        self.sources.set_choices(source_choices(dataset.incidents))
        self.attribution.set_choices(attribution_choices())
        for tree, rows in (
            (self.attribution, 3),
            (self.types, 14),
            (self.places, 12),
            (self.actors, 9),
            (self.sources, 6),
        ):
            tree.fit(rows)
        self.actor_search.clear()
        self.place_search.clear()
        self._show(snapshot)

    def _icons(self) -> list[QIcon]:
        dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        return [symbol_icon(i, dark=dark) for i in range(len(EVENT_TYPES))]

    def restyle(self) -> None:
        """Draw symbols and counts again in the colours of the palette; open items and searches stay."""
        self.types.set_icons(self._icons())
        self._write_counts()

    def _on_changed(self, before: Snapshot, after: Snapshot) -> None:
        old, new = before.state.query, after.state.query
        if old.any_time() != new.any_time() or old.certain != new.certain:
            self._show(after)
        elif before.state.query != after.state.query:
            self._counts.request(len(after.dataset.incidents))

    def _show(self, snapshot: Snapshot) -> None:
        query = snapshot.state.query
        if not query.is_filtered:
            self.actor_search.clear()
            self.place_search.clear()
        self._tick(query)
        self.near.setText(f"W{query.within.words[1:]}" if query.within else "Anywhere")
        self.last_near.setText(_near_words(snapshot))
        self.last_near.setVisible(query.within is not None)
        self.section_listed.setVisible(query.listed is not None)
        self.listed.setText(_listed_words(query.listed))
        self.border.show_zone(query.border)
        self.figures.show_choice(snapshot)
        self.section_figures.show_set(snapshot.state.figures != BEST)
        self._show_numbers(query)
        self._counts.request(len(snapshot.dataset.incidents))

    def _tick(self, query: Query) -> None:
        divisions = frozenset(DIVISION.format(name) for name in query.divisions)
        self.types.set_chosen(query.types | query.sub_types)
        self.places.set_chosen(query.provinces | divisions | query.districts)
        self.actors.set_chosen(query.actors)
        self.sources.set_chosen(query.sources)
        self.attribution.set_chosen(query.attribution)
        if self.text.text().strip() != query.text:
            self._is_showing = True  # without blocking signals, by which the button that clears it comes and goes
            self.text.setText(query.text)
            self._is_showing = False
        with QSignalBlocker(self.killed), QSignalBlocker(self.precision):
            self.killed.setValue(query.min_killed)
            self.precision.setCurrentIndex([value for value, _ in PRECISIONS].index(query.coarsest))
        with QSignalBlocker(self.certain):
            self.certain.setChecked(query.certain)

    def _show_numbers(self, query: Query) -> None:
        self.section_types.show_number(len(query.types) + len(query.sub_types))
        self.section_places.show_number(len(query.provinces) + len(query.divisions) + len(query.districts))
        self.section_actors.show_number(len(query.actors))
        self.section_sources.show_number(len(query.sources))
        self.section_attribution.show_number(len(query.attribution))
        self.section_killed.show_set(query.min_killed > 0)
        self.section_precision.show_set(query.coarsest != "country")
        self.section_near.show_set(query.within is not None)
        self.section_border.show_set(query.border is not None)
        self.section_certain.show_set(query.certain)
        self.section_listed.show_set(query.listed is not None)

    def _write_counts(self) -> None:
        snapshot = self._session.snapshot
        if not len(snapshot.dataset.incidents):
            for tree in (self.types, self.places, self.actors, self.sources, self.attribution):
                tree.set_counts(None)
            return
        self.types.set_counts(facet(snapshot, "types") | facet(snapshot, "sub_types"))
        divisions = {DIVISION.format(name): n for name, n in facet(snapshot, "divisions").items()}
        self.places.set_counts(facet(snapshot, "provinces") | divisions | facet(snapshot, "districts"))
        self.actors.set_counts(facet(snapshot, "actors"))
        self.sources.set_counts(facet(snapshot, "sources"))
        self.attribution.set_counts(facet(snapshot, "attribution"))


def _listed_words(listed: Listed | None) -> str:
    """Which incidents alone are shown, in words."""
    return f"Only {len(listed.ids):,}: {listed.words}" if listed is not None else ""


def _near_words(snapshot: Snapshot) -> str:
    """When the last incident within the distance was, and how many are located too coarsely to tell."""
    n = snapshot.placeless
    coarse = f" {n:,} known only to the district or coarser are not counted as near." if n else ""
    return " ".join(filter(None, (near_words(snapshot), last_near(snapshot)))) + coarse
