"""What comes by the network is refused unless it is a call of the program's own."""

import io
import pickle

import pytest
from labs import Lab

from cellclassifier.cluster import guard, reached
from cellclassifier.cluster.guard import Refused

HOSTILE = r"""
import os
import sys
from distributed import Client, WorkerPlugin
from distributed.core import rpc
from distributed.diagnostics.plugin import UploadFile

address, flag, dump = sys.argv[1:4]
SAY = f"open({flag!r}, 'a').write(str(__import__('os').getpid()) + ' ')"


def say(code=SAY):
    eval(code)


class Plugin(WorkerPlugin):
    def setup(self, worker):
        say()


class Reduced:
    def __reduce__(self):
        return eval, (SAY,)


client = Client(address, timeout=20)
client.wait_for_workers(1, timeout=60)


async def without_pickles():
    # Dask's own message with a file: a node would write it anywhere, and import it.
    for node in client.scheduler_info()["workers"]:
        async with rpc(node) as reached:
            await reached.upload_file(filename="hostile.py", data=SAY.encode())


async def dumped():
    await client.scheduler.dump_cluster_state_to_url(
        url=dump, exclude=[], format="yaml"
    )


def attempt(what):
    try:
        return what()
    except BaseException as error:
        return error


attempt(lambda: client.submit(say, pure=False).result(timeout=5))
attempt(lambda: client.submit(eval, SAY).result(timeout=5))
attempt(lambda: client.submit(len, Reduced()).result(timeout=5))
attempt(lambda: client.run(say))
attempt(lambda: client.run(eval, SAY))
attempt(lambda: client.run_on_scheduler(say))
attempt(lambda: client.register_plugin(Plugin()))
attempt(lambda: client.upload_file(__file__))
attempt(lambda: client.scatter(Reduced()))
attempt(lambda: client.sync(without_pickles))
attempt(lambda: client.sync(dumped))
say()
print("tried")
"""


def rebuilt(value):
    return guard.loads(pickle.dumps(value))


def test_a_call_of_the_programs_own_is_let_in():
    assert rebuilt(reached.hello) is reached.hello
    assert rebuilt(([b"x", 1], "text")) == ([b"x", 1], "text")


@pytest.mark.parametrize("named", [eval, print, io.open, guard.install, pytest.fail])
def test_all_else_is_refused(named):
    with pytest.raises(Refused, match="was refused"):
        rebuilt(named)


def test_what_a_module_of_ours_has_imported_is_refused():
    # A name with a dot would walk on from one of our functions to anything.
    crafted = b"\x80\x04\x8c" + bytes([len(guard.REACHED)]) + guard.REACHED.encode()
    name = b"json.codecs"
    crafted += b"\x8c" + bytes([len(name)]) + name + b"\x93."
    with pytest.raises(Refused):
        guard.loads(crafted)
    for name in (b"json", b"Order", b"UserError"):
        start = b"\x80\x04\x8c" + bytes([len(guard.REACHED)]) + guard.REACHED.encode()
        with pytest.raises(Refused):
            guard.loads(start + b"\x8c" + bytes([len(name)]) + name + b"\x93.")


def test_exceptions_come_back():
    written = io.BytesIO()
    pickler = pickle.Pickler(written)
    # As they are where nothing else has taught pickle about them.
    pickler.dispatch_table = {}
    pickler.dump(ValueError("x"))
    assert isinstance(guard.loads(written.getvalue()), ValueError)


def test_messages_name_constants_alone():
    import msgpack
    from distributed.core import Status
    from distributed.protocol import core

    guard.install()

    def came(module, name, value):
        told = {"__Enum__": True, "__module__": module, "__name__": name, "name": value}
        return core.loads([msgpack.packb(told)])

    assert came("distributed.core", "Status", "running") is Status.running
    for named in (
        ("distributed.utils", "os", "system"),
        ("distributed.core", "os", "path"),
    ):
        with pytest.raises(Refused):
            came(*named)


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_what_would_end_the_program_does_not_come_back(kind):
    crafted = b"\x80\x04\x8c\x08builtins\x8c" + bytes([len(kind.__name__)])
    with pytest.raises(Refused):
        guard.loads(crafted + kind.__name__.encode() + b"\x93.")


def test_scheduler_and_nodes_run_nothing_that_comes_in(tmp_path):
    import subprocess
    import sys

    lab = Lab(tmp_path / "lab")
    try:
        lab.start_node("one")
        flag, script = tmp_path / "flag", tmp_path / "hostile.py"
        script.write_text(HOSTILE)
        done = subprocess.run(
            [sys.executable, script, lab.address, flag, tmp_path / "dump"],
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )
        assert "tried" in done.stdout, done.stderr
        # Dask's client looks into what it sends: that process is the hostile one's own.
        ran = {int(number) for number in flag.read_text().split()}
        assert len(ran) == 1
        assert not ran & {lab.scheduler.pid, lab.nodes["one"].pid}
        assert not [path for path in tmp_path.iterdir() if path.name.startswith("dump")]
        assert not list(tmp_path.rglob("lab/**/hostile.py"))
        assert "was refused" in lab.log_path.read_text(errors="replace")
        # Both are still there, for those who have something to do.
        assert lab.nodes["one"].poll() is None
        assert lab.scheduler.poll() is None
    finally:
        lab.close()
