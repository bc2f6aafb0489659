"""Rows for a database: their batches, days, points, ids and digests."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.spool import Spool
from kg.graph.stored import Row, derived, key, keys, point


def test_batches_keep_to_group_size_and_bytes(tmp_path: Path) -> None:
    long = 3_000_000
    with Spool(tmp_path / "rows") as spool:
        rows = [
            Row("entity", f"e{i}", "Entity:Actor", {"id": f"e{i}", "name": "x" * (long if i == 2 else 3)}, {})
            for i in range(5)
        ]
        rows += [Row("entity", f"p{i}", "Entity:Place", {"id": f"p{i}"}, {}) for i in range(3)]
        rows += [
            Row("entity", "p3", "Entity:Place", {"id": "p3", "name": "x" * long}, {}),
            Row("entity", "p4", "Entity:Place", {"id": "p4", "name": "x" * long}, {}),
        ]
        spool._add(rows)
        found = [[row.id for row, _ in batch] for batch in spool.new("entity", 3)]
        mixed = [[row.id for row, _ in batch] for batch in spool.new("entity", 3, grouped=False)]
    assert found == [["e0", "e1", "e2"], ["e3", "e4"], ["p0", "p1", "p2"], ["p3"], ["p4"]]
    assert mixed == [["e0", "e1", "e2"], ["e3", "e4", "p0"], ["p1", "p2", "p3"], ["p4"]]


def test_days_of_prefixes() -> None:
    assert derived({"start": "2020-02", "end": "2020-02", "published": "2019", "last": None, "first": "soon"}) == {
        "start_date": "2020-02-01",
        "end_date": "2020-02-29",
        "published_date": "2019-01-01",
    }


@pytest.mark.parametrize(
    ("lat", "lon", "found"), [(1.5, 2, (2.0, 1.5)), (None, 2.0, None), (91.0, 0.0, None), (0.0, -181.0, None)]
)
def test_points_are_on_earth(lat: float | None, lon: float | None, found: tuple[float, float] | None) -> None:
    assert point({"lat": lat, "lon": lon}) == found


def test_keys_hold_each_name_once_in_lower_case() -> None:
    assert keys(("Mali", "MALI", "Republic of Mali", "")) == "|mali|republic of mali|"
    assert keys(("x" * 1001, "short")) == "|short|"
    assert keys(()) == ""


def test_a_long_id_is_cut_and_stays_unique() -> None:
    assert key("a" * 1000) == "a" * 1000
    first, second = key("a" * 5000 + "1"), key("a" * 5000 + "2")
    assert first != second
    assert len(first) == len(second) == 221
    assert key("half \ud800") == "half "


def test_a_digest_knows_no_order_of_ties_and_labels_and_every_value() -> None:
    row = Row("claim", "c", "A:B", {"id": "c", "x": 1}, {"ACTOR": ["a", "b"]})
    assert row.digest == Row("claim", "c", "B:A", {"x": 1, "id": "c"}, {"ACTOR": ["b", "a"]}).digest
    others = [
        Row("entity", "c", "A:B", row.properties, row.ties),
        Row("claim", "c", "A", row.properties, row.ties),
        Row("claim", "c", "A:B", {"id": "c", "x": 2}, row.ties),
        Row("claim", "c", "A:B", {"id": "c", "x": "1"}, row.ties),
        Row("claim", "c", "A:B", row.properties, {"ACTOR": ["a"]}),
        Row("claim", "c", "A:B", row.properties, {"AT": ["a", "b"]}),
    ]
    assert row.digest not in {other.digest for other in others}
