from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QIcon, QImage, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from cellclassifier.gui import theme

ICONS = [
    "images",
    "tiles",
    "training",
    "predictions",
    "ok",
    "attention",
    "locked",
    "error",
    "info",
    "tick",
    "cross",
    "ring",
    "folder",
    "add",
    "remove",
    "refresh",
    "play",
    "stop",
    "reset",
    "copy",
    "export",
    "settings",
    "help",
    "moon_sun",
]
WRITTEN = ["text", "muted", "accent", "right", "wrong", "uncertain"]


@pytest.fixture(autouse=True)
def as_before(qapp):
    yield
    theme.set_outcome_palette(False)
    theme.apply(qapp, "light")


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def image_of(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    pixmap = icon.pixmap(QSize(96, 96), 1.0, mode)
    return pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)


def inked(image: QImage) -> list[QColor]:
    """The colours of all pixels that are quite opaque."""
    pixels = (
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
    )
    return [pixel for pixel in pixels if pixel.alpha() > 250]


def test_contrast_is_computed_as_wcag_does():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("blue_orange", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_can_be_read(qapp, scheme, blue_orange):
    theme.apply(qapp, scheme)
    theme.set_outcome_palette(blue_orange)
    c = theme.colours()
    for name in WRITTEN:
        for ground in (c.background, c.panel):
            assert contrast(getattr(c, name), ground) >= 4.5, name
    assert contrast(c.on_accent, c.accent) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_edges_can_be_seen(qapp, scheme):
    theme.apply(qapp, scheme)
    c = theme.colours()
    for name in ("edge", "training", "validation", "test", "purple"):
        for ground in (c.background, c.panel):
            assert contrast(getattr(c, name), ground) >= 3, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_application_takes_the_colours(qapp, scheme):
    theme.apply(qapp, scheme)
    palette, c = qapp.palette(), theme.colours()
    assert palette.color(QPalette.ColorRole.Window) == c.background
    assert palette.color(QPalette.ColorRole.Base) == c.panel
    assert palette.color(QPalette.ColorRole.WindowText) == c.text
    assert (luminance(c.text) > luminance(c.background)) == (scheme == "dark")


def test_the_edge_of_an_editor_is_drawn_in_the_edge_colour(qapp, qtbot):
    theme.apply(qapp, "dark")
    line = QLineEdit()
    qtbot.addWidget(line)
    line.resize(80, 28)
    drawn = line.grab().toImage().pixelColor(40, 0)
    wanted = theme.colours().edge
    assert abs(drawn.lightness() - wanted.lightness()) <= 4


def test_system_scheme_is_one_of_the_two(qapp):
    theme.apply(qapp, "system")
    system = qapp.styleHints().colorScheme()
    expected = theme.DARK if system == Qt.ColorScheme.Dark else theme.LIGHT
    assert theme.colours() == expected


def test_a_change_of_the_system_is_followed_only_if_asked(qapp):
    theme.apply(qapp, "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.colours() == theme.DARK
    theme.apply(qapp, "system")
    qapp.setPalette(QPalette(QColor("red")))
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    shown = qapp.palette().color(QPalette.ColorRole.Window)
    assert shown == theme.colours().background


def test_style_is_fusion_after_any_number_of_changes(qapp):
    for scheme in ("dark", "light", "dark"):
        theme.apply(qapp, scheme)
    qapp.setStyleSheet("")
    assert qapp.style().name() == "fusion"


def test_one_size_for_text_and_one_for_titles(qapp, qtbot):
    label, title = QLabel("a"), theme.title("a")
    for widget in (label, title):
        qtbot.addWidget(widget)
    assert QFontInfo(label.font()).pointSizeF() == pytest.approx(theme.TEXT_SIZE, 0.1)
    assert title.font().pointSizeF() == theme.TITLE_SIZE > theme.TEXT_SIZE


def test_muted_text_wraps_and_follows_the_scheme(qapp, qtbot):
    label = theme.muted("second")
    qtbot.addWidget(label)
    assert label.wordWrap()
    for scheme in ("light", "dark"):
        theme.apply(qapp, scheme)
        shown = label.palette().color(label.foregroundRole())
        assert shown == theme.colours().muted


def test_blue_and_orange_replace_green_and_red(qapp):
    green_red = theme.colours()
    theme.set_outcome_palette(True)
    blue_orange = theme.colours()
    assert green_red.right.green() > green_red.right.blue()
    assert blue_orange.right.blue() > 1.5 * blue_orange.right.green()
    assert 20 < blue_orange.wrong.hue() < 40
    outcomes = {blue_orange.right.name(), blue_orange.wrong.name()}
    assert blue_orange.uncertain.name() not in outcomes
    theme.set_outcome_palette(False)
    assert theme.colours() == green_red


def test_widgets_are_told_of_another_outcome_palette(qtbot):
    told = []

    class Drawn(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            told.append(event.type())

    widget = Drawn()
    qtbot.addWidget(widget)
    theme.set_outcome_palette(True)
    qtbot.waitUntil(lambda: QEvent.Type.PaletteChange in told)


def test_class_colours_are_those_of_okabe_and_ito_and_never_end():
    assert theme.class_colour(0) == QColor("#e69f00")
    assert theme.class_colour(4) == QColor("#0072b2")
    names = [theme.class_colour(index).name() for index in range(24)]
    assert len(set(names)) == 24
    assert "#000000" not in names


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_in_the_colour_of_the_text(qapp, scheme, name):
    theme.apply(qapp, scheme)
    ink = inked(image_of(theme.icon(name)))
    assert len(ink) > 90
    wanted = theme.colours().text
    assert all(abs(pixel.lightness() - wanted.lightness()) < 8 for pixel in ink)


def test_the_set_of_icons_is_complete_and_of_one_kind():
    files = {path.stem: path for path in theme.resource("icons").glob("*.svg")}
    assert set(files) >= set(ICONS)
    for path in files.values():
        text = path.read_text()
        assert 'viewBox="0 0 24 24"' in text
        assert "currentColor" in text


def test_an_icon_follows_the_scheme(qapp):
    icon = theme.icon("tiles")
    theme.apply(qapp, "light")
    light = image_of(icon)
    theme.apply(qapp, "dark")
    assert image_of(icon) != light


def test_an_icon_takes_a_colour_or_the_name_of_one(qapp):
    blue = inked(image_of(theme.icon("tick", QColor("#0000ff"))))
    assert {pixel.name() for pixel in blue} == {"#0000ff"}
    right = theme.icon("tick", "right")
    assert {pixel.name() for pixel in inked(image_of(right))} == {
        theme.colours().right.name()
    }
    theme.set_outcome_palette(True)
    assert {pixel.name() for pixel in inked(image_of(right))} == {
        theme.colours().right.name()
    }


def test_an_icon_is_fainter_when_disabled_and_light_when_selected():
    icon = theme.icon("stop")
    assert inked(image_of(icon))
    assert not inked(image_of(icon, QIcon.Mode.Disabled))
    selected = inked(image_of(icon, QIcon.Mode.Selected))
    assert {pixel.name() for pixel in selected} == {theme.colours().on_accent.name()}


def test_an_icon_has_as_many_pixels_as_the_screen():
    pixmap = theme.icon("ok").pixmap(QSize(24, 24), 2.0)
    assert pixmap.size() == QSize(48, 48)
    assert pixmap.devicePixelRatio() == 2.0


def test_an_unknown_icon_is_refused_at_once():
    with pytest.raises(FileNotFoundError, match=r"icons/nothing\.svg"):
        theme.icon("nothing")


def test_resources_are_found_in_an_installed_package(tmp_path, monkeypatch):
    package = tmp_path / "cellclassifier"
    inside = package / "resources" / "icons"
    inside.mkdir(parents=True)
    (inside / "ok.svg").write_text("<svg/>")
    with monkeypatch.context() as patch:
        patch.setattr(theme, "__file__", str(package / "gui" / "theme.py"))
        assert theme.resource("icons/ok.svg") == inside / "ok.svg"


def test_the_icon_of_the_program_is_shipped():
    image = image_of(QIcon(str(theme.resource("app.svg"))))
    hues = {pixel.hue() // 30 for pixel in inked(image) if pixel.saturation() > 120}
    assert 9 in hues, "no purple"


def test_colours_cannot_be_exchanged():
    with pytest.raises(AttributeError):
        theme.colours().text = QColor("red")  # type: ignore[misc]
    assert {field.name for field in fields(theme.Colours)} >= set(WRITTEN)
    assert isinstance(theme.resource("app.svg"), Path)
