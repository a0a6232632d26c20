"""The fused deformable attention against grid_sample in float64.

Without a GPU the kernel runs in Triton's interpreter, which proves its arithmetic, and is compiled for sm_90, which
proves that it compiles. The same tests run it on the GPU where there is one.
"""

from __future__ import annotations

import logging
import multiprocessing
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.testing import assert_close

from engine.model import deformable_triton
from engine.model.deformable_attention import sample_plain
from engine.model.deformable_triton import available, deform_fused

from . import interpreted

if sys.platform != "linux":
    pytest.skip("Triton is built for Linux only", allow_module_level=True)

import triton  # an error, not a skip, where it is missing: development.txt brings it
from triton.backends.compiler import GPUTarget
from triton.compiler import ASTSource

from engine.model import deformable_kernel

Run = Callable[..., Any]
Arguments = tuple[Tensor, Sequence[tuple[int, int]], Tensor, Tensor, Tensor]
needs_gpu = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device"),
]
SHAPES = [(3, 5), (6, 10), (1, 1)]
LEVELS_1024 = [(32, 32), (64, 64), (128, 128)]
TOLERANCES = {
    torch.float32: {"atol": 1e-5, "rtol": 0.0},
    # The rounding of the result, nothing more; the interpreter cuts bf16 off where a GPU rounds.
    torch.bfloat16: {"atol": 1e-5, "rtol": 2.0**-7},
    torch.float16: {"atol": 1e-5, "rtol": 2.0**-10},
}


@pytest.fixture(scope="module")
def interpreter(root: Path) -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        with pytest.MonkeyPatch.context() as patch:  # both are handed on when the process starts, by its first task
            patch.setenv("TRITON_INTERPRET", "1")
            patch.syspath_prepend(str(root))
            assert pool.submit(interpreted.interprets).result()
        yield pool


@pytest.fixture(params=["interpreter", pytest.param("cuda", marks=needs_gpu)])
def run(request: pytest.FixtureRequest) -> Run:
    """Call a function with the kernel at work; CPU tensors in and out."""
    if request.param == "cuda":
        return run_on_gpu
    pool = request.getfixturevalue("interpreter")
    return lambda function, *arguments: pool.submit(function, *arguments).result()


def run_on_gpu(function: Run, *arguments: Any) -> Any:
    result = function(*(a.cuda() if isinstance(a, Tensor) else a for a in arguments))
    return result.cpu() if isinstance(result, Tensor) else result


def reference(
    value: Tensor, shapes: Sequence[tuple[int, int]], offsets: Tensor, logits: Tensor, centres: Tensor
) -> Tensor:
    """In float64, but for the places, which are float32 as in the kernel."""
    batch, _, heads, _ = value.shape
    weights = logits.double().flatten(3).softmax(-1).view(logits.shape)
    mixed = torch.zeros((), dtype=torch.float64)
    for level, part in enumerate(value.double().split([h * w for h, w in shapes], dim=1)):
        height, width = shapes[level]
        size = torch.tensor([width, height])
        places = centres[:, None, None] * size - 0.5 + offsets[:, :, :, level].float()
        grid = (2 * places.double() + 1) / size - 1
        level_map = part.permute(0, 2, 3, 1).flatten(0, 1).unflatten(2, (height, width))
        sampled = F.grid_sample(level_map, grid.transpose(1, 2).flatten(0, 1), align_corners=False)
        sampled = sampled.unflatten(0, (batch, heads))
        mixed = mixed + torch.einsum("bhcnp,bnhp->bnhc", sampled, weights[:, :, :, level])
    return mixed


def random_case(queries: int, channels: int, dtype: torch.dtype) -> Arguments:
    """Two tiles, 2 heads, 4 points; offsets reach past every border."""
    generator = torch.Generator().manual_seed(0)
    positions = sum(height * width for height, width in SHAPES)
    value = torch.randn(2, positions, 2, channels, generator=generator).to(dtype)
    offsets = (torch.randn(2, queries, 2, len(SHAPES), 4, 2, generator=generator) * 3).to(dtype)
    logits = torch.randn(2, queries, 2, len(SHAPES), 4, generator=generator).to(dtype)
    return value, SHAPES, offsets, logits, torch.rand(queries, 2, generator=generator)


