"""The redundancy of images, against values computed by hand, and the command on folders of images."""

from __future__ import annotations

import argparse
import json

import numpy as np
import pytest
from PIL import Image

from engine.errors import BadRequest, OutputNotWritable
from training.bar_plot import Bar, Panel, draw_panels
from training.redundancy import (
    NATURAL,
    REMOTE,
    SetRedundancy,
    compare_kinds,
    entropic_redundancy,
    measure_set,
    self_similarity,
)
from training.redundancy_command import add_arguments, find_images, main, set_name

C1, C2 = 6.5025, 58.5225  # (0.01 * 255)^2, (0.03 * 255)^2

# Two patches of 2 x 2: means 5 and 5, variances 25 and 25, covariance -25.
A = np.array([[0, 10], [0, 10]], np.uint8)
B = np.array([[10, 0], [10, 0]], np.uint8)
A_B = (-50 + C2) / (50 + C2)


class TestEntropic:
    @pytest.mark.parametrize(
        ("levels", "expected"),
        [
            ([7, 7, 7, 7], 1),
            ([0, 0, 255, 255], 1 - 1 / 8),  # one bit of eight
            ([1, 1, 2, 3], 1 - 1.5 / 8),  # 1/2 * 1 + 2 * 1/4 * 2 bits
            (range(256), 0),
        ],
        ids=["one level", "two levels", "three levels", "all levels"],
    )
    def test_it_is_what_the_histogram_lacks_to_eight_bits(self, levels, expected):
        assert entropic_redundancy(np.array([levels], np.uint8)) == pytest.approx(expected)

    def test_where_a_level_lies_does_not_matter(self):
        grey = np.arange(12, dtype=np.uint8).reshape(3, 4) // 5
        assert entropic_redundancy(grey) == entropic_redundancy(grey[::-1, ::-1])


class TestSelfSimilarity:
    def test_patches_that_are_alike_have_one(self):
        assert self_similarity(np.hstack([A, A, A]), 2) == pytest.approx(1)

    def test_opposite_textures_of_one_mean(self):
        assert self_similarity(np.hstack([A, B]), 2) == pytest.approx(A_B)

    def test_flat_patches_differ_in_luminance_only(self):
        grey = np.hstack([np.zeros((2, 2), np.uint8), np.full((2, 2), 255, np.uint8)])
        assert self_similarity(grey, 2) == pytest.approx(C1 / (255**2 + C1))

    def test_luminance_and_texture_multiply(self):
        # Means 5 and 25, variances 25 and 25, covariance 25.
        expected = (2 * 5 * 25 + C1) / (5**2 + 25**2 + C1) * 1
        assert self_similarity(np.hstack([A, A + 20]), 2) == pytest.approx(expected)

    def test_it_is_the_mean_over_all_pairs_without_the_diagonal(self):
        assert self_similarity(np.hstack([A, A, B]), 2) == pytest.approx((1 + A_B + A_B) / 3)

    def test_what_is_left_over_right_and_below_does_not_count(self):
        grey = np.pad(np.hstack([A, B]), ((0, 1), (0, 1)), constant_values=200)
        assert self_similarity(grey, 2) == pytest.approx(A_B)

    def test_patches_are_squares_of_neighbouring_pixels(self):
        assert self_similarity(np.vstack([A, B]), 2) == pytest.approx(A_B)

    def test_many_patches_are_summed_in_parts(self):
        grey = np.tile(np.hstack([A, B]), (20, 30))  # 600 of A, 600 of B
        like, unlike = 2 * 600 * 599, 2 * 600 * 600
        assert self_similarity(grey, 2) == pytest.approx((like + unlike * A_B) / (1200 * 1199), rel=1e-6)

    def test_of_too_many_patches_some_are_drawn_always_the_same(self):
        grey = np.random.default_rng(0).integers(0, 256, (64, 64), np.uint8)
        whole, drawn = self_similarity(grey, 2), self_similarity(grey, 2, max_patches=200)
        assert drawn == self_similarity(grey, 2, max_patches=200)
        assert drawn != whole
        assert drawn == pytest.approx(whole, abs=0.02)

    @pytest.mark.parametrize("shape", [(2, 2), (1, 9), (3, 3)])
    def test_fewer_than_two_patches_have_none(self, shape):
        assert self_similarity(np.zeros(shape, np.uint8), 2) is None


