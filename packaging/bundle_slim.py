"""Makes libraries of Linux smaller, without a change to what they do.

A library brings more than is ever loaded: tables for debuggers and linkers, and names
of all symbols that another library might ask for. A seventh of TensorFlow's bytes are
such names, which nothing in the bundle asks for. Here

- only what a process loads is kept: segments, without sections;
- names that no other library of the bundle has are taken out, and their symbols made
  hidden: the loader then binds them within the library, to what it would have found by
  name, since there is no other one;
- libraries that were asked for and are left out of the bundle are asked for no more.
  Their functions become weak: a call would end the program, which `bundle_contents`
  must rule out.

Files of other processors and systems stay as they are.
"""

import struct
from collections.abc import Callable, Collection
from pathlib import Path

import numpy as np
from bundle_elf import (
    NEEDED,
    RPATH,
    RUNPATH,
    SONAME,
    STRSZ,
    VERDEF,
    VERDEFNUM,
    VERNEED,
    VERNEEDNUM,
    VERSYM,
    Library,
    assembled,
    write_dynamic,
)

WEAK, HIDDEN = 2, 2
"""A symbol's binding, and its visibility, as the format numbers them."""


def slim(
    path: Path,
    asked: Collection[bytes] | None = None,
    is_gone: Callable[[str], bool] = lambda name: False,
) -> int:
    """Make a library smaller, in its place; return by how many bytes.

    Args:
        path: The library.
        asked: Names that others may ask for, which it keeps; all without them. Those
            of C are kept in any case: a program may look them up by a word of its own.
        is_gone: Tells of the name of a library whether it is not to be asked for.
    """
    library = Library(path)
    before = len(library.data)
    changed = _ask_for_less(library, is_gone)
    hole = (0, 0)
    if asked is not None:
        _hide(library, asked)
        hole = _repack_names(library)
    data = assembled(library, hole)
    if changed or len(data) < before:
        path.write_bytes(data)
    return max(0, before - len(data))


def _hide(library: Library, asked: Collection[bytes]) -> None:
    """Take the names off symbols that are nobody's business."""
    symbols = library.symbols
    defined = np.flatnonzero(symbols["section"] != 0)
    private = [
        number
        for number in defined
        if (name := library.name(int(symbols["name"][number]))).startswith(b"_Z")
        and name not in asked
    ]
    symbols["name"][private] = 0
    symbols["other"][private] = symbols["other"][private] & 0xFC | HIDDEN


def _repack_names(library: Library) -> tuple[int, int]:
    """Put the names that are left close together.

    Returns:
        The addresses that come free: the first, and the one behind the last.
    """
    texts = {NEEDED, SONAME, RPATH, RUNPATH}
    places = _version_places(library)
    # Each once: most symbols have no name any more.
    kept = {int(each) for each in np.unique(library.symbols["name"])}
    kept |= {value for tag, value in library.dynamic if tag in texts}
    kept |= {library.word(place) for place in places}
    packed, at = packed_names({library.name(each) for each in kept})
    new = {each: at[library.name(each)] for each in kept}
    unused = library.names_size - len(packed)
    if unused < 0:
        raise ValueError(f"The names of {library.path.name} have no room.")
    for place in places:
        struct.pack_into("<I", library.data, place, new[library.word(place)])
    library.symbols["name"] = [new[int(each)] for each in library.symbols["name"]]
    start = library.place(library.names_at)
    library.data[start : start + library.names_size] = packed + bytes(unused)
    sizes = {STRSZ: len(packed)}
    library.dynamic = [
        (tag, new[value] if tag in texts else sizes.get(tag, value))
        for tag, value in library.dynamic
    ]
    write_dynamic(library)
    return library.names_at + len(packed), library.names_at + library.names_size


def packed_names(names: Collection[bytes]) -> tuple[bytes, dict[bytes, int]]:
    """Return a table of names, and where in it each begins; ends are shared."""
    table, at = bytearray(b"\0"), {b"": 0}
    last, start = b"", 0
    for name in sorted(set(names) - {b""}, key=lambda each: each[::-1], reverse=True):
        if not last.endswith(name):
            last, start = name, len(table)
            table += name + b"\0"
        at[name] = start + len(last) - len(name)
    return bytes(table), at


def _ask_for_less(library: Library, is_gone: Callable[[str], bool]) -> bool:
    """Take out the libraries that are not there, and what was wanted of them.

    Returns:
        Whether there were any.
    """
    texts = {v: library.name(v).decode() for t, v in library.dynamic if t == NEEDED}
    gone = {value for value, name in texts.items() if is_gone(name)}
    if not gone:
        return False
    files = {library.name(value) for value in gone}
    versions = _forget_versions(library, files)
    library.dynamic = [p for p in library.dynamic if p[0] != NEEDED or p[1] not in gone]
    symbols = library.symbols
    tags = dict(library.dynamic)
    loose = symbols["section"] == 0
    if VERSYM in tags:
        at = library.place(tags[VERSYM])
        asked = np.frombuffer(library.data, "<u2", len(symbols), at)
        loose &= (asked <= 1) | np.isin(asked, versions)
        asked[np.isin(asked, versions)] = 1
    symbols["info"][loose] = WEAK << 4 | symbols["info"][loose] & 15
    write_dynamic(library)
    return True


def _forget_versions(library: Library, files: Collection[bytes]) -> list[int]:
    """Leave out what is asked of `files` by version; return those versions' numbers."""
    tags, found, kept = dict(library.dynamic), [], []
    for place in _records(library, VERNEED, VERNEEDNUM, 12):
        _, count, file, first, _ = struct.unpack_from("<HHIII", library.data, place)
        if library.name(file) not in files:
            kept.append(place)
            continue
        found += [
            struct.unpack_from("<H", library.data, each + 6)[0]
            for each in _chain(library, place + first, count, 12)
        ]
    if not found:
        return []
    if not kept or kept[0] != library.place(tags[VERNEED]):
        raise ValueError(f"{library.path.name} asks for nothing else by version.")
    for place, after in zip(kept, [*kept[1:], kept[-1]], strict=True):
        struct.pack_into("<I", library.data, place + 12, after - place)
    library.dynamic = [
        (tag, len(kept) if tag == VERNEEDNUM else value)
        for tag, value in library.dynamic
    ]
    return found


def _records(library: Library, table: int, count: int, step: int) -> list[int]:
    """Return where in the file the records of a table of versions begin."""
    tags = dict(library.dynamic)
    if table not in tags:
        return []
    return _chain(library, library.place(tags[table]), tags[count], step)


def _chain(library: Library, place: int, count: int, step: int) -> list[int]:
    """Return where records begin, each of which tells at `step` how far the next is."""
    found = [place]
    while len(found) < count:
        found.append(found[-1] + library.word(found[-1] + step))
    return found


def _version_places(library: Library) -> list[int]:
    """Return where the tables of versions name something."""
    found = []
    for place in _records(library, VERNEED, VERNEEDNUM, 12):
        count = struct.unpack_from("<H", library.data, place + 2)[0]
        first = place + library.word(place + 8)
        found.append(place + 4)
        found += [each + 8 for each in _chain(library, first, count, 12)]
    for place in _records(library, VERDEF, VERDEFNUM, 16):
        count = struct.unpack_from("<H", library.data, place + 6)[0]
        found += _chain(library, place + library.word(place + 12), count, 4)
    return found
