"""Third component of the line: places get coordinates, country and precision from the gazetteer, or stay without.

requires: doc._.kg_mentions. assigns: lat, lon, ref, country and precision of the mentions of places.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.gazetteer.places import PlaceRecord, Places, load_places
from kg.nlp import marks  # noqa: F401  (declares doc._.kg_*)
from kg.nlp.entities.mentions import Mention

_GENERIC = re.compile(
    r"\s+(?:province|city|town|village|district|region|governorate|oblast|county|state|area|peninsula|camp|City|Province|Region|County|District)$"
)
_PROVINCES = frozenset(("province", "governorate", "region", "state", "oblast"))
_SETTLED = frozenset(("county", "city", "town", "district", "village", "valley", "peninsula", "area", "border"))
_BUILT = frozenset(("port", "airport", "airbase", "air base", "prison", "refugee camp", "camp"))
_PART = re.compile(r"(?:north|south|east|west|(?:north|south)-?(?:east|west))ern|central|upper|lower")

_WELL_KNOWN = 200_000


class PlaceResolver:
    """The spaCy component."""

    def __init__(self, name: str, data: str | None) -> None:
        self.name = name
        self._extra = Path(data) if data is not None else None

    @cached_property
    def _places(self) -> Places:
        return load_places(self._extra)

    def __call__(self, doc: Doc) -> Doc:
        """Resolve each name once, with the countries of the article and the places found before as context."""
        mentions: list[Mention] = doc._.kg_mentions
        context = Counter(m["country"] for m in mentions if m["country"])
        countries = [c for c, _ in sorted(context.items(), key=lambda kv: (-kv[1], kv[0]))][:4]
        chosen: dict[str, PlaceRecord | None] = {}
        near: list[tuple[float, float]] = []
        for m in mentions:
            if m["kind"] != "place":
                continue
            self._long_form(doc, m)
            name = _GENERIC.sub("", m["name"])
            if name not in chosen:
                chosen[name] = self._choose(doc, m, name, mentions, countries, near)
            record = chosen[name]
            if record is None:
                continue
            near.append((record.lat, record.lon))
            m.update(ref=record.ref, lat=record.lat, lon=record.lon, country=record.country, precision=record.precision)
            if "province" in m["extra"]:
                m["precision"] = "province"
        for m in mentions:
            if m["kind"] == "place":
                m["extra"] = [x for x in m["extra"] if x not in ("GPE", "LOC", "FAC", "province")]
            if m["kind"] in ("place", "country"):
                self._part(doc, m)
        return doc

    def _choose(
        self,
        doc: Doc,
        m: Mention,
        name: str,
        mentions: list[Mention],
        countries: list[str],
        near: list[tuple[float, float]],
    ) -> PlaceRecord | None:
        """The record of a name: inside the country that follows it after a comma, else by the article's context."""
        if "FAC" in m["extra"] and len(name.split()) > 1:
            return None
        after = doc[m["end"]].text if m["end"] < len(doc) else ""
        if after == ",":
            follow = next((x for x in mentions if x["start"] == m["end"] + 1 and x["kind"] == "country"), None)
            if follow is not None:
                found = self._places.choose(name, within=follow["country"])
                if found is not None:
                    return found
        found = self._places.choose(name, countries=countries, near=near[-5:])
        if found is not None and found.country not in countries and found.name.casefold() != name.casefold():
            # A likeness in a country that the article does not speak of is no evidence, unless the place is well known.
            return found if found.population > _WELL_KNOWN else None
        return found

    def _long_form(self, doc: Doc, m: Mention) -> None:
        """ "Idlib province" is a form of "Idlib"; the generic noun tells the precision."""
        for end in (m["end"] + 1, m["end"] + 2):
            words = doc[m["end"] : end]
            said = words.text.lower()
            if (
                len(words) == end - m["end"]
                and said in _PROVINCES | _SETTLED | _BUILT
                and words[-1].dep_ != "nsubj:pass"
            ):
                m["extra"].append(doc[m["start"] : end].text)
                if said in _PROVINCES:
                    m["extra"].append("province")

    def _part(self, doc: Doc, m: Mention) -> None:
        """ "Southern Mali" is found under Mali, and told as it is written."""
        before = doc[m["start"] - 1] if m["start"] > 0 else None
        if before is not None and _PART.fullmatch(before.lower_) and not before.is_sent_start:
            m["extra"].append(doc[m["start"] - 1 : m["end"]].text)


@Language.factory(
    "kg_places", default_config={"data": None}, requires=["doc._.kg_mentions"], assigns=["doc._.kg_mentions"]
)
def make_places(nlp: Language, name: str, data: str | None) -> PlaceResolver:
    """Factory of the places step."""
    return PlaceResolver(name, data)
