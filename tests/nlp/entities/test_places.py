import pytest

from tests.nlp.entities.documents import annotated, chain


def test_a_place_has_coordinates_country_and_precision():
    doc = annotated("They/PRP/nsubj/2 met/VBD/root/0/meet in/IN/case/4 [GPE Nairobi/NNP/obl/2] ./././2")
    place = chain(doc, "Nairobi")
    assert (place["kind"], place["country"]) == ("place", "KEN")
    assert place["lat"] == pytest.approx(-1.3, abs=0.2) and place["lon"] == pytest.approx(36.8, abs=0.2)


def test_the_country_after_the_comma_decides():
    doc = annotated(
        "They/PRP/nsubj/2 met/VBD/root/0/meet in/IN/case/4 [GPE Tripoli/NNP/obl/2] ,/,/punct/6 [GPE Lebanon/NNP/appos/4]"
        " ./././2"
    )
    assert chain(doc, "Tripoli")["country"] == "LBN"


def test_the_article_s_country_decides_between_namesakes():
    doc = annotated(
        "[GPE Lebanon/NNP/nsubj/2] agreed/VBD/root/0/agree ./././2\n[GPE Lebanon/NNP/nsubj/2] agreed/VBD/root/0/agree ./././2\n"
        "They/PRP/nsubj/2 met/VBD/root/0/meet in/IN/case/4 [GPE Tripoli/NNP/obl/2] ./././2"
    )
    assert chain(doc, "Tripoli")["country"] == "LBN"


def test_an_unknown_place_is_kept_without_coordinates():
    doc = annotated("They/PRP/nsubj/2 met/VBD/root/0/meet in/IN/case/4 [GPE Qwxzorville/NNP/obl/2] ./././2")
    place = chain(doc, "Qwxzorville")
    assert place["kind"] == "place" and place["lat"] is None and place["place_precision"] is None


def test_a_place_labelled_as_a_person_is_a_place_after_in():
    doc = annotated("They/PRP/nsubj/2 met/VBD/root/0/meet in/IN/case/4 [PERSON Mombasa/NNP/obl/2] ./././2")
    assert chain(doc, "Mombasa")["kind"] == "place"


def test_the_generic_noun_is_another_form():
    doc = annotated(
        "They/PRP/nsubj/2 met/VBD/root/0/meet in/IN/case/5 [GPE Mombasa/NNP/compound/5] county/NN/obl/2 ./././2"
    )
    assert "Mombasa county" in chain(doc, "Mombasa")["aliases"]


def test_an_adjective_of_a_country_is_no_place():
    doc = annotated("[GPE Saudi/JJ/amod/2] officials/NNS/nsubj/3/official came/VBD/root/0/come ./././3")
    assert [(c["kind"], c["country"]) for c in doc._.kg_chains] == [("group", "SAU")]


def test_a_part_of_a_country_is_found_under_it():
    doc = annotated(
        "They/PRP/nsubj/2 met/VBD/root/0/meet in/IN/case/5 northern/JJ/amod/5 [GPE Kenya/NNP/obl/2] ./././2"
    )
    assert chain(doc, "Kenya")["aliases"] == ["Kenya", "northern Kenya"]


def test_a_base_is_another_form_of_the_place_that_names_it():
    doc = annotated(
        "They/PRP/nsubj/2 met/VBD/root/0/meet at/IN/case/6 [GPE Mombasa/NNP/compound/6] air/NN/compound/6 base/NN/obl/2"
        " ./././2"
    )
    assert "Mombasa air base" in chain(doc, "Mombasa")["aliases"]
