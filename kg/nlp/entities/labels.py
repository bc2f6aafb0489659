"""Names with one label each: the model's labels, corrected by the gazetteer and by what the article itself says elsewhere."""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Span

from kg.gazetteer.agents import Agents
from kg.gazetteer.countries import Countries, CountryRef
from kg.gazetteer.leaders import Leaders
from kg.gazetteer.places import Places
from kg.nlp.names.pieces import PLACE_LABELS, Name, joined, pieces, whole

LOCATIVE = frozenset((
    "in", "at", "near", "inside", "outside", "around", "across", "throughout", "towards", "toward", "into", "from", "off",
))  # fmt: skip
_LONGEST = 6
_LONGEST_KNOWN = 8
_INNER_CAPITAL = re.compile(r"^[A-Z][a-z]+[A-Z]\w+$")
_NUMBERED = re.compile(r"^[A-Z]\d{1,2}$")  # "G7"
_PLACING = frozenset(("in", "into", "near", "outside", "inside"))
_CALENDAR = frozenset((*calendar.month_name, *calendar.month_abbr, *calendar.day_name, *calendar.day_abbr))
_INSIDE = frozenset(("of", "the", "and", "da", "-", "'", "’", "al", "el", "d'Ivoire", "."))
_HYPHENS = frozenset("-‐‑")
_RULE = frozenset(("regime", "government", "administration", "presidency", "cabinet"))
_GENERIC = frozenset((
    "province", "city", "town", "village", "district", "region", "governorate", "county", "oblast", "municipality", "suburb",
    "peninsula", "island", "islands",
))  # fmt: skip
_POPULOUS = 5_000
_POPULOUS_CAPITAL = 100_000


@lru_cache(maxsize=65_536)
def _country(countries: Countries, text: str) -> CountryRef | None:
    """`Countries.find`, which folds spellings anew each time."""
    return countries.find(text)


def countries_in(doc: Doc | Span, countries: Countries) -> list[tuple[int, int, CountryRef]]:
    """Longest country names and demonyms of a document, in order, not overlapping."""
    out = []
    words = [t.text for t in doc]
    i, n = 0, len(words)
    while i < n:
        # "The Gambia" is found as "Gambia".
        if not words[i][:1].isupper() or words[i] in ("The", "A", "An"):
            i += 1
            continue
        end = i + 1
        while end < min(n, i + _LONGEST) and (words[end][:1].isupper() or words[end] in _INSIDE):
            end += 1
        for j in range(end, i, -1):
            if j > i + 1 and not words[j - 1][-1:].isalnum():
                continue
            found = _country(countries, doc[i:j].text)
            if found is not None:
                out.append((i, j, found))
                i = j - 1
                break
        i += 1
    return out


def names_of(
    doc: Doc, countries: Countries, places: Places, agents: Agents, leaders: Leaders
) -> tuple[list[Name], dict[int, CountryRef]]:
    """Names of a document, and the demonym tokens that stand alone or before a noun.

    A name that is a country's is a country whatever its label; one that the article puts after "in" and the gazetteer
    knows as a place is a place; names of one spelling get one label, the one that they have most; a name found once is
    found wherever it stands.
    """
    cut = [n for e in doc.ents for n in pieces(doc, e, countries, agents)]
    found = _with_known(doc, joined(doc, whole(doc, cut, countries, agents)), agents, leaders)
    surnames = frozenset(doc[n.end - 1].text for n in found if n.label == "PERSON" and n.end - n.start > 1)
    names, demonyms, others = _with_countries(doc, countries, found, surnames)
    votes = _votes(doc, others, places, agents, surnames)
    for n in others:
        text = doc[n.start : n.end].text
        known = _label_for_certain(text, countries, agents) if text not in surnames else None
        names.append(Name(n.start, n.end, known or votes.get(text, n.label)))
    names.extend(_further(doc, names, demonyms))
    taken = {i for n in names for i in range(n.start, n.end)} | set(demonyms)
    names.extend(_before_hyphens(doc, places, taken))
    names.extend(_behind_prepositions(doc, places, taken))
    return sorted(names, key=lambda n: n.start), demonyms


