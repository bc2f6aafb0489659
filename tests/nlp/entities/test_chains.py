import pytest

from tests.nlp.entities.documents import annotated, chain, forms, said_of

_ODERA = "[PERSON Amina/NNP/nsubj/3 Odera/NNP/flat/1] spoke/VBD/root/0/speak ./././3\n"


def test_a_surname_joins_the_full_name():
    doc = annotated(_ODERA + "[PERSON Odera/NNP/nsubj/2] left/VBD/root/0/leave ./././2")
    assert forms(doc, "person") == ["Amina Odera"]


def test_two_people_of_one_surname_stay_two():
    doc = annotated(_ODERA + "[PERSON Peter/NNP/nsubj/3 Odera/NNP/flat/1] left/VBD/root/0/leave ./././3")
    assert forms(doc, "person") == ["Amina Odera", "Peter Odera"]


def test_initials_join_the_name():
    doc = annotated(
        "The/DT/det/4 [ORG Lake/NNP/compound/4 Victoria/NNP/compound/4 Watch/NNP/nsubj/5] spoke/VBD/root/0/speak ./././5\n"
        "[ORG LVW/NNP/nsubj/2] left/VBD/root/0/leave ./././2"
    )
    assert forms(doc, "organization") == ["Lake Victoria Watch"]


def test_a_short_form_joins_the_only_name_that_holds_it():
    doc = annotated(
        "The/DT/det/4 [ORG Lake/NNP/compound/4 Victoria/NNP/compound/4 Observatory/NNP/nsubj/5] spoke/VBD/root/0/speak"
        " ./././5\nThe/DT/det/2 [ORG Observatory/NNP/nsubj/3] left/VBD/root/0/leave ./././3"
    )
    assert forms(doc, "organization") == ["Lake Victoria Observatory"]


@pytest.mark.parametrize("word", ["U.S.", "America", "US"])
def test_names_of_one_country_are_one_chain(word):
    doc = annotated(
        "The/DT/det/3 [GPE United/NNP/compound/3 States/NNP/nsubj/4] agreed/VBD/root/0/agree ./././4\n"
        f"[GPE {word}/NNP/nsubj/2] agreed/VBD/root/0/agree ./././2"
    )
    assert [(c["country"], c["kind"]) for c in doc._.kg_chains] == [("USA", "country")]


def test_the_president_is_the_only_holder():
    doc = annotated(
        "President/NNP/nmod:desc/2 [PERSON Amina/NNP/nsubj/4 Odera/NNP/flat/2] spoke/VBD/root/0/speak ./././4\n"
        "The/DT/det/2 president/NN/nsubj/3 left/VBD/root/0/leave ./././3"
    )
    assert forms(doc, "person") == ["Amina Odera"]


def test_the_soldiers_are_those_named_before():
    doc = annotated(
        "Kenyan/JJ/amod/2 soldiers/NNS/nsubj/3/soldier came/VBD/root/0/come ./././3\n"
        "The/DT/det/2 soldiers/NNS/nsubj/3/soldier left/VBD/root/0/leave ./././3"
    )
    assert forms(doc, "group") == ["Kenyan soldiers"]


def test_a_description_in_apposition_is_one_with_the_name():
    doc = annotated(
        "[ORG Sealight/NNP/nsubj/7] ,/,/punct/5 a/DT/det/5 rights/NNS/compound/5/right group/NN/appos/1 ,/,/punct/1"
        " spoke/VBD/root/0/speak ./././7"
    )
    assert len(doc._.kg_chains) == 1


def test_a_regime_with_its_forces_is_one_and_governs():
    doc = annotated(
        "[PERSON Odera/NNP/compound/2] regime/NN/compound/3 forces/NNS/nsubj/4/force came/VBD/root/0/come ./././4\n"
        "The/DT/det/3 Kenyan/JJ/amod/3 regime/NN/nsubj/4 fell/VBD/root/0/fall ./././4"
    )
    assert [(c["sector"], c["country"]) for c in doc._.kg_chains if c["kind"] == "group"] == [("GOV", "KEN")]


def test_a_capital_that_speaks_is_its_country():
    doc = annotated(
        "[GPE Kenya/NNP/nsubj/2] agreed/VBD/root/0/agree ./././2\n[GPE Nairobi/NNP/nsubj/2] said/VBD/root/0/say so/RB/advmod/2 ./././2"
    )
    assert said_of(doc, "Nairobi") == "Kenya"


def test_actors_of_an_article_about_one_country_are_that_countrys():
    lines = "[GPE Kenya/NNP/nsubj/2] agreed/VBD/root/0/agree ./././2\n" * 4
    doc = annotated(lines + "Police/NN/nsubj/2/police came/VBD/root/0/come ./././2")
    assert chain(doc, "Police")["country"] == "KEN"


def test_an_article_about_two_countries_says_nothing_of_the_police():
    lines = "[GPE Kenya/NNP/nsubj/2] agreed/VBD/root/0/agree ./././2\n[GPE Uganda/NNP/nsubj/2] agreed/VBD/root/0/agree ./././2\n"
    doc = annotated(lines * 3 + "Police/NN/nsubj/2/police came/VBD/root/0/come ./././2")
    assert chain(doc, "Police")["country"] is None


