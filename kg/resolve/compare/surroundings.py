"""What country, sector, company, places and dated roles say of two parties."""

from __future__ import annotations

from kg.resolve.compare.verdict import Verdict
from kg.resolve.keys import fit
from kg.resolve.pairs import Pair

_SHORT = ("surname", "company")


def countries_differ(pair: Pair) -> Verdict | None:
    """Two known countries that are not the same."""
    left, right = pair.left.country, pair.right.country
    if left is not None and right is not None and left != right:
        return Verdict(-2.5, f"of different countries ({left}, {right})")
    return None


def one_country(pair: Pair) -> Verdict | None:
    """Of one country."""
    if pair.left.country is not None and pair.left.country == pair.right.country:
        return Verdict(0.7, f"both of {pair.left.country}")
    return None


def sectors_part(pair: Pair) -> Verdict | None:
    """Two sectors that one entity is seldom seen in; a milder word where it may be."""
    left, right = pair.left.sector, pair.right.sector
    if left is None or right is None or left == right:
        return None
    if not fit(left, right):
        return Verdict(-1.7, f"of different sectors ({left}, {right})")
    return Verdict(-0.5, f"not of one sector ({left}, {right})") if pair.block in _SHORT else None


def one_sector(pair: Pair) -> Verdict | None:
    """Of one sector."""
    if pair.left.sector is not None and pair.left.sector == pair.right.sector:
        return Verdict(0.4, f"both of sector {pair.left.sector}")
    return None


def shared_company(pair: Pair) -> Verdict | None:
    """Persons and organizations that both are seen with: telling, since countries and world bodies are not counted."""
    shared = sorted(k for k in pair.company if k[0] == "name")
    if not shared:
        return None
    points = (0.8, 1.5, 2.1, 2.5)[min(len(shared), 4) - 1]
    named = ", ".join(k[2] for k in shared[:3])
    return Verdict(points, f"both are seen with {named}" + (" and others" if len(shared) > 3 else ""))


def shared_places(pair: Pair) -> Verdict | None:
    """Towns that both are seen in; countries and provinces do not count."""
    shared = sum(k[0] == "ref" for k in pair.company)
    if shared == 0:
        return None
    return Verdict(0.4 if shared == 1 else 0.8, f"both are seen in {shared} of the same places")


def stands_apart(pair: Pair) -> Verdict | None:
    """Both stand in one article, which half one did not tie together there."""
    if not pair.together or pair.said:
        return None
    points = -2.0 if pair.block in ("surname", "company", "part") else -1.2
    return Verdict(points, "both stand in one article and were not tied together there")


def has_rivals(pair: Pair) -> Verdict | None:
    """More than one name fits."""
    if pair.rivals > 1:
        return Verdict(-1.5, f"{pair.rivals} full names fit {pair.left.name}")
    return None


def one_holder(pair: Pair) -> Verdict | None:
    """The packs of roles know both as one, at the dates of their articles."""
    shared = sorted(h.name for h in pair.left.holders & pair.right.holders)
    if not shared:
        return None
    holder = next(h for h in pair.left.holders if h.name == shared[0])
    offices = ", ".join(f"{r.title} {r.start}–{r.end or ''}" for r in holder.roles if r.title != "active")
    return Verdict(3.0, f"both name {holder.name}" + (f" ({offices})" if offices else ""))


def two_holders(pair: Pair) -> Verdict | None:
    """The packs of roles know them as two."""
    left, right = pair.left.holders, pair.right.holders
    if left and right and left.isdisjoint(right):
        return Verdict(-4.0, f"{min(h.name for h in left)} and {min(h.name for h in right)} are two")
    return None
