"""Contents by their SHA-256: they come in parts, may be damaged, and are shared."""

import hashlib
import os
import tracemalloc

import pytest

from cellclassifier.cluster import hashing
from cellclassifier.cluster import store as stores
from cellclassifier.cluster.store import CHUNK, DAY, Spoilt, Store, bundles

DATA = b"0123456789"
LONG_AGO = 1_000_000_000


def digest_of(data):
    return hashlib.sha256(data).hexdigest()


DIGEST = digest_of(DATA)
TRAVERSING = (
    *("../../secret", "/etc/passwd", "..", "", "A" * 64, DIGEST + "\n"),
    *(DIGEST + "/..", "ab/" + "0" * 61),
)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "contents")


def held(store):
    return sorted(path.name for path in store.folder.rglob("*") if path.is_file())


def test_parts_come_in_order_and_are_there_when_whole(store):
    assert store.lacking({DIGEST: 10}) == [DIGEST]
    assert not store.take(DIGEST, 10, 0, DATA[:4])
    assert not store.take(DIGEST, 10, 4, DATA[4:8])
    assert store.lacking({DIGEST: 10}) == [DIGEST]
    assert store.take(DIGEST, 10, 8, DATA[8:])
    assert store.lacking({DIGEST: 10}) == []
    assert held(store) == [DIGEST]
    assert [store.give(DIGEST, at, 4) for at in (0, 4, 8, 12)] == [
        *(b"0123", b"4567", b"89", b""),
    ]


def test_one_that_begins_anew_replaces_what_was_sent_before(store):
    store.take(DIGEST, 10, 0, b"xxxxxxxx")
    assert store.take(DIGEST, 10, 0, DATA)
    assert store.path(DIGEST).read_bytes() == DATA


def test_an_empty_content_is_one(store):
    assert store.take(digest_of(b""), 0, 0, b"")
    assert store.lacking({digest_of(b""): 0}) == []


def test_what_is_damaged_is_told_and_not_kept(store):
    with pytest.raises(Spoilt, match=DIGEST):
        store.take(DIGEST, 10, 0, b"x" * 10)
    assert held(store) == []


def test_more_than_was_announced_is_damaged(store):
    with pytest.raises(Spoilt):
        store.take(DIGEST, 10, 0, DATA * 2)
    assert held(store) == []


def test_a_part_whose_start_is_gone_is_no_content_of_zeros(store):
    store.take(DIGEST, 10, 0, DATA[:2])
    with pytest.raises(OSError, match="is gone"):
        store.take(DIGEST, 10, 4, DATA[4:])
    with pytest.raises(FileNotFoundError):
        store.take(DIGEST, 10, 4, DATA[4:])


def test_two_processes_are_sent_the_same_at_once(tmp_path):
    one, two = Store(tmp_path), Store(tmp_path)
    one.take(DIGEST, 10, 0, DATA[:4])
    two.take(DIGEST, 10, 0, DATA[:6])
    assert one.take(DIGEST, 10, 4, DATA[4:])
    assert two.take(DIGEST, 10, 6, DATA[6:])
    assert two.path(DIGEST).read_bytes() == DATA


def test_a_large_content_is_not_read_once_more_when_it_is_whole(store, monkeypatch):
    read = []
    whole = hashing.sha256
    monkeypatch.setattr(
        hashing, "sha256", lambda path: read.append(path) or whole(path)
    )
    for at in range(0, 10, 3):
        store.take(DIGEST, 10, at, DATA[at : at + 3])
    assert (held(store), read) == ([DIGEST], [])


def test_a_part_that_came_twice_is_no_damage(store, monkeypatch):
    store.take(DIGEST, 10, 0, DATA[:4])
    # The answer was lost, not the part: it is sent once more.
    store.take(DIGEST, 10, 0, DATA[:4])
    store.take(DIGEST, 10, 4, DATA[4:8])
    store.take(DIGEST, 10, 4, DATA[4:8])
    assert store.take(DIGEST, 10, 8, DATA[8:])
    assert held(store) == [DIGEST]


