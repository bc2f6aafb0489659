"""Lemmas as edit scripts: a small set of labels ("lower, drop 3, add y") that a network can predict.

After the lemmatizers of UDPipe 2 (Straka 2018): a script turns a form into its lemma, so unseen words are no trouble.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def script_of(form: str, lemma: str) -> str:
    """Script that turns `form` into `lemma`.

    `=` keeps the form, `l` lowers it; `l3+y` lowers it, drops 3 characters and adds "y"; `c1+` does so with the case
    kept; `!be` replaces the form as a whole, for suppletion.
    """
    if form == lemma:
        return "="
    case, base = ("l", form.lower()) if lemma == lemma.lower() else ("c", form)
    if base == lemma:
        return "l"
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    if shared == 0:
        return f"!{lemma}"
    return f"{case}{len(base) - shared}+{lemma[shared:]}"


def apply_script(form: str, script: str) -> str:
    """Lemma of `form` by `script`; a script that does not fit the form keeps it, lowered where it says so."""
    if script == "=":
        return form
    if script == "l":
        return form.lower()
    if script[0] == "!":
        return script[1:]
    base = form.lower() if script[0] == "l" else form
    drop, _, add = script[1:].partition("+")
    count = int(drop)
    return base[: len(base) - count] + add if count < len(base) else base


class Lemmas:
    """Lemmas by table first (forms that the treebanks have seen, and irregular ones), by regular endings over known lemmas
    next, by script last.
    """

    def __init__(
        self, table: dict[str, dict[str, Any]], irregular: Mapping[str, Mapping[str, Sequence[str]]] | None = None
    ) -> None:
        self._forms: dict[str, dict[str, str]] = {k: dict(v) for k, v in table.get("forms", {}).items()}
        for upos, lemmas in (irregular or {}).items():
            forms = self._forms.setdefault(upos, {})
            for lemma, its in lemmas.items():
                for form in its:
                    forms.setdefault(form, lemma)
        known = table.get("known", {})
        self._known = {k: frozenset(known.get(k, ())) for k in (*self._forms, *known)}

    def of(self, form: str, upos: str, tag: str, script: str) -> str:
        """Lemma of a form, given its word class, its Penn tag and the network's script."""
        upos = "VERB" if upos == "AUX" and form.lower() not in self._forms.get("AUX", {}) else upos
        if upos not in self._forms or tag in ("NNP", "NNPS"):
            return apply_script(form, script)
        low = form.lower()
        found = self._forms[upos].get(low)
        if found is not None:
            return found
        if low in self._known[upos] and tag not in ("VBD", "VBN", "VBG", "VBZ", "NNS"):
            return low
        for candidate in _regular(low, tag):
            if candidate in self._known[upos]:
                return candidate
        regular = _regular(low, tag)
        if regular:
            return regular[0]
        # "They have hit it", "has shut": participles that are the verb itself, where the script makes no known word.
        lemma = apply_script(form, script)
        return low if low in self._known[upos] and lemma not in self._known[upos] else lemma

    def learn(self, upos: str, words: Iterable[str]) -> None:
        """Add lemmas that are known from elsewhere (the triggers of rules)."""
        self._known[upos] = self._known.get(upos, frozenset()) | frozenset(words)


def _regular(form: str, tag: str) -> list[str]:
    """Lemmas that a regular ending allows, the likeliest first where no vocabulary decides."""
    out: list[str] = []
    if tag in ("VBD", "VBN") and form.endswith("ed"):
        stem = form[:-2]
        out = [f"{form[:-3]}y"] if form.endswith("ied") else _bare(stem)
    elif tag == "VBG" and form.endswith("ing"):
        out = _bare(form[:-3])
    elif tag in ("VBZ", "NNS") and form.endswith("s") and not form.endswith("ss"):
        if form.endswith("ies"):
            out = [f"{form[:-3]}y", form[:-1]]
        elif form.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
            out = [form[:-2], form[:-1]]
        else:
            out = [form[:-1]]
    elif tag == "NNS" and form.endswith("men"):
        out = [f"{form[:-3]}man"]
    return out


_DROPPED_E = (
    "v",
    "c",
    "u",
    "s",
    "z",
    "iz",
    "at",
    "dg",
    "ng",
    "rg",
    "bl",
    "pl",
    "tl",
    "dl",
    "gl",
    "fl",
    "ir",
    "ur",
    "ar",
    "or",
    "ut",
    "ag",
    "ib",
    "id",
    "ad",
)


def _bare(stem: str) -> list[str]:
    """A stem, the stem with its "e", and the stem without a doubled consonant, likeliest first."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdgmnprt"
    with_e = f"{stem}e"
    if doubled:
        return [stem[:-1], stem, with_e]
    if len(stem) > 3 and stem.endswith("ll"):
        return [stem, stem[:-1]]
    if stem.endswith(_DROPPED_E) and not stem.endswith(
        ("ss", "us", "ow", "ear", "oar", "eir", "our", "ead", "oad", "aid", "ess")
    ):
        return [with_e, stem]
    return [stem, with_e]
