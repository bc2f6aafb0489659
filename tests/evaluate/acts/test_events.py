from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate.acts.events import Act, Event, Record, learn_names, read_events, score

HELP = Record("Florin helped Guilder.", (Event("FLO", "GUI", "070"),))
QUIET = Record("It rained in Florin.", (), silent=True)


def test_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    rows = [
        {"text": HELP.text, "events": [{"source": "FLOGOV", "target": "GUI", "code": "070"}]},
        {"text": QUIET.text, "events": []},
        {"text": "x", "events": [], "no_event": False},
    ]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    assert list(read_events(path)) == [HELP, QUIET, Record("x", ())]


def test_another_line_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text('{"text": "x"}\n', encoding="utf-8")
    with pytest.raises(DataError, match="coded events"):
        list(read_events(path))


def test_names_are_learnt_from_the_codes_beside_them() -> None:
    records = [
        HELP,
        Record("The army of Florin attacked Agraba.", (Event("FLO", "AGR", "190"),)),
        Record("Prime Minister Vizzini of Guilder met Agraba.", (Event("GUI", "AGR", "040"),)),
        Record("Agraba thanked Guilder.", (Event("AGR", "GUI", "041"),)),
    ]
    names = learn_names(records)
    assert (names["Florin"], names["Guilder"], names["Agraba"]) == ("FLO", "GUI", "AGR")
    assert "Prime Minister Vizzini" not in names


def test_dyads_types_and_silence() -> None:
    acts = [Act("AID", frozenset({("FLO", "GUI")}))]
    done = score([HELP, QUIET], [acts, []])
    assert (done["dyad"]["f1"], done["type"]["f1"], done["type_weis"]["f1"]) == (1.0, 1.0, 1.0)
    assert done["without_event"] == {"records": 1, "fire": 0}
    aside = score([HELP], [[*acts, Act("ASSAULT", frozenset())]])
    assert aside["type"]["guess"] == 1
    assert score([QUIET], [acts])["without_event"]["fire"] == 1


def test_the_direction_counts_and_a_mutual_act_is_no_false_alarm() -> None:
    turned = score([HELP], [[Act("AID", frozenset({("GUI", "FLO")}))]])
    assert (turned["dyad"]["f1"], turned["dyad_undirected"]["f1"]) == (0.0, 1.0)
    mutual = score([HELP], [[Act("CONSULT", frozenset({("FLO", "GUI"), ("GUI", "FLO")}))]])
    assert (mutual["dyad"]["f1"], mutual["type"]["correct"]) == (1.0, 0)
