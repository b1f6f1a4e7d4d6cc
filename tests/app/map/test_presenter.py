"""The presenter between a session and a fake map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from app.map.content import NOTICE
from app.map.page_state import Notice
from app.map.presenter import BUSY, BUSY_MS, MapPresenter
from app.session import Session
from app.widgets.emptiness import EMPTY
from geo.calendar.days import day_number
from geo.dataset import Memo
from geo.draw.web.areas import area_colours
from geo.places.gazetteer import bundled as bundled_gazetteer
from geo.places.user_districts import gazetteer_with
from geo.places.user_layers import Feature, UserLayer
from geo.query import Query
from geo.reading.direction import without_overrides
from geo.sources.bundled import bundled
from geo.tally.figures import figures
from geo.taxonomy import EVENT_TYPES
from geo.view.state import MapView, State
from tests.app.samples import PAYLOADS, FakeMap, dataset, empty, hostile, incident


@pytest.fixture
def panel(qtbot, session: Session) -> FakeMap:
    fake = FakeMap()
    qtbot.addWidget(fake)
    fake.presenter = MapPresenter(session, fake)
    return fake


def messages_after(panel: FakeMap, work) -> list[dict]:
    """The messages that are sent to the page during `work`."""
    panel.messages.clear()
    work()
    return panel.messages


def test_the_map_gets_the_whole_state_at_first(panel: FakeMap) -> None:
    state = panel.state
    assert (state.points.rows, state.points.day0) == (261, bundled().incidents.period[0])
    assert state.mask.content == b"\1" * 261
    assert state.period == bundled().incidents.period
    assert state.notice.text == ""
    assert state.layers == tuple(sorted(State().layers))


def test_a_step_of_time_sends_only_the_period(panel: FakeMap, session: Session) -> None:
    sent = messages_after(panel, lambda: session.set_filters(first=date(2024, 11, 1), last=date(2024, 11, 30)))
    assert sent == [{"period": (day_number(date(2024, 11, 1)), day_number(date(2024, 11, 30)))}]


def test_a_filter_sends_only_the_mask(panel: FakeMap, session: Session) -> None:
    (sent,) = messages_after(panel, lambda: session.set_filters(types=frozenset({"Riots"})))
    assert set(sent) == {"mask"}
    assert np.frombuffer(panel.state.mask.content, np.uint8).sum() == 1


def test_an_empty_map_shows_a_notice(panel: FakeMap, session: Session) -> None:
    session.set_filters(text="no such text")
    assert panel.state.notice == Notice(NOTICE)
    panel.reset_requested.emit()
    assert session.state.query == Query()
    assert panel.state.notice == Notice()


@pytest.mark.parametrize(
    ("change", "sent"),
    [
        ({"layers": frozenset({"rivers"})}, [{"layers": ("rivers",)}]),
        ({"size_by": "same"}, [{"size_by": "same"}]),
        ({"view": MapView(70, 33, 8)}, [{"camera": {"version": 1, "view": (70, 33, 8)}}]),
        ({"compare": True}, []),
    ],
    ids=["layers", "size", "view", "compare"],
)
def test_only_differences_are_sent(panel: FakeMap, session: Session, change, sent) -> None:
    assert messages_after(panel, lambda: session.update(replace(session.state, **change))) == sent


def test_a_click_selects_in_the_session_and_on_the_map(panel: FakeMap, session: Session) -> None:
    sent = messages_after(panel, lambda: panel.selected.emit([5, 7, 10**6, -1]))
    assert session.snapshot.selected_rows == (7, 5)
    assert sent == [{"selection": (7, 5)}]
    panel.selected.emit([])
    assert session.state.selected == ()


def index_of(name: str) -> int:
    return next(d.index for d in bundled().gazetteer.drawn if d.name == name)


def test_a_click_on_a_district_looks_at_it_and_can_be_undone(panel: FakeMap, session: Session) -> None:
    bannu, quetta = index_of("Bannu"), index_of("Quetta")
    panel.selected.emit([5])
    sent = messages_after(panel, lambda: panel.district_selected.emit(bannu))
    assert (session.state.district, session.state.selected) == ("Bannu", ())
    assert sent == [{"district": bannu, "selection": ()}]
    panel.district_selected.emit(quetta)
    assert session.state.district == "Quetta"
    session.undo()
    assert panel.state.district == -1
    session.redo()
    assert panel.state.district == quetta
    panel.district_selected.emit(10**6)
    assert (session.state.district, panel.state.district) == ("", -1)


def test_a_click_on_an_incident_ends_the_look_at_another_district(panel: FakeMap, session: Session) -> None:
    data = session.dataset
    (inside, *_), (beyond, *_) = ((data.polygons == index_of(name)).nonzero()[0].tolist() for name in ("Bannu", "Swat"))
    panel.district_selected.emit(index_of("Bannu"))
    panel.selected.emit([inside])
    assert (session.state.district, session.snapshot.selected_rows) == ("Bannu", (inside,))
    panel.selected.emit([beyond])
    assert (session.state.district, session.snapshot.selected_rows) == ("", (beyond,))
    panel.district_selected.emit(index_of("Bannu"))
    panel.selected.emit([])
    assert session.state.district == ""


def test_the_card_of_a_district_has_its_name_and_figures(panel: FakeMap, session: Session) -> None:
    session.set_filters(first=date(2024, 11, 1), last=date(2024, 11, 30))
    card = panel.district_card_of(index_of("Bannu"))
    assert (card["title"], card["date"], card["place"]) == ("Bannu", "1–30 Nov 2024", "Khyber Pakhtunkhwa")
    assert card["lines"][0].startswith("2 incidents · before ")
    assert card["lines"][1].startswith("Reported killed: ")
    session.set_filters(provinces=frozenset({"Balochistan"}))
    assert panel.district_card_of(index_of("Bannu")) is None
    assert panel.district_card_of(10**6) is None


def test_a_district_beyond_the_filter_by_place_is_not_looked_at(panel: FakeMap, session: Session) -> None:
    session.set_filters(provinces=frozenset({"Balochistan"}))
    panel.district_selected.emit(index_of("Bannu"))
    assert session.state.district == ""


def test_a_move_of_the_user_is_an_undo_step_and_not_sent_back(panel: FakeMap, session: Session) -> None:
    sent = messages_after(panel, lambda: panel.view_changed.emit(70.0, 32.0, 7.0))
    assert session.state.view == MapView(70.0, 32.0, 7.0)
    assert sent == []
    session.set_filters(text="Bannu")
    panel.view_changed.emit(71.0, 33.0, 8.0)
    session.undo()
    assert panel.state.camera.view == (70.0, 32.0, 7.0)


def test_undoing_the_first_move_shows_both_provinces_again(panel: FakeMap, session: Session) -> None:
    panel.view_changed.emit(70.0, 32.0, 7.0)
    assert messages_after(panel, session.undo) == [{"camera": {"version": 1}}]
    assert messages_after(panel, session.redo) == [{"camera": {"version": 2, "view": (70.0, 32.0, 7.0)}}]


def test_another_dataset_is_sent_completely(panel: FakeMap, session: Session) -> None:
    (sent,) = messages_after(panel, lambda: session.open(dataset([incident(), incident(1)])))
    assert sent["points"]["rows"] == 2
    assert {"mask", "period", "areas", "selection"} < set(sent)
    assert panel.state.mask.content == b"\1\1"
    session.open(empty())
    assert panel.state.points.rows == 0
    assert panel.state.notice == Notice(EMPTY, offers_reset=False)


# Colours of the districts: their classes are computed in the background


class HeldJobs:
    """Jobs with one key that run when the test says so; only the newest result is delivered."""

    def __init__(self) -> None:
        self.waiting: list[tuple] = []

    def run(self, _key, work, then, failed) -> None:
        self.waiting.append((work, then, failed))

    def finish(self) -> None:
        work, then, _failed = self.waiting.pop(0)
        answer = work()
        if not self.waiting:
            then(answer)

    def fail(self, message: str) -> None:
        self.waiting.pop(0)[2](message)


@pytest.fixture
def jobs() -> HeldJobs:
    return HeldJobs()


@pytest.fixture
def fresh(qtbot, jobs: HeldJobs) -> tuple[Session, FakeMap]:
    """A session with a dataset without cached classes, and its fake map."""
    session = Session(dataset(incident(n, killed_best=n) for n in range(90)))
    fake = FakeMap()
    qtbot.addWidget(fake)
    fake.presenter = MapPresenter(session, fake, jobs)
    return session, fake


def test_colours_followed_by_a_fit_appear(fresh: tuple[Session, FakeMap], jobs: HeldJobs) -> None:
    session, panel = fresh
    session.update(replace(session.state, colour_by="killed"))
    panel.fit()
    session.look(MapView(70.0, 32.0, 7.0))  # another snapshot of the same query
    assert panel.state.areas is None
    assert len(jobs.waiting) == 1
    jobs.finish()
    assert panel.state.areas == area_colours(session.snapshot)
    assert panel.state.areas is not None
    assert "areas" in panel.messages[-1]


def test_a_colouring_that_takes_long_has_a_sign(qtbot, fresh: tuple[Session, FakeMap], jobs: HeldJobs) -> None:
    session, panel = fresh
    session.update(replace(session.state, colour_by="killed"))
    assert panel.state.notice == Notice()
    assert BUSY_MS < 300
    qtbot.waitUntil(lambda: panel.state.notice == BUSY, timeout=5000)
    session.look(MapView(70.0, 32.0, 7.0))
    assert panel.state.notice == BUSY
    session.update(replace(session.state, colour_by=""))
    assert panel.state.notice == Notice()
    session.update(replace(session.state, colour_by="killed"))
    session.set_filters(text="no such text")
    assert panel.state.notice == Notice(NOTICE)
    session.reset_filters()
    while jobs.waiting:
        jobs.finish()
    assert (panel.state.notice, panel.state.areas) == (Notice(), area_colours(session.snapshot))


def test_a_quick_colouring_has_no_sign(qtbot, fresh: tuple[Session, FakeMap], jobs: HeldJobs) -> None:
    session, panel = fresh
    session.update(replace(session.state, colour_by="killed"))
    jobs.finish()
    qtbot.wait(BUSY_MS + 50)
    assert all("notice" not in message for message in panel.messages)


def test_late_classes_are_cached_and_not_applied_to_another_period(
    fresh: tuple[Session, FakeMap], jobs: HeldJobs
) -> None:
    session, panel = fresh
    session.update(replace(session.state, colour_by="incidents"))
    before = session.state
    session.set_filters(first=date(2024, 11, 1), last=date(2024, 11, 20))
    assert len(jobs.waiting) == 2
    jobs.finish()
    assert panel.state.areas is None
    jobs.finish()
    shorter = panel.state.areas
    assert shorter == area_colours(session.snapshot)
    session.update(before)
    assert jobs.waiting == []
    assert panel.state.areas == area_colours(session.snapshot)
    assert panel.state.areas != shorter


def test_failed_classes_are_reported_and_not_computed_again(fresh: tuple[Session, FakeMap], jobs: HeldJobs) -> None:
    session, panel = fresh
    session.update(replace(session.state, colour_by="killed"))
    jobs.fail("There is no memory left.")
    assert panel.shown_messages == ["The districts could not be coloured. There is no memory left."]
    panel.fit()
    session.update(replace(session.state, size_by="same"))
    assert jobs.waiting == []
    assert panel.state.areas is None
    session.update(replace(session.state, colour_by="incidents"))
    jobs.finish()
    assert panel.state.areas == area_colours(session.snapshot)


def zone(west: float) -> Feature:
    """A square of half a degree around 33° N, named by its western longitude."""
    east, south, north = west + 0.5, 32.7, 33.2
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Feature(f"zone {west}", "Polygon", [ring])


def test_user_districts_are_sent_with_their_own_colours(fresh: tuple[Session, FakeMap], jobs: HeldJobs) -> None:
    session, panel = fresh
    session.update(replace(session.state, colour_by="killed"))
    jobs.finish()
    old = panel.state.areas
    zones = UserLayer("zones", tuple(map(zone, (70.2, 70.7, 71.2))), is_districts=True)
    districts = gazetteer_with((zones,), bundled_gazetteer())
    session.open(replace(session.dataset, gazetteer=districts, user_layers=(zones,), memo=Memo()), keeps_view=True)
    assert "user_layers" in panel.messages[-1]
    assert panel.messages[-1]["areas"] is None
    jobs.finish()
    assert len(panel.state.areas["of"]) == len(districts.drawn) == 2
    assert panel.state.areas == area_colours(session.snapshot) != old


# Cards


def test_a_card_has_title_killed_and_no_blank_line(panel: FakeMap) -> None:
    for row in range(261):
        card = panel.card_of([row])
        known = bundled().incidents.row(row)
        assert card["title"] == known.sub_event_type
        assert card["lines"][0].startswith("Killed: ")
        assert all(line for line in card["lines"])


def test_the_card_of_a_mark_has_types_and_deaths_of_all_its_rows(panel: FakeMap) -> None:
    incidents = bundled().incidents
    placed = np.flatnonzero(incidents.has_point)[:120].tolist()
    card = panel.card_of(placed)
    sums = figures(incidents, np.array(placed, np.int32))
    assert card["title"] == "120 incidents here"
    assert card["lines"][0].startswith(f"Reported killed: {sums.killed_words}")
    counted = [int(line.rsplit(": ", 1)[1]) for line in card["lines"][1:] if line.startswith(EVENT_TYPES)]
    assert sum(counted) == 120
    assert counted == sorted(counted, reverse=True)
    assert card["lines"][-1].startswith("Click for the list")


def test_the_card_of_a_place_shows_one_incident_and_counts_the_others(panel: FakeMap, session: Session) -> None:
    session.open(dataset([incident(k) for k in range(150)]))
    card = panel.card_of(list(range(8)))
    assert card["lines"][-1] == "and 7 more here: click for the list"


def test_the_card_of_a_place_with_many_incidents_sums_them_up(panel: FakeMap, session: Session) -> None:
    session.open(dataset([incident(k, place_precision="near" if k < 30 else "exact") for k in range(150)]))
    card = panel.card_of(list(range(150)))
    assert card["title"] == "150 incidents here"
    assert "Places: 120 exact, 30 only near the one named" in card["lines"]


def test_the_card_of_a_district_number_says_how_far_the_place_is_known(panel: FakeMap, session: Session) -> None:
    session.open(dataset([incident(k, place_precision="district", lon=None, lat=None) for k in range(3)]))
    card = panel.card_of([0, 1, 2])
    assert card["title"] == "3 incidents known only to the district"
    assert card["lines"][-1] == "Click for the list"


def test_text_of_a_card_is_unchanged_and_truncated(panel: FakeMap, session: Session) -> None:
    session.open(hostile())
    for row, text in enumerate(map(without_overrides, PAYLOADS)):
        card = panel.card_of([row])
        assert card["title"] == text
        assert (text if len(text) <= 80 else f"{text[:80]}…, Bannu") in card["place"]
        assert text in card["lines"] or f"{text[:220]}…" in card["lines"]
