"""Every kind of target is drawn with a mask of plausible size, knows its objects, and is where it belongs."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from training.data.synthetic import synthetic_image
from training.synthesis import CLASSES, KINDS, LANDSCAPES, LIGHTS, SEASONS, ZONES, Landscape, Scene, SceneSpec, render
from training.synthesis.layout import Layout

SIDE_PX = 420  # 420 m


@lru_cache(maxsize=16)
def scene_of(landscape: Landscape, seed: int) -> Scene:
    return render(SceneSpec(SIDE_PX, SIDE_PX, gsd_m=1.0, seed=seed, landscape=landscape))


def areas_m2(scene: Scene, kind: str) -> list[int]:
    """The area of every object of a kind, largest first (at 1 m a pixel is a square metre)."""
    ids = scene.instances_HW[scene.mask(kind)]
    return sorted(np.unique(ids[ids > 0], return_counts=True)[1].tolist(), reverse=True)


@pytest.mark.parametrize(
    ("kind", "landscape", "seed", "least_m2", "most_m2"),
    [
        ("lake", "town", 4, 5_000, 60_000),
        ("river", "town", 15, 5_000, 40_000),
        ("sea", "shore", 0, 20_000, 150_000),
        ("bridge", "town", 15, 250, 3_000),
        ("roundabout", "town", 1, 500, 1_800),
        ("building", "town", 1, 300, 6_000),
        ("soccer_field", "town", 1, 2_000, 7_200),
        ("tennis_court", "town", 3, 500, 700),
        ("swimming_pool", "town", 1, 20, 80),
        ("storage_tank", "industrial", 1, 60, 1_400),
        ("parking_lot", "town", 1, 500, 9_000),
        ("car", "town", 1, 6, 36),
        ("ship", "shore", 1, 600, 6_000),
        ("dock", "shore", 1, 2_000, 8_000),
        ("boat", "town", 4, 8, 60),
        ("airplane", "airport", 1, 100, 700),
        ("runway", "airport", 1, 8_000, 20_000),
        ("crop_field", "village", 0, 5_000, 80_000),
        ("tree", "village", 0, 30, 110),
        ("solar_panel", "village", 4, 60, 260),
        ("wind_turbine", "village", 1, 60, 300),
    ],
)
def test_the_largest_object_of_a_kind_has_a_plausible_area(
    kind: str, landscape: Landscape, seed: int, least_m2: int, most_m2: int
) -> None:
    areas = areas_m2(scene_of(landscape, seed), kind)
    assert areas, f"no {kind}"
    assert least_m2 <= areas[0] <= most_m2


@pytest.mark.parametrize(("kind", "landscape", "seed"), [("forest", "village", 0), ("road", "town", 1),
                         ("beach", "shore", 2), ("residential_area", "town", 1), ("harbor", "shore", 1),
                         ("airport", "airport", 1), ("industrial_area", "industrial", 1)])  # fmt: skip
def test_a_kind_without_single_objects_covers_ground(kind: str, landscape: Landscape, seed: int) -> None:
    assert int(scene_of(landscape, seed).mask(kind).sum()) > 600


def test_every_kind_names_known_classes_and_zones() -> None:
    for kind in KINDS.values():
        assert kind.classes or kind.zones
        assert set(kind.classes) <= set(CLASSES)
        assert set(kind.zones) <= set(ZONES)


def test_a_lake_is_no_river() -> None:
    lake, river = scene_of("town", 4), scene_of("town", 15)
    assert lake.mask("lake").any()
    assert not lake.mask("river").any()
    assert river.mask("river").any()
    assert not river.mask("lake").any()


def test_a_bridge_spans_water_from_road_to_road() -> None:
    scene = scene_of("town", 15)
    ids, counts = np.unique(scene.instances_HW[scene.mask("bridge")], return_counts=True)
    largest = scene.mask("bridge") & (scene.instances_HW == ids[counts.argmax()])
    around = ndimage.binary_dilation(largest, iterations=3) & ~largest
    assert (around & scene.mask("river")).sum() > 20
    assert ndimage.label(ndimage.binary_dilation(around & scene.mask("road"), iterations=2))[1] >= 2


def test_ships_lie_in_water_at_a_quay() -> None:
    scene = scene_of("shore", 1)
    ship = scene.mask("ship")
    assert (ndimage.binary_dilation(ship, iterations=2) & scene.mask("sea")).any()
    assert (ndimage.binary_dilation(ship, iterations=6) & scene.mask("dock")).sum() > 50


def test_cars_stand_in_car_parks_and_airplanes_on_airfields() -> None:
    town, airport = scene_of("town", 1), scene_of("airport", 1)
    parked = ndimage.binary_dilation(town.mask("parking_lot"), iterations=2) & town.mask("car")
    assert parked.sum() > 500
    assert (airport.zones_HW[airport.mask("airplane")] == KINDS["airport"].zones[0]).all()


def test_no_building_reaches_a_roundabout() -> None:
    spec = SceneSpec(360, 360, gsd_m=1.0, seed=10, landscape="town")
    layout, scene = Layout(spec), render(spec)
    xs = np.arange(360) + 0.5
    u, v = layout.frame.to_uv(xs[None, :], xs[:, None])
    found = 0
    for line_u in range(-2, 5):
        for line_v in range(-2, 5):
            radius = layout.roundabout_radius(line_u, line_v)
            inside = np.hypot(u - layout.line(True, line_u), v - layout.line(False, line_v)) < radius + 2.9
            inside &= radius > 0
            found += int(inside.any())
            assert not (scene.mask("building") & inside).any()
    assert found


def test_season_and_light_change_the_colours_and_nothing_else() -> None:
    spec = SceneSpec(130, 110, gsd_m=0.8, seed=3, landscape="village")
    plain = render(spec)
    others = [replace(spec, season=season) for season in SEASONS[1:]]
    others += [replace(spec, light=light) for light in LIGHTS[1:]]
    others += [replace(spec, sun_azimuth_deg=240.0, sun_elevation_deg=38.0)]
    for other in others:
        drawn = render(other)
        assert not np.array_equal(drawn.rgb_HWC, plain.rgb_HWC), other
        assert np.array_equal(drawn.classes_HW, plain.classes_HW), other
        assert np.array_equal(drawn.zones_HW, plain.zones_HW), other
        assert np.array_equal(drawn.instances_HW, plain.instances_HW), other


def test_overcast_light_has_fainter_shadows_than_a_clear_sky() -> None:
    spec = SceneSpec(150, 150, gsd_m=0.8, seed=1, landscape="town")
    clear, dull = render(spec).rgb_HWC, render(replace(spec, light="overcast")).rgb_HWC
    assert np.percentile(clear, 2) < np.percentile(dull, 2)


@settings(max_examples=12, deadline=None)
@given(
    landscape=st.sampled_from(LANDSCAPES),
    seed=st.integers(0, 10_000),
    gsd_m=st.sampled_from((0.1, 0.35, 0.5, 1.0, 2.0)),
    place=st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(1, 40), st.integers(1, 40)),
)
def test_any_window_of_any_scene_is_a_crop_of_it(
    landscape: Landscape, seed: int, gsd_m: float, place: tuple[int, int, int, int]
) -> None:
    x, y, width, height = place
    spec = SceneSpec(140, 140, gsd_m=gsd_m, seed=seed, landscape=landscape)
    whole, part = render(spec), render(spec, place)
    for layer in ("rgb_HWC", "classes_HW", "zones_HW", "instances_HW"):
        crop = getattr(whole, layer)[y : y + height, x : x + width]
        assert np.array_equal(getattr(part, layer), crop), layer


def test_windows_far_apart_in_a_region_agree_where_they_meet() -> None:
    spec = SceneSpec(50_000, 50_000, gsd_m=0.5, seed=5)
    assert spec.kind == "region"
    left, right = render(spec, (30_000, 41_000, 90, 60)), render(spec, (30_060, 41_020, 90, 60))
    assert np.array_equal(left.rgb_HWC[20:, 60:], right.rgb_HWC[:40, :30])
    assert np.array_equal(left.instances_HW[20:, 60:], right.instances_HW[:40, :30])


def test_a_region_has_harbours_on_its_coast_and_airfields_on_dry_land() -> None:
    layout = Layout(SceneSpec(20_000, 20_000, gsd_m=0.5, seed=6))
    kinds = [type(site).__name__ for site in layout.sites]
    assert "Harbor" in kinds
    assert "Airfield" in kinds


def test_training_images_know_lakes_forests_and_ships_by_mask() -> None:
    image = synthetic_image(3, 96)
    for name in ("lake", "river", "forest", "harbor", "ship"):
        assert image.masks[name].shape == (96, 96)
        assert name in image.present or name in image.absent or not image.weights[name].all()
