"""Makes the orders of jobs on a run that has been trained."""

from pathlib import Path

from cellclassifier.cluster.far_run import new_key
from cellclassifier.cluster.orders import Order, Sheet
from cellclassifier.cluster.sheets import Contents, study_key, windows
from cellclassifier.core.messages import ExplainJob, PredictJob, encode
from cellclassifier.core.needed_images import needed_images
from cellclassifier.core.runs import Run


class Orders:
    """Makes orders for one run.

    Args:
        run: The run.
        share: Whether nodes may work in the study's own folder.

    Attributes:
        paths: The file of each content that a node may need, by its SHA-256.
        study: What names the study.

    Raises:
        UserError: An image is gone.
        OSError: A file of the run cannot be read.
    """

    def __init__(self, run: Run, share: bool) -> None:
        self._run, self._share = run, share
        self._contents = Contents(run, errand=True)
        self.paths = self._contents.paths
        self.study = study_key(run.study_folder)

    def order(self, job: PredictJob | ExplainJob) -> Order:
        """Return the order of a job."""
        return Order(
            key=new_key(self._run.id),
            study=self.study,
            folder=str(self._run.study_folder),
            windows=windows(),
            run=self._run.folder.name,
            jobs=(encode(job).decode(),),
            share=self._share,
            sheet=self._sheet(job),
        )

    def _sheet(self, job: PredictJob | ExplainJob) -> Sheet:
        """Return what a node needs for a job: of the images only those it reads."""
        wanted = {str(path) for path in needed_images(self._run, job)}
        places = [
            place.model_copy(
                update={
                    "images": tuple(
                        image
                        for image in place.images
                        if str(Path(place.was) / image.path) in wanted
                    )
                }
            )
            for place in self._contents.sheet.places
        ]
        return self._contents.sheet.model_copy(update={"places": tuple(places)})
