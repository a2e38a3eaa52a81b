"""Archives that are damaged, or were made to do harm, leave nothing behind."""

import shutil
import stat
import zipfile

import packed
import pytest

from cellclassifier.core.errors import UserError
from cellclassifier.core.packing import reading
from cellclassifier.core.packing.manifest import refuse_names, unsafe
from cellclassifier.core.packing.reading import unpack
from cellclassifier.core.packing.writing import pack


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    where = tmp_path_factory.mktemp("hostile")
    return pack(packed.study(where), where / "good.zip", images=True).path


def refused(tmp_path, archive, words):
    target = tmp_path / "new" / "study"
    with pytest.raises(UserError, match=words) as told:
        unpack(archive, target)
    left = [
        path for path in tmp_path.rglob("*") if path.is_dir() and any(path.iterdir())
    ]
    assert left == []
    return str(told.value)


TABLE = "splits/"


@pytest.fixture
def some(archive):
    """Return the name of a file that nothing else depends on."""
    return next(name for name in sorted(packed.names(archive)) if TABLE in name)


def test_a_file_with_other_bytes_is_named(tmp_path, archive, some):
    def change(name, data):
        return b"x" * len(data) if name == some else data

    bad = packed.rewritten(archive, tmp_path / "bad.zip", change)
    told = refused(tmp_path, bad, "its bytes are not those that were packed")
    assert f"'{some}' in bad.zip is damaged" in told


@pytest.mark.parametrize("share", [0.5, 0.999])
def test_an_archive_that_was_cut_short_is_told(tmp_path, archive, share):
    data = archive.read_bytes()
    (tmp_path / "bad.zip").write_bytes(data[: int(len(data) * share)])
    refused(tmp_path, tmp_path / "bad.zip", "no whole archive")


def test_bits_that_fell_over_are_told(tmp_path, archive):
    with zipfile.ZipFile(archive) as zipped:
        entry = zipped.getinfo("images/train/discs/0.png")
    data = bytearray(archive.read_bytes())
    data[entry.header_offset + 30 + len(entry.filename) + 40] ^= 1
    (tmp_path / "bad.zip").write_bytes(data)
    told = refused(tmp_path, tmp_path / "bad.zip", "is damaged")
    assert "images/train/discs/0.png" in told


def test_what_is_missing_or_too_much_is_told(tmp_path, archive, some):
    def without(name, data):
        return None if name == some else data

    bad = packed.rewritten(archive, tmp_path / "a.zip", without)
    assert some in refused(tmp_path, bad, "it is missing")
    bad = packed.rewritten(
        archive, tmp_path / "b.zip", packed.as_it_is, [("more.txt", b"x")]
    )
    assert "more.txt" in refused(tmp_path, bad, "not in the list")


def listed(tmp_path, archive, name, more, **facts):
    """Write an archive that also lists a file of this name."""

    def change(told):
        like = dict(told["files"][0], path=name)
        told["files"].append({**like, "size": len(more[1]), **facts})

    return packed.rewritten(
        archive, tmp_path / "bad.zip", packed.as_it_is, [more], change
    )


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "/tmp/evil.txt", "a/../../evil", "C:/evil", "a\\..\\evil", "a//b"],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path, archive, name):
    bad = listed(tmp_path, archive, name, (name, b"x"))
    assert repr(name) in refused(tmp_path, bad, "cannot hold the file")


def test_names_that_some_systems_cannot_tell_apart_are_refused(tmp_path, archive):
    bad = listed(tmp_path, archive, "STUDY.json", ("STUDY.json", b"x"))
    refused(tmp_path, bad, "hard to tell from study.json")


def test_links_are_refused(tmp_path, archive):
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    bad = listed(tmp_path, archive, "link", (link, b"/etc/passwd"))
    refused(tmp_path, bad, "a link or a folder")


def test_more_than_was_promised_is_refused(tmp_path, archive):
    bad = listed(tmp_path, archive, "a", ("a", b"\0" * 10_000), size=10)
    refused(tmp_path, bad, "its size is not the one in the list")


