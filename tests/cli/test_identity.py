"""`kg resolve --explain`, `kg review`, `kg merge`, `kg split`: what they print, keep and refuse."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kg.ledger import Ledger
from kg.model import Chain
from tests.cli.conftest import Run
from tests.factory import chain, make_extraction


def person(name: str, country: str | None = None) -> Chain:
    return chain(name, "person", country=country)


@pytest.fixture
def ledger(kg: Run, tmp_path: Path) -> Path:
    """`kg.db` in the working folder: one doubtful pair, one pair of namesakes."""
    with Ledger(tmp_path / "kg.db") as ledger:
        ledger.append(
            [
                make_extraction("a1", chains=[person("Johanna Mary Stone")], title="A ferry"),
                make_extraction("a2", chains=[person("Johanna Stone")], title="A bakery"),
                make_extraction("a3", chains=[person("Lars Berg", "NOR")]),
                make_extraction("a4", chains=[person("Lars Berg", "SWE")]),
                make_extraction("a5", chains=[person("Muhammad Saleh")]),
                make_extraction("a6", chains=[person("Mohammed Saleh")]),
            ]
        )
    return tmp_path / "kg.db"


def entities(kg: Run, name: str) -> list[dict[str, object]]:
    return [json.loads(line)["entity"] for line in kg("show", name, "--json").out.splitlines()]


def test_resolve_judges_once_what_does_not_change(kg: Run, ledger: Path) -> None:
    assert "3 pairs judged (3 now), 1 the same, 1 doubtful" in kg("resolve").err
    assert "3 pairs judged (0 now)" in kg("resolve").err
    with Ledger(ledger) as opened:
        opened.append([make_extraction("a0", chains=[person("Muhammad Saleh")])])
    assert "3 pairs judged (1 now)" in kg("resolve").err


def test_explain(kg: Run, ledger: Path) -> None:
    done = kg("resolve", "--explain", "Muhammad Saleh", "Mohammed Saleh")
    assert done.code == 0
    assert "+2.0  other_spelling  " in done.out
    assert "score 0.88" in done.out
    assert done.out.endswith("one entity: the score reaches 0.7\n")
    found = json.loads(kg("resolve", "--explain", "a3:c1", "a4:c1", "--json").out)
    assert (found["same"], found["decision"]) == (False, "the score stays below 0.7")
    assert {f["name"] for f in found["features"]} == {"same_name", "countries_differ"}
    assert found["left"]["witnesses"][0]["sentence"] == "Lars Berg."


def test_explain_needs_two_names(kg: Run, ledger: Path) -> None:
    assert kg("resolve", "--explain", "Lars Berg").code == 2
    assert "without --explain" in kg("resolve", "A", "B").err
    assert "no entity is called 'Nobody'" in kg("resolve", "--explain", "Nobody", "Lars Berg").err


def test_review_asks_with_sentences_and_remembers(kg: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("what?\ny\n"))
    done = kg("review", "--by", "ada")
    assert "1 of 1   score 0.5" in done.out
    assert "“Johanna Stone.”" in done.out
    assert "A bakery · The Example · 2020-02-03" in done.out
    assert "please answer y, n, s, u or q" in done.err
    assert "1 answered, 0 left open" in done.err
    (entity,) = entities(kg, "Johanna Stone")
    assert entity["chains"] == ["a1:c1", "a2:c1"]
    assert str(entity["id"]).startswith("p")
    assert "no pair is doubtful" in kg("review", "--by", "ada").err


@pytest.mark.parametrize("answers", ["y\nu\nq\n", "n\nu\n", "s\n", "q\n", ""])
def test_what_is_taken_back_or_not_answered_is_asked_again(
    kg: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, answers: str
) -> None:
    before = [entities(kg, "Johanna Stone"), entities(kg, "Johanna Mary Stone")]
    monkeypatch.setattr("sys.stdin", io.StringIO("u\n" + answers))
    done = kg("review", "--by", "ada")
    assert done.code == 0
    assert "there is no answer to take back" in done.err
    assert "0 answered, 1 left open" in done.err
    assert [entities(kg, "Johanna Stone"), entities(kg, "Johanna Mary Stone")] == before
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert "1 of 1" in kg("review", "--by", "ada").out


def test_merge_and_split(kg: Run, ledger: Path) -> None:
    done = kg("merge", "Lars Berg", "Johanna Stone", "--by", "ada")
    assert done.code == 2
    assert "2 entities are called 'Lars Berg' (give an id: e" in done.err
    assert "one entity: Lars Berg (p" in kg("merge", "a3:c1", "a4:c1", "--by", "ada").err
    assert len(entities(kg, "Lars Berg")) == 1
    assert (
        kg("resolve", "--explain", "a3:c1", "a4:c1")
        .out.rstrip()
        .rpartition("\n")[2]
        .startswith("one entity: ada said so")
    )
    assert kg("split", "a3:c1", "a4:c1", "--by", "bo").code == 0
    assert len(entities(kg, "Lars Berg")) == 2
    assert "they are two entities already" in kg("split", "a3:c1", "a4:c1").err


def test_nobody_speaks_as_the_machine(kg: Run, ledger: Path) -> None:
    assert "'kg' cannot judge" in kg("merge", "a3:c1", "a4:c1", "--by", "kg").err


def test_show_prints_offices_with_dates(kg: Run, tmp_path: Path) -> None:
    with Ledger(tmp_path / "kg.db") as ledger:
        ledger.append([make_extraction("a1", chains=[person("Dilma Rousseff", "BRA")])])
    assert "president of BRA: 2011-01-01 … 2016-08-31" in kg("show", "Dilma Rousseff").out


def test_made_up_names_are_scored(kg: Run) -> None:
    scores = json.loads(kg("evaluate", "entities", "--sample", "400", "--seed", "3").out)
    assert scores["chains"] == 400
    assert scores["precision"] > 0.95
    assert scores["recall"] > 0.8
    assert "needs gold data" in kg("evaluate", "ner").err
