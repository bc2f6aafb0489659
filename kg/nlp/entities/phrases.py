"""The other words for a described actor: with all its modifiers, its possessor, its number, its "of" phrase; and its sector.

Invariant: every form is a stretch of the text that holds the head.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from spacy.tokens import Doc, Token

from kg.gazetteer.agents import AgentNoun, Agents
from kg.nlp.entities.mentions import Mention
from kg.rules.beside import HYPHENS

_ARTICLES = frozenset(("the", "a", "an"))
_PARTITIVE = frozenset(
    [
        "group",
        "team",
        "crowd",
        "band",
        "number",
        "series",
        "wave",
        "unit",
        "pair",
        "couple",
        "majority",
        "handful",
        "million",
        "thousand",
        "hundred",
        "dozen",
        "panel",
    ]
)
_LINKS = frozenset(("of", "from", "for", "in", "to", "across"))
_OWNED = frozenset(("of", "from", "for", "with", "within"))
_BEFORE, _AFTER, _RANK = 7, 12, 6
_RANKED = frozenset(("COP", "MIL"))
_CLAUSE = frozenset(("VERB", "AUX", "PRON", "SCONJ"))
"""What no form of a noun phrase goes across."""
_BORROWS = frozenset(
    [
        "official",
        "officer",
        "force",
        "fighter",
        "leader",
        "member",
        "group",
        "worker",
        "chief",
        "source",
        "commander",
        "representative",
        "personnel",
        "staff",
        "team",
        "unit",
        "troop",
        "candidate",
        "activist",
        "militant",
        "faction",
        "delegation",
        "head",
        "supporter",
        "politician",
        "executive",
        "adviser",
        "agent",
        "person",
        "man",
        "employee",
        "figure",
        "movement",
        "organization",
        "organisation",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "lawyer",
        "attorney",
        "counterpart",
        "minister",
        "critic",
        "volunteer",
        "crowd",
        "camp",
        "network",
        "bloc",
        "coalition",
        "partner",
        "director",
        "chairman",
        "coordinator",
        "founder",
    ]
)


def forms_of(token: Token, start: int) -> Iterator[str]:
    """Longer forms of the phrase whose head is `token` and whose mention begins at `start`.

    Yields:
        "veteran politicians" for "politicians", "her mother", "76 people", "members of the Sea Guild", "group of students".
    """
    doc = token.doc
    left = start
    farthest = max(token.left_edge.i, token.i - _BEFORE, token.sent.start)
    while left > farthest and (
        doc[left - 1].pos_ not in _CLAUSE or doc[left - 1].dep_ in ("nmod:poss", "amod", "poss")
    ):
        left -= 1
    counted = [t for t in doc[left:start] if t.dep_ == "nummod" and t.head.i == token.i]
    bound = {t.i for number in counted for t in number.subtree}
    while left < start and left not in bound and (_opens(doc[left]) or doc[left].pos_ == "ADP"):
        left += 1
    if any(t.tag_ == "CC" and not _joins_qualities(t) for t in doc[left:start]):
        # "regime and Russian forces" is no longer name of the Russian ones.
        left = start
    if left < start:
        yield doc[left : token.i + 1].text
    if counted and left < counted[0].i:
        # "at least 20 people": also "20 people".
        yield doc[counted[0].i : token.i + 1].text
    run = start
    while run > left and doc[run - 1].dep_ in ("amod", "compound", "nmod:desc") and not doc[run - 1].is_punct:
        run -= 1
    if left < run < start and not doc[run - 1].is_punct:
        yield doc[run : token.i + 1].text
    for child in token.rights:
        if child.dep_ == "nmod" and any(c.lower_ in _LINKS and c.dep_ == "case" for c in child.children):
            edge = child.right_edge.i + 1
            if edge - token.i <= _AFTER:
                yield doc[start:edge].text
                if left < start:
                    yield doc[left:edge].text
            break
    above = token.head
    if token.dep_ == "nmod" and above.lemma_ in _PARTITIVE and above.i < left and left - above.i < 4:
        yield doc[above.i : token.i + 1].text


def _opens(token: Token) -> bool:
    """Whether a word before a phrase is none of its words: an article, a conjunction, a mark."""
    return token.lower_ in _ARTICLES or token.tag_ == "CC" or token.is_punct or token.is_space


def _joins_qualities(token: Token) -> bool:
    """Whether an "and" stands between two plain adjectives: "regional and international bodies" are one."""
    near = (token.nbor(-1), token.head)
    return all(t.pos_ == "ADJ" and (t.is_lower or t.is_sent_start) for t in near) and token.head.i == token.i + 1


def sector_of(token: Token, noun: AgentNoun, start: int, agents: Agents, taken: Mapping[int, Mention]) -> str | None:
    """Sector of a head noun, or of what it is part of: "rebel forces" are rebels, a party's officials are its own."""
    if token.lemma_.lower() not in _BORROWS or (noun.sector is not None and " " in noun.lemma):
        return noun.sector
    near = [token.doc[i] for i in range(token.i - 1, start - 1, -1)]
    near.extend(c for c in token.lefts if c.i < start and c.text[:1].isupper() and c.pos_ in ("ADJ", "PROPN"))
    near.extend(c for c in token.children if c.dep_ == "nmod:poss")
    near.extend(c for c in token.children if c.dep_ == "nmod" and any(k.lower_ in _OWNED for k in c.children))
    for word in near:
        mention = taken.get(word.i)
        if mention is not None:
            sector = mention["sector"] if mention["kind"] == "organization" else None
        else:
            found = _noun_at(word, agents) if word.pos_ in ("NOUN", "PROPN", "ADJ") else None
            sector = found.sector if found is not None else None
            if found is None and word.text[:1].isupper():
                # "Congressional group", "Kremlin official"
                sector = agents.organization_sector(word.text)
        if sector is not None:
            return "MIL" if noun.sector == "MIL" and sector in ("GOV", "CVL", "LEG") else sector
    return noun.sector


