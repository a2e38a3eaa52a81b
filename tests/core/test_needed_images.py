"""Images that a job reads, of all that a run knows."""

import pytest
from drawn import study

from cellclassifier.core.contents import read_contents
from cellclassifier.core.messages import ExplainJob, PredictJob
from cellclassifier.core.needed_images import needed_images


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    made = study(tmp_path_factory.mktemp("needed"), count=8, tests=40)
    return made.new_run(read_contents(made.spec))


def test_a_set_needs_its_images_and_a_chunk_its_own(run):
    images = [tile.image for tile in run.tiles("test")]
    assert len(set(images)) == 80
    job = PredictJob(run=run.folder, test="test")
    assert needed_images(run, job) == set(images)
    for first, count in ((0, 64), (64, 16)):
        chunk = PredictJob(run=run.folder, test="test", first=first, count=count)
        assert needed_images(run, chunk) == set(images[first : first + count])


def test_the_validation_part_needs_its_own(run):
    found = needed_images(run, PredictJob(run=run.folder, validation=True))
    assert found == {t.image for t in run.tiles() if t.part == "validation"}
    assert 0 < len(found) < len(run.tiles())


def test_maps_need_the_images_of_their_tiles(run):
    images = [tile.image for tile in run.tiles("test")]
    job = ExplainJob(run=run.folder, test="test", tiles=(3, 70, 3))
    assert needed_images(run, job) == {images[3], images[70]}
