"""Scripts of the bundle, which are no package: found beside the one that is run."""

import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[1] / "packaging"
if str(PACKAGING) not in sys.path:
    sys.path.insert(0, str(PACKAGING))

import build  # noqa: E402
import build_deb  # noqa: E402
import bundle_contents as contents  # noqa: E402
import bundle_elf as elf  # noqa: E402
import bundle_icons as icons  # noqa: E402
import bundle_icu as icu  # noqa: E402
import bundle_notices as notices  # noqa: E402
import bundle_publisher as publisher  # noqa: E402
import bundle_sizes as sizes  # noqa: E402
import bundle_slim as slim  # noqa: E402
import entry  # noqa: E402
import smoke  # noqa: E402

__all__ = [
    "PACKAGING",
    "build",
    "build_deb",
    "contents",
    "elf",
    "entry",
    "icons",
    "icu",
    "notices",
    "publisher",
    "sizes",
    "slim",
    "smoke",
]
