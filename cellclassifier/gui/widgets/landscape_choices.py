"""Chooses what of a computed landscape is seen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from cellclassifier.core.inside.landscape_results import Result, Slice
from cellclassifier.core.landscape_spec import View
from cellclassifier.core.language import tr, within
from cellclassifier.gui import theme
from cellclassifier.gui.widgets.landscape_lines import epoch_words

BESIDE = 3
"""More small plots than that are shown one at a time."""

_VALUES: Mapping[View, tuple[str, str]] = {
    "line": (tr("loss"), tr("change from no step")),
    "slice": (tr("loss"), tr("difference from mean")),
}
_TIPS = {
    tr("Network"): tr("Which of the networks is shown."),
    tr("Minibatch"): tr("Whose loss is shown."),
    tr("Values"): tr(
        "The loss itself, or how it differs: from where no step is made, or from "
        "the mean of all minibatches."
    ),
}


class LandscapeChoices(QWidget):
    """Offers the networks, minibatches and values of a result, where it has several."""

    changed = Signal()
    """The user wants to see something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.epoch, self.minibatch, self.values = QComboBox(), QComboBox(), QComboBox()
        self.same = QCheckBox(tr("same axes"))
        self.same.setChecked(True)
        self.same.setAccessibleName(tr("same axes for all networks"))
        self.same.setToolTip(
            tr(
                "On: all networks have the same axes. Off: each has its own, which "
                "show more of small changes."
            )
        )
        self.same.toggled.connect(self.changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.SPACE)
        self._labels: list[QLabel] = []
        boxes = (self.epoch, self.minibatch, self.values)
        rooms = (7, 6, 13)  # letters
        for (text, tip), box, room in zip(_TIPS.items(), boxes, rooms, strict=True):
            label = QLabel(text)
            label.setBuddy(box)
            box.setAccessibleName(tr("{text} that is shown", text=within(text)))
            box.setToolTip(f"<qt>{tip}</qt>")
            policy = QComboBox.SizeAdjustPolicy
            box.setSizeAdjustPolicy(policy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(room)
            box.activated.connect(self._on_chosen)
            self._labels.append(label)
            line.addWidget(label)
            line.addWidget(box, 1)
        line.addWidget(self.same)
        line.addStretch(1)
        for part in (*self._labels, *boxes, self.same):
            part.hide()

    @property
    def place(self) -> int:
        """Place of the network that is chosen."""
        return max(0, self.epoch.currentIndex())

    @property
    def number(self) -> int:
        """Number of the minibatch that is chosen, from 1; 0 is the mean of all."""
        return max(0, self.minibatch.currentIndex())

    @property
    def is_difference(self) -> bool:
        """Whether differences are wanted, not the loss."""
        return self.values.currentIndex() > 0

    def offer(self, view: View, results: Sequence[Result]) -> None:
        """Offer what there is in other results; emits nothing."""
        first = results[0]
        minibatches = len(first.losses) if isinstance(first, Slice) else 0
        names = [f"{number}" for number in range(1, minibatches + 1)]
        epochs = [epoch_words(each.epoch) for each in results]
        _fill(self.epoch, epochs)
        _fill(self.minibatch, [tr("mean of all"), *names])
        _fill(self.values, _VALUES.get(view, ()))
        several = len(results) > 1 and view != "agreement"
        one_at_a_time = several and (len(results) > BESIDE or view == "slice")
        shown = (one_at_a_time, view == "slice", view in _VALUES)
        boxes = (self.epoch, self.minibatch, self.values)
        for label, box, is_shown in zip(self._labels, boxes, shown, strict=True):
            label.setVisible(is_shown)
            box.setVisible(is_shown)
        self.same.setVisible(several and view != "slice")
        self.setVisible(any(shown) or several)
        self._settle()

    def _on_chosen(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """Offer no difference of all minibatches from all of them."""
        model = self.minibatch.model()
        assert isinstance(model, QStandardItemModel)
        off = self.is_difference and self.minibatch.count() > 1
        model.item(0).setEnabled(not off)
        if off and not self.minibatch.currentIndex():
            self.minibatch.setCurrentIndex(1)


def _fill(box: QComboBox, texts: Sequence[str]) -> None:
    """Offer other entries; the place that was chosen stays where there is one."""
    if [box.itemText(n) for n in range(box.count())] == list(texts):
        return
    with QSignalBlocker(box):
        box.clear()
        box.addItems(list(texts))
