"""A study: a folder with the settings, and the runs that were made with them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from cellclassifier.core import study_file
from cellclassifier.core.contents import Contents
from cellclassifier.core.errors import UserError
from cellclassifier.core.files import write_atomically
from cellclassifier.core.language import tr
from cellclassifier.core.preparation import Prepared, prepare
from cellclassifier.core.run_folder import (
    freeze,
    freeze_longer,
    freeze_sister,
    new_folder,
)
from cellclassifier.core.run_record import refuse_newer
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import SCHEMA_VERSION, StudySpec, explain_invalid


class Study:
    """A study folder: `spec` is what the next run will be made with."""

    def __init__(self, folder: Path, spec: StudySpec) -> None:
        self.folder = folder
        self.spec = spec

    @classmethod
    def create(cls, folder: Path, spec: StudySpec) -> "Study":
        """Make a new study in `folder`.

        Raises:
            UserError: There is one already, or the folder cannot be written.
        """
        if (folder / "study.json").exists():
            raise UserError(
                tr(
                    "{folder} already holds a study. Open it, or choose another "
                    "folder.",
                    folder=folder,
                )
            )
        study = cls(folder, spec)
        study.save(spec)
        study_file.write(folder)
        return study

    @classmethod
    def open(cls, folder: Path) -> "Study":
        """Open the study in `folder`, or that of a file which stands for one.

        Raises:
            UserError: There is none, it is damaged, or a newer version made it.
        """
        folder = study_file.folder_of(folder)
        path = folder / "study.json"
        try:
            text = path.read_bytes()
        except OSError as error:
            raise UserError(
                tr(
                    "{folder} is not a study: its study.json cannot be read "
                    "({strerror}). Choose the folder that holds it, or make a new "
                    "study.",
                    folder=folder,
                    strerror=error.strerror,
                )
            ) from error
        return cls(folder, _parse(text, path))

    def save(self, spec: StudySpec) -> None:
        """Keep `spec` as the study's settings.

        Raises:
            UserError: The folder cannot be written, or lies among the images; nothing
                was changed.
        """
        _refuse_inside_images(self.folder, spec)
        try:
            write_atomically(self.folder / "study.json", spec.model_dump_json(indent=2))
        except OSError as error:
            raise UserError(
                tr(
                    "The study folder {folder} cannot be written ({strerror}). "
                    "Nothing was changed. Choose a folder of your own, or free space.",
                    folder=self.folder,
                    strerror=error.strerror,
                )
            ) from error
        self.spec = spec

    @property
    def lock_path(self) -> Path:
        """File that is locked by the one window that may change the study."""
        return self.folder / ".window.lock"

    @property
    def runs_folder(self) -> Path:
        """Folder that holds one folder a run."""
        return self.folder / "runs"

    def runs(self) -> list[Run]:
        """Return all runs, newest first; see `run_problems` for those left out."""
        found = (_try_run(folder) for folder in self._run_folders())
        runs = [run for run in found if isinstance(run, Run)]
        return sorted(runs, key=lambda run: (run.record.created, run.id), reverse=True)

    def run_problems(self, fine: Collection[Run] = ()) -> dict[str, str]:
        """Return why runs are left out, by folder; `fine` are not read again."""
        folders = sorted({*self._run_folders()} - {run.folder for run in fine})
        found = {each.name: _try_run(each) for each in folders}
        return {name: why for name, why in found.items() if isinstance(why, str)}

    def _run_folders(self) -> list[Path]:
        return [path.parent for path in self.runs_folder.glob("*/run.json")]

    def run(self, run_id: str | None = None) -> Run:
        """Return the run `run_id`; without one, the newest finished one.

        Raises:
            UserError: There is no such run.
        """
        runs = self.runs()
        damaged = run_id and self.runs_folder / run_id
        if damaged and damaged.is_dir() and run_id not in {run.id for run in runs}:
            return Run(damaged)  # which says what is wrong with it
        if run_id is None:
            found = [run for run in runs if run.state == "done"]
            missing = tr("This study has no finished run yet: train one first.")
        else:
            found = [run for run in runs if run.id == run_id]
            missing = tr(
                "There is no run '{run}' in this study. There are: {known}.",
                run=run_id,
                known=", ".join(run.id for run in runs) or tr("none"),
            )
        if not found:
            raise UserError(missing)
        return found[0]

    def newest_network(self) -> Run:
        """Return the newest run that left a network, if only of its last epoch.

        Raises:
            UserError: There is none.
        """
        for run in self.runs():
            if run.has_network and run.state not in ("waiting", "running"):
                return run
        raise UserError(tr("This study has no finished run yet: train one first."))

    def new_run(
        self,
        contents: Contents,
        prepared: Prepared | None = None,
        experiment: str = "",
        variant: str = "",
    ) -> Run:
        """Freeze settings, tiles and split into a new run folder.

        Args:
            contents: What the image folders hold.
            prepared: What was made of it under the study's settings; without it, it is
                made here, which takes time.
            experiment: Id of the experiment that it belongs to.
            variant: Name of its network and data in that.

        Raises:
            UserError: The images have a problem that stops the work, such as copies
                on both sides of a split, or the folder cannot be written.
        """
        if prepared is None or not (
            prepared.holds_for(self.spec, contents)
            and prepared.knows_labels(self.folder)
        ):
            prepared = prepare(self.folder, self.spec, contents)
        if problem := prepared.error():
            raise UserError(problem)
        with _told(self.runs_folder):
            folder = new_folder(self.runs_folder, self.spec.training.network)
            return freeze(folder, self.spec, prepared, experiment, variant)

    def put_away(self, run_id: str) -> None:
        """Move a run that was never begun into the study's trash.

        Raises:
            UserError: The folder cannot be moved.
        """
        run = self.run(run_id)
        if run.state != "waiting":
            return
        trash = self.folder / "trash"
        try:
            trash.mkdir(exist_ok=True)
            run.folder.rename(trash / run_id)
        except OSError as error:
            raise UserError(
                tr(
                    "The run {run_id} could not be moved to {trash} ({strerror}). "
                    "It is not trained, and stays in the list.",
                    run_id=run_id,
                    trash=trash,
                    strerror=error.strerror,
                )
            ) from error

    def add_sister(self, run: Run, seed: int) -> Run:
        """Make a run that differs from another one in its seed alone.

        Raises:
            UserError: The folder cannot be written.
        """
        with _told(self.runs_folder):
            folder = new_folder(self.runs_folder, run.record.study.training.network)
            return freeze_sister(folder, run, seed)

    def add_epochs(self, run: Run, epochs: int) -> Run:
        """Make a run that goes on from the last epoch of another one.

        Args:
            run: One that has ended and has a checkpoint.
            epochs: How many more epochs.

        Raises:
            UserError: It cannot be gone on from, or the folder cannot be written.
        """
        with _told(self.runs_folder):
            folder = new_folder(self.runs_folder, run.record.study.training.network)
            return freeze_longer(folder, run, epochs)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            tr(
                "The run could not be written to {folder} ({strerror}). No run "
                "was started. Free space, or choose another study folder.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error


def _refuse_inside_images(folder: Path, spec: StudySpec) -> None:
    for images in (spec.train, *spec.tests):
        if images is not None and folder.resolve().is_relative_to(images.resolve()):
            raise UserError(
                tr(
                    "The study folder {folder} lies inside the image folder {images}, "
                    "into which nothing is ever written. Choose a folder outside of "
                    "it.",
                    folder=folder,
                    images=images,
                )
            )


def _parse(text: bytes, path: Path) -> StudySpec:
    refuse_newer(text, path)
    try:
        spec = StudySpec.model_validate_json(text)
    except ValidationError as error:
        raise UserError(
            tr(
                "{path} is damaged. {explain_invalid}",
                path=path,
                explain_invalid=explain_invalid(error),
            )
        ) from error
    # What an older version wrote is kept in the form of this one from now on.
    return spec.model_copy(update={"schema_version": SCHEMA_VERSION})


def _try_run(folder: Path) -> Run | str:
    try:
        return Run(folder)
    except UserError as error:
        return str(error)


def free_folder(where: Path, spec: StudySpec) -> Path:
    """Return a folder below `where` for a new study, named after its images."""
    train = spec.train
    name = train.parent.name or train.name if train else "study"
    folder, number = where / name, 2
    while folder.exists():
        folder = where / f"{name}_{number}"
        number += 1
    return folder
