"""Reads any georeferenced raster window by window as 8-bit RGB with a mask of valid pixels.

Whatever the file is (16-bit, palette, alpha, internal mask, nodata, rotated, ground control points), what comes out is
the same kind of `Pixels` on one grid of model pixels.
"""

from __future__ import annotations

import copy
import logging
import os
import re
import warnings
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, Resampling
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window as GdalWindow

from engine.errors import BadRequest, NoGeoreference, RasterMissing, UnreadableRaster
from engine.raster.bands import BandRoles, alpha_band, band_roles, is_mask, to_three, valid_by_value
from engine.raster.geodesy import Ground
from engine.raster.grid import Window
from engine.raster.remote import NetworkUse, is_remote, network_use, remote_error
from engine.raster.storage import CACHE_BYTES, gdal_limits
from engine.raster.stretch import Stretch, identity_stretch, stretch_of

_DRIVER_NAME = re.compile(r"[A-Za-z0-9_+]{2,}:")  # GPKG:file:table, s3://bucket/key; C:\file is a path

log = logging.getLogger(__name__)

_COARSE_PX = 1024  # longest side of the read that measures the stretch
_MOST_CACHE_BYTES = 256 * 2**20
_TILE_ROWS = 1024  # with a row of blocks above them, what a row of tiles reads


@dataclass(frozen=True)
class RasterInfo:
    """Facts of a raster. Sizes are native pixels (of the warped grid, where only ground control points place it).

    ``gsd_m`` is the geodesic side in metres of the pixel at the centre (the square of equal area); ``bands`` are the
    bands read as red, green and blue, from 1; ``overviews`` the decimation factors that the file holds; ``files`` what
    GDAL reads for it: the file itself, the members of a mosaic, a mask or overviews beside it.
    """

    path: str
    width: int
    height: int
    transform: Affine
    crs_wkt: str
    crs_label: str
    band_count: int
    dtype: str
    gsd_m: float
    nodata: float | None
    has_mask: bool
    overviews: tuple[int, ...]
    bands: tuple[int, int, int]
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pixels:
    """``rgb_HWC``: uint8, 0 where not valid or outside the raster. ``valid_HW``: bool."""

    rgb_HWC: NDArray[np.uint8]
    valid_HW: NDArray[np.bool_]


