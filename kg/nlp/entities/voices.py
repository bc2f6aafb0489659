"""Whose "I" it is: that of the speaker of a quotation, of a turn ("Ana Reyes: I think …"), or of who says "I am Ana Reyes".

Invariant: outside quotations and turns nobody is guessed; the author of an article is no entity of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.nlp.entities.mentions import Mention

_SPEECH = frozenset((
    "say", "tell", "add", "ask", "answer", "explain", "note", "write", "recall", "reply", "respond", "admit", "insist", "claim",
    "declare", "state", "testify", "tweet", "comment", "argue", "continue", "warn", "announce", "remark", "joke", "quip", "shout",
    "conclude", "confess", "complain", "describe", "stress", "emphasize", "emphasise", "acknowledge", "recount", "quote", "post",
))  # fmt: skip
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass"))


def resolve_first_person(
    doc: Doc, mentions: Sequence[Mention], clusters: list[int | None], quoted: Sequence[bool]
) -> None:
    """Give each "I" and "my" the cluster of its speaker, in place; None where the text does not say who speaks.

    Args:
        doc: The document.
        mentions: In text order; pronouns of the third person have their clusters already.
        clusters: Cluster of each mention.
        quoted: For each token whether it stands inside quotation marks.
    """
    mine = [n for n, m in enumerate(mentions) if m["pronoun"] and m["gender"] == "i" and m["number"] == "s"]
    if not mine:
        return
    paragraph = _paragraphs(doc)
    speakers = _speakers(doc, mentions, clusters, quoted)
    turns = _turns(doc, mentions, clusters, paragraph)
    for n in mine:
        i = mentions[n]["start"]
        named = _named(doc[mentions[n]["root"]], mentions, clusters)
        if named is not None:
            clusters[n] = named
        elif quoted[i]:
            clusters[n] = _nearest(i, paragraph, speakers)
        else:
            clusters[n] = turns.get(paragraph[i])


def _paragraphs(doc: Doc) -> list[int]:
    """Number of the paragraph of each token."""
    out, number = [], 0
    for token in doc:
        out.append(number)
        number += token.is_space and "\n" in token.text
    return out


def _speakers(
    doc: Doc, mentions: Sequence[Mention], clusters: Sequence[int | None], quoted: Sequence[bool]
) -> list[tuple[int, int]]:
    """Positions of persons that are subjects of verbs of speech outside quotations, with their clusters."""
    out = []
    for m, number in zip(mentions, clusters, strict=True):
        root = doc[m["root"]]
        person = m["kind"] == "person" or (m["pronoun"] and m["gender"] in ("m", "f"))
        says = root.dep_ in _SUBJECTS and root.head.lemma_.lower() in _SPEECH
        if number is not None and person and says and not quoted[m["start"]]:
            out.append((m["root"], number))
    return out


def _nearest(i: int, paragraph: Sequence[int], speakers: Sequence[tuple[int, int]]) -> int | None:
    """The speaker nearest to a quoted word in its paragraph; else the last one of the paragraph before."""
    here = [(abs(at - i), at, number) for at, number in speakers if paragraph[at] == paragraph[i]]
    if here:
        return min(here)[2]
    before = [number for at, number in speakers if 0 < paragraph[i] - paragraph[at] <= 1]
    return before[-1] if before else None


def _turns(
    doc: Doc, mentions: Sequence[Mention], clusters: Sequence[int | None], paragraph: Sequence[int]
) -> dict[int, int]:
    """Paragraphs that begin with a person's name and a colon."""
    first: dict[int, int] = {}
    for token in doc:
        if not token.is_space:
            first.setdefault(paragraph[token.i], token.i)
    out = {}
    for m, number in zip(mentions, clusters, strict=True):
        begins = m["start"] - first.get(paragraph[m["start"]], m["start"]) <= 1
        colon = m["end"] < len(doc) and doc[m["end"]].text == ":"
        if number is not None and m["kind"] == "person" and m["proper"] and begins and colon:
            out[paragraph[m["start"]]] = number
    return out


def _named(token: Token, mentions: Sequence[Mention], clusters: Sequence[int | None]) -> int | None:
    """ "I am Ana Reyes": the person that the predicate names."""
    if token.dep_ not in _SUBJECTS or not any(c.dep_ == "cop" for c in token.head.children):
        return None
    return next(
        (
            number
            for m, number in zip(mentions, clusters, strict=True)
            if m["root"] == token.head.i and m["kind"] == "person" and m["proper"]
        ),
        None,
    )
