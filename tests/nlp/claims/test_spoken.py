"""Speakers of quotations without a verb of speech, and who stands behind "we"."""

import pytest
from spacy.tokens import Doc

from kg.nlp.claims.build import ClaimBuilder
from kg.ontology import load_ontology
from kg.rules.compile import Matcher
from kg.rules.read import load_rulebook
from tests.nlp.entities.documents import annotated

QUOTED = "“/./punct/3 Rebels/NNS/nsubj/3/rebel attacked/VBD/root/0/attack [GPE Gao/NNP/obj/3] ./././3 ”/./punct/3"


@pytest.fixture(scope="module")
def builder() -> ClaimBuilder:
    return ClaimBuilder(Matcher(load_rulebook()), load_ontology(None))


def said(builder: ClaimBuilder, text: str) -> list[tuple[str, list[str], list[str]]]:
    doc: Doc = annotated(text)
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    return [
        (c["type"], [names[x] for x in c["actors"]], [names[x] for x in c["attributed_to"]]) for c in builder.build(doc)
    ]


def test_a_name_behind_a_dash_signs(builder: ClaimBuilder) -> None:
    text = f"{QUOTED}\n-/./punct/2 [PERSON Ana/NNP/root/0 Reyes/NNP/flat/2]"
    assert ("ASSAULT", ["Rebels"], ["Ana Reyes"]) in said(builder, text)


def test_a_name_and_a_colon_take_the_turn(builder: ClaimBuilder) -> None:
    text = (
        "[PERSON Ana/NNP/dep/5 Reyes/NNP/flat/1] :/./punct/1 Rebels/NNS/nsubj/5/rebel attacked/VBD/root/0/attack "
        "[GPE Gao/NNP/obj/5]"
    )
    assert ("ASSAULT", ["Rebels"], ["Ana Reyes"]) in said(builder, text)


def test_a_country_and_a_colon_are_only_a_topic(builder: ClaimBuilder) -> None:
    text = "[GPE Mali/NNP/dep/4] :/./punct/1 Rebels/NNS/nsubj/4/rebel attacked/VBD/root/0/attack [GPE Gao/NNP/obj/4]"
    assert all(by == [] for _, _, by in said(builder, text))


def test_nobody_speaks_where_nobody_is_named(builder: ClaimBuilder) -> None:
    assert said(builder, f"Gao/NNP/nsubj/2 fell/VBD/root/0/fall ./././2\n{QUOTED}")[-1][2] == []


WE = (
    "“/./punct/3 {0}/PRP/nsubj/3 attacked/VBD/root/0/attack [GPE Gao/NNP/obj/3] ,/,/punct/3 ”/./punct/3 said/VBD/parataxis/3/say "
    "[PERSON Ana/NNP/nsubj/7 Reyes/NNP/flat/8] {1} ./././3"
)


def test_we_are_the_speaker_where_no_office_is_told(builder: ClaimBuilder) -> None:
    assert ("ASSAULT", ["Ana Reyes"], ["Ana Reyes"]) in said(builder, WE.format("We", ""))


@pytest.mark.parametrize(("pronoun", "actor"), [("We", "Sea Guild"), ("I", "Ana Reyes")])
def test_an_office_holders_we_is_whom_the_office_belongs_to(builder: ClaimBuilder, pronoun: str, actor: str) -> None:
    office = ",/,/punct/11 commander/NN/appos/8 of/IN/case/14 the/DT/det/14 [ORG Sea/NNP/compound/15 Guild/NNP/nmod/11]"
    found = said(builder, WE.format(pronoun, office))
    assert ("ASSAULT", [actor], ["Ana Reyes"]) in found


def test_outside_what_is_said_we_are_nobody(builder: ClaimBuilder) -> None:
    text = (
        "[PERSON Ana/NNP/nsubj/3 Reyes/NNP/flat/1] left/VBD/root/0/leave ./././3\n"
        "We/PRP/nsubj/2 attacked/VBD/root/0/attack [GPE Gao/NNP/obj/2]"
    )
    assert all(actors == [] for _, actors, _ in said(builder, text))


def test_who_condemns_needs_no_source_for_it(builder: ClaimBuilder) -> None:
    text = (
        "“/./punct/3 We/PRP/nsubj/3 condemn/VBP/root/0 [GPE Kenya/NNP/obj/3] ,/,/punct/3 ”/./punct/3 said/VBD/parataxis/3/say "
        "[PERSON Ana/NNP/nsubj/7 Reyes/NNP/flat/8] ./././3"
    )
    assert ("ACCUSE", ["Ana Reyes"], []) in said(builder, text)


def test_whose_somebody_is_is_told_by_the_way(builder: ClaimBuilder) -> None:
    text = (
        "[GPE Chad/NNP/nsubj/2] said/VBD/root/0/say rebels/NNS/nsubj/4/rebel attacked/VBD/ccomp/2/attack [ORG Sea/NNP/compound/6 "
        "Guild/NNP/nmod:poss/8] 's/POS/case/6 commander/NN/nmod:desc/9 [PERSON Ana/NNP/obj/4 Reyes/NNP/flat/9]"
    )
    found = {type_: by for type_, _, by in said(builder, text)}
    assert found["ASSAULT"] == ["Chad"]
    assert found["LEADS"] == []
