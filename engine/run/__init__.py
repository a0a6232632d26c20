"""Joins model and raster: request, plan, run, result. Importing it does not import torch."""

from engine.run.events import Event, IsCancelled, OnEvent, OnPartial, Partial
from engine.run.explain import Explained, ExplainRequest, WordedAnswer, explain_run
from engine.run.models import ModelLoader, ResidentModel, TileModel, devices, load_by_name, model_cards
from engine.run.outputs import check_picture
from engine.run.planning import Plan, plan
from engine.run.request import RunRequest, default_output
from engine.run.result import QuestionResult, RunResult, TileCounts
from engine.run.resume import ResumeRequest, resume_run
from engine.run.revectorize import Vectorized, VectorizeRequest, vectorize_run
from engine.run.runner import run
from engine.run.versions import versions

__all__ = [
    "Event",
    "ExplainRequest",
    "Explained",
    "IsCancelled",
    "ModelLoader",
    "OnEvent",
    "OnPartial",
    "Partial",
    "Plan",
    "QuestionResult",
    "ResidentModel",
    "ResumeRequest",
    "RunRequest",
    "RunResult",
    "TileCounts",
    "TileModel",
    "VectorizeRequest",
    "Vectorized",
    "WordedAnswer",
    "check_picture",
    "default_output",
    "devices",
    "explain_run",
    "load_by_name",
    "model_cards",
    "plan",
    "resume_run",
    "run",
    "vectorize_run",
    "versions",
]
