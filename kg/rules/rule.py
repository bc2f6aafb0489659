"""What a rule is: words that announce a type of claim, and where its arguments stand.

Invariant: a rule knows role names (AGENT, PATIENT, WITH …), never labels of a parser; `_paths.yaml` alone knows those.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ARGUMENTS = ("actor", "recipient", "place")
"""The arguments that a rule may place."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the arguments that the rule must find in it (surface forms); `status`, `type` and `says` when given.

    `says` names who says it, in order; "nobody" says that no source may be found.
    """

    text: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    status: str | None = None
    type: str | None = None
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word or phrase that announces a rule: `word` is the lemma of its head, `others` the words beside it."""

    kind: str
    word: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one type.

    Attributes:
        id: `type/name`, as traces and claims show it.
        type: Event type or standing relation of the ontology.
        file: Where it was read, for errors.
        triggers: Verbs, nouns, hyphen words, offices or mention kinds.
        roles: For each argument, the roles to try in order; each may be a chain such as `COMP.PATIENT`.
        kinds: For each argument, the kinds of entity it accepts.
        sectors: For each argument, the sectors that it accepts besides countries; any where it is not named.
        known: Arguments for which an organization of an unknown sector will not do ("the firm entered Chad").
        named: Arguments that must have a name somewhere in the article: "the minister" of nobody knows who is no member.
        requires: Arguments that must be found; without any, one of actor and recipient must.
        needs: Roles that must yield something, whatever it is ("told X *to do*").
        unless: Roles that must yield nothing ("killed *in a crash*").
        objects: Lemmas, one of which the verb's object must have (separates senses); empty for any.
        not_objects: Lemmas that the verb's object must not have.
        absorbs: Its complement makes no claim of its own ("vowed to send": the sending).
        quantities: Quantity role to the argument whose number it is ("killed: recipient").
        mode: Mode of the type.
        statuses: Statuses in which it is a claim at all; empty for any ("will travel to" is nobody's presence).
        status: Status when nothing in the sentence decides otherwise; of a standing relation, unless it is denied.
        confidence: How far its writer trusts the rule; of two rules that say the same the more trusted one speaks.
        reliability: Share of its claims that are right, as measured (`_confidence.yaml`); None where nothing was.
    """

    id: str
    type: str
    file: str
    triggers: tuple[Trigger, ...]
    roles: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
    sectors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()
    absorbs: bool = False
    quantities: dict[str, str] = field(default_factory=dict)
    mode: str | None = None
    status: str | None = None
    statuses: tuple[str, ...] = ()
    confidence: float = 0.8
    reliability: float | None = None
    hits: tuple[Example, ...] = ()
    misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, the paths, and the tables that decide status and confidence; `version` is a hash of the files."""

    rules: tuple[Rule, ...]
    paths: dict[str, dict[str, tuple[str, ...]]]
    words: dict[str, dict[str, tuple[str, ...]]]
    modes: dict[str, dict[str, str]]
    version: str
    start: float = 0.0
    """Log-odds that a claim is right before anything is known of it."""
    share: float = 1.0
    """What the log-odds of its rule's share of right claims count."""
    signs: dict[str, float] = field(default_factory=dict)
    """What a sign in its sentence adds to the log-odds, or takes off: by name of the sign."""
