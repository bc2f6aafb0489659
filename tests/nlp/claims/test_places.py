"""The places of an act: tied to it, named inside its words of place, or those of the act that it is told with."""

import pytest

from kg.nlp.claims.places import read_places
from kg.nlp.claims.view import View
from kg.rules.compile import Candidate, Matcher
from kg.rules.read import load_rulebook
from kg.rules.rule import Rule, Trigger
from tests.nlp.entities.documents import annotated

KILL = "Rebels/NNS/nsubj/2/rebel killed/VBD/root/0/kill two/CD/nummod/4 soldiers/NNS/obj/2/soldier"


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_rulebook())


def places(matcher: Matcher, text: str, word: str, type_: str = "ASSAULT") -> list[str]:
    doc = annotated(text)
    token = next(t for t in doc if t.text == word)
    trigger = Trigger("noun" if token.pos_ == "NOUN" else "verb", token.lemma_)
    candidate = Candidate(Rule("a/b", type_, "", (trigger,), {}, {}), trigger, token)
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    return [names[c] for c in read_places(matcher, candidate, View(doc), taken=set())]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (f"{KILL} in/IN/case/6 [GPE Gao/NNP/obl/2] ./././2", "killed", ["Gao"]),
        # Named inside the words of place.
        (f"{KILL} at/IN/case/7 a/DT/det/7 market/NN/obl/2 in/IN/case/9 [GPE Gao/NNP/nmod/7] ./././2", "killed", ["Gao"]),
        (f"{KILL} in/IN/case/7 the/DT/det/7 outskirts/NNS/obl/2 of/IN/case/9 [GPE Gao/NNP/nmod/7] ./././2", "killed", ["Gao"]),
        # In no place at all.
        (f"{KILL} in/IN/case/7 a/DT/det/7 response/NN/obl/2 to/IN/case/9 [GPE Gao/NNP/nmod/7] ./././2", "killed", []),
        (f"{KILL} before/IN/case/6 [GPE Gao/NNP/obl/2] ./././2", "killed", []),
        # The country around a place that is told exactly is no second place.
        ("In/IN/case/2 [GPE Mali/NNP/obl/5] ,/,/punct/5 rebels/NNS/nsubj/5/rebel struck/VBD/root/0/strike in/IN/case/7 [GPE Gao/NNP/obl/5] ./././5",
         "struck", ["Gao"]),
        # A time in a role of place does not hide the place in another role.
        ("On/IN/case/2 Monday/NNP/obl/7 ,/,/punct/7 an/DT/det/5 attack/NN/nsubj/7 in/IN/case/8 killed/VBD/root/0/kill [GPE Gao/NNP/nmod/5] ./././7",
         "killed", ["Gao"]),
        # What came of it was where it was; what somebody protests against was elsewhere.
        ("Rebels/NNS/nsubj/2/rebel exploded/VBD/root/0/explode a/DT/det/4 bomb/NN/obj/2 ,/,/punct/6 killing/VBG/advcl/2/kill two/CD/obj/6 in/IN/case/9 [GPE Gao/NNP/obl/6] ./././2",
         "exploded", ["Gao"]),
        ("Rebels/NNS/nsubj/2/rebel fought/VBD/root/0/fight against/IN/mark/4 killing/VBG/advcl/2/kill farmers/NNS/obj/4 in/IN/case/7 [GPE Gao/NNP/obl/4] ./././2",
         "fought", []),
        # "There" is the place told before.
        ("In/IN/case/2 [GPE Gao/NNP/obl/4] rebels/NNS/nsubj/4/rebel fled/VBD/root/0/flee ,/,/punct/7 and/CC/cc/7 died/VBD/conj/4/die there/RB/advmod/7 ./././4",
         "died", ["Gao"]),
        # … which is no adjective of a people, and stands right behind the act whatever the tree says.
        ("In/IN/case/2 [GPE Gao/NNP/obl/4] they/PRP/nsubj/4 met/VBD/root/0/meet after/IN/case/8 the/DT/det/8 Malian/JJ/amod/8 offensive/NN/obl/4 there/RB/advmod/4 ./././4",
         "offensive", ["Gao"]),
        # Where the act is that did it.
        ("The/DT/det/2 offensive/NN/nsubj/8 in/IN/case/4 [GPE Gao/NNP/nmod/2] that/WDT/nsubj/6 killed/VBD/acl:relcl/2/kill two/CD/obj/6 ended/VBD/root/0/end ./././8",
         "killed", ["Gao"]),
        # What it was done to.
        ("Rebels/NNS/nsubj/2/rebel shelled/VBD/root/0/shell [GPE Gao/NNP/obj/2] ./././2", "shelled", ["Gao"]),
        ("Rebels/NNS/nsubj/2/rebel shelled/VBD/root/0/shell the/DT/det/4 bridges/NNS/obj/2/bridge of/IN/case/6 [GPE Gao/NNP/nmod/4] ./././2",
         "shelled", ["Gao"]),
        # Told with another act.
        ("Rebels/NNS/nsubj/2/rebel shelled/VBD/root/0/shell [GPE Gao/NNP/obj/2] ,/,/punct/5 killing/VBG/advcl/2/kill two/CD/obj/5 ./././2",
         "killing", ["Gao"]),
    ],
)  # fmt: skip
def test_places(matcher: Matcher, text: str, word: str, expected: list[str]) -> None:
    assert places(matcher, text, word) == expected


