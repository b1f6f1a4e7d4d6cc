"""What a user decides about the columns of a table, without a window."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dialogs.column_mapping.choices import Choices, matter_of
from app.widgets.column_names import BOTH, NONE
from geo.errors import FileRefused
from geo.sources.column_mapping.record import TARGETS, ColumnMapping
from geo.sources.incident_file import IncidentFile
from geo.sources.questions import Question

ROWS = "Date,Reported,Type,District,Kind,Who,Point\n" + "".join(
    f"{day}/04/2024,{day}/05/2024,{kind},Bannu,{other},A group,\n"
    for day, kind, other in (("03", "flummery", "x"), ("04", "clash", "y"), ("05", "flummery", "y"))
)


@pytest.fixture
def choices(tmp_path: Path) -> Choices:
    path = tmp_path / "partner.csv"
    path.write_text(ROWS, encoding="utf-8")
    return Choices(IncidentFile(path))


def wheres(choices: Choices) -> list[str]:
    return [each.where for each in choices.lacking()]


def test_a_column_of_ours_has_one_column_of_the_file(choices: Choices) -> None:
    choices.assign("date_start", "Reported")
    assert (choices.target_of("Reported"), choices.target_of("Date")) == ("date_start", "")
    choices.set_target("Date", "date_start")
    assert choices.column_of("date_start") == "Date"
    assert choices.target_of("Reported") == ""


def test_one_column_can_hold_both_coordinates(choices: Choices) -> None:
    choices.set_target("Point", BOTH)
    assert (choices.column_of("lat"), choices.column_of("lon")) == ("Point", "Point")
    assert choices.target_of("Point") == BOTH
    choices.assign("district", "Point")
    assert choices.target_of("Point") == "district"
    assert not {"lat", "lon"} & choices.mapping.columns.keys()


def test_a_column_is_taken_out_of_a_sum(choices: Choices) -> None:
    choices.assign("killed_best", "Kind + Who + Point")
    assert [choices.target_of(name) for name in ("Kind", "Who", "Point")] == ["killed_best"] * 3
    choices.set_target("Who", "notes")
    assert (choices.column_of("killed_best"), choices.column_of("notes")) == ("Kind + Point", "Who")
    choices.assign("actor1", "Point")
    assert choices.column_of("killed_best") == "Kind"
    choices.set_target("Kind", "")
    assert choices.column_of("killed_best") == ""


@given(st.lists(st.tuples(st.sampled_from((*TARGETS, BOTH, "")), st.sampled_from("abcd"), st.booleans()), max_size=12))
def test_no_column_is_two_things_whatever_is_chosen(steps: list[tuple[str, str, bool]]) -> None:
    choices = object.__new__(Choices)
    choices.mapping, choices.touched = ColumnMapping("partner"), set()
    choices.header, choices.survey, choices._asked_days = ("a", "b", "c", "d"), None, ("", "")
    for target, column, is_by_column in steps:
        if is_by_column or target in (BOTH, ""):
            choices.set_target(column, target)
            assert choices.target_of(column) == target
        else:
            choices.assign(target, column)
            assert choices.column_of(target) == column
    held = [column for ours, column in choices.mapping.columns.items() if ours != "lat"]
    is_point_in_one = choices.column_of("lat") == choices.column_of("lon")
    assert len(held) == len(set(held))
    assert is_point_in_one or choices.column_of("lat") not in held


def test_what_is_lacking_is_named_in_order_until_it_is_decided(choices: Choices) -> None:
    assert wheres(choices) == ["day"]
    assert choices.lacking()[0].sentence == "Question 1 is open."
    choices.assign("date_start", "")
    choices.assign("district", "")
    choices.assign("event_type", "")
    choices.set_source("")
    assert wheres(choices) == ["day", "place", "type", "source"]
    choices.set_constant("province", "Balochistan")
    choices.set_constant("event_type", "Attack")
    choices.set_source("partner")
    choices.assign("date_start", "Date")
    choices.set_date_order("dmy")
    assert wheres(choices) == []


def test_the_words_are_those_of_the_column_that_is_chosen_now(choices: Choices) -> None:
    assert choices.type_words() == {"flummery": 2, "clash": 1}
    choices.set_type("flummery", "Attack")
    choices.assign("event_type", "Kind")
    assert choices.type_words() == {"x": 1, "y": 2}
    choices.assign("event_type", "Type")
    assert choices.type_of("flummery") == "Attack"


def test_a_name_that_cannot_be_used_is_refused(choices: Choices) -> None:
    choices.set_source("../../x")
    with pytest.raises(FileRefused, match="short name"):
        choices.options()


# questions


def asked(choices: Choices, about: str, option: str, *candidates: str) -> Question:
    question = Question(about, "which one is meant is not clear", option, candidates)
    choices.questions = (question,)
    choices.set_date_order("dmy")
    return question


def test_a_question_about_columns_is_answered_by_a_candidate_or_by_the_column_itself(choices: Choices) -> None:
    question = asked(choices, "date_start", '--column date_start="Date"', "Date", "Reported")
    assert wheres(choices) == ["day"]
    choices.answer(question, "Reported")
    choices.set_date_order("dmy")
    assert (wheres(choices), choices.column_of("date_start")) == ([], "Reported")
    choices.answer(question, "")
    choices.touched.clear()
    assert wheres(choices) == ["day"]
    choices.assign("date_start", "Date")
    choices.set_date_order("dmy")
    assert wheres(choices) == []


def test_the_order_of_days_is_answered_by_a_candidate_or_by_the_order_itself(choices: Choices) -> None:
    question = asked(choices, "date_start", "--date-order dmy or mdy", "dmy", "mdy")
    choices.set_date_order("")
    assert wheres(choices) == ["day"]
    choices.answer(question, "mdy")
    assert (wheres(choices), choices.mapping.date_order) == ([], "mdy")
    assert choices.options().date_order == "mdy"


def test_a_question_of_another_kind_stays_until_it_is_answered(choices: Choices) -> None:
    question = asked(choices, "rows", "--same-rows one", "one", "several")
    assert [each.where for each in choices.lacking()] == ["rows"]
    choices.answer(question, "several")
    assert wheres(choices) == []


@pytest.mark.parametrize(
    ("about", "matter"),
    [("date_end", "day"), ("place", "place"), ("lon", "place"), ("killed_low", "killed"), ("source", None)],
)
def test_a_question_belongs_to_the_matter_of_its_column(about: str, matter: str | None) -> None:
    assert matter_of(Question(about, "", "")) == matter


def test_that_no_column_is_meant_can_be_an_answer(choices: Choices) -> None:
    question = asked(choices, "killed_best", '--column killed_best="Kind" or --column killed_best= for none', "Kind")
    assert wheres(choices) == ["killed"]
    choices.answer(question, "Kind")
    choices.answer(question, NONE)
    assert (wheres(choices), choices.column_of("killed_best"), choices.chosen(question)) == ([], "", NONE)


def test_the_meaning_of_a_word_is_decided_by_a_candidate_or_in_the_list_of_words(choices: Choices) -> None:
    question = asked(choices, "event_type", '--type "flummery=Attack"', "Attack", "Armed clash")
    assert wheres(choices) == ["type"]
    choices.answer(question, "Attack")
    assert (wheres(choices), choices.mapping.types["flummery"]) == ([], "Attack")
    choices.answer(question, "")
    choices.set_type("flummery", "Armed clash")
    assert choices.chosen(question) == "Armed clash"
    assert choices.options().column_mapping.types["flummery"] == "Armed clash"


def test_a_question_about_words_of_another_column_is_no_longer_asked(choices: Choices) -> None:
    asked(choices, "event_type", '--type "flummery=Attack"', "Attack", "Armed clash")
    choices.assign("event_type", "Kind")
    assert wheres(choices) == []


def test_another_column_of_days_gets_an_order_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "partner.csv"
    rows = "Date,Entered,Typed,Type,District\n2024-11-18,11/18/2024,03/04/2024,clash,Bannu\n"
    path.write_text(rows + "2024-11-19,11/19/2024,04/04/2024,clash,Swat\n", encoding="utf-8")
    choices = Choices(IncidentFile(path))
    choices.questions = ()
    choices.assign("date_start", "Entered")
    assert (choices.mapping.date_order, wheres(choices)) == ("mdy", [])
    choices.assign("date_start", "Typed")
    assert (choices.mapping.date_order, wheres(choices)) == ("", ["day"])
    assert choices.candidate_orders() == ("dmy", "mdy")
    choices.set_date_order("mdy")
    assert (wheres(choices), choices.options().date_order) == ([], "mdy")
    choices.assign("date_start", "Date")
    assert wheres(choices) == []


def test_a_question_about_days_of_another_column_is_no_longer_asked(choices: Choices) -> None:
    (question,) = (q for q in choices.questions if choices.is_order(q))
    assert choices.is_open(question)
    choices.assign("date_start", "Who")
    assert not choices.is_open(question)


@pytest.mark.parametrize(
    ("about", "option", "field", "candidates"),
    [
        ("killed_best", "--figure-point decimal", "figure_point", ("decimal", "thousands")),
        ("lon", '--mapping FILE with "crs": "EPSG:32642", which is completed', "crs", ("EPSG:32641", "EPSG:32642")),
    ],
)
def test_an_answer_about_how_cells_are_read_becomes_a_part_of_the_mapping(
    choices: Choices, about: str, option: str, field: str, candidates: tuple[str, ...]
) -> None:
    question = asked(choices, about, option, *candidates)
    matter = matter_of(question)
    assert matter is not None
    assert [getattr(each, field) for each in choices.variants(matter)] == list(candidates)
    choices.answer(question, candidates[1])
    assert (wheres(choices), choices.chosen(question)) == ([], candidates[1])
    assert getattr(choices.options().column_mapping, field) == candidates[1]
    assert [getattr(each, field) for each in choices.variants(matter)] == [candidates[1]]