class RasterReader:
    """An open raster on its grid of model pixels; a context manager. Use it from one thread at a time.

    The model grid starts at the raster's pixel (0, 0) and covers exactly the raster: at another GSD than the native one
    ``model_width`` x ``model_height`` are rounded, and a model pixel is a rounding larger or smaller than asked.
    Memory: one window, and a block cache of what a row of tiles reads: 64 to 256 MB, 94 at a width of 20 000 pixels.
    """

    def __init__(
        self,
        dataset: Any,
        closing: ExitStack,
        path: str,
        bands: Sequence[int] | None,
        gsd_m: float | None,
        stretch: Stretch | None = None,
    ) -> None:
        self._dataset = dataset
        self._closing = closing
        self._cache_bytes = _cache_bytes(dataset)
        self._remote = is_remote(path)
        self._network_before: NetworkUse | None = None
        crs_wkt = dataset.crs.to_wkt()
        ground = Ground(dataset.transform, crs_wkt)
        native_gsd_m = ground.gsd_m(dataset.width / 2, dataset.height / 2)
        self._lay_grid(1.0 if gsd_m is None else _checked_gsd(gsd_m) / native_gsd_m)
        self._roles, self.stretch = self._survey(bands, stretch)
        epsg = dataset.crs.to_epsg()
        self.info = RasterInfo(
            path=path,
            width=dataset.width,
            height=dataset.height,
            transform=dataset.transform,
            crs_wkt=crs_wkt,
            crs_label=f"EPSG:{epsg}" if epsg else _crs_name(crs_wkt),
            band_count=dataset.count,
            dtype=self._dtype,
            gsd_m=native_gsd_m,
            nodata=dataset.nodata,
            has_mask=self._roles.mask or self._roles.alpha is not None,
            overviews=tuple(dataset.overviews(1)),
            bands=self._roles.rgb,
            files=tuple(dataset.files),
        )

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        bands: Sequence[int] | None = None,
        gsd_m: float | None = None,
        stretch: Stretch | None = None,
    ) -> RasterReader:
        """Open a file, or whatever GDAL reads by name (https://..., /vsicurl/..., s3://..., GPKG:file:table).

        ``bands``: one band or three, from 1; by default those stated to be red, green and blue, else the first three,
        else grey. ``gsd_m``: working ground sample distance in metres, native by default. ``stretch``: that of another
        scene, with one band or as many as are read; by default it is measured on this one.
        Raises RasterMissing, UnreadableRaster, NoGeoreference, BadRequest.
        """
        name = str(path)
        before = network_use()
        with ExitStack() as stack:
            try:
                dataset = _placed(_open(name, stack), stack)
                with gdal_limits(_cache_bytes(dataset), remote=is_remote(name)):
                    reader = cls(dataset, stack, name, bands, gsd_m, stretch)
            except RasterioError as error:
                raise _unreadable(name, error) from error
            reader._closing = stack.pop_all()
        if any(map(is_remote, (name, *reader.info.files))):  # itself, or files of a mosaic
            reader._network_before = before
        return reader

    def __enter__(self) -> RasterReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._closing.close()

    def coarser(self, factor: float) -> RasterReader:
        """The same open raster, bands and stretch at a GSD ``factor`` times coarser; it closes with this reader."""
        reader = copy.copy(self)
        reader._closing = ExitStack()
        reader._lay_grid(self.scale * factor)
        return reader

    def _lay_grid(self, scale: float) -> None:
        """Set the grid of model pixels. ``scale``: their size by that of the raster's own."""
        dataset = self._dataset
        self.scale: float = scale
        self.model_width: int = max(1, round(dataset.width / scale))
        self.model_height: int = max(1, round(dataset.height / scale))
        self._native_x = dataset.width / self.model_width  # native pixels by one model pixel
        self._native_y = dataset.height / self.model_height
        self.model_transform: Affine = dataset.transform * Affine.scale(self._native_x, self._native_y)

    @property
    def network(self) -> NetworkUse | None:
        """What was asked of servers since the raster was opened; None where nothing of it is remote, or not counted.

        GDAL counts for the whole process: another remote raster that is read meanwhile counts too.
        """
        now = network_use() if self._network_before is not None else None
        return None if now is None or self._network_before is None else now.since(self._network_before)

    def read(self, window: Window) -> Pixels:
        """Read a window of model pixels, which may reach past the raster: padding is 0 and not valid.

        Resampled where the working GSD is not the native one (averaged when coarser, bilinear when finer).
        Raises UnreadableRaster where the file is damaged.
        """
        inside = window.intersection(Window(0, 0, self.model_width, self.model_height))
        if inside == window:
            values, valid = self._values(inside)
            return Pixels(np.ascontiguousarray(np.moveaxis(self._to_rgb(values, valid), 0, 2)), valid)
        rgb = np.zeros((window.height, window.width, 3), np.uint8)
        valid = np.zeros((window.height, window.width), np.bool_)
        if inside is not None:
            place = _slices(inside, window)
            values, valid[place] = self._values(inside)
            rgb[place] = np.moveaxis(self._to_rgb(values, valid[place]), 0, 2)
        return Pixels(rgb, valid)

    @property
    def has_missing(self) -> bool:
        """Whether pixels of the raster can be invalid at all: `read_valid` is True everywhere where they cannot."""
        return self._roles.has_missing(self._dtype)

    def read_valid(self, window: Window) -> NDArray[np.bool_]:
        """Only the validity (H, W) of a window; nothing is read from a raster that has no missing pixels."""
        valid = np.zeros((window.height, window.width), np.bool_)
        inside = window.intersection(Window(0, 0, self.model_width, self.model_height))
        if inside is None:
            return valid
        place = _slices(inside, window)
        if not self.has_missing:
            valid[place] = True
        elif self._roles.has_missing_values(self._dtype):
            valid[place] = self._values(inside)[1]
        else:
            valid[place] = self._masked(inside)
        return valid

    @property
    def _dtype(self) -> str:
        return str(self._dataset.dtypes[self._roles.colour[0] - 1])

    def _survey(self, bands: Sequence[int] | None, stretch: Stretch | None) -> tuple[BandRoles, Stretch]:
        """Choose bands and measure the stretch (or take the given one), both from one decimated look at the raster."""
        dataset = self._dataset
        shrink = max(1.0, max(dataset.width, dataset.height) / _COARSE_PX)
        shape = (max(1, round(dataset.height / shrink)), max(1, round(dataset.width / shrink)))
        alpha = alpha_band(dataset)
        if alpha is not None and not is_mask(dataset.read(alpha, out_shape=shape)):
            log.warning("Band %d is tagged as alpha but its values are no mask: it is ignored.", alpha)
            alpha = None
        roles = band_roles(dataset, bands, alpha)
        kinds = {np.dtype(dataset.dtypes[number - 1]).kind for number in roles.colour}
        if not kinds <= set("iuf"):
            raise UnreadableRaster(
                "The raster holds complex numbers.", hint="Export its amplitude or intensity as GeoTIFF first."
            )
        if stretch is not None:
            if len(stretch.low) not in (1, len(roles.colour)):
                raise BadRequest(f"A stretch of {len(stretch.low)} bands is given for {len(roles.colour)}.")
            return roles, stretch
        if roles.palette is not None or all(dataset.dtypes[number - 1] == "uint8" for number in roles.colour):
            return roles, identity_stretch(len(roles.colour))
        values, valid = self._look(roles, shape, Resampling.nearest)
        if shrink > 1 and not valid.any():  # its few valid pixels lie between those looked at
            values, valid = self._look(roles, shape, Resampling.average)
        return roles, stretch_of(values, valid)

    def _look(
        self, roles: BandRoles, shape: tuple[int, int], resampling: Resampling
    ) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """The whole raster in so many pixels, in its own values, and where they are valid."""
        dataset = self._dataset
        values = dataset.read(roles.colour, out_shape=(len(roles.colour), *shape), resampling=resampling)
        valid = valid_by_value(values, roles)
        if roles.alpha is not None:
            valid &= dataset.read(roles.alpha, out_shape=shape, resampling=resampling) > 0
        if roles.mask:
            valid &= dataset.read_masks(roles.colour[0], out_shape=shape, resampling=resampling) > 0
        return values, valid

    def _to_rgb(self, values_CHW: NDArray[Any], valid_HW: NDArray[np.bool_]) -> NDArray[np.uint8]:
        if self._roles.palette is None:
            return to_three(self.stretch.apply(values_CHW, valid_HW))
        rgb_HWC = np.take(self._roles.palette[:, :3], values_CHW[0], axis=0, mode="clip")
        rgb_HWC[~valid_HW] = 0
        return np.moveaxis(rgb_HWC, 2, 0)

    def _values(self, inside: Window) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Colour bands (C, H, W) in the raster's own values and their validity (H, W)."""
        roles = self._roles
        numbers = list(roles.colour) if roles.alpha is None else [*roles.colour, roles.alpha]
        values = self._read(numbers, inside)
        if roles.alpha is not None:
            values, alpha = values[:-1], values[-1]
            valid = np.asarray(alpha > 0)
        else:
            valid = np.ones(values.shape[1:], np.bool_)
        if roles.mask:
            valid &= self._read(roles.colour[0], inside, masks=True) > 0
        if roles.has_missing_values(self._dtype):
            valid &= valid_by_value(values, roles)
        return values, valid

    def _masked(self, inside: Window) -> NDArray[np.bool_]:
        valid = np.ones((inside.height, inside.width), np.bool_)
        if self._roles.alpha is not None:
            valid &= self._read(self._roles.alpha, inside) > 0
        if self._roles.mask:
            valid &= self._read(self._roles.colour[0], inside, masks=True) > 0
        return valid

    def _read(self, numbers: int | list[int], inside: Window, *, masks: bool = False) -> NDArray[Any]:
        shape = (inside.height, inside.width)
        options: dict[str, Any] = {}
        if not isinstance(numbers, int) and not masks and len({self._dataset.dtypes[n - 1] for n in numbers}) == 1:
            # Pixel by pixel, as most files hold them and models take them: GDAL then copies, nobody transposes.
            values_HWC = np.empty((*shape, len(numbers)), self._dtype)
            options["out"] = np.moveaxis(values_HWC, 2, 0)
        if (self.model_width, self.model_height) != (self._dataset.width, self._dataset.height):
            smooth = Resampling.average if self.scale > 1 else Resampling.bilinear
            options["resampling"] = Resampling.nearest if masks or self._roles.palette is not None else smooth
            if "out" not in options:
                options["out_shape"] = shape if isinstance(numbers, int) else (len(numbers), *shape)
        window = GdalWindow(
            inside.x * self._native_x,
            inside.y * self._native_y,
            inside.width * self._native_x,
            inside.height * self._native_y,
        )
        read = self._dataset.read_masks if masks else self._dataset.read
        try:
            with gdal_limits(self._cache_bytes, remote=self._remote):
                values: NDArray[Any] = read(numbers, window=window, **options)
        except RasterioError as error:
            raise _unreadable(self.info.path, error) from error
        return values


