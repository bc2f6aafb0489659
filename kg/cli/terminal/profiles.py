"""An entity laid out for reading: who it is, its ties, its latest claims with their evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.profile import Evidence, Profile, Tie

_TIES = 20
_ARROW = {"out": "→", "in": "←", "both": "↔"}


def profile_text(profile: Profile) -> str:
    """Several lines of plain text that end in a line end."""
    return "\n".join([*_head(profile), *_ties(profile), *_claims(profile)]) + "\n"


def _head(profile: Profile) -> Iterator[str]:
    entity = profile.entity
    told = [entity.kind, entity.country, entity.sector]
    if entity.lat is not None and entity.lon is not None:
        told.append(f"{entity.lat:.4f}, {entity.lon:.4f} ({entity.place_precision or 'precision unknown'})")
    for term in profile.terms:
        title = "active" if term.title == "active" else f"{term.title} of {term.of}" if term.of else term.title
        yield f"{title}: {term.start} … {term.end or ''}".rstrip()
    articles = len({chain.rpartition(":")[0] for chain in entity.chains})
    yield f"{entity.name}  ·  {'  ·  '.join(t for t in told if t)}"
    aliases = [a for a in entity.aliases if a != entity.name]
    if aliases:
        yield f"also: {', '.join(aliases)}"
    yield f"{entity.mentions} mentions in {articles} articles; id {entity.id}"


def _ties(profile: Profile) -> Iterator[str]:
    yield ""
    yield "Relations" if profile.ties else "No relations"
    width = max((len(t.type) for t in profile.ties[:_TIES]), default=0)
    for tie in profile.ties[:_TIES]:
        yield f"  {_ARROW[tie.direction]} {tie.type:<{width}}  {tie.name}  ({_often(tie)})"
    if len(profile.ties) > _TIES:
        yield f"  … and {len(profile.ties) - _TIES} more"


def _often(tie: Tie) -> str:
    claims = "1 claim" if tie.count == 1 else f"{tie.count} claims"
    articles = "" if tie.articles == 1 else f" in {tie.articles} articles"
    return ", ".join(filter(None, (claims + articles, _dates(tie.first, tie.last))))


def _claims(profile: Profile) -> Iterator[str]:
    yield ""
    shown = len(profile.claims)
    rest = f" (the latest {shown} of {profile.claim_count})" if shown < profile.claim_count else ""
    yield f"Claims{rest}" if shown else "No claims"
    for claim in profile.claims:
        yield f"  {_dates(claim.first, claim.last) or 'no date'}  {_said(claim)}"
        yield f"      “{claim.sentence}”"
        source = " · ".join(filter(None, (claim.title, claim.outlet, claim.published, claim.url)))
        yield f"      {source or claim.article}  [{claim.rule}, {claim.confidence:.2f}]"


def _said(claim: Evidence) -> str:
    mode = f"/{claim.mode}" if claim.mode else ""
    parts = [f"{', '.join(claim.actors) or 'somebody'} — {claim.type}{mode}"]
    if claim.recipients:
        parts.append(f"→ {', '.join(claim.recipients)}")
    if claim.places:
        parts.append(f"at {', '.join(claim.places)}")
    if claim.status != "actual":
        parts.append(f"({claim.status})")
    if claim.attributed_to:
        parts.append(f"says {', '.join(claim.attributed_to)}")
    return " ".join(parts)


def _dates(first: str | None, last: str | None) -> str:
    if first == last or last is None or first is None:
        return first or last or ""
    return f"{first} … {last}"
