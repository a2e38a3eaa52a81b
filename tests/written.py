"""Writes tiny files of microscope makers, after their published layouts."""

import struct
import zlib
from collections.abc import Mapping
from itertools import product
from math import prod
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import imagecodecs
import numpy as np
import tifffile
from numpy.typing import NDArray

CZI_TYPES = {("u1", 1): 0, ("u2", 1): 1, ("f4", 1): 2, ("u1", 3): 3, ("u2", 3): 4}


class CziBlock(NamedTuple):
    """Pixels (y, x, sample) and the place of a block; `axes` adds to it."""

    pixels: NDArray[np.generic]
    x: int = 0
    y: int = 0
    axes: Mapping[str, int] = MappingProxyType({})
    compression: int = 0
    pyramid: int = 0
    step: int = 1


def write_czi(path: Path, blocks: list[CziBlock], document: str = "") -> Path:
    """Write blocks to a CZI file; colours are written as blue, green, red."""
    file = _segment("ZISRAWFILE", b"\0" * 512)
    entries = []
    for block in blocks:
        entry = _czi_entry(block, len(file))
        entries.append(entry)
        data = _czi_data(block)
        head = struct.pack("<iiq", 0, 0, len(data)) + entry
        file += _segment("ZISRAWSUBBLOCK", head.ljust(16 + 240, b"\0") + data)
    directory = len(file)
    head = struct.pack("<i124x", len(entries))
    file += _segment("ZISRAWDIRECTORY", head + b"".join(entries))
    metadata = len(file)
    xml = (document or "<ImageDocument/>").encode()
    file += _segment("ZISRAWMETADATA", struct.pack("<ii248x", len(xml), 0) + xml)
    header = struct.pack(
        "<iiii16s16siqqiq", 1, 0, 0, 0, b"", b"", 0, directory, metadata, 0, 0
    )
    path.write_bytes(file[:32] + header + file[32 + len(header) :])
    return path


