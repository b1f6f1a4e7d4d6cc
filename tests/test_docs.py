"""The README and the pages of `docs/` agree with the code."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import json
import pkgutil
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

import geo
from app.actions.table import ACTIONS
from app.cli import COMMANDS, run
from app.session import Session
from geo.analysis.status import status
from geo.export.file_format import dialog_filter, markdown_table
from geo.export.formats import INCIDENTS
from geo.incidents.columns import COLUMN_NAMES
from geo.query import Query
from geo.sources import layouts
from geo.sources.bundled import bundled
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from scripts import reference, setup

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_code(text: str) -> str:
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


# --- The front page ------------------------------------------------------------------------------------------------


def test_the_readme_is_a_front_page() -> None:
    assert len(text_of("README.md").splitlines()) <= 150


def test_the_readme_has_the_commands_of_each_system_and_the_size() -> None:
    readme = text_of("README.md")
    lines = readme.splitlines()
    assert any(line.startswith("    make run ") for line in lines)
    assert any(line.startswith("    make test ") for line in lines)
    assert r"py scripts\setup.py run" in readme
    assert "python3 scripts/setup.py run" in readme
    assert re.search(r"^Installed size: \d", readme, re.MULTILINE)
    assert f"about {setup.DOWNLOAD_MB['run']} MB are downloaded" in readme


def test_the_readme_links_every_page() -> None:
    readme = text_of("README.md")
    assert [name for name in NAMES if name != "README.md" and f"]({name})" not in readme] == []


# --- All pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_no_placeholder_is_left(name: str) -> None:
    prose = re.sub(r"`[^`]*`", "", without_code(text_of(name)))
    assert re.findall(r"\b[A-Z]+_(?:TABLE|TYPES|HERE)\b|\bTODO\b", prose) == []


def anchors(text: str) -> set[str]:
    """The anchors of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", without_code(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(name: str) -> Iterator[tuple[Path, str]]:
    """The links of a page to files of the project: path and anchor (blank for none)."""
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text_of(name))):
        path, _, anchor = target.partition("#")
        if "://" not in path:
            yield (ROOT / name).parent / path if path else ROOT / name, anchor


