from tests.nlp.entities.documents import annotated, chain

_PARLIAMENT = "Parliament/NNP/nsubj/2 met/VBD/root/0/meet in/IN/case/4 parliament/NN/obl/2 ./././2\n"
_ELECTED = (
    "[PERSON Amina/NNP/nsubj:pass/7 Odera/NNP/flat/1] of/IN/case/5 the/DT/det/5 [ORG Lantern/NNP/nmod/1]"
    " was/VBD/aux:pass/7/be elected/VBN/root/0/elect ./././7\n"
)


def test_the_elected_are_of_parliament_and_their_body_is_a_party() -> None:
    doc = annotated(_PARLIAMENT + _ELECTED)
    assert chain(doc, "Amina Odera")["sector"] == "LEG"
    assert chain(doc, "Lantern")["sector"] == "PTY"


def test_other_members_of_the_body_are_politicians() -> None:
    doc = annotated(
        _PARLIAMENT + _ELECTED + "[PERSON Juma/NNP/nsubj/5 Kato/NNP/flat/1] of/IN/case/4 [ORG Lantern/NNP/nmod/1]"
        " left/VBD/root/0/leave ./././5"
    )
    assert chain(doc, "Juma Kato")["sector"] == "PTY"


def test_without_a_parliament_nothing_is_said() -> None:
    doc = annotated(_ELECTED)
    assert chain(doc, "Amina Odera")["sector"] is None
    assert chain(doc, "Lantern")["sector"] is None


def test_who_fails_to_be_elected_is_not() -> None:
    doc = annotated(
        _PARLIAMENT + "[PERSON Amina/NNP/nsubj/3 Odera/NNP/flat/1] failed/VBD/root/0/fail to/TO/mark/6 be/VB/aux:pass/6"
        " elected/VBN/xcomp/3/elect ./././3"
    )
    assert chain(doc, "Amina Odera")["sector"] is None
