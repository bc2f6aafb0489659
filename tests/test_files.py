"""Data files are read safely, and what hides something is told."""

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.files import read_yaml


def test_a_key_that_stands_twice_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("light:\n  doing: [carry]\nspeech:\n  saying: [say]\nlight:\n  having: [hold]\n", encoding="utf-8")
    with pytest.raises(DataError, match="'light' stands here twice") as e:
        read_yaml(path)
    assert e.value.place == f"{path}:5"


def test_a_key_may_stand_in_two_mappings(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("light: {doing: [carry]}\nspeech: {doing: [say]}\n", encoding="utf-8")
    assert read_yaml(path) == {"light": {"doing": ["carry"]}, "speech": {"doing": ["say"]}}
