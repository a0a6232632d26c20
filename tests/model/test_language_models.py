"""Language models of transformers as the start of ours: tiny random ones, written by transformers itself."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from tokenizers import AddedToken, Tokenizer
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel
from torch.testing import assert_close

from engine.errors import BadModel, ModelMissing
from engine.model.config import LanguageConfig
from engine.model.foreign.language_settings import language_settings
from engine.model.foreign.pretrained import load_language
from engine.model.language import LanguageModel, Sequences
from engine.model.presets import PHI_1_5, PHI_2, PRESETS, QWEN2_5_0_5B
from engine.model.runtime import TextTokenizer
from engine.model.segearth import SegEarth
from training.initialise import start_language_from

from .tiny import tiny_config

LETTERS = sorted(ByteLevel.alphabet())  # 256
TOKENIZER_SIZE = 258  # letters, <|endoftext|>, a run of two blanks
TABLE_ROWS = 300  # the published tables are longer than their tokenizers, too

TINY = {
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "max_position_embeddings": 128,
    "vocab_size": TABLE_ROWS,
}
# config.json as published for the three, but for fields that change nothing here.
PUBLISHED = {
    "segearth-r1": {
        "model_type": "phi",
        "hidden_act": "gelu_new",
        "hidden_size": 2048,
        "initializer_range": 0.02,
        "intermediate_size": 8192,
        "layer_norm_eps": 1e-05,
        "max_position_embeddings": 2048,
        "num_attention_heads": 32,
        "num_hidden_layers": 24,
        "num_key_value_heads": None,
        "partial_rotary_factor": 0.5,
        "qk_layernorm": False,
        "rope_scaling": None,
        "rope_theta": 10000.0,
        "tie_word_embeddings": False,
        "vocab_size": 51200,
    },
    "segearth-r1-phi2": {
        "model_type": "phi",
        "hidden_act": "gelu_new",
        "hidden_size": 2560,
        "initializer_range": 0.02,
        "intermediate_size": 10240,
        "layer_norm_eps": 1e-05,
        "max_position_embeddings": 2048,
        "num_attention_heads": 32,
        "num_hidden_layers": 32,
        "num_key_value_heads": 32,
        "partial_rotary_factor": 0.4,
        "qk_layernorm": False,
        "resid_pdrop": 0.1,
        "rope_scaling": None,
        "rope_theta": 10000.0,
        "tie_word_embeddings": False,
        "vocab_size": 51200,
    },
    "segearth-r1-qwen": {
        "model_type": "qwen2",
        "hidden_act": "silu",
        "hidden_size": 896,
        "initializer_range": 0.02,
        "intermediate_size": 4864,
        "max_position_embeddings": 32768,
        "max_window_layers": 24,
        "num_attention_heads": 14,
        "num_hidden_layers": 24,
        "num_key_value_heads": 2,
        "rms_norm_eps": 1e-06,
        "rope_theta": 1000000.0,
        "sliding_window": 32768,
        "tie_word_embeddings": True,
        "use_sliding_window": False,
        "vocab_size": 151936,
    },
}


def write_tokenizer(folder: Path, *, pad: str | None = None) -> None:
    """A byte-level tokenizer without merges, as `save_pretrained` leaves it."""
    tokenizer = Tokenizer(BPE({letter: i for i, letter in enumerate(LETTERS)}, []))
    tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=False)
    tokenizer.decoder = ByteLevelDecoder()
    tokenizer.add_special_tokens(["<|endoftext|>"])
    tokenizer.add_tokens([AddedToken("  ", normalized=False)])
    assert tokenizer.get_vocab_size() == TOKENIZER_SIZE
    tokenizer.enable_truncation(5)
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = {"eos_token": "<|endoftext|>"} | ({} if pad is None else {"pad_token": pad})
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))


def transformers_model(kind: str, **changed):
    from transformers import PhiConfig, PhiForCausalLM, Qwen2Config, Qwen2ForCausalLM

    torch.manual_seed(0)
    if kind == "phi":
        model = PhiForCausalLM(PhiConfig(**(TINY | {"partial_rotary_factor": 0.25} | changed)))
    else:
        special = {"num_key_value_heads": 2, "rope_theta": 1e6, "rms_norm_eps": 1e-6, "tie_word_embeddings": True}
        model = Qwen2ForCausalLM(Qwen2Config(**(TINY | special | changed)))
    with torch.no_grad():
        for parameter in model.parameters():  # zero biases and unit norms would hide a confusion
            parameter.add_(0.05 * torch.randn_like(parameter))
    return model.eval()


@pytest.fixture(params=["phi", "qwen2"])
def kind(request) -> str:
    return request.param


@pytest.fixture
def folder(tmp_path, kind) -> Path:
    """A language model's folder; Qwen's tokenizer names its padding, Phi's does not."""
    transformers_model(kind).save_pretrained(tmp_path)
    write_tokenizer(tmp_path, pad=None if kind == "phi" else "<|endoftext|>")
    return tmp_path


