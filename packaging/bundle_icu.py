"""Takes out of ICU's data what the window never asks for: three quarters of 32 MB.

Qt brings ICU, "International Components for Unicode", and asks it how words are sorted,
divided and written in capitals. Its data also hold the names of all countries, moneys,
units and time zones in all languages, and old encodings of text.

Format: ICU User Guide, "ICU Data", common data files ("CmnD"): a header; the number of
items; for each where its name and its data lie, counted from the number; and those.
"""

import re
import struct
from collections.abc import Callable
from pathlib import Path

import bundle_elf

MAGIC = 0x27DA
COMMON = b"CmnD"
ALIGN = 16
"""Bytes that the place of an item is a multiple of."""

LEFT_OUT = re.compile(
    # Names in all languages: Qt has its own of languages, countries and numbers.
    r"[^/]+/(curr|lang|region|unit|zone)/"
    # Numbers as words, and other scripts.
    r"|[^/]+/(rbnf|translit)/"
    # Ends of words and lines: Qt finds them itself.
    r"|[^/]+/brkitr/"
    # Encodings: files of this program are UTF-8.
    r"|[^/]+/[^/]+\.cnv$"
)
"""Items that are left out."""


def slim(path: Path) -> int:
    """Make ICU's library of data smaller, in its place; return by how many bytes.

    Raises:
        ValueError: It holds no data of the form that is known.
    """
    library = bundle_elf.Library(path)
    before = len(library.data)
    named = (
        each
        for each in library.symbols
        if each["section"] and library.name(int(each["name"])).endswith(b"_dat")
    )
    symbol = next(named, None)
    if symbol is None:
        raise ValueError(f"{path.name} holds no data of ICU.")
    address, size = int(symbol["value"]), int(symbol["size"])
    start = library.place(address)
    packed = repacked(
        bytes(library.data[start : start + size]),
        lambda name: not LEFT_OUT.match(name),
    )
    library.data[start : start + size] = packed.ljust(size, b"\0")
    symbol["size"] = len(packed)
    hole = (address + len(packed), address + size)
    path.write_bytes(bundle_elf.assembled(library, hole))
    return before - path.stat().st_size


def repacked(data: bytes, is_kept: Callable[[str], bool]) -> bytes:
    """Return data of ICU with those items only whose names `is_kept` wants.

    Raises:
        ValueError: They have not the form that is known.
    """
    head, magic, form = struct.unpack_from("<HH8x4s", data)
    if magic != MAGIC or form != COMMON:
        raise ValueError("These are no common data of ICU.")
    kept = [each for each in items(data) if is_kept(each[0])]
    names = b"".join(name.encode() + b"\0" for name, _ in kept)
    at = 4 + 8 * len(kept)
    where = at + len(names)
    table, body = bytearray(struct.pack("<I", len(kept))), bytearray()
    where += -(head + where) % ALIGN
    for name, content in kept:
        table += struct.pack("<II", at, where + len(body))
        body += content + bytes(-len(content) % ALIGN)
        at += len(name.encode()) + 1
    return data[:head] + (bytes(table) + names).ljust(where, b"\0") + bytes(body)


def items(data: bytes) -> list[tuple[str, bytes]]:
    """Return the items of data of ICU: names and contents, in order."""
    head = struct.unpack_from("<H", data)[0]
    count = struct.unpack_from("<I", data, head)[0]
    places = list(struct.iter_unpack("<II", data[head + 4 : head + 4 + 8 * count]))
    ends = [place for _, place in places[1:]] + [len(data) - head]
    return [
        (
            data[head + name : data.index(b"\0", head + name)].decode("ascii"),
            data[head + place : head + end],
        )
        for (name, place), end in zip(places, ends, strict=True)
    ]
