"""What the names of two organizations say."""

from __future__ import annotations

from kg.resolve.compare.verdict import Verdict
from kg.resolve.pairs import Pair


def same_body(pair: Pair) -> Verdict | None:
    """The names are equal; that of one of many says little."""
    if pair.left.words != pair.right.words:
        return None
    if pair.block == "company" or pair.left.key[0] == "article":
        return Verdict(-0.5, f"there may be many called {pair.left.name}")
    return Verdict(1.4, f"both are called {pair.right.name}")


def turned_body(pair: Pair) -> Verdict | None:
    """The same words in another order: "Bank of Norland" and "Norland Bank"."""
    a = pair.names
    if not (a.left or a.right or a.slips or a.sounds) and a.turned:
        return Verdict(1.5, f"{pair.left.name} and {pair.right.name} are the same words in another order")
    return None


def spelled_body(pair: Pair) -> Verdict | None:
    """Words that sound alike, the others equal: "Hezbollah" and "Hizbullah"."""
    a = pair.names
    if a.sounds and not (a.left or a.right or a.slips or a.initials):
        points = 1.2 if len(pair.left.words) == 1 else 2.0
        return Verdict(points, f"{pair.left.name} and {pair.right.name} may be two spellings of one name")
    return None


def slip_in_body(pair: Pair) -> Verdict | None:
    """A letter too many, too few or misplaced; that of a single word says less."""
    a = pair.names
    if len(a.slips) == 1 and not (a.left or a.right or a.initials):
        points = 0.9 if len(pair.left.words) == 1 else 1.4
        return Verdict(points, f"{pair.left.name} and {pair.right.name} differ by a slip of the pen")
    return None


def ends_alike(pair: Pair) -> Verdict | None:
    """A short name that the long one ends with, after words that say whose or where."""
    if pair.block == "part":
        return Verdict(-0.2, f"{pair.right.name} may be the {pair.left.name} in full")
    return None


def alias_is_said(pair: Pair) -> Verdict | None:
    """An article gives the acronym as another name of the full one."""
    if pair.said:
        return Verdict(3.0, f"an article calls {pair.right.name} also {pair.left.name}")
    return None


def initials_agree(pair: Pair) -> Verdict | None:
    """The acronym is made of the initials of the full name."""
    if pair.block == "acronym" and not pair.said:
        return Verdict(0.5, f"{pair.left.name} is the initials of {pair.right.name}")
    return None


def bodies_clash(pair: Pair) -> Verdict | None:
    """Each has a word that the other has nothing for."""
    a = pair.names
    if pair.block not in ("acronym", "role") and a.left and a.right:
        return Verdict(-3.0, f"{' '.join(a.left)} and {' '.join(a.right)} are two names")
    return None
