"""Names with one label each: the model's labels, corrected by the gazetteer and by what the article itself says elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from kg.gazetteer.countries import Countries, CountryRef
from kg.gazetteer.places import Places

LOCATIVE = frozenset(
    (
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "around",
        "across",
        "throughout",
        "towards",
        "toward",
        "into",
        "from",
        "off",
    )
)
_PLACE_LABELS = ("GPE", "LOC", "FAC")
_LONGEST = 6


@dataclass(slots=True)
class Name:
    """A name in the text; `country` where it is one."""

    start: int
    end: int
    label: str
    country: CountryRef | None = None


def countries_in(doc: Doc, countries: Countries) -> list[tuple[int, int, CountryRef]]:
    """Longest country names and demonyms of a document, in order, not overlapping."""
    out = []
    i, n = 0, len(doc)
    while i < n:
        text = doc[i].text
        if not text[:1].isupper():
            i += 1
            continue
        for j in range(min(n, i + _LONGEST), i, -1):
            if j > i + 1 and (doc[j - 1].is_space or doc[j - 1].is_punct):
                continue
            found = countries.find(doc[i:j].text)
            if found is not None:
                out.append((i, j, found))
                i = j - 1
                break
        i += 1
    return out


def names_of(doc: Doc, countries: Countries, places: Places) -> tuple[list[Name], dict[int, CountryRef]]:
    """Names of a document, and the demonym tokens that stand alone or before a noun.

    A name that is a country's is a country whatever its label; one that the article puts after "in" and the gazetteer
    knows as a place is a place; names of one spelling get one label, the one that they have most.
    """
    spans = {(e.start, e.end): e for e in doc.ents}
    covered: dict[int, Span] = {i: e for e in doc.ents for i in range(e.start, e.end)}
    names: list[Name] = []
    demonyms: dict[int, CountryRef] = {}
    for start, end, ref in countries_in(doc, countries):
        around = covered.get(start)
        longer = around is not None and (around.end - around.start) > (end - start)
        keeps = longer and around is not None and around.label_ in ("ORG", "PERSON", "FAC", "EVENT", "LOC", "GPE")
        if ref.how == "name":
            after = doc[end].text if end < len(doc) else ""
            if keeps or (around is not None and around.label_ == "PERSON" and len(around) > 1):
                continue
            if ref.name in ("United States",) and doc[start].text in ("US", "U.S.") and after == "$":
                continue
            names.append(Name(start, end, "GPE", ref))
            for i in range(start, end):
                covered.pop(i, None)
            spans.pop((around.start, around.end), None) if around is not None and not longer else None
        elif not keeps:
            for i in range(start, end):
                demonyms[i] = ref
    votes = _votes(doc, list(spans.values()), places)
    for span in spans.values():
        if span.label_ == "NORP" and any(i in demonyms for i in range(span.start, span.end)):
            continue
        label = votes.get(span.text, span.label_)
        names.append(Name(span.start, span.end, label))
    taken = {i for n in names for i in range(n.start, n.end)} | set(demonyms)
    names.extend(_before_hyphens(doc, places, taken))
    return sorted(names, key=lambda n: n.start), demonyms


def _before_hyphens(doc: Doc, places: Places, taken: set[int]) -> list[Name]:
    """Places before a hyphen and a participle ("Geneva-based"), which the annotation scheme of names leaves unmarked."""
    out = []
    for token in doc[: max(0, len(doc) - 2)]:
        if token.i in taken or token.pos_ != "PROPN" or token.nbor(1).text not in ("-", "‐", "‑"):
            continue
        if token.nbor(2).lower_ in ("based", "headquartered", "born") and places.lookup(token.text):
            out.append(Name(token.i, token.i + 1, "GPE"))
    return out


def _votes(doc: Doc, spans: list[Span], places: Places) -> dict[str, str]:
    """One label for each spelling."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    located: Counter[str] = Counter()
    for span in spans:
        seen[span.text][span.label_] += 1
        root = span.root
        cased = any(c.dep_ == "case" and c.lower_ in LOCATIVE for c in root.children)
        if cased and root.dep_ in ("obl", "nmod") and len(span) <= 3:
            located[span.text] += 1
    out = {}
    for text, counts in seen.items():
        label = max(sorted(counts), key=lambda x: counts[x])
        placed = sum(counts[x] for x in _PLACE_LABELS)
        if label not in _PLACE_LABELS and (placed or located[text]) and label != "NORP":
            known = bool(places.lookup(text))
            if known and (located[text] >= 1 or placed * 2 >= sum(counts.values())):
                label = "GPE"
        out[text] = label
    return out
