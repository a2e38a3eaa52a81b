"""What a metric was in each epoch."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class History:
    """What is plotted, in the unit of the axis; `validation` is None without one."""

    epochs: Numbers
    training: Numbers
    validation: Numbers | None

    def series(self) -> dict[str, Numbers]:
        """Return the curves that there are, by name."""
        found = {"training": self.training, "validation": self.validation}
        return {name: values for name, values in found.items() if values is not None}
