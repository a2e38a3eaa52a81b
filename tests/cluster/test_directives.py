import subprocess

import pytest
from queued import profile

from cellclassifier.cluster import jobqueue
from cellclassifier.core import places
from cellclassifier.core.places import SYSTEMS

MARKS = {"slurm": "#SBATCH", "pbs": "#PBS", "sge": "#$", "lsf": "#BSUB"}


def head(script, system):
    mark = MARKS[system]
    return [
        line.removeprefix(mark).strip()
        for line in script.splitlines()
        if line.startswith(mark)
    ]


EXPECTED = {
    "slurm": {
        "-J cellclassifier", "-p gpu", "-A lab", "-n 1", "--cpus-per-task=4",
        "--mem=16G", "-t 12:30:00", "--gres=gpu:2", "--signal=B:TERM@120",
    },
    "pbs": {
        "-N cellclassifier", "-q gpu", "-A lab", "-l walltime=12:30:00",
        "-l select=1:ncpus=4:mem=16384mb:ngpus=2",
    },
    "sge": {
        "-N cellclassifier", "-q gpu", "-P lab", "-l h_rt=12:30:00", "-cwd", "-j y",
        "-l gpu=2", "-S /bin/bash", "-pe smp 4", "-l mem_free=16384M",
    },
    "lsf": {
        "-J cellclassifier", "-q gpu", '-P "lab"', "-n 4", '-R "span[hosts=1]"',
        "-W 12:30", '-gpu "num=2"',
    },
}  # fmt: skip


@pytest.mark.parametrize("system", SYSTEMS)
def test_script_asks_for_all_that_the_profile_says(system):
    made = profile(
        system, partition="gpu", account="lab", hours=12.5, cores=4, memory=16, gpus=2
    )
    found = set(head(jobqueue.job_script(made), system))
    # The unit of LSF's memory is that of the cluster's own settings.
    memory = {line for line in found if system == "lsf" and line.startswith("-M ")}
    assert len(memory) == (1 if system == "lsf" else 0)
    assert found - memory == EXPECTED[system]


@pytest.mark.parametrize("system", SYSTEMS)
def test_script_without_gpu_queue_or_account_does_not_ask_for_them(system):
    script = jobqueue.job_script(profile(system, cores=1))
    asked = head(script, system)
    assert not [line for line in asked if "gpu" in line or "gres" in line]
    assert not [line for line in asked if line.startswith(("-p ", "-q ", "-A ", "-P "))]
    assert "--gpus 0" in script


GPU_LINES = {
    "slurm": "--gres=gpu:a100:1",
    "pbs": "-l select=1:ncpus=8:mem=32gb:ngpus=1:gpu_model=a100",
    "sge": "-l gpu_card=1",
    "lsf": '-gpu "num=1:mode=exclusive_process"',
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_own_lines_stand_last_and_replace_ours(system):
    made = profile(system, gpus=2, extra=(GPU_LINES[system], "-m e"))
    asked = head(jobqueue.job_script(made), system)
    assert asked[-2:] == [GPU_LINES[system], "-m e"]
    assert len([line for line in asked if "gpu" in line]) == 1
    assert len([line for line in asked if "select" in line]) == (system == "pbs")


@pytest.mark.parametrize("system", SYSTEMS)
def test_mark_before_an_own_line_is_not_written_twice(system):
    made = profile(system, extra=(f"{MARKS[system]} -m e", "  "))
    assert head(jobqueue.job_script(made), system)[-1] == "-m e"


def test_own_lines_replace_slots_and_memory_of_grid_engine_and_signal_of_slurm():
    own = ("-S /usr/local/bin/bash", "-pe openmp 4", "-l h_vmem=4G")
    asked = head(jobqueue.job_script(profile("sge", cores=4, extra=own)), "sge")
    assert asked[-3:] == list(own)
    assert not {"-S /bin/bash", "-pe smp 4", "-l mem_free=512M"} & set(asked)
    own = ("--signal=B:TERM@600",)
    asked = head(jobqueue.job_script(profile("slurm", extra=own)), "slurm")
    assert [line for line in asked if "signal" in line] == list(own)


def test_short_job_is_not_told_to_end_as_soon_as_it_begins():
    assert "--signal" not in jobqueue.job_script(profile(hours=0.1))


@pytest.mark.parametrize(
    ("hours", "said"), [(0.001, "00:01"), (1 / 3, "00:20"), (720, "720:00")]
)
def test_time_is_written_in_hours_and_minutes(hours, said):
    assert f"-t {said}:00" in jobqueue.job_script(profile(hours=hours))
    assert f"-W {said}\n" in jobqueue.job_script(profile("lsf", hours=hours))


@pytest.mark.parametrize("system", SYSTEMS)
def test_setup_comes_before_the_node_and_in_order(system):
    setup = ("module purge", "module load cuda/12.4", "export A='b c'")
    lines = jobqueue.job_script(profile(system, setup=setup)).splitlines()
    place = lines.index("module purge")
    assert lines[place : place + 3] == list(setup)
    assert lines[place + 3].startswith("exec ")
    assert not any(line.startswith(MARKS[system]) for line in lines[place:])


@pytest.mark.parametrize("system", SYSTEMS)
def test_shell_gives_the_node_its_words_whole(system, tmp_path):
    """The script is run, with a program in place of Python that tells its words."""
    python = tmp_path / "my env" / "python's"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    python.chmod(0o755)
    certificates = tmp_path / "of the lab's"
    made = profile(
        system,
        python=str(python),
        scratch='$SCRATCH/a "quoted" `name`',
        setup=(f"export SCRATCH='{tmp_path}/big disk'",),
        gpus=1,
        interface="lo",
    )
    script = tmp_path / "script"
    script.write_text(jobqueue.job_script(made, certificates))
    said = subprocess.run(
        ["bash", str(script)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert said[:3] == ["-P", "-m", "cellclassifier.cluster.node"]
    options = dict(zip(said[4::2], said[5::2], strict=True))
    assert options["--local-directory"] == f'{tmp_path}/big disk/a "quoted" `name`'
    assert options["--certificates"] == str(certificates)
    assert options["--gpus"] == "1"
    assert options["--interface"] == "lo"


def test_home_is_that_of_the_node():
    script = jobqueue.job_script(profile(python="~/env/bin/python", scratch="~/x"))
    assert 'exec "$HOME/env/bin/python" -P -m' in script
    assert '--local-directory "$HOME/x"' in script


def test_looking_at_a_script_makes_and_starts_nothing():
    jobqueue.job_script(profile())
    assert not places.profiles_folder().exists()
