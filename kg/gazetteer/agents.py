"""What nouns and titles say of an actor: its sector, how many it names, its gender, and what its office is.

Invariant: a word that is in no file is nothing; no sector is guessed from the shape of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_files, read_yaml
from kg.gazetteer.organizations import Organization, Organizations, load_organizations

_LISTS = ("carried", "nobody", "suffered", "unions")
_KINDS = ("person", "many", "institution", "thing")
_FORMER = re.compile(r"^(?:former|ex|erstwhile|one time|onetime|then|late|retired|deposed|ousted|outgoing)\b[ -]*")
_FOR_NOW = re.compile(r"^(?:acting|interim|caretaker|incoming|newly elected|current|new|incumbent|senior|chief)\s+")
_UNDER = re.compile(r"^(?:deputy|vice|assistant|associate|under|sub|shadow)\b[ -]*")
_REGULAR = (("men", "man"), ("women", "woman"), ("ies", "y"), ("ves", "f"), ("es", ""), ("s", ""))


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """A head noun of described actors.

    Attributes:
        sector: Code of `ontology/sectors.yaml`; None where any sector may be meant.
        collective: One of them is many people ("army", "family").
        institution: In lower case and alone it names an organization ("the ministry").
        gender: `m` or `f` where the word says so.
        lemma: The form the lexicon has.
        plural: The form asked for was a plural of it.
        thing: It is a thing that stands for its crew or owner ("warplane").
    """

    sector: str | None
    collective: bool
    institution: bool
    gender: str | None
    lemma: str = ""
    plural: bool = False
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A title of a person.

    Attributes:
        sector: Sector of its holder; None where the body it belongs to decides.
        leads: Its holder has the highest office of what it belongs to (a minister that of a ministry).
        speaks: Its holder speaks for what it belongs to.
        member: Its holder only belongs to it.
        plain: It says nothing of an office ("Mr.").
        state: Its holder is head of state or of government.
        gender: `m` or `f` where the title says so.
        name: The title in full and lower case.
        former: The words say that the office is over ("former", "late").
        sent: What follows "to" or "for" is where its holder is sent ("ambassador to Chad").
        national: It is an office of a country's government, whether or not the country is named beside it.
    """

    sector: str | None
    leads: bool
    speaks: bool
    member: bool
    plain: bool = False
    state: bool = False
    gender: str | None = None
    name: str = ""
    former: bool = False
    sent: bool = False
    national: bool = False


class Agents:
    """The lexicon of nouns, titles and organizations."""

    def __init__(
        self,
        nouns: dict[str, AgentNoun],
        plurals: Mapping[str, str],
        titles: Titles,
        known: Organizations,
        listed: Mapping[str, frozenset[str]],
        counted: Mapping[str, str],
    ) -> None:
        self._nouns = nouns
        self._plurals = plurals
        self._titles = titles
        self._known = known
        self._carried, self._nobody, self._suffered, self._unions = (listed[name] for name in _LISTS)
        self._counted = counted
        self.longest = max((len(n.split()) for n in nouns), default=0)
        """Words in the longest noun."""

    def __len__(self) -> int:
        return len(self._nouns)

    def sector(self, noun: str) -> AgentNoun | None:
        """Look up a head noun or phrase ("soldier", "riot police", "aid workers"), singular or plural.

        Returns:
            The noun, its `sector` None where the lexicon leaves that open; None when the word names no actor.
        """
        return _looked_up(self, noun)

    def _sector(self, noun: str) -> AgentNoun | None:
        form = _lower(noun)
        lemma = next((x for x in _singulars(form, self._plurals) if x in self._nouns), None)
        found = self._nouns.get(form) or (self._nouns[lemma] if lemma is not None else None)
        return replace(found, plural=True) if found is not None and lemma is not None else found

    def is_union(self, name: str) -> bool:
        """Whether a name is a union of states', by which its bodies are told, too ("U.N. World Food Program")."""
        return name.lower() in self._unions

    def is_nobody(self, phrase: str) -> bool:
        """Whether a phrase with the noun of an actor names none ("birthday party", "labour force")."""
        return _lower(phrase) in self._nobody

    def carries(self, noun: str) -> bool:
        """Whether a noun is a thing that its owner acts with or holds ("vehicle", "base")."""
        return _lower(noun) in self._carried

    def suffers(self, verb: str) -> bool:
        """Whether what a verb is done to is people even where only a number tells of them ("killed twelve")."""
        return verb in self._suffered

    def counted(self, verb: str) -> str | None:
        """What those are of whom only the number is told, by the lemma of what they do: of "march" protesters."""
        return self._counted.get(verb)

    def title(self, words: str, *, whole: bool = False) -> Title | None:
        """Look up a title as printed before a name ("Lt. Gen.", "former Foreign Minister", "Deputy Prime Minister").

        "former" sets `former`; "acting" and the like change nothing; "deputy" and "vice" take `leads` away.
        `whole`: only words that are a title as they stand, not any words before "minister".
        """
        return self._titles.listed(words) if whole else self._titles.find(words)

    def ends_title(self, word: str) -> bool:
        """Whether a title may end with this word: most words need not be looked up with those before them."""
        return self._titles.ends(word)

    def heads(self, title: str) -> bool:
        """Whether any words may stand before a title and belong to it ("fisheries minister")."""
        return self._titles.heads(title)

    def shortens(self, word: str) -> bool:
        """Whether a word is a title cut short ("Pfc", "SENS.")."""
        return self._titles.shortens(word)

    def organization(self, name: str) -> Organization | None:
        """A well-known organization by name or acronym."""
        return self._known.find(name)

    def begins_organization(self, word: str) -> bool:
        """Whether the name of a well-known organization may begin with this word."""
        return self._known.begins(word)

    def organization_sector(self, name: str) -> str | None:
        """Sector of an organization by what is known of it, else by the words of its name; None where neither tells."""
        return self._known.sector(name)

    def is_certain(self, name: str) -> bool:
        """Whether a name is a body's for certain, by its beginning ("HMS") or end ("University")."""
        return self._known.is_certain(name)

    def organization_country(self, name: str) -> str | None:
        """Country that the words of an organization's name tell ("HMS", "Knesset"); None where they do not."""
        return self._known.country(name)