def _noun_at(word: Token, agents: Agents) -> AgentNoun | None:
    """Lexicon entry of a word, with the word before it when the two are an entry ("intelligence agency officer")."""
    pair = agents.sector(f"{word.nbor(-1).lower_} {word.lemma_.lower()}") if word.i > word.sent.start else None
    return pair or agents.sector(word.lemma_)


def has_ranks(noun: AgentNoun) -> bool:
    """Whether a noun is a body whose people have ranks ("police", "army")."""
    return noun.institution and noun.sector in _RANKED


def ranked(token: Token, agents: Agents, taken: Mapping[int, Mention]) -> str | None:
    """Sector of a rank with a name behind it that a word stands before: "police Lt. X", "sheriff's deputy X"."""
    for i in range(token.i + 2, min(len(token.doc), token.i + _RANK)):
        mention = taken.get(i)
        if mention is None or mention["start"] != i or mention["kind"] != "person":
            continue
        words = token.doc[token.i : i]
        if any(t.is_space or t.text == "," for t in words):
            return None
        title = agents.title(words.text, whole=True) or agents.title(words[1:].text, whole=True)
        return title.sector if title is not None and not title.plain else None
    return None


def is_partitive(token: Token) -> bool:
    """Whether a noun only counts what follows ("a group of students", "dozens of protesters")."""
    if token.lemma_ not in _PARTITIVE:
        return False
    return any(
        c.dep_ == "nmod" and c.tag_ in ("NNS", "NNPS") and any(k.lower_ == "of" for k in c.children)
        for c in token.rights
    )


def whole_word(doc: Doc, i: int) -> int:
    """Where a word begins whose parts hyphens join: that of "off" for the "duty" of "off-duty"."""
    while i > 1 and doc[i - 1].text in HYPHENS and not doc[i - 1].whitespace_:
        before = doc[i - 2]
        if before.whitespace_ or not before.text[-1:].isalnum():
            break
        i -= 2
    return i


def is_struck(token: Token) -> bool:
    """Whether a head is a part of somebody's body: "was shot in the *head*"."""
    if token.lower_ != "head" or token.dep_ not in ("obl", "nmod"):
        return False
    return any(c.lower_ in ("in", "to") for c in token.children) and not any(c.dep_ == "nmod" for c in token.children)


def is_spoken_for(token: Token, agents: Agents) -> bool:
    """Whether a body stands right before its spokesman: "a Danish army spokesman" speaks for that army, not for Denmark."""
    if (
        token.dep_ not in ("compound", "amod")
        or token.i + 1 != token.head.i
        or token.head.lemma_ not in ("spokesman", "spokeswoman", "spokesperson")
    ):
        return False
    own = agents.sector(token.lower_)
    return own is not None and own.institution


def is_mass(token: Token, demonyms: Container[int]) -> bool:
    """Whether a bare word is what is used or done ("by force", "doing business"), not somebody."""
    if token.tag_ != "NN" or token.lower_ not in ("force", "business"):
        return False
    said = [c for c in token.children if c.dep_ in ("det", "nmod:poss", "nummod", "compound")]
    return not said and not any(c.i in demonyms for c in token.children)


def shares_head_after(token: Token, agents: Agents) -> Token | None:
    """Of a bare "regime" before "and Russian forces": the head that both share, when the tree shows them as two."""
    noun = agents.sector(token.lower_)
    if noun is None or not noun.collective or token.tag_ != "NN" or token.i + 3 >= len(token.doc):
        return None
    link, after = token.nbor(1), token.nbor(2)
    bare = not any(c.dep_ in ("det", "amod", "nmod:poss", "compound") for c in token.children)
    if not bare or token.dep_ not in ("nmod", "obl", "conj") or link.tag_ != "CC" or after.pos_ != "ADJ":
        return None
    head = after.head
    shares = head.i > after.i and head.tag_ == "NNS" and (head.head.i in (token.i, token.head.i))
    return head if shares and agents.sector(head.lower_) is not None else None
