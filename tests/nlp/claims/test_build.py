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


def test_two_words_of_one_name_are_one_actor(builder: ClaimBuilder) -> None:
    """A parser may make a title and a name two objects; neither hides the other."""
    doc = annotated("[GPE Chad/NNP/nsubj/2] attacked/VBD/root/0/attack [ORG Lake/NNP/obj/2 Watch/NNP/obj/2] ./././2")
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    claim = next(c for c in builder.build(doc) if c["type"] == "ASSAULT")
    assert [names[c] for c in claim["recipients"]] == ["Lake Watch"]


@pytest.mark.parametrize(
    ("auxiliary", "expected"),
    [("will/MD/aux/3", ("THREATEN", "actual")), ("did/VBD/aux/3", ("ASSAULT", "actual"))],
)
def test_harm_that_will_be_done_is_a_threat(builder: ClaimBuilder, auxiliary: str, expected: tuple[str, str]) -> None:
    doc = annotated(f"[GPE Chad/NNP/nsubj/3] {auxiliary} bombard/VB/root/0/bombard rebels/NNS/obj/3/rebel ./././3")
    found = {(c["type"], c["status"]) for c in builder.build(doc)}
    assert expected in found


@pytest.mark.parametrize(("noun", "fits"), [("rockets", True), ("letters", False)])
def test_what_is_counted_is_the_object(builder: ClaimBuilder, noun: str, fits: bool) -> None:
    doc = annotated(
        "Rebels/NNS/nsubj/2/rebel fired/VBD/root/0/fire dozens/NNS/obj/2/dozen of/IN/case/5"
        f" {noun}/NNS/nmod/3/{noun[:-1]} at/IN/case/8 the/DT/det/8 army/NN/obl/2/army ./././2"
    )
    assert any(c["rule"] == "assault/fire-at" for c in builder.build(doc)) is fits


@pytest.mark.parametrize(("word", "status"), [("only", "actual"), ("yet", "denied")])
def test_not_only_denies_nothing(builder: ClaimBuilder, word: str, status: str) -> None:
    doc = annotated(
        f"[GPE Chad/NNP/nsubj/4] not/RB/advmod/4 {word}/RB/advmod/4 attacked/VBD/root/0/attack rebels/NNS/obj/4/rebel ./././4"
    )
    assert [c["status"] for c in builder.build(doc) if c["type"] == "ASSAULT"] == [status]


def test_towns_in_a_list_do_not_lie_in_each_other(builder: ClaimBuilder) -> None:
    listed = "Buses/NNS/nsubj/2/bus reached/VBD/root/0/reach [GPE Lyon/NNP/obj/2] ,/,/punct/5 [GPE {}/NNP/{}/3] ./././2"
    for second, dep, found in (("Nantes", "conj", 0), ("Nantes", "appos", 0), ("France", "appos", 1)):
        doc = annotated(listed.format(second, dep))
        assert sum(c["type"] == "LOCATED_IN" for c in builder.build(doc)) == found, second


@pytest.mark.parametrize(
    ("whose", "expected"), [("rebel/NN/compound/5", "ASSAULT"), ("its/PRP$/nmod:poss/5/its", "RETREAT")]
)
def test_who_stops_the_attacks_of_others_does_not_yield(builder: ClaimBuilder, whose: str, expected: str) -> None:
    doc = annotated(
        f"[GPE Chad/NNP/nsubj/2] stopped/VBD/root/0/stop the/DT/det/5 {whose} attacks/NNS/obj/2/attack on/IN/case/7 "
        "[GPE Gao/NNP/nmod/5] ./././2"
    )
    assert expected in {c["type"] for c in builder.build(doc)}


@pytest.mark.parametrize(("word", "asked"), [("must", True), ("may", False)])
def test_what_must_be_done_is_asked_for_by_who_says_so(builder: ClaimBuilder, word: str, asked: bool) -> None:
    doc = annotated(
        f"[GPE Chad/NNP/nsubj/2] thinks/VBZ/root/0/think rebels/NNS/nsubj/5/rebel {word}/MD/aux/5/{word} "
        "rest/VB/ccomp/2/rest ./././2"
    )
    assert any(c["rule"] == "request/must-do" for c in builder.build(doc)) is asked


