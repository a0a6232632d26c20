"""Two short warm-ups before the masks: the encoder classifies scenes, the language model classifies questions.

Each trains a linear head that is thrown away. They are what lets a small network learn words and textures from a
few hundred images.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

from engine.model.d_projector import mean_description
from engine.model.prompt import Prompt
from engine.model.segearth import SegEarth

from .augment import jitter_colours, random_view
from .data.labels import LabelledImage
from .initialise import freeze_norms
from .questions import ClassQuestions
from .recipe import SceneWarmup, WordWarmup

Report = Callable[[str, int, int, Mapping[str, float]], None]


def warm_up_scenes(
    model: SegEarth,
    images: Sequence[LabelledImage],
    labels: Sequence[int],
    config: SceneWarmup,
    seed: int,
    report: Report,
) -> None:
    """Train the encoder to name the scene class of whole images (cross-entropy on the pooled 1/32 map)."""
    head = nn.Linear(model.encoder.channels[-1], max(labels) + 1)
    optimizer = torch.optim.AdamW([*model.encoder.parameters(), *head.parameters()], lr=config.lr)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, config.lr, total_steps=config.steps)
    model.train()
    freeze_norms(model)
    for step in range(config.steps):
        rng = np.random.default_rng([seed, 1, step])
        index = rng.integers(len(images), size=config.batch)
        pixels = torch.stack([_scene_view(rng, images[i], config.size) for i in index])
        maps = model.encoder((pixels - model.mean) / model.std)
        logits = head(maps[-1].mean((2, 3)))
        target = torch.tensor([labels[i] for i in index])
        report("scenes", step + 1, config.steps, _learn(logits, target, optimizer, schedule))


def _learn(logits: Tensor, target: Tensor, optimizer: Optimizer, schedule: LRScheduler) -> dict[str, float]:
    loss = F.cross_entropy(logits, target, label_smoothing=0.1)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    schedule.step()
    return {"loss": loss.item(), "accuracy": (logits.argmax(1) == target).float().mean().item()}


def _scene_view(rng: np.random.Generator, image: LabelledImage, size: int) -> Tensor:
    height, width = image.rgb.shape[:2]
    view = random_view(rng, (height, width), size, None)
    return jitter_colours(rng, view.sample(image.rgb, "bilinear"))


def warm_up_words(
    model: SegEarth,
    bank: Mapping[str, ClassQuestions],
    make_prompts: Callable[[Sequence[str]], list[Prompt]],
    config: WordWarmup,
    seed: int,
    report: Report,
) -> nn.Linear:
    """Train the language model to name the class of a question; returns the head (for measuring)."""
    classes = list(bank)
    head = nn.Linear(model.language.hidden_size, len(classes))
    words = [p for p in model.language.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": words}, {"params": list(head.parameters())}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [config.lr, 20 * config.lr], total_steps=config.steps)
    model.train()
    for step in range(config.steps):
        torch.manual_seed(seed + step)
        rng = np.random.default_rng([seed, 2, step])
        index = rng.integers(len(classes), size=config.batch)
        texts = [_any_question(rng, bank[classes[i]]) for i in index]
        logits = head(description_states(model, make_prompts(texts)))
        target = torch.from_numpy(index)
        report("words", step + 1, config.steps, _learn(logits, target, optimizer, schedule))
    return head


def description_states(model: SegEarth, prompts: Sequence[Prompt]) -> Tensor:
    """Mean description states ``[N, D]`` of questions about an image without any visual token."""
    no_image = torch.zeros(len(prompts), 0, model.language.hidden_size)
    sequences = model.language.lay_out(no_image, prompts)
    return mean_description(model.language(sequences), sequences.description_NL)


def _any_question(rng: np.random.Generator, questions: ClassQuestions) -> str:
    texts = questions.explicit if rng.random() < 0.3 else questions.implicit
    return texts[rng.integers(len(texts))]
