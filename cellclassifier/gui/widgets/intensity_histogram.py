"""The pixel values of the training images, one curve a class."""

from PySide6.QtWidgets import QWidget

from cellclassifier.core.language import tr
from cellclassifier.gui.widgets.movable_points import MovablePoints

_HELP = tr(
    "<qt>How often each raw pixel value occurs, in all training images. "
    "<b>Curves that lie apart</b> mean that the classes differ in brightness alone: a "
    "network may then learn the brightness, which often comes from the microscope or "
    "the staining, and not the shape of what is inside the cells. Values below "
    "<b>black</b> or above <b>white</b> are kept, not cut.</qt>"
)


class IntensityHistogram(MovablePoints):
    """Share of a class's pixels by raw pixel value, with the points of the rule."""

    name = tr("intensities of the training images")
    counts_of = tr("pixels")
    values_of = tr("raw pixel value")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("The images are being read."), parent)
        self.setToolTip(_HELP)
