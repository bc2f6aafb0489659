"""What the names of two persons say."""

from __future__ import annotations

from kg.resolve.compare.verdict import Verdict
from kg.resolve.pairs import Pair

_LONG = 7
_WORDS = " and "


def same_name(pair: Pair) -> Verdict | None:
    """The names are equal, titles and small words apart."""
    if _named(pair) and pair.left.words == pair.right.words:
        return Verdict(1.4, f"both are called {pair.right.name}")
    return None


def other_order(pair: Pair) -> Verdict | None:
    """The same words in another order: "Wen Jiabao" and "Jiabao Wen"."""
    a = pair.names
    if _whole(pair) and a.turned and not (a.slips or a.sounds or a.initials):
        return Verdict(1.9, f"{pair.left.name} and {pair.right.name} are the same words in another order")
    return None


def other_spelling(pair: Pair) -> Verdict | None:
    """Words that sound alike, the others equal: Mohammed and Muhammad."""
    a = pair.names
    if _whole(pair) and a.sounds and not a.slips and not a.initials:
        return Verdict(2.0, f"{_pairs(a.sounds)} may be two spellings of one name")
    return None


def slip(pair: Pair) -> Verdict | None:
    """A letter too many, too few or misplaced."""
    a = pair.names
    if not a.slips or not _whole(pair) or a.initials:
        return None
    if pair.borne:
        return Verdict(-2.5, f"{_pairs(a.slips)} are names that others bear too")
    if len(a.slips) > 1:
        return Verdict(-0.5, f"{_pairs(a.slips)} would be two slips")
    longest = max(len(w) for w in a.slips[0])
    points = 1.7 if longest >= _LONG else 1.4 if longest > 4 else 0.9
    return Verdict(points, f"{_pairs(a.slips)} differ by a slip of the pen")


def initial(pair: Pair) -> Verdict | None:
    """An initial for a word: "J. Smith" and "John Smith"."""
    a = pair.names
    if not a.initials or not a.fits or a.slips or not _named(pair):
        return None
    known = len(a.equal) + len(a.sounds)
    if not known or all(len(w) == 1 for w in a.equal):
        return None
    points = 1.1 if known + len(a.initials) == 2 else 1.6
    if a.left or a.right:
        points -= 1.0
    if a.turned:
        points -= 1.5
    return Verdict(points, f"{_pairs(a.initials)} may be a name and its initial")


def shorter(pair: Pair) -> Verdict | None:
    """One name has words more: "Tayyip Erdogan" and "Recep Tayyip Erdogan"."""
    a = pair.names
    more = a.left or a.right
    whole = [w for w in a.equal if len(w) > 1]
    if not more or (a.left and a.right) or a.initials or a.slips or not _named(pair):
        return None
    if len(whole) + len(a.sounds) < 2:
        return None
    points = 1.3 if all(len(w) == 1 for w in more) else 0.1
    return Verdict(points, f"{pair.right.name} and {pair.left.name} differ only by {_WORDS.join(more)}")


def surname_only(pair: Pair) -> Verdict | None:
    """A single name that a full name ends or begins with."""
    if pair.block == "surname":
        return Verdict(-0.2, f"{pair.left.name} may be short for {pair.right.name}")
    return None


def single_name(pair: Pair) -> Verdict | None:
    """The same single name in two articles."""
    if pair.block == "company":
        return Verdict(-0.5, f"two articles speak of {pair.left.name} without another name")
    return None


def names_clash(pair: Pair) -> Verdict | None:
    """Each has a name that the other has nothing for."""
    a = pair.names
    if _named(pair) and a.left and a.right:
        return Verdict(-3.0, f"{_WORDS.join(a.left)} and {_WORDS.join(a.right)} are two names")
    return None


def _named(pair: Pair) -> bool:
    """Whether both are full names, and no descriptions."""
    return min(len(pair.left.words), len(pair.right.words)) > 1 and not (pair.left.described or pair.right.described)


def _whole(pair: Pair) -> bool:
    """Whether every word of each has a counterpart in the other."""
    a = pair.names
    return pair.left.kind == pair.right.kind and not a.left and not a.right and _named(pair)


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    return _WORDS.join(f"{a}/{b}" for a, b in pairs)
