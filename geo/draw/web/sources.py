"""Which of our modules decide what a cached file holds: a module and all that it imports, directly or not.

A cache whose name has the hash of these files is never read after one of them was changed. The imports are read from
the text of the modules, because importing them costs more than the cache saves.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from geo import assets

__all__ = ["source_files"]

_ROOT = assets.ROOT.parent
_IMPORT = re.compile(r"^[ \t]*from[ \t]+(geo[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)", re.MULTILINE)
_NAME = re.compile(r"\w+")


@cache
def source_files(module: str) -> tuple[Path, ...]:
    """The files of a module of `geo` and of every module of `geo` that it needs, sorted.

    Parameters
    ----------
    module
        Dotted name, such as ``geo.draw.web.columns``.
    """
    waiting, found = [*_files_of(module)], set[Path]()
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _imported(file)
    return tuple(sorted(found))


@cache
def _imported(file: Path) -> frozenset[Path]:
    """The files of the modules that a file imports, or imports names from."""
    statements = _IMPORT.findall(file.read_text(encoding="utf-8"))
    modules = [name for module, names in statements for name in (module, *_inside(module, names))]
    return frozenset(found for module in modules for found in _files_of(module))


def _inside(module: str, names: str) -> list[str]:
    """The imported names as modules, which they are if the module is a package."""
    return [f"{module}.{name}" for name in _NAME.findall(names)]


@cache
def _files_of(module: str) -> tuple[Path, ...]:
    """The file of a module and those of the packages around it; none if there is no such module."""
    place = _ROOT.joinpath(*module.split("."))
    own = [file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()]
    if not own:
        return ()
    return (*own, *_files_of(module.rpartition(".")[0])) if "." in module else tuple(own)
