"""GeoJSON (RFC 7946, WGS 84, longitude first), for QGIS, Kepler, Leaflet: places, and what happened at them.

A place without coordinates has no feature, and a claim whose places have none has none either. A claim at several
places is a MultiPoint. Of relations, those with a place that is no country are put there: a country's middle says
nothing of where an act was.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from kg.exports.protocol import not_begun
from kg.exports.values import properties
from kg.graph.elements import Edge, Node
from kg.model import Entity, Relation, Statement

_DIGITS = 6  # a tenth of a metre


class GeoJson:
    """One feature a line."""

    suffix = ".geojson"
    natural = "claims"

    def __init__(self) -> None:
        self._stream: TextIO | None = None

    def begin(self, stream: TextIO, what: str) -> None:
        """Start a file."""
        self._stream, self._first = stream, True
        self._entities: dict[str, Entity] = {}
        stream.write('{"type": "FeatureCollection", "features": [')

    def feed(self, item: Node | Edge) -> None:
        """Take one node or edge."""
        record = item.record
        if isinstance(record, Entity):
            self._entities[record.id] = record
            if isinstance(item, Node) and "Place" in item.labels:
                self._feature(record.id, "place", item.properties, [record.id])
        elif isinstance(record, Relation):
            place = self._entities.get(record.object)
            if place is not None and place.kind == "place":
                ends = {"subject": self._name(record.subject), "object": place.name}
                self._feature(record.id, "relation", {"type": record.type} | ends | item.properties, [record.object])
        elif isinstance(record, Statement) and isinstance(item, Node):
            self._feature(record.id, "claim", item.properties | self._names(record), list(record.places))

    def finish(self) -> None:
        """Close the collection."""
        if self._stream is None:
            raise not_begun()
        self._stream.write("\n]}\n")

    def _names(self, claim: Statement) -> dict[str, list[str]]:
        return {
            "actors": [self._name(id_) for id_ in claim.actors],
            "recipients": [self._name(id_) for id_ in claim.recipients],
            "places": [self._name(id_) for id_ in claim.places],
            "attributed_to": [self._name(id_) for id_ in claim.attributed_to],
        }

    def _name(self, id_: str) -> str:
        entity = self._entities.get(id_)
        return entity.name if entity is not None else id_

    def _feature(self, id_: str, what: str, values: dict[str, Any], places: list[str]) -> None:
        points = [point for place in places if (point := self._point(place)) is not None]
        if self._stream is None:
            raise not_begun()
        if not points:
            return
        single = len(points) == 1
        geometry = {"type": "Point" if single else "MultiPoint", "coordinates": points[0] if single else points}
        given = {"feature": what} | properties(values, "geojson")
        feature = {"type": "Feature", "id": id_, "geometry": geometry, "properties": given}
        self._stream.write(("\n" if self._first else ",\n") + json.dumps(feature, ensure_ascii=False))
        self._first = False

    def _point(self, place: str) -> list[float] | None:
        entity = self._entities.get(place)
        if entity is None or entity.lat is None or entity.lon is None:
            return None
        if not (-90 <= entity.lat <= 90 and -180 <= entity.lon <= 180):
            return None
        return [round(entity.lon, _DIGITS), round(entity.lat, _DIGITS)]
