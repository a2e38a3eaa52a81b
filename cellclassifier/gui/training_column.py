"""The left side of the Training page: what the next run is made with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
)

from cellclassifier.core import devices
from cellclassifier.core.catalog import ARCHITECTURES
from cellclassifier.core.language import tr
from cellclassifier.core.recipes import as_in_article, with_network
from cellclassifier.core.train_spec import TrainSpec
from cellclassifier.gui import theme
from cellclassifier.gui.placing import Placing
from cellclassifier.gui.session import PREPARING, Session
from cellclassifier.gui.widgets.copies_line import CopiesLine
from cellclassifier.gui.widgets.form import SpecForm
from cellclassifier.gui.widgets.notice import primary
from cellclassifier.gui.widgets.place_choice import PlaceChoice
from cellclassifier.gui.widgets.scroll_column import GrowingColumn
from cellclassifier.gui.widgets.split_facts import SplitFacts

ARTICLE = tr(
    "400 training images drawn once, 9 epochs, minibatch 20, Adam, softmax; no "
    "validation, no early stopping, no changed tiles. Every setting of it can be seen "
    "and changed."
)


class TrainingColumn(GrowingColumn):
    """Settings, what they make of the tiles, where it trains, and the way to start.

    Signals:
        several_wanted: The user wants to train several runs as an experiment.
        network_wanted: The user wants to see the network.
        device_wanted: The user wants to choose or test the device.
        pairs_wanted: The user wants to see the copies.
    """

    several_wanted = Signal()
    network_wanted = Signal()
    device_wanted = Signal()
    pairs_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.form = SpecForm(session.spec.training)
        self.article = QPushButton(tr("As in the article"))
        self.article.setToolTip(ARTICLE)
        self.network = QPushButton(tr("The network ..."))
        self.split = SplitFacts()
        self.place = PlaceChoice()
        self.placing = Placing(session, self.place)
        self.device = theme.muted("")
        self.change_device = QPushButton(tr("Device ..."))
        self.start = primary(QPushButton(tr("Start training")))
        self.start.setShortcut("Ctrl+T")
        self.several = QPushButton(tr("Several runs ..."))
        self.reason = theme.muted("")
        self.copies = CopiesLine()
        self._build()
        self._connect()

    def show_settings(self) -> None:
        """Show settings, split and what prevents a start."""
        session = self._session
        spec = session.spec.training
        self.form.set_spec(spec)
        self.form.enable_only(used(spec))
        reason = session.blocked()
        going_on = session.training is not None and not reason
        self.start.setText(tr("Add to the queue") if going_on else tr("Start training"))
        self.start.setEnabled(not reason)
        self.start.setToolTip(
            reason or tr("Train a network with these settings (Ctrl+T)")
        )
        self.several.setEnabled(not reason)
        self.several.setToolTip(
            reason
            or tr("Train a dozen runs that differ in seed, and see how they spread")
        )
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.split.show_prepared(session.prepared, making=reason == PREPARING)
        self.copies.show_prepared(session.prepared)
        near = session.desk.standing.place.kind == "here"
        told = tr("Trains on") if near else tr("Predicts here on")
        device = devices.told(session.device) or tr("being found out ...")
        self.device.setText(f"{told}: {device}")
        writable = not session.read_only
        self.form.setEnabled(writable)
        self.article.setEnabled(writable)

    def _build(self) -> None:
        box = QVBoxLayout(self.inside)
        box.addWidget(theme.title(tr("Settings")))
        head = QHBoxLayout()
        head.addWidget(self.article)
        head.addWidget(self.network)
        box.addLayout(head)
        box.addWidget(self.form)
        box.addWidget(self.split)
        box.addWidget(self.place)
        line = QHBoxLayout()
        line.addWidget(self.device, 1)
        line.addWidget(self.change_device, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(line)
        buttons = QHBoxLayout()
        buttons.addWidget(self.start, 1)
        buttons.addWidget(self.several)
        box.addLayout(buttons)
        box.addWidget(self.reason)
        box.addWidget(self.copies)
        box.addStretch(1)

    def _connect(self) -> None:
        session = self._session
        self.form.edited.connect(self._on_edited)
        self.article.clicked.connect(self._set_article)
        self.start.clicked.connect(session.start_training)
        self.several.clicked.connect(self.several_wanted)
        self.network.clicked.connect(self.network_wanted)
        self.change_device.clicked.connect(self.device_wanted)
        self.copies.wanted.connect(self.pairs_wanted)
        session.preparing.connect(self.split.tell)

    def _on_edited(self, spec: TrainSpec) -> None:
        """Keep an edit; another network comes with the settings that suit it."""
        before = self._session.spec.training
        if spec.network != before.network:
            spec = with_network(before, spec.network)
        self._session.update(training=spec)

    def _set_article(self) -> None:
        made = as_in_article(self._session.spec)
        self._session.update(
            training=made.training, augment=made.augment, tiling=made.tiling
        )


def used(spec: TrainSpec) -> frozenset[str]:
    """Return the fields that decide something with these settings."""
    never = {"extra_dense", "dropout", "l2"} - set(ARCHITECTURES[spec.network].options)
    if spec.optimizer != "sgd":
        never.add("momentum")
    if spec.optimizer != "adamw":
        never.add("weight_decay")
    if spec.schedule != "inverse":
        never.add("decay_rate")
    validated = spec.validation_share > 0 or spec.folds > 0
    if spec.schedule != "plateau" or not validated:
        never.add("plateau_patience")
    if not (spec.early_stopping and validated):
        never.add("patience")
    if not spec.folds:
        never.add("fold")
    return frozenset(set(TrainSpec.model_fields) - never)
