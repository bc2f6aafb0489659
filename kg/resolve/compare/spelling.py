"""One name written by two transliterations: consonants agree, and vowels are neighbours.

Invariant: these are rules of writing, not of one language: `sound` loses what spellings of one name differ in (q and k,
sh and sch, doubled letters, i and y), `alike` says whether two words may be one name, and keeps Hassan from Hussein.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"sch|sh|š", "sh"),
        (r"tch|tsch|ch(?=[aeiouy])", "ch"),
        (r"ph", "f"),
        (r"dzh|dj|dsch", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"th", "t"),
        (r"tz|ts|zz", "z"),
        (r"ck|q|c(?![ehiy])|x(?=$)", "k"),
        (r"c(?=[eiy])", "s"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ff?$", "v"),
        (r"(?:ij|iy|yi|yy|ii|ey|ei|ay|ai|oy|y)$", "i"),
        (r"ou|oo|ow(?![aeiou])", "u"),
        (r"ee|ie|ea", "i"),
        (r"ey|ay|ei|ai|ae", "e"),
        (r"(?:^|(?<=[^aeiou]))(?:y|i|j)(?=[aou])", "i"),
        (r"y", "i"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        (r"(.)\1", r"\1"),
    )
)
_VOWELS = frozenset("aeiou")
_NEIGHBOURS = frozenset(("ae", "ea", "ei", "ie", "ou", "uo"))


@lru_cache(maxsize=400_000)
def sound(word: str) -> str:
    """A folded word as it sounds: what transliterations write in several ways is written in one."""
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    return word


@lru_cache(maxsize=400_000)
def skeleton(word: str) -> str:
    """Consonants of a word as it sounds; a vowel at its beginning counts as one."""
    heard = sound(word)
    return ("a" if heard[:1] in _VOWELS else "") + "".join([c for c in heard if c not in _VOWELS])


@lru_cache(maxsize=400_000)
def alike(left: str, right: str) -> bool:
    """Whether two folded words may be two transliterations of one name.

    Args:
        left: "mohammed".
        right: "muhamad".

    Returns:
        True where they sound the same; or where three or more consonants agree, the vowels between are neighbours (a e,
        e i, o u) and both end alike: a vowel at the end tells women from men.
    """
    a, b = sound(left), sound(right)
    if a == b:
        return True
    if skeleton(left) != skeleton(right) or (a[-1:] in _VOWELS) != (b[-1:] in _VOWELS):
        return False
    if a[-1:] in _VOWELS and a[-1] != b[-1]:
        return False
    if len(skeleton(left)) < 3 or len(a) != len(b):
        return False
    return all(x == y or x + y in _NEIGHBOURS for x, y in zip(a, b, strict=True))
