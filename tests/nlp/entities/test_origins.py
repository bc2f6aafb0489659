from tests.nlp.entities.documents import annotated, chain


def test_a_demonym_before_the_noun_before_a_name() -> None:
    doc = annotated(
        "Kenyan/JJ/amod/2 kitemaker/NN/nmod:desc/3 [PERSON Amina/NNP/nsubj/5 Odera/NNP/flat/3] left/VBD/root/0/leave ./././5"
    )
    assert chain(doc, "Amina Odera")["country"] == "KEN"


def test_a_possessing_country() -> None:
    doc = annotated(
        "[GPE Kenya/NNP/nmod:poss/3] 's/POS/case/1 [PERSON Amina/NNP/nsubj/5 Odera/NNP/flat/3] left/VBD/root/0/leave ./././5"
    )
    assert chain(doc, "Amina Odera")["country"] == "KEN"


def test_another_clause_says_nothing() -> None:
    doc = annotated("[GPE Kenya/NNP/nsubj/2] beat/VBD/root/0/beat [PERSON Amina/NNP/obj/2 Odera/NNP/flat/3] ./././2")
    assert chain(doc, "Amina Odera")["country"] is None


def test_the_noun_before_a_name_tells_the_sector() -> None:
    doc = annotated("Beekeeper/NN/nmod:desc/2 [PERSON Odera/NNP/nsubj/3] left/VBD/root/0/leave ./././3")
    assert chain(doc, "Odera")["sector"] is None
    doc = annotated(
        "The/DT/det/3 old/JJ/amod/3 beekeeper/NN/nmod:desc/4 [PERSON Odera/NNP/nsubj/5] left/VBD/root/0/leave ./././5"
    )
    assert chain(doc, "Odera")["sector"] == "LAB"


def test_the_president_of_a_parliament_is_of_parliament() -> None:
    doc = annotated(
        "[PERSON Odera/NNP/nsubj/8] ,/,/punct/4 the/DT/det/4 president/NN/appos/1 of/IN/case/7 the/DT/det/7"
        " [ORG Knesset/NNP/nmod/4] spoke/VBD/root/0/speak ./././8"
    )
    assert chain(doc, "Odera")["sector"] == "LEG"
    assert chain(doc, "Odera")["country"] == "ISR"
