"""Two entities side by side: who they are, what speaks for and against their being one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.identity import Explanation, Question, Side


def explanation_text(found: Explanation) -> str:
    """Both sides, the features with points and reasons, what persons said, and the decision."""
    lines = [*side_lines("A", found.left), *side_lines("B", found.right), ""]
    width = max((len(f.name) for f in found.features), default=0)
    for feature in found.features:
        lines.append(f"  {feature.points:+.1f}  {feature.name:<{width}}  {feature.reason}")
    if found.score is not None:
        total = sum(f.points for f in found.features)
        lines.append(f"  {total:+.1f}  {'in all':<{width}}  score {found.score:.2f} (0.70 and more is the same)")
    for j in found.said:
        word = "withdrew" if j.score == 0.5 else "says the same" if j.same else "says not the same"
        lines.append(f"  {j.by} {word} ({j.at[:10]}): {j.left} {j.right}")
    verdict = "one entity" if found.same else "two entities"
    return "\n".join([*lines, "", f"{verdict}: {found.decision}"]) + "\n"


def question_text(asked: Question, number: int, total: int) -> str:
    """A doubtful pair with the sentences of both sides."""
    head = f"{number} of {total}   score {asked.judgement.score:.2f}: {asked.judgement.reason}"
    return "\n".join([head, *side_lines("A", asked.left), *side_lines("B", asked.right)]) + "\n"


def side_lines(letter: str, side: Side) -> Iterator[str]:
    """Who one side is, and sentences that name it with article and date."""
    told = " · ".join(t for t in (side.kind, side.country, side.sector) if t)
    yield f"{letter}  {side.name}  ·  {told}  ·  id {side.entity}"
    for witness in side.witnesses:
        source = " · ".join(t for t in (witness.title, witness.outlet, witness.published) if t)
        yield f"     “{witness.sentence}”"
        yield f"      {source or witness.article}  [{witness.chain}]"
