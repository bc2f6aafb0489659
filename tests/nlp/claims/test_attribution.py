"""Who says so: sources in the order in which the news came, and nobody where the text names nobody."""

import pytest
from spacy.tokens import Doc

from kg.nlp.claims.attribution import AttributionReader
from kg.nlp.claims.view import View
from kg.rules.compile import Matcher
from kg.rules.read import load_rulebook
from tests.nlp.entities.documents import annotated

REBELS = "rebels/NNS/nsubj/{0}/rebel attacked/VBD/{1}/{2}/attack [GPE Gao/NNP/obj/{0}]"


@pytest.fixture(scope="module")
def reader() -> AttributionReader:
    return AttributionReader(Matcher(load_rulebook()))


def sources(reader: AttributionReader, doc: Doc, word: str = "attacked") -> list[str]:
    """Names of those who say what stands at a word."""
    view = View(doc)
    token = next(t for t in doc if t.text == word)
    return [view.chains[c]["name"] for c in reader.read(token, view)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The verb of speech above, and the tag at the end.
        ("[GPE Kenya/NNP/nsubj/2] says/VBZ/root/0/say " + REBELS.format(4, "ccomp", 2), ["Kenya"]),
        (REBELS.format(2, "ccomp", 6) + " ,/,/punct/2 [GPE Kenya/NNP/nsubj/6] said/VBD/root/0/say", ["Kenya"]),
        # Inverted, with a tree that gave the speaker away.
        (REBELS.format(2, "root", 0) + " ,/,/punct/5 said/VBD/parataxis/2/say [GPE Kenya/NNP/appos/3]", ["Kenya"]),
        # As somebody announced; not so where it hangs on another word.
        ("As/IN/mark/3 [GPE Kenya/NNP/nsubj/3] announced/VBD/advcl/5/announce " + REBELS.format(5, "root", 0), ["Kenya"]),
        ("[GPE Kenya/NNP/nsubj/2] spoke/VBD/root/0/say and/CC/cc/5 " + REBELS.format(5, "conj", 2), []),
        # One speech verb governs the first conjunct only.
        (
            "[GPE Kenya/NNP/nsubj/2] said/VBD/root/0/say it/PRP/nsubj/4 rained/VBD/ccomp/2/rain and/CC/cc/7 "
            + REBELS.format(7, "conj", 2),
            [],
        ),
        (
            "[GPE Kenya/NNP/nsubj/2] said/VBD/root/0/say it/PRP/nsubj/4 rained/VBD/ccomp/2/rain and/CC/cc/7 "
            + REBELS.format(7, "conj", 4),
            ["Kenya"],
        ),
        # Who has not said whether it was so, said nothing.
        (
            "[GPE Kenya/NNP/nsubj/4] did/VBD/aux/4/do not/RB/advmod/4 say/VB/root/0 whether/IN/mark/7 "
            + REBELS.format(7, "ccomp", 4),
            [],
        ),
        # "Continues to" is no speech.
        ("[GPE Kenya/NNP/nsubj/2] continues/VBZ/root/0/continue to/TO/mark/4 attack/VB/xcomp/2", []),
    ],
)  # fmt: skip
def test_verbs_of_speech(reader: AttributionReader, text: str, expected: list[str]) -> None:
    doc = annotated(text)
    assert sources(reader, doc, "attack" if "attack/VB/" in text else "attacked") == expected


def test_nested_sources_come_in_order(reader: AttributionReader) -> None:
    doc = annotated(
        "According/VBG/case/3/accord to/IN/fixed/1 [GPE Chad/NNP/obl/5] [GPE Mali/NNP/nsubj/5] believes/VBZ/root/0/believe "
        + REBELS.format(7, "ccomp", 5)
    )
    assert sources(reader, doc) == ["Chad", "Mali"]


