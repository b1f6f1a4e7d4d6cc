"""Actors by their usual names; further actors of a cell join the associated ones."""

from __future__ import annotations

from geo.incidents.draft import Draft
from geo.incidents.placing import rename
from geo.taxonomy import actor_name, split_actors, split_names

__all__ = ["name_actors"]


def name_actors(draft: Draft) -> None:
    """Replace actors by their usual names in the draft; the second and further ones of a cell join the associated."""
    further: dict[int, tuple[str, ...]] = {}
    for name in ("actor1", "actor2"):
        given, beside = draft.columns[name], draft.columns[f"{name}_as_given"]
        split = {text: split_actors(text) for text in dict.fromkeys(given)}
        # Where the file states what was given, the name is the usual one already; only an alias is resolved.
        single = {text: (actor_name(text),) if text else () for text in split}
        firsts = {text: actors[0] if actors else "" for text, actors in single.items()}
        final = [firsts[text] for text in given]
        several = {text for text, actors in split.items() if actors != single[text]}
        for row in [row for row, text in enumerate(given) if text in several and not beside[row]] if several else ():
            actors = split[given[row]]
            final[row] = actors[0] if actors else ""
            if len(actors) > 1:
                further[row] = further.get(row, ()) + actors[1:]
        rename(draft, name, final)
    _name_associated(draft, further)


def _name_associated(draft: Draft, further: dict[int, tuple[str, ...]]) -> None:
    given = draft.columns["actors_associated"]
    usual = {text: tuple(map(actor_name, split_names(text))) for text in dict.fromkeys(given)}
    alone = {text: "; ".join(dict.fromkeys(names)) for text, names in usual.items()}
    final = [alone[text] for text in given]
    for row, more in further.items():
        final[row] = "; ".join(dict.fromkeys((*usual[given[row]], *more)))
    draft.change("actors_associated", final, "actors_associated: replaced by the usual names, and completed")
