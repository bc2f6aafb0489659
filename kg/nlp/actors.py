"""Second component of the line: everyone who can act, as mentions, and the offices that people hold.

requires: sentences, trees, tags, lemmas, doc.ents. assigns: doc._.kg_mentions (countries, persons, organizations, groups,
pronouns; places follow) and doc._.kg_offices.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.gazetteer.agents import Agents, load_agents
from kg.gazetteer.countries import Countries, CountryRef, load_countries
from kg.gazetteer.leaders import Leaders, load_leaders
from kg.gazetteer.places import Places, load_places
from kg.nlp import marks  # noqa: F401  (declares doc._.kg_*)
from kg.nlp.counted import counted_people, fighters_told
from kg.nlp.entities.groups import groups_of
from kg.nlp.entities.labels import countries_in, names_of
from kg.nlp.entities.mentions import Mention, clean, make, root_of
from kg.nlp.entities.offices import OfficeFinder
from kg.nlp.entities.origins import note_origins
from kg.nlp.entities.phrases import forms_of
from kg.nlp.names.pieces import Name

_PRONOUNS = {
    "he": ("s", "m"), "him": ("s", "m"), "his": ("s", "m"), "himself": ("s", "m"), "she": ("s", "f"), "her": ("s", "f"),
    "hers": ("s", "f"), "herself": ("s", "f"), "they": ("p", None), "them": ("p", None), "their": ("p", None),
    "themselves": ("p", None), "it": ("s", "n"), "its": ("s", "n"), "who": (None, None), "which": (None, "n"),
    "that": (None, None), "whom": (None, None), "whose": (None, None), "i": ("s", "i"), "my": ("s", "i"), "me": ("s", "i"),
    "we": ("p", "i"), "our": ("p", "i"), "us": ("p", "i"),
}  # fmt: skip
_POPULOUS = 100_000
_LAW = re.compile(r"\S.*\s(?:Act|ACT|Bill|BILL|Amendment|Amendments|Resolution|Law|Treaty)(?:\s(?:of\s)?\d{4})?$")
"""Names that the network takes for bodies: laws and bills."""
_SEAT = re.compile(r"^[RDI]\s?-\s?[A-Z][A-Za-z.]{1,4}(?!\w)")
"""Party and state of a member of the United States Congress, "(R-ME)"."""
_COUNTED = frozenset(("dozen", "score", "hundred", "thousand", "million", "ten", "number", "majority"))
_SEATED = frozenset(("JUD", "JRN", "BUS", "EDU", "MED"))
"""Sectors of bodies that have a seat in a country rather than act for it."""
_CITIZENS = frozenset(("CVL", "LAB", "EDU", "JRN", "CRM", "REF"))
_UNIONS = frozenset(("union", "federation", "guild", "association"))
_CAPITALISED_GROUPS = frozenset(("NNS", "NNPS"))


class Actors:
    """The spaCy component."""

    def __init__(self, name: str, data: str | None) -> None:
        self.name = name
        self._extra = Path(data) if data is not None else None

    @cached_property
    def _tables(self) -> tuple[Countries, Agents, Places]:
        return load_countries(self._extra), load_agents(self._extra), load_places(self._extra)

    @cached_property
    def _leaders(self) -> Leaders:
        return load_leaders(self._extra)

    def __call__(self, doc: Doc) -> Doc:
        """Write mentions of actors and their offices."""
        countries, agents, places = self._tables
        names, demonyms = names_of(doc, countries, places, agents, self._leaders)
        spoken = frozenset(r.code for r in (*demonyms.values(), *(n.country for n in names if n.country is not None)))
        mentions = [m for m in (self._named(doc, n, demonyms, spoken) for n in names) if m is not None]
        taken = {i: m for m in mentions for i in range(m["start"], m["end"])}
        # "the Free Workers Act" is no worker.
        laws = {i for n in names if _is_law(doc, n) for i in range(n.start, n.end)}
        mentions.extend(m for m in groups_of(doc, agents, demonyms, taken) if m["root"] not in laws)
        covered = {i for m in mentions for i in range(m["start"], m["end"])}
        told = [m for m in mentions if _tells_country(doc, m) or self._describes(doc, m, taken)]
        covered -= {i for m in told for i in range(m["start"], m["root"])}
        mentions.extend(fighters_told(doc, agents, mentions))
        mentions.extend(self._demonyms(doc, demonyms, covered))
        mentions.extend(m for n in names if (m := _whose_body(doc, n, agents)) is not None)
        mentions.extend(self._pronouns(doc))
        mentions.extend(counted_people(doc, agents, mentions))
        mentions.sort(key=lambda m: (m["start"], m["end"], m["kind"]))
        doc._.kg_mentions = mentions
        doc._.kg_offices = list(OfficeFinder(doc, mentions, agents).find())
        note_origins(doc, mentions, demonyms, agents)
        return doc

    def _named(self, doc: Doc, name: Name, demonyms: dict[int, CountryRef], spoken: frozenset[str]) -> Mention | None:
        """Mention of a name; None for events and for adjectives of peoples."""
        agents = self._tables[1]
        if name.country is not None:
            return self._country(doc, name.start, name.end, name.country)
        if _SEAT.match(doc[name.start : name.end].text):
            return None
        if name.label == "PERSON":
            seat = doc[name.end : name.end + 3].text.startswith("(") and _SEAT.match(
                doc[name.end + 1 : name.end + 4].text
            )
            return make(doc, name.start, name.end, "person", proper=True, number="s", country="USA" if seat else None)
        if name.label in ("GPE", "LOC", "FAC"):
            return make(doc, name.start, name.end, "place", proper=True, number="s", extra=[name.label])
        if _is_law(doc, name):
            return None
        if name.label == "ORG":
            text = clean(doc[name.start : name.end].text)
            known = agents.organization(text)
            country = known.country if known is not None else None
            if known is not None and known.sector == "PTY" and country not in spoken:
                # Every country has a Labour Party.
                country = None
            country = country or self._owner(doc, name, demonyms) or agents.organization_country(text)
            mention = make(
                doc, name.start, name.end, "organization", proper=True, number="s",
                sector=agents.organization_sector(text), country=country,
            )  # fmt: skip
            self._possessed(doc, mention)
            if known is not None and text.isupper() and " " not in text:
                # "U.N." is found by its full name, too.
                mention["extra"].append(known.name)
            return mention
        if name.label == "NORP":
            return self._people(doc, name)
        return None

    def _country(self, doc: Doc, start: int, end: int, ref: CountryRef) -> Mention:
        point = self._tables[0].point(ref.code)
        lat, lon = point if point is not None else (None, None)
        return make(
            doc, start, end, "country", proper=True, number="s", country=ref.code, name=ref.name,
            ref=self._tables[0].ref(ref.code), lat=lat, lon=lon, precision="country",
        )  # fmt: skip

    def _owner(self, doc: Doc, name: Name, demonyms: dict[int, CountryRef]) -> str | None:
        """Country of an organization: a demonym, country or known place in its name, before it, or its possessor."""
        countries, agents, places = self._tables
        for i in range(max(0, name.start - 1), name.end):
            if i in demonyms:
                return demonyms[i].code
        inner = next((ref for _, _, ref in countries_in(doc[name.start : name.end], countries)), None)
        if inner is not None:
            return inner.code
        before = name.start - 1
        owned = before > 0 and doc[before].text in ("'s", "’s")
        if owned:
            before -= 1
        if before >= 0:
            for length in (1, 2, 3):
                text = doc[max(0, before - length + 1) : before + 1].text
                found = countries.find(text)
                if found is not None:
                    return found.code
                body = agents.organization(text) if owned else None
                if body is not None and body.country is not None:
                    return str(body.country)
        return self._seat(doc, name, places) if name.end - name.start > 1 else None

    def _seat(self, doc: Doc, name: Name, places: Places) -> str | None:
        """Country of the place that a name holds: "Lagos Chamber of Commerce", "University of Sheffield"."""
        for length in (2, 1):
            for i in range(name.start, name.end - length + 1):
                text = doc[i : i + length].text
                first = (
                    i == name.start
                    or doc[i - 1].lower_ in ("of", "in", "at")
                    or (length > 1 and i + length == name.end)
                )
                if length == name.end - name.start or not first or not text[:1].isupper():
                    continue
                records = places.lookup(text)
                best = records[0] if records and records[0].name.casefold() == text.casefold() else None
                if best is not None and (best.population > _POPULOUS or best.precision == "province"):
                    return best.country
        return None

    def _possessed(self, doc: Doc, mention: Mention) -> None:
        """ "Turkey's Defence Ministry" and "Turkish Defence Ministry" are forms of the name, too."""
        start = mention["start"]
        if start > 1 and doc[start - 1].text in ("'s", "’s"):
            owner = next((e for e in range(start - 2, max(-1, start - 4), -1) if doc[e].pos_ == "PROPN"), None)
            if owner is not None:
                mention["extra"].append(doc[owner : mention["end"]].text)
        elif start > 0 and self._tables[0].find(doc[start - 1].text) is not None:
            mention["extra"].append(doc[start - 1 : mention["end"]].text)

    def _people(self, doc: Doc, name: Name) -> Mention | None:
        """ "Rohingya", "Kurds": a group when it stands as a noun, nothing when it describes one."""
        root = root_of(doc, name.start, name.end)
        if root.dep_ in ("amod", "compound", "nmod:desc") or root.pos_ == "ADJ":
            return None
        home = self._tables[0].home_of(doc[name.start : name.end].text)
        return self._crowd(doc, name.start, name.end, root, home)

    def _crowd(self, doc: Doc, start: int, end: int, root: Token, country: str | None) -> Mention:
        """People of a people: "Syrians", also as "five Syrians"."""
        mention = make(
            doc, start, end, "group", proper=True, number="p", sector="CVL", country=country, root=root.i
        )  # fmt: skip
        mention["extra"].extend(dict.fromkeys(forms_of(root, start)))
        return mention

    def _describes(self, doc: Doc, m: Mention, named: dict[int, Mention]) -> bool:
        """Whether a described actor is a named one: in "X, an American academic" the country is told of X."""
        if m["kind"] in ("organization", "group") and m["number"] == "s" and not m["proper"]:
            # "the Afghan company Roshan".
            names = [c for c in doc[m["root"]].children if c.dep_ in ("appos", "flat") and c.i == m["root"] + 1]
            return any(t.i in named and named[t.i]["kind"] == "organization" for t in names)
        if m["kind"] not in ("person", "group") or m["proper"] or m["pronoun"]:
            return False
        root = doc[m["root"]]
        told = [root.head] if root.dep_ in ("appos", "conj") and m["kind"] == "person" else []
        if m["kind"] == "person":
            # "an Australian woman, X"
            told.extend(c for c in root.children if c.dep_ == "appos" and doc[c.i - 1].text == ",")
        if any(c.dep_ == "cop" for c in root.children):
            told = [c for c in root.children if c.dep_ == "nsubj"]
        return any(t.i in named and named[t.i]["kind"] == "person" for t in told)

    def _demonyms(self, doc: Doc, demonyms: dict[int, CountryRef], covered: set[int]) -> list[Mention]:
        """Peoples ("Syrians") as groups, and adjectives outside other actors ("the Turkish offensive") as their country."""
        out = []
        done: set[int] = set()
        for i, ref in demonyms.items():
            if i in covered or i in done:
                continue
            j = i + 1
            while j in demonyms and demonyms[j].code == ref.code and j not in covered:
                j += 1
            done.update(range(i, j))
            last: Token = doc[j - 1]
            if ref.how == "people" or last.tag_ in _CAPITALISED_GROUPS or _several_citizens(last):
                out.append(self._crowd(doc, i, j, last, ref.code))
            elif _one_citizen(last):
                out.append(make(doc, i, j, "person", number="s", country=ref.code, sector="CVL", root=last.i))
            else:
                mention = self._country(doc, i, j, ref)
                mention["root"] = last.i
                out.append(mention)
        return out

    def _pronouns(self, doc: Doc) -> list[Mention]:
        out = []
        for token in doc:
            if token.tag_ not in ("PRP", "PRP$", "WP", "WDT", "WP$") and token.lower_ not in ("that", "us"):
                continue
            form = _PRONOUNS.get(token.lower_)
            if form is None or token.text == "US" or (token.lower_ == "that" and token.tag_ not in ("WDT", "WP")):
                continue
            out.append(
                make(doc, token.i, token.i + 1, "pronoun", pronoun=True, number=form[0], gender=form[1], root=token.i)
            )
        return out


_ONE = frozenset(("a", "an", "another", "one", "1"))


def _one_citizen(token: Token) -> bool:
    """ "A Tunisian was held": somebody from there, not the country."""
    determined = any(c.dep_ in ("det", "nummod") and c.lower_ in _ONE for c in token.children)
    return determined and token.dep_ not in ("amod", "compound", "nmod:desc")


def _several_citizens(token: Token) -> bool:
    """ "Hundreds of Lebanese", "500 Chinese": people from there, not the country."""
    if token.dep_ == "nmod" and token.head.lemma_ in _COUNTED and any(c.lower_ == "of" for c in token.children):
        return True
    return token.dep_ not in ("amod", "compound", "nmod:desc") and any(c.dep_ == "nummod" for c in token.children)


def _tells_country(doc: Doc, m: Mention) -> bool:
    """Whether a described actor's country is told of it as of one with a name: "a Turkish engineer", "a Polish court"."""
    if m["proper"] or m["pronoun"]:
        return False
    if m["kind"] == "group":
        # "Two Danish men", "Kenyan unions"; "Kenyan troops" are Kenya's.
        counted = m["sector"] in _CITIZENS and any(c.dep_ == "nummod" for c in doc[m["root"]].children)
        return counted or doc[m["root"]].lemma_.lower() in _UNIONS
    return bool(m["kind"] == "person" or (m["kind"] == "organization" and m["sector"] in _SEATED))


def _whose_body(doc: Doc, name: Name, agents: Agents) -> Mention | None:
    """The union of states whose body a name tells: "*U.N.* World Food Program"; one has no name by itself without it."""
    for length in (1, 2) if name.label == "ORG" else ():
        end = name.start + length
        if name.end > end and agents.is_union(doc[name.start : end].text):
            root = root_of(doc, name.start, end).i
            return make(doc, name.start, end, "organization", proper=True, number="s", sector="IGO", root=root)
    return None


def _is_law(doc: Doc, name: Name) -> bool:
    return name.label == "ORG" and _LAW.match(doc[name.start : name.end].text) is not None


@Language.factory(
    "kg_actors",
    default_config={"data": None},
    requires=["token.tag", "token.dep", "token.head", "token.lemma", "doc.ents"],
    assigns=["doc._.kg_mentions", "doc._.kg_offices"],
)
def make_actors(nlp: Language, name: str, data: str | None) -> Actors:
    """Factory of the actors step."""
    return Actors(name, data)
