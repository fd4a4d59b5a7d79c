"""Eigenvectors of a symmetric 3 × 3 matrix by Jacobi's rotations, step for step as the worker takes them."""

import math

ROUNDS = 12
"""Far more than convergence takes; fixed, so that another language takes the same steps."""


def eigenvectors(matrix: list[list[float]]) -> list[tuple[float, list[float]]]:
    """(value, vector of length 1), the largest value first; equal ones keep their order."""
    values = [list(map(float, row)) for row in matrix]
    vectors = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    for _ in range(ROUNDS):
        for p, q in ((0, 1), (0, 2), (1, 2)):
            _rotate(values, vectors, p, q)
    order = sorted(range(3), key=lambda column: -values[column][column])
    return [(values[column][column], [row[column] for row in vectors]) for column in order]


def _rotate(values: list[list[float]], vectors: list[list[float]], p: int, q: int) -> None:
    if values[p][q] == 0:
        return
    theta = (values[q][q] - values[p][p]) / (2 * values[p][q])
    tangent = (-1 if theta < 0 else 1) / (abs(theta) + math.sqrt(theta * theta + 1))
    cosine = 1 / math.sqrt(tangent * tangent + 1)
    sine = tangent * cosine
    _rotate_columns(values, p, q, cosine, sine)
    for k in range(3):
        at_p, at_q = values[p][k], values[q][k]
        values[p][k] = cosine * at_p - sine * at_q
        values[q][k] = sine * at_p + cosine * at_q
    _rotate_columns(vectors, p, q, cosine, sine)


def _rotate_columns(matrix: list[list[float]], p: int, q: int, cosine: float, sine: float) -> None:
    for row in matrix:
        at_p, at_q = row[p], row[q]
        row[p] = cosine * at_p - sine * at_q
        row[q] = sine * at_p + cosine * at_q
