"""Two names laid side by side, word by word.

Invariant: symmetric but for its sides, and every word is used once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
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


@lru_cache(maxsize=10_000)
def align(left: Words, right: Words) -> Alignment:
    """Lay two names side by side: equal words first, then spellings, slips, initials.

    Args:
        left: Folded words, as `names.person` gives them.
        right: Likewise.
    """
    rest = list(range(len(right)))
    equal, free, order = _equal(left, right, rest)
    sounds, slips, initials = (
        tuple(_matched(w, (left, right), free, rest, order)) if free and rest else () for w in _WAYS
    )
    order.sort()
    turned = any(a[1] > b[1] for a, b in pairwise(order))
    return Alignment(
        tuple(equal), sounds, slips, initials, tuple([left[i] for i in free]), tuple([right[k] for k in rest]), turned
    )


def _equal(left: Words, right: Words, rest: list[int]) -> tuple[list[str], list[int], list[tuple[int, int]]]:
    """Words that stand on both sides, the places on the left that remain, and the pairs; `rest` loses those found.

    Plain loops, here and below: this runs a million times for a few hundred thousand names.
    """
    equal, free, order = [], [], []
    for i, word in enumerate(left):
        for k in rest:
            if right[k] == word:
                equal.append(word)
                order.append((i, k))
                rest.remove(k)
                break
        else:
            free.append(i)
    return equal, free, order


def _matched(
    fits: Callable[[str, str], bool],
    names: tuple[Words, Words],
    free: list[int],
    rest: list[int],
    order: list[tuple[int, int]],
) -> list[tuple[str, str]]:
    """Pairs of free words that fit each other, each word with the first; they leave `free` and `rest` for `order`."""
    left, right = names
    pairs = []
    for i in free[:]:
        for k in rest:
            if fits(left[i], right[k]):
                pairs.append((left[i], right[k]))
                order.append((i, k))
                free.remove(i)
                rest.remove(k)
                break
    return pairs


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
    if left[0] != right[0] or min(len(left), len(right)) < _LEAST:
        return False
    longer = max(len(left), len(right))
    if _ends_tell(left, right):
        return False
    return bool(OSA.distance(left, right, score_cutoff=2) <= (2 if longer >= _LONG else 1))


_WAYS = (_is_sound, is_slip, _is_initial)


def _ends_tell(left: str, right: str) -> bool:
    """Whether the only difference is a vowel at the end: another one, or one that is not there."""
    a, b = (w[:-1] if w[-1] in _VOWELS else w for w in (left, right))
    return a == b


__all__ = ["Alignment", "Words", "align", "is_slip"]
