from __future__ import annotations

import pytest

from geo.sources.answers import answered, field_of, key_of, may_be_none
from geo.sources.questions import Question
from geo.sources.read_options import ReadOptions


@pytest.mark.parametrize(
    ("option", "candidate", "field", "value"),
    [
        ("--date-order dmy or mdy", "mdy", "date_order", "mdy"),
        ("--source-name NAME", "partner", "source", "partner"),
        ("--encoding cp1252", "cp1256", "encoding", "cp1256"),
    ],
)
def test_the_option_of_a_question_names_the_field(option: str, candidate: str, field: str, value: str) -> None:
    options = answered(ReadOptions(sheet="A"), Question("date_start", "open", option, (candidate,)), candidate)
    assert getattr(options, field) == value
    assert options.sheet == "A"


def test_an_option_without_a_field_changes_nothing() -> None:
    options = ReadOptions(sheet="A")
    assert answered(options, Question("rows", "open", "--mapping FILE"), "x") == options


@pytest.mark.parametrize(
    ("about", "option", "field", "key"),
    [
        ("date_start", '--column date_start="Reported on"', "columns", "date_start"),
        ("event_type", '--type "Strike=Air/drone strike"', "types", "Strike"),
        ("event_type", '--type "a=b=Attack"', "types", "a=b"),
        ("rows", "--repeated-rows keep or once", "repeated_rows", ""),
        ("date_start", "--swapped-days exchange or keep", "swapped_days", ""),
    ],
)
def test_the_option_names_the_field_and_what_it_asks_about(about: str, option: str, field: str, key: str) -> None:
    question = Question(about, "open", option)
    assert (field_of(question), key_of(question)) == (field, key)


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ('--column killed_best="Dead" or --column killed_best= to leave it unknown', True),
        ('--column killed_best="Dead" or --column killed_best=', True),
        ('--column killed_best="Dead" or --column killed_best="Dead + Missing"', False),
        ("--column killed_low= for none", False),
    ],
)
def test_no_column_is_an_answer_where_the_option_has_a_blank_one(option: str, expected: bool) -> None:
    assert may_be_none(Question("killed_best", "open", option, ("Dead",))) is expected
