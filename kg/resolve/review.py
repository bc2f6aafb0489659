"""What a person may say of entities: answers to doubtful pairs, merges and splits, each a judgement that outlives all others.

Invariant: nothing is ever taken back but by a newer judgement: a merge undoes a split, a split undoes a merge, and a
withdrawn word (score `WITHDRAWN`) counts as not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import UsageError
from kg.model import Judgement
from kg.resolve import names
from kg.resolve.chains import ArticleChain
from kg.resolve.judge import APART, MACHINE, SAME
from kg.resolve.linker import WITHDRAWN, Linker

_LISTED = 6


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says: by whom, when, and why."""

    by: str
    at: str
    reason: str

    def say(self, left: str, right: str, same: bool) -> Judgement:
        """A judgement of two chains."""
        first, second = sorted((left, right))
        return Judgement(first, second, same, 1.0 if same else 0.0, self.reason, self.by, self.at)

    def withdraw(self, left: str, right: str) -> Judgement:
        """The judgement that takes back what was said of two chains."""
        first, second = sorted((left, right))
        return Judgement(first, second, False, WITHDRAWN, "withdrawn", self.by, self.at)


def doubts(linker: Linker, made: Iterable[Judgement], said: Iterable[Judgement]) -> list[Judgement]:
    """The doubtful middle: pairs that are neither joined nor surely apart, and that no person spoke of.

    Args:
        linker: Who is who now.
        made: The machine's judgements.
        said: What stands in the ledger.

    Returns:
        Those about the most mentioned entities first; one for each pair of entities.
    """
    answered = {
        frozenset((linker.entity_of(j.left), linker.entity_of(j.right)))
        for j in said
        if j.by != MACHINE and j.score != WITHDRAWN and linker.knows(j.left) and linker.knows(j.right)
    }
    found: dict[frozenset[str], Judgement] = {}
    for j in made:
        pair = frozenset((linker.entity_of(j.left), linker.entity_of(j.right)))
        if APART <= j.score < SAME and len(pair) == 2 and pair not in answered:
            best = found.get(pair)
            if best is None or (j.score, best.left, best.right) > (best.score, j.left, j.right):
                found[pair] = j
    weight = {pair: min(sum(c.mentions for c in linker.chains_of(e)) for e in pair) for pair in found}
    ranked = sorted(found.items(), key=lambda f: (-weight[f[0]], -f[1].score, f[1].left, f[1].right))
    return [j for _, j in ranked]


def called(linker: Linker, name: str) -> dict[str, list[ArticleChain]]:
    """Every entity that a name may mean, with the chains of it that are called so.

    Args:
        linker: Who is who now.
        name: Name or alias, without regard to case and accents; id of an entity; key of a chain (`article:chain`).

    Raises:
        UsageError: Nothing has that name.
    """
    if linker.knows(name):
        return {linker.entity_of(name): [linker.chain(name)]}
    if name in linker.ids():
        return {name: linker.chains_of(name)}
    wanted = names.fold(name)
    by_name = [c for c in linker.chains() if names.fold(c.chain.name) == wanted]
    found: dict[str, list[ArticleChain]] = {}
    for c in by_name or [c for c in linker.chains() if wanted in {names.fold(a) for a in c.chain.aliases}]:
        found.setdefault(linker.entity_of(c.key), []).append(c)
    if not found:
        raise UsageError(f"no entity is called {name!r}", remedy="`kg show NAME` finds similar names")
    return found


def choose(linker: Linker, name: str) -> list[ArticleChain]:
    """Chains of the one entity that a name means: those that are called so (see `called`).

    Raises:
        UsageError: Nothing has that name, or several entities have it.
    """
    found = called(linker, name)
    if len(found) > 1:
        listed = "; ".join(_described(linker, e) for e in sorted(found)[:_LISTED])
        more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UsageError(f"{len(found)} entities are called {name!r}", remedy=f"give an id: {listed}{more}")
    return next(iter(found.values()))


def _described(linker: Linker, entity: str) -> str:
    chains = linker.chains_of(entity)
    told = (chains[0].chain.name, chains[0].chain.kind, chains[0].chain.country or "", f"in {chains[0].article}")
    return f"{entity} ({', '.join(t for t in told if t)})"


def merging(
    linker: Linker, left: Sequence[ArticleChain], right: Sequence[ArticleChain], said: Iterable[Judgement], words: Words
) -> list[Judgement]:
    """Judgements that make two entities one, and that overrule what persons said against it.

    Raises:
        UsageError: They are one already.
    """
    one, other = (linker.entity_of(side[0].key) for side in (left, right))
    if one == other:
        raise UsageError("they are one entity already", key=one, remedy="`kg split` parts them")
    sides = {c.key: n for n, entity in enumerate((one, other)) for c in linker.chains_of(entity)}
    against = [j for j in _between(sides, said) if not j.same]
    made = {(j.left, j.right): words.say(j.left, j.right, True) for j in against}
    main = words.say(left[0].key, right[0].key, True)
    return [*{**made, (main.left, main.right): main}.values()]


def splitting(
    linker: Linker, left: Sequence[ArticleChain], right: Sequence[ArticleChain], said: Iterable[Judgement], words: Words
) -> list[Judgement]:
    """Judgements that make one entity two, and that overrule what persons said against it.

    Each side is held together by its own, so that the rest of the entity follows its names.

    Raises:
        UsageError: They are two already, or both names mean the same chains.
    """
    if linker.entity_of(left[0].key) != linker.entity_of(right[0].key):
        raise UsageError("they are two entities already", remedy="`kg merge` joins them")
    first = {c.key for c in left}
    right = [c for c in right if c.key not in first] or right
    left = [c for c in left if c.key not in {r.key for r in right}]
    if not left:
        keys = ", ".join(c.key for c in right[:_LISTED])
        raise UsageError("both names mean the same", remedy=f"give keys of two chains, such as {keys}")
    anchor, partner = left[0].key, right[0].key
    made = {(j.left, j.right): j for j in (words.say(anchor, c.key, False) for c in right)}
    shared = {linker.key_of(c.key) for c in left} & {linker.key_of(c.key) for c in right}
    for head, side in ((anchor, left), (partner, right)):
        ties = [c.key for c in side if linker.key_of(c.key) in shared and c.key != head]
        made.update({(j.left, j.right): j for j in (words.say(head, key, True) for key in ties)})
    sides = {**{c.key: 0 for c in left}, **{c.key: 1 for c in right}}
    for j in _between(sides, said):
        if j.same:
            made[j.left, j.right] = words.say(j.left, j.right, False)
    return list(made.values())


def _between(sides: dict[str, int], said: Iterable[Judgement]) -> list[Judgement]:
    """What persons said of pairs with a chain on each side."""
    spoken = (j for j in said if j.by != MACHINE and j.score != WITHDRAWN)
    return [j for j in spoken if j.left in sides and j.right in sides and sides[j.left] != sides[j.right]]