def test_what_never_becomes_whole_fills_no_memory(store, monkeypatch):
    monkeypatch.setattr(hashing, "UNDER_WAY", 2)
    for sender in ("aa", "bb", "cc"):
        store.take(DIGEST, 10, 0, DATA[:4], sender)
    assert len(store._hashes._begun) == 2
    for sender in ("aa", "bb", "cc"):
        assert store.take(DIGEST, 10, 4, DATA[4:], sender)


def test_two_studies_send_the_same_at_once(store):
    # Neither may be told that its image has been changed.
    store.take(DIGEST, 10, 0, DATA[:6], "aa")
    store.take(DIGEST, 10, 0, DATA[:4], "bb")
    assert store.take(DIGEST, 10, 6, DATA[6:], "aa")
    assert store.take(DIGEST, 10, 4, DATA[4:], "bb")
    assert store.path(DIGEST).read_bytes() == DATA


@pytest.mark.parametrize("digest", TRAVERSING)
def test_no_name_leads_out_of_the_folder(store, tmp_path, digest):
    (tmp_path / "secret").write_bytes(b"secret")
    for attempt in (
        lambda: store.give(digest, 0, 100),
        lambda: store.take(digest, 10, 0, DATA),
        lambda: store.put(digest, tmp_path / "out"),
        lambda: store.lacking({digest: 6}),
    ):
        with pytest.raises(ValueError, match="Expected a SHA-256"):
            attempt()
    assert [path.name for path in tmp_path.rglob("*")] == ["secret"]


def test_a_sender_is_no_path(store):
    with pytest.raises(ValueError, match="sender"):
        store.take(DIGEST, 10, 0, DATA[:2], "/../../x")


def test_no_more_is_given_than_goes_at_once(store, tmp_path):
    with (tmp_path / "large").open("wb") as file:
        file.truncate(CHUNK + 5)
    digest, size = store.add(tmp_path / "large")
    assert size == CHUNK + 5
    assert len(store.give(digest, 0, 10**12)) == CHUNK
    assert store.give(digest, 0, -1) == b""


