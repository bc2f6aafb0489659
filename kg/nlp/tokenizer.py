"""Raw text to tokens in the manner of the English UD treebanks (hyphens split, prefixes kept), on spaCy's tokenizer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

# The treebanks keep a bound prefix with its word ("pro-Beijing", "co-founder") and split every other hyphen.
_BOUND = (
    "anti|bi|co|counter|de|e|ex|extra|hyper|infra|inter|intra|macro|mega|micro|mid|mini|multi|neo|non|pan|post|pre|pro|"
    "pseudo|quasi|re|semi|sub|super|trans|tri|ultra|un|under|vice"
)
_BOUND_PREFIX = re.compile(rf"(?:^|[\W_])(?:{_BOUND})$", re.IGNORECASE)
# "U.S.-led" is split as "Saudi-led" is.
_HYPHEN = re.compile(r"(?:(?<=[^\W_])|(?<=[A-Z]\.))(?:-|‐|‑)(?=[^\W_])")
_INFIXES = re.compile(
    r"\.\.+|…|[‘’“”\"](?=[^\W\d_]{2})|(?<=[^\W\d_])[!?](?=[A-Z])|(?<=[a-z]{2})\.(?=[A-Z][a-z])"
    r"|(?<=[^\W\d_]),(?=[^\W\d_])|(?<=[^\W_])(?:–|—|--+|/)(?=[^\W_])|(?<=[^\W\d_])[:<>=](?=[^\W\d_])|(?<=\w)[()\[\]](?=\w)"
)
_PHONE = re.compile(r"^[\d()+.-]{7,}$|^\d+(?:-\d+)+$|^\d{1,2}/\d{1,2}(?:/\d{2,4})?$")
# A run of one mark ("=====", "!!!") is one token in the treebanks.
_RUN = r"[!?]{2,}|\*{2,}|={2,}|_{2,}|~{2,}|<{2,}|>{2,}|\${2,}|#{2,}|-{2,}"


def build_tokenizer(nlp: Language) -> Tokenizer:
    """Make the tokenizer for `nlp`'s vocabulary: spaCy's English exceptions with treebank-like infixes."""
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_prefix_regex, compile_suffix_regex

    defaults = nlp.Defaults
    base: Tokenizer = nlp.tokenizer
    prefixes = compile_prefix_regex([_RUN.replace("|", "|^"), *(defaults.prefixes or ()), r"[-–—](?=[^\W\d_])"])
    suffixes = compile_suffix_regex([_RUN.replace("|", "$|"), *(defaults.suffixes or ()), r"(?<=[^\W\d_])[-–—]"])
    return Tokenizer(
        nlp.vocab,
        rules=base.rules,
        prefix_search=prefixes.search,
        suffix_search=suffixes.search,
        infix_finditer=_infixes,
        token_match=base.token_match,
        url_match=base.url_match,
    )


def _infixes(text: str) -> Iterator[re.Match[str]]:
    if _PHONE.match(text) or len(text) > 200:
        return iter(())
    found = [m for m in _HYPHEN.finditer(text) if not _BOUND_PREFIX.search(text[: m.start()])]
    found.extend(_INFIXES.finditer(text))
    return iter(sorted(found, key=lambda m: m.start()))
