"""`scripts.setup`: the commands it runs, their order, and its error messages."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from scripts import setup


class Commands:
    """A fake of running commands: records each, and fails those that contain one of the given words."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.commands: list[str] = []

    def __call__(self, command: Sequence[str]) -> int:
        self.commands.append(" ".join(command))
        return int(any(word in command for word in self.failing))


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """An environment whose interpreter exists."""
    python = setup.venv_python(tmp_path / "venv")
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path / "venv"


def test_a_new_environment_has_pip_with_ensurepip(tmp_path: Path) -> None:
    run = Commands()
    setup.create_venv(run, tmp_path, has_ensurepip=True)
    assert run.commands == [f"{sys.executable} -m venv --clear {tmp_path}"]


def test_a_new_environment_has_no_pip_without_ensurepip(tmp_path: Path) -> None:
    run = Commands()
    setup.create_venv(run, tmp_path, has_ensurepip=False)
    assert run.commands == [f"{sys.executable} -m venv --clear --without-pip {tmp_path}"]


def test_an_environment_that_cannot_be_created_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(setup.SetupError, match="python3-venv"):
        setup.create_venv(Commands("venv"), tmp_path, has_ensurepip=True)


def test_pip_of_the_environment_is_preferred(venv: Path) -> None:
    assert setup.pip_command(Commands(), venv) == [str(setup.venv_python(venv)), "-m", "pip"]


def test_pip_of_the_system_is_used_for_an_environment_without_pip(venv: Path) -> None:
    python = str(setup.venv_python(venv))
    assert setup.pip_command(Commands(python), venv) == [sys.executable, "-m", "pip", "--python", python]


def test_no_pip_at_all_is_an_error(venv: Path) -> None:
    with pytest.raises(setup.SetupError, match="python3-pip"):
        setup.pip_command(Commands("-c"), venv)


def test_packages_are_installed_by_hash_and_only_once(venv: Path) -> None:
    first, second = Commands(), Commands()
    setup.install_packages("run", first, venv)
    setup.install_packages("run", second, venv)
    assert "--require-hashes -r" in first.commands[-1]
    assert second.commands == []


def test_packages_for_tests_include_those_to_run(venv: Path) -> None:
    setup.install_packages("test", Commands(), venv)
    assert setup.is_installed("run", venv)


def test_packages_to_run_do_not_include_those_for_tests(venv: Path) -> None:
    setup.install_packages("run", Commands(), venv)
    assert not setup.is_installed("test", venv)


def test_changed_packages_are_installed_again(venv: Path) -> None:
    setup.install_packages("run", Commands(), venv)
    setup.stamp_file("run", venv).write_text("of other packages")
    assert not setup.is_installed("run", venv)


def test_a_failed_installation_is_not_marked_as_installed(venv: Path) -> None:
    with pytest.raises(setup.SetupError, match="pip could not install"):
        setup.install_packages("run", Commands("install"), venv)
    assert not setup.is_installed("run", venv)


LDD = """\
	linux-vdso.so.1 (0x00007ffd)
	libQt6Gui.so.6 => not found
	libnss3.so => not found
	libasound.so.2 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
"""


def test_the_byte_code_of_the_sources_is_stored() -> None:
    run = Commands()
    setup.compile_sources(run)
    assert run.commands == [f"{setup.venv_python()} -m compileall -q app geo"]
    assert all((setup.ROOT / folder).is_dir() for folder in ("app", "geo"))


def test_only_system_libraries_are_reported_as_missing() -> None:
    assert setup.unresolved(LDD) == {"libnss3.so", "libasound.so.2"}


def test_a_package_is_named_as_in_this_release() -> None:
    libraries = ["libasound.so.2", "libnss3.so", "libsmime3.so", "libunheard.so.1"]
    assert setup.packages_for(libraries, lambda _: True) == ["libasound2", "libnss3"]
    assert setup.packages_for(libraries, {"libasound2t64", "libnss3"}.__contains__) == ["libasound2t64", "libnss3"]
    assert setup.packages_for(libraries, lambda _: False) == ["libasound2", "libnss3"]


def test_no_command_runs_if_no_library_is_missing() -> None:
    run = Commands()
    setup.install_libraries(run, missing=set)
    assert run.commands == []


