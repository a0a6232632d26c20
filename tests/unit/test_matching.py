"""The loss of many queries: one is matched to the mask by its cost, all others learn that they are not meant."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor
from torch.testing import assert_close

from engine.model.mask_decoder import MaskPrediction
from engine.model.segearth import SegEarth
from tests.model.toys import SIDE, toy_config, toy_network
from tests.unit.pairs_toy import LetterTokenizer, losses_of, toy_pairs, toy_recipe
from training.loop import Journal, Pace, run_loop
from training.losses import LossConfig, Targets, Totals
from training.matching import MatchingConfig, assign, label_loss, matched_loss, query_costs
from training.pairs import PairsTask
from training.pairs_recipe import PairsRecipe

CONFIG, MATCHING = LossConfig(points=64), MatchingConfig()
SIZE = 8


def targets(*masks: Tensor) -> Targets:
    stacked = torch.stack(masks)
    present = stacked.flatten(1).any(1).float()
    return Targets(stacked, None, torch.ones(len(masks), dtype=torch.bool), present)


def left() -> Tensor:
    mask = torch.zeros(SIZE, SIZE)
    mask[:, :4] = 1
    return mask


def points(n: int = 1) -> Callable[[int], Tensor]:
    """The same places whenever they are asked for."""
    return lambda count: torch.rand(n, count, 2, generator=torch.Generator().manual_seed(count))


def three(label: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> MaskPrediction:
    """Three queries: all but nothing, the left half, the right half."""
    half = 8 * left() - 4
    masks = torch.stack([torch.full((SIZE, SIZE), -4.0), half, -half])[None]
    return MaskPrediction(masks, None, torch.tensor([label]))


class TestAssignment:
    def test_each_target_gets_its_cheapest_query_where_they_differ(self) -> None:
        costs = torch.tensor([[9.0, 1.0], [9.0, 9.0], [2.0, 9.0]])
        assert assign(costs) == ((0, 2), (1, 0))

    def test_the_sum_counts_where_two_want_the_same_query(self) -> None:
        # Both want query 0; the second loses more without it.
        assert assign(torch.tensor([[1.0, 1.0], [2.0, 9.0], [9.0, 9.0]])) == ((0, 1), (1, 0))

    def test_of_one_target_it_is_the_cheapest(self) -> None:
        assert assign(torch.tensor([[3.0], [-1.0], [2.0]])) == ((1,), (0,))

    def test_without_targets_no_query_is_matched(self) -> None:
        assert assign(torch.zeros(3, 0)) == ((), ())


class TestCosts:
    def costs(self, prediction: MaskPrediction, matching: MatchingConfig = MATCHING, **changes: object) -> list[float]:
        config = replace(CONFIG, **changes)  # type: ignore[arg-type]
        return query_costs(prediction, targets(left()), points()(500), config, matching)[0].tolist()

    def test_the_right_mask_is_the_cheapest(self) -> None:
        nothing, right, wrong = self.costs(three())
        assert right < nothing < wrong

    def test_of_equal_masks_the_surer_class_is_cheaper_by_its_entropy(self) -> None:
        same = MaskPrediction((8 * left() - 4).expand(1, 2, SIZE, SIZE), None, torch.tensor([[0.0, 3.0]]))
        unsure, sure = self.costs(same)
        assert unsure - sure == pytest.approx(2 * (math.log(2) - math.log1p(math.exp(-3))), abs=1e-4)
        assert self.costs(same, MatchingConfig(cost_label=0.0))[0] == pytest.approx(
            self.costs(same, MatchingConfig(cost_label=0.0))[1]
        )

    def test_the_weights_are_the_losss_own(self) -> None:
        classless = MatchingConfig(cost_label=0.0)
        both = self.costs(three(), classless, mask=5.0, dice=5.0)
        parts = zip(
            self.costs(three(), classless, mask=1.0, dice=0.0),
            self.costs(three(), classless, mask=0.0, dice=1.0),
            strict=True,
        )
        assert both == pytest.approx([5 * ce + 5 * dice for ce, dice in parts], rel=1e-5)

    def test_half_a_chance_everywhere_costs_what_the_formulas_say(self) -> None:
        unsure = MaskPrediction(torch.zeros(1, 1, SIZE, SIZE), None, torch.zeros(1, 1))
        whole = targets(torch.ones(SIZE, SIZE))
        inner = torch.full((1, 100, 2), 0.5)
        found = query_costs(unsure, whole, inner, CONFIG, MATCHING)
        overlap = 1 - (2 * 50 + 1) / (50 + 100 + 1)
        assert found.item() == pytest.approx(5 * math.log(2) + 5 * overlap + 2 * math.log(2), rel=1e-5)


class TestLoss:
    def loss(self, prediction: MaskPrediction, given: Targets) -> tuple[float, dict[str, float]]:
        loss, parts = matched_loss([prediction], given, CONFIG, MATCHING, draw=points(len(given.present_N)))
        return loss.item(), parts

    def test_only_the_matched_query_learns_the_mask(self) -> None:
        prediction = three()
        masks = prediction.logits_BQhw.clone().requires_grad_()
        loss, _ = matched_loss([replace(prediction, logits_BQhw=masks)], targets(left()), CONFIG, MATCHING)
        loss.backward()
        assert [bool(part.any()) for part in masks.grad[0]] == [False, True, False]

    def test_the_matched_query_learns_to_be_meant_and_the_others_not_to_be(self) -> None:
        prediction = three()
        classes = prediction.classes_BQ.clone().requires_grad_()
        loss, _ = matched_loss([replace(prediction, classes_BQ=classes)], targets(left()), CONFIG, MATCHING)
        loss.backward()
        assert [round(value, 4) for value in classes.grad[0].tolist()] == [0.3333, -0.6667, 0.3333]

    def test_the_order_of_the_queries_does_not_matter(self) -> None:
        masks = torch.randn(2, 5, SIZE, SIZE, generator=torch.Generator().manual_seed(3))
        classes = torch.randn(2, 5, generator=torch.Generator().manual_seed(4))
        order = torch.tensor([3, 0, 4, 1, 2])
        one = self.loss(MaskPrediction(masks, None, classes), targets(left(), 1 - left()))
        other = self.loss(MaskPrediction(masks[:, order], None, classes[:, order]), targets(left(), 1 - left()))
        assert one[0] == pytest.approx(other[0], rel=1e-6)

    def test_an_empty_question_teaches_that_no_query_is_meant(self) -> None:
        empty = targets(torch.zeros(SIZE, SIZE))
        loss, parts = self.loss(three((-20.0, -20.0, -20.0)), empty)
        assert loss == pytest.approx(0.0, abs=1e-6)
        loss, parts = self.loss(three(), empty)
        assert (parts["mask"], parts["dice"]) == (0.0, 0.0)
        assert loss == pytest.approx(2 * math.log(2), rel=1e-5)

    def test_an_empty_question_reaches_the_masks_with_a_gradient_of_zero(self) -> None:
        prediction = three()
        masks = prediction.logits_BQhw.clone().requires_grad_()
        empty = targets(torch.zeros(SIZE, SIZE))
        loss, _ = matched_loss([replace(prediction, logits_BQhw=masks)], empty, CONFIG, MATCHING)
        loss.backward()
        assert masks.grad is not None
        assert not masks.grad.any()

    def test_empty_questions_do_not_dilute_the_masks(self) -> None:
        prediction = three()
        _, alone = self.loss(prediction, targets(left()))
        twice = MaskPrediction(prediction.logits_BQhw.repeat(2, 1, 1, 1), None, prediction.classes_BQ.repeat(2, 1))
        same = points()
        draw = lambda count: same(count).repeat(2, 1, 1)  # noqa: E731
        _, beside = matched_loss([twice], targets(left(), torch.zeros(SIZE, SIZE)), CONFIG, MATCHING, draw=draw)
        assert (beside["mask"], beside["dice"]) == pytest.approx((alone["mask"], alone["dice"]), rel=1e-5)

    def test_parts_of_a_batch_add_up(self) -> None:
        masks = torch.randn(3, 4, SIZE, SIZE, generator=torch.Generator().manual_seed(3))
        classes = torch.randn(3, 4, generator=torch.Generator().manual_seed(4))
        given = (left(), torch.zeros(SIZE, SIZE), 1 - left())
        same = points()
        draws = [lambda count, n=n: same(count).repeat(n, 1, 1) for n in (3, 1, 2)]
        prediction = MaskPrediction(masks, None, classes)
        whole, _ = matched_loss([prediction], targets(*given), CONFIG, MATCHING, draw=draws[0])
        share = 0.0
        for part, draw in ((slice(0, 1), draws[1]), (slice(1, 3), draws[2])):
            cut = MaskPrediction(masks[part], None, classes[part])
            totals = Totals(masks=2.0, questions=3.0)
            share += matched_loss([cut], targets(*given[part]), CONFIG, MATCHING, totals=totals, draw=draw)[0].item()
        assert share == pytest.approx(whole.item(), rel=1e-5)

    def test_each_layer_is_matched_anew(self) -> None:
        first = three()
        order = torch.tensor([1, 2, 0])
        second = MaskPrediction(first.logits_BQhw[:, order], None, first.classes_BQ)
        one, _ = matched_loss([first], targets(left()), CONFIG, MATCHING, draw=points())
        both, _ = matched_loss([first, second], targets(left()), CONFIG, MATCHING, draw=points())
        assert both.item() == pytest.approx(2 * one.item(), rel=1e-5)

    def test_the_matched_class_weighs_as_much_as_all_others(self) -> None:
        classes = torch.zeros(1, 5)
        found = label_loss(classes, torch.tensor([2]), torch.ones(1))
        assert_close(found, torch.tensor([(4 + 4) * math.log(2) / 5]))
        assert_close(label_loss(classes, torch.tensor([2]), torch.zeros(1)), torch.tensor([math.log(2)]))


QUERIES = 8


def many_model() -> SegEarth:
    config = toy_config()
    decoder = replace(config.mask_decoder, queries=QUERIES)
    return toy_network(replace(config, mask_decoder=decoder, connector=replace(config.connector, kind="swin_conv")))


def train(recipe: PairsRecipe, folder: Path, count: int = 8, *, double: bool = False) -> PairsTask:
    torch.set_num_threads(1)
    model = many_model().double() if double else many_model()
    task = PairsTask(recipe, model, LetterTokenizer(), toy_pairs(recipe, count), folder)
    run_loop(task, folder, Pace(recipe.steps, recipe.checkpoint_every), Journal(folder))
    return task


class TestTraining:
    def test_a_network_of_mask_tokens_learns_a_picture(self, tmp_path: Path) -> None:
        recipe = toy_recipe(steps=60, batch=1, micro_batch=1, checkpoint_every=60, language_loss=0.0, lr=2e-3)
        task = train(recipe, tmp_path, count=1)
        model = task.result()
        assert model is not None
        pair = toy_pairs(recipe, 1).pair(0, 0)
        pixels = torch.from_numpy(pair.pixels_SSC.copy()).permute(2, 0, 1)[None].float()
        (answer,) = model.ask_pairs(model.encode(pixels), [task._lesson(pair).prompt])
        mask = torch.nn.functional.interpolate(answer.logits_Nhw[None], (SIDE, SIDE), mode="bilinear")[0, 0] > 0
        target = torch.from_numpy(pair.mask_SS.copy())
        iou = float((mask & target).sum() / (mask | target).sum())
        assert iou > 0.85, iou

    def test_the_loss_of_a_batch_does_not_depend_on_its_parts(self, tmp_path: Path) -> None:
        quick = toy_recipe(steps=2, pictures=0, checkpoint_every=2)
        for micro in (4, 1):
            train(replace(quick, micro_batch=micro), tmp_path / str(micro), double=True)
        assert losses_of(tmp_path / "1") == pytest.approx(losses_of(tmp_path / "4"), rel=1e-6)

    def test_masks_are_counted_without_those_of_empty_questions(self, tmp_path: Path) -> None:
        recipe = toy_recipe(batch=4, micro_batch=4)
        pairs = [toy_pairs(recipe).pair(step, place) for step in range(3) for place in range(4)]
        present = sum(not pair.empty for pair in pairs)
        assert 0 < present < len(pairs)
        task = PairsTask(recipe, many_model(), LetterTokenizer(), toy_pairs(recipe), tmp_path)
        totals = task._totals([task._batch(pairs)])
        assert (totals.masks.masks, totals.masks.questions) == (present, len(pairs))

    def test_every_weight_that_is_trained_has_a_gradient_even_from_empty_questions(self, tmp_path: Path) -> None:
        recipe = toy_recipe(batch=1, micro_batch=1)
        task = PairsTask(recipe, many_model(), LetterTokenizer(), toy_pairs(recipe), tmp_path)
        empty = next(pair for step in range(20) if (pair := toy_pairs(recipe).pair(step, 0)).empty)
        batch = task._batch([empty])
        loss, _ = task._network(batch, task._totals([batch]))
        loss.backward()
        lacking = [name for name, p in task._network.named_parameters() if p.requires_grad and p.grad is None]
        assert lacking == []

    def test_words_are_learned_behind_the_tokens(self, tmp_path: Path) -> None:
        # The same states whether the tokens are counted by the loss or stand in the text.
        recipe = toy_recipe(batch=1, micro_batch=1)
        task = PairsTask(recipe, many_model(), LetterTokenizer(), toy_pairs(recipe), tmp_path)
        batch = task._batch([toy_pairs(recipe).pair(0, 0)])
        totals = task._totals([batch])
        model, lesson = task.model, batch.lessons[0]
        _, parts = task._network(batch, totals)
        scene = model.encode(batch.pixels_N3SS)
        sequences = model.lay_out(scene.tokens_BTD, [lesson.prompt])
        logits = model.language.lm_head(model.language(sequences))[0]
        ids = [token for piece in lesson.prompt.pieces for token in piece.ids]
        learned = ids[lesson.given :]
        end = int(sequences.attention_NL[0].sum())
        expected = torch.nn.functional.cross_entropy(logits[end - len(learned) - 1 : end - 1], torch.tensor(learned))
        assert parts[-1].item() == pytest.approx(expected.item(), rel=1e-4)
