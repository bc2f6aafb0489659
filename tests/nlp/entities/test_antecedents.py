"""Which words are candidates of a pronoun, and what is said of them; the weights are tested on the line."""

import pytest

from kg.nlp.entities.antecedents import (
    Context,
    Weights,
    bound,
    candidates,
    choose,
    class_of,
    features,
    load_weights,
    nothing,
)
from kg.nlp.entities.pronouns import genders_of
from tests.nlp.entities.documents import annotated

_TEXT = (
    "[PERSON Amina/NNP/nsubj/3 Odera/NNP/flat/1] met/VBD/root/0/meet the/DT/det/5 rebels/NNS/obj/3/rebel ./././3\n"
    "The/DT/det/2 storm/NN/nsubj/3 came/VBD/root/0/come ./././3\n"
)


def context(last: str) -> tuple[Context, int]:
    """Context of a text, and the number of its last pronoun."""
    doc = annotated(_TEXT + last)
    mentions = doc._.kg_mentions
    numbers: dict[str, int] = {}
    clusters = [None if m["pronoun"] else numbers.setdefault(m["chain"], len(numbers)) for m in mentions]
    at = Context.of(doc, mentions, clusters, genders_of(mentions, clusters, {"Amina Odera": "f"}.get))
    return at, max(n for n, m in enumerate(mentions) if m["pronoun"])


@pytest.mark.parametrize(
    ("last", "kind", "words"),
    [
        ("She/PRP/nsubj/2 left/VBD/root/0/leave ./././2", "person", ["Amina"]),
        ("He/PRP/nsubj/2 left/VBD/root/0/leave ./././2", "person", []),
        ("They/PRP/nsubj/2 left/VBD/root/0/leave ./././2", "many", ["rebels"]),
        ("It/PRP/nsubj/2 left/VBD/root/0/leave ./././2", "thing", ["storm"]),
    ],
)
def test_candidates_agree(last: str, kind: str, words: list[str]) -> None:
    at, n = context(last)
    assert class_of(at.mentions[n]) == kind
    assert [at.doc[c.word].text for c in candidates(at, n)] == words


def test_an_object_is_not_the_subject_of_its_own_verb() -> None:
    doc = annotated("[PERSON Odera/NNP/nsubj/2] saw/VBD/root/0/see her/PRP/obj/2 ./././2")
    assert bound(doc[2], doc[0])
    doc = annotated("[PERSON Odera/NNP/nsubj/2] saw/VBD/root/0/see herself/PRP/obj/2 ./././2")
    assert not bound(doc[2], doc[0])


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (
            "Troops/NNS/nsubj/2/troop freed/VBD/root/0/free nurses/NNS/obj/2/nurse and/CC/cc/5 paid/VBD/conj/2/pay "
            "them/PRP/obj/5 ./././2",
            ["nurses", "rebels"],
        ),
        (
            "Troops/NNS/nsubj/2/troop freed/VBD/root/0/free nurses/NNS/obj/2/nurse after/IN/mark/5 "
            "seizing/VBG/advcl/2/seize them/PRP/obj/5 ./././2",
            ["nurses", "rebels"],
        ),
        (
            "Nurses/NNS/nsubj/2/nurse asked/VBD/root/0/ask troops/NNS/obj/2/troop to/TO/mark/5 help/VB/xcomp/2/help "
            "them/PRP/obj/5 ./././2",
            ["Nurses", "rebels"],
        ),
    ],
)
def test_an_object_is_not_whoever_does_it_though_another_verb_has_the_subject(last: str, words: list[str]) -> None:
    at, n = context(last)
    options = [at.doc[c.word].text for c in candidates(at, n) if c.mention is not None]
    assert options == words


def test_features_are_named_by_the_class_of_the_pronoun() -> None:
    at, n = context("It/PRP/nsubj/2 left/VBD/root/0/leave ./././2")
    (found,) = features(at, n, candidates(at, n))
    assert {"thing: is noun", "thing: sentence 1", "thing: subject for subject", "thing: rank 0"} <= set(found)
    assert set(nothing(at, n)) == {"thing: nothing", "thing: nothing, subject", "thing: nothing, verb"}


def test_a_plain_noun_that_is_better_leaves_a_pronoun_unresolved() -> None:
    at, n = context("They/PRP/nsubj/2 left/VBD/root/0/leave ./././2")
    assert choose(at, n, Weights({}).of) == at.clusters[1]
    assert choose(at, n, Weights({"many: nothing": 5.0}).of) is None


def test_what_is_coordinated_with_a_name_is_its_own() -> None:
    at, n = context(
        "[PERSON Lucia/NNP/nsubj/3 Ferro/NNP/flat/1] saw/VBD/root/0/see [PERSON Amina/NNP/obj/3 Odera/NNP/flat/4]"
        " and/CC/cc/8 her/PRP$/nmod:poss/8 brother/NN/conj/4 ./././3"
    )
    for_subjects = Weights({"person: subject above": 9.0, "person: subject of the sentence": 9.0}).of
    assert choose(at, n, for_subjects) == at.clusters[0]


def test_the_weights_speak_for_subjects_and_nearness() -> None:
    weights = load_weights()
    subject, modifier = ({f"person: subject for {role}": 1.0} for role in ("subject", "nmod"))
    assert weights.of(subject) > weights.of(modifier)
    assert weights.of({"person: words between": 1.0}) < 0
