"""The command that makes a page again from the record that it carries."""

from __future__ import annotations

import argparse

from app.cli.clusters import computed
from app.cli.misuse import WrongUse
from app.cli.output import print_error, print_json
from app.cli.progress import working
from geo.dataset import Dataset
from geo.errors import ExportFailed, InputError
from geo.export.file_format import format_of
from geo.export.formats import PAGES
from geo.export.page_record import page_in, record_in
from geo.export.pages import PageRequest
from geo.query import fitted
from geo.view.snapshot import resolve
from geo.whole_file import require_writable
from geo.wording import plural

__all__ = ["recreate"]


def recreate(arguments: argparse.Namespace, dataset: Dataset) -> int:
    """Draw a page again from the incidents of a workspace, and say what they have that differs."""
    from dataclasses import replace

    from app.cli import shapes, texts

    try:
        file_format = format_of(arguments.out, PAGES)
    except ExportFailed as error:
        raise WrongUse(f"--out: {error}") from None
    require_writable(arguments.out)
    record, (state, options) = record_in(arguments.page), page_in(arguments.page)
    snapshot = resolve(dataset, replace(state, query=fitted(state.query, dataset.gazetteer)))
    before, now = (record.get("shown"), record.get("of")), (len(snapshot.answer), len(dataset.incidents))
    if before != now:
        options = replace(options, made=None)
        print_error(
            f"The page showed {before[0]} of {before[1]}; now it shows {now[0]:,} of {plural(now[1], 'incident')}."
        )
    if snapshot.state.hot_spots is not None:
        try:
            computed(snapshot.state.hot_spots, snapshot)
        except InputError as error:
            print_error(f"The hot spots of the page are not drawn: {error}")
    with working(f"Drawing {arguments.out.name}"):
        written = file_format.write(arguments.out, PageRequest(snapshot, options))
    answer = {"out": str(written), "shown": now[0], "of": now[1], "same_count": before == now}
    print_json(answer | shapes.view_answer(snapshot)) if arguments.json else texts.print_written(written, snapshot)
    return 0
