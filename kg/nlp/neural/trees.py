"""Arc scores to dependency trees: the best head of each word where that is a tree, else a maximum spanning tree.

Invariant: every sentence comes out as one tree with one root.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
_NEVER = -1e9


def decode(scores: Array) -> Array:
    """Heads of one sentence.

    Args:
        scores: words, words + 1: score of each head for each word; column 0 is the root.

    Returns:
        words: the head of each word as a column of `scores` (0 the root).
    """
    n = scores.shape[0]
    scores = scores.copy()
    scores[np.arange(n), np.arange(n) + 1] = _NEVER
    heads: Array = scores.argmax(1)
    if is_tree(heads):
        return heads
    return _spanning(scores)


def is_tree(heads: Array) -> bool:
    """Whether heads (0 the root, else word number + 1) form one tree with one root."""
    if int((heads == 0).sum()) != 1:
        return False
    up = np.concatenate([[0], heads])
    for _ in range(max(1, len(up).bit_length())):
        up = up[up]
    return not up.any()


def _spanning(scores: Array) -> Array:
    """Chu-Liu/Edmonds with one root: the root that costs least to prefer takes column 0 for itself."""
    n = scores.shape[0]
    best_other = scores[:, 1:].max(1)
    root = int((scores[:, 0] - best_other).argmax())
    square = np.full((n + 1, n + 1), _NEVER)
    square[1:, :] = scores
    square[1:, 0] = _NEVER
    square[root + 1, :] = _NEVER
    square[root + 1, 0] = 0.0
    parents = _edmonds(square)
    return np.array(parents[1:], dtype=np.int64)


def _edmonds(scores: Array) -> list[int]:
    """Maximum arborescence from node 0; scores[child, parent]. Recursive contraction, small inputs only."""
    n = scores.shape[0]
    parent = scores.argmax(1)
    parent[0] = 0
    cycle = _cycle(parent)
    if not cycle:
        return [int(p) for p in parent]
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    rest = [i for i in range(n) if not inside[i]]
    size = len(rest) + 1
    smaller = np.full((size, size), _NEVER)
    smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
    members = np.array(cycle)
    out_of = scores[np.ix_(rest, members)]
    smaller[:-1, -1] = out_of.max(1)
    into = scores[np.ix_(members, rest)] - scores[members, parent[members]][:, None]
    smaller[-1, :-1] = into.max(0)
    solved = _edmonds(smaller)
    answer = [int(p) for p in parent]
    for i, node in enumerate(rest):
        if node == 0:
            continue
        p = solved[i]
        answer[node] = int(members[out_of[i].argmax()]) if p == size - 1 else rest[p]
    entry = rest[solved[-1]]
    broken = int(members[into[:, solved[-1]].argmax()])
    answer[broken] = entry
    return answer


def _cycle(parent: Array) -> list[int]:
    """Members of one cycle that does not hold node 0, or nothing."""
    state = [0] * len(parent)
    for start in range(1, len(parent)):
        path = []
        node = start
        while node != 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(parent[node])
        if node != 0 and state[node] == 1:
            return path[path.index(node) :]
        for p in path:
            state[p] = 2
    return []
