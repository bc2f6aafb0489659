"""Two names laid side by side, word by word.

Invariant: symmetric but for its sides, and every word is used once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from kg.resolve.compare.spelling import alike
from kg.resolve.names import is_short_form

_LONG = 9  # letters of a word from which two slips are forgiven
_LEAST = 4  # letters of a word that may hold a slip: "Ali" and "Adi" are two names
_VOWELS = frozenset("aeiouy")

Words = tuple[str, ...]


class Alignment(NamedTuple):
    """What the words of two names have to do with each other.

    Attributes:
        equal: Words that both have.
        sounds: Pairs that may be two transliterations of one.
        slips: Pairs that differ by a slip of the pen.
        initials: Pairs of a word and its initial.
        left: Words that the right name has nothing for.
        right: The other way round.
        turned: The words that agree stand in another order.
    """

    equal: Words
    sounds: tuple[tuple[str, str], ...]
    slips: tuple[tuple[str, str], ...]
    initials: tuple[tuple[str, str], ...]
    left: Words
    right: Words
    turned: bool

    @property
    def fits(self) -> bool:
        """Whether neither contradicts the other: at most one of them has words of its own, and a whole word agrees."""
        return not (self.left and self.right) and bool(self.equal or self.sounds or self.slips)


@lru_cache(maxsize=200_000)
def align(left: Words, right: Words) -> Alignment:
    """Lay two names side by side: equal words first, then spellings, slips, initials.

    Args:
        left: Folded words, as `names.person` gives them.
        right: Likewise.
    """
    rest = list(range(len(right)))
    order: list[tuple[int, int]] = []
    equal: list[str] = []
    free: list[int] = []
    for i, word in enumerate(left):
        k = next((k for k in rest if right[k] == word), None)
        if k is None:
            free.append(i)
        else:
            equal.append(word)
            order.append((i, k))
            rest.remove(k)
    found: list[tuple[tuple[str, str], ...]] = []
    for fits in _WAYS:
        pairs: list[tuple[str, str]] = []
        for i in list(free) if rest and free else ():
            k = next((k for k in rest if fits(left[i], right[k])), None)
            if k is not None:
                pairs.append((left[i], right[k]))
                order.append((i, k))
                free.remove(i)
                rest.remove(k)
        found.append(tuple(pairs))
    order.sort()
    turned = any(order[n][1] > order[n + 1][1] for n in range(len(order) - 1))
    sounds, slips, initials = found
    mine, theirs = tuple(left[i] for i in free), tuple(right[k] for k in rest)
    return Alignment(tuple(equal), sounds, slips, initials, mine, theirs, turned)


def _is_sound(left: str, right: str) -> bool:
    """Whether two whole words may be one name, written otherwise or cut short."""
    return len(left) > 1 and len(right) > 1 and (alike(left, right) or is_short_form(left, right))


def _is_initial(left: str, right: str) -> bool:
    return left[0] == right[0] and (len(left) == 1) != (len(right) == 1)


@lru_cache(maxsize=200_000)
def is_slip(left: str, right: str) -> bool:
    """Whether two words are one but for a letter more, less, other or in another place (two in a long word).

    A first letter is seldom wrong, and a vowel at the end tells Mario from Maria: such words are two.
    """
    shorter, longer = sorted((len(left), len(right)))
    if shorter < _LEAST or left[0] != right[0]:
        return False
    if _ends_tell(left, right):
        return False
    return bool(OSA.distance(left, right, score_cutoff=2) <= (2 if longer >= _LONG else 1))


_WAYS = (_is_sound, is_slip, _is_initial)


def _ends_tell(left: str, right: str) -> bool:
    """Whether the only difference is a vowel at the end: another one, or one that is not there."""
    a, b = (w[:-1] if w[-1] in _VOWELS else w for w in (left, right))
    return a == b


__all__ = ["Alignment", "Words", "align", "is_slip"]
