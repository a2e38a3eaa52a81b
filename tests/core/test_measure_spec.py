"""Settings of a measurement."""

import pytest
from pydantic import ValidationError

from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.measure_spec import MeasureSpec


def test_digits_differ_with_any_setting():
    specs = [
        MeasureSpec(),
        MeasureSpec(seed=1),
        MeasureSpec(clumps=ClumpSpec(radius=4)),
        MeasureSpec(settings={"window": 4}),
    ]
    assert len({each.digits() for each in specs} | {MeasureSpec().digits("x")}) == 5
    assert MeasureSpec().digits("x") == MeasureSpec().digits("x")
    assert len(MeasureSpec().digits()) == 8


def test_the_folder_of_the_method_tells_its_settings():
    assert MeasureSpec().method_folder == "gradient_input"
    named = MeasureSpec(method="occlusion", settings={"window": 4}).method_folder
    assert named.startswith("occlusion-")


@pytest.mark.parametrize("doses", [(0, 1), (2, 1), (1, 1)])
def test_doses_grow(doses):
    with pytest.raises(ValidationError, match="have to grow"):
        MeasureSpec(doses=doses)
