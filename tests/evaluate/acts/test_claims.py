"""Claims against annotated articles: sentence, type, and somebody in common on each side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.evaluate.acts.claims import borne_out, normalise
from kg.model import Article, Chain, Claim, Extraction, Span

TEXT = "Chad helped Niger. The envoy met nobody."
GOLD: dict[str, Any] = {
    "article": "a",
    "text": TEXT,
    "actors": [{"name": "Chad"}, {"name": "Republic of Niger", "aliases": ["Niger"]}],
    "places": [{"name": "Gao"}],
    "claims": [
        {
            "type": "AID", "actors": ["Chad"], "recipients": ["Republic of Niger"], "places": ["Gao"],
            "sentence": "Chad helped Niger.", "trigger": "helped",
        }
    ],
}  # fmt: skip
AID = Claim("i", "AID", None, ("c1",), ("c2",), (), None, "actual", (), (), Span(5, 11), Span(0, 18), "aid/help", 0.5)


def read(*claims: Claim) -> Extraction:
    chains = (
        Chain("c1", "country", "Chad", ()),
        Chain("c2", "country", "the Niger", ()),
        Chain("c3", "group", "envoy", ()),
    )
    return Extraction(Article("a", TEXT), (), chains, claims, "m", "r")


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        (AID, True),
        (replace(AID, recipients=("c2", "c3")), True),
        (replace(AID, recipients=()), False),
        (replace(AID, actors=("c3",)), False),
        (replace(AID, type="SUPPORT"), False),
        (replace(AID, sentence=Span(19, 40), trigger=Span(29, 32)), False),
    ],
)
def test_one_claim(claim: Claim, right: bool) -> None:
    assert borne_out(GOLD, read(claim), {"LEADS"}) == [right]


def test_each_gold_claim_bears_out_one() -> None:
    assert borne_out(GOLD, read(AID, AID), {"LEADS"}) == [True, False]


def test_places_are_objects_of_standing_relations_only() -> None:
    there = replace(AID, recipients=("c2",), places=("c3",))
    assert borne_out(GOLD, read(there), ()) == [True]
    assert borne_out(GOLD, read(replace(there, recipients=())), {"AID"}) == [False]


@pytest.mark.parametrize(
    ("form", "expected"), [("The Army's", "army"), (" “Gao” ", "gao"), ("an  old\nman", "old man")]
)
def test_normalise(form: str, expected: str) -> None:
    assert normalise(form) == expected
