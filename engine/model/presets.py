"""The presets: each a `SegEarthConfig` by name. Language models' settings are those of their published files."""

from __future__ import annotations

from .config import (
    ConnectorConfig,
    EncoderConfig,
    LanguageConfig,
    MaskDecoderConfig,
    PixelDecoderConfig,
    ProjectorConfig,
    SegEarthConfig,
)

PHI_1_5 = {
    "vocab_size": 50297,
    "hidden_size": 2048,
    "intermediate_size": 8192,
    "num_hidden_layers": 24,
    "num_attention_heads": 32,
    "max_position_embeddings": 2048,
    "partial_rotary_factor": 0.5,
}
PHI_2 = {
    "vocab_size": 50297,
    "hidden_size": 2560,
    "intermediate_size": 10240,
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "max_position_embeddings": 2048,
    "partial_rotary_factor": 0.4,
}
QWEN2_5_0_5B = {
    "vocab_size": 151666,
    "hidden_size": 896,
    "intermediate_size": 4864,
    "num_hidden_layers": 24,
    "num_attention_heads": 14,
    "num_key_value_heads": 2,
    "max_position_embeddings": 32768,
    "rope_theta": 1000000.0,
    "rms_norm_eps": 1e-6,
}
MINILM_L6 = {
    "vocab_size": 30522,
    "hidden_size": 384,
    "intermediate_size": 1536,
    "num_hidden_layers": 6,
    "num_attention_heads": 12,
    "max_position_embeddings": 512,
}


def segearth_r1() -> SegEarthConfig:
    """The released network: Swin-B and Phi-1.5, 1588 M parameters (paper 4; Tables 2-4)."""
    return SegEarthConfig(language=LanguageConfig(settings=PHI_1_5))


def segearth_r1_phi2() -> SegEarthConfig:
    """Phi-2 as the language model (Table 6)."""
    return SegEarthConfig(name="segearth-r1-phi2", language=LanguageConfig(settings=PHI_2))


def segearth_r1_qwen() -> SegEarthConfig:
    """Qwen2.5-0.5B as the language model (Table 6)."""
    language = LanguageConfig(kind="qwen2", settings=QWEN2_5_0_5B, seg_id=151665, pad_id=151643)
    return SegEarthConfig(name="segearth-r1-qwen", language=language)


def nano() -> SegEarthConfig:
    """The bundled model: MobileNetV2 and MiniLM, narrow decoders, a presence head; any size in multiples of 128."""
    return SegEarthConfig(
        name="nano",
        size_multiple=128,
        encoder=EncoderConfig(kind="timm", name="mobilenetv2_100", mean=(128.0,) * 3, std=(128.0,) * 3),
        connector=ConnectorConfig(norm="channel", grid=4),
        language=LanguageConfig(
            kind="bert",
            settings=MINILM_L6,
            seg_id=1,  # [unused0] of BERT's vocabulary
            pad_id=0,
            max_tokens=256,
            scripts=("LATIN",),
            template="sentence",
        ),
        projector=ProjectorConfig(dim=192, heads=4, head_dim=48),
        pixel_decoder=PixelDecoderConfig(dim=96, layers=2, heads=6, ffn=192, mask_dim=96),
        mask_decoder=MaskDecoderConfig(layers=3, heads=6, ffn=384, presence=True),
    )


PRESETS = {
    "segearth-r1": segearth_r1,
    "segearth-r1-phi2": segearth_r1_phi2,
    "segearth-r1-qwen": segearth_r1_qwen,
    "nano": nano,
}
