"""The pinned packages: complete, with hashes, the same to run and to test."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts import lock

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
RUN = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
TEST = (ROOT / "requirements" / "test.txt").read_text(encoding="utf-8")
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def test_pins_are_read_with_their_markers() -> None:
    text = "a-b==1.2 \\\n    --hash=sha256:00\nc==3 ; sys_platform == 'win32' \\\n    --hash=sha256:01\n    # via a-b\n"
    assert lock.pins(text) == ["a-b==1.2", "c==3 ; sys_platform == 'win32'"]


@pytest.mark.parametrize("requirement", DIRECT)
def test_each_direct_dependency_has_a_version_in_its_range(requirement: str) -> None:
    parsed = Requirement(requirement)
    pinned = dict(line.split(" ; ")[0].split("==") for line in CONSTRAINTS.splitlines())
    assert parsed.specifier.contains(pinned[canonicalize_name(parsed.name)])


def test_packages_to_run_are_pinned_as_in_tests() -> None:
    assert set(lock.pins(RUN)) < set(lock.pins(TEST))
    assert lock.pins(TEST) == CONSTRAINTS.splitlines()


@pytest.mark.parametrize("text", [RUN, TEST], ids=["run", "test"])
def test_every_package_has_hashes_and_no_url(text: str) -> None:
    packages = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert len(packages) == len(lock.pins(text))
    assert [package.split("==")[0] for package in packages if "--hash=sha256:" not in package] == []
    assert "://" not in text
