"""Training: only what is known is asked, and a killed run resumes with the losses it would have had."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.errors import BadRequest
from tests.model.tiny import tiny_config
from training import train
from training.augment import View
from training.data import CatalogueImage, LabelledImage
from training.hardness import Hardness
from training.losses import LossConfig
from training.questions import ClassQuestions
from training.recipe import Recipe, presence_shift, read_recipe
from training.samples import Sampler, Source, SourceSet
from training.train import Trainer, TrainingData


class WordTokenizer:
    """Every word is one of a handful of ids."""

    def encode(self, text: str) -> list[int]:
        return [4 + len(word) % 5 for word in text.split()]


def labelled(kind: str = "dense_mask") -> LabelledImage:
    rng = np.random.default_rng(0)
    rgb = rng.integers(0, 100, (96, 96, 3), dtype=np.uint8)
    rgb[20:60, 30:80] = 220
    mask = np.zeros((96, 96), np.uint8)
    mask[20:60, 30:80] = 1
    nowhere = Path("picture")
    record = CatalogueImage("toy", "train", nowhere, nowhere, kind, ("water",))  # type: ignore[arg-type]
    ones = np.ones((96, 96), np.float16)
    if kind == "scene":
        return LabelledImage(record, rgb, {}, {}, frozenset({"water"}), frozenset({"ship"}))
    return LabelledImage(record, rgb, {"water": mask}, {"water": ones}, frozenset({"water"}), frozenset({"ship"}))


def sampler(kind: str = "dense_mask", empty_share: float = 0.5) -> Sampler:
    bank = {
        name: ClassQuestions(name, name, (f"the {name}",), (f"where is {name}",)) for name in ("water", "ship", "tree")
    }
    source = Source.of(labelled(kind), np.random.default_rng(0))
    return Sampler([SourceSet.of("toy", [source])], {"toy": 1.0}, bank, questions_per_view=4, empty_share=empty_share)


def test_only_known_classes_are_asked() -> None:
    batch = sampler().batch(np.random.default_rng(0), 64, 16, Hardness())
    assert set(batch.classes) <= {"water", "ship"}  # nobody knows about trees
    for name, mask, present in zip(batch.classes, batch.targets.masks_NHW, batch.targets.present_N, strict=True):
        assert (mask.sum() > 0) == bool(present)
        if name == "ship":
            assert not present


@pytest.mark.parametrize("share", [0.25, 0.5])
def test_empty_questions_are_at_least_their_share(share: float) -> None:
    batch = sampler(empty_share=share).batch(np.random.default_rng(1), 64, 100, Hardness())
    assert (batch.targets.present_N == 0).float().mean().item() > share - 0.06


def test_a_scene_label_gives_no_mask() -> None:
    batch = sampler("scene").batch(np.random.default_rng(0), 64, 16, Hardness())
    present = batch.targets.present_N == 1
    assert present.any()
    assert not batch.targets.located_N[present].any()
    assert batch.targets.located_N[~present].all()


def test_a_view_turns_image_and_mask_together() -> None:
    image = labelled()
    view = View(size=40, centre=(55.0, 40.0), matrix=(0.0, -1.0, 1.0, 0.0))
    rgb, mask = view.sample(image.rgb, "nearest"), view.sample(image.masks["water"], "nearest")
    assert ((rgb[0] == 220) == (mask[0] == 1)).all()
    assert 0 < mask.sum() <= 1600


def test_a_view_at_rest_is_the_image() -> None:
    image = labelled()
    view = View(size=32, centre=(50.0, 40.0), matrix=(1.0, 0.0, 0.0, 1.0))
    np.testing.assert_allclose(
        view.sample(image.rgb, "bilinear").permute(1, 2, 0).numpy(), image.rgb[24:56, 34:66], atol=1e-3
    )


def toy_trainer(folder: Path, steps: int, monkeypatch: pytest.MonkeyPatch) -> Trainer:
    monkeypatch.setattr(train, "start_language", lambda model: None)
    recipe = Recipe("nano", steps=4, views=((128, 1),), checkpoint_every=1, loss=LossConfig(points=64, presence=1.0))
    trainer = Trainer(recipe, folder, config=tiny_config(), tokenizer=WordTokenizer())
    losses: list[float] = []
    step = trainer.train_step

    def stop_early(source: TrainingData) -> dict[str, float]:
        if len(losses) == steps:
            raise KeyboardInterrupt
        parts = step(source)
        losses.append(parts["loss"])
        return parts

    monkeypatch.setattr(trainer, "train_step", stop_early)
    trainer.losses = losses  # type: ignore[attr-defined]
    return trainer


@pytest.fixture
def one_thread() -> Iterator[None]:
    """Sums in one order: several threads add up gradients in the order in which they happen to finish."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.usefixtures("one_thread")
def test_a_killed_run_resumes_with_identical_losses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = TrainingData(sampler(), None, sampler().bank, [], [])
    whole = toy_trainer(tmp_path / "whole", 4, monkeypatch)
    whole.run(data, None)

    killed = toy_trainer(tmp_path / "parts", 2, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        killed.run(data, None)
    resumed = toy_trainer(tmp_path / "parts", 4, monkeypatch)
    resumed.run(data, None)

    assert killed.losses + resumed.losses == whole.losses  # type: ignore[attr-defined]
    for one, other in zip(resumed.average.parameters(), whole.average.parameters(), strict=True):
        assert torch.equal(one, other)


def test_bundled_recipes_can_be_read() -> None:
    recipe = read_recipe("nano")
    assert recipe.preset == "nano"
    assert recipe.empty_share >= 0.25


def test_a_recipe_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('preset = "nano"\nsteps = 1\ncolour = 2\nviews = []\n')
    with pytest.raises(BadRequest, match="colour"):
        read_recipe(str(path))


def test_the_presence_shift_is_the_difference_of_the_priors() -> None:
    recipe = Recipe("nano", steps=1, empty_share=0.5, tile_prior=0.25)
    assert presence_shift(recipe) == pytest.approx(-1.0986, abs=1e-4)
    assert presence_shift(Recipe("nano", steps=1)) == 0.0


def test_rare_classes_are_looked_for_more_often_than_they_occur() -> None:
    def image(name: str) -> LabelledImage:
        whole = labelled()
        return LabelledImage(
            whole.image,
            whole.rgb,
            {name: whole.masks["water"]},
            {name: whole.weights["water"]},
            whole.present,
            frozenset(),
        )

    rng = np.random.default_rng(0)
    common, rare = image("water"), image("ship")
    group = SourceSet.of("toy", [Source.of(common, rng)] * 9 + [Source.of(rare, rng)])
    drawn = [group.draw(rng, focus_share=1.0) for _ in range(400)]
    share = sum(source.image is rare for source, _ in drawn) / 400
    assert share == pytest.approx(0.25, abs=0.05)  # a tenth of the images: 1 against the root of 9
    assert all(source.image.masks[next(iter(source.image.masks))][y, x] for source, (x, y) in drawn)  # type: ignore[misc]


def test_every_view_is_asked_as_many_questions() -> None:
    batch = sampler().batch(np.random.default_rng(0), 64, 7, Hardness())
    assert len(batch.questions) == 28
    assert batch.sets == ("toy",) * 28
