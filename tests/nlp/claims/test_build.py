"""Arguments of claims: who is named inside another's name does not act beside it."""

import pytest

from kg.nlp.claims.build import ClaimBuilder
from kg.ontology import load_ontology
from kg.rules.compile import Matcher
from kg.rules.read import load_rulebook
from tests.nlp.entities.documents import annotated


@pytest.fixture(scope="module")
def builder() -> ClaimBuilder:
    return ClaimBuilder(Matcher(load_rulebook()), load_ontology(None))


def actors(builder: ClaimBuilder, text: str) -> list[list[str]]:
    doc = annotated(text)
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    return [[names[c] for c in claim["actors"]] for claim in builder.build(doc) if claim["type"] == "ASSAULT"]


def test_the_regime_attacks_and_not_whose_it_is(builder: ClaimBuilder) -> None:
    text = "A/DT/det/4 [NORP Syrian/JJ/amod/4] regime/NN/compound/4 attack/NN/nsubj/5 hit/VBD/root/0/hit rebels/NNS/obj/5/rebel ./././5"
    assert actors(builder, text)
    assert all(len(side) == 1 for side in actors(builder, text))


def test_two_who_stand_side_by_side_both_act(builder: ClaimBuilder) -> None:
    text = "Chad/NNP/nsubj/4 and/CC/cc/3 Mali/NNP/conj/1 attacked/VBD/root/0/attack rebels/NNS/obj/4/rebel ./././4"
    assert (
        len(
            actors(
                builder,
                text.replace("Chad/NNP/nsubj/4", "[GPE Chad/NNP/nsubj/4]").replace(
                    "Mali/NNP/conj/1", "[GPE Mali/NNP/conj/1]"
                ),
            )[0]
        )
        == 2
    )
