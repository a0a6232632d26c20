"""Draws synthetic aerial scenes of which the ground truth is known exactly: for training, tests and the sample."""

from training.synthesis.classes import CLASS_COLOURS, CLASSES
from training.synthesis.scene import Scene, Window, render
from training.synthesis.spec import LANDSCAPES, LIGHTS, SEASONS, Landscape, Light, SceneSpec, Season, random_spec
from training.synthesis.zones import KINDS, ZONES, Kind

__all__ = [
    "CLASSES",
    "CLASS_COLOURS",
    "KINDS",
    "LANDSCAPES",
    "LIGHTS",
    "SEASONS",
    "ZONES",
    "Kind",
    "Landscape",
    "Light",
    "Scene",
    "SceneSpec",
    "Season",
    "Window",
    "random_spec",
    "render",
]
