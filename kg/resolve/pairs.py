"""Two parties to be judged, and why they meet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.resolve.compare.align import Alignment, align
from kg.resolve.keys import Key
from kg.resolve.parties import Party, brief_hash


@dataclass(eq=False)
class Pair:
    """Two parties of different keys that may yet be one entity.

    Attributes:
        left: The one that is less well known: the short name, the rare spelling.
        right: The one that it may be.
        block: Why they meet: namesake, role, spelling, initials, part, surname, acronym, company, asked.
        rivals: How many names `left` could as well belong to, that of `right` among them.
        said: An article gives the acronym as another name of the full one.
        borne: Words that differ between them are names that others bear too: Marta is no slip for Maria.
    """

    left: Party
    right: Party
    block: str
    rivals: int = 1
    said: bool = False
    borne: bool = False

    @cached_property
    def names(self) -> Alignment:
        """Their names, word by word."""
        return align(self.left.words, self.right.words)

    @property
    def together(self) -> bool:
        """Whether both stand in one article."""
        return not self.left.articles.isdisjoint(self.right.articles)

    @cached_property
    def company(self) -> frozenset[Key]:
        """Whom and which places both are seen with."""
        return (self.left.company & self.right.company) - {self.left.key, self.right.key}

    @property
    def keys(self) -> tuple[str, str]:
        """Chain keys that stand for the parties, in sorted order: the pair's name in a judgement."""
        left, right = self.left.representative.key, self.right.representative.key
        return (left, right) if left <= right else (right, left)

    @property
    def evidence(self) -> str:
        """A hash of all that a judgement of this pair may look at."""
        told = (self.block, str(self.rivals), str(self.said), str(self.borne), self.left.roster.version)
        return brief_hash(self.left.version, self.right.version, *told)