def test_apt_updates_and_installs_without_a_prompt() -> None:
    update, install = setup.apt_commands(["libnss3"], ["sudo", "-n"])
    assert update[:3] == install[:3] == ["sudo", "-n", "env"]
    assert update[-1] == "update"
    assert install[-4:] == ["install", "-y", "--no-install-recommends", "libnss3"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux takes libraries from its packages")
def test_libraries_that_stay_missing_are_named_in_the_error() -> None:
    with pytest.raises(setup.SetupError, match=r"libnss3\.so"):
        setup.install_libraries(Commands("sudo", "install"), missing=lambda: {"libnss3.so"})


def test_advice_without_apt_names_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert setup.advice({"libnss3.so"}, ["libnss3"]) == (
        "Qt needs system libraries that are missing: libnss3.so. "
        "Install them with this system's package manager and run this again."
    )


def test_advice_with_apt_is_a_command_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "apt-get").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    command = "\n    sudo apt-get install -y --no-install-recommends libnss3\n"
    assert command in setup.advice({"libnss3.so"}, ["libnss3"])


@pytest.mark.parametrize(("cores", "options"), [(1, []), (2, ["-n", "3", "--dist", "worksteal"])])
def test_two_processes_run_the_tests_where_there_are_two_cores(cores: int, options: list[str]) -> None:
    assert setup.workers(cores) == options


@pytest.mark.parametrize("failing", ["ruff", "mypy", "pytest"])
def test_every_check_runs_even_if_one_fails(failing: str, capsys: pytest.CaptureFixture[str]) -> None:
    run, silent = Commands(failing), Commands()
    assert setup.check(["-x"], run, silent) == 1
    assert len(run.commands) == len(setup.CHECKS) + 2
    assert run.commands[-1].endswith(" ".join(["-m pytest", *setup.workers(), "-x"]))
    assert capsys.readouterr().out.startswith(f"Failed: {failing}")


def test_the_checks_pass_when_all_of_them_do() -> None:
    assert setup.check([], Commands(), Commands()) == 0


def test_byte_code_of_the_tests_is_stored_before_they_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    silent = Commands("pytest")  # what cannot be collected is reported by the run that follows
    assert setup.check(["tests/geo"], Commands(), silent) == 0
    assert silent.commands == [f"{setup.venv_python()} -m pytest --collect-only tests/geo"]
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ


def test_an_error_is_one_line_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Sequence[str]) -> int:
        raise setup.SetupError("No pip.")

    monkeypatch.setitem(setup.COMMANDS, "run", fail)
    assert setup.main(["run"]) == 1
    assert capsys.readouterr().out == "No pip.\n"


def dynamic_entries(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """Tag, value and the file's bytes of each entry in the dynamic section of a 64-bit ELF file."""
    data = path.read_bytes()
    table, size, count = struct.unpack_from("<Q14xHH", data, 0x20)
    headers = [struct.unpack_from("<IIQQQQ", data, table + i * size) for i in range(count)]
    start, length = next((h[2], h[5]) for h in headers if h[0] == 2)
    loads = [(h[3], h[2], h[5]) for h in headers if h[0] == 1]
    entries = list(struct.iter_unpack("<QQ", data[start : start + length]))
    address = next(value for tag, value in entries if tag == 5)
    strings = next(address - at + offset for at, offset, length in loads if at <= address < at + length)
    yield from ((tag, strings + value, data) for tag, value in entries)


def needed(path: Path) -> set[str]:
    """The libraries that a shared object names as needed."""
    return {data[at : data.index(b"\0", at)].decode() for tag, at, data in dynamic_entries(path) if tag == 1}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux takes libraries from its packages")
def test_every_system_library_that_qt_needs_has_a_package() -> None:
    import PySide6

    qt = Path(PySide6.__path__[0])
    known = {path.name: path for path in (qt / "Qt" / "lib").iterdir()}
    queue, visited, outside = [qt / name for name in setup.QT_OBJECTS], set[Path](), set[str]()
    while queue:
        path = queue.pop()
        if path not in visited:
            visited.add(path)
            names = needed(path)
            queue += [known[name] for name in names if name in known]
            outside |= {name for name in names if name not in known}
    runtime = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2"}
    runtime |= {"libgcc_s.so.1", "libstdc++.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}
    assert "libnss3.so" in outside
    assert outside - runtime - set(setup.DEBIAN_PACKAGES) == set()
