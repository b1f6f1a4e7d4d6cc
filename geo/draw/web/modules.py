"""ES modules joined into one script: each in a scope of its own, in the order of their imports.

This reads the part of the syntax that the page's modules use: ``import { a, b as c } from "./x.js";`` and ``export``
before a ``const``, ``class`` or (``async``) ``function``, each at the beginning of a line. Everything else about
modules is refused, so that no script is built that a browser would read in another way. Documentation comments are not
looked at: they may name a type of another module as ``import("./x.js").Name``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Import", "Module", "ModuleError", "join_modules", "modules_of"]

_IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";[ \t]*$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|function\*?|async function) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^[ \t]*(?:import|export)\b.*$|\bimport[ \t]*\(", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*$", re.MULTILINE | re.DOTALL)  # alone on its lines
_NAME = re.compile(r"(\w+)(?: as (\w+))?")


class ModuleError(ValueError):
    """A module that cannot be joined; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Import:
    """The names that a module imports from another: ``names`` are pairs of the exported and the local name."""

    source: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Module:
    """A module by its path below the folder of the page, and its text."""

    path: str
    text: str

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """What it imports; paths are resolved."""
        return tuple(self._import(names, source) for names, source in _IMPORT.findall(self.text))

    @cached_property
    def exports(self) -> tuple[str, ...]:
        """The names that it exports."""
        return tuple(_EXPORT.findall(self.text))

    @property
    def identifier(self) -> str:
        """The name of the constant that holds its exports."""
        return "$" + re.sub(r"\W", "_", self.path.removesuffix(".js"))

    def scoped(self) -> str:
        """A constant with its exports, made in a scope of its own."""
        imports = "".join(f"const {{ {_pattern(one)} }} = {_identifier(one.source)};\n" for one in self.imports)
        body = _EXPORT.sub("", _IMPORT.sub("", self.text)).strip("\n")
        exports = ", ".join(self.exports)
        return (
            f"// {self.path}\nconst {self.identifier} = (() => {{\n{imports}{body}\nreturn {{ {exports} }};\n}})();\n"
        )

    def check(self) -> None:
        """Refuse what is not read, and names that are defined twice.

        Raises
        ------
        ModuleError
            If there is any of that.
        """
        other = _OTHER.search(_EXPORT.sub("", _IMPORT.sub("", _COMMENT.sub("", self.text))))
        if other:
            raise ModuleError(f"{self.path}: cannot read {other.group().strip()!r}")
        names = [*self.exports, *(local for one in self.imports for _, local in one.names)]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ModuleError(f"{self.path}: defined twice: {', '.join(twice)}")

    def _import(self, names: str, source: str) -> Import:
        if not source.startswith("."):
            raise ModuleError(f"{self.path}: {source!r} is not a relative path")
        resolved = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), source))
        pairs = tuple((name, alias or name) for name, alias in _NAME.findall(names))
        return Import(resolved, pairs)


def modules_of(entry: str, read: Callable[[str], str]) -> list[Module]:
    """A module and all that it imports, each after those that it imports itself.

    Parameters
    ----------
    entry
        The path of the module that imports the others, below the folder of the page.
    read
        Gives the text of a module for its path.

    Raises
    ------
    ModuleError
        If modules import each other in a circle, a name is imported that is not exported, or a form is not known.
    """
    ordered: dict[str, Module] = {}

    def add(path: str, importers: tuple[str, ...]) -> None:
        if path in importers:
            raise ModuleError(f"modules import each other: {' → '.join((*importers, path))}")
        if path in ordered:
            return
        module = Module(path, read(path))
        module.check()
        for one in module.imports:
            add(one.source, (*importers, path))
            _check_names(module, one, ordered[one.source])
        ordered[path] = module

    add(entry, ())
    return list(ordered.values())


def join_modules(entry: str, read: Callable[[str], str]) -> str:
    """A script in strict mode that runs a module and all that it imports, in the order of the imports.

    Raises
    ------
    ModuleError
        As `modules_of` does.
    """
    return "".join(_lines(modules_of(entry, read)))


def _lines(modules: list[Module]) -> Iterator[str]:
    yield '(() => {\n"use strict";\n'
    yield from (module.scoped() for module in modules)
    yield "})();\n"


def _check_names(module: Module, one: Import, source: Module) -> None:
    missing = [name for name, _ in one.names if name not in source.exports]
    if missing:
        raise ModuleError(f"{module.path}: {source.path} does not export {', '.join(missing)}")


def _identifier(path: str) -> str:
    return Module(path, "").identifier


def _pattern(one: Import) -> str:
    return ", ".join(name if name == local else f"{name}: {local}" for name, local in one.names)
