"""Training samples from geometry: whole pictures, never turned, with exact answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from training.data.catalogue import CatalogueImage
from training.data.labels import LabelledImage
from training.geometry_samples import GeometrySampler, gather_pictures


def labelled(shape: tuple[int, int] = (96, 96), boxes: int = 2) -> LabelledImage:
    """Dark ground with bright houses of different size; nobody knows about water left of the middle."""
    rgb = np.full((*shape, 3), 40, np.uint8)
    house = np.zeros(shape, np.uint8)
    for n in range(boxes):
        house[10 + 40 * n : 20 + 50 * n, 12 + 30 * n : 30 + 40 * n] = 1
    rgb[house > 0] = 230
    known = np.ones(shape, np.float16)
    known[:, : shape[1] // 2] = 0
    nowhere = Path("synthetic_7")
    return LabelledImage(
        CatalogueImage("synthetic", "train", nowhere, nowhere, "dense_mask", ("building",)),
        rgb,
        {"building": house, "water": np.zeros(shape, np.uint8)},
        {"building": np.ones(shape, np.float16), "water": known},
        frozenset({"building"}),
        frozenset({"airplane"}),
    )


@pytest.fixture(scope="module")
def sampler() -> GeometrySampler:
    pictures = gather_pictures({"synthetic": [labelled()]}, px=96, per_image=1, seed=0)
    return GeometrySampler(pictures, frozenset({"building", "water"}), questions_per_view=6)


def test_answers_lie_on_bright_houses_wherever_the_view_puts_them(sampler: GeometrySampler) -> None:
    batch = sampler.batch(np.random.default_rng(0), 64, 8)
    assert len(batch.questions) == 48
    assert batch.targets.present_N.bool().any()
    assert not batch.targets.present_N.bool().all()
    for n, (mask, present) in enumerate(zip(batch.targets.masks_NHW, batch.targets.present_N, strict=True)):
        assert bool(mask.any()) == bool(present)
        if mask.any() and "building" in batch.questions[n]:
            inside = mask.bool()
            grey = batch.pixels_B3HW[n // 6].mean(0)
            assert grey[inside].mean() > grey[~inside].mean()


def test_views_keep_their_orientation(sampler: GeometrySampler) -> None:
    batch = sampler.batch(np.random.default_rng(1), 96, 3)
    (house,) = {name for name in batch.maps.classes if name == "building"}
    for n in [i for i, name in enumerate(batch.maps.classes) if name == house]:
        at = batch.maps.masks_Khw[n].numpy()
        expected = labelled().masks["building"].reshape(24, 4, 24, 4).mean((1, 3))
        np.testing.assert_allclose(at, expected, atol=1e-6)


def test_a_question_means_no_class(sampler: GeometrySampler) -> None:
    assert set(sampler.batch(np.random.default_rng(0), 64, 2).classes) == {""}


def test_pixels_of_unknown_class_are_not_trusted(sampler: GeometrySampler) -> None:
    assert "water" not in sampler.batch(np.random.default_rng(0), 64, 2).maps.classes  # neither seen nor excluded


def test_large_images_are_cut_and_processes_share_them() -> None:
    images = {"synthetic": [labelled((96, 200)), labelled((200, 96))]}
    whole = gather_pictures(images, px=96, per_image=5, seed=0)
    assert {p.picture.rgb.shape[0] for p in whole} <= {96, 200}
    assert all(max(p.picture.rgb.shape[:2]) <= 120 for p in whole)
    first, second = (gather_pictures(images, px=96, per_image=5, seed=0, rank=rank, count=2) for rank in range(2))
    assert {p.picture.name for p in first} | {p.picture.name for p in second} == {p.picture.name for p in whole}
    assert {p.picture.name for p in first}.isdisjoint({p.picture.name for p in second})
