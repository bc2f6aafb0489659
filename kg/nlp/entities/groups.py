"""Described actors: a head noun that acts ("soldiers", "regime", "foreign ministry") and whose it is ("Turkish")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from kg.gazetteer.agents import AgentNoun, Agents
from kg.gazetteer.countries import CountryRef
from kg.nlp.entities.mentions import Mention, make
from kg.nlp.entities.phrases import (
    forms_of,
    has_ranks,
    is_mass,
    is_partitive,
    is_spoken_for,
    is_struck,
    ranked,
    sector_of,
    shares_head_after,
    whole_word,
)
from kg.rules.beside import HYPHENS

_MODIFIERS = frozenset(("amod", "compound", "nmod:desc", "nmod:unmarked"))
_ABROAD = frozenset(("MIL", "GOV", "IGO", "REF", "NGO", "SPY", "PRM", "UAF"))
"""Sectors whose people are often in a country without being of it: "soldiers in Mali", "aid workers in Syria"."""
_FORMER = frozenset(("former", "ex", "retired", "ousted", "deposed", "disgraced", "exiled"))
_OFFICES = frozenset(("department", "office", "agency"))
"""What makes a body of the police, who are a group by themselves."""
_BASED = frozenset(("based", "headquartered"))
_COUNTS = frozenset(("ten", "dozen", "score", "hundred", "thousand", "million", "other", "tens", "scores", "others"))
"""Nouns that are numbers, and what stands behind a number when nothing else does."""


def groups_of(
    doc: Doc, agents: Agents, demonyms: Mapping[int, CountryRef], taken: Mapping[int, Mention]
) -> Iterator[Mention]:
    """Described actors of a document.

    Args:
        doc: The document.
        agents: Lexicon of head nouns.
        demonyms: Country of each demonym token.
        taken: Mention of each token that a name holds already.

    Yields:
        Mentions of kind group, person or organization, in order of their heads; compound ones ("Russian and Belarusian
        soldiers") once for each country.
    """
    for token in doc:
        if token.i not in taken and (crowd := _counted(token, agents)) is not None:
            yield crowd
            continue
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.i in taken or token.i in demonyms:
            continue
        if agents.carries(token.head.lemma_) and (owned := _owner_of_arms(token, agents, demonyms)) is not None:
            yield owned
            continue
        if (
            (token.pos_ == "ADJ" and token.dep_ in ("amod", "acomp", "xcomp") and not is_spoken_for(token, agents))
            or _is_joined(token)
            or _is_told(token)
            or is_struck(token)
        ):
            continue
        found = _noun(token, agents)
        before_rank = ranked(token, agents, taken)
        if found is None or is_partitive(token) or is_mass(token, demonyms):
            continue
        noun, head = found
        if before_rank is not None and token.nbor(1).tag_ == "POS":
            yield _body(token, before_rank, demonyms, taken)
            continue
        if _is_part(token, agents) and not (before_rank is not None and has_ranks(noun)):
            continue
        if _is_title(token, taken) and not (noun.institution and token.i > 1 and token.nbor(-1).lower_ == "of"):
            continue
        yield from _mentions(token, noun, head, agents, demonyms, taken)


def _counted(token: Token, agents: Agents) -> Mention | None:
    """ "Thousands marched", "some 5,000 others rallied": those of whom only the number is told are what they do."""
    if not _is_number(token) or token.i >= token.head.i or _tells_whom(token):
        return None
    verb = token.head
    # "About 500 protested": a parser may take the number for an object.
    does = token.dep_ == "nsubj" or (token.dep_ == "obj" and not any(c.dep_ == "nsubj" for c in verb.children))
    if not does or verb.pos_ != "VERB":
        return None
    acts = (verb, *(c for c in verb.children if c.dep_ in ("conj", "advcl", "xcomp") and c.pos_ == "VERB"))
    what = next((n for v in acts if (n := agents.counted(v.lemma_)) is not None), None)
    noun = agents.sector(what) if what is not None else None
    if what is None or noun is None:
        return None
    return make(
        token.doc, token.i, token.i + 1, "group", root=token.i, name=f"{what}s", number="p", head=what,
        sector=noun.sector,
    )  # fmt: skip


def _is_number(token: Token) -> bool:
    """Whether a word tells of several by their number only: "5,000", "hundreds", "dozens of others"."""
    return (token.tag_ == "CD" and token.lower_ != "one") or (token.tag_ == "NNS" and token.lemma_ in _COUNTS)


def _tells_whom(token: Token) -> bool:
    """Whether a number says what it counts: "thousands *of people*", not "tens *of thousands*" or "hundreds *of them*"."""
    counted = [c for c in token.rights if c.dep_ == "nmod" and any(k.lower_ == "of" for k in c.children)]
    return any(_tells_whom(c) if _is_number(c) else c.pos_ != "PRON" for c in counted)


def _is_joined(token: Token) -> bool:
    """Whether a word begins one of several words: "state-of-the-art", "man-in-the-middle"."""
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text in HYPHENS and after[1].tag_ == "IN" and not after[0].whitespace_


def _is_told(token: Token) -> bool:
    """Whether a word tells what happened to its subject: "five were killed and eight *wounded*"."""
    return token.tag_ in ("JJ", "VBN") and any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children)


def _noun(token: Token, agents: Agents) -> tuple[AgentNoun, str] | None:
    """Lexicon entry of a head, with the word before it when the two are an entry ("riot police")."""
    lemma = token.lemma_.lower()
    if token.i > 0:
        before = token.nbor(-1)
        if (before.text in HYPHENS or before.tag_ == "POS") and token.i > 1:
            # "asylum-seekers": one entry, with a hyphen or a space; "sheriff's department".
            owner = "'s" if before.tag_ == "POS" else ""
            joined = f"{token.nbor(-2).lower_}{owner} {lemma}"
            found = agents.sector(joined)
            if found is not None:
                return found, joined
        for form in (f"{before.lower_} {lemma}", f"{before.lower_} {token.lower_}"):
            if agents.is_nobody(form):
                return None
            found = agents.sector(form)
            if found is not None:
                return found, form
    # "ex-members"
    lemma = lemma.removeprefix("ex-")
    found = agents.sector(lemma) or agents.sector(token.lower_.removeprefix("ex-"))
    return (found, lemma) if found is not None else None


def _owner_of_arms(token: Token, agents: Agents, demonyms: Mapping[int, CountryRef]) -> Mention | None:
    """ "Turkish military vehicles": what moves is a thing, who moves is the Turkish military."""
    before = token.i - 1
    if token.dep_ not in _MODIFIERS or token.head.i <= token.i or before not in demonyms:
        return None
    noun = agents.sector(token.lower_)
    if noun is None or not noun.institution or token.doc[before].head.i != token.head.i:
        return None
    return make(
        token.doc, before, token.i + 1, "group", root=token.i, country=demonyms[before].code, sector=noun.sector,
        number="s", head=noun.lemma,
    )  # fmt: skip


def _is_part(token: Token, agents: Agents) -> bool:
    """A noun that only modifies another actor ("government forces", "police officer") is part of that one."""
    if shares_head_after(token, agents) is not None:
        return True
    if token.i > 1 and token.nbor(-1).lower_ == "of":
        # The staff of "chief of staff" is nobody by itself.
        whole = f"{token.nbor(-2).lemma_.lower()} of {token.lower_}"
        if agents.sector(whole) is not None:
            return True
    head = token.head
    if token.i + 2 < len(token.doc) and token.nbor(1).tag_ == "POS":
        # The sheriff of "sheriff's deputies" is nobody by himself.
        behind = _noun(token.nbor(2), agents)
        return behind is not None and behind[1].startswith(f"{token.lower_}'s ")
    return (
        not is_spoken_for(token, agents)
        and token.dep_ == "compound"
        and head.pos_ in ("NOUN", "PROPN")
        and _noun(head, agents) is not None
    )


def _is_title(token: Token, taken: Mapping[int, Mention]) -> bool:
    """A title right before a person's name is part of the office, no person of its own."""
    after = taken.get(token.i + 1)
    return (
        after is not None
        and after["kind"] == "person"
        and after["start"] == token.i + 1
        and token.tag_ in ("NN", "NNP")
    )


def _mentions(
    token: Token,
    noun: AgentNoun,
    head: str,
    agents: Agents,
    demonyms: Mapping[int, CountryRef],
    taken: Mapping[int, Mention],
) -> Iterator[Mention]:
    doc = token.doc
    hyphened = token.i > 1 and token.nbor(-1).text in HYPHENS and head.startswith(f"{token.nbor(-2).lower_} ")
    owned = token.i > 1 and token.nbor(-1).tag_ == "POS" and head.startswith(f"{token.nbor(-2).lower_}'s ")
    start = _start(token, token.i - 2 if hyphened or owned else token.i, demonyms, taken)
    owners = _countries(token, demonyms, taken)
    kind, number = _kind(token, noun)
    sector = sector_of(token, noun, start, agents, taken)
    former = token.lower_.startswith("ex-") or any(c.lower_ in _FORMER for c in token.lefts)
    if sector == "GOV" and former:
        sector = "ELI"
    own = "ELI" if former and noun.sector == "GOV" else noun.sector
    common = {"sector": sector, "number": number, "gender": noun.gender, "head": head}
    if split := _halves(token, start, number, demonyms, taken):
        for i, (country, whose) in split.items():
            root = token.i if doc[i].dep_ != "conj" else i
            yield make(
                doc, i, token.i + 1, kind, root=root, country=country, **{**common, "sector": own},
                name=f"{whose} {token.text}",
            )  # fmt: skip
        return
    if len(owners) > 1 and owners[0] != owners[1] and number == "p" and not _before_head(token, demonyms, taken):
        # "officials from Turkey and Russia" are two groups.
        for code in dict.fromkeys(owners):
            yield make(doc, start, token.i + 1, kind, root=token.i, country=code, **common)
        return
    halves = list(_other_halves(token, kind, agents, common))
    yield from halves
    start = max([start, *(half["end"] + 1 for half in halves)])
    country = owners[0] if owners else _at_home(token, sector, taken)
    mention = make(doc, start, token.i + 1, kind, root=token.i, country=country, **common)
    mention["extra"].extend(dict.fromkeys(forms_of(token, start)))
    yield mention


def _body(token: Token, sector: str, demonyms: Mapping[int, CountryRef], taken: Mapping[int, Mention]) -> Mention:
    """The office that a rank is of: "Harlow County Sheriff's Sgt. X"; by its full name where the article has one."""
    start = _start(token, token.i, demonyms, taken)
    words = f"{token.doc[start : token.i + 1].text.lower()}'s "
    named = {m["name"] for m in taken.values() if m["kind"] == "organization"}
    full = sorted(n for n in named if words in n.lower().replace("’", "'").replace(" 's", "'s"))
    known = {"name": full[0], "proper": True} if len(full) == 1 else {"head": f"{words}office"}
    return make(token.doc, start, token.i + 1, "organization", root=token.i, sector=sector, number="s", **known)


def _halves(
    token: Token, start: int, number: str | None, demonyms: Mapping[int, CountryRef], taken: Mapping[int, Mention]
) -> dict[int, tuple[str | None, str]]:
    """Whose the parts of one group are, by where each is told: "Russian and Belarusian soldiers", "British and EU envoys"."""
    found: dict[int, tuple[str | None, str]] = {}
    for i in range(start, token.i):
        if not _is_coordinated(token.doc[i]):
            continue
        if i in demonyms:
            found[i] = (demonyms[i].code, token.doc[i].text)
        elif number == "p" and i in taken and taken[i]["root"] == i and taken[i]["kind"] in ("country", "organization"):
            found[i] = (taken[i]["country"], taken[i]["name"])
    return found if len({country or whose for country, whose in found.values()}) > 1 else {}


def _at_home(token: Token, sector: str | None, taken: Mapping[int, Mention]) -> str | None:
    """Country of a group by where it lives: "people in the UK", "a Kenya-based company"."""
    based = next((c for c in token.lefts if c.lower_ in _BASED), None)
    if based is not None:
        country = next((taken[t.i]["country"] for t in based.subtree if t.i in taken and taken[t.i]["country"]), None)
        if country is not None:
            return str(country)
    if sector in _ABROAD:
        return None
    for child in token.rights:
        if (
            child.dep_ == "nmod"
            and child.i in taken
            and any(c.lower_ == "in" for c in child.children if c.dep_ == "case")
        ):
            found = taken[child.i]["country"]
            return str(found) if found else None
    return None


def _other_halves(token: Token, kind: str, agents: Agents, common: Mapping[str, object]) -> Iterator[Mention]:
    """ "regime and Russian forces": the first modifier shares the head and is a group of its own."""
    # A parser may hang the "and" on the second modifier.
    for link in (t for t in (*token.lefts, *(c for m in token.lefts for c in m.lefts)) if t.tag_ == "CC" and t.i > 0):
        before = link.nbor(-1)
        if before.pos_ != "NOUN":
            continue
        if (before.head.i != token.i or before.dep_ != "compound") and shares_head_after(before, agents) != token:
            continue
        found = agents.sector(before.lemma_)
        if found is not None:
            known = {**common, "sector": common["sector"] or found.sector}
            yield make(
                token.doc, before.i, before.i + 1, kind, root=token.i, name=f"{before.text} {token.text}", **known
            )


def _before_head(token: Token, demonyms: Mapping[int, CountryRef], taken: Mapping[int, Mention]) -> bool:
    """Whether a demonym or name stands before the head and decides."""
    return any(c.i in demonyms or c.i in taken for c in token.lefts)


def _is_coordinated(token: Token) -> bool:
    return token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children)


