"""What is left of ICU's data is what it was."""

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from bundling import contents, icu

NAMES = ["icudt73l/cnvalias.icu", "icudt73l/coll/root.res", "icudt73l/curr/de.res"]


def common(items):
    """Write items as ICU does: a header, names and places, names, contents."""
    head = struct.pack("<HH8x4s16x", 32, 0x27DA, b"CmnD")
    at, names, body, table = 4 + 8 * len(items), b"", b"", b""
    where = at + sum(len(name) + 1 for name, _ in items)
    where += -(32 + where) % 16
    for name, content in items:
        table += struct.pack("<II", at + len(names), where + len(body))
        names += name.encode() + b"\0"
        body += content + bytes(-len(content) % 16)
    start = struct.pack("<I", len(items)) + table + names
    return head + start.ljust(where, b"\0") + body


def test_items_that_are_kept_are_the_same_to_the_bit():
    data = common([(name, bytes([number]) * 21) for number, name in enumerate(NAMES)])
    packed = icu.repacked(data, lambda name: not icu.LEFT_OUT.match(name))
    assert [name for name, _ in icu.items(packed)] == NAMES[:2]
    assert [found[:21] for _, found in icu.items(packed)] == [b"\0" * 21, b"\1" * 21]
    assert packed == common([(NAMES[0], b"\0" * 21), (NAMES[1], b"\1" * 21)])
    assert icu.repacked(data, lambda name: True) == data


def test_other_data_are_refused():
    with pytest.raises(ValueError, match="no common data"):
        icu.repacked(bytes(64), lambda name: True)


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("icudt73l/coll/de.res", False),
        ("icudt73l/nfkc.nrm", False),
        ("icudt73l/root.res", False),
        ("icudt73l/brkitr/cjdict.dict", True),
        ("icudt73l/zone/de.res", True),
        ("icudt73l/gb18030.cnv", True),
    ],
)
def test_sorting_and_letters_are_kept(name, left_out):
    assert bool(icu.LEFT_OUT.match(name)) is left_out


WORDS = """
import sys
sys.path.insert(0, sys.argv[1])
import PySide6
from PySide6.QtCore import QCollator, QLocale, QTextBoundaryFinder
assert PySide6.__file__.startswith(sys.argv[1])
import functools
words = ["zeta", "Ähre", "Arm", "ark", "öl", "Ofen", "b10", "b9", "北", "阿"]
for name in ("de", "sv", "zh", "en_US"):
    collator = QCollator(QLocale(name))
    collator.setNumericMode(True)
    print(sorted(words, key=functools.cmp_to_key(collator.compare)))
print(QLocale("tr").toUpper("istanbul"), "straße".upper(), QLocale("de").toString(1.5))
kinds = QTextBoundaryFinder.BoundaryType
for kind in (kinds.Word, kinds.Line):
    finder = QTextBoundaryFinder(kind, "Zwei Wörter, 北京。")
    print([finder.toNextBoundary() for _ in range(6)])
"""


def told(place):
    command = [sys.executable, "-c", WORDS, str(place)]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout.decode("utf-8") or done.stderr.decode("utf-8")


@pytest.mark.skipif(not contents.SLIMS, reason="Linux on AMD64 only")
def test_qt_sorts_and_divides_words_as_before(tmp_path):
    import PySide6

    origin = Path(PySide6.__file__).parents[1]
    before = told(origin)
    # Of Swedish, the last letters of the alphabet.
    assert "'zeta', 'Ähre', 'öl'" in before
    for name in ("PySide6", "shiboken6"):
        shutil.copytree(
            origin / name,
            tmp_path / name,
            symlinks=True,
            copy_function=lambda source, target: Path(target).hardlink_to(source),
            ignore=shutil.ignore_patterns("qml", "libicudata*"),
        )
    (data,) = (origin / "PySide6" / "Qt" / "lib").glob("libicudata.so*")
    copy = tmp_path / "PySide6" / "Qt" / "lib" / data.name
    shutil.copyfile(data, copy)
    # Of 32 MB in the version of the year 2023.
    assert icu.slim(copy) > data.stat().st_size // 2
    assert told(tmp_path) == before
