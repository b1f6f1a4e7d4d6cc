"""Set up, run, test and measure the application with nothing but Python and pip.

``python scripts/setup.py run`` is what ``make run`` calls, and what to type where there is no make; ``install``,
``test``, ``bench`` and ``pictures`` likewise. The first call creates ``.venv`` beside this folder, installs the exact
packages of ``requirements/`` by hash and, on Linux, the system libraries that Qt links to and the machine lacks; later
calls find all of that done. Only the standard library is used here, because nothing else is installed yet.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

DOWNLOAD_MB = {"run": 360, "test": 500}
"""About how many megabytes pip downloads for each kind of packages, where its cache holds none of them."""

Run = Callable[[Sequence[str]], int]
"""Starts a program and waits for it; gives back its exit code."""

QT_OBJECTS = (
    "Qt/libexec/QtWebEngineProcess",
    "Qt/lib/libQt6WebEngineWidgets.so.6",
    "Qt/lib/libQt6Svg.so.6",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqwayland.so",
    "Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "Qt/plugins/platformthemes/libqxdgdesktopportal.so",
    "Qt/plugins/xcbglintegrations/libqxcb-egl-integration.so",
    "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
)
"""What the application loads of Qt: the map's process and the plugins of each kind of screen."""

DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libasound.so.2": "libasound2",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgbm.so.1": "libgbm1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libnspr4.so": "libnspr4",
    "libnss3.so": "libnss3",
    "libnssutil3.so": "libnss3",
    "libsmime3.so": "libnss3",
    "libudev.so.1": "libudev1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbfile.so.1": "libxkbfile1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""The package of Debian 12 (and of Ubuntu 22.04) that holds each shared library."""

TYPES = ("mypy", ("-m", "mypy"))

