from tests.nlp.entities.documents import annotated, said_of

_ODERA = "[PERSON Amina/NNP/nsubj/3 Odera/NNP/flat/1] arrived/VBD/root/0/arrive ./././3\n"


def test_who_speaks_in_a_quotation() -> None:
    doc = annotated(
        _ODERA + "“/./punct/3 I/PRP/nsubj/3 agree/VBP/ccomp/7/agree ,/,/punct/3 ”/./punct/3 [PERSON Odera/NNP/nsubj/7]"
        " said/VBD/root/0/say ./././7"
    )
    assert said_of(doc, "I") == "Amina Odera"


def test_outside_quotations_nobody_is_guessed() -> None:
    doc = annotated(_ODERA + "I/PRP/nsubj/2 agree/VBP/root/0/agree ./././2")
    assert said_of(doc, "I") is None


def test_who_says_who_he_or_she_is() -> None:
    doc = annotated("I/PRP/nsubj/3 am/VBP/cop/3/be [PERSON Amina/NNP/root/0 Odera/NNP/flat/3] ./././3")
    assert said_of(doc, "I") == "Amina Odera"


def test_a_turn_begins_with_a_name_and_a_colon() -> None:
    doc = annotated("[PERSON Odera/NNP/nsubj/4] :/,/punct/1 I/PRP/nsubj/4 agree/VBP/root/0/agree ./././4")
    assert said_of(doc, "I") == "Odera"
