from __future__ import annotations

import pytest

from geo.sources.answers import answered
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
