"""How the window looks: colours, fonts, icons and distances, all from here.

Everything that is drawn asks `colours` when it is drawn, so that a change of scheme or
of outcome palette, which sends every widget a `PaletteChange`, is seen at once.
"""

import dataclasses
import sys
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel

Scheme = Literal["system", "light", "dark"]

SPACE = 4
"""The step of all distances, px."""

TEXT_SIZE = 13.0 if sys.platform == "darwin" else 10.0
"""Size of all text but titles, pt; macOS counts 72 points to the inch, others 96."""

TITLE_SIZE = TEXT_SIZE * 1.5
"""Size of titles, pt."""


@dataclasses.dataclass(frozen=True)
class Colours:
    """The colours of one scheme, by what they mean.

    Those that text is written in (text, muted, accent, right, wrong, uncertain) have a
    contrast of at least 4.5 : 1 on `background` and `panel`; `on_accent` has it on
    `accent`.
    """

    text: QColor
    muted: QColor
    background: QColor
    panel: QColor
    line: QColor
    edge: QColor
    accent: QColor
    on_accent: QColor
    right: QColor
    wrong: QColor
    uncertain: QColor
    training: QColor
    validation: QColor
    test: QColor
    purple: QColor


_TABLE = {
    "text": ("#1d2127", "#e6e8eb"), "muted": ("#565e6b", "#a9b0bb"),
    "background": ("#f2f3f5", "#1e2126"), "panel": ("#ffffff", "#282c33"),
    "line": ("#c3c8d0", "#4a515c"), "edge": ("#858d9a", "#757e8c"),
    "accent": ("#0b5cad", "#6cb4f5"), "on_accent": ("#ffffff", "#10151b"),
    "right": ("#17733a", "#63cf84"), "wrong": ("#b8251b", "#ff8f85"),
    "uncertain": ("#855600", "#eeb649"), "training": ("#0b5cad", "#6cb4f5"),
    "validation": ("#a94e08", "#f2a65a"), "test": ("#3f4650", "#d3d8df"),
    "purple": ("#5b2a86", "#c39bf0"),
}  # fmt: skip
LIGHT = Colours(**{name: QColor(pair[0]) for name, pair in _TABLE.items()})
DARK = Colours(**{name: QColor(pair[1]) for name, pair in _TABLE.items()})

# Beside orange, amber would not stand out: there, uncertain is grey.
_BLUE_ORANGE = {"right": "training", "wrong": "validation", "uncertain": "muted"}

# M. Okabe and K. Ito, Color Universal Design (2008); black, which a dark window
# swallows, is replaced by grey and comes last.
_OKABE_ITO = (
    "#e69f00", "#56b4e9", "#009e73", "#f0e442",
    "#0072b2", "#d55e00", "#cc79a7", "#8c8c8c",
)  # fmt: skip

# Fusion draws the edge of a control in its window colour made darker by 140, and
# nothing else; given another one, edges stand out 3 : 1 in the dark too.
_EDGED = ("QCheckBox", "QRadioButton", "QLineEdit", "QAbstractSpinBox", "QComboBox")

_FAINT = 0.65
"""Opacity of what is disabled."""


@dataclasses.dataclass
class _State:
    scheme: Scheme = "light"
    dark: bool = False
    blue_orange: bool = False
    follows: bool = False


_state = _State()


def apply(app: QApplication, scheme: Scheme = "system") -> None:
    """Give the whole application its style, palette and fonts.

    Args:
        app: The application.
        scheme: Light, dark, or as the system has it, now and when it changes.
    """
    hints = app.styleHints()
    if not _state.follows:
        _state.follows = True
        hints.colorSchemeChanged.connect(_system_changed)
    _state.scheme = scheme
    # Title bars and dialogs of the system follow this, the palette below does not.
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(wanted.get(scheme, Qt.ColorScheme.Unknown))
    system_is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
    _state.dark = system_is_dark if scheme == "system" else scheme == "dark"
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    c = colours()
    app.setFont(_text_font(app))
    app.setPalette(_palette(c, c.background))
    for kind in _EDGED:
        # The stubs ask for bytes, which PySide6 refuses.
        app.setPalette(_palette(c, c.edge.lighter(140)), kind)  # type: ignore[arg-type]
    app.setStyleSheet(_style_sheet(c))


def colours(on_paper: bool = False) -> Colours:
    """Return the colours of the scheme and outcome palette in use; light on paper."""
    found = DARK if _state.dark and not on_paper else LIGHT
    if not _state.blue_orange:
        return found
    swapped = {new: getattr(found, old) for new, old in _BLUE_ORANGE.items()}
    return dataclasses.replace(found, **swapped)


