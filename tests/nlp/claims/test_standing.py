"""Status that the article's date, an office or the kind of act decides."""

import pytest

from kg.model import Period
from kg.nlp.claims.build import ClaimBuilder
from kg.nlp.harvest import _status
from kg.ontology import load_ontology
from kg.rules.compile import Matcher
from kg.rules.read import load_rulebook
from tests.nlp.entities.documents import annotated


@pytest.fixture(scope="module")
def builder() -> ClaimBuilder:
    return ClaimBuilder(Matcher(load_rulebook()), load_ontology(None))


@pytest.mark.parametrize(
    ("start", "grain", "published", "status"),
    [
        ("2005", "year", None, "historical"),
        ("2005-03", "month", None, "actual"),
        ("2005", "year", "2006-02-01", "actual"),
        ("2005", "year", "2009-02-01", "historical"),
    ],
)
def test_background(start: str, grain: str, published: str | None, status: str) -> None:
    assert _status("actual", Period(start, start, grain, start), published) == status
    assert _status("denied", Period(start, start, grain, start), published) == "denied"


@pytest.mark.parametrize(("word", "status"), [("Former/JJ/amod/3", "historical"), ("Tall/JJ/amod/3", "actual")])
def test_who_led_formerly(builder: ClaimBuilder, word: str, status: str) -> None:
    doc = annotated(
        f"{word} Kenyan/JJ/amod/3 President/NNP/nmod:desc/4 [PERSON Omar/NNP/nsubj/6 Odera/NNP/flat/4] left/VBD/root/0/leave"
        " ./././6"
    )
    assert [(c["type"], c["status"]) for c in builder.build(doc)] == [("LEADS", status)]


def test_who_says_that_he_will_strike_threatens_now(builder: ClaimBuilder) -> None:
    doc = annotated("[GPE Kenya/NNP/nsubj/3] will/MD/aux/3 attack/VB/root/0/attack [GPE Somalia/NNP/obj/3] ./././3")
    assert [(c["type"], c["status"]) for c in builder.build(doc)] == [("THREATEN", "actual")]
