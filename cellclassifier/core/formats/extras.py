"""Packages that only some users need, for the files of microscope makers."""

import importlib
from typing import Any

from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.program import how_to_install


def reader_package(name: str, kind: str) -> Any:
    """Import a package of the extra "formats".

    Args:
        name: The package.
        kind: The files that it reads, for people.

    Raises:
        UserError: The package is not installed; the sentence names the extra.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UserError(
            tr(
                "is a {kind} file. Save it as TIFF, or use the package of extra "
                "readers. {how_to_install}",
                kind=kind,
                how_to_install=how_to_install("cellclassifier[formats]"),
            )
        ) from error
