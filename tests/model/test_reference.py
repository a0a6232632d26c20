"""Every stage of the network against the released code's numbers (reference, section 17)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch.testing import assert_close

from engine.model.d_projector import mean_description
from engine.model.prompt import Piece, Prompt, lead_to_answer

from .conftest import ByteTokenizer, Case

TOLERANCE = {"atol": 5e-4, "rtol": 0.0}


@torch.inference_mode()
def test_the_encoder_yields_the_four_maps(case: Case) -> None:
    maps = case.model.encoder((case.pixels - case.model.mean) / case.model.std)
    for stage, found in enumerate(maps, start=2):
        assert_close(found, case.tensors[f"out.swin.res{stage}"], **TOLERANCE)


@torch.inference_mode()
def test_encode_yields_tokens_and_features(case: Case) -> None:
    scene = case.model.encode(case.pixels)
    assert_close(scene.tokens_BTD, case.tensors["out.connector"], **TOLERANCE)
    assert_close(scene.local_BKC, case.tensors["out.local_vision"], **TOLERANCE)
    assert_close(scene.mask_features_BMhw, case.tensors["out.mask_features"], **TOLERANCE)
    for i, level in enumerate(scene.levels):
        assert_close(level, case.tensors[f"out.multi_scale.{i}"], **TOLERANCE)


@torch.inference_mode()
def test_the_sequence_is_laid_out_as_released(case: Case) -> None:
    sequences = case.model.language.lay_out(case.tensors["out.connector"], case.prompts)
    for n, prompt in enumerate(case.prompts):
        length = len(prompt) + case.tensors["out.connector"].shape[1]
        assert_close(sequences.embeds_NLD[n, :length], case.tensors["out.inputs_embeds"][n, :length], **TOLERANCE)


@torch.inference_mode()
def test_description_states_do_not_need_what_follows_them(case: Case) -> None:
    sequences = case.model.language.lay_out(case.tensors["out.connector"], case.prompts)
    states = case.model.language(sequences)
    means = mean_description(states, sequences.description_NL)
    for n in range(len(case.prompts)):
        found = states[n][sequences.description_NL[n]]
        assert_close(found, case.tensors[f"out.description_states.{n}"], **TOLERANCE)
        assert_close(means[n], case.tensors[f"out.description_mean.{n}"].view(-1), **TOLERANCE)


@torch.inference_mode()
def test_the_projector_makes_the_query(case: Case) -> None:
    means = torch.stack([case.tensors[f"out.description_mean.{n}"].view(-1) for n in range(len(case.prompts))])
    local = case.tensors["out.local_vision"]
    assert_close(case.model.projector.attend(means, local), case.tensors["out.d_projector"][:, 0], **TOLERANCE)
    assert_close(case.model.projector(means, local), case.tensors["out.query_vector"][:, 0], **TOLERANCE)


@torch.inference_mode()
def test_each_layer_of_the_decoder_predicts_the_mask(case: Case) -> None:
    levels = [case.tensors[f"out.multi_scale.{i}"] for i in range(3)]
    predictions = case.model.mask_decoder(
        case.tensors["out.query_vector"], case.tensors["out.mask_features"], levels, every_layer=True
    )
    assert len(predictions) == case.facts["config"]["dec_layers"] + 1
    for i, prediction in enumerate(predictions):
        assert_close(prediction.logits_BQhw, case.tensors[f"out.pred_masks.{i}"], **TOLERANCE)


@torch.inference_mode()
def test_the_stages_together_give_the_mask(case: Case) -> None:
    scene = case.model.encode(case.pixels)
    (final,) = case.model.ask_pairs(scene, case.prompts)
    full = F.interpolate(final.logits_Nhw[:, None], size=case.pixels.shape[-2:], mode="bilinear", align_corners=False)
    assert_close(full, case.tensors["out.mask_logits_full"], **TOLERANCE)
    assert torch.equal(full[:, 0] > 0, case.tensors["out.binary_masks"].bool())


@torch.inference_mode()
def test_every_question_of_a_scene_is_answered_as_if_alone(case: Case) -> None:
    scene = case.model.encode(case.pixels)
    together = case.model.ask(scene, case.prompts[:1] * 2).logits_BQhw
    alone = case.model.ask(scene, case.prompts[:1]).logits_BQhw
    assert together.shape[:2] == (len(scene), 2)
    assert_close(together[:, 1], alone[:, 0], **TOLERANCE)


@torch.inference_mode()
def test_the_head_speaks_as_released(case: Case) -> None:
    assert case.model.language.lm_head is not None
    logits = case.model.language.lm_head(case.tensors["out.last_hidden_state"])
    assert_close(logits[:, -48:], case.tensors["out.lm_logits_last48"], **TOLERANCE)


@torch.inference_mode()
def test_explain_takes_the_likeliest_token_and_stops_at_an_end(case: Case) -> None:
    scene = case.model.encode(case.pixels)
    prompt = lead_to_answer(case.prompts[0], case.model.config.language.template, ByteTokenizer())
    answer = case.model.explain(scene, prompt, end_ids=(), max_tokens=4)
    assert answer is not None
    assert len(answer) == 4
    whole = Prompt((*prompt.pieces, Piece("text", answer)))
    states = case.model.language(case.model.language.lay_out(scene.tokens_BTD[:1], [whole]))
    likeliest = case.model.language.lm_head(states[0, -5:-1]).argmax(-1)
    assert likeliest.tolist() == list(answer)
    assert case.model.explain(scene, prompt, end_ids=answer[:1]) == ()
