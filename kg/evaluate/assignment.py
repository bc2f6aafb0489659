"""The best one-to-one assignment of rows to columns: Kuhn 1955 and Munkres 1957, by shortest paths (Jonker and Volgenant)."""

from __future__ import annotations

from collections.abc import Sequence


def best_total(gains: Sequence[Sequence[float]]) -> float:
    """Greatest sum of gains when each row gets at most one column and each column at most one row.

    Args:
        gains: A row for each of one side, all of one length; none below 0.

    Returns:
        The sum; 0 where one side is empty.
    """
    if not gains or not gains[0]:
        return 0.0
    rows = gains if len(gains) <= len(gains[0]) else list(zip(*gains, strict=True))
    count, width = len(rows), len(rows[0])
    # Potentials of rows and columns, and the row of each column; column 0 stands for "none yet".
    of_row, of_column, row_of = [0.0] * (count + 1), [0.0] * (width + 1), [0] * (width + 1)
    for row in range(1, count + 1):
        _place(row, rows, of_row, of_column, row_of)
    return sum(rows[r - 1][c - 1] for c, r in enumerate(row_of) if c and r)


def _place(
    row: int, rows: Sequence[Sequence[float]], of_row: list[float], of_column: list[float], row_of: list[int]
) -> None:
    """Give one more row its column along the cheapest chain of exchanges."""
    width = len(of_column) - 1
    way, least = [0] * (width + 1), [float("inf")] * (width + 1)
    seen = [False] * (width + 1)
    row_of[0] = row
    column = 0
    while row_of[column]:
        seen[column] = True
        here, step, following = row_of[column], float("inf"), 0
        for c in range(1, width + 1):
            if seen[c]:
                continue
            cost = -rows[here - 1][c - 1] - of_row[here] - of_column[c]
            if cost < least[c]:
                least[c], way[c] = cost, column
            if least[c] < step:
                step, following = least[c], c
        for c in range(width + 1):
            if seen[c]:
                of_row[row_of[c]] += step
                of_column[c] -= step
            else:
                least[c] -= step
        column = following
    while column:
        row_of[column] = row_of[way[column]]
        column = way[column]