def change(folder: Path, **values) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def built(language) -> LanguageModel:
    model = LanguageModel(language.config).eval()
    model.load_state_dict({name.removeprefix("language."): tensor for name, tensor in language.state.items()})
    return model


class TestNumbers:
    @torch.inference_mode()
    def test_states_and_logits_are_those_of_transformers(self, kind, folder):
        theirs, ours = transformers_model(kind), built(load_language(str(folder)))
        ids = torch.tensor([[5, 70, 200, 17, 3, 256], [9, 9, 41, 0, 0, 0]])
        attention = torch.tensor([[True] * 6, [True] * 3 + [False] * 3])
        embeds = ours.embedding(ids)
        assert torch.equal(embeds, theirs.get_input_embeddings()(ids))
        states = ours(Sequences(embeds, attention, attention))
        expected = theirs(
            inputs_embeds=embeds, attention_mask=attention.long(), output_hidden_states=True, return_dict=True
        )
        assert_close(states[attention], expected.hidden_states[-1][attention], atol=1e-5, rtol=0)
        bias = theirs.lm_head.bias  # Phi's, which the released model drops
        logits = expected.logits if bias is None else expected.logits - bias
        found = ours.lm_head(states)[..., :TOKENIZER_SIZE]
        assert_close(found[attention], logits[attention][:, :TOKENIZER_SIZE], atol=1e-5, rtol=0)

    @torch.inference_mode()
    def test_a_configuration_of_transformers_4_gives_the_same_rotation(self, kind, folder):
        new = load_language(str(folder)).config
        rope = json.loads((folder / "config.json").read_text())["rope_parameters"]
        change(folder, rope_parameters=None, rope_scaling=None, **{k: v for k, v in rope.items() if k != "rope_type"})
        assert load_language(str(folder)).config == new

    @torch.inference_mode()
    def test_fused_attention_of_early_phi_is_split_per_head(self, tmp_path):
        theirs = transformers_model("phi")
        theirs.save_pretrained(tmp_path)
        write_tokenizer(tmp_path)
        expected = dict(load_language(str(tmp_path)).state)
        state = load_file(tmp_path / "model.safetensors")
        for layer in range(2):
            for end in ("weight", "bias"):
                name = f"model.layers.{layer}.self_attn."
                parts = [state.pop(f"{name}{part}_proj.{end}").unflatten(0, (4, 1, 8)) for part in "qkv"]
                state[f"{name}query_key_value.{end}"] = torch.cat(parts, dim=1).flatten(0, 2)
        save_file(state, tmp_path / "model.safetensors")
        found = load_language(str(tmp_path)).state
        assert found.keys() == expected.keys()
        assert all(torch.equal(found[name], expected[name]) for name in expected)