def test_a_size_that_was_lied_about_ends_there(tmp_path, archive):
    """The directory of the archive agrees with the list; what comes out does not."""
    bomb = zipfile.ZipInfo("bomb")
    bomb.compress_type = zipfile.ZIP_DEFLATED
    path = listed(tmp_path, archive, "bomb", (bomb, b"\0" * 10**6), size=1000)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"bomb", 0, data.rindex(b"PK\5\6"))
    # The size that the directory tells lies 22 bytes before the name.
    data[place - 22 : place - 18] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    refused(tmp_path, path, "'bomb' in bad.zip is damaged")


def test_what_does_not_fit_on_the_disk_is_not_begun(tmp_path, archive):
    bad = listed(tmp_path, archive, "a", ("a", b"x"), size=2**60)
    # The list and the archive have to agree before.
    refused(tmp_path, bad, "its size is not the one in the list")


def test_there_has_to_be_room(tmp_path, archive, monkeypatch):
    monkeypatch.setattr(reading, "SPARE_BYTES", 2**60)
    refused(tmp_path, archive, "are free. Nothing was unpacked")


def test_newer_archives_and_studies_are_refused(tmp_path, archive):
    def newer(told):
        told["schema_version"] = 99

    bad = packed.rewritten(
        archive, tmp_path / "a.zip", packed.as_it_is, manifest_of=newer
    )
    refused(tmp_path, bad, "newer version of Cell Classifier")


@pytest.mark.parametrize("part", ["study.json", "run.json"])
def test_a_study_of_a_newer_version_is_refused(tmp_path, archive, part):
    import hashlib

    now = {}

    def change(name, data):
        if not name.endswith(part):
            return data
        now[name] = data.replace(b'"schema_version": ', b'"schema_version": 9')
        assert now[name] != data
        return now[name]

    def told(manifest):
        for file in manifest["files"]:
            if file["path"] in now:
                data = now[file["path"]]
                file["sha256"] = hashlib.sha256(data).hexdigest()
                file["size"] = len(data)

    # The list comes last, so that it knows what was changed before.
    bad = packed.rewritten(archive, tmp_path / "a.zip", change, manifest_of=told)
    refused(tmp_path, bad, "newer version of Cell Classifier")


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive at all" * 100])
def test_other_files_are_no_archive(tmp_path, data):
    (tmp_path / "a.zip").write_bytes(data)
    refused(tmp_path, tmp_path / "a.zip", "is no whole archive")


def test_other_archives_are_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        zipped.writestr("study.json", "{}")
    refused(tmp_path, tmp_path / "a.zip", "is no packed study")


def test_a_list_that_is_damaged_is_told(tmp_path, archive):
    def change(name, data):
        return b"{}" if name == "packed.json" else data

    bad = packed.rewritten(archive, tmp_path / "a.zip", change)
    refused(tmp_path, bad, "packed.json in a.zip is damaged")


def test_a_folder_with_something_in_it_is_not_touched(tmp_path, archive):
    target = tmp_path / "mine"
    target.mkdir()
    (target / "notes.txt").write_text("x")
    with pytest.raises(UserError, match="is there already, and not empty"):
        unpack(archive, target)
    (target / "notes.txt").unlink()
    assert unpack(archive, target).folder == target
    shutil.rmtree(target)
    with pytest.raises(UserError, match="cannot be opened"):
        unpack(tmp_path / "gone.zip", target)


@pytest.mark.parametrize("name", ["a/b.png", "ü ö/細胞.tif", "a b/c.d.e", "runs/1/.x"])
def test_usual_names_are_safe(name):
    assert unsafe(name) == ""


def test_a_file_cannot_be_a_folder_too():
    with pytest.raises(UserError, match="a is a file"):
        refuse_names(["a", "a/b"], "x.zip")
    with pytest.raises(UserError, match="hard to tell"):
        # One letter, or a letter and its dots.
        refuse_names(["\u00fc", "u\u0308"], "x.zip")
