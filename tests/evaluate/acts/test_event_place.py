from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate.acts.event_place import PlacedVerb, read_placed, score

ROW = {"text": "Rebels shot a nurse in Gao.", "verb": [7, 11], "locations": [[23, 26]]}
IN_GAO = PlacedVerb("Rebels shot a nurse in Gao.", (7, 11), ((23, 26),))
NOWHERE = PlacedVerb("Rebels shot a nurse.", (7, 11), ())


def test_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "placed.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n", encoding="utf-8")
    assert list(read_placed(path)) == [IN_GAO]


def test_another_line_is_an_error_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "placed.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + json.dumps({"text": "x"}) + "\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        list(read_placed(path))
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("gold", "found", "exact"),
    [
        (IN_GAO, [[(23, 26)]], 1.0),
        (IN_GAO, [[(0, 3), (20, 26)]], 1.0),
        (IN_GAO, [], 0.0),
        (IN_GAO, [[(23, 26)], [(0, 6)]], 0.0),
        (NOWHERE, [], 1.0),
        (NOWHERE, [[(0, 6)]], 0.0),
    ],
)
def test_sets_are_exact_or_not(gold: PlacedVerb, found: list[list[tuple[int, int]]], exact: float) -> None:
    assert score([gold], [found])["exact"] == exact


def test_counts_and_parts() -> None:
    done = score([IN_GAO, NOWHERE], [[[(23, 26)]], [[(0, 6)]]])
    assert done["places"] == {"gold": 1, "guess": 2, "correct": 1}
    assert (done["exact"], done["exact_with_places"], done["exact_without"]) == (0.5, 1.0, 0.0)
