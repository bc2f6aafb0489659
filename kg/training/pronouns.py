"""Weights of the antecedents of pronouns, learned from documents with gold chains.

`python -m kg.training.pronouns ontogum-train.conllu.gz gap-development.tsv.gz -o kg/data/pronouns/weights.json`. Of tables of
pronouns with two names every other line is learned from, the first among them; the rest is for measuring. Invariant: the same
gold and the same model give the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from kg.evaluate.coref import GoldDocument, Pair
from kg.evaluate.coref_files import is_table, read_documents, read_pairs
from kg.files import atomic_text
from kg.gazetteer.given_names import load_given_names
from kg.nlp.entities.antecedents import Candidate, Context, candidates, features, nothing
from kg.nlp.entities.pronouns import genders_of

Options = list[dict[str, float]]
Example = tuple[Options, list[int]]
"""Features of the candidates (the last is "nothing named"), and which of them are right."""
_ROUNDS, _RATE, _PENALTY, _SEEN = 120, 0.1, 2e-3, 5


def examples(doc: Doc, gold: GoldDocument) -> Iterator[Example]:
    """Examples of one document whose mentions have their clusters, pronouns taken as the gold has them."""
    at_word = {w: m.chain for m in sorted(gold.mentions, key=lambda m: m.start - m.end) for w in m.words}
    mentions = doc._.kg_mentions
    numbers: dict[str | None, int] = {}
    clusters = [
        None if m["pronoun"] or m["chain"] is None else numbers.setdefault(m["chain"], len(numbers)) for m in mentions
    ]
    chain_of = {n: at_word.get(doc[m["root"]].idx) for n, m in enumerate(mentions)}
    of_chain: dict[str, int] = {}
    for n, number in enumerate(clusters):
        chain = chain_of[n]
        if number is not None and chain is not None:
            of_chain.setdefault(chain, number)
    at = Context.of(doc, mentions, clusters, genders_of(mentions, clusters, load_given_names().gender))
    for n, m in enumerate(mentions):
        third = m["pronoun"] and m["gender"] != "i" and doc[m["root"]].tag_ not in ("WP", "WDT", "WP$")
        chain = chain_of[n]
        if third:
            options = candidates(at, n)
            right = [
                k for k, c in enumerate(options) if chain is not None and _chain(c, at, chain_of, at_word) == chain
            ]
            if right or chain is None or chain not in of_chain:
                yield [*features(at, n, options), nothing(at, n)], right or [len(options)]
            known = of_chain.get(chain) if chain is not None else None
            if known is not None and m["gender"] in ("m", "f"):
                at.genders.setdefault(known, m["gender"])
            clusters[n] = known
        at.note(clusters[n])


def of_pair(doc: Doc, pair: Pair) -> Iterator[Example]:
    """The example that a pronoun and two names give, where one of the names is right and is a candidate."""
    mentions = doc._.kg_mentions
    numbers: dict[str | None, int] = {}
    clusters = [None if m["chain"] is None else numbers.setdefault(m["chain"], len(numbers)) for m in mentions]
    wanted = [span for span, same in zip(pair.names, pair.same, strict=True) if same]
    right = set()
    for m, number in zip(mentions, clusters, strict=True):
        span = doc[m["start"] : m["end"]]
        if not m["pronoun"] and any(span.start_char < end and start < span.end_char for start, end in wanted):
            right.add(number)
    at = Context.of(doc, mentions, clusters, genders_of(mentions, clusters, load_given_names().gender))
    for n, m in enumerate(mentions):
        if m["pronoun"] and doc[m["start"]].idx == pair.pronoun[0]:
            clusters[n] = None
            options = candidates(at, n)
            fitting = [k for k, c in enumerate(options) if c.cluster in right]
            if fitting:
                yield [*features(at, n, options), nothing(at, n)], fitting
            return
        at.note(clusters[n])


def _chain(c: Candidate, at: Context, chain_of: dict[int, str | None], at_word: dict[int, str]) -> str | None:
    return chain_of[c.mention] if c.mention is not None else at_word.get(at.doc[c.word].idx)


def fit(data: Sequence[Example]) -> dict[str, float]:
    """Greatest likelihood of the right candidates, with a penalty on large weights (Adam, whole batches)."""
    counts: dict[str, int] = {}
    for options, _ in data:
        for name in {name for found in options for name in found}:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= _SEEN)
    column = {name: i for i, name in enumerate(names)}
    tables = []
    for options, right in data:
        table = np.zeros((len(options), len(names)))
        for row, found in enumerate(options):
            for name, value in found.items():
                if name in column:
                    table[row, column[name]] = value
        tables.append((table, np.isin(np.arange(len(options)), right)))
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, _ROUNDS + 1):
        slope = _slope(tables, weights) + _PENALTY * len(data) * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def _slope(tables: Iterable[tuple[np.ndarray, np.ndarray]], weights: np.ndarray) -> np.ndarray:
    total = np.zeros_like(weights)
    for table, right in tables:
        scores = table @ weights
        p = np.exp(scores - scores.max())
        p /= p.sum()
        q = np.where(right, p, 0.0)
        total += table.T @ (p - q / q.sum())
    return total


def main() -> None:
    """Read gold, run the line up to the chains, fit, write."""
    from kg.nlp.load import load_until
    from kg.settings import DEFAULT_MODEL

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    args = parser.parse_args()
    nlp = load_until("kg_chains", args.model)
    data: list[Example] = []
    for path in args.gold:
        if is_table(path):
            data.extend(x for pair in islice(read_pairs(path), 0, None, 2) for x in of_pair(nlp(pair.text), pair))
        else:
            data.extend(x for gold in read_documents(path) for x in examples(nlp(gold.text), gold))
    with atomic_text(args.output) as stream:
        stream.write(json.dumps(fit(data), indent=0, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
