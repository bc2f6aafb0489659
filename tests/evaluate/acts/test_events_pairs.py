from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate.acts.events_pairs import Pair, read_pairs, root_of, score

QUADS = {"ACCUSE": "V-", "AID": "M+", "CONCEDE": "V+", "RETREAT": "M+", "SUPPORT": "V+"}
TABLE = "sentence\tsource\ttarget\tgold_root\tgold_penta\nChad helps Mali.\tChad \tMali\tRETREAT\t2\n"


def test_a_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv.gz"
    path.write_bytes(gzip.compress(TABLE.encode()))
    assert list(read_pairs(path)) == [Pair("Chad helps Mali.", "Chad", "Mali", "YIELD", "M+")]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(TABLE.replace("target", "aim"), encoding="utf-8")
    with pytest.raises(DataError, match="target"):
        list(read_pairs(path))


def test_yielding_is_one_class() -> None:
    assert [root_of(t) for t in ("CONCEDE", "RETREAT", "AID")] == ["YIELD", "YIELD", "AID"]


def test_a_pair_without_a_claim_is_wrong() -> None:
    gold = [Pair("", "", "", "AID"), Pair("", "", "", "ACCUSE"), Pair("", "", "", "ACCUSE")]
    done = score(gold, ["AID", "ACCUSE", None], QUADS)
    assert (done["pairs"], done["with_claim"], done["right"]) == (3, 0.6667, 0.6667)
    assert done["root"] == pytest.approx((1 + 2 / 3) / 2, abs=1e-4)
    assert done["by_root"]["ACCUSE"]["recall"] == 0.5


def test_quads_and_signs_forgive_what_roots_do_not() -> None:
    gold = [Pair("", "", "", "AID", "M+"), Pair("", "", "", "ACCUSE", "V-")]
    done = score(gold, ["YIELD", "ACCUSE"], QUADS)
    assert (done["root"], done["quad"], done["binary"]) == (0.5, 1.0, 1.0)
    wrong_sign = score(gold, ["SUPPORT", "ACCUSE"], QUADS)
    assert (wrong_sign["quad"], wrong_sign["binary"]) == (0.5, 1.0)
