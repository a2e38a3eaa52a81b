"""Why the page of predictions has nothing to show, in sentences."""

from cellclassifier.gui.run_facts import RunFacts

PURPOSE = (
    "Here you see what a trained network answers for images it has never seen: how "
    "often it is right, each tile with its answer, and what the network looks at. "
)
GONE = "The folder of this run is gone. Choose a run above, or train another."
NO_TESTS = (
    "This run has no test sets: they are fixed when a run is made. Predict a folder "
    "of images, or add a test set under Images and train again."
)
NOT_A_FOLDER = (
    "Drop a folder with images here, to have it predicted; files one by one are not "
    "taken. Nothing was changed."
)
PREDICTING = "The test sets are being predicted ..."
PREDICT = "Predict the test sets"
_UNFINISHED = {
    "running": "This run is being trained. Its test sets are predicted when it ends.",
    "waiting": "This run has not started yet, so there is no network to ask.",
    "done": "The network of this run is gone from its folder. Train again.",
    "cancelled": "This run was stopped before it had a network. Train again.",
    "interrupted": "This run was interrupted: its window or computer went down before "
    "there was a network. Train again.",
}


def unfinished(facts: RunFacts) -> str:
    """Return why a run has no network that could predict."""
    if facts.state == "failed" and facts.ended:
        return f"This run failed. {facts.ended.detail}"
    return _UNFINISHED.get(facts.state, "Reading this run ...")