CHECKS = (
    ("ruff check", ("-m", "ruff", "check")),
    ("ruff format", ("-m", "ruff", "format", "--check")),
    ("import contracts", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
)


class SetupError(Exception):
    """Setting up cannot go on; the message says what to do."""


def say(text: str) -> None:
    """Print a line and flush it, so that it precedes the output of the next program."""
    print(text, flush=True)


def call(command: Sequence[str]) -> int:
    """Run a program in the project's folder, its output on ours, and give back its exit code."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def call_silently(command: Sequence[str]) -> int:
    """Run a program in the project's folder, drop its output, and give back its exit code."""
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode


# --- Python packages ---------------------------------------------------------------------------------------------


def venv_python(venv: Path = VENV) -> Path:
    """Where the interpreter of a virtual environment lies."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def lock_file(kind: str) -> Path:
    """Return the file of exact packages for ``run`` or ``test``."""
    return ROOT / "requirements" / f"{kind}.txt"


def fingerprint(kind: str, venv: Path = VENV) -> str:
    """What an installed environment depends on: the packages, the interpreter and the folder."""
    digest = hashlib.sha256(lock_file(kind).read_bytes())
    digest.update(f"{sys.version}\0{sys.prefix}\0{venv}".encode())
    return digest.hexdigest()


def stamp_file(kind: str, venv: Path = VENV) -> Path:
    """Return the file that tells that the packages of a kind are installed."""
    return venv / f".installed-{kind}"


def is_installed(kind: str, venv: Path = VENV) -> bool:
    """Whether the environment holds the packages of this kind; those for tests include those to run."""
    if not venv_python(venv).exists():
        return False
    stamps = [(stamp_file(k, venv), fingerprint(k, venv)) for k in {kind, "test"}]
    return any(path.is_file() and path.read_text() == wanted for path, wanted in stamps)


def create_venv(run: Run, venv: Path = VENV, has_ensurepip: bool | None = None) -> None:
    """Create a virtual environment, with pip unless the system ships ``ensurepip`` in a separate package."""
    if has_ensurepip is None:
        has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    options = [] if has_ensurepip else ["--without-pip"]
    say(f"Creating the virtual environment {venv}")
    if run([sys.executable, "-m", "venv", "--clear", *options, str(venv)]):
        raise SetupError("The virtual environment could not be created; Debian: apt-get install python3-venv")


def has_pip(python: str, run: Run) -> bool:
    """Whether an interpreter has pip."""
    return run([python, "-c", "import importlib.util as u, sys; sys.exit(u.find_spec('pip') is None)"]) == 0


def pip_command(run: Run, venv: Path = VENV) -> list[str]:
    """Return how to start pip for the environment: its own pip, or that of the system with ``--python``."""
    python = str(venv_python(venv))
    if has_pip(python, run):
        return [python, "-m", "pip"]
    if has_pip(sys.executable, run):
        return [sys.executable, "-m", "pip", "--python", python]
    raise SetupError("There is no pip. Install it (Debian: apt-get install python3-pip) and run this again.")


def install_packages(kind: str, run: Run = call, venv: Path = VENV) -> None:
    """Install the exact packages of a kind by hash, unless that is done.

    Raises
    ------
    SetupError
        If the environment cannot be created or pip fails.
    """
    if is_installed(kind, venv):
        return
    if not venv_python(venv).exists():
        create_venv(run, venv)
    say(f"Installing the packages (about {DOWNLOAD_MB[kind]} MB to download the first time)")
    pip = pip_command(run, venv)
    options = ["--disable-pip-version-check", "--no-input", "--no-user", "--only-binary", ":all:"]
    if run([*pip, "install", "-q", *options, "--require-hashes", "-r", str(lock_file(kind))]):
        raise SetupError("pip could not install the packages; its message is above. Try again, or `make clean` first.")
    stamp_file(kind, venv).write_text(fingerprint(kind, venv))


# --- System libraries --------------------------------------------------------------------------------------------


def qt_folder(venv: Path = VENV) -> Path:
    """Where Qt lies in the environment."""
    return next(venv.glob("lib/python3*/site-packages/PySide6"), venv)


def unresolved(ldd_output: str) -> set[str]:
    """Return the libraries that ``ldd`` did not find, but for Qt's own."""
    names = {line.split()[0] for line in ldd_output.splitlines() if "=> not found" in line}
    return {name for name in names if not name.startswith("libQt6")}


def missing_libraries(venv: Path = VENV) -> set[str]:
    """Return the shared libraries that Qt links to and the machine lacks; none where there is no ``ldd``."""
    objects = [str(path) for path in (qt_folder(venv) / name for name in QT_OBJECTS) if path.exists()]
    if not objects or shutil.which("ldd") is None:
        return set()
    done = subprocess.run(["ldd", *objects], capture_output=True, text=True, check=False)
    return unresolved(done.stdout)


def packages_for(libraries: Iterable[str], is_known: Callable[[str], bool]) -> list[str]:
    """Return the Debian packages of some libraries, by the name that this release uses for them.

    Since Debian 13 and Ubuntu 24.04 some names end in ``t64``, after the width of their time stamps.
    """
    names = {DEBIAN_PACKAGES[library] for library in libraries if library in DEBIAN_PACKAGES}
    return sorted(f"{name}t64" if not is_known(name) and is_known(f"{name}t64") else name for name in names)


def apt_knows(package: str) -> bool:
    """Whether apt can install a package of this very name."""
    done = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True, check=False)
    return "Candidate:" in done.stdout and "Candidate: (none)" not in done.stdout


def administrator(run: Run = call) -> list[str] | None:
    """Return what to put before a command so that it runs as root, or ``None`` if that needs a password."""
    if getattr(os, "geteuid", lambda: -1)() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"]) == 0:
        return ["sudo", "-n"]
    return None


def apt_commands(packages: Sequence[str], prefix: Sequence[str]) -> list[list[str]]:
    """Return the commands that install Debian packages without asking."""
    quiet = [
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "DPkg::Lock::Timeout=300",
        "-o",
        "Dpkg::Use-Pty=0",
    ]
    return [
        [*prefix, *quiet, "update"],
        [*prefix, *quiet, "install", "-y", "--no-install-recommends", *packages],
    ]


