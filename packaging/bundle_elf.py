"""Reads and writes shared libraries of Linux: what of them a process loads.

Formats: System V ABI, "Object Files" and its supplement for AMD64; "Linux Standard
Base", chapter 10, for versions of symbols. Other processors are not known here.
"""

import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np

PAGE = 0x1000
"""Bytes of a page, which segments are loaded by."""

PT_LOAD, PT_DYNAMIC, PT_NOTE, PT_PHDR = 1, 2, 4, 6
SPARE = (PT_PHDR, 0x6474E553, PT_NOTE)
"""Headers that the loader does without: of the headers, of the processor, of notes."""

NEEDED, HASH, STRTAB, SYMTAB, STRSZ, SONAME, RPATH = 1, 4, 5, 6, 10, 14, 15
RUNPATH, GNU_HASH = 29, 0x6FFFFEF5
VERDEF, VERDEFNUM = 0x6FFFFFFC, 0x6FFFFFFD
VERNEED, VERNEEDNUM, VERSYM = 0x6FFFFFFE, 0x6FFFFFFF, 0x6FFFFFF0

HEAD = struct.Struct("<16sHHIQQQIHHHHHH")
SYMBOL = np.dtype(
    [
        ("name", "<u4"),
        ("info", "u1"),
        ("other", "u1"),
        ("section", "<u2"),
        ("value", "<u8"),
        ("size", "<u8"),
    ]
)


class Segment(NamedTuple):
    """A program header: what lies where in the file, and where in memory."""

    kind: int
    flags: int
    offset: int
    address: int
    physical: int
    stored: int
    size: int
    align: int


class Library:
    """The parts of a shared library that its loader reads.

    Attributes:
        data: All bytes of the file; changes are made in it.
        segments: Its program headers.
        dynamic: Tags and values of its dynamic section, without the last one.
        symbols: Its dynamic symbols, a view into `data`.
    """

    def __init__(self, path: Path) -> None:
        """Read a library.

        Raises:
            ValueError: It is damaged, or laid out as this does not know it.
        """
        self.path = path
        self.data = bytearray(path.read_bytes())
        try:
            self._read()
        except (struct.error, IndexError, ValueError) as error:
            raise ValueError(f"{path.name} is not understood: {error}") from error

    def _read(self) -> None:
        head = HEAD.unpack_from(self.data)
        self.segments = [
            Segment(*struct.unpack_from("<IIQQQQQQ", self.data, head[5] + 56 * number))
            for number in range(head[10])
        ]
        if any(each.offset + each.stored > len(self.data) for each in self.segments):
            raise ValueError("it is cut off.")
        self.dynamic = self._dynamic()
        tags = dict(self.dynamic)
        self.symbols = self._symbols(tags) if SYMTAB in tags else np.zeros(0, SYMBOL)
        self.names_at = tags.get(STRTAB, 0)
        self.names_size = tags.get(STRSZ, 0)
        # Read once: names are looked up where they were, while others are moved.
        start = self.place(self.names_at) if self.names_at else 0
        self.names = bytes(self.data[start : start + self.names_size])

    def place(self, address: int) -> int:
        """Return where in the file lies what is loaded to `address`."""
        for each in self.segments:
            if each.kind == PT_LOAD and 0 <= address - each.address < each.stored:
                return address - each.address + each.offset
        raise ValueError(f"it holds nothing for address {address:#x}.")

    def name(self, offset: int) -> bytes:
        """Return the name at `offset` of the table of names."""
        return self.names[offset : self.names.index(b"\0", offset)]

    def word(self, place: int) -> int:
        """Return the number of 4 bytes at a place in the file."""
        return int(struct.unpack_from("<I", self.data, place)[0])

    def words(self, address: int, count: int) -> np.ndarray:
        """Return numbers of 4 bytes at `address`, a view into `data`."""
        return np.frombuffer(self.data, "<u4", count, self.place(address))

    def _dynamic(self) -> list[tuple[int, int]]:
        found = []
        for each in self.segments:
            if each.kind == PT_DYNAMIC:
                pairs = struct.iter_unpack(
                    "<QQ", self.data[each.offset : each.offset + each.stored]
                )
                for tag, value in pairs:
                    if tag == 0:
                        break
                    found.append((tag, value))
        return found

    def _symbols(self, tags: dict[int, int]) -> np.ndarray:
        if HASH in tags:
            count = int(self.words(tags[HASH], 2)[1])
        elif GNU_HASH in tags:
            count = self._counted(tags[GNU_HASH])
        else:
            return np.zeros(0, SYMBOL)
        return np.frombuffer(self.data, SYMBOL, count, self.place(tags[SYMTAB]))

    def _counted(self, address: int) -> int:
        """Return the number of symbols, which only the end of the last chain tells."""
        buckets, first, bloom, _ = map(int, self.words(address, 4))
        at = address + 16 + 8 * bloom
        last = int(self.words(at, buckets).max(initial=0))
        if last < first:
            return first
        chains = at + 4 * buckets
        while not int(self.words(chains + 4 * (last - first), 1)[0]) & 1:
            last += 1
        return last + 1