_TWO = "[GPE Chad/NNP/nsubj/4] and/CC/cc/3 [GPE Mali/NNP/conj/1] argued/VBD/root/0/argue ./././4"
_THIRD = "[GPE Kenya/NNP/nsubj/2] argued/VBD/root/0/argue ./././2"
_BOTH = "The/DT/det/3 two/CD/nummod/3 countries/NNS/nsubj/4/country attacked/VBD/root/0/attack rebels/NNS/obj/4/rebel ./././4"


@pytest.mark.parametrize(
    ("before", "expected"),
    [([_TWO], ["Chad", "Mali"]), ([_THIRD], ["countries"]), ([_TWO, _THIRD], ["countries"])],
)
def test_the_two_countries_are_the_two_that_were_named_last(
    builder: ClaimBuilder, before: list[str], expected: list[str]
) -> None:
    assert expected in actors(builder, "\n".join([*before, _BOTH]))


def test_an_attack_that_kills_is_one_act(builder: ClaimBuilder) -> None:
    text = "A/DT/det/3 rebel/NN/compound/3 attack/NN/nsubj/4 killed/VBD/root/0/kill soldiers/NNS/obj/4/soldier ./././4"
    assert actors(builder, text) == [["rebel"]]


@pytest.mark.parametrize(("word", "expected"), [("not/RB/advmod/4", "REJECT"), ("now/RB/advmod/4", "AGREE")])
def test_whoever_is_not_ready_refuses(builder: ClaimBuilder, word: str, expected: str) -> None:
    doc = annotated(
        f"[GPE Chad/NNP/nsubj/4] is/VBZ/cop/4/be {word} ready/JJ/root/0 to/TO/mark/6 help/VB/xcomp/4 [GPE Mali/NNP/obj/6] ./././4"
    )
    assert expected in {c["type"] for c in builder.build(doc)}


def recipients(builder: ClaimBuilder, text: str, type_: str) -> list[list[str]]:
    doc = annotated(text)
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    return [[names[c] for c in claim["recipients"]] for claim in builder.build(doc) if claim["type"] == type_]


def test_what_names_the_doer_again_does_not_end_the_search(builder: ClaimBuilder) -> None:
    text = (
        "[GPE Chad/NNP/nsubj/2] eased/VBD/root/0/ease [GPE Chad/NNP/nmod:poss/5] 's/POS/case/3 rules/NNS/obj/2/rule "
        "about/IN/case/7 visitors/NNS/nmod/5/visitor ./././2"
    )
    assert recipients(builder, text, "CONCEDE") == [["visitors"]]


@pytest.mark.parametrize(("case", "both"), [("including", True), ("near", False)])
def test_those_included_act_too(builder: ClaimBuilder, case: str, both: bool) -> None:
    text = (
        f"Rebels/NNS/nsubj/5/rebel {case}/VBG/case/4 [ORG Lake/NNP/compound/4 Watch/NNP/nmod/1] "
        "attacked/VBD/root/0/attack soldiers/NNS/obj/5/soldier ./././5"
    )
    assert (len(actors(builder, text)[0]) == 2) is both


def test_they_are_both_that_were_named_together(builder: ClaimBuilder) -> None:
    text = (
        "[GPE Chad/NNP/nsubj/4] and/CC/cc/3 [GPE Mali/NNP/conj/1] said/VBD/root/0/say they/PRP/nsubj/7 "
        "had/VBD/aux/7/have attacked/VBN/ccomp/4/attack rebels/NNS/obj/7/rebel ./././4"
    )
    assert actors(builder, text) == [["Chad", "Mali"]]


def test_a_place_told_of_the_same_act_is_kept(builder: ClaimBuilder) -> None:
    doc = annotated(
        "Rebels/NNS/nsubj/2/rebel violated/VBD/root/0/violate the/DT/det/4 truce/NN/obj/2 by/IN/mark/6 "
        "shelling/VBG/advcl/2/shell in/IN/case/8 [GPE Gao/NNP/obl/6] ./././2"
    )
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    found = [[names[c] for c in claim["places"]] for claim in builder.build(doc) if claim["type"] == "ASSAULT"]
    assert found == [["Gao"]]


