"""Who says so: the speakers that a sentence (or an open quotation) names for what it tells."""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.nlp.claims.view import ACTS, View
from kg.rules.compile import Matcher
from kg.rules.paths import Walk, cases

_ACCORDING = frozenset(("according", "according to", "per"))
_CLOSE, _OPEN = "”", "“"


class AttributionReader:
    """Finds speakers, with the lists of a rulebook."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._speech = matcher.words["speech"]

    def read(self, token: Token, view: View) -> list[str]:
        """Chains that say what stands at a trigger, nearest first."""
        out: list[str] = []
        for verb in self._speech_above(token):
            out.extend(c for c in self._speakers(verb, view) if c not in out)
        for ancestor in [token, *token.ancestors]:
            if ancestor.sent.start != token.sent.start:
                break
            for child in ancestor.children:
                if child.dep_ in ("obl", "nmod", "parataxis", "advcl") and cases(child) & _ACCORDING:
                    out.extend(c for c in view.chains_at(child, ACTS) if c not in out)
        if not out:
            out = self._around_quotation(token, view)
        return out

    def _speech_above(self, token: Token) -> list[Token]:
        """Verbs of speech that the trigger's clause depends on, or that are set into it."""
        found = []
        below = token
        for ancestor in token.ancestors:
            told = below.dep_ in ("ccomp", "parataxis", "xcomp", "obj", "dep") or (below.dep_ == "conj")
            if told and below.dep_ != "conj" and ancestor.lemma_ in self._speech and ancestor.pos_ == "VERB":
                found.append(ancestor)
            below = ancestor
        for up in [token, *token.ancestors]:
            for child in up.children:
                inserted = child.dep_ == "parataxis" and child.pos_ == "VERB" and child.lemma_ in self._speech
                if inserted and not _inside(token, child) and child not in found:
                    found.append(child)
        return found

    def _speakers(self, verb: Token, view: View) -> list[str]:
        walk = Walk(lambda t: bool(view.chains_at(t, ACTS)))
        out: list[str] = []
        for t in self._matcher.paths.find(verb, "verb", "AGENT", walk):
            out.extend(c for c in view.chains_at(t, ACTS) if c not in out)
        return out

    def _around_quotation(self, token: Token, view: View) -> list[str]:
        """A sentence inside an open quotation takes the speaker of the sentence before (or after) in the same quotation."""
        sentence = token.sent
        doc = token.doc
        quotes = _marks_before(sentence)
        if not quotes:
            return []
        for neighbour in (_previous(sentence), _following(sentence)):
            if neighbour is None:
                continue
            root = neighbour.root
            verbs = [root, *(c for c in root.children if c.dep_ in ("parataxis", "conj", "ccomp"))]
            for verb in verbs:
                if (
                    verb.pos_ == "VERB"
                    and verb.lemma_ in self._speech
                    and any(t.is_quote for t in doc[neighbour.start : neighbour.end])
                ):
                    speakers = self._speakers(verb, view)
                    if speakers:
                        return speakers
        return []


def _inside(token: Token, ancestor: Token) -> bool:
    return token.i == ancestor.i or ancestor.is_ancestor(token)


def _marks_before(sentence: Span) -> bool:
    """Whether the sentence begins inside a quotation of its paragraph."""
    doc = sentence.doc
    inside = False
    start = sentence.start
    while start > 0 and "\n" not in doc[start - 1].text and sentence.start - start < 150:
        start -= 1
    for t in doc[start : sentence.start + 1]:
        if t.text == _OPEN:
            inside = True
        elif t.text == _CLOSE:
            inside = False
        elif t.text in ('"', "``", "''"):
            inside = not inside
    return inside


def _previous(sentence: Span) -> Span | None:
    doc = sentence.doc
    i = sentence.start - 1
    return doc[i].sent if i >= 0 and "\n" not in doc[i].text else None


def _following(sentence: Span) -> Span | None:
    doc = sentence.doc
    last = doc[sentence.end - 1]
    return doc[sentence.end].sent if sentence.end < len(doc) and "\n" not in last.text else None
