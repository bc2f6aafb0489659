"""Measure how far each rule can be trusted, on annotated articles: `python -m kg.training.confidence gold.jsonl`.

Writes `kg/data/rules/en/_confidence.yaml` and the tables of `docs/confidence.md`; takes about as long as `kg extract` does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.evaluate.acts.claims import borne_out
from kg.evaluate.acts.confidence import Judged, Table, at_least, bins, error, held_out, learn, ordered
from kg.files import DATA, digest
from kg.model import Article
from kg.ontology import load_ontology
from kg.rules.read import load_rulebook
from kg.settings import DEFAULT_MODEL

TARGET = DATA / "rules/en/_confidence.yaml"
PAGE = Path("docs/confidence.md")
_BEGIN, _END = "<!-- measured -->\n", "<!-- end -->\n"


def judge(paths: Sequence[Path], model: str = DEFAULT_MODEL) -> Iterator[Judged]:
    """Run the line over annotated articles and look every claim up in the annotation (see `kg.evaluate.acts.claims`)."""
    from kg.nlp.harvest import harvest
    from kg.nlp.load import load

    nlp = load(model)
    standing = load_ontology().relations
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            doc = nlp(gold["text"])
            article = Article(id=gold["article"], text=gold["text"], published=gold.get("published"))
            extraction = harvest(doc, article, model=model, rules="")
            for claim, marks, right in zip(
                extraction.claims, doc._.kg_claims, borne_out(gold, extraction, standing), strict=True
            ):
                yield Judged(article.id, claim.type, claim.rule, right, tuple(marks["signs"]))


def write(table: Table, gold: str, target: Path = TARGET) -> None:
    """Write the measured values as data."""
    lines = [
        "# How far rules can be trusted: measured, not written. `python -m kg.training.confidence GOLD` makes this file anew.",
        "# A claim's confidence is 1 / (1 + exp(-x)), x = start + share * ln(r / (1 - r)) + the weights of its signs, r its rule's",
        "# value below. 0.7 doubles the odds that a claim is right, -0.7 halves them. docs/confidence.md says what the signs are.",
        "# rules: share of a rule's claims that annotated articles bear out, drawn towards its type's where it was seen little.",
        f"gold: {gold}",
        f"start: {table.start:.2f}",
        f"share: {table.share:.2f}",
        "signs:",
        *(f"  {name}: {value:.2f}" for name, value in sorted(table.signs.items())),
        "rules:",
        *(f"  {name}: {value:.2f}" for name, value in sorted(table.rules.items())),
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def tables(judged: Sequence[Judged], rules: Sequence[str]) -> str:
    """The tables of the page, as Markdown."""
    told = list(held_out(judged, rules))
    lines = [
        f"{len(judged)} claims of {len({j.article for j in judged})} articles; {sum(j.right for j in judged)} right.",
        "",
    ]
    lines += ["| confidence | claims | mean confidence | share right |", "|---|---|---|---|"]
    lines += [f"| {a:.1f} to {b:.1f} | {n:.0f} | {c:.2f} | {r:.2f} |" for a, b, n, c, r in bins(told)]
    lines += ["", "| `--min-confidence` | claims left | share right | right claims kept |", "|---|---|---|---|"]
    lines += [f"| {t:.1f} | {n:.0f} | {p:.2f} | {k:.2f} |" for t, n, p, k in at_least(told)]
    constant = sum(w * r for _, r, w in told) / sum(w for _, _, w in told)
    flat = error((constant, r, w) for _, r, w in told)
    lines += [
        "",
        f"Mean squared error (Brier): {error(told):.3f}; of the same confidence for all: {flat:.3f}.",
        f"A right claim is trusted more than a wrong one {100 * ordered(told):.0f} times in a hundred.",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Measure, write the data, and put the tables into the page where there is one."""
    paths = [Path(a) for a in arguments]
    judged = list(judge(paths))
    rules = [r.id for r in load_rulebook().rules]
    write(learn(judged, rules), digest(paths))
    text = tables(judged, rules)
    if PAGE.is_file():
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(_BEGIN)
        PAGE.write_text(f"{before}{_BEGIN}\n{text}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
