"""The rows of the bench table, one concern a file, in the table's order."""

from engine.bench.rows import (
    batch,
    edges,
    memory,
    model,
    null_path,
    remote,
    resume,
    seams,
    second_question,
    share,
    vectorize,
)

ROWS = (
    null_path.ROW,
    memory.ROW,
    seams.ROW,
    edges.ROW,
    resume.ROW,
    vectorize.ROW,
    share.ROW,
    second_question.ROW,
    model.ROW,
    batch.ROW,
    remote.ROW,
)

__all__ = ["ROWS"]
