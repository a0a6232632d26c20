"""Evaluation with fake predictors and a fake model, the report, the saved masks, and the two baselines."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from engine.errors import BadRequest, OutputNotWritable
from training import evaluate as evaluate_module
from training.baselines import (
    FEATURES,
    colour_feature,
    fit_thresholds,
    predict_everything,
    threshold_predictor,
)
from training.data.catalogue import CatalogueImage
from training.data.labels import LabelledImage
from training.evaluate import add_arguments, evaluate, main, model_predictor
from training.report import write_report

HALF = np.array([[0, 255], [0, 255]], np.uint8)
NONE = np.zeros((2, 2), np.uint8)
QUESTIONS = ["name it", "name it again", "imply it", "imply it more", "imply it most"]


def item(folder: Path, stem: str, label: np.ndarray) -> None:
    for name in ("images", "labels", "QAs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    rgb = np.zeros((*label.shape, 3), np.uint8)
    rgb[..., 0] = label  # red where the target is
    Image.fromarray(rgb).save(folder / f"images/{stem}.png")
    Image.fromarray(label).save(folder / f"labels/{stem}.png")
    answer = ["Here."] if label.any() else []
    (folder / f"QAs/{stem}.json").write_text(json.dumps({"questions": QUESTIONS, "answer": answer}))


@pytest.fixture
def data(tmp_path) -> Path:
    """Two sets: `empty` with one item without target, `town` with one item of each sort and an index of classes."""
    root = tmp_path / "data"
    item(root / "town", "a__road", HALF)
    item(root / "town", "a__ship", NONE)
    item(root / "empty", "b__ship", np.zeros((2, 3), np.uint8))
    (root / "index.csv").write_text("set,item,class\ntown,a__road,road\ntown,a__ship,ship\nempty,b__ship,ship\n")
    return root


def see_red(rgb, questions):
    return [rgb[..., 0] > 128 for _ in questions]


class TestEvaluate:
    def test_a_perfect_answer_scores_one_everywhere(self, data):
        report = evaluate(see_red, data)
        town = report.sets[1]
        assert town.name == "town"
        assert town.scores.overall.g_iou == pytest.approx(1, abs=1e-4)
        assert town.scores.overall.empty_answered_with_nothing == 1

    def test_all_questions_are_asked_of_an_image_at_once(self, data):
        asked = []

        def predict(rgb, questions):
            asked.append(list(questions))
            return see_red(rgb, questions)

        assert evaluate(predict, data / "town").overall.overall.count == 10
        assert asked == [QUESTIONS, QUESTIONS]

    def test_only_the_first_question_if_so_wished(self, data):
        report = evaluate(see_red, data / "town", "first")
        assert report.overall.overall.count == 2
        assert report.overall.implicit is None

    def test_questions_that_name_and_questions_that_imply_are_scored_apart(self, data):
        def understands_names_only(rgb, questions):
            return [rgb[..., 0] > (128 if "name" in question else 255) for question in questions]

        scores = evaluate(understands_names_only, data / "town").overall
        assert scores.explicit == pytest.approx(1, abs=1e-4)
        assert scores.implicit == 0
        assert scores.overall.g_iou_non_empty == pytest.approx(2 / 5, abs=1e-4)

    def test_classes_are_scored_apart_where_an_index_names_them(self, data):
        classes = evaluate(see_red, data).sets[1].classes
        assert sorted(classes) == ["road", "ship"]
        assert classes["ship"].overall.empty_count == 5
        (data / "index.csv").unlink()
        assert evaluate(see_red, data).sets[1].classes == {}

    def test_the_mean_over_sets_leaves_out_sets_without_targets_except_for_empties(self, data):
        def everything_in_town(rgb, questions):
            return [np.full(rgb.shape[:2], rgb.shape[1] == 2) for _ in questions]

        average = evaluate(everything_in_town, data).average()
        assert average["gIoU_non_empty"] == pytest.approx(0.5, abs=1e-4)
        assert average["gIoU"] == pytest.approx((0.5 + 0) / 2, abs=1e-4)
        assert average["empty_answered_with_nothing"] == (0 + 1) / 2

    def test_logits_are_marked_from_zero_on(self, data):
        def logits(rgb, questions):
            return [np.where(rgb[..., 0] > 128, 0.0, -1e-6).astype(np.float32) for _ in questions]

        assert evaluate(logits, data / "town").overall.overall.g_iou == pytest.approx(1, abs=1e-4)

    @pytest.mark.parametrize(
        "answer",
        [
            np.zeros((3, 3), bool),
            np.zeros((2, 2), np.uint8),
            np.full((2, 2), np.nan, np.float32),
        ],
        ids=["another size", "integers", "not a number"],
    )
    def test_an_answer_that_is_no_mask_is_refused(self, data, answer):
        with pytest.raises(ValueError, match="mask"):
            evaluate(lambda rgb, questions: [answer] * len(questions), data / "town")

    def test_too_few_answers_are_refused(self, data):
        with pytest.raises(ValueError, match="5 questions were asked, 1 masks"):
            evaluate(lambda rgb, questions: see_red(rgb, questions)[:1], data / "town")

    def test_broken_data_is_found_before_the_first_question(self, data):
        (data / "town/QAs/a__ship.json").unlink()
        with pytest.raises(BadRequest, match="a__ship"):
            evaluate(lambda rgb, questions: pytest.fail("asked"), data)

    def test_in_the_released_frame_image_and_label_are_letterboxed_and_the_black_around_counts(self, data):
        seen = []

        def red_and_the_black_around(rgb, questions):
            seen.append(rgb[..., 0].tolist())
            return [(rgb[..., 0] > 128) | ~rgb.any(axis=2) for _ in questions]

        item(data / "wide", "c__road", np.array([[255, 255]], np.uint8))
        wide = evaluate(red_and_the_black_around, data / "wide", letterbox_px=4).overall.overall
        assert seen == [[[0] * 4, [255] * 4, [255] * 4, [0] * 4]]
        assert wide.g_iou == pytest.approx(0.5, abs=1e-4)  # 8 of 16 pixels
        assert evaluate(red_and_the_black_around, data / "wide").overall.overall.g_iou == pytest.approx(1, abs=1e-4)

    def test_in_the_released_frame_masks_are_saved_as_they_are_scored(self, data, tmp_path):
        evaluate(see_red, data / "empty", "first", letterbox_px=8, save_masks=tmp_path / "masks")
        with Image.open(tmp_path / "masks/b__ship__0.png") as mask:
            assert mask.size == (8, 8)

    def test_asking_by_class_gives_the_class_name_instead_of_questions(self, data):
        asked = []

        def predict(rgb, questions):
            asked.extend(questions)
            return see_red(rgb, questions)

        evaluate(predict, data, "class")
        assert asked == ["ship", "road", "ship"]
        (data / "index.csv").unlink()
        with pytest.raises(BadRequest, match=r"index\.csv"):
            evaluate(predict, data, "class")

    def test_without_an_order_of_questions_naming_and_implying_are_not_told_apart(self, data):
        scores = evaluate(see_red, data / "town", explicit_questions=None).overall
        assert scores.overall.count == 10
        assert (scores.explicit, scores.implicit) == (None, None)

    def test_each_image_is_shown_with_all_its_answers_once_they_are_scored(self, data):
        shown = []
        evaluate(see_red, data, watch=shown.append)
        assert [(image.set_name, image.stem, image.class_id) for image in shown] == [
            ("empty", "b__ship", "ship"), ("town", "a__road", "road"), ("town", "a__ship", "ship"),
        ]  # fmt: skip
        road = shown[1]
        assert list(road.questions) == QUESTIONS
        assert [mask.tolist() for mask in road.masks] == [(HALF > 0).tolist()] * 5
        assert [counts.intersection for counts in road.counts] == [2] * 5

    def test_the_report_counts_images_besides_answers(self, data):
        report = evaluate(see_red, data)
        assert report.items == 3
        assert report.to_dict()["items"] == 3


class TestSavedMasks:
    def test_each_question_has_a_mask_of_0_and_255_numbered_from_0(self, data, tmp_path):
        evaluate(see_red, data / "town", save_masks=tmp_path / "masks")
        names = sorted(path.name for path in (tmp_path / "masks").iterdir())
        assert names == [f"{stem}__{n}.png" for stem in ("a__road", "a__ship") for n in range(5)]
        with Image.open(tmp_path / "masks/a__road__4.png") as mask:
            assert mask.mode == "L"
            assert np.array(mask).tolist() == HALF.tolist()

    def test_several_sets_get_a_folder_each(self, data, tmp_path):
        evaluate(see_red, data, "first", save_masks=tmp_path / "masks")
        found = sorted(str(path.relative_to(tmp_path / "masks")) for path in (tmp_path / "masks").rglob("*.png"))
        assert found == ["empty/b__ship__0.png", "town/a__road__0.png", "town/a__ship__0.png"]

    def test_a_folder_that_cannot_be_made_is_named(self, data, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(OutputNotWritable, match="file/masks"):
            evaluate(see_red, data / "town", save_masks=tmp_path / "file/masks")


class TestReport:
    def test_the_table_has_a_row_per_set_and_class_and_a_dash_for_what_is_unknown(self, data):
        table = evaluate(see_red, data).to_markdown().splitlines()
        assert [row.split("|")[1].strip() for row in table] == [
            "set", "---", "**empty**", "", "**town**", "", "", "**mean over sets**", "**all answers**",
        ]  # fmt: skip
        assert table[2].split("|")[3:6] == [" 5 ", " 5 ", " – "]

    def test_the_table_holds_every_metric_of_the_paper(self, data):
        header = evaluate(see_red, data).to_markdown().splitlines()[0]
        for metric in ("gIoU", "cIoU", "P@0.5", "P@0.6", "P@0.7", "P@0.8", "P@0.9"):
            assert f" {metric} " in header

    def test_the_summary_leaves_out_what_is_unknown(self, data):
        assert evaluate(see_red, data / "empty").summary() == (
            "gIoU 1.000, cIoU 0.000, empty answered with nothing 1.000"
        )

    def test_a_report_that_cannot_be_written_is_named(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(OutputNotWritable, match="file/report"):
            write_report(tmp_path / "file/report", {}, "")

    def test_the_record_is_plain_json(self, data):
        record = json.loads(json.dumps(evaluate(see_red, data).to_dict()))
        assert record["sets"]["town"]["classes"]["road"]["n"] == 5
        assert record["sets"]["empty"]["gIoU_non_empty"] is None
        assert record["overall"]["n"] == 15


class FakeRuntime:
    """Sees red on the 1/4 grid, in images whose sides are multiples of 8; notes what it was given."""

    name, fingerprint, size_multiple, tile_px = "fake", "f00d", 8, 64

    def __init__(self, presence=None):
        self.presence = presence
        self.encoded = []

    def encode(self, pixels_BHWC):
        self.encoded.append(pixels_BHWC)
        return pixels_BHWC

    def ask(self, scene, questions):
        red = np.where(scene[:, ::4, ::4, 0] > 128, 5, -5).astype(np.float32)
        logits = np.repeat(red[:, None], len(questions), axis=1)
        presence = None if self.presence is None else np.full((1, len(questions)), self.presence, np.float32)
        return SimpleNamespace(logits_BQhw=logits, presence_BQ=presence)


class TestModel:
    RGB = np.full((10, 20, 3), 255, np.uint8)

    def test_an_image_is_padded_below_and_right_and_encoded_once_for_all_questions(self):
        runtime = FakeRuntime()
        logits = model_predictor(runtime)(self.RGB, QUESTIONS)
        (pixels,) = runtime.encoded
        assert pixels.shape == (1, 16, 24, 3)
        assert (pixels[0, :10, :20] == 255).all()
        assert not pixels[0, 10:].any()
        assert not pixels[0, :, 20:].any()
        assert [one.shape for one in logits] == [(10, 20)] * 5

    def test_a_pixel_is_marked_only_if_its_image_holds_the_target(self):
        (without,) = model_predictor(FakeRuntime(presence=-1.0))(self.RGB, ["Where?"])
        (with_it,) = model_predictor(FakeRuntime(presence=1.0))(self.RGB, ["Where?"])
        assert without.max() == -1
        assert with_it.max() == 1

    def test_logits_grow_bilinearly_from_the_quarter_grid(self):
        rgb = np.zeros((8, 8, 3), np.uint8)
        rgb[:, 4:] = 255
        (logits,) = model_predictor(FakeRuntime())(rgb, ["Where?"])
        # Centres of the two cells lie at 2 and 6 (pixel edges), pixel centres at 0.5, 1.5, ...
        assert logits[0].tolist() == pytest.approx([-5, -5, -3.75, -1.25, 1.25, 3.75, 5, 5])

    def test_a_model_for_one_size_sees_any_other_in_a_letterbox_and_answers_at_the_images_size(self):
        runtime = FakeRuntime()
        runtime.size_multiple = runtime.tile_px = 32
        rgb = np.zeros((20, 40, 3), np.uint8)
        rgb[:, 20:] = 255
        (logits,) = model_predictor(runtime)(rgb, ["Where?"])
        (pixels,) = runtime.encoded
        assert pixels.shape == (1, 32, 32, 3)
        assert not pixels[0, :8].any()  # 40 x 20 becomes 32 x 16, with eight rows of black on either side
        assert not pixels[0, 24:].any()
        assert (pixels[0, 8:24, 18:] == 255).all()
        assert logits.shape == (20, 40)
        assert (logits[2:-2, 23:] > 0).all()  # rows at the border mix with the black beside them
        assert (logits[:, :17] < 0).all()

    def test_an_image_of_the_models_one_size_is_passed_on_as_it_is(self):
        runtime = FakeRuntime()
        runtime.size_multiple = runtime.tile_px = 8
        rgb = np.arange(192, dtype=np.uint8).reshape(8, 8, 3)
        model_predictor(runtime)(rgb, ["Where?"])
        assert np.array_equal(runtime.encoded[0][0], rgb)

    @pytest.mark.parametrize(("frame", "side"), [("native", 8), ("released", 64)])
    def test_the_command_scores_in_the_frame_asked_for(self, data, monkeypatch, capsys, frame, side):
        runtime = FakeRuntime()
        monkeypatch.setattr(evaluate_module, "find_model", lambda name: Path(name))
        monkeypatch.setattr(evaluate_module, "load_model", lambda path, device: runtime)
        parser = argparse.ArgumentParser()
        add_arguments(parser)

        assert main(parser.parse_args(["--model", "m", "--data", str(data), "--frame", frame, "--json"])) == 0

        assert json.loads(capsys.readouterr().out)["frame"] == frame
        assert {pixels.shape for pixels in runtime.encoded} == {(1, side, side, 3)}

    def command(self, monkeypatch, capsys, *arguments):
        monkeypatch.setattr(evaluate_module, "find_model", lambda name: Path(name))
        monkeypatch.setattr(evaluate_module, "load_model", lambda path, device: FakeRuntime())
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        assert main(parser.parse_args(["--model", "m", "--data", *(str(argument) for argument in arguments)])) == 0
        return capsys.readouterr().out

    def test_a_published_split_is_compared_with_its_row_and_has_no_explicit_questions(self, data, monkeypatch, capsys):
        (data / "EarthReason").mkdir()
        (data / "town").rename(data / "EarthReason/test")
        record = json.loads(self.command(monkeypatch, capsys, data / "EarthReason/test", "--json"))
        assert record["paper"]["row"] == "earthreason-test"
        assert record["paper"]["metrics"]["gIoU"]["paper"] == 70.75
        assert record["overall"]["explicit"] is None
        chosen = json.loads(self.command(monkeypatch, capsys, data / "EarthReason", "--split", "test", "--json"))
        assert chosen["paper"] == record["paper"]

    def test_a_row_of_the_paper_can_be_named_or_declined(self, data, monkeypatch, capsys):
        assert "paper, Table 7: d = 0" in self.command(
            monkeypatch, capsys, data / "town", "--paper", "earthreason-val-d0"
        )
        (data / "town").rename(data / "EarthReason-val")
        assert "paper, Table 2" in self.command(monkeypatch, capsys, data / "EarthReason-val")
        assert "paper" not in self.command(monkeypatch, capsys, data / "EarthReason-val", "--paper", "none")

    def test_a_report_holds_the_figures_the_table_and_the_pictures(self, data, tmp_path, monkeypatch, capsys):
        printed = self.command(monkeypatch, capsys, data, "--report", tmp_path / "report")
        record = json.loads((tmp_path / "report/report.json").read_text())
        assert record["overall"]["n"] == 15
        assert [sample["item"] for sample in record["sheet"]["Best, of targets that are there"]] == ["a__road"]
        assert printed.strip() in (tmp_path / "report/report.md").read_text()
        with Image.open(tmp_path / "report/sheet.jpg") as sheet:
            assert sheet.width > 500

    def test_the_command_prints_one_json_object(self, data, monkeypatch, capsys):
        monkeypatch.setattr(evaluate_module, "find_model", lambda name: Path(name))
        monkeypatch.setattr(evaluate_module, "load_model", lambda path, device: FakeRuntime())
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        arguments = parser.parse_args(["--model", "m", "--data", str(data), "--questions", "first", "--json"])

        assert main(arguments) == 0

        record = json.loads(capsys.readouterr().out)
        assert record["model"] == "fake"
        assert record["questions"] == "first"
        assert record["overall"]["n"] == 3


def labelled(rgb, **masks) -> LabelledImage:
    image = CatalogueImage("x", "train", Path("x.png"), Path("y.png"), "dense_mask", tuple(masks))
    weights = {name: np.ones(rgb.shape[:2], np.float16) for name in masks}
    return LabelledImage(image, rgb, masks, weights, frozenset(masks), frozenset())


class TestBaselines:
    RGB = np.zeros((4, 8, 3), np.uint8)
    RGB[:, 4:, 2] = 200  # blue on the right, black on the left
    RIGHT = np.zeros((4, 8), np.uint8)
    RIGHT[:, 4:] = 1

    def test_everything_is_every_pixel(self):
        assert all(mask.all() for mask in predict_everything(self.RGB, ["a", "b"]))

    def test_the_best_threshold_of_a_class_marks_it_in_either_direction(self):
        thresholds = fit_thresholds([labelled(self.RGB, water=self.RIGHT, soil=1 - self.RIGHT)])
        assert thresholds["water"](self.RGB).tolist() == self.RIGHT.tolist()
        assert thresholds["soil"](self.RGB).tolist() == (1 - self.RIGHT).tolist()
        assert thresholds["water"].mean_iou == thresholds["soil"].mean_iou == 1

    def test_pixels_of_weight_zero_do_not_count(self):
        half_of_the_blue = self.RIGHT.copy()
        half_of_the_blue[:, 6:] = 0
        image = labelled(self.RGB, water=half_of_the_blue)
        assert fit_thresholds([image])["water"].mean_iou == 0.5
        image.weights["water"][:, 6:] = 0
        assert fit_thresholds([image])["water"].mean_iou == 1

    def test_each_image_counts_the_same_whatever_its_size(self):
        opposite = labelled(np.tile(self.RGB, (8, 1, 1)), water=np.tile(1 - self.RIGHT, (8, 1)))
        best = fit_thresholds([labelled(self.RGB, water=self.RIGHT), opposite])["water"]
        assert best.mean_iou == 0.5  # right in one of two images, or half right in both

    def test_a_class_never_seen_is_answered_with_nothing(self):
        thresholds = fit_thresholds([labelled(self.RGB, water=self.RIGHT)])
        water, ship = threshold_predictor(thresholds)(self.RGB, ["water", "ship"])
        assert water.any()
        assert not ship.any()

    def test_features_of_known_colours(self):
        colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [0, 0, 0], [90, 90, 90]]], np.uint8)
        assert colour_feature(colours, "brightness")[0].tolist() == [85, 85, 85, 0, 90]
        assert colour_feature(colours, "saturation")[0].tolist() == [255, 255, 255, 0, 0]
        assert colour_feature(colours, "excess_green")[0].tolist() == [64, 255, 64, 128, 128]
        assert colour_feature(colours, "blue_ratio")[0].tolist() == [0, 0, 255, 0, 85]

    @given(arrays(np.uint8, (4, 4, 3)), arrays(bool, (4, 4)).filter(lambda mask: mask[::2, ::2].any()))
    def test_the_fitted_iou_is_that_of_its_mask_and_no_feature_beats_it(self, rgb, mask):
        best = fit_thresholds([labelled(rgb, water=mask.astype(np.uint8))])["water"]
        target = mask[::2, ::2]
        marked = best(rgb)[::2, ::2]
        assert best.mean_iou == pytest.approx((marked & target).sum() / (marked | target).sum())
        for feature in FEATURES:
            above_mean = colour_feature(rgb, feature)[::2, ::2] >= 128
            assert best.mean_iou >= (above_mean & target).sum() / max((above_mean | target).sum(), 1) - 1e-12

    @given(st.sampled_from(FEATURES), arrays(np.uint8, (3, 3, 3)))
    def test_features_stay_within_a_byte(self, feature, rgb):
        assert colour_feature(rgb, feature).shape == (3, 3)
        assert colour_feature(rgb, feature).dtype == np.uint8
