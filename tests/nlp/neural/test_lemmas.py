"""Edit scripts turn forms into lemmas and back; the table goes before them."""

import pytest

from kg.nlp.neural.lemmas import Lemmas, apply_script, script_of


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("talks", "talk"), ("Said", "say"), ("cities", "city"), ("went", "go"), ("Paris", "Paris"), ("NATO", "NATO"),
        ("Americans", "American"), ("better", "good"), ("is", "be"), ("a", "a"), ("THE", "the"),
    ],
)  # fmt: skip
def test_a_script_gives_back_its_lemma(form: str, lemma: str) -> None:
    assert apply_script(form, script_of(form, lemma)) == lemma


def test_a_script_that_does_not_fit_keeps_the_form() -> None:
    assert apply_script("is", "l3+y") == "is"


TABLE = {
    "forms": {"VERB": {"fled": "flee"}, "NOUN": {}, "ADJ": {}, "AUX": {"'s": "be"}},
    "known": {"VERB": ["admit", "pledge", "hit", "shoot"]},
}


@pytest.mark.parametrize(
    ("form", "upos", "tag", "script", "expected"),
    [
        ("fled", "VERB", "VBD", "l", "flee"),
        ("admitted", "VERB", "VBD", "l2+", "admit"),
        ("pledging", "VERB", "VBG", "l3+", "pledge"),
        ("shelled", "VERB", "VBD", "l2+", "shell"),
        ("armies", "NOUN", "NNS", "l1+", "army"),
        ("gunmen", "NOUN", "NNS", "l1+", "gunman"),
        ("Turkey", "PROPN", "NNP", "=", "Turkey"),
        ("'s", "AUX", "VBZ", "l", "be"),
        ("hit", "VERB", "VBN", "l2+", "hit"),
        ("shot", "VERB", "VBN", "l1+ot", "shoot"),
    ],
)
def test_the_table_then_endings_then_the_script(form: str, upos: str, tag: str, script: str, expected: str) -> None:
    table = {"forms": TABLE["forms"], "known": {"NOUN": [], "ADJ": [], "AUX": [], **TABLE["known"]}}
    assert Lemmas(table).of(form, upos, tag, script) == expected


def test_irregular_forms_join_the_table_and_never_replace_it() -> None:
    irregular = {"VERB": {"freeze": ["froze"], "flow": ["fled"], "hit": ["hit"]}}
    lemmas = Lemmas({"forms": TABLE["forms"], "known": {"VERB": []}}, irregular)
    assert lemmas.of("froze", "VERB", "VBD", "l2+") == "freeze"
    assert lemmas.of("hit", "VERB", "VBN", "l2+") == "hit"
    assert lemmas.of("fled", "VERB", "VBD", "l") == "flee"
    assert "froze" not in TABLE["forms"]["VERB"]
