"""Lets Dask unpickle nothing but what this program sends: no code comes in by the net.

Dask sends functions as pickles, which can name any function of any module, or carry
code of their own. Here a pickle may only name what is listed: Dask's own wrapping of a
call, and the functions of `reached`, whose arguments are texts, numbers and bytes. What
it refuses is never imported and never called. See the warning in
https://docs.python.org/3/library/pickle.html, section "Restricting Globals".
"""

import enum
import io
import pickle
import sys
from types import FunctionType, ModuleType
from typing import Any

REACHED = "cellclassifier.cluster.reached"
"""The module whose functions may be called from other computers."""

WRAPPING = frozenset(
    {
        ("dask._expr", "Expr._reconstruct"),
        ("dask._expr", "LLGExpr"),
        ("dask._task_spec", "Task"),
        ("distributed.shuffle._worker_plugin", "ShuffleWorkerPlugin"),
    }
)
"""What Dask names in the pickle of a plain call, and in its greeting of a worker."""

PLAIN = frozenset({"bool", "bytearray", "bytes", "dict", "int", "list", "str", "tuple"})
"""Builtins that Dask names as the kind of what it carries."""

EXCEPTIONS = ("builtins", "distributed")
"""Packages whose exceptions may come back; they are classes that were loaded before."""


CLOSED = (
    ("core", "Server", "upload_file"),
    ("scheduler", "Scheduler", "dump_cluster_state_to_url"),
    ("worker", "Worker", "benchmark_disk"),
    ("worker", "Worker", "benchmark_memory"),
    ("worker", "Worker", "benchmark_network"),
)
"""What Dask does for whoever asks without a pickle: it runs a file that is sent, writes
to any path, or fills disk and memory. Modules, classes and methods."""


class Refused(pickle.UnpicklingError):
    """Raised where a pickle names what may not come in by the network."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in WRAPPING:
            return super().find_class(module, name)
        if module == REACHED and _is_reached(found := _ours(name)):
            return found
        if module == "builtins" and name in PLAIN:
            return super().find_class(module, name)
        package = module.partition(".")[0]
        if package in EXCEPTIONS and _is_exception(found := _loaded(module, name)):
            return found
        raise Refused(
            f"{module}.{name} came by the network and was refused: expected a call of "
            "Cell Classifier's own. Nothing of it was run. Use scheduler and nodes for "
            "Cell Classifier alone, with the same version everywhere."
        )


def _ours(name: str) -> object:
    from importlib import import_module

    # Not with dots: these would lead from a function to anything.
    return vars(import_module(REACHED)).get(name)


def _is_reached(found: object) -> bool:
    """Tell whether it is a function that was written there, for all to call."""
    return (
        isinstance(found, FunctionType)
        and found.__module__ == REACHED
        and not found.__name__.startswith("_")
        and found.__name__ != "serve"
    )


def _loaded(module: str, name: str) -> object:
    return getattr(sys.modules.get(module), name, None)


def _is_exception(found: object) -> bool:
    # Not one that would end the program where it is raised again.
    return isinstance(found, type) and issubclass(found, Exception)


def loads(data: Any, /, *, buffers: Any = (), **_: Any) -> Any:
    """Return what a pickle holds, like `pickle.loads`.

    Raises:
        Refused: It names what is not listed.
    """
    return _Unpickler(io.BytesIO(bytes(data)), buffers=buffers or None).load()


def _load(file: Any, /, *, buffers: Any = (), **_: Any) -> Any:
    return _Unpickler(file, buffers=buffers or None).load()


def _guarded() -> ModuleType:
    """Return a stand-in for the module `pickle` that reads with care."""
    made = ModuleType("pickle")
    made.__dict__.update(vars(pickle))
    vars(made).update(loads=loads, load=_load, Unpickler=_Unpickler)
    return made


def decoded(found: Any) -> Any:
    """Return what a part of a message stands for, as Dask does, if that is harmless.

    Raises:
        Refused: It names something that is no constant: by two names Dask would hand
            over whatever its modules have imported.
    """
    from distributed.protocol.serialize import msgpack_decode_default

    made = msgpack_decode_default(found)
    if "__Enum__" in found and not isinstance(made, enum.Enum):
        raise Refused(f"{found.get('name')} came by the network and was refused.")
    return made


async def _closed(*_: object, **__: object) -> None:
    raise PermissionError("Refused: Cell Classifier has no use for it.")


def install() -> None:
    """Guard all of Dask in this process; once is enough, more does no harm."""
    from importlib import import_module

    # What Dask would load later, and then with the module as it is.
    for name in ("deploy.adaptive", "nanny", "scheduler", "shuffle", "worker"):
        import_module(f"distributed.{name}")
    guarded = _guarded()
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] != "distributed":
            continue
        for attribute, found in list(vars(module).items()):
            if found is pickle:
                setattr(module, attribute, guarded)
            elif found is pickle.loads:
                setattr(module, attribute, loads)
    for place, class_name, method in CLOSED:
        found = getattr(sys.modules[f"distributed.{place}"], class_name)
        setattr(found, method, _closed)
    sys.modules["distributed.protocol.core"].msgpack_decode_default = decoded  # type: ignore[attr-defined]
