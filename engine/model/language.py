"""Language model (paper 4.3): visual tokens and the question's tokens in one sequence, hidden states out.

Wraps a transformers model (Phi, Qwen2, BERT) built from its configuration; lays out the sequence and finds the
description's states again.
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
        table: nn.Embedding = self.model.get_input_embeddings()
        return table

    def forward(self, sequences: Sequences) -> Tensor:
        """Last hidden states ``[N, L, D]``, after the final norm."""
        output = self.model(
            inputs_embeds=sequences.embeds_NLD, attention_mask=sequences.attention_NL.long(), return_dict=True
        )
        return output.last_hidden_state  # type: ignore[no-any-return]

    def lay_out(self, tokens_NTD: Tensor, prompts: Sequence[Prompt]) -> Sequences:
        """Join each prompt's words with its visual tokens and pad on the right with zeros (reference, section 4).

        ``tokens_NTD`` holds one row of visual tokens per prompt.
        """
        n_image = tokens_NTD.shape[1]
        shape = len(prompts), max(len(prompt) for prompt in prompts) + n_image
        ids = torch.zeros(shape, dtype=torch.long)
        image, description, attention = (torch.zeros(shape, dtype=torch.bool) for _ in range(3))
        for n, prompt in enumerate(prompts):
            start = 0
            for piece in prompt.pieces:
                end = start + (n_image if piece.kind == "image" else len(piece.ids))
                if piece.kind == "image":
                    image[n, start:end] = True
                else:
                    ids[n, start:end] = torch.tensor(piece.ids)
                    description[n, start:end] = piece.kind == "description"
                start = end
            attention[n, :start] = True
        ids, image, description, attention = (
            mask.to(tokens_NTD.device) for mask in (ids, image, description, attention)
        )
        words = self.embedding(ids).to(tokens_NTD.dtype)
        embeds = words.masked_scatter(image[..., None], tokens_NTD)
        return Sequences(embeds * attention[..., None], attention, description)
