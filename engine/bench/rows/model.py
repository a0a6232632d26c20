"""The models alone, by `segearth bench`: tiles a second, a further question, the plain path's seconds, memory."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bench.figures import Figure, Row
from engine.bench.setting import Setting

_RELEASED = "as the released code computes it: fp32, the encoder twice, the whole prompt"
_FIRST = "the first question"
_MOST_DIFFERENT = 0.05  # of a standard deviation of the logits: more than bfloat16 explains


def measure(setting: Setting) -> Iterator[Figure]:
    """nano; at the full size also the released network with random weights (3.2 GB in the scratch folder)."""
    on_gpu = setting.device.startswith("cuda")
    for model in setting.pick(full=(setting.model, "segearth-r1"), quick=(setting.model,), tiny=(setting.model,)):
        setting.tell(model)
        command: list[object] = ["bench", "--model", model, "--device", setting.device, "--json"]
        command += ["--rounds", setting.pick(full=setting.rounds, quick=2, tiny=1)]
        command += ["--tiles", 16, "--compile"] if on_gpu else []
        environment = {"TMPDIR": str(setting.folder)}
        said = setting.segearth(*command, environment=environment).value
        rate, batch = said["tiles_per_second"], said["batch_tiles"]
        plain_s = sorted(pair["plain_s"] for pair in said["pairs"])[len(said["pairs"]) // 2]
        name = f"{model}, {said['precision']}, batches of {batch}"
        plainly = batch / plain_s
        yield Figure(
            f"{name}: first question", "tiles/s", rate["first"], plainly, _RELEASED, "more", rate["first"] > plainly
        )
        yield Figure(f"{name}: further question", "tiles/s", rate["further"], rate["first"], _FIRST)
        memory, plain = said["memory"]["peak_mb"], said["plain_memory"]["peak_mb"]
        yield Figure(f"{name}: peak memory", "MB of 10^6 bytes", memory, plain, _RELEASED)
        difference = said["logit_difference"]
        yield Figure(
            f"{name}: logits differ by", "standard deviations", difference, 0.0, _RELEASED,
            f"at most {_MOST_DIFFERENT:g}", difference <= _MOST_DIFFERENT, must=True,
        )  # fmt: skip


ROW = Row("model", "The models alone", measure)
