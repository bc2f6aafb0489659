"""Entities across documents: ECB+ topics in, B-cubed out; and pairs of names with known truth.

B-cubed: for each mention, how much of its cluster is of its entity (precision) and how much of its entity is in its
cluster (recall), averaged over mentions. A mention is never compared with one of another topic.
"""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from typing import IO, Any, cast

from kg.errors import DataError
from kg.files import open_binary

_ACTS = ("HUMAN_PART", "LOC_")
_GZIP = b"\x1f\x8b"
_BEFORE = frozenset((".", ",", ";", ":", "!", "?", ")", "]", "%", "/", "'", "''", "”", "’"))
_AFTER = frozenset(("(", "[", "$", "#", "``", "“"))
_QUOTES = {"``": "“", "''": "”"}
_CLITICS = frozenset(("s", "m", "d", "re", "ve", "ll", "t"))
_DOTTED = re.compile(r"(?<!\w)(?:[A-Z]\.)+[A-Z]$|\w\.(?:com|org|net|co|uk)$")
_SUFFIX = re.compile(r"['’](?:s|m|d|re|ve|ll)|n['’]t", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Characters `start` to `end` of a document's text, and the entity that all documents of its topic call so."""

    start: int
    end: int
    text: str
    entity: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document: `topic` is the group within which mentions are compared."""

    id: str
    topic: str
    text: str
    mentions: tuple[GoldMention, ...]


def read_topics(path: Path) -> Iterator[GoldDocument]:
    """Read ECB+ documents: actors (HUMAN_PART…) and places (LOC_…) with their clusters.

    Args:
        path: One XML document, or a tar of folders named by topic (`1/1_10ecb.xml`), packed with gzip or not. A mention
            that is in no cluster, not even one of its own, stands in a sentence whose coreference was not annotated:
            it is left out.

    Raises:
        DataError: Neither of these.
    """
    stream = _unpacked(open_binary(path))
    head = stream.read(512)
    stream.seek(0)
    if head.lstrip().startswith(b"<"):
        yield _document(stream, path, path.name)
        return
    try:
        with tarfile.open(fileobj=stream) as archive:
            members = sorted((m for m in archive.getmembers() if m.name.endswith(".xml")), key=lambda m: m.name)
            for member in members:
                content = archive.extractfile(member)
                if content is not None:
                    yield _document(content, path, member.name)
    except tarfile.TarError as e:
        raise DataError(f"neither XML nor a tar of it: {e}", file=path, remedy="give ECB+ documents") from e


def _unpacked(stream: Any) -> IO[bytes]:
    """The bytes below any number of wrappings in gzip."""
    whole: bytes = stream.read()
    while whole.startswith(_GZIP):
        whole = gzip.decompress(whole)
    return io.BytesIO(whole)


def _document(stream: IO[bytes], path: Path, name: str) -> GoldDocument:
    try:
        root = ET.parse(stream).getroot()  # noqa: S314 - gold data that a person chose
    except ET.ParseError as e:
        raise DataError(f"{name} is not XML: {e}", file=path, remedy="give ECB+ documents") from e
    text, spans = detokenise((t.get("t_id", ""), t.get("sentence", ""), t.text or "") for t in root.iter("token"))
    clusters: dict[str, str] = {}
    id_ = name.rpartition("/")[2]
    for relation in root.iterfind("Relations/*"):
        entity = relation.get("note") or f"{id_}:{relation.get('r_id')}"
        if relation.tag == "INTRA_DOC_COREF":
            entity = f"{id_}:{relation.get('r_id')}"
        for source in relation.iterfind("source"):
            clusters.setdefault(source.get("m_id", ""), entity)
    mentions = []
    for markable in root.iterfind("Markables/*"):
        words = [spans[a.get("t_id", "")] for a in markable.iterfind("token_anchor") if a.get("t_id") in spans]
        cluster = clusters.get(markable.get("m_id", ""))
        if words and cluster is not None and markable.tag.startswith(_ACTS):
            start, end = min(w[0] for w in words), max(w[1] for w in words)
            mentions.append(GoldMention(start, end, text[start:end], cluster))
    mentions.sort(key=lambda m: (m.start, m.end, m.entity))
    return GoldDocument(id_, id_.partition("_")[0], text, tuple(mentions))


def detokenise(tokens: Iterable[tuple[str, str, str]]) -> tuple[str, dict[str, tuple[int, int]]]:
    """Print words as a newspaper would, a line a sentence.

    Args:
        tokens: (id, sentence, word).

    Returns:
        The text, and first and last (exclusive) character of each word.
    """
    text, spans = "", {}
    last_sentence, last = "", ""
    for id_, sentence, word in tokens:
        if text and sentence != last_sentence:
            text += "\n"
        elif text and not _touch(text, last, word):
            text += " "
        start = len(text)
        text += _QUOTES.get(word, word)
        spans[id_] = (start, len(text))
        last_sentence, last = sentence, word
    return text, spans


def _touch(text: str, last: str, word: str) -> bool:
    """Whether a word is printed without a space before it: marks, "'s", what a hyphen ties, "U.S."."""
    if word in _BEFORE or last in _AFTER or _SUFFIX.fullmatch(word):
        return True
    if last in ("'", "’"):
        return word.lower() in _CLITICS
    tied = text[-2:-1].isalnum() and not text[-2:-1].isspace()
    if word == "-":
        return text[-1:].isalnum()
    return (last in ("-", "/") and (tied or last == "/")) or (last == "." and bool(_DOTTED.search(text + word)))


def b_cubed(gold: Mapping[Hashable, Hashable], guess: Mapping[Hashable, Hashable]) -> dict[str, float]:
    """Compare two clusterings of the same mentions.

    Args:
        gold: Entity of each mention.
        guess: Cluster of each mention.

    Returns:
        Precision, recall and F1 between 0 and 1.
    """
    both: Counter[tuple[Hashable, Hashable]] = Counter((gold[m], guess[m]) for m in gold)
    entities, clusters = Counter(gold.values()), Counter(guess[m] for m in gold)
    total = max(len(gold), 1)
    precision = sum(n * n / clusters[c] for (_, c), n in both.items()) / total
    recall = sum(n * n / entities[e] for (e, _), n in both.items()) / total
    return {**_shares(precision, recall)}


def pair_scores(gold: Sequence[Hashable], guess: Sequence[Hashable]) -> dict[str, float]:
    """Pairs of items that are one in gold and guess, item by item.

    Returns:
        Counts of pairs, precision, recall and F1.
    """
    right = sum(comb(n, 2) for n in Counter(zip(gold, guess, strict=True)).values())
    true, said = (sum(comb(n, 2) for n in Counter(labels).values()) for labels in (gold, guess))
    shares = _shares(right / said if said else 0.0, right / true if true else 0.0)
    return {"true_pairs": true, "said_pairs": said, "right_pairs": right, **shares}


def _shares(precision: float, recall: float) -> dict[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def same_string(documents: Iterable[GoldDocument]) -> dict[Hashable, Hashable]:
    """The baseline: mentions of one topic with the same words, case apart, are one."""
    return {
        (d.id, m.start, m.end): (d.topic, " ".join(m.text.casefold().split())) for d in documents for m in d.mentions
    }


def true_entities(documents: Iterable[GoldDocument]) -> dict[Hashable, Hashable]:
    """Entity of each mention; entities of two topics are two."""
    return {(d.id, m.start, m.end): (d.topic, m.entity) for d in documents for m in d.mentions}


def aligned(document: GoldDocument, found: Iterable[tuple[int, int, str]]) -> dict[Hashable, Hashable]:
    """Which cluster each gold mention of a document belongs to, for those that were found.

    Args:
        document: Gold.
        found: First and last (exclusive) character of each mention that was found, and its cluster.

    Returns:
        Clusters by mention: that of the mention with the same last word which overlaps it most, else of the one that
        overlaps it by more than half. A mention that was not found is left out.
    """
    by_start: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for span in sorted(found):
        for block in range(span[0] // 64, span[1] // 64 + 1):
            by_start[block].append(span)
    result: dict[Hashable, Hashable] = {}
    for m in document.mentions:
        best: tuple[bool, float, int, str] | None = None
        for start, end, cluster in {s for b in range(m.start // 64, m.end // 64 + 1) for s in by_start[b]}:
            overlap = min(end, m.end) - max(start, m.start)
            share = overlap / (max(end, m.end) - min(start, m.start))
            same_end = abs(end - m.end) <= 2
            rank = (same_end, share, -start, cluster)
            if overlap > 0 and (same_end or share > 0.5) and (best is None or rank > best):
                best = rank
        if best is not None:
            result[document.id, m.start, m.end] = (document.topic, best[3])
    return result


def score_topics(documents: Sequence[GoldDocument], found: Mapping[Hashable, Hashable]) -> dict[str, Any]:
    """Score clusters over the mentions that were found, and over all, beside the baseline on the same mentions.

    Args:
        documents: Gold.
        found: From `aligned`, all documents together.

    Returns:
        Counts and, for `found` and for `all` (a mention that was not found is alone), B-cubed of the line and of the
        same-string baseline; `gain` is the difference of their F1 in points.
    """
    gold, strings = true_entities(documents), same_string(documents)
    seen = {m: e for m, e in gold.items() if m in found}
    whole = {m: found.get(m, cast(Hashable, ("alone", m))) for m in gold}
    scores: dict[str, Any] = {"documents": len(documents), "mentions": len(gold), "found": len(seen)}
    for name, truth, guess in (("on_found", seen, found), ("on_all", gold, whole)):
        ours, theirs = b_cubed(truth, guess), b_cubed(truth, strings)
        scores[name] = {"line": ours, "same_string": theirs, "gain": round(100 * (ours["f1"] - theirs["f1"]), 2)}
    return scores
