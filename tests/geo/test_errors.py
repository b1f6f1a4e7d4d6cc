"""The tree of errors, and the names that an error offers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import errors
from geo.errors import AtlasError, did_you_mean

PUBLIC = [getattr(errors, name) for name in errors.__all__ if name[0].isupper()]


def drawn() -> dict[str, str]:
    """Each error of the tree that the docstring draws, with the one above it."""
    above: list[str] = []
    found = {}
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"    ([│├└─ ]*)([A-Z]\w+) {2,}\S", line)
        if match:
            depth = len(match[1]) // 4
            above[depth:] = [match[2]]
            found[match[2]] = above[depth - 1] if depth else "Exception"
    return found


def test_the_tree_is_drawn_as_it_is() -> None:
    assert drawn() == {error.__name__: error.__bases__[0].__name__ for error in PUBLIC}


@pytest.mark.parametrize("error", PUBLIC, ids=lambda error: error.__name__)
def test_every_error_is_one_that_a_user_understands(error: type[AtlasError]) -> None:
    assert issubclass(error, AtlasError)
    assert error.__doc__


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Banu", " Did you mean 'Bannu'?"),
        ("BANNU", " Did you mean 'Bannu'?"),
        ("Khuzdr", " Did you mean 'Khuzdar'?"),
        ("zzzz", ""),
        ("", ""),
    ],
)
def test_the_nearest_names_are_offered(name: str, said: str) -> None:
    assert did_you_mean(name, ["Bannu", "Khuzdar", "Quetta"]) == said


def test_at_most_three_names_are_offered() -> None:
    assert did_you_mean("abcd", ["abce", "abcf", "abcg", "abch"]).count("'") == 6


@given(st.text(max_size=20), st.lists(st.text(min_size=1, max_size=8), max_size=5))
def test_only_known_names_are_offered(name: str, known: list[str]) -> None:
    said = did_you_mean(name, known)
    assert not said or any(repr(k) in said for k in known)