@pytest.fixture
def folders(tmp_path):
    """`flat` with two images of one level under images/, `busy` with one of many levels, both with a label."""
    for name in ("flat/images/deep", "flat/labels", "busy"):
        (tmp_path / name).mkdir(parents=True)
    Image.new("RGB", (8, 8), (50, 50, 50)).save(tmp_path / "flat/images/a.png")
    Image.new("L", (8, 8), 90).save(tmp_path / "flat/images/deep/b.png")
    Image.new("L", (8, 8), 1).save(tmp_path / "flat/labels/a.png")
    Image.fromarray(np.arange(64, dtype=np.uint8).reshape(8, 8) * 4).save(tmp_path / "busy/c_sat.png")
    Image.new("L", (8, 8), 1).save(tmp_path / "busy/c_mask.png")
    return tmp_path


class TestFolders:
    def test_only_the_images_folder_counts_where_there_is_one(self, folders):
        names = [path.name for path in find_images(folders / "flat")]
        assert names == ["a.png", "b.png"]
        assert find_images(folders / "flat/images") == find_images(folders / "flat")

    def test_elsewhere_the_folders_own_images_do_and_a_pattern_chooses(self, folders):
        assert [path.name for path in find_images(folders / "busy")] == ["c_mask.png", "c_sat.png"]
        assert [path.name for path in find_images(folders / "busy", "*_sat.png")] == ["c_sat.png"]

    @pytest.mark.parametrize("name", ["nowhere", "flat/labels/a.png", "flat/images/deep"])
    def test_a_folder_without_images_is_named(self, folders, name):
        (folders / "flat/images/deep/b.png").unlink()
        with pytest.raises(BadRequest, match=name):
            find_images(folders / name)

    @pytest.mark.parametrize(
        ("path", "name"), [("dubai", "dubai"), ("dubai/train", "dubai/train"), ("dubai/train/images", "dubai/train")]
    )
    def test_a_set_is_named_so_that_one_knows_it(self, tmp_path, path, name):
        assert set_name(tmp_path / path) == name

    def test_a_sets_figures_are_means_over_its_images(self, folders):
        paths = [*find_images(folders / "flat")[:1], *find_images(folders / "busy", "*_sat.png")]
        measured = measure_set("both", REMOTE, paths, lambda grey: self_similarity(grey, 4))
        assert measured.images == 2
        assert measured.entropic == pytest.approx((1 + (1 - 6 / 8)) / 2)
        assert measured.entropic_spread == pytest.approx(0.375)

    def test_images_without_pairs_are_counted_and_left_out(self, folders):
        measured = measure_set("flat", REMOTE, find_images(folders / "flat"))
        assert measured.without_pairs == 2
        assert measured.self_similarity is None


def measured(name, kind, entropic, similar) -> SetRedundancy:
    return SetRedundancy(name, kind, 1, 0, entropic, 0.0, similar, 0.0)


class TestKinds:
    def test_quotients_of_all_pairs_and_of_the_means(self):
        sets = [
            measured("a", REMOTE, 0.2, 0.3),
            measured("b", REMOTE, 0.3, 0.1),
            measured("c", NATURAL, 0.1, 0.1),
            measured("d", NATURAL, 0.05, 0.2),
        ]
        assert compare_kinds(sets) == pytest.approx(
            {"R_e_least_times": 2, "R_e_most_times": 6, "R_s_percent_more": 100 * (0.2 / 0.15 - 1)}
        )

    @pytest.mark.parametrize("kind", [REMOTE, NATURAL])
    def test_one_kind_alone_cannot_be_compared(self, kind):
        assert compare_kinds([measured("a", kind, 0.2, 0.3)]) is None


