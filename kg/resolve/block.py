"""Pairs of parties with different keys that may yet be one entity: the only pairs that are judged.

Invariant: the work is linear in the number of parties: those that share a trait (a spelling, an initial with a surname,
an acronym) are compared with the best known few of them, never each with each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from kg.resolve import names
from kg.resolve.blocks.short import Meeting, short_bodies, short_persons
from kg.resolve.blocks.slips import Borne, one_slip_apart
from kg.resolve.chains import ArticleChain
from kg.resolve.compare.align import align
from kg.resolve.compare.spelling import skeleton
from kg.resolve.keys import Key, keys
from kg.resolve.pairs import Pair
from kg.resolve.parties import Party, parties
from kg.resolve.roles import Roster, load_roster

_FAME = attrgetter("fame")
_MOST = 5  # full names that a short one is compared with
_SEEN = 200  # full names with one trait that a short one may be, the best known first
_LOOKED = 12  # of those that fit a short name, so many are told apart as rivals
_RIVALS = 6  # of those so many are counted: more say no more
_HUBS = 2  # best known of a group, with which all others of it are compared


def block(
    chains: Iterable[ArticleChain], *, of: Mapping[str, Key] | None = None, roster: Roster | None = None
) -> Iterator[Pair]:
    """Find the pairs that are worth a judgement.

    Args:
        chains: Chains of all articles, in any order.
        of: Key of each chain, where that is known already.
        roster: Packs of roles; None for the built-in ones.

    Yields:
        Pairs in a fixed order, each pair once: for the first reason why they meet.
    """
    items = sorted(chains, key=lambda i: i.key)
    found = parties(items, of if of is not None else keys(items), roster if roster is not None else load_roster())
    met: set[int] = set()
    for meeting in _meetings(found):
        left, right = meeting.left, meeting.right
        a, b = left.fame, right.fame
        if a < b and not meeting.fixed:
            left, right = right, left
        # A party's fame is its own: two of them are one small number.
        pair = a * len(found) + b if a < b else b * len(found) + a
        if a != b and pair not in met:
            met.add(pair)
            yield Pair(left, right, meeting.block, meeting.rivals, meeting.said, meeting.borne)


def _meetings(found: Sequence[Party]) -> Iterator[Meeting]:
    persons = [p for p in found if p.kind == "person" and p.key[0] != "article"]
    bodies = [p for p in found if p.kind == "organization" and p.key[0] != "article"]
    yield from _groups("role", ((h, p) for p in found for h in sorted(p.holders, key=lambda h: h.name)))
    yield from _groups("namesake", ((p.key[1:3], p) for p in (*persons, *bodies) if p.key[0] == "name"))
    yield from _groups("spelling", ((h, p) for p in (*persons, *bodies) for h in _heard(p)), fits=True)
    borne = Borne(persons)
    for group in (persons, bodies):
        for left, right in one_slip_apart(group):
            yield Meeting(left, right, "spelling", borne=borne.both(left.words, right.words))
    yield from _initials(found, persons)
    yield from _parts(persons)
    yield from _acronyms(bodies)
    yield from short_persons(found, persons)
    yield from short_bodies(found, bodies)
    yield from _company(found)


def _groups(block_: str, traits: Iterable[tuple[object, Party]], *, fits: bool = False) -> Iterator[Meeting]:
    """Those that share a trait meet the best known of them; `fits` asks that their names do not contradict."""
    grouped: dict[object, list[Party]] = defaultdict(list)
    for trait, party in traits:
        if trait:
            grouped[trait].append(party)
    for group in grouped.values():
        if len(group) < 2:
            continue
        hubs = sorted(group, key=_FAME)[:_HUBS]
        for party in group:
            for hub in hubs:
                if party is not hub and (not fits or _agree(party, hub)):
                    yield Meeting(party, hub, block_)


def _agree(left: Party, right: Party) -> bool:
    a = align(left.words, right.words)
    return not (a.left or a.right) and not a.initials


def _heard(party: Party) -> Iterator[tuple[str, ...]]:
    """Consonants of all words of a name, whatever their order, and once more with a given name's short form for it.

    Nothing for names with initials, or of one short word.
    """
    words = party.words
    if min(map(len, words), default=1) == 1 or (len(words) == 1 and len(words[0]) < 6):
        return
    heard = [skeleton(w) for w in words]
    yield (party.kind, *sorted(heard))
    if party.kind == "person":
        for n, word in enumerate(words[:-1]):
            for group in sorted(names.words().short.get(word, ())):
                yield (party.kind, *sorted((*heard[:n], group, *heard[n + 1 :])))


def _initials(found: Sequence[Party], persons: Sequence[Party]) -> Iterator[Meeting]:
    """Names with an initial, and the full names that have their surname and begin with it."""
    short = [p for p in found if p.kind == "person" and min(map(len, p.words), default=2) == 1 < max(map(len, p.words))]
    wanted = {(w, i) for p in short for w in p.words if len(w) > 1 for i in p.words if len(i) == 1}
    full: dict[tuple[str, str], list[Party]] = defaultdict(list)
    bearers = {w for w, _ in wanted}
    for p in sorted(persons, key=_FAME):
        for word in bearers.intersection(p.words):
            for other in {w[0] for w in p.words if w != word and len(w) > 1}:
                if (word, other) in wanted:
                    full[word, other].append(p)
    for p in short:
        traits = sorted({(w, i) for w in p.words if len(w) > 1 for i in p.words if len(i) == 1})
        lists = [full[t] for t in traits if t in full]
        if len(lists) == len(traits):
            near = [q for q in _near(p, min(lists, key=len)[:_SEEN]) if q is not p]
            # One word and one initial fit by how they were found.
            yield from _best(
                p, near if len(p.words) == 2 else [q for q in near if align(p.words, q.words).fits], "initials"
            )


def _near(party: Party, fitting: Sequence[Party]) -> Sequence[Party]:
    """Those of the party's country, or of none that is known, where there are any; of these likewise by sector."""
    for trait in ("country", "sector"):
        own = getattr(party, trait)
        if own is not None:
            same = [q for q in fitting if getattr(q, trait) == own]
            fitting = same or [q for q in fitting if getattr(q, trait) is None] or fitting
    return fitting[:_LOOKED]


