"""Build the line: tokenizer and components, for a bundled model, a model folder, or an installed spaCy pipeline."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import ModelError
from kg.files import DATA
from kg.model import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

T = TypeVar("T")
STEPS = ("kg_actors", "kg_places", "kg_chains", "kg_times", "kg_relations")
"""The line after the annotator, in order; each only adds."""
AHEAD = 2
"""Articles that the network is ahead: enough that it need not wait, few enough that memory stays small."""


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


class Started:
    """An article that is being read: its network runs on other threads until `done` is asked for.

    Args:
        nlp: The line.
        article: What to read.
    """

    def __init__(self, nlp: Language, article: Article) -> None:
        from kg.nlp.encoder import Annotator

        self.article = article
        self._nlp = nlp
        self._doc = nlp.make_doc(article.text)
        first = nlp.pipeline[0][1]
        self._annotator = first if isinstance(first, Annotator) else None
        self._begun = self._annotator.begin(self._doc) if self._annotator is not None else None

    def done(self) -> Doc:
        """The Doc, through all components."""
        if self._annotator is None or self._begun is None:
            return self._nlp(self._doc)
        doc = self._annotator.finish(self._begun)
        for _, component in self._nlp.pipeline[1:]:
            doc = component(doc)
        return doc

    def give_up(self) -> None:
        """Nobody waits for it any more."""
        if self._begun is not None:
            self._begun.give_up()


def ahead(begun: Iterator[T], drop: Callable[[T], None]) -> Iterator[T]:
    """Hand on what an iterator begins, a few later: the network works on these meanwhile.

    What was begun before the iterator fails is handed on first; where nobody asks any more, it is dropped.
    """
    waiting: deque[T] = deque()
    failure: Exception | None = None
    try:
        while failure is None:
            try:
                waiting.append(next(begun))
            except StopIteration:
                break
            except Exception as e:
                failure = e
            if len(waiting) > AHEAD:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        for one in waiting:
            drop(one)
    if failure is not None:
        raise failure


def pipe(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Doc, Article]]:
    """Run the line over articles, in order; memory does not grow with their number."""
    for started in ahead((Started(nlp, article) for article in articles), Started.give_up):
        yield started.done(), started.article
