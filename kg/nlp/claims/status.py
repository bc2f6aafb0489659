"""How a claim is held: the whole verb group around its trigger decides status and, by `_modes.yaml`, sometimes the type.

The decisions are those of docs/ontology.md; the words that carry them are lists in `_words.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.rules.compile import Matcher
from kg.rules.paths import cases
from kg.rules.rule import Rule

AIMED = "aimed"
"""What something is for, or what people usually do: no act, and nobody's promise."""
_WOULD = frozenset(("would", "'d", "’d"))
_INTO = frozenset(("under", "into", "in", "through", "on"))
_CARRIES = ("xcomp", "ccomp", "advcl", "acl", "conj", "obl", "parataxis")


_STATED = frozenset(("nsubj", "nsubj:pass", "aux", "aux:pass", "cop", "csubj"))
_OF_WHAT = frozenset(("of", "for", "with", "over"))
"""Prepositions of what somebody is accused of."""
_MERELY = frozenset(("only", "just", "merely", "simply"))
_WISHING = frozenset(("want", "wish", "like"))
"""Whoever wants to thank somebody thanks him, with the verbs of the list `performed`."""
_STATING = frozenset(("tell", "insist", "demand"))
"""Verbs that ask for what is in the infinitive, and state what is not."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Status of a claim, and the type that it has under that status."""

    status: str
    type: str
    negated: bool = False


@dataclass(slots=True)
class _Signs:
    """What the words around a trigger say."""

    negated: bool = False
    future: bool = False
    planned: bool = False
    aimed: bool = False
    generic: bool = False
    maybe: bool = False
    condition: bool = False
    alleged: bool = False
    denied: bool = False
    asked: bool = False
    threatened: bool = False
    stopped: bool = False
    failed: bool = False
    dated: bool = False


