"""Names of the network cut and joined: titles, articles and possessors off, what it broke in two made whole.

Invariant: only words decide here; which label a name has is for `kg.nlp.entities.labels`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from kg.gazetteer.agents import Agents
from kg.gazetteer.countries import Countries, CountryRef
from kg.nlp.entities.owners import MODIFIERS
from kg.rules.beside import HYPHENS

PLACE_LABELS = ("GPE", "LOC", "FAC")
_WAYS = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_DIRECTIONS = frozenset((*_WAYS, *(f"{way}ern" for way in _WAYS), "central", "upper", "lower"))
_RULE = frozenset(("Government", "Governments"))
_UNITS = frozenset(
    ("Force", "Group", "Brigade", "Battalion", "Regiment", "Division", "Squadron", "Unit", "Channel", "Local")
)
_NUMBERS = 1000
_SPELLED = frozenset(
    ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
)
"""Numbers below may be those of a unit; from here on they may be years."""


_LINKS = frozenset(("of", "for", "in", "and", "on", "to", "the", "at"))
_DIVISIONS = frozenset((
    "city", "town", "village", "county", "state", "commonwealth", "province", "borough", "township",
    "district", "governorate", "region", "prefecture",
))  # fmt: skip
"""What a place is, before "of" and its name."""


@dataclass(slots=True)
class Name:
    """A name in the text; `country` where it is one."""

    start: int
    end: int
    label: str
    country: CountryRef | None = None


def pieces(doc: Doc, span: Span, countries: Countries, agents: Agents) -> list[Name]:
    """One name of the network without article, title and possessive mark; "Turkey's Defence Ministry" is two."""
    start, end = span.start, span.end
    while start < end - 1 and (doc[start].lower_ in ("the", "a", "an") or doc[start].is_space or doc[start].is_quote):
        start += 1
    while end > start + 1 and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_space or doc[end - 1].is_quote):
        end -= 1
    if end - start > 1 and doc[end - 1].text in HYPHENS:
        # "Al-" and "Shabaab", which the network cut.
        end += 1 if end < len(doc) and doc[end].text[:1].isupper() else -1
    if span.label_ == "PERSON":
        while end - start > 1 and agents.title(doc[start].text) is not None:
            start += 1
    elif span.label_ == "ORG":
        end = _before_title(doc, start, end, countries, agents)
    text = doc[start:end].text
    last = _end_of_title(doc, start, end, agents)
    if last >= end:
        return []
    if last > start:
        return [Name(last, end, "PERSON")]
    if end - start == 1 and span.label_ in ("PERSON", "FAC") and _is_title(text, agents):
        return []
    if text.lower() in _DIRECTIONS and end < len(doc) and doc[end].pos_ == "PROPN":
        # "Northern Iraq" is Iraq, whatever else is called "Northern".
        return []
    if span.label_ == "ORG" and end < len(doc) and doc[end].text == "." and agents.shortens(text):
        # "Pfc", "SENS": a shortened title before its full stop; "Army Pfc." is the army and a title.
        return []
    if span.label_ == "ORG" and end - start > 1 and agents.shortens(doc[end - 1].text):
        end -= 1
        text = doc[start:end].text
    if not any(c.isupper() or c.isdigit() for c in text) or not any(c.isalnum() for c in text):
        return []
    for i in range(start + 1, end - 1):
        if doc[i].tag_ == "POS" and countries.find(doc[start:i].text) is not None:
            return [Name(start, i, "GPE"), Name(i + 1, end, span.label_)]
    return [Name(start, end, span.label_)]


def _is_title(text: str, agents: Agents) -> bool:
    """Whether a word alone is an office rather than a name ("Emperor", "President")."""
    title = agents.title(text)
    return title is not None and not title.plain and (title.leads or title.state) and agents.sector(text) is not None


def whole(doc: Doc, found: list[Name], countries: Countries, agents: Agents) -> list[Name]:
    """Names that the network broke, made whole: "Municipality of" and "Arles", "Government" and "Chad", "Unit" and 29."""
    out: list[Name] = []
    for n in found:
        if out and n.start < out[-1].end:
            out[-1].end = max(n.end, out[-1].end)
        elif n.end - n.start > 1 and doc[n.end - 1].lower_ == "of":
            end = n.end
            while end < len(doc) and doc[end].pos_ == "PROPN" and not doc[end].is_sent_start:
                end += 1
            body = n.label in PLACE_LABELS and agents.organization_sector(doc[n.start : n.end - 1].text) is not None
            if not body and doc[n.start].lower_ in _DIVISIONS:
                out.append(n)
                continue
            out.append(Name(n.start, end if end > n.end else n.end - 1, "ORG" if body else n.label))
        else:
            end = _with_number(doc, n) if n.label == "ORG" else n.end
            out.append(Name(n.start, max(end, _with_country(doc, n, countries)), n.label))
    return out


def joined(doc: Doc, names: list[Name]) -> list[Name]:
    """Names that the network cut behind "of" with what they go on with: "Pueblo of" and "Nambe" are one.

    Of "City of" before a place the place remains; a preposition that nothing follows is no part of a name.
    """
    out: list[Name] = []
    at = {n.start: n for n in names}
    gone: set[int] = set()
    for n in names:
        if n.start in gone:
            continue
        last = doc[n.end - 1].text
        opens = n.end < len(doc) and doc[n.end].lower_ == "of" and n.end - n.start == 1
        after = at.get(n.end + 1 if opens else n.end)
        if opens and after is not None and after.label in PLACE_LABELS and doc[n.start].lower_ in _DIVISIONS:
            continue
        if last not in _LINKS or n.end - n.start == 1:
            out.append(n)
            continue
        first = doc[n.start].lower_
        if after is not None and after.label in PLACE_LABELS and n.end - n.start == 2 and first in _DIVISIONS:
            continue
        end = after.end if after is not None else n.end
        while after is None and end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
            end += 1
        if after is not None:
            gone.add(after.start)
        # A name that goes on is a body's ("Pueblo of Nambe"); one that does not ends before the preposition.
        out.append(Name(n.start, end if end > n.end else n.end - 1, n.label))
    return list(_with_county(doc, out))


def _with_county(doc: Doc, names: list[Name]) -> Iterator[Name]:
    """An office that is called by its holder with the place before it: "Harlow County" and "Sheriff's Office" are one."""
    before: Name | None = None
    for n in names:
        office = n.label == "ORG" and n.end - n.start > 2 and doc[n.start + 1].tag_ == "POS"
        if before is not None and office and before.end == n.start and before.label in PLACE_LABELS:
            before = Name(before.start, n.end, "ORG")
            continue
        if before is not None:
            yield before
        before = n
    if before is not None:
        yield before


def _with_number(doc: Doc, n: Name) -> int:
    """Where a name ends that a number belongs to: "Task Force 50", "CTF 50", but not "the NATO 28 members"."""
    if n.end >= len(doc):
        return n.end
    last, number = doc[n.end - 1].text, doc[n.end].text
    if number in _SPELLED and last in _UNITS:
        return n.end + 1
    if not number.isdigit() or int(number) >= _NUMBERS:
        return n.end
    counts = n.end + 1 < len(doc) and doc[n.end + 1].tag_.startswith(("NN", "JJ", "CD"))
    return n.end if counts or not (last in _UNITS or (last.isupper() and last.isalpha())) else n.end + 1


def _with_country(doc: Doc, n: Name, countries: Countries) -> int:
    """Where the name of a country's government ends ("Government of Chad")."""
    if n.end - n.start > 1 or doc[n.start].text not in _RULE or doc[n.end : n.end + 1].text != "of":
        return n.end
    first = n.end + 2 if doc[n.end + 1 : n.end + 2].text == "the" else n.end + 1
    ends = range(min(len(doc), first + 4), first, -1)
    return next((end for end in ends if countries.find(doc[first:end].text) is not None), n.end)


