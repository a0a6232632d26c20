"""The review sheet: whole in one file, with every text and mask, and safe against what a model may write."""

from __future__ import annotations

import argparse
import base64
import io
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from engine.errors import BadRequest
from training.questions import command
from training.questions.review.sheet import FILL, OUTLINE, overlay

NASTY = "</script><script>alert(1)</script> & <b>where</b>?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lakes"
    for name in ("images", "labels", "QAs"):
        (made / name).mkdir(parents=True)
    for stem, marked in (("a", True), ("b", False)):
        label = np.zeros((40, 60), np.uint8)
        label[10:20, 20:40] = 255 * marked
        Image.new("RGB", (60, 40), (9, 99, 9)).save(made / f"images/{stem}.png")
        Image.fromarray(label).save(made / f"labels/{stem}.png")
        content = {"questions": [NASTY, "Which golf courses?"], "answer": ["On it."] if marked else []}
        (made / f"QAs/{stem}.json").write_text(json.dumps(content), encoding="utf-8")
    (made / "index.csv").write_text("set,item,class\nlakes,a,golf_course\nlakes,b,river\n", encoding="utf-8")
    return made


def sheet(folder: Path, *words: str) -> tuple[str, dict[str, Any]]:
    out = folder.parent / "review.html"
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    assert command.main(parser.parse_args(["review", str(folder), "--out", str(out), *words])) == 0
    page = out.read_text("utf-8")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    return page, json.loads(data[1])


def picture(url: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(url.split(",")[1])))


def test_the_sheet_holds_pictures_texts_and_categories_and_loads_nothing(folder: Path) -> None:
    page, data = sheet(folder)
    first, second = data["items"]
    assert (first["category"], first["questions"], first["answers"]) == (
        "golf course",
        [NASTY, "Which golf courses?"],
        ["On it."],
    )
    assert picture(first["image"]).size == picture(first["mask"]).size == (60, 40)
    assert second["mask"] is None
    assert not re.search(r'(src|href)="?(https?:)?//', page)
    assert "default-src 'none'" in page


def test_a_text_cannot_break_out_of_the_data(folder: Path) -> None:
    page, _ = sheet(folder)
    assert "<script>alert" not in page
    assert page.count("</script>") == 2


def test_a_question_that_names_its_category_is_pointed_out(folder: Path) -> None:
    _, data = sheet(folder)
    assert [item["named"] for item in data["items"]] == [True, False]


def test_a_mask_is_filled_with_an_outline_around_it_and_never_lost_when_shrunk() -> None:
    mask = np.zeros((40, 40), bool)
    mask[10:20, 10:20] = True
    drawn = np.array(overlay(mask, (40, 40)).convert("RGBA"))
    assert tuple(drawn[15, 15]) == FILL
    assert tuple(drawn[9, 15]) == OUTLINE
    assert drawn[30, 30, 3] == 0
    mask[:] = False
    mask[5, 5] = True
    assert np.array(overlay(mask, (4, 4)).convert("RGBA"))[0, 0, 3] == FILL[3]


def test_questions_without_labels_can_be_reviewed_too(folder: Path) -> None:
    for path in (folder / "labels").iterdir():
        path.unlink()
    _, data = sheet(folder, "--questions", str(folder))
    assert [item["mask"] for item in data["items"]] == [None, None]


def test_a_sample_is_drawn_by_seed(folder: Path) -> None:
    _, data = sheet(folder, "--sample", "1", "--seed", "1")
    assert [item["stem"] for item in data["items"]] == [
        item["stem"] for item in sheet(folder, "--sample", "1", "--seed", "1")[1]["items"]
    ]
    assert len(data["items"]) == 1


def test_questions_without_an_image_or_that_cannot_be_read_are_named(folder: Path) -> None:
    (folder / "QAs/b.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadRequest, match=r"b\.json"):
        sheet(folder)
    (folder / "images/b.png").unlink()
    with pytest.raises(BadRequest, match="no image"):
        sheet(folder)
