"""Ids come from content: the same input has the same id on every machine; never a counter, never random."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_SEPARATOR = b"\x1f"


def content_hash(*parts: object, length: int = 20) -> str:
    """Hash a sequence of values into `length` hexadecimal characters.

    Args:
        parts: Values in a fixed order; each is written as UTF-8 text, None as an empty part of its own.
        length: Hexadecimal characters to keep; 20 (80 bits) keeps collisions below 1e-9 for 10^7 values.

    Returns:
        Lower-case hexadecimal text.
    """
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass"))
        digest.update(_SEPARATOR)
    return digest.hexdigest()[:length]


def article_id(url: str | None, text: str) -> str:
    """Id of an article that came without one: a hash of its url and text."""
    return "a" + content_hash(url, text)


def claim_id(
    article: str, sentence: tuple[int, int], trigger: tuple[int, int], rule: str, arguments: Iterable[str]
) -> str:
    """Id of a claim: article, sentence span, trigger span, rule and arguments (in the order given)."""
    return content_hash(article, *sentence, *trigger, rule, *arguments)


def chain_key(article: str, chain: str) -> str:
    """Key of a chain across articles: `article:chain`."""
    return f"{article}:{chain}"
