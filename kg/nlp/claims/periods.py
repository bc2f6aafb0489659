"""When the act was: the time expression that the tree ties to the trigger, if any."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Token

from kg.rules.compile import Matcher
from kg.rules.paths import cases


def read_period(matcher: Matcher, trigger: Token, times: list[dict[str, Any]]) -> int | None:
    """Number of the time expression that governs a trigger.

    The nearest in the tree wins. One that hangs on a verb of speech above the trigger tells when it was said, not
    when it was; one that hangs on another act beside the trigger belongs to that act.

    Args:
        matcher: For the lists of words.
        trigger: The trigger's word.
        times: `doc._.kg_times`.

    Returns:
        Position in `times`, or None.
    """
    sentence = trigger.sent
    up = [trigger, *trigger.ancestors]
    depth = {t.i: n for n, t in enumerate(up)}
    best: tuple[int, int, int] | None = None
    for number, time in enumerate(times):
        if not sentence.start <= time["start"] < sentence.end:
            continue
        root = trigger.doc[time["root"]]
        distance = _distance(matcher, root, up, depth)
        if distance is not None:
            key = (distance, abs(time["root"] - trigger.i), number)
            best = min(best, key) if best is not None else key
    return best[2] if best is not None else None


def _is_purpose(verb: Token) -> bool:
    """What somebody is somewhere for is when he is there: "is in Nairobi to discuss the border on 3 May"."""
    head = verb.head
    there = any(c.dep_ == "cop" for c in head.children)
    return verb.dep_ == "advcl" and verb.tag_ == "VB" and there and "to" in cases(verb)


def _distance(matcher: Matcher, root: Token, up: list[Token], depth: dict[int, int]) -> int | None:
    """Steps from a time expression to the trigger, or None when something between them takes it away."""
    node, steps = root, 0
    while node.i not in depth:
        if node.head.i == node.i:
            return None
        if node.pos_ in ("VERB", "AUX") and steps > 0 and not _is_purpose(node):
            return None
        node = node.head
        steps += 1
        if steps > 6:
            return None
    above = depth[node.i]
    for n in range(1, above + 1):
        crossed, below = up[n], up[n - 1]
        if (
            crossed.pos_ == "VERB"
            and crossed.lemma_ in matcher.words["speech"]
            and below.dep_ in ("ccomp", "parataxis")
        ):
            return None
        if below.dep_ in ("acl:relcl", "parataxis"):
            return None
        if below.dep_ == "advcl" and (below.tag_ != "VBG" or cases(below)) and crossed.lemma_ != "vote":
            # "shelled the town on Monday, killing two" is one time, "after shelling it" another.
            return None
    return steps + 2 * above if above <= 4 else None
