from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate.places import PlacedArticle, Toponym, read_articles, score

TOPONYM = (
    "<toponym><phrase>{}</phrase><start>{}</start><end>{}</end>"
    '<gaztag geonameid="1"><lat>{}</lat><lon>{}</lon></gaztag></toponym>'
)
XML = (
    '<?xml version="1.0"?><articles><article docid="1"><title>t</title><text><![CDATA[Rain in Oslo & Bergen]]></text><toponyms>'
    + TOPONYM.format("Oslo", 8, 12, 59.91, 10.74)
    + "<toponym><phrase>Bergen</phrase><start>{}</start><end>{}</end></toponym></toponyms></article>"
)
OSLO, BERGEN = (59.91, 10.74), (60.39, 5.32)


def test_read_articles_up_to_where_the_file_breaks_off(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(XML.format(15, 21) + '<article docid="2"><text>Half', encoding="utf-8")
    wanted = PlacedArticle("1", "Rain in Oslo & Bergen", (Toponym(8, 12, OSLO), Toponym(15, 21, None)))
    assert list(read_articles(tmp_path / "a")) == [wanted]


def test_offsets_that_slipped_are_put_where_their_words_stand(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(XML.format(13, 19), encoding="utf-8")
    (article,) = read_articles(tmp_path / "a")
    assert article.toponyms[1] == Toponym(15, 21, None)


@pytest.mark.parametrize("content", ["<articles></articles>", XML.format("x", 21)])
def test_what_is_no_gold(tmp_path: Path, content: str) -> None:
    (tmp_path / "a").write_text(content, encoding="utf-8")
    with pytest.raises(DataError):
        list(read_articles(tmp_path / "a"))


def test_score() -> None:
    gold = PlacedArticle(
        "1", "", (Toponym(0, 4, OSLO), Toponym(10, 16, BERGEN), Toponym(20, 25, None), Toponym(30, 34, OSLO))
    )
    guesses = [Toponym(0, 4, (59.0, 11.0)), Toponym(8, 16, OSLO), Toponym(20, 25, None), Toponym(40, 44, OSLO)]
    done = score([gold], [guesses])
    assert (done["tagged"]["correct"], done["touched"]["correct"]) == (2, 3)
    assert (done["placed"], done["placed_of_touched"]) == (0.3333, 0.5)
    assert done["median_km"] == pytest.approx(203.3, abs=1)


def test_a_guess_counts_once() -> None:
    gold = PlacedArticle("1", "", (Toponym(0, 4, OSLO), Toponym(5, 9, OSLO)))
    done = score([gold], [[Toponym(0, 9, OSLO)]])
    assert done["touched"]["correct"] == 1
    assert done["placed"] == 0.5
