"""What variants are called in another language."""

import pytest
from marked import speaking, unmarked

from cellclassifier.core.experiment_spec import ExperimentSpec, planned
from cellclassifier.core.spec import StudySpec
from cellclassifier.gui.widgets.variant_words import variant_told

SPECS = (
    ExperimentSpec(runs=1),
    ExperimentSpec(runs=1, controls=("shuffled", "clumps only", "without clumps")),
    ExperimentSpec(runs=1, sizes=(1, 20, 0), size_unit="tiles"),
    ExperimentSpec(runs=1, sizes=(1, 4, 0), size_unit="groups"),
    ExperimentSpec(runs=1, mixes=("keep", "mean", "maximum")),
)


@pytest.mark.parametrize("spec", SPECS)
def test_variants_are_told_in_the_language_of_the_window(spec):
    plan = planned(StudySpec(), spec)
    assert plan
    for each in plan:
        assert variant_told(each.variant) == each.variant
        with speaking():
            told = variant_told(each.variant)
        assert unmarked(told) == [each.spec.training.network]
