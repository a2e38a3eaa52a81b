"""How far each step of the work is, as far as that is known without its page.

Pages that were made know better about what they read themselves.
"""

from cellclassifier.core.language import tr, tr_n
from cellclassifier.gui.session import Session
from cellclassifier.gui.widgets.page import Step

NO_IMAGES = tr("There are no training images yet: choose them first.")
READING = tr("The images are being read.")
CUTTING = tr("The images are being cut into tiles.")
TO_REVIEW = tr("Tiles can be reviewed by a reader.")
NO_SET = tr("No test set has been predicted yet.")
_NO_NETWORK = tr("There is no network yet: train one first.")


def waiting_sentence(session: Session) -> str:
    """Say how many runs wait though nobody trains them."""
    number = len(session.desk.standing.waiting)
    runs = tr_n("1 run waits", "{number} runs wait", number, number=number)
    return tr("{runs} to be trained: go on, or drop them.", runs=runs)


def images_step(session: Session) -> Step:
    """Return how far the choice of images is, before they were looked through."""
    if session.spec.train is None:
        return Step("ready", tr("Choose the folder of the training images."))
    if session.scan_error:
        return Step("attention", session.scan_error)
    return Step("ready", READING)


def tiles_lack(session: Session) -> str:
    """Return why there can be no tiles, or nothing."""
    contents = session.contents
    if session.spec.train is None:
        return NO_IMAGES
    if contents is None:
        return READING
    return "" if contents.train.images else contents.first_error()


def tiles_step(session: Session) -> Step:
    """Return how far the tiles are settled, before they were cut."""
    if reason := tiles_lack(session):
        return Step("locked", reason)
    return Step("ready", CUTTING)


def training_step(session: Session) -> Step:
    """Return how far training is."""
    if session.training:
        return Step("ready", tr("A training is running."))
    if session.desk.stalled:
        return Step("attention", waiting_sentence(session))
    if reason := session.blocked():
        return Step("locked", reason)
    if any(facts.state == "done" for facts in session.facts.values()):
        return Step("ok", tr("A network has been trained."))
    return Step("ready", tr("Ready to train."))


def predictions_step(session: Session) -> Step:
    """Return whether there are predictions."""
    if _predicted(session):
        return Step("ok", tr("The test images have been predicted."))
    networks = [run for run in session.runs if run.model_path.exists()]
    if any(each.record.tests for each in networks):
        return Step("ready", tr("A network is ready to predict the test images."))
    if networks:
        from cellclassifier.gui.widgets.prediction_words import NO_TESTS

        return Step("attention", NO_TESTS)
    return Step("locked", _NO_NETWORK)


def review_step(session: Session) -> Step:
    """Return whether there is something to review, before reviews were looked for."""
    if any(facts.results for facts in session.facts.values()):
        return Step("ready", TO_REVIEW)
    return Step("locked", NO_SET)


def explain_step(session: Session) -> Step:
    """Return whether there is something to explain."""
    if _predicted(session):
        return Step("ready", tr("Tiles that were predicted can be explained."))
    if any(run.model_path.exists() for run in session.runs):
        return Step("ready", tr("A network is there: predict, then explain."))
    return Step("locked", _NO_NETWORK)


def compare_step(session: Session) -> Step:
    """Return whether there is something to compare."""
    number = sum(bool(each.results) for each in session.facts.values())
    if number > 1:
        return Step(
            "ready", tr("{number} runs with a result can be compared.", number=number)
        )
    if number:
        return Step("ready", tr("One run has a result; a comparison takes several."))
    return Step("locked", tr("No run has predicted a test set yet."))


def _predicted(session: Session) -> bool:
    """Tell whether the run that is looked at has predicted a set."""
    run = session.run
    if run is None:
        return False
    from cellclassifier.gui.widgets.prediction_table import stamp

    return any(stamp(run, test) for test in run.sets)
