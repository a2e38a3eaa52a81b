"""Why the page of predictions has nothing to show, in sentences."""

from cellclassifier.core.language import tr
from cellclassifier.gui.run_facts import RunFacts

PURPOSE = tr(
    "Here you see what a trained network answers for images it has never seen: how "
    "often it is right, each tile with its answer, and what the network looks at. "
)
GONE = tr("The folder of this run is gone. Choose a run above, or train another.")
NO_TESTS = tr(
    "This run has no test sets: they are fixed when a run is made. Predict a folder "
    "of images, or add a test set under Images and train again."
)
NOT_A_FOLDER = tr(
    "Drop a folder with images here, to have it predicted; files one by one are not "
    "taken. Nothing was changed."
)
PREDICTING = tr("The test sets are being predicted ...")
PREDICT = tr("Predict the test sets")
_UNFINISHED = {
    "running": tr(
        "This run is being trained. Its test sets are predicted when it ends."
    ),
    "waiting": tr("This run has not started yet, so there is no network to ask."),
    "done": tr("The network of this run is gone from its folder. Train again."),
    "cancelled": tr("This run was stopped before it had a network. Train again."),
    "interrupted": tr(
        "This run was interrupted: its window or computer went down before "
        "there was a network. Train again."
    ),
}


def unfinished(facts: RunFacts) -> str:
    """Return why a run has no network that could predict."""
    if facts.state == "failed" and facts.ended:
        return tr("This run failed. {detail}", detail=facts.ended.told)
    return _UNFINISHED.get(facts.state, tr("Reading this run ..."))
