"""The paper's figures, which row is meant, and a report's figures beside it."""

from __future__ import annotations

import pytest

from training.metrics import THRESHOLDS, MetricsResult
from training.paper_figures import compare, guess_row, paper_rows

MEASURED = MetricsResult(
    count=8,
    empty_count=1,
    g_iou=0.70,
    c_iou=0.5,
    precision=dict.fromkeys(THRESHOLDS, 0.25),
    g_iou_non_empty=0.6,
    empty_answered_with_nothing=1.0,
)


def beside(key, set_names=("EarthReason-val",), items=1135, questions="first", square_px=1024):
    return compare(
        paper_rows()[key], MEASURED, set_names=set_names, items=items, questions=questions, square_px=square_px
    )


class TestRows:
    @pytest.mark.parametrize(
        ("better", "other", "metric", "gain"),
        [
            ("earthreason-test", "earthreason-test-plain", "cIoU", 3.64),  # section 5.2
            ("earthreason-test", "earthreason-test-plain", "gIoU", 2.45),
            ("earthreason-test-query-projector", "earthreason-test-query", "cIoU", 0.52),  # Table 5
        ],
    )
    def test_gains_are_those_that_the_papers_text_states(self, better, other, metric, gain):
        rows = paper_rows()
        assert rows[better].figures[metric] - rows[other].figures[metric] == pytest.approx(gain)

    def test_every_table_of_results_is_there(self):
        assert {row.table for row in paper_rows().values()} == {2, 3, 4, 5, 6, 7}

    def test_only_refsegrs_has_every_threshold(self):
        full = {key for key, row in paper_rows().items() if "P@0.9" in row.figures}
        assert full == {"refsegrs-val", "refsegrs-test"}

    def test_figures_are_percentages_and_precision_falls_with_the_threshold(self):
        for row in paper_rows().values():
            assert all(1 < value < 100 for value in row.figures.values())
            falling = [value for name, value in row.figures.items() if name.startswith("P@")]
            assert falling == sorted(falling, reverse=True)


class TestGuess:
    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("EarthReason-val", "earthreason-val"),
            ("RRSIS-D-test", "rrsisd-test"),
            ("refsegrs_val", "refsegrs-val"),
        ],
    )
    def test_a_set_named_after_data_and_split_is_certain(self, name, key):
        assert guess_row([name]).key == key

    @pytest.mark.parametrize(
        "name", ["EarthReason", "EarthReason-train", "EarthReason-val-d0", "EarthReason-val-x", "val", "dubai"]
    )
    def test_any_other_name_means_nothing(self, name):
        assert guess_row([name]) is None

    def test_several_sets_together_are_no_row_of_the_paper(self):
        assert guess_row(["EarthReason-val", "RRSIS-D-val"]) is None


class TestComparison:
    def test_figures_stand_in_percent_with_their_difference(self):
        metrics = beside("earthreason-val").to_dict()["metrics"]
        assert metrics["gIoU"] == {"here": 70.0, "paper": 68.60, "difference": 1.4}
        assert metrics["cIoU"]["difference"] == -14.13

    def test_a_metric_that_the_table_lacks_has_no_difference(self):
        comparison = beside("earthreason-val")
        assert comparison.to_dict()["metrics"]["P@0.5"] == {"here": 25.0, "paper": None, "difference": None}
        assert "| – |" in comparison.to_markdown().splitlines()[3]

    def test_evaluated_as_released_there_is_nothing_to_mind(self):
        assert beside("earthreason-val").differences == ()

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"questions": "all"}, "first only"),
            ({"square_px": None}, "own sizes here; the released code scores its padded 1024 px square"),
            ({"square_px": 512}, "in a square of 512 px"),
            ({"items": 12}, "12 images were evaluated here, the paper's split has 1,135"),
            ({"set_names": ["mine"]}, "(mine) are not known to be EarthReason val"),
            ({"set_names": ["EarthReason-test"]}, "not known to be EarthReason val"),
        ],
    )
    def test_each_way_in_which_the_evaluation_differs_is_said(self, change, words):
        comparison = beside("earthreason-val", **change)
        assert len(comparison.differences) == 1
        assert words in comparison.differences[0]
        assert "Mind: " + comparison.differences[0] in comparison.to_markdown()

    def test_the_row_is_named_with_its_table_and_training(self):
        text = beside("refsegrs-test", ["RefSegRS-test"]).to_markdown()
        assert "paper, Table 4: SegEarth-R1" in text
        assert "5,400 steps of 16 images" in text
