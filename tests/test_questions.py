"""The saved questions on a small story: whole answers, row by row; what Neo4j and grafeo both know; headers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError, QueryError
from kg.graph import project
from kg.loaders import embedded
from kg.loaders.questions import find_question, load_questions, questions_folder
from kg.model import Extraction
from kg.ontology import load_ontology
from kg.resolve import link
from tests.factory import claim, make_extraction

# What only one of the two engines has (issue 2), and what would read otherwise in the other.
ONE_ENGINE_ONLY = (
    r"\(\w*:\w+\|\w+\)|\)\s*[-=].*\{\d*,\d*\}|date\(|duration|point\.|apoc\.|CALL|=~|\bSHORTEST\b|\belementId\("
)


def told() -> list[Extraction]:
    """Two articles that give each question something to find."""
    return [
        make_extraction(
            "a1",
            "2020-02-04",
            [
                claim("THREATEN", "Syria", "Turkey", when="2020-02-01", status="threatened", by="United Nations"),
                claim("ASSAULT", "Syria", "Turkey", at="Idlib", when="2020-02-03", killed=7),
                claim("AID", "Turkey", "Syria", when="2020-02"),
                claim("CONSULT", "Turkey; Russia", at="Ankara"),
            ],
        ),
        make_extraction(
            "a2",
            "2020-03-05",
            [
                claim("ASSAULT", "Syria", "Turkey", when="2020-02-03", status="denied", by="Russia"),
                claim("ACCUSE", "Turkey", "Syria", when="2020-02-20"),
                claim("ASSAULT", "", "", at="Idlib", when="2020-02-03", killed=9),
                claim("LEADS", "Recep Tayyip Erdogan", "Turkey"),
            ],
        ),
    ]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("grafeo")
    story = told()
    path = tmp_path_factory.mktemp("questions") / "graph"
    embedded.build(project(story, link(story)), path)
    return path


def ask(index: Path, name: str, /, **given: Any) -> list[dict[str, Any]]:
    question = find_question(name)
    result = embedded.run(index, question.text, question.values(given))
    assert result.columns == question.columns
    # Sentences and titles are long and told apart by the other columns.
    wordy = {"sentence", "article", "threat", "deed", "told", "denied", "friendly_sentence", "hostile_sentence"}
    return [{k: v for k, v in record.items() if k not in wordy} for record in result.records()]


def rows(index: Path, name: str, /, **given: Any) -> list[tuple[Any, ...]]:
    return [tuple(record.values()) for record in ask(index, name, **given)]


EXPECTED: list[tuple[str, dict[str, Any], list[tuple[Any, ...]]]] = [
    (
        "who-did-what",
        {"actor": "SYRIA"},
        [
            ("2020-02-03", "Syria", "ASSAULT", "actual", "Turkey", "Idlib"),
            ("2020-02-03", "Syria", "ASSAULT", "denied", "Turkey", None),
            ("2020-02-01", "Syria", "THREATEN", "threatened", "Turkey", None),
        ],
    ),
    ("who-did-what", {"since": "2020-02-10", "until": "2020-02-25", "type": "AID"}, [("2020-02", "Turkey", "AID", "actual", "Syria", None)]),
    ("who-did-what", {"since": "2020-02-03", "until": "2020-02-03", "actor": "Turkey"}, [("2020-02", "Turkey", "AID", "actual", "Syria", None)]),
    ("who-did-what", {"until": "2020-01"}, []),
    (
        "what-happened-at",
        {"place": "idlib"},
        [
            ("2020-02-03", "ASSAULT", "actual", "Syria", "Turkey", 7),
            ("2020-02-03", "ASSAULT", "actual", None, None, 9),
        ],
    ),
    (
        "who-says-so",
        {"name": "Syria"},
        [
            ("ASSAULT", "Syria", "Turkey", "Russia", "The Example"),
            ("THREATEN", "Syria", "Turkey", "United Nations", "The Example"),
        ],
    ),
    ("contradictions", {}, [("Syria", "ASSAULT", "Turkey", "a1", "a2")]),
    ("differing-tolls", {}, [("Idlib", "2020-02-03", 7, "The Example"), ("Idlib", "2020-02-03", 9, "The Example")]),
    ("allies", {}, [("Turkey", "AID", "Syria", 1, 1, "2020-02", "2020-02")]),
    (
        "enemies",
        {},
        [
            ("Syria", "ASSAULT", "Turkey", 1, 1, "2020-02-03", "2020-02-03"),
            ("Syria", "THREATEN", "Turkey", 1, 1, "2020-02-01", "2020-02-01"),
            ("Turkey", "ACCUSE", "Syria", 1, 1, "2020-02-20", "2020-02-20"),
        ],
    ),
    ("most-active-dyads", {"limit": 1}, [("Syria", "Turkey", 2, ["ASSAULT", "THREATEN"])]),
    ("casualties-by-actor", {}, [("Syria", 7, 0, 1)]),
    ("first-and-last-sight", {"name": "Russia"}, [("Russia", "2020-02-03", "2020-02-04", 2, 2)]),
    (
        "shortest-path",
        {"from": "Erdogan", "to": "Syria"},
        [
            (["Recep Tayyip Erdogan", "Turkey", "Syria"], ["LEADS", type_], 2)
            for type_ in ("ACCUSE", "AID", "ASSAULT", "THREATEN")
        ],
    ),
    ("shortest-path", {"from": "United Nations", "to": "Syria"}, []),
    ("what-changed-since", {"date": "2020-02-25"}, [
        ("Recep Tayyip Erdogan", "LEADS", "Turkey", "2020-03-05", "2020-03-05", 1),
        ("Turkey", "AID", "Syria", "2020-02", "2020-02", 1),
    ]),
    ("timeline", {"name": "Moscow"}, [("2020-02-04", "ACTOR", "CONSULT", "actual")]),
    ("top-actors", {"until": "2020-02-02"}, [("Syria", "country", "SYR", 1, 1), ("Turkey", "country", "TUR", 1, 1)]),
    ("top-actors", {"limit": 2}, [("Syria", "country", "SYR", 3, 2), ("Turkey", "country", "TUR", 3, 2)]),
    ("who-leads-what", {}, [("Recep Tayyip Erdogan", "Turkey", 1, "2020-03-05", "2020-03-05")]),
    ("where-active", {"name": "Turkey"}, [("Ankara", "TUR", 39.92, 32.85, 1, ["CONSULT"])]),
    ("threats-and-deeds", {}, [("Syria", "Turkey", "2020-02-01", "2020-02-03", "ASSAULT")]),
    ("threats-and-deeds", {"actor": "Turkey"}, []),
    ("sources", {}, [("Russia", 1, 1), ("United Nations", 1, 1)]),
    ("opposite-acts", {}, [("Turkey", "Syria", "2020-02", "AID", "ACCUSE")]),
    ("without-actor", {}, [("2020-02-03", "ASSAULT", None, "Idlib")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "given", "expected"), EXPECTED, ids=[f"{n}-{i}" for i, (n, *_) in enumerate(EXPECTED)]
)
def test_whole_answers(index: Path, name: str, given: dict[str, Any], expected: list[tuple[Any, ...]]) -> None:
    found = rows(index, name, **given)
    assert [
        tuple(sorted(v) if isinstance(v, list) and name != "shortest-path" else v for v in row) for row in found
    ] == expected


def test_every_question_is_answered_here() -> None:
    assert {name for name, *_ in EXPECTED} == set(load_questions())


@pytest.mark.parametrize("name", sorted(load_questions()))
def test_a_question_is_what_both_engines_know(name: str) -> None:
    question = find_question(name)
    embedded.check_readonly(question.text)
    found = re.search(ONE_ENGINE_ONLY, question.text)
    assert found is None, found
    assert "ORDER BY" in question.text, "rows come in a fixed order"
    assert not re.search(r"(?<!coalesce\()sum\((?!r\.count)", question.text), "an empty sum is null in one of them"
    assert question.about.endswith("."), question.about


def test_paths_go_over_all_types_and_over_nothing_else() -> None:
    walked = re.search(r"\[:([A-Z_|]+)\*", find_question("shortest-path").text)
    assert walked is not None
    assert tuple(walked[1].split("|")) == load_ontology().types


def test_the_folder_holds_questions_only() -> None:
    assert {p.suffix for p in questions_folder().iterdir()} == {".cypher"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("// title: x\n// about: x.\n// columns: x\n// example: kg ask x\nRETURN $y AS x", "y.*differ in parameters"),
        (
            "// title: x\n// about: x.\n// param: y (text) = 1 — z\n// columns: x\n// example: x\nRETURN 1 AS x",
            "differ",
        ),
        ("// title: x\n// param: y (colour) — z\nRETURN $y AS x", "cannot read the parameter"),
        ("// title: x\nRETURN 1 AS x", "about.*incomplete"),
    ],
)
def test_a_bad_header_names_its_fault(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "x.cypher").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        load_questions(tmp_path)


@pytest.mark.parametrize("given", ["soon", "2020-2-3", "03.02.2020", True])
def test_a_date_is_a_date(given: Any) -> None:
    with pytest.raises(QueryError, match="must be a date"):
        find_question("what-changed-since").values({"date": given})
