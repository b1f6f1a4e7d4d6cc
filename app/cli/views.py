"""What a command shows: the state of its filters and layers, or that of a saved view."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from app.cli.filters import query_from
from app.cli.misuse import WrongUse
from geo.dataset import Dataset
from geo.errors import InputError, UnknownName
from geo.incidents.whose_figures import BEST, whose
from geo.query import Query, fitted
from geo.view.annotations import Annotation, annotation_from, require_few
from geo.view.state import Measure, State

__all__ = ["state_from"]


def state_from(arguments: argparse.Namespace, dataset: Dataset) -> State:
    """The state of the arguments.

    Raises
    ------
    WrongUse
        If a filter cannot be understood, or is given beside a view.
    UnknownName
        If the workspace has no such view.
    """
    query = query_from(arguments, dataset)
    try:
        figures = whose(arguments.figures, dataset.publishers) if getattr(arguments, "figures", "") else ""
    except UnknownName as error:
        raise WrongUse(f"--figures: {error}") from None
    if not getattr(arguments, "view", ""):
        return _drawn(State(query, figures=figures or BEST), arguments)
    saved = _saved(arguments)
    if query.any_time() != Query():
        raise WrongUse("--view has its own filters: give only --from and --to with it.")
    own = fitted(saved.query, dataset.gazetteer)
    if query.first is not None or query.last is not None:
        own = replace(own, first=query.first, last=query.last)
    return _drawn(replace(saved, query=own, figures=figures or saved.figures), arguments)


def _saved(arguments: argparse.Namespace) -> State:
    from geo.briefing.saved_views import saved_view

    if arguments.workspace is None:
        raise WrongUse("--view needs --workspace: saved views are kept in it.")
    return saved_view(arguments.workspace, arguments.view)


def _drawn(state: State, arguments: argparse.Namespace) -> State:
    """The state with the layers and colours of a page; a command that draws none has no such options."""
    layers = getattr(arguments, "layers", None)
    colour_by: Measure | Literal[""] = getattr(arguments, "colour_by", "")
    shown = state.layers if layers is None else frozenset(layers)
    if getattr(arguments, "no_symbols", False):
        shown -= {"incidents"}
    annotations = (*state.annotations, *_annotations(getattr(arguments, "annotate", ())))
    return replace(state, layers=shown, colour_by=colour_by or state.colour_by, annotations=annotations)


def _annotations(typed: Sequence[str]) -> tuple[Annotation, ...]:
    try:
        annotations = tuple(annotation_from(text) for text in typed)
        require_few(annotations)
    except InputError as error:
        raise WrongUse(f"--annotate: {error}") from None
    return annotations
