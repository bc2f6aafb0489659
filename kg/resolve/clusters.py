"""Sets that grow by union, and never across a pair that is said to be apart.

Invariant: the outcome depends on the order of the unions alone; callers give them sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable


class Clusters:
    """Union-find over names, with pairs that must stay apart."""

    def __init__(self, names: Iterable[str], apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent = {name: name for name in names}
        self._size: dict[str, int] = {}
        self._enemies: dict[str, set[str]] = {}
        for left, right in apart:
            self._enemies.setdefault(left, set()).add(right)
            self._enemies.setdefault(right, set()).add(left)

    def part(self, left: str, right: str) -> None:
        """From now on keep the sets of two names apart; sets that are one already stay so."""
        left, right = self.find(left), self.find(right)
        if left != right:
            self._enemies.setdefault(left, set()).add(right)
            self._enemies.setdefault(right, set()).add(left)

    def find(self, name: str) -> str:
        """The name that stands for the set of `name`."""
        root = name
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[name] != root:
            self._parent[name], name = root, self._parent[name]
        return root

    def join(self, left: str, right: str, *, unless: Callable[[str, str], bool] | None = None) -> bool:
        """Unite two sets unless something in the one is to stay apart from something in the other.

        Args:
            left: A name of the one.
            right: A name of the other.
            unless: Says, of the names that stand for the sets, whether they must not be one.

        Returns:
            Whether they are one set now.
        """
        left, right = self.find(left), self.find(right)
        if left == right:
            return True
        if unless is not None and unless(left, right):
            return False
        if any(self.find(enemy) == right for enemy in self._enemies.get(left, ())):
            return False
        if self._size.get(left, 1) < self._size.get(right, 1):
            left, right = right, left
        self._parent[right] = left
        self._size[left] = self._size.get(left, 1) + self._size.pop(right, 1)
        if right in self._enemies:
            self._enemies.setdefault(left, set()).update(self._enemies.pop(right))
        return True
