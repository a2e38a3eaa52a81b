"""The folder in which a node does an order: its own, or the study's."""

import hashlib
import json
import os
from pathlib import Path

import filelock
import pytest
from ordered import files, fill, order_of, run_of

from cellclassifier.cluster import desks, tidying
from cellclassifier.cluster.desks import Desk, note_of, refuse_unsafe, shared_run
from cellclassifier.cluster.orders import Listed, Order, Place, Sheet
from cellclassifier.cluster.store import Spoilt, Store
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import read_table, write_atomically, write_table
from cellclassifier.core.messages import PredictJob

NOTHING = hashlib.sha256(b"").hexdigest()
UNSAFE = (
    *("../x", "a/../../x", "a/..", "/etc/passwd", "C:/x", "c:x", "a\\b", "\\\\host\\x"),
    *("", ".", "a//b", "a/", "a/./b", "a\nb", "a\0b"),
)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_of(tmp_path_factory.mktemp("home"), epochs=2)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "scratch" / "contents")


@pytest.fixture
def desk_of(tmp_path, store):
    """Return what makes the desk of an order, with all contents here."""

    def made(order, contents=None, studies="studies"):
        if contents is not None:
            fill(store, contents)
        return Desk(tmp_path / "scratch" / studies, order, store)

    return made