class StatusReader:
    """Reads status from trees, with the lists of a rulebook."""

    def __init__(self, matcher: Matcher) -> None:
        words = matcher.book.words
        self._words = matcher.words
        self._sub = {name: {k: frozenset(v) for k, v in table.items()} for name, table in words.items()}
        self._days = self._words["weekdays"] | self._words["coming_days"]
        self._modes = matcher.book.modes

    def read(self, token: Token, rule: Rule, *, owned: bool = False) -> Standing:
        """Status and type of what `rule` says at its trigger `token`.

        `owned`: the trigger tells whose act it is ("to stop rebel attacks"); who stops it is another then.
        """
        signs = _Signs()
        verb = self._verb_of(token)
        if verb is None:
            self._noun(token, signs)
            signs.stopped &= not owned
        else:
            self._group(verb, signs)
            self._governors(verb, signs)
            if token.i != verb.i:
                self._noun(token, signs)
        return self._decide(signs, rule)

    def _verb_of(self, token: Token) -> Token | None:
        """The verb that carries the trigger: itself, what a copula makes one, or the light verb whose object it is."""
        if token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and any(c.dep_ == "cop" for c in token.children)):
            return token
        carried = token.dep_ in ("obj", "nsubj:pass") or (token.dep_ == "obl" and bool(cases(token) & _INTO))
        light = carried and token.head.lemma_ in self._words["light"]
        if token.pos_ == "ADJ":
            return None
        return token.head if light and token.head.pos_ == "VERB" else None

    def _group(self, verb: Token, signs: _Signs) -> None:
        """Auxiliaries, negation, marks and adverbs that hang on one verb."""
        signs.generic |= _is_bidding(verb)
        # "is (due) to meet": a copula, or what the parser takes for an auxiliary, beside an infinitive.
        signs.planned |= verb.tag_ == "VB" and any(_is_be(c) for c in verb.children)
        signs.planned |= self._setting_out(verb)
        signs.dated |= self._dated(verb)
        for child in verb.children:
            low = child.lower_
            if child.dep_ in ("aux", "aux:pass"):
                if low in self._words["future_aux"] or (low in _WOULD and self._told(verb)):
                    signs.future = True
                elif low in self._words["maybe_aux"]:
                    signs.maybe = True
            if low == "not" and child.i + 1 < len(child.doc) and child.nbor(1).lower_ in _MERELY:
                continue
            if low == "nor" and child.dep_ == "cc":
                signs.negated = True
            if low in self._words["negation"] and child.dep_ in ("advmod", "mark", "case", "det", "neg", "cc:preconj"):
                signs.negated = True
            if low == "longer" and any(c.lower_ == "no" for c in child.children):
                signs.negated = True
            if child.dep_ == "mark" and low in self._words["condition"]:
                signs.condition = True
            if child.dep_ == "advmod" and low in self._sub["alleging"]["adverbs"]:
                signs.alleged = True
            if child.dep_ == "advmod" and low in self._words["generally"] and verb.tag_ in ("VBP", "VBZ", "VBG"):
                signs.generic = True
            if child.dep_ in ("nsubj", "nsubj:pass", "obj") and any(
                c.dep_ == "det" and c.lower_ in ("no", "neither") for c in child.children
            ):
                signs.negated = True
            if child.dep_ in ("nsubj", "nsubj:pass") and low in ("none", "nobody"):
                signs.negated = True

    def _told(self, verb: Token) -> bool:
        """Whether a clause is what somebody said in the past: "said that it would help"."""
        head = verb.head
        return verb.dep_ == "ccomp" and head.tag_ in ("VBD", "VBN") and head.lemma_ in self._words["speech"]

    def _setting_out(self, verb: Token) -> bool:
        """Whether somebody said that he was about to: "said it was sending an envoy"."""
        was = verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ == "VBD" for c in verb.children)
        return was and verb.lemma_ in self._words["setting_out"] and self._told(verb)

    def _dated(self, verb: Token) -> bool:
        """Whether what is told in the present has a day to come: "travels to Lima on Monday", "is visiting Chad next week"."""
        helped = any(c.dep_ in ("aux", "aux:pass", "cop") for c in verb.children)
        if verb.tag_ in ("VBZ", "VBP") and not helped:
            days = self._days
        elif verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") for c in verb.children):
            days = self._words["coming_days"]
        else:
            return False
        return any(c.dep_.startswith(("obl", "advmod", "nmod")) and _is_of(c, days) for c in verb.children)

    def _governors(self, verb: Token, signs: _Signs) -> None:
        """Verbs and nouns above, as long as the trigger is what they speak of."""
        token = verb
        for _ in range(4):
            head, dep = token.head, token.dep_
            if head.i == token.i or dep not in _CARRIES:
                return
            if dep == "conj":
                # Shared auxiliaries: "will meet and sign".
                if head.pos_ == "VERB" and not any(c.dep_ in ("aux", "nsubj", "nsubj:pass") for c in token.children):
                    self._group(head, signs)
                token = head
                continue
            if dep == "advcl":
                self._clause(token, signs)
                return
            if dep == "parataxis":
                return
            if dep == "xcomp" and head.pos_ in ("VERB", "AUX") and head.lemma_ in ("go", "be") and not signs.future:
                signs.future = True
            self._word(head, token, signs)
            if dep == "acl" and head.pos_ not in ("VERB", "AUX"):
                return
            if dep == "xcomp":
                self._group(head, signs)
            token = head

    def _clause(self, verb: Token, signs: _Signs) -> None:
        """An adverbial clause: purpose ("to …") is planned, a condition hypothetical."""
        marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
        if marks & self._words["condition"]:
            signs.condition = True
        elif "to" in marks and verb.tag_ == "VB":
            past = verb.head.tag_ == "VBD" or (verb.head.lemma_ == "use" and verb.head.tag_ != "VB")
            came = (past and verb.head.lemma_ in self._words["coming"]) or _is_there(verb.head)
            signs.planned |= not came
            signs.aimed |= not came
        elif "without" in marks:
            signs.negated = True
        elif verb.tag_ == "VBG" and not marks:
            # "will return to Lima, visiting Chad on the way".
            signs.future |= any(c.dep_ == "aux" and c.lower_ in self._words["future_aux"] for c in verb.head.children)
        elif marks & _OF_WHAT and verb.head.lemma_ in self._sub["alleging"]["verbs"]:
            # "accused of killing", "charged with killing".
            signs.alleged = True
        elif verb.tag_ == "VBG" and marks and verb.head.lemma_ in self._words["focusing"]:
            # "has focused on providing care".
            signs.aimed = True

    def _word(self, head: Token, below: Token, signs: _Signs) -> None:
        dep = below.dep_
        lemma = head.lemma_.lower()
        sub, verbal = self._sub, head.pos_ in ("VERB", "AUX")
        in_verbs = {
            name: lemma in self._sub[name].get("verbs", ())
            for name in ("alleging", "denying", "planning", "trying", "failing", "asking", "threatening", "stopping")
        }
        if verbal:
            signs.alleged |= in_verbs["alleging"] or (lemma in self._words["speech"] and _is_hearsay(head, dep))
            signs.denied |= in_verbs["denying"] and dep in ("ccomp", "xcomp")
            # "the people needed to support the industry"
            signs.aimed |= dep == "xcomp" and head.dep_ == "acl" and head.tag_ == "VBN" and below.tag_ == "VB"
            if dep in ("xcomp", "ccomp", "obl"):
                said_so = lemma in _WISHING and below.lemma_ in self._words.get("performed", ())
                signs.planned |= in_verbs["planning"] and dep != "ccomp" and not said_so
                # "The deal requires them to disarm": agreed, and asked by nobody.
                agreed = any(
                    c.dep_ == "nsubj" and c.lemma_.lower() in self._words["agreed_terms"] for c in head.children
                )
                binds = agreed and (in_verbs["asking"] or lemma in self._words["binding"])
                signs.planned |= binds
                signs.asked |= not binds and in_verbs["asking"] and not (lemma in _STATING and _is_finite(below))
                signs.threatened |= in_verbs["threatening"]
                signs.stopped |= in_verbs["stopping"] and dep != "ccomp"
                signs.failed |= in_verbs["failing"] and dep == "xcomp"
                signs.maybe |= in_verbs["trying"]
        else:
            signs.planned |= lemma in sub["planning"]["nouns"] or lemma in sub["planning"]["adjectives"]
            signs.maybe |= lemma in sub["trying"]["nouns"]
            signs.threatened |= lemma in sub["threatening"]["nouns"]
            # "Calls for the minister to resign": another is to do it than who calls.
            theirs = any(c.dep_ in ("nsubj", "nsubj:pass") for c in below.children)
            signs.asked |= dep == "acl" and below.tag_ == "VB" and theirs and lemma in self._words["bidding_nouns"]
            wanted = lemma in sub["planning"]["nouns"] or lemma in sub["threatening"]["nouns"]
            signs.aimed |= dep == "acl" and head.pos_ == "NOUN" and below.tag_ == "VB" and not wanted

    def _noun(self, token: Token, signs: _Signs) -> None:
        for child in token.children:
            low = child.lower_
            if child.dep_ == "amod":
                signs.alleged |= low in self._sub["alleging"]["adjectives"]
                signs.planned |= low in self._sub["prior_nouns"]["future"]
            if child.dep_ == "det" and low in ("no", "any"):
                signs.negated |= low == "no"
                signs.maybe |= low == "any"
        head = token.head
        self._announced(token, signs)
        if token.dep_ in ("obj", "nmod", "nsubj:pass", "obl") and head.i != token.i:
            lemma = head.lemma_.lower()
            if token.dep_ == "obl" and head.pos_ == "VERB" and cases(token) & _OF_WHAT:
                signs.alleged |= lemma in self._sub["alleging"]["verbs"]
            if token.dep_ in ("obj", "nsubj:pass") and head.pos_ == "VERB":
                signs.generic |= _is_bidding(head)
                signs.stopped |= lemma in self._sub["stopping"]["verbs"]
                signs.planned |= lemma in ("plan", "prepare", "schedule", "consider", "propose")
                signs.asked |= lemma in ("demand", "request", "seek", "urge")
                signs.threatened |= lemma == "threaten"
                # Whoever denies the charges denies no accusation.
                accused = token.lemma_.lower() in self._words.get("accusations", ())
                signs.denied |= lemma in self._sub["denying"]["verbs"] and not accused
            elif head.pos_ == "NOUN":
                signs.threatened |= lemma in self._sub["threatening"]["nouns"]
                signs.planned |= lemma in ("plan", "proposal", "offer")
                # "Calls for his resignation", "demands for their release".
                signs.asked |= (
                    token.dep_ == "nmod" and lemma in ("call", "demand", "appeal", "plea") and "for" in cases(token)
                )

    def _announced(self, token: Token, signs: _Signs) -> None:
        """What something is told to come before, and what is set for a day: "ahead of the visit", "talks will begin"."""
        head, first = token.head, token.left_edge.i
        heralds = self._words["heralds"]
        before = first > 0 and token.doc[first - 1].lower_ in heralds
        signs.planned |= (token.dep_ == "nmod" and head.lemma_ in heralds) or (token.dep_ == "obl" and before)
        if token.dep_ == "nmod" and head.lemma_ in self._words["runs"]:
            # "A series of talks will begin".
            token, head = head, head.head
        if token.dep_ not in ("nsubj", "nsubj:pass", "nsubj:outer"):
            return
        signs.planned |= head.lemma_ in self._words["appointing_day"] and head.tag_ in ("VBN", "JJ")
        if head.pos_ == "VERB" and head.lemma_ in self._words["occurring"]:
            signs.dated |= self._dated(head)
            signs.future |= any(c.dep_ == "aux" and c.lower_ in self._words["future_aux"] for c in head.children)

    def _decide(self, signs: _Signs, rule: Rule) -> Standing:
        type_, modes = rule.type, self._modes
        if signs.threatened and type_ in modes["threatened"]:
            return Standing("actual", modes["threatened"][type_])
        if signs.stopped and type_ in modes["stopped"] and not signs.negated:
            return Standing("planned" if signs.future else "actual", modes["stopped"][type_])
        if signs.condition:
            return Standing("hypothetical", type_)
        if signs.failed or signs.negated:
            turned = modes["negated"].get(type_)
            if turned is not None:
                return Standing("alleged" if signs.alleged else "actual", turned, negated=True)
            return Standing("denied", type_, negated=True)
        if signs.denied:
            return Standing("denied", type_)
        if signs.asked:
            return Standing("requested", type_)
        if signs.generic or (signs.aimed and type_ in modes["aimed"]):
            return Standing(AIMED, type_)
        if signs.future and not signs.maybe and type_ in modes["will"]:
            return Standing("actual", modes["will"][type_])
        if signs.future or signs.planned or (signs.dated and type_ in modes["dated"]):
            return Standing("planned", modes["future"].get(type_, type_))
        if signs.maybe:
            return Standing("hypothetical", type_)
        if signs.alleged:
            return Standing("alleged", type_)
        return Standing(rule.status or "actual", type_)


