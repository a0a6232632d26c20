"""`segearth convert`: an official checkpoint to a model directory of ours; `convert_back` and `initial` do the others.

Tensors pass one by one from file to file: memory holds a shard of the result, never the model.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from ...errors import BadModel, BadRequest, ModelMissing
from ..catalog import find_model
from ..config import SegEarthConfig
from ..directory import CONFIG, ModelInfo, parameters_text, write_info
from ..prompt import templates
from ..shard_writer import SHARD_BYTES, Planned, write_shards
from .conversion import (
    DTYPES,
    Conversion,
    check_space,
    check_target,
    count_parameters,
    licence_of,
    new_folder,
    source_name,
    summarise,
    write_card,
)
from .convert_back import write_official_folder
from .expected import expected_shapes, list_of, meta_model
from .initial import make_initial
from .json_files import read_object
from .official import Places, find_places, heads_of, list_faults
from .official_config import infer_config, refuse_other_models
from .tokenizer import Vocabulary, convert_tokenizer
from .weights import WeightFiles, open_weights

DEFAULT_TEMPLATE = "released"


def convert(
    source: Path,
    target: Path,
    *,
    to: str = "ours",
    dtype: str = "keep",
    template: str | None = None,
    overwrite: bool = False,
    preset: str | None = None,
    language: str | None = None,
    seed: int = 0,
    shard_bytes: int = SHARD_BYTES,
) -> Conversion:
    """Convert a directory or a Mask2Former pickle into the new directory ``target``, which appears whole or not at all.

    ``preset``, ``language`` and ``seed`` are for the pickle alone. Raises ModelMissing, BadModel with a list of what
    is missing, misshapen or unknown, BadRequest, DiskFull and OutputNotWritable.
    """
    if to not in {"ours", "official"} or dtype not in {"keep", *DTYPES}:
        raise BadRequest(f"There is no conversion to {to} in {dtype}.")
    if template is not None and template not in templates():
        raise BadRequest(f"There is no template {template!r}. There are: {', '.join(templates())}.")
    wanted = DTYPES.get(dtype)
    source = _by_name(source)
    target = Path(os.path.abspath(target))  # a model bears the name of its folder, which ".." does not tell
    check_target(target, source, overwrite=overwrite)
    if source.is_file():
        if source.suffix not in {".pkl", ".pickle"}:
            raise BadRequest(f"{source} is a file.", hint="Give the folder that holds it with its config.json.")
        if to != "ours":
            raise BadRequest("A Mask2Former pickle can be converted to ours only.")
        return make_initial(
            source,
            target,
            preset=preset,
            language=language,
            seed=seed,
            template=template,
            dtype=wanted,
            overwrite=overwrite,
            shard_bytes=shard_bytes,
        )
    if preset is not None or language is not None:
        raise BadRequest("--preset and --language are for a Mask2Former pickle; a directory says what it is.")
    values = _read_config(source)
    is_ours = "format_version" in values
    if to == "official":
        if not is_ours or template is not None:
            raise BadRequest(
                f"{source} is an official directory already." if not is_ours else "--template is for our directories."
            )
        return write_official_folder(source, target, dtype=wanted, overwrite=overwrite, shard_bytes=shard_bytes)
    if is_ours:
        raise BadRequest(f"{source} is a model directory of ours already.", hint="Use it, or convert it --to official.")
    return _from_official(
        source,
        target,
        values,
        dtype=wanted,
        template=template or DEFAULT_TEMPLATE,
        overwrite=overwrite,
        shard_bytes=shard_bytes,
    )


def _by_name(source: Path) -> Path:
    """The folder of an installed model that is given by its name; any other source as it is."""
    if source.exists() or source.name != str(source):
        return source
    try:
        return find_model(str(source))
    except ModelMissing:
        return source


def _read_config(folder: Path) -> dict[str, Any]:
    path = folder / CONFIG
    if not folder.is_dir():
        raise ModelMissing(
            f"There is no {folder}.", hint="Give a folder on this machine, or the name of an installed model."
        )
    if not path.is_file():
        raise ModelMissing(f"There is no model in {folder}: {CONFIG} is missing.", hint="Give the checkpoint's folder.")
    return read_object(path)


def _from_official(
    source: Path,
    target: Path,
    hf_config: Mapping[str, Any],
    *,
    dtype: torch.dtype | None,
    template: str,
    overwrite: bool,
    shard_bytes: int,
) -> Conversion:
    files = open_weights(source)
    refuse_other_models(files.facts, hf_config, str(source))
    places = find_places(files.facts)
    config = infer_config(files.shapes, hf_config, seg_id=0, pad_id=0, template=template, name=target.name)
    tensors = _plan_ours(files, places, config, dtype, source)
    with new_folder(target, source, overwrite=overwrite) as folder:
        check_space(folder, tensors)
        rows = files.facts["model.embed_tokens.weight"].shape[0]
        vocabulary = convert_tokenizer(source, folder, rows=rows)
        config = infer_config(
            files.shapes,
            hf_config,
            seg_id=vocabulary.seg_id,
            pad_id=vocabulary.pad_id,
            max_tokens=vocabulary.max_tokens,
            template=template,
            name=target.name,
        )
        notes = _notes(hf_config, places, vocabulary, rows)
        licence = licence_of(source)
        name = source_name(source)
        write_shards(folder, tensors, shard_bytes=shard_bytes)
        info = ModelInfo(
            config=config,
            summary=f"SegEarth-R1, converted from the checkpoint {name}; nothing was measured here.",
            licence=licence,
            parameters=count_parameters(tensors),
            provenance={
                "converted_from": name,
                "files": {file.name: file.stat().st_size for file in files.files},
                "left_out": sorted(places.unused),
            },
        )
        write_info(folder, info)
        write_card(folder, target.name, _card(info, name))
    return summarise(source, target, "official", "ours", info, tensors, left_out=places.unused, notes=notes)


def _plan_ours(
    files: WeightFiles, places: Places, config: SegEarthConfig, dtype: torch.dtype | None, source: Path
) -> dict[str, Planned]:
    """What to write, in the network's order. Raises BadModel with all that is wrong with the tensors."""
    wanted = expected_shapes(meta_model(config))
    faults = list_faults(places, files.shapes, wanted)
    kinds = {place.key: files.facts[place.key].dtype for place in places.of.values()}
    faults += [f"{key} holds {kind}, no fractions" for key, kind in kinds.items() if not kind.is_floating_point]
    if faults:
        raise BadModel(
            f"The weights in {source} are not those of SegEarth-R1: {list_of(faults)}.",
            hint="Give the complete folder of a SegEarth-R1 checkpoint.",
        )
    heads = heads_of(config)

    def plan(name: str) -> Planned:
        place = places.of[name]
        kept = dtype or kinds[place.key]
        return Planned(wanted[name], kept, lambda: place.cut(files.read(place.key), heads), place.key)

    return {name: plan(name) for name in wanted}


