"""Short forms that a text itself introduces in brackets: "Sea Rescue Guild (SRG)", "SRG (Sea Rescue Guild)"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.nlp.entities.mentions import Mention

_OWNERS = 5
"""Behind how many words a short form may begin, at most."""
_KINDS = frozenset(("organization", "place", "group"))


def join_short_forms(doc: Doc, mentions: list[Mention], numbers: list[int | None]) -> None:
    """Give a name and the short form in brackets behind it one cluster, in place, wherever either stands.

    Args:
        doc: The document.
        mentions: In text order.
        numbers: Cluster of each mention.
    """
    at_start = {m["start"]: n for n, m in enumerate(mentions) if m["proper"]}
    for n, m in enumerate(mentions):
        end = m["end"]
        if not m["proper"] or m["kind"] not in _KINDS or end + 2 >= len(doc) or doc[end].text != "(":
            continue
        other = at_start.get(end + 1)
        if (
            other is None
            or mentions[other]["end"] >= len(doc)
            or doc[mentions[other]["end"]].text not in (")", ",", ";")
        ):
            continue
        long, short = sorted((m["name"], mentions[other]["name"]), key=len, reverse=True)
        a, b = numbers[n], numbers[other]
        if a is None or b is None or a == b or not is_short_form(short, long):
            continue
        mentions[other]["kind"] = m["kind"]
        for k, number in enumerate(numbers):
            if number == b:
                numbers[k] = a
                mentions[k]["kind"] = m["kind"]
                mentions[k]["country"] = mentions[k]["country"] or m["country"]


def is_short_form(short: str, long: str) -> bool:
    """Whether the letters of a short form stand in the long one in order, the first at its beginning.

    The test of Schwartz and Hearst (2003), for short forms of capitals ("UNHCR", "KfW", "S.D.F.").
    """
    letters = [c.lower() for c in short if c.isalnum()]
    capitals = sum(c.isupper() for c in short)
    if not 2 <= len(letters) <= 10 or " " in short.strip() or capitals < 2:
        return False
    words = long.split()
    # Whose a body is may stand before what is shortened: "U.S. Department of Justice (DOJ)".
    starts = [k for k in range(min(_OWNERS, len(words))) if words[k][:1].lower() == letters[0]]
    return any(_in_order(letters, " ".join(words[k:])) for k in starts[:1])


def _in_order(letters: list[str], words: str) -> bool:
    rest = iter(words.lower())
    return all(c in rest for c in letters)
