"""Write what is generated anew: parts of the documentation, the page's colours. ``python -m scripts.reference``.

A part stands in one of `PAGES` between ``<!-- generated: NAME -->`` and ``<!-- end of NAME -->``. The tests
compare each part with what this module makes, so that the pages follow the code.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (*sorted((ROOT / "docs").glob("*.md")), ROOT / "assets" / "web" / "README.md")
_PART = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(?P<end><!-- end of (?P=name) -->)", re.DOTALL)


def table(header: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """A table of Markdown; a bar in a cell would end the cell and is escaped."""
    escaped = ([cell.replace("|", "\\|") for cell in line] for line in (header, *rows))
    lines = [f"| {' | '.join(line)} |\n" for line in escaped]
    return "".join([lines[0], f"|{'---|' * len(header)}\n", *lines[1:]])


def actions() -> str:
    """Every action with its menu and key."""
    from app.actions.table import ACTIONS

    rows = ((a.menu, a.text, a.key or "–", a.tip) for a in ACTIONS)
    return table(("menu", "action", "key", "what it does"), rows)


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command of the command line, by name and in order."""
    from app.cli.arguments import parser

    return next(dict(each.choices) for each in parser()._actions if isinstance(each, argparse._SubParsersAction))


def command_list() -> str:
    """Each command with what it does."""
    rows = ((f"`python main.py {name}`", (each.description or "").rstrip(".")) for name, each in commands().items())
    return table(("command", "what it does"), rows)


def filter_options() -> str:
    """The options that ``list``, ``table`` and ``snapshot`` share."""
    return _option_table(_filters(commands()["list"]))


def options() -> str:
    """For each command what it does and its options, but for the filters."""
    parts = []
    for name, command in commands().items():
        shared = {option.dest for option in _filters(command)}
        own = [each for each in command._actions if each.dest not in {"help", *shared}]
        also = " Takes the [filters](#filters)." if shared else ""
        parts.append(f"### `{name}`\n\n{command.description}{also}\n\n{_option_table(own)}")
    return "\n".join(parts)


def _filters(command: argparse.ArgumentParser) -> list[argparse.Action]:
    groups = (group for group in command._action_groups if group.title == "filters")
    return [action for group in groups for action in group._group_actions]


def _option_table(actions: list[argparse.Action]) -> str:
    rows = ((f"`{_usage(action)}`", _meaning(action)) for action in actions)
    return table(("option", "meaning"), rows)


def _usage(action: argparse.Action) -> str:
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    value = "|".join(map(str, action.choices)) if action.choices and not action.metavar else metavar
    if not action.option_strings:
        return f"{value} …" if action.nargs == "+" else value
    takes_value = "" if action.nargs == 0 else f" {value}{' …' if action.nargs == '+' else ''}"
    return f"{', '.join(action.option_strings)}{takes_value}"


def _meaning(action: argparse.Action) -> str:
    needed = " (required)" if action.required and action.option_strings else ""
    return f"{(action.help or '').replace('%%', '%')}{needed}"


def public_classes() -> Iterator[tuple[str, str, str]]:
    """Each public class of ``geo``: the module that defines it, its name, the first sentence of its docstring."""
    for path in sorted((ROOT / "geo").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        public = set(_public_names(tree))
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name in public:
                yield module, node.name, _sentence(ast.get_docstring(node) or "")


def _public_names(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return []


def _sentence(docstring: str) -> str:
    return " ".join(docstring.split("\n\n", maxsplit=1)[0].split())


def names() -> str:
    """The public classes of ``geo``, by package."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for module, name, sentence in public_classes():
        package = ".".join(module.split(".")[:2])
        rows.setdefault(package, []).append((f"`{name}`", f"`{module}`", sentence.replace("``", "`")))
    header = ("class", "module", "what it is")
    return "\n".join(f"### `{package}`\n\n{table(header, iter(found))}" for package, found in rows.items())


def written_formats() -> str:
    """Every format of files that are written."""
    from geo.export.file_format import markdown_table
    from geo.export.formats import ALL

    return f"{markdown_table(ALL)}\n"


def scripts() -> str:
    """Every script of the map's page, with the first sentences of its comment."""
    web = ROOT / "assets" / "web"
    files = sorted(path for path in web.rglob("*.js") if "vendor" not in path.parts)
    rows = ((f"`{path.relative_to(web).as_posix()}`", summary(path.read_text(encoding="utf-8"))) for path in files)
    return table(("file", "what it does"), rows)


def summary(script: str) -> str:
    """The first paragraph of the comment that a script begins with, without tags; blank where there is none."""
    found = re.match(r"/\*\*(.*?)\*/", script, re.DOTALL)
    lines = [line.strip().removeprefix("*").strip() for line in found[1].strip().splitlines()] if found else []
    return " ".join(takewhile(lambda line: line and not line.startswith("@"), lines))


PARTS: dict[str, Callable[[], str]] = {
    "actions": actions,
    "commands": command_list,
    "filters": filter_options,
    "formats": written_formats,
    "options": options,
    "names": names,
    "scripts": scripts,
}
"""What makes each part."""


def renewed(page: str) -> str:
    """The text of a page with its generated parts made anew."""
    return _PART.sub(lambda part: f"{part[1]}{PARTS[part['name']]()}{part['end']}", page)


def main() -> int:
    """Write the parts of all pages, the page's module of colours, and the style of the layer of incidents."""
    from geo.draw.web import style_module
    from geo.export.qml import incidents_qml
    from geo.store.geopackage.layer_styles import INCIDENTS_STYLE

    assets = ROOT / "assets"
    made = {
        assets / "web" / style_module.PATH: style_module.style_module(),
        assets.joinpath(*INCIDENTS_STYLE): incidents_qml(),
    }
    for module, text in made.items():
        if module.read_text(encoding="utf-8") != text:
            module.write_text(text, encoding="utf-8")
            print(f"{module.relative_to(ROOT)}: written")
    for path in PAGES:
        old = path.read_text(encoding="utf-8")
        new = renewed(old)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"{path.relative_to(ROOT)}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
