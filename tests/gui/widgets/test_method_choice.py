from cellclassifier.core.catalog import ATTRIBUTIONS
from cellclassifier.gui.widgets.method_choice import MethodChoice, ScaleChoice


def test_every_method_of_the_catalogue_is_offered_with_its_help(qtbot):
    choice = MethodChoice()
    qtbot.addWidget(choice)
    assert choice.key == "gradient_input"
    assert [choice.itemData(place) for place in range(choice.count())] == [
        *ATTRIBUTIONS
    ]
    for place, entry in enumerate(ATTRIBUTIONS.values()):
        assert choice.itemText(place) == entry.label


def test_each_method_knows_how_its_maps_are_scaled(qtbot):
    method, scale = MethodChoice(), ScaleChoice()
    qtbot.addWidget(method)
    qtbot.addWidget(scale)
    for key, by in (("article", "maximum"), ("occlusion", "percentile")):
        method.setCurrentIndex(method.findData(key))
        assert method.scaling == by
        assert scale.findData(by) >= 0
