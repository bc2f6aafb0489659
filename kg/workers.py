"""Half one over a stream of articles, in this process or in several: articles in, extractions or errors out, in order.

Invariants: the model is loaded at the first article and never without one; an article that fails is a value, so that
the others go on; the number of processes does not change the bytes of the result.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.errors import InputError, KgError, ModelError
from kg.files import data_files, digest
from kg.model import Article, Extraction
from kg.nlp.load import bundled_models, model_folder
from kg.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.nlp.load import Started

Item = Article | InputError
Result = Extraction | InputError

# Everything in `kg/data` that half one reads besides the model: a change there makes older extractions out of date.
_READ = ("gazetteers", "lemmas", "ontology", "pronouns", "roles", "rules/en", "times", "titles")
_HANDED = 3  # articles handed out per process: enough that none waits, few enough that memory stays small


def versions(settings: Settings) -> tuple[str, str]:
    """Versions of model and rules that an extraction made with these settings carries.

    The first is the model's name and version, the second that of kg and a hash of the data files that half one reads.

    Raises:
        ModelError: There is no such model.
        UsageError: The data folder does not exist.
    """
    files = [path for folder in _READ for path in data_files(folder, "", settings.data) if path.is_file()]
    return model_version(settings.model), f"{__version__} {digest(files)}"


def model_version(model: str) -> str:
    """Name and version of a bundled model, a model folder or an installed spaCy pipeline.

    Raises:
        ModelError: There is no such model.
    """
    folder = model_folder(model) or Path(model)
    meta = folder / "meta.json"
    if meta.is_file():
        try:
            told = json.loads(meta.read_text(encoding="utf-8"))
            return f"{told['name']} {told['version']}"
        except (ValueError, KeyError) as e:
            raise ModelError("meta.json is broken", file=meta, remedy="export or install the model again") from e
    try:
        return f"{model} {metadata.version(model)}"
    except (metadata.PackageNotFoundError, ValueError) as e:
        known = ", ".join(bundled_models()) or "none"
        remedy = f"bundled: {known}; or install a spaCy pipeline of that name"
        raise ModelError(f"there is no model {model!r}", remedy=remedy) from e


def read_articles(items: Iterable[Item], settings: Settings, known: tuple[str, str]) -> Generator[Result]:
    """Run half one over articles.

    Args:
        items: Articles; errors among them are passed on in their places.
        settings: Model, data folder and number of processes.
        known: Versions for the extractions, from `versions`.

    Yields:
        An extraction or an error per item, in the order of the items.

    Raises:
        KgError: Model or data are wrong, or a process was ended from outside: no article could be read.
    """
    if settings.workers > 1:
        yield from _pooled(items, settings, known)
        return
    from kg.nlp.load import ahead

    line: Line | None = None

    def begun() -> Iterator[Started | InputError]:
        nonlocal line
        for item in items:
            if isinstance(item, InputError):
                yield item
            else:
                line = line or Line(settings, known)
                yield line.begin(item)

    for one in ahead(begun(), lambda one: None if isinstance(one, InputError) else one.give_up()):
        if isinstance(one, InputError):
            yield one
        elif line is not None:
            yield line.finish(one)


class Line:
    """A loaded pipeline that turns articles into extractions.

    Args:
        settings: Model and data folder.
        known: Versions for the extractions.
        threads: Threads of the network; 0 for one per core.
    """

    def __init__(self, settings: Settings, known: tuple[str, str], *, threads: int = 0) -> None:
        from kg.nlp.load import load

        self._nlp = load(settings.model, data=settings.data)
        self._known = known
        self._data = settings.data
        if threads:
            _limit(self._nlp, threads)

    def read(self, article: Article) -> Result:
        """Read one article; whatever goes wrong with it alone becomes its error."""
        begun = self.begin(article)
        return begun if isinstance(begun, InputError) else self.finish(begun)

    def begin(self, article: Article) -> Started | InputError:
        """Begin to read an article: its network runs while the one before is finished."""
        from kg.nlp.load import Started

        try:
            return Started(self._nlp, article)
        except KgError:
            raise
        except Exception as e:  # any fault of any step must cost one article, not the batch
            return _fault(article, e)

    def finish(self, begun: Started) -> Result:
        """Finish an article that was begun."""
        from kg.nlp.harvest import harvest

        article = begun.article
        try:
            return harvest(begun.done(), article, model=self._known[0], rules=self._known[1], data=self._data)
        except KgError:
            raise
        except Exception as e:  # likewise
            return _fault(article, e)


def _fault(article: Article, e: Exception) -> InputError:
    said = " ".join(f"{type(e).__name__}: {e}".split())[:300]
    remedy = "a fault in kg: report it with this article; the others were read"
    error = InputError(said, file=article.file, line=article.line, key=article.id, remedy=remedy)
    error.add_note("".join(traceback.format_exception(e)))
    return error


def _limit(nlp: Language, threads: int) -> None:
    """Give our network a number of threads; a spaCy pipeline has one anyway."""
    if "kg_annotator" in nlp.pipe_names:
        from kg.nlp.neural.network import Network

        annotator = nlp.get_pipe("kg_annotator")
        annotator.network = Network(annotator.network.folder, threads=threads)  # type: ignore[attr-defined]


# What a worker process knows: set once when it starts, the pipeline made with its first article.
_task: tuple[Settings, tuple[str, str], int] | None = None
_line: Line | None = None


def _start(settings: Settings, known: tuple[str, str], threads: int) -> None:
    global _task
    # Ctrl-C goes to the whole process group; the parent alone decides what to keep.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _task = settings, known, threads


def _read(article: Article) -> Result:
    global _line
    assert _task is not None
    if _line is None:
        settings, known, threads = _task
        _line = Line(settings, known, threads=threads)
    return _line.read(article)


def _pooled(items: Iterable[Item], settings: Settings, known: tuple[str, str]) -> Generator[Result]:
    threads = max(1, (os.cpu_count() or 1) // settings.workers)
    # `spawn`: a forked copy of a process with threads (network, SQLite) may hang.
    pool = ProcessPoolExecutor(
        settings.workers, multiprocessing.get_context("spawn"), initializer=_start, initargs=(settings, known, threads)
    )
    waiting: deque[Future[Result] | InputError] = deque()
    try:
        for item in items:
            waiting.append(item if isinstance(item, InputError) else pool.submit(_read, item))
            if len(waiting) > _HANDED * settings.workers:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    except BrokenProcessPool as e:
        remedy = "mostly memory ran out: run the same command again with fewer --workers"
        raise KgError("a worker process was ended from outside", remedy=remedy) from e
    finally:
        pool.shutdown(cancel_futures=True)


def _result(waiting: Future[Result] | InputError) -> Result:
    return waiting if isinstance(waiting, InputError) else waiting.result()
