"""Names that differ by a slip of the pen, found without comparing each with each.

Invariant: two names one letter apart have one and the same rest after a letter is left out of one or of both, so names are
put together by the hashes of these rests: work and memory grow with the letters, not with the pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest

import numpy as np

from kg.resolve.compare.align import Words, align, is_slip
from kg.resolve.parties import Party

_SHORTEST = 6  # letters of a whole name below which a slip makes another name
_LONGEST = 40
_HUBS = 2
_OTHERS = 3  # a word that stands beside so many different others is a name of its own
_SHARE = 0.04  # unless it is so much rarer than the word it is like


class Borne:
    """How many different names each word is a part of."""

    def __init__(self, persons: Sequence[Party]) -> None:
        beside: dict[str, set[str]] = defaultdict(set)
        for folded in {p.folded for p in persons}:
            words = folded.split()
            for word in words:
                rest = beside[word]
                if len(rest) < 10_000:
                    rest.add(" ".join(w for w in words if w != word))
        self._count = {word: len(rest) for word, rest in beside.items()}

    def both(self, left: Words, right: Words) -> bool:
        """Whether the words in which two names differ are names that several others bear."""
        slips = align(left, right).slips
        for a, b in slips:
            few, many = sorted((self._count.get(a, 0), self._count.get(b, 0)))
            if few >= _OTHERS and few >= _SHARE * many:
                return True
        return False


def one_slip_apart(parties: Sequence[Party]) -> Iterator[tuple[Party, Party]]:
    """Pairs whose names differ by a slip in one word, each name with the best known of those like it.

    Args:
        parties: Of one kind, in a fixed order.
    """
    hashes: list[int] = []
    ends: list[int] = []
    for party in parties:
        hashes.extend(map(hash, _rests(party.words)))
        ends.append(len(hashes))
    if not hashes:
        return
    values, who = np.array(hashes, dtype=np.int64), np.repeat(np.arange(len(parties)), np.diff(ends, prepend=0))
    order = np.lexsort((who, values))
    values, who = values[order], who[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    sizes = np.diff(np.r_[starts, len(values)])
    # Most groups are two names: no loop for them. A pair is one number, left * many + right.
    many = len(parties)
    twos = starts[sizes == 2]
    found = [who[twos] * many + who[twos + 1]]
    for start, size in zip(starts[sizes > 2].tolist(), sizes[sizes > 2].tolist(), strict=True):
        group = who[start : start + size].tolist()
        for hub in nsmallest(_HUBS, group, key=lambda n: parties[n].fame):
            found.append(np.array([hub * many + n if hub < n else n * many + hub for n in group], dtype=np.int64))
    # Which rests share a hash is the same in every run; the order of the hashes is not, so pairs are sorted.
    for a, b in zip(*(side.tolist() for side in np.divmod(np.unique(np.concatenate(found)), many)), strict=True):
        left, right = (set(parties[n].words) for n in (a, b))
        mine, theirs = left - right, right - left
        if len(mine) == len(theirs) == 1 and is_slip(mine.pop(), theirs.pop()):
            yield parties[a], parties[b]


def _rests(words: Words) -> set[str]:
    """A name, its words in the order of the alphabet, without one of its letters; and whole."""
    name = " ".join(sorted(words))
    if not _SHORTEST <= len(name) <= _LONGEST:
        return set()
    # The order of the alphabet may change with the first letter only, and that is no slip.
    return {name[:i] + name[i + 1 :] for i in range(len(name)) if name[i] != " "} | {name}