def _parts(persons: Sequence[Party]) -> Iterator[Meeting]:
    """Names of two words, and longer ones that hold both."""
    long = sorted((p for p in persons if 3 <= len(p.words) <= 6), key=_FAME)
    held: dict[tuple[str, str], list[Party]] = defaultdict(list)
    for p in long:
        for i, left in enumerate(p.words):
            for right in p.words[i + 1 :]:
                if len(left) > 1 and len(right) > 1:
                    held[min(left, right), max(left, right)].append(p)
    for p in persons:
        if len(p.words) == 2:
            yield from _best(p, _near(p, held.get((min(p.words), max(p.words)), ())[:_SEEN]), "part")
    for p in long:
        bare = tuple(w for w in p.words if len(w) > 1)
        for q in held.get((min(bare[:1] + bare[-1:]), max(bare[:1] + bare[-1:])), ())[:_MOST] if len(bare) > 1 else ():
            if q.key != p.key and len(q.words) > len(p.words) and align(p.words, q.words).fits:
                yield Meeting(p, q, "part", fixed=True)


def _best(party: Party, fitting: Sequence[Party], block_: str) -> Iterator[Meeting]:
    """The best known of the names that a short one fits; names that are spellings of one another are one rival."""
    ranked = sorted(fitting, key=_FAME)
    rivals: list[Party] = []
    for q in ranked:
        if len(rivals) < _RIVALS and not any(_one_person(q, r) for r in rivals):
            rivals.append(q)
    for q in ranked[:_MOST]:
        yield Meeting(party, q, block_, rivals=len(rivals), fixed=True)


def _one_person(left: Party, right: Party) -> bool:
    """Whether two names differ by spellings, slips, order or words left out only, and no country parts them."""
    a = align(left.words, right.words)
    return a.fits and not (left.country and right.country and left.country != right.country)


def _acronyms(bodies: Sequence[Party]) -> Iterator[Meeting]:
    """Each organization known by an acronym, with the full names whose initials or aliases are that acronym."""
    wanted = {names.letters(p.name) for p in bodies if names.is_acronym(p.name)}
    full: dict[str, list[tuple[Party, bool]]] = defaultdict(list)
    for party in bodies:
        if not names.is_acronym(party.name):
            given = {names.letters(a) for i in party.chains for a in i.chain.aliases if names.is_acronym(a)}
            for acronym in sorted(given | ({names.initials(party.name)} - {""})):
                if acronym in wanted:
                    full[acronym].append((party, acronym in given))
    for party in bodies:
        if not names.is_acronym(party.name):
            continue
        rivals = [r for r in full.get(names.letters(party.name), []) if r[0].key != party.key]
        close = [r for r in rivals if r[1] or r[0].country == party.country] or rivals
        for rival, said in sorted(close, key=lambda r: (not r[1], r[0].fame))[:_MOST]:
            yield Meeting(party, rival, "acronym", rivals=len(close), said=said, fixed=True)


def _company(found: Sequence[Party]) -> Iterator[Meeting]:
    """What stays in its article by name alone (a single name, one of many banks), where it is seen in the same company."""
    local = [p for p in found if p.key[0] == "article" and _may_meet(p)]
    traits = ((("company", *p.key[1:3], k), p) for p in local for k in sorted(p.company))
    yield from _groups("company", traits)


def _may_meet(party: Party) -> bool:
    return party.kind == "organization" or not names.is_described(party.name)
