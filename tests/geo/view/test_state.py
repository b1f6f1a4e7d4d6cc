"""The state is a value."""

from __future__ import annotations

from geo.query import Query
from geo.view.state import LAYERS, State


def test_a_state_is_a_value() -> None:
    state = State().with_query(text="convoy")
    assert state == State(Query(text="convoy"))
    assert len({State(), State().with_query(text="")}) == 1
    assert State().layers == set(LAYERS) - {"former_fata", "heat"}
