"""The tree of errors, and the names that an error suggests."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import errors
from geo.errors import AtlasError, did_you_mean

PUBLIC = [getattr(errors, name) for name in errors.__all__ if name[0].isupper()]


def documented_tree() -> dict[str, str]:
    """Each error in the tree of the docstring, with its parent."""
    above: list[str] = []
    parents = {}
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"    ([│├└─ ]*)([A-Z]\w+) {2,}\S", line)
        if match:
            depth = len(match[1]) // 4
            above[depth:] = [match[2]]
            parents[match[2]] = above[depth - 1] if depth else "Exception"
    return parents


def test_the_docstring_shows_the_actual_error_tree() -> None:
    assert documented_tree() == {error.__name__: error.__bases__[0].__name__ for error in PUBLIC}


@pytest.mark.parametrize("error", PUBLIC, ids=lambda error: error.__name__)
def test_every_error_derives_from_the_error_shown_to_users(error: type[AtlasError]) -> None:
    assert issubclass(error, AtlasError)
    assert error.__doc__


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Banu", " Did you mean 'Bannu'?"),
        ("BANNU", " Did you mean 'Bannu'?"),
        ("Khuzdr", " Did you mean 'Khuzdar'?"),
        ("zzzz", ""),
        ("", ""),
    ],
)
def test_the_nearest_names_are_suggested(name: str, suggestion: str) -> None:
    assert did_you_mean(name, ["Bannu", "Khuzdar", "Quetta"]) == suggestion


def test_the_number_of_suggested_names_is_limited() -> None:
    assert did_you_mean("abcd", ["abce", "abcf", "abcg", "abch"]).count("'") == 6


@given(st.text(max_size=20), st.lists(st.text(min_size=1, max_size=8), max_size=5))
def test_only_known_names_are_suggested(name: str, known: list[str]) -> None:
    suggestion = did_you_mean(name, known)
    assert not suggestion or any(repr(k) in suggestion for k in known)
