"""Puts the bundled model and the layer styles into the wheel: they lie outside the packages, in ``resources/``.

An installed engine finds them in ``engine/resources`` (``engine.RESOURCES``), so that it needs no download.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

PARTS = ("models", "styles")


class BuildWithResources(build_py):
    """Copies ``resources/<part>`` into the built package ``engine``; an editable install reads them where they are."""

    def run(self) -> None:
        """Build the packages, then add the files."""
        super().run()
        if self.editable_mode:
            return
        for part in PARTS:
            target = Path(self.build_lib) / "engine" / "resources" / part
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(Path("resources") / part, target)


setup(cmdclass={"build_py": BuildWithResources})