@pytest.mark.parametrize(("dep", "hit"), [("amod", False), ("acl", True)])
def test_what_a_drought_hit_nobody_else_hit(builder: ClaimBuilder, dep: str, hit: bool) -> None:
    doc = annotated(
        f"[GPE Chad/NNP/nsubj/2] helped/VBD/root/0/help drought/NN/compound/5 -/HYPH/punct/5 hit/VBN/{dep}/6/hit "
        "[GPE Mali/NNP/obj/2] ./././2"
    )
    candidates = [c.kind for c in builder.matcher.candidates(doc[4])]
    assert ("verb" in candidates) is hit


def types(builder: ClaimBuilder, text: str) -> set[str]:
    return {claim["type"] for claim in builder.build(annotated(text))}


@pytest.mark.parametrize(("word", "acted"), [("No/DT/det/2", False), ("The/DT/det/2", True)])
def test_what_nobody_did_is_no_act(builder: ClaimBuilder, word: str, acted: bool) -> None:
    text = f"{word} group/NN/nsubj/3/group attacked/VBD/root/0/attack rebels/NNS/obj/3/rebel ./././3"
    assert (["group"] in actors(builder, text)) is acted


@pytest.mark.parametrize(("papers", "asked"), [("bill/NN/nsubj/3/bill", False), ("mayor/NN/nsubj/3/mayor", True)])
def test_a_paper_asks_nobody(builder: ClaimBuilder, papers: str, asked: bool) -> None:
    text = (
        f"The/DT/det/2 {papers} orders/VBZ/root/0/order [ORG Lake/NNP/compound/5 Watch/NNP/obj/3] "
        "to/TO/mark/7 move/VB/xcomp/3 ./././3"
    )
    assert ("REQUEST" in types(builder, text)) is asked


@pytest.mark.parametrize(("adverb", "told"), [("usually/RB/advmod/3", False), ("today/NN/obl:tmod/3", True)])
def test_what_is_usually_done_is_no_act(builder: ClaimBuilder, adverb: str, told: bool) -> None:
    text = f"[GPE Chad/NNP/nsubj/3] {adverb} praises/VBZ/root/0/praise [GPE Mali/NNP/obj/3] ./././3"
    assert ("SUPPORT" in types(builder, text)) is told


@pytest.mark.parametrize(("subject", "told"), [("", False), ("[GPE Chad/NNP/nsubj/2] ", True)])
def test_a_point_of_a_list_is_no_act(builder: ClaimBuilder, subject: str, told: bool) -> None:
    at = 2 if subject else 1
    text = f"{subject}Praise/{'VBP' if subject else 'VB'}/root/0/praise [GPE Mali/NNP/obj/{at}] ./././{at}"
    assert ("SUPPORT" in types(builder, text)) is told


def test_who_threatens_and_then_summons_somebody_threatens_nobody_by_name(builder: ClaimBuilder) -> None:
    text = (
        "[GPE Chad/NNP/nsubj/2] threatened/VBD/root/0/threaten to/TO/mark/4 retaliate/VB/xcomp/2 and/CC/cc/6 "
        "summoned/VBD/conj/2/summon the/DT/det/8 ambassador/NN/obj/6 ./././2"
    )
    assert recipients(builder, text, "THREATEN") == [[]]


def test_a_trigger_takes_no_word_of_the_next_sentence(builder: ClaimBuilder) -> None:
    """ "said. No group": nobody says no."""
    first = "[GPE Chad/NNP/nsubj/2] said/VBD/root/0/say ./././2"
    assert "REJECT" not in types(builder, f"{first}\nNo/DT/det/2 group/NN/nsubj/3 left/VBD/root/0/leave ./././3")


def test_of_two_rules_of_a_type_the_one_with_both_sides_counts(builder: ClaimBuilder) -> None:
    text = (
        "[GPE Chad/NNP/nsubj/2] accused/VBD/root/0/accuse [GPE Mali/NNP/obj/2] of/IN/mark/5 "
        "smuggling/VBG/advcl/2/smuggle fuel/NN/obj/5 ./././2"
    )
    assert recipients(builder, text, "ACCUSE") == [["Mali"]]


@pytest.mark.parametrize(("noun", "known"), [("expert", []), ("fighter", ["MEMBER_OF"])])
def test_who_studies_a_militia_is_none_of_it(builder: ClaimBuilder, noun: str, known: list[str]) -> None:
    doc = annotated(
        f"[ORG Hezbollah/NNP/compound/2] {noun}/NN/nmod:desc/3/{noun} [PERSON Amina/NNP/nsubj/4] left/VBD/root/0/leave"
    )
    assert [c["type"] for c in builder.build(doc)] == known


