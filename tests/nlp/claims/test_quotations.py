"""Where quotations begin and end, and where to look for their speakers: texts without trees."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.nlp.claims.quotations import after, before, paragraphs, quotations, statements, whole

NLP = spacy.blank("en")


def found(text: str) -> list[str]:
    doc = NLP(text)
    return [doc[q.start : q.end].text for q in quotations(doc, paragraphs(doc))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We met,” said Ana. “They left.”", ["We met,", "They left."]),
        ('"We met," said Ana. "They left."', ["We met,", "They left."]),
        ('The "old" town and the "new" one', ["old", "new"]),
        ("Nobody is quoted here.", []),
        ("“It began.\n“It ended,” said Ana.", ["It began.", "It ended,"]),
        ("“It began.\nIt ended.” Ana left.", ["It began.", "It ended."]),
        ('It ended." Ana left.', []),
    ],
)
def test_marks_are_paired_inside_a_paragraph(text: str, inside: list[str]) -> None:
    assert found(text) == inside


def test_marks_of_treebanks_open_and_close() -> None:
    doc = Doc(NLP.vocab, words=["It", "is", "``", "fair", "''", "now"])
    assert [(q.start, q.end) for q in quotations(doc, paragraphs(doc))] == [(3, 4)]


def test_a_quotation_that_goes_on_is_open() -> None:
    doc = NLP("“It began.\n“It ended.”")
    assert [q.open for q in quotations(doc, paragraphs(doc))] == [True, False]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert len(paragraphs(NLP("The mayor of the old\ntown left.\n\nHe met Jon Berg."))) == 2


def test_a_statement_stands_behind_a_colon_until_a_heading_or_a_list() -> None:
    doc = NLP("The mayor said:\n\nWe met the guild.\nWe left it then.\n\nBackground\n\nThe guild is old by now.")
    lines = paragraphs(doc)
    told = [(doc[colon].text, doc[q.start : q.end].text) for colon, q in statements(doc, lines, [])]
    assert told == [(":", "We met the guild."), (":", "We left it then.")]


def test_what_may_introduce_a_quotation_ends_at_the_sentence_before() -> None:
    doc = NLP("It rained. Ana Reyes said: “We met the guild.”")
    lines = paragraphs(doc)
    (q,) = quotations(doc, lines)
    start, end, colon = before(doc, q, lines, 0)
    assert (doc[start:end].text, colon) == ("Ana Reyes said:", True)


def test_a_colon_may_end_the_paragraph_before() -> None:
    doc = NLP("Ana Reyes wrote:\n“We met the guild.”")
    lines = paragraphs(doc)
    start, end, colon = before(doc, quotations(doc, lines)[0], lines, 0)
    assert (doc[start:end].text, colon) == ("Ana Reyes wrote:", True)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("“We met,” said Ana Reyes. It rained.", "said Ana Reyes"),
        ("“We met”, said Ana Reyes.", "said Ana Reyes"),
        ("“We met.” It rained.", ""),
    ],
)
def test_a_tag_stands_behind_what_goes_on(text: str, tag: str) -> None:
    doc = NLP(text)
    lines = paragraphs(doc)
    start, end = after(doc, quotations(doc, lines)[0], lines, len(doc))
    assert doc[start:end].text == tag


def test_some_words_of_another_sentence_are_no_whole_quotation() -> None:
    doc = NLP("“The guild is old by now.” The “guild of the sea and land” left.")
    assert [whole(doc, q) for q in quotations(doc, paragraphs(doc))] == [True, False]