def is_library(path: Path) -> bool:
    """Tell whether a file is a shared library that this can read: of Linux, AMD64."""
    with path.open("rb") as file:
        head = file.read(HEAD.size)
    # Class 64 bit, little endian; a shared object; AMD64.
    return (
        len(head) == HEAD.size
        and head[:6] == b"\x7fELF\x02\x01"
        and struct.unpack_from("<HH", head, 16) == (3, 62)
    )


def symbol_names(path: Path) -> set[bytes]:
    """Return the names of all symbols that a library has or asks for."""
    library = Library(path)
    return {library.name(int(each)) for each in set(library.symbols["name"])}


def write_dynamic(library: Library) -> None:
    """Write the dynamic section of a library into its bytes."""
    for each in library.segments:
        if each.kind == PT_DYNAMIC:
            text = b"".join(struct.pack("<QQ", *pair) for pair in library.dynamic)
            end = each.offset + each.stored
            library.data[each.offset : end] = text.ljust(each.stored, b"\0")


def assembled(library: Library, hole: tuple[int, int] = (0, 0)) -> bytearray:
    """Return the bytes of a file of what is loaded.

    Args:
        library: What the file is to hold.
        hole: Addresses that nothing is loaded to any more: the first of them, and the
            one behind the last. Whole pages of it are left out.

    Raises:
        ValueError: A part of the library is laid out as this does not know it.
    """
    head = list(HEAD.unpack_from(library.data))
    loaded = [each for each in library.segments if each.kind == PT_LOAD]
    others = [each for each in library.segments if each.kind != PT_LOAD]
    start, end = hole[0], hole[1] // PAGE * PAGE
    spare = next((o for kind in SPARE for o in others if o.kind == kind), None)
    if end - start >= PAGE and spare is not None:
        # The new header takes the place of one that a library does without.
        others.remove(spare)
        loaded = [part for each in loaded for part in _parted(each, start, end)]
    made, placed = bytearray(), []
    for each in loaded:
        if each.stored == 0:
            raise ValueError(f"{library.path.name} has a part without bytes.")
        made += bytes((each.address - len(made)) % PAGE)
        placed.append(each._replace(offset=len(made), align=PAGE))
        made += library.data[each.offset : each.offset + each.stored]
    moved = [_moved(each, placed) for each in others]
    table = next(p for p, o in zip(placed, loaded, strict=True) if o.offset <= head[5])
    head[5] = head[5] - loaded[0].offset + table.offset
    # There are no sections any more.
    head[6], head[12], head[13] = 0, 0, 0
    HEAD.pack_into(made, 0, *head)
    for number, each in enumerate([*placed, *moved]):
        struct.pack_into("<IIQQQQQQ", made, head[5] + 56 * number, *each)
    return made


def _parted(segment: Segment, start: int, end: int) -> list[Segment]:
    """Return what is left of a segment without the addresses from `start` to `end`."""
    first, last = segment.address, segment.address + segment.stored
    if not first < start < end < last:
        return [segment]
    size = segment.size - (end - first)
    return [
        segment._replace(stored=start - first, size=start - first),
        segment._replace(
            offset=segment.offset + end - first,
            address=end,
            physical=end,
            stored=last - end,
            size=size,
        ),
    ]


def _moved(segment: Segment, placed: list[Segment]) -> Segment:
    """Return a header whose bytes are loaded by others, with where they lie now."""
    for each in placed:
        if segment.stored and 0 <= segment.address - each.address < each.stored:
            offset = segment.address - each.address + each.offset
            return segment._replace(offset=offset)
    return segment._replace(offset=0)
