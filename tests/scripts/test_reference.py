from __future__ import annotations

import argparse
import ast

import pytest

from scripts import reference


def test_a_vertical_bar_in_a_cell_is_escaped() -> None:
    assert reference.table(("a", "b"), iter([("x|y", "z")])) == "| a | b |\n|---|---|\n| x\\|y | z |\n"


def test_an_unknown_part_is_an_error() -> None:
    with pytest.raises(KeyError, match="weather"):
        reference.renewed("<!-- generated: weather -->\n<!-- end of weather -->")


def test_text_around_a_part_is_kept() -> None:
    page = "before\n<!-- generated: filters -->\nold\n<!-- end of filters -->\nafter\n"
    renewed = reference.renewed(page)
    assert renewed.startswith("before\n<!-- generated: filters -->\n| option | meaning |\n")
    assert renewed.endswith("\n<!-- end of filters -->\nafter\n")
    assert reference.renewed(renewed) == renewed


@pytest.mark.parametrize(
    ("names", "settings", "usage"),
    [
        (("--json",), {"action": "store_true"}, "--json"),
        (("--size",), {"choices": ("a4", "a3")}, "--size a4|a3"),
        (("--type",), {"nargs": "+", "metavar": "NAME"}, "--type NAME …"),
        (("--layout", "--source"), {"choices": ("auto", "own")}, "--layout, --source auto|own"),
        (("files",), {"nargs": "+", "metavar": "FILE"}, "FILE …"),
    ],
)
def test_the_usage_of_an_option(names: tuple[str, ...], settings: dict[str, object], usage: str) -> None:
    parser = argparse.ArgumentParser()
    assert reference._usage(parser.add_argument(*names, **settings)) == usage  # type: ignore[arg-type]


def test_a_required_option_is_marked() -> None:
    option = argparse.ArgumentParser().add_argument("--out", required=True, help="where to, 100%% of it")
    assert reference._meaning(option) == "where to, 100% of it (required)"


def test_only_public_names_are_listed() -> None:
    tree = ast.parse('__all__ = ["A"]\nclass A: ...\nclass B: ...\n')
    assert reference._public_names(tree) == ["A"]
    assert reference._public_names(ast.parse("class C: ...")) == []


@pytest.mark.parametrize(
    ("script", "summary"),
    [
        ("/** Paints. Quickly. */\nexport class A {}", "Paints. Quickly."),
        ("/**\n * Paints one\n * canvas.\n *\n * Details.\n */\n", "Paints one canvas."),
        ("/**\n * Searches.\n * @param {number} a\n */\n", "Searches."),
        ("const a = 1; /** no header */", ""),
    ],
)
def test_the_summary_of_a_script_is_the_first_paragraph_of_its_comment(script: str, summary: str) -> None:
    assert reference.summary(script) == summary


def test_every_script_of_the_page_has_a_summary() -> None:
    assert [line for line in reference.scripts().splitlines() if line.endswith("|  |")] == []
