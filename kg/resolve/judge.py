"""Judge pairs: the features' points added up, and the reasons that weighed most.

Invariant: a judgement depends on its pair alone (`Pair.evidence` is the hash of that), so that one which was made before
on the same evidence need not be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.model import Judgement
from kg.resolve.compare.verdict import score_of
from kg.resolve.features import told
from kg.resolve.pairs import Pair

MACHINE = "kg"
SAME = 0.7  # a pair that scores this or more is one entity
APART = 0.3  # one that scores less is two, whatever others say; what lies between is doubtful
_REASONS = 3


def judge(
    pairs: Iterable[Pair], *, at: str = "", known: Mapping[tuple[str, str], Judgement] | None = None
) -> Iterator[Judgement]:
    """Judge each pair.

    Args:
        pairs: From `block`.
        at: When, for the record (ISO 8601); empty for judgements that are not kept.
        known: The machine's earlier judgements by pair: one on the same evidence holds as it is.

    Yields:
        One judgement a pair, keys in sorted order, `by` the machine.
    """
    known = known or {}
    for pair in pairs:
        left, right = pair.keys
        evidence = pair.evidence
        earlier = known.get((left, right))
        if earlier is not None and earlier.evidence == evidence:
            yield earlier
            continue
        verdicts = [verdict for _, verdict in told(pair)]
        score = score_of(sum(v.points for v in verdicts))
        ranked = sorted(verdicts, key=lambda v: -abs(v.points))[:_REASONS]
        reason = "; ".join(v.reason for v in ranked) or "nothing is known that joins them"
        yield Judgement(left, right, score >= SAME, score, reason, MACHINE, at, evidence)
