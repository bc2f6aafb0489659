"""Step for installed spaCy pipelines (`en_core_web_*`): their trees (ClearNLP labels) become Universal Dependencies.

requires: trees, tags, names. assigns: token.dep, token.head, doc.ents; so that all that follows knows one scheme.
What changes: a preposition hangs on its object (case), the predicate after "be" is the head (cop), conjuncts hang on the
first, and the labels are named anew. Labels: https://github.com/clir/clearnlp-guidelines and
https://universaldependencies.org/en/dep/
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc, Token

NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"))
_RENAMED = {
    "ROOT": "ROOT", "acomp": "xcomp", "attr": "xcomp", "oprd": "xcomp", "auxpass": "aux:pass", "csubjpass": "csubj:pass",
    "dative": "iobj", "dobj": "obj", "intj": "discourse", "meta": "dep", "neg": "advmod", "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass", "poss": "nmod:poss", "preconj": "cc:preconj", "predet": "det:predet",
    "prep": "advmod", "agent": "advmod", "prt": "compound:prt", "quantmod": "advmod", "relcl": "acl:relcl", "pcomp": "advcl",
    "pobj": "obl",
}  # fmt: skip
_PREPOSITIONS = frozenset(("prep", "agent", "dative"))
_PREDICATES = frozenset(("VERB", "AUX", "ADJ", "ADV"))


class Tree:
    """A document's heads and labels while they change; a root is its own head."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [t.head.i for t in doc]
        self.deps = [t.dep_ for t in doc]

    def children(self, i: int) -> list[int]:
        """Words that hang on a word now; a clause's words stand near it, so its sentence is searched."""
        sentence = self.doc[i].sent
        return [k for k in range(sentence.start, sentence.end) if self.heads[k] == i and k != i]

    def hang(self, i: int, head: int, dep: str) -> None:
        """Give a word another head and label."""
        self.heads[i], self.deps[i] = head, dep


def to_universal(doc: Doc) -> Doc:
    """Turn ClearNLP trees into Universal Dependencies, in place; names of other kinds than ours are dropped."""
    tree = Tree(doc)
    for token in doc:
        if tree.deps[token.i] in _PREPOSITIONS:
            _preposition(tree, token)
    for token in doc:
        if token.lemma_ == "be" and token.pos_ in ("AUX", "VERB"):
            _copula(tree, token.i)
    for token in doc:
        _conjunct(tree, token.i)
    for token in doc:
        dep = tree.deps[token.i]
        if dep == "aux" and token.tag_ == "TO":
            tree.deps[token.i] = "mark"
        else:
            tree.deps[token.i] = _RENAMED.get(dep, dep)
    relative = (np.array(tree.heads) - np.arange(len(doc))).astype(np.int64).view(np.uint64)
    labels = np.array([doc.vocab.strings.add(d) for d in tree.deps], dtype=np.uint64)
    columns: Any = np.stack([labels, relative], 1)
    doc.from_array([DEP, HEAD], columns)
    doc.set_ents([e for e in doc.ents if e.label_ in NAMES])
    return doc


def _preposition(tree: Tree, token: Token) -> None:
    """The object takes the preposition's place in the tree, and the preposition hangs on it."""
    i, head, dep = token.i, tree.heads[token.i], tree.deps[token.i]
    objects = [k for k in tree.children(i) if tree.deps[k] in ("pobj", "pcomp")]
    if not objects:
        return
    verbal = tree.doc[head].pos_ in _PREDICATES
    for k in objects:
        if tree.deps[k] == "pcomp":
            tree.hang(k, head, "advcl" if verbal else "acl")
        else:
            tree.hang(k, head, ("obl:agent" if dep == "agent" else "obl") if verbal else "nmod")
    first = objects[0]
    tree.hang(i, first, "mark" if tree.deps[first] in ("advcl", "acl") else "case")
    for k in tree.children(i):
        tree.hang(k, first, tree.deps[k])


def _copula(tree: Tree, i: int) -> None:
    """The noun or adjective after "be" becomes the head, "be" its copula."""
    children = tree.children(i)
    after = [k for k in children if tree.deps[k] in ("attr", "acomp")]
    if not after or any(tree.deps[k] == "dobj" for k in children):
        return
    predicate = after[0]
    if tree.heads[i] == i:
        tree.hang(predicate, predicate, "ROOT")
    else:
        tree.hang(predicate, tree.heads[i], tree.deps[i])
    for k in children:
        if k != predicate:
            tree.hang(k, predicate, "obl" if tree.deps[k] == "pobj" else tree.deps[k])
    tree.hang(i, predicate, "cop")


def _conjunct(tree: Tree, i: int) -> None:
    """Conjuncts hang on the first of them, and a conjunction on the conjunct after it."""
    if tree.deps[i] == "conj":
        head = tree.heads[i]
        while tree.deps[head] == "conj" and tree.heads[head] != head:
            head = tree.heads[head]
        tree.heads[i] = head
    elif tree.deps[i] == "cc":
        after = [k for k in tree.children(tree.heads[i]) if k > i and tree.deps[k] == "conj"]
        if after:
            tree.heads[i] = after[0]


@Language.component(
    "kg_clear",
    requires=["token.dep", "token.head", "token.tag", "doc.ents"],
    assigns=["token.dep", "token.head", "doc.ents"],
)
def clear(doc: Doc) -> Doc:
    """Component around `to_universal`."""
    return to_universal(doc) if len(doc) else doc
