"""What networks look at, measured: with true masks on drawn examples, and for real.

On drawn examples clumps are all that tells the classes apart, and where they are is
known: there the trained network has to have much more attribution in them than networks
that know nothing, and to change its mind without them but not by the placebo. On real
images nobody knows what is right: all is printed, whatever comes out.

How often as much attribution there can be in clumps has a ceiling, all of it: where
clumps are 9 % of a tile, as in the example `clear`, permuted networks have 28 % of
theirs there, since they pass on what is bright, and 3.5 times that is all. So the
multiple is required of an example with few small clumps, on 1 % of a tile.
"""

import time
from dataclasses import replace
from pathlib import Path

from reporting import Report, arguments, scratch

from cellclassifier.core import demo, workflow
from cellclassifier.core.clump_spec import ClumpSpec
from cellclassifier.core.clumps.report_files import WORDS
from cellclassifier.core.contents import read_contents
from cellclassifier.core.files import read_table
from cellclassifier.core.link import Worker
from cellclassifier.core.measure_spec import MeasureSpec
from cellclassifier.core.messages import Event
from cellclassifier.core.micrograph import Clumps
from cellclassifier.core.recipes import suggested_augment, with_network
from cellclassifier.core.runs import Run
from cellclassifier.core.spec import StudySpec
from cellclassifier.core.statistics import Proportion, wilson
from cellclassifier.core.study import Study
from cellclassifier.core.tile_spec import TilingSpec
from cellclassifier.core.train_spec import TrainSpec

TIMES = 5
"""Relevance mass of the trained network, as a multiple of that of permuted ones."""
FLIPS, PLACEBO = 0.9, 0.05

COLUMNS = ("data", "network", "method", "test", "mass x", "at most", "erased")
COLUMNS += ("placebo", "s")

FEW = Clumps(0.9, (2, 4), (1.5, 2.2), (1.6, 3.0))
"""Clumps of the example `few`."""


def ignore(event: Event) -> None:
    """Do not show how far it is."""


def trained(study: Study, network: str) -> Run:
    """Train one run of a network, and predict its test set."""
    training = with_network(study.spec.training, network)
    spec = study.spec.model_copy(update={"training": training})
    with Worker() as worker:
        made = Study(study.folder, spec)
        return workflow.train(made, read_contents(spec), worker, ignore)


def flips(rows: list[dict[str, str]], control: str, called: str) -> Proportion:
    """Return how many tiles with clumps that were found right change their class.

    With the placebo those count of which all shapes found another place.
    """
    chosen = [
        row
        for row in rows
        if row["true_class"] == row["called"] != control
        and (called == "called_erased" or row["placebo_is_fair"] == "1")
    ]
    changed = [row for row in chosen if row[called] != row["called"]]
    return wilson(len(changed), max(1, len(chosen)))


def times(folder: Path, control: str) -> tuple[float, float]:
    """Return relevance mass in clumps as a multiple of that of permuted networks.

    Both are over the same area of each tile, so that it is the same for enrichment.

    Returns:
        The multiple; and that of a network with all of its attribution in clumps.
    """

    def number(table: str, column: str, name: str, wanted: str) -> float:
        return next(
            float(row[wanted])
            for row in read_table(folder / table)
            if row[column] == name
            and row["outcome"] == "all"
            and row["class"] != control
        )

    permuted = number("nulls.csv", "null", "permuted networks", "median")
    observed = number("nulls.csv", "null", "permuted networks", "observed")
    area = number("numbers.csv", "number", "area", "value")
    return observed / permuted, 1 / (area * permuted)


def measured(
    report: Report, name: str, run: Run, spec: MeasureSpec, control: str
) -> tuple[float, Proportion, Proportion]:
    """Measure a test set, print all that was found, and return the main numbers."""
    began = time.monotonic()
    with Worker() as worker:
        folder = workflow.measure(run, "test", spec, worker, ignore)
    seconds = time.monotonic() - began
    rows = read_table(folder / "counterfactual.csv")
    found, most = times(folder, control)
    erased, placebo = (
        flips(rows, control, f"called_{kind}") for kind in ("erased", "placebo")
    )
    table = run.predictions("test")
    assert table is not None
    network, accuracy = run.record.study.training.network, table.accuracy().value
    shares = (f"{each.k}/{each.n}" for each in (erased, placebo))
    numbers = (accuracy, found, most, *shares, seconds)
    report.row(name, network, spec.method, *numbers)
    print((folder / WORDS).read_text("utf-8"), flush=True)
    return found, erased, placebo


def drawn(
    report: Report, pair: str, networks: list[str], methods: list[str], where: Path
) -> None:
    """Measure networks on a drawn example, with the true masks of its clumps."""
    study = workflow.example(where, pair=pair)
    clumps = ClumpSpec(masks=where / "images" / "masks" / "test")
    for network in networks:
        run = trained(study, network)
        for method in methods:
            # Integrated gradients take 32 times as long.
            limit = 256 if method == "gradient_input" else 48
            spec = MeasureSpec(method=method, clumps=clumps, limit=limit)
            mass, erased, placebo = measured(report, pair, run, spec, "control")
            name = f"{pair}, {network}, {method}"
            if pair == "few":
                report.require(f"{name}: mass, times permuted", mass, TIMES)
            report.require(f"{name}: share flipped by erasing", erased.value, FLIPS)
            report.allow(f"{name}: share flipped by placebo", placebo.value, PLACEBO)


def real(report: Report, networks: list[str], data: Path, where: Path) -> None:
    """Measure networks on real images; nothing is required."""
    for network in networks:
        spec = StudySpec(
            train=data / "train",
            tests=(data / "test",),
            tiling=TilingSpec(size=80),
            augment=suggested_augment(network),
            training=with_network(TrainSpec(), network),
        )
        run = trained(Study.create(where / network, spec), network)
        found = ClumpSpec(radius=2.5, control=run.record.classes[0])
        measured(
            report, "primary", run, MeasureSpec(clumps=found), run.record.classes[0]
        )


def main() -> None:
    """Run it all."""
    options = arguments(__doc__)
    networks = ["compact"] if options.quick else ["deep", "compact"]
    methods = ["gradient_input"]
    if not options.quick:
        methods += ["integrated_gradients"]
    report = Report(*COLUMNS, width=14)
    with scratch() as folder:
        demo.PAIRS["few"] = replace(demo.PAIRS["clear"], clumps=FEW)
        for pair in ("clear", "few"):
            drawn(report, pair, networks, methods, Path(folder) / pair)
        if options.data.is_dir():
            real(report, networks[-1:], options.data, Path(folder) / "real")
        else:
            print(f"{options.data} is absent: no real images are measured.")
    report.finish()


if __name__ == "__main__":
    main()
