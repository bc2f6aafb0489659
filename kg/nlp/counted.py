"""People told by a number or an adjective only: "killed twelve", "six others were wounded", "militant hideouts".

Invariant: a number is people only where it stands for whom a verb of the lexicon is done to, and counts nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.gazetteer.agents import Agents
from kg.nlp.entities.mentions import Mention, make
from kg.nlp.entities.phrases import forms_of
from kg.rules.paths import is_passive

_OTHERS = frozenset(("other", "others"))
_COUNTS = frozenset(("dozen", "score", "hundred", "thousand", "many", "several", "another"))
_DYING = frozenset(("die", "perish"))
_FIGHTERS = frozenset(("militant", "insurgent", "rebel", "jihadist", "separatist", "guerrilla"))
_THEIRS = frozenset((
    "position", "hideout", "hide-out", "stronghold", "camp", "base", "target", "bunker", "sanctuary", "depot", "attack", "raid",
    "ambush", "assault", "shelling", "fire", "checkpoint", "outpost", "trench", "territory",
))  # fmt: skip
"""Adjectives that fighters are called by, and what is theirs or done by them."""
_HARMED = frozenset(("dead", "wounded", "injured", "hurt", "homeless", "displaced"))
_OF = frozenset(("of", "from", "among"))
_BEFORE = frozenset(("nummod", "det", "amod", "compound", "nsubj"))
_PERSON = {"kind": "group", "number": "p", "sector": "CVL", "head": "person", "name": "people"}
_LIKE = ("sector", "country", "head", "name")


def counted_people(doc: Doc, agents: Agents, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Groups that a number alone stands for.

    Args:
        doc: The document.
        agents: Lexicon that knows what is done to people.
        mentions: What was found so far; none of it is found again.

    Yields:
        Mentions of kind group: of the same people as the group of whom the same clause tells a like thing ("killed three
        *soldiers* and wounded two"), else "people".
    """
    taken = {i for m in mentions for i in range(m["start"], m["end"])}
    groups = {m["root"]: m for m in mentions if m["kind"] == "group" and m["number"] == "p" and not m["pronoun"]}
    for token in doc:
        # "30 Yezidis" counts these, whatever hangs on what.
        if (
            token.i in taken
            or token.i + 1 in taken
            or not _is_number(token)
            or _counts_more(token)
            or not _suffers(token, agents)
        ):
            continue
        start = min((c.i for c in token.lefts if c.dep_ in _BEFORE), default=token.i)
        # "five people were killed and eleven others wounded"
        like = next((groups[t.i] for t in _sufferers_before(token, agents) if t.i in groups), None)
        known = {**_PERSON, **({k: like[k] for k in _LIKE} if like is not None and not like["proper"] else {})}
        mention = make(doc, start, token.i + 1, root=token.i, **known)
        mention["counted"] = True
        mention["extra"] = list(dict.fromkeys(forms_of(token, token.i)))
        yield mention


def fighters_told(doc: Doc, agents: Agents, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Fighters whose a thing is, told by an adjective: "militant hideouts", but not "a militant group".

    Args:
        doc: The document.
        agents: Lexicon that knows the sector of fighters.
        mentions: What was found so far; none of it is found again.

    Yields:
        Mentions of kind group, named by the plural of the adjective.
    """
    taken = {i for m in mentions for i in range(m["start"], m["end"])}
    for token in doc:
        told = token.lower_ in _FIGHTERS and token.pos_ == "ADJ" and token.dep_ == "amod" and token.i not in taken
        if told and token.head.i > token.i and token.head.lemma_.lower() in _THEIRS:
            noun = agents.sector(token.lower_)
            sector = noun.sector if noun is not None else None
            known = {"number": "p", "head": token.lower_, "sector": sector, "name": f"{token.text}s"}
            yield make(doc, token.i, token.i + 1, "group", root=token.i, **known)


def _is_number(token: Token) -> bool:
    more = token.lower_ == "more" and any(_is_number(c) for c in token.lefts)
    return more or token.tag_ == "CD" or token.lemma_.lower() in _COUNTS or token.lower_ in _OTHERS


def _counts_more(token: Token) -> bool:
    """Whether a number tells how many of something: "dozens of cattle", "12 cows", "30 percent"."""
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.dep_ in ("nummod", "amod", "det", "compound") or (behind is not None and behind.text in ("%", "-", "/")):
        return True
    return any(
        (c.dep_ == "nmod" and any(k.dep_ == "case" and k.lower_ in _OF for k in c.children))
        or (c.dep_ in ("amod", "compound", "nmod:unmarked") and c.pos_ in ("SYM", "PROPN"))
        for c in token.children
    )


def _suffers(token: Token, agents: Agents) -> bool:
    """Whether a word stands for whom a deed is done to, or who dies."""
    verb = token.head
    if verb.pos_ == "ADJ":
        return token.dep_ in ("nsubj", "nsubj:pass") and agents.suffers(verb.lemma_)
    if verb.pos_ != "VERB":
        return False
    if verb.lemma_ in _DYING:
        return token.dep_ == "nsubj"
    if verb.lemma_ == "leave" and token.dep_ == "obj":
        # "The raid left dozens dead."
        return any(c.dep_ == "xcomp" and c.lower_ in _HARMED for c in verb.children)
    if not agents.suffers(verb.lemma_):
        return False
    passive = is_passive(verb) or (verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "obj") for c in verb.children))
    return token.dep_ in ("nsubj", "nsubj:pass") if passive else token.dep_ == "obj"


def _sufferers_before(token: Token, agents: Agents) -> Iterator[Token]:
    """Who suffers in the clauses beside, before a word, the nearest first."""
    verb = token.head
    while verb.dep_ in ("conj", "advcl", "parataxis") and verb.head.i < verb.i:
        verb = verb.head
        if verb.pos_ == "VERB" and (agents.suffers(verb.lemma_) or verb.lemma_ in _DYING):
            yield from (c for c in verb.children if c.dep_ in ("obj", "nsubj:pass", "nsubj") and _suffers(c, agents))
