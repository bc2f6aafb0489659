"""Relations between the entities of documents: gold in the format of re3d, extractions against it.

Invariant: a pair of entities is undirected, and counts once for each pair of places in the text. A claim says as many
pairs as it has actors and counterparts; two names of one chain side by side say that they are one.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.evaluate import Counts
from kg.files import open_binary
from kg.model import Claim, Extraction, Mention

Place = tuple[int, int]
Pair = tuple[Place, Place]

COVERED = frozenset(("Person", "Organisation", "Location", "Nationality"))
"""Kinds of entity that our ontology has, too; weapons, vehicles, amounts and times are no actors or places."""
SAME, AT = "IsSynonymOf", "CoLocated"
THEIRS = {
    "LEADS": "InChargeOf", "CONTROLS": "InChargeOf",
    "MEMBER_OF": "BelongsTo", "PART_OF": "BelongsTo", "CITIZEN_OF": "BelongsTo", "SPEAKS_FOR": "BelongsTo",
    "BASED_IN": AT, "PRESENT_IN": AT, "LOCATED_IN": AT, "NEAR": AT,
    "ALLIED_WITH": "AlliesOf", "COOPERATE": "AlliesOf", "AID": "AlliesOf",
    "OPPOSED_TO": "FightingAgainst", "ASSAULT": "FightingAgainst", "COERCE": "FightingAgainst", "MOBILIZE": "FightingAgainst",
    "CONSULT": "CommWith", "AGREE": "CommWith", "REQUEST": "CommWith",
    "SUPPORT": "Likes", "CONCEDE": "Likes",
    "ACCUSE": "Dislikes", "REJECT": "Dislikes", "THREATEN": "Dislikes", "SANCTION": "Dislikes", "PROTEST": "Dislikes",
    "RETREAT": "Apart",
}  # fmt: skip
"""Their type for each of ours; FAMILY_OF has none. Whoever acts at a place, or is acted on there, is CoLocated with it."""
_ADDED = re.compile(
    r"(?:['’]s?)?\s*$|\s*[,(–-]|\s+(?:province|city|town|district|region|area|of|in|from|for|at|to|and|who|that|which)\b"
)
_SIDE_BY_SIDE = 3
_SURE = 0.5


@dataclass(slots=True)
class Record:
    """One gold document: its text, what is named where, and which pairs are related how."""

    id: str
    text: str
    title: str | None = None
    entities: dict[Place, str] = field(default_factory=dict)
    relations: set[tuple[Pair, str]] = field(default_factory=set)


def read_relations(files: Sequence[Path]) -> list[Record]:
    """Read gold documents.

    Args:
        files: `documents.jsonl`, `entities.jsonl` and `relations.jsonl` of one or more folders; entities and relations
            of a confidence below .5 are left out.

    Raises:
        DataError: A file has another name, or a row lacks a key.
    """
    records: dict[tuple[Path, str], Record] = {}
    named = {path.name: path for path in files}
    unknown = sorted(set(named) - {"documents.jsonl", "entities.jsonl", "relations.jsonl"})
    if unknown:
        raise DataError("not a file of gold relations", file=named[unknown[0]], remedy="see `kg evaluate x x --tasks`")
    for path in sorted(files, key=lambda p: (p.name, str(p))):
        for number, row in _rows(path):
            try:
                _add(records, path, row)
            except (KeyError, TypeError, ValueError) as e:
                raise DataError(
                    f"no gold relations: {e!r}", file=path, line=number, remedy="see re3d's own notes"
                ) from e
    return [records[key] for key in sorted(records, key=lambda k: (str(k[0]), k[1]))]


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with open_binary(path) as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield number, json.loads(line)


def _add(records: dict[tuple[Path, str], Record], path: Path, row: Mapping[str, Any]) -> None:
    if path.name == "documents.jsonl":
        records[path.parent, row["_id"]] = Record(row["_id"], row["text"], row.get("title"))
        return
    record = records[path.parent, row["documentId"]]
    if row["confidence"] < _SURE:
        return
    if path.name == "entities.jsonl":
        record.entities[int(row["begin"]), int(row["end"])] = row["type"]
    else:
        ends = sorted(((row["sourceBegin"], row["sourceEnd"]), (row["targetBegin"], row["targetEnd"])))
        record.relations.add(((ends[0], ends[1]), row["type"]))


def score(records: Sequence[Record], extractions: Iterable[Extraction]) -> dict[str, Any]:
    """Score extractions of the documents, in their order.

    Returns:
        Counts, precision, recall and F1 of `untyped` and `typed` pairs between entities of covered kinds; the same
        `of_all` kinds and relations of the gold; the `baseline` that relates all gold entities of one sentence; `types`.
    """
    untyped, typed, of_all, baseline = Counts(), Counts(), Counts(), Counts()
    types: dict[str, Counts] = defaultdict(Counts)
    for record, extraction in zip(records, extractions, strict=True):
        covered = {
            (pair, t) for pair, t in record.relations if all(record.entities.get(end) in COVERED for end in pair)
        }
        pairs = {pair for pair, _ in covered}
        guess = found(record, extraction, pairs)
        untyped.add(set(pairs), {pair for pair, _ in guess})
        typed.add(set(covered), set(guess))
        for name in {t for _, t in (*covered, *guess)}:
            types[name].add({p for p, t in covered if t == name}, {p for p, t in guess if t == name})
        every = {pair for pair, _ in record.relations}
        of_all.add(set(every), {pair for pair, _ in found(record, extraction, every)})
        baseline.add(set(pairs), set(_in_one_sentence(record, extraction)))
    return {
        "documents": len(records),
        "untyped": untyped.to_dict(),
        "typed": typed.to_dict(),
        "of_all": of_all.to_dict(),
        "baseline": baseline.to_dict(),
        "types": {name: types[name].to_dict() for name in sorted(types)},
    }


def found(record: Record, extraction: Extraction, gold: set[Pair]) -> set[tuple[Pair, str]]:
    """Pairs that an extraction relates, each with the type that the other side calls it.

    A chain that a sentence names twice may stand in either place: the one that the gold has, if any, else the first.
    Pairs inside one gold entity are left out.
    """
    spans = _spans(record, extraction.mentions)
    out: set[tuple[Pair, str]] = set()
    for claim in extraction.claims:
        inside = [m for m in extraction.mentions if claim.sentence.start <= m.start < claim.sentence.end]
        for one, other, type_ in _said(claim):
            choices = [
                _pair(spans[a.id], spans[b.id])
                for a, b in product((m for m in inside if m.chain == one), (m for m in inside if m.chain == other))
                if spans[a.id] != spans[b.id]
            ]
            if choices and not any(_in_one(record, c) for c in choices):
                out.add((next((c for c in choices if c in gold), choices[0]), type_))
    named = [m for m in extraction.mentions if m.kind != "pronoun"]
    for a, b in combinations(named, 2):
        if a.chain == b.chain and 0 < spans[b.id][0] - spans[a.id][1] <= _SIDE_BY_SIDE:
            out.add((_pair(spans[a.id], spans[b.id]), SAME))
    return out


def _said(claim: Claim) -> Iterator[tuple[str, str, str]]:
    """Pairs of chains in a claim, with their type."""
    type_ = THEIRS.get(claim.type)
    others = claim.recipients
    if type_ == AT or claim.type in ("LEADS", "CONTROLS", "CITIZEN_OF"):
        others = (*others, *claim.places)
    elif claim.places:
        for who, where in product((*claim.actors, *claim.recipients), claim.places):
            yield who, where, AT
    if type_ is not None:
        mutual = combinations(claim.actors, 2) if not others and type_ != AT else ()
        for one, other in (*product(claim.actors, others), *mutual):
            yield one, other, type_


def _spans(record: Record, mentions: Iterable[Mention]) -> dict[str, Place]:
    """Gold place of each mention: the shortest that has the same head; its own where there is none."""
    out = {}
    for m in mentions:
        fitting = [place for place in record.entities if _same_head(record.text, place, (m.start, m.end))]
        out[m.id] = min(fitting, key=lambda p: (p[1] - p[0], p), default=(m.start, m.end))
    return out


def _same_head(text: str, one: Place, other: Place) -> bool:
    """Whether two places of a text share a letter and end alike, but for what an of-phrase or a clause adds."""
    if one[1] <= other[0] or other[1] <= one[0]:
        return False
    first, last = sorted((one[1], other[1]))
    return _ADDED.match(text[first:last]) is not None


def _in_one(record: Record, pair: Pair) -> bool:
    """Whether the gold holds both ends for one name ("Kenyan President Amina Wekesa"): it cannot say how they are related."""
    (a, b), (c, d) = pair
    return any(begin <= min(a, c) and max(b, d) <= end for begin, end in record.entities)


def _pair(one: Place, other: Place) -> Pair:
    return (one, other) if one <= other else (other, one)


def _in_one_sentence(record: Record, extraction: Extraction) -> Iterator[Pair]:
    """Each two covered gold entities between which no sentence of the text ends."""
    ends = sorted({c.sentence.end for c in extraction.claims} | _full_stops(record.text))
    places = sorted(place for place, kind in record.entities.items() if kind in COVERED)
    for one, other in combinations(places, 2):
        if not any(one[1] <= end <= other[0] for end in ends):
            yield one, other


def _full_stops(text: str) -> set[int]:
    """Where sentences end, roughly: a full stop before a space and a capital, or an empty line."""
    return {
        i + 1
        for i, c in enumerate(text)
        if c == "\n" or (c in ".?!" and text[i + 1 : i + 2].isspace() and text[i + 1 : i + 4].strip()[:1].isupper())
    }