@lru_cache(maxsize=1 << 16)
def _looked_up(agents: Agents, noun: str) -> AgentNoun | None:
    """Most nouns are asked for again and again."""
    return agents._sector(noun)


class Titles:
    """Titles by their words, with abbreviations and modifiers."""

    def __init__(
        self,
        titles: dict[str, Title],
        short: Mapping[str, str],
        heads: frozenset[str],
        capital: frozenset[str] = frozenset(),
    ) -> None:
        self._titles = titles
        self._short = short
        self._heads = heads
        self._capital = capital
        self._last = frozenset(form.removesuffix("/lower").rpartition(" ")[2] for form in titles)

    def ends(self, word: str) -> bool:
        """Whether a title that is listed ends with a word, as printed; the dot of "Sen." may stand by itself."""
        return word == "." or self._form(word).rpartition(" ")[2] in self._last

    def find(self, words: str) -> Title | None:
        """The title of these words; dots and case do not matter."""
        form = self._form(words)
        if form in self._capital and words.islower():
            return None
        former = under = False
        for _ in range(4):
            found = self._titles.get(form) or self._by_head(form)
            if found is not None:
                lowered = replace(found, leads=False, state=False, member=True) if under and found.leads else found
                return replace(lowered, former=former)
            shorter = _FOR_NOW.sub("", form)
            if shorter == form:
                shorter = _FORMER.sub("", form)
                former = former or shorter != form
            if shorter == form:
                shorter = _UNDER.sub("", form)
                under = under or shorter != form
            if shorter == form or not shorter:
                return None
            form = shorter
        return None

    def listed(self, words: str) -> Title | None:
        """The title that the words are, without modifiers; a word of lower case may be another title than a capital."""
        form = self._form(words)
        if words.islower():
            low = self._titles.get(f"{form}/lower")
            return low or (self._titles.get(form) if form not in self._capital else None)
        return self._titles.get(form)

    def shortens(self, word: str) -> bool:
        """Whether a word is written for a longer title."""
        return _lower(word).rstrip(".") in self._short

    def heads(self, title: str) -> bool:
        """Whether a title is one of those that take any words before them."""
        return title in self._heads

    def _form(self, words: str) -> str:
        return " ".join(self._short.get(w, w) for w in _lower(words).replace(".", " ").split())

    def _by_head(self, form: str) -> Title | None:
        """ "Fisheries Minister", "police spokeswoman": any words may stand before some titles."""
        head = form.rpartition(" ")[2]
        if head == form or head not in self._heads or _UNDER.match(form) or _FORMER.match(form) or _FOR_NOW.match(form):
            return None
        return replace(self._titles[head], name=form, state=False)


