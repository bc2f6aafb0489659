"""What is shipped and written holds: README names every command, examples in the help are commands, data files load."""

from __future__ import annotations

import re
import shlex
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typer

from kg.cli import app
from kg.ontology import load_ontology
from kg.readers import Source
from kg.rules.read import load_rulebook
from kg.schema import cypher_schema, describe
from tests import stub
from tests.conftest import ROOT

COMMAND = typer.main.get_command(app)
NAMES = sorted(COMMAND.commands)  # type: ignore[attr-defined]
README = (ROOT / "README.md").read_text(encoding="utf-8")
WRITTEN = ["README.md", *sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").glob("*.md"))]


def commands() -> list[tuple[str, typer.core.TyperCommand]]:
    found = []
    for name in NAMES:
        command = COMMAND.commands[name]  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        if inner is None:
            found.append((name, command))
        else:
            found.extend((f"{name} {n}", c) for n, c in sorted(inner.items()))
    return found


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_readme_names_every_command(name: str) -> None:
    assert f"kg {name}" in README or f"`kg {name.split()[0]} " in README


@pytest.mark.parametrize(("name", "command"), commands(), ids=[n for n, _ in commands()])
def test_help_has_an_example_that_is_this_command(name: str, command: typer.core.TyperCommand) -> None:
    found = re.search(r"Example: (kg .+)", command.help or "", re.DOTALL)
    assert found is not None
    example = " ".join(found[1].split())
    assert example.startswith(f"kg {name}")
    words = shlex.split(example.split(" | ")[0].split(" > ")[0].split(" < ")[0])[1 + len(name.split()) :]
    command.make_context(name, list(words))  # parses, or raises


@pytest.mark.parametrize("page", WRITTEN)
def test_commands_in_the_documents_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    said = set(re.findall(r"(?:^|[`$ ])kg ([a-z]+)\b", text, re.MULTILINE))
    later: set[str] = set()
    code = {m for m in said if re.search(rf"(?:`|^ *|\$ )kg {m}\b", text, re.MULTILINE)}
    assert code - later <= set(NAMES)


@pytest.mark.parametrize("page", WRITTEN)
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{page} links to {target}"


def test_every_rule_file_loads() -> None:
    book = load_rulebook()
    types = {rule.type for rule in book.rules}
    assert types == set(load_ontology().types)


def test_schema_file_is_the_ontology() -> None:
    written = (ROOT / "cypher" / "schema.cypher").read_text(encoding="utf-8")
    assert written == cypher_schema(load_ontology()), "run: kg schema --cypher > cypher/schema.cypher"


def test_schema_tells_every_word() -> None:
    ontology = load_ontology()
    text = describe(ontology)
    for word in (*ontology.kinds, *ontology.sectors, *ontology.types, *ontology.statuses):
        assert re.search(rf"\b{re.escape(word)}\b", text), word


def block(page: str, language: str, containing: str) -> str:
    """The fenced block of a page that contains some words."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return next(b for b in re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL) if containing in b)


def test_the_rule_that_the_documents_show_is_one(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "en"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(block("docs/adding-things.md", "yaml", "conscript"), encoding="utf-8")
    ours = {rule.id for rule in load_rulebook().rules}
    assert {rule.id for rule in load_rulebook(tmp_path).rules} - ours == {"coerce/conscript"}


def test_the_reader_that_the_documents_show_reads() -> None:
    names: dict[str, Any] = {}
    exec(block("docs/adding-things.md", "python", "class Gazette"), names)
    found = list(names["Gazette"]().read(BytesIO(b"Alpha met Beta.\nGamma left.\n"), Source("a.gzt")))
    assert [(a.text.strip(), a.line) for a in found] == [("Alpha met Beta.", 1), ("Gamma left.", 2)]


def test_the_python_that_the_readme_shows_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub.install(monkeypatch)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Alpha met Beta.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(block("README.md", "python", "run.ingest"), names)
    assert sorted(data["name"] for _, data in names["network"].nodes(data=True)) == ["Alpha", "Beta"]


def test_targets_of_make_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test", "check", "train", "model", "bench"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
