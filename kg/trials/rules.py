"""Rules on their own examples, one sentence explained, and what a person's own rules change in articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.model import Extraction
from kg.rules.check import CheckReport, Found
from kg.rules.diff import Change, changes
from kg.rules.rule import ARGUMENTS

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SIDES = dict(zip(ARGUMENTS, ("actors", "recipients", "places"), strict=True))


def check(model: str, *, data: Path | None = None, only: str | None = None) -> CheckReport:
    """Run the rules' own examples through the whole line.

    Args:
        model: Name of the language model.
        data: A person's data folder.
        only: A type, or the beginning of a rule's id; None for all.

    Raises:
        UsageError: No rule begins with `only`.
    """
    from kg.nlp.load import load
    from kg.rules.check import check_rules

    nlp = load(model, data=data)
    book = nlp.get_pipe("kg_relations").builder.matcher.book  # type: ignore[attr-defined]
    if only is not None and not any(rule.id.startswith(only.lower()) for rule in book.rules):
        raise UsageError(f"no rule begins with {only!r}", remedy="`kg rules list` shows all")
    return check_rules(book, lambda sentence: _found(nlp(sentence)), only=only)


def _found(doc: Doc) -> list[Found]:
    """Claims of a sentence, once for each rule that makes them, with every surface form of their arguments."""
    forms = {c["id"]: {c["name"], *c.get("aliases", ())} for c in doc._.kg_chains}
    for mention in doc._.kg_mentions:
        if mention["chain"] in forms:
            forms[mention["chain"]].add(doc[mention["start"] : mention["end"]].text)
    return [
        Found(
            claim["type"],
            rule,
            claim["status"],
            {side: tuple(frozenset(forms[x]) for x in claim[key]) for side, key in _SIDES.items()},
            tuple(frozenset(forms[x]) for x in claim["attributed_to"]),
        )
        for claim in doc._.kg_claims
        for rule in (claim["rule"], *claim.get("also", ()))
    ]


def explain(model: str, sentence: str, *, data: Path | None = None) -> str:
    """Lay out how a sentence was read, which rules fired and which nearly did.

    Args:
        model: Name of the language model.
        sentence: One sentence or a few.
        data: A person's data folder.
    """
    from kg.nlp.load import load
    from kg.rules.explain import explain as lay_out

    if not sentence.strip():
        raise UsageError("there is no sentence", remedy="give one in quotation marks")
    nlp = load(model, data=data)
    return lay_out(nlp.get_pipe("kg_relations").trace(nlp(sentence)))  # type: ignore[attr-defined]


def diff(model: str, data: Path, sources: Sequence[str]) -> Iterator[Change]:
    """Claims that articles gain and lose when a person's data folder is laid over the built-in one.

    Args:
        model: Name of the language model.
        data: The folder.
        sources: Files and folders of articles.

    Yields:
        Changes in the order of the articles; articles that cannot be read are passed over.

    Raises:
        UsageError: There is no such folder.
    """
    from kg import run
    from kg.settings import Settings

    if not data.is_dir():
        raise UsageError("there is no such folder", file=data, remedy="give the folder with your own rules")
    before = {x.article.id: x for x in run.extract(sources, Settings(model=model)) if isinstance(x, Extraction)}
    for after in run.extract(sources, Settings(model=model, data=data)):
        if isinstance(after, Extraction) and after.article.id in before:
            yield from changes(before[after.article.id], after)
