"""Draws folders of stacks: two dyes, several planes and time points, OME-TIFF."""

from pathlib import Path

import drawn
import numpy as np
import tifffile

NAMES = ("DAPI", "GFP")
SIDE = 64
PIXEL = 0.108
"""Side of a pixel, µm."""


def folder(
    where: Path,
    count: int = 3,
    planes: int = 5,
    times: int = 1,
    seed: int = 0,
    name: str = "{:02d}.ome.tif",
) -> Path:
    """Draw `count` stacks of each class; plane z is drawn z + 1 times as bright."""
    for class_name in drawn.CLASSES:
        for number in range(count):
            path = where / class_name / name.format(number)
            write(path, class_name, 100 * seed + number, planes, times)
    return where


def write(path: Path, kind: str, seed: int, planes: int = 5, times: int = 1) -> Path:
    """Draw one stack; the second dye shows something else."""
    other = drawn.CLASSES[kind == drawn.CLASSES[0]]
    plane = np.stack([drawn.shape(k, seed, SIDE, 400) for k in (kind, other)])
    bright = np.arange(1, planes + 1).reshape(1, -1, 1, 1, 1)
    pixels = np.repeat((plane[None, None] * bright).astype(np.uint16), times, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = {
        "axes": "TZCYX",
        "Channel": {"Name": list(NAMES)},
        "PhysicalSizeX": PIXEL,
        "PhysicalSizeY": PIXEL,
        "PhysicalSizeXUnit": "µm",
        "PhysicalSizeYUnit": "µm",
    }
    tifffile.imwrite(path, pixels, metadata=facts)
    return path
