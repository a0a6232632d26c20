"""Hierarchical visual encoder (paper 4.1): pixels to four maps at 1/4, 1/8, 1/16 and 1/32 of the input.

Swin comes from transformers, whose windows are padded before they are rolled, as the released weights need;
small convolutional backbones come from timm.
"""

from __future__ import annotations

from torch import Tensor, nn

from .config import EncoderConfig
from .torchvision_operators import declare_missing_operators

declare_missing_operators()


class SwinEncoder(nn.Module):
    """Swin transformer with a layer norm of its own on each of the four maps (reference, section 5)."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        from transformers import SwinBackbone, SwinConfig

        self.channels = tuple(config.embed_dim * 2**stage for stage in range(4))
        self.backbone = SwinBackbone(
            SwinConfig(
                embed_dim=config.embed_dim,
                depths=list(config.depths),
                num_heads=list(config.num_heads),
                window_size=config.window,
                drop_path_rate=config.drop_path,
                out_features=["stage1", "stage2", "stage3", "stage4"],
            )
        )

    def forward(self, pixels_BCHW: Tensor) -> tuple[Tensor, ...]:
        """Normalised pixels to (1/4, 1/8, 1/16, 1/32) maps."""
        return tuple(self.backbone(pixels_BCHW).feature_maps)


class TimmEncoder(nn.Module):
    """Any timm backbone that yields features at strides 4, 8, 16 and 32."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        import timm

        # "same" is TensorFlow's padding, which the backbone's published weights were trained with.
        self.backbone = timm.create_model(
            config.name, features_only=True, out_indices=(1, 2, 3, 4), pad_type="same", pretrained=False
        )
        self.channels = tuple(self.backbone.feature_info.channels())

    def forward(self, pixels_BCHW: Tensor) -> tuple[Tensor, ...]:
        """Normalised pixels to (1/4, 1/8, 1/16, 1/32) maps."""
        return tuple(self.backbone(pixels_BCHW))


def build_encoder(config: EncoderConfig) -> SwinEncoder | TimmEncoder:
    """The encoder that the configuration names."""
    return SwinEncoder(config) if config.kind == "swin" else TimmEncoder(config)