def _end_of_title(doc: Doc, start: int, end: int, agents: Agents) -> int:
    """Where the title ends that a name of the network begins in: "State Colin Powell" behind "Secretary of", "Home" before
    "Secretary"; the start where there is none.
    """
    text = doc[start:end].text
    if agents.organization(text) is not None:
        return start
    vague = agents.organization_sector(text) is None
    ends = [i for i in range(min(len(doc), start + 3), start, -1) if agents.ends_title(doc[i - 1].text)]
    for first in range(max(0, start - 3), start + 1) if ends else ():
        for last in ends:
            beyond = first < start or (last > end and vague)
            begin = next((i for i in range(first, last) if doc[i].lower_ not in MODIFIERS), first)
            if beyond and agents.title(doc[begin:last].text, whole=True) is not None:
                return last
    return start


def _before_title(doc: Doc, start: int, end: int, countries: Countries, agents: Agents) -> int:
    """Where an organization's name ends when the network took a person's title into it ("Pentagon Press Secretary X")."""
    for i in range(start, end):
        if doc[i].lower_ in ("of", "for"):
            break
        if doc[i].tag_ != "NNP" or (i > start and doc[i - 1].lower_ == "of"):
            continue
        pressed = agents.title(doc[i : end + 1].text, whole=True) if i > start else None
        if pressed is not None and (pressed.speaks or pressed.leads or countries.find(doc[start:i].text) is not None):
            return i
        for last in range(end, i, -1):
            title = agents.title(doc[i:last].text)
            complete = last == end or doc[last].lower_ in ("of", "for")
            if title is not None and complete and (title.leads or title.speaks) and not title.plain:
                return i
    return end
