"""A helper of the Explain page that measures clumps, without a network."""

from explain_page import Helper, explain

from cellclassifier.core.clumps.files import write_measured
from cellclassifier.core.clumps.report_files import folder_for
from cellclassifier.core.clumps.study import measure
from cellclassifier.core.messages import Ended, ExplainJob, MeasureJob
from cellclassifier.core.runs import Run


class Measuring(Helper):
    """Measures what there is of maps, and tells of it."""

    def ask(self, job, done, heard=None, key=""):
        self.heard = heard
        super().ask(job, done)

    def stop(self, job):
        for _, done in self._open:
            done(Ended(outcome="cancelled"))
        super().stop(job)

    def _end(self, job, done):
        if isinstance(job, MeasureJob) and not self.fails:
            run = Run(job.run)
            table = run.predictions("test")
            for tile, name in zip(table.tiles, table.predicted_classes, strict=True):
                explain(
                    ExplainJob(run=job.run, test="test", tiles=(tile,), class_name=name)
                )
            found = measure(run, "test", job.spec.method, job.spec.clumps, moves=9)
            write_measured(folder_for(run, "test", job.spec), found)
        super()._end(job, done)


def ready(panel):
    return panel.measure.isEnabled()
