"""The network's configuration: one frozen dataclass per part of the paper.

A model directory's ``config.json`` is `SegEarthConfig.to_dict()`; every ablation of the paper's Tables 5-7 is a
value here, and the classes that read it are the same for all presets.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, is_dataclass
from typing import Any, Literal, TypeVar, get_type_hints

from .prompt import find_template

T = TypeVar("T")

IMAGENET_MEAN = (123.675, 116.28, 103.53)
IMAGENET_STD = (58.395, 57.12, 57.375)


@dataclass(frozen=True)
class EncoderConfig:
    """Hierarchical visual encoder (paper 4.1): four maps at 1/4, 1/8, 1/16 and 1/32."""

    kind: Literal["swin", "timm"] = "swin"
    name: str = ""  # timm: the model's name
    embed_dim: int = 128  # swin only, as the next four
    depths: tuple[int, ...] = (2, 2, 18, 2)
    num_heads: tuple[int, ...] = (4, 8, 16, 32)
    window: int = 12
    drop_path: float = 0.3
    mean: tuple[float, ...] = IMAGENET_MEAN  # of RGB in 0..255
    std: tuple[float, ...] = IMAGENET_STD


@dataclass(frozen=True)
class ConnectorConfig:
    """Token-compressing connector (paper 4.2): ``depth`` strided convolutions, each a quarter of the tokens."""

    kind: Literal["compress", "swin_conv"] = "compress"  # or PSALM's: one residual block (Table 5, "without")
    depth: int = 2  # d of Table 7; compress only, as the next two
    norm: Literal["spatial", "channel"] = "spatial"  # released: statistics and weights over C, H and W jointly
    grid: int = 0  # pool to grid x grid tokens; 0: as many as come


@dataclass(frozen=True)
class LanguageConfig:
    """Language model (paper 4.3) by its transformers configuration, and the ids that the prompt needs."""

    kind: Literal["phi", "qwen2", "bert"] = "phi"
    settings: dict[str, Any] = field(default_factory=dict)  # handed to the transformers configuration class
    seg_id: int = 50296  # closes the description
    pad_id: int = 50295
    max_tokens: int = 2048
    scripts: tuple[str, ...] = ()  # Unicode scripts it was trained on; empty: any
    template: str = "released"


@dataclass(frozen=True)
class ProjectorConfig:
    """D-Projector (paper 4.3): the description looks at the 1/32 map."""

    dim: int = 512
    depth: int = 1  # 0 leaves it out (Table 5)
    heads: int = 8
    head_dim: int = 64
    ffn_mult: int = 1


@dataclass(frozen=True)
class PixelDecoderConfig:
    """Multi-scale deformable pixel decoder of Mask2Former."""

    dim: int = 256
    layers: int = 6
    heads: int = 8
    points: int = 4
    ffn: int = 1024
    mask_dim: int = 256


@dataclass(frozen=True)
class MaskDecoderConfig:
    """Mask generator (paper 4.4): masked attention of a single query, or of several as in PSALM (Table 5)."""

    layers: int = 9
    heads: int = 8
    ffn: int = 2048
    queries: int = 1  # the description's own; PSALM's 100 mask tokens, of which the best-scored answers
    presence: bool = False  # ours: does the tile hold the target at all?
    presence_shift: float = 0.0  # added to its logit in use: tiles are empty more often than training samples


@dataclass(frozen=True)
class SegEarthConfig:
    """Everything that `SegEarth` is built from."""

    name: str = "segearth-r1"
    image_px: int = 1024  # side of a tile
    size_multiple: int = 1024  # inputs are padded to multiples of it; equal to image_px: only that size
    encoder: EncoderConfig = field(default_factory=EncoderConfig)
    connector: ConnectorConfig = field(default_factory=ConnectorConfig)
    language: LanguageConfig = field(default_factory=LanguageConfig)
    projector: ProjectorConfig = field(default_factory=ProjectorConfig)
    pixel_decoder: PixelDecoderConfig = field(default_factory=PixelDecoderConfig)
    mask_decoder: MaskDecoderConfig = field(default_factory=MaskDecoderConfig)

    @property
    def generative(self) -> bool:
        """Whether the language model can put an answer into words, and was trained to."""
        return self.language.kind != "bert" and find_template(self.language.template).speaks

    def to_dict(self) -> dict[str, Any]:
        """The configuration as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> SegEarthConfig:
        """Read what `to_dict` wrote. Raises ValueError for a field that this version does not know."""
        return _read(cls, values)


def _read(cls: type[T], values: dict[str, Any]) -> T:
    known = {f.name for f in fields(cls)}  # type: ignore[arg-type]
    unknown = sorted(set(values) - known)
    if unknown:
        raise ValueError(f"unknown field in {cls.__name__}: {', '.join(unknown)}")
    hints = get_type_hints(cls)
    return cls(**{name: _value(hints[name], value) for name, value in values.items()})


def _value(hint: Any, value: Any) -> Any:
    if is_dataclass(hint):
        return _read(hint, value)  # type: ignore[arg-type]
    return tuple(value) if isinstance(value, list) else value