def listed(path, data=b""):
    return Listed(path=path, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def back(desk):
    """Return what goes home: the content of each changed file by its name."""
    found = {}
    for path in desk.changed():
        moved = desk.moved_back(path)
        found[desk.name_of(path)] = path.read_bytes() if moved is None else moved
    return found


# There and back


def test_what_is_laid_out_names_the_folders_of_the_node(run, desk_of, tmp_path):
    order, contents = order_of(run)
    desk = desk_of(order, contents)
    here = desk.lay_out(order.sheet)
    scratch = tmp_path / "scratch"
    assert here.folder == desk.folder
    assert here.record.study.train.is_relative_to(scratch)
    # Sets are called by the names of their folders.
    assert here.record.tests["test"].name == "test"
    assert len(here.hashes()) == 20
    for image, digest in here.hashes().items():
        assert image.is_relative_to(scratch)
        assert hashlib.sha256(image.read_bytes()).hexdigest() == digest
    assert {tile.image for tile in here.tiles()} <= set(here.hashes())
    assert list(desk.changed()) == []


def test_all_goes_back_to_the_byte(run, desk_of):
    order, contents = order_of(run)
    desk = desk_of(order, contents)
    desk.lay_out(order.sheet)
    for name, content in files(run.folder).items():
        path = desk.folder / name
        assert (desk.moved_back(path) or path.read_bytes()) == content


def test_what_is_new_or_changed_goes_back_with_the_paths_of_home(run, desk_of):
    order, contents = order_of(run)
    desk = desk_of(order, contents)
    here = desk.lay_out(order.sheet)
    rows = [[str(tile.image), "0.5"] for tile in here.tiles("test")]
    write_table(here.folder / "predictions" / "test.csv", ["image", "p"], rows)
    line = json.dumps({"text": f"in {here.folder}", "path": str(rows[0][0])})
    (here.folder / "events.jsonl").write_text(line + "\n")
    (here.folder / "model.keras").write_bytes(b"a network")
    for name in (
        "control.json",
        "live.json",
        ".lock",
        "unfinished.keras",
        "x.unfinished",
    ):
        (here.folder / name).write_bytes(b"x")
    found = back(desk)
    start = run.folder.name
    assert set(found) == {
        *(
            f"{start}/{n}"
            for n in ("predictions/test.csv", "events.jsonl", "model.keras")
        )
    }
    assert found[f"{start}/model.keras"] == b"a network"
    expected = [str(tile.image) for tile in run.tiles("test")]
    table = run.folder.parent.parent / "back.csv"
    table.write_bytes(found[f"{start}/predictions/test.csv"])
    assert [row["image"] for row in read_table(table)] == expected
    assert json.loads(found[f"{start}/events.jsonl"])["path"] == expected[0]
    assert json.loads(desk.line_back(line))["path"] == expected[0]


def test_paths_of_windows_become_those_of_this_computer_and_back(
    desk_of, tmp_path, run
):
    """A run of a study on a drive of Windows, as its own tables write it."""
    was = r"D:\My data\train"
    text = (run.folder / "run.json").read_text()
    home = str(run.record.study.train.parent)
    moved = json.loads(text.replace(f"{home}/", r"D:\\My data\\"))
    assert moved["study"]["train"] == was
    home_files = {
        "run.json": json.dumps(moved, indent=2, ensure_ascii=False).encode(),
        "images.csv": (
            "path,sha256\n"
            + "".join(
                f"{was}\\{kind}\\ä 1.png,{NOTHING}\n" for kind in ("discs", "b, c")
            )
        )
        .replace(f"{was}\\b, c\\ä 1.png", f'"{was}\\b, c\\ä 1.png"')
        .encode(),
    }
    store = Store(tmp_path / "scratch" / "contents")
    for content in (*home_files.values(), b""):
        store.add_bytes(content)
    images = (listed("discs/ä 1.png"), listed("b, c/ä 1.png"))
    order = Order(
        key="a.1",
        study="0" * 16,
        folder=r"C:\Users\it's me\study",
        windows=True,
        run="a",
        sheet=Sheet(
            files=tuple(listed(f"a/{name}", data) for name, data in home_files.items()),
            places=(Place(was=was, images=images), Place(was="E:\\")),
        ),
    )
    desk = desk_of(order)
    here = desk.lay_out(order.sheet)
    assert [image.exists() for image in here.hashes()] == [True, True]
    assert here.record.study.train.name == "train"
    assert here.record.study.train.is_relative_to(tmp_path)
    for name, content in home_files.items():
        assert desk.moved_back(here.folder / name) == content
    told = {"a": str(here.folder / "x.png"), "b": str(here.record.study.train / "b, c")}
    line = json.loads(desk.line_back(json.dumps(told)))
    assert line == {"a": r"C:\Users\it's me\study\runs\a\x.png", "b": was + r"\b, c"}


def test_a_scratch_folder_may_be_a_link(run, tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "disk", target_is_directory=True)
    order, contents = order_of(run)
    store = Store(tmp_path / "link" / "contents")
    fill(store, contents)
    desk = Desk(tmp_path / "link" / "studies", order, store)
    here = desk.lay_out(order.sheet)
    write_table(here.folder / "x.csv", ["a"], [[str(here.record.study.train)]])
    (content,) = back(desk).values()
    assert str(run.record.study.train) in content.decode()
    assert "link" not in content.decode()


def test_many_images_take_no_longer_than_each_does(run, desk_of, monkeypatch):
    # The name of a place is made of all its images: not for each of ten thousand.
    order, contents = order_of(run)
    desk, named = desk_of(order, contents), []
    home_of = Desk._home_of
    monkeypatch.setattr(
        Desk, "_home_of", lambda self, place: named.append(1) or home_of(self, place)
    )
    desk.lay_out(order.sheet)
    assert len(named) <= 2 * len(order.sheet.places) < 12


# Names that lead elsewhere


@pytest.mark.parametrize("name", UNSAFE)
@pytest.mark.parametrize("of", ["file", "image"])
def test_no_name_of_a_sheet_leads_out_of_its_folder(name, of, run, desk_of, tmp_path):
    order, _ = order_of(run)
    place = Place(was="/images", images=(listed(name),) if of == "image" else ())
    sheet = Sheet(files=(listed(name),) if of == "file" else (), places=(place,))
    with pytest.raises(UserError, match="cannot hold the file"):
        refuse_unsafe(sheet)
    with pytest.raises(UserError, match="cannot hold the file"):
        desk_of(order.model_copy(update={"sheet": sheet}))
    # Nor one that comes later, as an answer.
    with pytest.raises(UserError, match="cannot hold the file"):
        desk_of(order).lay_out(sheet)
    assert not (tmp_path / "scratch" / "studies").exists()


@pytest.mark.parametrize(
    "name", ["..", ".", "...", "a/b", "a\\b", "a.", "", "a\n", "-"]
)
def test_neither_keys_nor_runs_are_paths(name, run):
    order, _ = order_of(run)
    known = order.model_dump()
    for field in ("key", "run", "study"):
        with pytest.raises(ValueError, match=field):
            Order.model_validate({**known, field: name})


def test_a_place_is_a_folder_of_the_node_whatever_it_was_called(run, desk_of, tmp_path):
    order, contents = order_of(run)
    image = listed("x.png")
    hostile = tuple(
        Place(was=was, images=(image,)) for was in ("..", "/..", "/", "", ".")
    )
    sheet = order.sheet.model_copy(update={"places": hostile})
    desk = desk_of(order, contents)
    desk._store.add_bytes(b"")
    # The run then names nothing that is here, and cannot be read, or is of no use.
    desk.lay_out(sheet)
    images = list(tmp_path.rglob("x.png"))
    assert all(path.is_relative_to(desk.study / "images") for path in images)


def test_a_set_is_no_path(run, desk_of, store):
    order, contents = order_of(run)
    record = json.loads((run.folder / "run.json").read_text())
    record["tests"] = {"../../../../home": record["tests"]["test"]}
    data = json.dumps(record).encode()
    fill(store, contents)
    store.add_bytes(data)
    changed = [
        listed(file.path, data) if file.path.endswith("run.json") else file
        for file in order.sheet.files
    ]
    sheet = order.sheet.model_copy(update={"files": tuple(changed)})
    with pytest.raises(UserError, match="it is no name of a file"):
        desk_of(order).lay_out(sheet)


# What an earlier order left


def trained(desk, epochs):
    """Write what so many epochs leave in the run's folder of a desk."""
    lines = [json.dumps({"epoch": number}) for number in range(epochs)]
    (desk.folder / "events.jsonl").write_text("".join(line + "\n" for line in lines))
    (desk.folder / "checkpoint.npz").write_text(f"epoch {epochs}")


def test_a_folder_that_got_farther_is_kept_and_all_of_it_comes_home(run, desk_of):
    order, contents = order_of(run)
    first = desk_of(order, contents)
    first.lay_out(order.sheet)
    trained(first, 3)
    (first.folder / "model.keras").write_bytes(b"a network")
    # The node was killed before it could say so, and is given the order again.
    again = desk_of(order)
    again.lay_out(order.sheet)
    assert (again.folder / "checkpoint.npz").read_text() == "epoch 3"
    names = {name.partition("/")[2] for name in back(again)}
    # And nothing that the run was made with: that would be refused.
    assert names == {"events.jsonl", "checkpoint.npz", "model.keras"}


def test_what_home_has_of_an_earlier_epoch_comes_home_anew(run, desk_of, store):
    order, contents = order_of(run)
    of_home = {"events.jsonl": b"{}\n", "checkpoint.npz": b"epoch 1"}
    for content in of_home.values():
        store.add_bytes(content)
    files = [listed(f"{order.run}/{name}", data) for name, data in of_home.items()]
    sheet = order.sheet.model_copy(
        update={"files": (*order.sheet.files, *files), "lines": 1}
    )
    first = desk_of(order, contents)
    first.lay_out(sheet)
    assert back(first) == {}
    trained(first, 3)
    again = desk_of(order)
    again.lay_out(sheet)
    found = {name.partition("/")[2]: content for name, content in back(again).items()}
    assert set(found) == set(of_home)
    assert found["checkpoint.npz"] == b"epoch 3"


def test_a_folder_that_is_behind_is_made_anew(run, desk_of):
    order, contents = order_of(run)
    first = desk_of(order, contents)
    first.lay_out(order.sheet)
    trained(first, 3)
    sheet = order.sheet.model_copy(update={"lines": 3})
    again = desk_of(order)
    again.lay_out(sheet)
    assert not (again.folder / "checkpoint.npz").exists()
    assert list(again.changed()) == []


def test_a_folder_without_its_events_is_made_anew(run, desk_of):
    # A crash while it was removed may leave anything.
    order, contents = order_of(run)
    first = desk_of(order, contents)
    first.lay_out(order.sheet)
    (first.folder / "checkpoint.npz").write_text("of another training")
    again = desk_of(order)
    again.lay_out(order.sheet)
    assert not (again.folder / "checkpoint.npz").exists()


def test_what_an_earlier_order_was_asked_for_is_forgotten(run, desk_of):
    order, contents = order_of(run)
    first = desk_of(order, contents)
    first.lay_out(order.sheet).ask("pause")
    trained(first, 1)
    assert desk_of(order).lay_out(order.sheet).asked() is None


def test_damaged_contents_are_asked_for_again(run, desk_of, store):
    order, contents = order_of(run)
    desk = desk_of(order, contents)
    digest = next(iter(run.hashes().values()))
    path = store.path(digest)
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(Spoilt):
        desk.lay_out(order.sheet)
    assert store.lacking(order.sheet.blobs) == [digest]
    fill(store, contents)
    desk.lay_out(order.sheet)


def test_two_nodes_of_a_computer_lay_out_the_same_images(run, desk_of, monkeypatch):
    order, contents = order_of(run)
    other, _ = order_of(run)
    one, two = desk_of(order, contents), desk_of(other)
    put = Store.put
    met = []

    def at_once(store, digest, target, linked=False):
        # Each finds that an image is not there, before either has it.
        if linked and not met:
            met.append(target)
            two.lay_out(order.sheet)
        put(store, digest, target, linked)

    monkeypatch.setattr(Store, "put", at_once)
    monkeypatch.setattr(Desk, "_is_farther", lambda *_: True)
    here = one.lay_out(order.sheet)
    assert met
    assert all(image.exists() for image in here.hashes())


def test_a_folder_in_which_another_node_works_is_taken(run, desk_of):
    order, contents = order_of(run)
    desk = desk_of(order, contents)
    assert not desk.taken()
    here = desk.lay_out(order.sheet)
    with filelock.FileLock(here.folder / ".lock"):
        assert desk.taken()
        desk.have_it_paused()
        assert here.asked() == "pause"
    assert not desk.taken()


def test_a_study_in_use_is_not_taken_for_an_old_one(run, desk_of):
    order, contents = order_of(run)
    desk = desk_of(order, contents)
    desk.study.mkdir(parents=True)
    os.utime(desk.study, (0, 0))
    desk.lay_out(order.sheet)
    before = desk.study.stat().st_mtime
    os.utime(desk.study, (0, 0))
    desk.lay_out(order.sheet)
    assert desk.study.stat().st_mtime >= before > 0


def test_errands_of_two_nodes_have_a_folder_each_and_leave_none(run, desk_of, store):
    job = PredictJob(run=run.folder, test="test")
    one, contents = order_of(run, jobs=[job])
    two, _ = order_of(run, jobs=[job])
    first, second = desk_of(one, contents), desk_of(two)
    # One node does one after another, in one folder: the network is loaded once.
    assert first.folder == second.folder
    second = Desk(first.study.parent, two, Store(store.folder))
    first.lay_out(one.sheet)
    second.lay_out(two.sheet)
    assert first.folder != second.folder
    first.clear()
    assert not first.folder.exists()
    assert second.folder.exists()
    assert list((first.study / "images").rglob("*.png"))


def test_a_network_that_is_only_read_is_neither_copied_nor_read_again(
    run, desk_of, store, monkeypatch
):
    model = run.folder / "model.keras"
    model.write_bytes(b"network" * 99)
    try:
        job = PredictJob(run=run.folder, test="test")
        order, contents = order_of(run, jobs=[job])
        desk = desk_of(order, contents)
        made = desk.lay_out(order.sheet).folder / "model.keras"
        assert made.samefile(store.path(hashlib.sha256(model.read_bytes()).hexdigest()))
        first = made.stat().st_mtime_ns
        read, whole = [], desks.sha256

        def hashed(path):
            read.append(path)
            return whole(path)

        monkeypatch.setattr(desks, "sha256", hashed)
        assert list(desk.changed()) == []
        assert read
        assert made not in read
        # Laid out for the next job, it is the same to whoever has loaded it.
        made = desk_of(order).lay_out(order.sheet).folder / "model.keras"
        assert made.stat().st_mtime_ns == first
        # What takes its place goes home all the same.
        write_atomically(made, "another")
        assert list(desk.changed()) == [made]
    finally:
        model.unlink()


def test_folders_of_jobs_that_nobody_does_any_more_are_forgotten(run, desk_of):
    job = PredictJob(run=run.folder, test="test")
    order, contents = order_of(run, jobs=[job])
    desk = desk_of(order, contents)
    desk.lay_out(order.sheet)
    tidying.forget_unused(desk.study.parent)
    assert desk.folder.exists()
    os.utime(desk.root, (1, 1))
    tidying.forget_unused(desk.study.parent)
    assert not desk.root.exists()
    assert desk.study.exists()


# The study's own folder


def noted(run, **order):
    made, _ = order_of(run, share=True, **order)
    note = note_of(run.study_folder, made)
    note.parent.mkdir(parents=True, exist_ok=True)
    return made, note


def test_the_own_folder_is_used_only_with_its_note(run):
    order, note = noted(run)
    assert shared_run(order) is None
    note.write_text(json.dumps({"key": order.key, "number": 1}))
    assert shared_run(order) == run.folder
    assert shared_run(order.model_copy(update={"share": False})) is None
    assert shared_run(order.model_copy(update={"windows": not order.windows})) is None
    for other in (
        json.dumps({"key": order.key + "x"}),
        json.dumps({"key": "x", "node": order.key}),
        *("[]", "null", "{", "\udce4", ""),
    ):
        note.write_text(other, errors="surrogateescape")
        assert shared_run(order) is None


def test_part_of_a_key_is_not_the_key(run):
    # Whoever only knows where a study lies could have nodes write there.
    order, note = noted(run)
    note.write_text(json.dumps({"key": order.key}))
    assert shared_run(order.model_copy(update={"key": order.key[:3]})) is None


def test_errands_have_notes_of_their_own(run):
    order, note = noted(run, jobs=[PredictJob(run=run.folder, test="test")])
    assert note.name == order.key
    note.write_text(order.key)
    assert shared_run(order) == run.folder
    note.write_text(order.key + "x")
    assert shared_run(order) is None


def test_other_images_under_the_same_path_are_not_those_of_the_study(run):
    order, note = noted(run)
    note.write_text(json.dumps({"key": order.key}))
    place = order.sheet.places[0]
    image = Path(place.was) / place.images[0].path
    content = image.read_bytes()
    image.write_bytes(content + b"x")
    try:
        assert shared_run(order) is None
    finally:
        image.write_bytes(content)
    assert shared_run(order) == run.folder
