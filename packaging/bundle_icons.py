"""The program's icon in the formats that systems ask for, drawn from its SVG."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SVG = ROOT / "resources" / "app.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGEST = 512


def png(path: Path, size: int) -> Path:
    """Draw the icon `size` pixels wide, and return its path."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):
        raise OSError(f"The icon {path} could not be written.")
    return path


def make(folder: Path, platform: str) -> Path:
    """Write the icon of a platform: ICO on Windows, ICNS on macOS, else PNG.

    Args:
        folder: Where it is written.
        platform: As in `sys.platform`.
    """
    from PIL import Image

    drawn = png(folder / "cellclassifier.png", LARGEST)
    ending = {"win32": "ico", "darwin": "icns"}.get(platform)
    if ending is None:
        return drawn
    path = drawn.with_suffix(f".{ending}")
    sizes = {"sizes": [(size, size) for size in SIZES]} if ending == "ico" else {}
    with Image.open(drawn) as image:
        image.save(path, **sizes)
    return path