def _with_known(doc: Doc, found: list[Name], agents: Agents, leaders: Leaders) -> list[Name]:
    """The same names with those that the gazetteers know and the network passed over, or took for two or a part.

    Only names of several words and acronyms of three capitals or more: a single word may be anything.
    """
    covering = {i: n for n in found for i in range(n.start, n.end)}
    dropped: set[int] = set()
    known: list[Name] = []
    i = 0
    while i < len(doc):
        step = 1
        word = doc[i].text
        begins = word[:1].isupper() and (agents.begins_organization(word) or leaders.begins(word))
        if begins and doc[i].lower_ != "the":
            for end in range(min(len(doc), i + _LONGEST_KNOWN), i, -1):
                around = [covering[k] for k in range(i, end) if k in covering]
                if any(n.start < i or n.end > end for n in around) or not doc[end - 1].text[-1:].isalnum():
                    continue
                if any(t.tag_ == "VBN" and t.nbor(-1).text in _HYPHENS for t in doc[i + 1 : end]):
                    continue  # "the Saudi-led coalition" says who leads it
                label = _known_label(doc[i:end].text, agents, leaders)
                if label is not None and not any((n.start, n.end) == (i, end) for n in around):
                    dropped.update(id(n) for n in around)
                    known.append(Name(i, end, label))
                if label is not None:
                    step = end - i
                    break
        i += step
    return sorted([*(n for n in found if id(n) not in dropped), *known], key=lambda n: n.start)


def _known_label(text: str, agents: Agents, leaders: Leaders) -> str | None:
    """Label of a name of several words, an acronym or a state's body, by the lists of office holders and organizations."""
    if " " in text and leaders.find(text) is not None:
        return "PERSON"
    known = agents.organization(text)
    if known is None:
        return None
    acronym = (len(text) > 2 and text.isalpha() and text.isupper()) or _NUMBERED.match(text)
    # "Knesset", "Bundestag".
    of_state = text.istitle() and known.sector in ("LEG", "GOV") and known.country is not None
    return "ORG" if " " in text or acronym or _INNER_CAPITAL.match(text) or of_state else None


def _label_for_certain(text: str, countries: Countries, agents: Agents) -> str | None:
    """Label that the words tell whatever the network says: of a people without a state, of a ship, of a university."""
    if countries.home_of(text) is not None:
        return "NORP"
    return "ORG" if agents.is_certain(text) else None


def _with_countries(
    doc: Doc, countries: Countries, found: list[Name], surnames: frozenset[str]
) -> tuple[list[Name], dict[int, CountryRef], list[Name]]:
    """Names of countries, demonym tokens, and the names that are neither."""
    covered: dict[int, Name] = {i: n for n in found for i in range(n.start, n.end)}
    spans = {(n.start, n.end): n for n in found}
    names: list[Name] = []
    demonyms: dict[int, CountryRef] = {}
    for start, end, ref in countries_in(doc, countries):
        around = covered.get(start)
        longer = around is not None and (around.end - around.start) > (end - start)
        keeps = longer and around is not None and around.label in ("ORG", "PERSON", "FAC", "EVENT", "LOC", "GPE")
        if ref.how == "name":
            after = doc[end].text if end < len(doc) else ""
            if keeps or (doc[start:end].text in surnames and around is not None and around.label == "PERSON"):
                continue
            if ref.name in ("United States",) and doc[start].text in ("US", "U.S.") and after == "$":
                continue
            names.append(Name(start, end, "GPE", ref))
            for i in range(start, end):
                covered.pop(i, None)
            if around is not None and not longer:
                spans.pop((around.start, around.end), None)
        elif not keeps:
            for i in range(start, end):
                demonyms[i] = ref
    others = [
        n
        for n in spans.values()
        if not any(i in demonyms for i in range(n.start, n.end)) or (n.label != "NORP" and n.end - n.start > 1)
    ]
    return names, demonyms, others


def _further(doc: Doc, names: list[Name], demonyms: dict[int, CountryRef]) -> list[Name]:
    """Occurrences of the article's names that the network passed over."""
    taken = bytearray(len(doc))
    forms: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for n in names:
        taken[n.start : n.end] = b"\x01" * (n.end - n.start)
        words = tuple(t.text for t in doc[n.start : n.end])
        if n.country is None and n.label in ("PERSON", "ORG", *PLACE_LABELS) and (len(words) > 1 or len(words[0]) > 2):
            forms[words[0]].setdefault(words, n.label)
    for i in demonyms:
        taken[i] = 1
    out = []
    i = 0
    while i < len(doc):
        known = forms.get(doc[i].text) if not taken[i] and doc[i].pos_ == "PROPN" else None
        for words in sorted(known or (), key=lambda w: (-len(w), w)):
            end = i + len(words)
            whole = end <= len(doc) and not any(taken[i:end]) and tuple(t.text for t in doc[i:end]) == words
            part = end < len(doc) and doc[end].pos_ == "PROPN" and not taken[end] and doc[end].dep_ == "flat"
            if whole and not part and known is not None:
                out.append(Name(i, end, known[words]))
                i = end - 1
                break
        i += 1
    return out


