"""Which answers the picture sheet shows, and how it draws them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from engine.errors import OutputNotWritable
from training import picture_sheet
from training.metrics import count_pixels
from training.picture_sheet import ImageAnswers, PictureSheet, draw_answer

BEST, WORST, FALSE_ALARMS, RANDOM = (
    "Best, of targets that are there",
    "Worst, of targets that are there",
    "Empty targets answered with something, largest first",
    "At random",
)


def marked(count: int) -> np.ndarray:
    """The first ``count`` of ten pixels."""
    return (np.arange(10) < count).reshape(2, 5)


def answers(stem: str, target: int, *found: int, question: str = "Where?") -> ImageAnswers:
    """An image of ten pixels; one answer per number of pixels found."""
    masks = [marked(count) for count in found]
    counts = [count_pixels(mask, marked(target)) for mask in masks]
    rgb = np.full((2, 5, 3), 90, np.uint8)
    questions = [f"{question} {number}" for number in range(len(found))]
    return ImageAnswers("town", stem, "road", rgb, marked(target), questions, masks, counts)


def stems(sheet: PictureSheet, heading: str) -> list[str]:
    return [sample.stem for sample in dict(sheet.rows()).get(heading, [])]


class TestChoice:
    def test_the_best_and_the_worst_come_in_order(self):
        sheet = PictureSheet(count=2)
        for stem, found in (("half", 5), ("most", 9), ("none", 0), ("all", 10)):
            sheet.add(answers(stem, 10, found))
        assert stems(sheet, BEST) == ["all", "most"]
        assert stems(sheet, WORST) == ["none", "half"]

    def test_an_image_stands_in_a_row_once_with_the_question_that_put_it_there(self):
        sheet = PictureSheet(count=3)
        sheet.add(answers("a", 10, 5, 9, 1))
        rows = dict(sheet.rows())
        assert [sample.question for sample in rows[BEST]] == ["Where? 1"]
        assert [sample.question for sample in rows[WORST]] == ["Where? 2"]

    def test_of_complete_misses_the_larger_is_worse(self):
        sheet = PictureSheet(count=2)
        sheet.add(answers("small", 1, 0))
        sheet.add(answers("large", 9, 0))
        assert stems(sheet, WORST) == ["large", "small"]

    def test_empty_targets_are_neither_best_nor_worst(self):
        sheet = PictureSheet(count=3)
        sheet.add(answers("right", 0, 0))
        sheet.add(answers("wrong", 0, 1))
        sheet.add(answers("more wrong", 0, 3))
        assert stems(sheet, BEST) == stems(sheet, WORST) == []
        assert stems(sheet, FALSE_ALARMS) == ["more wrong", "wrong"]
        assert sorted(stems(sheet, RANDOM)) == ["more wrong", "right", "wrong"]

    def test_the_random_row_hangs_on_the_seed_alone(self):
        def drawn(seed: int) -> list[str]:
            sheet = PictureSheet(count=4, seed=seed)
            for number in range(50):
                sheet.add(answers(str(number), 10, 5))
            return stems(sheet, RANDOM)

        assert drawn(1) == drawn(1)
        assert drawn(1) != drawn(2)

    def test_only_samples_that_may_be_shown_are_drawn_and_kept(self, monkeypatch):
        drawn = []

        def count(*args):
            drawn.append(1)
            return np.zeros((1, 1, 3), np.uint8)

        monkeypatch.setattr(picture_sheet, "draw_answer", count)
        sheet = PictureSheet(count=2)
        for number in range(300):
            sheet.add(answers(str(number), 10, 5))
        assert len(drawn) < 30  # two best, two worst, and the few that once led the random ones
        assert sum(len(samples) for _, samples in sheet.rows()) == 6

    def test_the_record_names_what_is_shown(self):
        sheet = PictureSheet(count=1)
        sheet.add(answers("a", 0, 5))
        (shown,) = sheet.to_dict()[FALSE_ALARMS]
        assert shown == {
            "set": "town", "item": "a", "question": "Where? 0", "IoU": 0.0, "empty": True, "found_share": 0.5
        }  # fmt: skip


class TestScore:
    @pytest.mark.parametrize(
        ("target", "found", "words"),
        [
            (10, 5, "IoU 0.50"),
            (0, 0, "Empty target, nothing found"),
            (0, 5, "Empty target, 50.0 % found"),
        ],
    )
    def test_an_empty_target_is_told_in_words(self, target, found, words):
        sheet = PictureSheet(count=1)
        sheet.add(answers("a", target, found))
        assert dict(sheet.rows())[RANDOM][0].score == words


class TestDrawing:
    RGB = np.full((40, 40, 3), 100, np.uint8)

    def test_found_is_tinted_true_is_outlined_and_the_rest_stays(self):
        target, found = np.zeros((40, 40), bool), np.zeros((40, 40), bool)
        target[2:18, 2:18] = True
        found[22:38, 22:38] = True
        picture = draw_answer(self.RGB, target, found, side=40)
        assert picture[2, 10].tolist() == [0, 229, 255]
        assert picture[10, 10].tolist() == [100, 100, 100]
        assert picture[30, 30].tolist() == [162, 73, 127]  # 100 + 0.4 (colour - 100)
        assert picture[30, 5].tolist() == [100, 100, 100]

    def test_the_longer_side_is_the_one_asked_for(self):
        nothing = np.zeros((20, 40), bool)
        assert draw_answer(self.RGB[:20], nothing, nothing, side=80).shape == (40, 80, 3)
        assert draw_answer(self.RGB[:20], nothing, nothing, side=10).shape == (5, 10, 3)

    def test_a_single_pixel_is_not_lost_in_a_small_picture(self):
        target = np.zeros((1000, 1000), bool)
        target[500, 500] = True
        picture = draw_answer(np.zeros((1000, 1000, 3), np.uint8), target, np.zeros_like(target), side=50)
        assert (picture == [0, 229, 255]).all(axis=2).any()


class TestSheet:
    def test_long_questions_end_in_an_ellipsis_within_their_column(self):
        pen = ImageDraw.Draw(Image.new("RGB", (1, 1)))
        font = ImageFont.load_default(15)
        lines = picture_sheet._wrap(pen, "Which of these buildings " * 20 + "x" * 200, font, 200, 3)
        assert len(lines) == 3
        assert lines[-1].endswith("...")
        assert all(pen.textlength(line, font) <= 200 for line in lines)

    def test_a_question_that_fits_is_whole(self):
        pen = ImageDraw.Draw(Image.new("RGB", (1, 1)))
        lines = picture_sheet._wrap(pen, "Where is  water?", ImageFont.load_default(15), 200, 3)
        assert lines == ["Where is water?"]

    def test_each_row_adds_its_height(self):
        sheet = PictureSheet(count=2)
        sheet.add(answers("a", 10, 5))
        three_rows = sheet.draw("title").height
        sheet.add(answers("b", 0, 5))
        four_rows = sheet.draw("title").height
        without = PictureSheet().draw("title").height
        assert (four_rows - without) * 3 == (three_rows - without) * 4

    def test_the_sheet_is_written_as_its_name_says(self, tmp_path):
        sheet = PictureSheet(count=1)
        sheet.add(answers("a", 10, 5))
        sheet.save(tmp_path / "new/sheet.jpg", "title")
        with Image.open(tmp_path / "new/sheet.jpg") as picture:
            assert picture.format == "JPEG"

    def test_a_folder_that_cannot_be_made_is_named(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(OutputNotWritable, match="file/sheet"):
            PictureSheet().save(tmp_path / "file/sheet.jpg", "title")
