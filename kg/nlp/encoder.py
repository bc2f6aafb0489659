"""First component of the line: our network fills a tokenized Doc with sentences, tags, lemmas, trees and names.

requires: nothing but tokens. assigns: token.tag, pos, lemma, dep, head, sent_start, ent; only these.
Whitespace tokens stay out of the network and hang on the word before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc, Span

from kg.files import data_file, read_yaml
from kg.gazetteer.agents import load_agents
from kg.nlp.neural.lemmas import Lemmas
from kg.nlp.neural.network import Analysis, Network, Window, ended, give_up

_AIM, _MOST = 110, 160
"""Words per window: paragraphs are packed up to the first, cut at a likely sentence end, and never exceed the second."""
_LOOK = 80
"""How much of the line behind a headline is looked at, in characters."""
_REMEMBERED = 200_000  # words whose lemmas are kept
_WORDS = frozenset(
    ("advisor", "sheik", "shaikh", "shaykh", "del", "mme", "min", "sec", "dep", "cong", "pres", "secretaries-general")
)
_TERMINAL = re.compile(r"^[.!?…]+[\"'”’)\]]*$")


def paragraphs(doc: Doc) -> Iterator[list[int]]:
    """Groups of word positions between hard breaks: each begins a sentence for certain.

    A blank line is a break; so is a single line end, unless the line looks wrapped (long, with the sentence going on).
    """
    text = doc.text  # written anew each time that it is asked for
    current: list[int] = []
    line_start = 0
    for token in doc:
        if not token.is_space:
            current.append(token.i)
            continue
        newlines = token.text.count("\n")
        if newlines and current:
            length = token.idx - line_start
            following = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
            behind = token.idx + len(token.text)
            shouted = _headline(text[line_start : token.idx], text[behind : behind + _LOOK])
            wrapped = (
                not shouted and newlines == 1 and 55 <= length <= 110 and not _TERMINAL.match(doc[token.i - 1].text)
            )
            if not (wrapped and (following[:1].islower() or length > 64)):
                yield current
                current = []
        if newlines:
            line_start = token.idx + len(token.text)
    if current:
        yield current


def _headline(line: str, after: str) -> bool:
    """Whether a line is in capitals and the next one is not: a headline over its text."""
    return line.isupper() and " " in line.strip() and not after.partition("\n")[0].isupper()


def windows_of(doc: Doc) -> Iterator[tuple[list[int], list[bool]]]:
    """Pack a document into windows: word positions, and which of them begin a paragraph."""
    return _packed(doc, paragraphs(doc))


def _sentences(doc: Doc) -> Iterator[list[int]]:
    """Word positions of sentences that are known; without any, the document is one."""
    known = doc.sents if doc.has_annotation("SENT_START") else [doc[:]]
    for sentence in known:
        if words := [token.i for token in sentence if not token.is_space]:
            yield words


def _packed(doc: Doc, parts: Iterable[list[int]]) -> Iterator[tuple[list[int], list[bool]]]:
    positions: list[int] = []
    hard: list[bool] = []
    for part in parts:
        pieces = list(_cut(doc, part))
        for number, piece in enumerate(pieces):
            if positions and len(positions) + len(piece) > _AIM:
                yield positions, hard
                positions, hard = [], []
            positions = [*positions, *piece]
            hard = [*hard, number == 0, *[False] * (len(piece) - 1)]
    if positions:
        yield positions, hard


def _cut(doc: Doc, paragraph: list[int]) -> Iterator[list[int]]:
    """Cut a long paragraph after the last likely sentence end below the aim; without one, at the most."""
    while len(paragraph) > _MOST:
        cut = _MOST
        for i in range(_AIM, 20, -1):
            word, after = doc[paragraph[i - 1]], doc[paragraph[i]]
            if _TERMINAL.match(word.text) and after.text[:1].isupper() and len(doc[paragraph[i - 2]].text) > 3:
                cut = i
                break
        yield paragraph[:cut]
        paragraph = paragraph[cut:]
    yield paragraph


def titled(words: Sequence[str]) -> frozenset[int]:
    """Numbers of the words right behind a shortened title: "Pfc. Reyes" is no end of a sentence, whatever the network says."""
    agents = load_agents()

    def short(word: str) -> bool:
        return agents.shortens(word) and word.lower().rstrip(".") not in _WORDS

    after_stop = {k + 2 for k in range(len(words) - 2) if words[k + 1] == "." and short(words[k])}
    whole = {k + 1 for k in range(len(words) - 1) if words[k][-1:] == "." and short(words[k])}
    return frozenset(k for k in after_stop | whole if words[k][:1].isupper())


@dataclass(frozen=True, slots=True)
class Begun:
    """A document that the network works on: positions of the words of each window, and the words."""

    doc: Doc
    positions: list[list[int]]
    words: list[list[str]]
    windows: list[Future[Analysis]]

    def give_up(self) -> None:
        """Nobody waits for it any more."""
        give_up(self.windows)


class Annotator:
    """The spaCy component around `Network`."""

    def __init__(self, nlp: Language, name: str, model: str) -> None:
        self.name = name
        self.nlp = nlp
        self.network = Network(Path(model))
        self._lemmatized: dict[tuple[str, int, int, int], int] = {}

    @cached_property
    def _ids(self) -> dict[str, Any]:
        """Label sets as numbers of the string store."""
        strings = self.nlp.vocab.strings
        labels = self.network.labels
        return {
            "xpos": np.array([strings.add(x) for x in labels["xpos"]], dtype=np.uint64),
            "upos": np.array([IDS[x if x != "_" else "X"] for x in labels["upos"]], dtype=np.uint64),
            "deps": np.array([strings.add(x if x != "root" else "ROOT") for x in labels["deps"]], dtype=np.uint64),
        }

    @cached_property
    def _lemmas(self) -> Lemmas:
        return Lemmas(self.network.lemma_table, read_yaml(data_file("lemmas/en.yaml")))

    def learn(self, upos: str, words: Iterable[str]) -> None:
        """Lemmas that the rules name are words of the language, whether the treebanks have seen them or not."""
        self._lemmas.learn(upos, words)
        self._lemmatized.clear()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return self.finish(self.begin(doc))

    def given(self, doc: Doc) -> Doc:
        """Annotate a document whose sentences are known: none is cut (but where one is longer than any window)."""
        return self.finish(self.begin(doc, whole=True))

    def begin(self, doc: Doc, *, whole: bool = False) -> Begun:
        """Begin to annotate a document: the network works on it while something else is done here."""
        placed = list(_packed(doc, _sentences(doc)) if whole else windows_of(doc))
        texts = [token.text for token in doc]
        words = [[texts[i] for i in at] for at, _ in placed]
        windows = [Window(w, hard, whole, titled(w)) for w, (_, hard) in zip(words, placed, strict=True)]
        return Begun(doc, [at for at, _ in placed], words, self.network.begin(windows))

    def finish(self, begun: Begun) -> Doc:
        """Wait for the network and write down what it found."""
        self._annotate(begun.doc, list(zip(begun.positions, begun.words, ended(begun.windows), strict=True)))
        return begun.doc

    def _annotate(self, doc: Doc, parts: list[tuple[list[int], list[str], Analysis]]) -> None:
        n = len(doc)
        if n == 0:
            return
        ids = self._ids
        table = {k: np.zeros(n, dtype=np.uint64) for k in (TAG, POS, LEMMA, DEP)}
        heads = np.arange(n, dtype=np.int64)
        entities: list[Span] = []
        for positions, words, a in parts:
            at = np.array(positions)
            table[TAG][at] = ids["xpos"][a.xpos]
            table[POS][at] = ids["upos"][a.upos]
            table[DEP][at] = ids["deps"][a.deps]
            heads[at] = at[a.heads]
            read = zip(words, a.upos.tolist(), a.xpos.tolist(), a.scripts.tolist(), strict=True)
            table[LEMMA][at] = [self._lemma(one) for one in read]
            entities.extend(self._names(doc, positions, a.names))
        self._spaces(doc, table, heads)
        relative = (heads - np.arange(n)).astype(np.int64).view(np.uint64)
        columns: Any = np.stack([*table.values(), relative], 1)
        doc.from_array([TAG, POS, LEMMA, DEP, HEAD], columns)
        doc.set_ents(entities)

    def _lemma(self, read: tuple[str, int, int, int]) -> int:
        """The lemma of a word as its class, tag and script are numbered, as a number of the string store."""
        number = self._lemmatized.get(read)
        if number is None:
            (word, upos, xpos, script), labels = read, self.network.labels
            lemma = self._lemmas.of(word, labels["upos"][upos], labels["xpos"][xpos], labels["scripts"][script])
            number = int(self.nlp.vocab.strings.add(lemma))
            if len(self._lemmatized) < _REMEMBERED:
                self._lemmatized[read] = number
        return number

    def _names(self, doc: Doc, positions: list[int], labels: Any) -> Iterator[Span]:
        names = self.network.labels["names"]
        start = None
        for k, number in enumerate([*labels.tolist(), 0]):
            label = names[number]
            if start is not None and not label.startswith("I-"):
                yield Span(doc, positions[start], positions[k - 1] + 1, label=names[labels[start]][2:])
                start = None
            if label.startswith("B-"):
                start = k

    def _spaces(self, doc: Doc, table: dict[int, Any], heads: Any) -> None:
        """Hang whitespace on the word before it (after it, at the beginning)."""
        tag, dep = self.nlp.vocab.strings.add("_SP"), self.nlp.vocab.strings.add("dep")
        words = [t.i for t in doc if not t.is_space]
        last = words[0] if words else 0
        for token in doc:
            if not token.is_space:
                last = token.i
                continue
            table[TAG][token.i], table[POS][token.i] = tag, IDS["SPACE"]
            table[LEMMA][token.i] = token.orth
            table[DEP][token.i] = dep
            heads[token.i] = last
        if not words:
            heads[:] = 0


@Language.factory(
    "kg_annotator",
    assigns=["token.tag", "token.pos", "token.lemma", "token.dep", "token.head", "token.is_sent_start", "doc.ents"],
)
def make_annotator(nlp: Language, name: str, model: str) -> Annotator:
    """Factory of the annotator; `model` is the model's folder."""
    return Annotator(nlp, name, model)
