"""What the line writes on a Doc, declared in one place: plain values only (they survive processes and `to_bytes`).

`doc._.kg_mentions`: dicts in order of `start`; positions are tokens, `end` exclusive:
    start, end, root (the token that the tree hangs the mention on), kind, name (words without article, title or 's),
    proper (it holds a name), pronoun, number ("s", "p" or None), gender ("m", "f" or None), country, sector, ref,
    lat, lon, precision, chain ("c1"; None until chains ran), head (lemma of a group's head noun, else None),
    extra (further surface forms: with title, possessor, modifiers), titles (lower case; only where an office was found),
    counted (only where a number alone tells of people), and, once chains ran, definite. Two mentions may share a root:
    "officials from Turkey and Russia".
`doc._.kg_offices`: dicts: holder (number of a mention, or None), of (numbers of mentions: what the office belongs to),
    start, end (tokens of the title), title (lower case), leads, speaks, member, former, national (of a government), state
    (head of state or of government) (booleans), country (told by a demonym before it: "Kenyan ambassador").
`doc._.kg_chains`: dicts with the fields of `kg.model.Chain`, and `placed`: its country is a guess from the whole article.
`doc._.kg_times`: dicts: start, end (tokens), root, text, and `period` (start, end, grain, text; unanchored until harvest)
    with what `kg.times` needs to anchor it.
`doc._.kg_claims`: dicts with the fields of `kg.model.Claim`; trigger and sentence as tokens, period as a number of kg_times;
    `also` names other rules that say the same, `signs` what speaks for the claim or against it (docs/confidence.md).
"""

from __future__ import annotations

from spacy.tokens import Doc

FIELDS = ("kg_mentions", "kg_offices", "kg_chains", "kg_times", "kg_claims")

for _field in FIELDS:
    if not Doc.has_extension(_field):
        Doc.set_extension(_field, default=[])
