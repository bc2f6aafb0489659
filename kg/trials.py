"""The line on trial: rules on their own examples, one sentence explained, the model against gold data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.evaluate import TASKS, ner, parse
from kg.files import digest
from kg.rules.check import CheckReport, Found
from kg.rules.rule import ARGUMENTS
from kg.workers import model_version

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


def evaluate(task: str, files: Sequence[Path], *, model: str) -> dict[str, Any]:
    """Score the language model on gold data.

    Args:
        task: A task of `kg.evaluate.TASKS` that is ready.
        files: Gold data in the task's format.
        model: Name of the language model.

    Returns:
        The scores with the model's version and a hash of the gold data.

    Raises:
        UsageError: The task is unknown or comes later, or a file does not exist.
    """
    ready = ", ".join(name for name, t in TASKS.items() if t.ready)
    if task not in TASKS:
        raise UsageError(f"there is no task {task!r}", remedy=f"one of {', '.join(TASKS)}")
    if not TASKS[task].ready:
        raise UsageError(f"the task {task!r} comes with a later version of kg", remedy=f"now: {ready}")
    for path in files:
        if not path.is_file():
            raise UsageError("there is no such file", file=path, remedy="check the path")
    version = model_version(model)
    from kg.nlp.given import analyse_words
    from kg.nlp.load import load

    nlp = load(model)
    if task == "ner":
        sentences = [s for path in files for s in ner.read_names(path)]
        scores = ner.score(sentences, (_names(d) for d in analyse_words(nlp, (s.words for s in sentences))))
    else:
        trees = [t for path in files for t in parse.read_trees(path)]
        scores = parse.score(trees, (_words(d) for d in analyse_words(nlp, ([w.form for w in t] for t in trees))))
    return {"task": task, "model": version, "files": [p.name for p in files], "digest": digest(files), **scores}


def _names(doc: Doc) -> list[ner.Name]:
    return [(e.start, e.end, e.label_) for e in doc.ents]


def _words(doc: Doc) -> list[parse.Word]:
    return [
        parse.Word(
            t.text,
            t.lemma_,
            t.pos_,
            t.tag_,
            0 if t.head.i == t.i else t.head.i + 1,
            "root" if t.dep_ == "ROOT" else t.dep_,
        )
        for t in doc
    ]
