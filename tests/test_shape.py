"""The house measured: layers, lengths, names, lazy imports, and that what is promised is there. No list of exceptions."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

KG = ROOT / "kg"
MODULES = sorted(KG.rglob("*.py"))
NAMES = [p.relative_to(ROOT).as_posix() for p in MODULES]

LAYER_0 = {"model", "record", "ids", "errors", "settings", "files", "ontology", "schema"}
LAYER_1 = {"readers", "times", "gazetteer", "rules", "resolve", "graph", "evaluate", "ledger"}
LAYER_2 = {
    "nlp": {"times", "rules", "gazetteer"},
    "loaders": {"graph"},
    "exports": {"graph"},
    "web": {"graph"},
}
# Layer 3: the line end to end, in parts; each may use everything below, and those before it in this row.
LAYER_3 = ("workers", "watch", "projection", "run", "identity", "questions", "trials", "training")
LAYER_4 = {"cli": {"run", "identity", "watch", "questions", "trials", "training", "evaluate", "rules", "web"}}
TOP = {"__init__", "__main__"}

HOMES = {
    "spacy": ("kg/nlp/", "kg/rules/compile.py", "kg/training/"),
    "thinc": ("kg/nlp/", "kg/training/"),
    "neo4j": ("kg/loaders/neo4j",),
    "networkx": ("kg/loaders/networkx.py", "kg/exports/", "kg/graph/measure.py"),
    "typer": ("kg/cli/",),
    "rich": ("kg/cli/",),
    "onnxruntime": ("kg/nlp/", "kg/training/"),
    "torch": ("kg/training/",),
    "transformers": ("kg/training/",),
    "grafeo": ("kg/loaders/",),
    "trafilatura": ("kg/readers/",),
}
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler"}
HEAVY = ("spacy", "networkx", "neo4j", "onnxruntime", "numpy", "grafeo", "trafilatura", "yaml", "lxml", "torch")


def allowed(part: str) -> set[str]:
    """Parts of kg that a part may import, besides itself."""
    if part in LAYER_0:
        return LAYER_0
    if part in LAYER_1:
        return LAYER_0
    if part in LAYER_2:
        return LAYER_0 | LAYER_2[part]
    if part in LAYER_3:
        return LAYER_0 | LAYER_1 | set(LAYER_2) | set(LAYER_3[: LAYER_3.index(part)])
    return LAYER_0 | LAYER_4[part]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Full names of modules that a module imports anywhere; imports for type checkers alone are left out."""
    only_types = {
        id(inner)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree(path)):
        if id(node) in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            if node.module == "kg":
                yield from (f"kg.{alias.name}" for alias in node.names)


def part_of(path: Path) -> str:
    return path.relative_to(KG).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_imports_go_down(path: Path) -> None:
    part = part_of(path)
    if part in TOP:
        return
    for name in imported(path):
        words = name.split(".")
        if words[0] != "kg" or len(words) == 1 or words[1] in {part, "__version__"}:
            continue
        assert words[1] in allowed(part), f"{part} may not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_libraries_stay_at_home(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for name in imported(path):
        library = name.split(".")[0]
        assert library not in HOMES or place.startswith(HOMES[library]), f"{library} does not belong here"


def test_every_part_has_a_layer() -> None:
    parts = {part_of(p) for p in MODULES}
    assert parts - {"data"} <= LAYER_0 | LAYER_1 | set(LAYER_2) | set(LAYER_3) | set(LAYER_4) | TOP


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_lengths(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno + 1 <= 60, f"{node.name} is too long"
            positional = [a for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in {"self", "cls"}]
            assert len(positional) <= 6, f"{node.name} takes {len(positional)} positional parameters"


def test_packages_are_small() -> None:
    modules: dict[Path, list[str]] = defaultdict(list)
    for path in MODULES:
        if path.parent != KG and path.name != "__init__.py":
            modules[path.parent].append(path.name)
    assert {str(p): len(names) for p, names in modules.items() if len(names) > 14} == {}


def test_names_say_something() -> None:
    stems = [(p, part) for p in MODULES for part in (*p.relative_to(KG).parts[:-1], p.stem)]
    assert [str(p) for p, stem in stems if stem.strip("_") in FORBIDDEN] == []


def test_library_code_does_not_print() -> None:
    printing = [
        name
        for path, name in zip(MODULES, NAMES, strict=True)
        if part_of(path) not in {"cli", "training"}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_no_pickles() -> None:
    assert [n for p, n in zip(MODULES, NAMES, strict=True) if {"pickle", "marshal", "shelve"} & set(imported(p))] == []


def test_the_command_line_is_light() -> None:
    code = f"import sys, kg.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_is_quick() -> None:
    times = []
    for _ in range(3):
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", "kg", "--help"], capture_output=True, check=True)
        times.append(time.monotonic() - began)
    assert min(times) < 1.0
