"""Triggers become claims: arguments by roles, then status, attribution, places, period and quantities.

Invariant: nothing is guessed. A claim without an actor or recipient is no claim; an argument that no path reaches is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span, Token

from kg.nlp.claims.attribution import AttributionReader
from kg.nlp.claims.filled import (
    Filled,
    behind,
    by_law,
    holds,
    names_somebody,
    other_between,
    owned,
    said_better,
    spent,
    told_status,
)
from kg.nlp.claims.games import about_games, is_play
from kg.nlp.claims.periods import read_period
from kg.nlp.claims.places import read_places
from kg.nlp.claims.quantities import QuantityReader
from kg.nlp.claims.spoken import give_voices
from kg.nlp.claims.status import AIMED, StatusReader
from kg.nlp.claims.trust import Trust, read_signs
from kg.nlp.claims.view import ACTS, LOCATED, View
from kg.ontology import Ontology
from kg.rules.compile import Candidate, Matcher
from kg.rules.paths import cases
from kg.rules.rule import ARGUMENTS

_STUDIED = frozenset(("REB", "UAF", "PRM", "CRM"))
_SPEAKER = "SPEAKER"
"""The role of the one who says what stands at a trigger: no path leads there, as he may stand in another sentence."""
_SAID_NOW = frozenset(("THREATEN", "REJECT"))
"""Acts that are done by announcing them."""
_PERFORMED = frozenset(("ACCUSE", "THREATEN", "REQUEST", "SUPPORT", "REJECT", "CONCEDE"))
"""Acts of words: whoever says "we condemn" about himself does it, and needs no source."""
_MEANWHILE = frozenset(("during", "after", "before", "following", "since", "amid"))
"""Prepositions of what is told beside an act, and is no part of it: "promised aid *during* a visit"."""
_COMPLEMENTS = frozenset(("xcomp", "ccomp", "obj", "obl", "advcl", "acl", "nsubj:pass"))
_DISPUTED = frozenset(("ALLIED_WITH", "OPPOSED_TO", "CONTROLS", "PRESENT_IN"))
"""Standing relations that are somebody's view even where they are told by the way."""


