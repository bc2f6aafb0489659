"""Ledgers for the tests: stories of any length, told at random from a seed, and the same for everyone."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from kg.ledger import Ledger
from kg.model import Extraction
from tests.factory import Said, chain, claim, make_extraction

_NAMES = (
    "Turkey",
    "Syria",
    "Russia",
    "United Nations",
    "Turkish soldiers",
    "Recep Tayyip Erdogan",
    "farmers",
    "dockers",
)
_TYPES = ("ASSAULT", "ACCUSE", "THREATEN", "AID", "SANCTION", "SUPPORT")


def article(number: int, seed: int = 1, *, extra: str = "") -> Extraction:
    """One article of a few claims; the same number and seed give the same one."""
    draw = random.Random(f"{seed} {number}")
    said: list[Said] = []
    for _ in range(draw.randint(1, 5)):
        actor, recipient = draw.sample(_NAMES, 2)
        said.append(
            claim(
                draw.choice(_TYPES),
                actor,
                recipient,
                at=draw.choice(("", "Idlib", "Ankara")),
                by=draw.choice(("", "", "United Nations")),
                when=draw.choice((None, "2020", "2020-02", f"2020-02-{draw.randint(1, 28):02}")),
                killed=draw.choice((None, None, draw.randint(1, 20))),
                status=draw.choice(("actual", "actual", "alleged", "denied", "planned")),
            )
        )
    own = chain(f"band {number % 7}", aliases=(f"band {number % 7}", f"the {number % 7}th band"))
    day = f"2020-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    return make_extraction(f"a{number:03}", day, said, [own], extra=extra)


def keep(path: Path, extractions: Iterable[Extraction]) -> Path:
    """Put extractions into a ledger."""
    with Ledger(path) as ledger:
        ledger.append(list(extractions))
    return path
