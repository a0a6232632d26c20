"""Questions computed from dense labels, with exact answers: size, position, relation, absence."""

from .draw import GeometryQuestion, geometry_questions
from .rule import Rule

__all__ = ["GeometryQuestion", "Rule", "geometry_questions"]
