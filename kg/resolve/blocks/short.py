"""Short names and the full names that they may stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from kg.resolve import names
from kg.resolve.compare.spelling import sound
from kg.resolve.parties import Party

_FAME = attrgetter("fame")
_MOST = 5
_KNOWN = 20  # full names of one surname that are looked at, the best known first


@dataclass(slots=True)
class Meeting:
    """Two parties that meet; `fixed` says that `left` is the short name (else the less known one is). See `Pair`."""

    left: Party
    right: Party
    block: str
    rivals: int = 1
    said: bool = False
    borne: bool = False
    fixed: bool = False


def short_persons(found: Sequence[Party], persons: Sequence[Party]) -> Iterator[Meeting]:
    """Each single name, with the full names that could be meant: of its country and sector, or seen in its company."""
    short = [p for p in found if p.kind == "person" and len(p.words) == 1 and not names.is_described(p.name)]
    wanted = {sound(p.words[0]) for p in short}
    full: dict[str, list[Party]] = defaultdict(list)
    of_origin: dict[tuple[str, str, str], list[Party]] = defaultdict(list)
    for p in sorted(persons, key=_FAME):
        if len(p.words) > 1:
            for heard in dict.fromkeys(map(sound, (p.words[-1], p.words[0]))):
                if heard in wanted:
                    full[heard].append(p)
                    if p.country is not None and p.sector is not None:
                        of_origin[heard, p.country, p.sector].append(p)
    for p in short:
        heard = sound(p.words[0])
        rivals = of_origin.get((heard, p.country or "", p.sector or ""), [])
        seen = [q for q in full.get(heard, ())[:_KNOWN] if p.company & q.company]
        close = [q for q in seen if q in rivals] or seen or rivals
        if seen:
            most = max(len(p.company & q.company) for q in close)
            close = [q for q in close if len(p.company & q.company) == most]
        for q in close[:_MOST]:
            yield Meeting(p, q, "surname", rivals=len(close), fixed=True)


def short_bodies(found: Sequence[Party], bodies: Sequence[Party]) -> Iterator[Meeting]:
    """Each short name of an organization, with those that end with it ("the Wanderers" and "Norport Wanderers")."""
    short = [
        p
        for p in found
        if p.kind == "organization"
        and len(p.words) == 1
        and not names.is_generic(p.folded)
        and not names.is_acronym(p.name)
    ]
    wanted = {p.words[0] for p in short}
    full: dict[str, list[Party]] = defaultdict(list)
    for p in bodies:
        if 1 < len(p.words) <= 4 and p.words[-1] in wanted and not any(names.is_generic(w) for w in p.words[:-1]):
            full[p.words[-1]].append(p)
    for group in full.values():
        group.sort(key=_FAME)
    for p in short:
        seen = [q for q in full.get(p.words[0], ())[:_KNOWN] if p.company & q.company]
        for q in seen[:_MOST]:
            yield Meeting(p, q, "part", rivals=len(seen), fixed=True)
