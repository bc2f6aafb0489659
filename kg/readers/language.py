"""Which language a text is in, cheaply: by its script and the share of a language's most frequent small words.

Invariant: a guess is made only when it is clear; None means "unsure", never "not English".
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kg.files import data_file, read_yaml

_SAMPLE = 6_000
_WORD = re.compile(r"[^\W\d_]+")
# Of 100 running words in a language 20 to 45 are among its 40 most frequent; in a foreign one seldom more than 8.
_SHARE = 0.12
_LEAD = 1.25
_HITS = 4


@dataclass(frozen=True, slots=True)
class _Table:
    words: dict[str, tuple[str, ...]]
    scripts: tuple[tuple[re.Pattern[str], str | None], ...]
    names: dict[str, str]


@cache
def _table() -> _Table:
    """The stop words, scripts and names of languages in `kg/data/readers/stopwords.yaml`."""
    data = read_yaml(data_file("readers/stopwords.yaml"))
    words: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for code, entry in data["languages"].items():
        names[code] = code
        names.update(dict.fromkeys(entry["also"].split(), code))
        for word in dict.fromkeys(entry.get("words", "").split()):
            words[word] = (*words.get(word, ()), code)
    scripts = tuple((re.compile(f"[{entry['letters']}]"), entry.get("language")) for entry in data["scripts"])
    return _Table(words, scripts, names)


def language_code(given: str) -> str:
    """The code of a language as somebody gave it: `EN`, `en-US`, `eng` and `English` are `en`; the unknown is kept."""
    name = given.strip().lower()
    names = _table().names
    primary = re.split("[-_]", name, maxsplit=1)[0]
    return names.get(name) or names.get(primary) or (primary if 2 <= len(primary) <= 3 else name)


def guess_language(text: str) -> str | None:
    """Guess the language of a text from its first few thousand characters.

    Args:
        text: Any text.

    Returns:
        ISO 639-1 code, or None when the text is too short, mixed, or in a language that the table does not hold.
    """
    table = _table()
    sample = text[:_SAMPLE]
    found = [word.lower() for word in _WORD.findall(sample)]
    letters = sum(map(len, found))
    for script, language in table.scripts:
        # Most letters in a script that writes one language: no words are needed (and Chinese has no spaces).
        if language is not None and letters and len(script.findall(sample)) > 0.3 * letters:
            return language
    hits = Counter(code for word in found for code in table.words.get(word, ()))
    ranked = sorted(hits.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    best, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    clear = count >= _HITS and count >= _SHARE * len(found) and count >= _LEAD * second
    return best if clear else None
