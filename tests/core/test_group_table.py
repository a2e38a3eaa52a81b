"""The user's table of groups: read in all usual forms, or refused with a sentence."""

from pathlib import Path

import pytest

from cellclassifier.core.errors import UserError
from cellclassifier.core.grouping import find_grouping, preview
from cellclassifier.core.tile_spec import GroupSpec

ROOT = Path("images/train")
FILES = [ROOT / name for name in ("a/x.png", "a/y.png", "b/day 1/z.png")]


def of_table(tmp_path, data, files=FILES):
    path = tmp_path / "groups.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return find_grouping(ROOT, files, GroupSpec(by="table", table=path))


def named(tmp_path, data, files=FILES):
    name, _ = of_table(tmp_path, data, files)
    return [name(path) for path in files]


@pytest.mark.parametrize(
    "text",
    [
        "file,group\na/x.png,g1\na/y.png,g1\nb/day 1/z.png,g2\n",
        "File;GROUP\r\na\\x.png;g1\r\na\\y.png;g1\r\nb\\day 1\\z.png;g2\r\n",
        "group\tnote\tfile\ng1\t-\tx.png\ng1\t\ty.png\ng2\ta,b;c\tz.png",
        '"file" , "group"\n"./a/x.png","g1"\n/a/y.png, g1\n\n"b/day 1/z.png",g2\n,\n',
        "file,group\ntrain/a/x.png,g1\ntrain\\a\\y.png,g1\nz.png,g2\ngone.png,g9\n",
        "file;group;a,b,c,d,e\na/x.png;g1\na/y.png;g1\nz.png;g2\n",
        "file,group\nx.png,g1\na/x.png,g1\nx.png,g1\ny.png,g1\nz.png,g2\n",
    ],
    ids=["comma", "semicolon", "tab", "quotes", "folder", "mixed", "twice alike"],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
def test_reads_tables_in_all_usual_forms(tmp_path, text, mark):
    assert named(tmp_path, mark + text.encode()) == ["g1", "g1", "g2"]


def test_says_which_table_it_was_and_leaves_other_files_alone(tmp_path):
    text = "file,group\nx.png,g1\ny.png,g1\nz.png,g2\n"
    name, how = of_table(tmp_path, text)
    assert how == "the table groups.csv"
    assert name(ROOT / "a/notes.txt") == "a/notes.txt"


def test_an_accent_is_the_same_however_it_is_written(tmp_path):
    files = [ROOT / "a/Zelle_a\N{COMBINING DIAERESIS}.png"]
    text = "file,group\na/Zelle_\N{LATIN SMALL LETTER A WITH DIAERESIS}.png,g1\n"
    assert named(tmp_path, text, files) == ["g1"]


def test_a_path_may_be_as_short_as_a_name_beside_the_classes(tmp_path):
    files = [ROOT / "a/x.png", ROOT / "b/x.png"]
    assert named(tmp_path, "file,group\na/x.png,1\nb/x.png,2\n", files) == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "groups.csv is empty"),
        (" \n\n", "groups.csv is empty"),
        ("file,group\n", "lists no files"),
        ("path,split,group\nx,y,z\n", "it has 'path', 'split', 'group'"),
        ("file\nx.png\n", "it has 'file'"),
        ("a/x.png,g1\n", "it has 'a/x.png', 'g1'"),
        ("\nfile,group\nx.png,g1\n", "it has none"),
        ("file,group\n\nx.png,\n", "Row 3 of groups.csv names no group"),
        ("file,group\nx.png\n", "Row 2 of groups.csv names no group"),
        ("file,group\n,g1\n", "Row 2 of groups.csv names no file"),
        (
            "file,group\na/x.png,g1\nA/X.png,g1\na\\x.png,g2\n",
            "lists a/x.png twice, with the groups 'g1' and 'g2'",
        ),
        (
            "file,group\nx.png,g1\na/x.png,g2\n",
            "lists a/x.png twice, with the groups 'g1' and 'g2'",
        ),
        (
            "file,group\na/x.png,g1\n",
            "2 images are missing in groups.csv, of 3 in the folder (such as a/y.png)",
        ),
        ("file,group\nx.png,1\ny.png,1\n", "1 image is missing in groups.csv, of 3"),
        (b"PK\x03\x04\xff\xfe", "is not UTF-8 text"),
        ("file,group\n".encode("utf-16"), "is not UTF-8 text"),
        ("file,group\n" + "x" * 200_000 + ",1\n", "is no table"),
    ],
)
def test_says_what_is_wrong_with_a_table(tmp_path, data, words):
    with pytest.raises(UserError) as found:
        of_table(tmp_path, data)
    assert words in str(found.value)


def test_a_bare_name_of_several_files_is_refused(tmp_path):
    files = [ROOT / "a/x.png", ROOT / "b/x.png"]
    with pytest.raises(UserError, match=r"2 files of that name \(a/x.png and b/x.png"):
        of_table(tmp_path, "file,group\nx.png,g1\n", files)


def test_a_table_that_is_not_there_is_told(tmp_path):
    spec = GroupSpec(by="table", table=tmp_path / "gone.csv")
    with pytest.raises(UserError, match=r"gone\.csv cannot be opened"):
        preview(ROOT, FILES, spec)
    with pytest.raises(UserError, match="none is chosen"):
        preview(ROOT, FILES, GroupSpec(by="table"))