@pytest.mark.parametrize("name", NAMES)
def test_linked_files_and_anchors_exist(name: str) -> None:
    targets = list(links(name))
    assert targets
    assert [path for path, _ in targets if not path.exists()] == []
    assert [(p.name, a) for p, a in targets if a and a not in anchors(p.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("path", reference.PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_generated_parts_are_up_to_date(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert page == reference.renewed(page), "run: python -m scripts.reference"


def test_every_generated_part_is_on_one_page() -> None:
    pages = [path.read_text(encoding="utf-8") for path in reference.PAGES]
    parts = [part for page in pages for part in re.findall(r"<!-- generated: ([a-z-]+) -->", page)]
    assert sorted(parts) == sorted(reference.PARTS)


def test_a_stale_part_is_renewed() -> None:
    stale = "<!-- generated: actions -->\n| old |\n<!-- end of actions -->\n"
    assert reference.renewed(stale) == f"<!-- generated: actions -->\n{reference.actions()}<!-- end of actions -->\n"


# --- The command line ----------------------------------------------------------------------------------------------


def test_every_command_has_a_summary_options_and_a_json_answer() -> None:
    page = text_of("docs/command-line.md")
    assert [name for name in COMMANDS if f"| `python main.py {name}` |" not in page] == []
    assert [name for name in COMMANDS if f"\n### `{name}`\n" not in page] == []
    answers = page.split("## JSON answers")[1]
    assert [name for name in COMMANDS if f"\n| `{name}` |" not in answers] == []


def test_every_option_is_documented() -> None:
    page = text_of("docs/command-line.md")
    commands = reference.commands().values()
    options = {name for command in commands for each in command._actions for name in each.option_strings}
    assert {name for name in options if len(name) > 2} - {"--help"} <= set(re.findall(r"--[a-z-]+", page))


@pytest.mark.parametrize("name", ["README.md", "docs/guide.md", "docs/command-line.md", "docs/formats.md"])
def test_every_documented_option_exists(name: str) -> None:
    commands = reference.commands().values()
    options = {option for command in commands for each in command._actions for option in each.option_strings}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text_of(name))) - options <= {"--version"}


@pytest.mark.parametrize("command", ["info", "list", "table --by district", "table --by month"])
def test_the_keys_of_json_answers_are_documented(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command.split(), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    lines = text_of("docs/command-line.md").splitlines()
    row = next(line for line in lines if line.startswith(f"| `{command.split(maxsplit=1)[0]}` | `{{"))
    view = text_of("docs/command-line.md").split("*view* stands")[1].split("\n\n")[0]
    known = f"{row} {view}" if "…view" in row else row
    assert [key for key in answer if f'"{key}"' not in known] == []


# --- Files ---------------------------------------------------------------------------------------------------------


def test_every_column_of_an_incident_file_is_documented() -> None:
    table = text_of("docs/formats.md").split("## The columns of an incident file")[1].split("\n## ")[0]
    assert [n for n in COLUMN_NAMES if f"`{n}`" not in table and not n.endswith("_as_given")] == []


def test_the_example_of_an_incident_file_is_imported_without_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.findall(r"^    (date_start,.*(?:\n    .*)*)", text_of("docs/formats.md"), re.MULTILINE)[0]
    path = tmp_path / "example.csv"
    path.write_text("\n".join(line.strip() for line in example.splitlines()) + "\n", encoding="utf-8")
    assert run(["import", str(path), "--workspace", str(tmp_path / "w.gpkg"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["rows_read"], answer["added"], answer["rejected"]) == (2, 2, 0)
    assert [problem for problem in answer["problems"] if problem["severity"] == "error"] == []


# --- The glossary --------------------------------------------------------------------------------------------------


def public_classes() -> set[tuple[str, str]]:
    """The name and module of every class that a module of `geo` defines and exports."""
    modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages(geo.__path__, "geo.")]
    return {
        (name, module.__name__)
        for module in modules
        for name in getattr(module, "__all__", ())
        if inspect.isclass(each := getattr(module, name)) and each.__module__ == module.__name__
    }


def test_the_glossary_has_every_public_class_of_geo() -> None:
    page = text_of("docs/glossary.md")
    classes = public_classes()
    assert len(classes) > 50
    assert sorted(f"{module}.{name}" for name, module in classes if f"| `{name}` | `{module}` |" not in page) == []


@pytest.mark.parametrize("heading", ["## Terms of the domain", "## Terms of the code"])
def test_the_terms_of_the_glossary_are_unique_and_sorted(heading: str) -> None:
    part = text_of("docs/glossary.md").split(heading)[1].split("\n## ")[0]
    terms = [term.casefold() for term in re.findall(r"^\| \*\*(.+?)\*\* \|", part, re.MULTILINE)]
    assert len(terms) > 20
    assert terms == sorted(set(terms))


def test_every_term_of_the_code_names_the_file_to_begin_with() -> None:
    part = text_of("docs/glossary.md").split("## Terms of the code")[1].split("\n## ")[0]
    rows = re.findall(r"^\| \*\*(.+?)\*\* \|.*\| `([^`]+)` \|$", part, re.MULTILINE)
    assert len(rows) == part.count("| **")
    assert [term for term, path in rows if not (ROOT / path).exists()] == []


# --- The recipes of the architecture page --------------------------------------------------------------------------


def recipe(name: str) -> str:
    """The code of a recipe."""
    return re.findall(rf"<!-- recipe: {name} -->\n```python\n(.*?)```", text_of("docs/architecture.md"), re.DOTALL)[0]


def loaded_recipe(name: str, folder: Path) -> ModuleType:
    """A recipe as a module, imported from a file."""
    path = folder / f"{name.replace(' ', '_')}.py"
    path.write_text(recipe(name), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"recipe_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def forget_recipes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith("recipe_") or name.endswith("layouts.monitor"):
            del sys.modules[name]


@pytest.fixture
def november() -> Snapshot:
    """The bundled incidents of November 2024."""
    return resolve(bundled(), State(query=Query(first=date(2024, 11, 1), last=date(2024, 11, 30))))


def test_the_recipe_of_a_statistic_counts_shown_incidents(november: Snapshot, tmp_path: Path) -> None:
    statistic = loaded_recipe("statistic", tmp_path).weekdays(november)
    days = [row.date_start.weekday() for row in november.dataset.incidents.rows(november.rows.tolist())
            if row.date_start == row.date_end]  # fmt: skip
    assert statistic.counts == tuple(days.count(day) for day in range(7))
    assert sum(statistic.counts) + sum(item.n for item in statistic.left_out) == len(november.rows)


def test_the_recipe_of_an_export_format_writes_incidents_with_a_point(november: Snapshot, tmp_path: Path) -> None:
    known = loaded_recipe("export format", tmp_path).FORMAT
    path = known.write(tmp_path / f"incidents{known.ending}", november)
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    rows = list(november.dataset.incidents.rows(november.rows.tolist()))
    assert {feature["properties"]["incident_id"] for feature in features} == {
        row.incident_id for row in rows if row.lon is not None
    }
    assert known.name in dialog_filter((*INCIDENTS, known))
    assert f"`{known.ending}`" in markdown_table((*INCIDENTS, known))


def test_the_recipe_of_a_source_layout_is_sufficient_for_an_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, workspace = tmp_path / "layouts", str(tmp_path / "w.gpkg")
    folder.mkdir()
    (folder / "monitor.py").write_text(recipe("source layout"), encoding="utf-8")
    monkeypatch.setattr(layouts, "__path__", [*layouts.__path__, str(folder)])
    table = tmp_path / "week.csv"
    table.write_text(
        "item_no,reported_on,category,district_name,fatalities_min,headline\n"
        "17,2024-11-18,Battles,Bannu,4,A clash\n18,2024-11-19,Protests,Kohat,,A march\n",
        encoding="utf-8",
    )
    assert run(["import", str(table), "--workspace", workspace, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["source"], answer["added"], answer["problems"]) == ("monitor", 2, [])
    assert run(["info", "--workspace", workspace, "--json"]) == 0
    release = json.loads(capsys.readouterr().out)["releases"][-1]
    assert (release["source"], release["citation"]) == ("monitor", "Press Monitor, weekly table")
    assert run(["import", str(table), "--workspace", workspace, "--layout", "monitor", "--json"]) == 0


def test_the_recipe_of_a_panel_shows_the_statistic(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "geo.analysis.weekdays", loaded_recipe("statistic", tmp_path))
    session = Session(bundled())
    panel = loaded_recipe("panel", tmp_path).WeekdaysPanel(session)
    qtbot.addWidget(panel)
    session.update(replace(session.state, query=Query(first=date(2024, 11, 18), last=date(2024, 11, 18))))
    count = len(session.snapshot.rows)
    assert count
    assert panel.line.text().startswith(f"Mon {count} · Tue 0 · ")


def test_the_recipe_of_an_action_copies_the_status_line(qtbot: QtBot, tmp_path: Path) -> None:
    session = Session(bundled())
    action = loaded_recipe("action", tmp_path).COPY_STATUS
    action.run(SimpleNamespace(session=session))
    assert QGuiApplication.clipboard().text() == status(session.snapshot)
    assert action.name not in {known.name for known in ACTIONS}


@pytest.mark.parametrize("package", ["geo", "app"])
def test_the_layers_of_the_architecture_page_are_the_checked_layers(package: str) -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    contract = next(c for c in project["tool"]["importlinter"]["contracts"] if c["name"] == f"Layers of {package}")
    table = text_of("docs/architecture.md").split(f"| `{package}`, from the top |")[1].split("\n\n")[0]
    cells = re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE)
    layers = [name for line in contract["layers"] for name in line.split(" | ")]
    assert [name for cell in cells for name in re.findall(r"`(\w+)`", cell)] == layers


# --- The walks of the architecture page ----------------------------------------------------------------------------

WALKS = (
    "An imported row, from file to symbol",
    "A drag of the time bar",
    "A tick in the filters, to map, list and page",
    "`snapshot --out page.png`, from command line to PNG",
)
STEP = re.compile(r"`((?:[\w-]+/)*\w+\.(?:py|js)):([\w.]+)`")


def defined_in_python(body: list[ast.stmt], name: str) -> bool:
    """Whether a dotted name is defined in a module, a class or a function: a class, a function or a variable."""
    first, _, rest = name.partition(".")
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == first:
            return not rest or defined_in_python(node.body, rest)
        if isinstance(node, ast.Assign | ast.AnnAssign) and not rest:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if first in {target.id for target in targets if isinstance(target, ast.Name)}:
                return True
    return False


def defined_in_script(text: str, name: str) -> bool:
    """Whether a script defines a function, a method, a class, a constant or a part of an object by that name."""
    before = r"^\s*(?:export )?(?:async )?(?:function |class |const )?"
    return re.search(rf"{before}{name}(?:\([^)]*\) \{{| extends | = |: \{{| \{{)", text, re.MULTILINE) is not None


def is_defined(path: str, name: str) -> bool:
    text = text_of(path)
    return defined_in_python(ast.parse(text).body, name) if path.endswith(".py") else defined_in_script(text, name)


@pytest.mark.parametrize("heading", WALKS)
def test_every_step_of_a_walk_exists(heading: str) -> None:
    walk = text_of("docs/architecture.md").split(f"### {heading}\n")[1].split("\n### ")[0].split("\n## ")[0]
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", walk, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    steps = STEP.findall(walk)
    assert len(steps) > len(numbers) > 7
    assert [f"{path}:{name}" for path, name in steps if not (ROOT / path).exists() or not is_defined(path, name)] == []


@pytest.mark.parametrize(
    ("path", "name"),
    [("app/session.py", "Session.opens"), ("app/session.py", "set_filters"), ("assets/web/map/page.js", "setPoint"),
     ("assets/web/map/page.js", "PARTS")],
)  # fmt: skip
def test_a_step_that_does_not_exist_would_be_seen(path: str, name: str) -> None:
    assert not is_defined(path, name)


def test_every_file_that_the_architecture_page_names_exists() -> None:
    planned = {"geo/analysis/weekdays.py", "geo/export/incidents_geojson.py", "geo/sources/layouts/monitor.py",
               "geo/store/postgis", "app/panels/weekdays.py"}  # fmt: skip
    named = set(re.findall(r"`((?:geo|app|assets|tests)/[\w./-]+)`", text_of("docs/architecture.md")))
    assert [path for path in sorted(named - planned) if not (ROOT / path).exists()] == []
    assert [path for path in sorted(planned) if path not in named] == []
