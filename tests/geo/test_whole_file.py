"""Files are written completely or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from geo.errors import ExportFailed
from geo.whole_file import whole_file, write_whole


def test_a_missing_folder_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="could not be written: No such file"):
        write_whole(tmp_path / "nowhere" / "page.png", b"new")


def test_a_failed_write_leaves_only_the_old_file(tmp_path: Path) -> None:
    folder = tmp_path / "page.png"
    folder.mkdir()
    with pytest.raises(ExportFailed):
        write_whole(folder, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["page.png"]


def test_a_link_is_kept_and_its_target_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.png", tmp_path / "link.png"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_failed_block_leaves_only_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="full"):
        _write_half(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def _write_half(path: Path) -> None:
    with whole_file(path) as handle:
        handle.write(b"new")
        raise RuntimeError("full")


def test_the_old_file_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    path.write_bytes(b"old")
    with whole_file(path) as handle:
        handle.write(b"new")
        handle.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


def test_a_name_as_long_as_the_file_system_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'ب' * 120}.png"
    assert write_whole(path, b"new") == path
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_file_permissions_follow_the_umask(tmp_path: Path) -> None:
    path, other = tmp_path / "page.png", tmp_path / "other.png"
    other.write_bytes(b"")
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)
