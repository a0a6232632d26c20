"""Language model (paper 4.3): visual tokens and the question's tokens in one sequence, hidden states out.

Wraps a transformers model (Phi, Qwen2, BERT) built from its configuration; lays out the sequence and finds the
description's states again. What a causal model has read once (the instruction, the image) it need not read again:
`read` keeps keys and values as a `Memory`, from which any number of continuations start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from .config import LanguageConfig
from .prompt import Prompt
from .torchvision_operators import declare_missing_operators

declare_missing_operators()


@dataclass(frozen=True)
class Sequences:
    """A right-padded batch for the language model: N sequences of L positions and width D."""

    embeds_NLD: Tensor
    attention_NL: Tensor  # bool, False on padding
    description_NL: Tensor  # bool, True on the question's tokens and [SEG]
    behind_NL: Tensor | None = None  # bool, True on the mask tokens behind it, where the network has any


@dataclass(frozen=True)
class Memory:
    """Keys and values ``[N, heads, T, d]`` of every layer for the first T positions of N sequences.

    20 MB per tile for Phi-1.5 in bf16 at 105 positions. All T positions hold something: no padding among them.
    """

    layers: tuple[tuple[Tensor, Tensor], ...]

    def __len__(self) -> int:
        return self.layers[0][0].shape[0]

    @property
    def length(self) -> int:
        """T, the number of positions remembered."""
        return self.layers[0][0].shape[2]

    def rows(self, index: Tensor) -> Memory:
        """The sequences at ``index`` (one may come several times)."""
        return Memory(tuple((keys[index], values[index]) for keys, values in self.layers))

    def expand(self, count: int) -> Memory:
        """One sequence as the common beginning of ``count``, without a copy."""
        return Memory(
            tuple((keys.expand(count, -1, -1, -1), values.expand(count, -1, -1, -1)) for keys, values in self.layers)
        )

    def to(self, device: torch.device | str) -> Memory:
        """The same memory on another device."""
        return Memory(tuple((keys.to(device), values.to(device)) for keys, values in self.layers))


def join_memories(memories: Sequence[Memory]) -> Memory:
    """The sequences of several memories of one length."""
    layers = zip(*(memory.layers for memory in memories), strict=True)
    return Memory(
        tuple((torch.cat([keys for keys, _ in layer]), torch.cat([values for _, values in layer])) for layer in layers)
    )


class LanguageModel(nn.Module):
    """A transformers decoder or encoder without its head, and the head where it has one."""

    def __init__(self, config: LanguageConfig) -> None:
        super().__init__()
        from transformers import BertConfig, BertModel, PhiConfig, PhiModel, Qwen2Config, Qwen2Model

        self.causal = config.kind != "bert"
        self.hidden_size = int(config.settings["hidden_size"])
        if config.kind == "phi":
            self.model = PhiModel(PhiConfig(**config.settings))
        elif config.kind == "qwen2":
            self.model = Qwen2Model(Qwen2Config(**config.settings))
        else:
            self.model = BertModel(BertConfig(**config.settings), add_pooling_layer=False)
        vocabulary = self.embedding.weight.shape[0]
        self.lm_head = nn.Linear(self.hidden_size, vocabulary, bias=False) if self.causal else None

    @property
    def embedding(self) -> nn.Embedding:
        """The table of word embeddings ``[vocabulary, D]``."""
        table: nn.Embedding = self.model.get_input_embeddings()
        return table

    def forward(self, sequences: Sequences, memory: Memory | None = None) -> Tensor:
        """Last hidden states ``[N, L, D]``, after the final norm; with ``memory`` of what comes after it."""
        return self._run(sequences, self._cache(memory), remember=False)

    def read(self, sequences: Sequences, memory: Memory | None = None) -> tuple[Tensor, Memory]:
        """`forward`, and the memory of all that was read (causal models; no padding in the sequences)."""
        cache = self._cache(memory)
        states = self._run(sequences, cache, remember=True)
        return states, Memory(tuple((layer.keys, layer.values) for layer in cache.layers))

    def generate(self, states_LD: Tensor, memory: Memory) -> Iterator[int]:
        """The likeliest tokens after one sequence read (greedy), one at a time, without end.

        ``states_LD``: its last states, ``memory``: of all of it. Each token reads one new position.
        """
        head = self.lm_head
        if head is None:
            return
        cache, length, state = self._cache(memory), memory.length, states_LD[-1]
        while True:
            token = int(head(state).argmax())
            yield token
            length += 1
            word = self.embedding(torch.tensor([[token]], device=state.device))
            ones = torch.ones(1, length, dtype=torch.bool, device=state.device)
            state = self._run(Sequences(word, ones[:, -1:], ~ones[:, -1:]), cache, remember=True)[0, -1]

    def _run(self, sequences: Sequences, cache: Any, *, remember: bool) -> Tensor:
        attention = sequences.attention_NL
        settings = {}
        if self.causal:
            past = cache.get_seq_length()
            attention = torch.cat([attention.new_ones(attention.shape[0], past), attention], dim=1)
            settings = {"past_key_values": cache if past or remember else None, "use_cache": bool(past or remember)}
        output = self.model(
            inputs_embeds=sequences.embeds_NLD, attention_mask=attention.long(), return_dict=True, **settings
        )
        return output.last_hidden_state  # type: ignore[no-any-return]

    def _cache(self, memory: Memory | None) -> Any:
        """The library's cache with what is remembered; it grows by copies, so a memory serves many times."""
        from transformers import DynamicCache

        return DynamicCache(memory.layers if memory else None)

    def lay_out(self, tokens_NTD: Tensor, prompts: Sequence[Prompt], behind_QD: Tensor | None = None) -> Sequences:
        """Join each prompt's words with its visual tokens and pad on the right with zeros (reference, section 4).

        ``tokens_NTD`` holds one row of visual tokens per prompt; a prompt without the image's place takes none.
        ``behind_QD``: tokens that are no words, put behind each description.
        """
        n_image, n_behind = tokens_NTD.shape[1], 0 if behind_QD is None else len(behind_QD)
        more = {"image": n_image, "description": n_behind}  # positions that are no words
        lengths = [sum(more.get(p.kind, 0) + len(p.ids) for p in prompt.pieces) for prompt in prompts]
        shape = len(prompts), max(lengths)
        ids = torch.zeros(shape, dtype=torch.long)
        image, description, attention, behind = (torch.zeros(shape, dtype=torch.bool) for _ in range(4))
        for n, prompt in enumerate(prompts):
            start = 0
            for piece in prompt.pieces:
                end = start + (n_image if piece.kind == "image" else len(piece.ids))
                if piece.kind == "image":
                    image[n, start:end] = True
                else:
                    ids[n, start:end] = torch.tensor(piece.ids)
                    description[n, start:end] = piece.kind == "description"
                if piece.kind == "description":
                    behind[n, end : end + n_behind] = True
                    end += n_behind
                start = end
            attention[n, :start] = True
        ids, image, description, attention, behind = (
            mask.to(tokens_NTD.device) for mask in (ids, image, description, attention, behind)
        )
        words = self.embedding(ids).to(tokens_NTD.dtype)
        embeds = words.masked_scatter(image[..., None], tokens_NTD) if bool(image.any()) else words
        if behind_QD is None:
            return Sequences(embeds * attention[..., None], attention, description)
        rows = behind_QD.to(embeds.dtype).expand(len(prompts), -1, -1)
        embeds = embeds.masked_scatter(behind[..., None], rows)
        return Sequences(embeds * attention[..., None], attention, description, behind)