def sample_one(run: Run, rows: Sequence[Sequence[float]], x: float, y: float) -> float:
    """One sample of weight 1 at pixel (x, y) of a map of one channel."""
    value = torch.tensor(rows)
    height, width = value.shape
    offsets = torch.tensor([x, y]).view(1, 1, 1, 1, 1, 2)
    first_pixel = torch.tensor([[0.5 / width, 0.5 / height]])
    logits = torch.zeros(1, 1, 1, 1, 1)
    return float(run(deform_fused, value.view(1, -1, 1, 1), [(height, width)], offsets, logits, first_pixel))


@pytest.mark.parametrize("dtype", TOLERANCES, ids=str)
@pytest.mark.parametrize("channels", [32, 24, 1])
def test_samples_are_mixed_as_by_grid_sample(run: Run, dtype: torch.dtype, channels: int) -> None:
    case = random_case(37, channels, dtype)
    found = run(deform_fused, *case)
    assert found.dtype == dtype
    assert_close(found.double(), reference(*case), **TOLERANCES[dtype])


@pytest.mark.parametrize("queries", [1, deformable_kernel.BLOCK, deformable_kernel.BLOCK + 1])
def test_any_number_of_queries_works(run: Run, queries: int) -> None:
    case = random_case(queries, 8, torch.float32)
    assert_close(run(deform_fused, *case).double(), reference(*case), **TOLERANCES[torch.float32])


def test_it_equals_the_plain_form(run: Run) -> None:
    case = random_case(5, 16, torch.float32)
    assert_close(run(deform_fused, *case), sample_plain(*case), atol=1e-5, rtol=0)


def test_dtypes_of_queries_may_differ_from_the_value(run: Run) -> None:
    value, shapes, offsets, logits, centres = random_case(5, 8, torch.float32)
    case = (value, shapes, offsets.bfloat16(), logits.half(), centres)
    assert_close(run(deform_fused, *case).double(), reference(*case), **TOLERANCES[torch.float32])


def test_no_queries_give_an_empty_result(run: Run) -> None:
    assert run(deform_fused, *random_case(0, 8, torch.float32)).shape == (2, 0, 2, 8)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (1, 0, 2.0),  # on a pixel
        (0.5, 0, 1.5),  # exactly between two
        (0.5, 0.5, 2.5),  # exactly between four
        (0.25, 0.75, 2.75),
        (-0.5, 0, 0.5),  # on the left edge: half of it lies outside
        (1.5, 1.5, 1.0),  # on the lower right corner
        (-1, 0, 0.0),
        (0, 2, 0.0),
        (-7.3, 40.1, 0.0),
        (1e30, 0, 0.0),
        (0, float("-inf"), 0.0),
    ],
)
def test_pixel_centres_lie_at_integers_and_zero_outside(run: Run, x: float, y: float, expected: float) -> None:
    assert sample_one(run, [[1.0, 2.0], [3.0, 4.0]], float(x), float(y)) == expected


def test_a_level_of_one_pixel_fades_to_all_sides(run: Run) -> None:
    places = [(0.0, 0.0), (0.5, 0.0), (-0.5, 0.5), (0.0, 1.0)]
    assert [sample_one(run, [[8.0]], x, y) for x, y in places] == [8.0, 4.0, 2.0, 0.0]


def test_what_lies_beside_a_level_in_memory_is_outside_it(run: Run) -> None:
    value = torch.tensor([4.0, 1000.0, 1000.0]).view(1, 3, 1, 1)
    offsets = torch.tensor([[[0.0, 0.5]], [[-1.5, 0.0]]]).view(1, 1, 1, 2, 1, 2)  # below the first, left of the second
    found = run(deform_fused, value, [(1, 1), (1, 2)], offsets, torch.zeros(1, 1, 1, 2, 1), torch.tensor([[0.5, 0.5]]))
    assert float(found) == 1.0


