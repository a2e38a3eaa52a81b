"""Measures what a network looks at: attribution in clumps, and what clumps do."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from itertools import zip_longest

from cellclassifier.core.clumps.cascade import Step
from cellclassifier.core.clumps.deletion import Curve
from cellclassifier.core.clumps.effects import DosedTile
from cellclassifier.core.clumps.finder import Finder
from cellclassifier.core.clumps.plan import MOST_STEPS, Plan, plan
from cellclassifier.core.clumps.report import Report
from cellclassifier.core.clumps.report_files import folder_for, write_report
from cellclassifier.core.clumps.study import measure as measure_maps
from cellclassifier.core.clumps.tiles import explained_of
from cellclassifier.core.errors import UserError
from cellclassifier.core.messages import ExplainJob, MeasureJob, Progressed
from cellclassifier.core.predictions import Predictions
from cellclassifier.core.runs import Run
from cellclassifier.engine.asking import Asking, Subject
from cellclassifier.engine.attributions import Float32
from cellclassifier.engine.channel import Channel
from cellclassifier.engine.data import read_batch, verify
from cellclassifier.engine.explanation import explain
from cellclassifier.engine.models import load_model, load_scored
from cellclassifier.engine.others import Others
from cellclassifier.engine.permuted import Unlearnt


def measure(run: Run, job: MeasureJob, channel: Channel) -> None:
    """Measure what `job` asks for, and write it into the run.

    Nothing is written before all is measured, but for the maps that were missing.

    Raises:
        UserError: A prediction, network, image, class or setting is missing or does
            not fit, or the folder of the run cannot be written.
    """
    planned = plan(run, job.test, job.spec)
    report = _Measuring(run, job, planned, channel).report()
    try:
        write_report(folder_for(run, job.test, job.spec), report)
    except OSError as error:
        raise UserError(
            f"What was measured could not be written into {run.folder} "
            f"({error.strerror}). Free space, or connect the disk again, and measure "
            "again; the maps that were made are kept."
        ) from error


class _Measuring:
    """One measurement, part by part."""

    def __init__(
        self, run: Run, job: MeasureJob, planned: Plan, channel: Channel
    ) -> None:
        self._run, self._test, self._spec = run, job.test, job.spec
        self._plan, self._channel = planned, channel
        self._table = _predicted(run, job.test)
        self._subjects: list[Subject] = []

    def report(self) -> Report:
        """Measure all of it."""
        run, spec = self._run, self._spec
        self._verify()
        self._make_maps()
        finder = Finder(run, spec.clumps, self._tell)
        self._subjects = list(self._found(finder))
        others = Others(run, self._test, spec, Unlearnt(load_model(run)), self._tell)
        measured = measure_maps(
            run,
            self._test,
            spec.method,
            spec.clumps,
            class_name=spec.class_name or None,
            settings=spec.settings or None,
            others=others.scores(self._subjects),
            tiles=self._plan.tiles,
            finder=finder,
            seed=spec.seed,
            progress=self._tell,
        )
        read = partial(read_batch, run)
        classes = run.record.classes
        network, check = load_scored(run), self._channel.check_cancelled
        asking = Asking(network, classes, read, self._tell, spec.seed, check)
        erased, lost = asking.erased(self._subjects)
        return Report(
            spec,
            self._plan,
            run.network_key,
            finder.control,
            measured,
            tuple(erased),
            lost,
            self._dosed(asking, finder.control),
            self._curves(asking),
            tuple(self._steps(others)),
        )

    def _tell(self, what: str, done: int, of: int) -> None:
        self._channel.check_cancelled()
        self._channel.send(Progressed(what=what, done=done, of=of))

    def _verify(self) -> None:
        wanted = set(self._plan.tiles)
        tiles = [each for each in self._run.tiles(self._test) if each.number in wanted]
        verify(self._run, tiles, self._channel.check_cancelled, self._test)

    def _make_maps(self) -> None:
        if not self._plan.missing:
            return
        job = ExplainJob(
            run=self._run.folder,
            test=self._test,
            tiles=self._plan.missing,
            method=self._spec.method,
            class_name=self._spec.class_name or None,
            settings=self._spec.settings,
        )
        explain(self._run, job, self._channel)

    def _found(self, finder: Finder) -> Iterator[Subject]:
        """Yield the tiles that are measured, with their clumps."""
        name = self._spec.class_name or None
        explained = explained_of(self._run, self._table, name)
        by_number = {each.number: each for each in self._run.tiles(self._test)}
        for done, number in enumerate(self._plan.tiles):
            self._tell("finding clumps", done, len(self._plan.tiles))
            found = finder.find(self._test, by_number[number])
            if found is not None:
                yield Subject(by_number[number], explained[number], found)

    def _dosed(self, asking: Asking, control: str) -> tuple[DosedTile, ...]:
        """Put clumps of the other classes into tiles of the control."""
        spec = self._spec
        if not (control and spec.doses and spec.curve_tiles):
            return ()
        called = dict(
            zip(self._table.tiles, self._table.predicted_classes, strict=True)
        )
        right = [
            each
            for each in self._subjects
            if each.tile.class_name in ("", called[each.tile.number])
        ]
        own = [each for each in right if called[each.tile.number] == control]
        others = [
            each
            for each in right
            if called[each.tile.number] != control and each.found.clumps
        ]
        most = spec.curve_tiles
        # By groups: those of one dish alone may be special.
        own, others = (_in_turn(each, _group, most) for each in (own, others))
        return tuple(asking.dosed(own, others, list(spec.doses)))

    def _curves(self, asking: Asking) -> tuple[Curve, ...]:
        chosen, maps = self._some(self._spec.curve_tiles)
        return asking.curves(chosen, maps) if chosen else ()

    def _steps(self, others: Others) -> Iterator[Step]:
        chosen, maps = self._some(self._spec.cascade_tiles)
        yield from others.cascade(chosen, maps, MOST_STEPS) if chosen else ()

    def _some(self, most: int) -> tuple[list[Subject], list[Float32]]:
        """Return some tiles that have a map which is not empty, and their maps."""
        kept, maps = [], []
        for each in _in_turn(self._subjects, lambda each: each.explained, most):
            at = (self._spec.method, self._test, each.tile.number, each.explained)
            map_ = self._run.attribution(*at, self._spec.settings)
            if map_ is not None and map_.any():
                kept.append(each)
                maps.append(map_)
        return kept, maps


def _predicted(run: Run, test: str) -> Predictions:
    found = run.predictions(test)
    assert found is not None, "the plan has made sure of it"
    return found


def _group(subject: Subject) -> str:
    return subject.tile.group


def _in_turn(
    subjects: Sequence[Subject], key: Callable[[Subject], Hashable], most: int
) -> list[Subject]:
    """Return at most so many, as many of each kind as can be, spread over each."""
    kinds: dict[Hashable, list[Subject]] = {}
    for each in subjects:
        kinds.setdefault(key(each), []).append(each)
    spread = [_spread(each, most) for each in kinds.values()]
    turns = zip_longest(*spread)
    return [each for turn in turns for each in turn if each is not None][:most]


def _spread(subjects: list[Subject], most: int) -> list[Subject]:
    """Return subjects so that the first ones are spread evenly over all of them."""
    step = max(1, len(subjects) // most) if most else 1
    return [each for start in range(step) for each in subjects[start::step]]
