"""When an act is told of that has yet to come."""

import pytest

from kg.nlp.claims.build import ClaimBuilder
from kg.ontology import load_ontology
from kg.rules.compile import Matcher
from kg.rules.read import load_rulebook
from tests.nlp.entities.documents import annotated


@pytest.fixture(scope="module")
def builder() -> ClaimBuilder:
    return ClaimBuilder(Matcher(load_rulebook()), load_ontology(None))


def standings(builder: ClaimBuilder, text: str) -> set[tuple[str, str]]:
    return {
        (c["type"], c["status"]) for c in builder.build(annotated(text)) if c["type"] in ("CONSULT", "AGREE", "AID")
    }


@pytest.mark.parametrize(
    ("verb", "day", "expected"),
    [
        ("visits/VBZ/root/0/visit", "Monday/NNP/obl/2", ("AGREE", "planned")),
        ("visited/VBD/root/0/visit", "Monday/NNP/obl/2", ("CONSULT", "actual")),
        ("visits/VBZ/root/0/visit", "delight/NN/obl/2", ("CONSULT", "actual")),
    ],
)
def test_a_visit_in_the_present_with_a_day_is_to_come(
    builder: ClaimBuilder, verb: str, day: str, expected: tuple[str, str]
) -> None:
    text = f"[PERSON Odera/NNP/nsubj/2] {verb} [GPE Chad/NNP/obj/2] with/IN/case/5 {day} ./././2"
    assert standings(builder, text) == {expected}


@pytest.mark.parametrize("label", ["aux", "cop"])
def test_who_is_to_visit_has_not_been_there(builder: ClaimBuilder, label: str) -> None:
    text = f"[PERSON Odera/NNP/nsubj/4] is/VBZ/{label}/4/be to/TO/mark/4 visit/VB/root/0/visit [GPE Chad/NNP/obj/4] ./././4"
    assert standings(builder, text) == {("AGREE", "planned")}


@pytest.mark.parametrize(("noun", "expected"), [("eve", ("AGREE", "planned")), ("end", ("CONSULT", "actual"))])
def test_on_the_eve_of_a_visit_it_is_to_come(builder: ClaimBuilder, noun: str, expected: tuple[str, str]) -> None:
    text = (
        f"Rain/NN/nsubj/2 fell/VBD/root/0/fall at/IN/case/5 the/DT/det/5 {noun}/NN/obl/2/{noun} of/IN/case/9 "
        "[PERSON Odera/NNP/nmod:poss/9] 's/POS/case/7 visit/NN/nmod/5/visit to/IN/case/11 [GPE Chad/NNP/nmod/9] ./././2"
    )
    assert standings(builder, text) == {expected}


@pytest.mark.parametrize(
    ("said", "expected"),
    [("said/VBD/root/0/say", ("AGREE", "planned")), ("says/VBZ/root/0/say", ("AID", "actual"))],
)
def test_what_one_said_one_was_sending_is_to_come(builder: ClaimBuilder, said: str, expected: tuple[str, str]) -> None:
    text = (
        f"Officials/NNS/nsubj/2 {said} [GPE Chad/NNP/nsubj/5] was/VBD/aux/5/be sending/VBG/ccomp/2/send "
        "aid/NN/obj/5/aid to/IN/case/8 [GPE Mali/NNP/obl/5] ./././2"
    )
    assert standings(builder, text) == {expected}


@pytest.mark.parametrize(
    ("word", "expected"), [("is/VBZ/cop/4/be", ("CONSULT", "actual")), ("again/RB/advmod/4", ("AGREE", "planned"))]
)
def test_who_is_there_to_talk_has_gone(builder: ClaimBuilder, word: str, expected: tuple[str, str]) -> None:
    text = (
        f"[PERSON Odera/NNP/nsubj/4] {word} in/IN/case/4 [GPE Chad/NNP/root/0] to/TO/mark/6 meet/VB/advcl/4/meet "
        "[PERSON Bello/NNP/obj/6] ./././4"
    )
    assert expected in standings(builder, text)


def every(builder: ClaimBuilder, text: str) -> set[tuple[str, str]]:
    return {(c["type"], c["status"]) for c in builder.build(annotated(text))}


@pytest.mark.parametrize(("noun", "expected"), [("calls", ("REQUEST", "actual")), ("room", ("RETREAT", "actual"))])
def test_what_others_call_for_is_asked(builder: ClaimBuilder, noun: str, expected: tuple[str, str]) -> None:
    text = (
        f"Amid/IN/case/2 {noun}/NNS/obl/8/{noun.removesuffix('s')} for/IN/mark/6 [GPE Chad/NNP/nsubj/6] to/TO/mark/6 "
        "disarm/VB/acl/2/disarm ,/,/punct/2 met/VBD/root/0/meet judges/NNS/nsubj/8/judge ./././8"
    )
    assert expected in every(builder, text)


@pytest.mark.parametrize(("noun", "expected"), [("deal", ("CONCEDE", "planned")), ("mayor", ("REQUEST", "actual"))])
def test_what_a_deal_requires_is_agreed_and_not_asked(
    builder: ClaimBuilder, noun: str, expected: tuple[str, str]
) -> None:
    text = (
        f"The/DT/det/2 {noun}/NN/nsubj/3/{noun} requires/VBZ/root/0/require [GPE Chad/NNP/obj/3] to/TO/mark/6 "
        "disarm/VB/xcomp/3/disarm ./././3"
    )
    assert every(builder, text) == {expected}