def _before_hyphens(doc: Doc, places: Places, taken: set[int]) -> list[Name]:
    """Places before a hyphen and a participle ("Geneva-based"), which the annotation scheme of names leaves unmarked."""
    out = []
    for token in doc[: max(0, len(doc) - 2)]:
        if token.i in taken or token.pos_ != "PROPN" or token.nbor(1).text not in _HYPHENS:
            continue
        if token.nbor(2).lower_ not in ("based", "headquartered", "born"):
            continue
        first = token.i
        while first > max(0, token.i - 2) and doc[first - 1].tag_ == "NNP" and first - 1 not in taken:
            first -= 1
        start = next((i for i in range(first, token.i + 1) if places.lookup(doc[i : token.i + 1].text)), None)
        if start is not None:
            out.append(Name(start, token.i + 1, "GPE"))
    return out


def _behind_prepositions(doc: Doc, places: Places, taken: set[int]) -> list[Name]:
    """Places that the network passed over where something goes or happens: "pushed into Kidal"."""
    out = []
    for before, token in pairwise(doc):
        if (
            token.i in taken
            or token.tag_ != "NNP"
            or before.lower_ not in _PLACING
            or token.dep_ not in ("obl", "nmod")
        ):
            continue
        alone = token.i + 1 == len(doc) or doc[token.i + 1].tag_ not in ("NNP", "NNPS", "CD", "POS")
        if alone and token.text not in _CALENDAR and token.text[1:].islower() and places.lookup(token.text):
            out.append(Name(token.i, token.i + 1, "GPE"))
    return out


def _votes(doc: Doc, names: list[Name], places: Places, agents: Agents, surnames: frozenset[str]) -> dict[str, str]:
    """One label for each spelling."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    located: Counter[str] = Counter()
    for n in names:
        text = doc[n.start : n.end].text
        seen[text][n.label] += 2
        for label, weight in _around(doc, n, agents):
            seen[text][label] += weight
        root = doc[n.start : n.end].root
        cased = any(c.dep_ == "case" and c.lower_ in LOCATIVE for c in root.children)
        if cased and root.dep_ in ("obl", "nmod") and n.end - n.start <= 3:
            located[text] += 1
    return {
        text: _label(text, counts, located[text], places, agents, text in surnames) for text, counts in seen.items()
    }


def _label(text: str, counts: Counter[str], located: int, places: Places, agents: Agents, surname: bool) -> str:
    """The label of one spelling by its votes, what is known of it, and whether it stands where places stand."""
    if surname:
        counts["PERSON"] += 4
    label = max(sorted(counts), key=lambda x: counts[x])
    if label == "NORP":
        # "Somaliland" names no people; what people there is has a word of its own.
        return "GPE" if _is_division(text, places) and agents.sector(text) is None else label
    if agents.organization(text) is not None:
        return "ORG"
    noun = agents.sector(text) if " " not in text and label != "PERSON" else None
    if noun is not None and (noun.plural or label != "ORG") and noun.sector in ("REL", "PTY", "CVL"):
        return "NORP"
    if label == "PERSON" and " " not in text and not surname and _is_capital(text, places):
        return "GPE"
    placed = sum(counts[x] for x in PLACE_LABELS)
    if label not in PLACE_LABELS and (placed or located) and not surname:
        records = places.lookup(text)
        if records and (
            placed * 2 >= sum(counts.values()) or (located and (label == "PERSON" or records[0].population > _POPULOUS))
        ):
            return "GPE"
    return label


def _is_division(text: str, places: Places) -> bool:
    """Whether a word is the name of a first-level division of a country before anything else."""
    records = places.lookup(text)
    return bool(records) and records[0].precision == "province" and records[0].name.casefold() == text.casefold()


def _is_capital(text: str, places: Places) -> bool:
    """Whether a word is the name of a large capital and of nothing better known."""
    records = places.lookup(text)
    return bool(records) and records[0].capital and records[0].population > _POPULOUS_CAPITAL


def _around(doc: Doc, n: Name, agents: Agents) -> list[tuple[str, int]]:
    """What the words beside one occurrence say of its label."""
    out = []
    after = doc[n.end].lower_ if n.end < len(doc) else ""
    before = doc[n.start - 1] if n.start else None
    if after in _GENERIC or (n.start > 1 and doc[n.start - 1].lower_ == "of" and doc[n.start - 2].lower_ in _GENERIC):
        out.append(("GPE", 4))
    if after in _RULE and n.end - n.start == 1 and n.label == "ORG":
        out.append(("PERSON", 4))
    single = n.end - n.start == 1 and n.end < len(doc) and n.label == "PERSON"
    if single and doc[n.end].tag_ == "NNS" and agents.sector(doc[n.end].lemma_) is not None:
        out.append(("NORP", 3))
    if before is not None and before.tag_ in ("NNP", "NN") and n.label not in PLACE_LABELS:
        title = agents.title(before.text)
        if title is not None and not (title.sector is None and not title.plain):
            out.append(("PERSON", 3))
    if (
        n.label == "PERSON"
        and n.end - n.start > 1
        and agents.organization_sector(doc[n.start : n.end].text) is not None
    ):
        out.append(("ORG", 3))
    return out
