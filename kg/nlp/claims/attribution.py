"""Who says so: the speakers of what stands at a word, as its sentence and the quotation around it tell.

Sources come in the order in which the news travelled: first whom the article itself has it from, last who knows it at
first hand ("according to Reuters, officials said …": Reuters, officials).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.nlp.claims.spoken import Spoken
from kg.nlp.claims.view import ACTS, View
from kg.rules.compile import Matcher
from kg.rules.paths import Walk, cases

_ACCORDING = frozenset(("according", "according to", "per"))
_TOLD = frozenset(("ccomp", "parataxis", "xcomp", "obj", "dep"))
_FINITE = frozenset(("ccomp", "parataxis", "dep"))
_NAMES = frozenset(("NOUN", "PROPN"))
_ASKING = frozenset(("why", "whether", "how", "if", "when", "where", "what", "who"))
_ADDRESSING = frozenset(("tell", "inform", "warn", "quote", "ask", "urge", "thank"))
"""What stands right behind these is whom they speak to."""
Level = list[str]


class AttributionReader:
    """Finds speakers, with the lists of a rulebook."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        words = matcher.words
        self._speech, self._clausal = words["speech"], words["speech_clausal"]
        self._tags, self._light = self._speech | words["speech_tags"], words["light"]
        self._nouns, self._documents, self._citing = words["speech_nouns"], words["documents"], words["citing"]

    def read(self, token: Token, view: View) -> list[str]:
        """Chains that say what stands at a word: who is nearest to the article first."""
        return _flat(reversed(self._levels(token, view)))

    def voices(self, token: Token, view: View) -> list[str]:
        """Who says "we" here: the last of the sources, and only of those whose words the text gives."""
        said = self.spoken(view).at(token.i)
        if said is None:
            return next(iter(self._above(token, view, None, told=True)), [])
        return next(iter(self._levels(token, view)), [])

    def spoken(self, view: View) -> Spoken:
        """Quotations of a document with their speakers; found once."""
        if view.spoken is None:
            view.spoken = Spoken(view, self)
        return view.spoken

    def is_speech(self, token: Token) -> bool:
        """Whether a word is a verb of speech, or one that only goes with quotations."""
        return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in self._tags

    def tag(self, verb: Token, view: View) -> list[Level]:
        """Speakers of a verb that introduces or follows a quotation, then those who quote them."""
        return [level for level in (*self._of_verb(verb, view), *self._above(verb, view, None)) if level]

    def statement(self, noun: Token, view: View) -> list[Level]:
        """Whose a statement or speech is; nobody's for any other word."""
        owners = self._of_noun(noun, view) if noun.lemma_.lower() in self._documents and noun.pos_ in _NAMES else []
        return [level for level in owners if level]

    def utters(self, verb: Token) -> bool:
        """Whether a verb has a statement or remarks for its object: "issued the following statement"."""
        light = verb.pos_ == "VERB" and verb.lemma_.lower() in self._light
        return light and any(c.dep_ == "obj" and c.lemma_.lower() in self._documents for c in verb.children)

    def _levels(self, token: Token, view: View) -> list[Level]:
        """Sources, first hand first; each level names those who say the same thing together."""
        said = self.spoken(view).at(token.i)
        levels = self._above(token, view, (said[0].start, said[0].end) if said is not None else None)
        if said is not None:
            known = {c for level in levels for c in level}
            levels.extend([c for c in level if c not in known] for level in said[1])
        return [level for level in levels if level]

    def _above(self, token: Token, view: View, within: tuple[int, int] | None, *, told: bool = False) -> list[Level]:
        """Sources that the tree names above a word (`told`: only by verbs of speech that govern it).

        Inside a quotation only those that the quotation names.
        """
        levels: list[Level] = []
        below: Token | None = None
        for node in (token, *token.ancestors):
            if within is not None and not within[0] <= node.i < within[1]:
                break
            if below is not None and self._tells(node, below):
                levels.extend(self._of_verb(node, view) if node.pos_ == "VERB" else self._of_noun(node, view))
            for child in () if told else node.children:
                if not _inside(token, child) and (within is None or within[0] <= child.i < within[1]):
                    levels.extend(self._beside(child, view))
            below = node
        return [level for level in levels if level]

    def _tells(self, node: Token, below: Token) -> bool:
        """Whether a word says what hangs on it; "has not said why" says nothing."""
        lemma = node.lemma_.lower()
        if node.pos_ == "NOUN":
            return lemma in self._nouns and below.dep_ in ("acl", "ccomp") and below.tag_ != "VBG"
        if node.pos_ != "VERB" or lemma not in self._speech or below.dep_ not in _TOLD:
            return False
        if lemma in self._clausal and below.dep_ not in _FINITE:
            return False
        silent = any(c.lower_ in ("not", "n't", "n’t", "never") for c in node.children)
        return not (silent and any(c.lower_ in _ASKING for c in (below, *below.children)))

    def _beside(self, child: Token, view: View) -> Iterator[Level]:
        """Sources set into a clause: "according to …", "…, Reyes said, …", "as Reyes announced"."""
        if child.dep_ in ("obl", "nmod", "parataxis", "advcl", "advmod", "dep") and cases(child) & _ACCORDING:
            yield from self._cited(child.head, view)
            yield from self._of_words([child], view)
        elif child.pos_ == "VERB" and child.lemma_.lower() in self._speech:
            as_told = child.dep_ in ("advcl", "acl") and any(c.lower_ == "as" for c in child.children)
            if child.dep_ == "parataxis" or (as_told and not any(c.dep_ in ("obj", "ccomp") for c in child.children)):
                yield from self._of_verb(child, view)

    def _of_verb(self, verb: Token, view: View) -> list[Level]:
        """Sources that a verb of speech names: whom it cites, who speaks, who quotes the speaker."""
        quoting = verb.head if verb.tag_ == "VBG" and verb.head.lemma_.lower() in self._citing else None
        if quoting is not None and cases(verb) & {"as"} and any(c.dep_ == "obj" for c in quoting.children):
            quoted = self._of_words([c for c in quoting.children if c.dep_ == "obj"], view)
            return [*quoted, *self._of_verb(quoting, view)]
        words = self._matcher.paths.find(verb, "verb", "AGENT", Walk(lambda t: bool(self._chains(t, view))))
        # A verb has one subject; a second one is a dateline or a headline that the tree took in.
        words = sorted(view.outermost(words), key=lambda w: abs(w.i - verb.i))[:1]
        if not any(w.i > verb.i for w in words):
            words = _behind(verb, view) or words
        return [*self._cited(verb, view), *self._of_words(words or _before(verb, view), view)]

    def _of_noun(self, noun: Token, view: View) -> list[Level]:
        """Sources of "a claim by the union that …"."""
        words = self._matcher.paths.find(noun, "noun", "AGENT", Walk(lambda t: bool(self._chains(t, view))))
        return self._of_words(words, view)

    def _of_words(self, words: Iterable[Token], view: View) -> list[Level]:
        """Speakers, between those whom they cite and those who quote them."""
        inner: list[Level] = []
        own: Level = []
        outer: list[Level] = []
        for word in words:
            own.extend(c for c in self._chains(word, view) if c not in own)
            inner.extend(self._cited(word, view))
            for child in word.children:
                if child.dep_ in ("acl", "advcl") and child.tag_ == "VBN" and child.lemma_.lower() in self._citing:
                    outer.append(_flat(self._chains(c, view) for c in child.children if cases(c) & {"by"}))
        return [*inner, own, *outer]

    def _cited(self, word: Token, view: View) -> Iterator[Level]:
        """Sources that somebody speaks by: "…, citing officials"."""
        for child in word.children:
            if child.dep_ in ("acl", "advcl", "xcomp") and child.tag_ == "VBG" and child.lemma_.lower() in self._citing:
                yield _flat(self._chains(c, view) for c in child.children if c.dep_ == "obj")

    def _chains(self, word: Token, view: View) -> list[str]:
        """Chains of a speaker; of a report or statement, those whose it is."""
        found = view.chains_at(word, ACTS)
        if not found and word.lemma_.lower() in self._documents:
            owners = self._matcher.paths.find(word, "noun", "AGENT")
            return _flat(view.chains_at(w, ACTS) for w in owners)
        return found


def _behind(verb: Token, view: View) -> list[Token]:
    """The speaker of a tag that the tree took apart: ", said Reyes"."""
    doc = verb.doc
    if verb.i == 0 or verb.lemma_.lower() in _ADDRESSING or not doc[verb.i - 1].is_punct:
        return []
    named = view.covering(verb.i + 1)
    return [doc[named["root"]]] if named is not None and named["start"] == verb.i + 1 and named["chain"] else []


def _before(verb: Token, view: View) -> list[Token]:
    """The same where the name stands between a comma and the verb: ", Reyes said"."""
    doc = verb.doc
    named = view.ending(verb.i)
    return [doc[named["root"]]] if named is not None and named["start"] and doc[named["start"] - 1].is_punct else []


def _flat(levels: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(c for level in levels for c in level))


def _inside(token: Token, ancestor: Token) -> bool:
    return token.i == ancestor.i or ancestor.is_ancestor(token)
