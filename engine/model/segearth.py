"""The network of the paper in three stages: ``encode`` a tile once, ``ask`` it many questions, ``explain`` in words.

Source: paper section 4 and Figure 3, in the form of the released code. Training uses the same stages.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .config import SegEarthConfig
from .connector import Connector
from .d_projector import DProjector, mean_description
from .encoder import build_encoder
from .language import LanguageModel
from .mask_decoder import MaskDecoder, MaskPrediction
from .pixel_decoder import PixelDecoder
from .prompt import Piece, Prompt


@dataclass(frozen=True)
class Scene:
    """B encoded tiles; nothing in it depends on a question, so it can be kept, moved and asked again.

    About 47 MB per 1024 px tile for the full network in bf16, 29 MB for nano in fp32.
    """

    tokens_BTD: Tensor  # visual tokens for the language model
    local_BKC: Tensor  # the 1/32 map, projected for the D-Projector
    mask_features_BMhw: Tensor  # at 1/4
    levels: tuple[Tensor, ...]  # 1/32, 1/16, 1/8

    def __len__(self) -> int:
        return self.tokens_BTD.shape[0]

    def rows(self, index: Tensor) -> Scene:
        """The tiles at ``index`` (a tile may come several times)."""
        return Scene(
            self.tokens_BTD[index],
            self.local_BKC[index],
            self.mask_features_BMhw[index],
            tuple(level[index] for level in self.levels),
        )

    def to(self, device: torch.device | str) -> Scene:
        """The same scene on another device."""
        return Scene(
            self.tokens_BTD.to(device),
            self.local_BKC.to(device),
            self.mask_features_BMhw.to(device),
            tuple(level.to(device) for level in self.levels),
        )


@dataclass(frozen=True)
class Answer:
    """Mask logits ``[B, Q, h, w]`` on the 1/4 grid and presence logits ``[B, Q]`` where the model has the head."""

    logits_BQhw: Tensor
    presence_BQ: Tensor | None


class SegEarth(nn.Module):
    """SegEarth-R1, or any other network that a `SegEarthConfig` describes."""

    def __init__(self, config: SegEarthConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = build_encoder(config.encoder)
        self.language = LanguageModel(config.language)
        channels = self.encoder.channels
        text_dim, query_dim = self.language.hidden_size, config.pixel_decoder.dim
        self.connector = Connector(config.connector, channels[-1], text_dim, config.image_px // 32)
        self.projector = DProjector(config.projector, text_dim, channels[-1], query_dim)
        self.pixel_decoder = PixelDecoder(config.pixel_decoder, channels)
        self.mask_decoder = MaskDecoder(config.mask_decoder, query_dim, config.pixel_decoder.mask_dim)
        mean = torch.tensor(config.encoder.mean).view(3, 1, 1)
        self.register_buffer("mean", mean, persistent=False)
        self.register_buffer("std", torch.tensor(config.encoder.std).view(3, 1, 1), persistent=False)
        self.mean: Tensor
        self.std: Tensor

    def encode(self, pixels_BCHW: Tensor) -> Scene:
        """Encode tiles of raw RGB in 0..255, sides in multiples of the configuration's ``size_multiple``."""
        maps = self.encoder((pixels_BCHW - self.mean) / self.std)
        mask_features, levels = self.pixel_decoder(maps)
        return Scene(self.connector(maps[-1]), self.projector.project_local(maps[-1]), mask_features, levels)

    def ask(self, scene: Scene, prompts: Sequence[Prompt]) -> Answer:
        """Answer every question for every tile of the scene."""
        tiles, questions = len(scene), len(prompts)
        index = torch.arange(tiles, device=scene.tokens_BTD.device).repeat_interleave(questions)
        (final,) = self.ask_pairs(scene.rows(index), [*prompts] * tiles)
        presence = None if final.presence_N is None else final.presence_N.unflatten(0, (tiles, questions))
        return Answer(final.logits_Nhw.unflatten(0, (tiles, questions)), presence)

    def ask_pairs(
        self, scene: Scene, prompts: Sequence[Prompt], *, every_layer: bool = False
    ) -> list[MaskPrediction]:
        """Answer the n-th prompt for the n-th row of the scene; with ``every_layer`` all predictions, final last."""
        query = self.query(scene, prompts)
        return self.mask_decoder(  # type: ignore[no-any-return]
            query, scene.mask_features_BMhw, scene.levels, every_layer=every_layer
        )

    def explain(
        self, scene: Scene, prompt: Prompt, *, end_ids: Collection[int], max_tokens: int = 64
    ) -> tuple[int, ...] | None:
        """Token ids of the answer that the language model gives for the scene's first tile.

        ``prompt`` leads up to the answer (`lead_to_answer`). Greedy; stops before an id of ``end_ids`` or after
        ``max_tokens``. None where the language model is not generative. Every token reads the whole sequence again.
        """
        if self.language.lm_head is None:
            return None
        answer: tuple[int, ...] = ()
        while len(answer) < max_tokens:
            so_far = Prompt((*prompt.pieces, Piece("text", answer)))
            states = self.language(self.language.lay_out(scene.tokens_BTD[:1], [so_far]))
            token = int(self.language.lm_head(states[0, -1]).argmax())
            if token in end_ids:
                break
            answer = (*answer, token)
        return answer

    def query(self, scene: Scene, prompts: Sequence[Prompt]) -> Tensor:
        """One query vector ``[N, D]`` per prompt: language model, mean description state, D-Projector."""
        sequences = self.language.lay_out(scene.tokens_BTD, prompts)
        states = self.language(sequences)
        mean = mean_description(states, sequences.description_NL)
        return self.projector(mean, scene.local_BKC)  # type: ignore[no-any-return]
