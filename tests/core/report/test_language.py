"""A report of a window in another language: it is the same, byte for byte."""

import pytest
import reported
import reviewed
from marked import speaking

from cellclassifier.core import language
from cellclassifier.core.errors import UserError
from cellclassifier.core.report.writing import write_report
from cellclassifier.core.reviews.key import open_key
from cellclassifier.core.reviews.review import draw_review
from cellclassifier.core.reviews.spec import ReviewSpec


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return reported.study(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def run(study):
    """A run with all that a report tells of: maps, a review, measures, copies."""
    run = reported.finished(study)
    reported.maps(run)
    reported.measured(run)
    review = draw_review(study.folder, [run], "test", ReviewSpec(repeats=0.2))
    reviewed.finish(review, "Anna")
    open_key(review)
    return run


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_a_report_is_the_same_in_every_language(study, run, tmp_path, ending):
    made = {"made": reported.MADE}
    (plain,) = write_report(study, run, tmp_path / f"en.{ending}", **made)
    with speaking():
        (marked,) = write_report(study, run, tmp_path / f"xx.{ending}", **made)
        # The window itself goes on in its language.
        assert language.tr("Close").startswith("⟦")
    assert plain.read_bytes() == marked.read_bytes()
    assert "⟦".encode() not in marked.read_bytes()


def test_what_went_wrong_is_told_in_the_language(study, run, tmp_path):
    with speaking(), pytest.raises(UserError, match="⟦"):
        write_report(study, run, tmp_path / "report.docx")
