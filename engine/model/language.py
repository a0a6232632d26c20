"""Language model (paper 4.3): visual tokens and the question's tokens in one sequence, hidden states out.

Wraps a transformers model (Phi, Qwen2, BERT) built from its configuration; lays out the sequence and finds the
description's states again. Causal models are not given what follows the description: it cannot reach the mask.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
        table = self.model.get_input_embeddings()
        assert isinstance(table, nn.Embedding)  # noqa: S101  # nosec B101: narrows the type for the checker
        return table

    def forward(self, sequences: Sequences) -> Tensor:
        """Last hidden states ``[N, L, D]``, after the final norm."""
        output = self.model(
            inputs_embeds=sequences.embeds_NLD, attention_mask=sequences.attention_NL.long(), return_dict=True
        )
        return output.last_hidden_state  # type: ignore[no-any-return]

    def lay_out(self, tokens_NTD: Tensor, prompts: Sequence[Prompt]) -> Sequences:
        """Put each prompt's ids around its visual tokens and pad on the right with zeros (reference, section 4).

        ``tokens_NTD`` holds one row of visual tokens per prompt.
        """
        n_image = tokens_NTD.shape[1]
        lengths = [self._length(prompt) + n_image for prompt in prompts]
        longest = max(lengths)
        embeds = tokens_NTD.new_zeros(len(prompts), longest, self.hidden_size)
        attention = torch.zeros(len(prompts), longest, dtype=torch.bool, device=embeds.device)
        description = torch.zeros_like(attention)
        for n, prompt in enumerate(prompts):
            ids = (*prompt.before, *prompt.between, *prompt.description, *self._tail(prompt))
            words = self.embedding(torch.tensor(ids, device=embeds.device)).to(embeds.dtype)
            n_before = len(prompt.before)
            row = torch.cat([words[:n_before], tokens_NTD[n], words[n_before:]])
            embeds[n, : lengths[n]] = row
            attention[n, : lengths[n]] = True
            start = n_before + n_image + len(prompt.between)
            description[n, start : start + len(prompt.description)] = True
        return Sequences(embeds, attention, description)

    def _tail(self, prompt: Prompt) -> tuple[int, ...]:
        return () if self.causal else prompt.after

    def _length(self, prompt: Prompt) -> int:
        return len(prompt) - len(prompt.after) + len(self._tail(prompt))
