"""The training data: catalogue, tables of knowledge, labels of every kind."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rasterio.errors import NotGeoreferencedWarning

from engine.errors import BadRequest
from training.data import ALL_CLASSES, SETS, load_labelled, read_catalogue
from training.data.boxes import CORNER_WEIGHT, box_weights, fill_boxes
from training.data.catalogue import CatalogueImage
from training.data.scenes import SCENES

HEADER = "set,split,image,label,label_kind,classes_present\n"


def write(path: Path, content) -> Path:
    """Write text, JSON, or an image of a literal array."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    elif isinstance(content, np.ndarray):
        Image.fromarray(content).save(path)
    else:
        path.write_text(json.dumps(content), encoding="utf-8")
    return path


def write_palette(path: Path, values) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(np.asarray(values, np.uint8), mode="P")
    image.putpalette([0, 0, 0, 255, 0, 0] + [9] * 762)
    image.save(path)
    return path


def picture(height: int, width: int) -> np.ndarray:
    return np.full((height, width, 3), (10, 20, 30), np.uint8)


@pytest.fixture
def dubai(tmp_path) -> CatalogueImage:
    names = ["unlabeled", "building", "land_unpaved", "road", "vegetation", "water"]
    classes = [{"index": i, "name": name, "color": [i, i, i]} for i, name in enumerate(names)]
    write(tmp_path / "dubai/classes.json", {"classes": classes, "ignore_index": 0})
    return CatalogueImage(
        set_name="dubai",
        split="train",
        image_path=write(tmp_path / "dubai/train/images/a.png", picture(2, 3)),
        label_path=write_palette(tmp_path / "dubai/train/masks/a.png", [[1, 1, 5], [0, 4, 5]]),
        kind="dense_mask",
        classes_present=("building", "vegetation", "water"),
    )


def boxed(tmp_path: Path, set_name: str, objects: list[tuple[str, list[float]]], size=(10, 20)) -> CatalogueImage:
    entry = {
        "height": size[0],
        "width": size[1],
        "objects": [{"label": label, "bbox": box} for label, box in objects],
    }
    return CatalogueImage(
        set_name=set_name,
        split="train",
        image_path=write(tmp_path / set_name / "train/images/a.png", picture(*size)),
        label_path=write(tmp_path / set_name / "train/boxes.json", {"a.png": entry}),
        kind="boxes",
        classes_present=tuple(sorted({label for label, _ in objects})),
    )


@pytest.fixture
def trees(tmp_path) -> CatalogueImage:
    """A tree at (row 20, column 20): its disc is green in the left half only, and so is everything left of it."""
    bands = np.full((4, 40, 60), 100, np.uint8)
    bands[3, :, :20] = 200
    path = tmp_path / "naip_trees/train/images/a.tif"
    path.parent.mkdir(parents=True)
    with (
        pytest.warns(NotGeoreferencedWarning),
        rasterio.open(path, "w", driver="GTiff", width=60, height=40, count=4, dtype="uint8") as tif,
    ):
        tif.write(bands)
    rows, cols = np.mgrid[:40, :60]
    weak = (np.hypot(rows - 20, cols - 20) <= 9) & (cols < 20)
    write(
        tmp_path / "naip_trees/train/points/a.geojson",
        {"features": [{"properties": {"px": 20.0, "py": 20.0}}]},
    )
    label = write_palette(tmp_path / "naip_trees/train/weak_masks/a_weak.png", weak)
    return CatalogueImage("naip_trees", "train", path, label, "weak_mask", ("tree",))