def is_plain_path(name: str) -> bool:
    """Whether a name is that of a file or folder, and not one that only GDAL understands."""
    return not (name.startswith("/vsi") or _DRIVER_NAME.match(name))


def _open(name: str, stack: ExitStack) -> Any:
    try:
        with gdal_limits(remote=is_remote(name)), warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)  # told as NoGeoreference, not as a warning
            dataset = stack.enter_context(rasterio.open(name))
    except RasterioError as error:
        if is_plain_path(name) and not os.path.exists(name):
            raise RasterMissing(f"There is no file {name}.") from error
        if os.path.isdir(name):
            raise UnreadableRaster(f"{name} is a folder, not a raster.") from error
        raise _unreadable(name, error) from error
    if dataset.count == 0:
        raise UnreadableRaster(
            f"{name} holds no bands of its own.", hint="Name one of its subdatasets: gdalinfo lists them."
        )
    _check_members(name, dataset.files)
    return dataset


def _check_members(name: str, files: Sequence[str]) -> None:
    """Raise UnreadableRaster where a mosaic's files are not all there: GDAL itself finds out when it reads them."""
    missing = [file for file in files if is_plain_path(file) and not os.path.exists(file)]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise UnreadableRaster(
            f"{name} is made of {len(files) - 1} files, of which {missing[0]}{more} cannot be found.",
            hint="Put the files back, or build the mosaic again (QGIS: Raster > Miscellaneous > Build Virtual Raster).",
        )


