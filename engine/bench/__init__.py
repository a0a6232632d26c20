"""Measures the engine against the plain way, in one run.

`measure`: a model alone, `segearth bench`. `table`: everything, `make bench`. Nothing is imported here: the table's
process must stay small, because on Linux a child's peak memory begins at its parent's.
"""
