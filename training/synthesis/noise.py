"""Hashed noise in world coordinates: the same metre of ground gets the same value in every window.

Everything here is elementwise arithmetic on integer lattice nodes, so that a window of a scene is bit for bit the crop
of the whole scene.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Axis = NDArray[np.float64]


def hash_lattice(seed: int, rows: NDArray[np.int64], cols: NDArray[np.int64]) -> Floats:
    """Hash integer nodes (broadcast rows and cols) to float32 in [0, 1)."""
    mixed = rows.astype(np.uint32) * np.uint32(0x9E3779B1)
    mixed = mixed + cols.astype(np.uint32) * np.uint32(0x85EBCA77)
    mixed = mixed + np.uint32((seed * 0x27D4EB2F + 0x165667B1) & 0xFFFFFFFF)
    mixed ^= mixed >> np.uint32(16)
    mixed *= np.uint32(0x7FEB352D)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x846CA68B)
    mixed ^= mixed >> np.uint32(16)
    return (mixed >> np.uint32(8)).astype(np.float32) * np.float32(1.0 / (1 << 24))


def hash_key(*parts: int) -> int:
    """Join integers (negative ones too) to one 32-bit key: the seed of whatever lives in a cell."""
    key = 0x811C9DC5
    for part in parts:
        key = ((key ^ (part & 0xFFFFFFFF)) * 0x01000193 + 0x9E3779B9) & 0xFFFFFFFF
        key ^= key >> 15
        key = (key * 0x2C1B3C6D) & 0xFFFFFFFF
        key ^= key >> 13
    return key


def _smooth(axis: Axis, wavelength_m: float) -> tuple[NDArray[np.int64], Floats]:
    scaled = axis / wavelength_m
    node = np.floor(scaled)
    part = (scaled - node).astype(np.float32)
    return node.astype(np.int64), part * part * (np.float32(3.0) - np.float32(2.0) * part)


def value_noise(seed: int, xs: Axis, ys: Axis, wavelength_m: float) -> Floats:
    """Smooth noise in [-1, 1] on the grid of two axes in metres: float32 of shape (len(ys), len(xs))."""
    ix, fx = _smooth(xs, wavelength_m)
    iy, fy = _smooth(ys, wavelength_m)
    cols = np.arange(ix[0], ix[-1] + 2)
    rows = np.arange(iy[0], iy[-1] + 2)
    nodes = hash_lattice(seed, rows[:, None], cols[None, :]) * np.float32(2.0) - np.float32(1.0)
    low, high = nodes[iy - iy[0]], nodes[iy - iy[0] + 1]
    lines = low + (high - low) * fy[:, None]
    step: Floats = np.take(lines[:, 1:] - lines[:, :-1], ix - ix[0], axis=1)
    step *= fx[None, :]
    step += np.take(lines, ix - ix[0], axis=1)
    return step


def fbm(seed: int, xs: Axis, ys: Axis, wavelength_m: float, octaves: int, gain: float = 0.5) -> Floats:
    """Sum octaves of noise, roughly in [-1, 1]; octaves finer than 1.5 pixels are left out (they would only alias)."""
    pixel_m = float(xs[1] - xs[0]) if len(xs) > 1 else wavelength_m
    total: Floats = np.zeros((len(ys), len(xs)), np.float32)
    amplitude = 1.0
    for octave in range(octaves):
        wavelength = wavelength_m / 2.0**octave
        if octave and wavelength < 1.5 * pixel_m:
            break
        total += np.float32(amplitude) * value_noise(hash_key(seed, octave), xs, ys, wavelength)
        amplitude *= gain
    return total


def noise_at(seed: int, x: Axis, y: Axis, wavelength_m: float, octaves: int, gain: float = 0.5) -> Axis:
    """Evaluate the noise of `fbm` at scattered points (same shape x and y, metres), without the limit to octaves."""
    total = np.zeros(np.shape(x), np.float64)
    amplitude = 1.0
    for octave in range(octaves):
        key = hash_key(seed, octave)
        ix, fx = _smooth(np.asarray(x, np.float64), wavelength_m / 2.0**octave)
        iy, fy = _smooth(np.asarray(y, np.float64), wavelength_m / 2.0**octave)
        top = hash_lattice(key, iy, ix) * (1 - fx) + hash_lattice(key, iy, ix + 1) * fx
        low = hash_lattice(key, iy + 1, ix) * (1 - fx) + hash_lattice(key, iy + 1, ix + 1) * fx
        total += amplitude * (2.0 * (top * (1 - fy) + low * fy) - 1.0)
        amplitude *= gain
    return total


def grain(seed: int, col0: int, row0: int, width: int, height: int) -> Floats:
    """White noise per pixel, triangular in [-1, 1]."""
    cols = np.arange(col0, col0 + width)[None, :]
    rows = np.arange(row0, row0 + height)[:, None]
    return hash_lattice(seed, rows, cols) - hash_lattice(seed + 7919, rows, cols)
