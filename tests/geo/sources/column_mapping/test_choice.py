"""The choice of the other columns, what the user decides, and what is told again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import store
from geo.errors import FileRefused
from geo.sources.column_mapping.guess import Guess, guess_columns
from geo.sources.importing import import_files, with_saved_mappings
from geo.sources.placenames import bundled_places
from geo.sources.read_options import ReadOptions
from tests.geo.sources.column_mapping.tables import DAYS, LATER, cells, guess_of, opened, survey_of, written


def guess_without_district(columns: Mapping[str, Sequence[str]]) -> Guess:
    every = {"Date": DAYS, "Type": cells("type"), **columns}
    return guess_columns(survey_of(every), bundled_places(), "desk")


@pytest.mark.parametrize("other", ["District (of victim)", "Home District", "victim/District", "District of origin"])
def test_the_district_of_a_person_is_not_that_of_the_incident(other: str) -> None:
    columns = {other: cells("other district"), "District (of incident)": cells("district")}
    for order in (columns, dict(reversed(columns.items()))):
        guess = guess_without_district(order)
        assert guess.column_mapping.columns["district"] == "District (of incident)"
        assert (guess.questions, len(guess.column_mapping.standing_notes)) == ((), 1)
    (question,) = guess_without_district({other: cells("district")}).questions
    assert (question.about, question.candidates) == ("district", (other,))


@pytest.mark.parametrize("heading", ["Place of birth", "Residence", "Hospital", "Reporting office"])
def test_names_of_districts_under_another_heading_are_no_district_of_the_incident(heading: str) -> None:
    assert "district" not in guess_without_district({heading: cells("district")}).column_mapping.columns


def test_districts_under_a_heading_without_meaning_are_proposed() -> None:
    guess = guess_without_district({"c": cells("district")})
    assert guess.column_mapping.columns["district"] == "c"
    assert guess.column_mapping.standing_notes == ("district from 'c': by its content: the heading does not say so",)


def test_numbers_are_no_place() -> None:
    assert "location" not in guess_of({"Date": DAYS, "Area": cells("lat")}).column_mapping.columns


def test_sentences_are_no_type() -> None:
    guess = guess_of({"Date": DAYS, "Incident": ["An IED went off beside a road near the town of Domel"] * 6})
    assert guess.column_mapping.columns["event_type"] == "Type"


def test_two_spellings_of_the_same_districts_are_no_question() -> None:
    urdu = ["بنوں", "ٹانک", "کیچ", "سوات", "ہنگو", "کوہاٹ"]
    guess = guess_without_district({"District (English)": cells("district"), "District (Urdu)": urdu})
    assert (guess.column_mapping.columns["district"], guess.questions) == ("District (English)", ())


def test_two_columns_of_districts_that_differ_are_a_question() -> None:
    (question,) = guess_of({"Date": DAYS, "Agency": cells("other district")}).questions
    assert (question.about, question.candidates) == ("district", ("District", "Agency"))


def test_the_column_whose_words_are_known_is_that_of_the_types() -> None:
    guess = guess_of({"Date": DAYS, "Category": ["Terrorism"] * 6})
    assert (guess.column_mapping.columns["event_type"], guess.questions) == ("Type", ())


def test_two_columns_of_types_that_differ_are_a_question() -> None:
    guess = guess_of({"Date": DAYS, "Nature of incident": [*list(cells("type"))[1:], "IED"]})
    assert [question.about for question in guess.questions] == ["event_type"]


def test_a_column_that_repeats_is_no_id() -> None:
    assert "incident_id" not in guess_of({"Date": DAYS, "Code": ["5", "5", "5", "6", "6", "6"]}).column_mapping.columns
    assert guess_of({"Date": DAYS, "Code": cells("some")}).column_mapping.columns["incident_id"] == "Code"


def test_the_id_of_the_incident_wins_over_that_of_the_form() -> None:
    guess = guess_of({"_id": cells("some"), "Incident ID": [f"A-{n}" for n in range(6)], "Date": DAYS})
    assert guess.column_mapping.columns["incident_id"] == "Incident ID"


def test_a_clean_table_has_neither_notes_nor_questions() -> None:
    columns = {"Ref": [f"A-{n}" for n in range(6)], "Date": DAYS, "Place": [""] * 6, "Killed": cells("few"),
               "Injured": cells("some"), "Remarks": ["Beside a road."] * 6}  # fmt: skip
    guess = guess_of(columns)
    assert (guess.questions, guess.column_mapping.standing_notes) == ((), ())


# what the user decides

TABLE = {"Date": DAYS, "When": LATER, "Type": cells("type"), "District": cells("district"), "Killed": cells("few")}


def test_a_column_that_the_user_names_is_taken(tmp_path: Path) -> None:
    file = opened(written(tmp_path, TABLE), ReadOptions(columns={"date_start": "when", "killed_best": ""}))
    assert file.column_mapping is not None
    assert (file.questions, file.notes) == ((), ())
    assert file.column_mapping.columns["date_start"] == "When"
    assert "killed_best" not in file.column_mapping.columns


def test_a_sum_that_the_user_names_is_taken(tmp_path: Path) -> None:
    table = {**TABLE, "Women killed": cells("some"), "Men killed": cells("few")}
    options = ReadOptions(columns={"date_start": "Date", "killed_best": "men killed + women killed"})
    (part,) = opened(written(tmp_path, table), options).parts()
    assert [row.killed_best for row in part.incidents] == [3, 5, 7, 6, 8, 10]


@pytest.mark.parametrize("column", ["Wen", "Date + Wen"])
def test_a_column_that_is_not_there_is_refused_with_the_nearest(tmp_path: Path, column: str) -> None:
    with pytest.raises(FileRefused, match=r"no column .*Wen"):
        opened(written(tmp_path, TABLE), ReadOptions(columns={"date_start": column}))


def test_a_decision_about_columns_is_refused_for_a_known_layout(tmp_path: Path) -> None:
    own = {"date_start": DAYS, "event_type": ["Battles"] * 6, "district": cells("district")}
    with pytest.raises(FileRefused, match="--layout table"):
        opened(written(tmp_path, own), ReadOptions(columns={"date_start": "date_start"}))


def test_decisions_and_notes_are_remembered_with_the_layout(tmp_path: Path) -> None:
    workspace = store.workspace_at(tmp_path / "w.gpkg")
    table = {**TABLE, "District (of victim)": cells("other district")}
    path = written(tmp_path, table)
    import_files([opened(path, ReadOptions(columns={"date_start": "When"}))], workspace)
    again = opened(path, with_saved_mappings(None, workspace))
    assert again.column_mapping is not None
    assert (again.guess, again.questions) == (None, ())
    assert again.column_mapping.columns["date_start"] == "When"
    assert again.notes == ("district from 'District': 'District (of victim)' names one too",)
    changed = opened(path, with_saved_mappings(ReadOptions(columns={"district": "District (of victim)"}), workspace))
    assert changed.notes == ()


def test_the_columns_can_be_reviewed_again_without_old_questions(tmp_path: Path) -> None:
    workspace = store.workspace_at(tmp_path / "w.gpkg")
    path = written(tmp_path, TABLE)
    import_files([opened(path, ReadOptions(columns={"date_start": "When"}))], workspace)
    file = opened(path, with_saved_mappings(ReadOptions(review_columns=True), workspace))
    assert file.guess is not None
    assert (file.guess.column_mapping.columns["date_start"], file.questions) == ("When", ())


# laws

KINDS = st.sampled_from(["day", "later", "moment", "district", "other district", "type", "few", "some", "lon", "lat"])
HEADINGS = st.sampled_from(
    ["Date", "Incident date", "Reported on", "start", "From", "To", "District", "Home district", "Type", "Category",
     "Killed", "Killed (attackers)", "Civilians killed", "Injured", "Lat", "Lon", "X", "Y", "Age", "Ref", "a", "b",
     "Remarks"]
)  # fmt: skip


@settings(max_examples=35, deadline=None)
@given(st.dictionaries(HEADINGS, KINDS, min_size=2, max_size=8), st.integers(2, 5))
def test_repeating_the_rows_changes_no_decision(kinds: dict[str, str], times: int) -> None:
    once = {name: list(cells(kind)) for name, kind in kinds.items()}
    long = {name: texts * times for name, texts in once.items()}
    guesses = [guess_columns(survey_of(columns), bundled_places(), "desk") for columns in (once, long)]
    assert guesses[0].column_mapping == guesses[1].column_mapping
    assert guesses[0].questions == guesses[1].questions


@settings(max_examples=35, deadline=None)
@given(st.dictionaries(HEADINGS, KINDS, min_size=2, max_size=8))
def test_no_column_is_taken_twice_and_a_group_is_never_all(kinds: dict[str, str]) -> None:
    columns = guess_columns(survey_of({name: list(cells(kind)) for name, kind in kinds.items()}), bundled_places(), "d")
    mapped = columns.column_mapping.columns
    singles = [name for target, name in mapped.items() if target != "lat" and " + " not in name]
    assert len(singles) == len(set(singles))
    assert mapped.get("killed_best") not in ("Killed (attackers)", "Civilians killed")
    assert mapped.get("date_start") not in ("Reported on", "Home district")
    assert mapped.get("district") != "Home district"
    assert ("lon" in mapped) == ("lat" in mapped)


def test_the_districts_at_both_ends_of_a_way_are_a_question() -> None:
    columns = {"From District": cells("other district"), "To District": cells("district")}
    (question,) = guess_without_district(columns).questions
    assert question.about == "district"
    assert set(question.candidates) == set(columns)


def test_a_question_that_is_answered_with_types_is_the_column_of_types() -> None:
    columns = {"Date": DAYS, "What happened?": cells("type"), "District": cells("district")}
    guess = guess_columns(survey_of(columns), bundled_places(), "desk")
    assert (guess.questions, guess.column_mapping.columns["event_type"]) == ((), "What happened?")
    both = guess_columns(survey_of({**columns, "Type": cells("type")}), bundled_places(), "desk")
    assert both.column_mapping.columns["event_type"] == "Type"


@pytest.mark.parametrize("heading", ["Division", "Name of division", "Police range"])
def test_a_unit_of_several_districts_is_none_although_it_is_called_like_one(heading: str) -> None:
    (question,) = guess_without_district({heading: cells("district")}).questions
    assert (question.about, question.candidates) == ("district", (heading,))
    guess = guess_without_district({heading: cells("other district"), "District": cells("district")})
    assert (guess.questions, guess.column_mapping.columns["district"]) == ((), "District")


def test_columns_without_a_name_are_noted_if_they_have_cells(tmp_path: Path) -> None:
    columns = {"Date": DAYS, "Type": cells("type"), "District": cells("district")}
    path = written(tmp_path, {**columns, "": cells("lat"), " ": cells("lon")})
    notes = [note for note in opened(path).notes if "without a name" in note]
    assert notes == ["2 columns without a name are not stored: write a name above the cells to keep them"]
    blank = written(tmp_path, {**columns, "": [""] * 6, "Killed": cells("few")}, "blank list.csv")
    assert not any("without a name" in note for note in opened(blank).notes)


@pytest.mark.parametrize(
    ("columns", "location"),
    [
        (("Tehsil", "Union Council"), "Union Council + Tehsil"),
        (("UC", "Tehsil"), "UC + Tehsil"),
        (("ADM3_EN",), "ADM3_EN"),
        (("تحصیل",), "تحصیل"),
        (("Tehsil", "Location"), "Location"),
        (("Police station",), None),
    ],
)
def test_a_part_of_the_district_is_the_place_where_no_column_names_one(
    columns: tuple[str, ...], location: str | None
) -> None:
    guess = guess_of({"Date": DAYS, **{name: [f"{name} {row}" for row in range(6)] for name in columns}})
    assert guess.column_mapping.columns.get("location") == location
    assert bool(guess.column_mapping.standing_notes) == (location not in ("Location", None))


def test_two_columns_of_places_that_differ_are_noted() -> None:
    columns = {"Location": [f"bazaar {row}" for row in range(6)], "Place": [f"chowk {row}" for row in range(6)]}
    guess = guess_of({"Date": DAYS, **columns})
    assert guess.column_mapping.standing_notes == ("location from 'Location': 'Place' names a place too",)
    assert guess_of({"Date": DAYS, **columns, "Place": columns["Location"]}).column_mapping.standing_notes == ()


@pytest.mark.parametrize("heading", ["From District", "To District", "District to", "Origin district"])
def test_one_end_of_a_way_alone_is_a_question(heading: str) -> None:
    guess = guess_columns(
        survey_of({"Date": DAYS, "Type": cells("type"), heading: cells("district")}), bundled_places(), "desk"
    )
    assert "district" not in guess.column_mapping.columns
    assert [question.about for question in guess.questions] == ["district"]


def test_a_district_of_something_is_taken_with_a_note() -> None:
    columns = {"Date": DAYS, "Type": cells("type"), "Police district": cells("district")}
    guess = guess_columns(survey_of(columns), bundled_places(), "desk")
    assert guess.column_mapping.standing_notes == (
        "district from 'Police district': its heading says more than the district",
    )
