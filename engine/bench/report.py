"""What the bench found: pairs of times from one run, and the ratios that may be quoted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Pair:
    """One round: seconds for a batch of tiles, measured one after the other."""

    plain_s: float | None  # the plain path, first question
    first_s: float  # ours, first question: encode and ask
    further_s: float  # ours, a further question on the same scene


@dataclass(frozen=True)
class BenchReport:
    """All figures of one run; seconds are per batch of ``batch_tiles``, megabytes are 10^6 bytes."""

    model: str
    device: str
    precision: str
    torch: str
    threads: int
    batch_tiles: int
    compiled: bool
    pairs: tuple[Pair, ...]
    parts_s: dict[str, float]
    deformable: dict[str, float]  # one layer's sampling
    words: dict[str, float] | None  # per token of an answer
    start: dict[str, float | None]
    memory: dict[str, float | None]
    plain_memory: dict[str, float | None] | None
    logit_difference: float | None  # mean distance of the mask logits from the plain ones', in standard deviations
    profile: str | None

    @property
    def speedup_vs_plain(self) -> float | None:
        """Median over the rounds of plain / ours, first question."""
        ratios = [pair.plain_s / pair.first_s for pair in self.pairs if pair.plain_s is not None]
        return median(ratios) if ratios else None

    @property
    def second_question_speedup(self) -> float:
        """Median over the rounds of ours, first / further question."""
        return median(pair.first_s / pair.further_s for pair in self.pairs)

    @property
    def tiles_per_second(self) -> dict[str, float]:
        """Medians of ours, first and further questions."""
        return {
            "first": self.batch_tiles / median(pair.first_s for pair in self.pairs),
            "further": self.batch_tiles / median(pair.further_s for pair in self.pairs),
        }

    def to_dict(self) -> dict[str, Any]:
        """JSON values: the ratios at the top level, then everything."""
        ratios = {
            "speedup_vs_plain": self.speedup_vs_plain,
            "second_question_speedup": self.second_question_speedup,
            "tiles_per_second": self.tiles_per_second,
        }
        values = asdict(self)
        values["pairs"] = list(values["pairs"])
        rounded: dict[str, Any] = _rounded({**ratios, **values})
        return rounded

    def lines(self) -> list[str]:
        """The report for people."""
        first, further = (median(times) for times in zip(*((p.first_s, p.further_s) for p in self.pairs), strict=True))
        same = "the same tile" if self.batch_tiles == 1 else f"the same {self.batch_tiles} tiles"
        lines = [
            f"{self.model} on {self.device}, {self.precision}, torch {self.torch}, batches of {self.batch_tiles}",
            f"the first question {first:.3g} s",
            f"a further question on {same} {further:.3g} s ({_times(self.second_question_speedup)})",
        ]
        if self.speedup_vs_plain is not None:
            digits = 1 if self.speedup_vs_plain >= 1 else 2
            slower = ": ours is slower here" if self.speedup_vs_plain < 1 else ""
            lines.append(f"the plain path takes {self.speedup_vs_plain:.{digits}f} times as long as ours{slower}")
        parts = ", ".join(f"{name} {1000 * seconds:.3g} ms" for name, seconds in self.parts_s.items())
        lines.append(f"parts: {parts}")
        lines.append(f"deformable sampling compared with grid_sample: {_times(self.deformable['speedup'])}")
        if self.words is not None:
            ratio = self.words["without_cache_s"] / self.words["with_cache_s"]
            token_ms = 1000 * self.words["with_cache_s"]
            lines.append(f"a token takes {token_ms:.3g} ms with the cache ({_times(ratio)} than without)")
        began = self.start["first_answer_s"]
        lines.append(f"first answer {began:.1f} s after the start, peak {_megabytes(self.memory)}")
        lines += [self.profile] if self.profile else []
        return [*lines, "Times on shared machines are noise: read the ratios."]


def _times(ratio: float) -> str:
    """How many times faster or slower."""
    return f"{ratio:.1f} times faster" if ratio >= 1 else f"{1 / ratio:.1f} times slower"


def _megabytes(memory: dict[str, float | None]) -> str:
    host = f"{memory['peak_mb']:.0f} MB" if memory["peak_mb"] is not None else "unknown"
    return host if memory["gpu_peak_mb"] is None else f"{host}, GPU {memory['gpu_peak_mb']:.0f} MB"


def _rounded(value: Any) -> Any:
    """Five significant digits: more would be noise."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return [_rounded(part) for part in value] if isinstance(value, list) else value
