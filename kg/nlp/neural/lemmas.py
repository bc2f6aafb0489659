"""Lemmas as edit scripts: a small set of labels ("lower, drop 3, add y") that a network can predict.

After the lemmatizers of UDPipe 2 (Straka 2018): a script turns a form into its lemma, so unseen words are no trouble.
"""

from __future__ import annotations


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
