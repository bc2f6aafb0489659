"""Pure scoring: gold and guess in, numbers out. Knows no model and no data set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """A thing that can be scored: what it is, the format of its gold data, how it is scored."""

    about: str
    reads: str = ""
    scores: str = ""


TASKS = {
    "ner": Task(
        "names of people, organizations and places",
        'JSON lines {"words": […], "names": [[first, end, label], …]} or columns of words and B-/I- labels, also .gz',
        "a name counts when first and last word and label are right; labels that the gold lacks are left out",
    ),
    "parse": Task(
        "tags, lemmas and dependency trees",
        "CoNLL-U, also .gz",
        "gold words, one sentence at a time; share of all words (punctuation too) with the right head (uas), head and "
        "label (las), head and label without subtype (las_universal), tags and lemma",
    ),
    "events-pairs": Task("sentence, source and target give the type"),
    "events": Task("a sentence gives its events"),
    "relations": Task(
        "documents give entities and typed relations",
        "folders of documents.jsonl, entities.jsonl and relations.jsonl as re3d has them; confidence .5 and more",
        "end to end: a pair of gold entities (Person, Organisation, Location, Nationality) counts, undirected, when a claim "
        "of its sentence relates mentions that end with them; typed when the claim's type is theirs: InChargeOf = LEADS, "
        "CONTROLS; BelongsTo = MEMBER_OF, PART_OF, CITIZEN_OF, SPEAKS_FOR; CoLocated = BASED_IN, PRESENT_IN, LOCATED_IN, "
        "NEAR and actor or recipient of an event with its place; AlliesOf = ALLIED_WITH, COOPERATE, AID; FightingAgainst = "
        "OPPOSED_TO, ASSAULT, COERCE, MOBILIZE; CommWith = CONSULT, AGREE, REQUEST; Likes = SUPPORT, CONCEDE; Dislikes = "
        "ACCUSE, REJECT, THREATEN, SANCTION, PROTEST; Apart = RETREAT; IsSynonymOf = two names of one chain side by side. "
        "Pairs inside one gold entity are left out; one whose end is no gold entity is wrong. baseline relates all gold "
        "entities of one sentence; of_all counts the gold's weapons, vehicles and amounts too",
    ),
    "places": Task("documents give places with coordinates"),
    "event-place": Task("a sentence and its verb give the places of the act"),
    "actors": Task("actor phrases give country and sector"),
    "coref": Task("documents give chains of mentions"),
}
"""Every task of the command line's promise; `kg.trials` runs them."""


@dataclass(slots=True)
class Counts:
    """How many there are in the gold, in the guess, and in both."""

    gold: int = 0
    guess: int = 0
    both: int = 0

    def add(self, gold: set[object], guess: set[object]) -> None:
        """Count one more pair of sets."""
        self.gold += len(gold)
        self.guess += len(guess)
        self.both += len(gold & guess)

    def to_dict(self) -> dict[str, float | int]:
        """Counts with precision, recall and F1 between 0 and 1 (0 where nothing is there)."""
        precision = self.both / self.guess if self.guess else 0.0
        recall = self.both / self.gold if self.gold else 0.0
        f1 = 2 * self.both / (self.gold + self.guess) if self.gold + self.guess else 0.0
        return {
            "gold": self.gold,
            "guess": self.guess,
            "correct": self.both,
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
        }
