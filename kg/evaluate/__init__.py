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
    "events-pairs": Task(
        "sentence, source and target give the type",
        "table with tabs and head line: sentence, source, target, gold_root, perhaps gold_penta; also .gz",
        "the surest claim whose actor stands in the source and whose recipient or place stands in the target (or both "
        "among the actors of a mutual act) gives the class, CONCEDE and RETREAT being YIELD; none is wrong; macro-F1 over "
        "classes (root), quads and signs (binary). --given makes source and target entities before the rules run",
    ),
    "events": Task(
        "a sentence gives its events",
        'JSON lines {"text": "…", "events": [{"source": code, "target": code, "code": CAMEO code}, …]}, also .gz',
        "F1 over dyads of countries (first three letters of each code, both directions of a mutual act, once a sentence) and "
        "over types (CAMEO roots as our types; type_weis reads the codes as WEIS); sentences without an event that give a "
        "claim between two coded actors. Names "
        "of actors that no gazetteer knows are learnt from the codes that they stand beside, and given as a data folder",
    ),
    "relations": Task("documents give entities and typed relations"),
    "places": Task("documents give places with coordinates"),
    "event-place": Task(
        "a sentence and its verb give the places of the act",
        'JSON lines {"text": "…", "verb": [first character, end], "locations": [[first, end], …]}, also .gz',
        "share of records whose set of places is exact, also apart for records with and without places",
    ),
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
