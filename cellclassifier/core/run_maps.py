"""The attribution maps of a run: where they are kept, and for which network they hold.

A map's file is ``attributions/<method>/<set>_<tile>_<class>_<network>.npy``; beside it
lies, with the ending ``.json``, what was measured with it. The folder bears digits of
the settings where they are not the default ones, and holds them as ``settings.json``.
The network is named by digits of its file's SHA-256: after a training went on, or
weights were changed, no map of the earlier ones is taken for one of the present.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cellclassifier.core.attribution_spec import Value, folder_name, spec_of
from cellclassifier.core.files import read_table, sha256
from cellclassifier.core.later_record import later_images_path
from cellclassifier.core.run_sets import RunSets

Settings = Mapping[str, Value] | None
"""Settings of a method that differ from the default ones; ``None``: none does."""

_DIGITS = 8
_NO_NETWORK = "0" * _DIGITS


class RunMaps(RunSets):
    """The part of a run that is about its network's files, and maps made with them."""

    @property
    def model_path(self) -> Path:
        """File of the trained network."""
        return self.folder / "model.keras"

    @property
    def last_path(self) -> Path:
        """File of the network after the last epoch, where another epoch's is kept."""
        return self.folder / "last.keras"

    @property
    def checkpoint_path(self) -> Path:
        """File of all that a training needs to go on after its last whole epoch."""
        return self.folder / "checkpoint.npz"

    @property
    def best_path(self) -> Path:
        """File of the weights of the best epoch so far."""
        return self.folder / "best.npz"

    @property
    def epochs_kept(self) -> tuple[int, ...]:
        """Epochs whose networks were kept, ascending; 0 is before any training.

        Empty where the run was to keep none, as all runs of older versions were.
        """
        found = (self.folder / "epochs").glob("*.npz")
        return tuple(sorted(int(p.stem) for p in found if p.stem.isdecimal()))

    def epoch_path(self, epoch: int) -> Path:
        """Return the file of the weights after `epoch`, whether it is there or not."""
        return self.folder / "epochs" / f"{epoch:04}.npz"

    @property
    def network_path(self) -> Path | None:
        """File of the network that is used; ``None`` where it left none.

        While a run trains, the file may still change.
        """
        paths = (self.model_path, self.best_path, self.checkpoint_path)
        return next((path for path in paths if path.exists()), None)

    @property
    def has_network(self) -> bool:
        """Whether it left a network, if only that of the last whole epoch."""
        return self.network_path is not None

    @property
    def network_key(self) -> str:
        """The first digits of the SHA-256 of the network's file; zeros for none."""
        path = self.network_path
        if path is None:
            return _NO_NETWORK
        facts = path.stat()
        return _digits(path, facts.st_mtime_ns, facts.st_size)

    def attribution_folder(self, method: str, settings: Settings = None) -> Path:
        """Return the folder of the maps of a method with some settings.

        Raises:
            UserError: There is no such method or setting.
        """
        name = folder_name(method, spec_of(method, settings))
        return self.folder / "attributions" / name

    def attribution_path(
        self, method: str, test: str, tile: int, name: str, settings: Settings = None
    ) -> Path:
        """Return the file of the map of one tile for class `name`.

        Raises:
            UserError: There is no such method or setting.
        """
        index = self.record.classes.index(name)
        folder = self.attribution_folder(method, settings)
        return folder / f"{test}_{tile}_{index}_{self.network_key}.npy"

    def attribution(
        self, method: str, test: str, tile: int, name: str, settings: Settings = None
    ) -> NDArray[np.float32] | None:
        """Return a map, shape (y, x, channel), signed; ``None`` where there is none."""
        path = self.attribution_path(method, test, tile, name, settings)
        return np.load(path, allow_pickle=False) if path.exists() else None

    def attribution_facts(
        self, method: str, test: str, tile: int, name: str, settings: Settings = None
    ) -> dict[str, float]:
        """Return what was measured beside a map, by name; empty where nothing was.

        Integrated gradients: `gap`, the share of the change of the log-odds that the
        map misses, and `steps`. Occlusion: `window` and `stride`, px. Both:
        `log_odds` of the class, and the former `log_odds_of_baseline`.
        """
        path = self.attribution_path(method, test, tile, name, settings)
        try:
            found = json.loads(path.with_suffix(".json").read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(key): float(value) for key, value in found.items()}

    def pixel_sizes(self, test: str) -> dict[Path, float]:
        """Return the side of a pixel of each image of a set that carries it, µm."""
        path = self.folder / "images.csv"
        if self._is_later(test):
            path = later_images_path(self.folder, test)
        rows = read_table(path) if path.exists() else []
        return {
            Path(row["path"]): float(row["pixel_size"])
            for row in rows
            if row.get("pixel_size")
        }


@lru_cache(maxsize=256)
def _digits(path: Path, changed: int, size: int) -> str:
    """Read a file once, and again only after it has changed."""
    return sha256(path)[:_DIGITS]