def test_infinite_values_outside_the_samples_do_no_harm(run: Run) -> None:
    assert sample_one(run, [[5.0, float("inf")]], -0.5, 0.0) == 2.5


def test_bf16_offsets_are_added_in_full_precision(run: Run) -> None:
    ramp = torch.arange(256.0).view(1, 256, 1, 1)  # bf16 knows no 200.125
    offset = torch.tensor([0.125, 0.0], dtype=torch.bfloat16).view(1, 1, 1, 1, 1, 2)
    centre = torch.tensor([[200.5 / 256, 0.5]])
    found = run(deform_fused, ramp, [(1, 256)], offset, torch.zeros(1, 1, 1, 1, 1, dtype=torch.bfloat16), centre)
    assert float(found) == 200.125


def test_huge_logits_do_not_overflow(run: Run) -> None:
    value = torch.tensor([3.0, 7.0]).view(1, 2, 1, 1)
    logits = torch.tensor([1000.0, 1000.0]).view(1, 1, 1, 1, 2)
    offsets = torch.tensor([[-0.5, 0.0], [0.5, 0.0]]).view(1, 1, 1, 1, 2, 2)
    assert float(run(deform_fused, value, [(1, 2)], offsets, logits, torch.tensor([[0.5, 0.5]]))) == 5.0


def test_views_of_joined_layers_give_what_copies_give(run: Run) -> None:
    value, _, offsets, logits, centres = random_case(9, 8, torch.float32)
    wide_value = torch.cat([value, value], dim=-1)[..., :8]
    joined = torch.cat([offsets.flatten(2), logits.flatten(2)], dim=-1)
    split = offsets[0, 0].numel()
    offsets_view = joined[..., :split].unflatten(-1, offsets.shape[2:])
    logits_view = joined[..., split:].unflatten(-1, logits.shape[2:])
    expected = run(deform_fused, value, SHAPES, offsets, logits, centres)
    assert_close(run(deform_fused, wide_value, SHAPES, offsets_view, logits_view, centres), expected, atol=0, rtol=0)


def test_transposed_inputs_give_what_copies_give(run: Run) -> None:
    value, _, offsets, logits, centres = random_case(9, 8, torch.float32)
    expected = run(deform_fused, value, SHAPES, offsets, logits, centres)
    turned = [t.transpose(-1, -2).contiguous().transpose(-1, -2) for t in (value, offsets, logits)]
    found = run(deform_fused, turned[0], SHAPES, turned[1], turned[2], centres.T.contiguous().T)
    assert_close(found, expected, atol=0, rtol=0)


def test_the_operator_passes_pytorchs_checks(run: Run) -> None:
    value, _, *rest = random_case(5, 8, torch.float32)
    run(interpreted.check_operator, value, [side for shape in SHAPES for side in shape], *rest)


def test_torch_compile_keeps_one_graph(run: Run) -> None:
    value, *rest = random_case(5, 8, torch.float32)
    found = run(interpreted.deform_compiled, value, *rest)
    assert_close(found, run(deform_fused, value * 2, *rest) + 1)


def test_asking_for_gradients_raises(run: Run) -> None:
    assert "no autograd formula" in run(interpreted.backward_message, *random_case(2, 8, torch.float32))


