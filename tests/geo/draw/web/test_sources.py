from __future__ import annotations

import subprocess
import sys

import pytest

from geo import assets
from geo.draw.web.sources import source_files

ROOT = assets.ROOT.parent
LOADED = """
import sys
import {module}
print("\\n".join(sorted(m.__file__ for name, m in sys.modules.items() if name.split(".")[0] == "geo")))
"""


@pytest.mark.parametrize("module", ["geo.draw.web.columns", "geo.sources.bundled", "geo.draw.web.folium_page"])
def test_every_imported_module_is_among_the_sources(module: str) -> None:
    program = LOADED.format(module=module)
    process = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True)
    assert set(process.stdout.split()) - set(map(str, source_files(module))) == set()


def test_deferred_imports_and_imports_from_packages_are_among_the_sources() -> None:
    names = {file.relative_to(ROOT).as_posix() for file in source_files("geo.sources.bundled")}
    own = {"geo/sources/bundled.py", "geo/dataset.py"}
    places = {f"geo/places/{name}.py" for name in ("__init__", "gazetteer", "measure")}
    assert own | places <= names


def test_an_unknown_module_has_no_files() -> None:
    assert source_files("geo.draw.web.no_such_module") == ()
