"""Reads what nodes report of an order that is over."""

from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

from pydantic import ValidationError

from cellclassifier.cluster.calling import GONE, Gone
from cellclassifier.cluster.orders import Report
from cellclassifier.core.errors import UserError
from cellclassifier.core.language import tr
from cellclassifier.core.runs import Run

if TYPE_CHECKING:
    from distributed import Future

RESULT_SECONDS = 30.0
"""Time that the report of an order, which is over, may take to come, s."""

MADE = ("predictions", "attributions")
"""Folders of a run with what nodes make of a job on it."""


def text_of(future: "Future") -> str:
    """Return the report of an order that is over, a `Report` as JSON.

    Raises:
        Gone: It did not come: the node is gone, or the scheduler.
    """
    try:
        # With a limit: where its node went, it would be waited for without us.
        return str(future.result(timeout=RESULT_SECONDS))
    except (*GONE, CancelledError) as error:
        raise Gone("The report of a node did not come.") from error


def report_of(future: "Future") -> Report:
    """Return the report of a job on a run.

    Raises:
        Gone: It did not come.
        UserError: It was damaged.
    """
    try:
        return Report.model_validate_json(text_of(future))
    except ValidationError as error:
        raise UserError(tr("A node's report was damaged. Ask for it again.")) from error


def refuse_strange(run: Run, report: Report) -> None:
    """Make sure that a node sends nothing but what it was to make of a trained run.

    Raises:
        UserError: It sends something else, such as another network.
    """
    folders = tuple(f"{run.folder.name}/{each}/" for each in MADE)
    for file in report.files:
        if not file.path.startswith(folders):
            raise UserError(
                tr(
                    "The node {node} sent {file!r}, and was to send predictions or "
                    "attributions alone. Nothing was written. See that all nodes have "
                    "this version of the program.",
                    node=report.node,
                    file=file.path,
                )
            )