def _placed(dataset: Any, stack: ExitStack) -> Any:
    """The dataset on a grid with an affine transform, turned or not: itself, or warped by its ground control points."""
    points, points_crs = dataset.gcps
    unplaced = dataset.transform == Affine.identity() or dataset.transform.determinant == 0
    if points and points_crs is not None and (dataset.crs is None or unplaced):
        edges = {"add_alpha": alpha_band(dataset) is None} if dataset.nodata is None else {"nodata": dataset.nodata}
        by_class = ColorInterp.palette in dataset.colorinterp  # numbers of colours have nothing between them
        smooth = Resampling.nearest if by_class else Resampling.bilinear
        with gdal_limits(remote=is_remote(dataset.name)):
            return stack.enter_context(
                WarpedVRT(dataset, src_crs=points_crs, crs=points_crs, resampling=smooth, **edges)
            )
    if unplaced and dataset.rpcs is not None:
        raise NoGeoreference(
            f"{dataset.name} is placed by rational polynomials (RPC), which depend on the terrain.",
            hint="Orthorectify it first (QGIS: Processing > Warp, or gdalwarp -rpc with an elevation model).",
        )
    if dataset.crs is None:
        raise NoGeoreference(f"{dataset.name} has no CRS.")
    if unplaced:
        raise NoGeoreference(f"{dataset.name} has a CRS but no position on the ground.")
    return dataset


def _cache_bytes(dataset: Any) -> int:
    """Enough of a block cache that no block is decoded twice: to a width of 54 000 pixels of 8-bit RGB."""
    # Rows of tiles overlap: a cache of all blocks that one of them reads still holds those that the next reads again.
    block_height, block_width = dataset.block_shapes[0]
    pixel_bytes = sum(np.dtype(dtype).itemsize for dtype in dataset.dtypes)
    columns = min(dataset.width + 2 * block_width, dataset.width * 2)  # blocks at the edge are whole, and some to spare
    needed = (_TILE_ROWS + block_height) * columns * pixel_bytes
    return int(min(max(needed, CACHE_BYTES), _MOST_CACHE_BYTES))


def _checked_gsd(gsd_m: float) -> float:
    if not (np.isfinite(gsd_m) and gsd_m > 0):
        raise BadRequest(f"The ground sample distance is a positive number of metres, not {gsd_m}.")
    return gsd_m


def _crs_name(crs_wkt: str) -> str:
    return crs_wkt.split('"', 2)[1] if '"' in crs_wkt else "unnamed CRS"


def _slices(inside: Window, window: Window) -> tuple[slice, slice]:
    top, left = inside.y - window.y, inside.x - window.x
    return slice(top, top + inside.height), slice(left, left + inside.width)


def _unreadable(name: str, error: BaseException) -> UnreadableRaster | RasterMissing:
    detail = error.__cause__ or error
    if is_remote(name):
        return remote_error(name, str(detail))
    return UnreadableRaster(f"{name} cannot be read as a raster: {detail}")
