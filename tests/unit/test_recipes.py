"""Recipes: the bundled ones say what the paper's Table 8 says, and what nobody knows is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import BadRequest
from engine.model.foreign.expected import expected_shapes, meta_model
from engine.model.presets import PRESETS
from training.pairs_recipe import changed, is_pairs_recipe, read_pairs_recipe
from training.paper_figures import paper_rows
from training.recipe import RECIPES, read_recipe

PAIRS = sorted(path.stem for path in RECIPES.glob("*.toml") if path.stem != "nano" and is_pairs_recipe(path.stem))


@pytest.mark.parametrize(("name", "steps"), [("earthreason", 2220), ("rrsisd", 7610), ("refsegrs", 5400)])
def test_the_three_data_sets_are_trained_as_in_table_8(name: str, steps: int) -> None:
    recipe = read_pairs_recipe(name)
    assert (recipe.steps, recipe.batch, recipe.lr, recipe.warmup_share) == (steps, 16, 1e-4, 0.03)
    assert (recipe.betas, recipe.weight_decay, recipe.clip_norm) == ((0.9, 0.999), 0.0, 0.0)
    assert (recipe.loss.kind, recipe.loss.mask, recipe.loss.dice, recipe.loss.points) == ("bce", 5.0, 5.0, 12544)
    assert not recipe.train_encoder
    assert not recipe.every_question


def test_only_earthreason_learns_words() -> None:
    assert [read_pairs_recipe(n).language_loss for n in ("earthreason", "rrsisd", "refsegrs")] == [1.0, 0.0, 0.0]
    assert [read_pairs_recipe(n).template for n in ("earthreason", "rrsisd")] == ["released", "released-referring"]


@pytest.mark.parametrize("name", PAIRS)
def test_every_bundled_recipe_describes_a_network(name: str) -> None:
    recipe = read_pairs_recipe(name)
    config = changed(PRESETS[recipe.preset](), recipe)
    assert config.language.template == recipe.template
    assert config.encoder.kind == "swin"


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_the_rows_of_table_7_differ_in_the_connector_alone(depth: int) -> None:
    recipe = read_pairs_recipe(f"connector_d{depth}")
    config = changed(PRESETS["segearth-r1"](), recipe)
    assert config.connector.depth == depth
    assert config.projector == PRESETS["segearth-r1"]().projector
    assert recipe.steps == 2220


TABLE_5 = {  # recipe: query from the description, D-Projector, token-compressing connector; the figures' suffix
    "table5_plain": (False, False, False, "plain"),
    "table5_query": (True, False, False, "query"),
    "table5_projector": (False, True, False, "projector"),
    "table5_connector": (False, False, True, "connector"),
    "table5_query_projector": (True, True, False, "query-projector"),
    "earthreason": (True, True, True, None),
}


@pytest.mark.parametrize(("name", "row"), TABLE_5.items())
def test_the_rows_of_table_5_have_the_parts_that_they_name(name: str, row: tuple[bool, bool, bool, str]) -> None:
    query, projector, connector, suffix = row
    recipe = read_pairs_recipe(name)
    shapes = expected_shapes(meta_model(changed(PRESETS["segearth-r1"](), recipe)))
    assert ("projector.attention.0.to_q.weight" in shapes) is projector
    assert ("connector.proj.1.weight" in shapes) is connector
    assert ("connector.shortcut.weight" in shapes) is not connector
    assert shapes.get("mask_tokens.tokens") == (None if query else (100, 2048))
    assert shapes.get("mask_decoder.classes.positions") == (None if query else (100, 256))
    assert (recipe.steps, recipe.data, recipe.language_loss) == (2220, ("earthreason",), 1.0)
    assert (recipe.matching.label, recipe.loss.mask, recipe.loss.dice) == (2.0, 5.0, 5.0)
    for split in ("val", "test"):
        figures = paper_rows()["-".join(part for part in ("earthreason", split, suffix) if part)]
        assert (figures.table, set(figures.figures)) == (5 if suffix else 2, {"gIoU", "cIoU"})


def test_the_figures_of_table_5_are_those_of_the_paper() -> None:
    assert {key: dict(row.figures) for key, row in paper_rows().items() if row.table == 5 and row.split == "test"} == {
        "earthreason-test-plain": {"cIoU": 64.61, "gIoU": 68.30},
        "earthreason-test-query": {"cIoU": 66.19, "gIoU": 69.15},
        "earthreason-test-projector": {"cIoU": 66.31, "gIoU": 69.21},
        "earthreason-test-connector": {"cIoU": 65.41, "gIoU": 69.20},
        "earthreason-test-query-projector": {"cIoU": 66.71, "gIoU": 69.61},
    }


@pytest.mark.parametrize("change", ["network.presence=true", "network.queries=0"])
def test_queries_that_no_network_has_are_refused(change: str) -> None:
    recipe = read_pairs_recipe("table5_plain", [change])
    with pytest.raises(BadRequest, match=r"\d+ queries") as caught:
        changed(PRESETS["segearth-r1"](), recipe)
    assert "network.queries = 1" in caught.value.advice


def test_the_projector_can_be_left_out() -> None:
    assert changed(PRESETS["segearth-r1"](), read_pairs_recipe("no_projector")).projector.depth == 0


def test_nano_learns_from_views() -> None:
    assert not is_pairs_recipe("nano")
    recipe = read_recipe("nano")
    assert recipe.views[0] == (256, 9)
    assert (recipe.loss.presence, recipe.words.steps, recipe.geometry.views) == (3.0, 400, 4)


def write(folder: Path, text: str) -> str:
    path = folder / "mine.toml"
    path.write_text(text)
    return str(path)


def test_all_unknown_keys_are_named(tmp_path: Path) -> None:
    name = write(tmp_path, 'base = "rrsisd"\ncolour = 2\nsmell = 3\n')
    with pytest.raises(BadRequest, match="colour, smell"):
        read_pairs_recipe(name)


def test_an_unknown_key_of_a_table_is_named_with_it(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"loss\.colour"):
        read_pairs_recipe(write(tmp_path, 'base = "rrsisd"\n[loss]\ncolour = 2\n'))


def test_a_value_of_another_type_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="steps = 'ten'"):
        read_pairs_recipe(write(tmp_path, 'base = "rrsisd"\nsteps = "ten"\n'))
    with pytest.raises(BadRequest, match=r"loss\.kind = 'hinge'"):
        read_pairs_recipe("rrsisd", ["loss.kind=hinge"])


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="lacks preset, steps"):
        read_pairs_recipe(write(tmp_path, 'data = ["folder"]\n'))


def test_a_recipe_that_is_not_there_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadRequest) as caught:
        read_pairs_recipe("earthraeson")
    assert "earthreason" in caught.value.advice


def test_a_recipe_builds_on_its_base(tmp_path: Path) -> None:
    recipe = read_pairs_recipe(write(tmp_path, 'base = "earthreason"\n[loss]\npoints = 64\n'))
    assert (recipe.loss.points, recipe.loss.importance, recipe.language_loss) == (64, 0.75, 1.0)


def test_single_values_are_changed_from_the_command_line() -> None:
    recipe = read_pairs_recipe("earthreason", ["steps=3", "loss.kind=focal", "lora.rank=8"])
    assert (recipe.steps, recipe.loss.kind, recipe.lora.rank) == (3, "focal", 8)
    with pytest.raises(BadRequest, match="steps"):
        read_pairs_recipe("earthreason", ["steps"])