def advice(missing: Iterable[str], packages: Sequence[str]) -> str:
    """Return what to type when the libraries cannot be installed from here."""
    lacking = f"Qt needs system libraries that are missing: {', '.join(sorted(missing))}."
    if not packages or shutil.which("apt-get") is None:
        return f"{lacking} Install them with this system's package manager and run this again."
    words = ["sudo", "apt-get", "install", "-y", "--no-install-recommends", *packages]
    return f"{lacking}\nType this, then run it again:\n\n    {shlex.join(words)}\n"


def install_libraries(run: Run = call, missing: Callable[[], set[str]] = missing_libraries) -> None:
    """Install the system libraries that Qt lacks, if there are any and it may be done without a password.

    Raises
    ------
    SetupError
        If libraries are missing afterwards; the message holds the command to type.
    """
    lacking = missing() if sys.platform.startswith("linux") else set()
    if not lacking:
        return
    prefix = administrator(run) if shutil.which("apt-get") else None
    if prefix is not None:
        update, install = apt_commands([], prefix)
        say(f"Installing the system libraries of Qt: {', '.join(sorted(lacking))}")
        # An update that fails (for another repository, say) may not matter; the installation shows it.
        run(update)
        run([*install, *packages_for(lacking, apt_knows)])
        lacking = missing()
    if lacking:
        raise SetupError(advice(lacking, packages_for(lacking, apt_knows)))


# --- The commands ------------------------------------------------------------------------------------------------


def compile_sources(run: Run = call) -> None:
    """Store the byte code of changed sources; a start would compile them anew where Python may not write it."""
    run([str(venv_python()), "-m", "compileall", "-q", "app", "geo"])


def install(kind: str) -> None:
    """Make everything ready to run or to test."""
    install_packages(kind)
    install_libraries()
    compile_sources()


def start(arguments: Sequence[str]) -> int:
    """Open the application."""
    install("run")
    return call([str(venv_python()), str(ROOT / "main.py"), *arguments])


def workers(cores: int | None = None) -> list[str]:
    """Return the options that spread the tests over three processes, where there are two cores or more.

    At the end one takes over a part of what another has not begun. Tests with a window wait for it, so that two
    processes keep 1.5 cores busy; each needs 400 MB.
    """
    return ["-n", "3", "--dist", "worksteal"] if (cores or os.cpu_count() or 1) > 1 else []


def check(arguments: Sequence[str], run: Run = call, run_silently: Run = call_silently) -> int:
    """Run every check, then the tests; 0 if all of them pass.

    Beside the check of the types, which keeps one core busy, pytest collects the tests to store their byte code, which
    each of the processes that run them would compile.
    """
    python = str(venv_python())
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with ThreadPoolExecutor() as threads:
        types = threads.submit(run, [python, *TYPES[1]])
        failed = [name for name, command in CHECKS if run([python, *command])]
        run_silently([python, "-m", "pytest", "--collect-only", *arguments])
        if types.result():
            failed.append(TYPES[0])
    if run([python, "-m", "pytest", *workers(), *arguments]):
        failed.append("pytest")
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def test(arguments: Sequence[str]) -> int:
    """Set up and run the checks and the tests."""
    install("test")
    return check(arguments)


def bench(arguments: Sequence[str]) -> int:
    """Set up and run the benchmarks."""
    install("test")
    return call([str(venv_python()), "-m", "tests.bench", *arguments])


def pictures(arguments: Sequence[str]) -> int:
    """Set up and make the pictures of the documentation anew."""
    install("run")
    return call([str(venv_python()), "-m", "scripts.pictures", *arguments])


def only_install(arguments: Sequence[str]) -> int:
    """Set up: ``run`` (the default) or ``test``."""
    install(arguments[0] if arguments else "run")
    return 0


COMMANDS = {"install": only_install, "run": start, "test": test, "bench": bench, "pictures": pictures}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the arguments after it are passed on."""
    parser = argparse.ArgumentParser(description="Set up, run, test and measure the application.")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    parsed = parser.parse_args(argv)
    if sys.version_info < OLDEST_PYTHON:
        say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. With make: make run PYTHON=python3.11")
        return 1
    try:
        return COMMANDS[parsed.command](parsed.arguments)
    except SetupError as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main())
