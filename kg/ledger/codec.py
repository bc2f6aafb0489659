"""How an extraction lies in the ledger: compressed canonical JSON, without what the article's row already says.

Invariant: `unpack(pack(x)) == x`, and equal extractions have equal bytes on every machine with one zlib.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from dataclasses import replace
from typing import Any

from kg.model import Article, Extraction, Mention

_HEAD = ("title", "url", "outlet", "published", "language")


def pack_text(text: str) -> bytes:
    """Compress an article's text."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 9)


def unpack_text(packed: bytes) -> str:
    """Undo `pack_text`."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def pack_head(article: Article) -> str:
    """The article's description (all but id, text and content hash) as JSON; absent values are left out."""
    return _json({k: v for k in _HEAD if (v := getattr(article, k)) is not None})


def unpack_article(article: str, content: str, head: str, text: str) -> Article:
    """Rebuild an article from its row."""
    return Article(id=article, text=text, content=content, **json.loads(head))


def pack_body(extraction: Extraction) -> bytes:
    """Mentions, chains and claims; a mention's words are left out where the text has them verbatim."""
    text = extraction.article.text
    mentions = [
        [m.id, m.start, m.end, m.kind, m.chain] + ([] if text[m.start : m.end] == m.text else [m.text])
        for m in extraction.mentions
    ]
    body = {
        "mentions": mentions,
        "chains": [_filled(c.to_dict()) for c in extraction.chains],
        "claims": [_filled(c.to_dict()) for c in extraction.claims],
    }
    return zlib.compress(_json(body).encode("ascii"), 9)


def unpack_body(packed: bytes, article: Article, model: str, rules: str) -> Extraction:
    """Undo `pack_body`."""
    body = json.loads(zlib.decompress(packed))
    for name, blank in (("chains", _CHAIN), ("claims", _CLAIM)):
        body[name] = [blank | row for row in body[name]]
    mentions = tuple(
        Mention(id_, start, end, said[0] if said else article.text[start:end], kind, chain)
        for id_, start, end, kind, chain, *said in body.pop("mentions")
    )
    bare = Extraction.from_dict({"article": article.to_dict(), "mentions": [], "model": model, "rules": rules} | body)
    return replace(bare, article=article, mentions=mentions)


def counts(extraction: Extraction) -> str:
    """What `kg stats` adds up, as JSON, so that it need not unpack a body."""
    types = Counter(c.type for c in extraction.claims)
    statuses = Counter(c.status for c in extraction.claims)
    return _json(
        {
            "mentions": len(extraction.mentions),
            "chains": len(extraction.chains),
            "claims": len(extraction.claims),
            "types": dict(sorted(types.items())),
            "statuses": dict(sorted(statuses.items())),
        }
    )


# Values that are left out of a row when they say nothing, and put back when it is read.
_CHAIN: dict[str, Any] = {
    "aliases": [], "country": None, "sector": None, "ref": None, "lat": None, "lon": None, "place_precision": None
}  # fmt: skip
_CLAIM: dict[str, Any] = {
    "mode": None, "actors": [], "recipients": [], "places": [], "period": None, "attributed_to": [], "quantities": []
}  # fmt: skip


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if v is not None and v != []}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
