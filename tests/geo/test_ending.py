"""Work that asks whether it is to go on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from geo.draw.page import PageOptions
from geo.ending import can_end, go_on
from geo.errors import Cancelled
from geo.export.file_format import format_of
from geo.export.pages import FORMATS, PageRequest
from tests.geo.draw.page.pages import MADE, NOVEMBER, snapshot_of


def test_work_is_ended_only_within_the_block_and_in_its_own_thread() -> None:
    def end() -> None:
        raise Cancelled("ended")

    go_on()
    with can_end(end):
        with pytest.raises(Cancelled):
            go_on()
        other = threading.Thread(target=go_on)
        other.start()
        other.join()
    go_on()


def test_a_page_asks_while_it_is_laid_out_and_while_it_is_drawn(tmp_path: Path) -> None:
    path, content = tmp_path / "a.png", PageRequest(snapshot_of(NOVEMBER), PageOptions(made=MADE, dpi=50))
    asked, last = 0, 10**9

    def ask() -> None:
        nonlocal asked
        asked += 1
        if asked == last:
            raise Cancelled("ended")

    with can_end(ask):
        format_of(path, FORMATS).write(path, content)
    whole = path.read_bytes()
    assert asked > 300
    asked, last = 0, asked - 5
    with can_end(ask), pytest.raises(Cancelled):
        format_of(path, FORMATS).write(path, content)
    assert path.read_bytes() == whole
    assert len(list(tmp_path.iterdir())) == 1
