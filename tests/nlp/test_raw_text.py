"""Raw news text is cut into the sentences that a reader sees: abbreviations, datelines, quotes, headlines, lists."""

from functools import cache
from typing import Any

import pytest

pytestmark = pytest.mark.model

CASES = {
    "titles": ["The U.S. Senate met on Tuesday.", "Sen. Mary Holt spoke for an hour."],
    "ranks": ["Gen. Ahmed Warsame said that the camp was safe.", "Lt. Col. J. R. Pike agreed with him."],
    "dateline": ["KHARTOUM, Sudan (AP) — Soldiers closed the bridge on Friday.", "No one was hurt."],
    "curly quotes": ["“We will not leave,” the mayor said.", "“This is our town.”"],
    "numbers": ["The bill passed 51 to 49.", "It now goes to the president, who has said he will sign it."],
    "a question in a quote": ["She asked: “Who fired first?”", "Nobody answered."],
    "firms": ["Acme Corp. and Widget Inc. signed the deal.", "Shares of Acme Corp. rose 3.5 percent to $12.40."],
    "initials": ["Mr. Osei, 54, was born in Kumasi.", "Dr. K. A. Mensah treated him."],
    "dates": ["The attack came at 3 a.m. on Jan. 4.", "Police arrived at 4 a.m."],
    "questions": ["Is the truce holding?", "Not yet, says the U.N."],
    "brackets": ["The minister (who resigned in May) denied it.", '"I did nothing wrong," she said.'],
    "dots": ["The envoy waited for an answer...", "Nobody came."],
    "i.e.": ["About 1.2 million people fled, i.e. half of the province.", "Aid groups, e.g. Oxfam, sent tents."],
}
LINES = {
    "headline and byline": ["Rebels seize northern town", "By Amina Diallo", "BAMAKO — Rebels took a town on Monday, officials said."],
    "capitals": ["REBELS SEIZE NORTHERN TOWN", "The army denied it."],
    "long capitals": [
        "GOVERNOR ANNOUNCES FUNDS FOR THE NORTHERN BRIDGES, PORTS AND FERRIES OF THE ISLANDS",
        "Gov. Lena Marsh today announced that the ministry has awarded ten million euros to the ports.",
    ],
    "list": ["The demands are:", "- the release of prisoners", "- new elections", "- an end to the curfew"],
}  # fmt: skip


@cache
def line() -> Any:
    """The line, loaded once."""
    from kg.nlp.load import load
    from kg.settings import DEFAULT_MODEL

    return load(DEFAULT_MODEL)


def sentences(text: str) -> list[str]:
    from kg.nlp.given import analyse_texts

    (doc,) = analyse_texts(line(), [text])
    return [s.text.strip() for s in doc.sents]


@pytest.mark.parametrize("name", CASES)
def test_sentences_of_a_paragraph(name: str) -> None:
    assert sentences(" ".join(CASES[name])) == CASES[name]


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("break_", ["\n", "\n\n"])
def test_lines_of_their_own(name: str, break_: str) -> None:
    assert sentences(break_.join(LINES[name])) == LINES[name]


def test_a_long_paragraph_is_windowed_and_not_cut() -> None:
    text = " ".join(f"The envoy number {n} met the governor of the province in the old town hall." for n in range(60))
    assert len(sentences(text)) == 60


def test_a_sentence_that_is_given_is_not_cut() -> None:
    from kg.nlp.given import analyse_words

    words = ["Thanks", "again", "!", "The", "envoy", "left", "the", "town", "at", "noon", "."]
    (doc,) = analyse_words(line(), [words])
    assert len(list(doc.sents)) == 1
    assert len(sentences("Thanks again! The envoy left the town at noon.")) == 2


def test_sentences_that_are_given_are_kept() -> None:
    from kg.nlp.given import analyse_sentences

    given = [["The", "envoy", "left", "for"], ["Oslo", "."], ["He", "met", "Ana", "Reyes", "at", "noon", "."]] * 30
    doc = analyse_sentences(line(), given)
    assert [[t.text for t in s] for s in doc.sents] == given
    assert all(t.head.sent == t.sent for t in doc)
    assert {e.text for e in doc.ents} >= {"Oslo", "Ana Reyes"}


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        (["Army", "Pfc", ".", "Reyes"], {3}),
        (["Gov.", "Brown"], {1}),
        (["the", "gov", ".", "they"], set()),
        (["in", "Haiti", ".", "They"], set()),
    ],
)
def test_no_sentence_begins_behind_a_shortened_title(words: list[str], inside: set[int]) -> None:
    from kg.nlp.encoder import titled

    assert titled(words) == inside