def set_outcome_palette(blue_orange: bool) -> None:
    """Show right and wrong in blue and orange instead of green and red."""
    _state.blue_orange = blue_orange
    for widget in QApplication.allWidgets():
        QCoreApplication.postEvent(widget, QEvent(QEvent.Type.PaletteChange))
        widget.update()


def class_colour(index: int) -> QColor:
    """Return the colour of a class.

    Args:
        index: Its place in the study's order, from 0. The first eight differ for
            every kind of colour vision; further ones repeat them darker.
    """
    turn, place = divmod(index, len(_OKABE_ITO))
    colour = QColor(_OKABE_ITO[place])
    return colour.darker(100 + 40 * turn) if turn else colour


def resource(name: str) -> Path:
    """Return the path of a shipped file.

    Args:
        name: Its path inside the resource folder, such as ``icons/ok.svg``.

    Raises:
        FileNotFoundError: If there is no such file.
    """
    here = Path(__file__).resolve()
    # In a wheel the folder lies inside the package, in the source tree beside it.
    for folder in (here.parents[1] / "resources", here.parents[2] / "resources"):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"There is no shipped file '{name}'.")


def icon(name: str, colour: QColor | str | None = None) -> QIcon:
    """Return an icon of the set, sharp at every scale.

    Args:
        name: The name of a file in ``resources/icons`` without its ending.
        colour: A colour, or the name of one of `Colours`, which then follows the
            scheme. Without it the colour is that of the text it stands beside.

    Raises:
        FileNotFoundError: If there is no such icon.
    """
    return QIcon(_Engine(resource(f"icons/{name}.svg"), colour))


def title(text: str) -> QLabel:
    """Return a label in the size of titles."""
    label = QLabel(text)
    font = label.font()
    font.setPointSizeF(TITLE_SIZE)
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label


def muted(text: str) -> QLabel:
    """Return a label for text of second rank, which wraps."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


class _Engine(QIconEngine):
    """Draws an icon when it is needed, in the colours that hold then."""

    def __init__(self, path: Path, colour: QColor | str | None) -> None:
        super().__init__()
        self._path = path
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _Engine(self._path, self._colour)

    def paint(
        self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State
    ) -> None:
        side = min(rect.width(), rect.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(_FAINT * painter.opacity())
        _renderer(self._path, self._shade(mode).name()).render(painter, box)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def _shade(self, mode: QIcon.Mode) -> QColor:
        if mode == QIcon.Mode.Selected:
            return colours().on_accent
        if self._colour is None:
            return colours().text
        if isinstance(self._colour, str) and hasattr(colours(), self._colour):
            return QColor(getattr(colours(), self._colour))
        return QColor(self._colour)


@lru_cache(maxsize=256)
def _renderer(path: Path, colour: str) -> QSvgRenderer:
    text = path.read_text(encoding="utf-8")
    return QSvgRenderer(text.replace("currentColor", colour).encode())


def _system_changed() -> None:
    app = QApplication.instance()
    if _state.scheme == "system" and isinstance(app, QApplication):
        apply(app, "system")


def _text_font(app: QApplication) -> QFont:
    font = app.font()
    font.setPointSizeF(TEXT_SIZE)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _palette(c: Colours, window: QColor) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for colour, roles in (
        (window, (role.Window,)),
        (c.background, (role.AlternateBase,)),
        (c.panel, (role.Base, role.Button, role.ToolTipBase, role.Light)),
        (c.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (c.muted, (role.PlaceholderText,)),
        (c.line, (role.Mid, role.Midlight)),
        (c.line.darker(140), (role.Dark, role.Shadow)),
        (c.accent, (role.Highlight, role.Accent, role.Link, role.LinkVisited)),
        (c.on_accent, (role.HighlightedText, role.BrightText)),
    ):
        for each in roles:
            palette.setColor(each, colour)
    faint = QColor(c.muted)
    faint.setAlphaF(_FAINT)
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, faint)
    for each in (role.Highlight, role.Accent):
        palette.setColor(QPalette.ColorGroup.Disabled, each, c.line)
    return palette


def _style_sheet(c: Colours) -> str:
    names = {name: getattr(c, name).name() for name in _TABLE}
    names |= {"hover": c.accent.darker(112).name(), "down": c.accent.darker(130).name()}
    return Template(resource("style.qss").read_text(encoding="utf-8")).substitute(names)
