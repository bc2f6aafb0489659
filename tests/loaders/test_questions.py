"""Every saved question has a full header, the columns that it promises, and the answer that a reader expects."""

from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError, QueryError
from kg.graph import project
from kg.loaders import embedded
from kg.loaders.questions import find_question, load_questions
from kg.resolve import link
from tests.factory import claim, make_extraction

pytest.importorskip("grafeo")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    extractions = [
        make_extraction(
            "a1", "2024-05-02",
            claims=[
                claim("ASSAULT", "Turkey", "Syria", at="Idlib", when="2024-05-01", killed=3, by="Russia"),
                claim("CONSULT", "Turkey", "Russia"),
                claim("ALLIED_WITH", "Russia", "Syria"),
            ],
        ),
        make_extraction(
            "a2", "2024-06-01",
            claims=[
                claim("ASSAULT", "Turkey", "Syria", status="denied"),
                claim("ASSAULT", "", "Syria", at="Idlib", when="2024-05-01", killed=5),
                claim("THREATEN", "Iran", "Turkey"),
            ],
        ),
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("questions") / "graph"
    embedded.build(project(extractions, link(extractions)), path)
    return path


def ask(index: Path, name: str, /, **given: Any) -> list[dict[str, Any]]:
    question = find_question(name)
    result = embedded.run(index, question.text, question.values(given))
    assert result.columns == question.columns
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def test_there_are_questions_and_each_names_itself_in_its_example() -> None:
    questions = load_questions()
    assert len(questions) >= 12
    for q in questions.values():
        assert q.example.startswith(f"kg ask {q.name}"), q.name
        for p in q.parameters:
            assert not p.required or f"--param {p.name}=" in q.example, q.name


EXPECTED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "who-did-what",
        {"type": "ASSAULT", "until": "2024-05-01", "actor": "turkey"},
        {"actor": "Turkey", "recipient": "Syria", "place": "Idlib"},
    ),
    ("what-happened-at", {"place": "idlib"}, {"actor": "Turkey", "killed": 3}),
    ("who-says-so", {"name": "Turkey"}, {"source": "Russia", "recipient": "Syria"}),
    ("contradictions", {}, {"actor": "Turkey", "type": "ASSAULT", "recipient": "Syria", "denied_in": "a2"}),
    ("differing-tolls", {}, {"place": "Idlib", "killed": 5}),
    ("allies", {}, {"one": "Russia", "relation": "ALLIED_WITH", "other": "Syria"}),
    ("enemies", {}, {"one": "Turkey", "relation": "ASSAULT", "other": "Syria"}),
    ("most-active-dyads", {}, {"actor": "Turkey", "recipient": "Syria"}),
    ("casualties-by-actor", {}, {"actor": "Turkey", "killed": 3}),
    ("first-and-last-sight", {"name": "Iran"}, {"first": "2024-06-01", "last": "2024-06-01"}),
    ("shortest-path", {"from": "Iran", "to": "Syria"}, {"path": ["Iran", "Turkey", "Syria"], "length": 2}),
    ("what-changed-since", {"date": "2024-06-01"}, {"subject": "Iran", "relation": "THREATEN"}),
    ("timeline", {"name": "Iran"}, {"role": "ACTOR", "type": "THREATEN"}),
    ("where-active", {"name": "Turkey"}, {"place": "Idlib", "claims": 1}),
    ("sources", {}, {"source": "Russia", "claims": 1}),
    ("without-actor", {}, {"recipient": "Syria", "place": "Idlib"}),
]


@pytest.mark.parametrize(("name", "given", "expected"), EXPECTED, ids=[e[0] for e in EXPECTED])
def test_answers(index: Path, name: str, given: dict[str, Any], expected: dict[str, Any]) -> None:
    rows = ask(index, name, **given)
    assert any(expected.items() <= row.items() for row in rows), rows


def test_every_question_runs(index: Path) -> None:
    values = {"name": "Turkey", "place": "Idlib", "from": "Turkey", "to": "Syria", "date": "2024-01-01"}
    for q in load_questions().values():
        ask(index, q.name, **{p.name: values[p.name] for p in q.parameters if p.required})


def test_an_act_with_an_actor_is_not_without_one(index: Path) -> None:
    assert all(r["sentence"] != "Turkey assault Syria Idlib." for r in ask(index, "without-actor"))


def test_unknown_names_and_parameters_are_told() -> None:
    with pytest.raises(QueryError, match="no question"):
        find_question("who-knows")
    with pytest.raises(QueryError, match="no parameter"):
        find_question("timeline").values({"nam": "x"})
    with pytest.raises(QueryError, match="needs --param name"):
        find_question("timeline").values({})
    with pytest.raises(QueryError, match="must be a number"):
        find_question("sources").values({"limit": "many"})


def test_an_incomplete_header_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.cypher").write_text("// title: x\nRETURN 1 AS x\n", encoding="utf-8")
    with pytest.raises(DataError, match="header"):
        load_questions(tmp_path)