def _notes(hf_config: Mapping[str, Any], places: Places, vocabulary: Vocabulary, rows: int) -> tuple[str, ...]:
    notes = []
    if hf_config.get("model_type") != "llava_phi":
        notes.append(
            f"Note: config.json says model_type {hf_config.get('model_type')!r}, not 'llava_phi'. The tensors fit; "
            "check that this is SegEarth-R1."
        )
    if hf_config.get("vocab_size", rows) != rows:
        notes.append(f"config.json says {hf_config['vocab_size']} tokens; the table has {rows}, which counts.")
    if vocabulary.size != rows:
        notes.append(f"The table has {rows} rows for {vocabulary.size} tokens; the others are never used.")
    if "lm_head.bias" in places.unused:
        notes.append("lm_head.bias is left out: the released code does not use it.")
    return tuple(notes)


def _card(info: ModelInfo, name: str) -> list[str]:
    config = info.config
    return [
        f"SegEarth-R1 for SegEarth for QGIS, converted from the checkpoint `{name}` with `segearth convert`. "
        f"{parameters_text(info.parameters)}; the weights are the source's, under other names.",
        f"Licence: {info.licence}.",
        f"It takes tiles of {config.image_px} px and asks with the prompt template `{config.language.template}`.",
        "Nothing was measured here: for scores, see the source.",
    ]