@pytest.fixture
def little_room():
    """Have no file become larger than 1 MiB, as if the disk were full then."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, limits[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_leaves_nothing_half_written(store, tmp_path, little_room):
    data = bytes(2**21)
    (tmp_path / "network").write_bytes(data)
    digest, size = digest_of(data), len(data)
    store.take(digest_of(DATA + data), size + 10, 0, DATA)
    little_room()
    for attempt in (
        lambda: store.take(digest, size, 0, data),
        lambda: store.take(digest_of(DATA + data), size + 10, 10, data),
        lambda: store.add(tmp_path / "network"),
        lambda: store.add_bytes(data),
    ):
        with pytest.raises(OSError, match="large"):
            attempt()
    assert held(store) == []


def test_a_full_disk_leaves_what_was_there(store, tmp_path, little_room):
    digest, _ = store.add_bytes(bytes(2**21))
    target = tmp_path / "out"
    target.write_bytes(b"before")
    little_room()
    with pytest.raises(OSError, match="large"):
        store.put(digest, target)
    assert target.read_bytes() == b"before"
    assert store.lacking({digest: 2**21}) == []


def test_a_large_file_is_never_in_memory(store, tmp_path):
    source = tmp_path / "network"
    with source.open("wb") as file:
        file.truncate(16 * CHUNK)
    tracemalloc.start()
    try:
        digest, size = store.add(source)
        store.put(digest, tmp_path / "out")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size == 16 * CHUNK == (tmp_path / "out").stat().st_size
    assert most < 4 * CHUNK


def test_a_content_is_linked_where_nobody_writes_and_copied_else(store, tmp_path):
    store.add_bytes(DATA)
    copied, linked = tmp_path / "a" / "copied", tmp_path / "b" / "linked"
    store.put(DIGEST, copied)
    store.put(DIGEST, linked, linked=True)
    # Once more, over what is the same file already.
    store.put(DIGEST, linked, linked=True)
    assert copied.read_bytes() == linked.read_bytes() == DATA
    assert store.path(DIGEST).samefile(linked)
    assert not store.path(DIGEST).samefile(copied)
    assert [path.name for path in linked.parent.iterdir()] == ["linked"]


def test_without_links_it_is_copied(store, tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    store.add_bytes(DATA)
    store.put(DIGEST, tmp_path / "out", linked=True)
    assert (tmp_path / "out").read_bytes() == DATA


@pytest.mark.parametrize("linked", [False, True])
def test_what_a_crash_has_damaged_is_found_and_asked_for_anew(store, tmp_path, linked):
    store.add_bytes(DATA)
    # As after a failure of power: of the right size, and of zeros.
    store.path(DIGEST).write_bytes(bytes(10))
    assert store.lacking({DIGEST: 10}) == []
    target = tmp_path / "out"
    target.write_bytes(b"before")
    with pytest.raises(Spoilt):
        store.put(DIGEST, target, linked)
    assert target.read_bytes() == b"before"
    assert store.lacking({DIGEST: 10}) == [DIGEST]
    with pytest.raises(Spoilt):
        store.put(DIGEST, target, linked)


def test_what_nobody_used_is_forgotten(store, tmp_path):
    old, used, new = (store.add_bytes(text)[0] for text in (b"old", b"used", b"new"))
    store.take(DIGEST, 10, 0, DATA[:4])
    for digest in (old, used):
        os.utime(store.path(digest), (LONG_AGO, LONG_AGO))
    (part,) = store.folder.rglob("*.part")
    yesterday = store.path(new).stat().st_mtime - 2 * DAY
    os.utime(part, (yesterday, yesterday))
    # It is used by being looked for.
    assert store.lacking({used: 4}) == []
    store.forget_unused()
    assert held(store) == sorted([used, new])


def test_a_clock_that_was_wrong_does_not_matter(store):
    digest, _ = store.add_bytes(DATA)
    future = store.path(digest).stat().st_mtime + 1000 * DAY
    os.utime(store.path(digest), (future, future))
    assert store.lacking({digest: 10}) == []
    assert store.path(digest).stat().st_mtime < future - 999 * DAY


def test_what_is_dropped_is_gone_and_more_does_no_harm(store):
    digest, _ = store.add_bytes(DATA)
    store.drop([digest, digest])
    assert held(store) == []


# Of the study's side


def test_small_files_go_together_and_large_ones_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(stores, "CHUNK", 10)
    paths = {}
    for number, size in enumerate((3, 0, 25, 4, 4, 4)):
        data = bytes([65 + number]) * size
        (tmp_path / str(number)).write_bytes(data)
        paths[digest_of(data)] = tmp_path / str(number)
    sent = list(bundles(paths))
    assert [sum(len(part[3]) for part in bundle) for bundle in sent] == [13, 10, 13, 4]
    store = Store(tmp_path / "contents")
    for bundle in sent:
        for part in bundle:
            store.take(*part)
    assert store.lacking({d: p.stat().st_size for d, p in paths.items()}) == []


def test_ten_thousand_images_are_few_calls(tmp_path):
    image = tmp_path / "image"
    image.write_bytes(bytes(20_000))
    # All are one file here: what counts is how they are put together.
    sent = list(bundles({f"{number:064x}": image for number in range(2000)}))
    assert len(sent) == 10
    assert sum(len(bundle) for bundle in sent) == 2000


def test_a_file_that_becomes_shorter_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(stores, "CHUNK", 20_000)
    source = tmp_path / "image"
    source.write_bytes(bytes(100_000))
    sending = bundles({DIGEST: source})
    next(sending)
    source.write_bytes(b"")
    # The node would wait for the rest of it for ever.
    with pytest.raises(Spoilt, match=DIGEST):
        list(sending)


def test_a_file_that_becomes_longer_is_told(tmp_path, store):
    source = tmp_path / "image"
    source.write_bytes(DATA + b"x")
    (bundle,) = bundles({DIGEST: source})
    with pytest.raises(Spoilt):
        store.take(*bundle[0])