def entering(builder: ClaimBuilder, who: str) -> list[str]:
    text = f"[ORG {who}] entered/VBD/root/0/enter the/DT/det/4 town/NN/obj/2/town ./././2"
    return [c["type"] for c in builder.build(annotated(text))]


def test_a_body_of_unknown_sector_enters_no_town_in_arms(builder: ClaimBuilder) -> None:
    assert "MOBILIZE" in entering(builder, "Army/NNP/nsubj/2")
    assert "MOBILIZE" not in entering(builder, "Zorvex/NNP/nsubj/2")


def test_an_attack_under_way_is_not_planned_by_its_purpose(builder: ClaimBuilder) -> None:
    text = (
        "Rebels/NNS/nsubj/2/rebel launched/VBD/root/0/launch an/DT/det/4 attack/NN/obj/2/attack to/TO/mark/6 "
        "seize/VB/advcl/2/seize the/DT/det/8 town/NN/obj/6/town ./././2"
    )
    found = [(c["type"], c["status"], c["also"]) for c in builder.build(annotated(text))]
    assert found == [("ASSAULT", "actual", ["assault/take-ground"])]


def test_victims_counted_twice_are_one_claim_with_both_numbers(builder: ClaimBuilder) -> None:
    doc = annotated(
        "Rebels/NNS/nsubj/2/rebel killed/VBD/root/0/kill three/CD/nummod/4 soldiers/NNS/obj/2/soldier and/CC/cc/6 "
        "wounded/VBD/conj/2/wound two/CD/obj/6 ./././2"
    )
    found = [c for c in builder.build(doc) if c["type"] == "ASSAULT"]
    assert [(doc[c["trigger"][0]].text, [(q["role"], q["low"]) for q in c["quantities"]]) for c in found] == [
        ("killed", [("killed", 3), ("injured", 2)])
    ]


def test_a_number_of_victims_stands_nowhere(builder: ClaimBuilder) -> None:
    doc = annotated(
        "Rebels/NNS/nsubj/2/rebel killed/VBD/root/0/kill twelve/CD/obj/2 in/IN/case/5 [GPE Mali/NNP/nmod/3]"
    )
    assert {c["type"] for c in builder.build(doc)} == {"ASSAULT"}


def test_tens_of_thousands_of_people_are_those_people(builder: ClaimBuilder) -> None:
    """A parser may hang both "of" phrases on the first word."""
    text = (
        "Tens/NNS/nsubj/6/ten of/IN/case/3 thousands/NNS/nmod/1/thousand of/IN/case/5 students/NNS/nmod/1/student "
        "marched/VBD/root/0/march ./././6"
    )
    assert "PROTEST" in types(builder, text)


@pytest.mark.parametrize(("case", "kept"), [("during", True), ("on", False)])
def test_what_is_told_beside_a_promise_is_no_part_of_it(builder: ClaimBuilder, case: str, kept: bool) -> None:
    text = (
        f"{case}/IN/case/3 a/DT/det/3 visit/NN/obl/8 to/IN/case/5 [GPE Chad/NNP/nmod/3] the/DT/det/7 "
        "chancellor/NN/nsubj/8 promised/VBD/root/0/promise aid/NN/obj/8 ./././8"
    )
    assert ("CONSULT" in types(builder, text)) is kept


@pytest.mark.parametrize(("noun", "blamed"), [("arrest", [[]]), ("speech", [["mayor"]])])
def test_whoever_is_arrested_is_not_blamed_for_it(builder: ClaimBuilder, noun: str, blamed: list[list[str]]) -> None:
    text = (
        f"[GPE Chad/NNP/nsubj/2] condemned/VBD/root/0/condemn the/DT/det/4 mayor/NN/nmod:poss/6 's/POS/case/4 "
        f"{noun}/NN/obj/2 ./././2"
    )
    assert recipients(builder, text, "ACCUSE") == blamed


def test_harm_to_come_that_nobody_announces_is_no_threat(builder: ClaimBuilder) -> None:
    text = "[PERSON Odera/NNP/nsubj:pass/4] will/MD/aux/4 be/VB/aux:pass/4 arrested/VBN/root/0/arrest ./././4"
    assert [(c["type"], c["status"]) for c in builder.build(annotated(text))] == [("COERCE", "planned")]


