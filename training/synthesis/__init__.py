"""Draws synthetic aerial scenes of which the ground truth is known exactly: for training, tests and the sample."""

from training.synthesis.classes import CLASS_COLOURS, CLASSES
from training.synthesis.scene import Scene, Window, render
from training.synthesis.spec import LANDSCAPES, SEASONS, Landscape, SceneSpec, Season, random_spec

__all__ = [
    "CLASSES",
    "CLASS_COLOURS",
    "LANDSCAPES",
    "SEASONS",
    "Landscape",
    "Scene",
    "SceneSpec",
    "Season",
    "Window",
    "random_spec",
    "render",
]
