"""Names inside transformers against the names in our files: an upgrade of the library changes this table only.

Left our name, right the library's, by prefix-free patterns as in `official`. Parts not listed keep their name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from torch import Tensor

from .names import rename

_OURS = "encoder.layers.#.blocks.#."
_LIBRARY = "encoder.backbone.swin.encoder.layers.#.blocks.#."
SWIN: tuple[tuple[str, str], ...] = (
    ("encoder.patch", "encoder.backbone.swin.embeddings.patch_embeddings.projection"),
    ("encoder.patch_norm", "encoder.backbone.swin.embeddings.norm"),
    (_OURS + "norm1", _LIBRARY + "layernorm_before"),
    (_OURS + "norm2", _LIBRARY + "layernorm_after"),
    (_OURS + "attn.q", _LIBRARY + "attention.q_proj"),
    (_OURS + "attn.k", _LIBRARY + "attention.k_proj"),
    (_OURS + "attn.v", _LIBRARY + "attention.v_proj"),
    (_OURS + "attn.proj", _LIBRARY + "attention.o_proj"),
    (_OURS + "attn.bias_table", _LIBRARY + "attention.relative_position_bias.relative_position_bias_table"),
    (_OURS + "mlp.fc1", _LIBRARY + "mlp.fc1"),
    (_OURS + "mlp.fc2", _LIBRARY + "mlp.fc2"),
    ("encoder.layers.#.downsample.norm", "encoder.backbone.swin.encoder.layers.#.downsample.norm"),
    ("encoder.layers.#.downsample.reduction", "encoder.backbone.swin.encoder.layers.#.downsample.reduction"),
    *((f"encoder.norm{i}", f"encoder.backbone.hidden_states_norms.stage{i + 1}") for i in range(4)),
)
# A norm that the library makes for a classifier and that no map passes through.
UNUSED = re.compile(r"encoder\.backbone\.swin\.layernorm\..*")


def to_library(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """A state dict with the names of our files, renamed for `SegEarth.load_state_dict`."""
    return {rename(name, SWIN) or name: tensor for name, tensor in state.items()}


def from_library(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """`SegEarth.state_dict` with the names that our files use."""
    pairs = tuple((library, ours) for ours, library in SWIN)
    return {rename(name, pairs) or name: tensor for name, tensor in state.items() if not UNUSED.fullmatch(name)}
