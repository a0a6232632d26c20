"""Encoded tiles, and the instruction that the language model has read about them before any question.

A causal model's prompt is: instruction, image, question. The words before the image are the same for all tiles and
are read once per model; the image is read once per tile; a question then costs its own few tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from .language import LanguageModel, Memory, join_memories
from .prompt import Prompt


@dataclass(frozen=True)
class Instruction:
    """What stands before every question, and the memory of its words before the image (None: there are none)."""

    lead: Prompt
    about_image: Prompt  # the lead from the image on
    memory: Memory | None


@dataclass(frozen=True)
class Scene:
    """B encoded tiles; nothing in it depends on a question, so it can be kept, moved and asked again.

    About 67 MB per 1024 px tile for the full network in bf16, 20 of them the language model's memory; 29 MB for nano
    in fp32.
    """

    tokens_BTD: Tensor  # visual tokens for the language model
    local_BKC: Tensor  # the 1/32 map, projected for the D-Projector
    mask_features_BMhw: Tensor  # at 1/4
    levels: tuple[Tensor, ...]  # 1/32, 1/16, 1/8
    instruction: Instruction | None = None  # what `memory` has read
    memory: Memory | None = None

    def __len__(self) -> int:
        return self.tokens_BTD.shape[0]

    @property
    def nbytes(self) -> int:
        """Bytes of its tensors; the instruction's, shared by all scenes, are not counted."""
        tensors = [self.tokens_BTD, self.local_BKC, self.mask_features_BMhw, *self.levels]
        tensors += [tensor for layer in self.memory.layers for tensor in layer] if self.memory else []
        return sum(tensor.numel() * tensor.element_size() for tensor in tensors)

    def rows(self, index: Tensor) -> Scene:
        """The tiles at ``index`` (a tile may come several times)."""
        return Scene(
            self.tokens_BTD[index],
            self.local_BKC[index],
            self.mask_features_BMhw[index],
            tuple(level[index] for level in self.levels),
            self.instruction,
            None if self.memory is None else self.memory.rows(index),
        )

    def to(self, device: torch.device | str) -> Scene:
        """The same scene on another device."""
        return Scene(
            self.tokens_BTD.to(device),
            self.local_BKC.to(device),
            self.mask_features_BMhw.to(device),
            tuple(level.to(device) for level in self.levels),
            self.instruction,
            None if self.memory is None else self.memory.to(device),
        )

    def rest_of(self, prompts: Sequence[Prompt], index_N: Tensor) -> tuple[list[Prompt], Memory | None]:
        """What is still to be read of each prompt about row ``index_N[n]``, and the memory of what was read.

        Prompts that begin with another instruction than the scene's are read whole.
        """
        if self.memory is None or self.instruction is None:
            return list(prompts), None
        parts = [prompt.split("description") for prompt in prompts]
        if any(lead != self.instruction.lead for lead, _ in parts):
            return list(prompts), None
        return [rest for _, rest in parts], self.memory.rows(index_N)


def join_scenes(scenes: Sequence[Scene]) -> Scene:
    """All tiles of scenes that one model encoded, in order; a single scene as it is, without a copy."""
    first = scenes[0]
    if len(scenes) == 1:
        return first
    memories = [scene.memory for scene in scenes if scene.memory is not None]
    return Scene(
        torch.cat([scene.tokens_BTD for scene in scenes]),
        torch.cat([scene.local_BKC for scene in scenes]),
        torch.cat([scene.mask_features_BMhw for scene in scenes]),
        tuple(torch.cat(level) for level in zip(*(scene.levels for scene in scenes), strict=True)),
        first.instruction,
        join_memories(memories) if memories else None,
    )


def read_instruction(language: LanguageModel, prompt: Prompt) -> Instruction | None:
    """Read what ``prompt`` has before its image, once for all tiles; None for a model that is not causal.

    Its description may be empty: an instruction holds none.
    """
    lead, _ = prompt.split("description")
    words, about_image = lead.split("image")
    if not language.causal or not about_image.pieces:
        return None
    if len(words) == 0:
        return Instruction(lead, about_image, None)
    no_image = language.embedding.weight.new_zeros(1, 0, language.hidden_size)
    _, memory = language.read(language.lay_out(no_image, [words]))
    return Instruction(lead, about_image, memory)
