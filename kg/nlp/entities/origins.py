"""Whose a person is by the words right before the name: "Kenya's Ana Reyes", "Swedish singer X", "Pentagon spokeswoman X".

Invariant: what an office says of its holder comes first; only what it leaves open is filled in here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from kg.gazetteer.agents import Agents
from kg.gazetteer.countries import CountryRef
from kg.nlp.entities.mentions import Mention

_FAR = 6
_STOPS = frozenset(("VERB", "AUX", "PRON", "SCONJ", "CCONJ", "ADP", "DET", "PUNCT", "SPACE", "NUM"))
_LEADING = frozenset(("GOV", "PTY"))


def note_origins(doc: Doc, mentions: Sequence[Mention], demonyms: Mapping[int, CountryRef], agents: Agents) -> None:
    """Fill in country and sector of persons, in place.

    Args:
        doc: The document; its offices are known.
        mentions: In text order.
        demonyms: Country of each demonym token.
        agents: Nouns and organizations.
    """
    at = {i: m for m in mentions if m["proper"] for i in range(m["start"], m["end"])}
    for m in mentions:
        if m["kind"] == "person" and m["proper"]:
            if m["country"] is None:
                m["country"] = _country_before(doc, m, demonyms, at) or _of_title(m, agents)
            if m["sector"] is None:
                noun = agents.sector(doc[m["start"] - 1].text) if m["start"] else None
                described = noun is not None and not noun.collective and not doc[m["start"] - 1].is_sent_start
                m["sector"] = noun.sector if noun is not None and described else None
    for office in doc._.kg_offices:
        # The president of a parliament is of the parliament, that of a bank of the bank.
        holder = mentions[office["holder"]]
        owners = [mentions[n] for n in office["of"] if mentions[n]["kind"] == "organization"]
        if holder["sector"] == "GOV" and office["leads"] and owners and owners[0]["sector"] not in (None, *_LEADING):
            holder["sector"] = owners[0]["sector"]


def _country_before(doc: Doc, m: Mention, demonyms: Mapping[int, CountryRef], at: Mapping[int, Mention]) -> str | None:
    """Country of the nearest demonym, country or body among the nouns and adjectives before a name."""
    for i in range(m["start"] - 1, max(-1, m["start"] - _FAR), -1):
        token = doc[i]
        if i in demonyms:
            return demonyms[i].code
        if i in at:
            country = at[i]["country"]
            return str(country) if country and at[i]["kind"] in ("country", "organization") else None
        if token.tag_ != "POS" and token.pos_ in _STOPS and token.text not in ("-", "‐"):
            return None
    return None


def _of_title(m: Mention, agents: Agents) -> str | None:
    """Country of a well-known body in a title ("Pentagon press secretary")."""
    for word in " ".join(m.get("titles", ())).split():
        known = agents.organization(word.capitalize()) if len(word) > 4 else None
        if known is not None and known.country is not None and known.sector in ("GOV", "MIL", "LEG"):
            return known.country
    return None
