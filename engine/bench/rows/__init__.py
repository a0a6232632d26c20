"""The rows of the bench table, one concern a file, in the table's order."""

from engine.bench.rows import memory, null_path

ROWS = (null_path.ROW, memory.ROW)

__all__ = ["ROWS"]
