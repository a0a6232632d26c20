"""The network of the paper in three stages: ``encode`` a tile once, ``ask`` it many questions, ``explain`` in words.

Source: paper section 4 and Figure 3, in the form of the released code. Training uses the same stages. Each part may
have a dtype of its own: what passes from one to the next is cast.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ..errors import BadModel
from .config import SegEarthConfig
from .connector import build_connector
from .d_projector import DProjector, mean_description
from .deformable_triton import prepare_for_compile
from .encoder import build_encoder
from .language import LanguageModel, Sequences
from .mask_decoder import MaskDecoder, MaskPrediction
from .mask_tokens import MaskTokens, best_queries, take_queries
from .pixel_decoder import PixelDecoder
from .prompt import Prompt
from .scene import Instruction, Scene


@dataclass(frozen=True)
class Answer:
    """Mask logits ``[B, Q, h, w]`` on the 1/4 grid and presence logits ``[B, Q]`` where the model has the head."""

    logits_BQhw: Tensor
    presence_BQ: Tensor | None


@dataclass(frozen=True)
class PairAnswer:
    """Mask logits ``[N, h, w]`` and presence logits ``[N]`` of N pairs of tile and question."""

    logits_Nhw: Tensor
    presence_N: Tensor | None


class SegEarth(nn.Module):
    """SegEarth-R1, or any other network that a `SegEarthConfig` describes."""

    def __init__(self, config: SegEarthConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = build_encoder(config.encoder)
        self.language = LanguageModel(config.language)
        channels = self.encoder.channels
        text_dim, query_dim = self.language.hidden_size, config.pixel_decoder.dim
        self.connector = build_connector(config.connector, channels[-1], text_dim, config.image_px // 32)
        self.projector = DProjector(config.projector, text_dim, channels[-1], query_dim)
        self.pixel_decoder = PixelDecoder(config.pixel_decoder, channels)
        self.mask_decoder = MaskDecoder(config.mask_decoder, query_dim, config.pixel_decoder.mask_dim)
        queries = config.mask_decoder.queries
        self.mask_tokens = MaskTokens(queries, text_dim, query_dim) if queries > 1 else None  # PSALM's, Table 5
        mean = torch.tensor(config.encoder.mean).view(3, 1, 1)
        self.register_buffer("mean", mean, persistent=False)
        self.register_buffer("std", torch.tensor(config.encoder.std).view(3, 1, 1), persistent=False)
        self.mean: Tensor
        self.std: Tensor

    def encode(self, pixels_BCHW: Tensor, instruction: Instruction | None = None) -> Scene:
        """Encode tiles of raw RGB in 0..255, sides in multiples of the configuration's ``size_multiple``.

        With an ``instruction`` (`read_instruction`) a causal language model reads the image here, and once; without
        one it does so with every question.
        """
        tokens, local, mask_features, levels = self.features(pixels_BCHW)
        memory = None
        if instruction is not None:
            _, memory = self.language.read(
                self.language.lay_out(tokens, [instruction.about_image] * len(tokens)),
                instruction.memory.expand(len(tokens)) if instruction.memory else None,
            )
        return Scene(tokens, local, mask_features, levels, instruction, memory)

    def features(self, pixels_BCHW: Tensor) -> tuple[Tensor, Tensor, Tensor, tuple[Tensor, ...]]:
        """All of a scene that no language model has a part in: tokens, local features, mask features, levels."""
        maps = self.encode_maps(pixels_BCHW)
        mask_features, levels = self.pixel_decoder([_cast(m, self.pixel_decoder) for m in maps])
        tokens = _cast(self.connector(_cast(maps[-1], self.connector)), self.language)
        local = self.projector.project_local(_cast(maps[-1], self.projector))
        return tokens, local, mask_features, levels

    def compile_features(self, backend: str = "inductor") -> None:
        """Have `features` compiled as one graph when it is first called with a shape."""
        prepare_for_compile()
        self.features = torch.compile(  # type: ignore[method-assign]
            self.features, backend=backend, fullgraph=True, dynamic=False
        )

    def encode_maps(self, pixels_BCHW: Tensor) -> tuple[Tensor, ...]:
        """The encoder's four maps, from fine to coarse."""
        normalised = (pixels_BCHW.to(self.mean.dtype) - self.mean) / self.std
        return self.encoder(_cast(normalised, self.encoder))  # type: ignore[no-any-return]

    def ask(self, scene: Scene, prompts: Sequence[Prompt]) -> Answer:
        """Answer every question for every tile of the scene."""
        tiles, questions = len(scene), len(prompts)
        if self.mask_tokens is not None:  # one at a time: its memory is that of as many masks as there are tokens
            answers = [self.ask_pairs(scene, [prompt] * tiles)[-1].logits_Nhw for prompt in prompts]
            return Answer(torch.stack(answers, dim=1), None)
        index = torch.arange(tiles, device=scene.tokens_BTD.device).repeat_interleave(questions)
        query_ND = self.query(scene, [*prompts] * tiles, index)
        (final,) = self.decode(query_ND.unflatten(0, (tiles, questions)), scene)
        return Answer(final.logits_BQhw, final.presence_BQ)

    def ask_pairs(self, scene: Scene, prompts: Sequence[Prompt], *, every_layer: bool = False) -> list[PairAnswer]:
        """Answer the n-th prompt for the n-th row of the scene; with ``every_layer`` all predictions, final last.

        Of several queries to a question the best-scored answers, in each layer's prediction its own.
        """
        if self.mask_tokens is None:
            return self.decode_pairs(self.query(scene, prompts), scene, every_layer=every_layer)
        states, sequences = self._read(scene, prompts, torch.arange(len(scene), device=scene.tokens_BTD.device))
        predictions = self.decode_tokens(states, sequences, scene, every_layer=every_layer)
        return [best_answer(prediction) for prediction in predictions]

    def decode_pairs(self, query_ND: Tensor, scene: Scene, *, every_layer: bool = False) -> list[PairAnswer]:
        """Turn the n-th query into the mask on the n-th row of the scene."""
        return [best_answer(p) for p in self.decode(query_ND[:, None], scene, every_layer=every_layer)]

    def explain(
        self, scene: Scene, prompt: Prompt, *, end_ids: Collection[int], max_tokens: int = 64
    ) -> tuple[int, ...] | None:
        """Token ids of the answer that the language model gives for the scene's first tile.

        ``prompt`` leads up to the answer (`lead_to_answer`). Greedy; stops before an id of ``end_ids`` or after
        ``max_tokens``. None where the language model is not generative.
        """
        if self.language.lm_head is None:
            return None
        first = torch.zeros(1, dtype=torch.long, device=scene.tokens_BTD.device)
        rest, known = scene.rest_of([prompt], first)
        states, memory = self.language.read(self.lay_out(scene.tokens_BTD[:1], rest), known)
        answer: list[int] = []
        for token in self.language.generate(states[0], memory):
            if token in end_ids:
                break
            answer.append(token)
            if len(answer) >= max_tokens:
                break
        return tuple(answer)

    def query(self, scene: Scene, prompts: Sequence[Prompt], index_N: Tensor | None = None) -> Tensor:
        """One query vector ``[N, D]`` per prompt: language model, mean description state, D-Projector.

        In a network of mask tokens it is not what is decoded, but what the tokens' queries are compared with.
        The n-th prompt is about the scene's row ``index_N[n]``; without an index about its n-th row.
        """
        if index_N is None:
            index_N = torch.arange(len(scene), device=scene.tokens_BTD.device)
        states, sequences = self._read(scene, prompts, index_N)
        return self.describe(states, sequences, scene.local_BKC[index_N])

    def lay_out(self, tokens_NTD: Tensor, prompts: Sequence[Prompt]) -> Sequences:
        """`LanguageModel.lay_out`, with the mask tokens of a network that has them."""
        return self.language.lay_out(tokens_NTD, prompts, None if self.mask_tokens is None else self.mask_tokens.tokens)

    def describe(self, states_NLT: Tensor, sequences: Sequences, local_NKC: Tensor) -> Tensor:
        """The D-Projector's vector ``[N, D]`` of each sequence read: the query, or what mask tokens are judged by."""
        mean = mean_description(states_NLT, sequences.description_NL)
        return self.projector(_cast(mean, self.projector), local_NKC)  # type: ignore[no-any-return]

    def decode_tokens(
        self, states_NLT: Tensor, sequences: Sequences, scene: Scene, *, every_layer: bool = False
    ) -> list[MaskPrediction]:
        """Masks and class logits of all mask tokens of the n-th sequence on the n-th row of the scene.

        Raises BadModel for a network without such tokens.
        """
        if self.mask_tokens is None or sequences.behind_NL is None:
            raise BadModel(f"The network {self.config.name} has no mask tokens.")
        description = self.describe(states_NLT, sequences, scene.local_BKC)
        return self.mask_decoder(  # type: ignore[no-any-return]
            _cast(self.mask_tokens(_cast(states_NLT, self.mask_tokens), sequences.behind_NL), self.mask_decoder),
            scene.mask_features_BMhw,
            scene.levels,
            every_layer=every_layer,
            description_BD=_cast(description, self.mask_decoder),
        )

    def decode(self, query_BQD: Tensor, scene: Scene, *, every_layer: bool = False) -> list[MaskPrediction]:
        """Turn B x Q queries into masks of the scene's B tiles; with ``every_layer`` all predictions, final last.

        Raises BadModel for a network of mask tokens, whose queries are not the question's own.
        """
        if self.mask_tokens is not None:
            raise BadModel(
                f"The network {self.config.name} answers with {self.config.mask_decoder.queries} mask tokens.",
                hint="Train it by a recipe of the paper's Table 5, such as table5_plain.",
            )
        return self.mask_decoder(  # type: ignore[no-any-return]
            _cast(query_BQD, self.mask_decoder), scene.mask_features_BMhw, scene.levels, every_layer=every_layer
        )

    def _read(self, scene: Scene, prompts: Sequence[Prompt], index_N: Tensor) -> tuple[Tensor, Sequences]:
        """Last states of the language model for the n-th prompt about row ``index_N[n]``, and what they are of."""
        rest, memory = scene.rest_of(prompts, index_N)
        sequences = self.lay_out(scene.tokens_BTD[index_N], rest)
        return self.language(sequences, memory), sequences


def best_answer(prediction: MaskPrediction) -> PairAnswer:
    """The answer of the only query of each row, or of its best-scored one (`best_queries`)."""
    logits, presence = prediction.logits_BQhw, prediction.presence_BQ
    if prediction.classes_BQ is None:
        return PairAnswer(logits[:, 0], None if presence is None else presence[:, 0])
    return PairAnswer(take_queries(logits, best_queries(logits, prediction.classes_BQ)), None)


def _cast(tensor: Tensor, part: nn.Module) -> Tensor:
    return tensor.to(next(part.parameters()).dtype)