class ClaimBuilder:
    """Builds the claims of documents with one rulebook."""

    def __init__(self, matcher: Matcher, ontology: Ontology, extra: Path | None = None) -> None:
        self.matcher = matcher
        self._ontology = ontology
        self._status = StatusReader(matcher)
        self._attribution = AttributionReader(matcher)
        self._quantities = QuantityReader(extra)
        self.trust = Trust(matcher.book)
        self._counting = {r.id for r in matcher.book.rules if r.quantities}

    def view(self, doc: Doc) -> View:
        """What stands where in a document, with those who speak behind "we" and "I"."""
        view = View(doc)
        view.about_games = about_games(doc, self.matcher.words["sport"])
        give_voices(view, self._attribution)
        return view

    def build(self, doc: Doc) -> list[dict[str, Any]]:
        """Claims of a document, as plain values (see `kg.nlp.marks`), in text order."""
        view = self.view(doc)
        best: dict[tuple[Any, ...], dict[str, Any]] = {}
        for sentence in doc.sents:
            for filled in self._chosen(sentence, view):
                claim = self._claim(filled, sentence, view)
                if claim["status"] == AIMED or (
                    not claim["actors"] and by_law(filled.candidate.token, self.matcher.words["laws"])
                ):
                    continue
                if filled.candidate.rule.statuses and claim["status"] not in filled.candidate.rule.statuses:
                    continue
                if is_play(claim, filled.candidate.trigger.word, sentence, view, self.matcher.words):
                    continue
                key = (claim["type"], sentence.start, *(tuple(claim[k]) for k in ("actors", "recipients")))
                if claim["type"] in self._ontology.relations:
                    key = (*key, tuple(claim["places"]))
                known = best.get(key)
                best[key] = claim if known is None else self._joined(known, claim)
        for claim in best.values():
            if claim["also"]:
                claim["signs"] = ["also", *claim["signs"]]
                claim["confidence"] = self.trust.of(claim["rule"], claim["signs"])
        return sorted(best.values(), key=lambda c: (c["trigger"], c["rule"], c["type"]))

    def filled(self, sentence: Span, view: View, *, whole: bool = True) -> Iterator[Filled]:
        """Every candidate of a sentence with what was found for it.

        Args:
            sentence: Of the document that `view` shows.
            view: What stands where.
            whole: The incomplete ones too, with all that is missing (for `explain`); else most of these are left out, and
                nothing is looked for that cannot save them.
        """
        for token in sentence:
            for candidate in self.matcher.candidates(token):
                if whole or self._may_hold(candidate):
                    yield self._fill(candidate, view, whole=whole)
        for mention in view.mentions:
            # A number of victims stands nowhere: "killed twelve in Mali" puts the killing there.
            told = not mention["pronoun"] and not mention.get("counted")
            if sentence.start <= mention["root"] < sentence.end and told and mention["chain"]:
                for candidate in self.matcher.of_mention(view.kind(mention), sentence.doc[mention["root"]]):
                    if whole or self._may_hold(candidate):
                        yield self._fill(candidate, view, own=mention["chain"], whole=whole)
        yield from self._offices(sentence, view)

    def _offices(self, sentence: Span, view: View) -> Iterator[Filled]:
        """Offices are found by the actors step; the rules say which relation each kind of office is."""
        for office in sentence.doc._.kg_offices:
            holder = view.mentions[office["holder"]]["chain"] if office["holder"] is not None else None
            if not sentence.start <= office["start"] < sentence.end or holder is None or holder not in view.chains:
                continue
            named = [c for n in office["of"] if (c := view.mentions[n]["chain"])]
            owners = named or behind(office, view) or self._state(office, holder, view)
            if sentence.doc[office["end"] - 1].lemma_.lower() in self.matcher.words["studying"]:
                # A Mafia expert is no member of it.
                owners = [c for c in owners if view.chains[c].get("sector") not in _STUDIED]
            for flag in ("speaks", "leads", "deputy", "member"):
                if not office[flag]:
                    continue
                for candidate in self.matcher.of_office(flag, sentence.doc[office["end"] - 1]):
                    kinds = candidate.rule.kinds.get("recipient") or view.kinds
                    fitting = [c for c in dict.fromkeys(owners) if c != holder and view.chains[c]["kind"] in kinds]
                    filled = Filled(candidate, {"actor": [holder], "recipient": fitting, "place": []})
                    self._split_places(filled, view)
                    filled.missing = self._missing(filled, view)
                    yield filled
                break

    def _state(self, office: dict[str, Any], holder: str, view: View) -> list[str]:
        """A president or minister of nothing that the sentence names is of the country that the article makes theirs; told
        once, and not of a minister "for" some part of the world, nor of a "President X" whose full name nobody says.
        """
        if office["country"]:
            return [
                c["id"] for c in view.chains.values() if c["kind"] == "country" and c["country"] == office["country"]
            ]
        mentions = [m for m in view.mentions if m["chain"] == holder]
        first = next((m for m in mentions if "titles" in m), None)
        if not office["national"] or not office["leads"] or first is not view.mentions[office["holder"]]:
            return []
        country = view.chains[holder]["country"]
        follows = view.doc[office["end"]].lower_ if office["end"] < len(view.doc) else ""
        guessed = " " not in view.chains[holder]["name"] and view.chains[holder].get("placed")
        if country is None or guessed or (follows == "for" and not office["state"]):
            return []
        return [c["id"] for c in view.chains.values() if c["kind"] == "country" and c["country"] == country]

    def _may_hold(self, candidate: Candidate) -> bool:
        """Whether the words around a trigger are those that its rule wants: seen at once, before any side is looked for."""
        return self.matcher.objects_fit(candidate) and not self.matcher.missing_roles(candidate)

    def _fill(self, candidate: Candidate, view: View, own: str | None = None, *, whole: bool = True) -> Filled:
        filled = Filled(candidate, {a: [] for a in ARGUMENTS}, {a: [] for a in ARGUMENTS})
        rule = candidate.rule
        for argument in ARGUMENTS:
            kinds = rule.kinds.get(argument) or (LOCATED if argument == "place" else ACTS)
            if own is not None and argument == "actor" and f"actor@{candidate.kind}" not in rule.roles:
                filled.arguments["actor"] = [own] if view.fits(own, rule.sectors.get(argument, ())) else []
                continue
            if argument == "actor" and rule.roles.get(f"actor@{candidate.kind}") == (_SPEAKER,):
                # What must be done is asked for by whoever says so.
                filled.arguments["actor"] = self._attribution.read(candidate.token, view)[-1:]
                continue
            accept = partial(
                view.chains_at, kinds=kinds, sectors=rule.sectors.get(argument, ()), known=argument in rule.known
            )
            # What only names another argument again ("eased *its* rules on visitors") does not end the search.
            others = {c for a, cs in filled.arguments.items() if a != argument for c in cs}
            for role, words in self.matcher.roles(
                candidate,
                argument,
                lambda t, a=accept, o=others: any(c not in o for c in a(t)),  # type: ignore[misc]
            ):
                if own is not None and argument != "actor":
                    words = [w for w in words if not other_between(candidate.token, w, view)]
                words = [w for w in view.outermost(words) if not _nobody(w)]
                chains = [c for w in words for c in accept(w)]
                chains = [c for c in dict.fromkeys(chains) if c not in others]
                if chains:
                    filled.arguments[argument], filled.words[argument] = chains, words
                    filled.ways[argument] = rule.roles[f"{argument}@{candidate.kind}"].index(role)
                    break
            lacks = not (whole or filled.arguments[argument]) and argument != "place" and argument in rule.requires
            if lacks and (argument != "actor" or not self._voiced(candidate, view)):
                filled.missing = (argument,)
                return filled
        self._split_places(filled, view)
        filled.missing = self._missing(filled, view)
        if whole:
            filled.missing = (*filled.missing, *self.matcher.missing_roles(candidate))
            if not self.matcher.objects_fit(candidate):
                filled.missing = (*filled.missing, "objects")
        return filled

    def _split_places(self, filled: Filled, view: View) -> None:
        """A standing relation's object goes to `places` when it is a place (or a country, for relations to places)."""
        relation = self._ontology.relations.get(filled.candidate.rule.type)
        if relation is None:
            return
        acts = not set(relation.object) <= LOCATED
        for chain in list(filled.arguments["recipient"]):
            kind = view.chains[chain]["kind"]
            if kind == "place" or (kind == "country" and not acts):
                filled.arguments["recipient"].remove(chain)
                if chain not in filled.arguments["place"]:
                    filled.arguments["place"].append(chain)

    def _missing(self, filled: Filled, view: View) -> tuple[str, ...]:
        """Arguments that the rule (or its type) needs and that were not found."""
        arguments, rule = filled.arguments, filled.candidate.rule
        missing = [a for a in rule.requires if not arguments[a]]
        if missing == ["actor"] and arguments["recipient"] and self._voiced(filled.candidate, view):
            missing.clear()
        missing.extend(f"name of {a}" for a in rule.named if not set(arguments[a]) <= view.named)
        if rule.type in self._ontology.relations:
            if not arguments["actor"]:
                missing.append("actor")
            if not arguments["recipient"] and not arguments["place"]:
                missing.append("recipient or place")
            if rule.type == "LOCATED_IN" and filled.candidate.kind == "mention" and not holds(filled, view):
                missing.append("a larger place")
        elif not arguments["actor"] and not arguments["recipient"]:
            missing.append("actor or recipient")
        return tuple(dict.fromkeys(missing))

    def _voiced(self, candidate: Candidate, view: View) -> bool:
        """Whether a statement's own voice acts, with nobody named behind it: "We welcome the mayor's decision"."""
        if candidate.rule.type not in _PERFORMED or self._attribution.spoken(view).in_marks(candidate.token.i):
            return False
        verb = candidate.token if candidate.token.pos_ == "VERB" else candidate.token.head
        return any(c.dep_ == "nsubj" and c.lower_ in ("we", "i") and not view.at(c) for c in verb.children)

    def _chosen(self, sentence: Span, view: View) -> list[Filled]:
        """One event for each trigger word, every standing relation, minus what others absorb.

        Of the rules of one type at a trigger the one that finds more sides counts, of types the most specific rule.
        """
        found: dict[int, dict[str, Filled]] = {}
        standing: list[Filled] = []
        for filled in self.filled(sentence, view, whole=False):
            if filled.missing:
                continue
            type_ = filled.candidate.rule.type
            if (type_ in _DISPUTED or type_ not in self._ontology.relations) and names_somebody(filled.candidate, view):
                continue
            if type_ in self._ontology.relations:
                standing.append(filled)
                continue
            own = view.covering(filled.candidate.token.i)
            if (
                own is not None
                and own["root"] == filled.candidate.token.i
                and any(own["chain"] in filled.arguments[side] for side in ("actor", "recipient"))
            ):
                # "the Border Patrol" is somebody who patrols, no patrol of its own.
                continue
            at = found.setdefault(filled.candidate.token.i, {})
            if type_ not in at or filled.says_more(at[type_]):
                at[type_] = filled
        events = {i: max(at.values(), key=lambda f: f.weight) for i, at in found.items()}
        kept = [f for f in events.values() if not (self._absorbed(f, events) or spent(f, events))]
        standing = [f for f in standing if not said_better(f, standing)]
        return sorted([*kept, *standing], key=lambda f: (f.candidate.token.i, f.candidate.rule.id))

    def _absorbed(self, filled: Filled, events: dict[int, Filled]) -> bool:
        """Whether the trigger is the complement of an act of words, or the object of the same act told by its verb."""
        token = filled.candidate.token
        if any(c.dep_ == "aux" and c.i in events and events[c.i].candidate.rule.absorbs for c in token.children):
            return True
        for _ in range(3):
            head = token.head
            apart = token.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children)
            if head.i == token.i or apart:
                # "The mayor promised to help, and the council urged him to": two acts of two.
                return False
            beside = token.dep_ == "obl" and bool(cases(token) & _MEANWHILE)
            above = events.get(head.i)
            if above is not None:
                same = above.candidate.rule.type == filled.candidate.rule.type
                if token.dep_ in ("obj", "obl", "nsubj:pass", "nmod", "compound") and same:
                    return True
                if token.dep_ == "nsubj" and same and not filled.arguments["recipient"]:
                    # "A rebel attack killed three people": one act.
                    return True
                if above.candidate.rule.absorbs and not beside and token.dep_ in _COMPLEMENTS:
                    return True
                if token.dep_ == "nmod" and above.candidate.rule.absorbs and "for" in cases(token):
                    # "A warrant for his arrest": nobody is arrested yet.
                    return True
            counted = token.dep_ == "nmod" and head.lemma_ in self.matcher.words["counted"]
            if not counted and token.dep_ not in ("xcomp", "ccomp", "obj", "conj", "acl", "obl"):
                return False
            token = head
        return False

    def _claim(self, filled: Filled, sentence: Span, view: View) -> dict[str, Any]:
        rule, token = filled.candidate.rule, filled.candidate.token
        event = self._ontology.events.get(rule.type)
        arguments = filled.arguments
        standing = self._status.read(token, rule, owned=owned(filled))
        actors, recipients = list(arguments["actor"]), list(arguments["recipient"])
        final = self._ontology.events.get(standing.type)
        if event is not None and event.mutual and rule.mode != "visit" and final is not None and final.mutual:
            actors, recipients = [*actors, *(r for r in recipients if r not in actors)], []
        places = list(arguments["place"])
        if event is not None:
            taken = {*actors, *recipients, *places}
            found = read_places(self.matcher, filled.candidate, view, taken=taken, known=bool(places))
            places.extend(p for p in found if p not in places)
        if standing.status == "requested" and event is not None and actors:
            # Asked-for help is a request to those who would give it (ontology, decision 1).
            standing, actors, recipients = replace(standing, status="actual", type="REQUEST"), [], actors
            final = self._ontology.events["REQUEST"]
        said = [c for c in self._said(filled, view) if not (c in actors and standing.type in _PERFORMED)]
        if standing.type == "THREATEN" and not actors and rule.type != "THREATEN":
            # Whoever says that harm will be done to somebody threatens it; what nobody says is only planned. Who is "wanted"
            # or "was threatened" is so by others than who tells it.
            if said:
                actors, said = said[-1:], said[:-1]
            else:
                standing, final = replace(standing, type=rule.type, status="planned"), event
        quantities = [
            q
            for role, argument in sorted(rule.quantities.items())
            for q in self._quantities.read(filled.words.get(argument) or [], role, view)
        ]
        # Whoever means to defeat somebody is at war already.
        relation = self._ontology.relations.get(rule.type)
        timed = event is not None or (relation is not None and relation.timed)
        if standing.status == "planned" and standing.type in _SAID_NOW:
            # Who says that he will strike threatens now.
            standing = replace(standing, status="actual")
        always = event is None and rule.status is not None and standing.status != "denied"
        claim: dict[str, Any] = {
            "type": standing.type,
            "mode": rule.mode if final is not None and rule.mode in final.modes else None,
            "actors": actors,
            "recipients": recipients,
            "places": places,
            "time": read_period(self.matcher, token, sentence.doc._.kg_times) if timed else None,
            "status": told_status(filled.candidate, rule.status if always else standing.status, view, self._ontology),
            "attributed_to": said,
            "quantities": quantities,
            "trigger": (token.i, token.i + 1),
            "sentence": (sentence.start, sentence.end),
            "rule": rule.id,
            "also": [],
        }
        signs = read_signs(filled.candidate, filled.words, filled.ways, claim, view, act=event is not None)
        return {**claim, "signs": signs, "confidence": self.trust.of(rule.id, signs)}

    def _joined(self, known: dict[str, Any], again: dict[str, Any]) -> dict[str, Any]:
        """One claim of two that say the same of the same in one sentence: the better one, with what the other adds.

        Of a deed whose victims are counted twice ("killed three and wounded two") the first verb tells it.
        """
        counted = {known["rule"], again["rule"]} <= self._counting
        kept, other = (known, again) if counted or _rank(again) <= _rank(known) else (again, known)
        roles = {q["role"] for q in kept["quantities"]}
        return {
            **kept,
            "also": [*known["also"], other["rule"]],
            "places": kept["places"] or other["places"],
            "quantities": [*kept["quantities"], *(q for q in other["quantities"] if q["role"] not in roles)],
        }

    def _said(self, filled: Filled, view: View) -> list[str]:
        """Who says it; whose somebody is, and where a town lies, is told by the way and said by nobody."""
        candidate = filled.candidate
        known = candidate.rule.type in self._ontology.relations and candidate.rule.type not in _DISPUTED
        by_the_way = candidate.kind != "verb" and not any(c.dep_ == "cop" for c in candidate.token.children)
        return [] if known and by_the_way else self._attribution.read(candidate.token, view)


def _rank(claim: dict[str, Any]) -> tuple[bool, float]:
    """What decides between two tellings of one act: an operation under way "to take the town" is not merely planned."""
    return claim["status"] != "planned", claim["confidence"]


def _nobody(token: Token) -> bool:
    """ "No group claimed the attack", "no suspects were arrested": nobody did it or suffered it, so there is no act."""
    return any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in token.children)