def _lower(words: str) -> str:
    return " ".join(words.replace("’", "'").replace(" 's", "'s").lower().split())


def _singulars(form: str, plurals: Mapping[str, str]) -> Iterator[str]:
    """Singulars that a plural may have, irregular ones first; only the last word changes."""
    if form in plurals:
        yield plurals[form]
    start, space, last = form.rpartition(" ")
    if last in plurals:
        yield start + space + plurals[last]
    for ending, singular in _REGULAR:
        if last.endswith(ending) and len(last) > len(ending) + 1:
            yield start + space + last[: -len(ending)] + singular


def _nouns_of(
    path: Path,
    nouns: dict[str, AgentNoun],
    plurals: dict[str, str],
    listed: Mapping[str, set[str]],
    counted: dict[str, str],
) -> None:
    """Add the nouns of one file.

    Raises:
        DataError: A sector holds something else than lists of words.
    """
    raw = read_yaml(path) or {}
    plurals.update({_lower(k): _lower(v) for k, v in (raw.pop("plurals", None) or {}).items()})
    gender = {_lower(w): g for g, words in (raw.pop("gender", None) or {}).items() for w in words}
    for name, words in listed.items():
        words.update(map(_lower, raw.pop(name, None) or ()))
    counted.update({verb: noun for noun, verbs in (raw.pop("counted", None) or {}).items() for verb in verbs})
    for sector, kinds in raw.items():
        for kind, words in (kinds or {}).items():
            if kind not in _KINDS or not isinstance(words, list):
                raise DataError(
                    f"{kind!r} is no list of nouns", file=path, key=str(sector), remedy=f"use {', '.join(_KINDS)}"
                )
            for word in map(_lower, words):
                nouns[word] = AgentNoun(
                    sector if sector != "NONE" else None,
                    kind in ("many", "institution"),
                    kind == "institution",
                    gender.get(word),
                    word,
                    thing=kind == "thing",
                )


def _titles_of(path: Path, titles: dict[str, Title], short: dict[str, str], heads: set[str], capital: set[str]) -> None:
    """Add the titles of one file: groups with common flags, abbreviations, and genders."""
    raw: dict[str, Any] = read_yaml(path) or {}
    gender = {_lower(w): g for g, words in (raw.get("gender") or {}).items() for w in words}
    for group in raw.get("titles") or ():
        unknown = set(group) - {
            "sector",
            "leads",
            "speaks",
            "member",
            "plain",
            "state",
            "sent",
            "national",
            "head",
            "lower",
            "upper",
            "words",
        }
        if unknown or not isinstance(group.get("words"), list):
            raise DataError(
                f"not a group of titles: {sorted(unknown)}", file=path, remedy="give words, sector and flags"
            )
        flags = {k: bool(group.get(k)) for k in ("leads", "speaks", "member", "plain", "state", "sent", "national")}
        for word in map(_lower, group["words"]):
            titles[f"{word}/lower" if group.get("lower") else word] = Title(
                group.get("sector"), gender=gender.get(word), name=word, **flags
            )
            if group.get("head"):
                heads.add(word)
            if group.get("upper"):
                capital.add(word)
    short.update({_lower(k): _lower(v) for k, v in (raw.get("abbreviations") or {}).items()})


@cache
def load_agents(extra: Path | None = None) -> Agents:
    """Load the lexicon.

    Args:
        extra: A person's data folder; its `gazetteers/*agents.yaml`, `titles/*.yaml` and
            `gazetteers/*organizations.jsonl` are added to the built-in ones (a file of the same name takes its place).
    """
    nouns: dict[str, AgentNoun] = {}
    plurals: dict[str, str] = {}
    listed: dict[str, set[str]] = {name: set() for name in _LISTS}
    counted: dict[str, str] = {}
    for path in data_files("gazetteers", "agents.yaml", extra):
        _nouns_of(path, nouns, plurals, listed, counted)
    titles: dict[str, Title] = {}
    short: dict[str, str] = {}
    heads: set[str] = set()
    capital: set[str] = set()
    for path in data_files("titles", ".yaml", extra):
        _titles_of(path, titles, short, heads, capital)
    return Agents(
        nouns,
        plurals,
        Titles(titles, short, frozenset(heads), frozenset(capital)),
        load_organizations(extra),
        {name: frozenset(words) for name, words in listed.items()},
        counted,
    )


__all__ = ["AgentNoun", "Agents", "Organization", "Title", "load_agents"]
