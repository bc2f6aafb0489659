"""Build the line: tokenizer and components, for a bundled model, a model folder, or an installed spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.files import DATA
from kg.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

STEPS = ("kg_actors", "kg_places", "kg_chains", "kg_times", "kg_relations")
"""The line after the annotator, in order; each only adds."""


def bundled_models() -> list[str]:
    """Names of the models inside the package."""
    return sorted(p.parent.name for p in (DATA / "models").glob("*/meta.json"))


def model_folder(model: str) -> Path | None:
    """Folder of a bundled model or of a model folder given by its path; None when `model` is neither."""
    for folder in (DATA / "models" / model, Path(model)):
        if (folder / "meta.json").is_file() and (folder / "network.onnx").is_file():
            return folder
    return None


def load(model: str, *, data: Path | None = None) -> Language:
    """Load the whole line.

    Args:
        model: A bundled model's name, a model folder, or the name of an installed spaCy pipeline.
        data: A person's data folder, merged over `kg/data`.

    Returns:
        A spaCy pipeline whose Docs carry everything that `harvest` reads.

    Raises:
        ModelError: There is no such model.
    """
    import spacy

    from kg.nlp import actors, chains, clear, encoder, places, relations, times  # noqa: F401  (they register their factories)
    from kg.nlp.tokenizer import build_tokenizer
    from kg.rules.read import load_rulebook

    folder = model_folder(model)
    if folder is not None:
        nlp = spacy.blank("en")
        nlp.tokenizer = build_tokenizer(nlp)
        annotator: Any = nlp.add_pipe("kg_annotator", config={"model": str(folder)})
        triggers = [t for r in load_rulebook(data).rules for t in r.triggers]
        annotator.learn("VERB", (t.word for t in triggers if t.kind in ("verb", "hyphen")))
        annotator.learn("NOUN", (t.word for t in triggers if t.kind == "noun"))
    else:
        try:
            nlp = spacy.load(model)
        except OSError as e:
            known = ", ".join(bundled_models()) or "none"
            raise ModelError(
                f"there is no model {model!r}", remedy=f"bundled: {known}; or install a spaCy pipeline of that name"
            ) from e
        if nlp.lang != "en" or "parser" not in nlp.pipe_names:
            raise ModelError(f"{model!r} does not parse English", remedy="install a pipeline such as en_core_web_sm")
        nlp.add_pipe("kg_clear")
    # Texts are windowed, never cut, so spaCy's own limit on length says nothing about us.
    nlp.max_length = 20_000_000
    extra = str(data) if data is not None else None
    for step in STEPS:
        nlp.add_pipe(step, config={"data": extra})
    return nlp


def load_until(step: str, model: str, *, data: Path | None = None) -> Language:
    """Load the line without what comes after `step`, for trials of one step.

    Raises:
        ModelError: There is no such model.
    """
    nlp = load(model, data=data)
    for name in STEPS[STEPS.index(step) + 1 :]:
        nlp.remove_pipe(name)
    return nlp


def pipe(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Doc, Article]]:
    """Run the line over articles, one at a time and in order; memory does not grow with their number."""
    for article in articles:
        yield nlp(article.text), article
