"""Titles end where they end, belong to whom they belong, and a name may hold several."""

from typing import Any

import pytest

from tests.nlp.entities.documents import annotated

LEFT = "left/VBD/root/0/leave"


def offices(text: str) -> list[tuple[str, str, list[str]]]:
    """Holder, title and owners of each office."""
    doc = annotated(text)
    mentions: list[dict[str, Any]] = doc._.kg_mentions
    return [
        (mentions[o["holder"]]["name"], o["title"], [mentions[n]["name"] for n in o["of"]]) for o in doc._.kg_offices
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Words before a title that are no part of it.
        (f"According/VBG/case/4 to/IN/fixed/1 president/NN/nmod:desc/4 [PERSON Amina/NNP/obl/6 Odera/NNP/flat/4] {LEFT}",
         [("Amina Odera", "president", [])]),
        # The portfolio is part of the title, the possessor owns it.
        (f"[GPE Kenya/NNP/nmod:poss/6] 's/POS/case/1 interior/NN/compound/5 and/CC/cc/5 trade/NN/conj/3 minister/NN/nmod:desc/7 [PERSON Amina/NNP/nsubj/9 Odera/NNP/flat/7] {LEFT}",
         [("Amina Odera", "interior and trade minister", ["Kenya"])]),
        # Rank before, office behind: two.
        (f"General/NNP/nmod:desc/2 [PERSON Amina/NNP/nsubj/8 Odera/NNP/flat/2] ,/,/punct/5 commander/NN/appos/2 of/IN/case/7 [ORG Seaguard/NNP/nmod/5] {LEFT}",
         [("Amina Odera", "general", []), ("Amina Odera", "commander", ["Seaguard"])]),
        # The tree hangs what the office is of on another word; the words beside it tell.
        (f"[PERSON Amina/NNP/nsubj/7 Odera/NNP/flat/1] ,/,/punct/4 commander/NN/appos/1 of/IN/case/6 [ORG Seaguard/NNP/obl/7] {LEFT}",
         [("Amina Odera", "commander", ["Seaguard"])]),
        # Between two names without a comma before the second, it is the second's.
        (f"[PERSON Amina/NNP/nsubj/9 Odera/NNP/flat/1] ,/,/punct/4 secretary/NN/appos/1 of/IN/case/6 transport/NN/nmod/4 [PERSON Luc/NNP/appos/4 Berg/NNP/flat/7] {LEFT}",
         [("Luc Berg", "secretary", [])]),
        # Demonym before, body behind: the body's.
        (f"The/DT/det/3 Kenyan/JJ/amod/3 head/NN/nsubj/8 of/IN/case/5 [ORG Seaguard/NNP/nmod/3] ,/,/punct/7 [PERSON Amina/NNP/appos/3] {LEFT}",
         [("Amina", "head", ["Seaguard"])]),
        # Where a body is based is not what is led.
        (f"The/DT/det/2 head/NN/nsubj/10 of/IN/case/7 [GPE Kenya/NNP/compound/6] -/HYPH/punct/6 based/VBN/amod/7 [ORG Seaguard/NNP/nmod/2] ,/,/punct/9 [PERSON Amina/NNP/appos/2] {LEFT}",
         [("Amina", "head", ["Seaguard"])]),
        # As what one acts stands before one.
        (f"As/IN/case/2 head/NN/obl/7 of/IN/case/4 [ORG Seaguard/NNP/nmod/2] ,/,/punct/2 [PERSON Amina/NNP/nsubj/7] {LEFT}",
         [("Amina", "head", ["Seaguard"])]),
        # Where an envoy is sent is not whose she is.
        (f"Kenyan/JJ/amod/2 ambassador/NN/nsubj/6 to/IN/case/4 [GPE Chad/NNP/nmod/2] [PERSON Amina/NNP/appos/2] {LEFT}",
         [("Amina", "ambassador", ["Kenya"])]),
        # A portfolio is no owner.
        (f"Minister/NN/nsubj/6 for/IN/case/4 the/DT/det/4 [LOC Sahel/NNP/nmod/1] [PERSON Amina/NNP/appos/1] {LEFT}",
         [("Amina", "minister", [])]),
        # Predicates.
        ("[PERSON Amina/NNP/nsubj:pass/3] was/VBD/aux:pass/3 elected/VBN/root/0/elect mayor/NN/xcomp/3 of/IN/case/6 [GPE Gao/NNP/nmod/4]",
         [("Amina", "mayor", ["Gao"])]),
    ],
)  # fmt: skip
def test_offices(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert offices(text) == expected


@pytest.mark.parametrize(
    ("title", "flags"),
    [
        ("President/NNP/nmod:desc/{}", "leads"), ("Deputy/NNP/compound/2 President/NNP/nmod:desc/{}", "member"),
        ("Shadow/NNP/compound/2 Minister/NNP/nmod:desc/{}", "member"), ("captain/NN/nmod:desc/{}", "leads"),
        ("Captain/NNP/nmod:desc/{}", "member"),
    ],
)  # fmt: skip
def test_what_words_make_of_a_title(title: str, flags: str) -> None:
    head = len(title.split()) + 1
    doc = annotated(f"{title.format(head)} [PERSON Amina/NNP/nsubj/{head + 1}] {LEFT}")
    (office,) = doc._.kg_offices
    assert [k for k in ("leads", "speaks", "member") if office[k]] == [flags]


def test_a_demonym_that_describes_the_holder_tells_the_country() -> None:
    doc = annotated(
        f"Kenyan/JJ/amod/2 ambassador/NN/nsubj/6 to/IN/case/4 [GPE Chad/NNP/nmod/2] [PERSON Amina/NNP/appos/2] {LEFT}"
    )
    assert [o["country"] for o in doc._.kg_offices] == ["KEN"]


def test_a_title_beside_a_name_is_a_mention_of_its_holder() -> None:
    doc = annotated(f"The/DT/det/2 secretary/NN/nsubj/6 of/IN/case/4 state/NN/nmod/2 [PERSON Amina/NNP/appos/2] {LEFT}")
    assert [c["name"] for c in doc._.kg_chains if c["kind"] == "person"] == ["Amina"]


def test_an_acting_director_in_apposition():
    doc = annotated(
        "[PERSON Ahmed/NNP/nsubj/10 Rahman/NNP/flat/1] ,/,/punct/6 Acting/VBG/amod/6/act General/JJ/amod/6"
        " Director/NNP/appos/1 of/IN/case/9 the/DT/det/9 [ORG Museum/NNP/nmod/6] left/VBD/root/0/leave ./././10"
    )
    office = doc._.kg_offices[0]
    assert office["leads"] and [doc._.kg_mentions[n]["name"] for n in office["of"]] == ["Museum"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A title that names its body is an office of it.
        (f"[ORG CIA/NNP/compound/2] director/NN/nmod:desc/3 [PERSON Amina/NNP/nsubj/4] {LEFT}",
         [("Amina", "cia director", ["CIA"])]),
        # Whose the envoy is stands before where she is sent.
        (f"[GPE Kenya/NNP/compound/3] [GPE Chad/NNP/compound/3] envoy/NN/nmod:desc/4 [PERSON Amina/NNP/nsubj/5] {LEFT}",
         [("Amina", "envoy", ["Kenya"])]),
        # The body may stand behind a comma.
        (f"[PERSON Amina/NNP/nsubj/6] ,/,/punct/3 commander/NN/appos/1 ,/,/punct/5 [ORG Seaguard/NNP/appos/1] {LEFT}",
         [("Amina", "commander", ["Seaguard"])]),
        # Where a branch is does not say what is led.
        (f"[PERSON Amina/NNP/nsubj/11] ,/,/punct/3 director/NN/appos/1 of/IN/case/7 the/DT/det/7 [GPE Gao/NNP/compound/7] office/NN/nmod/3 of/IN/case/9 [ORG Seaguard/NNP/nmod/7] ,/,/punct/3 {LEFT}",
         [("Amina", "director", ["Seaguard"])]),
    ],
)  # fmt: skip
def test_whose_an_office_is(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert offices(text) == expected


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        (f"[ORG EU/NNP/compound/2] commissioner/NN/nmod:desc/3 [PERSON Amina/NNP/nsubj/4] {LEFT}", "member"),
        (f"A/DT/det/3 [ORG Seaguard/NNP/compound/3] commander/NN/nmod:desc/4 [PERSON Amina/NNP/nsubj/5] {LEFT}", "member"),
        (f"The/DT/det/3 [ORG Seaguard/NNP/compound/3] commander/NN/nmod:desc/4 [PERSON Amina/NNP/nsubj/5] {LEFT}", "leads"),
        (f"[ORG Seaguard/NNP/compound/2] representative/NN/nmod:desc/3 [PERSON Amina/NNP/nsubj/4] {LEFT}", "speaks"),
        (f"[GPE Texas/NNP/compound/2] Representative/NNP/nmod:desc/3 [PERSON Amina/NNP/nsubj/4] {LEFT}", "member"),
    ],
)  # fmt: skip
def test_one_of_many_leads_nothing(text: str, flag: str) -> None:
    (office,) = annotated(text)._.kg_offices
    assert [k for k in ("leads", "speaks", "member") if office[k]] == [flag]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        # The title is "police lieutenant"; whose the police are stands before it.
        (f"[GPE Oslo/NNP/compound/2] police/NN/compound/3 Lieutenant/NNP/nmod:desc/4 [PERSON Nils/NNP/nsubj/5] {LEFT}", "Oslo police"),
        (f"Police/NN/compound/2 Lieutenant/NNP/nmod:desc/3 [PERSON Nils/NNP/nsubj/4] {LEFT}", "Police"),
        (f"Kenyan/JJ/amod/3 police/NN/compound/3 chief/NN/nmod:desc/4 [PERSON Nils/NNP/nsubj/5] {LEFT}", "Kenyan police"),
    ],
)  # fmt: skip
def test_a_rank_is_of_the_body_before_it(text: str, body: str) -> None:
    doc = annotated(text)
    (office,) = doc._.kg_offices
    assert [doc._.kg_mentions[n]["name"] for n in office["of"]] == [body]


@pytest.mark.parametrize(
    ("title", "deputy"),
    [
        ("Deputy/NNP/compound/2 Governor/NNP/nmod:desc/{}", True), ("vice/NN/compound/2 mayor/NN/nmod:desc/{}", True),
        ("Governor/NNP/nmod:desc/{}", False), ("Vice/NNP/compound/2 Admiral/NNP/nmod:desc/{}", False),
        ("Deputy/NNP/compound/2 Sheriff/NNP/nmod:desc/{}", False),
    ],
)  # fmt: skip
def test_only_a_leaders_deputy_is_one(title: str, deputy: bool) -> None:
    head = len(title.split()) + 1
    doc = annotated(f"{title.format(head)} [PERSON Amina/NNP/nsubj/{head + 1}] {LEFT}")
    (office,) = doc._.kg_offices
    assert office["deputy"] == deputy
