"""A parser of JSDoc comments in scripts: finds exports and public members without a type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Member", "Script"]

_EXPORT = re.compile(r"^export (const|class|function\*?|async function) (\w+)", re.MULTILINE)
_METHOD = re.compile(r"^  (?:(get|set|async|static) )?([a-zA-Z]\w*)\(", re.MULTILINE)
_FIELD = re.compile(r"^ +(?:this\.\w+ = )*this\.[a-zA-Z]\w* (?:\?\?)?= .*$", re.MULTILINE)
_COMMENT_ABOVE = re.compile(r"/\*\*((?:(?!\*/).)*)\*/\n[ \t]*\Z", re.DOTALL)
_TYPEDEF = re.compile(r"@typedef \{(.+)\} (\w+)|@typedef \{object\} (\w+)")
_IMPORTED = re.compile(r'@typedef \{import\("([^"]+)"\)\.(\w+)')
_EVIDENT = re.compile(r"new (?!Map|Set|Array)\w+\(|-?\d|[\"'`]|true\b|false\b")
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True)
class Member:
    """An export, constructor or method at a place of a script, with the comment above it and its code."""

    name: str
    kind: str
    at: int
    comment: str | None
    code: str

    def faults(self) -> Iterator[str]:
        """What its comment lacks."""
        if self.comment is None:
            yield f"{self.name}: no comment"
        elif self.kind == "const":
            if not _tag("type", self.comment) and not self._is_typed_function():
                yield f"{self.name}: no type"
        elif self.kind != "class":
            yield from self._function_faults()

    def _is_typed_function(self) -> bool:
        return "=>" in self.code and _tag("returns", self.comment or "") and not [*self._function_faults()]

    def _function_faults(self) -> Iterator[str]:
        comment = self.comment or ""
        documented = re.findall(r"@param \{.+\} \[?(\w+)", comment)
        parameters = _parameters(self.code)
        if len(documented) != len(parameters):
            yield f"{self.name}: {len(documented)} types for {len(parameters)} parameters"
        for one, parameter in zip(documented, parameters, strict=False):
            if re.match(r"\w", parameter) and re.match(r"\w+", parameter)[0] != one:  # type: ignore[index]
                yield f"{self.name}: {one} documents {parameter}"
        returns = self.kind in {"get", "const"} or re.search(r"\breturn [^;]", self.code)
        if returns and self.kind != "constructor" and not _tag("returns", comment):
            yield f"{self.name}: no type of what it returns"


@dataclass(frozen=True)
class Script:
    """A script by its path below the folder of the page, and its text."""

    path: str
    text: str

    @cached_property
    def typedefs(self) -> list[str]:
        """The shapes that it defines."""
        comments = "\n".join(re.findall(r"/\*\*.*?\*/", self.text, re.DOTALL))
        return [a or b for given, a, b in _TYPEDEF.findall(comments) if not given.startswith("import(")]

    @cached_property
    def imported_types(self) -> list[tuple[str, str]]:
        """The types that it takes from other scripts: path and name."""
        return _IMPORTED.findall(self.text)

    @cached_property
    def known_types(self) -> set[str]:
        """The names that its types may have: own shapes and classes, and those of other scripts."""
        imports = " ".join(re.findall(r"^import \{([^}]*)\}", self.text, re.MULTILINE))
        own = re.findall(r"^(?:export )?class (\w+)|@template (?:\{.+\} )?(\w+)", self.text, re.MULTILINE)
        imported = re.findall(r"@typedef \{import\(.+\} (\w+)", self.text)
        return {*self.typedefs, *imported, *re.findall(r"\w+", imports), *(name for pair in own for name in pair)}

    @cached_property
    def used_types(self) -> set[str]:
        """The names of shapes and classes in its types; those of a library, as ``L.Map``, are left out."""
        types = re.findall(r"^[ \t/]*\*+ @(?:param|returns|type|property|typedef) \{(.+)\}", self.text, re.MULTILINE)
        own = [re.sub(r'import\([^)]*\)\.\w+|\bL(?:\.\w+)+|"[^"]*"', "", one) for one in types]
        return {name for one in own for name in re.findall(r"\b[A-Z]\w+", one)}

    @cached_property
    def exports(self) -> list[Member]:
        """The exports with their comments."""
        return [self._member(match[2], match[1].split()[-1], match.start()) for match in _EXPORT.finditer(self.text)]

    def members(self) -> Iterator[Member]:
        """The exports, and the constructors and public methods of exported classes."""
        for export in self.exports:
            yield export
            if export.kind == "class":
                yield from self._methods(export)

    def faults(self) -> list[str]:
        """All that has no type: exports, public methods and public fields."""
        found = [fault for member in self.members() for fault in member.faults()]
        classes = [export for export in self.exports if export.kind == "class"]
        return [f"{self.path}: {fault}" for fault in [*found, *(f for one in classes for f in _untyped_fields(one))]]

    def _methods(self, of: Member) -> Iterator[Member]:
        begin = self.text.index(of.code)
        for match in _METHOD.finditer(of.code):
            kind = match[1] or ("constructor" if match[2] == "constructor" else "method")
            yield self._member(f"{of.name}.{match[2]}", kind, begin + match.start())

    def _member(self, name: str, kind: str, at: int) -> Member:
        above = _COMMENT_ABOVE.search(self.text[:at])
        return Member(name, kind, at, above[1] if above else None, _block(self.text[at:]))


def _untyped_fields(of: Member) -> Iterator[str]:
    """The public fields without a type: neither above an assignment, nor in the comment of the class, nor evident."""
    typed = set(re.findall(r"@property \{.+\} (\w+)", of.comment or ""))
    first = of.code.find("  constructor(")
    typed_parameters = set(re.findall(r"\w+", " ".join(_parameters(of.code[first:])))) if first >= 0 else set()
    fields: set[str] = set()
    for match in _FIELD.finditer(of.code):
        names = re.findall(r"\bthis\.([a-zA-Z]\w*) (?:\?\?)?= ", match[0])
        fields.update(names)
        value = match[0].split("= ")[-1]
        above = of.code[: match.start()].rstrip("\n").rpartition("\n")[2].strip()
        if above.startswith("/** @type {") or _EVIDENT.match(value) or value.rstrip(";") in typed_parameters:
            typed.update(names)
    return (f"{of.name}.{name}: no type" for name in sorted(fields - typed))


def _tag(name: str, comment: str) -> bool:
    return re.search(rf"@{name} \{{.+\}}", comment) is not None


def _block(text: str) -> str:
    """A declaration: up to the line that closes it at the indentation of its first line, or that one line."""
    first, _, rest = text.partition("\n")
    if not first.rstrip().endswith(("{", "(", "[", "=>")):
        return first
    indent = re.match(r" *", first)[0]  # type: ignore[index]
    end = re.search(rf"^{indent}[}}\])]|^{indent}\S", rest, re.MULTILINE)
    return first + "\n" + (rest[: end.end()] if end else rest)


def _parameters(code: str) -> list[str]:
    """The parameters of the first list in parentheses, destructured ones as they stand; those of an arrow included."""
    found, depth, part = [], 0, ""
    for letter in code[code.index("(") + 1 :]:
        if depth == 0 and letter in ",)":
            found.append(part.strip())
            part = ""
            if letter == ")":
                break
            continue
        depth += (letter in _OPEN) - (letter in _CLOSE)
        part += letter
    return [parameter for parameter in found if parameter]
