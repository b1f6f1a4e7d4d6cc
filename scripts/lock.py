"""Write ``requirements/run.txt``, ``requirements/test.txt`` and ``constraints.txt`` from ``pyproject.toml``.

The first two hold every package, direct or not, with its exact version and the hashes of its files for all systems;
``constraints.txt`` holds the versions alone, for ``pip install -c constraints.txt .``, which cannot check hashes
because the project itself has none. Versions stay as they are unless ``--upgrade`` is given. Needs ``uv``, which is
installed into a folder that is removed afterwards.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^(?P<pin>[A-Za-z0-9_.-]+==[^ ;\\]+)(?P<marker> ; [^\\]+)?", re.MULTILINE)
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--only-binary=:all:",
    "--python-version=3.11",
    "--fork-strategy=fewest",
)


def pins(lock: str) -> list[str]:
    """Return the lines ``name==version`` of a lock, with their markers."""
    return [(match["pin"] + (match["marker"] or "")).strip() for match in PIN.finditer(lock)]


def compile_lock(uv: Path, output: Path, options: Iterable[str]) -> None:
    """Resolve the dependencies into a file; versions that it already holds are preferred."""
    command = [str(uv), "pip", "compile", "-q", *OPTIONS, *options, "pyproject.toml", "-o", str(output)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def install_uv(folder: Path) -> Path:
    """Install uv into an environment of its own and return its path."""
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([str(scripts / "python"), "-m", "pip", "install", "-q", "uv"], check=True)
    return scripts / "uv"


def main(options: Sequence[str]) -> int:
    """Write the three files."""
    with tempfile.TemporaryDirectory() as folder:
        uv = install_uv(Path(folder))
        test = ROOT / "requirements" / "test.txt"
        compile_lock(uv, test, ["--extra=test", *options])
        # The versions to run are those that were tested.
        (ROOT / "constraints.txt").write_text("\n".join(pins(test.read_text())) + "\n", encoding="utf-8")
        compile_lock(uv, ROOT / "requirements" / "run.txt", ["--constraint=constraints.txt", "--no-annotate"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
