from __future__ import annotations

import builtins
from typing import Any

import pytest

from .conftest import Read

PAGE = """<html lang="en"><head><meta charset="{charset}"><title>Dockers end strike | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta property="article:published_time" content="{date}">
</head><body><nav>Home About</nav><article><h1>Dockers end strike</h1>
<p>Dockers in the harbour ended their strike on Monday after the company agreed to talks, the union of Peña said.</p>
<p>The walkout had lasted eleven days and stopped the loading of more than forty ships, the port authority said.</p>
</article></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize("name", ["a.html", "a.htm", "-"])
def test_main_text_title_date_and_outlet(reading: Read, name: str, charset: str) -> None:
    pytest.importorskip("trafilatura")
    page = PAGE.format(charset=charset, date="2024-05-06T10:00:00Z")
    (article,), errors = reading(name, page.encode(charset))
    assert not errors
    assert "the union of Peña said.\n\nThe walkout" in article.text and "About" not in article.text
    assert (article.title, article.published, article.outlet) == ("Dockers end strike", "2024-05-06", "Harbour Post")
    assert article.language == "en"


def test_date_of_the_file_name_when_the_page_has_none(reading: Read) -> None:
    pytest.importorskip("trafilatura")
    (article,), _ = reading("dock-2024-05-06.html", PAGE.format(charset="utf-8", date=""))
    assert article.published == "2024-05-06"


@pytest.mark.parametrize(
    "page", ["<html></html>", "<<<>>><p", "<div>" * 5_000, "<html><body><script>x()</script></body></html>", "<!-- -->"]
)
def test_soup_without_text(reading: Read, page: str) -> None:
    pytest.importorskip("trafilatura")
    articles, (error,) = reading("a.html", page)
    assert not articles and "no article text" in error.message and error.remedy


def test_without_trafilatura_the_error_says_what_to_install(reading: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "trafilatura":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", absent)
    articles, (error,) = reading("a.html", PAGE)
    assert not articles and error.remedy == 'pip install "kg-news[html]"'