@pytest.mark.parametrize(
    ("sentence", "word", "name"),
    [
        ("She/PRP/nsubj/2 left/VBD/root/0/leave ./././2", "She", "Amina Odera"),
        ("Her/PRP$/nmod:poss/2 speech/NN/nsubj/3 ended/VBD/root/0/end ./././3", "Her", "Amina Odera"),
        ("It/PRP/nsubj/2 ended/VBD/root/0/end ./././2", "It", None),
    ],
)
def test_pronouns_agree(sentence, word, name):
    assert said_of(annotated(_ODERA + sentence), word) == name


def test_they_prefers_a_group_to_a_country():
    doc = annotated(
        "[GPE Kenya/NNP/nsubj/2] repelled/VBD/root/0/repel the/DT/det/4 rebels/NNS/obj/2/rebel ./././2\n"
        "They/PRP/nsubj/2 left/VBD/root/0/leave ./././2"
    )
    assert said_of(doc, "They") == "rebels"


def test_a_relative_pronoun_is_its_noun():
    doc = annotated(
        "[PERSON Odera/NNP/nsubj/6] ,/,/punct/4 who/WP/nsubj/4 fled/VBD/acl:relcl/1/flee ,/,/punct/1"
        " returned/VBD/root/0/return ./././6"
    )
    assert said_of(doc, "who") == "Odera"


def test_a_pronoun_without_anyone_to_stand_for_has_no_chain():
    doc = annotated("It/PRP/nsubj/2 rained/VBD/root/0/rain ./././2")
    assert doc._.kg_chains == [] and doc._.kg_mentions[0]["chain"] is None


def test_a_capital_speaks_for_a_country_that_nobody_names():
    doc = annotated("[GPE Nairobi/NNP/nsubj/2] rejected/VBD/root/0/reject it/PRP/obj/2 ./././2")
    assert [(c["kind"], c["country"], c["name"]) for c in doc._.kg_chains if c["country"]] == [
        ("country", "KEN", "Kenya")
    ]


@pytest.mark.parametrize(
    ("noun", "kind"), [("sanctions/NNS/obj/2/sanction", "country"), ("roads/NNS/obj/2/road", "place")]
)
def test_a_capital_that_is_dealt_with_is_its_country(noun: str, kind: str):
    doc = annotated(
        f"Ministers/NNS/nsubj/2/minister imposed/VBD/root/0/impose {noun} on/IN/case/5 [GPE Nairobi/NNP/nmod/3] ./././2"
    )
    assert chain(doc, "Nairobi")["kind"] == kind


@pytest.mark.parametrize(("country", "same"), [("Kenya", False), ("America", True)])
def test_the_president_of_another_country_is_another(country, same):
    doc = annotated(
        "President/NNP/nmod:desc/2 [PERSON Obama/NNP/nsubj/3] spoke/VBD/root/0/speak ./././3\n"
        f"[GPE {country}/NNP/nmod:poss/3] 's/POS/case/1 president/NN/nsubj/4 left/VBD/root/0/leave ./././4"
    )
    assert (len([c for c in doc._.kg_chains if c["kind"] == "person"]) == 1) == same


def test_a_capital_that_owns_a_deed_is_its_country():
    doc = annotated(
        "Chad/NNP/nsubj/2 welcomed/VBD/root/0/welcome [GPE Nairobi/NNP/nmod:poss/5] 's/POS/case/3 offer/NN/obj/2 ./././2"
    )
    assert said_of(doc, "Nairobi") == "Kenya"


@pytest.mark.parametrize(("verb", "kind"), [("accuse", "country"), ("visit", "place")])
def test_a_capital_that_is_accused_is_its_country(verb: str, kind: str):
    doc = annotated(f"Ministers/NNS/nsubj/2/minister {verb}d/VBD/root/0/{verb} [GPE Nairobi/NNP/obj/2] ./././2")
    assert chain(doc, "Nairobi")["kind"] == kind


def test_the_last_of_a_list_has_a_name_of_its_own():
    doc = annotated(
        "[PERSON Amina/NNP/nsubj/9 Odera/NNP/flat/1] and/CC/cc/5 her/PRP$/nmod:poss/5 counterpart/NN/conj/1 ,/,/punct/7 "
        "[PERSON Luc/NNP/appos/5] ,/,/punct/7 spoke/VBD/root/0/speak ./././9"
    )
    assert forms(doc, "person") == ["Amina Odera", "Luc"]


def test_a_capital_that_is_called_on_is_a_government():
    text = "They/PRP/nsubj/2 called/VBD/root/0/call {}/IN/case/4 [GPE Nairobi/NNP/obl/2] ./././2"
    assert [c["kind"] for c in annotated(text.format("on"))._.kg_chains] == ["country"]
    assert [c["kind"] for c in annotated(text.format("in"))._.kg_chains] == ["place"]


@pytest.mark.parametrize(("word", "kind"), [("ready", "country"), ("rainy", "place")])
def test_a_capital_of_a_mind_is_its_country(word: str, kind: str):
    doc = annotated(f"[GPE Oslo/NNP/nsubj/3] is/VBZ/cop/3/be {word}/JJ/root/0 ./././3")
    assert [c["kind"] for c in doc._.kg_chains] == [kind]