class TestVocabulary:
    def test_phi_gets_pad_as_the_mean_of_the_old_rows_and_seg_after_it(self, tmp_path):
        theirs = transformers_model("phi")
        theirs.save_pretrained(tmp_path)
        write_tokenizer(tmp_path)
        language = load_language(str(tmp_path))
        assert (language.config.pad_id, language.config.seg_id) == (TOKENIZER_SIZE, TOKENIZER_SIZE + 1)
        assert language.config.settings["vocab_size"] == TOKENIZER_SIZE + 2
        for ours, their_table in (
            ("language.model.embed_tokens.weight", theirs.model.embed_tokens.weight),
            ("language.lm_head.weight", theirs.lm_head.weight),
        ):
            table = language.state[ours]
            assert table.shape == (TOKENIZER_SIZE + 2, 32)
            assert torch.equal(table[:TOKENIZER_SIZE], their_table[:TOKENIZER_SIZE])
            assert_close(table[TOKENIZER_SIZE], their_table[:TOKENIZER_SIZE].mean(0))
            assert 0.005 < table[-1].std() < 0.05
            assert not torch.equal(table[-1], their_table[TOKENIZER_SIZE + 1])

    def test_named_padding_is_kept_and_a_tied_head_becomes_a_copy(self, tmp_path):
        transformers_model("qwen2").save_pretrained(tmp_path)
        write_tokenizer(tmp_path, pad="<|endoftext|>")
        language = load_language(str(tmp_path))
        assert (language.config.pad_id, language.config.seg_id) == (256, TOKENIZER_SIZE)
        assert language.tokenizer.token_to_id("[PAD]") is None
        embedding, head = (language.state[f"language.{n}.weight"] for n in ("model.embed_tokens", "lm_head"))
        assert torch.equal(embedding, head)
        assert embedding.data_ptr() != head.data_ptr()

    def test_a_second_reading_draws_the_same_seg(self, folder):
        first, second = (load_language(str(folder)).state["language.model.embed_tokens.weight"] for _ in range(2))
        assert torch.equal(first, second)

    def test_a_tokenizer_that_has_seg_already_keeps_its_row(self, folder):
        once = load_language(str(folder))
        once.save_tokenizer(folder)
        again = load_language(str(folder))
        assert (again.config.seg_id, again.config.pad_id) == (once.config.seg_id, once.config.pad_id)
        assert again.config.settings["vocab_size"] == once.config.settings["vocab_size"]

    def test_the_saved_tokenizer_knows_seg_and_neither_cuts_nor_pads(self, folder, tmp_path):
        language = load_language(str(folder))
        language.save_tokenizer(tmp_path / "out")
        tokenizer = TextTokenizer(tmp_path / "out" / "tokenizer.json")
        assert tokenizer.encode("[SEG]") == [language.config.seg_id]
        assert len(tokenizer.encode(" where are the ships")) == 20
        assert tokenizer.end_ids() == [256]
        assert Tokenizer.from_file(str(tmp_path / "out" / "tokenizer.json")).truncation is None

    def test_a_table_shorter_than_the_tokenizer_is_refused(self, tmp_path):
        transformers_model("phi", vocab_size=200).save_pretrained(tmp_path)
        write_tokenizer(tmp_path)
        with pytest.raises(BadModel, match="258 tokens, the embeddings only 200 rows"):
            load_language(str(tmp_path))


class TestFiles:
    def test_shards_and_pickled_weights_are_read_like_a_single_file(self, kind, folder):
        expected = dict(load_language(str(folder)).state)
        transformers_model(kind).save_pretrained(folder, max_shard_size="20KB")
        (folder / "model.safetensors").unlink(missing_ok=True)
        assert len(list(folder.glob("model-*.safetensors"))) > 2
        sharded = load_language(str(folder)).state
        assert all(torch.equal(sharded[name], expected[name]) for name in expected)
        for file in folder.glob("model*"):
            file.unlink()
        torch.save(transformers_model(kind).state_dict(), folder / "pytorch_model.bin")
        pickled = load_language(str(folder)).state
        assert pickled.keys() == expected.keys()
        assert all(torch.equal(pickled[name], expected[name]) for name in expected)

    def test_half_precision_stays_what_it_is(self, kind, folder):
        transformers_model(kind).half().save_pretrained(folder)
        assert {tensor.dtype for tensor in load_language(str(folder)).state.values()} == {torch.float16}

    def test_a_missing_layer_is_named(self, tmp_path):
        transformers_model("phi").save_pretrained(tmp_path)
        write_tokenizer(tmp_path)
        change(tmp_path, num_hidden_layers=3)
        with pytest.raises(BadModel, match=r"missing language\.model\.layers\.2\."):
            load_language(str(tmp_path))

    def test_another_kind_of_model_is_refused_by_its_name(self, folder):
        change(folder, model_type="llama")
        with pytest.raises(BadModel, match=r"'llama'.*knows phi and qwen2"):
            load_language(str(folder))

    def test_another_kind_than_asked_for_is_refused(self, kind, folder):
        other = "phi" if kind == "qwen2" else "qwen2"
        with pytest.raises(BadModel, match=f"the kind {kind}, not {other}"):
            load_language(str(folder), kind=other)

    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ({"rope_scaling": {"type": "linear", "factor": 2.0}}, "scales its positions .linear"),
            ({"use_sliding_window": True}, "sliding window"),
            ({"hidden_size": None}, "lacks hidden_size"),
        ],
    )
    def test_what_the_settings_cannot_say_is_refused(self, values, told):
        with pytest.raises(BadModel, match=told):
            language_settings(PUBLISHED["segearth-r1-qwen"] | values, vocabulary=10)

    def test_a_name_that_is_no_folder_and_no_hub_id_is_told_with_what_to_do(self):
        with pytest.raises(ModelMissing) as caught:
            load_language("phi-nine")
        assert "segearth models download" in caught.value.advice
        assert "folder" in caught.value.advice

    def test_a_hub_id_comes_from_the_hubs_own_cache(self, folder, monkeypatch):
        monkeypatch.setattr("huggingface_hub.snapshot_download", lambda repo, **_: str(folder))
        assert load_language("some/model").source == folder

    def test_a_hub_out_of_reach_is_told_with_what_to_do(self, monkeypatch, tmp_path):
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
        with pytest.raises(ModelMissing) as caught:
            load_language("some/model")
        assert "segearth models download some/model" in caught.value.advice


