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
    "relations": Task("documents give entities and typed relations"),
    "places": Task(
        "names of places in articles, and where they lie",
        "TR-News' XML: <article><text>…</text> and <toponym> with <phrase>, <start>, <end>, <lat>, <lon>, also .gz",
        "whole texts; names of places and countries (demonyms too) by exact characters (tagged) and by touching; placed: share "
        "of the gold names with coordinates that are touched and put within 161 km",
    ),
    "event-place": Task("a sentence and its verb give the places of the act"),
    "actors": Task(
        "country and sector that an actor phrase alone tells",
        'JSON lines {"phrase": …, "expect": {"country": alpha-3 or "", "code_1": sector}, "none": …, "args"/"kwargs": date}',
        "share of cases with the right country and sector, where a case says one or says that there is none; UNO, EUR and IGO "
        "count as no country and sector IGO, codes that the ontology lacks are left out; abstains: share of the phrases that "
        "name no actor for which neither is told",
    ),
    "coref": Task(
        "chains of names and pronouns in documents; which of two names a pronoun stands for",
        "CoNLL-U with Entity=(1 … 1) in the last column (OntoGUM) and tables of pronouns with two names (GAP), also .gz",
        "whole texts; gold mentions whose head is a proper noun or a pronoun, chains of two or more; guesses that are names "
        "(adjectives of countries apart) or pronouns (relative ones apart); a guess is the gold mention whose name word it "
        "holds and whose span it does not leave; MUC, B-cubed, CEAF-e and their mean (f1). Tables: F1 of "
        '"the chain of the pronoun holds a mention that overlaps this name", by gender too',
    ),
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
