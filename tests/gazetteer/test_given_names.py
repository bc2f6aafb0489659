"""Given names: which say a gender, and which say nothing."""

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.gazetteer.given_names import load_given_names


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Maria Reyes", "f"), ("Mohammed Odera", "m"), ("José Reyes", "m"), ("Jose Reyes", "m"), ("Hans-Peter Brun", "m"),
        ("Zzyzx Reyes", None), ("", None), ("maria", "f"),
    ],
)  # fmt: skip
def test_gender(name: str, gender: str | None) -> None:
    assert load_given_names().gender(name) == gender


def test_a_name_of_both_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "gazetteers").mkdir()
    (tmp_path / "gazetteers/my-given-names.yaml").write_text("m: [Maria, Tovo]\nf: [Sela]\n", encoding="utf-8")
    names = load_given_names(tmp_path)
    assert [names.gender(n) for n in ("Maria X", "Tovo X", "Sela X")] == [None, "m", "f"]


@pytest.mark.parametrize("content", ["x: [Ana]\n", "m: Ana\n"])
def test_what_is_no_list_of_names(tmp_path: Path, content: str) -> None:
    (tmp_path / "gazetteers").mkdir()
    (tmp_path / "gazetteers/my-given-names.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(DataError):
        load_given_names(tmp_path)