def test_what_words_are_about_has_a_place_of_its_own(matcher: Matcher) -> None:
    text = "Chad/NNP/nsubj/2 condemned/VBD/root/0/condemn the/DT/det/4 attack/NN/obj/2 in/IN/case/6 [GPE Gao/NNP/nmod/4] ./././2"
    assert places(matcher, text, "condemned", "ACCUSE") == []
    assert places(matcher, text, "condemned", "ASSAULT") == ["Gao"]


def test_an_argument_is_no_place(matcher: Matcher) -> None:
    doc = annotated("Rebels/NNS/nsubj/2/rebel shelled/VBD/root/0/shell [GPE Gao/NNP/obj/2] ./././2")
    trigger = Trigger("verb", "shell")
    candidate = Candidate(Rule("a/b", "ASSAULT", "", (trigger,), {}, {}), trigger, doc[1])
    taken = {c["id"] for c in doc._.kg_chains}
    assert read_places(matcher, candidate, View(doc), taken=taken) == []


def test_a_truce_is_declared_where_it_holds(matcher: Matcher) -> None:
    doc = annotated(
        "Rebels/NNS/nsubj/2/rebel declared/VBD/root/0/declare a/DT/det/4 truce/NN/obj/2 in/IN/case/6 [GPE Gao/NNP/nmod/4] ./././2"
    )
    trigger = Trigger("verb", "declare")
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    found = []
    for objects in (frozenset({"truce"}), frozenset[str]()):
        rule = Rule("a/b", "CONCEDE", "", (trigger,), {}, {}, objects=objects)
        found.append([names[c] for c in read_places(matcher, Candidate(rule, trigger, doc[1]), View(doc), taken=set())])
    assert found == [["Gao"], []]


def test_a_place_that_the_rule_found_is_not_looked_for_further_away(matcher: Matcher) -> None:
    doc = annotated(
        "Rebels/NNS/nsubj/2/rebel advanced/VBD/root/0/advance in/IN/case/4 [GPE Mali/NNP/obl/2] ,/,/punct/6 "
        "storming/VBG/advcl/2/storm the/DT/det/8 town/NN/obj/6/town of/IN/case/10 [GPE Gao/NNP/nmod/8] ./././2"
    )
    token = next(t for t in doc if t.text == "storming")
    trigger = Trigger("verb", "storm")
    candidate = Candidate(Rule("a/b", "ASSAULT", "", (trigger,), {}, {}), trigger, token)
    gao = next(c["id"] for c in doc._.kg_chains if c["name"] == "Gao")
    found = [read_places(matcher, candidate, View(doc), taken={gao}, known=known) for known in (False, True)]
    assert [len(f) for f in found] == [1, 0]