@pytest.mark.parametrize(("word", "given"), [("no", False), ("the", True)])
def test_what_nobody_suffers_is_no_act(builder: ClaimBuilder, word: str, given: bool) -> None:
    doc = annotated(
        f"Rebels/NNS/nsubj/2/rebel killed/VBD/root/0/kill {word}/DT/det/4 soldiers/NNS/obj/2/soldier ./././2"
    )
    assert any(c["type"] == "ASSAULT" for c in builder.build(doc)) is given


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("Two/CD/nummod/2 men/NNS/nsubj/3/man", False),
        ("The/DT/det/3 two/CD/nummod/3 men/NNS/nsubj/4/man", True),
        ("Both/DT/det/2 men/NNS/nsubj/3/man", True),
    ],
)
def test_two_men_are_those_before_only_where_the_text_says_so(builder: ClaimBuilder, words: str, pair: bool) -> None:
    n = len(words.split()) + 1
    doc = annotated(
        "[PERSON Ana/NNP/nsubj/2] met/VBD/root/0/meet [PERSON Jon/NNP/obj/2] ./././2\n"
        f"{words} attacked/VBD/root/0/attack rebels/NNS/obj/{n}/rebel ./././{n}"
    )
    (claim,) = [c for c in builder.build(doc) if c["type"] == "ASSAULT"]
    assert (len(claim["actors"]) == 2) is pair


@pytest.mark.parametrize(
    ("object_", "rule"), [("soldiers/NNS/obj/5/soldier", "assault/kill"), ("time/NN/obj/5/time", "assault/shoot")]
)
def test_shots_and_whom_they_hit_are_one_act(builder: ClaimBuilder, object_: str, rule: str) -> None:
    doc = annotated(
        f"Rebels/NNS/nsubj/2/rebel opened/VBD/root/0/open fire/NN/obj/2/fire ,/,/punct/5 killing/VBG/advcl/2/kill {object_}"
        " ./././2"
    )
    assert [c["rule"] for c in builder.build(doc) if c["type"] == "ASSAULT"] == [rule]


@pytest.mark.parametrize(("word", "several"), [("and/CC/cc/6", True), ("of/IN/case/6", False)])
def test_the_persons_that_a_group_is_told_to_be_act(builder: ClaimBuilder, word: str, several: bool) -> None:
    second = "[PERSON Jon/NNP/conj/4]" if several else "[PERSON Jon/NNP/nmod/4]"
    doc = annotated(
        "Two/CD/nummod/2 rebels/NNS/nsubj/7/rebel ,/,/punct/4 [PERSON Ana/NNP/appos/2] "
        f"{word} {second} attacked/VBD/root/0/attack [GPE Chad/NNP/obj/7] ./././7"
    )
    (claim,) = [c for c in builder.build(doc) if c["type"] == "ASSAULT"]
    assert (len(claim["actors"]) == 3) is several


def test_who_is_accused_of_killing_killed_as_is_alleged(builder: ClaimBuilder) -> None:
    doc = annotated(
        "Police/NNS/nsubj/2 charged/VBD/root/0/charge [PERSON Diallo/NNP/obj/2] with/IN/mark/5 killing/VBG/advcl/2/kill "
        "nurses/NNS/obj/5/nurse ./././2"
    )
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    claim = next(c for c in builder.build(doc) if c["type"] == "ASSAULT")
    assert ([names[c] for c in claim["actors"]], claim["status"]) == (["Diallo"], "alleged")


@pytest.mark.parametrize(("verb", "acts"), [("attacked/VBD/root/0/attack", 1), ("captured/VBD/root/0/capture", 2)])
def test_an_attack_and_whom_it_killed_are_one_act(builder: ClaimBuilder, verb: str, acts: int) -> None:
    doc = annotated(
        f"Rebels/NNS/nsubj/2/rebel {verb} the/DT/det/4 village/NN/obj/2 ,/,/punct/6 killing/VBG/advcl/2/kill "
        "soldiers/NNS/obj/6/soldier ./././2"
    )
    assert len([c for c in builder.build(doc) if c["type"] == "ASSAULT"]) == acts
