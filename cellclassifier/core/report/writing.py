"""Writes a report as a page (HTML) or a document (PDF), never over anything else.

The window calls `write_report` in the background; nothing heavy is loaded before.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import in_english, tr
from cellclassifier.core.runs import Run
from cellclassifier.core.study import Study

if TYPE_CHECKING:
    from cellclassifier.core.report.blocks import Report

Tell = Callable[[str, int, int], None]
"""Called with what is done, how much of it, and of how much; may raise to stop."""

ENDINGS = (".html", ".pdf")

SIGN = "Cell Classifier report"
"""Stands in each file, so that only such a file is ever replaced."""


def default_run(study: Study) -> Run:
    """Return the newest finished run; a control only where there is no other.

    Raises:
        UserError: There is none.
    """
    from cellclassifier.core.report.material import is_control

    newest = study.run()
    if not is_control(newest):
        return newest
    others = (run for run in study.runs() if not is_control(run))
    return next((run for run in others if run.state == "done"), newest)


def default_path(study: Study, run: Run) -> Path:
    """Return where a report is written unless another place is named."""
    return study.folder / "reports" / f"{run.id}.html"


def write_report(
    study: Study,
    run: Run | None = None,
    where: Path | None = None,
    *,
    pdf: bool = False,
    tell: Tell | None = None,
    made: datetime | None = None,
) -> tuple[Path, ...]:
    """Write the report of a run of a study.

    Args:
        study: The study.
        run: The run; without one, as `default_run`.
        where: A file ending in .html or .pdf, or a folder; without, as `default_path`.
        pdf: Also write a PDF of the same name.
        tell: Told how far it is.
        made: The time that the report bears; without, now.

    Returns:
        The files, the page first.

    Raises:
        UserError: There is no such run, its tables are damaged, the place is no place
            for a report, or it cannot be written; nothing was changed then.
    """
    # Imported here: the window starts sooner without.
    from cellclassifier.core.report.gathering import gather

    run = run or default_run(study)
    paths = _paths(where or default_path(study, run), run, pdf)
    for path in paths:
        _refuse(path, study, run)
    told = tell or (lambda what, done, of: None)
    # A report is compared with others, whatever language their windows have.
    with in_english():
        report = gather(study, run, told, made)
    for number, path in enumerate(paths):
        told(tr("writing {name}", name=path.name), number, len(paths))
        _write(path, _rendered(report, path.suffix))
    told(tr("writing the report"), len(paths), len(paths))
    return paths


def _paths(where: Path, run: Run, pdf: bool) -> tuple[Path, ...]:
    """Return the files to write.

    Raises:
        UserError: The name ends in neither of the two.
    """
    where = where.expanduser().absolute()
    if where.is_dir():
        where = where / f"{run.id}.html"
    if where.suffix.lower() not in ENDINGS:
        raise UserError(
            tr(
                "A report is a file ending in .html or .pdf, not '{where}'. Name "
                "such a file, or a folder that there is. Nothing was written.",
                where=where.name,
            )
        )
    both = pdf and where.suffix.lower() == ".html"
    return (where, where.with_suffix(".pdf")) if both else (where,)


def _refuse(path: Path, study: Study, run: Run) -> None:
    """Raise a `UserError` where no report may be written."""
    spec, record = study.spec, run.record
    folders = (spec.train, *spec.tests, record.study.train, *run.sets.values())
    real = path.resolve()
    for images in folders:
        if images is not None and real.is_relative_to(images.resolve()):
            raise UserError(
                tr(
                    "{path} lies inside the image folder {images}, into which nothing "
                    "is ever written. Choose another place for the report.",
                    path=path,
                    images=images,
                )
            )
    if path.exists() and not is_report(path):
        raise UserError(
            tr(
                "{path} is there already and is no report of this program, so it was "
                "left as it is. Choose another name for the report.",
                path=path,
            )
        )


def is_report(path: Path) -> bool:
    """Tell whether a file is a report that this program wrote."""
    try:
        with path.open("rb") as file:
            data = file.read()
    except OSError:
        return False
    if path.suffix.lower() == ".pdf":
        return data.startswith(b"%PDF") and f"({SIGN} ".encode() in data
    return f'<meta name="generator" content="{SIGN} '.encode() in data[:1000]


@in_english()
def _rendered(report: "Report", suffix: str) -> bytes:
    if suffix.lower() == ".pdf":
        from cellclassifier.core.report.pdf import document

        return document(report, SIGN)
    from cellclassifier.core.report.html import page

    return page(report)


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomically(path, data)
    except OSError as error:
        raise UserError(
            tr(
                "The report could not be written to {path} ({strerror}). What was "
                "there before is as it was. Free space, or choose another place.",
                path=path,
                strerror=error.strerror,
            )
        ) from error