def network(language: LanguageConfig) -> SegEarth:
    return SegEarth(dataclasses.replace(tiny_config(), language=language))


class TestStart:
    def test_a_network_starts_from_a_language_model(self, folder):
        language = load_language(str(folder))
        model = network(language.config)
        start_language_from(model, str(folder))
        assert all(
            torch.equal(tensor, language.state[f"language.{name}"])
            for name, tensor in model.language.state_dict().items()
        )

    def test_another_language_model_than_the_network_has_is_refused(self, folder, kind):
        config = load_language(str(folder)).config
        other = LanguageConfig(config.kind, config.settings | {"num_hidden_layers": 1}, config.seg_id, config.pad_id)
        with pytest.raises(BadModel, match="num_hidden_layers"):
            start_language_from(network(other), str(folder))


class TestPresets:
    @pytest.mark.parametrize("name", PUBLISHED)
    def test_a_preset_says_what_the_published_file_says(self, name):
        language = PRESETS[name]().language
        found = language_settings(PUBLISHED[name], vocabulary=language.settings["vocab_size"])
        assert found == language.settings

    # Parameters of the published models: 1.3 G, 2.7 G and 0.49 G on their cards; exactly, with their longer tables,
    # Phi's bias of the head, and Qwen's single table for both:
    @pytest.mark.parametrize(
        ("name", "published", "rows", "tables", "bias"),
        [
            ("segearth-r1", 1_418_270_720, 51200, 2, 51200),
            ("segearth-r1-phi2", 2_779_683_840, 51200, 2, 51200),
            ("segearth-r1-qwen", 494_032_768, 151936, 1, 0),
        ],
    )
    def test_a_preset_has_the_parameters_of_the_published_model(self, name, published, rows, tables, bias):
        language = PRESETS[name]().language
        with torch.device("meta"):
            model = LanguageModel(language)
        width, vocabulary = model.hidden_size, language.settings["vocab_size"]
        in_blocks = published - bias - tables * rows * width
        assert sum(p.numel() for p in model.parameters()) == in_blocks + 2 * vocabulary * width
        assert vocabulary == max(language.seg_id, language.pad_id) + 1

    @pytest.mark.parametrize(
        ("settings", "kind", "rotated", "base"),
        [(PHI_1_5, "phi", 32, 1e4), (PHI_2, "phi", 32, 1e4), (QWEN2_5_0_5B, "qwen2", 64, 1e6)],
    )
    def test_the_rotation_has_the_published_width_and_base(self, settings, kind, rotated, base):
        model = LanguageModel(LanguageConfig(kind, settings | {"num_hidden_layers": 1, "vocab_size": 4}))
        expected = base ** -(torch.arange(0, rotated, 2) / rotated)
        assert_close(model.model.rotary_emb.inv_freq, expected)
