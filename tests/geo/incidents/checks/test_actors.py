"""Names of actors: the usual name in the column, the text of the file beside it."""

from __future__ import annotations

from tests.geo.incidents.two_districts import imported


def test_actors_get_their_usual_names_and_are_stored_as_given() -> None:
    row = imported(actor1="TTP", actor2="Levies (a post); BLA")
    assert (row.actor1, row.actor1_as_given) == ("Tehrik-i-Taliban Pakistan", "TTP")
    assert row.actor2_as_given == "Levies (a post); BLA"
    assert row.actors_associated == "Baloch Liberation Army"


def test_an_actor_as_given_in_the_file_is_kept() -> None:
    row = imported(actor1="Foo (bar)", actor1_as_given="Foo of bar")
    assert (row.actor1, row.actor1_as_given) == ("Foo (bar)", "Foo of bar")
