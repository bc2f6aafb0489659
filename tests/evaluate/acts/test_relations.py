"""Relations of documents: the gold format, and pairs of entities as sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError
from kg.evaluate.acts.relations import THEIRS, Record, found, read_relations, score
from kg.model import Article, Chain, Claim, Extraction, Mention, Span
from kg.ontology import load_ontology

TEXT = "General Ana Reyes leads the Border Guard (BG) in Oslo."
REYES, GUARD, SHORT, OSLO = (0, 17), (28, 40), (42, 44), (49, 53)
ENTITIES = {REYES: "Person", GUARD: "Organisation", SHORT: "Organisation", OSLO: "Location"}


def record(*relations: tuple[tuple[int, int], tuple[int, int], str]) -> Record:
    return Record("d", TEXT, None, dict(ENTITIES), {((a, b), t) for a, b, t in relations})


def extraction(*claims: tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]) -> Extraction:
    """Mentions: Ana Reyes c1, Border Guard and BG c2, Oslo c3."""
    at = {"c1": [(8, 17)], "c2": [GUARD, SHORT], "c3": [OSLO]}
    mentions = [
        Mention(f"m{n}", a, b, TEXT[a:b], "group", chain)
        for n, (chain, (a, b)) in enumerate((c, s) for c, spans in at.items() for s in spans)
    ]
    made = tuple(
        Claim("i", t, None, who, whom, where, None, "actual", (), (), Span(18, 23), Span(0, len(TEXT)), "r/r", 0.5)
        for t, who, whom, where in claims
    )
    chains = tuple(Chain(c, "group", c, (c,)) for c in at)
    return Extraction(Article("d", TEXT), tuple(mentions), chains, made, "m", "r")


def test_every_type_of_ours_has_one_of_theirs_but_kin() -> None:
    assert set(load_ontology().types) - set(THEIRS) == {"FAMILY_OF"}


def test_a_claim_is_a_pair_of_gold_places() -> None:
    said = extraction(("LEADS", ("c1",), ("c2",), ()))
    assert ((REYES, GUARD), "InChargeOf") in found(record(), said, set())
    # A chain that is named twice stands where the gold has it.
    assert ((REYES, SHORT), "InChargeOf") in found(record(), said, {(REYES, SHORT)})


def test_two_names_of_one_chain_side_by_side_are_one() -> None:
    assert found(record(), extraction(), set()) == {((GUARD, SHORT), "IsSynonymOf")}


def test_who_acts_at_a_place_is_there() -> None:
    pairs = found(record(), extraction(("ASSAULT", ("c1",), (), ("c3",))), set())
    assert ((REYES, OSLO), "CoLocated") in pairs


def test_pairs_inside_one_gold_entity_are_not_judged() -> None:
    whole = Record("d", TEXT, None, {(0, len(TEXT) - 1): "Person"}, set())
    assert found(whole, extraction(("LEADS", ("c1",), ("c2",), ())), set()) == set()


def test_scores() -> None:
    gold = record((REYES, GUARD, "InChargeOf"), (GUARD, OSLO, "CoLocated"))
    result = score([gold], [extraction(("MEMBER_OF", ("c1",), ("c2",), ()))])
    assert (result["untyped"]["gold"], result["untyped"]["guess"], result["untyped"]["correct"]) == (2, 2, 1)
    assert result["typed"]["correct"] == 0
    assert result["types"]["BelongsTo"]["guess"] == 1
    assert result["baseline"]["guess"] == 6


def row(**values: Any) -> str:
    return json.dumps(values) + "\n"


def write(folder: Path, **files: str) -> list[Path]:
    for name, content in files.items():
        (folder / f"{name}.jsonl").write_text(content, encoding="utf-8")
    return sorted(folder.glob("*.jsonl"))


def entity(begin: int, end: int, type_: str, confidence: float) -> str:
    return row(documentId="d", begin=begin, end=end, type=type_, value="", confidence=confidence)


def test_files_are_read_together_and_unsure_rows_left_out(tmp_path: Path) -> None:
    files = write(
        tmp_path,
        documents=row(_id="d", text=TEXT, title="Guard"),
        entities=entity(*REYES, "Person", 1) + entity(*GUARD, "Organisation", 0.4),
        relations=row(
            documentId="d", sourceBegin=28, sourceEnd=40, targetBegin=0, targetEnd=17, type="InChargeOf", confidence=0.5
        ),
    )
    (read,) = read_relations(files)
    assert read.entities == {REYES: "Person"}
    assert read.relations == {((REYES, GUARD), "InChargeOf")}


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({"names": "{}\n"}, "not a file"),
        ({"documents": row(id="d")}, "_id"),
        ({"entities": entity(0, 1, "Person", 1)}, "d"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, files: dict[str, str], word: str) -> None:
    with pytest.raises(DataError, match=word):
        read_relations(write(tmp_path, **files))