class TestCommand:
    def run(self, *arguments):
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        return main(parser.parse_args([str(argument) for argument in arguments]))

    def test_it_prints_figures_and_writes_them_with_a_plot(self, folders, capsys):
        arguments = [folders / "flat", "--natural", folders / "busy", "--pattern", "[abc].png", "--patch", 4]
        (folders / "busy/c_sat.png").rename(folders / "busy/c.png")
        assert self.run(*arguments, "--json", "--out", folders / "out") == 0
        record = json.loads(capsys.readouterr().out)
        assert record["sets"]["flat"]["R_e"] == 1
        assert record["sets"]["flat"]["R_s"] == pytest.approx(1)
        assert record["sets"]["busy"]["kind"] == NATURAL
        assert record["comparison"]["R_e_least_times"] == pytest.approx(4)
        assert json.loads((folders / "out/redundancy.json").read_text()) == record
        with Image.open(folders / "out/redundancy.png") as plot:
            assert plot.width > plot.height

    def test_the_table_has_a_row_per_set_and_the_papers_claim_beside_ours(self, folders, capsys):
        self.run(folders / "flat", "--natural", folders / "busy", "--patch", 4)
        table = capsys.readouterr().out
        assert "| flat | remote sensing | 2 | 1.000 |" in table
        assert "(paper: 1.9 to 3.3)" in table

    def test_fewer_images_are_taken_evenly(self, folders, capsys):
        (folders / "four").mkdir()
        two_levels = np.repeat(np.array([[0, 255]], np.uint8), 4, axis=1)
        for name, grey in (("a", two_levels * 0), ("b", two_levels), ("c", two_levels * 0), ("d", two_levels)):
            Image.fromarray(grey).save(folders / f"four/{name}.png")
        self.run(folders / "four", "--max-images", 2, "--json")
        measured = json.loads(capsys.readouterr().out)["sets"]["four"]
        assert measured["images"] == 2
        assert measured["R_e"] == 1  # the first and the third

    @pytest.mark.parametrize("arguments", [[], ["--patch", "1"], ["--max-images", "0"]])
    def test_what_cannot_be_measured_is_refused(self, folders, arguments):
        with pytest.raises(BadRequest):
            self.run(*([folders / "flat", *arguments] if arguments else []))

    def test_two_sets_of_one_name_are_refused(self, folders):
        with pytest.raises(BadRequest, match="same name"):
            self.run(folders / "flat", "--natural", folders / "flat")

    def test_a_folder_that_cannot_be_made_is_named(self, folders):
        with pytest.raises(OutputNotWritable, match=r"a\.png"):
            self.run(folders / "flat", "--out", folders / "flat/images/a.png")


class TestPlot:
    def columns_of(self, picture: Image.Image, row: int) -> np.ndarray:
        """The blue columns of a bar, above its whisker."""
        y = 28 + 48 + row * 38 + 10
        return np.flatnonzero((np.array(picture)[y] == (42, 111, 151)).all(axis=1))

    def width_of(self, picture: Image.Image, row: int) -> int:
        return len(self.columns_of(picture, row))

    def test_what_is_below_zero_lies_left_of_what_is_above(self):
        picture = draw_panels([Panel("t", [Bar("a", "x", -0.2, 0), Bar("b", "x", 0.2, 0)])])
        below, above = self.columns_of(picture, 0), self.columns_of(picture, 1)
        assert len(below) == pytest.approx(len(above), abs=2)
        assert below.max() <= above.min()

    def test_bars_are_as_long_as_their_values(self):
        picture = draw_panels([Panel("t", [Bar("a", "x", 0.4, 0), Bar("b", "x", 0.2, 0)])])
        assert self.width_of(picture, 0) == pytest.approx(2 * self.width_of(picture, 1), abs=2)

    @pytest.mark.parametrize("values", [(0.0, 0.0), (-0.2, 0.1), (-0.3, -0.1), (1e-5, 3e-5), (40.0, 7.0)])
    def test_any_range_of_values_can_be_drawn(self, values):
        picture = draw_panels([Panel("t", [Bar(str(v), "x", v, abs(v) / 4) for v in values])])
        assert (self.width_of(picture, 0) > 1) == (values[0] != 0)
