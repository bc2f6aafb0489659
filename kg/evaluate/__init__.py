"""Pure scoring: gold and guess in, numbers out. Knows no model and no data set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """A thing that can be scored: what it is, the format of its gold data, how it is scored.

    `alone` says that it can make its gold data itself, where no file is given.
    """

    about: str
    reads: str = ""
    scores: str = ""
    alone: bool = False


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
    "parse-raw": Task(
        "sentences, words and dependency trees of raw text",
        "CoNLL-U, also .gz: documents (# newdoc), paragraphs (# newpar), SpaceAfter=No",
        "as CoNLL 2018: F1 of sentences and words as spans of characters, of words with the right head (uas), head and "
        "label (las), head and label without subtype (las_universal)",
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
    "places": Task(
        "names of places in articles, and where they lie",
        "TR-News' XML: <article><text>…</text> and <toponym> with <phrase>, <start>, <end>, <lat>, <lon>, also .gz",
        "whole texts; names of places and countries (demonyms too) by exact characters (tagged) and by touching; placed: share "
        "of the gold names with coordinates that are touched and put within 161 km",
    ),
    "event-place": Task(
        "a sentence and its verb give the places of the act",
        'JSON lines {"text": "…", "verb": [first character, end], "locations": [[first, end], …]}, also .gz',
        "share of records whose set of places is exact, also apart for records with and without places",
    ),
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
    "entities": Task(
        "who is who across documents",
        "ECB+ documents (XML, or a tar of them, also .gz); or a text file with one full name a line, or nothing: then "
        "names are made up and written with slips, initials, titles, other orders and spellings, --sample of them "
        "(200,000)",
        "ECB+: B-cubed over actors and places, each topic for itself, beside that of equal strings, on the mentions that "
        "were found and on all (one that was not found is alone). Names: pairs of chains that are one, precision and "
        "recall; seconds, and how many times those of a tenth",
        alone=True,
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
