"""The command that makes a page again from the record that it carries."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.atlas import atlas_again
from app.cli.clusters import computed
from app.cli.misuse import WrongUse
from app.cli.output import print_error, print_json
from app.cli.progress import working
from app.cli.targets import require_place
from geo.dataset import Dataset
from geo.draw.page import PageOptions
from geo.draw.style.house_file import read_style
from geo.errors import ExportFailed, InputError
from geo.export.file_format import FileFormat, format_of
from geo.export.formats import BRIEFS, OFFLINE, PAGES
from geo.export.offline_html import KIND
from geo.export.page_record import against_in, page_in, record_in
from geo.export.pages import PageRequest, shared_options
from geo.export.request import hand_over
from geo.export.sharing.columns import ID_BEGINNING
from geo.export.sharing.guard import guarded, picture_of
from geo.export.sharing.profile import CAREFUL, OWN, Profile, profile_from
from geo.query import fitted
from geo.view.snapshot import Snapshot, resolve
from geo.wording import plural

if TYPE_CHECKING:
    from geo.export.briefs.request import BriefRequest
    from geo.store import Workspace

__all__ = ["recreate"]


def _with_fonts(options: PageOptions, record: Mapping[str, Any], style: Path | None) -> PageOptions:
    """The options with the fonts of the page: they are not in its file, and are taken from that of the house style."""
    wanted = record.get("page", {}).get("style", {}).get("font")
    if wanted is None:
        return options
    given = None if style is None else read_style(style).font
    if given is None or list(given.sha256) != wanted:
        print_error("The page has fonts of its own. Without the --style FILE of that house the bundled ones are drawn.")
        return options
    return replace(options, style=replace(options.style, font=given))


def recreate(arguments: argparse.Namespace, dataset: Dataset) -> int:
    """Draw a page again from the incidents of a workspace, and say what they have that differs."""
    from app.cli import shapes, texts

    record = record_in(arguments.page)
    if "atlas" in record:
        return atlas_again(arguments, record, lambda: _shown_again(arguments, dataset, record))
    file_format = _checked_format(arguments.out, is_brief="brief" in record)
    require_place(arguments.out, overwrite=arguments.overwrite)
    snapshot, options = _shown_again(arguments, dataset, record)
    if snapshot.state.hot_spots is not None:
        try:
            computed(snapshot.state.hot_spots, snapshot)
        except InputError as error:
            print_error(f"The hot spots of the page are not drawn: {error}")
    with working(f"Drawing {arguments.out.name}"):
        content = _content(file_format, snapshot, options, record)
        if file_format in BRIEFS:
            content = _brief(snapshot, options, record, arguments.workspace)
        written = file_format.write(arguments.out, content)
    answer = {"out": str(written), "shown": len(snapshot.answer), "of": len(dataset.incidents)}
    answer |= {"same_count": _is_same(record, snapshot)}
    print_json(answer | shapes.view_answer(snapshot)) if arguments.json else texts.print_written(written, snapshot)
    return 0


def _shown_again(
    arguments: argparse.Namespace, dataset: Dataset, record: dict[str, Any]
) -> tuple[Snapshot, PageOptions]:
    """What a page shows, of the incidents of now, and how; says if these are more or fewer."""
    state, options = page_in(arguments.page)
    options = _with_fonts(options, record, arguments.style)
    if state.query.listed is not None and any(each.startswith(ID_BEGINNING) for each in state.query.listed.ids):
        raise InputError(
            "A filter of this file asked for what did not leave, and is not in it: it cannot be made again."
        )
    snapshot = resolve(dataset, replace(state, query=fitted(state.query, dataset.gazetteer)))
    if (profile := _profile_of(record)) is not None and not _is_offline(arguments.out, record):
        options = shared_options(options, profile)
        snapshot = (guarded if "brief" in record else picture_of)(snapshot, profile)
    if not _is_same(record, snapshot):
        options = replace(options, made=None)
        now = f"{len(snapshot.answer):,} of {plural(len(dataset.incidents), 'incident')}"
        print_error(f"The page showed {record.get('shown')} of {record.get('of')}; now it shows {now}.")
    return snapshot, options


def _profile_of(record: Mapping[str, Any]) -> Profile | None:
    """The sharing profile of a file; ``None`` where it holds the incidents as they are."""
    choices = record.get("shared_as")
    return profile_from(OWN, choices) if choices else None


def _is_offline(path: Path, record: Mapping[str, Any]) -> bool:
    """Whether an offline map is made, which passes the guard of its own when it is handed over."""
    return "atlas" not in record and path.suffix.casefold() == OFFLINE.ending


def _is_same(record: dict[str, Any], snapshot: Snapshot) -> bool:
    """Whether as many incidents are shown as when the page was made, of as many."""
    now = len(snapshot.answer), len(snapshot.dataset.incidents)
    return (record.get("shown"), record.get("of")) == now


def _checked_format(path: Path, *, is_brief: bool) -> FileFormat[Any]:
    """The format of the new file: that of a page, or an offline map; a brief is made again as one, else its page."""
    try:
        return format_of(path, (*(BRIEFS if is_brief else ()), *PAGES, OFFLINE))
    except ExportFailed as error:
        raise WrongUse(f"--out: {error}") from None


def _content(file_format: FileFormat[Any], snapshot: Snapshot, options: PageOptions, record: dict[str, Any]) -> Any:
    """What the format writes; an offline map behind the sharing guard that its first file had, else the careful one."""
    if file_format is not OFFLINE:
        return PageRequest(snapshot, options, against_in(record))
    settings = record.get(KIND, {})
    made = datetime.fromisoformat(settings["made"]) if settings and options.made else None
    if choices := dict(settings.get("profile", {})):
        profile = profile_from(choices.pop("name"), choices)
    else:
        of_page = _profile_of(record)
        profile = CAREFUL if of_page is None else replace(of_page, restricted=False, rows=True)
    return hand_over(snapshot, profile, title=options.title or "", theme=options.theme, made=made)


def _brief(
    snapshot: Snapshot, options: PageOptions, record: dict[str, Any], workspace: Workspace | None
) -> BriefRequest:
    """A brief as its record has it; what changed is told of the workspace as it is now."""
    from geo.export.briefs.request import BriefRequest, brief_options
    from geo.export.briefs.since import earlier_of

    since = str(record["brief"].get("since") or "")
    earlier = earlier_of(workspace, since) if workspace is not None and since else None
    return BriefRequest(snapshot, brief_options(record, options), earlier, options)