def _segment(name: str, data: bytes) -> bytes:
    data = data.ljust(-(-len(data) // 32) * 32, b"\0")
    return struct.pack("<16sqq", name.encode(), len(data), len(data)) + data


def _czi_entry(block: CziBlock, position: int) -> bytes:
    height, width, samples = block.pixels.shape
    kind = CZI_TYPES[block.pixels.dtype.str[1:], samples]
    sizes = {"X": (block.x, width), "Y": (block.y, height)}
    dims = [
        struct.pack("<4siifi", axis.encode(), start, size * block.step, 0.0, size)
        for axis, (start, size) in sizes.items()
    ]
    dims += [
        struct.pack("<4siifi", axis.encode(), start, 1, 0.0, 1)
        for axis, start in ({"C": 0} | dict(block.axes)).items()
    ]
    head = ("<2siqiiBB4xi", b"DV", kind, position, 0, block.compression)
    return struct.pack(*head, block.pyramid, 0, len(dims)) + b"".join(dims)


def _czi_data(block: CziBlock) -> bytes:
    pixels = block.pixels[..., ::-1]
    if block.compression == 5:
        return bytes(imagecodecs.zstd_encode(pixels.tobytes()))
    if block.compression == 6:
        halves = np.frombuffer(pixels.tobytes(), np.uint8).reshape(-1, 2).T
        return b"\x03\x01\x01" + bytes(imagecodecs.zstd_encode(halves.tobytes()))
    return pixels.tobytes()


def write_lif(path: Path, series: list[NDArray[np.uint16]]) -> Path:
    """Write series (channel, z, time, y, x), each with pixels of 0.2 micrometres."""
    elements = "".join(_lif_element(i, s) for i, s in enumerate(series))
    text = (
        '<LMSDataContainerHeader Version="2"><Element Name="made" UniqueID="0"><Data>'
        '<Experiment Path="made.lif"/></Data><Memory Size="0" MemoryBlockID="B"/>'
        f"<Children>{elements}</Children></Element></LMSDataContainerHeader>"
    )
    file = struct.pack("<IIBI", 0x70, 2 * len(text) + 5, 0x2A, len(text))
    file += text.encode("utf-16-le")
    for name, data in [("B", b"")] + [
        (f"B{i}", s.tobytes()) for i, s in enumerate(series)
    ]:
        size = 2 * len(name) + 14
        file += struct.pack("<IIBQBI", 0x70, size, 0x2A, len(data), 0x2A, len(name))
        file += name.encode("utf-16-le") + data
    path.write_bytes(file)
    return path


def _lif_element(number: int, pixels: NDArray[np.uint16]) -> str:
    channels, planes, times, height, width = pixels.shape
    lengths = {
        1: (width, 2, (width - 1) * 2e-7),
        2: (height, 2 * width, (height - 1) * 2e-7),
        4: (times, 2 * height * width, 1.0),
        3: (planes, 2 * height * width * times, 1e-6),
    }
    dims = "".join(
        f'<DimensionDescription DimID="{kind}" NumberOfElements="{size}" Origin="0" '
        f'Length="{length}" Unit="m" BitInc="0" BytesInc="{step}"/>'
        for kind, (size, step, length) in lengths.items()
        if size > 1
    )
    step = 2 * prod(pixels.shape[1:])
    names = "".join(
        f'<ChannelDescription DataType="0" ChannelTag="0" Resolution="12" Min="0" '
        f'Max="4095" Unit="" NameOfMeasuredQuantity="" LUTName="Gray" '
        f'IsLUTInverted="0" BytesInc="{i * step}" BitInc="0">'
        f"<ChannelProperty><Key>DyeName</Key><Value>dye {i + 1}</Value>"
        "</ChannelProperty></ChannelDescription>"
        for i in range(channels)
    )
    return (
        f'<Element Name="series {number + 1}" UniqueID="{number + 1}"><Data><Image>'
        f"<ImageDescription><Channels>{names}</Channels><Dimensions>{dims}"
        "</Dimensions></ImageDescription></Image></Data>"
        f'<Memory Size="{pixels.nbytes}" MemoryBlockID="B{number}"/></Element>'
    )


def write_oif(path: Path, pixels: NDArray[np.uint16]) -> Path:
    """Write (channel, z, time, y, x) as an OIF and the folder of its planes."""
    path.write_bytes(_oif_settings(pixels.shape))
    folder = path.with_name(path.name + ".files")
    folder.mkdir()
    for name, plane in _oif_planes(pixels).items():
        tifffile.imwrite(folder / name, plane, metadata=None)
    return path


def write_oib(path: Path, pixels: NDArray[np.uint16]) -> Path:
    """Write (channel, z, time, y, x) as an OIB, a compound document."""
    streams = {"Stream00000": _oif_settings(pixels.shape)}
    names = {"Stream00000": "made.oif"}
    for number, (name, plane) in enumerate(_oif_planes(pixels).items(), 1):
        data = path.with_suffix(".plane.tif")
        tifffile.imwrite(data, plane, metadata=None)
        streams[f"Stream{number:05}"] = data.read_bytes()
        names[f"Stream{number:05}"] = f"Storage00000/{name}"
        data.unlink()
    lines = ["[OibSaveInfo]", "Name=OIB", "Version=1.0", "MainFileName=Stream00000"]
    lines += [f"{key}={value}" for key, value in names.items()]
    lines += ["Storage00000=made.oif.files", ""]
    path.write_bytes(_compound({"OibInfo.txt": _settings(lines)} | streams))
    return path


def _oif_planes(pixels: NDArray[np.uint16]) -> dict[str, NDArray[np.uint16]]:
    return {
        f"s_C{c + 1:03}Z{z + 1:03}T{t + 1:03}.tif": pixels[c, z, t]
        for c, z, t in product(*map(range, pixels.shape[:3]))
    }


def _oif_settings(shape: tuple[int, ...]) -> bytes:
    channels, planes, times, height, width = shape
    sizes = [width, height, channels, planes, times, 0, 0, 0]
    lines = ["[ProfileSaveInfo]", "Name=OIF", "Version=1.0"]
    lines += ["[Axis Parameter Common]", 'AxisOrder="XYCZT"']
    for number, (axis, size) in enumerate(zip("XYCZTAPL", sizes, strict=True)):
        lines += [f"[Axis {number} Parameters Common]", f'AxisCode="{axis}"']
        lines += [f"MaxSize={size}"]
    lines += ["[Reference Image Parameter]", "ValidBitCounts=12"]
    lines += ["WidthConvertValue=0.2", "HeightConvertValue=0.2"]
    lines += ['WidthUnit="um"', 'HeightUnit="um"']
    for number in range(1, channels + 1):
        lines += [f"[GUI Channel {number} Parameters]", f'DyeName="dye {number}"']
    return _settings([*lines, ""])


def _settings(lines: list[str]) -> bytes:
    return b"\xff\xfe" + "\r\n".join(lines).encode("utf-16-le")


def _compound(streams: dict[str, bytes]) -> bytes:
    """Write streams as a compound document of version 3, without small sectors."""
    sectors, chain, starts = b"", [], []
    for data in streams.values():
        count = -(-len(data) // 512)
        starts.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + count), 0xFFFFFFFE]
        sectors += data.ljust(count * 512, b"\0")
    entries = [_compound_entry("Root Entry", 5, -1, 1, 0xFFFFFFFE, 0)]
    for number, (name, start) in enumerate(zip(streams, starts, strict=True), 1):
        following = number + 1 if number < len(streams) else -1
        size = len(streams[name])
        entries.append(_compound_entry(name, 2, following, -1, start, size))
    while len(entries) % 4:
        entries.append(_compound_entry("", 0, -1, -1, 0, 0))
    first = len(chain)
    count = len(entries) // 4
    chain += [*range(first + 1, first + count), 0xFFFFFFFE]
    tables = -(-len(chain) // 127)
    table = list(range(len(chain), len(chain) + tables))
    chain += [0xFFFFFFFD] * tables
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    ends = (0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16sHHHHHHIIIIIIIIII",
        *(b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, tables, first, 0, 0, *ends),
    )
    header += struct.pack("<109I", *table, *[0xFFFFFFFF] * (109 - tables))
    return header + sectors + b"".join(entries) + struct.pack(f"<{len(chain)}I", *chain)


def _compound_entry(
    name: str, kind: int, following: int, child: int, start: int, size: int
) -> bytes:
    text = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    head = (text, len(text) + 2, kind, 1, none, following & none, child & none)
    return struct.pack("<64sHBBIII16sIQQIQ", *head, b"", 0, 0, 0, start, size)


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG."""
    crc = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)


def png_header(width: int, height: int, bits: int, kind: int) -> bytes:
    """Return the start of a PNG of a declared size."""
    header = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)
