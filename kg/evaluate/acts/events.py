"""Sentences with coded events (source, target, code): gold file, learning the names behind actor codes, and F1.

Codes of actors begin with three letters that say whose they are (country or organization). Two code books of acts are
known by their first two figures: CAMEO, and WEIS, which older suites use; where they differ, each gives a score.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate import Counts
from kg.evaluate.acts.events_pairs import root_of
from kg.evaluate.json_lines import records

CAMEO: dict[str, frozenset[str]] = {
    code: frozenset(types.split())
    for code, types in {
        "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD",
        "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
        "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
    }.items()
}  # fmt: skip
WEIS: dict[str, frozenset[str]] = {
    code: frozenset(types.split())
    for code, types in {
        "01": "YIELD", "03": "CONSULT AGREE", "04": "SUPPORT", "05": "AGREE", "06": "SUPPORT COOPERATE YIELD AGREE",
        "07": "AID AGREE", "08": "AGREE SUPPORT COOPERATE", "09": "REQUEST", "10": "REQUEST", "11": "REJECT", "12": "ACCUSE",
        "13": "ACCUSE", "14": "REJECT", "15": "REQUEST", "16": "THREATEN", "17": "THREATEN", "18": "PROTEST MOBILIZE",
        "19": "SANCTION REJECT", "20": "SANCTION COERCE", "21": "COERCE ASSAULT", "22": "ASSAULT",
    }.items()
}  # fmt: skip
_NAME = re.compile(r"[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*")
_NOBODY = re.compile(r"^[^A-Z]")
_TITLES = frozenset(("Prime", "President", "Minister", "Ministry", "King", "Queen"))
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Event:
    """Source and target as the first three letters of their codes, and the code of the act."""

    source: str
    target: str
    code: str


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence and its events; `silent` when it is there to show that nothing happens."""

    text: str
    events: tuple[Event, ...]
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What a claim says: its type and the codes of both sides, in both orders for a mutual act."""

    type: str
    dyads: frozenset[tuple[str, str]]


def read_events(path: Path) -> Iterator[Record]:
    """Read gold records.

    Args:
        path: JSON lines with `text` and `events` (`source`, `target`, `code`), also `.gz`.

    Raises:
        DataError: A line is something else.
    """
    layout = '{"text": "…", "events": [{"source": …, "target": …, "code": …}]}'
    yield from records(path, _coded, thing="coded events", layout=layout)


def _coded(row: dict[str, Any]) -> Record:
    events = tuple(Event(str(e["source"] or "")[:3], str(e["target"] or "")[:3], str(e["code"])) for e in row["events"])
    return Record(str(row["text"]), events, bool(row.get("no_event", not events)))


def learn_names(records: Sequence[Record]) -> dict[str, str]:
    """Which code a name in the texts stands for.

    Names are runs of capitalised words; expectation maximisation over names and codes of the same sentence (the first model
    of IBM) tells which name explains which code.

    Returns:
        Name to three-letter code, for names that explain a code better than they explain nothing.
    """
    seen = {r.text: r for r in records}
    common = {w for r in seen.values() for w in re.findall(r"\b[a-z]+\b", r.text)}
    rows = [(_names(r.text, common), _codes(r)) for r in seen.values()]
    weight: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for _ in range(_ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        totals: dict[str, float] = defaultdict(float)
        for names, codes in rows:
            for code in codes:
                whole = sum(weight[name, code] for name in names) or 1.0
                for name in names:
                    counts[name, code] += weight[name, code] / whole
            for name in names:
                totals[name] += 1.0
        weight = defaultdict(float, {(n, c): v / totals[n] for (n, c), v in counts.items()})
    best: dict[str, tuple[float, str]] = {}
    for (name, code), value in sorted(weight.items()):
        if value > 0.3 and value > best.get(name, (0.0, ""))[0]:
            best[name] = (value, code)
    return {name: code for name, (_, code) in sorted(best.items())}


def _names(text: str, common: set[str]) -> list[str]:
    """Capitalised runs without an article or another common word before them, and without a title and what follows it."""
    found = []
    for m in _NAME.finditer(text):
        words = m.group().split()
        while words and (words[0].lower() in common or len(words[0]) == 1):
            words = words[1:]
        title = next((i for i, w in enumerate(words) if w in _TITLES), len(words))
        found.append(" ".join(words[:title]))
    return list(dict.fromkeys(n for n in found if len(n) > 3))


def _codes(record: Record) -> list[str]:
    codes = [c for e in record.events for c in (e.source, e.target) if c and not _NOBODY.match(c)]
    return list(dict.fromkeys(codes))


def score(gold: Sequence[Record], guessed: Iterable[Sequence[Act]]) -> dict[str, Any]:
    """Score events.

    Args:
        gold: Records.
        guessed: For each, the acts found.

    Returns:
        Counts and F1 of dyads (directed, and without direction) and of types under both code books (a guess is right when
        the code allows it), and how many sentences without events give an act between two coded sides. An act that does not
        lie between two coded sides is no event of these books ("crowds burnt its embassy"), so its type is no guess.
    """
    dyads, pairs = Counts(), Counts()
    types = {"type": (CAMEO, Counts()), "type_weis": (WEIS, Counts())}
    silent = fired = 0
    for record, acts in zip(gold, guessed, strict=True):
        wanted = {(e.source, e.target) for e in record.events if not _nobody(e)}
        given = {d for a in acts for d in a.dyads}
        dyads.add(set(wanted), _one_way(given, wanted))
        pairs.add({frozenset(d) for d in wanted}, {frozenset(d) for d in given})
        for book, counts in types.values():
            _count_types(record, acts, book, counts)
        if record.silent:
            silent += 1
            fired += any(a.dyads for a in acts)
    return {
        "records": len(gold),
        "dyad": dyads.to_dict(),
        "dyad_undirected": pairs.to_dict(),
        **{name: counts.to_dict() for name, (_, counts) in types.items()},
        "without_event": {"records": silent, "fire": fired},
    }


def _one_way(given: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> set[object]:
    """Dyads, with the wrong half of a mutual act left out where the other half is right: the gold codes one or both."""
    return {d for d in given if d in wanted or (d[1], d[0]) not in wanted or (d[1], d[0]) not in given}


def _nobody(event: Event) -> bool:
    return any(not c or bool(_NOBODY.match(c)) for c in (event.source, event.target))


def _count_types(record: Record, acts: Sequence[Act], book: dict[str, frozenset[str]], counts: Counts) -> None:
    """Types as sets for each sentence; codes that the book does not know are left out."""
    wanted = {book[e.code[:2]] for e in record.events if e.code[:2] in book}
    given = {root_of(a.type) for a in acts if a.dyads}
    met = {w for w in wanted if w & given}
    counts.gold += len(wanted)
    counts.both += len(met)
    counts.guess += len(met) + len([g for g in given if not any(g in w for w in wanted)])