class TestCatalogue:
    def test_one_record_per_line_with_joined_paths(self, tmp_path):
        write(tmp_path / "a/b.jpg", "")
        write(tmp_path / "a/b.png", "")
        write(tmp_path / "index.csv", HEADER + "dubai,train,a/b.jpg,a/b.png,dense_mask,road;water\n")
        assert read_catalogue(tmp_path) == [
            CatalogueImage(
                "dubai", "train", tmp_path / "a/b.jpg", tmp_path / "a/b.png", "dense_mask", ("road", "water")
            )
        ]

    def test_only_the_asked_split(self, tmp_path):
        write(tmp_path / "a.jpg", "")
        write(tmp_path / "index.csv", HEADER + "x,train,a.jpg,a.jpg,scene,\nx,val,a.jpg,a.jpg,scene,\n")
        assert [image.split for image in read_catalogue(tmp_path, split="val")] == ["val"]

    @pytest.mark.parametrize(
        ("line", "fault"),
        [
            ("x,test,a.jpg,a.jpg,scene,", "split"),
            ("x,val,a.jpg,a.jpg,polygons,", "label_kind"),
            ("x,val,a.jpg,gone.png,scene,", "gone.png"),
            ("x,val,,a.jpg,scene,", "image file"),
        ],
    )
    def test_a_wrong_line_is_named(self, tmp_path, line, fault):
        write(tmp_path / "a.jpg", "")
        write(tmp_path / "index.csv", HEADER + line + "\n")
        with pytest.raises(BadRequest, match=rf"line 2.*{fault}"):
            read_catalogue(tmp_path)

    def test_a_missing_index_and_a_missing_column_are_named(self, tmp_path):
        with pytest.raises(BadRequest, match=r"index\.csv is missing"):
            read_catalogue(tmp_path)
        write(tmp_path / "index.csv", "set,split\n")
        with pytest.raises(BadRequest, match="lacks the columns image, label"):
            read_catalogue(tmp_path)


class TestKnowledge:
    def test_a_set_holds_known_classes_and_none_is_both_there_and_not(self):
        for info in SETS.values():
            assert info.labelled | info.present | info.absent <= set(ALL_CLASSES), info.name
            assert not info.absent & (info.present | info.labelled), info.name
            assert info.background_weight.keys() <= info.labelled, info.name
            assert info.licence, info.name
            assert info.attribution, info.name

    def test_a_scene_holds_known_classes_and_none_is_both_there_and_not(self):
        assert len(SCENES) == 21
        for name, scene in SCENES.items():
            assert scene.present | scene.absent <= set(ALL_CLASSES), name
            assert scene.class_id in scene.present, name
            assert not scene.present & scene.absent, name

    @pytest.mark.parametrize(
        ("scene", "class_id"),
        [
            ("denseresidential", "car"),
            ("denseresidential", "swimming_pool"),
            ("storagetanks", "ship"),
            ("runway", "airplane"),
            ("freeway", "railway"),
            ("golfcourse", "forest"),
            ("forest", "building"),
            ("agricultural", "road"),
            ("airplane", "runway"),
            ("mobilehomepark", "road"),
        ],
    )
    def test_pairs_that_may_meet_are_left_unknown(self, scene, class_id):
        assert class_id not in SCENES[scene].present | SCENES[scene].absent


class TestBoxes:
    def test_a_box_is_filled_to_whole_pixels(self):
        assert fill_boxes([(0.6, 0.4, 3.4, 2.4)], (3, 5)).astype(int).tolist() == [
            [0, 1, 1, 0, 0],
            [0, 1, 1, 0, 0],
            [0, 0, 0, 0, 0],
        ]

    def test_corners_outside_the_ellipse_weigh_half_and_the_rest_one(self):
        weights = box_weights([(0, 0, 4, 4)], (4, 6), background=1.0)
        assert weights[:, :4].tolist() == [
            [CORNER_WEIGHT, 1, 1, CORNER_WEIGHT],
            [1, 1, 1, 1],
            [1, 1, 1, 1],
            [CORNER_WEIGHT, 1, 1, CORNER_WEIGHT],
        ]
        assert (weights[:, 4:] == 1).all()

    def test_the_ellipse_of_one_box_wins_over_the_corner_of_another(self):
        weights = box_weights([(0, 0, 8, 8), (0, 0, 2, 2)], (8, 8), background=1.0)
        assert weights[1, 1] == 1

    def test_background_gets_its_own_weight(self):
        assert box_weights([(0, 0, 2, 2)], (4, 4), background=0.25)[3, 3] == 0.25

    @given(
        st.tuples(st.floats(-5, 15), st.floats(-5, 15), st.floats(0, 12), st.floats(0, 12)),
    )
    def test_any_box_marks_a_pixel_and_every_weight_is_that_of_a_rule(self, box):
        x, y, width, height = box
        boxes = [(x, y, x + width, y + height)]
        mask = fill_boxes(boxes, (8, 9))
        weights = box_weights(boxes, (8, 9), background=0.25)
        assert mask.any()
        assert set(np.unique(weights[mask]).tolist()) <= {CORNER_WEIGHT, 1.0}
        assert (weights[~mask] == 0.25).all()