def test_who_is_told_that_another_told_it(reader: AttributionReader) -> None:
    doc = annotated(
        "[GPE Chad/NNP/nsubj/2] said/VBD/root/0/say [GPE Mali/NNP/nsubj/5] had/VBD/aux/5/have told/VBN/ccomp/2/tell "
        "[GPE Niger/NNP/obj/5] " + REBELS.format(8, "ccomp", 5)
    )
    assert sources(reader, doc) == ["Chad", "Mali"]


def test_a_source_that_cites_another_is_nearer_to_the_article(reader: AttributionReader) -> None:
    doc = annotated(
        "[GPE Chad/NNP/nsubj/2] reported/VBD/root/0/report ,/,/punct/4 citing/VBG/advcl/2/cite [GPE Mali/NNP/obj/4] ,/,/punct/4 "
        + REBELS.format(8, "ccomp", 2)
    )
    assert sources(reader, doc) == ["Chad", "Mali"]


def test_a_source_that_another_quotes_is_farther(reader: AttributionReader) -> None:
    doc = annotated(
        "[GPE Chad/NNP/nsubj/6] ,/,/punct/3 quoted/VBN/acl/1/quote by/IN/case/5 [GPE Mali/NNP/obl:agent/3] said/VBD/root/0/say "
        + REBELS.format(8, "ccomp", 6)
    )
    assert sources(reader, doc) == ["Mali", "Chad"]


def test_quoting_somebody_as_saying(reader: AttributionReader) -> None:
    doc = annotated(
        "[GPE Chad/NNP/nsubj/2] quoted/VBD/root/0/quote [GPE Mali/NNP/obj/2] as/IN/mark/5 saying/VBG/advcl/2/say "
        + REBELS.format(7, "ccomp", 5)
    )
    assert sources(reader, doc) == ["Chad", "Mali"]


def test_a_report_speaks_for_its_owner(reader: AttributionReader) -> None:
    doc = annotated(
        "A/DT/det/2 report/NN/nsubj/5 by/IN/case/4 [GPE Chad/NNP/nmod/2] found/VBD/root/0/find "
        + REBELS.format(7, "ccomp", 5)
    )
    assert sources(reader, doc) == ["Chad"]


def test_a_claim_that_has_its_maker(reader: AttributionReader) -> None:
    doc = annotated(
        "[GPE Chad/NNP/nmod:poss/3] 's/POS/case/1 claim/NN/nsubj/8 that/IN/mark/6 rebels/NNS/nsubj/6/rebel "
        "attacked/VBD/acl/3/attack [GPE Gao/NNP/obj/6] fell/VBD/root/0/fall"
    )
    assert sources(reader, doc) == ["Chad"]


def test_a_quotation_speaks_over_its_sentences(reader: AttributionReader) -> None:
    doc = annotated(
        """
        “/./punct/3 They/PRP/nsubj/3 lied/VBD/ccomp/7/lie ,/,/punct/3 ”/./punct/3 [GPE Chad/NNP/nsubj/7] said/VBD/root/0/say ./././7
        “/./punct/4 The/DT/det/3 rebels/NNS/nsubj/4/rebel attacked/VBD/root/0/attack [GPE Gao/NNP/obj/4] ./././4 ”/./punct/4
        Soldiers/NNS/nsubj/2/soldier fled/VBD/root/0/flee [GPE Gao/NNP/obj/2] ./././2
        """
    )
    assert sources(reader, doc) == ["Chad"]
    assert sources(reader, doc, "fled") == []


def test_a_quotation_is_not_spoken_by_whoever_acts_in_it(reader: AttributionReader) -> None:
    doc = annotated(
        "[GPE Chad/NNP/nsubj/2] said/VBD/root/0/say :/./punct/2 “/./punct/6 [GPE Mali/NNP/nsubj/6] says/VBZ/ccomp/2/say "
        + REBELS.format(8, "ccomp", 6)
        + " now/RB/advmod/8 ./././8 ”/./punct/8"
    )
    assert sources(reader, doc) == ["Chad", "Mali"]
