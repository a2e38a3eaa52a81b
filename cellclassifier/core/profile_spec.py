"""How a cluster's queue is asked for nodes, as frozen values with help for each."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from cellclassifier.core.language import tr
from cellclassifier.core.tile_spec import Spec

System = Literal["slurm", "pbs", "sge", "lsf"]
"""Programs that a cluster is shared by, as Dask's jobqueue knows them."""

SYSTEMS: dict[System, str] = {
    "slurm": "SLURM",
    "pbs": "PBS",
    "sge": "Grid Engine (SGE)",
    "lsf": "LSF",
}
"""Their names, for people."""

_NAME = re.compile(r"\w[\w .-]{0,58}\w|\w")
_WORD = re.compile(r"[\w.,:@/+%=-]*")
_HEAD = re.compile(r"^#\s*(SBATCH|PBS|BSUB|\$)\s*")


class Profile(Spec):
    """How a cluster's queue is asked for nodes; kept under its name.

    `hours` is the time that a node is asked for, `memory` its memory in GiB, `gpus` the
    number of GPUs of a node, each of which trains one run; `nodes` is how many are
    asked for at most. `setup` are shell commands that a node runs first, such as
    loading modules; `python` is the Python that has the program on the nodes, "" for
    the one that runs here; `extra` are more lines for the head of the job, as the
    cluster's manual writes them, without the leading ``#SBATCH``.
    """

    name: str = Field(
        title="Name",
        description="What the profile is called where a place to train is chosen.",
    )
    system: System = Field(
        "slurm",
        title="System",
        description="The program that shares the cluster out: nodes are asked for with "
        "its command (sbatch, qsub, bsub), which this computer needs.",
    )
    partition: str = Field(
        "",
        title="Partition",
        description="The partition, or queue, with the nodes; nothing: the cluster's "
        "usual one.",
    )
    account: str = Field(
        "",
        title="Account",
        description="The project that the time is booked on, where the cluster wants "
        "one.",
    )
    hours: float = Field(
        12,
        gt=0,
        le=24 * 60,
        title="Time",
        description="How long a node may be kept. Longer waits longer in the queue; a "
        "run that is cut off is resumed by the next node.",
        json_schema_extra={"unit": "hours", "step": 1},
    )
    gpus: int = Field(
        1,
        ge=0,
        le=16,
        title="GPUs of a node",
        description="Each trains one run. 0: trains on processors.",
    )
    memory: float = Field(
        16,
        gt=0,
        le=4096,
        title="Memory of a node",
        description="Main memory, not that of the GPU. All tiles of a study are held "
        "in it, once for each run.",
        json_schema_extra={"unit": "GiB", "step": 4},
    )
    cores: int = Field(
        4,
        ge=1,
        le=1024,
        title="Cores of a node",
        description="Processors; a run needs two to four for its tiles.",
    )
    nodes: int = Field(
        4,
        ge=1,
        le=1000,
        title="Nodes at most",
        description="How many are asked for at a time, never more than runs wait.",
    )
    setup: tuple[str, ...] = Field(
        (),
        title="Set-up commands",
        description="Shell commands that a node runs first, one a line, such as "
        "'module load cuda' or 'source ~/cells/bin/activate'.",
    )
    python: str = Field(
        "",
        title="Python on the nodes",
        description="The Python that has Cell Classifier there, such as "
        "/home/me/cells/bin/python; nothing: the one that runs here, at the same path.",
    )
    scratch: str = Field(
        "",
        title="Scratch folder",
        description="A fast folder of the node's own, such as $TMPDIR, for runs whose "
        "study the node does not see; nothing: the system's usual one.",
        json_schema_extra={"advanced": True},
    )
    interface: str = Field(
        "",
        title="Network interface",
        description="The interface by which nodes reach this computer, such as ib0 or "
        "eth1; nothing: the usual one.",
        json_schema_extra={"advanced": True},
    )
    extra: tuple[str, ...] = Field(
        (),
        title="Further lines",
        description="More lines for the head of the job, one a line, as the cluster's "
        "manual writes them, such as --constraint=a100.",
        json_schema_extra={"advanced": True},
    )
    certificates: Path | None = Field(
        None,
        title="Certificates",
        description="Folder of the TLS certificates, made by 'cellclassifier "
        "certificates', which nodes have to see at the same path; none: new ones are "
        "made for each use.",
        json_schema_extra={"advanced": True, "folder": True},
    )

    @field_validator("name")
    @classmethod
    def _names_a_file(cls, name: str) -> str:
        if not _NAME.fullmatch(name) or name == "here":
            raise ValueError(
                tr(
                    "Expected 1 to 60 letters, numbers, spaces, dots, hyphens or "
                    "underscores, with a letter or number at both ends, and not "
                    "'here'. Received: {name!r}.",
                    name=name,
                )
            )
        return name

    @field_validator("partition", "account", "python", "scratch", "interface")
    @classmethod
    def _one_line(cls, text: str) -> str:
        if "\n" in text or "\r" in text:
            raise ValueError(
                tr("Expected a single line. Received: {text!r}.", text=text)
            )
        return text.strip()

    @field_validator("partition", "account", "interface")
    @classmethod
    def _one_word(cls, text: str) -> str:
        # They are written into the head of a script that a shell reads.
        if not _WORD.fullmatch(text):
            raise ValueError(
                tr(
                    "Expected one word of letters, numbers, or any of . , : @ / + % = "
                    "- and _, or nothing. Received: {text!r}.",
                    text=text,
                )
            )
        return text

    @field_validator("extra")
    @classmethod
    def _each_one_line(cls, lines: tuple[str, ...]) -> tuple[str, ...]:
        for line in lines:
            if len(line.strip().splitlines()) > 1:
                raise ValueError(
                    tr(
                        "Expected one line for the head of the job at a time; give "
                        "more as lines of their own. Received: {line!r}.",
                        line=line,
                    )
                )
        return lines

    @field_validator("setup", "extra")
    @classmethod
    def _lines(cls, lines: tuple[str, ...]) -> tuple[str, ...]:
        # Whoever copies from the manual copies the mark of the system too.
        found = (_HEAD.sub("", line.strip()) for line in lines)
        return tuple(line for line in found if line)