def _is_be(child: Token) -> bool:
    return child.dep_ == "cop" or (child.dep_ == "aux" and child.lemma_ == "be" and child.tag_ != "VBG")


def _is_there(place: Token) -> bool:
    """Whether somebody is where he does it already: "is in Lebanon to discuss it"."""
    return place.pos_ == "PROPN" and any(c.dep_ == "cop" for c in place.children) and bool(cases(place) & _INTO)


def _is_of(time: Token, days: frozenset[str]) -> bool:
    """Whether a word tells one of these days; "next" and the like describe it."""
    return time.lower_ in days or any(c.lower_ in days for c in time.children if c.dep_ in ("amod", "advmod"))


def _is_finite(verb: Token) -> bool:
    """Whether a clause tells how things are: "told them that it fell", not "to leave" or "that he leave"."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        c.dep_ in ("aux", "aux:pass", "cop") and c.tag_ != "TO" for c in verb.children
    )


def _is_bidding(verb: Token) -> bool:
    """Whether a sentence bids somebody do something: "Create partnerships between schools", a point of somebody's plan."""
    return verb.tag_ == "VB" and verb.dep_ in ("ROOT", "ccomp") and not any(c.dep_ in _STATED for c in verb.children)


def _is_hearsay(verb: Token, dep: str) -> bool:
    """Whether nobody says it: "is said to have fled", "it is reported that"."""
    children = list(verb.children)
    passive = any(c.dep_ == "aux:pass" for c in children) and not any(c.dep_ == "obl:agent" for c in children)
    return passive and (dep == "xcomp" or any(c.lower_ == "it" and c.dep_ in ("expl", "nsubj:pass") for c in children))
