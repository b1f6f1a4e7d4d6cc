"""The content of a brief: every number of its paragraph stands in a cell that the sentence names; what changed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.briefing.brief import EDITED, NO_EARLIER, PARTS, Brief, BriefOptions, Text, as_json, brief_of
from geo.briefing.charts import CHARTS, chart_words
from geo.briefing.fact_table import Reference
from geo.briefing.what_changed import Earlier
from geo.errors import InputError
from geo.incidents import Incident, Release
from geo.query import Query
from geo.sources.bundled import bundled
from geo.store.changes import Revision, changes_of
from geo.taxonomy import EVENT_TYPES
from tests.geo.draw.page.pages import ALL, NOTHING, NOVEMBER, dataset_of, incident, snapshot_of

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
GONE = Query(first=date(2015, 1, 1), last=date(2015, 12, 31))


def untraced(brief: Brief) -> list[tuple[str, str]]:
    """The numbers of each sentence that are in none of its cells."""
    found = []
    for sentence in brief.paragraph.sentences:
        cells = " | ".join(brief.tables[cell.table].text(cell) for cell in sentence.cells)
        found += [(number, sentence.text) for number in NUMBER.findall(sentence.text)
                  if number not in NUMBER.findall(cells)]  # fmt: skip
    return found


@given(
    st.dates(date(2020, 12, 1), date(2026, 9, 1)),
    st.integers(0, 2000),
    st.sampled_from(("", "Bannu", "Quetta", "Kurram")),
    st.sampled_from(("", *EVENT_TYPES)),
    st.integers(0, 40),
)
def test_every_number_of_the_paragraph_is_in_a_cell_of_its_sentence(
    first: date, days: int, district: str, kind: str, killed: int
) -> None:
    last = first + timedelta(days=days)
    query = Query(first, last, districts=frozenset(filter(None, (district,))), types=frozenset(filter(None, (kind,))))
    brief = brief_of(snapshot_of(replace(query, min_killed=killed)))
    assert untraced(brief) == []
    assert all(sentence.cells and sentence.text.endswith(".") for sentence in brief.paragraph.sentences)


def test_a_number_that_is_nowhere_would_be_seen() -> None:
    brief = brief_of(snapshot_of(NOVEMBER))
    first, *rest = brief.paragraph.sentences
    wrong = replace(brief.paragraph, sentences=(replace(first, text=first.text.replace("13", "14")), *rest))
    assert [number for number, _ in untraced(replace(brief, paragraph=wrong))] == ["14"]


def test_the_paragraph_gives_ranges_and_says_what_is_not_known() -> None:
    text = brief_of(snapshot_of(NOVEMBER)).text
    assert "13 incidents were reported in Khyber Pakhtunkhwa and Balochistan" in text
    assert "147 people were reported killed (reports from 120 to 155)" in text
    assert "A sample, not a count." in text
    assert "equal period before" not in text  # a sample says nothing of a change
    assert "no incident was reported in Bannu district" in brief_of(snapshot_of(NOTHING)).text
    silent = brief_of(snapshot_of(GONE)).text
    assert "no figure is given" in silent
    assert "none of 365 days is covered" in silent


def test_made_up_data_say_so_first() -> None:
    made_up = dataset_of(incident(1, source="made-up"))
    assert brief_of(snapshot_of(dataset=made_up)).text.startswith("Made up: no real incidents.")


def test_places_with_as_many_incidents_are_named_together_or_not_at_all() -> None:
    counts = {"Bannu": 3, "Quetta": 2, "Kurram": 2, "Swat": 2, "Khyber": 1}
    rows = [incident(n * 10 + k, district=name) for n, name in enumerate(counts) for k in range(counts[name])]
    assert "counted in Bannu (3)." in brief_of(snapshot_of(dataset=dataset_of(*rows))).text


def test_the_trend_adds_up_and_days_without_data_have_no_number() -> None:
    brief = brief_of(snapshot_of(replace(NOVEMBER, first=date(2020, 12, 1), last=date(2021, 1, 31))))
    (_, *_, before), after = brief.tables["trend"].rows[0], brief.tables["trend"].rows[-1]
    assert before is None
    assert after[-1] is not None
    whole = brief_of(snapshot_of(ALL)).tables["trend"]
    at = whole.header.index("All")
    assert all(sum(int(n or 0) for n in row[1:at]) == row[at] for row in whole.rows)
    assert sum(int(row[at] or 0) for row in whole.rows) == len(bundled().incidents)


@pytest.mark.parametrize("chart", CHARTS)
def test_the_trend_adds_up_whatever_divides_it_and_says_what(chart: str) -> None:
    brief = brief_of(snapshot_of(NOVEMBER), BriefOptions(chart=chart))
    table, at = brief.tables["trend"], brief.tables["trend"].header.index("All")
    assert (at == 1) == (chart == "total")
    if at > 1:
        assert all(sum(int(n or 0) for n in row[1:at]) == row[at] for row in table.rows)
    assert (chart_words(chart) in table.title, f"In all: {table.header[1]} " in brief.chart_text) == (True, at > 1)
    assert json.loads(brief.record.view)["brief"]["chart"] == chart


def test_the_selected_incidents_are_named_first_then_the_most_deadly() -> None:
    chosen = str(bundled().incidents.texts["incident_id"][-1])
    table = brief_of(snapshot_of(ALL, selected=(chosen,)), BriefOptions(most_incidents=6)).tables["incidents"]
    deaths = [int(row[3] or 0) for row in table.rows]
    assert len(deaths) == 6
    assert deaths[0] < deaths[1]
    assert all(one >= other for one, other in pairwise(deaths[1:]))
    assert all(row[-1] for row in table.rows)


def test_an_edited_paragraph_is_marked_as_such() -> None:
    brief = brief_of(snapshot_of(NOVEMBER), BriefOptions(paragraph="My\nown words."))
    assert brief.text == "My own words."
    method = brief.sections[-1].blocks[0]
    assert isinstance(method, Text)
    assert EDITED in method.texts


def test_parts_are_chosen_and_a_mistyped_one_is_refused() -> None:
    brief = brief_of(snapshot_of(NOVEMBER), BriefOptions(parts=("method", "map")))
    assert [section.part for section in brief.sections] == ["map", "method"]
    with pytest.raises(InputError, match="Did you mean"):
        BriefOptions(parts=("trends",))


def own(number: int, day: int, district: str, killed: int) -> Incident:
    when = date(2024, 11, day)
    return incident(number, date_start=when, date_end=when, district=district, place_precision="district",
                    killed_best=killed, sources="Dawn")  # fmt: skip


def test_changes_are_those_of_the_filters_with_the_effect_on_each_district() -> None:
    was, now = own(1, 5, "Bannu", 2), own(1, 5, "Kurram", 3)
    came, gone, elsewhere = own(2, 6, "Bannu", 1), own(3, 7, "Quetta", 4), own(4, 8, "Swat", 1)
    entered = replace(own(5, 9, "Swat", 1), date_start=date(2024, 10, 1), date_end=date(2024, 10, 1))
    data = dataset_of(now, came, replace(elsewhere, date_start=date(2025, 1, 1), date_end=date(2025, 1, 1)),
                      own(5, 9, "Swat", 1))  # fmt: skip
    release = Release("a.csv", "own", "2026-01-01T00:00:00Z", "a.csv", "", 1)
    changes = changes_of(
        release,
        [came],
        [Revision(was, now, ("district", "killed_best")), Revision(entered, own(5, 9, "Swat", 1), ("date_start",)),
         Revision(elsewhere, data.incidents.row(3), ("date_start",))],
        [gone],
        {},
    )  # fmt: skip
    brief = brief_of(snapshot_of(NOVEMBER, data), earlier=Earlier(changes, "since a.csv"))
    assert brief.tables["changes"].rows == ((3, 3, 2, 1, 2),)
    assert {row[0]: row[1:] for row in brief.tables["changed districts"].rows} == {
        "Bannu": (1, 1, "0", 1, 0, 0),
        "Kurram": (0, 1, "+1", 0, 1, 0),
        "Quetta": (1, 0, "−1", 0, 0, 1),
        "Swat": (1, 1, "0", 1, 0, 1),
    }
    assert [row[2:] for row in brief.tables["revised"].rows] == [
        ("district", "Bannu", "Kurram"),
        ("killed best", "2", "3"),
    ]
    assert "Changed since a.csv: 2 new, 1 revised, 2 withdrawn." in brief.text
    assert untraced(brief) == []


def test_a_brief_counts_and_does_not_name_what_may_not_be_passed_on() -> None:
    """Neither as worth naming nor among the changes, not even if it is selected; the paragraph does not hide it."""
    kept = own(1, 5, "Bannu", 2)
    hidden = [replace(own(k, 6, "Swat", 90), source="gtd", location=f"Secret{k}") for k in (2, 3)]
    release = Release("a.csv", "own", "2026-01-01T00:00:00Z", "a.csv", "", 1)
    revised = Revision(replace(hidden[1], killed_best=80), hidden[1], ("killed_best",))
    changes = changes_of(release, [kept, hidden[0]], [revised], [], {})
    shown = snapshot_of(NOVEMBER, dataset_of(kept, *hidden), selected=("own:0002",))
    brief = brief_of(shown, earlier=Earlier(changes, "since a.csv"))
    said = "2 incidents of GTD are counted and not listed: its licence does not allow rows to be passed on."
    assert [row[3] for row in brief.tables["incidents"].rows] == [2]
    assert said == brief.tables["incidents"].notes[0] == brief.changes.not_listed  # type: ignore[union-attr]
    assert "deaths of those that may be named: 5 Nov 2024, Bannu" in brief.text
    assert brief.tables["changes"].rows == ((1, 3, 2, 1, 0),)
    assert "Secret" not in str(brief)
    assert untraced(brief) == []
    nothing = brief_of(snapshot_of(NOVEMBER, dataset_of(*hidden))).tables["incidents"]
    assert (nothing.rows, said in nothing.nothing) == ((), True)


def test_without_an_earlier_state_it_is_said() -> None:
    brief = brief_of(snapshot_of(NOVEMBER))
    assert [section.part for section in brief.sections] == [part for part in PARTS if part != "changes"]
    method = brief.sections[-1].blocks[0]
    assert isinstance(method, Text)
    assert NO_EARLIER in method.texts


def test_the_answer_in_json_gives_the_value_of_each_cell() -> None:
    brief = brief_of(snapshot_of(NOVEMBER))
    answer = as_json(brief)
    assert answer["paragraph"] == " ".join(sentence["text"] for sentence in answer["sentences"])
    cells = answer["sentences"][0]["cells"]
    assert {"table": "figures", "row": 0, "column": "Number", "value": "13"} in cells
    with pytest.raises(KeyError):
        brief.tables["figures"].text(Reference("figures", 9, "Number"))