class TestLabels:
    def test_a_dense_mask_becomes_one_mask_per_class(self, dubai):
        image = load_labelled(dubai)
        assert image.rgb.tolist() == picture(2, 3).tolist()
        assert image.masks["building"].tolist() == [[1, 1, 0], [0, 0, 0]]
        assert image.masks["water"].tolist() == [[0, 0, 1], [0, 0, 1]]
        assert image.masks.keys() == SETS["dubai"].labelled

    def test_unlabelled_pixels_weigh_nothing_for_any_class(self, dubai):
        image = load_labelled(dubai)
        assert all(weights[1, 0] == 0 for weights in image.weights.values())
        assert image.weights["water"].tolist() == [[1, 1, 1], [0, 1, 1]]

    def test_a_class_is_not_proven_absent_while_pixels_are_unlabelled(self, dubai):
        image = load_labelled(dubai)
        assert image.present == {"building", "vegetation", "water"}
        assert "road" not in image.present | image.absent
        write_palette(dubai.label_path, [[1, 1, 5], [2, 4, 5]])
        assert "road" in load_labelled(dubai).absent

    def test_a_class_that_is_labelled_without_a_rule_is_never_proven_absent(self, dubai):
        write_palette(dubai.label_path, [[1, 1, 5], [1, 5, 5]])
        image = load_labelled(dubai)
        assert "vegetation" not in image.present | image.absent
        assert image.weights["vegetation"][0, 0] == np.float16(0.8)

    def test_a_class_that_the_set_never_shows_can_be_asked_with_an_empty_target(self, dubai):
        mask, weights = load_labelled(dubai).target("wind_turbine")
        assert mask.shape == (2, 3)
        assert not mask.any()
        assert (weights == 1).all()

    def test_the_place_of_an_unknown_class_is_refused(self, dubai):
        with pytest.raises(KeyError, match="swimming_pool"):
            load_labelled(dubai).target("swimming_pool")

    def test_a_mask_of_another_size_is_named(self, dubai):
        write_palette(dubai.label_path, [[1, 1], [1, 1]])
        with pytest.raises(BadRequest, match=r"a\.png is 2 x 2 pixels, its image 3 x 2"):
            load_labelled(dubai)

    def test_a_value_that_no_class_has_is_named(self, dubai):
        write_palette(dubai.label_path, [[1, 1, 5], [0, 9, 5]])
        with pytest.raises(BadRequest, match=r"\[9\]"):
            load_labelled(dubai)

    def test_a_broken_image_is_named(self, dubai):
        dubai.image_path.write_bytes(b"no image")
        with pytest.raises(BadRequest, match=r"images/a\.png cannot be read"):
            load_labelled(dubai)

    def test_minibus_and_bus_are_cars(self, tmp_path):
        image = load_labelled(
            boxed(tmp_path, "kit_cars", [("car", [0, 0, 2, 2]), ("minibus", [4, 0, 6, 2]), ("bus", [8, 0, 12, 2])])
        )
        assert image.masks.keys() == {"car"}
        assert image.masks["car"][0].tolist() == [1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]
        assert "car" in image.present

    def test_a_labelled_class_without_a_box_is_absent_unless_some_objects_were_left_out(self, tmp_path):
        image = load_labelled(boxed(tmp_path, "maritime", [("dock", [0, 0, 4, 4])]))
        assert {"boat_lift", "car"} <= image.absent
        assert not {"boat", "jetski"} & (image.absent | image.present)
        assert not image.masks["boat_lift"].any()

    def test_a_jetski_box_says_nothing_about_boats(self, tmp_path):
        image = load_labelled(boxed(tmp_path, "maritime", [("jetski", [0, 0, 4, 4])]))
        assert (image.weights["boat"][:4, :4] == 0).all()
        assert (image.weights["boat"][5:] == 0.5).all()

    def test_an_unknown_label_and_a_missing_entry_are_named(self, tmp_path):
        with pytest.raises(BadRequest, match="'tram'"):
            load_labelled(boxed(tmp_path, "kit_cars", [("tram", [0, 0, 4, 4])]))
        other = boxed(tmp_path / "b", "kit_cars", [])
        write(other.label_path, {})
        with pytest.raises(BadRequest, match=r"no entry for a\.png"):
            load_labelled(other)

    def test_a_weak_tree_mask_is_doubted_where_it_is_known_to_err(self, trees):
        weights = load_labelled(trees).weights["tree"]
        doubt = np.float16(0.3)
        assert weights[20, 15] == 1  # inside the weak mask
        assert weights[20, 25] == doubt  # in the disc, but not green: a dry crown or the ground
        assert weights[20, 8] == doubt  # green, beyond the disc: a crown cut off or a lawn
        assert weights[20, 32] == 1  # neither green nor in the disc
        assert weights[2, 2] == 1  # green, but far from every tree

    def test_only_red_green_and_blue_of_a_four_band_tiff_are_the_image(self, trees):
        assert load_labelled(trees).rgb.shape == (40, 60, 3)
        assert (load_labelled(trees).rgb == 100).all()

    def test_a_scene_gives_presence_and_absence_without_masks(self, tmp_path):
        image = load_labelled(
            CatalogueImage(
                "ucmerced_landuse",
                "train",
                write(tmp_path / "train/images/harbor00.png", picture(4, 4)),
                write(tmp_path / "train/scenes.json", {"harbor00.png": "harbor"}),
                "scene",
                ("harbor",),
            )
        )
        assert image.masks == {}
        assert {"harbor", "boat", "water"} <= image.present
        assert "airplane" in image.absent

    def test_arrays_cannot_be_changed_by_accident(self, dubai):
        image = load_labelled(dubai)
        for array in (image.rgb, *image.masks.values(), *image.weights.values()):
            with pytest.raises(ValueError, match="read-only"):
                array[0, 0] = 7


@pytest.fixture(scope="module")
def data(shared) -> Path:
    if not (shared / "data/index.csv").is_file():
        pytest.skip("needs the training data in the folder named by SEGEARTH_SHARED")
    return shared / "data"


class TestRealData:
    def test_every_set_is_in_the_table_and_no_table_is_idle(self, data):
        assert {image.set_name for image in read_catalogue(data)} == SETS.keys()

    def test_the_first_images_of_each_set_hold_what_the_index_says(self, data):
        seen: dict[str, int] = {}
        for image in read_catalogue(data):
            seen[image.set_name] = seen.get(image.set_name, 0) + 1
            if seen[image.set_name] > 3:
                continue
            labelled = load_labelled(image)
            if image.kind == "scene":
                assert SCENES[image.classes_present[0]].present == labelled.present
                continue
            expected = {SETS[image.set_name].labels[name] for name in image.classes_present}
            assert {c for c, mask in labelled.masks.items() if mask.any()} == expected, image.image_path.name
