"""What the claims of a few articles become, and that the order of articles does not show."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import project, relation_id
from kg.ledger import Ledger
from kg.model import Extraction, Graph
from kg.ontology import load_ontology
from kg.resolve import link
from tests.factory import chain, claim, make_extraction

Build = Callable[..., Graph]


def edges(graph: Graph) -> dict[tuple[str, str, str], int]:
    names = {e.id: e.name for e in graph.entities}
    return {(names[r.subject], r.type, names[r.object]): r.count for r in graph.relations}


def test_relations_sum_up_what_was_done(graph_of: Build, batch: list[Extraction]) -> None:
    assert edges(graph_of(*batch)) == {
        ("Syria", "ASSAULT", "Turkish soldiers"): 2,
        ("Turkey", "THREATEN", "Syria"): 1,
        ("Recep Tayyip Erdogan", "LEADS", "Turkey"): 1,
        ("Russia", "CONSULT", "Turkey"): 2,
        ("Turkey", "MOBILIZE", "Idlib"): 1,
        ("Russia", "ALLIED_WITH", "Syria"): 2,
    }


def test_a_relation_carries_dates_articles_and_claims(graph_of: Build, batch: list[Extraction]) -> None:
    graph = graph_of(*batch)
    found = {(r.type, r.subject): r for r in graph.relations}
    assault = found["ASSAULT", "iso3166:SYR"]
    assert (assault.first, assault.last, assault.articles, len(assault.claims)) == ("2020-02", "2020-02", 2, 2)
    assert assault.id == relation_id(assault.subject, "ASSAULT", assault.object)
    assert (found["THREATEN", "iso3166:TUR"].first, found["THREATEN", "iso3166:TUR"].last) == ("2020-02-04",) * 2
    allied = found["ALLIED_WITH", "iso3166:RUS"]
    assert (allied.first, allied.last, allied.articles) == (None, None, 1)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (claim("AID", "Russia", "Syria", at="Idlib"), [("Russia", "Syria")]),
        (claim("AID", "Russia", at="Idlib"), [("Russia", "Idlib")]),
        (claim("AID", "Russia; Turkey", "Syria"), [("Russia", "Syria"), ("Turkey", "Syria")]),
        (claim("AID", "", "Syria", at="Idlib"), []),
        (claim("AID", "Russia"), []),
        (claim("AID", "Russia", "Russia"), []),
        (claim("CONSULT", "Turkey", "Russia"), [("Russia", "Turkey")]),
        (claim("CONSULT", "Turkey; Russia; Syria"), [("Russia", "Syria"), ("Russia", "Turkey"), ("Syria", "Turkey")]),
        (claim("CONSULT", "Turkey; Russia", at="Ankara"), [("Russia", "Turkey")]),
        (claim("CONSULT", "Turkey", at="Ankara"), [("Turkey", "Ankara")]),
        (claim("CONTROLS", "Syria", at="Idlib"), [("Syria", "Idlib")]),
        (claim("OPPOSED_TO", "Turkey; Russia"), [("Russia", "Turkey")]),
        (claim("NEAR", "Idlib", at="Ankara"), [("Idlib", "Ankara")]),
        *[
            (claim("ASSAULT", "Syria", "Turkey", status=status), expected)
            for status, expected in {
                "actual": [("Syria", "Turkey")],
                "alleged": [("Syria", "Turkey")],
                "historical": [("Syria", "Turkey")],
                "planned": [],
                "threatened": [],
                "requested": [],
                "denied": [],
                "hypothetical": [],
            }.items()
        ],
        (claim("AGREE", "Syria", "Turkey", status="planned"), [("Syria", "Turkey")]),
        (claim("AGREE", "Syria", "Turkey", status="denied"), []),
    ],
)
def test_sides(graph_of: Build, said: object, expected: list[tuple[str, str]]) -> None:
    graph = graph_of(make_extraction("a", claims=[said]))  # type: ignore[list-item]
    assert len(graph.claims) == 1
    assert sorted((a, b) for a, _, b in edges(graph)) == sorted(expected)


def test_the_statuses_that_count_are_words_of_the_ontology() -> None:
    ontology = load_ontology()
    assert set(ontology.in_relations) < set(ontology.statuses)
    assert set(ontology.in_relations_of_type) < set(ontology.events)
    assert {s for more in ontology.in_relations_of_type.values() for s in more} < set(ontology.statuses)


@pytest.mark.parametrize(
    ("when", "dates"),
    [
        (None, ("2020-02-03", "2020-02-03")),
        ("2019", ("2019", "2019")),
        (("2011-03", None), ("2011-03", "2020-02-03")),
        (("2020-05", None), ("2020-05", "2020-05")),
        ((None, "2015"), ("2015", "2015")),
        ((None, None), ("2020-02-03", "2020-02-03")),
    ],
)
def test_dates_of_a_relation(graph_of: Build, when: str | None, dates: tuple[str, str]) -> None:
    (relation,) = graph_of(make_extraction("a", "2020-02-03", [claim("AID", "Russia", "Syria", when=when)])).relations
    assert (relation.first, relation.last) == dates


def test_a_year_ends_after_its_months(graph_of: Build) -> None:
    said = [claim("AID", "Russia", "Syria", when=w) for w in ("2018-09", "2018", "2018-12-30")]
    (relation,) = graph_of(make_extraction("a", claims=said)).relations
    assert (relation.first, relation.last) == ("2018", "2018")


def test_a_claim_brings_its_words_and_entity_ids(graph_of: Build, batch: list[Extraction]) -> None:
    graph = graph_of(batch[0])
    told = next(c for c in graph.claims if c.type == "ASSAULT")
    assert told.actors == ("iso3166:SYR",)
    assert told.places == ("geonames:169389",)
    assert told.trigger == "assault"
    assert told.sentence == "Syria assault Turkish soldiers Idlib."
    assert told.quantities[0].low == 7
    assert told.article == "a1"


def test_who_is_counted_becomes_an_entity(graph_of: Build, batch: list[Extraction]) -> None:
    first = batch[0]
    counted = replace(first.claims[0].quantities[0], of=first.claims[0].recipients[0])
    changed = replace(first, claims=(replace(first.claims[0], quantities=(counted,)), *first.claims[1:]))
    told = next(c for c in graph_of(changed).claims if c.quantities)
    assert told.quantities[0].of == told.recipients[0]


def test_two_chains_of_one_entity_are_named_once(graph_of: Build) -> None:
    alias = chain("Ankara's government", "country", ref="iso3166:TUR", country="TUR")
    said = [claim("AID", "Turkey; Ankara's government", "Syria")]
    graph = graph_of(make_extraction("a", claims=said, chains=[alias]))
    assert graph.claims[0].actors == ("iso3166:TUR",)
    assert graph.relations[0].count == 1


def test_articles_come_without_text_and_the_graph_survives_json(graph_of: Build, batch: list[Extraction]) -> None:
    graph = graph_of(*batch)
    assert [a.id for a in graph.articles] == ["a1", "a2", "a3"]
    assert all(a.text == "" for a in graph.articles)
    assert Graph.from_dict(json.loads(json.dumps(graph.to_dict()))) == graph


def test_entities_without_claims_are_there(graph_of: Build, batch: list[Extraction]) -> None:
    assert "protesters" in {e.name for e in graph_of(*batch).entities}


def many() -> list[Extraction]:
    rng = random.Random(3)
    names = ["Turkey", "Syria", "Russia", "Recep Tayyip Erdogan", "rebels", "Turkish soldiers", "United Nations"]
    types = ["ASSAULT", "CONSULT", "AID", "ALLIED_WITH", "THREATEN"]
    return [
        make_extraction(
            f"a{i:02}",
            rng.choice([None, f"2020-0{rng.randint(1, 9)}"]),
            [
                claim(
                    rng.choice(types),
                    "; ".join(rng.sample(names, rng.randint(0, 2))),
                    rng.choice(["", *names]),
                    at=rng.choice(["", "Idlib", "Ankara"]),
                    when=rng.choice([None, "2019", "2020-02-01"]),
                    status=rng.choice(["actual", "alleged", "denied"]),
                )
                for _ in range(rng.randint(0, 4))
            ],
        )
        for i in range(30)
    ]


def graph_in(ledger: Ledger) -> str:
    graph = project(ledger.extractions(), link(ledger.extractions(), ledger.judgements()))
    return json.dumps(graph.to_dict())


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_ingest_gives_the_same_bytes(tmp_path: Path, seed: int) -> None:
    batch = many()
    with Ledger(tmp_path / "one.db") as one, Ledger(tmp_path / "two.db") as two:
        one.append(batch)
        shuffled = random.Random(seed).sample(batch, len(batch))
        for i in range(0, len(batch), 7):
            two.append(shuffled[i : i + 7])
        assert graph_in(one) == graph_in(two)
        # project itself does not rely on the ledger's order either
        straight = project(shuffled, link(shuffled))
        assert json.dumps(straight.to_dict()) == graph_in(one)


@pytest.mark.parametrize("gone", ["a00", "a07", "a29"])
def test_removing_an_article_is_never_having_had_it(tmp_path: Path, gone: str) -> None:
    with Ledger(tmp_path / "one.db") as one, Ledger(tmp_path / "two.db") as two:
        one.append(many())
        one.remove(gone)
        two.append([x for x in many() if x.article.id != gone])
        assert graph_in(one) == graph_in(two)


def test_another_edition_is_having_had_only_that(tmp_path: Path) -> None:
    old = make_extraction("a05", "2020-01-01", [claim("AID", "Russia", "rebels")])
    with Ledger(tmp_path / "one.db") as one, Ledger(tmp_path / "two.db") as two:
        one.append([old])
        one.append(many())
        two.append(many())
        assert graph_in(one) == graph_in(two)