def test_shape_and_dtype_are_known_without_data() -> None:
    value, _, offsets, logits, centres = random_case(5, 8, torch.bfloat16)
    found = deform_fused(value.to("meta"), SHAPES, offsets.to("meta"), logits.to("meta"), centres.to("meta"))
    assert found.shape == (2, 5, 2, 8)
    assert found.dtype == torch.bfloat16


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda v, s, o, w, c: (v, s[:2], o, w, c), "positions"),
        (lambda v, s, o, w, c: (v, s, o[:1], w, c), "offsets of shape"),
        (lambda v, s, o, w, c: (v, s, o[:, :, :1], w, c), "offsets of shape"),
        (lambda v, s, o, w, c: (v, s, o, w[..., :3], c), "logits of shape"),
        (lambda v, s, o, w, c: (v, s, o, w, c[:4]), "centres of shape"),
        (lambda v, s, o, w, c: (v, s, o, w, c.bfloat16()), "need float32"),
        (lambda v, s, o, w, c: (v.double(), s, o, w, c), "dtypes"),
        (lambda v, s, o, w, c: (v, s, o.to("meta"), w, c), "one device"),
    ],
)
def test_inputs_that_do_not_fit_are_refused(change: Callable[..., Arguments], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        deform_fused(*change(*random_case(5, 8, torch.float32)))


def test_a_tile_beyond_32_bit_offsets_is_refused() -> None:
    value = torch.empty_strided((1, 2, 1, 1), (0, 2**31, 1, 1), device="meta")
    offsets = torch.empty(1, 1, 1, 1, 1, 2, device="meta")
    with pytest.raises(ValueError, match="less than 2"):
        deformable_kernel.deform(value, [1, 2], offsets, offsets[..., 0], offsets[0, 0, 0, 0])


def compile_for_hopper(dtype: str) -> str:
    """PTX of the kernel at full size for sm_90; the compiler needs no GPU."""
    kernel = deformable_kernel._deform
    sizes = tuple(side for shape in LEVELS_1024 for side in shape)
    fixed = {"SIZES": sizes, "LEVELS": 3, "POINTS": 4, "HEADS": 8, "CHANNELS": 32, "PADDED": 32}
    fixed["BLOCK"] = deformable_kernel.BLOCK
    types = dict.fromkeys(("out", "value", "offsets", "logits"), f"*{dtype}") | {"centres": "*fp32"}
    signature = {name: "constexpr" if name in fixed else types.get(name, "i32") for name in kernel.arg_names}
    odd = {"offsets_h", "logits_h"}  # 24 and 12; all other arguments are multiples of 16
    even = {(i,): [["tt.divisibility", 16]] for i, n in enumerate(kernel.arg_names) if n not in fixed and n not in odd}
    source = ASTSource(kernel, signature, {(kernel.arg_names.index(name),): v for name, v in fixed.items()}, even)
    options = {"num_warps": deformable_kernel.WARPS}
    return str(triton.compile(source, target=GPUTarget("cuda", 90, 32), options=options).asm["ptx"])


@pytest.mark.parametrize(("dtype", "loads"), [("bf16", 48), ("fp32", 96)])
def test_the_kernel_compiles_to_wide_loads_without_barriers(
    dtype: str, loads: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRITON_CACHE_DIR", str(tmp_path))
    ptx = compile_for_hopper(dtype)
    assert ptx.count("ld.global.v4.b32") == loads  # 16 bytes a thread for each of 12 samples' 4 corners
    assert "bar.sync" not in ptx


def test_no_gpu_means_not_available() -> None:
    assert not available("cpu")


def test_cuda_without_triton_means_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert not available("cuda:0")


@pytest.fixture
def ampere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("torch.cuda.get_device_capability", lambda index: (8, 0))
    deformable_triton._runs_on.cache_clear()
    yield
    deformable_triton._runs_on.cache_clear()


@pytest.mark.usefixtures("ampere")
def test_a_machine_where_triton_fails_says_why_and_runs_unfused(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(device: torch.device) -> bool:
        raise RuntimeError("Failed to find C compiler.")

    monkeypatch.setattr(deformable_triton, "_trial", fail)
    with caplog.at_level(logging.WARNING):
        assert not available("cuda:0")
    assert "Failed to find C compiler." in caplog.text


@pytest.mark.usefixtures("ampere")
def test_the_trial_is_run_once_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[torch.device] = []
    monkeypatch.setattr(deformable_triton, "_trial", lambda device: tried.append(device) is None)
    assert [available("cuda:0"), available("cuda:0"), available("cuda:1")] == [True, True, True]
    assert tried == [torch.device("cuda:0"), torch.device("cuda:1")]


@pytest.mark.usefixtures("ampere")
def test_compiled_code_may_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deformable_triton, "_trial", lambda device: torch.ones(()).item() == 1.0)
    deformable_triton.prepare_for_compile()

    def choose(x: Tensor) -> Tensor:
        return x + 1 if available("cuda:0") and not available(x.device) else x

    assert torch.compile(choose, fullgraph=True, backend="eager")(torch.zeros(())).item() == 1.0


def test_a_gpu_older_than_ampere_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.get_device_capability", lambda index: (7, 5))
    monkeypatch.setattr(deformable_triton, "_trial", lambda device: pytest.fail("tried"))
    assert not available("cuda:7")
    deformable_triton._runs_on.cache_clear()


def test_the_trial_succeeds_where_the_kernel_works(run: Run) -> None:
    device = torch.device("cuda" if run is run_on_gpu else "cpu")
    assert run(deformable_triton._trial, device)


def test_the_engine_works_without_triton() -> None:
    code = (
        "import sys; sys.modules['triton'] = None; import engine.model.runtime; "
        "from engine.model.deformable_triton import available; print(available('cuda:0'), available('cpu'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.fixture
def full_size() -> Arguments:
    """Two tiles of the full network in fp32 on the GPU."""
    torch.manual_seed(0)
    queries = sum(height * width for height, width in LEVELS_1024)
    value = torch.randn(2, queries, 8, 32, device="cuda")
    offsets = torch.randn(2, queries, 8, 3, 4, 2, device="cuda") * 4
    logits = torch.randn(2, queries, 8, 3, 4, device="cuda")
    return value, LEVELS_1024, offsets, logits, torch.rand(queries, 2, device="cuda")


class TestOnTheGpu:
    pytestmark = needs_gpu

    def test_this_gpu_runs_the_kernel(self) -> None:
        assert available("cuda")

    @pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float32, 1e-5), (torch.bfloat16, 2e-2)])
    def test_full_size_equals_plain_pytorch(self, full_size: Arguments, dtype: torch.dtype, tolerance: float) -> None:
        value, shapes, offsets, logits, centres = full_size
        value, offsets, logits = value.to(dtype), offsets.to(dtype), logits.to(dtype)
        # Centres on a grid of 1/4096 make every place exact in float32, so that the tolerance is that of the mix.
        centres, offsets = centres.mul(4096).round() / 4096, offsets.mul(64).round() / 64
        expected = sample_plain(value.double(), shapes, offsets.double(), logits.double(), centres.double())
        found = deform_fused(value, shapes, offsets, logits, centres)
        assert_close(found.double(), expected, atol=tolerance, rtol=0)

    def test_tiles_beyond_2_to_the_31_values_are_right(self) -> None:
        value = torch.zeros(450, 21504, 8, 32, dtype=torch.bfloat16, device="cuda")  # 2.5e9 values, 5 GB
        value[-1] = torch.randn(21504, 8, 32, device="cuda").bfloat16()
        offsets = torch.randn(1, 64, 8, 3, 4, 2, device="cuda")
        logits = torch.randn(1, 64, 8, 3, 4, device="cuda")
        rest = (offsets.expand(450, -1, -1, -1, -1, -1), logits.expand(450, -1, -1, -1, -1))
        centres = torch.rand(64, 2, device="cuda")
        found = deform_fused(value, LEVELS_1024, *rest, centres)
        assert torch.equal(found[-1:], deform_fused(value[-1:].clone(), LEVELS_1024, offsets, logits, centres))
        assert not found[:-1].any()

    def test_the_inductor_keeps_the_result(self, full_size: Arguments) -> None:
        value, *rest = full_size
        compiled = torch.compile(lambda v, *a: deform_fused(v * 2, *a) + 1, fullgraph=True)
        assert_close(compiled(value, *rest), deform_fused(value * 2, *rest) + 1)
