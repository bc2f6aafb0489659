"""Described actors: noun phrases whose head is an agent noun ("Turkish soldiers", "regime forces", "a detective").

Invariant: a phrase is its head and the modifiers that tell it from others, without article and number; one mention a country
when the phrase names several ("Turkish and Russian officials"), all with the head as root.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.gazetteer.agents import AgentNoun
from kg.nlp.entities.lexicon import Lexicon
from kg.nlp.entities.mention import Mention, add_form, mention
from kg.nlp.entities.names import Name
from kg.nlp.entities.words import POSSESSOR, Words

_MODIFIERS = frozenset(("amod", "compound", "nmod", "nmod:desc", "flat", "conj", "cc", "punct", "goeswith", "appos"))
_LOOSE = frozenset(
    "other many several some such same more most own new late senior top local former few certain various numerous first last next"
    " different potential alleged suspected additional further fellow main key major leading big large small two three four"
    " five six seven eight nine ten recent current entire whole respective countless dead injured wounded unarmed old young"
    " killed displaced remaining missing".split()
)
_PARTITIVE = frozenset("group team crowd band number series wave convoy lot unit column pair couple majority handful".split())
_BUILDING = frozenset("school hospital church mosque university court clinic embassy bank prison college company parliament airport".split())
_INSIDE = frozenset(("in", "at", "inside", "outside", "near", "into", "to", "behind", "around"))
_NEEDS_MORE = frozenset("force state press party unit network anchor major general board fire speaker individual radio television reserve".split())
_STATE = frozenset(("GOV", "MIL", "COP", "REB", "PRM", "UAF", "SPY", "LEG", "JUD", "PTY", "OPP"))
_COLLECTIVE_BODY = frozenset("police army military navy force state regime customs".split())
_BORROWS = frozenset(
    "official officer force fighter leader member group worker chief source commander representative personnel staff team unit"
    " troop candidate activist militant faction delegation head supporter lawmaker politician executive adviser agent person man"
    " employee figure movement organization candidate deputy spokesman spokeswoman spokesperson lawyer attorney".split()
)
_DESCRIBED = frozenset("member personnel supporter critic participant people leader head chief source staff ally partner".split())
_FEW_WORDS = 8
OWNER = frozenset(("of", "from"))


@dataclass(slots=True)
class Phrase:
    """A head noun with what stands before it, split where two modifiers are coordinated."""

    head: int
    start: int
    noun: AgentNoun | None
    left: int
    parts: list[tuple[int, int]]


def read_groups(words: Words, lexicon: Lexicon, inside: Mapping[int, Name]) -> list[Mention]:
    """Described actors in text order; `inside` tells the name that a word belongs to."""
    found = []
    for i, tag in enumerate(words.tag):
        if tag in ("NN", "NNS", "NNP", "NNPS") and i not in inside:
            phrase = _phrase(words, lexicon, inside, i)
            if phrase is not None:
                found.extend(_mentions(words, lexicon, inside, phrase))
    return found


def _phrase(words: Words, lexicon: Lexicon, inside: Mapping[int, Name], i: int) -> Phrase | None:
    hit = lexicon.agent(words, i)
    if hit is None:
        if words.lemma[i] not in _DESCRIBED or not any(True for _ in words.governed(i, OWNER)):
            return None
        hit = (i, AgentNoun(None, False, False, None))
    noun_start, noun = hit
    if any(k in inside for k in range(noun_start, i)):
        noun_start = i
    if not _acts(words, i, noun, inside, noun_start):
        return None
    left = _left_edge(words, i, min(noun_start, i))
    if left == i and words.lemma[i] in _NEEDS_MORE and words.tag[i] != "NNS" and not _owned(words, i):
        return None
    start = left
    while start < noun_start and start not in inside and (words.lower[start] in _LOOSE or words.tag[start] in ("JJS", "JJR", "CD", "HYPH")):
        start += 1
    if words.pos[start] == "PUNCT" or words.dep[start] == "cc":
        start += 1
    return Phrase(i, min(start, noun_start), noun, left, _parts(words, min(start, noun_start), i))


def _owned(words: Words, i: int) -> bool:
    return any(words.dep[c] in POSSESSOR or words.lower[c] == "the" for c in words.children[i])


def _acts(words: Words, i: int, noun: AgentNoun, inside: Mapping[int, Name], noun_start: int) -> bool:
    """Whether a noun stands for an actor here: not for a building, a predicate, a part of another noun."""
    lemma, dep, head = words.lemma[i], words.dep[i], words.head[i]
    children = words.children[i]
    if any(words.dep[c] == "cop" for c in children) or dep in ("attr", "fixed", "goeswith"):
        return False
    if dep in ("nmod:desc", "flat", "compound", "appos", "nmod") and head in inside and inside[head]["label"] == "person":
        return dep == "appos" and head < i
    if dep in ("compound", "nmod:desc", "flat", "amod") and head != i:
        # "police operation" has the police in it, "student union" only a union.
        whole = noun.collective or noun.sector in _STATE
        return whole and head not in inside and words.tag[i] in ("NN", "NNS", "NNP") and not _named_head(words, head)
    if lemma in _BUILDING and words.tag[i] in ("NN", "NNP") and not _INSIDE.isdisjoint(words.cases(i)):
        return False
    if lemma in _PARTITIVE and any(words.tag[c] in ("NNS", "NNPS") for c in words.governed(i, frozenset(("of",)))):
        return False
    if lemma == "opposition" and any(True for _ in words.governed(i, frozenset(("to",)))):
        return False
    return not (lemma == "force" and words.tag[i] == "NN" and (words.cases(i) and not any(words.dep[c] in ("amod", "compound", "det") for c in children)))


def _named_head(words: Words, head: int) -> bool:
    """Whether the head is itself an actor noun, so that the modifier is a part of its phrase."""
    return words.lemma[head] in ("force", "troop", "fighter", "soldier", "officer", "official", "spokesman", "spokeswoman", "member")


def _left_edge(words: Words, head: int, start: int) -> int:
    """First word of the run of modifiers before a head."""
    j = start
    while j > 0:
        k = j - 1
        if words.pos[k] in ("DET", "PRON", "SPACE", "AUX", "VERB", "ADP") or words.tag[k] in ("POS", "VBN", "VBG", "CD", "PDT"):
            break
        if words.pos[k] == "PUNCT" and words.tag[k] != "HYPH":
            break
        if words.dep[k] == "cc" and words.tag[k] != "CC":
            break
        if words.dep[k] not in _MODIFIERS or not (k < words.head[k] <= head or words.dep[k] == "conj"):
            break
        j = k
    while j < start and (words.dep[j] == "cc" or words.pos[j] == "PUNCT"):
        j += 1
    return j


def _parts(words: Words, start: int, head: int) -> list[tuple[int, int]]:
    """Split "Turkish and Russian officials" at its "and"; the last part holds the head."""
    cuts = [k for k in range(start, head) if words.tag[k] == "CC" or words.text[k] == ","]
    bounds = [start, *(k + 1 for k in cuts), head + 1]
    spans = [(a, min(b - 1, head) if n < len(cuts) else b) for n, (a, b) in enumerate(zip(bounds, bounds[1:], strict=False))]
    return [(a, b) for a, b in spans if b > a]


def _mentions(words: Words, lexicon: Lexicon, inside: Mapping[int, Name], phrase: Phrase) -> Iterator[Mention]:
    head = phrase.head
    plural = words.tag[head] in ("NNS", "NNPS") or words.lower[head] in ("police", "people", "troops", "personnel", "military")
    noun = phrase.noun
    kind = "group"
    if noun is not None and noun.institution and not plural and words.lemma[head] not in _COLLECTIVE_BODY:
        kind = "organization"
    elif not plural and (noun is None or not noun.collective) and words.lemma[head] not in _COLLECTIVE_BODY:
        kind = "person"
    countries = _after(words, lexicon, head)
    single = len(phrase.parts) == 1
    for start, end in phrase.parts:
        whole = end == head + 1
        name = words.phrase(start, end) if whole else f"{words.phrase(start, end)} {words.text[head]}"
        own = _before(words, lexicon, inside, start, end)
        for code in [own] if own is not None or not countries else (countries if single else [None]):
            made = mention(
                words, start, end, kind, root=head, name=name, number="p" if plural else "s",
                gender=noun.gender if noun is not None else None, head=words.lemma[head], country=code,
                sector=_sector(words, lexicon, inside, phrase, start), definite=_definite(words, head),
            )  # fmt: skip
            if single and whole:
                for form in _forms(words, phrase):
                    add_form(made, form)
            yield made


def _definite(words: Words, head: int) -> bool:
    return any(words.lower[c] in ("the", "these", "those", "this", "that") or words.dep[c] in POSSESSOR for c in words.children[head])


def _before(words: Words, lexicon: Lexicon, inside: Mapping[int, Name], start: int, end: int) -> str | None:
    """Country by what stands before the head: adjective, name, or possessor."""
    for k in range(start, end):
        code = inside[k].get("code") if k in inside else lexicon.demonym(words.text[k])
        if code is not None:
            return str(code)
    for c in words.children[end - 1]:
        if words.dep[c] in POSSESSOR and c in inside:
            return inside[c].get("code")
        if c < start and words.dep[c] == "amod" and c in inside and inside[c].get("code"):
            return str(inside[c]["code"])
    return None


def _after(words: Words, lexicon: Lexicon, head: int) -> list[str | None]:
    """Countries that "of" and "from" name after the head, in order."""
    codes: list[str | None] = []
    for g in words.governed(head, OWNER):
        for k in words.coordinated(g):
            hit = lexicon.country_at(words, k)
            if hit is None and k > 0:
                hit = lexicon.country_at(words, k - 1)
            if hit is not None and hit[1].how == "name" and hit[1].code not in codes:
                codes.append(hit[1].code)
    return codes


def _sector(words: Words, lexicon: Lexicon, inside: Mapping[int, Name], phrase: Phrase, start: int) -> str | None:
    """Sector of the head noun, or of what it is part of ("rebel forces", "Scientology officials")."""
    noun, head = phrase.noun, phrase.head
    own = noun.sector if noun is not None else None
    if words.lemma[head] not in _BORROWS:
        return own
    near = [k for k in range(start, head)]
    near.extend(c for c in words.children[head] if words.dep[c] in POSSESSOR)
    near.extend(words.governed(head, frozenset(("of", "from", "for", "in", "with"))))
    for k in near:
        sector = None
        if k in inside:
            name = inside[k]
            if name["label"] == "organization":
                sector = lexicon.agents.organization_sector(words.phrase(name["start"], name["end"]))
        elif words.pos[k] in ("NOUN", "PROPN", "ADJ"):
            found = lexicon.agents.sector(words.lemma[k])
            sector = found.sector if found is not None else None
        if sector is not None:
            return "MIL" if own == "MIL" and sector in ("GOV", "CVL") else sector
    return own


def _forms(words: Words, phrase: Phrase) -> Iterator[str]:
    """Longer forms of a phrase: with its loose modifiers, its possessor, its "of" phrase, the group that it is part of."""
    head, start, left = phrase.head, phrase.start, phrase.left
    end = head + 1
    if left < start:
        yield words.phrase(left, end)
    first = min((c for c in words.children[head] if c < left and words.dep[c] in (*POSSESSOR, "nummod", "amod", "det")), default=left)
    if first < left and left - first < 6:
        yield words.phrase(first, end)
    for c in words.children[head]:
        if words.dep[c] in POSSESSOR and c < left and words.tag[c] in ("NNP", "NN", "NNS", "NNPS"):
            begin = min([c, *(k for k in words.children[c] if words.dep[k] in ("compound", "amod", "flat") and k < c)])
            yield words.phrase(begin, end)
    for g in words.governed(head, frozenset(("of", "from", "for", "in", "at"))):
        edge = words.right_edge(g)
        if g > head and edge - head < _FEW_WORDS:
            yield words.phrase(start, edge)
            break
    above = words.head[head]
    if words.lemma[above] in _PARTITIVE and words.dep[head] == "nmod" and above < left and left - above < 4:
        yield words.phrase(above, end)