def _kind(token: Token, noun: AgentNoun) -> tuple[str, str | None]:
    if token.tag_ in ("NNS", "NNPS"):
        return "group", "p"
    if noun.institution and (noun.sector != "COP" or token.lower_ in _OFFICES):
        return "organization", "s"
    if noun.collective or token.lower_ in ("people", "police", "troops"):
        return "group", "p" if token.lower_ in ("people", "police") else "s"
    return "person", "s"


def _start(token: Token, first: int, demonyms: Mapping[int, CountryRef], taken: Mapping[int, Mention]) -> int:
    """First word that matters, from the head's `first`: the leftmost adjacent modifier that is a demonym, name or noun.

    A word of several parts is taken whole: "off-duty policeman", "long-time ally", "half-brother".
    """
    start = first = whole_word(token.doc, first)
    i = start - 1
    while i >= 0 and token.i - i < 7:
        before = token.doc[i]
        if (
            before.text in HYPHENS
            or before.is_space
            or (before.tag_ in ("VBN", "VBG") and before.dep_ in ("amod", "acl"))
        ):
            break
        belongs = before.head.i == token.i or (
            token.i > before.head.i > i - 6 and before.dep_ in ("conj", "cc", "compound", "amod", "flat")
        )
        # "an Assad regime attack", "Kenyan police chief X": the parser hangs both on what follows.
        belongs = belongs or (
            (i in taken or i in demonyms)
            and token.dep_ in ("compound", "amod")
            and before.dep_ in ("compound", "amod")
            and before.head.i == token.head.i
        )
        if before.dep_ not in (*_MODIFIERS, "conj", "cc", "flat") or not belongs:
            break
        if (
            i in demonyms
            or i in taken
            or before.pos_ in ("NOUN", "PROPN")
            or (before.lower_ in ("armed", "special", "foreign", "interior", "riot"))
        ):
            start = i = whole_word(token.doc, i)
        i -= 1
    # A name is not cut: "al-Qaida operatives".
    return min(start, taken[start]["start"]) if start < first and start in taken else start


def _countries(token: Token, demonyms: Mapping[int, CountryRef], taken: Mapping[int, Mention]) -> list[str]:
    """Countries that a head noun belongs to, the nearest modifier first: demonym, name before it, possessor, "of"."""
    out: list[str] = []

    def note(t: Token) -> None:
        if t.i in demonyms:
            out.append(demonyms[t.i].code)
        else:
            mention = taken.get(t.i)
            if mention is not None and mention["country"]:
                out.append(mention["country"])

    for deps in (_MODIFIERS, ("nmod:poss",), ("nmod",)):
        for child in token.children:
            if child.dep_ not in deps:
                continue
            if child.dep_ == "nmod" and not any(c.lower_ in ("of", "from") for c in child.children if c.dep_ == "case"):
                continue
            if child.tag_ in ("VBN", "VBG"):
                # "Russian-backed forces" are not Russia's.
                continue
            note(child)
            if deps == ("nmod",):
                for other in child.conjuncts:
                    note(other)
            for grandchild in child.children:
                if grandchild.dep_ in ("compound", "amod", "nmod:poss") and not out:
                    note(grandchild)
    if not out and token.i > 0 and token.i - 1 in demonyms:
        out.append(demonyms[token.i - 1].code)
    return out
